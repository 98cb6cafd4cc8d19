internal import TextModel

/// One table of `tables/NAME.tsv`: a header of column names, then a row a line, columns between tabs.
@safe public struct Table: Sendable {
  public let name: String
  /// It stays as long as the program runs: names point into it.
  nonisolated(unsafe) private let text: UnsafeBufferPointer<UInt8>
  let columnCount: Int
  /// Where each row's fields start, and one past the last field's end: `columnCount + 1` a row.
  private let bounds: Packed

  public var rowCount: Int { bounds.count / 4 / (columnCount + 1) }

  /// The whole text.
  public var bytes: [UInt8] { unsafe Array(text) }

  public var columns: [String] {
    bytes.prefix { $0 != 0x0A }.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A table that is made while the program runs: its text is never given back.
  package init(name: String, bytes: [UInt8]) {
    let header = bytes.prefix { $0 != 0x0A }
    columnCount = header.split(separator: 0x09, omittingEmptySubsequences: false).count
    var bounds = Packer()
    var start = header.count + 1
    var fields = 0
    for index in bytes.indices.dropFirst(start) where bytes[index] == 0x09 || bytes[index] == 0x0A {
      bounds.add(number: start)
      start = index + 1
      fields += 1
      guard bytes[index] == 0x0A else { continue }
      precondition(fields == columnCount, "table \(name): a row has not \(columnCount) fields")
      bounds.add(number: start)
      fields = 0
    }
    self.name = name
    let kept = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = unsafe kept.initialize(fromContentsOf: bytes)
    unsafe text = UnsafeBufferPointer(kept)
    self.bounds = Packed(keeping: bounds.bytes)
  }

  /// A table that the build has read: its text, and what `pack` wrote.
  init(name: StaticString, text: StaticString, _ packed: Packed, _ position: inout Int) {
    self.name = name.description
    unsafe self.text = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    columnCount = packed.part(&position).number(at: 0)
    bounds = packed.part(&position)
  }

  /// Passes over what `pack` wrote of this table.
  func skip(_ packed: Packed, _ position: inout Int) {
    _ = packed.part(&position)
    _ = packed.part(&position)
  }

  func pack(into packer: inout Packer) {
    var (head, all) = (Packer(), Packer())
    head.add(number: columnCount)
    for index in 0..<bounds.count / 4 { all.add(number: bounds.number(at: 4 * index)) }
    packer.add(part: head)
    packer.add(part: all)
  }

  /// The bytes of a field.
  @inline(__always) func utf8(row: Int, column: Int) -> UnsafeBufferPointer<UInt8> {
    let place = 4 &* (row &* (columnCount &+ 1) &+ column)
    precondition(row >= 0 && column >= 0 && column < columnCount && place &+ 4 < bounds.count)
    return unsafe UnsafeBufferPointer(rebasing: text[bounds.number(at: place)..<bounds.number(at: place + 4) - 1])
  }

  public func field(row: Int, column: Int) -> String { unsafe String(decoding: utf8(row: row, column: column), as: UTF8.self) }

  /// The field is `text`, byte by byte.
  public func field(row: Int, column: Int, is text: StaticString) -> Bool {
    let field = unsafe utf8(row: row, column: column)
    return text.withUTF8Buffer { text in text.count == field.count && text.indices.allSatisfy { unsafe text[$0] == field[$0] } }
  }

  /// The field's bytes as one number, eight at most, the first byte highest: codes compare as their text does.
  public func code(row: Int, column: Int) -> UInt64 {
    var code: UInt64 = 0
    let field = unsafe utf8(row: row, column: column)
    precondition(field.count <= 8, "table \(name): not a code")
    // It would join "unsafe" and the name.
    // swift-format-ignore
    for unsafe byte in unsafe field { code = code << 8 | UInt64(byte) }
    return code << UInt64((8 - field.count) * 8)
  }
}

/// Texts that a field may hold, asked by their hash.
public struct FieldSet: Sendable {
  private let hashes: WordSet

  public init(_ texts: String...) { hashes = WordSet(keys: texts.map { byteHash(Array($0.utf8)[...]) | 1 << 63 }) }

  func contains(_ field: UnsafeBufferPointer<UInt8>) -> Bool { unsafe hashes.contains(byteHash(field) | 1 << 63) }
}
