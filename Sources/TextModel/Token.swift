/// A syllable, a number or one mark of punctuation: the unit that tables and rules see.
///
/// `start..<end` are bytes of the normalized text. `key` is equal for two syllables that differ only in
/// case, tone placement (hòa, hoà) or final i/y (kĩ, kỹ); for punctuation it is the scalar itself.
public struct Token: Sendable {
  public enum Kind: UInt8, Sendable { case word, number, mark }
  public var start: Int32
  public var end: Int32
  public var key: UInt64
  public var kind: Kind
  public var isCapitalized: Bool
  /// Two letters or more, none of them lower case.
  public var isAllCaps: Bool
  /// One scalar long.
  public var isSingle: Bool
  public var spaceBefore: Bool
  public var lineStart: Bool
  /// Ends in oa, oe or uy with a tone, whose mark may stand on either letter (hòa, hoà).
  public var endsOpen: Bool

  public init(
    start: Int32, end: Int32, key: UInt64, kind: Kind, isCapitalized: Bool = false, isAllCaps: Bool = false,
    isSingle: Bool = false, spaceBefore: Bool, lineStart: Bool, endsOpen: Bool = false
  ) {
    self.start = start
    self.end = end
    self.key = key
    self.kind = kind
    self.isCapitalized = isCapitalized
    self.isAllCaps = isAllCaps
    self.isSingle = isSingle
    self.spaceBefore = spaceBefore
    self.lineStart = lineStart
    self.endsOpen = endsOpen
  }

  @inline(__always) public func isMark(_ scalar: Unicode.Scalar) -> Bool {
    kind == .mark && key == UInt64(scalar.value)
  }
}

/// Cuts well-formed NFC UTF-8 into tokens, in order, without overlap; only white space lies between.
public func tokenize(_ utf8: [UInt8]) -> [Token] {
  var tokens: [Token] = []
  tokens.reserveCapacity(utf8.count / 4 + 1)
  let (bytes, letters) = (utf8.span, Letters.table.span)
  let count = bytes.count
  let safe = max(0, count - 3)
  var index = 0
  var spaceBefore = false
  var lineStart = true
  while index < count {
    let (first, length) = scalar(bytes, index, safe)
    if first <= 0x20 || first == 0x7F {
      if first == 0x0A { lineStart = true }
      spaceBefore = true
      index &+= 1
      continue
    }
    let start = index
    let firstLetter = Letters.letter(first, letters)
    index &+= length
    if firstLetter.isInWord {
      var letter = firstLetter
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      /// The bits of all letters, of the last with a tone, the bases of the last two: few enough to stay in registers.
      var (seen, toned): (UInt32, UInt32) = (0, 0)
      var ends: UInt64 = 0
      while true {
        seen |= letter.bits
        toned = letter.bits & Letter.tones != 0 ? letter.bits : toned
        ends = ends << 32 | UInt64(letter.base)
        hash = (hash ^ UInt64(letter.base)) &* prime
        guard index < count else { break }
        let (next, nextLength) = scalar(bytes, index, safe)
        letter = Letters.letter(next, letters)
        // A mark that NFC could not join to its letter stays with it.
        if !letter.isInWord, !isCombining(next) {
          // An apostrophe between letters belongs to the syllable: N'Jang, H'Bơ, Đắk R'lấp.
          guard next == 0x27 || next == 0x2019, seen & Letter.letter != 0, isLetter(bytes, index &+ nextLength, letters) else { break }
          letter.base = 0x27
        }
        index &+= nextLength
      }
      let (last, beforeLast, tone) = (UInt32(truncatingIfNeeded: ends), UInt32(truncatingIfNeeded: ends >> 32), Letter(bits: toned).tone)
      let endsOpen = tone != 0 && (beforeLast == 0x6F && (last == 0x61 || last == 0x65) || beforeLast == 0x75 && last == 0x79)
      // A final y after a consonant (or after "qu") is an i: kỹ, kĩ; quý, quí. The prime's inverse takes it off the hash again.
      if last == 0x79, beforeLast != 0, !isVowel(beforeLast) || firstLetter.base == 0x71 && letterCount(bytes, start..<index, letters) == 3 {
        hash = (hash &* 0xce96_5057_aff6_957b ^ 0x79 ^ 0x69) &* prime
      }
      hash = (hash ^ UInt64(tone)) &* prime
      tokens.append(
        Token(
          start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: index), key: hash | 1 << 63,
          kind: seen & Letter.letter != 0 ? .word : .number,
          isCapitalized: firstLetter.isUpper, isAllCaps: seen & (Letter.upper | Letter.small) == Letter.upper && letterCount(bytes, start..<index, letters) > 1,
          isSingle: index &- start == length,
          spaceBefore: spaceBefore, lineStart: lineStart, endsOpen: endsOpen))
    } else {
      tokens.append(
        Token(
          start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: index), key: UInt64(first), kind: .mark, spaceBefore: spaceBefore,
          lineStart: lineStart))
    }
    spaceBefore = false
    lineStart = false
  }
  return tokens
}

/// Of FNV-1a.
private let prime: UInt64 = 0x100_0000_01b3

/// `decodeScalar` with one look at the bounds, but at the end of the text: from `safe` on, three bytes before it.
@inline(__always) private func scalar(_ bytes: Span<UInt8>, _ index: Int, _ safe: Int) -> (value: UInt32, length: Int) {
  guard UInt(bitPattern: index) < UInt(bitPattern: safe) else { return lastScalar(bytes, index) }
  let first = unsafe UInt32(bytes[unchecked: index])
  if first < 0x80 { return (first, 1) }
  let second = unsafe UInt32(bytes[unchecked: index &+ 1] & 0x3F)
  if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
  let third = unsafe UInt32(bytes[unchecked: index &+ 2] & 0x3F)
  if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
  return unsafe ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[unchecked: index &+ 3] & 0x3F), 4)
}

@inline(never) private func lastScalar(_ bytes: Span<UInt8>, _ index: Int) -> (value: UInt32, length: Int) { decodeScalar(bytes, index) }

@inline(never) private func isLetter(_ bytes: Span<UInt8>, _ index: Int, _ letters: Span<Letter>) -> Bool {
  index < bytes.count && Letters.letter(decodeScalar(bytes, index).value, letters).isLetter
}

@inline(never) private func letterCount(_ bytes: Span<UInt8>, _ word: Range<Int>, _ letters: Span<Letter>) -> Int {
  var (index, count) = (word.lowerBound, 0)
  while index < word.upperBound {
    let (scalar, length) = decodeScalar(bytes, index)
    count += Letters.letter(scalar, letters).isLetter ? 1 : 0
    index += length
  }
  return count
}

/// FNV-1a of bytes, for names that are asked by their hash; `hash` is that of the bytes before them.
@inlinable public func byteHash(_ bytes: some Sequence<UInt8>, after hash: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
  bytes.reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

/// The hash of a phrase grown by one more word's key: names of several words are looked up by it.
@inlinable public func mix(_ hash: UInt64, _ key: UInt64) -> UInt64 { (hash ^ key) &* 0x9E37_79B9_7F4A_7C15 ^ (hash >> 29) }

/// A mark that the normal form may move or join: never the first byte after a span.
@inline(__always) private func isCombining(_ scalar: UInt32) -> Bool {
  guard scalar >= 0x300 else { return false }
  if scalar <= 0x36F { return true }
  // The punctuation of running text need not be asked.
  return (scalar < 0x2000 || scalar > 0x206F) && isReordered(scalar)
}

@inline(never) private func isReordered(_ scalar: UInt32) -> Bool {
  Unicode.Scalar(scalar).map { $0.properties.canonicalCombiningClass != .notReordered } ?? false
}

@inline(__always) private func isVowel(_ base: UInt32) -> Bool {
  switch base {
  case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79, 0x103, 0xE2, 0xEA, 0xF4, 0x1A1, 0x1B0: true
  default: false
  }
}
