internal import Lexicon
internal import TextModel

// Times of day, and the days that stand beside them.
extension EntityScan {
  /// Between a date and a clock time that stand together.
  func isClockMark(_ index: Int) -> Bool { isMark(index, ",") || isDash(index) || isMark(index, "|") }

  /// "16:47 10/01/2023", "20h27 ngày 2-12", "13h ngày 9/9", "thứ năm, 16/05/2024 17:33".
  func weekdayOrClock(at index: Int) -> Int? {
    var cursor = index
    if key(index) == Key.thuws, index + 1 < tokens.count,
      ["hai", "ba", "tư", "năm", "sáu", "bảy"].contains(text(index + 1..<index + 2).lowercased()) || number(index + 1) != nil
    {
      cursor = index + 2
    } else if key(index) == Key.chur, key(index + 1) == Key.nhaatj {
      cursor = index + 2
    }
    if cursor > index {
      if isMark(cursor, ",") { cursor += 1 }
      if isMark(cursor, "(") { return nil }
      if key(cursor) == Word.ngay { cursor += 1 }
      if let day = number(cursor), let month = number(cursor + 1), let year = number(cursor + 2), (1...31).contains(day), (1...12).contains(month), year > 1900,
        year < 2100, continues(cursor + 2)
      {
        return clockEnd(at: cursor + 3) ?? cursor + 3
      }
      if let end = dayMonth(at: cursor, needsYear: false) {
        return clockEnd(at: isClockMark(end) ? end + 1 : end) ?? end
      }
      // "Thứ ba, 05:06 12/05/2020".
      if let clock = clockEnd(at: cursor), continues(clock) { return dayMonth(at: isClockMark(clock) ? clock + 1 : clock, needsYear: true) }
      return nil
    }
    guard let clock = clockEnd(at: index) else { return nil }
    cursor = clock
    if isClockMark(cursor) { cursor += 1 }
    while cursor < tokens.count, opens(.dayPart, at: cursor), key(cursor) != Key.mungf, key(cursor) != Key.moongf, continues(cursor) { cursor += 1 }
    guard continues(cursor) else { return nil }
    // "17 giờ chiều Key.nay".
    if cursor > clock, key(cursor) == Key.nay || key(cursor) == Key.qua { return cursor + 1 }
    // "10 giờ 45 phút cùng ngày".
    if key(cursor) == Key.cungf, key(cursor + 1) == Word.ngay, continues(cursor + 1) { return cursor + 2 }
    if let end = lunarDay(at: cursor) { return end }
    // "20 giờ ngày 31 tháng 3 năm 1975".
    if number(cursor).map({ (1...31).contains($0) }) == true, key(cursor + 1) == Word.thang, let month = number(cursor + 2), (1...12).contains(month) {
      return yearAfter(cursor + 3) ?? cursor + 3
    }
    return dayMonth(at: cursor, needsYear: false)
  }

  /// "16:47", "20h27", "13h", "15h00", "12h58'", "8 giờ 30".
  func clockEnd(at index: Int) -> Int? {
    guard index < tokens.count else { return nil }
    if let hour = number(index), hour <= 24 {
      if isMark(index + 1, ":"), !tokens[index + 1].spaceBefore, number(index + 2) != nil {
        return isMark(index + 3, ":") && number(index + 4) != nil ? index + 5 : index + 3
      }
      if key(index + 1) == Key.giowf {
        guard number(index + 2) != nil, !isMark(index + 3, "/"), !isMark(index + 3, "-") else { return index + 2 }
        return key(index + 3) == Key.phuts ? index + 4 : index + 3
      }
      return nil
    }
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    if bytes.count <= 5, let first = bytes.first, first >= 48, first <= 57, bytes.contains(UInt8(ascii: "h")),
      bytes.allSatisfy({ $0 == UInt8(ascii: "h") || ($0 >= 48 && $0 <= 57) })
    {
      // "12h58'".
      return bytes.last != UInt8(ascii: "h") && !(index + 1 < tokens.count && tokens[index + 1].spaceBefore)
        && (isMark(index + 1, "'") || isMark(index + 1, "’")) ? index + 2 : index + 1
    }
    return nil
  }
}
