import Crypto
import Evaluation
import FoundationEssentials
import Review
import Testing

private let record = #"""
  {"schema_version":"1.0","doc_id":"a/b.txt","source":{"path":"b.txt","bytes":40,"sha256":"0","encoding":"utf-8","encoding_confidence":1},"metadata":{},"offset_unit":"utf16","text":"📢 Sở Y tế. Lê Hà.","normalization":{"form":"NFC","changes":{}},"sentences":[{"id":"s0","start":0,"end":11,"source_start":0,"source_end":17,"kind":"body"},{"id":"s1","start":12,"end":18,"source_start":18,"source_end":27,"kind":"body"}],"entities":[{"id":"e0","type":"ORGANIZATION","start":3,"end":10,"source_start":5,"source_end":16,"text":"Sở Y tế","rule":"r","confidence":1},{"id":"e1","type":"PERSON","start":12,"end":17,"source_start":18,"source_end":26,"text":"Lê Hà","rule":"r","confidence":1}],"relations":[],"directives":[],"warnings":[]}
  """#

private let digest = SHA256.hash(data: Data(record.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()

/// Applies decisions, one a line, `…` standing for the record they are on.
private func adjudicate(_ lines: String...) throws -> (Adjudication, gold: GoldDocument?, problems: [String]) {
  var adjudication = Adjudication()
  for (number, line) in lines.enumerated() {
    let whole = line.replacing("…", with: #""schema_version":"1.0","doc_id":"a/b.txt","record_sha256":"\#(digest)""#)
    try adjudication.addDecision(Data(whole.utf8), number: number + 1)
  }
  let (gold, problems) = try adjudication.apply(toRecord: Data(record.utf8))
  return (adjudication, gold, problems.map(\.cause))
}

private func goldSpans(_ document: GoldDocument?) throws -> [String] {
  let document = try #require(document)
  let scalars = Array(String(decoding: document.text, as: UTF8.self).unicodeScalars)
  return document.gold.entities.map { entity in
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[entity.start..<entity.end])
    return "\(entity.type) \(String(text))"
  }
}

@Test func `a complete article is gold in code points, its other spans accepted`() throws {
  let (adjudication, gold, problems) = try adjudicate(
    #"{…,"kind":"entity","target":"e1","verdict":"reject"}"#, #"{…,"kind":"article","verdict":"complete"}"#)
  #expect(problems.isEmpty)
  #expect(gold?.name == "a/b.txt" && gold?.text == Array("📢 Sở Y tế. Lê Hà.".utf8))
  #expect(try goldSpans(gold) == ["ORGANIZATION Sở Y tế"])
  #expect(adjudication.entities["ORGANIZATION"]?.accepted == 1 && adjudication.entities["ORGANIZATION"]?.unspoken == 1)
  #expect(adjudication.entities["PERSON"]?.rejected == 1)
}

@Test func `an article with open spans is counted and is no gold`() throws {
  let (adjudication, gold, _) = try adjudicate(#"{…,"kind":"entity","target":"e1","verdict":"accept"}"#)
  #expect(gold == nil && adjudication.unfinished == ["a/b.txt"])
  #expect(adjudication.entities["PERSON"]?.accepted == 1 && adjudication.entities["ORGANIZATION"]?.accepted == 0)
}

@Test func `the last decision on a span holds`() throws {
  let (adjudication, gold, _) = try adjudicate(
    #"{…,"kind":"entity","target":"e0","verdict":"reject"}"#, #"{…,"kind":"entity","target":"e0","verdict":"accept"}"#,
    #"{…,"kind":"entity","target":"e1","verdict":"correct","fields":{"type":"LOCATION"}}"#)
  #expect(try goldSpans(gold) == ["ORGANIZATION Sở Y tế", "LOCATION Lê Hà"])
  #expect(adjudication.entities["ORGANIZATION"]?.rejected == 0 && adjudication.entities["PERSON"]?.corrected == 1)
}

@Test func `decisions that cannot be applied are named, and leave the article open`() throws {
  let (adjudication, gold, problems) = try adjudicate(
    #"{…,"kind":"entity","target":"e7","verdict":"accept"}"#, #"{…,"kind":"directive","target":"e0","verdict":"accept"}"#,
    #"{…,"kind":"entity","verdict":"add","fields":{"start":9,"end":99,"type":"DATE"}}"#,
    #"{…,"kind":"entity","target":"e0","verdict":"correct","fields":{"end":1}}"#, #"{…,"kind":"article","verdict":"complete"}"#)
  #expect(
    problems == [
      "a/b.txt has no entity e7", "a/b.txt has no directive e0", "a/b.txt: 9..99 is empty or outside the text of 17",
      "a/b.txt: 2..1 is empty or outside the text of 17",
    ])
  #expect(gold == nil && adjudication.unfinished == ["a/b.txt"] && adjudication.reviewedArticles == 0)
}

@Test func `spans that cross are named`() throws {
  let (_, gold, problems) = try adjudicate(
    #"{…,"kind":"entity","verdict":"add","fields":{"start":5,"end":10,"type":"EVENT"}}"#, #"{…,"kind":"article","verdict":"complete"}"#)
  #expect(problems == ["a/b.txt: ORGANIZATION 2..9 and EVENT 5..10 cross"])
  #expect(try goldSpans(gold) == ["ORGANIZATION Sở Y tế", "EVENT Y tế.", "PERSON Lê Hà"])
}

@Test(arguments: [
  #"{"doc_id":"a","record_sha256":"0","kind":"entity","verdict":"accept"}"#,
  #"{"doc_id":"a","record_sha256":"0","kind":"entity","target":"e0","verdict":"maybe"}"#,
  #"{"doc_id":"a","record_sha256":"0","kind":"entity","verdict":"complete"}"#,
  #"{"doc_id":"a","record_sha256":"0","kind":"entity","target":"e0","verdict":"correct"}"#,
  #"{"doc_id":"a","record_sha256":"0","kind":"entity","verdict":"add","fields":{"start":0,"end":1}}"#,
  #"{"doc_id":"a","record_sha256":"0","kind":"entity","verdict":"add","fields":{"start":0,"end":1,"type":"THING"}}"#,
  #"{"record_sha256":"0","kind":"entity","verdict":"add"}"#, "no JSON",
])
func `a line that is no decision is refused`(_ line: String) {
  var adjudication = Adjudication()
  #expect(throws: (any Error).self) { try adjudication.addDecision(Data(line.utf8), number: 1) }
}

@Test func `decisions on a record that changed are stale`() throws {
  let (adjudication, gold, problems) = try adjudicate(
    #"{"doc_id":"a/b.txt","record_sha256":"00","kind":"article","verdict":"complete"}"#, #"{…,"kind":"article","verdict":"complete"}"#)
  #expect(gold != nil && problems.isEmpty && adjudication.stale.map(\.line) == [1])
}

@Test func `precision and recall come with Wilson's interval`() throws {
  // Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I: 81 of 263 gives 0.2553 to 0.3662.
  var counts = Adjudication.Counts()
  counts.accepted = 81
  counts.rejected = 182
  let precision = try #require(counts.precision)
  #expect(abs(precision.low - 0.2553) < 5e-5 && abs(precision.high - 0.3662) < 5e-5)
  #expect(Adjudication.Counts().precision == nil)
}
