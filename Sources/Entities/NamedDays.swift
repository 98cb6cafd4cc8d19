internal import Lexicon
internal import TextModel

/// What an anniversary's day is of, also in small letters: "35 năm ngày thành lập …".
private let dayDeeds = WordSet("thành giải truyền thiết ký")
private let calendarWord = WordSet("lịch")
private let calendars = WordSet("Phật Dương Âm")
private let births = WordSet("sinh mất")
private let yearNames = WordSet("hữu đoàn giao du chuyển")
/// What a day in lower case is of: "35 năm ngày thành lập …".
private let dayWords = WordSet("thành giải truyền thiết ký khai mất hội tái gia phụ doanh nhà thầy báo quốc toàn thương bầu đấu khởi cách nam tổng")
/// What a day is remembered by: "kỷ niệm Ngày …", "55 năm Ngày …".
private let remembering = WordSet("niệm mừng nhân năm ứng dịp")

extension EntityScan {
  /// "Ngày thiết lập quan hệ ngoại giao Việt Nam - Lào" after "kỷ niệm 55 năm": the day's own words.
  func day(at index: Int) -> Node? {
    guard
      tokens[index].isCapitalized || number(index - 2) != nil && isCapitalizedWord(index + 3) && dayDeeds.contains(key(index + 1))
        || dayWords.contains(key(index + 1)) && !isCapitalizedWord(index + 1) && (key(index - 1) == Word.nam || key(index - 1) == Key.nieemj), index > 1,
      !tokens[index].lineStart,
      remembering.contains(key(index - 1))
        || tokens[index].isCapitalized && (key(index - 1) == Key.thanhf || key(index - 1) == Key.laf) && dayDeeds.contains(key(index + 1)),
      continues(index + 1), tokens[index + 1].kind == .word,
      key(index - 1) != Word.nam || number(index - 2) != nil, let end = dayEnd(index + 1), end - index > (tokens[index].isCapitalized ? 2 : 3), end - index < 26
    else { return nil }
    return Node(type: .event, start: index, end: end, rule: "events:day", confidence: 0.75, children: parts(index + 1, end))
  }

  /// "ngày Quốc tế gia đình (15/5)": a day by its name with its date in brackets.
  func datedDay(at index: Int) -> Node? {
    guard isCapitalizedWord(index + 1), continues(index + 1) else { return nil }
    var end = index + 2
    while end - index < 10, continues(end), tokens[end].kind == .word { end += 1 }
    guard end - index > 2, isMark(end, "("), number(end + 1).map({ $0 < 32 }) == true, isMark(end + 2, "/"), isMark(end + 4, ")"), continues(end) else {
      return nil
    }
    return Node(type: .event, start: index, end: end, rule: "events:dated day", confidence: 0.85, children: parts(index + 1, end))
  }

  /// A day's title ends before a second thing that is done on its occasion: "… Ngày giải phóng Hải Phòng | và chuẩn bị bầu cử".
  private func dayEnd(_ start: Int) -> Int? {
    guard var end = titleEnd(from: start) else { return nil }
    // "Ngày truyền thống của ngành Du lịch Việt Nam, | hàng trăm …": the sentence goes on.
    if let comma = (start..<end).first(where: { isMark($0, ",") }), comma > start + 2 { end = comma }
    // "Ngày sinh | Tổng Bí thư Trường Chinh": whose it is.
    if births.contains(key(start)), let role = role(at: start + 1), let name = personRun(at: role.end) { return name }
    // "Ngày sinh của ông": nobody's by name.
    if births.contains(key(start)), !(start + 1..<end).contains(where: { isCapitalizedWord($0) }) || end == start + 2 && opensPhrase(start + 1) { return nil }
    // "Ngày sinh C.Mác".
    if tokens[end - 1].isSingle, tokens[end - 1].isCapitalized, isMark(end, "."), !tokens[end].spaceBefore, isCapitalizedWord(end + 1),
      !tokens[end + 1].spaceBefore, continues(end + 1)
    {
      end += 2
    }
    for index in start..<end where key(index) == Word.va && index > start + 1 && number(index + 1) != nil && key(index + 2) == Word.nam { return index }
    for index in start..<end
    where key(index) == Word.va && index > start + 1 && !isCapitalizedWord(index + 1) && key(index + 2) != Key.tacs
      && matches(at: index + 1).contains(where: { $0.kind == .action || $0.kind == .cue })
    { return index }
    return end
  }

  /// Dates inside an event's table name: "lễ 30/4".
  func innerDates(_ start: Int, _ end: Int) -> [Node] {
    var nodes: [Node] = []
    for inside in start..<max(start, end)
    where tokens[inside].kind == .number && (isMark(inside + 1, "/") || isMark(inside + 1, "-")) && number(inside + 2) != nil && inside + 3 <= end
      && dayMonth(at: inside, needsYear: false) == inside + 3
    {
      nodes.append(Node(type: .date, start: inside, end: inside + 3, rule: "dates", confidence: 0.9))
    }
    return nodes
  }

  /// "Tết Nguyên đán Kỷ Hợi 2019": the year's name and number belong to it.
  func newYear(_ match: Lexicon.Match) -> Node {
    var node = Node(type: .event, start: match.start, end: match.end, rule: .row(match), confidence: 0.85)
    if Word.stems.contains(key(node.end)), continues(node.end + 1) { node.end += 2 }
    if let year = number(node.end), year > 1900, year < 2100, continues(node.end) {
      if !Word.stems.contains(key(node.end - 2)) {
        node.children.append(Node(type: .date, start: node.end, end: node.end + 1, rule: "dates:year", confidence: 0.85))
      }
      node.end += 1
    } else if key(node.end) == Word.nam, let year = number(node.end + 1), year > 1900, year < 2100 {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 2, rule: "dates", confidence: 0.9))
      node.end += 2
    }
    return node
  }

  /// "Năm Giao lưu nhân văn Việt - Trung 2025", "Năm đoàn kết hữu nghị Việt Nam - Lào 2017".
  func friendshipYear(at index: Int) -> Node? {
    guard continues(index + 1), yearNames.contains(key(index + 1)),
      tokens[index].isCapitalized || index > 0 && !tokens[index].lineStart && key(index - 1) == Key.trong
    else { return nil }
    var end = index + 2
    var names = 0
    while end - index < 14, continues(end), tokens[end].kind == .word && !eventStop.contains(key(end)) || isDash(end) {
      if isCapitalizedWord(end) { names += 1 }
      end += 1
    }
    guard names > 0, let year = number(end), continues(end), year > 1980, year < 2100 else { return nil }
    return Node(
      type: .event, start: index, end: end + 1, rule: "events:year", confidence: 0.8,
      children: parts(index + 2, end) + [Node(type: .date, start: end, end: end + 1, rule: "dates:year", confidence: 0.85)])
  }

  /// "Phật lịch 2560 - Dương lịch 2016", also after a year: each a date of its own.
  func takeCalendars(_ node: inout Node) {
    while true {
      let start = isDash(node.end) ? node.end + 1 : node.end
      guard continues(start + 2), calendarWord.contains(key(start + 1)), calendars.contains(key(start)), number(start + 2) != nil else { return }
      node.children.append(Node(type: .date, start: start, end: start + 3, rule: "dates:calendar", confidence: 0.85))
      node.end = start + 3
    }
  }
}
