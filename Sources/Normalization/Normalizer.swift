internal import CICU
public import TextModel

/// Text as the stages see it: well-formed UTF-8 in NFC, repaired, with the map back to the source bytes.
public struct NormalizedText: Sendable {
  public var utf8: [UInt8]
  public var map: OffsetMap
  /// How often each step changed something, in the order of the steps; see `Repair`.
  public var counts: [(step: String, count: Int)]
  public var encoding: TextEncoding
  /// From 0 to 1: 1 for UTF-8, a byte-order mark and an encoding that was asked for; else how much of the text it explains.
  public var encodingConfidence: Double
  /// What a reader should know of how the text came about: mixed encodings, bytes without meaning.
  public var warnings: [String]
  /// What an HTML page says of its article.
  public var metadata = ArticleMetadata()
}

/// Why a file cannot be read: with the byte at which it goes wrong.
public struct NormalizationError: Error, Equatable, CustomStringConvertible {
  public var offset: Int
  public var cause: String
  public var description: String { "byte \(offset): \(cause)" }
}

/// Decodes, repairs and composes; every step is a row of `Repair` and is counted.
///
/// The encoding is found in the bytes unless it is given; see `read`. Of an HTML page the article alone is kept. Normalizing
/// a normalized text changes nothing.
public func normalize(_ source: [UInt8], encoding: TextEncoding? = nil, format: InputFormat = .text) throws(NormalizationError) -> NormalizedText {
  guard source.count < Int(Int32.max) / 3 else {
    throw NormalizationError(offset: 0, cause: "the document has \(source.count) bytes; at most 715 MB are taken")
  }
  if format == .text, encoding == nil || encoding == .utf8, isClean(source, asVietnamese: encoding == nil) {
    return NormalizedText(utf8: source, map: OffsetMap(), counts: [], encoding: .utf8, encodingConfidence: 1, warnings: [])
  }
  let reading = try read(source, as: encoding)
  var text = NormalizedText(
    utf8: reading.decoded.utf8, map: OffsetMap(), counts: [], encoding: reading.encoding, encodingConfidence: reading.confidence,
    warnings: reading.warnings)
  text.map.append(reading.outerEdits)
  text.map.append(reading.decoded.edits)
  if format == .html || !isClean(text.utf8) {
    text.repairCharacters()
    if format == .html {
      try text.extractArticle()
      // What character references brought in.
      text.repairCharacters()
    }
    // What one step mends may show another what it can mend, as in "&аmp;nbsp;" with a Cyrillic а. A text that is made to need
    // more turns than this stays as it then is.
    for turn in 0..<8 {
      // A private-use sign may stand at the head of a line now, a mark among others.
      if text.removeMarkup() || turn > 0 { text.repairCharacters() }
      var isDone = !text.repairWords()
      if needsICU(text.utf8) {
        if try text.compose() { isDone = false }
        if text.repairMarks() { isDone = false }
      }
      if isDone || isClean(text.utf8) { break }
    }
  }
  if text.encoding == .tcvn3 { text.restoreCapitals() }
  return text
}

/// True only for well-formed UTF-8 in which no step would change a byte: printable ASCII without "<" and character references,
/// Latin letters that are surely NFC and no look-alikes, and the punctuation of running text.
///
/// `asVietnamese` asks for a letter of U+1Exx too: without one, other letters may have been written in UTF-8 by mistake.
private func isClean(_ utf8: [UInt8], asVietnamese: Bool = false) -> Bool {
  let bytes = utf8.span
  let count = bytes.count
  func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
  var index = 0
  while index < count {
    if index >= 2 {
      index = cleanBlocks(bytes, from: index)
      if index == count { break }
    }
    let byte = bytes[index]
    if byte < 0x80 {
      guard byte >= 0x20 || byte == 0x0A || byte == 0x09, byte != 0x3C, byte != 0x7F, byte != 0x26 || !mayBeReference(utf8, index) else { return false }
      index += 1
    } else if byte == 0xE1 {
      guard index + 2 < count, bytes[index + 1] == 0xBA || bytes[index + 1] == 0xBB, isContinuation(bytes[index + 2]) else { return false }
      index += 3
    } else if byte <= 0xC6 {
      guard byte >= 0xC2, index + 1 < count, isContinuation(bytes[index + 1]) else { return false }
      let next = bytes[index + 1]
      switch byte {
      // Controls, no-break space and soft hyphen.
      case 0xC2: guard next > 0xA0, next != 0xAD else { return false }
      // Eth; Ñ and ñ, ć, Ń and ń hold a tone that may belong to the next vowel.
      case 0xC3: guard next != 0x90, next != 0xB0, next != 0x91, next != 0xB1 else { return false }
      case 0xC4: guard next != 0x87 else { return false }
      case 0xC5: guard next != 0x83, next != 0x84 else { return false }
      // African D.
      case 0xC6: guard next != 0x89 else { return false }
      default: break
      }
      index += 2
    } else if byte == 0xE2 {
      guard index + 2 < count, bytes[index + 1] == 0x80, bytes[index + 2] >= 0x90, bytes[index + 2] <= 0xA7 else { return false }
      index += 3
    } else {
      return false
    }
  }
  return !asVietnamese || utf8.contains(0xE1)
}

/// One past the blocks of 16 bytes from `start` on that are clean as `isClean` says, at the end of a character. An ampersand ends them.
///
/// Each byte is looked at beside the two before it, all 16 at once.
func cleanBlocks(_ bytes: Span<UInt8>, from start: Int) -> Int {
  typealias Block = SIMD16<UInt8>
  func all(_ byte: UInt8) -> Block { Block(repeating: byte) }
  func load(_ index: Int) -> Block { unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: Block.self) }
  var index = start
  while index + 16 <= bytes.count {
    let (byte, before, second) = (load(index), load(index - 1), load(index - 2))
    let (ofE1, ofE2, secondOfE2) = (before .== all(0xE1), before .== all(0xE2), second .== all(0xE2))
    // A continuation stands where one is due, and nowhere else.
    let isDue = ((before &- all(0xC2)) .< all(5)) .| ofE1 .| ofE2 .| secondOfE2 .| (second .== all(0xE1))
    var isWrong = ((byte & all(0xC0)) .== all(0x80)) .^ isDue
    isWrong .|= ((byte .< all(0x20)) .& ((byte &- all(9)) .>= all(2))) .| (byte .== all(0x26)) .| (byte .== all(0x3C)) .| (byte .== all(0x7F))
    isWrong .|= (byte .>= all(0xC0)) .& ((byte &- all(0xC2)) .>= all(5)) .& ((byte &- all(0xE1)) .>= all(2))
    isWrong .|= (before .== all(0xC2)) .& ((byte .<= all(0xA0)) .| (byte .== all(0xAD)))
    isWrong .|= (before .== all(0xC3)) .& ((byte & all(0xDE)) .== all(0x90))
    isWrong .|= ((before .== all(0xC4)) .& (byte .== all(0x87))) .| ((before .== all(0xC5)) .& ((byte &- all(0x83)) .< all(2)))
      .| ((before .== all(0xC6)) .& (byte .== all(0x89)))
    isWrong .|= (ofE1 .& ((byte & all(0xFE)) .!= all(0xBA))) .| (ofE2 .& (byte .!= all(0x80))) .| (secondOfE2 .& ((byte &- all(0x90)) .> all(0x17)))
    if unsafe unsafeBitCast(isWrong, to: SIMD2<Int64>.self) != .zero { break }
    index += 16
  }
  // Back to the start of a character that the last block cuts.
  if index > start { while bytes[index - 1] >= 0xC0 || index > 1 && bytes[index - 2] >= 0xE0 { index -= 1 } }
  return index
}

/// Leads a reader of a text that is not clean over its clean stretches.
struct CleanStretches {
  /// A block that is not clean is read byte by byte: the next look at blocks comes behind it.
  private var next = 2

  /// One past the clean stretch that starts at `index`, `index` itself where none does.
  @inline(__always) mutating func end(_ bytes: Span<UInt8>, from index: Int) -> Int {
    guard index >= next else { return index }
    let end = cleanBlocks(bytes, from: index)
    next = end + 16
    return end
  }
}

/// False only when every scalar is surely NFC: ASCII, U+0080–U+02FF, U+1E00–U+1EFF and the punctuation
/// U+2010–U+20FF hold no combining mark and no singleton.
private func needsICU(_ utf8: [UInt8]) -> Bool {
  var clean = CleanStretches()
  var index = 0
  while index < utf8.count {
    index = clean.end(utf8.span, from: index)
    if index == utf8.count { break }
    let byte = utf8[index]
    if byte < 0x80 {
      index += 1
    } else if byte <= 0xCB {
      index += 2
    } else if byte == 0xE1, utf8[index + 1] >= 0xB8, utf8[index + 1] <= 0xBB {
      index += 3
    } else if byte == 0xE2, utf8[index + 1] == 0x80 || utf8[index + 1] == 0x81 || utf8[index + 1] == 0x82 {
      index += 3
    } else {
      return true
    }
  }
  return false
}

extension NormalizedText {
  /// True when something changed, as the other steps answer.
  fileprivate mutating func compose() throws(NormalizationError) -> Bool {
    let result = unsafe utf8.withUnsafeBufferPointer { buffer in unsafe cicu_nfc(buffer.baseAddress, Int32(buffer.count)) }
    defer { unsafe cicu_result_free(result) }
    if let error = unsafe result.error.map({ unsafe String(cString: $0) }) {
      throw NormalizationError(offset: 0, cause: "ICU: " + error)
    }
    guard unsafe result.edit_count > 0 else { return false }
    let edits = unsafe UnsafeBufferPointer(start: result.edits, count: Int(unsafe result.edit_count))
    map.append(
      unsafe edits.map {
        OffsetMap.Edit(
          source: Int($0.source), sourceLength: Int($0.source_length), target: Int($0.target), targetLength: Int($0.target_length))
      })
    utf8 = unsafe [UInt8](UnsafeBufferPointer(start: result.bytes, count: Int(unsafe result.length)))
    count(.nfc, Int(unsafe result.edit_count))
    return true
  }

  /// Adds to the count of a step; steps stand in the order of `Repair`.
  mutating func count(_ repair: Repair, _ number: Int) {
    guard number > 0 else { return }
    if let index = counts.firstIndex(where: { $0.step == repair.rawValue }) {
      counts[index].count += number
      return
    }
    let order = Repair.allCases.map(\.rawValue)
    let place = order.firstIndex(of: repair.rawValue) ?? order.count
    let index = counts.firstIndex { (order.firstIndex(of: $0.step) ?? order.count) > place } ?? counts.count
    counts.insert((repair.rawValue, number), at: index)
  }
}
