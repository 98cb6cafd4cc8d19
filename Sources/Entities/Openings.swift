internal import Lexicon
internal import TextModel

/// Which recognizers may find something at a token, told once for all tokens: most words open nothing, and a recognizer asks for its
/// bit before all else. A rule that starts with a word of its own needs that word here.
struct Openings: OptionSet, Sendable {
  let rawValue: UInt32
  init(rawValue: UInt32) { self.rawValue = rawValue }

  static let outlet = Openings(rawValue: 1 << 0)
  static let program = Openings(rawValue: 1 << 1)
  static let document = Openings(rawValue: 1 << 2)
  static let date = Openings(rawValue: 1 << 3)
  static let provision = Openings(rawValue: 1 << 4)
  static let event = Openings(rawValue: 1 << 5)
  static let role = Openings(rawValue: 1 << 6)
  static let body = Openings(rawValue: 1 << 7)
  /// A place or, with a capital, a person.
  static let place = Openings(rawValue: 1 << 8)
  /// The token starts an outermost entity, as far as one token can tell.
  static let outermost = Openings(rawValue: 1 << 9)
  /// A plural head stands before: "các Bộ | Tài chính, Công Thương".
  static let shared = Openings(rawValue: 1 << 10)
  /// A capitalized word.
  static let capital = Openings(rawValue: 1 << 11)
  /// A number of four digits at most.
  static let number = Openings(rawValue: 1 << 12)
  /// The bracket before a short form, or a firm's head: what `learnBodies` looks at.
  static let learned = Openings(rawValue: 1 << 13)

  // Words that rules ask about at most tokens, in any case: a bit is asked faster than a set.
  static let sentenceOpener = Openings(rawValue: 1 << 16)
  static let joinedOpener = Openings(rawValue: 1 << 17)
  static let joinedPair = Openings(rawValue: 1 << 18)
  static let alias = Openings(rawValue: 1 << 19)
  static let committeeLevel = Openings(rawValue: 1 << 20)
  static let firmEnding = Openings(rawValue: 1 << 21)
  static let countrySyllable = Openings(rawValue: 1 << 22)
  static let dayPart = Openings(rawValue: 1 << 23)

  @inline(__always) func intersects(_ other: Openings) -> Bool { rawValue & other.rawValue != 0 }

  private static let named = Lexicon.Kinds(.body, .bodyHead, .documentType, .event, .law, .placeHead, .place, .position, .program, .unit)

  /// What the rows that start at a token open, in any case.
  private static func opened(by rows: Lexicon.Kinds) -> Openings {
    var opened = Openings.outermost
    if rows.contains(.body) || rows.contains(.bodyHead) { opened.formUnion(.body) }
    if rows.contains(.documentType) || rows.contains(.law) { opened.formUnion(.document) }
    if rows.contains(.place) || rows.contains(.placeHead) || rows.contains(.unit) { opened.formUnion(.place) }
    if rows.contains(.event) { opened.formUnion(.event) }
    if rows.contains(.position) { opened.formUnion(.role) }
    if rows.contains(.program) { opened.formUnion(.program) }
    return opened
  }

  /// What words open that are in no table, in any case.
  private static let words: [(Openings, String)] = [
    (.program, "đề dự chiến quy phương chương kế phong đồ khung"),
    (.document, "luật"),
    (.role, "thường quyền"),
    (
      .date,
      "sáng trưa chiều tối đêm ngày hôm khuya mùng mồng buổi thứ chủ rạng cùng tháng quý năm tuần xuân giai nhiệm thời đầu giữa cuối phật dương hai ba bốn sáu chín mười nửa"
    ),
    (.provision, "điểm khoản điều chương mục phần phụ"),
    (.event, "đại lễ bão siêu hội kỳ phiên ngày năm APEC ASEAN COP WEF"),
    (
      .outermost,
      "quyền thứ chủ rạng đầu giữa cuối sáng trưa chiều tối đêm ngày hôm khuya mùng buổi tháng quý năm giai nhiệm điểm khoản điều chương mục phần phụ kỳ phiên bão lễ siêu tuần hội đại giải liên thời cuộc festival cùng mồng phật dương hai ba bốn sáu chín mười nửa"
    ),
    // Words that open a sentence with a capital and are no part of a name.
    (
      .sentenceOpener,
      "Theo Lần Không Liên Ngày Trong Tại Ông Bà Khi Trước Các Những Tuy Chiều Sáng Được Với Từ Để Nhưng Đây Trên Cùng Thời Phát Hiện Ngoài Đồng Bên Thực Và Do Nếu Sau Đến Vào Riêng Gần Ở Cả Một Hai Ba Nhiều Mỗi Về Nhân Qua Hôm Trình Cụ Xin Còn Vụ Đối"
    ),
    // Of these, the ones that no name holds before a small word.
    (.joinedOpener, "Theo Trong Tại Khi Các Những Tuy Được Với Để Nhưng Trên Và Do Nếu Đến Vào Cả Nhiều Mỗi Ông Bà Cũng"),
    // Words that give a person's other name in brackets: "(tức Năm Cam)", "(biệt danh Hùng Sẹo)", "(tên thật là Lê Văn Ba)".
    (.alias, "tức danh tự thật gọi sinh"),
    (.committeeLevel, "tỉnh thành huyện quận"),
    (
      .firmEnding,
      "Group Holdings Holding Bank Corp Corporation Capital Land Airlines Airways Media Travel Invest Inc Ltd Company University Motor Motors Foundation Pharma Steel Telecom Securities Insurance Mobile Logistics Energy Petroleum"
    ),
    (.countrySyllable, "Việt Trung Mỹ Nga Nhật Hàn Lào Ấn Pháp Đức Triều Campuchia"),
    (.dayPart, "sáng trưa chiều tối đêm ngày hôm khuya mùng mồng buổi"),
    (.learned, "( công cty tập ngân hãng CLB câu CTCP"),
  ]

  /// What opens behind a token: a name in quotes, "dự án | Long Thành", a shared head's names.
  private static let behind: [UInt64: Openings] = {
    var behind: [UInt64: Openings] = [Key.ans: [.program, .outermost]]
    for quote in [0x22, 0x201C, 0xAB] as [UInt64] { behind[quote] = [.program, .event] }
    behind[0x201C] = [.program, .event, .outermost]
    behind[0x28] = .outlet
    behind[Key.theo] = .outlet
    for head in ["ngành", "quan", "ương", "đường", "phố", "phường", "xã", "huyện", "quận", "khẩu", "thôn", "trấn", "ty"].map({ wordKey($0) }) {
      behind[head] = .shared
    }
    for head in [Key.booj, Key.sowr, Key.khoanr, Key.ddieeuf, Key.ddieemr, Key.luaatj] { behind[head] = .shared }
    return behind
  }()

  /// Of a word by its key: what it opens, and in the upper half what opens behind it.
  private static let byKey: WordBits = {
    var byKey: [UInt64: UInt64] = [:]
    for (opening, list) in words {
      for token in tokenize(Array(list.utf8)) { byKey[token.key, default: 0] |= UInt64(opening.rawValue) }
    }
    for gathering in gatherings { byKey[gathering.words[0], default: 0] |= UInt64(Openings.event.rawValue) }
    for (first, _) in joinedPairs { byKey[first, default: 0] |= UInt64(Openings.joinedPair.rawValue) }
    for (key, opening) in behind { byKey[key, default: 0] |= UInt64(opening.rawValue) << 32 }
    return WordBits(byKey)
  }()

  /// What a word opens wherever it stands and however it is written, and in the upper half what opens behind it.
  private static func opened(by word: Token, _ utf8: [UInt8], _ byKey: WordBits) -> UInt64 {
    var here = Openings()
    if utf8[Int(word.start)] <= 0x39 { here.formUnion([.date, .outermost]) }
    guard word.kind == .number else { return byKey[word.key] | UInt64(here.rawValue) }
    here.formUnion([.date, .document, .outermost])
    if word.end - word.start <= 4 { here.formUnion(.number) }
    return UInt64(here.rawValue)
  }

  /// What may open at each token.
  static func all(_ document: Document, _ matches: Lexicon.Matches) -> [Openings] {
    let (byKey, named) = (byKey, named)
    let byWord = matches.vocabulary.words.map { opened(by: $0, document.utf8, byKey) }
    let (tokens, words) = (document.tokens.span, matches.vocabulary.places.span)
    var all = [Openings](repeating: [], count: tokens.count)
    var openings = all.mutableSpan
    var carried = Openings()
    for index in 0..<tokens.count {
      let found = byWord[Int(words[index])]
      var here = carried.union(Openings(rawValue: UInt32(truncatingIfNeeded: found)))
      carried = Openings(rawValue: UInt32(truncatingIfNeeded: found >> 32))
      let kinds = matches.kinds(at: index)
      if kinds.intersects(named) { here.formUnion(opened(by: kinds)) }
      if tokens[index].isCapitalized { here.formUnion([.body, .place, .outermost, .capital]) }
      if tokens[index].isAllCaps { here.formUnion([.body, .outlet]) }
      if tokens[index].kind == .mark {
        here.subtract(.outermost)
        if tokens[index].key == 0x2E, index > 0, tokens[index - 1].kind == .word { openings[index - 1].formUnion([.outlet, .outermost]) }
      }
      openings[index] = here
    }
    return all
  }
}
