internal import LexiconData
internal import TextModel

/// One table of `tables/NAME.tsv`: a header of column names, then a row a line, columns between tabs.
@safe public struct Table: Sendable {
  public let name: String
  public let columns: [String]
  public let bytes: [UInt8]
  /// The same bytes where they stay as long as the program runs, for names that point there.
  nonisolated(unsafe) private let text: UnsafePointer<UInt8>
  /// Where each row's fields start, and one past the last field's end: `columns.count + 1` a row.
  let bounds: [Int32]

  public var rowCount: Int { bounds.count / (columns.count + 1) }

  /// A table that is made while the program runs: its text is never given back.
  package init(name: String, bytes: [UInt8]) {
    let text = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    for index in bytes.indices { unsafe text[index] = bytes[index] }
    unsafe self.init(name: name, bytes: bytes, text: text)
  }

  private init(name: String, bytes: [UInt8], text: UnsafePointer<UInt8>) {
    self.name = name
    self.bytes = bytes
    unsafe self.text = unsafe text
    let header = bytes.firstIndex(of: 0x0A) ?? bytes.count
    columns = bytes[..<header].split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    var bounds: [Int32] = []
    bounds.reserveCapacity(bytes.count / 6)
    var fieldStart = Int32(header + 1)
    let all = bytes.span
    func close(_ end: Int) {
      bounds.append(fieldStart)
      fieldStart = Int32(truncatingIfNeeded: end + 1)
      if bytes[end] == 0x0A { bounds.append(fieldStart) }
    }
    var index = header + 1
    // Eight bytes at once: a bit for each tab and each line end among them.
    while index + 8 <= all.count {
      let word = unsafe UInt64(littleEndian: all.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
      var ends = Self.places(of: 0x09, in: word) | Self.places(of: 0x0A, in: word)
      while ends != 0 {
        close(index + ends.trailingZeroBitCount >> 3)
        ends &= ends - 1
      }
      index += 8
    }
    while index < all.count {
      if all[index] == 0x09 || all[index] == 0x0A { close(index) }
      index += 1
    }
    self.bounds = bounds
    precondition(bounds.count % (columns.count + 1) == 0, "table \(name): a row has not \(columns.count) fields")
  }

  /// The top bit of each byte of `word` that is `byte`.
  @inline(__always) private static func places(of byte: UInt64, in word: UInt64) -> UInt64 {
    let (low, high): (UInt64, UInt64) = (0x7F7F_7F7F_7F7F_7F7F, 0x8080_8080_8080_8080)
    let other = word ^ byte &* 0x0101_0101_0101_0101
    return ~((other & low) &+ low | other) & high
  }

  /// The bytes of a field, in `bytes`.
  public func range(row: Int, column: Int) -> Range<Int> {
    let base = row * (columns.count + 1) + column
    return Int(bounds[base])..<Int(bounds[base + 1]) - 1
  }

  public func bytes(row: Int, column: Int) -> ArraySlice<UInt8> { bytes[range(row: row, column: column)] }
  func text(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: text + range.lowerBound, count: range.count) }

  public func field(row: Int, column: Int) -> String {
    String(decoding: bytes[range(row: row, column: column)], as: UTF8.self)
  }

  /// The field is `text`, byte by byte.
  public func field(row: Int, column: Int, is text: StaticString) -> Bool {
    let range = range(row: row, column: column)
    return text.withUTF8Buffer { unsafe $0.count == range.count && bytes[range].elementsEqual($0) }
  }

  /// The field's bytes as one number, eight at most, the first byte highest: codes compare as their text does.
  public func code(row: Int, column: Int) -> UInt64 {
    var code: UInt64 = 0
    let range = range(row: row, column: column)
    precondition(range.count <= 8, "table \(name): not a code")
    for index in range { code = code << 8 | UInt64(bytes[index]) }
    return code << UInt64((8 - range.count) * 8)
  }

  package static func load() -> [Table] {
    var tables: [Table] = []
    var index = 0
    while true {
      let raw = unsafe lexicon_data_table(index)
      guard let name = unsafe raw.name else { return tables }
      let bytes = unsafe [UInt8](UnsafeBufferPointer(start: raw.bytes, count: raw.count))
      unsafe tables.append(Table(name: String(cString: name), bytes: bytes, text: raw.bytes))
      index += 1
    }
  }
}

/// Texts that a field may hold, asked by their hash.
public struct FieldSet: Sendable {
  private let hashes: WordSet

  public init(_ texts: String...) { hashes = WordSet(keys: texts.map { Self.hash(Array($0.utf8)[...]) }) }

  func contains(_ field: ArraySlice<UInt8>) -> Bool { hashes.contains(Self.hash(field)) }

  private static func hash(_ text: ArraySlice<UInt8>) -> UInt64 { byteHash(text) | 1 << 63 }
}
