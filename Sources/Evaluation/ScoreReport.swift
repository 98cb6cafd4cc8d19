import FoundationEssentials

/// Scores for people (aligned text, Markdown) and for programs (JSON).
public struct ScoreReport {
  public var scores: Scores
  public var baseline: Scores?
  /// List every span missed or spurious and every field that is wrong.
  public var listsFaults: Bool

  public init(_ scores: Scores, baseline: Scores? = nil, listsFaults: Bool = false) {
    self.scores = scores
    self.baseline = baseline
    self.listsFaults = listsFaults
  }

  private struct Table {
    var title: String
    var head: [String]
    var rows: [[String]]
  }

  private var tables: [Table] {
    let before = Dictionary(uniqueKeysWithValues: baseline?.figures.map { ($0.name, $0.value) } ?? [])
    var tables = [
      Table(
        title: "Scores over \(scores.documents) documents",
        head: ["", "F1", "precision", "recall", "hits", "predicted", "gold"] + (baseline == nil ? [] : ["F1 before"]),
        rows: scores.tallies.map { name, tally in
          [name, fourDigits(tally.f1), fourDigits(tally.precision), fourDigits(tally.recall), "\(tally.hits)", "\(tally.predicted)", "\(tally.gold)"]
            + (baseline == nil ? [] : [before[name].map(fourDigits) ?? "-"])
        }),
      Table(
        title: "Entities as nervaluate counts them", head: ["", "F1", "precision", "recall", "correct", "incorrect", "partial", "missed", "spurious"],
        rows: Nervaluate.Way.allCases.map { nervaluateRow("\($0)", scores.nervaluate.overall[$0]) }
          + scores.nervaluate.byType.sorted { $0.key < $1.key }.flatMap { type, counts in
            Nervaluate.Way.allCases.map { nervaluateRow("\(type) \($0)", counts[$0]) }
          }),
    ]
    let types = Set(scores.confusion.keys).union(scores.confusion.values.flatMap(\.keys)).sorted { ($0 == "-" ? 1 : 0, $0) < ($1 == "-" ? 1 : 0, $1) }
    tables.append(
      Table(
        title: "Confusion: gold type down, predicted type across, - for none", head: ["gold"] + types,
        rows: types.map { gold in [gold] + types.map { (scores.confusion[gold]?[$0]).map { "\($0)" } ?? "." } }))
    tables.append(
      Table(
        title: "Documents with the most faults", head: ["document", "faults", "entities F1"],
        rows: scores.worst(10).map { [$0.document, "\($0.faults)", fourDigits($0.entities.f1)] }))
    if let baseline {
      let (gains, losses) = scores.changes(since: baseline)
      tables.append(Table(title: "\(gains.count) gains", head: Self.spanHead, rows: gains.map { row("+", $0) }))
      tables.append(Table(title: "\(losses.count) losses", head: Self.spanHead, rows: losses.map { row("-", $0) }))
    }
    if listsFaults { tables.append(Table(title: "Differences", head: Self.spanHead, rows: scores.faults.map { row("", $0) })) }
    return tables
  }

  private static let spanHead = ["", "document", "outcome", "kind", "label", "span", "text"]

  private func row(_ sign: String, _ judgement: Judgement) -> [String] {
    let text = judgement.text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
    return [sign, judgement.document, judgement.outcome.rawValue, judgement.task.rawValue, judgement.label, "\(judgement.start)..<\(judgement.end)", text]
  }

  private func nervaluateRow(_ name: String, _ counts: Nervaluate.Counts?) -> [String] {
    let counts = counts ?? Nervaluate.Counts()
    return [name, fourDigits(counts.f1), fourDigits(counts.precision), fourDigits(counts.recall)]
      + [counts.correct, counts.incorrect, counts.partial, counts.missed, counts.spurious].map { "\($0)" }
  }

  public var text: String {
    tables.map { table in
      if table.rows.isEmpty { return table.title + "\n" }
      let rows = [table.head] + table.rows
      let widths = table.head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
      let lines = rows.map { row in
        let cells = row.enumerated().map { column, cell in
          let space = String(repeating: " ", count: widths[column] - cell.count)
          return column > 0 && cell.first?.isNumber == true && !cell.contains("..<") ? space + cell : cell + space
        }
        return trimmed(cells.joined(separator: "  "))
      }
      return "\(table.title)\n" + lines.map { $0 + "\n" }.joined()
    }.joined(separator: "\n") + scores.missing.map { $0 + "\n" }.joined()
  }

  public var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n" }
    return tables.map { table in
      "## \(table.title)\n\n" + line(table.head) + line(table.head.map { _ in "---" }) + table.rows.map(line).joined()
    }.joined(separator: "\n") + scores.missing.map { "\n- \($0)\n" }.joined()
  }

  public func json() throws -> String {
    struct Row: Encodable {
      var f1, precision, recall: Double
      var hits, predicted, gold: Int
    }
    struct Counts: Encodable {
      var f1, precision, recall: Double
      var correct, incorrect, partial, missed, spurious: Int
      init(_ counts: Nervaluate.Counts) {
        (f1, precision, recall) = (counts.f1, counts.precision, counts.recall)
        (correct, incorrect, partial, missed, spurious) = (counts.correct, counts.incorrect, counts.partial, counts.missed, counts.spurious)
      }
    }
    struct Worst: Encodable {
      var document: String
      var faults: Int
      var entities_f1: Double
    }
    struct Fault: Encodable {
      var document, outcome, kind, label, text: String
      var start, end: Int
      init(_ judgement: Judgement) {
        (document, outcome, kind) = (judgement.document, judgement.outcome.rawValue, judgement.task.rawValue)
        (label, text, start, end) = (judgement.label, judgement.text, judgement.start, judgement.end)
      }
    }
    struct Whole: Encodable {
      var documents: Int
      var missing: [String]
      var figures: [String: Double]
      var scores: [String: Row]
      var nervaluate: [String: [String: Counts]]
      var confusion: [String: [String: Int]]
      var worst: [Worst]
      var gains, losses, differences: [Fault]?
    }
    func counts(_ ways: [Nervaluate.Way: Nervaluate.Counts]) -> [String: Counts] {
      Dictionary(uniqueKeysWithValues: ways.map { ($0.key.rawValue, Counts($0.value)) })
    }
    let changes = baseline.map { scores.changes(since: $0) }
    let whole = Whole(
      documents: scores.documents, missing: scores.missing, figures: Dictionary(uniqueKeysWithValues: scores.figures.map { ($0.name, $0.value) }),
      scores: Dictionary(
        uniqueKeysWithValues: scores.tallies.map { name, tally in
          (name, Row(f1: tally.f1, precision: tally.precision, recall: tally.recall, hits: tally.hits, predicted: tally.predicted, gold: tally.gold))
        }),
      nervaluate: scores.nervaluate.byType.mapValues(counts).merging(["overall": counts(scores.nervaluate.overall)]) { $1 }, confusion: scores.confusion,
      worst: scores.worst(10).map { Worst(document: $0.document, faults: $0.faults, entities_f1: $0.entities.f1) },
      gains: changes?.gains.map(Fault.init), losses: changes?.losses.map(Fault.init), differences: listsFaults ? scores.faults.map(Fault.init) : nil)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(whole), as: UTF8.self) + "\n"
  }
}

private func trimmed(_ line: String) -> String {
  var line = line
  while line.hasSuffix(" ") { line.removeLast() }
  return line
}

/// "0.8693", with four digits.
public func fourDigits(_ value: Double) -> String {
  let scaled = Int((value * 10_000).rounded())
  let digits = String(scaled % 10_000)
  return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
}
