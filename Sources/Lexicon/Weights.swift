public import TextModel

/// Where words stand to a candidate or to a start of directive extraction; words at a place have weights of their own.
public enum WordPlace: UInt64, CaseIterable, Sendable {
  /// In front of the trigger, behind it, at the content's start, at the clause's start, anywhere in the clause.
  case before, before2, before3, beforePair, after, after2, after3, afterPair, content, content2, content3, content4, contentPair, first, firstPair, clause
  /// The subject's head and its first words.
  case subject, subjectWords
  /// The cue that opened the scope, for clauses without one; the last word of the sentence before.
  case scopeCue, sentenceBefore
  /// In the outline, where a name is one word: in front of the trigger, from it on, on both sides of it; from the content's start on.
  case outlineBefore, outlineBefore2, outlineBefore3, outline2, outline3, outline4, outlineAround, outlineAround2, outlineContent2, outlineContent3
  /// At a place where the action may start.
  case here, here2, herePair, hereTriple, inFront, inFrontPair, inFrontTriple

  @inlinable public func hash(_ words: ArraySlice<Token>) -> UInt64 { Self.marked(words.reduce(seed) { mix($0, Self.key($1)) }) }
  @inlinable @inline(__always) public func hash(_ word: Token) -> UInt64 { Self.marked(mix(seed, Self.key(word))) }
  @inlinable @inline(__always) public func hash(_ first: Token, _ second: Token) -> UInt64 { Self.marked(mix(mix(seed, Self.key(first)), Self.key(second))) }
  @inlinable @inline(__always) public func hash(_ first: Token, _ second: Token, _ third: Token) -> UInt64 {
    Self.marked(mix(mix(mix(seed, Self.key(first)), Self.key(second)), Self.key(third)))
  }

  /// Of keys of words.
  @inlinable @inline(__always) public func hash(_ keys: some Sequence<UInt64>) -> UInt64 { Self.marked(keys.reduce(seed) { mix($0, $1) }) }

  /// The bit that words have and no trait.
  public static let mark: UInt64 = 1 << 62
  @inlinable @inline(__always) static func marked(_ hash: UInt64) -> UInt64 { Packed.key(hash) | 1 << 62 }

  @inlinable @inline(__always) var seed: UInt64 { mix(0x5EED, rawValue) }
  @inlinable @inline(__always) public static func key(_ word: Token) -> UInt64 { word.kind == .number ? number : word.key }
  /// The key of all numbers, which are one word.
  public static let number: UInt64 = 1
}

extension Lexicon {
  /// The weights of `directive-weights`: of traits by their names ("accept.cue.afterColon"), of words by their places ("accept.before=yêu").
  public struct Weights: Sendable {
    @usableFromInline let table: PackedTable
    /// The largest weight at each place, by its number; 0 at least. Of words known by their hashes alone nobody can tell.
    private let largest: Packed?

    /// Weights are kept in thousandths, as the table has them; numbers have no sign.
    @usableFromInline static let zero = 1 << 27

    init(_ packed: Packed, _ position: inout Int) {
      table = PackedTable(packed, &position)
      largest = packed.part(&position)
    }

    /// Weights of words, by `WordPlace.hash`.
    public init(_ words: [(hash: UInt64, weight: Double)]) {
      var packer = Packer()
      PackedTable.pack(words.map { ($0.hash, [Self.zero + Int(($0.weight * 1000).rounded())]) }, width: 1, into: &packer)
      var position = 0
      table = PackedTable(Packed(keeping: packer.bytes), &position)
      largest = nil
    }

    static func pack(_ weights: Table?, into packer: inout Packer) {
      let places = Dictionary(uniqueKeysWithValues: WordPlace.allCases.map { ("\($0)", $0) })
      var largest = [Int](repeating: 0, count: places.count)
      let rows = (0..<(weights?.rowCount ?? 0)).map { row -> (hash: UInt64, numbers: [Int]) in
        let (name, weight) = (weights!.field(row: row, column: 0), weights!.field(row: row, column: 1))
        guard let thousandths = Double(weight).map({ Int(($0 * 1000).rounded()) }) else { preconditionFailure("directive-weights: no number: \(weight)") }
        // "accept.PLACE=WORDS"
        let halves = name.split(separator: "=", maxSplits: 1)
        guard halves.count == 2 else { return (byteHash(name.utf8), [zero + thousandths]) }
        guard let place = places[String(halves[0].split(separator: ".").last ?? "")] else { preconditionFailure("directive-weights: no such place: \(name)") }
        largest[Int(place.rawValue)] = max(largest[Int(place.rawValue)], thousandths)
        return (place.hash(tokenize(Array(halves[1].utf8))[...]), [zero + thousandths])
      }
      PackedTable.pack(rows, width: 1, into: &packer)
      var numbers = Packer()
      for number in largest { numbers.add(number: number) }
      packer.add(part: numbers)
    }

    /// The most that words at these places, one at each, can weigh together.
    public func most(_ places: [WordPlace]) -> Double {
      guard let largest else { return .infinity }
      return places.reduce(0) { $0 + Double(largest.number(at: 4 * Int($1.rawValue))) / 1000 }
    }

    /// The weight with this hash: of a name `byteHash`, of words `WordPlace.hash`. 0 when the table has none.
    @inlinable @inline(__always) public func weight(_ hash: UInt64) -> Double {
      table.find(hash).map { Double(table.number($0) &- Self.zero) / 1000 } ?? 0
    }

    /// Every hash with its weight, in no order.
    public func forEach(_ body: (UInt64, Double) -> Void) { table.forEach { body($0, Double(table.number($1) - Self.zero) / 1000) } }
  }
}
