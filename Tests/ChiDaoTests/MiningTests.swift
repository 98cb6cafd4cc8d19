import ChiDao
import Lexicon
import Testing

private func miner(_ articles: [String]) throws -> WordMiner {
  var miner = WordMiner()
  for article in articles { miner.add(try Pipeline().sentences(Array(article.utf8))) }
  return miner
}

@Test func `a word that opens sentences and stands in lower case is an opener, one inside names a compound`() throws {
  let opened = "Tuy nhiên, việc này còn chậm.\n"
  let small = "Việc này tuy nhiên còn chậm, an ninh và bộ trưởng thì không.\n"
  let named = "Hôm qua, Cục An ninh và ông Bộ trưởng họp.\n"
  let words = try miner(Array(repeating: opened + small + named, count: 3) + Array(repeating: small, count: 9))
  #expect(words.openers == "surface\tarticles\ntuy nhiên\t3\n")
  // "Bộ trưởng" stands there as often, but is a position.
  #expect(words.compounds(lexicon: .shared) == "surface\tarticles\nAn ninh\t3\n")
  let fewer = try miner(Array(repeating: opened + small + named, count: 2) + Array(repeating: small, count: 9))
  #expect(fewer.openers == "surface\tarticles\n" && fewer.compounds(lexicon: .shared) == "surface\tarticles\n")
}

@Test(.enabled(if: !realArticles.isEmpty)) func `the articles give the tables that are committed`() throws {
  let tables = root + "/Sources/LexiconData/tables"
  let run = try shell(
    "$chidao mine-words \(root)/../shared/data/articles --write . && cmp openers.tsv \(tables)/openers.tsv && cmp compounds.tsv \(tables)/compounds.tsv")
  #expect(run.code == 0, "\(run.errors)\(run.output) learn them again: chidao mine-words ARTICLES --write Sources/LexiconData/tables")
}
