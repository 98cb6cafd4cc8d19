import ArgumentParser
import ChiDao
import Evaluation
import FoundationEssentials
import Logging

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Compare records with gold: precision, recall and F1.")
  @Argument(help: "A folder of NAME.txt with NAME.json.") var gold: String
  @Argument(help: "Records, one a line.") var predicted: String
  @Flag(help: "List every span missed or spurious.") var differences = false

  func run() throws {
    do {
      let records = try readRecords(Data(contentsOf: URL(filePath: predicted)))
      let scores = score(try readGold(gold), records)
      var lines = table(scores)
      if differences { lines += scores.differences }
      _ = try writeAll(1, Array((lines.joined(separator: "\n") + "\n").utf8))
    } catch {
      Logger(label: "chidao").error("\(error)")
      throw ExitCode(1)
    }
  }
}

func score(_ gold: [(name: String, text: [UInt8], gold: Gold)], _ records: [PredictedRecord]) -> Scores {
  var byName: [String: PredictedRecord] = [:]
  for record in records {
    let name = record.doc_id.split(separator: "/").last.map(String.init) ?? record.doc_id
    byName[name.hasSuffix(".txt") ? String(name.dropLast(4)) : name] = record
  }
  var scores = Scores()
  for entry in gold { scores.add(name: entry.name, text: entry.text, gold: entry.gold, predicted: byName[entry.name]) }
  return scores
}

/// "0.8693", with four digits.
func fourDigits(_ value: Double) -> String {
  let scaled = Int((value * 10_000).rounded())
  let digits = String(scaled % 10_000)
  return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
}

private func table(_ scores: Scores) -> [String] {
  scores.figures.map { $0.name + String(repeating: " ", count: max(1, 32 - $0.name.count)) + fourDigits($0.value) }
    + scores.missing.map { "no record for \($0)" }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Annotate a corpus, compare with its gold and its baseline; exit 1 on a regression.",
    discussion: "DIR holds articles/NAME.txt with NAME.json, and baseline.tsv (figure, least value).")
  @Argument(help: "The corpus.") var folder: String
  @Flag(help: "Write the figures of this run as the new baseline.") var record = false

  func run() throws {
    let log = Logger(label: "chidao")
    do {
      let gold = try readGold(folder + "/articles")
      guard !gold.isEmpty else { throw CommandFailure(description: "\(folder)/articles: no NAME.txt with NAME.json") }
      var problems: [String] = []
      var lines: [UInt8] = []
      for entry in gold {
        let path = "\(folder)/articles/\(entry.name).txt"
        problems += lint(entry.gold, entry.text).map { "\(path): \($0)" }
        lines += try Pipeline().record(entry.text, id: entry.name, path: path)
      }
      let scores = score(gold, try readRecords(Data(lines)))
      let baselinePath = folder + "/baseline.tsv"
      if record {
        let text = scores.figures.map { "\($0.name)\t\(fourDigits($0.value))\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: baselinePath))
      }
      let baseline = String(decoding: try Data(contentsOf: URL(filePath: baselinePath)), as: UTF8.self)
      var output = table(scores)
      for row in baseline.split(separator: "\n") {
        let fields = row.split(separator: "\t")
        guard fields.count == 2, let least = Double(fields[1]) else {
          throw CommandFailure(description: "\(baselinePath): not a figure and a number: \(row)")
        }
        let value = scores.figures.first { $0.name == fields[0] }?.value ?? 0
        if value < least - 0.00005 { problems.append("\(fields[0]) fell from \(fields[1]) to \(fourDigits(value))") }
      }
      if !problems.isEmpty { output += scores.differences }
      _ = try writeAll(1, Array((output.joined(separator: "\n") + "\n").utf8))
      for problem in problems { log.error("\(problem)") }
      if !problems.isEmpty { throw ExitCode(1) }
    } catch let error as ExitCode {
      throw error
    } catch {
      log.error("\(error)")
      throw ExitCode(1)
    }
  }

  /// Gold that cannot be right: offsets outside the text, spans that cross.
  private func lint(_ gold: Gold, _ text: [UInt8]) -> [String] {
    let count = text.count { $0 & 0xC0 != 0x80 }
    var problems: [String] = []
    let spans = gold.entities.map { $0.start..<max($0.start, $0.end) }
    for span in spans + gold.directives.map({ $0.start..<max($0.start, $0.end) }) where span.isEmpty || span.lowerBound < 0 || span.upperBound > count {
      problems.append("gold span \(span) is empty or outside the text of \(count) code points")
    }
    let sorted = spans.sorted { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
    for (left, right) in zip(sorted, sorted.dropFirst()) where right.lowerBound < left.upperBound && right.upperBound > left.upperBound && right.lowerBound > left.lowerBound {
      problems.append("gold spans \(left) and \(right) cross")
    }
    return problems
  }
}
