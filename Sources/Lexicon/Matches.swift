public import TextModel

extension Lexicon {
  /// One table row found in a text, over tokens `start..<end`.
  public struct Match: Sendable {
    @usableFromInline let first: Int32
    @usableFromInline let last: Int32
    @usableFromInline let index: Int32
    public let kind: Kind
    /// The text is upper case wherever the row is.
    public let keepsCase: Bool

    @inlinable public var start: Int { Int(first) }
    @inlinable public var end: Int { Int(last) }
    @inlinable public var row: Int { Int(index) }

    init(start: Int, end: Int, kind: Kind, row: Int32, keepsCase: Bool) {
      first = Int32(truncatingIfNeeded: start)
      last = Int32(truncatingIfNeeded: end)
      index = row
      self.kind = kind
      self.keepsCase = keepsCase
    }
  }

  /// All table phrases of a text, by start and then by end, with the kinds that start and end at each token: most questions
  /// are answered by one bit.
  public struct Matches: Sendable {
    @usableFromInline struct Place: Sendable {
      /// The first match that starts here, in `all`.
      @usableFromInline var first: Int32
      /// Kinds that start here, in any case and with the row's capitals, and kinds that end before this token.
      @usableFromInline var any: UInt32
      @usableFromInline var kept: UInt32
      @usableFromInline var ended: UInt32
    }

    public let all: [Match]
    /// One a token, and one for the end.
    @usableFromInline let places: [Place]
    /// The words of the text.
    public let vocabulary: Vocabulary

    init(all: [Match], places: [Place], vocabulary: Vocabulary) { (self.all, self.places, self.vocabulary) = (all, places, vocabulary) }

    @inlinable func has(_ index: Int) -> Bool { index >= 0 && index < places.count - 1 }

    /// The matches that start at a token.
    @inlinable public func at(_ index: Int) -> ArraySlice<Match> {
      has(index) ? all[Int(places[index].first)..<Int(places[index + 1].first)] : []
    }

    /// The kinds of the rows that start at the token, in any case.
    @inlinable public func kinds(at index: Int) -> Kinds { Kinds(bits: places[index].any) }

    /// A row of `kind` starts at the token, in any case.
    @inlinable public func starts(_ kind: Kind, at index: Int) -> Bool { has(index) && places[index].any & kind.bit != 0 }

    /// A row of one of `kinds` starts at the token, in any case.
    @inlinable public func starts(anyOf kinds: Kinds, at index: Int) -> Bool { has(index) && places[index].any & kinds.bits != 0 }

    /// A row of `kind` ends right before the token.
    @inlinable public func ends(_ kind: Kind, before index: Int) -> Bool {
      index >= 0 && index < places.count && places[index].ended & kind.bit != 0
    }

    /// A row of one of `kinds` ends right before the token.
    @inlinable public func ends(anyOf kinds: Kinds, before index: Int) -> Bool {
      index >= 0 && index < places.count && places[index].ended & kinds.bits != 0
    }

    /// The longest row of `kind` at a token; `keepsCase` asks for capitals where the row has them.
    @inlinable public func longest(_ kind: Kind, at index: Int, keepsCase: Bool = true) -> Match? {
      guard has(index), (keepsCase ? places[index].kept : places[index].any) & kind.bit != 0 else { return nil }
      var position = Int(places[index + 1].first) - 1
      while true {
        let match = all[position]
        if match.kind == kind && (match.keepsCase || !keepsCase) { return match }
        position -= 1
      }
    }

    /// The row of `kind` that starts at `start` and ends before `end`; of more than one the first or the last in table order.
    @inlinable public func exact(_ kind: Kind, _ start: Int, _ end: Int, last: Bool = false) -> Match? {
      guard starts(kind, at: start), ends(kind, before: end) else { return nil }
      var found: Match?
      for position in Int(places[start].first)..<Int(places[start + 1].first) where all[position].kind == kind && all[position].end == end {
        found = all[position]
        if !last { break }
      }
      return found
    }
  }
}
