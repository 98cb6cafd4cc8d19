internal import Lexicon
internal import TextModel

let monthNames = WordSet("Giêng Hai Ba Tư Năm Sáu Bảy Tám Chín Mười Chạp")
/// Named so in small letters too.
private let lunarMonths = WordSet("giêng chạp")

// Days and years of the moon's calendar, and of the Buddha's.
extension EntityScan {
  /// "29 Tết", "mùng 8 Tết", "ngày mùng 1", "29 tháng Chạp năm Giáp Thìn", "ngày Rằm tháng Tư âm lịch".
  func lunarDay(at index: Int) -> Int? {
    var cursor = index
    if key(cursor) == Word.ngay { cursor += 1 }
    if cursor > index, key(cursor) == Key.rawmf, key(cursor + 1) == Word.thang, continues(cursor + 1), let end = month(at: cursor + 1) { return lunarTail(end) }
    let named = key(cursor) == Key.mungf || key(cursor) == Key.moongf
    if named { cursor += 1 }
    guard let day = number(cursor), (1...30).contains(day), cursor == index || continues(cursor) else { return nil }
    let next = cursor + 1
    guard continues(next) else { return named ? next : nil }
    // "mùng 10 âm lịch".
    if named, key(next) == Key.aam { return lunarTail(next) }
    if key(next) == Key.teets, tokens[next].isCapitalized { return next + 1 }
    if key(next) == Word.thang, continues(next + 1), isCapitalizedWord(next + 1) && monthNames.contains(key(next + 1)) || lunarMonths.contains(key(next + 1)) {
      return lunarTail(yearAfter(next + 2) ?? next + 2)
    }
    if key(next) == Word.thang, named, let month = number(next + 1), (1...12).contains(month) { return yearAfter(next + 2) ?? next + 2 }
    return named && dayMonth(at: cursor, needsYear: false) == nil ? next : nil
  }

  /// "… năm Giáp Thìn", "… Âm lịch".
  func lunarTail(_ end: Int) -> Int {
    if key(end) == Word.nam, continues(end + 1), isYearName(end + 1), isCapitalizedWord(end + 1) { return end + 3 }
    return key(end) == Key.aam && key(end + 1) == Key.lichj && continues(end + 1) ? end + 2 : end
  }

  /// "Phật lịch 2560", "dương lịch 2016".
  func calendarYear(at index: Int) -> Int? {
    guard key(index) == Key.phaatj || key(index) == Key.duwowng, key(index + 1) == Key.lichj, let year = number(index + 2), year > 1000, continues(index + 2)
    else {
      return nil
    }
    return index + 3
  }
}
