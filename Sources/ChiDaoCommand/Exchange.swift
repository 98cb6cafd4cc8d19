import ArgumentParser
import Evaluation
import Exchange
import FoundationEssentials
import Logging
import Output

extension ExportFormat: ExpressibleByArgument {}
enum ImportFormat: String, ExpressibleByArgument, CaseIterable { case doccano, labelStudio = "label-studio", brat }

struct ExportRecords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write records for a review tool, a spreadsheet or a trainer.",
    discussion: """
      doccano        JSONL; a sequence labelling project with overlapping spans and relations; offsets in UTF-16 units
      label-studio   JSON array of tasks with predictions
      prodigy        JSONL with tokens, spans and relations
      brat           a folder (-o DIR) of NAME.txt, NAME.ann and annotation.conf
      w3c            Web Annotation, one AnnotationPage a line
      conll          BIO over syllables: token, outermost entities, three nested layers, force of the directive
      csv            directives, one a row, safe to open in a spreadsheet

      chidao annotate folder | chidao export - --to doccano -o review.jsonl
      """)
  @Argument(help: "Records, one a line; - for standard input.") var records: String = "-"
  @Option(help: ArgumentHelp("\(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format")) var to: ExportFormat
  @Option(name: .shortAndLong, help: "Write here instead of standard output; a folder for brat.") var output: String?
  @Flag(help: "doccano: count grapheme clusters, for a project in grapheme mode.") var graphemes = false

  func validate() throws {
    if to == .brat, output == nil { throw ValidationError("brat keeps each document in files of its own: say -o DIR") }
    if graphemes, to != .doccano { throw ValidationError("--graphemes goes with --to doccano") }
  }

  func run() throws {
    try logged { problem in
      let export = Export(to, graphemes: graphemes)
      if let output, to == .brat {
        var folder = try DocumentFolder(output)
        try folder.write("annotation.conf", Brat.configuration)
        try readRecords(records, problem: problem) { record in
          do {
            let name = try folder.name(record.doc_id)
            try folder.write(name + ".txt", record.text)
            try folder.write(name + ".ann", export.document(record))
          } catch let error as CommandFailure { problem("\(error)") }
        }
        return
      }
      let outlet = try outlet(output)
      var isFirst = true
      var isOpen = try outlet.write(Array(export.head.utf8))
      try readRecords(records, problem: problem) { record in
        guard isOpen else { return }
        do {
          isOpen = try outlet.write(Array(((isFirst ? "" : export.separator) + export.document(record)).utf8))
          isFirst = false
        } catch let error as RecordError { problem("\(records): \(error)") }
      }
      if isOpen { _ = try outlet.write(Array(export.foot.utf8)) }
      try outlet.finish()
    }
  }
}

struct ImportGold: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Turn what reviewers corrected into gold: NAME.txt with NAME.json.",
    discussion: """
      FILE is doccano's JSONL export, Label Studio's JSON export, or a folder of brat's NAME.txt with NAME.ann.
      The gold is what evaluate and check read.

      chidao import reviewed.json --from label-studio -o gold
      """)
  @Argument(help: "The tool's export.") var file: String
  @Option(help: ArgumentHelp("\(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format")) var from: ImportFormat
  @Option(name: .shortAndLong, help: "Folder for the gold.") var output: String
  @Flag(help: "doccano: offsets count grapheme clusters.") var graphemes = false

  func run() throws {
    try logged { problem in
      var folder = try DocumentFolder(output)
      func take(_ place: String, _ markup: () throws -> Markup?) throws {
        do {
          guard let markup = try markup() else {
            Logger(label: "chidao").notice("\(place): not annotated, passed over")
            return
          }
          let name = try folder.name(markup.id)
          try folder.write(name + ".txt", markup.text)
          var gold = markup.gold
          gold.id = name
          try folder.write(name + ".json", String(decoding: gold.encoded(), as: UTF8.self))
        } catch let error as ExchangeError { problem("\(place): \(error)") } catch let error as CommandFailure { problem("\(place): \(error)") } catch let error
          as DocumentFailure
        {
          problem("\(error)")
        }
      }
      switch from {
      case .doccano:
        try readLines(file) { line, number in
          try take("\(file): line \(number)") { try Markup(doccano: line, graphemes: graphemes) }
        }
      case .labelStudio:
        let tool = try OpenFile(Path(file), anyKind: true)
        defer { if tool.descriptor != 0 { closeFile(tool.descriptor) } }
        var elements = JSONElements()
        var number = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        while true {
          let count = try tool.read(into: &buffer)
          if count == 0 { break }
          for element in try elements.feed(Array(buffer[..<count])) {
            number += 1
            try take("\(file): task \(number)") { try Markup(labelStudio: element) }
          }
        }
        try elements.finish()
      case .brat:
        let paths = try FileManager.default.subpathsOfDirectory(atPath: file).filter { $0.hasSuffix(".ann") }.sorted()
        if paths.isEmpty { throw CommandFailure(description: "\(file): no .ann files") }
        for path in paths {
          let name = String(path.dropLast(4))
          func text(_ path: String) throws -> String {
            let bytes = try readDocument(Path(file).appending(Array(path.utf8)), limit: defaultDocumentLimit)
            guard let text = String(validating: bytes, as: UTF8.self) else { throw CommandFailure(description: "\(path): not UTF-8") }
            return text
          }
          try take(file) { try Markup(brat: text(path), text: text(name + ".txt"), id: name) }
        }
      }
    }
  }
}

/// Runs a command that goes on after a bad document: problems are logged, and the exit code is 1 if there was one.
func logged(_ body: (_ problem: (String) -> Void) throws -> Void) throws {
  let log = Logger(label: "chidao")
  var problems = 0
  func problem(_ text: String) {
    problems += 1
    log.error("\(text)")
  }
  do { try body(problem) } catch { problem("\(error)") }
  if problems > 0 { throw ExitCode(1) }
}

/// A folder that documents are written to, each under its id; neither an id nor a link leads out of the folder.
struct DocumentFolder {
  private var path: String
  private var names: Set<String> = []

  init(_ path: String) throws {
    self.path = path
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw CommandFailure(description: "\(path): cannot be made: \(error)")
    }
  }

  /// The id's path without .txt; parts that would lead elsewhere (empty, "..", hidden) are taken off or shown.
  mutating func name(_ id: String) throws -> String {
    let parts = id.split(separator: "/").filter { $0 != "." && $0 != ".." }.map { part in
      String(part.unicodeScalars.map { $0.value < 0x20 ? "_" : Character($0) })
    }.map { $0.hasPrefix(".") ? "_" + $0 : $0 }
    var name = parts.joined(separator: "/")
    if name.hasSuffix(".txt") { name.removeLast(4) }
    if name.isEmpty || name.hasSuffix("/") || name == "-" { name = "document" }
    guard names.insert(name).inserted else { throw CommandFailure(description: "\(id): another document has this name; it was not written") }
    return name
  }

  func write(_ name: String, _ text: String) throws {
    do {
      let parts = name.split(separator: "/").map(String.init)
      let folder = try openFolder(path, below: parts.dropLast())
      defer { closeFile(folder) }
      try writeFile(parts[parts.count - 1], in: folder, Array(text.utf8))
    } catch {
      throw CommandFailure(description: "\(path)/\(name): cannot be written: \(error)")
    }
  }
}
