import ChiDao
import Normalization
import Testing

private let sample = "Bộ trưởng Bộ Y tế đề nghị Ủy ban nhân dân tỉnh Hưng Yên rà soát, bảo đảm vật tư trước ngày 30.\n"

/// `sample` as iconv (windows-1258, VISCII, VN1) and tables of our own (VNI, VN3) write it; \u{..} is a byte.
private let written: [TextEncoding: String] = [
  .windows1258:
    "B\u{F4}\u{F2} tr\u{FD}\u{F5}\u{D2}ng B\u{F4}\u{F2} Y t\u{EA}\u{EC} \u{F0}\u{EA}\u{CC} nghi\u{F2} U\u{D2}y ban nh\u{E2}n d\u{E2}n ti\u{D2}nh H\u{FD}ng Y\u{EA}n r\u{E0} so\u{E1}t, ba\u{D2}o \u{F0}a\u{D2}m v\u{E2}\u{F2}t t\u{FD} tr\u{FD}\u{F5}\u{EC}c ng\u{E0}y 30.\n",
  .viscii:
    "B\u{B5} tr\u{DF}\u{B7}ng B\u{B5} Y t\u{AA} \u{F0}\u{AB} ngh\u{B8} \u{9C}y ban nh\u{E2}n d\u{E2}n t\u{EF}nh H\u{DF}ng Y\u{EA}n r\u{E0} so\u{E1}t, b\u{E4}o \u{F0}\u{E4}m v\u{A7}t t\u{DF} tr\u{DF}\u{BE}c ng\u{E0}y 30.\n",
  .vni:
    "Bo\u{E4} tr\u{F6}\u{F4}\u{FB}ng Bo\u{E4} Y te\u{E1} \u{F1}e\u{E0} ngh\u{F2} U\u{DB}y ban nha\u{E2}n da\u{E2}n t\u{E6}nh H\u{F6}ng Ye\u{E2}n ra\u{F8} soa\u{F9}t, ba\u{FB}o \u{F1}a\u{FB}m va\u{E4}t t\u{F6} tr\u{F6}\u{F4}\u{F9}c nga\u{F8}y 30.\n",
  .tcvn3:
    "B\u{E9} tr\u{AD}\u{EB}ng B\u{E9} Y t\u{D5} \u{AE}\u{D2} ngh\u{DE} \u{F1}y ban nh\u{A9}n d\u{A9}n t\u{D8}nh H\u{AD}ng Y\u{AA}n r\u{B5} so\u{B8}t, b\u{B6}o \u{AE}\u{B6}m v\u{CB}t t\u{AD} tr\u{AD}\u{ED}c ng\u{B5}y 30.\n",
  .tcvn5712:
    "B\u{E9} tr\u{AD}\u{EB}ng B\u{E9} Y t\u{D5} \u{AE}\u{D2} ngh\u{DE} \u{9E}y ban nh\u{A9}n d\u{A9}n t\u{D8}nh H\u{AD}ng Y\u{AA}n r\u{B5} so\u{B8}t, b\u{B6}o \u{AE}\u{B6}m v\u{CB}t t\u{AD} tr\u{AD}\u{ED}c ng\u{B5}y 30.\n",
]

private func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

/// Bytes that stand for letters in each encoding, written by hand from its standard.
@Test(
  arguments: [
    (.tcvn3, [0x56, 0x69, 0xD6, 0x74, 0x20, 0xA7, 0xE5, 0x20, 0x6E, 0xAD, 0xED, 0x63, 0x85], "Việt Đồ nước…"),
    (.tcvn5712, [0x48, 0x93, 0x49, 0x20, 0x80], "HỎI À"),
    (.viscii, [0x56, 0x69, 0xAE, 0x74, 0x20, 0xD0, 0xB0, 0x20, 0x02], "Việt Đồ Ẳ"),
    (
      .vni, [0x56, 0x69, 0x65, 0xE4, 0x74, 0x20, 0xD1, 0x6F, 0xE0, 0x20, 0x6E, 0xF6, 0xF4, 0xF9, 0x63, 0x20, 0x54, 0xC6, 0x4E, 0x48, 0x20, 0x42, 0x4F, 0xC4],
      "Việt Đồ nước TỈNH BỘ"
    ),
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

@Test(arguments: [TextEncoding.vni, .viscii, .tcvn3, .tcvn5712, .windows1258])
func `an encoding is found in the text, and spans lead back to its bytes`(encoding: TextEncoding) throws {
  let source = latin1(try #require(written[encoding]))
  let annotated = try Pipeline().annotate(source)
  let text = annotated.text
  #expect(text.encoding == encoding && text.encodingConfidence > 0.9 && text.warnings.isEmpty)
  #expect(text.utf8 == Array(sample.utf8))
  #expect(annotated.document.entities.count > 2)
  for range in annotated.document.entities.map(\.range) + annotated.document.sentences.map(\.range) {
    let back = try normalize(Array(source[text.map.sourceStart(range.lowerBound)..<text.map.sourceEnd(range.upperBound)]), encoding: encoding).utf8
    #expect(back == Array(text.utf8[range]))
  }
}

@Test func `lines in another encoding are read in it, with a warning`() throws {
  let source = latin1(written[.tcvn3]!) + Array(sample.utf8) + latin1(written[.vni]!)
  let text = try normalize(source)
  #expect(text.utf8 == Array((sample + sample + sample).utf8))
  #expect(text.encoding == .tcvn3 && text.warnings.count == 2)
  #expect(text.warnings.contains { $0.contains("vni") } && text.warnings.contains { $0.contains("utf-8") })
  #expect(text.map.sourceEnd(text.utf8.count) == source.count)
}

@Test(arguments: [TextEncoding.vni, .tcvn3, .viscii])
func `legacy letters that were written in UTF-8 as Western ones are read as what they were`(encoding: TextEncoding) throws {
  let source = Array(String(decoding: latin1(written[encoding]!).map { UInt16($0) }, as: UTF16.self).utf8)
  let text = try normalize(source)
  #expect(text.utf8 == Array(sample.utf8) && text.encoding == encoding && text.warnings.count == 1)
  #expect(text.map.sourceEnd(text.utf8.count) == source.count)
  let french = Array("Le café français a été créé à Noël, où la maîtresse d'école fête la forêt.".utf8)
  #expect(try normalize(french).utf8 == french)
}

@Test func `what fits no encoding is an error, not another text`() throws {
  // French in windows-1252, and noise.
  let french =
    "D\u{E9}j\u{E0} le caf\u{E9} fran\u{E7}ais a \u{E9}t\u{E9} cr\u{E9}\u{E9} \u{E0} No\u{EB}l, o\u{F9} la ma\u{EE}tresse d'\u{E9}cole f\u{EA}te la for\u{EA}t."
    .unicodeScalars.map { UInt8($0.value) }
  let noise = (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 7) | 0x80 }
  for source in [french, noise] {
    do throws(NormalizationError) {
      let text = try normalize(source)
      Issue.record("read as \(text.encoding)")
    } catch {
      #expect(error.cause.hasPrefix("invalid UTF-8"))
    }
  }
}

@Test(
  arguments: [
    ("QUY\u{D5}T \u{A7}\u{DE}NH\nC\u{F1}A B\u{E9} TR\u{AD}\u{EB}NG", "QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG", 6),
    ("Xong. \u{F1}y ban h\u{E4}p \u{EB} H\u{B5} N\u{E9}i, \u{A7}\u{AB}ng Nam \u{B8}.", "Xong. Ủy ban họp ở Hà Nội, Đông Nam Á.", 2),
    ("B\u{E9} T\u{B5}i ch\u{DD}nh, UBND x\u{B7} H\u{B5} N\u{E9}i", "Bộ Tài chính, UBND xã Hà Nội", 0),
  ] as [(String, String, Int)]) func `capitals of a font come back where the other letters show them`(source: String, expected: String, count: Int) throws
{
  let text = try normalize(latin1(source), encoding: .tcvn3)
  #expect(text.utf8 == Array(expected.utf8))
  #expect(text.counts.first { $0.step == "tcvn3_capitals" }?.count ?? 0 == count)
}

/// Every repair on its own: source, text, its name and count.
@Test(arguments: [
  ("\u{FEFF}a", "a", "byte_order_mark"), ("a\u{2028}b", "a\nb", "line_ends"), ("a\u{0C}b", "a\nb", "line_ends"), ("a\u{2009}b", "a b", "spaces"),
  ("a\u{200D}b", "ab", "invisibles"), ("a\u{1F}b", "ab", "controls"), ("F\u{1E}16", "F-16", "controls"), ("Ｔ", "T", "full_width"), ("ﬁ", "fi", "ligatures"),
  ("\u{F0B7} Một", "• Một", "private_use"), ("a&nbsp;b", "a b", "character_references"), ("Vi&#7879;t", "Việt", "character_references"),
  ("R&amp;amp;D", "R&D", "character_references"), ("<b>Nguyễn</b>", "Nguyễn", "tags"), ("a<br/>b", "a\nb", "tags"), ("<span class=\"x\">a</span>", "a", "tags"),
  ("<<b>b>a", "a", "tags"), ("&lt;b&gt;a", "a", "tags"), ("tie\u{302}\u{301}ng", "tiếng", "nfc"), ("Ɖông", "Đông", "look_alikes"),
  ("Hà Nộі", "Hà Nội", "look_alikes"),
  ("nǎm", "năm", "look_alikes"), ("tiê\u{301}\u{301}ng", "tiếng", "doubled_marks"), ("tié\u{302}ng", "tiếng", "mark_order"),
  ("toan\u{301}", "toán", "mark_order"), ("toa\u{144}", "toán", "mark_order"), ("\u{107}ưa", "cứa", "mark_order"),
  ("x" + String(repeating: "\u{330}\u{200B}", count: 33), "x" + String(repeating: "\u{330}", count: 30), "excess_marks"),
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
