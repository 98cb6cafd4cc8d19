public import TextModel

/// Everything that is known ahead: the tables of `LexiconData`, and one trie over all their phrases.
///
/// The trie matches syllable by syllable on `Token.key`, so it is blind to case, tone placement and final
/// i/y; each match says whether the text is capitalized at least where the table is.
public struct Lexicon: Sendable {
  public enum Kind: UInt8, Sendable, CaseIterable {
    case abbreviation, action, body, bodyHead, compound, cue, documentType, event, field, honorific, law, opener, placeHead, place,
      position, program, surname, unit

    var table: StaticString {
      switch self {
      case .abbreviation: "abbreviations"
      case .action: "actions"
      case .body: "bodies"
      case .bodyHead: "body-heads"
      case .compound: "compounds"
      case .cue: "cues"
      case .documentType: "document-types"
      case .event: "events"
      case .field: "fields"
      case .honorific: "honorifics"
      case .law: "laws"
      case .opener: "openers"
      case .placeHead: "place-heads"
      case .place: "places"
      case .position: "positions"
      case .program: "programs"
      case .surname: "surnames"
      case .unit: "units"
      }
    }
    /// The kind in a set of kinds.
    @inlinable @inline(__always) var bit: UInt32 { 1 << UInt32(rawValue) }

    /// The column that holds the phrase.
    var surfaceColumn: Int { self == .unit ? 4 : 0 }
  }

  public let tables: [Table]
  private var tableOfKind: [Int] = []
  private var trie = PhraseTrie()
  private var entries: [Entry] = []
  /// Words of two syllables inside names, a capital and then lower case, of `compounds` and of the names in the tables: "Địa chất", "Cửa khẩu".
  private var compounds = WordSet(keys: [])
  /// Words of two syllables that open a phrase: "Theo đó", "Tham gia".
  private var openers = WordSet(keys: [])
  private var unitsByName = RowIndex()

  /// A table row at the trie's node of its phrase; rows of one node are chained.
  private struct Entry {
    var kind: Kind
    var row: Int32
    var caps: UInt32
    var allCaps: UInt32
    var next: Int32
  }

  /// A set of kinds.
  public struct Kinds: Sendable {
    @usableFromInline let bits: UInt32
    @inlinable public init(_ kinds: Kind...) { bits = kinds.reduce(0) { $0 | $1.bit } }
    @usableFromInline init(bits: UInt32) { self.bits = bits }
    @inlinable @inline(__always) public func intersects(_ other: Kinds) -> Bool { bits & other.bits != 0 }
    @inlinable @inline(__always) public func contains(_ kind: Kind) -> Bool { bits & kind.bit != 0 }
  }

  public static let shared = Lexicon(tables: Table.load())

  package init(tables: [Table]) {
    self.tables = tables
    var pairs: [UInt64] = []
    var openerPairs: [UInt64] = []
    var unitNames: [UInt64] = []
    for kind in Kind.allCases {
      guard let index = tables.firstIndex(where: { $0.name == kind.table.description }) else {
        preconditionFailure("table \(kind.table) is missing")
      }
      tableOfKind.append(index)
      insert(kind, tables[index], &pairs, &openerPairs, &unitNames)
    }
    compounds = WordSet(keys: pairs)
    openers = WordSet(keys: openerPairs)
    unitsByName = RowIndex(unitNames)
  }

  public func table(_ kind: Kind) -> Table { tables[tableOfKind[Int(kind.rawValue)]] }

  public func field(_ match: Match, _ column: Int) -> String { table(match.kind).field(row: match.row, column: column) }

  /// The field is `text`, byte by byte.
  public func field(_ match: Match, _ column: Int, is text: StaticString) -> Bool {
    table(match.kind).field(row: match.row, column: column, is: text)
  }

  /// The field is one of `texts`, byte by byte.
  public func field(_ match: Match, _ column: Int, isIn texts: FieldSet) -> Bool {
    let table = table(match.kind)
    return texts.contains(table.bytes[table.range(row: match.row, column: column)])
  }

  /// All of the field is upper case.
  public func isUpperCase(_ match: Match, _ column: Int) -> Bool {
    let table = table(match.kind)
    let bytes = table.bytes[table.range(row: match.row, column: column)]
    // Most have an ASCII byte that is none.
    return !bytes.contains { $0 < 0x80 && !(0x41...0x5A).contains($0) } && String(decoding: bytes, as: UTF8.self).allSatisfy(\.isUppercase)
  }

  /// A field of single ASCII letters, each a flag.
  public func letters(_ match: Match, _ column: Int) -> Flags {
    let table = table(match.kind)
    return Flags(table.bytes[table.range(row: match.row, column: column)])
  }

  public struct Flags: Sendable {
    private var first: UInt8 = 0
    private var bits: UInt64 = 0
    init(_ letters: ArraySlice<UInt8>) {
      first = letters.first ?? 0
      for letter in letters { bits |= 1 << UInt64(letter & 63) }
    }
    public func contains(_ letter: Unicode.Scalar) -> Bool { bits & 1 << UInt64(letter.value & 63) != 0 }
    public func hasPrefix(_ letter: Unicode.Scalar) -> Bool { UInt32(first) == letter.value }
  }

  /// "bodies:Bộ Công an", as `rule` in records.
  public func rule(_ match: Match) -> RuleName {
    let place = tableOfKind[Int(match.kind.rawValue)]
    return unsafe RuleName(table: match.kind.table, row: tables[place].text(tables[place].range(row: match.row, column: match.kind.surfaceColumn)))
  }

  private mutating func insert(_ kind: Kind, _ table: Table, _ pairs: inout [UInt64], _ openerPairs: inout [UInt64], _ unitNames: inout [UInt64]) {
    var tokens: [Token] = []
    for row in 0..<table.rowCount {
      tokens.removeAll(keepingCapacity: true)
      tokenize(table.bytes.span, table.range(row: row, column: kind.surfaceColumn), into: &tokens)
      if kind == .opener || kind == .compound {
        let pair = mix(tokens[0].key, tokens[1].key)
        if kind == .opener { openerPairs.append(pair) } else { pairs.append(pair) }
        continue
      }
      if kind == .unit {
        unitNames.append(Self.hash(tokens[...]))
        // A commune's bare name is too often a person's or a common word: only its unit word makes it a place.
        let level = table.range(row: row, column: 2)
        if table.bytes[level.lowerBound] == UInt8(ascii: "c") || tokens.first?.kind == .number { continue }
      }
      if kind == .field || kind == .body || kind == .law {
        for index in tokens.indices.dropFirst() where tokens[index - 1].isCapitalized && tokens[index].kind == .word && !tokens[index].isCapitalized {
          pairs.append(mix(tokens[index - 1].key, tokens[index].key))
        }
      }
      guard !tokens.isEmpty else { continue }
      var caps: UInt32 = 0
      var allCaps: UInt32 = 0
      for (index, token) in tokens.enumerated() where index < 32 {
        if token.isCapitalized { caps |= 1 << UInt32(index) }
        if token.isAllCaps { allCaps |= 1 << UInt32(index) }
      }
      let next = trie.insert(tokens, value: Int32(entries.count))
      entries.append(Entry(kind: kind, row: Int32(row), caps: caps, allCaps: allCaps, next: next))
    }
  }

  private static func hash(_ tokens: ArraySlice<Token>) -> UInt64 {
    tokens.reduce(14_695_981_039_346_656_037) { mix($0, $1.key == 0x2013 ? 0x2D : $1.key) }
  }

  /// Every table phrase in `tokens`. A phrase does not cross a line.
  public func matches(in tokens: [Token]) -> Matches {
    var found = Matches(tokenCount: tokens.count)
    let tokens = tokens.span
    let entries = entries.span
    for start in 0..<tokens.count {
      found.open(start)
      var step = trie.root(tokens[start].key)
      if step.isNone { continue }
      var caps: UInt32 = 0
      var allCaps: UInt32 = 0
      var index = start
      while true {
        if index - start < 32 {
          if tokens[index].isCapitalized { caps |= 1 << UInt32(index - start) }
          if tokens[index].isAllCaps { allCaps |= 1 << UInt32(index - start) }
        }
        index += 1
        var position = step.value
        while position >= 0 {
          let entry = entries[Int(position)]
          found.append(
            Match(
              start: start, end: index, kind: entry.kind, row: entry.row,
              keepsCase: entry.caps & caps == entry.caps && entry.allCaps & allCaps == entry.allCaps))
          position = entry.next
        }
        guard index < tokens.count, !tokens[index].lineStart else { break }
        step = trie.step(step, tokens[index].key)
        if step.isNone { break }
      }
    }
    found.open(tokens.count)
    return found
  }

  /// The two words stand side by side in a name of the tables, the second in lower case.
  public func isCompound(_ left: Token, _ right: Token) -> Bool { compounds.contains(mix(left.key, right.key)) }

  /// The two words make a word that opens sentences, so that a name before it has ended.
  public func opensPhrase(_ left: Token, _ right: Token) -> Bool { openers.contains(mix(left.key, right.key)) }

  /// Rows of `units` whose name is these tokens.
  public func units(named tokens: ArraySlice<Token>) -> [Int] { unitsByName.rows(Self.hash(tokens)) }
}
