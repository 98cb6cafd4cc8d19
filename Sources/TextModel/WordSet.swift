/// A fixed set of words, asked by key: one probe of a sparse table, seldom two.
public struct WordSet: Sendable {
  /// A power of two of places, at least three of four of them empty (0), in a large set every second one.
  @usableFromInline let slots: [UInt64]
  @usableFromInline let shift: UInt64

  /// The set of the words of `text`, in any case: `WordSet("các những mọi")`.
  public init(_ text: StaticString) { self.init(keys: text.withUTF8Buffer { unsafe tokenize([UInt8]($0)) }.map(\.key)) }

  public init(keys: [UInt64]) {
    var bits = 3
    while 1 << bits < keys.count * (keys.count < 1000 ? 4 : 2) { bits += 1 }
    shift = UInt64(64 - bits)
    var slots = [UInt64](repeating: 0, count: 1 << bits)
    for key in keys {
      precondition(key != 0, "0 is the key of no word")
      var slot = Int(Self.place(key, shift))
      while slots[slot] != 0 && slots[slot] != key { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = key
    }
    self.slots = slots
  }

  /// The words of both.
  public func union(_ other: WordSet) -> WordSet { WordSet(keys: (slots + other.slots).filter { $0 != 0 }) }

  @inlinable @inline(__always) static func place(_ key: UInt64, _ shift: UInt64) -> UInt64 { (key &* 0x9E37_79B9_7F4A_7C15) &>> shift }

  @inlinable @inline(__always) public func contains(_ key: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: Self.place(key, shift))
    while true {
      let found = slots[slot]
      if found == 0 { return false }
      if found == key { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
  }
}

/// A set of words or names that grows, by key or hash: those that an article made known.
public struct KeySet: Sendable {
  private var slots: [UInt64] = []
  public private(set) var count = 0

  public init() {}

  @inline(__always) public var isEmpty: Bool { count == 0 }

  public func contains(_ key: UInt64) -> Bool {
    guard count > 0 else { return false }
    return slots[place(key)] == key
  }

  /// `key` is not 0.
  public mutating func insert(_ key: UInt64) {
    precondition(key != 0, "0 is the key of no word")
    if count * 2 >= slots.count {
      let old = slots
      slots = Array(repeating: 0, count: max(16, old.count * 2))
      for key in old where key != 0 { slots[place(key)] = key }
    }
    let slot = place(key)
    if slots[slot] == 0 {
      slots[slot] = key
      count += 1
    }
  }

  /// Where the key is, or would be.
  private func place(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
    while slots[slot] != 0 && slots[slot] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}

/// Values by the key of a word or the hash of a name, which are hashes already: one multiplication finds a place where `Dictionary`
/// hashes once more.
public struct KeyMap<Value> {
  @usableFromInline var keys: [UInt64] = []
  @usableFromInline var values: [Value] = []
  /// Places in `keys`, from 1, at a power of two of slots, half of them empty.
  @usableFromInline var slots: [Int32] = []

  public init() {}

  @inlinable public var isEmpty: Bool { keys.isEmpty }

  /// Where the key is, or would be.
  @inlinable @inline(__always) func slot(_ key: UInt64) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot] != 0, keys[Int(slots[slot]) &- 1] != key { slot = (slot &+ 1) & mask }
    return slot
  }

  /// The place of the key, added with `value` if it is new.
  @inlinable mutating func place(_ key: UInt64, adding value: @autoclosure () -> Value) -> Int {
    if keys.count * 2 >= slots.count {
      slots = Array(repeating: 0, count: max(16, slots.count * 2))
      keys.reserveCapacity(slots.count / 2)
      values.reserveCapacity(slots.count / 2)
      for (place, key) in keys.enumerated() { slots[slot(key)] = Int32(place + 1) }
    }
    let slot = slot(key)
    if slots[slot] == 0 {
      keys.append(key)
      values.append(value())
      slots[slot] = Int32(keys.count)
    }
    return Int(slots[slot]) - 1
  }

  @inlinable public subscript(_ key: UInt64) -> Value? {
    get {
      guard !keys.isEmpty else { return nil }
      let place = slots[slot(key)]
      return place == 0 ? nil : values[Int(place) - 1]
    }
  }

  @inlinable public subscript(_ key: UInt64, default value: @autoclosure () -> Value) -> Value {
    get { self[key] ?? value() }
    _modify {
      let place = place(key, adding: value())
      yield &values[place]
    }
  }

  @inlinable public mutating func set(_ key: UInt64, _ value: Value) { values[place(key, adding: value)] = value }
}

extension KeyMap: Sendable where Value: Sendable {}

/// Bits for words, by key: what classes a word is in.
public struct WordBits: Sendable {
  @usableFromInline let slots: [(key: UInt64, bits: UInt64)]
  @usableFromInline let shift: UInt64

  public init(_ words: [UInt64: UInt64]) {
    var size = 3
    while 1 << size < words.count * 3 { size += 1 }
    shift = UInt64(64 - size)
    var slots = [(key: UInt64, bits: UInt64)](repeating: (0, 0), count: 1 << size)
    for (key, bits) in words {
      precondition(key != 0, "0 is the key of no word")
      var slot = Int(WordSet.place(key, shift))
      while slots[slot].key != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (key, bits)
    }
    self.slots = slots
  }

  /// The bits of a word; 0 for one that is not here.
  @inlinable @inline(__always) public subscript(_ key: UInt64) -> UInt64 {
    var slot = Int(truncatingIfNeeded: WordSet.place(key, shift))
    while true {
      let found = slots[slot]
      if found.key == key || found.key == 0 { return found.bits }
      slot = (slot + 1) & (slots.count - 1)
    }
  }
}

/// One bit for each of many hashes: most of those that a large table does not hold are told without a look into it, for the bits fit
/// into the cache that is near.
public struct KeyFilter: Sendable {
  @usableFromInline var bits: [UInt64]
  @usableFromInline let shift: UInt64

  /// With 2 to the power `size` bits; for few wrong guesses eight times as many as there will be keys.
  public init(size: Int) {
    bits = Array(repeating: 0, count: 1 << (size - 6))
    shift = UInt64(64 - size)
  }

  @inlinable @inline(__always) func place(_ hash: UInt64) -> (word: Int, bit: UInt64) {
    let place = (hash &* 0x9E37_79B9_7F4A_7C15) &>> shift
    return (Int(truncatingIfNeeded: place >> 6), 1 &<< place)
  }

  public mutating func insert(_ hash: UInt64) {
    let (word, bit) = place(hash)
    bits[word] |= bit
  }

  /// False only when `hash` was not inserted.
  @inlinable @inline(__always) public func mayHold(_ hash: UInt64) -> Bool {
    let (word, bit) = place(hash)
    return bits[word] & bit != 0
  }
}
