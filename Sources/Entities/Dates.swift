internal import Lexicon
internal import TextModel

extension EntityScan {
  /// "ngày 03/6/2013", "16:47 10/01/2023", "sáng 12/3", "năm 2023", "quý I/2024", "6 tháng đầu năm 2019", "hôm nay".
  func date(at index: Int) -> Node? {
    guard opens(.date, at: index) else { return nil }
    // "3,5-4%", "Cách mạng tháng Tám".
    if isMark(index - 1, ","), !tokens[index].spaceBefore, index > 0, tokens[index].kind == .number, number(index - 2) != nil { return nil }
    if key(index) == Word.thang, key(index - 1) == Key.mangj { return nil }
    guard let end = dateEnd(at: index), end > index else { return nil }
    let newYear = key(end - 1) == Key.teets ? [Node(type: .event, start: end - 1, end: end, rule: "events:Tết", confidence: 0.85)] : []
    return Node(type: .date, start: index, end: end, rule: "dates", confidence: 0.95, children: newYear)
  }

  func dateEnd(at index: Int) -> Int? {
    weekdayOrClock(at: index) ?? lunarDay(at: index) ?? calendarYear(at: index) ?? isoDay(at: index) ?? wordedDay(at: index) ?? period(at: index)
      ?? year(at: index) ?? countedMonths(at: index) ?? numberedDay(at: index)
  }
}
