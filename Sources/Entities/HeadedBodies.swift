internal import Lexicon
internal import TextModel
/// A body read from its head noun on: "Ban | Chỉ đạo phòng, chống tham nhũng | Trung ương", "Sở | Nội vụ | tỉnh Đắk Nông".
struct HeadedBody {
  let head: Lexicon.Match
  /// What may follow the head: F a field of work, N a name or number, P a place or level, B a parent.
  let follow: Lexicon.Flags
  let isCapital: Bool
  let isFirm: Bool
  let depth: Int
  var end: Int
  var children: [Node]
  /// Something after the head tells this body from others.
  var isNamed = false
  /// It has a name of its own, not only a level, a place or a parent.
  var hasOwnName = false

  var start: Int { head.start }
  var isLongHead: Bool { head.end - head.start > 1 }
}
/// Clubs and national teams: no other body stands in their names.
let institute = Key.vieenj, tuyen = Key.tuyeenr
private let teams = WordSet("CLB câu")
private let alliance = Key.minh
private let chinh = Key.chinh
private let equalRank = Key.ngang
/// Words that a head in small letters ends, by both.
private let notHeadBehind = wordPairs([
  "làm báo", "viết báo", "nghề báo", "quan trường", "nộp thuế", "tiền thuế", "phí thuế", "nợ thuế", "đóng thuế", "mức thuế",
])
private let society = Key.hooij, member = Key.six
private let compoundBefore = WordSet(
  "khai thương hiệp ngày thi quân chính trụ chức nhiệm chiến thị môi mỹ giáo nghĩa phục dịch công xã đại quốc cơ thông nội hiện cảnh dự tập cơ toàn thư bệnh hội học phi bộ ngang thường họp cán nông lễ nhà tờ tình đương tượng đan nhập"
)

extension EntityScan {
  /// A body by grammar: head noun, field of work, name of its own, parent, place.
  func headedBody(at index: Int, depth: Int, lowerAllowed: Bool = false) -> Node? {
    guard var head = longest(.bodyHead, at: index, keepsCase: false) else { return nil }
    // "HĐND - UBND": two bodies, when spaces part them.
    if isDash(index + 1), head.end == index + 3, tokens[index + 1].spaceBefore, let first = matches.exact(.bodyHead, index, index + 1) { head = first }
    // "Thường trực Ban Bí thư": who holds it.
    if key(index) == Word.thuong, key(index + 1) == Word.truc, key(index + 2) == Key.ban, longest(.position, at: index).map({ $0.end == index + 5 }) == true {
      return nil
    }
    let isCapital = tokens[index].isCapitalized || lowerAllowed
    guard opensBody(head, isCapital: isCapital) else { return nil }
    var body = HeadedBody(
      head: head, follow: lexicon.letters(head, 1), isCapital: isCapital, isFirm: headsFirm(index), depth: depth, end: head.end,
      children: inner(index, head.end))
    guard takeField(&body) else { return nil }
    takeName(&body)
    takeQuotedName(&body)
    takeSecondField(&body)
    takeSecondHalf(&body)
    takeTrade(&body)
    takeObject(&body)
    takeSmallWords(&body)
    takeSecondName(&body)
    takeNumber(&body)
    takeNouns(&body)
    takeOpenField(&body)
    takeParentsAndPlaces(&body)
    takeCourtOfArea(&body)
    takeGluedPart(&body)
    takeRestOfItem(&body)
    leaveHolder(&body)
    markLastPlace(&body)
    guard standsAlone(body) else { return nil }
    // "Thường trực | Ủy ban Dân nguyện và Giám sát".
    if key(index) == Word.thuong, key(index + 1) == Word.truc, body.head.end > index + 2, !body.children.contains(where: { $0.start == index + 2 }),
      let whole = self.body(at: index + 2, depth: depth + 1), whole.end == body.end
    {
      body.children = [whole]
    }
    if teams.contains(key(index)) || key(index) == Key.lieen && key(index + 1) == alliance || key(body.head.end - 1) == tuyen {
      body.children = body.children.flatMap { $0.type == .organization ? $0.children : [$0] }
    }
    // "Vụ Ngân sách | Nhà nước", "Ban Chỉ đạo | Nhà nước | các công trình": with a capital it is a body wherever it stands.
    if let state = (index + 1..<body.end).first(where: {
      key($0) == Key.nhaf && tokens[$0].isCapitalized && key($0 + 1) == Key.nuwowcs && !tokens[$0].isAllCaps
    }), state + 2 <= body.end, !body.children.contains(where: { $0.start < state + 2 && state < $0.end }) {
      body.children.append(Node(type: .organization, start: state, end: state + 2, rule: "bodies:Nhà nước", confidence: 0.9))
      body.children.sort { $0.start < $1.start }
    }
    return Node(type: .organization, start: index, end: body.end, rule: .row(head), confidence: body.isNamed ? 0.88 : 0.75, children: body.children)
  }

  /// The head is neither the end of another word ("sinh hoạt | hội") nor a class of bodies ("các sở", "UBND các cấp").
  private func opensBody(_ head: Lexicon.Match, isCapital: Bool) -> Bool {
    let index = head.start
    let isSingle = head.end - head.start == 1
    if !isCapital, isSingle, index > 0, compoundBefore.contains(key(index - 1)) || key(index) == Key.vuj { return false }
    if key(index) == Key.ddh, key(head.end) == Key.ddangr { return false }
    // "cơ quan ngang | Bộ"; "người làm | báo Việt Nam", "quan | trường", "nộp | thuế Việt Nam": no bodies.
    if isSingle, index > 0, !tokens[index].lineStart,
      key(index - 1) == equalRank && key(index) == Key.booj || !isCapital && (notHeadBehind.contains { $0 == (key(index - 1), key(index)) })
    {
      return false
    }
    // "Tổng Bí thư Trường Chinh".
    if isSingle, key(index) == Key.truwowngf, key(head.end) == chinh { return false }
    // "Hội nghị trực tuyến toàn tỉnh", but "Hội Nghị sĩ hữu nghị".
    // "BẢO HIỂM XÃ HỘI": no society.
    if isSingle, key(index) == society, index > 0, key(index - 1) == Key.xax, !tokens[index].lineStart { return false }
    if isSingle, key(index) == society, key(head.end) == Key.nghij, key(head.end + 1) != member { return false }
    if key(head.end) == Word.cua, Word.plural.contains(key(head.end + 1)) { return false }
    let ofProjects = key(index) == Key.ban && key(head.end) == Word.cac && (key(index + 1) == Key.quanr || tokens[index + 1].isAllCaps)
    if continues(head.end),
      Word.plural.contains(key(head.end)) && !ofProjects || key(head.end) == Word.cap && !isCapitalizedWord(head.end) || isSome(head.end)
        || (key(head.end) == Key.cungf && key(head.end + 1) == Word.cap)
    {
      return false
    }
    guard isSingle, index > 0, !tokens[index - 1].lineStart, lexicon.letters(head, 1).hasPrefix("F") else { return true }
    return !Word.plural.contains(key(index - 1))
      && (number(index - 1) == nil || isMark(index - 2, "/") || isMark(index - 2, "-") || isMark(index - 2, ".") || key(index - 2) == Word.nam
        || lastType == .date && lastEnd == index)
  }
}
