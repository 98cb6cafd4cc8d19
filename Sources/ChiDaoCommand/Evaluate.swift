import ArgumentParser
import Evaluation
import FoundationEssentials
import Logging
import Output

enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Compare records with gold: precision, recall, F1, and where they differ.",
    discussion: """
      A record answers the gold file whose path it has as doc_id (without .txt), else the only one of that name.

      chidao annotate corpus -o records.jsonl
      chidao evaluate corpus records.jsonl --differences
      chidao evaluate corpus records.jsonl --compare yesterday.jsonl --format markdown
      """)
  @Argument(help: "A folder of NAME.txt with NAME.json.") var gold: String
  @Argument(help: "Records, one a line; - for standard input.") var records: String
  @Option(help: "Other records; lists every span gained or lost since them.") var compare: String?
  @Flag(help: "List every span missed or spurious and every field that is wrong.") var differences = false
  @Option(help: "text, json or markdown.") var format: ReportFormat = .text

  func validate() throws {
    if records == "-", compare == "-" { throw ValidationError("standard input has one set of records: name a file for the other") }
  }

  func run() throws {
    let log = Logger(label: "chidao")
    var problems = 0
    func problem(_ text: String) {
      problems += 1
      log.error("\(text)")
    }
    do {
      let gold = try readGold(gold, problem: problem)
      let report = ScoreReport(
        try score(gold, records, problem: problem), baseline: try compare.map { try score(gold, $0, problem: problem) }, listsFaults: differences)
      let output =
        switch format {
        case .text: report.text
        case .json: try report.json()
        case .markdown: report.markdown
        }
      _ = try writeAll(1, Array(output.utf8))
    } catch {
      problem("\(error)")
    }
    if problems > 0 { throw ExitCode(1) }
  }
}

/// The scores of the records in `path`; records that no gold answers are passed over, unless all are.
private func score(_ gold: [GoldDocument], _ path: String, problem: (String) -> Void) throws -> Scores {
  func lastPart(_ name: String) -> String { name.split(separator: "/").last.map(String.init) ?? name }
  let names = Set(gold.map(\.name))
  let byLastPart = Dictionary(grouping: gold.map(\.name), by: lastPart).compactMapValues { $0.count == 1 ? $0[0] : nil }
  var answers: [String: Record] = [:]
  var first: String?
  try readRecords(path, problem: problem) { record in
    first = first ?? record.doc_id
    let id = record.doc_id.hasSuffix(".txt") ? String(record.doc_id.dropLast(4)) : record.doc_id
    guard let name = names.contains(id) ? id : byLastPart[lastPart(id)] else { return }
    if answers.updateValue(record, forKey: name) != nil { problem("\(path): more than one record for \(name); the last one counts") }
  }
  if answers.isEmpty { problem("\(printable(path)): no record of an article in gold" + (first.map { "; the first is of \(printable($0))" } ?? "")) }
  var scores = Scores()
  for document in gold { scores.add(document, answers[document.name]) }
  return scores
}
