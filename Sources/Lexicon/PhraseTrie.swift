internal import TextModel

/// A trie over phrases, a syllable a step, in two tables: first syllables, which every token asks for, and all further steps.
struct PhraseTrie: Sendable {
  /// What one syllable leads to.
  ///
  /// Numbers stay packed until they are asked for: most steps lead nowhere.
  struct Step: Sendable {
    fileprivate var nodeBytes: UInt32 = 0
    fileprivate var valueBytes: UInt32 = 0
    /// One bit for each further syllable, by its key: no bit, no step.
    fileprivate var filter: UInt64 = 0

    @inline(__always) var isNone: Bool { nodeBytes == 0 }
    /// Its number, from 1.
    @inline(__always) fileprivate var node: Int { Packed.number(nodeBytes) }
    /// What `Builder.pack` was given for the phrase that ends here, from 1; nil for nothing.
    @inline(__always) var value: Int? { valueBytes == 0 ? nil : Packed.number(valueBytes) }
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
    return Step(nodeBytes: table.bytes(place, 0), valueBytes: table.bytes(place, 1), filter: table.bits(place, 2))
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
    /// By node; 0 is none.
    private var filters: [UInt64] = [0]
    private var roots: [UInt64: Int] = [:]
    private var steps: [UInt64: Int] = [:]

    /// The node of the phrase.
    mutating func insert(_ phrase: [Token]) -> Int {
      var node = next(phrase[0].key, \.roots)
      for token in phrase.dropFirst() {
        let key = oneDash(token.key)
        filters[node] |= bit(key)
        node = next(mix(node, key), \.steps)
      }
      return node
    }

    private mutating func next(_ key: UInt64, _ table: WritableKeyPath<Self, [UInt64: Int]>) -> Int {
      if let node = self[keyPath: table][key] { return node }
      filters.append(0)
      self[keyPath: table][key] = filters.count - 1
      return filters.count - 1
    }

    /// With the value of each node that has one.
    func pack(_ values: [Int: Int], into packer: inout Packer) {
      for table in [roots, steps] {
        // By node: the same tables make the same bytes.
        let rows = table.sorted { $0.value < $1.value }.map { key, node in
          (hash: key, numbers: [node, values[node] ?? 0] + PackedTable.numbers(ofBits: filters[node]))
        }
        PackedTable.pack(rows, width: 4, into: &packer)
      }
    }
  }
}
