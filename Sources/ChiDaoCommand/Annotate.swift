import ArgumentParser
import ChiDao
import FoundationEssentials
import Logging
import Normalization

extension ToneStyle: ExpressibleByArgument {}
extension TextEncoding: ExpressibleByArgument {}

/// How input is read, the same for every command that takes texts.
struct Reading: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case auto, text, html }
  @Option(help: "How bytes are read; found in each text when left out. viqr is never guessed.") var encoding: TextEncoding?
  @Option(help: "What the input is; auto goes by the ending .html or .htm.") var inputFormat: Format = .auto
  @Option(help: "Move tone marks to the old (hòa) or new (hoà) place; left as found otherwise.") var toneStyle: ToneStyle?

  var pipeline: Pipeline { Pipeline(toneStyle: toneStyle, encoding: encoding) }

  func format(of path: String) -> InputFormat {
    switch inputFormat {
    case .text: .text
    case .html: .html
    case .auto: path.lowercased().hasSuffix(".html") || path.lowercased().hasSuffix(".htm") ? .html : .text
    }
  }
}

struct Annotate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Annotate articles: one JSON record a line.")

  @Argument(help: "Files, folders (all .txt and .html files below), or - for standard input.") var paths: [String]
  @Option(name: .shortAndLong, help: "Write the records here instead of standard output.") var output: String?
  @OptionGroup var reading: Reading
  @Option(help: "How many documents are worked on at once.") var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs takes a number of 1 or more") }
    if paths.isEmpty { throw ValidationError("name a file, a folder or -") }
  }

  func run() async throws {
    let log = Logger(label: "chidao")
    let inputs: [Input]
    do { inputs = try ChiDaoCommand.inputs(paths) } catch {
      log.error("\(error)")
      throw ExitCode(1)
    }
    let descriptor = try output.map(openForWriting) ?? 1
    defer { if output != nil { closeFile(descriptor) } }
    var failures = 0
    let (reading, pipeline) = (reading, reading.pipeline)
    try await inOrder(inputs, jobs: jobs) { input in
      Result { try pipeline.record(readInput(input), id: input.id, path: input.path, format: reading.format(of: input.path)) }
    } receive: { input, result in
      switch result {
      case .success(let record): return try writeAll(descriptor, record)
      case .failure(let error):
        failures += 1
        log.error("\(input.path): \(error)")
        return true
      }
    }
    if failures > 0 { throw ExitCode(1) }
  }
}

/// Works on `jobs` batches at once and hands the results over in input order; reads at most a few batches ahead, so
/// memory does not grow with the number of inputs. `receive` answers false to stop early.
func inOrder<Result: Sendable>(
  _ inputs: [Input], jobs: Int, work: @escaping @Sendable (Input) -> Result,
  receive: (Input, Result) throws -> Bool
) async throws {
  let size = 16
  let starts = Array(stride(from: 0, to: inputs.count, by: size))
  try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
    var next = 0
    var waiting: [Int: [Result]] = [:]
    var due = 0
    func start() {
      guard next < starts.count, next < due + jobs * 4 else { return }
      let batch = next
      let slice = Array(inputs[starts[batch]..<min(starts[batch] + size, inputs.count)])
      group.addTask { (batch, slice.map(work)) }
      next += 1
    }
    for _ in 0..<jobs { start() }
    while let (batch, results) = try await group.next() {
      waiting[batch] = results
      while let ready = waiting.removeValue(forKey: due) {
        for (offset, result) in ready.enumerated() {
          if try !receive(inputs[starts[due] + offset], result) {
            group.cancelAll()
            return
          }
        }
        due += 1
      }
      start()
      if next - due < jobs { start() }
    }
  }
}
