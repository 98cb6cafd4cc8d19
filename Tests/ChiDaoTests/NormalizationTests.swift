import Normalization
import Testing
import TextModel

/// Source text, normalized text; compared as bytes, since String's == is blind to normalization.
@Test(arguments: [
  ("hòa bình", "hòa bình"),
  ("ho\u{0300}a bi\u{0300}nh", "hòa bình"),
  ("\u{FEFF}Tin", "Tin"),
  ("a\r\nb\rc", "a\nb\nc"),
  ("TP.\u{00A0}Huế", "TP. Huế"),
  ("Hà\u{200B} Nội", "Hà Nội"),
  ("co\u{00AD}ng", "cong"),
  ("Ðắk Nông", "Đắk Nông"),
  ("e\u{0323}\u{0302}", "ệ"),
  ("e\u{0302}\u{0323}", "ệ"),
])
func `text is repaired and composed`(source: String, expected: String) throws {
  #expect(try normalize(Array(source.utf8)).utf8 == Array(expected.utf8))
}

/// ⟦ ⟧ in the source must be where the same word stands in the normalized text.
@Test(arguments: [
  "x ⟦Ho\u{0300}a⟧ y", "\u{FEFF}⟦Hòa⟧", "a\r\n⟦Hòa⟧\r\n", "Ð\u{00A0}\u{200B}⟦Hòa⟧\u{200B}.", "e\u{0323}\u{0302}⟦Hòa⟧e\u{0301}",
  "⟦Ho\u{200B}\u{0300}a⟧",
])
func `spans lead back to their source bytes`(marked: String) throws {
  let (source, spans) = unmark(marked)
  let text = try normalize(source)
  let found = String(decoding: text.utf8, as: UTF8.self)
  let range = try #require(found.firstRange(of: "Hòa"))
  let start = found.utf8.distance(from: found.startIndex, to: range.lowerBound)
  let end = found.utf8.distance(from: found.startIndex, to: range.upperBound)
  #expect(text.map.sourceStart(start)..<text.map.sourceEnd(end) == spans[0])
}

@Test(
  arguments: [
    ([0x61, 0xFF, 0x62], 1), ([0x61, 0x62, 0xC3], 2), ([0xE1, 0xBA], 0), ([0x41, 0x00, 0x42], 1), ([0xED, 0xA0, 0x80], 0),
    ([0xFF, 0xFE, 0x61, 0x00, 0x62], 4), ([0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00], 2),
  ] as [([UInt8], Int)])
func `bad bytes are named by their offset`(source: [UInt8], offset: Int) {
  do throws(NormalizationError) {
    _ = try normalize(source)
    Issue.record("no error")
  } catch {
    #expect(error.offset == offset)
  }
}

@Test(arguments: [("hòa thủy", "old"), ("hoà thuỷ", "new"), ("hòa hoà", "mixed"), ("quý toàn hoàn", nil), ("", nil)] as [(String, String?)])
func `tone style is seen`(text: String, style: String?) {
  #expect(toneStyle(Array(text.utf8), tokenize(Array(text.utf8))) == style)
}

@Test(arguments: [
  ("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("HÒA", "HOÀ"), ("Lũy", "Luỹ"), ("hóa, tọa", "hoá, toạ"),
  ("hoàn quý suýt khuỷu giếng qua quen", "hoàn quý suýt khuỷu giếng qua quen"),
])
func `tone marks move between the styles and nothing else does`(old: String, new: String) throws {
  var text = try normalize(Array(old.utf8))
  text.rewriteTones(.new)
  #expect(text.utf8 == Array(new.utf8))
  text.rewriteTones(.old)
  #expect(text.utf8 == Array(old.utf8))
  #expect(text.map.sourceEnd(text.utf8.count) == old.utf8.count)
}
