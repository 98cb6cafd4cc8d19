internal import TextModel

/// Weights of words at their places, by hash. Candidates ask for some sixty each, so it is one flat table.
struct WordWeights: Sendable {
  private var slots: [(key: UInt64, weight: Double)]
  private(set) var count = 0
  private var known = KeyFilter(size: 16)

  init(capacity: Int = 16) {
    var size = 16
    while size < capacity * 3 / 2 { size *= 2 }
    slots = Array(repeating: (0, 0), count: size)
  }

  /// The slot of `key`, or the free one where it belongs. Hashes have their top bit set: 0 is no key.
  @inline(__always) private func slot(_ key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key >> 24) & mask
    while slots[slot].key != key && slots[slot].key != 0 { slot = (slot + 1) & mask }
    return slot
  }

  @inline(__always) func weight(_ key: UInt64) -> Double { known.mayHold(key) ? slots[slot(key)].weight : 0 }

  mutating func insert(_ key: UInt64, _ weight: Double) {
    if (count + 1) * 3 > slots.count * 2 {
      let old = slots
      slots = Array(repeating: (0, 0), count: old.count * 2)
      for entry in old where entry.key != 0 { slots[slot(entry.key)] = entry }
    }
    let slot = slot(key)
    if slots[slot].key == 0 { count += 1 }
    slots[slot] = (key, weight)
    known.insert(key)
  }

  /// Every hash with its weight, in no order.
  func forEach(_ body: (UInt64, Double) -> Void) { for entry in slots where entry.key != 0 { body(entry.key, entry.weight) } }
}
