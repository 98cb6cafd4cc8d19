import ChiDao
import FoundationEssentials
import Testing

private struct Record: Decodable {
  struct Span: Decodable {
    var start: Int
    var end: Int
    var text: String
  }
  var offset_unit: String
  var text: String
  var entities: [Span]
  var directives: [Span]
}

/// Spans lead to their text in each unit, with characters of one to four bytes and of one and two UTF-16 units before and in them.
@Test(arguments: ["code_point", "utf8", "utf16"]) func `spans count in the unit asked for`(unit: String) throws {
  let text = "😀😀 Ông Trần Văn An 𝒳 yêu cầu Sở Y tế Hà Nội 🇻🇳 rà soát “việc 😀” trước ngày 30/6/2025. Ðoàn đến Huế 😀. Bà Lê Thị Bé về Cà Mau."
  let run = try shell("printf '\(text)' | $chidao annotate - --offset-unit \(unit)")
  let record = try JSONDecoder().decode(Record.self, from: Data(run.output.utf8))
  #expect(record.offset_unit == unit && record.entities.count > 4 && record.directives.count > 0)
  for span in record.entities + record.directives {
    let slice =
      switch unit {
      case "utf8": String(decoding: Array(record.text.utf8)[span.start..<span.end], as: UTF8.self)
      case "utf16": String(decoding: Array(record.text.utf16)[span.start..<span.end], as: UTF16.self)
      default: String(String.UnicodeScalarView(Array(record.text.unicodeScalars)[span.start..<span.end]))
      }
    #expect(Array(slice.utf8) == Array(span.text.utf8))
  }
}
