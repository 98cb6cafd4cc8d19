import ArgumentParser
import ChiDao
import FoundationEssentials
import Logging
import Normalization

extension ToneStyle: ExpressibleByArgument {}
extension TextEncoding: ExpressibleByArgument {}

/// How input is read, the same for every command that takes texts.
struct Reading: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case auto, text, html, jsonl }
  @Option(help: "How bytes are read; found in each text when left out. viqr is never guessed.") var encoding: TextEncoding?
  @Option(help: "What the input is; auto goes by the ending: .html and .htm, .jsonl, all else text.") var inputFormat: Format = .auto
  @Option(help: "Move tone marks to the old (hòa) or new (hoà) place; left as found otherwise.") var toneStyle: ToneStyle?

  var pipeline: Pipeline { Pipeline(toneStyle: toneStyle, encoding: encoding) }

  func format(of path: String) -> InputFormat {
    switch inputFormat {
    case .text, .jsonl: .text
    case .html: .html
    case .auto: path.lowercased().hasSuffix(".html") || path.lowercased().hasSuffix(".htm") ? .html : .text
    }
  }
}

struct Annotate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Annotate articles: one JSON record a line.")

  @Argument(help: "Files, folders (all .txt and .html files below; .jsonl ones with --input-format jsonl), or - for standard input.") var paths: [String]
  @Option(name: .shortAndLong, help: "Write the records to this file, whole or not at all, instead of standard output.") var output: String?
  @Option(help: "Write a JSON line for each document that failed: path, line, offset, cause.") var errors: String?
  @OptionGroup var reading: Reading
  @Option(help: "The most bytes that one document (a file, a line of JSONL) may have.") var maxDocumentBytes = defaultDocumentLimit
  @Option(help: "How many documents are worked on at once.") var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs takes a number of 1 or more") }
    guard maxDocumentBytes >= 1 else { throw ValidationError("--max-document-bytes takes a number of 1 or more") }
    if paths.isEmpty { throw ValidationError("name a file, a folder or -") }
  }

  func run() async throws {
    let log = Logger(label: "chidao")
    StopSignal.listen()
    do {
      var outlet = try outlet(output)
      var failures = try Failures(errors, log)
      var ids = Set<UInt64>()
      let annotator = Annotator(reading: reading, limit: maxDocumentBytes)
      var intake = Intake(paths, format: reading.inputFormat, limit: maxDocumentBytes)
      try await inOrder(&intake, jobs: jobs) { $0.flatMap(annotator.annotate) } receive: { answer in
        switch answer {
        case .success(let annotated):
          let document = annotated.document
          if document.line != nil, !ids.insert(annotated.idKey).inserted {
            try failures.add(DocumentFailure(path: document.file, line: document.line, cause: "\"id\" stood before: \(document.id)"))
            return true
          }
          return try outlet.write(annotated.record)
        case .failure(let failure):
          try failures.add(failure)
          return true
        }
      }
      if StopSignal.isSet {
        log.error("stopped by \(StopSignal.name)")
        throw ExitCode(128 + StopSignal.number)
      }
      try outlet.finish()
      if failures.count > 0 { throw ExitCode(1) }
    } catch let error as CommandFailure {
      log.error("\(error)")
      throw ExitCode(1)
    }
  }
}
