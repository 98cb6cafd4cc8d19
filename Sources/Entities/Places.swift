internal import Lexicon
internal import TextModel

/// "Anh hùng", "Đức Phật", "Anh em": a country's name starts another word.
private let afterPeople = WordSet("vua hùng em chị pháp cha mẹ ấy ta thư hai tử độ thuật dĩ lệnh luật chế lý quy")
/// These stand before a person's name alone.
private let personal = WordSet("ông bà anh chị cô chú bác em thầy cụ ngài cháu dì vua tên")
/// "Đức Pháp chủ", "Đức Phật": no country.
private let holy = WordSet("pháp phật thánh giám giáo chúa mẹ cha bổn hồng tăng ông bà")
private let vinh = Key.vinh, honours = WordSet("danh dự quang hạnh hiển nhục hoa")
let duc = Key.dduwcs, east = Key.ddoong, north = Key.bawcs
private let pronouns = WordSet("Anh Ý Áo Đông Tây")
/// Kinds whose rows a place's name may complete.
private let headKinds = Lexicon.Kinds(.bodyHead, .placeHead, .position, .body, .field)
/// Features whose name stands for them: "đền Đông Cuông", then "người dân Đông Cuông". Streets are named for persons.
private let features = WordSet("đền chùa sông núi hồ đảo vịnh cảng sân bãi hang suối thác đèo khu làng cửa mỏ")
private let highland = WordSet("Đắk Đăk Đak Đắc Ea Ia Krông Cư Chư Kon Plei Nậm")
private let inPlace = WordSet("tại ở quán quê về từ đến là thuộc gồm")
private let atHome = Key.owr

extension EntityScan {
  /// "tỉnh Thừa Thiên Huế", "TP. Huế", "thôn 5", "sông Hương", "Quốc lộ 14", "Việt Nam".
  ///
  /// `adjacent`: right after a body's or position's name that it completes, where a capital before it says nothing.
  func place(at index: Int, adjacent: Bool = false) -> Node? {
    guard opens(.place, at: index) else { return nil }
    if unionAsPlace(at: index) { return Node(type: .location, start: index, end: index + 1, rule: "places:union", confidence: 0.85) }
    if !knownPlaces.isEmpty, isCapitalizedWord(index), adjacent || !followsCapital(index), let learned = learnedPlace(at: index) { return learned }
    if let known = knownPlace(at: index, adjacent: adjacent) {
      // "TP HCM" is longer than "TP" with a name; a unit word with a table name is longer than both.
      if let headed = headedPlace(at: index), headed.end > known.end { return headed }
      return known
    }
    return headedPlace(at: index) ?? highlandPlace(at: index, adjacent: adjacent) ?? pairedCountry(at: index) ?? street(at: index) ?? furtherPlace(at: index)
      ?? placeInUnit(at: index)
  }

  /// One more place behind the one that was found last, over a single token.
  private func furtherPlace(at index: Int) -> Node? {
    guard lastType == .location, lastEnd == index - 1 else { return nil }
    return listedStreet(at: index) ?? listedPlace(at: index) ?? unitOfHead(at: index) ?? lineStop(at: index)
  }

  /// "Đắk Wil", "Ea Kar", "Nậm Pồ": names of the highlands, by their word for water, hill or village, in any of its spellings.
  private func highlandPlace(at index: Int, adjacent: Bool) -> Node? {
    guard isCapitalizedWord(index), isCapitalizedWord(index + 1), highland.contains(key(index)), continues(index + 1), tokens[index + 1].spaceBefore,
      !tokens[index + 1].isAllCaps || tokens[index].isAllCaps,
      adjacent || !followsCapital(index), !isAfterHonorific(index), personRun(at: index).map({ $0 - index > 2 }) != true
    else { return nil }
    let run = capitalRun(index)
    let known = knownNameEnd(index)
    let end = known > index + 1 ? known : run - index < 4 ? run : index + 2
    return Node(type: .location, start: index, end: end, rule: "places:highland name", confidence: 0.85)
  }

  /// "quê quán | Hòa Thọ Đông, quận Cẩm Lệ": a commune's name before the unit that it is in.
  private func placeInUnit(at index: Int) -> Node? {
    guard index > 0, isCapitalizedWord(index), tokens[index - 1].kind == .word, inPlace.contains(key(index - 1)), !tokens[index].lineStart,
      !tokens[index].isAllCaps
    else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 4, !startsOtherName(index) else { return nil }
    // "xảy ra ở | Đồng Tâm đã đặt ra": a name that no person has.
    let isAt = key(index - 1) == Key.taij || key(index - 1) == atHome && !tokens[index - 1].isCapitalized
    // "SN 1994, ở | Lỗ Giao; …": where somebody lives, by two words.
    if isAt, key(index - 1) == atHome, run - index == 2, !knownNames.contains(hash(index..<run)), !isAfterPosition(index), continues(run),
      isMark(run, ",") || isMark(run, ";") || isMark(run, ")") || isMark(run, "("), !matches.starts(.position, at: run + 1),
      !isMark(run, "(") || headedUnit(run + 1) != nil || longest(.unit, at: run + 1) != nil, !opensPhrase(index)
    {
      return Node(type: .location, start: index, end: run, rule: "places:at", confidence: 0.75)
    }
    guard
      isAt && personRun(at: index) == nil && !opensPhrase(index)
        || isMark(run, ",") && continues(run + 1) && !tokens[run + 1].isCapitalized && headedUnit(run + 1) != nil, lexicon.namesUnit(tokens[index..<run])
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:in unit", confidence: 0.85)
  }

  /// A position, a body, a document or the head of one starts here.
  func startsOtherName(_ index: Int) -> Bool {
    matches.at(index).contains {
      switch $0.kind {
      case .position, .body, .bodyHead, .documentType, .event, .law, .honorific, .program: $0.keepsCase && $0.end - $0.start > 1
      default: false
      }
    }
  }

  /// The Union as a market or beside countries: "thị trường EU", "EU, Nhật Bản, Mỹ".
  func unionAsPlace(at index: Int) -> Bool {
    guard index < tokens.count, tokens[index].isAllCaps, key(index) == Key.eu else { return false }
    if index > 1, !tokens[index].lineStart, [Key.truwowngf, Key.vuwcj, Key.sang, Key.khoois].contains(key(index - 1)) { return true }
    func isCountry(_ at: Int) -> Bool { longest(.place, at: at).map { lexicon.field($0, 1, is: "country") } == true }
    let back = isMark(index - 1, ",") && lastEnd == index - 1 && lastType == .location && isCountry(lastStart)
    return back || isMark(index + 1, ",") && isCountry(index + 2)
  }

  /// Names after a unit word in lower case: "xã Đạo Viện", so that "Đạo Viện" alone is known.
  func learnPlaces() {
    var names = KeySet()
    for index in openings.indices where openings[index].intersects(.place) && !openings[index].intersects(.capital) && matches.starts(.placeHead, at: index) {
      // "Trưởng thôn Đinh Hyưk": the position's word, and no place.
      if index > 0, matches.ends(.position, before: index + 1), personRun(at: index + 1) != nil { continue }
      guard let head = longest(.placeHead, at: index) else { continue }
      // "cao tốc Đồng Đăng - Trà Lĩnh": both ends of a route.
      if routes.contains(key(head.end - 1)), isCapitalizedWord(head.end), isDash(capitalRun(head.end)), let route = headedPlace(at: index), route.start == index
      {
        for end in route.children where end.end - end.start > 1 && personRun(at: end.start) == nil { names.insert(hash(end.start..<end.end)) }
      }
      guard lexicon.field(head, 1, is: "unit") || features.contains(key(index)) && personRun(at: head.end) == nil, isCapitalizedWord(head.end),
        continues(head.end), let place = headedPlace(at: index), place.start == index,
        place.end - head.end >= 2, place.end == capitalRun(head.end)
      else { continue }
      names.insert(hash(head.end..<place.end))
    }
    knownPlaces = names
  }

  private func learnedPlace(at index: Int) -> Node? {
    let run = capitalRun(index)
    guard run - index >= 2, run - index < 5, knownPlaces.contains(hash(index..<run)), !isAfterHonorific(index) else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:named before", confidence: 0.85)
  }

  private func knownPlace(at index: Int, adjacent: Bool) -> Node? {
    let place = longest(.place, at: index)
    let unit = longest(.unit, at: index)
    guard let first = place ?? unit else { return nil }
    let match = unit.map { $0.end > first.end ? $0 : first } ?? first
    guard tokens[index].isCapitalized || match.kind == .place else { return nil }
    let isSingle = match.end - match.start == 1
    // "DN Trung Quốc": a country or province after an abbreviation that no name holds.
    let afterCode =
      index > 0 && tokens[index - 1].isAllCaps && !isSingle && match.end == capitalRun(index)
      && lexicon.field(match, match.kind == .place ? 1 : 2, is: match.kind == .place ? "country" : "province")
    if followsCapital(index), !adjacent, !afterCode, !isAfterHead(index), lastEnd != index,
      isSingle || !isSentenceStart(index - 1) || longest(.surname, at: index - 1) != nil || lexicon.isCompound(tokens[index - 1], tokens[index])
    {
      return nil
    }
    let joins =
      !isSingle && captionOpeners.contains(key(match.end)) && continues(match.end + 1) && tokens[match.end + 1].kind == .word
      && (match.kind == .place || lexicon.field(match, 2, is: "province")) && inPlace.contains(key(index - 1))
    if isCapitalizedWord(match.end), continues(match.end), tokens[match.end].spaceBefore, !joins, !startsOther(match.end), !opensPhrase(match.end),
      !isRomanNumber(match.end), key(match.end) != Word.khoa
    {
      // "Thái Bình Dương" is not "Thái Bình"; "Tổng thống Nga | Vladimir Putin" is two names.
      let next = longest(.place, at: match.end) ?? longest(.unit, at: match.end)
      // "từ Trung Quốc | NK vào Mỹ": a short form in the sentence, and no part of the name.
      let beforeCode =
        !isSingle && tokens[match.end].isAllCaps && !tokens[match.end - 1].isAllCaps && matches(at: match.end).isEmpty && continues(match.end + 1)
        && tokens[match.end + 1].kind == .word && !tokens[match.end + 1].isCapitalized
      guard match.kind == .place,
        lexicon.field(match, 1, is: "country")
          && (beforeCode || adjacent || isAfterHead(index)
            || next.map { $0.kind == .place && $0.end == capitalRun(match.end) && lexicon.field($0, 1, is: "country") } == true)
          || match.end - match.start > 1 && next.map({ $0.end - $0.start > 1 && $0.end == capitalRun(match.end) }) == true
      else { return nil }
    }
    if key(index - 1) == Key.tieengs
      || isSingle && match.kind == .place
        && (opensPhrase(index) || afterPeople.contains(key(match.end)) && continues(match.end) && !tokens[match.end].isCapitalized)
    {
      return nil
    }
    if key(index) == Key.hoof, match.end - index == 3, key(index + 1) == Key.chis { return nil }
    if isAfterHonorific(index), !isHome(match) { return nil }
    if key(match.end) == Key.hoas, continues(match.end) { return nil }
    if isSingle, match.kind == .place, continues(match.end), !tokens[match.end].isCapitalized, lexicon.isCompound(tokens[index], tokens[match.end]) {
      return nil
    }
    // "Vinh danh", "Vinh dự".
    if isSingle, key(index) == vinh, continues(match.end), honours.contains(key(match.end)) { return nil }
    if isSingle, match.kind == .unit, continues(match.end), !tokens[match.end].isCapitalized,
      opensPhrase(index) || lexicon.isCompound(tokens[index], tokens[match.end])
    {
      return nil
    }
    if isSingle, key(index) == duc, continues(match.end), holy.contains(key(match.end)) { return nil }
    if (lastEnd == index && lastType == .role && match.kind == .unit && !isAfterHead(index)) { return nil }
    if isSingle {
      if pronouns.contains(key(index)),
        isSentenceStart(index) || isCapitalizedWord(index + 1) && continues(index + 1) && personRun(at: index + 1) != nil && !isWestern(index + 1)
      {
        return nil
      }
      if longest(.honorific, at: index, keepsCase: false) != nil, isSentenceStart(index) { return nil }
      if index > 0, matches.exact(.honorific, index - 1, index) != nil, !matches.ends(.position, before: index) { return nil }
    }
    if index > 1, match.kind == .unit, matches.exact(.honorific, index - 1, index) != nil {
      return nil
    }
    return Node(
      type: .location, start: index, end: match.end, rule: .row(match), confidence: isSingle ? 0.8 : 0.93,
      children: match.kind == .place && match.end - index > 2
        ? inner(index, match.end).filter { $0.type == .organization || key(index) == Key.coong && $0.end == match.end }.filter { _ in key(index) != Key.nhaf }
        : [])
  }

  /// "lưu học sinh | Lào", "nghệ sĩ | Đắk Lắk": whom the noun counts come from there; no name has that form.
  private func isHome(_ match: Lexicon.Match) -> Bool {
    let isWide =
      match.kind == .place
      ? lexicon.field(match, 1, is: "country") || longest(.unit, at: match.start).map { $0.end == match.end && lexicon.field($0, 2, is: "province") } == true
      : lexicon.field(match, 2, is: "province")
    // "trẻ em Việt Nam": nobody is called that.
    if isWide, match.kind == .place, match.end - match.start > 1, match.end == capitalRun(match.start),
      longest(.surname, at: match.start) == nil || key(match.end - 1) == Key.nam
    {
      return true
    }
    return isWide && personRun(at: match.start) == nil && !personal.contains(key(match.start - 1)) && match.end == capitalRun(match.start)
  }

  /// The capitalized word before is the end of a body's or position's head, not of a longer name.
  private func isAfterHead(_ index: Int) -> Bool {
    guard matches.ends(anyOf: headKinds, before: index) else { return false }
    for back in 1...4 where index - back >= 0 {
      if matches(at: index - back).contains(where: {
        ($0.kind == .bodyHead || $0.kind == .placeHead || $0.kind == .position || $0.kind == .body || $0.kind == .field)
          && $0.end == index
      }) {
        return true
      }
    }
    return false
  }

  /// A known place of two words or more, or a feature's head, starts here: "cảng Cát Lái | TP HCM".
  func startsPlace(_ index: Int) -> Bool {
    if let match = longest(.place, at: index) ?? longest(.unit, at: index), match.end - index > 1, match.end == capitalRun(index) { return true }
    return longest(.placeHead, at: index, keepsCase: false).map { $0.end - $0.start > 1 } == true
  }

  /// Another name starts here: a person, a position or a body.
  func startsOther(_ index: Int) -> Bool {
    if longest(.position, at: index) != nil || longest(.body, at: index).map({ $0.end - $0.start > 1 || tokens[index].isAllCaps }) == true { return true }
    if longest(.bodyHead, at: index).map({ $0.end - $0.start > 1 || tokens[index].isAllCaps }) == true { return true }
    guard longest(.surname, at: index) != nil else { return false }
    let run = capitalRun(index)
    return run - index >= 2 && run - index <= 4
  }

  /// A commune or village named before its province in brackets: "Tân Phượng (Yên Bái)".
  func bracketedPlace(at index: Int) -> Node? {
    guard isCapitalizedWord(index), !followsCapital(index), !tokens[index].isAllCaps else { return nil }
    let run = capitalRun(index)
    guard run - index >= 2, run - index <= 4, isMark(run, "("), continues(run), !isAfterHonorific(index), !matches.ends(.position, before: index),
      run - index < 3 || personRun(at: index) == nil,
      (longest(.unit, at: run + 1) ?? longest(.place, at: run + 1)).map({ isMark($0.end, ")") && $0.end - $0.start > 1 }) == true
        || personRun(at: index) == nil && headedUnit(run + 1).map({ isMark($0.end, ")") }) == true
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:before its province", confidence: 0.8)
  }

  /// "cử tri Đinh Vũ Khuynh (| Kim Mã, Tây Hồ)": where the one named before is from.
  func homePlace(at index: Int) -> Node? {
    guard lastType == .person, lastEnd == index - 1, isMark(index - 1, "("), isCapitalizedWord(index), !tokens[index].isAllCaps else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 4, isMark(run, ","), continues(run + 1),
      let outer = longest(.unit, at: run + 1) ?? longest(.place, at: run + 1) ?? longest(.placeHead, at: run + 1),
      outer.kind == .placeHead ? headedUnit(run + 1).map({ isMark($0.end, ")") }) == true : isMark(outer.end, ")") && isCapitalizedWord(run + 1),
      !matches.starts(.position, at: index), !matches.starts(.bodyHead, at: index)
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:home", confidence: 0.8)
  }

  func isPlural(_ index: Int) -> Bool { index >= 0 && Word.plural.contains(key(index)) && (!isCapitalizedWord(index) || key(index) == Word.cac) }
}
