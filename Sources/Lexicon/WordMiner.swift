public import TextModel

/// Learns two-syllable words from unannotated articles, for the tables `openers` and `compounds`.
///
/// Both tables tell where a name ends. An opener ("Tuy nhiên") starts sentences in some articles and stands in lower case in many, so
/// its capital is no part of a name before it. A compound ("An ninh") is a word whose capital stands inside names, so its small second
/// syllable goes on with the name ("Cục An | ninh mạng"). What another table knows as a body, a position or an act is no compound: a
/// name ends before it.
public struct WordMiner: Sendable {
  private struct Pair: Hashable {
    var first: UInt64
    var second: UInt64
  }

  /// In how many articles a pair was seen, and in which one last.
  private struct Spread {
    var articles = 0
    var last = -1
    mutating func see(_ article: Int) {
      if last != article { (articles, last) = (articles + 1, article) }
    }
  }

  private struct Count {
    var openings = Spread()
    var inside = Spread()
    var small = Spread()
    var smallTimes = 0
    var surface = ""
  }

  private var pairs: [Pair: Count] = [:]
  /// How often a syllable is the first, or the second, of two small ones.
  private var firsts: [UInt64: Int] = [:]
  private var seconds: [UInt64: Int] = [:]
  private var articles = 0

  public init() {}

  /// Counts the pairs of an article with its sentences.
  public mutating func add(_ document: Document) {
    let tokens = document.tokens
    let article = articles
    var starts = Set<Int>()
    for sentence in document.sentences { starts.insert(sentence.tokens.lowerBound) }
    for index in tokens.indices.dropLast() {
      let (left, right) = (tokens[index], tokens[index + 1])
      guard left.kind == .word, right.kind == .word, !right.isCapitalized, right.spaceBefore, !right.lineStart else { continue }
      let pair = Pair(first: left.key, second: right.key)
      if !left.isCapitalized {
        update(pair, index, document) { count in
          count.small.see(article)
          count.smallTimes += 1
        }
        firsts[left.key, default: 0] += 1
        seconds[right.key, default: 0] += 1
      } else if !left.isAllCaps, !left.isSingle {
        if starts.contains(index) { update(pair, index, document) { $0.openings.see(article) } }
        if index > 0, tokens[index - 1].kind == .word, !left.lineStart { update(pair, index, document) { $0.inside.see(article) } }
      }
    }
    articles += 1
  }

  private mutating func update(_ pair: Pair, _ index: Int, _ document: Document, _ change: (inout Count) -> Void) {
    var count = pairs[pair, default: Count()]
    if count.surface.isEmpty { count.surface = document.lowercased(document.bytes(index..<index + 2)) }
    change(&count)
    pairs[pair] = count
  }

  /// The table of openers: words that start a sentence in three articles and stand in lower case in twelve.
  public var openers: String {
    table(pairs.values.filter { $0.openings.articles >= 3 && $0.small.articles >= 12 }.map { ($0.surface, $0.openings.articles) })
  }

  /// The table of compounds: inside a name in three articles and in lower case in six, at most three times as often at the start of a
  /// sentence; at least 3% of the small pairs that the first syllable starts are this word, and of those that the second one ends.
  public func compounds(lexicon: Lexicon) -> String {
    var rows: [(String, Int)] = []
    for (pair, count) in pairs where count.inside.articles >= 3 && count.small.articles >= 6 && count.inside.articles * 3 >= count.openings.articles {
      guard count.smallTimes * 100 >= 3 * max(firsts[pair.first] ?? 0, seconds[pair.second] ?? 0) else { continue }
      let tokens = tokenize(Array(count.surface.utf8))
      guard !lexicon.knows(tokens) else { continue }
      rows.append((count.surface.prefix(1).uppercased() + count.surface.dropFirst(), count.inside.articles))
    }
    return table(rows)
  }

  private func table(_ rows: [(String, Int)]) -> String {
    "surface\tarticles\n" + rows.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map { "\($0.0)\t\($0.1)\n" }.joined()
  }
}

/// What a name does not go on with.
private let otherKinds = Lexicon.Kinds(.body, .bodyHead, .documentType, .event, .honorific, .position)

extension Lexicon {
  /// The words are a row of their own of a table: a body, a position, an act.
  fileprivate func knows(_ tokens: [Token]) -> Bool {
    matches(in: tokens).at(0).contains { $0.end == tokens.count && otherKinds.contains($0.kind) }
  }
}
