import ChiDao
import Evaluation
import FoundationEssentials
import Lexicon
import Output
import Testing

private func scores(_ pipeline: Pipeline) throws -> Scores {
  var scores = Scores()
  for path in corpusArticles {
    let name = String(path.dropLast(4))
    let document = try GoldDocument(name: name, text: bytes(path), json: bytes(name + ".json"))
    scores.add(document, try Record(line: pipeline.record(document.text, id: document.name, path: document.name)))
  }
  return scores
}

/// A broken row must show: without "đề nghị" there are fewer directives, without "UBND" fewer bodies.
@Test(arguments: [("cues", "đề nghị", "directives.match"), ("body-heads", "UBND", "entities.ORGANIZATION"), ("positions", "Bí thư", "entities.ROLE")])
func `a broken table row lowers a figure`(table: String, row: String, figure: String) throws {
  let tables = Lexicon.shared.tables.map { original -> Table in
    guard original.name == table else { return original }
    let lines = String(decoding: original.bytes, as: UTF8.self).split(separator: "\n")
    let kept = lines.filter { !$0.hasPrefix(row + "\t") }
    #expect(kept.count == lines.count - 1)
    return Table(name: table, bytes: Array((kept.joined(separator: "\n") + "\n").utf8))
  }
  let whole = try scores(Pipeline()).figures.first { $0.name == figure }
  let broken = try scores(Pipeline(lexicon: Lexicon(tables: tables))).figures.first { $0.name == figure }
  #expect(try #require(broken).value < #require(whole).value)
}

/// What the program writes today, byte for byte. CHIDAO_RECORD=1 writes it anew and fails, so that it is looked at.
@Test func `the corpus comes out as recorded`() throws {
  var lines: [UInt8] = []
  for path in corpusArticles {
    let name = String(path.split(separator: "/").last ?? "")
    lines += try Pipeline().record(bytes(path), id: name, path: "Corpus/articles/" + name)
  }
  let expected = root + "/Corpus/expected.jsonl"
  if ProcessInfo.processInfo.environment["CHIDAO_RECORD"] != nil {
    try Data(lines).write(to: URL(filePath: expected))
    Issue.record("recorded \(expected): read the difference before you commit it")
    return
  }
  let got = lines.split(separator: 0x0A)
  let want = try bytes(expected).split(separator: 0x0A)
  #expect(got.count == want.count)
  // The first difference alone: a failed comparison of two records would print both, byte by byte.
  for (left, right) in zip(got, want) where left != right {
    let common = zip(left, right).prefix { $0 == $1 }.count
    let excerpts = [left, right].map { String(decoding: $0.dropFirst(max(0, common - 60)).prefix(120), as: UTF8.self) }
    Issue.record("\(String(decoding: left.dropFirst(35).prefix(40), as: UTF8.self)): \(excerpts[0]) was \(excerpts[1])")
  }
}
