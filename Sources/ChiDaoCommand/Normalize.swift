import ArgumentParser
import Evaluation
import Logging
import Normalization

/// The first stage alone: text in, normal text out, or what had to be done to it.
struct Normalize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize",
    abstract: "Write the normalized text alone, count its repairs, or check that none is needed.",
    discussion: """
      With --report: one line a step, "FILE<tab>STEP<tab>COUNT", after "encoding", "confidence" and the tone style seen.
      With --check: nothing but what is not normal, on standard error; exit 1 when a text would change.
      """)
  @Argument(help: "Files, folders, or - for standard input.") var paths: [String] = ["-"]
  @OptionGroup var reading: Reading
  @Flag(help: "Write counts by step instead of the text.") var report = false
  @Flag(help: "Write nothing; exit 1 when a text is not UTF-8 in normal form.") var check = false

  func validate() throws {
    if report && check { throw ValidationError("--report and --check exclude each other") }
  }

  func run() throws {
    let log = Logger(label: "chidao")
    var isNormal = true
    try reading.documents(paths) { document, pipeline, format in
      var text = try normalize(document.source, encoding: pipeline.encoding, format: format)
      if let style = reading.toneStyle { text.rewriteTones(style) }
      for warning in text.warnings { log.warning("\(document.label): \(warning)") }
      if report { return try writeAll(1, Array(lines(text).map { "\(document.label)\t\($0)\n" }.joined().utf8)) }
      if check {
        let steps = (text.encoding == .utf8 ? [] : ["encoding \(text.encoding.rawValue)"]) + text.counts.map { "\($0.step) \($0.count)" }
        if !steps.isEmpty {
          isNormal = false
          log.error("\(document.label): not normal: \(steps.joined(separator: ", "))")
        }
        return true
      }
      // Texts of a JSONL file do not run into each other.
      return try writeAll(1, text.utf8 + (document.line != nil && text.utf8.last != 0x0A ? [0x0A] : []))
    }
    if !isNormal { throw ExitCode(1) }
  }

  private func lines(_ text: NormalizedText) -> [String] {
    let tones = toneCounts(text.utf8)
    let seen = [("tone_style_old", tones.old), ("tone_style_new", tones.new)].filter { $0.1 > 0 }
    return ["encoding\t\(text.encoding.rawValue)", "confidence\t\(fourDigits(text.encodingConfidence))"]
      + (seen + text.counts.map { ($0.step, $0.count) }).map { "\($0.0)\t\($0.1)" }
  }
}
