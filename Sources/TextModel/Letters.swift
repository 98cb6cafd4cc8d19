/// What one Unicode scalar is to Vietnamese writing: its folded base letter, tone and case.
///
/// Folding lowers case and takes the tone away but keeps the vowel's quality
/// ("Ế" folds to "ê" with tone `sharp`), so a syllable's key can be made blind to where the tone
/// mark stands (hòa, hoà) by adding the tone last.
public struct Letter: Sendable {
  /// The base in 21 bits, the tone in 3, whether it is a letter, upper case, a letter or a digit, a letter that is not upper case in one each.
  var bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  init(base: UInt32, tone: UInt8, isLetter: Bool, isUpper: Bool) {
    bits =
      base | UInt32(tone) << 21 | (isLetter ? Self.letter : 0) | (isUpper ? Self.upper : 0) | (isLetter || base >= 0x30 && base <= 0x39 ? 1 << 26 : 0)
      | (isLetter && !isUpper ? Self.small : 0)
  }

  public var base: UInt32 {
    get { bits & 0x1F_FFFF }
    set { bits = bits & ~0x1F_FFFF | newValue }
  }
  public var tone: UInt8 {
    get { UInt8(truncatingIfNeeded: bits >> 21) & 7 }
    set { bits = bits & ~Self.tones | UInt32(newValue) << 21 }
  }
  public var isLetter: Bool { bits & Self.letter != 0 }
  public var isUpper: Bool { bits & Self.upper != 0 }
  /// A letter or a digit.
  var isInWord: Bool { bits & 1 << 26 != 0 }
  static let tones: UInt32 = 7 << 21
  static let letter: UInt32 = 1 << 24
  static let upper: UInt32 = 1 << 25
  static let small: UInt32 = 1 << 27
}

public enum Letters {
  /// Each vowel with its six tones: level, grave, hook, tilde, acute, dot.
  static let vowels = [
    "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ",
    "ưừửữứự", "yỳỷỹýỵ",
  ]

  /// Letters up to U+024F, then U+1E00–U+1EFF.
  static let table: [Letter] = {
    var table = (0..<0x350).map { index -> Letter in
      let scalar = UInt32(index < 0x250 ? index : index - 0x250 + 0x1E00)
      let properties = Unicode.Scalar(scalar)!.properties
      let lower = properties.lowercaseMapping.unicodeScalars.first!.value
      return Letter(base: lower, tone: 0, isLetter: properties.isAlphabetic, isUpper: properties.isUppercase)
    }
    for row in vowels {
      let scalars = Array(row.unicodeScalars)
      for (tone, scalar) in scalars.enumerated() {
        for cased in [String(Character(scalar)), String(Character(scalar)).uppercased()] {
          let value = cased.unicodeScalars.first!.value
          guard let slot = slot(value) else { continue }
          table[slot].base = scalars[0].value
          table[slot].tone = UInt8(tone)
        }
      }
    }
    return table
  }()

  /// The letter's own lower case, with its tone; nil where that is not one scalar of this table's range.
  @inline(__always) static func lower(_ scalar: UInt32, _ lowers: Span<Unicode.Scalar?>) -> Unicode.Scalar? {
    if scalar >= 0x2010 && scalar <= 0x2027 { return Unicode.Scalar(scalar) }
    return slot(scalar).flatMap { lowers[$0] }
  }

  static let lowers: [Unicode.Scalar?] = (0..<0x350).map { index -> Unicode.Scalar? in
    let mapping = Unicode.Scalar(UInt32(index < 0x250 ? index : index - 0x250 + 0x1E00))!.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first : nil
  }

  /// The scalar of a vowel with a tone: the inverse of `letter` for Vietnamese vowels.
  public static func scalar(base: UInt32, tone: UInt8, isUpper: Bool) -> Unicode.Scalar {
    guard let row = scalars[base], tone < 6 else { preconditionFailure("U+\(String(base, radix: 16)) is no vowel") }
    return row[Int(tone) + (isUpper ? 6 : 0)]
  }

  /// By vowel: six tones in small letters, six in capitals.
  private static let scalars: [UInt32: [Unicode.Scalar]] = {
    var scalars: [UInt32: [Unicode.Scalar]] = [:]
    for row in vowels {
      let small = Array(row.unicodeScalars)
      scalars[small[0].value] = small + small.map { $0.properties.uppercaseMapping.unicodeScalars.first ?? $0 }
    }
    return scalars
  }()

  @inline(__always) static func slot(_ scalar: UInt32) -> Int? {
    if scalar < 0x250 { return Int(scalar) }
    if scalar >= 0x1E00 && scalar < 0x1F00 { return Int(scalar) - 0x1E00 + 0x250 }
    return nil
  }

  /// The letter for `scalar`; scripts outside Latin are letters without case when Unicode says alphabetic.
  public static func letter(_ scalar: UInt32) -> Letter { letter(scalar, table.span) }

  @inline(__always) static func letter(_ scalar: UInt32, _ table: Span<Letter>) -> Letter {
    // No slot lies outside the table.
    if let slot = slot(scalar) { return unsafe table[unchecked: slot] }
    return other(scalar)
  }

  @inline(never) private static func other(_ scalar: UInt32) -> Letter {
    // The punctuation of running text need not be asked.
    let alphabetic = scalar > 0x2FF && (scalar < 0x2000 || scalar > 0x206F) && (Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false)
    return Letter(base: scalar, tone: 0, isLetter: alphabetic, isUpper: false)
  }
}

/// Decodes one scalar of well-formed UTF-8 at `index`; returns it with its length in bytes.
@inlinable @inline(__always) public func decodeScalar(_ utf8: [UInt8], _ index: Int) -> (value: UInt32, length: Int) {
  decodeScalar(utf8.span, index)
}

@inlinable @inline(__always) public func decodeScalar(_ utf8: Span<UInt8>, _ index: Int) -> (value: UInt32, length: Int) {
  let first = UInt32(utf8[index])
  if first < 0x80 { return (first, 1) }
  if first < 0xE0 { return ((first & 0x1F) << 6 | UInt32(utf8[index + 1] & 0x3F), 2) }
  if first < 0xF0 {
    return ((first & 0x0F) << 12 | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F), 3)
  }
  return (
    (first & 0x07) << 18 | UInt32(utf8[index + 1] & 0x3F) << 12 | UInt32(utf8[index + 2] & 0x3F) << 6
      | UInt32(utf8[index + 3] & 0x3F), 4
  )
}
