// Laws that hold for every input, for the suite and for the fuzzers (Tests/fuzz.sh).
import CICU
import ChiDao
import Normalization
import TextModel

/// What must hold for every text; nil, or the first law broken.
func brokenLaw(_ source: [UInt8], encoding: TextEncoding? = nil) throws -> String? {
  let annotated = try Pipeline(encoding: encoding).annotate(source)
  let (document, map) = (annotated.document, annotated.text.map)
  var end = 0
  for sentence in document.sentences {
    if sentence.range.lowerBound < end || sentence.range.isEmpty { return "sentences out of order at \(sentence.range)" }
    if document.utf8[end..<sentence.range.lowerBound].contains(where: { $0 > 0x20 && $0 != 0x7F }) { return "text between sentences at \(end)" }
    end = sentence.range.upperBound
  }
  if document.utf8[end...].contains(where: { $0 > 0x20 && $0 != 0x7F }) { return "text after the last sentence" }
  for entity in document.entities {
    if let parent = entity.parent, document.entities[parent].range.clamped(to: entity.range) != entity.range {
      return "\(entity.rule) outside its parent at \(entity.range)"
    }
  }
  let outer = document.entities.filter { $0.parent == nil }
  for (left, right) in zip(outer, outer.dropFirst()) where right.range.lowerBound < left.range.upperBound {
    return "\(left.rule) and \(right.rule) overlap at \(right.range)"
  }
  for directive in document.directives {
    let sentence = document.sentences[directive.sentence].range
    if directive.range.isEmpty || directive.range.clamped(to: sentence) != directive.range { return "directive outside its sentence: \(directive.range)" }
  }
  for range in document.sentences.map(\.range) + document.entities.map(\.range) + document.directives.map(\.range) {
    let back = try normalize(Array(source[map.sourceStart(range.lowerBound)..<map.sourceEnd(range.upperBound)]), encoding: encoding).utf8
    if back != Array(document.utf8[range]) { return "source bytes of \(range) are not its text" }
  }
  return nil
}

/// What must hold for the text alone; `source` is refused by throwing, with a byte of it.
func brokenTextLaw(_ source: [UInt8], encoding: TextEncoding? = nil, format: InputFormat = .text) throws -> String? {
  let text = try normalize(source, encoding: encoding, format: format)
  // A page may speak of "&nbsp;" in so many words, which a text may not.
  if format == .text, try normalize(text.utf8, encoding: .utf8).utf8 != text.utf8 { return "normalized twice is not normalized once" }
  var last = 0
  for offset in 0...text.utf8.count where offset == text.utf8.count || text.utf8[offset] & 0xC0 != 0x80 {
    let (start, end) = (text.map.sourceStart(offset), text.map.sourceEnd(offset))
    if start < 0 || end < 0 || start > source.count || end > source.count { return "offset \(offset) leads outside the source" }
    if format == .text, start < last { return "offset \(offset) leads back" }
    last = start
  }
  return nil
}

/// What must hold for normalized text whatever it came from: it is NFC, and tone marks move to a style and stay there.
func brokenNormalizationLaw(_ source: [UInt8]) throws -> String? {
  if let law = try brokenTextLaw(source, encoding: .utf8) { return law }
  let text = try normalize(source, encoding: .utf8)
  for style in ToneStyle.allCases {
    var once = text
    once.rewriteTones(style)
    if let left = toneStyle(once.utf8, tokenize(once.utf8)), left != style.rawValue { return "tones \(left) after a move to \(style)" }
    if !isNFC(once.utf8) { return "not NFC with tones \(style)" }
    if try normalize(once.utf8, encoding: .utf8).utf8 != once.utf8 { return "tones \(style) are not normal" }
    if once.map.sourceEnd(once.utf8.count) != text.map.sourceEnd(text.utf8.count) { return "tones \(style) lead to another end" }
    var back = once
    back.rewriteTones(style == .old ? .new : .old)
    back.rewriteTones(style)
    if back.utf8 != once.utf8 { return "tones \(style) do not come back" }
  }
  return isNFC(text.utf8) ? nil : "not NFC"
}

/// As ICU sees it, asked for every byte.
private func isNFC(_ utf8: [UInt8]) -> Bool {
  let result = unsafe utf8.withUnsafeBufferPointer { unsafe cicu_nfc($0.baseAddress, Int32($0.count)) }
  defer { unsafe cicu_result_free(result) }
  return unsafe result.error == nil && result.edit_count == 0
}
