internal import CICU
public import TextModel

/// Text as the stages see it: well-formed UTF-8 in NFC, repaired, with the map back to the source bytes.
public struct NormalizedText: Sendable {
  public var utf8: [UInt8]
  public var map: OffsetMap
  /// How often each step changed something, in the order of the steps.
  public var counts: [(step: String, count: Int)]
  public var encoding: String
}

/// Why a file cannot be read: with the byte at which it goes wrong.
public struct NormalizationError: Error, Equatable, CustomStringConvertible {
  public var offset: Int
  public var cause: String
  public var description: String { "byte \(offset): \(cause)" }
}

/// Validates once, repairs and composes. Steps, each counted: byte-order mark dropped; CRLF and CR to LF;
/// Unicode spaces to a space; invisible characters dropped; Eth and African D to Đ; NFC by ICU.
public func normalize(_ source: [UInt8]) throws(NormalizationError) -> NormalizedText {
  guard source.count < Int(Int32.max) / 3 else {
    throw NormalizationError(offset: 0, cause: "the document has \(source.count) bytes; at most 715 MB are taken")
  }
  try validate(source)
  var result = NormalizedText(utf8: source, map: OffsetMap(), counts: [], encoding: "utf-8")
  repair(&result)
  if needsICU(result.utf8) { try compose(&result) }
  return result
}

private func validate(_ source: [UInt8]) throws(NormalizationError) {
  do {
    _ = try UTF8Span(validating: source.span)
  } catch {
    throw NormalizationError(
      offset: error.byteOffsets.lowerBound, cause: "invalid UTF-8 (\(error.kind))")
  }
  if let zero = source.firstIndex(of: 0) {
    throw NormalizationError(offset: zero, cause: "a NUL byte: not a text file")
  }
}

private enum Repair: Int, CaseIterable {
  case byteOrderMark, lineEnds, spaces, invisibles, lookAlikes
  var name: String {
    switch self {
    case .byteOrderMark: "byte_order_mark"
    case .lineEnds: "line_ends"
    case .spaces: "spaces"
    case .invisibles: "invisibles"
    case .lookAlikes: "look_alikes"
    }
  }
}

private func repair(_ text: inout NormalizedText) {
  let source = text.utf8
  var output: [UInt8] = []
  var edits: [OffsetMap.Edit] = []
  var counts = [Int](repeating: 0, count: Repair.allCases.count)
  var copied = 0
  var index = 0
  func note(_ repair: Repair, length: Int, replacement: [UInt8]) {
    if output.isEmpty { output.reserveCapacity(source.count) }
    output.append(contentsOf: source[copied..<index])
    edits.append(
      OffsetMap.Edit(source: index, sourceLength: length, target: output.count, targetLength: replacement.count))
    output.append(contentsOf: replacement)
    counts[repair.rawValue] += 1
    index += length
    copied = index
  }
  while index < source.count {
    let byte = source[index]
    if byte < 0x80 {
      if byte == 0x0D {
        let isPair = index + 1 < source.count && source[index + 1] == 0x0A
        note(.lineEnds, length: isPair ? 2 : 1, replacement: [0x0A])
      } else {
        index += 1
      }
      continue
    }
    let (scalar, length) = decodeScalar(source, index)
    switch scalar {
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
      note(.spaces, length: length, replacement: [0x20])
    case 0x2028, 0x2029, 0x85:
      note(.lineEnds, length: length, replacement: [0x0A])
    case 0xFEFF:
      note(index == 0 ? .byteOrderMark : .invisibles, length: length, replacement: [])
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069:
      note(.invisibles, length: length, replacement: [])
    case 0xD0, 0x189: note(.lookAlikes, length: length, replacement: [0xC4, 0x90])
    case 0xF0, 0x256:
      // Eth's small form stands for đ only inside Vietnamese text, which is all that comes here.
      note(.lookAlikes, length: length, replacement: [0xC4, 0x91])
    default: index += length
    }
  }
  guard !edits.isEmpty else { return }
  output.append(contentsOf: source[copied...])
  text.utf8 = output
  text.map.append(edits)
  text.counts += Repair.allCases.compactMap { counts[$0.rawValue] > 0 ? ($0.name, counts[$0.rawValue]) : nil }
}

/// False only when every scalar is surely NFC: ASCII, U+0080–U+02FF, U+1E00–U+1EFF and the punctuation
/// U+2010–U+20FF hold no combining mark and no singleton.
private func needsICU(_ utf8: [UInt8]) -> Bool {
  var index = 0
  while index < utf8.count {
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

private func compose(_ text: inout NormalizedText) throws(NormalizationError) {
  let result = unsafe text.utf8.withUnsafeBufferPointer { buffer in
    unsafe cicu_nfc(buffer.baseAddress, Int32(buffer.count))
  }
  defer { unsafe cicu_result_free(result) }
  if let error = unsafe result.error.map({ unsafe String(cString: $0) }) {
    throw NormalizationError(offset: 0, cause: "ICU: " + error)
  }
  guard unsafe result.edit_count > 0 else { return }
  let edits = unsafe UnsafeBufferPointer(start: result.edits, count: Int(unsafe result.edit_count))
  text.map.append(
    unsafe edits.map {
      OffsetMap.Edit(
        source: Int($0.source), sourceLength: Int($0.source_length), target: Int($0.target),
        targetLength: Int($0.target_length))
    })
  text.utf8 = unsafe [UInt8](UnsafeBufferPointer(start: result.bytes, count: Int(unsafe result.length)))
  text.counts.append(("nfc", Int(unsafe result.edit_count)))
}
