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

/// A linear model over named traits and words; the log-odds of a candidate are the sum of the weights of what it has.
///
/// Names in `directive-weights.tsv`: "accept.TRAIT" counts for every kind, "accept.KIND.TRAIT" for one,
/// "accept.row.SURFACE" for a row of the cue table, "accept.PLACE=WORDS" for words at a place; likewise "start.…" for
/// where the action starts.
struct Model: Sendable {
  /// One list of weights: shared traits, then the traits of each kind, then the rows of the cue table; and words.
  struct Weights: Sendable {
    var values: [Double] { didSet { sums = summed() } }
    /// What a trait weighs in each kind, shared and own.
    private var sums: [Double] = []
    /// By `WordPlace.hash`.
    var words: Lexicon.Weights { didSet { most = words.most(lastPlaces) } }
    let traits: Int
    /// Where words are weighed last, and the most that they can add: what cannot be reached with that is not weighed to its end.
    private let lastPlaces: [WordPlace]
    private(set) var most: Double

    /// With the weights of `all` whose names start with `prefix`.
    init(_ prefix: StaticString, traits: [String], rows: [String], lastPlaces: [WordPlace], all: Lexicon.Weights) {
      self.traits = traits.count
      words = all
      self.lastPlaces = lastPlaces
      most = all.most(lastPlaces)
      values = []
      values.reserveCapacity(traits.count * (Kind.allCases.count + 1) + rows.count)
      let start = byteHash(prefix.withUTF8Buffer { unsafe Array($0) } + [0x2E])
      let kinds = [start] + Kind.allCases.map { byteHash("\($0).".utf8, after: start) }
      for kind in kinds { for trait in traits { values.append(all.weight(byteHash(trait.utf8, after: kind))) } }
      let row = byteHash("row.".utf8, after: start)
      for name in rows { values.append(all.weight(byteHash(name.utf8, after: row))) }
      sums = summed()
    }

    func row(_ row: Int) -> Int { traits * (Kind.allCases.count + 1) + row }

    @inline(__always) func score<Name>(_ set: TraitSet<Name>, _ kind: Kind, row cue: Int?, words: Double) -> Double {
      var sum = words + (cue.map { values[row($0)] } ?? 0)
      let own = kind.rawValue * traits
      set.forEach { sum += sums[own + $0] }
      return sum
    }

    private func summed() -> [Double] { (0..<Kind.allCases.count * traits).map { values[$0 % traits] + values[traits + $0] } }

    /// What `score` adds up, as `Learning` counts it.
    func features<Name>(_ set: TraitSet<Name>, _ kind: Kind, row cue: Int?, words: [UInt64]) -> [UInt64] {
      var features = cue.map { [UInt64(row($0))] } ?? []
      set.forEach { features += [UInt64($0), UInt64((kind.rawValue + 1) * traits + $0)] }
      return features + words
    }
  }

  var accept: Weights
  var start: Weights
  private let names: [(prefix: String, traits: [String])]
  private let rows: [String]

  init(_ weights: Lexicon.Weights, cues: [String]) {
    let (traits, starts) = (Trait.allCases.map { "\($0)" }, StartTrait.allCases.map { "\($0)" })
    accept = Weights("accept", traits: traits, rows: cues, lastPlaces: WordPlace.inOutline, all: weights)
    start = Weights("start", traits: starts, rows: cues, lastPlaces: WordPlace.ofStart, all: weights)
    names = [("accept", traits), ("start", starts)]
    rows = cues
  }

  /// Takes every weight away.
  mutating func clear() {
    for path in [\Model.accept, \Model.start] {
      self[keyPath: path].values = self[keyPath: path].values.map { _ in 0 }
      self[keyPath: path].words = Lexicon.Weights([])
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
    for (list, weights) in [accept, start].enumerated() {
      for (index, value) in weights.values.enumerated() where abs(value) >= 0.0005 {
        lines.append(name(list, index) + "\t" + thousandths(value))
      }
      weights.words.forEach { lines.append("\(names[list].prefix).\(wordNames[$0]!)\t" + thousandths($1)) }
    }
    return "feature\tweight\n" + lines.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { $0 + "\n" }.joined()
  }
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
    func each(_ bits: UInt64, from first: Int) {
      var bits = bits
      while bits != 0 {
        body(first + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    each(low, from: 0)
    each(middle, from: 64)
    each(high, from: 128)
  }
}
