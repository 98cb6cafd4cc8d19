internal import Lexicon
internal import TextModel

let ordinals = WordSet("nhất hai ba tư năm sáu bảy tám chín mười")
/// Bodies whose yearly meeting has their name: "APEC 2024".
private let yearly = WordSet("APEC ASEAN COP WEF")
private let birth = WordSet("sinh sanh")
let gatheringStarts = WordSet(keys: gatherings.map { $0.words[0] })

extension EntityScan {
  /// "Đại hội XIII của Đảng", "Hội nghị lần thứ 7 Ban Chấp hành Trung ương Đảng (khóa XI)", "kỳ họp thứ 8", "bão số 3".
  func event(at index: Int) -> Node? {
    guard opens(.event, at: index) else { return nil }
    if let contest = quotedContest(at: index) { return contest }
    if key(index) == Key.ddaij, key(index + 1) == Key.hooij, let congress = congress(at: index),
      tokens[index].isCapitalized || key(index + 2) == Key.ddangr && isCapitalizedWord(index + 2) || isNumbered(congress)
    {
      return congress
    }
    if yearly.contains(key(index)), tokens[index].isAllCaps, let year = number(index + 1), year > 1990, year < 2050, continues(index + 1),
      !isDash(index + 2) || tokens[index + 2].spaceBefore, let organization = body(at: index)
    {
      return Node(
        type: .event, start: index, end: index + 2, rule: "events:yearly", confidence: 0.8,
        children: [organization, Node(type: .date, start: index + 1, end: index + 2, rule: "dates:year", confidence: 0.85)])
    }
    if key(index) == Key.leex, let funeral = funeral(at: index) { return funeral }
    if key(index) == Key.baox || key(index) == Key.sieeu, let storm = storm(at: index) { return storm }
    if key(index) == Key.hooij, key(index + 1) == Key.nghij, let plenum = plenum(at: index) { return plenum }
    if key(index) == Key.kyf || key(index) == Key.phieen, let session = session(at: index) { return session }
    if key(index) == Key.leex, key(index + 1) == Key.kyf, key(index + 2) == Key.nieemj, tokens[index].isCapitalized, number(index + 3) != nil,
      key(index + 4) == Word.nam
    {
      let inner = event(at: index + 5) ?? (key(index + 5) == Word.ngay ? event(at: index + 6) : nil)
      if let inner { return Node(type: .event, start: index, end: inner.end, rule: "events:anniversary", confidence: 0.8, children: [inner]) }
    }
    var found: Node?
    if let match = longest(.event, at: index) ?? longest(.event, at: index, keepsCase: false).flatMap({ $0.end - $0.start > 3 ? $0 : nil }) {
      if key(index) == Key.teets { return newYear(match) }
      // "Đức | Phật đản sinh": who is born.
      if birth.contains(key(match.end)), continues(match.end), match.end - index < 3 { return nil }
      let start = index > 0 && key(index) == Key.leex && key(index - 1) == Key.ddaij && !tokens[index].lineStart ? index - 1 : index
      var node = Node(type: .event, start: start, end: match.end, rule: .row(match), confidence: 0.85, children: parts(index + 1, match.end))
      // "Ngày truyền thống Tổng cục Chính trị | Quân đội nhân dân Việt Nam": the body that the day is of goes on.
      if key(index) == Word.ngay,
        let longer = ((index + 1)..<match.end).lazy.compactMap({ self.isCapitalizedWord($0) ? self.body(at: $0) : nil }).first(where: { $0.end >= match.end }),
        longer.end > match.end
      {
        node.children = node.children.filter { $0.end <= longer.start } + [longer]
        node.end = longer.end
      }
      if node.children.last?.type != .date { node.children += innerDates(index + 1, match.end) }
      extend(&node)
      found = node
    }
    // "Ngày giỗ Tổ Hùng Vương": a day named by its feast.
    if key(index) == Word.ngay, tokens[index].isCapitalized, continues(index + 1),
      let feast = longest(.event, at: index + 1) ?? longest(.event, at: index + 1, keepsCase: false),
      feast.end - index > 3 || feast.keepsCase && feast.end - index > 2, feast.end > (found?.end ?? 0)
    {
      found = Node(type: .event, start: index, end: feast.end, rule: .row(feast), confidence: 0.8, children: parts(index + 1, feast.end))
    }
    if key(index) == Word.nam, let year = friendshipYear(at: index) { return year }
    if gatheringStarts.contains(key(index)), let node = gathering(at: index), node.end > (found?.end ?? index) { return node }
    if key(index) == Word.ngay, found == nil, let day = day(at: index) ?? datedDay(at: index) { return day }
    return found
  }

  /// "bão số 3 Yagi", "siêu bão Ragasa", "bão Yagi".
  private func storm(at index: Int) -> Node? {
    let word = key(index) == Key.sieeu ? index + 1 : index
    guard key(word) == Key.baox, index == word || continues(word), !(index > 0 && key(index - 1) == Key.sieeu && !tokens[index].lineStart) else { return nil }
    var end = word + 1
    if key(end) == Word.so, number(end + 1) != nil {
      end += 2
      if isCapitalizedWord(end), continues(end), !opensPhrase(end), !isCapitalizedWord(end + 1), longest(.place, at: end) == nil, longest(.unit, at: end) == nil
      {
        end += 1
      }
    } else if continues(end), isCapitalizedWord(end), longest(.place, at: end) == nil, longest(.unit, at: end) == nil, longest(.surname, at: end) == nil,
      !tokens[end].isSingle, word > index || !isCapitalizedWord(end + 1)
    {
      end += 1
    } else {
      return nil
    }
    return Node(type: .event, start: index, end: end, rule: "events:storm", confidence: 0.9)
  }

  func isOrdinal(_ index: Int) -> Bool {
    number(index) != nil || isRomanNumber(index) || ordinals.contains(key(index)) && index < tokens.count && !tokens[index].isCapitalized
  }

  /// What makes a name one event, with its end: "lần thứ 7", "thứ 14", "năm 2020", "2024", "nhiệm kỳ 2020-2025", "khóa XI", "(khóa XI)", "giai đoạn 2019-2024".
  func anchor(at index: Int) -> (end: Int, date: Node?)? {
    guard continues(index) else { return nil }
    switch key(index) {
    case Word.lan where key(index + 1) == Word.thu && isOrdinal(index + 2):
      var end = index + 3
      if isDash(end), number(end + 1).map({ $0 > 1900 && $0 < 2100 }) == true { end += 2 }
      return (end, nil)
    // "lần hai", "lần 2".
    case Word.lan where number(index + 1) != nil || ordinals.contains(key(index + 1)) || isRomanNumber(index + 1): return (index + 2, nil)
    // "thứ năm, 25 04 2019": a weekday.
    case Word.thu where isMark(index + 2, ",") && number(index + 3) != nil: return nil
    case Word.thu where isOrdinal(index + 1) && !(number(index + 1) == nil && !isRomanNumber(index + 1)): return (index + 2, nil)
    case Word.khoa where isRomanNumber(index + 1): return (index + 2, nil)
    // "… lần thứ tư khóa 8".
    case Word.khoa where number(index + 1).map({ $0 < 30 }) == true && continues(index + 1) && !isMark(index + 2, "/"): return (index + 2, nil)
    case Word.nam, Key.nhieemj, Key.giai:
      guard let term = date(at: index), number(term.end - 1) != nil else { return nil }
      return (term.end, term)
    default:
      if isMark(index, "("), key(index + 1) == Word.khoa, isMark(index + 3, ")") { return (index + 4, nil) }
      if let end = calendarYear(at: index) { return (end, Node(type: .date, start: index, end: end, rule: "dates:calendar", confidence: 0.9)) }
      if let year = number(index), year > 1940, year < 2050, isDash(index + 1), !tokens[index + 1].spaceBefore, let second = number(index + 2),
        second == year + 1, !isMark(index + 3, "/")
      {
        return (index + 3, Node(type: .date, start: index, end: index + 3, rule: "dates:years", confidence: 0.85))
      }
      if let year = number(index), year > 1940, year < 2050, tokens[index].spaceBefore, !isMark(index + 1, "/"), !isMark(index + 1, "-"),
        !(isMark(index + 1, ".") && number(index + 2) != nil)
      {
        return (index + 1, Node(type: .date, start: index, end: index + 1, rule: "dates:year", confidence: 0.85))
      }
      return nil
    }
  }

  func matchesWords(_ words: [UInt64], _ index: Int) -> Bool { words.indices.allSatisfy { key(index + $0) == words[$0] } }

  /// "Lễ Quốc tang đồng chí …", "Lễ tang …", with the person inside.
  private func funeral(at index: Int) -> Node? {
    guard tokens[index].isCapitalized || isCapitalizedWord(index + 1), [Key.quoocs, Key.tang, Key.an].contains(key(index + 1)) else { return nil }
    var end = index + (key(index + 1) == Key.tang ? 2 : 3)
    guard end < tokens.count, [Key.tang, Key.tangs].contains(key(end - 1)) else { return nil }
    var node = Node(type: .event, start: index, end: end, rule: "events:funeral", confidence: 0.8)
    while end < tokens.count, continues(end), end - index < 24 {
      if let role = role(at: end) {
        node.children.append(role)
        end = role.end
      } else if let run = personRun(at: end) {
        node.children.append(Node(type: .person, start: end, end: run, rule: "persons:family name", confidence: 0.9))
        node.end = run
        return node
      } else if isMark(end, ",") || matches(at: end).contains(where: { $0.kind == .honorific }) || key(end) == Key.chis || key(end) == Key.coos {
        end += 1
      } else {
        break
      }
    }
    node.children = []
    return node.end - index == 3 ? node : nil
  }

  /// A term, a number, a place with a year, or a year right after a named event belongs to it.
  private func extend(_ node: inout Node) {
    defer { takeCalendars(&node) }
    if let place = place(at: node.end), continues(node.end), place.start == node.end, let found = anchor(at: place.end) {
      node.children.append(place)
      if let date = found.date { node.children.append(date) }
      node.end = found.end
    }
    // "Ngày Nhà giáo Việt Nam 20/11", "Quốc khánh 2/9".
    if continues(node.end), tokens[node.end].kind == .number, number(node.end).map({ $0 < 32 }) == true, isMark(node.end + 1, "/") || isMark(node.end + 1, "-"),
      dayMonth(at: node.end, needsYear: false) == node.end + 3, key(node.start) == Word.ngay || key(node.start) == Key.quoocs
    {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 3, rule: "dates", confidence: 0.9))
      node.end += 3
      return
    }
    // "Paralympic Rio 2016".
    if continues(node.end + 1), isCapitalizedWord(node.end), capitalRun(node.end) == node.end + 1, !tokens[node.end].isAllCaps,
      let found = anchor(at: node.end + 1), found.date != nil, number(node.end + 1) != nil
    {
      if let date = found.date { node.children.append(date) }
      node.end = found.end
      return
    }
    // "Tuần lễ Cấp cao … (APEC) 2024".
    if isMark(node.end, "("), node.end + 2 < tokens.count, tokens[node.end + 1].isAllCaps, isMark(node.end + 2, ")"), let found = anchor(at: node.end + 3),
      let date = found.date
    {
      if matches.exact(.body, node.end + 1, node.end + 2) != nil {
        node.children.append(Node(type: .organization, start: node.end + 1, end: node.end + 2, rule: "bodies:short form", confidence: 0.8))
      }
      node.children.append(date)
      node.end = found.end
      return
    }
    for _ in 0..<3 {
      let next =
        isMark(node.end, ",") && key(node.end + 1) == Key.nhieemj || isDash(node.end) && calendarYear(at: node.end + 1) != nil ? node.end + 1 : node.end
      guard let found = anchor(at: next) else { return }
      if let date = found.date { node.children.append(date) }
      node.end = found.end
    }
  }

  func isRomanNumber(_ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].kind == .word, tokens[index].isCapitalized else { return false }
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    return bytes.count <= 6 && bytes.allSatisfy { [73, 86, 88, 76].contains($0) }
  }
}
