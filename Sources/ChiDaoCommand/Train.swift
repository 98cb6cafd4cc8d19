import ArgumentParser
import ChiDao
import Directives
import Evaluation
import FoundationEssentials
import Lexicon
import Output
import TextModel

struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-directives", abstract: "Learn the weights of directive extraction from gold folders.",
    discussion: "Prints figures of a cross-validation over documents; --write writes the table learned from all of them.", shouldDisplay: false)
  @Argument(help: "Folders of NAME.txt with NAME.json.") var gold: [String]
  @Option(help: "Files of marked texts, learned from in every part; the cue table's examples always are.") var marked: [String] = []
  @Option(help: "Folders to score with the weights learned from all of GOLD.") var test: [String] = []
  @Option(help: "Parts of the cross-validation; 0 for none.") var folds = 8
  @Option(help: "Strength of the quadratic penalty.") var penalty = 4.0
  @Option(help: "Log-odds that a candidate must pass.") var threshold = -0.4
  @Option(help: "Where to write the table.") var write: String?
  @Option(help: "Where to write the records of the cross-validation.") var records: String?
  @Flag(help: "List what the cross-validation misses and makes up.") var differences = false

  func run() throws {
    try logged { problem in
      let entries = try gold.flatMap { try readGold($0, problem: problem) }
      let articles = try entries.map { try trainingArticle($0.text, $0.gold) }
      // Our own texts show one thing each: they count as often as articles that show it by the way.
      let once = try marked.flatMap(readMarkedTexts).map(trainingArticle) + tableExamples()
      let shown = (0..<12).flatMap { _ in once }
      if folds > 0 {
        var scores = Scores()
        var lines: [UInt8] = []
        for fold in 0..<folds {
          var rules = trainDirectives(articles.indices.filter { $0 % folds != fold }.map { articles[$0] } + shown, lexicon: .shared, penalty: penalty)
          rules.threshold = threshold
          for index in entries.indices where index % folds == fold { lines += try score(entries[index], rules, &scores) }
        }
        if let records { try Data(lines).write(to: URL(filePath: records)) }
        try print("\(entries.count) articles, \(articles.reduce(0) { $0 + $1.gold.count }) directives, \(folds) folds", scores)
      }
      guard write != nil || !test.isEmpty else { return }
      var rules = trainDirectives(articles + shown, lexicon: .shared, penalty: penalty)
      rules.threshold = threshold
      for folder in test {
        var scores = Scores()
        for entry in try readGold(folder, problem: problem) { _ = try score(entry, rules, &scores) }
        try print(folder, scores)
      }
      var failures: [String] = []
      for text in try marked.flatMap(readMarkedTexts) { failures += try difference(text, rules).map { "\(text.note): \($0)" } }
      let table = Lexicon.shared.table(.cue)
      for row in 0..<table.rowCount {
        for column in [3, 4] where table.field(row: row, column: column) != "-" {
          failures += try difference(MarkedText(note: "", marked: table.field(row: row, column: column)), rules).map {
            "cues:\(table.field(row: row, column: 0)): \($0)"
          }
        }
      }
      _ = try writeAll(1, Array((["\(failures.count) differences on marked texts"] + (differences ? failures : []) + [""]).joined(separator: "\n").utf8))
      if let write { try Data(rules.weightTable.utf8).write(to: URL(filePath: write)) }
    }
  }

  private func score(_ entry: GoldDocument, _ rules: DirectiveRules, _ scores: inout Scores) throws -> [UInt8] {
    var pipeline = Pipeline()
    pipeline.directiveRules = rules
    let line = try pipeline.record(entry.text, id: entry.name, path: entry.name)
    scores.add(entry, try Record(line: line))
    return line
  }

  private func print(_ title: String, _ scores: Scores) throws {
    let figures = scores.figures.filter { $0.name.hasPrefix("directives.") }.map { "\($0.name.dropFirst(11)) \(fourDigits($0.value))" }
    let match = scores.tallies.first { $0.name == "directives.match" }?.tally ?? Tally()
    var lines = ["\(title): precision \(fourDigits(match.precision)) recall \(fourDigits(match.recall)) " + figures.joined(separator: " ")]
    if differences {
      lines += scores.faults.filter { $0.task == .directive || $0.task == .field }.map { "\($0.document)\t\($0.outcome)\t\($0.task) \($0.label)\t\($0.text)" }
    }
    _ = try writeAll(1, Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}

/// What the rules find in a marked text other than its marks.
func difference(_ marked: MarkedText, _ rules: DirectiveRules) throws -> [String] {
  var pipeline = Pipeline()
  pipeline.directiveRules = rules
  return marked.differences(from: try pipeline.annotate(marked.text).document)
}

/// A marked text as an article to learn from.
func trainingArticle(_ marked: MarkedText) throws -> TrainingArticle {
  let document = try Pipeline().annotate(marked.text).document
  let gold = marked.marks.map { mark in
    let tokens = document.tokens.indices.filter {
      Int(document.tokens[$0].start) >= mark.range.lowerBound && Int(document.tokens[$0].end) <= mark.range.upperBound
    }
    return (tokens.first ?? 0)..<(tokens.last ?? 0) + 1
  }
  return TrainingArticle(document: document, matches: Lexicon.shared.matches(in: document.tokens), gold: gold)
}

/// The examples and counterexamples of the cue table.
func tableExamples() throws -> [TrainingArticle] {
  let table = Lexicon.shared.table(.cue)
  return try (0..<table.rowCount).flatMap { row in
    try [3, 4].map { table.field(row: row, column: $0) }.filter { $0 != "-" }.map { try trainingArticle(MarkedText(note: "", marked: $0)) }
  }
}

/// The article with its gold over tokens; gold offsets count code points of the file.
func trainingArticle(_ text: [UInt8], _ gold: Gold) throws -> TrainingArticle {
  let annotated = try Pipeline().annotate(text)
  let document = annotated.document
  let starts = text.indices.filter { text[$0] & 0xC0 != 0x80 } + [text.count]
  let sources = document.tokens.map { annotated.text.map.sourceStart(Int($0.start)) }
  func token(_ codePoint: Int) -> Int { sources.firstIndex(behind: { $0 >= starts[codePoint] }) }
  let directives = gold.directives.map { token($0.start)..<token($0.end) }.filter { !$0.isEmpty }
  return TrainingArticle(document: document, matches: Lexicon.shared.matches(in: document.tokens), gold: directives)
}
