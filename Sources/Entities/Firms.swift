internal import Lexicon
internal import TextModel

/// What a number before these counts.
private let countedAfter = WordSet("tỷ tỉ triệu nghìn ngàn đồng người năm tháng ngày tấn ha m km cán lao dự hộ xe lần giờ")
private let beforeMeasures = WordSet("đạt cấp nhất tiền hơn gần khoảng với trên"), otherFirms = WordSet("con mẹ chưa hợp giới đã")
/// Heads of firms and plants: their name may hold small words before its own ("Công ty cổ phần giống bò sữa Mộc Châu").
private let firms = WordSet("công nhà xí hợp HTX doanh Cty TCty CTCP")

extension EntityScan {
  /// "Tổng Công ty | xây dựng công trình giao thông 4": a firm's trade with its number.
  private func numberedTrade(_ start: Int) -> Int? {
    var index = start
    while continues(index), tokens[index].kind == .word, !isCapitalizedWord(index), index - start < 8 {
      if functionWords.contains(key(index)), key(index) != Word.va, !startsCompound(index), !lexicon.isCompound(tokens[index - 1], tokens[index]) { return nil }
      index += 1
    }
    if key(index - 1) == Word.so { index -= 1 }
    let digits = key(index) == Word.so ? index + 1 : index
    guard index - start > 1, continues(digits), let count = number(digits), count < 100, !actionBetween(start, index, cuesOnly: true),
      !(continues(digits + 1) && countedAfter.contains(key(digits + 1))), !isMark(digits + 1, "/"), !isMark(digits + 1, "%"),
      !beforeMeasures.contains(key(index - 1)), !otherFirms.contains(key(start)),
      !(digits + 2 < tokens.count && (isMark(digits + 1, ".") || isMark(digits + 1, ",")) && tokens[digits + 2].kind == .number
        && !tokens[digits + 2].spaceBefore)
    else { return nil }
    return digits + 1
  }

  /// The small words of a firm's trade before its own name: "Công ty | cổ phần giống bò sữa Mộc Châu".
  func takeTrade(_ body: inout HeadedBody) {
    if !body.isNamed, body.isFirm, body.isLongHead, body.isCapital, continues(body.end), let firm = numberedTrade(body.end) {
      body.end = firm
      body.isNamed = true
      body.hasOwnName = true
      return
    }
    guard continues(body.end), body.isFirm,
      let firm = firmEnd(
        body.end,
        cuesOnly: body.isCapital && body.isLongHead && (key(body.start + 1) == Key.ty || key(body.start) == Key.toongr) || tokens[body.start].isAllCaps
          || key(body.start) == Key.nhaf && body.isLongHead),
      !body.isNamed || !isCapitalizedWord(body.end - 1) || firm - body.end < 6 && place(at: body.end + 2, adjacent: true)?.end == firm
    else { return }
    body.children += firmPlaces(body.end, firm)
    body.end = firm
    body.isNamed = true
    body.hasOwnName = true
  }

  /// "Đảng ủy | Tổng công ty": the one spoken of, without a name of its own.
  func isUnnamedCompany(_ index: Int) -> Bool {
    isCapitalizedWord(index) && continues(index + 2) && key(index) == Key.toongr && key(index + 1) == Key.coong && key(index + 2) == Key.ty
      && !isCapitalizedWord(index + 3)
  }

  func headsFirm(_ index: Int) -> Bool { firms.contains(key(index)) || key(index) == Key.toongr && key(index + 1) == Key.coong }

  /// One past a firm's own name after the small words of its trade.
  private func firmEnd(_ start: Int, cuesOnly: Bool) -> Int? {
    var index = start
    while continues(index), tokens[index].kind == .word, !tokens[index].isCapitalized, index - start < 6 {
      if functionWords.contains(key(index)), key(index) != Word.va, !startsCompound(index), !lexicon.isCompound(tokens[index - 1], tokens[index]) { return nil }
      index += 1
    }
    guard index > start, isCapitalizedWord(index), continues(index), !startsOtherThanPerson(index),
      key(index - 1) != Word.va || !matches.starts(.bodyHead, at: index) || !firms.contains(key(index)),
      longest(.cue, at: start, keepsCase: false) == nil || lexicon.isCompound(tokens[start], tokens[start + 1]),
      !actionBetween(start, index, cuesOnly: cuesOnly)
    else { return nil }
    let run = capitalRun(index)
    let stop = placeInside(index, run) ?? nameStop(index, run)
    return joinedEnd(stop == run ? compoundEnd(stop) : stop)
  }

  private func firmPlaces(_ start: Int, _ end: Int) -> [Node] {
    var index = start
    while index < end {
      if let place = place(at: index, adjacent: true), place.end <= end, place.start >= index, place.end == end || place.end - place.start > 1 {
        return [place]
      }
      index += 1
    }
    return []
  }

  /// Another name starts at `index`, a person's apart: a firm's own name looks like a person's.
  func startsOtherThanPerson(_ index: Int) -> Bool {
    longest(.position, at: index) != nil || longest(.body, at: index).map { $0.end - $0.start > 1 } == true
      || longest(.bodyHead, at: index).map { $0.end - $0.start > 1 } == true
  }
}
