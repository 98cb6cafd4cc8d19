internal import TextModel

/// Capitals that TCVN3 leaves to the font. Its bytes have no capital for a vowel with a tone, so "QUYẾT ĐỊNH" set in a
/// capital font comes out as "QUYếT ĐịNH", and a sentence that begins with "Ủy ban" as "ủy ban".
extension NormalizedText {
  /// Restores them where the other letters leave no doubt: in words whose ASCII letters are capitals, and at the start of
  /// sentences. What a capital font made of small letters alone ("bộ tài chính") stays small. Lengths do not change.
  mutating func restoreCapitals() {
    var words = capitalWords()
    // A word of one capital and marked letters ("Bộ") is as its neighbours in the line are.
    for index in words.indices.dropFirst() where words[index].kind == .open && words[index].followsDirectly && words[index - 1].kind == .capital {
      words[index].kind = .capital
    }
    for index in words.indices.dropLast().reversed() where words[index].kind == .open && words[index + 1].followsDirectly && words[index + 1].kind == .capital {
      words[index].kind = .capital
    }
    var restored = 0
    for (index, word) in words.enumerated() {
      switch word.kind {
      case .capital: restored += capitalize(word.range)
      case .small where word.startsBare && (word.startsSentence || isName(words, index)):
        let length = decodeScalar(utf8, word.range.lowerBound).length
        restored += capitalize(word.range.lowerBound..<word.range.lowerBound + length)
      default: break
      }
    }
    count(.capitals, restored)
  }

  private struct CapitalWord {
    enum Kind { case capital, open, small, other }
    var range: Range<Int>
    var kind: Kind
    /// Only blanks lie between it and the word before.
    var followsDirectly: Bool
    var startsSentence: Bool
    /// Its first letter is a small vowel with a tone.
    var startsBare: Bool
  }

  private func capitalWords() -> [CapitalWord] {
    var words: [CapitalWord] = []
    var index = 0
    var (followsDirectly, isStart, blank) = (false, true, true)
    while index < utf8.count {
      let (scalar, length) = decodeScalar(utf8, index)
      guard Letters.letter(scalar).isLetter else {
        switch scalar {
        case 0x20, 0x09: break
        case 0x0A:
          if blank { isStart = true }
          blank = true
          followsDirectly = false
        // What may stand between a full stop or a line's head and the sentence: quotes, brackets, bullets, numbering.
        case 0x22, 0x28, 0x2D, 0x2A, 0x2B, 0x201C, 0x2018, 0x2013, 0x2022:
          followsDirectly = false
        case 0x2E, 0x21, 0x3F, 0x2026:
          isStart = true
          blank = false
          followsDirectly = false
        default:
          isStart = false
          blank = false
          followsDirectly = false
        }
        index += length
        continue
      }
      let start = index
      var (smallASCII, capitalASCII, innerCapitals, smallMarked) = (0, 0, 0, 0)
      while index < utf8.count {
        let (scalar, length) = decodeScalar(utf8, index)
        let letter = Letters.letter(scalar)
        guard letter.isLetter else { break }
        if letter.isUpper {
          if index > start { innerCapitals += 1 }
          capitalASCII += 1
        } else if scalar < 0x80 {
          smallASCII += 1
        } else {
          smallMarked += 1
        }
        index += length
      }
      let first = Letters.letter(scalar)
      let kind: CapitalWord.Kind
      if smallASCII > 0 || smallMarked == 0 {
        kind = capitalASCII > 0 ? .other : .small
      } else {
        kind = innerCapitals > 0 ? .capital : capitalASCII > 0 ? .open : .small
      }
      words.append(
        CapitalWord(
          range: start..<index, kind: kind, followsDirectly: followsDirectly, startsSentence: isStart, startsBare: !first.isUpper && first.tone != 0))
      (followsDirectly, isStart, blank) = (true, false, false)
    }
    return words
  }

  /// Makes the letters in `range` capitals, which have the same lengths in UTF-8; answers how many changed.
  private mutating func capitalize(_ range: Range<Int>) -> Int {
    var index = range.lowerBound
    var changed = 0
    while index < range.upperBound {
      let (scalar, length) = decodeScalar(utf8, index)
      let letter = Letters.letter(scalar)
      if !letter.isUpper, let upper = Unicode.Scalar(scalar)?.properties.uppercaseMapping.unicodeScalars.first {
        let bytes = Normalization.utf8(upper)
        if bytes.count == length {
          utf8.replaceSubrange(index..<index + length, with: bytes)
          changed += 1
        }
      }
      index += length
    }
    return changed
  }

  /// Bodies and places whose first word begins with such a vowel: "ủy ban nhân dân", "ấn Độ", "Đông Nam á".
  private func isName(_ words: [CapitalWord], _ index: Int) -> Bool {
    func word(_ offset: Int) -> String {
      guard words.indices.contains(index + offset), offset <= 0 || words[index + offset].followsDirectly else { return "" }
      return String(decoding: utf8[words[index + offset].range], as: UTF8.self)
    }
    switch word(0) {
    case "ủy", "uỷ":
      return word(1) == "ban" && ["nhân", "Nhân", "thường", "Thường", "kiểm", "Kiểm", "Mặt", "mặt", "chứng", "Chứng", "Trung", "Quốc"].contains(word(2))
    case "ấn": return word(1) == "Độ"
    case "á": return words[index].followsDirectly && ["Châu", "Nam", "Đông", "Bắc", "Trung", "Tây"].contains(word(-1))
    default: return false
    }
  }
}
