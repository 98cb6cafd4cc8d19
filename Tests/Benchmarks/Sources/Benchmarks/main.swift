// Each stage over the articles of the corpus, 20 times, on one core. What each stage finds is checked before it is timed.
import Benchmark
import ChiDao
import FoundationEssentials
import Lexicon
import Normalization
import TextModel

let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../Corpus/articles").path
let names = try FileManager.default.contentsOfDirectory(atPath: corpus).filter { $0.hasSuffix(".txt") }.sorted()
let articles = try names.map { [UInt8](try Data(contentsOf: URL(filePath: corpus + "/" + $0))) }
let sample = [[UInt8]](repeatElement(articles, count: 20).joined())
let megabytes = Double(sample.map(\.count).reduce(0, +)) / 1e6

let pipeline = Pipeline()
let texts = try sample.map { try normalize($0).utf8 }
let tokens = texts.map { tokenize($0) }

/// What the corpus is known to hold; `Corpus/expected.jsonl` has it in full.
let expected = String(decoding: try Data(contentsOf: URL(filePath: corpus + "/../expected.jsonl")), as: UTF8.self)
let records = try zip(articles, names).map { String(decoding: try pipeline.record($0, id: $1, path: $1), as: UTF8.self) }
precondition(
  records.count == 35
    && records.allSatisfy { record in
      // All that follows the source's description, which names a path.
      guard let start = record.range(of: "\"offset_unit\"") else { return false }
      return expected.contains(record[start.lowerBound...].dropLast())
    }, "a record is not the one that Corpus/expected.jsonl has")
precondition(zip(tokens, texts).allSatisfy { zip($0, $0.dropFirst()).allSatisfy { $0.end <= $1.start } && Int($0.last!.end) <= $1.count })

print("\(sample.count) articles, \((megabytes * 100).rounded() / 100) MB; divide by a time for MB/s")
benchmark("normalize") { for source in sample { _ = try! normalize(source) } }
benchmark("tokenize") { for text in texts { _ = tokenize(text) } }
benchmark("match tables") { for list in tokens { _ = pipeline.lexicon.matches(in: list) } }
benchmark("annotate") { for source in sample { _ = try! pipeline.annotate(source) } }
benchmark("annotate and write") { for (index, source) in sample.enumerated() { _ = try! pipeline.record(source, id: names[index % names.count], path: "") } }
Benchmark.main()
