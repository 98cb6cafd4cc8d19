// Laws of what comes back from people and their tools, for the suite and for the fuzzers (Tests/fuzz.sh).
import Crypto
import Evaluation
import Exchange
import FoundationEssentials
import Output
import Review

/// What must hold for a record, the first line of `input`, and for decisions on it, the other lines; nil, or the first law broken.
/// In a decision "…" stands for its first members, which name that record.
func brokenReviewLaw(_ input: [UInt8]) throws -> String? {
  let lines = input.split(separator: 0x0A)
  let line = Data(lines.first ?? [])
  let digest = SHA256.hash(data: line).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  let head = Array(#""schema_version":"1.0","doc_id":"d","record_sha256":"\#(digest)""#.utf8)
  var review = Adjudication()
  var taken = 0
  for (number, line) in lines.enumerated().dropFirst() {
    do {
      try review.addDecision(Data(Array(line).replacing(Array("…".utf8), with: head)), number: number)
      taken += 1
    } catch is ReviewError {}
  }
  do {
    let (gold, problems) = try review.apply(toRecord: line)
    let applied = taken - review.stale.count
    if (gold == nil ? 0 : 1) != review.reviewedArticles { return "an article is gold and not counted, or counted and no gold" }
    if (applied > 0) != (review.reviewedArticles + review.unfinished.count == 1) {
      return "an article with decisions is not reviewed and not unfinished, or is both"
    }
    if applied == 0, !problems.isEmpty { return "problems without decisions" }
    for counts in Array(review.entities.values) + review.directives.values {
      if counts.unspoken > counts.accepted { return "more accepted unspoken than accepted" }
      for figure in [counts.precision, counts.recall] {
        if let figure, !(0 <= figure.low && figure.low <= figure.value && figure.value <= figure.high && figure.high <= 1) {
          return "an interval without its value: \(figure)"
        }
      }
    }
    if let gold, let law = try brokenGoldLaw(gold) { return law }
  } catch is RecordError { return nil }
  return try brokenExportLaw(line)
}

/// What must hold for a record that is written for other tools: each takes it, and what those give back is what they got.
private func brokenExportLaw(_ line: Data) throws -> String? {
  let record: Record
  do { record = try Record(line: Array(line)) } catch { return nil }
  var page = Report(title: "t")
  try page.add(line)
  try page.write { _ in }
  for format in ExportFormat.allCases {
    do { _ = try Export(format).document(record) } catch is RecordError { continue }
  }
  guard !record.doc_id.isEmpty, let sent = try? Markup(record) else { return nil }
  let spans = sent.spans.filter { $0.start < $0.end }
  for (tool, back) in [
    ("doccano", try Markup(doccano: Array(Export(.doccano).document(record).utf8))),
    ("Label Studio", try Markup(labelStudio: Array(Export(.labelStudio).document(record).utf8))),
  ] {
    guard let back else { return "\(tool): no answer" }
    if back.spans != spans || back.links.count != sent.links.count || Array(back.text.utf8) != Array(sent.text.utf8) {
      return "\(tool) gives something else back"
    }
  }
  return nil
}

/// What must hold for an import: the first byte of `input` chooses the tool, the rest is its file; for brat the text and,
/// behind a NUL, its annotations.
func brokenImportLaw(_ input: [UInt8]) throws -> String? {
  let file = Array(input.dropFirst())
  do {
    switch (input.first ?? 0) % 4 {
    case 0: return try brokenGoldLaw(Markup(doccano: file))
    case 1: return try brokenGoldLaw(Markup(doccano: file, graphemes: true))
    case 2:
      var (whole, pieces) = (JSONElements(), JSONElements())
      let elements = try whole.feed(file)
      var inPieces: [[UInt8]] = []
      for byte in file { inPieces += try pieces.feed([byte]) }
      if inPieces != elements { return "an array in pieces has other elements" }
      for element in elements {
        if let markup = try Markup(labelStudio: element), let law = try brokenGoldLaw(markup) { return law }
      }
      try whole.finish()
      return nil
    default:
      let parts = file.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
      return try brokenGoldLaw(Markup(brat: parts.count > 1 ? parts[1] : "", text: parts.first ?? "", id: "d"))
    }
  } catch is ExchangeError { return nil }
}

private func brokenGoldLaw(_ markup: Markup) throws -> String? {
  try brokenGoldLaw(GoldDocument(name: markup.id, text: Array(markup.text.utf8), gold: markup.gold))
}

private func brokenGoldLaw(_ document: GoldDocument) throws -> String? {
  if let span = document.spansOutside.first { return "gold outside its text: \(span)" }
  let gold = document.gold
  if try JSONDecoder().decode(Gold.self, from: gold.encoded()) != gold { return "gold is read other than it was written" }
  let ids = Set(gold.entities.compactMap(\.id))
  if (gold.relations ?? []).contains(where: { !ids.contains($0.from) || !ids.contains($0.to) }) { return "a relation of no entity" }
  return nil
}
