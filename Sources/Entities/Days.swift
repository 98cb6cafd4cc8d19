internal import Lexicon
internal import TextModel

private let den = Key.ddeens, toi = Key.towis, rang = Key.rangj, qua = Key.qua, nay = Key.nay
/// Words in front of a day or a month in numbers alone.
let beforeShort = WordSet("đến từ trước và hết nhất sau dịp lễ qua vào tới kể")
/// A fraction of these is no day: "2/3 tổng số đại biểu".
private let counted = WordSet(
  "điều thời tổng số thôn xã hộ huyện tỉnh phường ý phiếu thành đại trường diện chỉ tiêu vụ dân diện sở doanh nước bộ câu phần mẫu trạm khu chi")
/// What a span of numbers counts: "5-10 năm".
private let measures = WordSet("năm tháng tuần ngày giờ phút tuổi người triệu tỷ tỉ nghìn ngàn lần m km ha tấn độ điểm suất cán thành phần hộ")

// Days: by words ("sáng nay", "ngày 3 tháng 6") and by numbers ("03/6/2013").
extension EntityScan {
  /// "ngày 03/6", "rạng sáng ngày 19/7", "chiều qua", "hôm nay": what words in front of it make a day.
  func wordedDay(at index: Int) -> Int? {
    var cursor = index
    // "ngày thứ Hai, 20/2".
    if key(index) == Word.ngay, key(index + 1) == Key.thuws, continues(index + 1), let end = weekdayOrClock(at: index + 1) { return end }
    // "sáng", "chiều ngày", "rạng sáng", "cuối giờ chiều ngày" before a day.
    if key(cursor) == rang { cursor += 1 }
    if key(cursor) == Key.cuoois, key(cursor + 1) == Key.giowf { cursor += 2 }
    if key(cursor) == Word.ngay, key(cursor + 1) == Key.vaf, key(cursor + 2) == Key.ddeem { cursor += 2 }
    if key(cursor) == Key.cungf, key(cursor + 1) == Word.ngay, tokens[cursor].isCapitalized,
      isMark(cursor + 2, ",") || isSentenceStart(cursor) && isCapitalizedWord(cursor + 2)
    {
      return cursor + 2
    }
    if key(cursor) == Word.ngay, key(cursor - 1) == Word.cac, number(cursor + 1) != nil, index > 0 { return nil }
    while cursor < tokens.count, cursor - index < 4, opens(.dayPart, at: cursor), cursor == index || continues(cursor) { cursor += 1 }
    // "Sáng sớm ngày 30/4".
    if cursor == index + 1, key(cursor) == Key.sowms, continues(cursor) {
      let day = key(cursor + 1) == Word.ngay ? cursor + 2 : cursor + 1
      if dayMonth(at: day, needsYear: false) != nil || key(day - 1) == Word.ngay && number(day) != nil && key(day + 1) == Word.thang { cursor = day }
    }
    guard cursor > index, continues(cursor), !(index > 0 && key(index) == Word.ngay && (key(index - 1) == Word.cac || key(index - 1) == Word.nhung)) else {
      return nil
    }
    if let end = dayMonth(at: cursor, needsYear: false) { return lunarTail(relativeYear(end)) }
    // "Đêm 19, rạng sáng 20/6".
    if let day = number(cursor), day >= 1, day <= 31, isMark(cursor + 1, ","), key(cursor + 2) == rang, opens(.dayPart, at: cursor + 3),
      dayMonth(at: cursor + 4, needsYear: false) != nil
    {
      return cursor + 1
    }
    if let day = number(cursor), day >= 1, day <= 31, key(index) == Word.ngay || key(cursor - 1) == Word.ngay || key(cursor - 1) == Key.mungf {
      if key(cursor + 1) == Word.thang, let month = number(cursor + 2), month <= 12 { return bareYear(yearAfter(cursor + 3) ?? cursor + 3) }
      if key(cursor + 1) == Word.thang, continues(cursor + 2), isCapitalizedWord(cursor + 2), monthNames.contains(key(cursor + 2)) { return cursor + 3 }
      if key(cursor + 1) == den || key(cursor + 1) == toi {
        let second = key(cursor + 2) == Word.ngay ? cursor + 3 : cursor + 2
        if dayMonth(at: second, needsYear: false) != nil || number(second) != nil && key(second + 1) == Word.thang { return cursor + 1 }
      }
      if key(cursor + 1) == Word.va || isDash(cursor + 1), number(cursor + 2) != nil, key(cursor + 3) == Word.thang, number(cursor + 4) != nil {
        return cursor + 1
      }
      if key(cursor + 1) == Word.va || isMark(cursor + 1, ","), dayMonth(at: cursor + 2, needsYear: false) != nil { return cursor + 1 }
      if isDash(cursor + 1), dayMonth(at: cursor + 2, needsYear: false) != nil { return cursor + 1 }
      return nil
    }
    // "từ chiều 27 đến 30-5", "Đêm 18 rạng sáng ngày 19/7": the first day of two.
    if let day = number(cursor), (1...31).contains(day), key(cursor - 1) != Word.ngay,
      key(cursor + 1) == den || key(cursor + 1) == rang || key(cursor + 1) == toi,
      case let second = (cursor + 2..<cursor + 5).first(where: { $0 < tokens.count && !opens(.dayPart, at: $0) }) ?? cursor + 2, continues(cursor + 1),
      dayMonth(at: second, needsYear: false) != nil
    {
      return cursor + 1
    }
    // "Chiều qua 26-6".
    if key(cursor) == qua, cursor == index + 1, [Key.sangs, Key.chieeuf, Key.toois, Key.ddeem].contains(key(index)),
      let end = dayMonth(at: cursor + 1, needsYear: false), continues(cursor + 1)
    {
      return end
    }
    if key(cursor) == Key.cungf, key(cursor + 1) == Word.ngay { return cursor + 2 }
    if key(cursor) == qua, cursor == index + 1, [Key.sangs, Key.chieeuf, Key.toois, Key.ddeem].contains(key(index)), !isCapitalizedWord(index + 1),
      isMark(index + 2, ",") || isMark(index + 2, "(") || isMark(index + 2, ".")
        || tokens[index].isCapitalized && isSentenceStart(index) && continues(index + 2)
    {
      return cursor + 1
    }
    if key(cursor) == nay && !(key(cursor - 1) == Word.ngay || cursor - 1 == index && key(index) == Word.ngay)
      || (key(cursor) == Key.mai && (key(cursor - 1) == Word.ngay || cursor == index + 1)) || (key(cursor) == qua && key(cursor - 1) == Key.hoom)
      || (key(cursor) == nay && key(cursor - 1) == Key.hoom)
    {
      // "mấy hôm nay": some days, and no one.
      guard !isCapitalizedWord(cursor) || isMark(cursor + 1, "("), !(key(index) == Key.hoom && key(index - 1) == Key.maays) else { return nil }
      var end = cursor + 1
      if isMark(end, "("), dayMonth(at: end + 1, needsYear: false) != nil { return end }
      // "Sáng nay, 18-5".
      if let more = dayMonth(at: isMark(end, ",") && key(cursor) != Key.mai ? end + 1 : end, needsYear: false) { end = more }
      return end
    }
    return nil
  }

  /// "03/6/2013", "17/05/2024 14:01", "7, 9 và 18/8", "tháng 10 và 11": a number of no other use that is a day or a month.
  func numberedDay(at index: Int) -> Int? {
    guard tokens[index].kind == .number else { return nil }
    // "(26-30/4/1975)": the first day of a span.
    if let day = number(index), day <= 31, isMark(index - 1, "(") || key(index - 1) == Key.tuwf, isDash(index + 1), let last = number(index + 2), day < last,
      isMark(index + 3, "/"), dayMonth(at: index + 2, needsYear: false) != nil
    {
      return index + 1
    }
    // "(27.7.1999/27.7.2019)".
    if isMark(index - 1, "/"), lastType == .date, lastEnd == index - 1, let end = dayMonth(at: index, needsYear: true) { return end }
    if index > 0,
      isMark(index - 1, "/") || isMark(index - 1, ".") || (isDash(index - 1) && !tokens[index].spaceBefore && index > 1 && tokens[index - 2].kind != .number),
      !tokens[index].spaceBefore
    {
      return nil
    }
    if let end = dayMonth(at: index, needsYear: true) {
      // "17/05/2024 14:01".
      // "17/05/2024 - 14:01".
      let clock = isClockMark(end) ? end + 1 : end
      if continues(clock), number(clock) != nil, isMark(clock + 1, ":"), clock == end || number(end - 1).map({ $0 > 1900 }) == true,
        let whole = clockEnd(at: clock)
      {
        return whole
      }
      return end
    }
    // "các ngày 7, 9 và 18-8", "từ 15-17/7".
    if key(index - 1) == Word.ngay && key(index - 2) == Word.cac
      || lastType == .date && lastEnd == index - 1 && isMark(index - 1, ",") && lastEnd - lastStart == 1, listsDays(from: index)
    {
      return index + 1
    }
    if key(index - 1) == Key.tuwf, number(index).map({ (1...31).contains($0) }) == true, isDash(index + 1) || key(index + 1) == den,
      let end = dayMonth(at: index + 2, needsYear: false), !counted.contains(key(end)), number(index)! < number(index + 2)!
    {
      return index + 1
    }
    if let end = secondMonth(at: index) ?? monthYear(at: index) { return end }
    // "từ ngày 23 đến 27 tháng 6 năm 2025", "ngày 1 và 2.8": the second day.
    if lastType == .date, lastEnd == index - 1, number(lastEnd - 1) != nil, !tokens[index].lineStart {
      if key(index + 1) == Word.thang, let month = number(index + 2), month <= 12 { return yearAfter(index + 3) ?? index + 3 }
      if isMark(index + 1, "."), let end = dayMonth(at: index, needsYear: false) { return end }
    }
    if index > 0,
      beforeShort.contains(key(index - 1)) || isMark(index - 1, "(") || isDash(index - 1)
        || (isMark(index - 1, ",") && index > 1 && tokens[index - 2].kind == .number),
      isMark(index + 1, "/") || isMark(index + 1, "-")
        || isMark(index + 1, ".") && isMark(index - 1, "(") && isMark(index + 3, ")") && lastType == .date && lastEnd == index - 1,
      let end = dayMonth(at: index, needsYear: false), !isSpan(end), !counted.contains(key(end)) || !continues(end)
    {
      return relativeYear(end)
    }
    return yearRange(at: index)
  }

  /// "2017-05-17 09:53".
  func isoDay(at index: Int) -> Int? {
    guard let year = number(index), year > 1900, year < 2100, isMark(index + 1, "-"), !tokens[index + 1].spaceBefore, let month = number(index + 2),
      (1...12).contains(month), tokens[index + 2].end - tokens[index + 2].start == 2, isMark(index + 3, "-"), !tokens[index + 3].spaceBefore,
      let day = number(index + 4), isCalendarDay(day, month, of: year), !tokens[index + 4].spaceBefore, !isMark(index - 1, "/"), !isDash(index - 1),
      !(isMark(index + 5, "/") || isMark(index + 5, "-"))
    else { return nil }
    return continues(index + 5) ? clockEnd(at: index + 5) ?? index + 5 : index + 5
  }

  /// Days between commas, the last of them with its month: "7, 9 và 18/8".
  private func listsDays(from start: Int) -> Bool {
    var index = start
    while index - start < 20, number(index).map({ (1...31).contains($0) }) == true, isMark(index + 1, ",") || key(index + 1) == Word.va {
      index += 2
      if dayMonth(at: index, needsYear: false) != nil { return true }
    }
    return false
  }

  /// d/m, d-m, d.m with or without a year: valid days only.
  func dayMonth(at index: Int, needsYear: Bool) -> Int? {
    guard let day = number(index), day >= 1, day <= 31, index + 2 < tokens.count, !tokens[index + 1].spaceBefore,
      !tokens[index + 2].spaceBefore, let month = number(index + 2), month >= 1, month <= 12
    else { return nil }
    let separator = tokens[index + 1].key
    guard [0x2F, 0x2D, 0x2E, 0x2013].contains(separator) else { return nil }
    if separator == 0x2D, index > 0, isMark(index - 1, "-"), !tokens[index].spaceBefore { return nil }
    guard isCalendarDay(day, month) else { return nil }
    if index + 4 < tokens.count, [0x2F, 0x2D, 0x2E, 0x2013].contains(tokens[index + 3].key), !tokens[index + 3].spaceBefore,
      let year = number(index + 4), !tokens[index + 4].spaceBefore, year > 1000 && year < 2200
    {
      return isCalendarDay(day, month, of: year) ? index + 5 : nil
    }
    if needsYear { return nil }
    if index + 3 < tokens.count, tokens[index + 3].key == 0x2F, !tokens[index + 3].spaceBefore, !isMark(index + 4, ".") { return nil }
    guard let end = yearAfter(index + 3, glued: false) else { return index + 3 }
    return isCalendarDay(day, month, of: number(end - 1)) ? end : nil
  }

  /// "từ 5-10 | năm", "từ 6-12-24 tháng": so many, and no day.
  private func isSpan(_ end: Int) -> Bool {
    guard continues(end), isMark(end - 2, "-") || isMark(end - 2, "–") else { return false }
    return isDash(end) && !tokens[end].spaceBefore
      || measures.contains(key(end)) && key(end - 2) != Word.nam && number(end - 1).map { $0 < 100 } == true
        && !(key(end) == Word.nam && (number(end + 1) != nil || [nay, toi, Key.truwowcs, Key.sau].contains(key(end + 1))))
  }

  /// "31/10 năm sau", "1-11 năm trước".
  func relativeYear(_ end: Int) -> Int {
    key(end) == Word.nam && [Key.sau, Key.truwowcs, nay, Key.ngoais, toi].contains(key(end + 1)) && continues(end + 1) ? end + 2 : end
  }
}
