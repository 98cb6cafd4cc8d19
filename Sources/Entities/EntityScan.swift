internal import Lexicon
internal import TextModel

/// A span found by a recognizer, with the named parts inside it.
struct Node {
  var type: EntityType
  var start: Int
  var end: Int
  var rule: String
  var confidence = 0.85
  var children: [Node] = []
}

/// Words that open a sentence with a capital and are no part of a name.
let sentenceOpeners: Set<UInt64> = Set(
  tokenize(
    Array(
      "Theo Lần Không Liên Ngày Trong Tại Ông Bà Khi Trước Các Những Tuy Chiều Sáng Được Với Từ Để Nhưng Đây Trên Cùng Thời Phát Hiện Ngoài Đồng Bên Thực Và Do Nếu Sau Đến Vào Riêng Gần Ở Cả Một Hai Ba Nhiều Mỗi Về Nhân Qua Hôm Trình Cụ"
        .utf8)).map(\.key))

/// Of these, the ones that a crawler's joined caption shows after a name; the rest are given names too.
let captionOpeners: Set<UInt64> = Set(
  tokenize(Array("Theo Lần Không Ngày Trong Tại Ông Bà Khi Trước Các Những Tuy Chiều Được Với Từ Để Nhưng Trên Cùng Phát Ngoài Đồng Bên Thực Và Do Nếu Sau Đến Vào Riêng Cả Một Nhiều Mỗi Về Qua Hôm Hoàn".utf8)).map(\.key))

/// Words that rules ask about by name.
enum Word {
  static let cac = wordKey("các")
  static let nhung = wordKey("những")
  static let cap = wordKey("cấp")
  static let so = wordKey("số")
  static let ngay = wordKey("ngày")
  static let thang = wordKey("tháng")
  static let nam = wordKey("năm")
  static let va = wordKey("và")
  static let khoa = wordKey("khóa")
  static let lan = wordKey("lần")
  static let thu = wordKey("thứ")
  static let cua = wordKey("của")
  static let truc = wordKey("trực")
  static let thuong = wordKey("Thường")
  static let nguyen = wordKey("nguyên")
  static let plural: Set<UInt64> = [cac, nhung, wordKey("mọi"), wordKey("từng"), wordKey("hai"), wordKey("ba"), wordKey("bốn")]
  static let level: Set<UInt64> = [
    Key.tinhr, Key.huyeenj, Key.xax, Key.phuwowngf, Key.quaanj, Key.tp,
  ]
}

/// The tokens of one document with the table matches at each, and what the recognizers ask of them.
struct EntityScan {
  let document: Document
  let tokens: [Token]
  let lexicon: Lexicon
  private let matches: [Lexicon.Match]
  private let firstMatch: [Int32]
  /// Runs of capitalized words that some cue showed to be a person's name, by hash.
  var knownNames: Set<UInt64> = []
  /// The last syllables of these.
  var knownGivenNames: Set<UInt64> = []
  /// The outermost span found last, for names that follow a position or a body without a mark.
  var lastEnd = 0
  var lastType: EntityType?

  init(_ document: Document, _ lexicon: Lexicon, _ matches: [Lexicon.Match]) {
    self.document = document
    tokens = document.tokens
    self.lexicon = lexicon
    self.matches = matches
    var firstMatch = [Int32](repeating: 0, count: document.tokens.count + 1)
    var cursor = 0
    for index in 0...document.tokens.count {
      while cursor < matches.count, matches[cursor].start < index { cursor += 1 }
      firstMatch[index] = Int32(cursor)
    }
    self.firstMatch = firstMatch
  }

  func matches(at index: Int) -> ArraySlice<Lexicon.Match> {
    index < tokens.count ? matches[Int(firstMatch[index])..<Int(firstMatch[index + 1])] : []
  }

  /// The longest row of `kind` at `index`; `keepsCase` asks for capitals where the row has them.
  func longest(_ kind: Lexicon.Kind, at index: Int, keepsCase: Bool = true) -> Lexicon.Match? {
    matches(at: index).last { $0.kind == kind && ($0.keepsCase || !keepsCase) }
  }

  func key(_ index: Int) -> UInt64 { index >= 0 && index < tokens.count ? tokens[index].key : 0 }

  /// Index is inside the text and on the same line as the token before it.
  func continues(_ index: Int) -> Bool { index < tokens.count && !tokens[index].lineStart }

  func isCapitalizedWord(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .word && tokens[index].isCapitalized
  }

  /// The token before `index` is a capitalized word with only a space between.
  func followsCapital(_ index: Int) -> Bool {
    index > 0 && !tokens[index].lineStart && isCapitalizedWord(index - 1) && !isOpener(index - 1)
  }

  /// A capital that only the sentence's start gave: "Theo", "Tại".
  func isOpener(_ index: Int) -> Bool { sentenceOpeners.contains(key(index)) && isSentenceStart(index) }

  func isMark(_ index: Int, _ scalar: Unicode.Scalar) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].isMark(scalar)
  }

  func isDash(_ index: Int) -> Bool { isMark(index, "-") || isMark(index, "–") || isMark(index, "—") }

  /// One past the run of capitalized words that starts at `index`.
  func capitalRun(_ index: Int) -> Int {
    var end = index
    while end < tokens.count, tokens[end].kind == .word, tokens[end].isCapitalized,
      end == index || (!tokens[end].lineStart && tokens[end].spaceBefore)
    { end += 1 }
    return end
  }

  func isSentenceStart(_ index: Int) -> Bool {
    guard index > 0, !tokens[index].lineStart else { return true }
    let before = tokens[index - 1]
    return before.isMark(".") || before.isMark("!") || before.isMark("?") || before.isMark("…") || before.isMark(":")
      || before.isMark("“") || before.isMark("\"")
  }

  func hash(_ range: Range<Int>) -> UInt64 {
    tokens[range].reduce(1_469_598_103) { ($0 ^ $1.key) &* 0x9E37_79B9_7F4A_7C15 }
  }

  func number(_ index: Int) -> Int? {
    guard index >= 0, index < tokens.count, tokens[index].kind == .number, tokens[index].end - tokens[index].start <= 4
    else { return nil }
    var value = 0
    for byte in document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)] { value = value * 10 + Int(byte) - 48 }
    return value
  }

  func text(_ range: Range<Int>) -> String { document.string(document.bytes(range)) }
}
