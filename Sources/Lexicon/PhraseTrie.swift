internal import TextModel

/// A trie over phrases, a syllable a step, in two open-addressed tables: first syllables, which every token asks for, and all
/// further steps, behind two filters that answer most misses.
struct PhraseTrie: Sendable {
  /// What one syllable leads to.
  struct Step: Sendable {
    /// Its number, from 1; 0 where nothing is.
    fileprivate var node: Int32 = 0
    /// What `insert` put here last; -1 for nothing.
    fileprivate(set) var value: Int32 = -1
    /// One bit for each further syllable, by its key: no bit, no step.
    fileprivate var filter: UInt64 = 0

    @inline(__always) var isNone: Bool { node == 0 }
  }

  /// Keys stand apart from what they lead to: a look that finds nothing touches them alone. No key is 0.
  private struct Table: Sendable {
    private var keys: [UInt64]
    private var steps: [Step]
    private var count = 0

    init(capacity: Int) {
      keys = Array(repeating: 0, count: capacity)
      steps = Array(repeating: Step(), count: capacity)
    }

    @inline(__always) func find(_ key: UInt64) -> Step {
      let slot = place(key)
      return keys[slot] == 0 ? Step() : steps[slot]
    }

    /// The slot of `key`, taken by a new step with number `node` when it was free.
    mutating func place(_ key: UInt64, new node: Int32) -> (slot: Int, isNew: Bool) {
      if (count + 1) * 3 > keys.count * 2 { grow() }
      let slot = place(key)
      guard keys[slot] == 0 else { return (slot, false) }
      keys[slot] = key
      steps[slot].node = node
      count += 1
      return (slot, true)
    }

    mutating func change<Result>(_ slot: Int, _ body: (inout Step) -> Result) -> Result { body(&steps[slot]) }

    /// Where the key is, or would be.
    @inline(__always) private func place(_ key: UInt64) -> Int {
      let mask = keys.count - 1
      var slot = Int(truncatingIfNeeded: key >> 20) & mask
      while keys[slot] != key && keys[slot] != 0 { slot = (slot + 1) & mask }
      return slot
    }

    private mutating func grow() {
      let (oldKeys, oldSteps) = (keys, steps)
      keys = Array(repeating: 0, count: oldKeys.count * 2)
      steps = Array(repeating: Step(), count: oldKeys.count * 2)
      for old in oldKeys.indices where oldKeys[old] != 0 {
        let slot = place(oldKeys[old])
        (keys[slot], steps[slot]) = (oldKeys[old], oldSteps[old])
      }
    }
  }

  private var roots = Table(capacity: 1 << 13)
  private var steps = Table(capacity: 1 << 16)
  private var known = KeyFilter(size: 19)
  private var nodes: Int32 = 0

  /// Puts a value at the phrase's node, and returns the one that stood there (-1 for none).
  mutating func insert(_ phrase: [Token], value: Int32) -> Int32 {
    var (slot, isNew) = roots.place(Self.mix(phrase[0].key), new: nodes + 1)
    if isNew { nodes += 1 }
    var isRoot = true
    for token in phrase.dropFirst() {
      let key = Self.oneDash(token.key)
      let bit = Self.bit(key)
      let mark = { (step: inout Step) in
        step.filter |= bit
        return step.node
      }
      let node = isRoot ? roots.change(slot, mark) : steps.change(slot, mark)
      let mixed = Self.mix(node, key)
      (slot, isNew) = steps.place(mixed, new: nodes + 1)
      known.insert(mixed)
      if isNew { nodes += 1 }
      isRoot = false
    }
    let put = { (step: inout Step) in
      let before = step.value
      step.value = value
      return before
    }
    return isRoot ? roots.change(slot, put) : steps.change(slot, put)
  }

  /// What a first syllable leads to.
  @inline(__always) func root(_ key: UInt64) -> Step { roots.find(Self.mix(key)) }

  @inline(__always) func step(_ from: Step, _ word: UInt64) -> Step {
    let key = Self.oneDash(word)
    guard from.filter & Self.bit(key) != 0 else { return Step() }
    let mixed = Self.mix(from.node, key)
    return known.mayHold(mixed) ? steps.find(mixed) : Step()
  }

  /// The en dash of "Bà Rịa – Vũng Tàu" is the hyphen of the tables.
  @inline(__always) private static func oneDash(_ key: UInt64) -> UInt64 { key == 0x2013 ? 0x2D : key }

  @inline(__always) private static func bit(_ key: UInt64) -> UInt64 { 1 << ((key &* 0x9E37_79B9_7F4A_7C15) >> 58) }

  @inline(__always) private static func mix(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 | 1 }

  @inline(__always) private static func mix(_ node: Int32, _ key: UInt64) -> UInt64 {
    (key ^ UInt64(UInt32(bitPattern: node)) &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15 | 1
  }
}

/// Rows by the hash of a name, in table order.
struct RowIndex: Sendable {
  private var slots: [(hash: UInt64, first: Int32)] = []
  private var next: [Int32] = []

  init() {}

  /// `hashes[row]` is the hash of each row's name.
  init(_ hashes: [UInt64]) {
    var size = 16
    while size < hashes.count * 2 { size *= 2 }
    slots = Array(repeating: (0, -1), count: size)
    next = Array(repeating: -1, count: hashes.count)
    for row in hashes.indices.reversed() {
      let slot = find(hashes[row])
      next[row] = slots[slot].first
      slots[slot] = (hashes[row], Int32(row))
    }
  }

  private func find(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
    while slots[slot].first >= 0, slots[slot].hash != hash { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  func rows(_ hash: UInt64) -> [Int] {
    guard !slots.isEmpty else { return [] }
    var rows: [Int] = []
    var row = slots[find(hash)].first
    while row >= 0 {
      rows.append(Int(row))
      row = next[Int(row)]
    }
    return rows
  }
}
