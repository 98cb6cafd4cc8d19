/// The different words, numbers and marks of a text: what depends on the word alone is asked once for all of its tokens.
public struct Vocabulary: Sendable {
  /// The first token of each.
  public private(set) var words: [Token] = []
  /// Of each token, the place of its word in `words`.
  public let places: [Int32]

  public init(_ tokens: [Token]) {
    let tokens = tokens.span
    // Places from 1 at a power of two of slots, half of them empty.
    var shift = UInt64(60)
    while 1 << (64 - shift) < tokens.count * 2 { shift -= 1 }
    var slots = [Int32](repeating: 0, count: 1 << (64 - shift))
    let mask = slots.count - 1
    words.reserveCapacity(tokens.count / 3)
    var places = [Int32](repeating: 0, count: tokens.count)
    for index in tokens.indices {
      let key = tokens[index].key
      var slot = Int(truncatingIfNeeded: WordSet.place(key, shift))
      while slots[slot] != 0, words[Int(slots[slot]) &- 1].key != key { slot = (slot &+ 1) & mask }
      if slots[slot] == 0 {
        words.append(tokens[index])
        slots[slot] = Int32(truncatingIfNeeded: words.count)
      }
      places[index] = slots[slot] &- 1
    }
    self.places = places
  }
}
