internal import CICU
internal import TextModel

/// How the bytes of a file are read.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16le = "utf-16le"
  case utf16be = "utf-16be"
  /// Base letters with tones as combining marks.
  case windows1258 = "windows-1258"
  case viscii
  /// VNI for Windows: a base letter and a byte for its marks.
  case vni
  /// TCVN 5712 VN3 as the ABC fonts have it: capitals without tones, punctuation of windows-1252.
  case tcvn3
  /// TCVN 5712 VN1: capitals with tones where VN3 has control codes and punctuation.
  case tcvn5712 = "tcvn5712-1"
  /// Marks as ASCII signs after the letter (RFC 1456); never detected, since all of ASCII is VIQR.
  case viqr

  /// Those that bytes are tried against. The order decides between equals.
  static let detected: [TextEncoding] = [.tcvn3, .vni, .windows1258, .viscii, .tcvn5712]

  /// The scalars of the 256 bytes, U+FFFD where a byte means nothing; nil when a byte alone does not decide.
  var table: [UInt32]? {
    switch self {
    case .windows1258: Tables.windows1258
    case .viscii: Tables.viscii
    case .tcvn3: Tables.tcvn3
    case .tcvn5712: Tables.tcvn5712
    case .utf8, .utf16le, .utf16be, .vni, .viqr: nil
    }
  }
}

enum Tables {
  static let windows1252 = converter("windows-1252")
  static let windows1258 = converter("windows-1258")

  private static func converter(_ name: StaticString) -> [UInt32] {
    let ascii = (0..<128).map { UInt32($0) }
    var high = [UInt32](repeating: 0xFFFD, count: 128)
    let found = unsafe high.withUnsafeMutableBufferPointer { buffer in
      name.withUTF8Buffer { bytes in unsafe cicu_high_half(bytes.baseAddress, buffer.baseAddress) }
    }
    precondition(found, "ICU lacks \(name)")
    return ascii + high
  }

  /// Bytes of `base` replaced from `first` on by the scalars of `text`.
  private static func with(_ base: [UInt32], _ first: Int, _ text: String) -> [UInt32] {
    var table = base
    for (index, scalar) in text.unicodeScalars.enumerated() { table[first + index] = scalar.value }
    return table
  }

  /// Source: TCVN 5712:1993, VN3 part; the same letters in glibc's TCVN.
  static let tcvn3 = with(
    windows1252, 0xA0,
    "\u{A0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ")

  /// Source: TCVN 5712:1993, VN1 part.
  static let tcvn5712: [UInt32] = {
    var table = with(tcvn3, 0x80, "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ")
    for (byte, scalar) in [
      (1, "Ú"), (2, "Ụ"), (4, "Ừ"), (5, "Ử"), (6, "Ữ"), (0x11, "Ứ"), (0x12, "Ự"), (0x13, "Ỳ"), (0x14, "Ỷ"), (0x15, "Ỹ"), (0x16, "Ý"), (0x17, "Ỵ"),
    ] as [(Int, Unicode.Scalar)] {
      table[byte] = scalar.value
    }
    return table
  }()

  /// Source: RFC 1456, VISCII 1.1.
  static let viscii: [UInt32] = {
    var table = with(
      windows1252, 0x80,
      "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ")
    for (byte, scalar) in [(2, "Ẳ"), (5, "Ẵ"), (6, "Ẫ"), (0x14, "Ỷ"), (0x19, "Ỹ"), (0x1E, "Ỵ")] as [(Int, Unicode.Scalar)] { table[byte] = scalar.value }
    return table
  }()

  /// VNI: bytes that are a letter of their own (lower case; upper case lies 0x20 below).
  /// Source: VNI Software's character set for Windows, as the transcripts of VNI files confirm it.
  static let vniLetters: [UInt8: Unicode.Scalar] = [
    0xF1: "đ", 0xF4: "ơ", 0xF6: "ư", 0xEC: "ì", 0xE6: "ỉ", 0xF3: "ĩ", 0xED: "í", 0xF2: "ị", 0xEE: "ỵ",
  ]

  /// VNI: bytes that mark the letter before them: the quality they add (0 none, 1 circumflex, 2 breve) and the tone.
  static let vniMarks: [UInt8: (quality: UInt8, tone: UInt8)] = [
    0xF8: (0, 1), 0xFB: (0, 2), 0xF5: (0, 3), 0xF9: (0, 4), 0xEF: (0, 5),
    0xE2: (1, 0), 0xE0: (1, 1), 0xE5: (1, 2), 0xE3: (1, 3), 0xE1: (1, 4), 0xE4: (1, 5),
    0xEA: (2, 0), 0xE8: (2, 1), 0xFA: (2, 2), 0xFC: (2, 3), 0xE9: (2, 4), 0xEB: (2, 5),
  ]

  static func isVowel(_ base: UInt32) -> Bool {
    switch base {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79, 0x103, 0xE2, 0xEA, 0xF4, 0x1A1, 0x1B0: true
    default: false
    }
  }

  /// A vowel with a quality added (1 circumflex, 2 breve, 3 horn) and a tone; nil when Vietnamese has no such letter.
  static func marked(_ letter: Letter, quality: UInt8, tone: UInt8) -> Unicode.Scalar? {
    let base: UInt32
    switch (letter.base, quality) {
    case (_, 0) where isVowel(letter.base): base = letter.base
    case (0x61, 1): base = 0xE2
    case (0x65, 1): base = 0xEA
    case (0x6F, 1): base = 0xF4
    case (0x61, 2): base = 0x103
    case (0x6F, 3): base = 0x1A1
    case (0x75, 3): base = 0x1B0
    default: return nil
    }
    guard letter.tone == 0 || tone == 0 else { return nil }
    return Letters.scalar(base: base, tone: max(letter.tone, tone), isUpper: letter.isUpper)
  }
}
