internal import Lexicon
internal import TextModel

/// What kind of reading a candidate is. Weights are shared by all kinds and have a part of their own in each.
enum Kind: Int, CaseIterable, Sendable {
  /// The complement of a directing verb.
  case cue
  /// What a verb of saying carries: "nhấn mạnh … cần".
  case say
  /// "được giao …".
  case passive
  case modal
  case ban
  /// A clause that starts with its action.
  case bare
  /// A subject and its action, without a directing verb or a modal.
  case subject
}

private func first(_ sign: UInt8, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
  var index = range.lowerBound
  while index < range.upperBound, bytes[index] != sign { index += 1 }
  return index < range.upperBound ? index : nil
}

/// The places of names in a list, by their hash.
private struct Places {
  private let byHash: WordBits

  init(_ names: [String]) { byHash = WordBits(Dictionary(uniqueKeysWithValues: names.enumerated().map { (byteHash(Array($1.utf8)[...]), UInt64($0 + 1)) })) }

  subscript(_ hash: UInt64) -> Int? {
    let place = byHash[hash]
    return place == 0 ? nil : Int(place) - 1
  }
}

/// A linear model over named traits and words; the log-odds of a candidate are the sum of the weights of what it has.
///
/// Names in `directive-weights.tsv`: "accept.TRAIT" counts for every kind, "accept.KIND.TRAIT" for one,
/// "accept.row.SURFACE" for a row of the cue table, "accept.PLACE=WORDS" for words at a place; likewise "start.…" for
/// where the action starts.
struct Model: Sendable {
  /// One list of weights: shared traits, then the traits of each kind, then the rows of the cue table; and words.
  struct Weights: Sendable {
    var values: [Double]
    /// By the hash of a place and its words (`WordPlace.hash`).
    var words = WordWeights()
    let traits: Int

    init(traits: Int, rows: Int) {
      self.traits = traits
      values = Array(repeating: 0, count: traits * (Kind.allCases.count + 1) + rows)
    }

    func row(_ row: Int) -> Int { traits * (Kind.allCases.count + 1) + row }

    @inline(__always) func score<Name>(_ set: TraitSet<Name>, _ kind: Kind, row cue: Int?, words: Double) -> Double {
      var sum = words + (cue.map { values[row($0)] } ?? 0)
      let own = (kind.rawValue + 1) * traits
      set.forEach { sum += values[$0] + values[own + $0] }
      return sum
    }

    /// What `score` adds up, as `Learning` counts it.
    func features<Name>(_ set: TraitSet<Name>, _ kind: Kind, row cue: Int?, words: [UInt64]) -> [UInt64] {
      var features = cue.map { [UInt64(row($0))] } ?? []
      set.forEach { features += [UInt64($0), UInt64((kind.rawValue + 1) * traits + $0)] }
      return features + words
    }
  }

  var accept: Weights
  var start: Weights
  var inherit: Weights
  private let names: [(prefix: String, traits: [String])]
  private let rows: [String]

  init(table: Table?, cues: [String]) {
    accept = Weights(traits: Trait.allCases.count, rows: cues.count)
    start = Weights(traits: StartTrait.allCases.count, rows: cues.count)
    inherit = Weights(traits: Trait.allCases.count, rows: cues.count)
    names = [("accept", Trait.allCases.map { "\($0)" }), ("start", StartTrait.allCases.map { "\($0)" }), ("inherit", Trait.allCases.map { "\($0)" })]
    rows = cues
    if let table { read(table) }
  }

  /// Reads the table byte by byte: it is long, and every run waits for it.
  private mutating func read(_ table: Table) {
    let prefixes = Places(names.map(\.prefix))
    let traits = names.map { Places($0.traits) }
    let kinds = Places(Kind.allCases.map { "\($0)" })
    let cues = Places(rows)
    let wordPlaces = WordPlace.allCases
    let words = Places(wordPlaces.map { "\($0)" })
    let row = byteHash(Array("row".utf8)[...])
    var lists = [accept, start, inherit]
    lists[0].words = WordWeights(capacity: table.rowCount)
    var tokens: [Token] = []
    let all = table.bytes
    let bytes = all.span
    for index in 0..<table.rowCount {
      let (name, weight) = (table.range(row: index, column: 0), parsed(table.bytes(row: index, column: 1)))
      guard let dot = first(0x2E, bytes, name), let list = prefixes[byteHash(bytes, name.lowerBound..<dot)] else { continue }
      let rest = dot + 1..<name.upperBound
      if let equal = first(0x3D, bytes, rest), let place = words[byteHash(bytes, rest.lowerBound..<equal)] {
        tokens.removeAll(keepingCapacity: true)
        tokenize(bytes, equal + 1..<rest.upperBound, into: &tokens)
        lists[list].words.insert(wordPlaces[place].hash(tokens[...]), weight)
      } else if let next = first(0x2E, bytes, rest) {
        let (front, back) = (byteHash(bytes, rest.lowerBound..<next), byteHash(bytes, next + 1..<rest.upperBound))
        if front == row {
          if let cue = cues[back] { lists[list].values[lists[list].row(cue)] = weight }
        } else if let kind = kinds[front], let trait = traits[list][back] {
          lists[list].values[(kind + 1) * lists[list].traits + trait] = weight
        }
      } else if let trait = traits[list][byteHash(bytes, rest)] {
        lists[list].values[trait] = weight
      }
    }
    (accept, start, inherit) = (lists[0], lists[1], lists[2])
  }

  /// Takes every weight away.
  mutating func clear() {
    for path in [\Model.accept, \Model.start, \Model.inherit] {
      self[keyPath: path].values = self[keyPath: path].values.map { _ in 0 }
      self[keyPath: path].words = WordWeights()
    }
  }

  /// The name of weight `index` in the table.
  func name(_ list: Int, _ index: Int) -> String {
    let (prefix, traits) = names[list]
    let block = index / traits.count
    if block == 0 { return "\(prefix).\(traits[index])" }
    if block <= Kind.allCases.count { return "\(prefix).\(Kind.allCases[block - 1]).\(traits[index % traits.count])" }
    return "\(prefix).row.\(rows[index - traits.count * (Kind.allCases.count + 1)])"
  }

  /// The rows of `directive-weights.tsv`: every weight that is not zero at three digits, sorted by name; `wordNames` by hash.
  func table(_ wordNames: [UInt64: String]) -> String {
    var lines: [String] = []
    for (list, weights) in [accept, start, inherit].enumerated() {
      for (index, value) in weights.values.enumerated() where abs(value) >= 0.0005 {
        lines.append(name(list, index) + "\t" + thousandths(value))
      }
      weights.words.forEach { lines.append("\(names[list].prefix).\(wordNames[$0]!)\t" + thousandths($1)) }
    }
    return "feature\tweight\n" + lines.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { $0 + "\n" }.joined()
  }
}

/// "-1.234" as a number.
private func parsed(_ digits: ArraySlice<UInt8>) -> Double {
  var value = 0
  var places: Double? = nil
  for byte in digits where byte != 0x2D {
    if byte == 0x2E { places = 1 } else {
      value = value * 10 + Int(byte - 0x30)
      places = places.map { $0 * 10 }
    }
  }
  let number = Double(value) / (places ?? 1)
  return digits.first == 0x2D ? -number : number
}

private func thousandths(_ value: Double) -> String {
  let scaled = Int((abs(value) * 1000).rounded())
  let digits = String(scaled % 1000)
  return (value < 0 ? "-" : "") + "\(scaled / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
}

/// A set of traits: bits, so that collecting them allocates nothing.
struct TraitSet<Name: RawRepresentable<Int>>: Sendable {
  private var low: UInt64 = 0
  private var middle: UInt64 = 0
  private var high: UInt64 = 0

  @inline(__always) mutating func insert(_ name: Name) {
    let index = name.rawValue
    if index < 64 { low |= 1 << UInt64(index) } else if index < 128 { middle |= 1 << UInt64(index - 64) } else { high |= 1 << UInt64(index - 128) }
  }

  @inline(__always) func contains(_ name: Name) -> Bool {
    let index = name.rawValue
    return (index < 64 ? low >> UInt64(index) : index < 128 ? middle >> UInt64(index - 64) : high >> UInt64(index - 128)) & 1 == 1
  }

  @inline(__always) func forEach(_ body: (Int) -> Void) {
    for (offset, word) in [(0, low), (64, middle), (128, high)] {
      var bits = word
      while bits != 0 {
        body(offset + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
