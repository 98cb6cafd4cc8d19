internal import Lexicon
internal import TextModel

/// Peoples whose names run to five syllables: Y Thanh Hà Niê Kđăm.
private let longNames: Set<String> = ["ede", "jarai", "coho", "other"]
/// Middle syllables that never end a name.
private let middle = WordSet("Văn Thị")
/// What is said of a name in a credit: "Ảnh: Minh Anh cung cấp".
private let creditWords = WordSet("cung chụp và thực tổng sưu tư phục ghi biên lược chụp theo")
/// Family names that end no given name.
private let familyNames = WordSet("Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Ngô Trịnh Đinh Đoàn Trương")
private let born = Key.sinh
private let branches = WordSet("Tý Sửu Dần Mão Mẹo Thìn Tỵ Tị Ngọ Mùi Thân Dậu Tuất Hợi")

// The shape of a personal name, and where it ends in a run of capitals.
extension EntityScan {
  /// One past the personal name at `index` by its form: family name first, two to five capitalized syllables.
  func personRun(at index: Int) -> Int? {
    guard isCapitalizedWord(index), let surname = longest(.surname, at: index) else { return nil }
    // "Đảng Xã hội Dân chủ"; "Đoàn Nhật Bản", "Đoàn Vương quốc Campuchia": who was sent.
    if key(index) == Key.ddangr
      || key(index) == Key.ddoanf && continues(index + 1)
        && (longest(.place, at: index + 1).map { lexicon.field($0, 1, is: "country") && $0.end >= capitalRun(index) } == true
          || longest(.placeHead, at: index + 1, keepsCase: false).map { lexicon.field($0, 1, is: "state") && $0.end - $0.start > 1 } == true)
    {
      return nil
    }
    var end = personEnd(index, min(capitalRun(index), index + 5))
    // "Trang VP HĐND": an abbreviation is no syllable of a name. "năm Giáp Thìn" is a year.
    if !tokens[index].isAllCaps, let code = (index..<end).first(where: { tokens[$0].isAllCaps && !tokens[$0].isSingle || hasDigit($0) }) { end = code }
    if end - index == 2, isYearName(index) || key(index + 1) == Key.tp { return nil }
    // "Thứ trưởng Vũ Văn Tám | Phạm Anh - Tố Anh": the writer's name behind the last one.
    if end - index == 5, surname.end - index == 1, longest(.surname, at: index + 3) != nil, isDash(end) || end == tokens.count || tokens[end].lineStart {
      return index + 3
    }
    // "Huỳnh Vũ Thị Minh Loan": two family names before the middle one.
    if end - index == 5, surname.end - index == 1, middle.contains(key(index + 2)), longest(.surname, at: index + 1) != nil,
      !continues(end) || !isCapitalizedWord(end)
    {
      return end
    }
    if end - index > 4, surname.end - index == 1, !longNames.contains(lexicon.field(surname, 1)) { end = index + 4 }
    if longest(.body, at: index + 1).map({ $0.end - $0.start > 1 }) == true
      || longest(.bodyHead, at: index + 1, keepsCase: false).map({ $0.end - $0.start > 2 }) == true
    {
      return nil
    }
    // "Vũ Văn Tám | Phạm Anh", "Hồ Ngọc Hà | Hồ Ngọc Hà": a crawler joined two names.
    if surname.end - index == 1, let second = joinedName(index, end) { end = second }
    guard end - index >= 2, end > surname.end || end - index > 1 else { return nil }
    // A position or a body's head in the run ends the name.
    for inside in (index + 1)..<end where inside > index + 1 && !middle.contains(key(inside - 1)) {
      if longest(.position, at: inside) != nil
        || longest(.bodyHead, at: inside).map({ lexicon.field($0, 0).utf8.count > 3 && ($0.end - inside > 1 || inside < end - 1) }) == true
      {
        if inside - index >= 2 { return inside }
      }
    }
    return end
  }

  /// Where a second name starts in a run: a family name that no given name is, with a name behind it.
  private func joinedName(_ start: Int, _ end: Int) -> Int? {
    guard end - start > 3 || end - start == 3 && isCapitalizedWord(end) && continues(end) else { return nil }
    return (start + 3...max(start + 3, end - 1)).first { at in
      at < tokens.count && continues(at) && isCapitalizedWord(at + 1) && continues(at + 1) && tokens[at].isAllCaps == tokens[start].isAllCaps
        && (familyNames.contains(key(at)) && middle.contains(key(start + 1)) || key(at) == key(start) && key(at + 1) == key(start + 1))
    }
  }

  /// "Chương II", "Nhóm PV": one word in capitals beside one in small letters, as nobody writes a name.
  func mixesCapitals(_ range: Range<Int>) -> Bool {
    range.contains { tokens[$0].isAllCaps } && range.contains { !tokens[$0].isAllCaps && !tokens[$0].isSingle }
  }

  /// "Giáp Thìn", "Ất Tỵ": stem and branch of a year.
  func isYearName(_ index: Int) -> Bool { Word.stems.contains(key(index)) && branches.contains(key(index + 1)) }

  /// The end of the names `start..<end` before a phrase that a crawler joined: "Ảnh: Phương Hằng | Theo đó".
  func personEnd(_ start: Int, _ end: Int) -> Int {
    // "Ảnh: Ngọc Tiến | Phó Chủ tịch …", "Ảnh: Quochoi | Trước ý kiến …": the next sentence starts with a capital of its own.
    let isAgency = isMark(start - 1, "/") && start > 3 && isMark(start - 3, ":") && matches.ends(.honorific, before: start - 3)
    if isAgency || isMark(start - 1, ":") && matches.ends(.honorific, before: start - 1) {
      if end - start == 2, captionOpeners.contains(key(start + 1)), continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized { return start + 1 }
      if end - start > 2, let office = ((start + 2)..<end).first(where: { at in longest(.position, at: at).map { $0.end - at > 1 } == true }) { return office }
    }
    // "Ảnh: VGP/Quang Hiếu | Bộ Tài chính nghiên cứu …".
    if end - start > 2, isMark(start - 1, "/") || isMark(start - 1, ":"), let other = ((start + 2)..<end).first(where: { at in startsJoinedName(at) }) {
      return other
    }
    // "Ảnh: TRỌNG PHÚ | Đà Nẵng: …": the name alone is in capitals.
    if end - start > 2, tokens[start].isAllCaps, !tokens[start].isSingle, tokens[start + 1].isAllCaps,
      let small = (start + 2..<end).first(where: { !tokens[$0].isAllCaps })
    {
      return small
    }
    // ". Ảnh Trà Hương | Tới dự có …": the next sentence's capital.
    if end - start > 2, continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized, key(start - 1) == Key.anhr, isSentenceStart(start - 1) {
      return end - 1
    }
    // "Ảnh: Nam Nguyễn | Lượng khách du lịch …": a name in a credit ends its sentence.
    if end - start > 2, continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized,
      isAgency || isMark(start - 1, ":") && matches.ends(.honorific, before: start - 1), !creditWords.contains(key(end))
    {
      return end - 1
    }
    // "Nguyễn Văn Được": the name needs the word.
    for inside in start..<end
    where inside > start + 1 && !(inside == end - 1 && middle.contains(key(inside - 1))) && captionOpeners.contains(key(inside)) && continues(inside + 1)
      && (tokens[inside + 1].kind != .mark || opensPhrase(inside))
    {
      return inside
    }
    let last = end - 1
    // "Chủ tịch nước Tô Lâm | Bài viết …": the name as it stands elsewhere, and a word of two syllables.
    if last - start == 2, continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized, lexicon.isCompound(tokens[last], tokens[end]),
      knownNames.contains(hash(start..<last))
    {
      return last
    }
    guard last > start, opensPhrase(last), !middle.contains(key(last - 1)) else { return end }
    return last - start > 2 || isMark(start - 1, ":") || knownNames.contains(hash(start..<last)) ? last : end
  }

  /// A position, a body or a document of two words and more starts with this capital, or a word that only opens sentences before a number.
  private func startsJoinedName(_ index: Int) -> Bool {
    continues(index + 1) && captionOpeners.contains(key(index)) && tokens[index + 1].kind == .number
      || matches.at(index).contains { ($0.kind == .position || $0.kind == .body || $0.kind == .bodyHead || $0.kind == .documentType) && $0.end - index > 1 }
      || key(index) == Key.booj && continues(index + 1) && longest(.field, at: index + 1) != nil
  }

  /// "Hồng Phong, sinh năm 1987", "Mười Thương (SN 1970)": who was born.
  func bornPerson(at index: Int) -> Int? {
    guard !tokens[index].isAllCaps, longest(.honorific, at: index, keepsCase: false) == nil else { return nil }
    let run = capitalRun(index)
    guard run - index >= 2, run - index < 5, isMark(run, ",") || isMark(run, "("), continues(run),
      key(run + 1) == Key.sn || key(run + 1) == born && key(run + 2) == Word.nam, isNameShaped(index..<run)
    else { return nil }
    return run
  }
}
