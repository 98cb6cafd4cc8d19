import FoundationEssentials
import Logging

/// The documents that failed: each is named on standard error and, where asked for, in a JSONL file.
struct Failures {
  private(set) var count = 0
  private(set) var readErrors = 0
  private let log: Logger
  private let descriptor: Int32?
  private let path: String
  private let encoder = JSONEncoder()

  init(_ path: String?, _ log: Logger) throws {
    self.log = log
    self.path = path ?? ""
    descriptor = try path.map { try openOutput($0, truncating: true) }
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  mutating func add(_ failure: DocumentFailure) throws {
    count += 1
    if failure.isReadError { readErrors += 1 }
    log.error("\(failure)")
    guard let descriptor else { return }
    do { _ = try writeAll(descriptor, encoder.encode(failure) + [0x0A]) } catch {
      throw CommandFailure(description: "\(printable(path)): \(error)")
    }
  }
}
