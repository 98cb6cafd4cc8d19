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
            let annotations = try export.document(record)
            let name = try folder.name(record.doc_id)
            try folder.write(name + ".txt", record.text)
            try folder.write(name + ".ann", annotations)
          } catch let error as CommandFailure { problem("\(error)") }
        }
        return
      }
      let outlet = try outlet(output)
      var isFirst = true
      var isOpen = try outlet.write(Array(export.head.utf8))
      try readRecords(records, problem: problem) { record in
        guard isOpen else { return }
        isOpen = try outlet.write(Array(((isFirst ? "" : export.separator) + export.document(record)).utf8))
        isFirst = false
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
        var number = 0
        try readElements(file) { element in
          number += 1
          try take("\(file): task \(number)") { try Markup(labelStudio: element) }
        }
      case .brat:
        var walk = FolderWalk(Path(file)) { $0.hasEnding(".ann") }
        var isEmpty = true
        while let step = walk.next() {
          isEmpty = false
          switch step {
          case .failure(let path, let cause): problem("\(Path(file).appending(path).text): \(cause)")
          case .file(let path, _):
            let name = String(Path(path).text.dropLast(4))
            func text(_ ending: String) throws -> String {
              let path = Path(file).appending(Array((name + ending).utf8))
              let bytes = try readDocument(path, limit: defaultDocumentLimit)
              guard let text = String(validating: bytes, as: UTF8.self) else { throw CommandFailure(description: "\(name)\(ending): not UTF-8") }
              return text
            }
            try take(file) { try Markup(brat: text(".ann"), text: text(".txt"), id: name) }
          }
        }
        if isEmpty { problem("\(file): no .ann files") }
      }
    }
  }
}

/// Hands over the elements of the JSON array that a file is (or "-", standard input), one by one.
private func readElements(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
  do {
    let file = try OpenFile(Path(path), anyKind: true)
    defer { if file.descriptor != 0 { closeFile(file.descriptor) } }
    var elements = JSONElements()
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    while case let count = try file.read(into: &buffer), count > 0 {
      for element in try elements.feed(Array(buffer[..<count])) { try body(element) }
    }
    try elements.finish()
  } catch {
    throw CommandFailure(description: "\(printable(path)): \(error)")
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
    try makeFolder(path)
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
