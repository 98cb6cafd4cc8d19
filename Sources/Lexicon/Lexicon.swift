public import TextModel

/// Everything that is known ahead: the tables of `LexiconData`, and one trie over all their phrases.
///
/// The trie matches syllable by syllable on `Token.key`, so it is blind to case, tone placement and final
/// i/y; each match says whether the text is capitalized at least where the table is.
public struct Lexicon: Sendable {
  public enum Kind: UInt8, Sendable, CaseIterable {
    case abbreviation, action, body, bodyHead, cue, documentType, event, field, honorific, law, placeHead, place,
      position, program, surname, unit

    var table: String {
      switch self {
      case .abbreviation: "abbreviations"
      case .action: "actions"
      case .body: "bodies"
      case .bodyHead: "body-heads"
      case .cue: "cues"
      case .documentType: "document-types"
      case .event: "events"
      case .field: "fields"
      case .honorific: "honorifics"
      case .law: "laws"
      case .placeHead: "place-heads"
      case .place: "places"
      case .position: "positions"
      case .program: "programs"
      case .surname: "surnames"
      case .unit: "units"
      }
    }
    /// The column that holds the phrase.
    var surfaceColumn: Int { self == .unit ? 4 : 0 }
  }

  /// One table row found in a text, over tokens `start..<end`.
  public struct Match: Sendable {
    public var start: Int
    public var end: Int
    public var kind: Kind
    public var row: Int
    /// The text is upper case wherever the row is.
    public var keepsCase: Bool
  }

  public let tables: [Table]
  private var tableOfKind: [Int] = []
  private var slots: [(key: UInt64, child: Int32)] = []
  private var mask = 0
  private var nodeCount: Int32 = 1
  /// First entry of each node (-1 for none), entries chained.
  private var firstEntry: [Int32] = [-1]
  private var entries: [(kind: Kind, row: Int32, caps: UInt32, allCaps: UInt32, next: Int32)] = []
  /// Neighbours inside table names, a capital and then lower case: "Địa chất", "Cửa khẩu".
  private var compounds: Set<UInt64> = []
  private var unitRowsByName: [UInt64: [Int32]] = [:]

  public static let shared = Lexicon(tables: Table.load())

  package init(tables: [Table]) {
    self.tables = tables
    slots = Array(repeating: (0, 0), count: 1 << 16)
    mask = slots.count - 1
    for kind in Kind.allCases {
      guard let index = tables.firstIndex(where: { $0.name == kind.table }) else {
        preconditionFailure("table \(kind.table) is missing")
      }
      tableOfKind.append(index)
      insert(kind, tables[index])
    }
  }

  public func table(_ kind: Kind) -> Table { tables[tableOfKind[Int(kind.rawValue)]] }

  public func field(_ match: Match, _ column: Int) -> String { table(match.kind).field(row: match.row, column: column) }

  /// "bodies:Bộ Công an", as `rule` in records.
  public func rule(_ match: Match) -> String {
    let table = table(match.kind)
    return table.name + ":" + table.field(row: match.row, column: match.kind.surfaceColumn)
  }

  private mutating func insert(_ kind: Kind, _ table: Table) {
    for row in 0..<table.rowCount {
      let surface = Array(table.bytes[table.range(row: row, column: kind.surfaceColumn)])
      let tokens = tokenize(surface)
      if kind == .unit {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for token in tokens { hash = Self.mix(hash, token.key) }
        unitRowsByName[hash, default: []].append(Int32(row))
        // A commune's bare name is too often a person's or a common word: only its unit word makes it a place.
        let level = table.range(row: row, column: 2)
        if table.bytes[level.lowerBound] == UInt8(ascii: "c") || tokens.first?.kind == .number { continue }
      }
      if kind == .field || kind == .body || kind == .law {
        for (left, right) in zip(tokens, tokens.dropFirst()) where left.isCapitalized && right.kind == .word && !right.isCapitalized {
          compounds.insert(Self.mix(left.key, right.key))
        }
      }
      var node: Int32 = 0
      var caps: UInt32 = 0
      var allCaps: UInt32 = 0
      for (index, token) in tokens.enumerated() {
        node = child(node, token.key, insert: true)
        if token.isCapitalized && index < 32 { caps |= 1 << UInt32(index) }
        if token.isAllCaps && index < 32 { allCaps |= 1 << UInt32(index) }
      }
      guard node != 0 else { continue }
      entries.append((kind, Int32(row), caps, allCaps, firstEntry[Int(node)]))
      firstEntry[Int(node)] = Int32(entries.count - 1)
    }
  }

  private static func mix(_ hash: UInt64, _ key: UInt64) -> UInt64 { (hash ^ key) &* 0x9E37_79B9_7F4A_7C15 ^ (hash >> 29) }

  private mutating func child(_ node: Int32, _ key: UInt64, insert: Bool) -> Int32 {
    let found = step(node, key)
    if found != 0 || !insert { return found }
    if Int(nodeCount) * 2 > slots.count { grow() }
    let combined = Self.combine(node, key)
    var slot = Int(truncatingIfNeeded: combined >> 20) & mask
    while slots[slot].child != 0 { slot = (slot + 1) & mask }
    slots[slot] = (combined, nodeCount)
    nodeCount += 1
    firstEntry.append(-1)
    return nodeCount - 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: old.count * 2)
    mask = slots.count - 1
    for entry in old where entry.child != 0 {
      var slot = Int(truncatingIfNeeded: entry.key >> 20) & mask
      while slots[slot].child != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }

  @inline(__always) private static func combine(_ node: Int32, _ key: UInt64) -> UInt64 {
    (key ^ UInt64(UInt32(bitPattern: node)) &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  @inline(__always) private func step(_ node: Int32, _ key: UInt64) -> Int32 {
    let combined = Self.combine(node, key)
    var slot = Int(truncatingIfNeeded: combined >> 20) & mask
    while slots[slot].child != 0 {
      if slots[slot].key == combined { return slots[slot].child }
      slot = (slot + 1) & mask
    }
    return 0
  }

  /// Every table phrase in `tokens`, by start and then by end. A phrase does not cross a line.
  public func matches(in tokens: [Token]) -> [Match] {
    var found: [Match] = []
    found.reserveCapacity(tokens.count / 2)
    for start in tokens.indices {
      var node: Int32 = 0
      var caps: UInt32 = 0
      var allCaps: UInt32 = 0
      var index = start
      while index < tokens.count, index == start || !tokens[index].lineStart {
        node = step(node, tokens[index].key)
        if node == 0 { break }
        if tokens[index].isCapitalized && index - start < 32 { caps |= 1 << UInt32(index - start) }
        if tokens[index].isAllCaps && index - start < 32 { allCaps |= 1 << UInt32(index - start) }
        index += 1
        var entry = firstEntry[Int(node)]
        while entry >= 0 {
          let row = entries[Int(entry)]
          found.append(
            Match(
              start: start, end: index, kind: row.kind, row: Int(row.row),
              keepsCase: row.caps & caps == row.caps && row.allCaps & allCaps == row.allCaps))
          entry = row.next
        }
      }
    }
    return found
  }

  /// The two words stand side by side in a name of the tables, the second in lower case.
  public func isCompound(_ left: Token, _ right: Token) -> Bool { compounds.contains(Self.mix(left.key, right.key)) }

  /// Rows of `units` whose name is these tokens.
  public func units(named tokens: ArraySlice<Token>) -> [Int] {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for token in tokens { hash = Self.mix(hash, token.key) }
    return unitRowsByName[hash]?.map(Int.init) ?? []
  }
}
