internal import TextModel

/// The fullest name that an article gives for a body it also calls by a shorter one: "Bộ" for "Bộ Y tế", "UBKT Trung ương" for
/// "Ủy ban Kiểm tra Trung ương", "HoREA" for "Hiệp hội Bất động sản TPHCM (HoREA)".
final class BodyNames {
  private struct Name {
    var entity: Int
    var tokens: Range<Int>
    var count = 1
    /// Names that go on after these words.
    var longer: [Int] = []
  }

  private let document: Document
  private var names: [Name] = []
  /// Names by the hash of their words; short names in brackets.
  private var byWords = KeyMap<Int>()
  private var spelled: [Int: Int] = [:]
  private var bracketed = KeyMap<Int>()

  /// No more names of one beginning than this are looked at, so that long lists stay linear.
  private static let most = 32
  /// Words of a short name that a longer one may go on from: "Sở Nông nghiệp và Phát triển nông thôn" has eight.
  private static let reach = 9
  private static let party = Key.ddangr
  private static let joiners = WordSet("và")
  /// What stands in a name for other words or for none, by its key: "UBND" for its words, "và" for nothing.
  private static let readings = {
    var readings = KeyMap<[UInt64]>()
    for (key, words) in abbreviations { readings.set(key, words) }
    for short in keys("tư tw") { readings.set(short, keys("trung ương")) }
    readings.set(Key.vaf, [])
    return readings
  }()

  init(_ document: Document) {
    self.document = document
    for index in document.entities.indices where document.entities[index].type == .organization { read(index) }
    for place in names.indices {
      var hash: UInt64 = 0
      let words = names[place].tokens
      let party = words.first { document.tokens[$0].key == Self.party }
      for token in words.prefix(Self.reach).dropLast(words.count > Self.reach ? 0 : 1) {
        hash = mix(hash, token: token)
        // "Bộ Chính trị | Đảng Cộng sản Việt Nam": the name is whole without it.
        if party != token + 1, let shorter = byWords[hash], names[shorter].longer.count < Self.most { names[shorter].longer.append(place) }
      }
    }
    spellOut()
  }

  private func read(_ index: Int) {
    let words = Self.words(document.entities[index].tokens, document)
    let after = document.entities[index].tokens.upperBound
    let short = words.count < document.entities[index].tokens.count ? words.upperBound + 1 : after + 1
    let hash = hash(words)
    if let known = byWords[hash] {
      names[known].count += 1
      if words.count > names[known].tokens.count { (names[known].entity, names[known].tokens) = (index, words) }
    } else {
      byWords.set(hash, names.count)
      names.append(Name(entity: index, tokens: words))
    }
    // "(HoREA)", "(gọi tắt là …)" is another matter.
    guard short + 1 < document.tokens.count, document.tokens[short - 1].isMark("("), document.tokens[short + 1].isMark(")"),
      document.tokens[short].kind == .word, document.tokens[short].isCapitalized, words.count > 2
    else { return }
    if bracketed[document.tokens[short].key] == nil, let name = byWords[hash] { bracketed.set(document.tokens[short].key, name) }
  }

  /// Without a short form in brackets at the end.
  static func words(_ range: Range<Int>, _ document: Document) -> Range<Int> {
    guard range.count > 3, document.tokens[range.upperBound - 1].isMark(")"), document.tokens[range.upperBound - 3].isMark("(") else { return range }
    return range.lowerBound..<range.upperBound - 3
  }

  /// "UBND TP Hà Nội", "Ủy ban nhân dân thành phố Hà Nội"; "Bộ Tài nguyên Môi trường", "Bộ Tài nguyên và Môi trường": one name.
  private func hash(_ range: Range<Int>) -> UInt64 { range.reduce(0) { mix($0, token: $1) } }

  private func mix(_ hash: UInt64, token: Int) -> UInt64 {
    let key = document.tokens[token].key
    if document.tokens[token].kind == .mark { return hash }
    return Self.readings[key]?.reduce(hash) { TextModel.mix($0, $1) } ?? TextModel.mix(hash, key)
  }

  /// What names of bodies and of positions in them are written short by.
  static let abbreviations: [UInt64: [UInt64]] = [
    Key.tp: keys("thành phố"), Key.ubnd: keys("ủy ban nhân dân"), Key.hddnd: keys("hội đồng nhân dân"),
  ]
  private static func keys(_ words: String) -> [UInt64] { tokenize(Array(words.utf8)).map(\.key) }

  /// The words of the fullest name of a body; nil when its own are.
  func fullest(_ entity: Int) -> Range<Int>? {
    let words = Self.words(document.entities[entity].tokens, document)
    let hash = hash(words)
    if words.count == 1, let known = bracketed[document.tokens[words.lowerBound].key] { return names[known].tokens }
    guard let own = byWords[hash] else { return words.count < document.entities[entity].tokens.count ? words : nil }
    if let known = spelled[own] { return names[known].tokens }
    let known = names[own].longer
    // "Uỷ ban", "Ủy ban": as it is written first.
    guard words.count <= Self.reach, var best = known.first else { return names[own].tokens }
    for place in known where names[place].tokens.count > names[best].tokens.count && goOnAlike(names[place].tokens, names[best].tokens) { best = place }
    return names[best].tokens
  }

  private func goOnAlike(_ left: Range<Int>, _ right: Range<Int>) -> Bool { zip(left, right).allSatisfy { document.tokens[$0].key == document.tokens[$1].key } }

  /// "UBKT Trung ương" is the "Ủy ban Kiểm tra Trung ương" that the article names too.
  private func spellOut() {
    let short = names.indices.filter { names[$0].tokens.count < 6 && document.tokens[names[$0].tokens.lowerBound].isAllCaps }
    guard !short.isEmpty else { return }
    var byLetter: [UInt32: [Int]] = [:]
    for (place, name) in names.enumerated() where name.tokens.count > 1 {
      let letter = firstLetter(name.tokens.lowerBound)
      if byLetter[letter, default: []].count < Self.most { byLetter[letter, default: []].append(place) }
    }
    for place in short {
      let name = names[place]
      let fitting = byLetter[firstLetter(name.tokens.lowerBound), default: []].filter { $0 != place && spells(name.tokens, names[$0].tokens) }
      if fitting.count == 1 { spelled[place] = fitting[0] }
    }
  }

  private func firstLetter(_ token: Int) -> UInt32 { Letters.letter(decodeScalar(document.utf8, Int(document.tokens[token].start)).value).base }

  /// The letters of a word, lower case and without tones.
  private func letters(_ token: Int) -> [UInt32] {
    var letters: [UInt32] = []
    var index = Int(document.tokens[token].start)
    while index < Int(document.tokens[token].end) {
      let (scalar, length) = decodeScalar(document.utf8, index)
      letters.append(Letters.letter(scalar).base)
      index += length
    }
    return letters
  }

  private func spells(_ short: Range<Int>, _ long: Range<Int>) -> Bool {
    guard long.count > short.count else { return false }
    var place = long.lowerBound
    for token in short where document.tokens[token].kind == .word {
      if document.tokens[token].isAllCaps {
        for letter in letters(token) {
          while place < long.upperBound, document.tokens[place].kind == .mark || Self.joiners.contains(document.tokens[place].key) { place += 1 }
          guard place < long.upperBound, firstLetter(place) == letter else { return false }
          place += 1
        }
      } else {
        guard place < long.upperBound, document.tokens[place].key == document.tokens[token].key else { return false }
        place += 1
      }
    }
    return place == long.upperBound
  }
}
