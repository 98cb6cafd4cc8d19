internal import TextModel

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
  /// so that the letters that come back compose with their marks. True when something changed.
  mutating func repairWords() -> Bool {
    guard mayHoldStrayLetters() else { return false }
    let source = utf8
    var rewriter = Rewriter(source)
    var (looks, orders) = (0, 0)
    var (latin, foreign, suspect) = (false, false, false)
    var start = 0
    var previous: UInt32?
    var clean = CleanStretches()
    var index = 0
    while index <= source.count {
      if index == start {
        // Words that lie in a clean stretch as a whole are not looked at.
        let end = clean.end(source.span, from: index)
        if let space = source[index..<end].lastIndex(of: 0x20) {
          (start, index) = (space + 1, space + 1)
          continue
        }
      }
      let (scalar, length) = index < source.count ? decodeScalar(source, index) : (0x20, 1)
      if Letters.letter(scalar).isLetter || isMark(scalar) {
        if isForeign(scalar) { foreign = true } else { latin = true }
        if scalar >= 0x80, strays.contains(UInt64(scalar)) || isAfterConsonant(scalar, previous) { suspect = true }
        previous = scalar
        index += length
        continue
      }
      // The end of a word: most have nothing in them to be looked at.
      if suspect || latin && foreign {
        let word = scalars(source, start..<index)
        if latin && foreign && word.allSatisfy({ !isForeign($0.scalar) || lookAlikes[$0.scalar] != nil }) {
          for letter in word {
            guard let like = lookAlikes[letter.scalar] else { continue }
            rewriter.replace(letter.at..<letter.at + letter.length, with: Normalization.utf8(like))
            looks += 1
          }
        } else if suspect, let mended = mendedSyllable(word.map(\.scalar)) {
          rewriter.replace(start..<index, with: Array(mended.text.utf8))
          looks += mended.carons
          orders += mended.tones
        }
      }
      index += length
      (latin, foreign, suspect, previous, start) = (false, false, false, nil, index)
    }
    guard rewriter.finish(&self) else { return false }
    count(.lookAlikes, looks)
    count(.markOrder, orders)
    return true
  }

  private func scalars(_ source: [UInt8], _ range: Range<Int>) -> [(scalar: UInt32, at: Int, length: Int)] {
    var scalars: [(scalar: UInt32, at: Int, length: Int)] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, length) = decodeScalar(source, index)
      scalars.append((scalar, index, length))
      index += length
    }
    return scalars
  }

  /// False when no byte can begin what `repairWords` looks for.
  private func mayHoldStrayLetters() -> Bool {
    var clean = CleanStretches()
    var end = 0
    while end < utf8.count {
      let index = clean.end(utf8.span, from: end)
      if index == utf8.count { break }
      end = index + 1
      let byte = utf8[index]
      guard byte >= 0xC3, byte <= 0xE1, index + 1 < utf8.count else { continue }
      let next = utf8[index + 1]
      switch byte {
      case 0xC3: if next == 0x91 || next == 0xB1 { return true }
      case 0xC4: if next == 0x87 { return true }
      case 0xC5: if next == 0x83 || next == 0x84 { return true }
      case 0xC7: if next == 0x8D || next == 0x8E || next == 0xB8 || next == 0xB9 { return true }
      case 0xCC, 0xCD:
        if next >= 0xB0 && byte == 0xCD || next == 0x8C && byte == 0xCC {
          return true
        } else if index > 0, utf8[index - 1] < 0x80, !Tables.isVowel(UInt32(utf8[index - 1] | 0x20)) {
          return true
        }
      case 0xCE...0xD4: return true
      case 0xE1: if next == 0xB8 || next == 0xB9 { return true }
      default: break
      }
    }
    return false
  }

  private func isMark(_ scalar: UInt32) -> Bool {
    Syllables.tone(ofMark: scalar) != nil || scalar == 0x302 || scalar == 0x306 || scalar == 0x30C || scalar == 0x31B
  }

  private func isAfterConsonant(_ scalar: UInt32, _ previous: UInt32?) -> Bool {
    guard let previous, previous < 0x80, Syllables.tone(ofMark: scalar) != nil else { return false }
    return !Tables.isVowel(previous | 0x20)
  }

  private func isForeign(_ scalar: UInt32) -> Bool { scalar >= 0x370 && scalar < 0x530 }

  /// The word with its tone on the vowel and breves for carons, when only that makes it a Vietnamese syllable.
  private func mendedSyllable(_ scalars: [UInt32]) -> (text: String, tones: Int, carons: Int)? {
    var letters: [Letter] = []
    var (tone, tones, carons): (UInt8, Int, Int) = (0, 0, 0)
    for scalar in scalars.flatMap(parts) {
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

/// Letters that a mark on the wrong one composes to: with their parts.
private let misplaced: [UInt32: [UInt32]] = [
  0xD1: [0x4E, 0x303], 0xF1: [0x6E, 0x303], 0x107: [0x63, 0x301], 0x143: [0x4E, 0x301], 0x144: [0x6E, 0x301], 0x1CD: [0x41, 0x30C], 0x1CE: [0x61, 0x30C],
  0x1F8: [0x4E, 0x300], 0x1F9: [0x6E, 0x300], 0x1E3F: [0x6D, 0x301], 0x1E47: [0x6E, 0x323],
]

/// These and the caron: what makes a word be looked at.
private let strays = WordSet(keys: [0x30C] + misplaced.keys.map(UInt64.init))

/// A letter without its tone, and the tone's mark.
private func parts(_ scalar: UInt32) -> [UInt32] {
  if let parts = misplaced[scalar] { return parts }
  let letter = Letters.letter(scalar)
  guard letter.tone != 0 else { return [scalar] }
  return [Letters.scalar(base: letter.base, tone: 0, isUpper: letter.isUpper).value, [0, 0x300, 0x309, 0x303, 0x301, 0x323][Int(letter.tone)]]
}

extension NormalizedText {
  /// Quality marks after tones and marks that stand twice, in NFC text; true when something changed.
  mutating func repairMarks() -> Bool {
    let source = utf8
    // U+0300 to U+036F and a few letters begin with these bytes.
    func nextMark(_ index: Int) -> Int? { source[index...].firstIndex { $0 == 0xCC || $0 == 0xCD } }
    guard var index = nextMark(0) else { return false }
    var rewriter = Rewriter(source)
    var (orders, doubles) = (0, 0)
    while index < source.count {
      guard decodeScalar(source, index).value < 0x370 else {
        index = nextMark(index + 1) ?? source.count
        continue
      }
      var base: (letter: Letter, at: Int)?
      if index > 0 {
        var before = index - 1
        while source[before] & 0xC0 == 0x80 { before -= 1 }
        let letter = Letters.letter(decodeScalar(source, before).value)
        if Tables.isVowel(letter.base) { base = (letter, before) }
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
        } else if let held = letter, let quality,
          quality
            == (held.base == 0xE2 || held.base == 0xEA || held.base == 0xF4 ? 1 : held.base == 0x103 ? 2 : held.base == 0x1A1 || held.base == 0x1B0 ? 3 : 0)
        {
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
      index = nextMark(index) ?? source.count
    }
    guard rewriter.finish(&self) else { return false }
    count(.markOrder, orders)
    count(.doubledMarks, doubles)
    return true
  }
}
