/// Where each byte of a text stands in the unit asked for: code points are counted up to each 32nd byte ahead, from there on demand.
struct Positions {
  let unit: OffsetUnit
  private let utf8: [UInt8]
  /// Code points before each 32nd byte.
  private let marks: [Int32]
  /// For UTF-16, where the characters of two units stand.
  private let pairs: [Int]

  init(_ utf8: [UInt8], _ unit: OffsetUnit) {
    self.unit = unit
    self.utf8 = utf8
    pairs = unit == .utf16 ? utf8.indices.filter { utf8[$0] >= 0xF0 } : []
    let bytes = unsafe utf8.span.bytes
    var marks: [Int32] = [0]
    marks.reserveCapacity(bytes.byteCount / 32 + 1)
    for start in stride(from: 0, to: bytes.byteCount - 31, by: 32) {
      marks.append(marks[marks.count - 1] + 32 - Self.continuations(bytes, start, start + 32))
    }
    self.marks = marks
  }

  subscript(_ offset: Int) -> Int {
    if unit == .utf8 { return offset }
    if pairs.isEmpty { return codePoint(offset) }
    return codePoint(offset) + pairs.firstIndex(behind: { $0 >= offset })
  }

  private func codePoint(_ offset: Int) -> Int {
    precondition(offset >= 0 && offset <= utf8.count)
    return offset - offset / 32 * 32 + Int(marks[offset / 32] - Self.continuations(unsafe utf8.span.bytes, offset / 32 * 32, offset))
  }

  /// Continuation bytes in `start..<end`, at most 255 words: one bit in each byte's lane, the lanes added up at the end.
  @inline(__always) private static func continuations(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int32 {
    var lanes: UInt64 = 0
    var index = start
    while index + 8 <= end {
      lanes &+= lane(bytes, index)
      index += 8
    }
    if index < end {
      // The last bytes as the low end of a whole word, or one by one where the text ends.
      if index + 8 <= bytes.byteCount {
        lanes &+= lane(bytes, index) & (1 << UInt64((end - index) * 8) - 1)
      } else {
        while index < end {
          if unsafe bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self) & 0xC0 == 0x80 { lanes &+= 1 }
          index += 1
        }
      }
    }
    return Int32(truncatingIfNeeded: (lanes &* 0x0101_0101_0101_0101) >> 56)
  }

  @inline(__always) private static func lane(_ bytes: RawSpan, _ index: Int) -> UInt64 {
    let word = UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    return (word >> 7) & (~word >> 6) & 0x0101_0101_0101_0101
  }
}
