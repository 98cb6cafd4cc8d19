internal import CHTML
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
private func replacement(_ scalar: UInt32, isFirst: Bool, isLineStart: Bool) -> (repair: Repair, text: StaticString)? {
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

extension NormalizedText {
  mutating func repairCharacters() {
    let source = utf8
    var rewriter = Rewriter(source)
    var counts = [Repair: Int]()
    var isLineStart = true
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte >= 0x20 && byte < 0x7F {
        if byte != 0x20 { isLineStart = false }
        index += 1
        continue
      }
      if byte == 0x0A { isLineStart = true }
      let (scalar, length) = decodeScalar(source, index)
      if scalar >= 0xFF01 && scalar <= 0xFF5E {
        rewriter.replace(index..<index + length, with: [UInt8(scalar - 0xFEE0)])
        counts[.fullWidth, default: 0] += 1
        isLineStart = false
      } else if let (repair, text) = replacement(scalar, isFirst: index == 0, isLineStart: isLineStart) {
        let isPair = scalar == 0x0D && index + 1 < source.count && source[index + 1] == 0x0A
        rewriter.replace(index..<index + length + (isPair ? 1 : 0), with: text.withUTF8Buffer { unsafe [UInt8]($0) })
        counts[repair, default: 0] += 1
        if repair == .lineEnds { isLineStart = true } else if repair == .privateUse { isLineStart = false }
        if isPair { index += 1 }
      } else if scalar != 0x09 && scalar != 0x0A {
        isLineStart = false
      }
      index += length
    }
    guard rewriter.finish(&self) else { return }
    for repair in Repair.allCases { count(repair, counts[repair] ?? 0) }
  }
}

// MARK: Markup left in text

private let lineTags: Set<String> = [
  "br", "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "section", "article", "tbody", "thead", "figure",
  "figcaption",
]
private let inlineTags: Set<String> = [
  "a", "abbr", "b", "big", "center", "cite", "code", "del", "em", "font", "i", "img", "ins", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub",
  "sup", "td", "th", "tt", "u", "o:p", "st1:place", "iframe",
]

extension NormalizedText {
  /// Works from the closing sign back over what is already written, so that what a removal brings together ("&amp;nbsp;",
  /// "<<b>b>") is seen too, in one pass.
  mutating func removeMarkup() {
    guard utf8.contains(0x26) || utf8.contains(0x3C) else { return }
    let longest = 400
    let source = utf8
    var output: [UInt8] = []
    var edits: [OffsetMap.Edit] = []
    var starts: [(sign: UInt8, at: Int)] = []
    var (references, tags) = (0, 0)
    output.reserveCapacity(source.count)
    /// Replaces all of the output from `start` on; `end` is the source byte after the stretch.
    func replace(from start: Int, end: Int, with bytes: [UInt8]) {
      var (sourceStart, target) = (0, start)
      while let last = edits.last, last.target >= start { sourceStart = last.source; target = last.target; edits.removeLast() }
      // From the earliest edit taken in, or from the last one before, bytes keep their distance.
      if target > start || sourceStart == 0 {
        let before = edits.last
        sourceStart = before.map { $0.source + $0.sourceLength + start - $0.target - $0.targetLength } ?? start
      }
      output.removeSubrange(start...)
      edits.append(OffsetMap.Edit(source: sourceStart, sourceLength: end - sourceStart, target: start, targetLength: bytes.count))
      output += bytes
    }
    /// The output ends with ">": takes the tag away that this ends.
    func closeTag(end: Int) {
      // An ampersand inside the tag (in an address) opened nothing.
      while starts.last?.sign == 0x26 { starts.removeLast() }
      guard let start = starts.popLast(), output.count - start.at <= longest, let name = tagName(output[(start.at + 1)..<(output.count - 1)]) else { return }
      tags += 1
      replace(from: start.at, end: end, with: lineTags.contains(name) ? [0x0A] : [])
      if lineTags.contains(name) { starts.removeAll(keepingCapacity: true) }
    }
    for (index, byte) in source.enumerated() {
      switch byte {
      case 0x0A:
        starts.removeAll(keepingCapacity: true)
        output.append(byte)
      case 0x26, 0x3C:
        starts.append((byte, output.count))
        output.append(byte)
      case 0x3B:
        output.append(byte)
        guard let start = starts.last, start.sign == 0x26, output.count - start.at <= 12,
          let scalar = character(output[(start.at + 1)..<(output.count - 1)])
        else { continue }
        starts.removeLast()
        references += 1
        var bytes = Normalization.utf8(scalar)
        if scalar.value >= 0xFF01 && scalar.value <= 0xFF5E { bytes = [UInt8(scalar.value - 0xFEE0)] }
        if let (_, text) = replacement(scalar.value, isFirst: false, isLineStart: false) { bytes = text.withUTF8Buffer { unsafe [UInt8]($0) } }
        replace(from: start.at, end: index + 1, with: bytes)
        if bytes == [0x26] || bytes == [0x3C] { starts.append((bytes[0], start.at)) } else if bytes == [0x3E] { closeTag(end: index + 1) }
      case 0x3E:
        output.append(byte)
        closeTag(end: index + 1)
      default: output.append(byte)
      }
    }
    guard !edits.isEmpty else { return }
    utf8 = output
    map.append(edits)
    count(.characterReferences, references)
    count(.tags, tags)
  }

  /// The character of a reference without its signs: "nbsp", "#7879", "#x1EC7".
  private func character(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    if name.first == 0x23 {
      let digits = String(decoding: name.dropFirst(), as: UTF8.self)
      let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }
    guard !name.isEmpty, name.allSatisfy({ ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }) else { return nil }
    let value = unsafe (Array(name) + [0]).withUnsafeBufferPointer { unsafe chtml_entity($0.baseAddress) }
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  /// The name of a known tag, given what stands between "<" and ">".
  private func tagName(_ inside: ArraySlice<UInt8>) -> String? {
    let body = inside.first == 0x2F ? inside.dropFirst() : inside
    let name = body.prefix { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x3A) }
    guard !name.isEmpty, name.count <= 10 else { return nil }
    let rest = body[name.endIndex...]
    guard rest.isEmpty || rest.first == 0x20 || rest.first == 0x2F || rest.first == 0x09 else { return nil }
    let lower = String(decoding: name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    return lineTags.contains(lower) || inlineTags.contains(lower) ? lower : nil
  }
}

// MARK: Words

/// Cyrillic and Greek letters and the Latin ones that look the same.
private let lookAlikes: [UInt32: Unicode.Scalar] = {
  var table: [UInt32: Unicode.Scalar] = [:]
  for (foreign, latin) in [
    ("АВЕКМНОРСТХУІЈЅЗԚԜ", "ABEKMHOPCTXYIJS3QW"), ("аеорсхуіјѕԛԝһ", "aeopcxyijsqwh"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"), ("οιυν", "oiuv"),
  ] {
    for (one, other) in zip(foreign.unicodeScalars, latin.unicodeScalars) where other != "3" { table[one.value] = other }
  }
  return table
}()

extension NormalizedText {
  /// Letters of other scripts inside Latin words, carons for breves, and tone marks on final consonants. Runs before NFC,
  /// so that the letters that come back compose with their marks.
  mutating func repairWords() {
    let source = utf8
    var rewriter = Rewriter(source)
    var (looks, orders) = (0, 0)
    var word: [(scalar: UInt32, at: Int, length: Int)] = []
    var (latin, foreign, suspect) = (0, 0, false)
    func close() {
      defer {
        word.removeAll(keepingCapacity: true)
        (latin, foreign, suspect) = (0, 0, false)
      }
      if latin > 0 && foreign > 0 && word.allSatisfy({ !isForeign($0.scalar) || lookAlikes[$0.scalar] != nil }) {
        for letter in word {
          guard let like = lookAlikes[letter.scalar] else { continue }
          rewriter.replace(letter.at..<letter.at + letter.length, with: Normalization.utf8(like))
          looks += 1
        }
      } else if suspect, let mended = mendedSyllable(word.map(\.scalar)) {
        let range = word[0].at..<word[word.count - 1].at + word[word.count - 1].length
        rewriter.replace(range, with: Array(mended.text.utf8))
        looks += mended.carons
        orders += mended.tones
      }
    }
    var index = 0
    while index < source.count {
      let (scalar, length) = decodeScalar(source, index)
      if scalar < 0x80 ? (scalar | 0x20 >= 0x61 && scalar | 0x20 <= 0x7A) : Letters.letter(scalar).isLetter || Syllables.tone(ofMark: scalar) != nil
        || scalar == 0x302 || scalar == 0x306 || scalar == 0x31B
      {
        if isForeign(scalar) { foreign += 1 } else { latin += 1 }
        if scalar == 0xF1 || scalar == 0xD1 || scalar == 0x144 || scalar == 0x143 || scalar == 0x1F9 || scalar == 0x1F8 || scalar == 0x1CE || scalar == 0x1CD
          || scalar == 0x1E3F || scalar == 0x107 || scalar == 0x1E47
        {
          suspect = true
        } else if let previous = word.last?.scalar, Syllables.tone(ofMark: scalar) != nil, previous < 0x80, !Tables.isVowel(previous | 0x20) {
          suspect = true
        }
        word.append((scalar, index, length))
      } else {
        close()
      }
      index += length
    }
    close()
    guard rewriter.finish(&self) else { return }
    count(.lookAlikes, looks)
    count(.markOrder, orders)
  }

  private func isForeign(_ scalar: UInt32) -> Bool { scalar >= 0x370 && scalar < 0x530 }

  /// The word with its tone on the vowel and breves for carons, when only that makes it a Vietnamese syllable.
  private func mendedSyllable(_ scalars: [UInt32]) -> (text: String, tones: Int, carons: Int)? {
    var letters: [Letter] = []
    var (tone, tones, carons): (UInt8, Int, Int) = (0, 0, 0)
    // What the word was before: a syllable as it stands is left alone.
    for scalar in String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init))).decomposedScalars {
      if let mark = Syllables.tone(ofMark: scalar) {
        if let last = letters.last, !Tables.isVowel(last.base) { tones += 1 }
        guard tone == 0 else { return nil }
        tone = mark
      } else if scalar == 0x30C || scalar == 0x306 || scalar == 0x302 || scalar == 0x31B {
        guard let last = letters.last, let marked = Tables.marked(last, quality: scalar == 0x302 ? 1 : scalar == 0x31B ? 3 : 2, tone: 0) else { return nil }
        if scalar == 0x30C { carons += 1 }
        letters[letters.count - 1] = Letters.letter(marked.value)
      } else {
        letters.append(Letters.letter(scalar))
      }
    }
    guard tones + carons > 0 else { return nil }
    var word = Syllables.Word()
    for letter in letters { word.add(letter) }
    if tone != 0 { word.add(tone: tone) }
    guard word.isSyllable else { return nil }
    let place = tone == 0 ? nil : Syllables.tonePlace(letters.map(\.base))
    var text = String.UnicodeScalarView()
    for (index, letter) in letters.enumerated() {
      if Tables.isVowel(letter.base) {
        text.append(Letters.scalar(base: letter.base, tone: index == place ? tone : 0, isUpper: letter.isUpper))
      } else if let scalar = Unicode.Scalar(letter.base) {
        text.append(letter.isUpper ? scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar : scalar)
      }
    }
    return (String(text), tones, carons)
  }
}

extension String {
  /// Canonical decomposition of the letters that Vietnamese words can hold by mistake; others as they are.
  fileprivate var decomposedScalars: [UInt32] {
    unicodeScalars.flatMap { scalar -> [UInt32] in
      switch scalar.value {
      case 0xF1: return [0x6E, 0x303]
      case 0xD1: return [0x4E, 0x303]
      case 0x144: return [0x6E, 0x301]
      case 0x143: return [0x4E, 0x301]
      case 0x1F9: return [0x6E, 0x300]
      case 0x1F8: return [0x4E, 0x300]
      case 0x1E47: return [0x6E, 0x323]
      case 0x1E3F: return [0x6D, 0x301]
      case 0x107: return [0x63, 0x301]
      case 0x1CE: return [0x61, 0x30C]
      case 0x1CD: return [0x41, 0x30C]
      default:
        let letter = Letters.letter(scalar.value)
        guard letter.tone != 0 else { return [scalar.value] }
        let mark: UInt32 = [0, 0x300, 0x309, 0x303, 0x301, 0x323][Int(letter.tone)]
        return [Letters.scalar(base: letter.base, tone: 0, isUpper: letter.isUpper).value, mark]
      }
    }
  }
}

// MARK: Marks that NFC leaves

extension NormalizedText {
  /// Quality marks after tones and marks that stand twice, in NFC text; true when something changed.
  mutating func repairMarks() -> Bool {
    let source = utf8
    var rewriter = Rewriter(source)
    var (orders, doubles) = (0, 0)
    var base: (letter: Letter, at: Int)?
    var index = 0
    while index < source.count {
      let (scalar, length) = decodeScalar(source, index)
      guard scalar >= 0x300 && scalar < 0x370 else {
        let letter = Letters.letter(scalar)
        base = Tables.isVowel(letter.base) ? (letter, index) : nil
        index += length
        continue
      }
      // All marks of this letter.
      var kept: [UInt8] = []
      var letter = base?.letter
      var changes = 0
      while index < source.count {
        let (mark, length) = decodeScalar(source, index)
        guard mark >= 0x300 && mark < 0x370 else { break }
        let quality: UInt8? = mark == 0x302 ? 1 : mark == 0x306 ? 2 : mark == 0x31B ? 3 : nil
        if let held = letter, let tone = Syllables.tone(ofMark: mark), tone == held.tone {
          doubles += 1
          changes += 1
        } else if let held = letter, let quality, quality == (held.base == 0xE2 || held.base == 0xEA || held.base == 0xF4 ? 1 : held.base == 0x103 ? 2 : held.base == 0x1A1 || held.base == 0x1B0 ? 3 : 0) {
          doubles += 1
          changes += 1
        } else if let held = letter, let quality, let marked = Tables.marked(held, quality: quality, tone: 0) {
          letter = Letters.letter(marked.value)
          orders += 1
          changes += 1
        } else {
          kept += source[index..<index + length]
        }
        index += length
      }
      if changes > 0, let base, let letter {
        rewriter.replace(base.at..<index, with: Normalization.utf8(Letters.scalar(base: letter.base, tone: letter.tone, isUpper: letter.isUpper)) + kept)
      }
      base = nil
    }
    guard rewriter.finish(&self) else { return false }
    count(.markOrder, orders)
    count(.doubledMarks, doubles)
    return true
  }
}
