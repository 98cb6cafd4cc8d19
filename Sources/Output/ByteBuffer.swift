/// Bytes on their way out. It makes room once for a run of bytes and then copies them: `Array.append` asks for each call
/// whether the array is its own and large enough, which costs more than the bytes of a short string.
@safe struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    unsafe start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { unsafe start.deallocate() }

  var bytes: [UInt8] { unsafe [UInt8](UnsafeBufferPointer(start: start, count: count)) }

  @inline(__always) private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never) private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = larger
  }

  @inline(__always) mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe start[count] = byte
    count += 1
  }

  @inline(__always) mutating func append(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    reserve(length)
    unsafe (start + count).update(from: text.utf8Start, count: length)
    count += length
  }

  @inline(__always) mutating func append(_ bytes: Span<UInt8>) {
    reserve(bytes.count)
    unsafe bytes.withUnsafeBufferPointer {
      guard let first = $0.baseAddress else { return }
      unsafe (start + count).update(from: first, count: $0.count)
    }
    count += bytes.count
  }

  /// In decimal; not negative, at most 32 bits.
  mutating func append(decimal value: Int) {
    precondition(value >= 0 && value <= Int(UInt32.max), "offsets and counts only")
    var rest = UInt32(truncatingIfNeeded: value)
    // The last eight digits as one word, the first of them in its lowest byte.
    var (digits, length): (UInt64, Int) = (0, 0)
    repeat {
      digits = digits << 8 | UInt64(0x30 | rest % 10)
      rest /= 10
      length &+= 1
    } while rest > 0 && length < 8
    if rest > 0 { append(decimal: Int(rest)) }
    reserve(8)
    unsafe UnsafeMutableRawPointer(start + count).storeBytes(of: digits.littleEndian, as: UInt64.self)
    count &+= length
  }

  /// As a JSON string, in quotation marks.
  mutating func append(json bytes: Span<UInt8>) {
    append(0x22)
    append(escaped: bytes)
    append(0x22)
  }

  /// As a part of a JSON string: what needs no escape is copied in whole runs.
  mutating func append(escaped bytes: Span<UInt8>) {
    var copied = 0
    while true {
      let index = Self.firstEscape(bytes, from: copied)
      append(bytes.extracting(copied..<index))
      guard index < bytes.count else { return }
      escape(bytes[index])
      copied = index + 1
    }
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x22: append("\\\"")
    case 0x5C: append("\\\\")
    case 0x0A: append("\\n")
    case 0x09: append("\\t")
    default:
      append("\\u00")
      append(Self.hexDigit(byte >> 4))
      append(Self.hexDigit(byte & 15))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// The first control, quotation mark or backslash from `start` on, or the end: eight bytes at a time, the last eight over those before.
  @inline(__always) private static func firstEscape(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes.count - start >= 8 {
      index = min(index, bytes.count - 8)
      let found = escapes(UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)))
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F { return index }
      index += 1
    }
    return index
  }

  /// The high bit of each byte that is a control, a quotation mark or a backslash. A borrow may mark a byte above one that is
  /// marked rightly, never the lowest.
  @inline(__always) private static func escapes(_ word: UInt64) -> UInt64 {
    func zero(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }
    let controls = (word &- 0x2020_2020_2020_2020) & ~word
    return (controls | zero(word ^ 0x2222_2222_2222_2222) | zero(word ^ 0x5C5C_5C5C_5C5C_5C5C) | zero(word ^ 0x7F7F_7F7F_7F7F_7F7F)) & 0x8080_8080_8080_8080
  }
}
