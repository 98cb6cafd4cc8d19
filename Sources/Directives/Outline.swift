internal import Lexicon
internal import TextModel

/// The words around a place with one word for each outermost entity, so that what stands around a name is seen whatever its length:
/// "yêu cầu | organization | khẩn trương".
struct Outline {
  /// Three words before the place and four from it on; 0 where the article ends.
  private var keys = InlineArray<7, UInt64>(repeating: 0)
  /// Where each starts.
  private var starts = InlineArray<7, Int>(repeating: 0)

  static let names = Dictionary(uniqueKeysWithValues: EntityType.allCases.map { ($0, $0.rawValue.lowercased().filter { $0 != "_" }) })
  private static let nameKeys = EntityType.allCases.map { (type: $0, key: tokenize(Array(names[$0]!.utf8))[0].key) }

  /// Around the word at `token`; inside a name that is the word behind it.
  init(_ parties: Parties, _ token: Int) {
    let (tokens, entities) = (parties.tokens, parties.document.entities)
    var next = token
    if let entity = parties.covering(token), entities[entity].tokens.lowerBound < token { next = entities[entity].tokens.upperBound }
    var front = next
    for place in 3..<7 where next < tokens.count {
      starts[place] = next
      if let entity = parties.covering(next) {
        keys[place] = Self.nameKeys.first { $0.type == entities[entity].type }!.key
        next = entities[entity].tokens.upperBound
      } else {
        keys[place] = WordPlace.key(tokens[next])
        next += 1
      }
    }
    for place in [2, 1, 0] where front > 0 {
      front -= 1
      if let entity = parties.covering(front) {
        front = entities[entity].tokens.lowerBound
        keys[place] = Self.nameKeys.first { $0.type == entities[entity].type }!.key
      } else {
        keys[place] = WordPlace.key(tokens[front])
      }
      starts[place] = front
    }
  }

  /// The words `range`, counted from the place on, stand in the article.
  @inline(__always) func has(_ range: Range<Int>) -> Bool { keys[range.lowerBound + 3] != 0 && keys[range.upperBound + 2] != 0 }

  @inline(__always) func hash(_ place: WordPlace, _ range: Range<Int>) -> UInt64 { place.hash(range.lazy.map { keys[$0 + 3] }) }

  /// The tokens at which the words start; for learning, which names what it saw.
  func tokens(_ range: Range<Int>) -> [Int] { range.map { starts[$0 + 3] } }
}
