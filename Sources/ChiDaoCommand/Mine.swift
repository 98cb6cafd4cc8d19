import ArgumentParser
import ChiDao
import FoundationEssentials
import Lexicon
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
    var miner = WordMiner()
    var articles = 0
    try reading.documents(paths) { document, pipeline, format in
      miner.add(try pipeline.sentences(document.source, format: format))
      articles += 1
      return true
    }
    for (name, table) in [("openers", miner.openers), ("compounds", miner.compounds(lexicon: .shared))] {
      guard try writeAll(1, Array("\(name): \(table.split(separator: "\n").count - 1) words of \(articles) articles\n".utf8)) else { return }
      if let write { try Data(table.utf8).write(to: URL(filePath: "\(write)/\(name).tsv")) }
    }
  }
}
