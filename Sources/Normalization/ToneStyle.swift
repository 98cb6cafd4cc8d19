public import TextModel

/// Where the tone mark stands in open oa, oe and uy: on the first letter (hòa, thủy) or on the second (hoà, thuỷ).
public enum ToneStyle: String, Sendable, CaseIterable {
  case old, new
}

/// One oa, oe or uy that ends its syllable and carries a tone: where it lies, its letters and its tone.
private struct OpenRime {
  var range: Range<Int>
  var letters: (UInt32, UInt32)
  var tone: UInt8
  var isNew: Bool
  var isUpper: (Bool, Bool)
}

/// Counts of both styles in well-formed NFC UTF-8.
public func toneCounts(_ utf8: [UInt8]) -> (old: Int, new: Int) {
  var counts = (old: 0, new: 0)
  forEachOpenRime(utf8) { if $0.isNew { counts.new += 1 } else { counts.old += 1 } }
  return counts
}

/// "old", "new", "mixed", or nil when the words of the text show none.
public func toneStyle(_ utf8: [UInt8], _ words: [Token]) -> String? {
  var (old, new) = (false, false)
  for index in words.indices where words[index].endsOpen {
    forEachOpenRime(utf8, in: Int(words[index].start)..<Int(words[index].end)) { if $0.isNew { new = true } else { old = true } }
    if old && new { return "mixed" }
  }
  return old ? "old" : new ? "new" : nil
}

extension NormalizedText {
  /// Moves the tone marks of open oa, oe, uy to where `style` has them; "hoàn", "quý", "suýt", "khuỷu" stay.
  public mutating func rewriteTones(_ style: ToneStyle) {
    var output: [UInt8] = []
    var edits: [OffsetMap.Edit] = []
    var copied = 0
    forEachOpenRime(utf8) { rime in
      guard rime.isNew != (style == .new) else { return }
      output += utf8[copied..<rime.range.lowerBound]
      let start = output.count
      let first = Letters.scalar(base: rime.letters.0, tone: style == .old ? rime.tone : 0, isUpper: rime.isUpper.0)
      let second = Letters.scalar(base: rime.letters.1, tone: style == .new ? rime.tone : 0, isUpper: rime.isUpper.1)
      output += Array(String(Character(first)).utf8) + Array(String(Character(second)).utf8)
      edits.append(
        OffsetMap.Edit(
          source: rime.range.lowerBound, sourceLength: rime.range.count, target: start, targetLength: output.count - start))
      copied = rime.range.upperBound
    }
    guard !edits.isEmpty else { return }
    output += utf8[copied...]
    utf8 = output
    map.append(edits)
    count(.toneStyle, edits.count)
  }
}

/// Looks at letters beyond ASCII alone: of the two letters of an open rime one carries the tone and the other is ASCII.
private func forEachOpenRime(_ utf8: [UInt8], in range: Range<Int>? = nil, _ body: (OpenRime) -> Void) {
  let bytes = utf8.span
  let range = range ?? 0..<bytes.count
  func lowerCased(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] | 0x20 : 0 }
  /// The pair ends its syllable, its first letter is not the u of "qu", and no further mark hangs on it: that would compose with
  /// the letter that the tone leaves.
  func isOpen(_ range: Range<Int>) -> Bool {
    if lowerCased(range.lowerBound - 1) == UInt8(ascii: "q") { return false }
    if range.upperBound == bytes.count { return true }
    let next = decodeScalar(bytes, range.upperBound).value
    return !Letters.letter(next).isLetter && (next < 0x300 || Unicode.Scalar(next)?.properties.canonicalCombiningClass == .notReordered)
  }
  var index = range.lowerBound
  while index < range.upperBound {
    guard bytes[index] >= 0x80 else {
      index += 1
      continue
    }
    let (scalar, length) = decodeScalar(bytes, index)
    let start = index
    index += length
    let (before, after) = (lowerCased(start - 1), lowerCased(index))
    let mayEnd = before == UInt8(ascii: "o") || before == UInt8(ascii: "u")
    guard mayEnd || after == UInt8(ascii: "a") || after == UInt8(ascii: "e") || after == UInt8(ascii: "y") else { continue }
    let toned = Letters.letter(scalar)
    guard toned.tone != 0 else { continue }
    switch (before, toned.base, after) {
    case (0x6F, 0x61, _), (0x6F, 0x65, _), (0x75, 0x79, _):
      let range = start - 1..<index
      guard isOpen(range) else { continue }
      body(
        OpenRime(
          range: range, letters: (UInt32(before), toned.base), tone: toned.tone, isNew: true,
          isUpper: (bytes[start - 1] < 0x60, toned.isUpper)))
    case (_, 0x6F, 0x61), (_, 0x6F, 0x65), (_, 0x75, 0x79):
      let range = start..<index + 1
      guard isOpen(range) else { continue }
      body(
        OpenRime(
          range: range, letters: (toned.base, UInt32(after)), tone: toned.tone, isNew: false,
          isUpper: (toned.isUpper, bytes[index] < 0x60)))
    default: continue
    }
  }
}
