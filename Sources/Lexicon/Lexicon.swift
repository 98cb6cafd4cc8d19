public import TextModel

/// Everything that is known ahead: the tables of `LexiconData`, and one trie over all their phrases.
///
/// The trie matches syllable by syllable on `Token.key`, so it is blind to case, tone placement and final
/// i/y; each match says whether the text is capitalized at least where the table is.
public final class Lexicon: Sendable {
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
    @inlinable @inline(__always) var bit: UInt32 { 1 &<< UInt32(rawValue) }

    /// The column that holds the phrase.
    var surfaceColumn: Int { self == .unit ? 4 : 0 }
  }

  public let tables: [Table]
  /// Weights of directive extraction, by the names and words of `directive-weights`.
  public let weights: Weights
  private let tableOfKind: [Int]
  private let trie: PhraseTrie
  /// By `EntryField`.
  private let entries: Packed
  /// Words of two syllables inside names, a capital and then lower case, of `compounds` and of the names in the tables: "Địa chất", "Cửa khẩu".
  private let compounds: PackedTable
  /// Words of two syllables that open a phrase: "Theo đó", "Tham gia".
  private let openers: PackedTable
  /// The first row of `units` with a name, and for each row the next one with the same; rows from 1.
  private let unitsByName: PackedTable
  private let nextUnits: Packed
  /// The code of the province of each row of `units`.
  private let unitProvinces: Packed

  /// A table row, side by side with the others of its phrase: its kind, its row and whether it is the last of them in one number, then a
  /// bit for each word that is capitalized and for each that is all capitals.
  private enum EntryField {
    static let row = 0
    static let caps = 4
    static let allCaps = 8
    static let size = 12
    /// Capitals are asked of so many words.
    static let words = 28
    /// Of the first number: the last of the phrase, above it the kind, above that the row.
    static let last = 1
    static let kind = 1
    static let kinds = 31
    static let rows = 6
  }

  /// A set of kinds.
  public struct Kinds: Sendable {
    @usableFromInline let bits: UInt32
    @inlinable public init(_ kinds: Kind...) { bits = kinds.reduce(0) { $0 | $1.bit } }
    @usableFromInline init(bits: UInt32) { self.bits = bits }
    @inlinable @inline(__always) public func intersects(_ other: Kinds) -> Bool { bits & other.bits != 0 }
    @inlinable @inline(__always) public func contains(_ kind: Kind) -> Bool { bits & kind.bit != 0 }
  }

  /// Tables that the build has laid out: their texts, and what `layout` made of them.
  public convenience init(tables texts: [(name: StaticString, text: StaticString)], layout: StaticString) {
    let packed = unsafe Packed(layout.utf8Start, count: layout.utf8CodeUnitCount)
    var position = 0
    let tables = texts.map { Table(name: $0.name, text: $0.text, packed, &position) }
    self.init(tables, packed, &position)
  }

  /// Tables that are laid out while the program runs.
  package convenience init(tables: [Table]) {
    let packed = Packed(keeping: Self.layout(tables))
    var position = 0
    let packedTables = tables.map { table in
      table.skip(packed, &position)
      return table
    }
    self.init(packedTables, packed, &position)
  }

  private init(_ tables: [Table], _ packed: Packed, _ position: inout Int) {
    self.tables = tables
    tableOfKind = Kind.allCases.map { Self.place($0, tables) }
    trie = PhraseTrie(packed, &position)
    entries = packed.part(&position)
    compounds = PackedTable(packed, &position)
    openers = PackedTable(packed, &position)
    unitsByName = PackedTable(packed, &position)
    nextUnits = packed.part(&position)
    unitProvinces = packed.part(&position)
    weights = Weights(packed, &position)
  }

  private static func place(_ kind: Kind, _ tables: [Table]) -> Int {
    guard let place = tables.firstIndex(where: { $0.name == kind.table.description }) else { preconditionFailure("table \(kind.table) is missing") }
    return place
  }

  public func table(_ kind: Kind) -> Table { tables[tableOfKind[Int(kind.rawValue)]] }

  @inline(__always) private func utf8(_ match: Match, _ column: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe tables[tableOfKind[Int(match.kind.rawValue)]].utf8(row: match.row, column: column)
  }

  public func field(_ match: Match, _ column: Int) -> String { unsafe String(decoding: utf8(match, column), as: UTF8.self) }

  /// The field is `text`, byte by byte.
  public func field(_ match: Match, _ column: Int, is text: StaticString) -> Bool {
    tables[tableOfKind[Int(match.kind.rawValue)]].field(row: match.row, column: column, is: text)
  }

  /// The field is one of `texts`, byte by byte.
  public func field(_ match: Match, _ column: Int, isIn texts: FieldSet) -> Bool {
    unsafe texts.contains(utf8(match, column))
  }

  /// All of the field is upper case.
  public func isUpperCase(_ match: Match, _ column: Int) -> Bool {
    let bytes = unsafe utf8(match, column)
    // Most have an ASCII byte that is none.
    return unsafe !bytes.contains { $0 < 0x80 && !(0x41...0x5A).contains($0) } && String(decoding: bytes, as: UTF8.self).allSatisfy(\.isUppercase)
  }

  /// A field of single ASCII letters, each a flag.
  public func letters(_ match: Match, _ column: Int) -> Flags {
    unsafe Flags(utf8(match, column))
  }

  public struct Flags: Sendable {
    private var first: UInt8 = 0
    private var bits: UInt64 = 0
    init(_ letters: UnsafeBufferPointer<UInt8>) {
      first = unsafe letters.first ?? 0
      // It would join "unsafe" and the name.
      // swift-format-ignore
      for unsafe letter in unsafe letters { bits |= 1 << UInt64(letter & 63) }
    }
    public func contains(_ letter: Unicode.Scalar) -> Bool { bits & 1 << UInt64(letter.value & 63) != 0 }
    public func hasPrefix(_ letter: Unicode.Scalar) -> Bool { UInt32(first) == letter.value }
  }

  /// "bodies:Bộ Công an", as `rule` in records.
  public func rule(_ match: Match) -> RuleName {
    unsafe RuleName(table: match.kind.table, row: utf8(match, match.kind.surfaceColumn))
  }

  /// Everything that is asked of the tables while texts are read, as `init(tables:layout:)` finds it.
  package static func layout(_ tables: [Table]) -> [UInt8] {
    var packer = Packer()
    for table in tables { table.pack(into: &packer) }
    var trie = PhraseTrie.Builder()
    /// The rows of each phrase, by its node.
    var rowsOfNode: [Int: [(kind: Kind, row: Int, caps: Int, allCaps: Int)]] = [:]
    var pairs: [UInt64] = []
    var openerPairs: [UInt64] = []
    var unitNames: [UInt64] = []
    for kind in Kind.allCases {
      let table = tables[place(kind, tables)]
      for row in 0..<table.rowCount {
        let tokens = unsafe tokenize(Array(table.utf8(row: row, column: kind.surfaceColumn)))
        if kind == .opener || kind == .compound {
          let pair = mix(tokens[0].key, tokens[1].key)
          if kind == .opener { openerPairs.append(pair) } else { pairs.append(pair) }
          continue
        }
        if kind == .unit {
          unitNames.append(hash(tokens[...]))
          // A commune's bare name is too often a person's or a common word: only its unit word makes it a place.
          if table.field(row: row, column: 2, is: "commune") || tokens.first?.kind == .number { continue }
        }
        if kind == .field || kind == .body || kind == .law {
          for index in tokens.indices.dropFirst() where tokens[index - 1].isCapitalized && tokens[index].kind == .word && !tokens[index].isCapitalized {
            pairs.append(mix(tokens[index - 1].key, tokens[index].key))
          }
        }
        guard !tokens.isEmpty else { continue }
        var (caps, allCaps) = (0, 0)
        for (index, token) in tokens.enumerated() where index < EntryField.words {
          if token.isCapitalized { caps |= 1 << index }
          if token.isAllCaps { allCaps |= 1 << index }
        }
        rowsOfNode[trie.insert(tokens), default: []].append((kind, row, caps, allCaps))
      }
    }
    var entries = Packer()
    var values: [Int: Int] = [:]
    for (node, rows) in rowsOfNode.sorted(by: { $0.key < $1.key }) {
      values[node] = entries.bytes.count / EntryField.size + 1
      // The last table's first.
      for (place, entry) in rows.enumerated().reversed() {
        entries.add(number: entry.row << EntryField.rows | Int(entry.kind.rawValue) << EntryField.kind | (place == 0 ? EntryField.last : 0))
        for number in [entry.caps, entry.allCaps] { entries.add(number: number) }
      }
    }
    trie.pack(values, into: &packer)
    packer.add(part: entries)
    for hashes in [pairs, openerPairs] { PackedTable.pack(hashes.map { ($0, []) }, width: 0, into: &packer) }
    // The last row first, so that each knows the next of its name.
    var first: [UInt64: Int] = [:]
    var next = Packer()
    for number in unitNames.indices.reversed().map({ row in first.updateValue(row + 1, forKey: unitNames[row]) ?? 0 }).reversed() { next.add(number: number) }
    PackedTable.pack(unitNames.indices.filter { first[unitNames[$0]] == $0 + 1 }.map { (unitNames[$0], [$0 + 1]) }, width: 1, into: &packer)
    packer.add(part: next)
    packer.add(part: provinces(tables[place(.unit, tables)]))
    Weights.pack(tables.first { $0.name == "directive-weights" }, into: &packer)
    return packer.bytes
  }

  /// The code of each unit's province: a commune of before July 2025 has it by its district.
  private static func provinces(_ units: Table) -> Packer {
    var districts: [UInt64: UInt64] = [:]
    for row in 0..<units.rowCount where units.field(row: row, column: 2, is: "district") {
      districts[units.code(row: row, column: 0)] = units.code(row: row, column: 5)
    }
    var provinces = Packer()
    for row in 0..<units.rowCount {
      let outer = units.code(row: row, column: 5)
      let isInDistrict = units.field(row: row, column: 2, is: "commune") && units.field(row: row, column: 1, is: "before")
      provinces.add(key: isInDistrict ? districts[outer] ?? outer : outer)
    }
    return provinces
  }

  private static func hash(_ tokens: ArraySlice<Token>) -> UInt64 {
    tokens.reduce(14_695_981_039_346_656_037) { mix($0, $1.key == 0x2013 ? 0x2D : $1.key) }
  }

  /// Every table phrase in `tokens`. A phrase does not cross a line.
  public func matches(in tokens: [Token]) -> Matches {
    let vocabulary = Vocabulary(tokens)
    let roots = vocabulary.words.map { trie.root($0.key) }
    let (tokens, words) = (tokens.span, vocabulary.places.span)
    var all: [Match] = []
    all.reserveCapacity(tokens.count)
    var bits = [Matches.Place](repeating: Matches.Place(first: 0, any: 0, kept: 0, ended: 0), count: tokens.count + 1)
    var places = bits.mutableSpan
    for start in 0..<tokens.count {
      places[start].first = Int32(truncatingIfNeeded: all.count)
      var step = roots[Int(words[start])]
      var end = start
      // A bit for each word that is capitalized, and for each that is all capitals.
      var (bit, caps, allCaps) = (1, 0, 0)
      while !step.isNone {
        caps |= tokens[end].isCapitalized ? bit : 0
        allCaps |= tokens[end].isAllCaps ? bit : 0
        bit <<= 1
        end += 1
        if let first = step.value {
          var entry = (first - 1) &* EntryField.size
          while true {
            let number = entries.number(at: entry &+ EntryField.row)
            let kind = Kind(rawValue: UInt8(truncatingIfNeeded: number &>> EntryField.kind & EntryField.kinds))!
            let keepsCase = keepsCase(entry, caps, allCaps)
            all.append(Match(start: start, end: end, kind: kind, row: Int32(truncatingIfNeeded: number &>> EntryField.rows), keepsCase: keepsCase))
            places[start].any |= kind.bit
            if keepsCase { places[start].kept |= kind.bit }
            places[end].ended |= kind.bit
            if number & EntryField.last != 0 { break }
            entry += EntryField.size
          }
        }
        guard end < tokens.count, !tokens[end].lineStart else { break }
        step = trie.step(step, tokens[end].key)
      }
    }
    places[tokens.count].first = Int32(truncatingIfNeeded: all.count)
    return Matches(all: all, places: bits, vocabulary: vocabulary)
  }

  /// The words are capitalized and all capitals wherever the row of the entry is; most rows are in small letters.
  @inline(__always) private func keepsCase(_ entry: Int, _ caps: Int, _ allCaps: Int) -> Bool {
    // Both numbers at once.
    if entries.key(at: entry &+ EntryField.caps) == 0 { return true }
    let (rowCaps, rowAllCaps) = (entries.number(at: entry &+ EntryField.caps), entries.number(at: entry &+ EntryField.allCaps))
    return rowCaps & caps == rowCaps && rowAllCaps & allCaps == rowAllCaps
  }

  /// The two words stand side by side in a name of the tables, the second in lower case.
  public func isCompound(_ left: Token, _ right: Token) -> Bool { compounds.find(mix(left.key, right.key)) != nil }

  /// The two words make a word that opens sentences, so that a name before it has ended.
  public func opensPhrase(_ left: Token, _ right: Token) -> Bool { openers.find(mix(left.key, right.key)) != nil }

  /// A row of `units` has these tokens as its name.
  public func namesUnit(_ tokens: ArraySlice<Token>) -> Bool { unitsByName.find(Self.hash(tokens)) != nil }

  /// The code of the province that a row of `units` lies in.
  public func province(ofUnit row: Int) -> UInt64 { unitProvinces.key(at: 8 * row) }

  /// Rows of `units` whose name is these tokens.
  public func units(named tokens: ArraySlice<Token>) -> [Int] {
    guard let place = unitsByName.find(Self.hash(tokens)) else { return [] }
    var rows: [Int] = []
    var row = unitsByName.number(place)
    while row > 0 {
      rows.append(row - 1)
      row = nextUnits.number(at: 4 * (row - 1))
    }
    return rows
  }
}
