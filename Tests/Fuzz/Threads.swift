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
      var different: Set<[UInt8]> = []
      for try await record in group { different.insert(record) }
      return different
    }
    // Two styles of tones: each article has one record, or two where a tone moves.
    guard texts.count...texts.count * 2 ~= records.count else { fatalError("\(records.count) different records of \(texts.count) texts") }
    print("threads: \(texts.count * 40) documents in parallel, \(records.count) different records, no race")
  }
}
