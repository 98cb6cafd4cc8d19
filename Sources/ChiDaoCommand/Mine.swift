import ArgumentParser
import ChiDao
import FoundationEssentials
import Lexicon
import Logging
import Normalization

struct Mine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mine-words", abstract: "Learn the tables of two-syllable words from articles.",
    discussion: "Counts words over unannotated articles and prints how many each table gets; --write replaces openers.tsv and compounds.tsv.",
    shouldDisplay: false)
  @Argument(help: "Files or folders of articles.") var paths: [String]
  @OptionGroup var reading: Reading
  @Option(help: "The folder of tables to write to.") var write: String?

  func run() throws {
    let log = Logger(label: "chidao")
    var miner = WordMiner()
    var articles = 0
    var hasFailed = false
    var intake = Intake(paths, format: reading.inputFormat, limit: defaultDocumentLimit)
    var pipeline = Pipeline(toneStyle: reading.toneStyle, encoding: reading.encoding)
    while let input = intake.next() {
      do {
        let document = try input.get().read(limit: defaultDocumentLimit)
        pipeline.encoding = document.isText ? .utf8 : reading.encoding
        miner.add(try pipeline.sentences(document.source, format: document.isText ? .text : reading.format(of: document.path)))
        articles += 1
      } catch {
        hasFailed = true
        log.error("\((try? input.get()).map { printable($0.path.text) + ": " } ?? "")\(error)")
      }
    }
    for (name, table) in [("openers", miner.openers), ("compounds", miner.compounds(lexicon: .shared))] {
      guard try writeAll(1, Array("\(name): \(table.split(separator: "\n").count - 1) words of \(articles) articles\n".utf8)) else { return }
      if let write { try Data(table.utf8).write(to: URL(filePath: "\(write)/\(name).tsv")) }
    }
    if hasFailed { throw ExitCode(1) }
  }
}
