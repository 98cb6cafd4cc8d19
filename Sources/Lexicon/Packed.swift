/// Numbers and keys seven bits a byte, so that they can stand in a string literal: the one large constant that a build plugin can
/// give to a program and that compiles in a moment. They are read where they lie; nothing is unpacked when the program starts.
///
/// A number has 28 bits and takes four bytes. A key is a hash without the top bit of each of its eight bytes.
@safe @usableFromInline struct Packed: Sendable {
  @usableFromInline nonisolated(unsafe) let base: UnsafeRawPointer
  /// In bytes.
  @usableFromInline let count: Int

  /// Bytes that stay as long as the program runs.
  init(_ base: UnsafeRawPointer, count: Int) { (unsafe self.base, self.count) = unsafe (base, count) }

  /// Bytes made while the program runs; they are never given back.
  init(keeping bytes: [UInt8]) {
    let kept = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 8)
    unsafe kept.copyBytes(from: bytes)
    unsafe self.init(UnsafeRawPointer(kept.baseAddress!), count: bytes.count)
  }

  @inlinable @inline(__always) subscript(_ byte: Int) -> UInt8 { unsafe base.load(fromByteOffset: byte, as: UInt8.self) }

  /// The number that starts at `byte`.
  @inlinable @inline(__always) func number(at byte: Int) -> Int { Self.number(bytes(at: byte)) }

  /// A number's four bytes; all 0 for 0.
  @inlinable @inline(__always) func bytes(at byte: Int) -> UInt32 {
    assert(byte >= 0 && byte + 4 <= count)
    return unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: byte, as: UInt32.self))
  }

  @inlinable @inline(__always) static func number(_ bytes: UInt32) -> Int {
    let pairs = bytes & 0x007F_007F | (bytes & 0x7F00_7F00) >> 1
    return Int(pairs & 0x3FFF | (pairs & 0x3FFF_0000) >> 2)
  }

  /// The key that starts at `byte`.
  @inlinable @inline(__always) func key(at byte: Int) -> UInt64 {
    assert(byte >= 0 && byte + 8 <= count)
    return unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
  }

  /// What is kept of a hash; never 0.
  @inlinable @inline(__always) static func key(_ hash: UInt64) -> UInt64 { hash & 0x7F7F_7F7F_7F7F_7F7F | 1 }

  /// The next part that `Packer.add(part:)` wrote; `position` goes behind it.
  func part(_ position: inout Int) -> Packed {
    let size = number(at: position)
    position += 4 + size
    return unsafe Packed(base + (position - size), count: size)
  }
}

/// Writes what `Packed` reads.
struct Packer {
  private(set) var bytes: [UInt8] = []

  mutating func add(number: Int) {
    precondition(number >= 0 && number < 1 << 28, "\(number) does not fit into 28 bits")
    for shift in [0, 7, 14, 21] { bytes.append(UInt8(number >> shift & 0x7F)) }
  }

  mutating func add(key: UInt64) { for shift in 0..<8 { bytes.append(UInt8(key >> UInt64(shift * 8) & 0x7F)) } }

  mutating func add(byte: UInt8) { bytes.append(byte & 0x7F) }

  mutating func add(part: Packer) {
    add(number: part.bytes.count)
    bytes += part.bytes
  }
}

/// Numbers by hash: one open-addressed table behind a filter, which tells most of the hashes that it does not hold without a look into it.
///
/// A slot is a key, 0 where it is free, and `width` numbers.
@usableFromInline struct PackedTable: Sendable {
  @usableFromInline let filter: Packed
  @usableFromInline let slots: Packed
  @usableFromInline let mask: Int
  @usableFromInline let shift: UInt64
  @usableFromInline let size: Int

  init(_ packed: Packed, _ position: inout Int) {
    let head = packed.part(&position)
    size = 8 + 4 * head.number(at: 0)
    filter = packed.part(&position)
    slots = packed.part(&position)
    mask = slots.count / size - 1
    shift = UInt64(64 - filter.count.trailingZeroBitCount)
  }

  /// Where the numbers of `hash` start; nil when it is not here.
  @inlinable @inline(__always) func find(_ hash: UInt64) -> Int? {
    let mixed = hash &* 0x9E37_79B9_7F4A_7C15
    guard filter[Int(truncatingIfNeeded: mixed &>> shift)] & Self.bit(mixed) != 0 else { return nil }
    let key = Packed.key(hash)
    var slot = Int(truncatingIfNeeded: mixed >> 20) & mask
    while true {
      let found = slots.key(at: slot &* size)
      if found == key { return slot &* size &+ 8 }
      if found == 0 { return nil }
      slot = (slot &+ 1) & mask
    }
  }

  @inlinable @inline(__always) func number(_ place: Int, _ index: Int = 0) -> Int { slots.number(at: place &+ 4 &* index) }

  @inline(__always) func bytes(_ place: Int, _ index: Int) -> UInt32 { slots.bytes(at: place &+ 4 &* index) }

  /// Two numbers as 56 bits, where keys have theirs.
  @inline(__always) func bits(_ place: Int, _ index: Int) -> UInt64 { slots.key(at: place &+ 4 &* index) }

  static func numbers(ofBits bits: UInt64) -> [Int] {
    var numbers = [0, 0]
    for byte in 0..<8 { numbers[byte / 4] |= Int(bits >> UInt64(8 * byte) & 0x7F) << (byte % 4 * 7) }
    return numbers
  }

  /// One of seven.
  @inlinable @inline(__always) static func bit(_ mixed: UInt64) -> UInt8 { 1 &<< UInt8(truncatingIfNeeded: ((mixed & 0xFFFF) &* 7) >> 16) }

  /// Each key with where its numbers start, in no order.
  func forEach(_ body: (UInt64, Int) -> Void) {
    for slot in 0...mask where slots.key(at: slot * size) != 0 { body(slots.key(at: slot * size), slot * size + 8) }
  }

  /// Writes `rows`, each `width` numbers; of one hash the first row stays.
  static func pack(_ rows: [(hash: UInt64, numbers: [Int])], width: Int, into packer: inout Packer) {
    var count = 8
    while count < rows.count * 3 / 2 { count *= 2 }
    var filter = [UInt8](repeating: 0, count: count)
    var keys = [UInt64](repeating: 0, count: count)
    var numbers = [[Int]](repeating: Array(repeating: 0, count: width), count: count)
    for row in rows {
      let mixed = row.hash &* 0x9E37_79B9_7F4A_7C15
      filter[Int(truncatingIfNeeded: mixed >> UInt64(64 - count.trailingZeroBitCount))] |= bit(mixed)
      var slot = Int(truncatingIfNeeded: mixed >> 20) & (count - 1)
      while keys[slot] != 0, keys[slot] != Packed.key(row.hash) { slot = (slot + 1) & (count - 1) }
      if keys[slot] == 0 { (keys[slot], numbers[slot]) = (Packed.key(row.hash), row.numbers) }
    }
    var (head, bits, slots) = (Packer(), Packer(), Packer())
    head.add(number: width)
    for byte in filter { bits.add(byte: byte) }
    for slot in 0..<count {
      slots.add(key: keys[slot])
      for number in numbers[slot] { slots.add(number: number) }
    }
    for part in [head, bits, slots] { packer.add(part: part) }
  }
}
