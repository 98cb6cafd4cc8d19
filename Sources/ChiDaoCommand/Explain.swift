import ArgumentParser
import ChiDao
import Directives
import Lexicon
import Logging
import Normalization
import TextModel

/// A file given to a command that reads one text; says what is wrong with it and exits 1.
func annotated(_ path: String, _ reading: Reading) throws -> ChiDao.Annotated {
  try read(path) { try reading.pipeline.annotate($0, format: reading.format(of: path)) }
}

private func read<Result>(_ path: String, _ body: ([UInt8]) throws -> Result) throws -> Result {
  do {
    return try body(readDocument(Path(path), limit: defaultDocumentLimit))
  } catch {
    Logger(label: "chidao").error("\(error is DocumentFailure ? "" : printable(path) + ": ")\(error)")
    throw ExitCode(1)
  }
}

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "explain", abstract: "Show which rule made which span.")
  @Argument(help: "A file, or - for standard input.") var path: String
  @OptionGroup var reading: Reading

  func run() throws {
    let document = try annotated(path, reading).document
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
    lines += judged(document)
    _ = try writeAll(1, Array((lines.joined(separator: "\n") + "\n").utf8))
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
    let document = try read(path) { try reading.pipeline.sentences($0, format: reading.format(of: path)) }
    var lines: [UInt8] = []
    for sentence in document.sentences { lines += document.utf8[sentence.range] + [0x0A] }
    _ = try writeAll(1, lines)
  }
}
