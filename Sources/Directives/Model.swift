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
    var values: [Double]
    /// By the hash of a place and its words (`WordPlace.hash`).
    var words: [UInt64: Double] = [:]
    let traits: Int

    init(traits: Int, rows: Int) {
      self.traits = traits
      values = Array(repeating: 0, count: traits * (Kind.allCases.count + 1) + rows)
    }

    func row(_ row: Int) -> Int { traits * (Kind.allCases.count + 1) + row }

    @inline(__always) func score<Name>(_ set: TraitSet<Name>, _ kind: Kind, row cue: Int?, words: [UInt64]) -> Double {
      var sum = cue.map { values[row($0)] } ?? 0
      let own = (kind.rawValue + 1) * traits
      set.forEach { sum += values[$0] + values[own + $0] }
      for word in words { if let weight = self.words[word] { sum += weight } }
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
    guard let table else { return }
    var known: [String: Double] = [:]
    let places = Dictionary(uniqueKeysWithValues: WordPlace.allCases.map { ("\($0)", $0) })
    for row in 0..<table.rowCount {
      let (name, weight) = (table.field(row: row, column: 0), Double(table.field(row: row, column: 1)) ?? 0)
      guard let equal = name.firstIndex(of: "="), let dot = name.firstIndex(of: "."), dot < equal, let place = places[String(name[name.index(after: dot)..<equal])] else {
        known[name] = weight
        continue
      }
      let words = tokenize(Array(name[name.index(after: equal)...].utf8))
      self[keyPath: name[..<dot] == "accept" ? \Model.accept : \.start].words[place.hash(words[...])] = weight
    }
    for (list, path) in [(0, \Model.accept), (1, \Model.start), (2, \Model.inherit)] {
      for index in self[keyPath: path].values.indices {
        if let weight = known[name(list, index)] { self[keyPath: path].values[index] = weight }
      }
    }
  }

  /// Takes every weight away.
  mutating func clear() {
    for path in [\Model.accept, \Model.start, \Model.inherit] {
      self[keyPath: path].values = self[keyPath: path].values.map { _ in 0 }
      self[keyPath: path].words = [:]
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
      for (word, value) in weights.words { lines.append("\(names[list].prefix).\(wordNames[word]!)\t" + thousandths(value)) }
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
    for (offset, word) in [(0, low), (64, middle), (128, high)] {
      var bits = word
      while bits != 0 {
        body(offset + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
