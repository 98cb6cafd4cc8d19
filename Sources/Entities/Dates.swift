internal import Lexicon
internal import TextModel

private let from = Key.tuwf, tet = Key.teets, half = Key.nuwar
private let beforeShort = WordSet("đến từ trước và hết nhất sau dịp lễ qua vào tới kể")
private let quy = Key.quys, dau = Key.ddaauf, cuoi = Key.cuoois, giua = Key.giuwax, giaiDoan = [Key.giai, Key.ddoanj], nhiemKy = [Key.nhieemj, Key.kyf],
  namHoc = [Key.nawm, Key.hocj], nay = Key.nay, qua = Key.qua, mai = Key.mai, toi = Key.towis, truoc = Key.truwowcs, sau = Key.sau, hom = Key.hoom,
  rang = Key.rangj, thu = Key.thuws, ngoai = Key.ngoais, cung = Key.cungf, tuan = Key.tuaanf, xuan = Key.xuaan, van = Key.vaf, dem = Key.ddeem,
  den = Key.ddeens, gio = Key.giowf

private let early = Key.sowms, fresh = Key.mowis, several = Key.maays
/// A fraction of these is no day: "2/3 tổng số đại biểu".
private let counted = WordSet(
  "điều thời tổng số thôn xã hộ huyện tỉnh phường ý phiếu thành đại trường diện chỉ tiêu vụ dân diện sở doanh nước bộ câu phần mẫu trạm khu chi")

private let countWords = WordSet("một hai ba bốn năm sáu bảy tám chín mười mấy nhiều vài")

private enum DayPart { static let sang = Key.sangs, chieu = Key.chieeuf, toi = Key.toois }
private enum ThisWord { static let nay = Key.nayf }
/// Words before a count, and after one.
private let quantities = WordSet(
  "hơn gần khoảng số trên dưới cả là có được đạt thêm tới lên xuống chừng ước những các với thứ Điều điều khoản bằng còn cho từng mỗi gồm giao hỗ trang tr đồng"
)
private let counters = WordSet(
  "năm người đồng tỷ tỉ triệu nghìn ngàn hộ m m2 m3 km ha tấn học cán lượt ca vụ chiếc xe suất phần cây con tàu lao doanh trường giờ ngày tháng tuổi mét MW kW USD euro đô cuốn bộ đơn hồ bài điểm ý sản khách vận phòng giường máy mẫu tỷ biệt"
)
private let hang = [Key.hangf, Key.hawngf, Key.chucj]
private let bigNumbers = WordSet("trăm nghìn ngàn vạn triệu mươi đời")
private let rates = WordSet("lệ tiết")
/// What a span of numbers counts: "5-10 năm".
private let measures = WordSet("năm tháng tuần ngày giờ phút tuổi người triệu tỷ tỉ nghìn ngàn lần m km ha tấn độ điểm suất cán thành phần hộ")

extension EntityScan {
  /// "ngày 03/6/2013", "16:47 10/01/2023", "sáng 12/3", "năm 2023", "quý I/2024", "6 tháng đầu năm 2019", "hôm nay".
  func date(at index: Int) -> Node? {
    guard opens(.date, at: index) else { return nil }
    // "3,5-4%", "Cách mạng tháng Tám".
    if isMark(index - 1, ","), !tokens[index].spaceBefore, index > 0, tokens[index].kind == .number, number(index - 2) != nil { return nil }
    if key(index) == Word.thang, key(index - 1) == Key.mangj { return nil }
    guard let end = dateEnd(at: index), end > index else { return nil }
    let newYear = key(end - 1) == tet ? [Node(type: .event, start: end - 1, end: end, rule: "events:Tết", confidence: 0.85)] : []
    return Node(type: .date, start: index, end: end, rule: "dates", confidence: 0.95, children: newYear)
  }

  private func dateEnd(at index: Int) -> Int? {
    if let end = weekdayOrClock(at: index) { return end }
    if let end = lunarDay(at: index) ?? calendarYear(at: index) ?? isoDay(at: index) { return end }
    var cursor = index
    // "ngày thứ Hai, 20/2".
    if key(index) == Word.ngay, key(index + 1) == thu, continues(index + 1), let end = weekdayOrClock(at: index + 1) { return end }
    // "sáng", "chiều ngày", "rạng sáng", "cuối giờ chiều ngày" before a day.
    if key(cursor) == rang { cursor += 1 }
    if key(cursor) == cuoi, key(cursor + 1) == gio { cursor += 2 }
    if key(cursor) == Word.ngay, key(cursor + 1) == van, key(cursor + 2) == dem { cursor += 2 }
    if key(cursor) == cung, key(cursor + 1) == Word.ngay, tokens[cursor].isCapitalized,
      isMark(cursor + 2, ",") || isSentenceStart(cursor) && isCapitalizedWord(cursor + 2)
    {
      return cursor + 2
    }
    if key(cursor) == Word.ngay, key(cursor - 1) == Word.cac, number(cursor + 1) != nil, index > 0 { return nil }
    while cursor < tokens.count, cursor - index < 4, opens(.dayPart, at: cursor), cursor == index || continues(cursor) { cursor += 1 }
    // "Sáng sớm ngày 30/4".
    if cursor == index + 1, key(cursor) == early, continues(cursor) {
      let day = key(cursor + 1) == Word.ngay ? cursor + 2 : cursor + 1
      if dayMonth(at: day, needsYear: false) != nil || key(day - 1) == Word.ngay && number(day) != nil && key(day + 1) == Word.thang { cursor = day }
    }
    let hasPrefix = cursor > index
    if hasPrefix, index > 0, key(index - 1) == Word.cac || key(index - 1) == Word.nhung, key(index) == Word.ngay { return nil }
    if hasPrefix, continues(cursor) {
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
      if key(cursor) == qua, cursor == index + 1, [DayPart.sang, DayPart.chieu, DayPart.toi, dem].contains(key(index)),
        let end = dayMonth(at: cursor + 1, needsYear: false), continues(cursor + 1)
      {
        return end
      }
      if key(cursor) == cung, key(cursor + 1) == Word.ngay { return cursor + 2 }
      if key(cursor) == qua, cursor == index + 1, [DayPart.sang, DayPart.chieu, DayPart.toi, dem].contains(key(index)), !isCapitalizedWord(index + 1),
        isMark(index + 2, ",") || isMark(index + 2, "(") || isMark(index + 2, ".")
          || tokens[index].isCapitalized && isSentenceStart(index) && continues(index + 2)
      {
        return cursor + 1
      }
      if key(cursor) == nay && !(key(cursor - 1) == Word.ngay || cursor - 1 == index && key(index) == Word.ngay)
        || (key(cursor) == mai && (key(cursor - 1) == Word.ngay || cursor == index + 1)) || (key(cursor) == qua && key(cursor - 1) == hom)
        || (key(cursor) == nay && key(cursor - 1) == hom)
      {
        // "mấy hôm nay": some days, and no one.
        guard !isCapitalizedWord(cursor) || isMark(cursor + 1, "("), !(key(index) == hom && key(index - 1) == several) else { return nil }
        var end = cursor + 1
        if isMark(end, "("), dayMonth(at: end + 1, needsYear: false) != nil { return end }
        // "Sáng nay, 18-5".
        if let more = dayMonth(at: isMark(end, ",") && key(cursor) != mai ? end + 1 : end, needsYear: false) { end = more }
        return end
      }
    }
    // "nửa đầu năm".
    if key(index) == half, key(index + 1) == dau || key(index + 1) == cuoi, key(index + 2) == Word.nam || key(index + 2) == Word.thang, continues(index + 2) {
      return dateEnd(at: index + 2) ?? (key(index + 2) == Word.nam ? index + 3 : nil)
    }
    switch key(index) {
    case Word.thang: return month(at: index)
    case quy:
      guard index + 1 < tokens.count, tokens[index + 1].kind == .number || isRomanQuarter(index + 1) else { return nil }
      // "quý II-III", "quý I - II/2021".
      let last = tokens[index + 1].kind == .word && isDash(index + 2) && continues(index + 3) && isRomanQuarter(index + 3) ? index + 4 : index + 2
      return yearAfter(last) ?? last
    case Word.nam:
      if key(index + 1) == namHoc[1] { return yearRange(at: key(index + 2) == fresh ? index + 3 : index + 2) }
      if let year = number(index + 1), year >= 1000, year < 2200, continues(index + 1) {
        if number(index - 1) != nil, isDash(index + 2) { return nil }
        if isDash(index + 2), let second = number(index + 3), second >= 1000, second < 2200 { return index + 4 }
        return index + 2
      }
      if [nay, ngoai, toi, truoc].contains(key(index + 1)), index + 1 < tokens.count, isDeictic(index) { return index + 2 }
      return nil
    case tuan:
      return [nay, ThisWord.nay, toi, truoc, sau].contains(key(index + 1)) && continues(index + 1) && isDeictic(index) && !(key(index + 1) == sau && index == 0)
        ? index + 2 : nil
    case xuan where tokens[index].isCapitalized && continues(index + 1):
      if Word.stems.contains(key(index + 1)), isCapitalizedWord(index + 1), isCapitalizedWord(index + 2) {
        let end = index + 3
        if key(end) == Word.nam, continues(end), number(end + 1).map({ $0 > 1900 && $0 < 2100 }) == true { return end + 2 }
        return number(end).map { $0 > 1900 && $0 < 2100 } == true && continues(end) ? end + 1 : end
      }
      return number(index + 1).map { $0 > 1900 && $0 < 2100 } == true ? index + 2 : nil
    case Key.thowif where key(index + 1) == Key.kyf: return yearRange(at: index + 2)
    case giaiDoan[0] where key(index + 1) == giaiDoan[1]:
      return yearRange(at: index + 2) ?? (key(index + 2) == Word.nam ? yearRange(at: index + 3) : nil) ?? namedRange(at: index + 2)
    case nhiemKy[0] where key(index + 1) == nhiemKy[1] && !(index > 0 && key(index - 1) == Word.cac): return yearRange(at: index + 2) ?? term(at: index + 2)
    case dau, cuoi, giua:
      if key(index + 1) == Word.nam, continues(index + 1) {
        if let end = dateEnd(at: index + 1) { return end }
        return tokens[index].isCapitalized || key(index) != giua ? index + 2 : nil
      }
      if key(index + 1) == Word.thang {
        if let end = month(at: index + 1) { return end }
        if [truoc, sau, ThisWord.nay].contains(key(index + 2)), continues(index + 2) { return index + 3 }
      }
      if key(index + 1) == tuan, let end = dateEnd(at: index + 1) { return end }
      if key(index + 1) == quy, let end = dateEnd(at: index + 1) { return end }
      if key(index) != giua, let year = number(index + 1), year > 1900, year < 2100, continues(index + 1) { return index + 2 }
      return nil
    default: break
    }
    // "(26-30/4/1975)": the first day of a span.
    if let day = number(index), day <= 31, isMark(index - 1, "(") || key(index - 1) == from, isDash(index + 1), let last = number(index + 2), day < last,
      isMark(index + 3, "/"), dayMonth(at: index + 2, needsYear: false) != nil
    {
      return index + 1
    }
    if let year = number(index), year >= 1900, year < 2100 {
      if let end = yearRange(at: index) { return end }
      if (key(index - 1) == den || isDash(index - 1)), lastType == .date, lastEnd == index - 1, !isDash(index + 1), !isMark(index + 1, "/"),
        number(index + 2) == nil || !isMark(index + 1, ".")
      {
        return index + 1
      }
      let listed = (isMark(index - 1, ",") || key(index - 1) == Word.va) && number(index - 2).map { $0 >= 1900 && $0 < 2100 } == true
      let born = key(index - 1) == Key.sn || isMark(index - 1, ":") && key(index - 2) == Key.sn && index > 1
      if (isMark(index - 1, "(") && isMark(index + 1, ")")) || listed || born || isBareYear(index, year) { return index + 1 }
    }
    // "ba tháng đầu năm", "2 quý đầu năm 2021".
    if number(index).map({ $0 <= 12 }) == true || countWords.contains(key(index)),
      key(index + 1) == quy || key(index + 1) == Word.thang && number(index) == nil, key(index + 2) == dau || key(index + 2) == cuoi,
      key(index + 3) == Word.nam, continues(index + 3)
    {
      if let year = number(index + 4), year > 1900, year < 2100 { return index + 5 }
      return index + 4 + (key(index + 4) == nay ? 1 : 0)
    }
    // "8 tháng năm 2020": the first eight of the year.
    if let count = number(index), count <= 12, key(index + 1) == Word.thang, key(index + 2) == Word.nam, let end = yearAfter(index + 2, glued: false),
      tokens[index + 2].kind == .word
    {
      return end
    }
    if let count = number(index), count <= 12, key(index + 1) == Word.thang, key(index + 2) == Word.nam, key(index + 3) == nay, continues(index + 3) {
      return index + 4
    }
    if let count = number(index), count <= 12, key(index + 1) == Word.thang, [dau, cuoi, qua].contains(key(index + 2)),
      key(index + 3) == Word.nam
    {
      if let year = number(index + 4), year > 1900 { return index + 5 }
      return index + 4 + (key(index + 4) == nay ? 1 : 0)
    }
    if tokens[index].kind == .number {
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
      if key(index - 1) == from, number(index).map({ (1...31).contains($0) }) == true, isDash(index + 1) || key(index + 1) == den,
        let end = dayMonth(at: index + 2, needsYear: false), !counted.contains(key(end)), number(index)! < number(index + 2)!
      {
        return index + 1
      }
      // "tháng 10 và 11 năm 2019".
      if lastType == .date, lastEnd == index - 1, key(index - 1) == Word.va, key(lastStart) == Word.thang, number(index).map({ (1...12).contains($0) }) == true
      {
        if let end = yearAfter(index + 1) { return end }
        if lastStart > 0, Word.plural.contains(key(lastStart - 1)), !(continues(index + 1) && counters.contains(key(index + 1))) { return index + 1 }
      }
      if let end = monthYear(at: index), index > 0, !rates.contains(key(index - 1)) { return end }
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
    return nil
  }

  private func isRomanQuarter(_ index: Int) -> Bool { ["I", "II", "III", "IV"].contains(text(index..<index + 1)) }

  /// "2017-05-17 09:53".
  private func isoDay(at index: Int) -> Int? {
    guard let year = number(index), year > 1900, year < 2100, isMark(index + 1, "-"), !tokens[index + 1].spaceBefore, let month = number(index + 2),
      (1...12).contains(month), tokens[index + 2].end - tokens[index + 2].start == 2, isMark(index + 3, "-"), !tokens[index + 3].spaceBefore,
      let day = number(index + 4), (1...31).contains(day), !tokens[index + 4].spaceBefore, !isMark(index - 1, "/"), !isDash(index - 1),
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
    let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= longest[month - 1] else { return nil }
    if index + 4 < tokens.count, [0x2F, 0x2D, 0x2E, 0x2013].contains(tokens[index + 3].key), !tokens[index + 3].spaceBefore,
      let year = number(index + 4), !tokens[index + 4].spaceBefore, year > 1000 && year < 2200
    {
      return index + 5
    }
    if needsYear { return nil }
    if index + 3 < tokens.count, tokens[index + 3].key == 0x2F, !tokens[index + 3].spaceBefore, !isMark(index + 4, ".") { return nil }
    return yearAfter(index + 3, glued: false) ?? index + 3
  }

  /// "từ 5-10 | năm", "từ 6-12-24 tháng": so many, and no day.
  private func isSpan(_ end: Int) -> Bool {
    guard continues(end), isMark(end - 2, "-") || isMark(end - 2, "–") else { return false }
    return isDash(end) && !tokens[end].spaceBefore
      || measures.contains(key(end)) && key(end - 2) != Word.nam && number(end - 1).map { $0 < 100 } == true
        && !(key(end) == Word.nam && (number(end + 1) != nil || [nay, toi, truoc, sau].contains(key(end + 1))))
  }

  /// "năm trước", "tháng tới": one, not "những năm tới", "10 năm trước".
  private func isDeictic(_ index: Int) -> Bool {
    let before = key(index - 1)
    return index == 0 || tokens[index].lineStart
      || number(index - 1) == nil && before != half && !countWords.contains(before) && !Word.plural.contains(before) && before != hang[0] && before != hang[1]
        && before != hang[2] && !bigNumbers.contains(before)
  }

  /// A year on its own: "đến 2020", "ngân sách nhà nước 2015", not "hơn 2000 người".
  private func isBareYear(_ index: Int, _ year: Int) -> Bool {
    guard year > 1929, year < 2050, index > 0, !tokens[index].lineStart, tokens[index].spaceBefore, tokens[index - 1].kind == .word,
      !quantities.contains(key(index - 1))
    else { return false }
    guard continues(index + 1) else { return true }
    if tokens[index + 1].kind == .mark {
      return tokens[index + 1].spaceBefore
        ? (!isDash(index + 1) || key(index - 1) == den && continues(index + 2) && tokens[index + 2].kind == .word && tokens[index + 2].spaceBefore)
          && !isMark(index + 1, "|") && !isMark(index + 1, "%")
        : isMark(index + 1, ",") && number(index + 2) == nil || isMark(index + 1, ".") && number(index + 2) == nil || isMark(index + 1, ";")
          || isMark(index + 1, ":") || isMark(index + 1, ")") || isMark(index + 1, "”") || isMark(index + 1, "\"")
    }
    return tokens[index + 1].kind == .word && !counters.contains(key(index + 1)) && tokens[index + 1].spaceBefore
  }

  /// "tháng 4 2019": a year without a word.
  private func bareYear(_ end: Int) -> Int { number(end).map { $0 > 1900 && $0 < 2100 } == true && continues(end) && !isMark(end + 1, ".") ? end + 1 : end }

  /// "31/10 năm sau", "1-11 năm trước".
  private func relativeYear(_ end: Int) -> Int {
    key(end) == Word.nam && [sau, truoc, nay, ngoai, toi].contains(key(end + 1)) && continues(end + 1) ? end + 2 : end
  }

  private func monthYear(at index: Int) -> Int? {
    guard let month = number(index), month >= 1, month <= 12,
      isMark(index + 1, "/") || isMark(index + 1, "-") || isMark(index + 1, ".") && index > 0 && beforeShort.contains(key(index - 1)),
      !tokens[index + 1].spaceBefore,
      let year = number(index + 2), year > 1900, year < 2100, !isMark(index + 3, "/")
    else { return nil }
    return index + 3
  }

  func month(at index: Int) -> Int? {
    if let month = number(index + 1), month >= 1, month <= 12, continues(index + 1) {
      if isMark(index + 2, "/") || isMark(index + 2, "-") || isMark(index + 2, "."), !tokens[index + 2].spaceBefore, let year = number(index + 3), year > 1900,
        year < 2100
      {
        return index + 4
      }
      return yearAfter(index + 2) ?? lunarTail(relativeYear(bareYear(index + 2)))
    }
    if continues(index + 1), isCapitalizedWord(index + 1), monthNames.contains(key(index + 1)), !isCapitalizedWord(index + 2) {
      return yearAfter(index + 2) ?? index + 2
    }
    if [truoc, sau, ThisWord.nay].contains(key(index + 1)), continues(index + 1), isDeictic(index), !tokens[index].isCapitalized { return index + 2 }
    if [toi, nay].contains(key(index + 1)), number(index - 1) == nil, key(index - 1) != half, !countWords.contains(key(index - 1)) { return index + 2 }
    return nil
  }

  /// "năm 2024", "/2024" after a month or a quarter.
  func yearAfter(_ index: Int, glued: Bool = true) -> Int? {
    if key(index) == Word.nam, continues(index), let year = number(index + 1), year > 1000, year < 2200 { return index + 2 }
    if glued, isMark(index, "/") || isMark(index, "-") || isMark(index, ".") && index + 1 < tokens.count && !tokens[index + 1].spaceBefore,
      let year = number(index + 1), year > 1900, year < 2100
    {
      return index + 2
    }
    return nil
  }

  private func yearRange(at index: Int) -> Int? {
    guard index < tokens.count, continues(index) || tokens[index].lineStart, let first = number(index), first >= 1000, first < 2200,
      isDash(index + 1), let second = number(index + 2), second >= 1000, second < 2200
    else { return nil }
    return index + 3
  }

  /// "nhiệm kỳ 2015 2020": a term whose dash a page lost.
  private func term(at index: Int) -> Int? {
    guard continues(index + 1), let first = number(index), let second = number(index + 1), (1940...2100).contains(first), (4...6).contains(second - first)
    else { return nil }
    return index + 2
  }

  private func namedRange(at index: Int) -> Int? {
    guard let first = number(index), first > 1900, first < 2100 else { return nil }
    return index + 1
  }
}
