// Many tasks over one pipeline, as a run with --jobs has them; built with ThreadSanitizer by Tests/fuzz.sh.
import ChiDao
import FoundationEssentials

@main
struct Threads {
  static func main() async throws {
    let texts = try CommandLine.arguments.dropFirst().map { [UInt8](try Data(contentsOf: URL(filePath: $0))) }
    let records = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for round in 0..<40 {
        for text in texts { group.addTask { try Pipeline(toneStyle: round % 2 == 0 ? nil : .new).record(text, id: "-", path: "-") } }
      }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    guard records.count == texts.count * 2 || records.count == texts.count else { fatalError("\(records.count) different records of \(texts.count) texts") }
    print("threads: \(texts.count * 40) documents in parallel, \(records.count) different records, no race")
  }
}
