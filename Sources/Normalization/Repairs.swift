internal import TextModel

/// The steps that make a text normal, in the order in which they run; first those that lose nothing, then those that
/// take a sign for the one that was meant. Each is counted under its name.
public enum Repair: String, CaseIterable, Sendable {
  // Nothing that is read is lost.
  /// U+FEFF at the head is dropped.
  case byteOrderMark = "byte_order_mark"
  /// CRLF, CR, vertical tab, form feed, U+0085, U+2028 and U+2029 become LF.
  case lineEnds = "line_ends"
  /// No-break, thin, wide and other Unicode spaces become a space.
  case spaces
  /// Zero-width and direction marks, soft hyphen, U+FEFF inside are dropped.
  case invisibles
  /// Control characters are dropped; those of Word files become what they show: U+001E a hyphen, U+0007 (end of a cell) a tab.
  case controls
  /// Full-width forms of ASCII become ASCII: "Ｔ" T.
  case fullWidth = "full_width"
  /// Typographic ligatures become their letters: "ﬁ" fi.
  case ligatures
  /// Private-use signs that Word's Symbol and Wingdings fonts leave become the sign they show, U+F0B7 "•"; unknown ones a bullet at the head of a line.
  case privateUse = "private_use"
  /// HTML character references left in the text become their character: "&nbsp;", "&#7879;".
  case characterReferences = "character_references"
  /// HTML tags left in the text are dropped; those that end a line (br, p, div …) become LF.
  case tags
  /// Sequences become Unicode's composed form.
  case nfc
  // A sign is taken for another.
  /// Eth (Ð, ð) and African D (Ɖ, ɖ) become Đ, đ; Cyrillic and Greek letters that look Latin become Latin inside words
  /// with Latin letters; caron for breve (ǎ) in Vietnamese syllables; U+037E a semicolon.
  case lookAlikes = "look_alikes"
  /// A quality mark after the tone goes on its letter, a tone mark after a final consonant goes to its vowel: "á◌̂" ấ, "toań" toán.
  case markOrder = "mark_order"
  /// The same mark a second time is dropped: "á◌́" á.
  case doubledMarks = "doubled_marks"
  /// Marks on one letter after the 30th are dropped: no language has so many (Unicode Standard Annex 15, stream-safe text), and
  /// to bring them in order takes time with their square.
  case excessMarks = "excess_marks"
  /// Capitals that the font of a TCVN3 file showed and its bytes do not.
  case capitals = "tcvn3_capitals"
  /// Tone marks moved to the style asked for.
  case toneStyle = "tone_style"
}

/// Copies a text and replaces stretches of it, in order, with an edit for each.
struct Rewriter {
  let source: [UInt8]
  private(set) var output: [UInt8] = []
  private(set) var edits: [OffsetMap.Edit] = []
  private var copied = 0

  init(_ source: [UInt8]) { self.source = source }

  mutating func replace(_ range: Range<Int>, with bytes: some Collection<UInt8>) {
    if edits.isEmpty { output.reserveCapacity(source.count) }
    output += source[copied..<range.lowerBound]
    edits.append(OffsetMap.Edit(source: range.lowerBound, sourceLength: range.count, target: output.count, targetLength: bytes.count))
    output += bytes
    copied = range.upperBound
  }

  /// The text with all replacements, and the map grown by them; false when there were none.
  mutating func finish(_ text: inout NormalizedText) -> Bool {
    guard !edits.isEmpty else { return false }
    output += source[copied...]
    text.utf8 = output
    text.map.append(edits)
    return true
  }
}

func utf8(_ scalar: Unicode.Scalar) -> [UInt8] { Array(UTF8.encode(scalar)!) }

/// What one character becomes whatever stands around it; nil when it stays.
func replacement(_ scalar: UInt32, isFirst: Bool, isLineStart: Bool) -> (repair: Repair, text: StaticString)? {
  switch scalar {
  case 0x0A, 0x09, 0x20...0x7E, 0xC0...0xCF, 0x1EA0...0x1EF9: return nil
  case 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: return (.lineEnds, "\n")
  case 0x07: return (.controls, "\t")
  case 0x1E: return (.controls, "-")
  case 0x00...0x1F, 0x7F...0x9F: return (.controls, "")
  case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return (.spaces, " ")
  case 0xFEFF: return (isFirst ? .byteOrderMark : .invisibles, "")
  case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFFF9...0xFFFB: return (.invisibles, "")
  // Eth stands for Đ only inside Vietnamese text, which is all that comes here.
  case 0xD0, 0x189: return (.lookAlikes, "Đ")
  case 0xF0, 0x256: return (.lookAlikes, "đ")
  case 0x37E: return (.lookAlikes, ";")
  case 0xFB00: return (.ligatures, "ff")
  case 0xFB01: return (.ligatures, "fi")
  case 0xFB02: return (.ligatures, "fl")
  case 0xFB03: return (.ligatures, "ffi")
  case 0xFB04: return (.ligatures, "ffl")
  // The Symbol and Wingdings fonts lie at U+F020–U+F0FF.
  case 0xF02D: return (.privateUse, "-")
  case 0xF0B7, 0xF09F: return (.privateUse, "•")
  case 0xF06E, 0xF0A7: return (.privateUse, "▪")
  case 0xF06F, 0xF0A8, 0xF071, 0xF072: return (.privateUse, "☐")
  case 0xF076: return (.privateUse, "❖")
  case 0xF0D8: return (.privateUse, "➢")
  case 0xF0FC, 0xF0FE: return (.privateUse, "✓")
  case 0xF0AE, 0xF0E0, 0xF0E8: return (.privateUse, "→")
  case 0xF0B0: return (.privateUse, "°")
  case 0xF0B1: return (.privateUse, "±")
  case 0xF0B4: return (.privateUse, "×")
  case 0xF0A3: return (.privateUse, "≤")
  case 0xF0B3: return (.privateUse, "≥")
  case 0xE000...0xF8FF: return isLineStart ? (.privateUse, "•") : nil
  default: return nil
  }
}

/// A mark that canonical ordering may move.
private func isNonstarter(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0..<0x300, 0x370..<0x483, 0x1E00..<0x20D0: false
  default: Unicode.Scalar(scalar)?.properties.canonicalCombiningClass != .notReordered
  }
}

/// Nothing but white space stands behind the last line end; nil where there is nothing else at all.
private func endsInLineStart(_ text: ArraySlice<UInt8>) -> Bool? { text.last { $0 != 0x20 && $0 != 0x09 }.map { $0 == 0x0A } }

extension NormalizedText {
  mutating func repairCharacters() {
    let source = utf8
    var rewriter = Rewriter(source)
    var counts = [Repair: Int]()
    var isLineStart = true
    /// In a row, what is dropped between them not counted.
    var marks = 0
    var index = 0
    var clean = CleanStretches()
    while index < source.count {
      let end = clean.end(source.span, from: index)
      if end > index {
        isLineStart = endsInLineStart(source[index..<end]) ?? isLineStart
        marks = 0
        index = end
        continue
      }
      let byte = source[index]
      if byte >= 0x20 && byte < 0x7F {
        if byte != 0x20 { isLineStart = false }
        marks = 0
        index += 1
        continue
      }
      if byte == 0x0A { isLineStart = true }
      let (scalar, length) = decodeScalar(source, index)
      if scalar >= 0xFF01 && scalar <= 0xFF5E {
        marks = 0
        rewriter.replace(index..<index + length, with: [UInt8(scalar - 0xFEE0)])
        counts[.fullWidth, default: 0] += 1
        isLineStart = false
      } else if let (repair, text) = replacement(scalar, isFirst: index == 0, isLineStart: isLineStart) {
        let isPair = scalar == 0x0D && index + 1 < source.count && source[index + 1] == 0x0A
        rewriter.replace(index..<index + length + (isPair ? 1 : 0), with: text.withUTF8Buffer { unsafe [UInt8]($0) })
        counts[repair, default: 0] += 1
        if text.utf8CodeUnitCount > 0 { marks = 0 }
        if repair == .lineEnds { isLineStart = true } else if repair == .privateUse { isLineStart = false }
        if isPair { index += 1 }
      } else {
        marks = isNonstarter(scalar) ? marks + 1 : 0
        if marks > 30 {
          rewriter.replace(index..<index + length, with: [])
          counts[.excessMarks, default: 0] += 1
        }
        if scalar != 0x09 && scalar != 0x0A { isLineStart = false }
      }
      index += length
    }
    guard rewriter.finish(&self) else { return }
    for repair in Repair.allCases { count(repair, counts[repair] ?? 0) }
  }
}
