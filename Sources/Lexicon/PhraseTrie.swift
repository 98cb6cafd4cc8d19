internal import TextModel

/// A trie over phrases, a syllable a step, in two open-addressed tables: first syllables, which every token asks for, and all
/// further steps, behind a filter that answers most misses.
struct PhraseTrie: Sendable {
  private struct Step: Sendable {
    var key: UInt64 = 0
    /// 0 where the place is empty.
    var child: Int32 = 0
    /// The child's value and filter, beside what leads to it.
    var value: Int32 = -1
    var filter: UInt64 = 0
  }

  private struct Node: Sendable {
    /// One bit for each further syllable, by its key: no bit, no child.
    var filter: UInt64 = 0
    /// What `insert` put here last; -1 for nothing.
    var value: Int32 = -1
  }

  private var roots = [Step](repeating: Step(), count: 1 << 13)
  private var rootCount = 0
  private var steps = [Step](repeating: Step(), count: 1 << 16)
  private var nodes = [Node()]

  /// Puts a value at the phrase's node, and returns the one that stood there (-1 for none).
  mutating func insert(_ phrase: [Token], value: Int32) -> Int32 {
    var node = root(phrase[0].key)
    if node == 0 { node = insertRoot(phrase[0].key) }
    for token in phrase.dropFirst() {
      var next = step(node, token.key)
      if next == 0 {
        nodes[Int(node)].filter |= Self.bit(token.key)
        next = insertStep(Self.combine(node, token.key))
      }
      node = next
    }
    defer { nodes[Int(node)].value = value }
    return nodes[Int(node)].value
  }

  /// The node of a first syllable; 0 for none.
  @inline(__always) func root(_ key: UInt64) -> Int32 { Self.find(roots, key &* 0x9E37_79B9_7F4A_7C15 | 1) }

  @inline(__always) func value(_ node: Int32) -> Int32 { nodes[Int(node)].value }

  @inline(__always) func step(_ node: Int32, _ key: UInt64) -> Int32 {
    nodes[Int(node)].filter & Self.bit(key) == 0 ? 0 : Self.find(steps, Self.combine(node, key))
  }

  @inline(__always) private static func bit(_ key: UInt64) -> UInt64 { 1 << ((key &* 0x9E37_79B9_7F4A_7C15) >> 58) }

  @inline(__always) private static func combine(_ node: Int32, _ key: UInt64) -> UInt64 {
    (key ^ UInt64(UInt32(bitPattern: node)) &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  @inline(__always) private static func find(_ table: [Step], _ key: UInt64) -> Int32 {
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while true {
      let step = table[slot]
      if step.key == key || step.child == 0 { return step.child }
      slot = (slot + 1) & mask
    }
  }

  private mutating func insertRoot(_ key: UInt64) -> Int32 {
    rootCount += 1
    if rootCount * 3 > roots.count { Self.grow(&roots) }
    let child = newNode()
    Self.put(&roots, Step(key: key &* 0x9E37_79B9_7F4A_7C15 | 1, child: child))
    return child
  }

  private mutating func insertStep(_ key: UInt64) -> Int32 {
    if (nodes.count - rootCount) * 2 > steps.count { Self.grow(&steps) }
    let child = newNode()
    Self.put(&steps, Step(key: key, child: child))
    return child
  }

  private mutating func newNode() -> Int32 {
    nodes.append(Node())
    return Int32(nodes.count - 1)
  }

  private static func put(_ table: inout [Step], _ step: Step) {
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: step.key >> 20) & mask
    while table[slot].child != 0 { slot = (slot + 1) & mask }
    table[slot] = step
  }

  private static func grow(_ table: inout [Step]) {
    let old = table
    table = Array(repeating: Step(), count: old.count * 2)
    for step in old where step.child != 0 { put(&table, step) }
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
