import ArgumentParser
import ChiDao
import FoundationEssentials
import Logging
import Normalization
import Output

extension ToneStyle: ExpressibleByArgument {}
extension TextEncoding: ExpressibleByArgument {}
extension OffsetUnit: ExpressibleByArgument {}

/// How input is read, the same for every command that takes texts.
struct Reading: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case auto, text, html, jsonl }
  @Option(help: "How bytes are read; found in each text when left out. viqr is never guessed.") var encoding: TextEncoding?
  @Option(help: "What the input is; auto goes by the ending: .html and .htm, .jsonl, all else text.") var inputFormat: Format = .auto
  @Option(help: "Move tone marks to the old (hòa) or new (hoà) place; left as found otherwise.") var toneStyle: ToneStyle?

  var pipeline: Pipeline { Pipeline(toneStyle: toneStyle, encoding: encoding) }

  func format(of path: String) -> InputFormat {
    switch inputFormat {
    case .text: .text
    case .html: .html
    case .auto, .jsonl: [".html", ".htm"].contains { Array(path.utf8).hasEnding($0) } ? .html : .text
    }
  }
}

extension Reading {
  /// Reads documents one by one, with the pipeline and the form for each, until `body` answers false. One that cannot be read is
  /// named and the others are read; the exit code is then 1.
  func documents(_ paths: [String], _ body: (ReadDocument, Pipeline, InputFormat) throws -> Bool) throws {
    try logged { problem in
      var intake = Intake(paths, format: inputFormat, limit: defaultDocumentLimit)
      while let input = intake.next() {
        do {
          let document = try input.get().read(limit: defaultDocumentLimit)
          var pipeline = pipeline
          if document.isText { pipeline.encoding = .utf8 }
          do {
            guard try body(document, pipeline, document.isText ? .text : format(of: document.path)) else { return }
          } catch let error as NormalizationError { throw document.failure(error) }
        } catch let failure as DocumentFailure { problem("\(failure)") }
      }
    }
  }
}

struct Annotate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Annotate articles: one JSON record a line.",
    discussion: """
      The same input gives the same bytes, whatever --jobs is. A document that cannot be read is named with the byte and the cause, and the run goes on.

      EXAMPLES
        chidao annotate articles/ -o records.jsonl
        chidao annotate corpus.jsonl --errors failed.jsonl | gzip > records.jsonl.gz
        chidao annotate archive/ --output-dir records/ --resume
        pdftotext decree.pdf - | chidao annotate -
      """)

  @Argument(
    help: "Files, folders (all .txt and .html files below; .jsonl ones with --input-format jsonl; no links to folders), or - for standard input.",
    completion: .file())
  var paths: [String]
  @Option(name: .shortAndLong, help: "Write the records to this file, whole or not at all, instead of standard output.", completion: .file())
  var output: String?
  @Option(help: "Write the records to files in this folder, with manifests; such a run can be resumed.", completion: .directory) var outputDir: String?
  @Option(help: "How many records a file in --output-dir has.") var shardSize = 10_000
  @Flag(help: "Go on with a run that was stopped: what --output-dir holds is kept, unless its input or the program has changed.") var resume = false
  @Option(help: "Write a JSON line for each document that failed: path, line, offset, cause.", completion: .file()) var errors: String?
  @OptionGroup var reading: Reading
  @Option(help: "What start and end count in the record's text.") var offsetUnit = OffsetUnit.codePoint
  @Option(help: "The most bytes that one document (a file, a line of JSONL) may have.") var maxDocumentBytes = defaultDocumentLimit
  @Option(help: "How many documents are worked on at once.") var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var telling: Telling

  func validate() throws {
    guard (1...4096).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 4096") }
    guard maxDocumentBytes >= 1 else { throw ValidationError("--max-document-bytes takes a number of 1 or more") }
    guard shardSize >= 1 else { throw ValidationError("--shard-size takes a number of 1 or more") }
    if paths.isEmpty { throw ValidationError("name a file, a folder or -") }
    if output != nil && outputDir != nil { throw ValidationError("--output and --output-dir exclude each other") }
    if resume && outputDir == nil { throw ValidationError("--resume goes with --output-dir") }
  }

  func run() async throws {
    var log = Logger(label: "chidao")
    if telling.quiet { log.logLevel = .error }
    StopSignal.listen()
    do {
      let shards = try outputDir.map { try Shards($0, size: shardSize, program: program, resume: resume, log: log) }
      do { try await annotate(into: shards, shards == nil ? outlet(output) : nil, log) } catch let error as CommandFailure {
        log.error("\(error)")
        shards?.abandon()
        if shards != nil { log.notice("what is done is kept; go on with: \(resumingCommand)") }
        throw ExitCode(1)
      }
    } catch let error as CommandFailure {
      log.error("\(error)")
      throw ExitCode(1)
    }
  }

  private func annotate(into shards: Shards?, _ outlet: (any Outlet)?, _ log: Logger) async throws {
    var failures = try Failures(errors, log)
    var ids = Set<UInt64>()
    var intake = Intake(paths, format: reading.inputFormat, limit: maxDocumentBytes)
    var pipeline = reading.pipeline
    pipeline.offsetUnit = offsetUnit
    let annotator = Annotator(pipeline: pipeline, reading: reading, limit: maxDocumentBytes, held: shards?.held)
    let progress = Progress(telling, of: paths, format: reading.inputFormat)
    try await inOrder(&intake, jobs: jobs) {
      $0.flatMap { annotator.annotate($0) }
    } receive: { answer in
      do {
        var answer = try answer.get()
        if let line = answer.document.line, !ids.insert(answer.idKey).inserted {
          throw DocumentFailure(path: answer.document.file, line: line, cause: "\"id\" stood before: \(answer.document.id)")
        }
        progress.add(bytes: answer.size)
        if let input = answer.heldInput {
          if shards?.keep(answer) == true { return true }
          answer = try annotator.annotate(input, using: nil).get()
        }
        try shards?.write(answer)
        return try outlet?.write(answer.record) ?? true
      } catch let failure as DocumentFailure {
        progress.addFailure()
        try failures.add(failure)
        return true
      }
    }
    progress.finish()
    if StopSignal.isSet {
      try shards?.commit()
      let onward = shards != nil ? "; go on with: \(resumingCommand)" : output.map { "; \(printable($0)) was not written; --output-dir can be resumed" } ?? ""
      log.error("stopped by \(StopSignal.name)\(onward)")
      throw ExitCode(128 + StopSignal.number)
    }
    try outlet?.finish()
    try shards?.finish(allWasRead: failures.readErrors == 0)
    if let shards { log.notice("\(shards.written) records written, \(shards.kept) kept, \(shards.removed) removed; \(failures.count) documents failed") }
    if failures.count > 0 { throw ExitCode(1) }
  }

  private var program: Program {
    Program(options: [
      "encoding": reading.encoding?.rawValue ?? "auto", "input_format": reading.inputFormat.rawValue, "offset_unit": offsetUnit.rawValue,
      "tone_style": reading.toneStyle?.rawValue ?? "kept",
    ])
  }

  /// This command line, as a shell takes it, with --resume.
  private var resumingCommand: String {
    let words = CommandLine.arguments + (resume ? [] : ["--resume"])
    return words.map { word in
      let isPlain = word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789/._-+=:,@%".unicodeScalars.contains($0) }
      return isPlain && !word.isEmpty ? word : "'" + printable(word).replacing("'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }
}
