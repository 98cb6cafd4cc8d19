internal import Lexicon
internal import TextModel

/// What made a span: a table row, or a recognizer by its name. It gets its name when the span is an entity.
enum Rule: ExpressibleByStringLiteral {
  case row(Lexicon.Match)
  case named(StaticString)

  init(stringLiteral name: StaticString) { self = .named(name) }

  func isRow(_ kind: Lexicon.Kind) -> Bool {
    if case .row(let match) = self { return match.kind == kind }
    return false
  }

  func name(_ lexicon: Lexicon) -> RuleName {
    switch self {
    case .row(let match): lexicon.rule(match)
    case .named(let name): RuleName(name)
    }
  }
}

/// A span found by a recognizer, with the named parts inside it.
struct Node {
  var type: EntityType
  private var tokens: (start: Int32, end: Int32)
  var rule: Rule
  var confidence: Double
  var children: [Node]

  init(type: EntityType, start: Int, end: Int, rule: Rule, confidence: Double = 0.85, children: [Node] = []) {
    self.type = type
    tokens = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end))
    self.rule = rule
    self.confidence = confidence
    self.children = children
  }

  var start: Int {
    get { Int(tokens.start) }
    set { tokens.start = Int32(truncatingIfNeeded: newValue) }
  }
  var end: Int {
    get { Int(tokens.end) }
    set { tokens.end = Int32(truncatingIfNeeded: newValue) }
  }
}

/// Of the words that open sentences, the ones that a crawler's joined caption shows after a name; the rest are given names too.
let captionOpeners = WordSet(
  "Ông Bà Theo Lần Không Ngày Trong Tại Ông Bà Khi Trước Các Những Tuy Chiều Được Với Từ Để Nhưng Trên Cùng Ngoài Bên Thực Và Do Nếu Sau Đến Vào Riêng Cả Một Nhiều Mỗi Về Qua Hôm"
)

/// Adverbs that open sentences, in two syllables.
let joinedPairs = wordPairs([
  "Cụ thể", "Nhân dịp", "Trước đó", "Theo đó", "Ngoài ra", "Tuy nhiên", "Bên cạnh", "Đồng thời", "Mới đây", "Hiện nay", "Hiện tại", "Vì vậy", "Do đó",
  "Phát biểu", "Liên quan", "Tại đây", "Sau đó", "Trong khi", "Thời gian", "Tham dự", "Qua đó",
])
private let joinedHonorifics = WordSet("Ông Bà")

/// "Ngày 18/11", "Sáng 5/9": a date opens the phrase.
private let dayOpeners = WordSet("Ngày Sáng Chiều Tối Trưa Đêm Tháng Năm")

/// Words that rules ask about by name.
enum Word {
  static let cac = Key.cacs
  static let nhung = Key.nhuwngx
  static let cap = Key.caaps
  static let so = Key.soos
  static let ngay = Key.ngayf
  static let thang = Key.thangs
  static let nam = Key.nawm
  static let va = Key.vaf
  static let khoa = Key.khoas
  static let lan = Key.laanf
  static let thu = Key.thuws
  static let cua = Key.cuar
  static let truc = Key.truwcj
  static let thuong = Key.thuwowngf
  static let mot = Key.mootj
  /// Of the years' names: "Giáp Thìn", "Ất Tỵ".
  static let stems = WordSet("Giáp Ất Bính Đinh Mậu Kỷ Canh Tân Nhâm Quý")
  static let plural = WordSet("các những mọi từng hai ba bốn")
  static let level = WordSet("tỉnh huyện xã phường quận tp")
}

/// The tokens of one document with the table matches at each, and what the recognizers ask of them.
///
/// A class: a structure of this size would be copied at every call while it changes.
final class EntityScan {
  let document: Document
  let tokens: [Token]
  let count: Int
  let lexicon: Lexicon
  let matches: Lexicon.Matches
  let openings: [Openings]
  /// Runs of capitalized words that some cue showed to be a person's name, by hash.
  var knownNames = KeySet()
  /// The last syllables of these.
  var knownGivenNames = KeySet()
  /// Runs of capitalized words that stand after a unit word somewhere in the article: places without it too.
  var knownPlaces = KeySet()
  /// Given names and initials that stood after an honorific.
  var honoredNames = KeySet()
  /// Names of bodies that a bracket or a firm's head showed, by hash, and the first words of these.
  var knownBodies = KeySet()
  var knownBodyStarts = KeySet()
  /// Where the body ends whose short form stands in brackets behind it, by the token of its head.
  var bodyEnds: [Int: Int] = [:]
  /// Short forms that stood in brackets after a body.
  var knownShortForms = KeySet() { didSet { forgetBodies() } }
  /// Where a street that a list named without its head ends.
  var streetsEnd = -1
  /// Where each writer's name of a byline ends, by the token at which it starts; 0 for none. Empty in a text without.
  var bylineEnds: [Int32] = []
  /// How many bodies are being looked for, one inside the other, and what the inner ones came to, by place and depth.
  var bodiesAsking = 0
  /// They hold until another name is known or another span found.
  var askedBodies: [Int: Node?] = [:]
  /// Names are still being gathered from the article.
  var isLearning = true
  /// How many places are being read one inside the other, and where the title ends whose parts are sought.
  var placeDepth = 0
  var partsEnd = Int.max
  /// The outermost span found last, for names that follow a position or a body without a mark.
  var lastStart = 0
  var lastEnd = 0
  var lastType: EntityType? { didSet { forgetBodies() } }

  init(_ document: Document, _ lexicon: Lexicon, _ matches: Lexicon.Matches) {
    self.document = document
    tokens = document.tokens
    count = tokens.count
    self.lexicon = lexicon
    self.matches = matches
    openings = Openings.all(document, matches)
  }

  /// The recognizer may find something at `index`.
  @inline(__always) func opens(_ recognizer: Openings, at index: Int) -> Bool {
    has(index) && openings[index].intersects(recognizer)
  }

  func forgetBodies() { if !askedBodies.isEmpty { askedBodies.removeAll(keepingCapacity: true) } }

  func matches(at index: Int) -> ArraySlice<Lexicon.Match> { matches.at(index) }

  /// The longest row of `kind` at `index`; `keepsCase` asks for capitals where the row has them.
  func longest(_ kind: Lexicon.Kind, at index: Int, keepsCase: Bool = true) -> Lexicon.Match? {
    matches.longest(kind, at: index, keepsCase: keepsCase)
  }

  @inline(__always) func key(_ index: Int) -> UInt64 { has(index) ? tokens[index].key : 0 }

  @inline(__always) func has(_ index: Int) -> Bool { UInt(bitPattern: index) < UInt(bitPattern: count) }

  /// Index is inside the text and on the same line as the token before it.
  @inline(__always) func continues(_ index: Int) -> Bool { index < count && !tokens[index].lineStart }

  /// Index is the text's end, or a blank line stands before it: no name goes on there.
  func startsParagraph(_ index: Int) -> Bool {
    guard index > 0, index < count else { return true }
    return tokens[index].lineStart && document.utf8[Int(tokens[index - 1].end)..<Int(tokens[index].start)].count { $0 == 0x0A } > 1
  }

  /// The bracket of "b)", at a line's start.
  func closesItemMark(_ index: Int) -> Bool { isMark(index, ")") && index > 0 && tokens[index - 1].lineStart }

  @inline(__always) func isCapitalizedWord(_ index: Int) -> Bool { opens(.capital, at: index) }

  /// The token before `index` is a capitalized word with only a space between.
  func followsCapital(_ index: Int) -> Bool {
    index > 0 && !tokens[index].lineStart && isCapitalizedWord(index - 1) && !isOpener(index - 1) && !(isRomanNumber(index - 1) && key(index - 2) == Word.khoa)
  }

  /// The capitalized word and the small one after it open a phrase: "Theo đó", "Tham gia".
  func opensPhrase(_ index: Int) -> Bool {
    if number(index + 1) != nil, dayOpeners.contains(key(index)), continues(index + 1) { return true }
    return index + 1 < tokens.count && continues(index + 1) && tokens[index + 1].kind == .word && !tokens[index + 1].isCapitalized
      && lexicon.opensPhrase(tokens[index], tokens[index + 1])
  }

  /// A capital that only the sentence's start gave: "Theo", "Tại".
  func isOpener(_ index: Int) -> Bool { opens(.sentenceOpener, at: index) && isSentenceStart(index) }

  /// "Ảnh: Cục NTBD | Theo bản báo cáo", "cao tốc Bắc Nam | Ông Phạm Hữu Sơn": a crawler joined the next sentence to a name.
  func startsSentence(_ index: Int) -> Bool {
    if opens(.joinedPair, at: index), tokens[index].isCapitalized, continues(index + 1), !tokens[index + 1].isCapitalized,
      joinedPairs.contains(where: { $0 == (key(index), key(index + 1)) })
    {
      return true
    }
    guard opens(.joinedOpener, at: index), continues(index + 1), tokens[index + 1].kind == .word else { return false }
    if tokens[index + 1].isCapitalized, key(index) == Key.theo, matches.starts(.bodyHead, at: index + 1) || matches.starts(.position, at: index + 1) {
      return true
    }
    if tokens[index + 1].isCapitalized { return joinedHonorifics.contains(key(index)) && personRun(at: index + 1).map { $0 - index > 3 } == true }
    return !lexicon.isCompound(tokens[index], tokens[index + 1])
  }

  /// No word's or number's key is a scalar.
  @inline(__always) func isMark(_ index: Int, _ scalar: Unicode.Scalar) -> Bool { key(index) == UInt64(scalar.value) }

  func isDash(_ index: Int) -> Bool { isMark(index, "-") || isMark(index, "–") || isMark(index, "—") }

  /// One past the capitalized words from `index` on, 40 at most: no name is longer, and a text of capitals is not read over and over.
  func capitalRun(_ index: Int) -> Int {
    var end = index
    while end - index < 40, isCapitalizedWord(end), end == index || !tokens[end].lineStart && tokens[end].spaceBefore { end += 1 }
    return end
  }

  func isSentenceStart(_ index: Int) -> Bool {
    guard index > 0, !tokens[index].lineStart else { return true }
    let before = tokens[index - 1]
    return before.isMark(".") || before.isMark("!") || before.isMark("?") || before.isMark("…") || before.isMark(":")
      || before.isMark("“") || before.isMark("\"")
  }

  func hash(_ range: Range<Int>) -> UInt64 {
    tokens[range].reduce(1_469_598_103) { ($0 ^ $1.key) &* 0x9E37_79B9_7F4A_7C15 } | 1 << 63
  }

  @inline(__always) func number(_ index: Int) -> Int? { opens(.number, at: index) ? value(index) : nil }

  private func value(_ index: Int) -> Int {
    var value = 0
    for byte in document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)] { value = value * 10 + Int(byte) - 48 }
    return value
  }

  func text(_ range: Range<Int>) -> String { document.string(document.bytes(range)) }
}
