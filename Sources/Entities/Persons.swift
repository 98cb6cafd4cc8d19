internal import Lexicon
internal import TextModel

/// Words before a writer's name at an article's end.
let bylineWords = WordSet("Theo CTV PV TTXVN")
/// "Đường Nguyễn Trãi": a road named for a person.
private let roadHeads = WordSet("Đường Phố")
/// "Quân kỳ | Quyết thắng", "trao | Huy hiệu": a given name's word begins a noun.
private let nouns = [(Key.quyeets, Key.thawngs), (Key.quyeets, Key.chieens), (Key.huy, Key.hieeuj), (Key.huy, Key.chuwowng)]
/// "mang tên Bác": words for one person, and not his name.
let instead = WordSet("Bác Người Đảng Cty CP Công Tội Ngụy Ưu")
/// "Ảnh: P.V": a reporter.
private let initialsOfReporter = (Key.p, Key.v)
private let web = Key.internet
private let side = Key.phias
private let president = (Key.chur, Key.tichj)
/// What a person does, right after the name at a sentence's start: "Hùng khai nhận …".
private let acts = WordSet(
  "đã khai cho nói bị cùng cũng liền đang được thừa nhận tiếp lấy dùng cầm đi đến về mang mua bán gọi yêu đề thuê rủ đưa trả chia kể tâm bày khẳng nhớ sinh từng vẫn lại còn mới sẽ không muốn biết thấy nghĩ"
)
/// Small words inside foreign names.
private let particles = WordSet("de da dos del van von bin al el la")
/// Family names that more often start a place's name: "An Thái", "Tân Rai".
private let placeLike = WordSet(
  "A An Cao Đồng Hà Hải Kim La Lâm Long Nam Ninh Sơn Tân Thạch Thái Thanh Thiên Trà Vu Vĩnh Yên Ùng Bắc Đông Hòa Bình Phú Phước Linh Tiên Giang Cẩm Tây Hưng Hoa Hồng Bạch Lộc Ngọc Mỹ"
)
private let thinkers = WordSet("Mác Lênin Ăngghen")
private let offspring = WordSet("con trẻ")
/// "Bộ trưởng | Bộ Công chính": a body's head.
private let heads = WordSet("Bộ Ban Sở Cục Vụ Viện Khu Tổ")
private let born = Key.sinh
/// Family names that open sentences.
private let notFirst = WordSet("Vì Từ Tại Của Cả Do Để Nay Như Qua")
private let graveyard = Key.trang
/// Who is called by a name of two words that a province has too.
private let callsOne = WordSet("ông bà anh chị cô chú em cháu ca nhạc nghệ sĩ họa diễn ảnh PV BTV phóng")

extension EntityScan {
  /// "Nguyễn Duy Cường", "Cường" after "ông", a byline.
  func person(at index: Int) -> Node? {
    let afterSpan =
      lastEnd == index && index > 0 && !tokens[index].lineStart
      && (lastType == .role || lastType == .person && !tokens[index].isAllCaps && personRun(at: index) != nil
        || ((lastType == .organization || lastType == .location) && personRun(at: index).map { $0 - index > 2 } == true && place(at: index) == nil))
    let foreign = lastEnd == index && lastType == .location ? foreignName(after: lastStart, at: index) : nil
    let byline = bylineEnd(at: index)
    let isCoded =
      index > 0 && tokens[index - 1].isAllCaps && afterCode(index - 1) == index && !captionOpeners.contains(key(index))
      && (personRun(at: index).map({ $0 - index > 2 }) == true || knownRun(at: index) != nil)
    guard isCapitalizedWord(index), !hasDigit(index),
      byline != nil || foreign != nil || !followsCapital(index) || isCoded || afterSpan || isAfterPosition(index) || isAfterHonorific(index)
    else { return nil }
    if let end = byline {
      return Node(type: .person, start: index, end: end, rule: "persons:byline", confidence: 0.85)
    }
    // "Ảnh minh họa: Internet | Phó Thủ tướng …".
    if key(index) == web { return nil }
    if let end = spelledName(at: index),
      isAfterHonorific(index) || isAfterPosition(index) || lastEnd == index && !tokens[index].lineStart && lastType != .date
        || knownNames.contains(hash(index..<end))
    {
      return Node(type: .person, start: index, end: end, rule: "persons:spelled", confidence: 0.9)
    }
    if let foreign { return Node(type: .person, start: index, end: foreign, rule: "persons:after country", confidence: 0.75) }
    if let end = initialsEnd(at: index), !(end - index == 3 && key(index) == initialsOfReporter.0 && key(index + 2) == initialsOfReporter.1),
      isAfterHonorific(index) || !isMark(index - 1, ":") && knownNames.contains(hash(index..<end))
    {
      return Node(type: .person, start: index, end: end, rule: "persons:initials", confidence: 0.85)
    }
    // "học trò của Hồ Chủ tịch".
    if key(index) == Key.hoof, key(index + 1) == president.0, key(index + 2) == president.1, tokens[index + 1].isCapitalized, continues(index + 1) {
      return Node(type: .person, start: index, end: index + 1, rule: "persons:President Hồ", confidence: 0.9)
    }
    if tokens[index].isCapitalized, key(index) == Key.oong || key(index) == Key.baf, isCapitalizedWord(index + 1), personRun(at: index + 1) != nil,
      !isAfterHonorific(index)
    {
      return nil
    }
    if key(index) == Word.khoa, isRomanNumber(index + 1) { return nil }
    // "(Đoàn | Lào Cai)": members of an assembly by their province.
    if key(index) == Key.ddoanf, isMark(index - 1, "("), let home = longest(.unit, at: index + 1), isMark(home.end, ")") { return nil }
    // "luật sư | Hà Nội", "ĐB | Đà Nẵng nói": a province, unless somebody is addressed by it.
    if byline == nil, capitalRun(index) == index + 2, !callsOne.contains(key(index - 1)), !isMark(index - 1, ":"), let home = longest(.unit, at: index),
      home.end == index + 2, home.keepsCase, lexicon.field(home, 2, is: "province")
    {
      return nil
    }
    let name = afterCode(index)
    // "Ảnh HY Ông Lê Đình Sơn …": the initials end the credit.
    if name > index, captionOpeners.contains(key(name)), tokens[index].end - tokens[index].start < 4, isAfterHonorific(index) {
      return Node(type: .person, start: index, end: index + 1, rule: "persons:initials", confidence: 0.7)
    }
    if name > index, personRun(at: name) != nil || knownRun(at: name) != nil, !isMark(index - 1, ":") { return nil }
    if let end = honoredName(at: index) {
      return Node(type: .person, start: index, end: end, rule: "persons:called before", confidence: 0.8)
    }
    if roadHeads.contains(key(index)), !isAfterHonorific(index), !isAfterPosition(index), personRun(at: index + 1) != nil { return nil }
    if var known = knownRun(at: index) {
      known = hyphenated(known, from: index)
      return Node(type: .person, start: index, end: max(known, personRun(at: index) ?? 0), rule: "persons:known", confidence: known - index == 3 ? 0.97 : 0.89)
    }
    // "C.Mác".
    if tokens[index].isSingle, isMark(index + 1, "."), thinkers.contains(key(index + 2)), continues(index + 2) {
      return Node(type: .person, start: index, end: index + 3, rule: "persons:thinker", confidence: 0.89)
    }
    if thinkers.contains(key(index)), capitalRun(index) == index + 1 {
      return Node(type: .person, start: index, end: index + 1, rule: "persons:thinker", confidence: 0.89)
    }
    let honored = isAfterHonorific(index) || isAlias(index)
    // "Ảnh: ST Giàu lên …": gathered, and the next sentence.
    if isMark(index - 1, ":"), key(index) == st, tokens[index].isAllCaps { return nil }
    // "**QUẢN LÝ, SỬ DỤNG HÓA ĐƠN**": words of a heading.
    if !honored, byline == nil, tokens[index].isAllCaps, !tokens[index].isSingle, !isAfterPosition(index), isHeading(index) { return nil }
    if !honored, startsSentence(index), byline == nil { return nil }
    if !honored, isOpener(index) || key(index - 1) == Key.chuwowng && !tokens[index].lineStart { return nil }
    if longest(.honorific, at: index, keepsCase: false).map({ $0.end - index > 1 }) == true { return nil }
    if isMark(index - 1, ":"), tokens[index].isAllCaps, tokens[index].end - tokens[index].start <= 4, text(index..<index + 1).count < 4,
      capitalRun(index) == index + 1 || afterCode(index) > index && captionOpeners.contains(key(index + 1)), honored, isBareName(index), key(index) != st,
      !bylineWords.contains(key(index))
    {
      return Node(type: .person, start: index, end: index + 1, rule: "persons:initials", confidence: 0.7)
    }
    if let end = bornPerson(at: index), personRun(at: index).map({ $0 - index < 3 }) ?? true {
      return Node(type: .person, start: index, end: end, rule: "persons:born", confidence: 0.85)
    }
    if let end = personRun(at: index) { return familyNamed(index, end, honored: honored) }
    if honored || isAfterPosition(index) || (lastEnd == index && index > 0 && !tokens[index].lineStart && lastType == .role) {
      return titledPerson(at: index, honored: honored)
    }
    return listedPerson(at: index) ?? introducedPerson(at: index) ?? givenName(at: index)
  }

  /// "Nguyễn Duy Cường": family name first, unless the words around make it something else.
  private func familyNamed(_ index: Int, _ run: Int, honored: Bool) -> Node? {
    var end = run
    if isDash(end), continues(end + 1), !tokens[end + 1].isCapitalized { end = hyphenated(end, from: index) }
    if isWestern(index), particles.contains(key(end)), continues(end + 1), !tokens[end].isCapitalized, isCapitalizedWord(end + 1) {
      end = capitalRun(end + 1)
    }
    // "Vì | Đà Nẵng là người cấp …": the sentence's first word before a province.
    if !honored, isSentenceStart(index), end - index == 3, notFirst.contains(key(index)), let unit = longest(.unit, at: index + 1), unit.end == end,
      lexicon.field(unit, 2, is: "province")
    {
      return nil
    }
    // "Vì An | toàn thực phẩm".
    if !honored, !isAfterPosition(index), end - index == 2, continues(end), lexicon.isCompound(tokens[end - 1], tokens[end]) { return nil }
    if !honored, !isAfterPosition(index), end - index == 2, opensPhrase(index + 1) || longest(.position, at: index + 1) != nil { return nil }
    if !honored, end - index == 2, placeLike.contains(key(index)), !isAfterPosition(index), !(lastEnd == index && lastType == .role), !isHeld(end),
      !(lastType == .person && lastEnd >= index - 2)
    {
      return nil
    }
    if !honored, isSentenceStart(index), end - index == 2, longest(.surname, at: index) != nil, tokens[index].isAllCaps { return nil }
    return Node(
      type: .person, start: index, end: end, rule: honored ? "persons:honorific" : "persons:family name",
      confidence: honored || isAfterPosition(index) ? 0.96 : end - index == 3 ? 0.95 : 0.7)
  }

  /// "ông | Cường", "Bộ trưởng | Sergey Lavrov": what an address or a position leads in.
  private func titledPerson(at index: Int, honored: Bool) -> Node? {
    var end = personEnd(index, min(capitalRun(index), index + 4))
    end = hyphenated(end, from: index)
    // "Angel Vilaragut Montes | de Oca".
    if end - index > 1, particles.contains(key(end)), continues(end + 1), !tokens[end].isCapitalized, isCapitalizedWord(end + 1),
      longest(.surname, at: index) == nil
    {
      end = capitalRun(end + 1)
    }
    guard end > index, !mixesCapitals(index..<end), end - index > 1 || !instead.contains(key(index)),
      !tokens[index].isAllCaps || tokens[index].isSingle || isMark(index - 1, ":") || end - index > 1
    else { return nil }
    // "Tổng thống Mỹ | Trong vai trò …", "Ảnh: CTV".
    if end - index == 1, captionOpeners.contains(key(index)) && continues(end) && tokens[end].kind == .word || bylineWords.contains(key(index)) { return nil }
    // "Quận ủy Tân ...": a place that the page cuts off.
    if end - index == 1, key(index - 1) == Key.uyr, isMark(end, "."), tokens[end].spaceBefore { return nil }
    if end - index == 1, continues(end), lexicon.isCompound(tokens[index], tokens[end]) { return nil }
    if end - index > 1, !isMark(index - 1, ":"), heads.contains(key(index)), matches.starts(.bodyHead, at: index) { return nil }
    if !honored, let known = longest(.unit, at: index) ?? longest(.place, at: index), known.end >= end, end - index > 1 { return nil }
    if end - index == 1, isMark(index - 1, ":") || opensPhrase(index) || !honored && !knownGivenNames.contains(key(index)) && !isBareName(index) {
      return nil
    }
    if longest(.body, at: index).map({ $0.end >= end }) == true
      || longest(.bodyHead, at: index).map({ $0.end - $0.start > 1 || tokens[end - 1].isAllCaps && !tokens[index].isAllCaps }) == true
    {
      return nil
    }
    return Node(type: .person, start: index, end: end, rule: "persons:after title", confidence: 0.85)
  }

  /// "các ca sĩ Anh Thơ, Lê Anh Dũng, Tùng Dương": a list of names goes on.
  private func listedPerson(at index: Int) -> Node? {
    if lastType == .person, lastEnd == index - 1, isMark(index - 1, ",") || key(index - 1) == Word.va && listsNames(lastEnd), !tokens[index].lineStart,
      lastEnd - lastStart > 2 || isAfterHonorific(lastStart)
        || lastEnd - lastStart == 2 && isMark(lastStart - 1, ",") && (listsNames(lastStart - 1) || lastStart > 3 && isAfterHonorific(lastStart - 3))
    {
      let run = capitalRun(index)
      if run - index >= 2, run - index < 4, isNameShaped(index..<run), longest(.honorific, at: index, keepsCase: false) == nil,
        !continues(run) || tokens[run].kind == .mark || key(run) == Word.va, place(at: index) == nil, !opensPhrase(run - 1)
      {
        return Node(type: .person, start: index, end: run, rule: "persons:listed", confidence: 0.75)
      }
    }
    return nil
  }

  /// "Tài đã rủ Ân": one syllable of a name that the article gave in full before.
  private func givenName(at index: Int) -> Node? {
    if knownGivenNames.contains(key(index)), capitalRun(index) == index + 1,
      !isSentenceStart(index) || lastType == .person && lastEnd == index - 1
        || continues(index + 1) && !(index > 0 && isMark(index - 1, ".") && !tokens[index].spaceBefore && !tokens[index].lineStart)
          && acts.contains(key(index + 1)) && !tokens[index + 1].isCapitalized,
      isBareName(index), !tokens[index].isAllCaps, key(index - 1) != side, number(index + 1) == nil, !isItem(index - 1)
    {
      return Node(type: .person, start: index, end: index + 1, rule: "persons:given name", confidence: 0.6)
    }
    return nil
  }

  /// A line in capitals that a star or a number opens, or that goes on in capitals behind the name.
  private func isHeading(_ index: Int) -> Bool {
    let run = capitalRun(index)
    let before =
      isMark(index - 1, "*") || index > 1 && isMark(index - 1, ".") && !tokens[index].lineStart && tokens[index - 2].end - tokens[index - 2].start < 4
      || index > 0 && !tokens[index].lineStart && tokens[index - 1].kind == .word && tokens[index - 1].isAllCaps && !tokens[index - 1].isSingle
    let goesOn = isMark(index - 1, ",") && index > 1 && tokens[index - 2].isAllCaps && !tokens[index - 2].isSingle && lastType != .person
    return before || goesOn || run - index > 4
      || continues(run + 1) && isMark(run, ",") && tokens[run + 1].isAllCaps && !tokens[run + 1].isSingle && longest(.surname, at: run + 1) == nil
  }

  /// "b) | Thu chuyển khoản", "**Đơn giá**": an item's mark, behind which every word has a capital.
  private func isItem(_ index: Int) -> Bool { closesItemMark(index) || isMark(index, "*") }

  /// A position follows behind a comma, a dash or a bracket.
  private func isHeld(_ end: Int) -> Bool {
    (isMark(end, ",") || isDash(end) || isMark(end, "("))
      && (matches.starts(.position, at: end + 1) || former.contains(key(end + 1)) || isMark(end, "(") && key(end + 1) == Key.sn)
  }

  /// A name of no family name that its place shows: "Ủy viên T.Ư Đảng: Thuận Hữu, Tổng Biên tập …", "Tin ảnh Ngô Tấm – Lệ Sương.".
  private func introducedPerson(at index: Int) -> Node? {
    guard index > 1, tokens[index - 1].kind == .mark || key(index - 1) == Word.va, !tokens[index].isAllCaps, tokens[index].spaceBefore else { return nil }
    let run = capitalRun(index)
    guard run - index >= 2, run - index < 4, isNameShaped(index..<run), !opensPhrase(run - 1), longest(.honorific, at: index, keepsCase: false) == nil,
      place(at: index) == nil
    else { return nil }
    let isCredited =
      isDash(index - 1) && lastType == .person && lastEnd == index - 1 && isAfterHonorific(lastStart)
      && (run == tokens.count || tokens[run].lineStart || isMark(run, ".") || isMark(run, "("))
    // "Nghệ sĩ Ưu tú: | Đăng Dương, Vũ Thắng Lợi".
    let isTitled = isMark(index - 1, ":") && isAfterHonorific(index - 1) && isMark(run, ",") && personRun(at: run + 1) != nil
    let isList = isTitled || isMark(index - 1, ":") && lastType == .role && lastEnd == index - 1
    let isHeld =
      continues(run) && (isMark(run, ",") || isDash(run))
      && (longest(.position, at: run + 1).map { !lexicon.field($0, 1, is: "class") && tokens[run + 1].isCapitalized } == true) && !isDash(index - 1)
      && (isMark(index - 1, ":") || isMark(index - 1, ";") || isMark(index - 1, ",") && lastType == .role || key(index - 1) == Word.va && lastType == .role)
    return isCredited || isList || isHeld ? Node(type: .person, start: index, end: run, rule: "persons:introduced", confidence: 0.8) : nil
  }

  /// "A12b", "PC08".
  func hasDigit(_ index: Int) -> Bool {
    tokens[index].end - tokens[index].start > 1 && document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)].contains { (0x30...0x39).contains($0) }
  }

  /// A comma stands before the name that ends here, so that it is one of a list.
  private func listsNames(_ end: Int) -> Bool { (2...4).contains { isMark(end - $0 - 1, ",") } }

  /// No table knows the word for the start of anything else.
  func isBareName(_ index: Int) -> Bool {
    guard !opensPhrase(index), !tokens[index].isSingle, key(index) != Key.ddoanf else { return false }
    if continues(index + 1), lexicon.isCompound(tokens[index], tokens[index + 1]) || nouns.contains(where: { $0 == (key(index), key(index + 1)) }) {
      return false
    }
    return !matches(at: index).contains {
      switch $0.kind {
      case .surname, .honorific, .abbreviation, .action, .cue: false
      default: true
      }
    }
  }

  func isAfterHonorific(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    // "Ảnh: VGP/Thành Chung".
    if isMark(index - 1, "/"), index > 3, tokens[index - 2].isAllCaps, isMark(index - 3, ":"), !tokens[index].lineStart {
      return capitalRun(index) > index + 1 && matches.ends(.honorific, before: index - 3)
    }
    let last = isMark(index - 1, ":") ? index - 1 : index
    guard matches.ends(.honorific, before: last) else { return false }
    // "Nghĩa trang Liệt sỹ | Tông Khao".
    if last == index, index > 2, key(index - 3) == graveyard, !tokens[index].lineStart { return false }
    for back in 1...4 where last - back >= 0 && !tokens[index].lineStart {
      if let match = matches.exact(.honorific, last - back, last) {
        // "con cháu Lào", "trẻ em Việt Nam".
        if match.start > 0, offspring.contains(key(match.start - 1)), !tokens[match.start].lineStart { return false }
        // "Thủ tướng" is no honorific "tướng".
        if last - back > 0, matches.exact(.position, last - back - 1, last) != nil { return false }
        let isCredit = lexicon.field(match, 1, is: "credit")
        // "nhóm tác giả Thái Anh": no credit.
        if isCredit, last == index, last - back > 0, matches.exact(.honorific, last - back - 1, last) != nil { continue }
        // "ẢNH GIA HÂN", and where a crawler lost the colon: ". Ảnh Trà Hương".
        if isCredit, last == index, tokens[index].isSingle, tokens[match.start].isCapitalized, isMark(index + 1, "."), isCapitalizedWord(index + 2),
          !tokens[index + 2].spaceBefore
        {
          return true
        }
        if isCredit, last == index {
          return capitalRun(index) > index + 1
            && (tokens[index].isAllCaps
              || tokens[match.start].isCapitalized && isSentenceStart(match.start) && match.end - match.start == 1 && match.start > 0
                && !opensPhrase(match.start))
        }
        if isCredit, key(match.start - 1) == Key.trong, match.start > 0, !tokens[match.start].lineStart { return false }
        return isCredit == (last != index)
      }
    }
    return false
  }

  func isAfterPosition(_ index: Int) -> Bool {
    guard index > 0, !tokens[index].lineStart, matches.ends(.position, before: index) else { return false }
    for back in 1...5 where index - back >= 0 {
      if let match = matches.exact(.position, index - back, index, last: true) {
        return !lexicon.field(match, 1, is: "class") && !lexicon.field(match, 0, isIn: needsBody)
      }
    }
    return false
  }
}
