import ArgumentParser
import Evaluation
import FoundationEssentials
import Logging
import Output
import Review

struct Apply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Turn the decisions of a review into gold; count them and estimate precision.",
    discussion: """
      An article becomes gold when it was marked as reviewed or all its spans are decided. Decisions on a record that has
      changed since are reported and left out. The form of decisions is documented on `Decision`.
      """)
  @Argument(help: "Decisions as the review page saves them.") var decisions: String
  @Argument(help: "The records that were reviewed, or - for standard input.") var records: String
  @Option(name: .shortAndLong, help: "Write NAME.txt and NAME.json of each reviewed article into this folder, NAME being its doc_id without .txt.") var output:
    String?

  func validate() throws {
    if decisions == "-", records == "-" { throw ValidationError("standard input has decisions or records: name a file for the others") }
  }

  func run() throws {
    try logged { problem in
      var review = Adjudication()
      try readLines(decisions) { line, number in
        do { try review.addDecision(Data(line), number: number) } catch { problem("\(decisions): line \(number): not a decision: \(error)") }
      }
      var folder = try output.map { try DocumentFolder($0) }
      try readLines(records) { line, number in
        do {
          let (document, problems) = try review.apply(toRecord: Data(line))
          for (number, cause) in problems { problem(decisions + (number.map { ": line \($0)" } ?? "") + ": " + cause) }
          guard let document, let name = try folder?.name(document.name) else { return }
          var gold = document.gold
          gold.id = name
          try folder?.write(name + ".txt", String(decoding: document.text, as: UTF8.self))
          try folder?.write(name + ".json", String(decoding: gold.encoded(), as: UTF8.self))
        } catch let error as RecordError {
          problem("\(records): line \(number): \(error)")
        } catch let error as CommandFailure {
          problem("\(error)")
        }
      }
      for (number, cause) in review.stale { problem("\(decisions): line \(number): \(cause)") }
      for id in review.unfinished { Logger(label: "chidao").notice("\(id): not reviewed to its end: counted, not written") }
      _ = try writeAll(1, Array((table(review).joined(separator: "\n") + "\n").utf8))
    }
  }

  private func table(_ review: Adjudication) -> [String] {
    func cells(_ name: String, _ counts: Adjudication.Counts) -> [String] {
      func estimate(_ figure: (value: Double, low: Double, high: Double)?) -> String {
        figure.map { "\(fourDigits($0.value)) (\(fourDigits($0.low)) to \(fourDigits($0.high)))" } ?? "-"
      }
      return [
        name, "\(counts.accepted)", "\(counts.unspoken)", "\(counts.rejected)", "\(counts.corrected)", "\(counts.added)", estimate(counts.precision),
        estimate(counts.recall),
      ]
    }
    var rows = [["", "accepted", "unspoken", "rejected", "corrected", "added", "precision (95 %)", "recall (95 %)"]]
    for (name, kinds) in [("entities", review.entities), ("directives", review.directives)] where !kinds.isEmpty {
      rows.append(cells(name, kinds.values.reduce(Adjudication.Counts(), +)))
      rows += kinds.sorted { $0.key < $1.key }.map { cells("  " + $0.key, $0.value) }
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 || column > 5 ? cell.0 + space : space + cell.0
      }.joined(separator: "  ").trimmingSuffix(" ")
    }
    return lines + ["reviewed articles: \(review.reviewedArticles)"]
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
