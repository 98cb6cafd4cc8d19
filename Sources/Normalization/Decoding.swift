internal import TextModel

/// UTF-8 made of bytes in another encoding, with an edit for every character whose bytes changed.
struct Decoded {
  var utf8: [UInt8] = []
  var edits: [OffsetMap.Edit] = []
  /// Bytes that mean nothing in their encoding, now U+FFFD.
  var undefined = 0

  /// Appends `scalar` for `length` source bytes at `source`.
  fileprivate mutating func append(_ scalar: UInt32, source: Int, length: Int) {
    if scalar < 0x80 && length == 1 {
      utf8.append(UInt8(scalar))
      return
    }
    let start = utf8.count
    switch scalar {
    case ..<0x80: utf8.append(UInt8(scalar))
    case ..<0x800: utf8 += [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
    case ..<0x10000: utf8 += [UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
    default: utf8 += [UInt8(0xF0 | scalar >> 18), UInt8(0x80 | scalar >> 12 & 0x3F), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
    }
    edits.append(OffsetMap.Edit(source: source, sourceLength: length, target: start, targetLength: utf8.count - start))
    if scalar == 0xFFFD { undefined += 1 }
  }

  /// Appends `range` of `source`, read as `encoding`. UTF-8 must be well-formed there.
  mutating func append(_ source: [UInt8], _ range: Range<Int>, as encoding: TextEncoding) throws(NormalizationError) {
    switch encoding {
    case .utf8:
      let start = utf8.count
      utf8 += source[range]
      // The distance to the source may have changed before: an edit of equal lengths would hide inner offsets, an empty one keeps them.
      edits.append(OffsetMap.Edit(source: range.lowerBound, sourceLength: 0, target: start, targetLength: 0))
    case .utf16le: try appendUTF16(source, range, low: 0)
    case .utf16be: try appendUTF16(source, range, low: 1)
    case .vni: appendVNI(source, range)
    case .viqr: appendVIQR(source, range)
    case .windows1258, .viscii, .tcvn3, .tcvn5712:
      guard let table = encoding.table else { return }
      for index in range { append(table[Int(source[index])], source: index, length: 1) }
    }
  }

  private mutating func appendUTF16(_ source: [UInt8], _ range: Range<Int>, low: Int) throws(NormalizationError) {
    func unit(_ index: Int) -> UInt32 { UInt32(source[index + low]) | UInt32(source[index + 1 - low]) << 8 }
    var index = range.lowerBound
    utf8.reserveCapacity(range.count)
    while index < range.upperBound {
      guard index + 1 < range.upperBound else { throw NormalizationError(offset: index, cause: "half a UTF-16 unit at the end") }
      let first = unit(index)
      if first & 0xFC00 == 0xD800, index + 3 < range.upperBound, unit(index + 2) & 0xFC00 == 0xDC00 {
        append(0x10000 + (first & 0x3FF) << 10 + (unit(index + 2) & 0x3FF), source: index, length: 4)
        index += 4
      } else {
        guard first & 0xF800 != 0xD800 else { throw NormalizationError(offset: index, cause: "invalid UTF-16 (unpaired surrogate)") }
        append(first, source: index, length: 2)
        index += 2
      }
    }
  }

  private mutating func appendVNI(_ source: [UInt8], _ range: Range<Int>) {
    let wide = Tables.windows1252
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = source[index]
      var letter: Unicode.Scalar?
      if byte < 0x80 {
        letter = Unicode.Scalar(byte)
      } else if let lower = Tables.vniLetters[byte] {
        letter = lower
      } else if let lower = Tables.vniLetters[byte | 0x20] {
        letter = lower.properties.uppercaseMapping.unicodeScalars.first
      }
      if let letter {
        if index + 1 < range.upperBound, source[index + 1] >= 0xC0, let mark = Tables.vniMarks[source[index + 1] | 0x20],
          let marked = Tables.marked(Letters.letter(letter.value), quality: mark.quality, tone: mark.tone)
        {
          append(marked.value, source: index, length: 2)
          index += 2
          continue
        }
        append(letter.value, source: index, length: 1)
      } else {
        append(wide[Int(byte)], source: index, length: 1)
      }
      index += 1
    }
  }

  private mutating func appendVIQR(_ source: [UInt8], _ range: Range<Int>) {
    func at(_ index: Int) -> UInt8 { index < range.upperBound ? source[index] : 0 }
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      let byte = source[index]
      index += 1
      if byte == 0x5C, index < range.upperBound {
        // A backslash: the next sign stands for itself.
        append(source[index] < 0x80 ? UInt32(source[index]) : 0xFFFD, source: start, length: 2)
        index += 1
        continue
      }
      if byte | 0x20 == 0x64, at(index) | 0x20 == 0x64 {
        append(byte == 0x44 ? 0x110 : 0x111, source: start, length: 2)
        index += 1
        continue
      }
      var letter = Letters.letter(UInt32(byte))
      guard byte < 0x80, Tables.isVowel(letter.base) else {
        append(byte < 0x80 ? UInt32(byte) : 0xFFFD, source: start, length: 1)
        continue
      }
      var scalar = Unicode.Scalar(byte)
      let quality: UInt8 = at(index) == 0x5E ? 1 : at(index) == 0x28 ? 2 : at(index) == 0x2B || at(index) == 0x2A ? 3 : 0
      if quality > 0, let marked = Tables.marked(letter, quality: quality, tone: 0) {
        scalar = marked
        letter = Letters.letter(marked.value)
        index += 1
      }
      let tone: UInt8 =
        switch at(index) {
        case 0x60: 1
        case 0x3F: 2
        case 0x7E: 3
        case 0x27: 4
        case 0x2E: 5
        default: 0
        }
      if tone > 0, let marked = Tables.marked(letter, quality: 0, tone: tone) {
        scalar = marked
        index += 1
      }
      append(scalar.value, source: start, length: index - start)
    }
  }
}
