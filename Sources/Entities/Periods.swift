internal import Lexicon
internal import TextModel

private let half = Key.nuwar, quy = Key.quys, dau = Key.ddaauf, cuoi = Key.cuoois, giua = Key.giuwax, tuan = Key.tuaanf, nay = Key.nay, toi = Key.towis,
  truoc = Key.truwowcs,
  sau = Key.sau, den = Key.ddeens, ngoai = Key.ngoais

private let countWords = WordSet("một hai ba bốn năm sáu bảy tám chín mười mấy nhiều vài")

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

// Years, months, quarters, weeks and terms: "quý I/2024", "6 tháng đầu năm 2019", "nhiệm kỳ 2015 - 2020".
extension EntityScan {
  /// What its first word names: "tháng 10/2020", "quý II-III", "năm nay", "giai đoạn 2016 - 2020", "cuối tháng 6".
  func period(at index: Int) -> Int? {
    switch key(index) {
    // "nửa đầu năm".
    case half where [dau, cuoi].contains(key(index + 1)) && [Word.nam, Word.thang].contains(key(index + 2)) && continues(index + 2):
      return dateEnd(at: index + 2) ?? (key(index + 2) == Word.nam ? index + 3 : nil)
    case Word.thang: return month(at: index)
    case quy:
      guard index + 1 < tokens.count, tokens[index + 1].kind == .number || isRomanQuarter(index + 1) else { return nil }
      // "quý II-III", "quý I - II/2021".
      let last = tokens[index + 1].kind == .word && isDash(index + 2) && continues(index + 3) && isRomanQuarter(index + 3) ? index + 4 : index + 2
      return yearAfter(last) ?? last
    case Word.nam:
      if key(index + 1) == Key.hocj { return yearRange(at: key(index + 2) == Key.mowis ? index + 3 : index + 2) }
      if let year = number(index + 1), year >= 1000, year < 2200, continues(index + 1) {
        if number(index - 1) != nil, isDash(index + 2) { return nil }
        if isDash(index + 2), let second = number(index + 3), second >= 1000, second < 2200 { return index + 4 }
        return index + 2
      }
      if [nay, ngoai, toi, truoc].contains(key(index + 1)), index + 1 < tokens.count, isDeictic(index) { return index + 2 }
      return nil
    case tuan:
      return [nay, Key.nayf, toi, truoc, sau].contains(key(index + 1)) && continues(index + 1) && isDeictic(index) && !(key(index + 1) == sau && index == 0)
        ? index + 2 : nil
    case Key.xuaan where tokens[index].isCapitalized && continues(index + 1):
      if Word.stems.contains(key(index + 1)), isCapitalizedWord(index + 1), isCapitalizedWord(index + 2) {
        let end = index + 3
        if key(end) == Word.nam, continues(end), number(end + 1).map({ $0 > 1900 && $0 < 2100 }) == true { return end + 2 }
        return number(end).map { $0 > 1900 && $0 < 2100 } == true && continues(end) ? end + 1 : end
      }
      return number(index + 1).map { $0 > 1900 && $0 < 2100 } == true ? index + 2 : nil
    case Key.thowif where key(index + 1) == Key.kyf: return yearRange(at: index + 2)
    case Key.giai where key(index + 1) == Key.ddoanj:
      return yearRange(at: index + 2) ?? (key(index + 2) == Word.nam ? yearRange(at: index + 3) : nil) ?? namedRange(at: index + 2)
    case Key.nhieemj where key(index + 1) == Key.kyf && !(index > 0 && key(index - 1) == Word.cac): return yearRange(at: index + 2) ?? term(at: index + 2)
    case dau, cuoi, giua:
      if key(index + 1) == Word.nam, continues(index + 1) {
        if let end = dateEnd(at: index + 1) { return end }
        return tokens[index].isCapitalized || key(index) != giua ? index + 2 : nil
      }
      if key(index + 1) == Word.thang {
        if let end = month(at: index + 1) { return end }
        if [truoc, sau, Key.nayf].contains(key(index + 2)), continues(index + 2) { return index + 3 }
      }
      if key(index + 1) == tuan, let end = dateEnd(at: index + 1) { return end }
      if key(index + 1) == quy, let end = dateEnd(at: index + 1) { return end }
      if key(index) != giua, let year = number(index + 1), year > 1900, year < 2100, continues(index + 1) { return index + 2 }
      return nil
    default: return nil
    }
  }

  /// "2016 - 2020", "đến 2020", "(sn 1980)": a year on its own.
  func year(at index: Int) -> Int? {
    guard let year = number(index), year >= 1900, year < 2100 else { return nil }
    if let end = yearRange(at: index) { return end }
    if (key(index - 1) == den || isDash(index - 1)), lastType == .date, lastEnd == index - 1, !isDash(index + 1), !isMark(index + 1, "/"),
      number(index + 2) == nil || !isMark(index + 1, ".")
    {
      return index + 1
    }
    let listed = (isMark(index - 1, ",") || key(index - 1) == Word.va) && number(index - 2).map { $0 >= 1900 && $0 < 2100 } == true
    let born = key(index - 1) == Key.sn || isMark(index - 1, ":") && key(index - 2) == Key.sn && index > 1
    if (isMark(index - 1, "(") && isMark(index + 1, ")")) || listed || born || isBareYear(index, year) { return index + 1 }
    return nil
  }

  /// So many months or quarters of a year.
  func countedMonths(at index: Int) -> Int? {
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
    if let count = number(index), count <= 12, key(index + 1) == Word.thang, [dau, cuoi, Key.qua].contains(key(index + 2)),
      key(index + 3) == Word.nam
    {
      if let year = number(index + 4), year > 1900 { return index + 5 }
      return index + 4 + (key(index + 4) == nay ? 1 : 0)
    }
    return nil
  }

  private func isRomanQuarter(_ index: Int) -> Bool { ["I", "II", "III", "IV"].contains(text(index..<index + 1)) }

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
  func bareYear(_ end: Int) -> Int { number(end).map { $0 > 1900 && $0 < 2100 } == true && continues(end) && !isMark(end + 1, ".") ? end + 1 : end }

  /// "tháng 10 và | 11 năm 2019".
  func secondMonth(at index: Int) -> Int? {
    guard lastType == .date, lastEnd == index - 1, key(index - 1) == Word.va, key(lastStart) == Word.thang, number(index).map({ (1...12).contains($0) }) == true
    else { return nil }
    if let end = yearAfter(index + 1) { return end }
    return lastStart > 0 && Word.plural.contains(key(lastStart - 1)) && !(continues(index + 1) && counters.contains(key(index + 1))) ? index + 1 : nil
  }

  /// "10/2020", "10-2020".
  func monthYear(at index: Int) -> Int? {
    guard let month = number(index), month >= 1, month <= 12,
      isMark(index + 1, "/") || isMark(index + 1, "-") || isMark(index + 1, ".") && index > 0 && beforeShort.contains(key(index - 1)),
      !tokens[index + 1].spaceBefore,
      let year = number(index + 2), year > 1900, year < 2100, !isMark(index + 3, "/"), index > 0, !rates.contains(key(index - 1))
    else { return nil }
    return index + 3
  }

  /// "tháng 4 2019", "tháng Giêng", "tháng trước".
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
    if [truoc, sau, Key.nayf].contains(key(index + 1)), continues(index + 1), isDeictic(index), !tokens[index].isCapitalized { return index + 2 }
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

  /// "2016-2020".
  func yearRange(at index: Int) -> Int? {
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

  /// "giai đoạn | 2016".
  private func namedRange(at index: Int) -> Int? {
    guard let first = number(index), first > 1900, first < 2100 else { return nil }
    return index + 1
  }
}
