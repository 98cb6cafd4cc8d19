import ArgumentParser
import ChiDao
import Directives
import Lexicon
import TextModel

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "explain", abstract: "Show which rule made which span.")
  @Argument(help: "A file, or - for standard input; each document of JSONL or a folder is named on a line of its own.") var path: String
  @OptionGroup var reading: Reading

  func run() throws {
    try reading.documents([path]) { input, pipeline, format in
      let document = try pipeline.annotate(input.source, format: format).document
      let head = input.label == printable(path) ? [] : ["# " + input.label]
      return try writeAll(1, Array(((head + lines(document)).joined(separator: "\n") + "\n").utf8))
    }
  }

  private func lines(_ document: Document) -> [String] {
    var lines: [String] = []
    for (index, entity) in document.entities.enumerated() {
      let parent = entity.parent.map { " in e\($0)" } ?? ""
      lines.append("e\(index)\t\(entity.type.rawValue)\t\(document.string(entity.range))\t\(entity.rule)\(parent)")
    }
    for (index, directive) in document.directives.enumerated() {
      let cue = directive.cue.map { document.string($0) } ?? "-"
      lines.append(
        "d\(index)\t\(directive.force.rawValue)\tissuer \(directive.issuer?.text ?? "-")\tto \(directive.addressee?.text ?? "-")\tcue \(cue)\t\(directive.rule)\t\(document.string(directive.range))"
      )
    }
    return lines + judged(document)
  }

  /// What the model looked at: "taken" or "lost", the log-odds, the rule, the traits that weighed most, the words.
  private func judged(_ document: Document) -> [String] {
    let rules = DirectiveRules.shared
    return judgedCandidates(document, rules: rules, matches: Lexicon.shared.matches(in: document.tokens)).filter { $0.isTaken || $0.odds > Self.least }.map {
      candidate in
      let traits = candidate.traits.prefix(5).map { "\($0.name.dropFirst("accept.".count)) \($0.weight < 0 ? "" : "+")\(hundredths($0.weight))" }.joined(
        separator: ", ")
      let words = document.string(candidate.range).prefix(80)
      return "\(candidate.isTaken ? "taken" : "lost")\t\(hundredths(candidate.odds))\t\(candidate.rule)\t\(traits)\t\(words)"
    }
  }

  /// Log-odds below which a candidate is not worth a line.
  private static let least = -4.0

  private func hundredths(_ value: Double) -> String {
    let scaled = Int((abs(value) * 100).rounded())
    return (value < 0 ? "-" : "") + "\(scaled / 100).\(scaled % 100 < 10 ? "0" : "")\(scaled % 100)"
  }
}

struct Sentences: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sentences", abstract: "Write the sentences alone, one a line.")
  @Argument(help: "A file, or - for standard input.") var path: String = "-"
  @OptionGroup var reading: Reading

  func run() throws {
    try reading.documents([path]) { input, pipeline, format in
      let document = try pipeline.sentences(input.source, format: format)
      return try writeAll(1, document.sentences.flatMap { document.utf8[$0.range] + [0x0A] })
    }
  }
}
