internal import TextModel

/// How Vietnamese syllables are spelled: onsets, rimes, and the tones that a rime takes. A text read in the wrong
/// encoding shows at once that few of its words are spelled like this.
///
/// Source: the closed set of rimes of the written language as school grammars list it (Đoàn Thiện Thuật, Ngữ âm tiếng
/// Việt), with rare ones of borrowed and imitative words; tones are left out, quality marks are kept.
public enum Syllables {
  static let onsets = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x"

  public static let rimes = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
    """

  /// What follows "qu", whose u is no part of the rime.
  public static let rimesAfterQu = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng ât âu ây e ec em en eng eo et ê êch ên ênh
    êt êu i ich in inh it iu ôc ơ ơn y ych yên yêt yn ynh yp yt yu
    """

  private static let codes: [UInt8] = {
    var codes = [UInt8](repeating: 0, count: 0x1B1)
    for (code, scalar) in "abcdđeghiklmnopqrstuvxyăâêôơư".unicodeScalars.enumerated() { codes[Int(scalar.value)] = UInt8(code + 1) }
    return codes
  }()

  private static let known: Set<UInt64> = {
    func key(_ text: String) -> UInt64 { text.unicodeScalars.reduce(0) { $0 << 5 | UInt64(codes[Int($1.value)]) } }
    func words(_ list: String) -> [String] { list.split { $0 == " " || $0 == "\n" }.map(String.init) }
    let plain = ([""] + words(onsets)).flatMap { onset in words(rimes).map { key(onset + $0) } }
    return Set(plain + words(rimesAfterQu).map { key("qu" + $0) })
  }()

  /// A word as it is read letter by letter.
  struct Word {
    private var key: UInt64 = 0
    private(set) var length = 0
    private var isForeign = false
    private var last: UInt8 = 0
    private var tones = 0
    var tone: UInt8 = 0
    /// Letters and marks outside ASCII.
    var marked = 0
    var isEmpty: Bool { length == 0 }
    /// A marked capital after a small letter, which no one writes and wrong encodings are full of.
    private(set) var hasStrayCapital = false
    private var hasSmall = false

    mutating func add(_ letter: Letter) {
      let code = letter.base < 0x1B1 ? codes[Int(letter.base)] : 0
      if code == 0 { isForeign = true }
      key = key << 5 | UInt64(code)
      if !letter.isUpper { hasSmall = true } else if hasSmall && (letter.base > 0x7A || letter.tone != 0) { hasStrayCapital = true }
      length += 1
      last = code
      if letter.tone != 0 { add(tone: letter.tone) }
    }

    mutating func add(tone: UInt8) {
      self.tone = tone
      tones += 1
    }

    /// Spelled as a Vietnamese syllable, with one tone at most; a rime that ends in c, ch, p or t has the acute or the dot.
    var isSyllable: Bool {
      guard !isForeign, length <= 7, tones <= 1, known.contains(key) else { return false }
      let before = UInt8(truncatingIfNeeded: key >> 5 & 31)
      let isStopped = length > 1 && (last == codes[0x63] || last == codes[0x70] || last == codes[0x74] || (last == codes[0x68] && before == codes[0x63]))
      return !isStopped || tone >= 4
    }
  }

  /// The tone of a combining mark: grave, hook, tilde, acute, dot; nil for other marks.
  static func tone(ofMark scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x300, 0x340: 1
    case 0x309: 2
    case 0x303: 3
    case 0x301, 0x341: 4
    case 0x323: 5
    default: nil
    }
  }
}

extension Syllables {
  /// Which letter of a syllable carries the tone, given its letters without tones, small; nil when it has no vowel.
  /// Open oa, oe and uy carry it on the first letter in the old style, on the second in the new one; all else has one place.
  public static func tonePlace(_ letters: [UInt32], style: ToneStyle = .old) -> Int? {
    guard var first = letters.firstIndex(where: Tables.isVowel) else { return nil }
    let isVowelNext = first + 1 < letters.count && Tables.isVowel(letters[first + 1])
    // The u of qu and the i of gi before a vowel are of the onset.
    if first == 1, isVowelNext, (letters[0] == 0x71 && letters[1] == 0x75) || (letters[0] == 0x67 && letters[1] == 0x69) { first += 1 }
    let end = letters[first...].firstIndex { !Tables.isVowel($0) } ?? letters.count
    let vowels = first..<end
    if let marked = vowels.last(where: { letters[$0] > 0x7A }) { return marked }
    if vowels.count == 1 { return first }
    if end < letters.count { return end - 1 }
    if vowels.count > 2 { return first + 1 }
    let isOpen = letters[first] == 0x6F && (letters[first + 1] == 0x61 || letters[first + 1] == 0x65) || letters[first] == 0x75 && letters[first + 1] == 0x79
    return isOpen && style == .new ? first + 1 : first
  }
}
