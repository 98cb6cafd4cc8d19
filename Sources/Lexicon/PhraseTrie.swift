internal import TextModel

/// A trie over phrases, a syllable a step, in two tables: first syllables, which every token asks for, and all further steps.
struct PhraseTrie: Sendable {
  /// What one syllable leads to.
  struct Step: Sendable {
    /// Its number, from 1; 0 where nothing is.
    fileprivate var node = 0
    /// What `Builder.insert` put here last, from 1; 0 for nothing.
    fileprivate(set) var value = 0
    /// One bit for each further syllable, by its key: no bit, no step.
    fileprivate var filter: UInt64 = 0

    @inline(__always) var isNone: Bool { node == 0 }
  }

  private let roots: PackedTable
  private let steps: PackedTable

  init(_ packed: Packed, _ position: inout Int) {
    roots = PackedTable(packed, &position)
    steps = PackedTable(packed, &position)
  }

  /// What a first syllable leads to.
  @inline(__always) func root(_ key: UInt64) -> Step { Self.step(roots, key) }

  @inline(__always) func step(_ from: Step, _ word: UInt64) -> Step {
    let key = Self.oneDash(word)
    return from.filter & Self.bit(key) == 0 ? Step() : Self.step(steps, Self.mix(from.node, key))
  }

  @inline(__always) private static func step(_ table: PackedTable, _ key: UInt64) -> Step {
    guard let place = table.find(key) else { return Step() }
    return Step(node: table.number(place), value: table.number(place, 1), filter: table.bits(place, 2))
  }

  /// The en dash of "Bà Rịa – Vũng Tàu" is the hyphen of the tables.
  @inline(__always) private static func oneDash(_ key: UInt64) -> UInt64 { key == 0x2013 ? 0x2D : key }

  /// One of the bits that a key has.
  @inline(__always) private static func bit(_ key: UInt64) -> UInt64 {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return 1 &<< ((mixed >> 61) << 3 | ((mixed >> 40 & 0xFFFF) &* 7) >> 16)
  }

  @inline(__always) private static func mix(_ node: Int, _ key: UInt64) -> UInt64 { key ^ UInt64(node) &* 0xD6E8_FEB8_6659_FD93 }

  /// Takes the phrases in and writes the tables.
  struct Builder {
    private var nodes = [Step()]
    private var roots: [UInt64: Int] = [:]
    private var steps: [UInt64: Int] = [:]

    /// Puts a value at the phrase's node, and returns the one that stood there (0 for none).
    mutating func insert(_ phrase: [Token], value: Int) -> Int {
      var node = next(phrase[0].key, \.roots)
      for token in phrase.dropFirst() {
        let key = oneDash(token.key)
        nodes[node].filter |= bit(key)
        node = next(mix(node, key), \.steps)
      }
      defer { nodes[node].value = value }
      return nodes[node].value
    }

    private mutating func next(_ key: UInt64, _ table: WritableKeyPath<Self, [UInt64: Int]>) -> Int {
      if let node = self[keyPath: table][key] { return node }
      nodes.append(Step(node: nodes.count))
      self[keyPath: table][key] = nodes.count - 1
      return nodes.count - 1
    }

    func pack(into packer: inout Packer) {
      for table in [roots, steps] {
        // By node: the same tables make the same bytes.
        let rows = table.sorted { $0.value < $1.value }.map { key, node in
          (hash: key, numbers: [node, nodes[node].value] + PackedTable.numbers(ofBits: nodes[node].filter))
        }
        PackedTable.pack(rows, width: 4, into: &packer)
      }
    }
  }
}
