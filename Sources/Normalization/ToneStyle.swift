internal import TextModel

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

/// "old", "new", "mixed", or nil when the text shows none.
public func toneStyle(_ utf8: [UInt8]) -> String? {
  let counts = toneCounts(utf8)
  if counts.old > 0 && counts.new > 0 { return "mixed" }
  return counts.old > 0 ? "old" : counts.new > 0 ? "new" : nil
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
    counts.append(("tone_style", edits.count))
  }
}

private func forEachOpenRime(_ utf8: [UInt8], _ body: (OpenRime) -> Void) {
  var index = 0
  // The last three letters of the syllable at hand.
  var letters: [(letter: Letter, range: Range<Int>)] = []
  func close() {
    guard letters.count >= 2 else { return }
    let (first, second) = (letters[letters.count - 2], letters[letters.count - 1])
    let isPair =
      (first.letter.base == 0x6F && (second.letter.base == 0x61 || second.letter.base == 0x65))
      || (first.letter.base == 0x75 && second.letter.base == 0x79)
    guard isPair, (first.letter.tone == 0) != (second.letter.tone == 0) else { return }
    if letters.count > 2, letters[letters.count - 3].letter.base == 0x71 { return }
    body(
      OpenRime(
        range: first.range.lowerBound..<second.range.upperBound, letters: (first.letter.base, second.letter.base),
        tone: max(first.letter.tone, second.letter.tone), isNew: second.letter.tone != 0,
        isUpper: (first.letter.isUpper, second.letter.isUpper)))
  }
  while index < utf8.count {
    let (scalar, length) = decodeScalar(utf8, index)
    let letter = Letters.letter(scalar)
    if letter.isLetter {
      if letters.count == 3 { letters.removeFirst() }
      letters.append((letter, index..<index + length))
    } else {
      close()
      letters.removeAll(keepingCapacity: true)
    }
    index += length
  }
  close()
}
