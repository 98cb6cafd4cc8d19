import ChiDao
import Normalization
import Testing

private let sample = """
  Thứ trưởng Bộ Y tế Đỗ Xuân Tuyên yêu cầu các tỉnh, thành phố khẩn trương rà soát, bảo đảm thuốc và vật tư.
  Những việc này phải hoàn thành trước ngày 30 tháng 6; ủy ban nhân dân các cấp chịu trách nhiệm.

  """

/// Bytes that stand for letters in each encoding, written by hand from its standard.
@Test(arguments: [
  (.tcvn3, [0x56, 0x69, 0xD6, 0x74, 0x20, 0xA7, 0xE5, 0x20, 0x6E, 0xAD, 0xED, 0x63, 0x85], "Việt Đồ nước…"),
  (.tcvn5712, [0x48, 0x93, 0x49, 0x20, 0x80], "HỎI À"),
  (.viscii, [0x56, 0x69, 0xAE, 0x74, 0x20, 0xD0, 0xB0, 0x20, 0x02], "Việt Đồ Ẳ"),
  (.vni, [0x56, 0x69, 0x65, 0xE4, 0x74, 0x20, 0xD1, 0x6F, 0xE0, 0x20, 0x6E, 0xF6, 0xF4, 0xF9, 0x63, 0x20, 0x54, 0xC6, 0x4E, 0x48, 0x20, 0x42, 0x4F, 0xC4], "Việt Đồ nước TỈNH BỘ"),
  (.windows1258, [0x56, 0x69, 0xEA, 0xF2, 0x74, 0x20, 0xD0, 0xF4, 0xCC, 0x20, 0x93, 0xF5, 0x94], "Việt Đồ “ơ”"),
  (.viqr, Array("Vie^.t DDo^` nu+o+'c ngu+*? xong\\.".utf8), "Việt Đồ nước ngư*? xong."),
  (.utf16le, [0x56, 0x00, 0xC7, 0x1E, 0x3D, 0xD8, 0x00, 0xDE], "Vệ😀"),
  (.utf16be, [0xFE, 0xFF, 0x00, 0x56, 0x1E, 0xC7], "Vệ"),
] as [(TextEncoding, [UInt8], String)])
func `each encoding is read as its standard says`(encoding: TextEncoding, source: [UInt8], expected: String) throws {
  let text = try normalize(source, encoding: encoding)
  #expect(text.utf8 == Array(expected.utf8))
  #expect(text.encoding == encoding && text.encodingConfidence == 1)
}

/// The bytes of `text` in an encoding of one byte or two a letter, made by asking for every letter what it is.
private func encode(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
  var table: [String: [UInt8]] = [:]
  for first in UInt8(1)...255 {
    for second in [UInt8?.none] + (0xC0...0xFF).map({ UInt8?.some($0) }) {
      let bytes = [first] + (second.map { [$0] } ?? [])
      guard let letter = try? normalize(bytes, encoding: encoding).utf8, !letter.isEmpty else { continue }
      let character = String(decoding: letter, as: UTF8.self)
      if character.unicodeScalars.count == 1, table[character].map({ $0.count > bytes.count }) ?? true { table[character] = bytes }
    }
  }
  return try text.unicodeScalars.flatMap { try #require(table[String(Character($0))] ?? ($0.isASCII ? [UInt8($0.value)] : nil)) }
}

@Test(arguments: [TextEncoding.vni, .viscii, .tcvn3, .windows1258])
func `an encoding is found in the text, and spans lead back to its bytes`(encoding: TextEncoding) throws {
  let source = try encode(sample, encoding)
  let annotated = try Pipeline().annotate(source)
  let text = annotated.text
  #expect(text.encoding == encoding && text.encodingConfidence > 0.9 && text.warnings.isEmpty)
  #expect(String(decoding: text.utf8, as: UTF8.self).lowercased().utf8.elementsEqual(sample.lowercased().utf8))
  for range in annotated.document.entities.map(\.range) + annotated.document.sentences.map(\.range) {
    let back = try normalize(Array(source[text.map.sourceStart(range.lowerBound)..<text.map.sourceEnd(range.upperBound)]), encoding: encoding).utf8
    #expect(String(decoding: back, as: UTF8.self).lowercased() == String(decoding: text.utf8[range], as: UTF8.self).lowercased())
  }
}

@Test func `lines in another encoding are read in it, with a warning`() throws {
  let source = try encode(sample, .tcvn3) + Array(sample.utf8) + encode(sample, .vni)
  let text = try normalize(source)
  #expect(String(decoding: text.utf8, as: UTF8.self).lowercased().utf8.elementsEqual((sample + sample + sample).lowercased().utf8))
  #expect(text.encoding == .tcvn3 && text.warnings.count == 2)
  #expect(text.warnings.contains { $0.contains("vni") } && text.warnings.contains { $0.contains("utf-8") })
}

@Test func `what fits no encoding is an error, not another text`() throws {
  // French in windows-1252, and noise.
  let french = "D\u{E9}j\u{E0} le caf\u{E9} fran\u{E7}ais a \u{E9}t\u{E9} cr\u{E9}\u{E9} \u{E0} No\u{EB}l, o\u{F9} la ma\u{EE}tresse d'\u{E9}cole f\u{EA}te la for\u{EA}t.".unicodeScalars.map { UInt8($0.value) }
  let noise = (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 7) | 0x80 }
  for source in [french, noise] {
    do throws(NormalizationError) {
      let text = try normalize(source)
      Issue.record("read as \(text.encoding)")
    } catch {
      #expect(error.cause.contains("no other encoding fits"))
    }
  }
}

@Test(arguments: [
  ("QUY\u{1EBF}T Đ\u{1ECB}NH\nCỦA B\u{1ED9} TR\u{1B0}\u{1EDF}NG\n", "QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG\n", 5),
  ("Xong. \u{1EE7}y ban họp ở Hà Nội. Tỉnh Hà Nam và Đông Nam á.", "Xong. Ủy ban họp ở Hà Nội. Tỉnh Hà Nam và Đông Nam Á.", 2),
  ("Bộ Tài chính, UBND xã Hà Đông", "Bộ Tài chính, UBND xã Hà Đông", 0),
]) func `capitals of a font come back where the other letters show them`(written: String, expected: String, count: Int) throws {
  let lowered = written.replacing("CỦA", with: "CủA")
  let text = try normalize(encode(lowered, .tcvn3), encoding: .tcvn3)
  #expect(text.utf8 == Array(expected.utf8))
  #expect(text.counts.first { $0.step == "tcvn3_capitals" }?.count ?? 0 == count + (written.contains("CỦA") ? 1 : 0))
}

/// Every repair on its own: source, text, its name and count.
@Test(arguments: [
  ("\u{FEFF}a", "a", "byte_order_mark"), ("a\u{2028}b", "a\nb", "line_ends"), ("a\u{0C}b", "a\nb", "line_ends"), ("a\u{2009}b", "a b", "spaces"),
  ("a\u{200D}b", "ab", "invisibles"), ("a\u{1F}b", "ab", "controls"), ("F\u{1E}16", "F-16", "controls"), ("Ｔ", "T", "full_width"), ("ﬁ", "fi", "ligatures"),
  ("\u{F0B7} Một", "• Một", "private_use"), ("a&nbsp;b", "a b", "character_references"), ("Vi&#7879;t", "Việt", "character_references"),
  ("R&amp;amp;D", "R&D", "character_references"), ("<b>Nguyễn</b>", "Nguyễn", "tags"), ("a<br/>b", "a\nb", "tags"), ("<span class=\"x\">a</span>", "a", "tags"),
  ("<<b>b>a", "a", "tags"), ("&lt;b&gt;a", "a", "tags"), ("tie\u{302}\u{301}ng", "tiếng", "nfc"), ("Ɖông", "Đông", "look_alikes"), ("Hà Nộі", "Hà Nội", "look_alikes"),
  ("Đǎk", "Đăk", "look_alikes"), ("tiê\u{301}\u{301}ng", "tiếng", "doubled_marks"), ("tié\u{302}ng", "tiếng", "mark_order"), ("toan\u{301}", "toán", "mark_order"),
]) func `a repair is made and counted`(source: String, expected: String, step: String) throws {
  let text = try normalize(Array(source.utf8))
  #expect(text.utf8 == Array(expected.utf8))
  #expect(text.counts.contains { $0.step == step && $0.count >= 1 })
  #expect(try normalize(text.utf8).counts.isEmpty)
}

@Test(arguments: ["a < b và c > d", "R&D; <Nguyễn>", "“x” ‘y’ \"z\" 'w'", "Москва", "Αθήνα", "El Niño", "M&A", "<3", "x<y>z", "Španělsko"])
func `what only looks like a fault stays`(text: String) throws {
  #expect(try normalize(Array(text.utf8)).utf8 == Array(text.utf8))
}

@Test(arguments: corpusArticles) func `normalizing bytes in any encoding never traps and is idempotent`(path: String) throws {
  let source = try bytes(path)
  var state: UInt64 = 2_463_534_242
  for encoding in TextEncoding.allCases + [nil] {
    var mutated = Array(source.prefix(3000))
    for _ in 0..<60 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      mutated[Int(state % UInt64(mutated.count))] = UInt8(truncatingIfNeeded: state >> 32)
    }
    for format in InputFormat.allCases {
      guard let text = try? normalize(mutated, encoding: encoding, format: format) else { continue }
      #expect(try normalize(text.utf8, encoding: .utf8).utf8 == text.utf8)
      #expect(text.map.sourceEnd(text.utf8.count) <= mutated.count && text.map.sourceStart(0) >= 0)
    }
  }
}
