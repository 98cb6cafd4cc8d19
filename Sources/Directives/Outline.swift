internal import Lexicon
internal import TextModel

/// An article's words with one word for each outermost entity, so that what stands around a name is seen whatever its length:
/// "yêu cầu | organization | khẩn trương".
struct Outline {
  /// Keys of words; of a type's name for an entity.
  private(set) var words: [UInt64] = []
  /// The place of a token's word; inside a name that of the word behind it.
  private var places: [Int32] = []

  static let names = Dictionary(uniqueKeysWithValues: EntityType.allCases.map { ($0, $0.rawValue.lowercased().filter { $0 != "_" }) })
  private static let keys = EntityType.allCases.map { (type: $0, key: tokenize(Array(names[$0]!.utf8))[0].key) }

  init(_ document: Document, _ parties: Parties) {
    let keys = Self.keys
    words.reserveCapacity(document.tokens.count)
    places.reserveCapacity(document.tokens.count + 1)
    let tokens = document.tokens.span
    for token in tokens.indices {
      places.append(Int32(truncatingIfNeeded: words.count))
      if let entity = parties.covering(token) {
        guard document.entities[entity].tokens.lowerBound == token else { continue }
        words.append(keys.first { $0.type == document.entities[entity].type }!.key)
      } else { words.append(WordPlace.key(tokens[token])) }
    }
    places.append(Int32(words.count))
  }

  func place(_ token: Int) -> Int { Int(places[min(token, places.count - 1)]) }

  /// The token of the word at `place`, an entity's first; for learning, which names what it saw.
  func token(_ place: Int) -> Int {
    var (token, end) = (place, places.count)
    while end - token > 1 {
      let middle = (token + end) / 2
      if places[middle] <= Int32(place) { token = middle } else { end = middle }
    }
    return token
  }
}
