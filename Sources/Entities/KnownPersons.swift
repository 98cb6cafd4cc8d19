internal import Lexicon
internal import TextModel

/// Before a stage name also outside brackets: "nghệ danh | Minh Béo", "- tức | Minh Béo".
private let stageWord = Key.danh, art = Key.ngheej, alias = Key.tuwcs
private let uncle = Key.bacs
/// An abbreviation that heads a name of its own: "KCN Tràng Duệ".
private let codeKinds = Lexicon.Kinds(.placeHead, .bodyHead)
private let births = WordSet("Hai Ba Tư Năm Sáu Bảy Tám Chín Mười Út")
/// What a single letter after these tells apart: "nhóm A", "điểm B".
private let lettered = WordSet("nhóm điểm hạng loại khối lớp vitamin mục gan cúm bảng khu lô bên mẫu phần tổ đội hệ loài ca tòa nhà block")

// Persons whom the article names more than once: learned where a cue shows them, known everywhere.
extension EntityScan {
  /// Full names that a cue or a family name showed, so that they are known everywhere in the article.
  func learnNames() {
    var names = KeySet()
    var given = KeySet()
    var joined: [Int] = []
    for cued in openings.indices where openings[cued].intersects(.capital) {
      // "mang tên | Bác Hồ".
      if key(cued) == uncle, key(cued + 1) == Key.hoof { continue }
      guard isAfterHonorific(cued) || isAfterPosition(cued) || isAlias(cued) || isBirthName(cued) else {
        if !followsCapital(cued), let end = personRun(at: cued) ?? bornPerson(at: cued), end - cued > 2 || bornPerson(at: cued) == end, place(at: cued) == nil {
          given.insert(key(end - 1))
        }
        continue
      }
      if let end = initialsEnd(at: cued), !isMark(cued - 1, ":"), stride(from: cued, to: end, by: 2).allSatisfy({ tokens[$0].isSingle }) {
        names.insert(hash(cued..<end))
        continue
      }
      var index = afterCode(cued)
      if index > cued, captionOpeners.contains(key(index)) { continue }
      if let country = longest(.place, at: cued), lexicon.field(country, 1, is: "country"), continues(country.end), isCapitalizedWord(country.end) {
        index = country.end
      }
      let end = personRun(at: index) ?? personEnd(index, min(capitalRun(index), index + 4))
      if end - index == 1, index == cued, !isMark(cued - 1, ":"), isGivenName(index), isAfterHonorific(cued) {
        // "bị can K": a letter, "ông Thiết": a given name.
        given.insert(key(index))
        honoredNames.insert(key(index))
      }
      // "doanh nhân | Cựu Chiến binh": the run's last word starts another.
      if end - index == 2, personRun(at: index) == nil, continues(end), lexicon.isCompound(tokens[end - 1], tokens[end]) { continue }
      if end - index >= 2, longest(.body, at: index) == nil, longest(.bodyHead, at: index) == nil, longest(.place, at: end - 2) == nil, place(at: index) == nil,
        !knownPlaces.contains(hash(index..<end))
      {
        if end - index == 3, opensPhrase(end - 1) { joined.append(index) } else { names.insert(hash(index..<end)) }
        given.insert(key(end - 1))
      }
    }
    // "Chủ tịch nước Tô Lâm | Bài viết …": no name when the first two are one.
    for start in joined where !names.contains(hash(start..<start + 2)) { names.insert(hash(start..<start + 3)) }
    knownNames = names
    knownGivenNames = given
  }

  /// "CP | Nguyễn Tấn Dũng", "HY | Ông Lê Đình Sơn": an abbreviation before a name in small letters is none of its words.
  func afterCode(_ index: Int) -> Int {
    guard tokens[index].isAllCaps, longest(.surname, at: index) == nil, !matches.starts(anyOf: codeKinds, at: index), isCapitalizedWord(index + 1),
      continues(index + 1), !tokens[index + 1].isAllCaps, !tokens[index + 1].isSingle
    else { return index }
    return index + 1
  }

  /// A given name or an initial that may stand alone in a sentence.
  private func isGivenName(_ index: Int) -> Bool {
    if tokens[index].isSingle { return tokens[index].kind == .word && !isRomanNumber(index) }
    return !tokens[index].isAllCaps && !opens(.sentenceOpener, at: index) && !opensPhrase(index) && isPlainWord(index)
  }

  /// The word names no place and starts no longer name; a head alone ("Khoa", "Trường", "Công") is a given name too.
  func isPlainWord(_ index: Int) -> Bool {
    if instead.contains(key(index)) { return false }
    if continues(index + 1), lexicon.isCompound(tokens[index], tokens[index + 1]) { return false }
    return !matches(at: index).contains {
      switch $0.kind {
      case .surname, .honorific, .abbreviation, .action, .cue: false
      case .bodyHead, .position, .field, .placeHead: $0.end - index > 1
      default: true
      }
    }
  }

  /// "(tức Năm Cam)": the other name of the person before the bracket.
  func isAlias(_ index: Int) -> Bool {
    guard index > 1, !tokens[index].lineStart else { return false }
    let isLinked =
      switch key(index - 1) {
      case Key.laf, 0x201C, 0x22, 0x3A: true
      default: false
      }
    let last = isLinked ? index - 2 : index - 1
    guard last > 0, opens(.alias, at: last), !tokens[last].isCapitalized else { return false }
    if key(last) == stageWord && key(last - 1) == art || key(last) == alias && (isDash(last - 1) || isMark(last - 1, ",")) && !tokens[last].lineStart {
      return capitalRun(index) > index + 1
    }
    return (1...3).contains { isMark(last - $0, "(") }
  }

  /// "Phan Văn Điền (Mười Thương)": a name of the South by the number of the birth.
  private func isBirthName(_ index: Int) -> Bool {
    isMark(index - 1, "(") && index > 1 && isCapitalizedWord(index - 2) && births.contains(key(index)) && capitalRun(index) == index + 2
      && isMark(index + 2, ")")
  }

  /// "K. khai nhận", "Thiết đã bỏ trốn": a name by which the article has called somebody after an honorific.
  func honoredName(at index: Int) -> Int? {
    guard !honoredNames.isEmpty, honoredNames.contains(key(index)), capitalRun(index) == index + 1, !tokens[index].isAllCaps else { return nil }
    if tokens[index].isSingle {
      guard index > 0, !lettered.contains(key(index - 1)) || tokens[index].lineStart, !isMark(index - 1, "."), !isMark(index - 1, "/"), !isDash(index - 1),
        !isMark(index + 1, "/"), !isDash(index + 1), tokens[index].spaceBefore || tokens[index].lineStart,
        !isMark(index + 1, ".") || index + 2 == tokens.count || tokens[index + 2].spaceBefore || tokens[index + 2].lineStart, !isMark(index + 1, ")"),
        index + 1 < tokens.count, tokens[index + 1].kind != .number
      else { return nil }
      return index + 1
    }
    guard isPlainWord(index), !opensPhrase(index),
      !isSentenceStart(index) || continues(index + 1) && (tokens[index + 1].kind == .word && !tokens[index + 1].isCapitalized || isMark(index + 1, ","))
    else { return nil }
    return index + 1
  }

  /// One past the longest of the known names that starts here.
  func knownRun(at index: Int) -> Int? {
    let run = min(capitalRun(index), index + 5)
    var end = run
    while end > index + 1 {
      if knownNames.contains(hash(index..<end)) { return end }
      end -= 1
    }
    return nil
  }
}
