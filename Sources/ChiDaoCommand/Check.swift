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
      do { config = try CheckConfig(readDocument(Path(path), limit: defaultDocumentLimit)) } catch let error as DocumentFailure { throw error } catch {
        throw CommandFailure(description: "\(path): \(describe(error))")
      }
    }
    for name in (config.allow ?? [:]).keys where Lint(rawValue: name) == nil { throw CommandFailure(description: "\(path): no lint \"\(name)\"") }
    let files = try GoldFolder(folder)
    if files.articles.isEmpty, files.failures.isEmpty { throw CommandFailure(description: "\(folder): no .txt files in this folder") }
    var result = CheckResult(folder: folder)
    var linter = Linter()
    var scores = Scores()
    var found = files.failures.map { Finding(rule: Lint.unreadable.rawValue, file: $0.file, message: $0.cause) }
    for name in files.gold.subtracting(files.articles).subtracting(["check"]).sorted() {
      found.append(Finding(rule: Lint.goldName.rawValue, file: name + ".json", message: "no \(name).txt"))
    }
    for name in files.articles {
      result.documents.append(name)
      do {
        let source = try files.read(name + ".txt")
        found += linter.article(source, file: name + ".txt")
        guard files.gold.contains(name) else { continue }
        let document = try GoldDocument(name: name, text: source, json: files.read(name + ".json"))
        found += linter.gold(document)
        if document.spansOutside.isEmpty, let line = try? Pipeline().record(source, id: name + ".txt", path: "\(folder)/\(name).txt") {
          scores.add(document, try Record(line: line))
        }
      } catch let error as GoldError {
        found.append(Finding(rule: Lint.goldForm.rawValue, file: name + ".json", message: error.description))
      } catch let error as DocumentFailure {
        found.append(Finding(rule: Lint.unreadable.rawValue, file: name + (error.path.hasSuffix(".json") ? ".json" : ".txt"), message: error.cause))
      }
    }
    result.findings = found.filter { finding in
      let allowed = config.allow?[finding.rule] ?? []
      return !allowed.contains("*") && !allowed.contains(CheckResult.name(finding))
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

  init() {}

  /// From the file's bytes; a key that is none of these two is refused.
  init(_ json: [UInt8]) throws {
    struct Anything: Decodable {}
    let decoder = JSONDecoder()
    self = try decoder.decode(CheckConfig.self, from: Data(json))
    let unknown = try decoder.decode([String: Anything].self, from: Data(json)).keys.filter { !["allow", "least"].contains($0) }.min()
    if let unknown { throw CommandFailure(description: "no key \"\(unknown)\": it has \"allow\" and \"least\"") }
  }
}

/// What a check found, and its forms.
struct CheckResult {
  var folder: String
  var documents: [String] = []
  var thresholds: [String] = []
  var figures: [(name: String, value: Double)] = []
  var findings: [Finding] = []

  private func path(_ finding: Finding) -> String { "\(folder)/\(finding.file)" }

  /// The article that a finding is about.
  static func name(_ finding: Finding) -> String {
    let ending = [".txt", ".json"].first { finding.file.hasSuffix($0) } ?? ""
    return String(finding.file.dropLast(ending.count))
  }

  var text: String {
    let width = figures.map(\.name.count).max() ?? 0
    let rows = figures.map { $0.name + String(repeating: " ", count: width - $0.name.count + 2) + fourDigits($0.value) }
    let lines = findings.map { finding in
      let place = [finding.line, finding.column].compactMap { $0.map { ":\($0)" } }.joined()
      return printable("\(path(finding))\(place): \(finding.rule): \(finding.message)")
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
    let others = Set(findings.filter { $0.rule != "regression" }.map(Self.name)).subtracting(documents).sorted()
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"chidao check\">\n"
      + cases("articles", documents + others) { finding, name in finding.rule != "regression" && Self.name(finding) == name }
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
