import ArgumentParser
import ChiDao
import Evaluation
import FoundationEssentials
import Logging
import Output

enum FindingFormat: String, ExpressibleByArgument, CaseIterable { case text, json, junit, github }

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Lint a corpus, annotate it, compare with its gold and its least figures; exit 1 on a finding.",
    discussion: """
      DIR holds articles (.txt below it), NAME.json with gold beside NAME.txt where there is some, and check.json, which may be absent:

        {"least": {"entities": 0.94, "entities.PERSON": 0.9, "directives.match": 0.87},
         "allow": {"not-nfc": ["articles/old-encoding"], "mixed-tones": ["*"]}}

      least: figures (the names that evaluate prints) and the value under which the check fails; --record writes those of this run.
      allow: lints and the articles (path without .txt, or * for all) in which they are wanted.

      Lints: \(Lint.allCases.map { "\($0.rawValue) (\($0.explanation))" }.joined(separator: "; ")).
      """)
  @Argument(help: "The corpus.") var folder: String
  @Flag(help: "Write the figures of this run to check.json.") var record = false
  @Option(help: "text, json, junit (XML) or github (annotations of a pull request).") var format: FindingFormat = .text

  func run() throws {
    do {
      let result = try checked()
      let output =
        switch format {
        case .text: result.text
        case .json: try result.json()
        case .junit: result.junit
        case .github: result.github
        }
      _ = try writeAll(1, Array(output.utf8))
      if !result.findings.isEmpty { throw ExitCode(1) }
    } catch let error as ExitCode {
      throw error
    } catch {
      Logger(label: "chidao").error("\(error)")
      throw ExitCode(1)
    }
  }

  private func checked() throws -> CheckResult {
    let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let path = folder + "/check.json"
    var config = CheckConfig()
    if FileManager.default.fileExists(atPath: path) {
      do { config = try JSONDecoder().decode(CheckConfig.self, from: Data(contentsOf: URL(filePath: path))) } catch {
        throw CommandFailure(description: "\(path): \(describe(error))")
      }
    }
    for name in (config.allow ?? [:]).keys where Lint(rawValue: name) == nil { throw CommandFailure(description: "\(path): no lint \"\(name)\"") }
    guard status(of: Path(folder))?.kind == .folder else { throw CommandFailure(description: "\(folder): no such folder") }
    var articles = Intake([folder], format: .text, limit: defaultDocumentLimit)
    let gold = Set(try goldNames(folder))
    var result = CheckResult(folder: folder)
    var linter = Linter()
    var scores = Scores()
    while let next = articles.next() {
      let input: Input
      do { input = try next.get() } catch { throw CommandFailure(description: "\(error)") }
      // Gold stands beside texts; HTML pages are sources, not articles of a corpus.
      guard input.id.hasSuffix(".txt") else { continue }
      let name = String(input.id.dropLast(4))
      result.documents.append(name)
      var found: [Finding] = []
      do {
        let source = try input.read(limit: defaultDocumentLimit).source
        found = linter.article(source, file: input.id)
        if gold.contains(name) {
          let document = try readGold(folder, name)
          let wrong = linter.gold(document, file: name + ".json")
          found += wrong
          if document.spansOutside.isEmpty, let line = try? Pipeline().record(source, id: input.id, path: input.path.text) {
            scores.add(document, try Record(line: line))
          }
        }
      } catch let error as GoldError {
        found.append(Finding(rule: Lint.goldForm.rawValue, file: name + ".json", message: error.description))
      } catch let error as DocumentFailure {
        found.append(Finding(rule: Lint.encoding.rawValue, file: input.id, message: error.description))
      }
      result.findings += found.filter { finding in
        let allowed = config.allow?[finding.rule] ?? []
        return !allowed.contains("*") && !allowed.contains(name)
      }
    }
    if scores.documents > 0 { result.figures = scores.figures }
    if record {
      config.least = Dictionary(uniqueKeysWithValues: result.figures.map { ($0.name, ($0.value * 10_000).rounded() / 10_000) })
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try (encoder.encode(config) + Data([0x0A])).write(to: URL(filePath: path))
    }
    for (name, least) in (config.least ?? [:]).sorted(by: { $0.key < $1.key }) {
      let value = result.figures.first { $0.name == name }?.value
      result.thresholds.append(name)
      if value ?? 0 < least - 0.00005 {
        let now = value.map { "fell from \(fourDigits(least)) to \(fourDigits($0))" } ?? "is not measured any more"
        result.findings.append(Finding(rule: "regression", file: "check.json", message: "\(name) \(now)"))
      }
    }
    return result
  }
}

/// check.json.
struct CheckConfig: Codable {
  var least: [String: Double]?
  var allow: [String: [String]]?
}

/// What a check found, and its forms.
struct CheckResult {
  var folder: String
  var documents: [String] = []
  var thresholds: [String] = []
  var figures: [(name: String, value: Double)] = []
  var findings: [Finding] = []

  private func path(_ finding: Finding) -> String { "\(folder)/\(finding.file)" }

  var text: String {
    let width = figures.map(\.name.count).max() ?? 0
    let rows = figures.map { $0.name + String(repeating: " ", count: width - $0.name.count + 2) + fourDigits($0.value) }
    let lines = findings.map { finding in
      let place = [finding.line, finding.column].compactMap { $0.map { ":\($0)" } }.joined()
      return "\(path(finding))\(place): \(finding.rule): \(finding.message)"
    }
    let end = findings.isEmpty ? "\(documents.count) articles, nothing found" : "\(documents.count) articles, \(findings.count) findings"
    return (rows + lines + [end]).map { $0 + "\n" }.joined()
  }

  func json() throws -> String {
    struct Item: Encodable {
      var rule, file, message: String
      var line, column: Int?
    }
    struct Whole: Encodable {
      var documents: Int
      var figures: [String: Double]
      var findings: [Item]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let whole = Whole(
      documents: documents.count, figures: Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0.value) }),
      findings: findings.map { Item(rule: $0.rule, file: path($0), message: $0.message, line: $0.line, column: $0.column) })
    return String(decoding: try encoder.encode(whole), as: UTF8.self) + "\n"
  }

  /// One suite of the articles, one of the figures; a case for each, with what was found in it.
  var junit: String {
    func cases(_ suite: String, _ names: [String], _ belongs: (Finding, String) -> Bool) -> String {
      var failures = 0
      let cases = names.map { name in
        let own = findings.filter { belongs($0, name) }
        failures += own.isEmpty ? 0 : 1
        let body = own.map { finding in
          let place = finding.line.map { ":\($0)" } ?? ""
          return "      <failure type=\"\(xml(finding.rule))\" message=\"\(xml(finding.message))\">\(xml(path(finding)))\(place)</failure>\n"
        }
        return "    <testcase classname=\"\(suite)\" name=\"\(xml(name))\">\n\(body.joined())    </testcase>\n"
      }
      return "  <testsuite name=\"\(suite)\" tests=\"\(names.count)\" failures=\"\(failures)\">\n\(cases.joined())  </testsuite>\n"
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"chidao check\">\n"
      + cases("articles", documents) { finding, name in finding.file == name + ".txt" || finding.file == name + ".json" }
      + cases("figures", thresholds) { finding, name in finding.rule == "regression" && finding.message.hasPrefix(name + " ") } + "</testsuites>\n"
  }

  /// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
  var github: String {
    func data(_ text: String) -> String { text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A") }
    func property(_ text: String) -> String { data(text).replacing(":", with: "%3A").replacing(",", with: "%2C") }
    return findings.map { finding in
      let place = (finding.line.map { ",line=\($0)" } ?? "") + (finding.column.map { ",col=\($0)" } ?? "")
      return "::error file=\(property(path(finding)))\(place),title=\(property(finding.rule))::\(data(finding.message))\n"
    }.joined()
  }

  /// Text of an XML 1.0 document: markup escaped, characters that XML has no place for shown as U+FFFD.
  private func xml(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "\t", "\n", "\r": out.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
