internal import Lexicon
internal import TextModel

/// "Anh hùng", "Đức Phật", "Anh em": a country's name starts another word.
private let afterPeople = WordSet("vua hùng em chị pháp cha mẹ ấy ta thư hai tử độ thuật dĩ lệnh luật chế lý quy")
/// Names that are also everyday words or parts of names: they need to stand alone.
/// These stand before a person's name alone.
private let personal = WordSet("ông bà anh chị cô chú bác em thầy cụ ngài cháu dì vua tên")
/// "Đức Pháp chủ", "Đức Phật": no country.
private let holy = WordSet("pháp phật thánh giám giáo chúa mẹ cha bổn hồng tăng ông bà")
private let junction = wordKey("ngã"), lanes = WordSet("ngõ hẻm ngách")
private let vinh = wordKey("vinh"), honours = WordSet("danh dự quang hạnh hiển nhục hoa")
private let duc = wordKey("đức"), east = wordKey("đông"), north = wordKey("bắc")
private let pronouns = WordSet("Anh Ý Áo Đông Tây")
private let numbered = WordSet("phường quận thôn tổ ấp khóm phố lộ QL đường đai bản xóm Q P buôn khu TL dân hẻm ngõ")
/// A feature word after one of these is the end of another word: yêu cầu, hoạt động, gia đình.
private let compoundBefore = WordSet("đồng thị lịch kịch khai phố độ yêu nhu vận hoạt lao gia hành tác phát chủ toàn biến khởi cảm hộ mở điều tự năng hội điện đông ven vùng miền điểm phiên đồi tiêu đầu già")
/// Units that are numbered, never named: "Tổ quốc" is no place.
private let duong = Key.dduwowngf, tinh = Key.tinhr, conWord = wordKey("con")
private let onlyNumbered = WordSet("tổ")
/// Levels whose names are all in the table: a family name after them starts a person's name.
private let listedLevels = WordSet("tỉnh huyện quận phố")
/// Kinds whose rows a place's name may complete.
private let headKinds = Lexicon.Kinds(.bodyHead, .placeHead, .position, .body, .field)
/// Provinces of before 1997 that had two names.
private let joinedProvinces: [[UInt64]] = ["Quảng Nam - Đà Nẵng", "Gia Lai - Kon Tum", "Vũng Tàu - Côn Đảo"].map { tokenize(Array($0.utf8)).map(\.key) }
/// Heads of lists behind a colon.
private let listedHeads = WordSet("đường phố phường xã huyện quận khẩu thôn trấn")
/// Units that may have a region's name: "xã Quảng Đông".
private let smallUnits = WordSet("xã phường thôn ấp")
/// A number before these counts: no street has it.
private let measured = WordSet("năm tháng ngày mét m km giờ tuổi tỷ triệu")
private let money = WordSet("triệu tỷ tỉ nghìn đồng")
/// Houses of a village or commune that are named by it: "chợ thị trấn Khánh Vĩnh".
private let housed = WordSet("chợ đêm đình hồ cầu hóa")
/// Features whose name stands for them: "đền Đông Cuông", then "người dân Đông Cuông". Streets are named for persons.
private let features = WordSet("đền chùa sông núi hồ đảo vịnh cảng sân bãi hang suối thác đèo khu làng cửa mỏ")
private let highland = WordSet("Đắk Đăk Đak Đắc Ea Ia Krông Cư Chư Kon Plei Nậm")
private let countrySyllables = WordSet("Việt Trung Mỹ Nga Nhật Hàn Lào Ấn Pháp Đức Triều Campuchia")
/// "văn bản 6", "nông thôn 90 %": a unit's word after these is the end of another word.
private let unitCompounds = WordSet("văn nhật phiên kịch xuất cơ nguyên ấn tái nông")
/// A number after these is theirs, and counts no units: "tổ 3 phường Nghĩa Đức".
private let numberOwners = WordSet("tổ thôn phường quận số tháng năm ngày phố ấp khóm lần thứ khóa kỳ quý bản xóm buôn khối đường lộ hẻm ngõ tiết điều khoản mục nhà khu")
/// Before a house's number: "số 69", "nhà 27".
/// Heads of streets, whose lists go on with names alone.
private let streets = WordSet("đường phố đại xa")
private let inPlace = WordSet("tại ở quán quê về từ đến là thuộc gồm")
private let houses = WordSet("số nhà")
private let taskKinds = Lexicon.Kinds(.action, .cue)
private let guests = wordKey("khách"), station = wordKey("ga")
private let atHome = wordKey("ở")
private let park = (wordKey("công"), wordKey("viên")), square = (wordKey("quảng"), wordKey("trường"))
private let pairs = WordSet("giao thông ba tư tốc sắt lộ tế khẩu phương mạng KKT")

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
    return headedPlace(at: index) ?? highlandPlace(at: index, adjacent: adjacent) ?? pairedCountry(at: index) ?? street(at: index) ?? listedStreet(at: index) ?? listedPlace(at: index) ?? unitOfHead(at: index) ?? lineStop(at: index) ?? placeInUnit(at: index)
  }

  /// "Đắk Wil", "Ea Kar", "Nậm Pồ": names of the highlands, by their word for water, hill or village, in any of its spellings.
  private func highlandPlace(at index: Int, adjacent: Bool) -> Node? {
    guard highland.contains(key(index)), isCapitalizedWord(index), isCapitalizedWord(index + 1), continues(index + 1), tokens[index + 1].spaceBefore, !tokens[index + 1].isAllCaps || tokens[index].isAllCaps,
      adjacent || !followsCapital(index), !isAfterHonorific(index), personRun(at: index).map({ $0 - index > 2 }) != true
    else { return nil }
    let run = capitalRun(index)
    let known = knownNameEnd(index)
    let end = known > index + 1 ? known : run - index < 4 ? run : index + 2
    return Node(type: .location, start: index, end: end, rule: "places:highland name", confidence: 0.85)
  }

  /// "số 69 | Phan Đình Phùng, Ba Đình": a street after its house's number.
  private func street(at index: Int) -> Node? {
    if let end = numberedStreet(at: index) { return Node(type: .location, start: index, end: end, rule: "places:numbered street", confidence: 0.8) }
    let house = isMark(index - 1, ",") && index > 3 && isMark(capitalRun(index), "(") && headedUnit(capitalRun(index) + 1) != nil ? index - 1 : index
    guard index > 2, houses.contains(key(house - 2)), tokens[house - 1].kind == .number, isCapitalizedWord(index), continues(index), !tokens[index - 1].lineStart, !tokens[index].isAllCaps, !matches.ends(.documentType, before: index - 2), !matches.ends(.bodyHead, before: index - 2) else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 5, continues(run), isMark(run, ",") || isMark(run, "(") || isMark(run, ")") || isDash(run), !startsOtherName(index) else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:street", confidence: 0.85)
  }

  /// "dự án Rivera Park, 69 | Vũ Trọng Phụng": right behind a number stands a street, and nobody.
  private func numberedStreet(at index: Int) -> Int? {
    guard index > 2, number(index - 1).map({ $0 > 1 && !(1900...2100).contains($0) }) ?? isNumberWord(index - 1), lastEnd < index - 1 || lastEnd > index, key(index - 2) != junction, continues(index), continues(index - 1), tokens[index - 1].spaceBefore, tokens[index].spaceBefore, isCapitalizedWord(index), !tokens[index].isAllCaps,
      isMark(index - 2, ",") && tokens[index - 3].kind == .word || tokens[index - 2].kind == .word && (tokens[index - 2].isCapitalized || houses.contains(key(index - 2))) || key(index - 2) == Key.taij || isMark(index - 2, "("), !numberOwners.contains(key(index - 2)) || houses.contains(key(index - 2))
    else { return nil }
    guard let end = personRun(at: index), end == capitalRun(index), end - index > 2, end - index < 5, !startsOtherName(index) else { return nil }
    // "Đội trưởng Quản lý thị trường số 14 | Hoàng Đại Nghĩa; …": a body's number.
    if key(index - 2) == Word.so, !isMark(end, ","), !isMark(end, "("), !isMark(end, ")") { return nil }
    return end
  }

  /// "quê quán | Hòa Thọ Đông, quận Cẩm Lệ": a commune's name before the unit that it is in.
  private func placeInUnit(at index: Int) -> Node? {
    guard index > 0, isCapitalizedWord(index), tokens[index - 1].kind == .word, inPlace.contains(key(index - 1)), !tokens[index].lineStart, !tokens[index].isAllCaps else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 4, !startsOtherName(index) else { return nil }
    // "xảy ra ở | Đồng Tâm đã đặt ra": a name that no person has.
    let isAt = key(index - 1) == Key.taij || key(index - 1) == atHome && !tokens[index - 1].isCapitalized
    // "SN 1994, ở | Lỗ Giao; …": where somebody lives, by two words.
    if isAt, key(index - 1) == atHome, run - index == 2, !knownNames.contains(hash(index..<run)), !isAfterPosition(index), continues(run), isMark(run, ",") || isMark(run, ";") || isMark(run, ")") || isMark(run, "("), !matches.starts(.position, at: run + 1), !isMark(run, "(") || headedUnit(run + 1) != nil || longest(.unit, at: run + 1) != nil, !opensPhrase(index) {
      return Node(type: .location, start: index, end: run, rule: "places:at", confidence: 0.75)
    }
    guard isAt && personRun(at: index) == nil && !opensPhrase(index) || isMark(run, ",") && continues(run + 1) && !tokens[run + 1].isCapitalized && headedUnit(run + 1) != nil, !lexicon.units(named: tokens[index..<run]).isEmpty else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:in unit", confidence: 0.85)
  }

  /// "(Ngọc Hồi - | Yên Viên - Như Quỳnh)": a stop of a line in brackets.
  private func lineStop(at index: Int) -> Node? {
    guard lastType == .location, lastEnd == index - 1, isDash(index - 1), tokens[index - 1].spaceBefore, isCapitalizedWord(index), continues(index) else { return nil }
    let run = capitalRun(index)
    guard run - index < 4, continues(run), isMark(run, ")") || isDash(run) && run - index > 1, !tokens[index].isAllCaps, !startsOtherName(index), (2...20).contains(where: { isMark(index - $0, "(") && !tokens[index - $0 + 1].lineStart }) else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:line stop", confidence: 0.75)
  }

  /// "đường Nguyễn Thái Bình, | Lê Thị Hồng Gấm, Hàm Nghi": streets of a list have persons' names.
  private func listedStreet(at index: Int) -> Node? {
    guard lastType == .location, lastEnd == index - 1, isMark(index - 1, ",") || key(index - 1) == Key.ddeens && !tokens[index].lineStart || (key(index - 1) == Word.va || isDash(index - 1)) && personRun(at: index).map({ !continues($0) || tokens[$0].kind == .mark || functionWords.contains(key($0)) }) == true, streetsEnd == lastEnd || streets.contains(key(lastStart)) && !tokens[lastStart].isAllCaps, isCapitalizedWord(index), continues(index) else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 5, !continues(run) || isMark(run, ",") || isMark(run, "…") || isMark(run, ".") || isMark(run, ")") || key(run) == Word.va, !startsOtherName(index), personRun(at: index) != nil || longest(.place, at: index) == nil && longest(.unit, at: index) == nil,
      !(isMark(run, ",") && matches.starts(.position, at: run + 1)), longest(.placeHead, at: index, keepsCase: false) == nil
    else { return nil }
    streetsEnd = run
    return Node(type: .location, start: index, end: run, rule: "places:listed street", confidence: 0.75)
  }

  /// "xã Mỹ Hưng, | Tam Hưng (huyện Thanh Oai)": a second unit under the first one's head.
  private func unitOfHead(at index: Int) -> Node? {
    guard lastType == .location, lastEnd == index - 1, isMark(index - 1, ","), Word.level.contains(key(lastStart)), !tokens[lastStart].isCapitalized, isCapitalizedWord(index), continues(index), !tokens[index].isAllCaps else { return nil }
    let run = capitalRun(index)
    guard run - index == 2 || run - index == 3, !continues(run) || isMark(run, ",") || isMark(run, ")") || isMark(run, "(") || isMark(run, ".") || key(run) == Word.va, longest(.unit, at: index) == nil, longest(.place, at: index) == nil, !startsOtherName(index), personRun(at: index) == nil || isMark(run, "("), !matches.starts(.position, at: run + 1),
      lexicon.units(named: tokens[index..<run]).contains(where: { row in !lexicon.table(.unit).field(row: row, column: 2, is: "province") })
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:unit of head", confidence: 0.8)
  }

  /// "Nghệ An, | Hồ Chí Minh, Sóc Trăng": a unit's name between places, which looks like a person's.
  private func listedPlace(at index: Int) -> Node? {
    guard lastType == .location, lastEnd == index - 1, isMark(index - 1, ","), isCapitalizedWord(index), continues(index) else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 4, isMark(run, ",") || isMark(run, ")") || key(run) == Word.va || isDash(run), continues(run), !startsOtherName(index), key(index) == Key.hoof || !isMark(run, ",") || !matches.starts(.position, at: run + 1),
      let next = longest(.unit, at: run + 1) ?? longest(.place, at: run + 1) ?? longest(.placeHead, at: run + 1), next.keepsCase, run - index == 2 && next.kind != .placeHead && next.end - next.start > 1 && next.end == capitalRun(next.start) || key(index) == Key.hoof && key(index + 1) == Key.chis || !lexicon.units(named: tokens[index..<run]).isEmpty
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:listed", confidence: 0.8)
  }

  /// A position, a body, a document or the head of one starts here.
  private func startsOtherName(_ index: Int) -> Bool {
    matches.at(index).contains {
      switch $0.kind {
      case .position, .body, .bodyHead, .documentType, .event, .law, .honorific, .program: $0.keepsCase && $0.end - $0.start > 1
      default: false
      }
    }
  }

  /// "quan hệ Trung - Việt", "căng thẳng Mỹ – Trung": each a country by one syllable.
  private func pairedCountry(at index: Int) -> Node? {
    guard countrySyllables.contains(key(index)), isCapitalizedWord(index), capitalRun(index) == index + 1, !followsCapital(index) else { return nil }
    let pairsOn = isDash(index + 1) && continues(index + 2) && countrySyllables.contains(key(index + 2)) && isCapitalizedWord(index + 2) && capitalRun(index + 2) == index + 3
    let pairsBack = isDash(index - 1) && index > 1 && countrySyllables.contains(key(index - 2)) && isCapitalizedWord(index - 2) && !followsCapital(index - 2) && !tokens[index].lineStart
    guard pairsOn || pairsBack else { return nil }
    return Node(type: .location, start: index, end: index + 1, rule: "places:paired country", confidence: 0.85)
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
    for index in tokens.indices where opens(.place, at: index) && !tokens[index].isCapitalized && matches.starts(.placeHead, at: index) {
      // "Trưởng thôn Đinh Hyưk": the position's word, and no place.
      if index > 0, matches.ends(.position, before: index + 1), personRun(at: index + 1) != nil { continue }
      guard let head = longest(.placeHead, at: index), lexicon.field(head, 1, is: "unit") || features.contains(key(index)) && personRun(at: head.end) == nil, isCapitalizedWord(head.end), continues(head.end), let place = headedPlace(at: index), place.start == index,
        place.end - head.end >= 2, place.end == capitalRun(head.end)
      else { continue }
      names.insert(hash(head.end..<place.end))
    }
    knownPlaces = names
  }

  private func learnedPlace(at index: Int) -> Node? {
    let run = capitalRun(index)
    guard run - index >= 2, run - index < 5, knownPlaces.contains(hash(index..<run)), !isAfterHonorific(index), longest(.unit, at: index).map({ $0.end < run }) ?? true else { return nil }
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
    let afterCode = index > 0 && tokens[index - 1].isAllCaps && !isSingle && match.end == capitalRun(index) && lexicon.field(match, match.kind == .place ? 1 : 2, is: match.kind == .place ? "country" : "province")
    if followsCapital(index), !adjacent, !afterCode, !isAfterHead(index), lastEnd != index, isSingle || !isSentenceStart(index - 1) || longest(.surname, at: index - 1) != nil || lexicon.isCompound(tokens[index - 1], tokens[index]) { return nil }
    let joins = !isSingle && captionOpeners.contains(key(match.end)) && continues(match.end + 1) && tokens[match.end + 1].kind == .word && (match.kind == .place || lexicon.field(match, 2, is: "province")) && inPlace.contains(key(index - 1))
    if isCapitalizedWord(match.end), continues(match.end), tokens[match.end].spaceBefore, !joins, !startsOther(match.end), !opensPhrase(match.end), !isRomanNumber(match.end), key(match.end) != Word.khoa {
      // "Thái Bình Dương" is not "Thái Bình"; "Tổng thống Nga | Vladimir Putin" is two names.
      let next = longest(.place, at: match.end) ?? longest(.unit, at: match.end)
      guard match.kind == .place, lexicon.field(match, 1, is: "country") && (adjacent || isAfterHead(index) || next.map { $0.kind == .place && $0.end == capitalRun(match.end) && lexicon.field($0, 1, is: "country") } == true) || match.end - match.start > 1 && next.map({ $0.end - $0.start > 1 && $0.end == capitalRun(match.end) }) == true else { return nil }
    }
    if key(index - 1) == Key.tieengs || isSingle && match.kind == .place && (opensPhrase(index) || afterPeople.contains(key(match.end)) && continues(match.end) && !tokens[match.end].isCapitalized) { return nil }
    if key(index) == Key.hoof, match.end - index == 3, key(index + 1) == Key.chis { return nil }
    if isAfterHonorific(index), !isHome(match) { return nil }
    if key(match.end) == Key.hoas, continues(match.end) { return nil }
    if isSingle, match.kind == .place, continues(match.end), !tokens[match.end].isCapitalized, lexicon.isCompound(tokens[index], tokens[match.end]) { return nil }
    // "Vinh danh", "Vinh dự".
    if isSingle, key(index) == vinh, continues(match.end), honours.contains(key(match.end)) { return nil }
    if isSingle, match.kind == .unit, continues(match.end), !tokens[match.end].isCapitalized, opensPhrase(index) || lexicon.isCompound(tokens[index], tokens[match.end]) { return nil }
    if isSingle, key(index) == duc, continues(match.end), holy.contains(key(match.end)) { return nil }
    if (lastEnd == index && lastType == .role && match.kind == .unit && !isAfterHead(index)) { return nil }
    if isSingle {
      if pronouns.contains(key(index)), isSentenceStart(index) || isCapitalizedWord(index + 1) && continues(index + 1) && personRun(at: index + 1) != nil && !isWestern(index + 1) { return nil }
      if longest(.honorific, at: index, keepsCase: false) != nil, isSentenceStart(index) { return nil }
      if index > 0, matches.exact(.honorific, index - 1, index) != nil, !matches.ends(.position, before: index) { return nil }
    }
    if index > 1, match.kind == .unit, matches.exact(.honorific, index - 1, index) != nil {
      return nil
    }
    return Node(
      type: .location, start: index, end: match.end, rule: .row(match), confidence: isSingle ? 0.8 : 0.93,
      children: match.kind == .place && match.end - index > 2 ? inner(index, match.end).filter { $0.type == .organization || key(index) == Key.coong && $0.end == match.end }.filter { _ in key(index) != Key.nhaf } : [])
  }

  /// "lưu học sinh | Lào", "nghệ sĩ | Đắk Lắk": whom the noun counts come from there; no name has that form.
  private func isHome(_ match: Lexicon.Match) -> Bool {
    let isWide = match.kind == .place ? lexicon.field(match, 1, is: "country") || longest(.unit, at: match.start).map { $0.end == match.end && lexicon.field($0, 2, is: "province") } == true : lexicon.field(match, 2, is: "province")
    // "trẻ em Việt Nam": nobody is called that.
    if isWide, match.kind == .place, match.end - match.start > 1, match.end == capitalRun(match.start), longest(.surname, at: match.start) == nil || key(match.end - 1) == Key.nam { return true }
    return isWide && personRun(at: match.start) == nil && !personal.contains(key(match.start - 1)) && match.end == capitalRun(match.start)
  }

  /// The capitalized word before is the end of a body's or position's head, not of a longer name.
  private func isAfterHead(_ index: Int) -> Bool {
    guard matches.ends(anyOf: headKinds, before: index) else { return false }
    for back in 1...4 where index - back >= 0 {
      if matches(at: index - back).contains(where: {
        ($0.kind == .bodyHead || $0.kind == .placeHead || $0.kind == .position || $0.kind == .body || $0.kind == .field)
          && $0.end == index
      }) { return true }
    }
    return false
  }

  private func headedPlace(at index: Int) -> Node? {
    guard let head = longest(.placeHead, at: index, keepsCase: false), continues(head.end) else { return nil }
    let isUnit = lexicon.field(head, 1, is: "unit")
    if key(index) == Key.hoof, key(head.end) == Key.chis { return nil }
    // "BẢO HIỂM XÃ HỘI", "HỒ SƠ VÀ QUY TRÌNH …": other words of a heading in capitals.
    if tokens[index].isAllCaps, !tokens[index].isSingle, key(index) == Key.xax && key(head.end) == Key.hooij || !isUnit && head.end - index == 1 && capitalRun(index) - index > 5 { return nil }
    if tokens[index].isSingle, isMark(head.end, "."), head.end + 1 < tokens.count, tokens[head.end + 1].isSingle, tokens[head.end + 1].kind == .word { return nil }
    if tokens[index].isSingle && isMark(index - 1, ":") || key(index) == Key.phoos && key(index - 1) == Key.thanhf { return nil }
    if !isUnit, head.end - head.start == 1, index > 0, !tokens[index].isCapitalized, key(index) != Key.nuwowcs, compoundBefore.contains(key(index - 1)), key(index) != duong || key(index - 1) != Key.mowr || personRun(at: head.end) == nil { return nil }
    if isUnit, head.end - head.start == 1, index > 0, !tokens[index].isCapitalized, !tokens[index].lineStart, unitCompounds.contains(key(index - 1)) { return nil }
    if index > 0, key(index) == Key.bang && key(index - 1) == Key.lieen || key(index) == Key.keenh && key(index - 1) == Key.qua { return nil }
    if onlyNumbered.contains(key(index)), head.end == index + 1, head.end < tokens.count, tokens[head.end].kind != .number, document.utf8[Int(tokens[head.end].start)] > 0x39 { return nil }
    if tokens[index].isCapitalized, personRun(at: index) != nil, lastEnd == index && lastType == .role || isAfterHonorific(index) { return nil }
    // "TỈNH ỦY" is a body; "xã NTM kiểu mẫu" has no name.
    if startsCommittee(index) { return nil }
    if isUnit, !tokens[index].isAllCaps, key(head.end - 1) != Key.phoos, tokens[head.end].isAllCaps, tokens[head.end].kind == .word, !tokens[head.end].isSingle, capitalRun(head.end) == head.end + 1, knownNameEnd(head.end) == head.end, !isRomanNumber(head.end), !isNumberWord(head.end) { return nil }
    let headWord = key(head.end - 1)
    if head.end - head.start == 1, tokens[index].isCapitalized, !isUnit, personRun(at: index).map({ $0 - index > 2 }) == true, number(index - 1) == nil && personRun(at: index + 1) == nil || key(index) != duong { return nil }
    if tokens[head.start].isSingle && !tokens[head.start].isCapitalized { return nil }
    var start = head.end
    if isMark(start, "."), tokens[head.start].isCapitalized, !tokens[start].spaceBefore { start += 1 }
    if key(start) == Word.so, continues(start + 1), tokens[start + 1].kind == .number, !isUnit { start += 1 }
    // "khu đô thị mới | Đa Phước", "cảng Container | quốc tế Hải Phòng".
    if !isUnit, head.end - head.start > 1 || tokens[head.start].isAllCaps, key(start) == Key.quoocs, key(start + 1) == Key.tees, continues(start + 2), isCapitalizedWord(start + 2) { start += 2 }
    // "kết luận của thành phố | Tại quận 9, …": a crawler joined the next sentence.
    guard continues(start), !startsSentence(start) else { return nil }
    if tokens[head.start].isSingle || (start > head.end && tokens[start].spaceBefore) {
      // "Q.1", "P. Bến Nghé", "TP. Huế": an abbreviation stands before a number or a known name only.
      guard tokens[start].kind == .number && start > head.end || knownNameEnd(start) > start else { return nil }
    }
    // "trụ sở | TP Biên Hòa": where it stands.
    if headWord == Key.sowr, tokens[start].isAllCaps, headedUnit(start) != nil { return nil }
    if headWord == Key.sowr || headWord == guests || headWord == Key.tichs || headWord == Key.truwowngf && key(index) == Key.hooij, isCapitalizedWord(start), let owner = body(at: start), owner.start == start {
      // "trụ sở Trung ương Đảng", "Khu di tích Trung đoàn 52": a house named by its body.
      return key(start) == Key.coong || key(start) == Key.ubnd ? nil : Node(type: .location, start: index, end: owner.end, rule: .row(head), confidence: 0.8, children: [owner])
    }
    if !isUnit, tokens[start].isCapitalized, let other = longest(.placeHead, at: start, keepsCase: false), other.end - start > 1, place(at: start) != nil, key(index) == duong { return nil }
    if longest(.position, at: start) != nil || longest(.body, at: start) != nil && headWord != Key.sowr && headWord != Key.nhaf && !(key(index) == duong && head.end - head.start == 1 && key(index - 1) != conWord && capitalRun(start) == start + 2 && !tokens[start].isAllCaps && longest(.bodyHead, at: start) == nil) && longest(.unit, at: start) == nil && longest(.place, at: start) == nil { return nil }
    if let region = longest(.place, at: start), isUnit, !smallUnits.contains(headWord) || tokens[start].isAllCaps || region.end < capitalRun(start), longest(.unit, at: start) == nil, lexicon.field(region, 1, is: "region"), headWord != tinh || region.end - start < 2 || number(index - 1) != nil || Word.plural.contains(key(index - 1)) { return nil }
    // Abbreviations (TP, TT, Q, P, H, X) name a unit only before a name.
    var end = nameEnd(at: start, isUnit: isUnit)
    // "nút giao Nguyễn Văn Linh": named for a person.
    if !isUnit, end > start, let named = personRun(at: start), named > end, named - start < 5 { end = named }
    if end == start, numbered.contains(headWord), key(index) != Key.thanhf, tokens[start].kind == .number || isNumberWord(start) {
      end = start + 1
      // "chặng đường 60 năm".
      if continues(end), tokens[end].kind == .word, isUnit ? money.contains(key(end)) : measured.contains(key(end)) { return nil }
      if !isUnit, isMark(end, "/"), number(end + 1) != nil { end += 2 }
      // "ngõ 61 Lạc Trung": of a street.
      if lanes.contains(headWord), isCapitalizedWord(end), continues(end), case let street = capitalRun(end), street - end > 1, street - end < 5, !startsOther(end) || personRun(at: end) == street, !opensPhrase(end) { end = street }
      if tokens[start].end - tokens[start].start > 4 { return nil }
    }
    if end == start, !isUnit, head.end - head.start > 2 || housed.contains(headWord) && headedUnit(start) != nil, let inside = place(at: start) {
      return Node(type: .location, start: index, end: inside.end, rule: .row(head), confidence: 0.85, children: [inside])
    }
    if lexicon.field(head, 1, is: "state") || headWord == Key.nuwowcs && head.end - head.start == 1 {
      guard let country = longest(.place, at: start), lexicon.field(country, 1, is: "country"), country.end - start > 2 || tokens[start].isAllCaps && country.end - start > 1 || headWord != Key.nuwowcs else { return nil }
      return Node(type: .location, start: index, end: country.end, rule: .row(country), confidence: 0.9)
    }
    // "Công viên 23/9", "Quảng trường 30/10": named for a day.
    if end == start, key(index) == park.0 && key(index + 1) == park.1 || key(index) == square.0 && key(index + 1) == square.1, head.end == index + 2, let day = dayMonth(at: start, needsYear: false) {
      return Node(type: .location, start: index, end: day, rule: .row(head), confidence: 0.85)
    }
    // "Chủ tịch UBND tỉnh Yên ...": cut off by the page.
    if end == start, isUnit, isCapitalizedWord(start), capitalRun(start) == start + 1, isMark(start + 1, ".") || isMark(start + 1, "…"), tokens[start + 1].spaceBefore { end = start + 1 }
    guard end > start else { return nil }
    if headWord == tinh, end - start > 1, personRun(at: start).map({ $0 > end }) == true, longest(.unit, at: start).map({ lexicon.field($0, 2, is: "province") }) != true { return nil }
    // "phường Mỹ Đình 1, quận Nam Từ Liêm".
    if isUnit, end > start, continues(end), tokens[end].kind == .number, tokens[end].isSingle, Word.level.contains(headWord), isMark(end + 1, ",") || isMark(end + 1, ")"), !(end + 2 < tokens.count && tokens[end + 2].kind == .number) { end += 1 }
    // "phát triển khu du lịch | Việt Nam": the country's, and no one place.
    if !isUnit, key(index) == Key.khu, head.end - index == 3, !isDash(end), let country = longest(.place, at: start), country.end == end, lexicon.field(country, 1, is: "country") { return nil }
    // "biên giới Việt – Lào": of two countries.
    if key(head.end - 1) == Key.giowis, countrySyllables.contains(key(start)) { return nil }
    // "các nước Cộng hòa Pháp, Vương quốc Bỉ".
    if key(index) == Key.nuwowcs, index > 0, Word.plural.contains(key(index - 1)) { return nil }
    // "xã biên giới Đắk Wil": what kind of commune.
    if !isUnit, index > 0, Word.level.contains(key(index - 1)), key(head.end - 1) == Key.giowis { return nil }
    // "tỉnh Quảng Nam - Đà Nẵng", "tỉnh Gia Lai – Kon Tum": provinces that were one.
    if headWord == tinh, isDash(end), continues(end + 1), !(index > 0 && (Word.plural.contains(key(index - 1)) || number(index - 1) != nil)), let joined = joinedProvinces.first(where: { matchesWords($0, start) && isDash(start + 2) }) { end = start + joined.count }
    if key(index) == Key.khoois, tokens[start].isAllCaps || isDash(end) { return nil }
    var children: [Node] = []
    if !isUnit, head.end - head.start > 2, let province = longest(.unit, at: start), province.end == end, lexicon.field(province, 2, is: "province") {
      children = [Node(type: .location, start: start, end: end, rule: .row(province), confidence: 0.85)]
    }
    if !isUnit, pairs.contains(headWord), isDash(end), continues(end + 1), isCapitalizedWord(end + 1), key(end + 1) != Key.anhr {
      children = [Node(type: .location, start: start, end: end, rule: "places:route end")]
      while isDash(end), continues(end + 1), isCapitalizedWord(end + 1), key(end + 1) != Key.anhr {
        let next = place(at: end + 1)?.end ?? nameEnd(at: end + 1, isUnit: false)
        guard next > end + 1 else { break }
        children.append(Node(type: .location, start: end + 1, end: next, rule: "places:route end"))
        end = next
      }
    }
    // "hành lang kinh tế Đông - Tây": two quarters of the sky.
    if key(start) == east || key(start) == north && key(end - 1) == Key.nam { children = [] }
    // "nhà ga T3 | Tân Sơn Nhất": of the airport.
    if !isUnit, key(head.end - 1) == station, continues(end), isCapitalizedWord(end), tokens[end - 1].end - tokens[end - 1].start == 2, hasDigit(end - 1), let port = longest(.place, at: end), port.end == capitalRun(end) {
      children.append(Node(type: .location, start: end, end: port.end, rule: .row(port), confidence: 0.85))
      end = port.end
    }
    // "Khu công nghiệp Nhân Cơ 2", "nhà ga T3".
    if !isUnit, head.end - head.start > 1 || tokens[index].isAllCaps, continues(end), tokens[end].kind == .number, tokens[end].isSingle, !(continues(end + 1) && (measured.contains(key(end + 1)) || key(end + 1) == Key.giai)), !isMark(end + 1, "/"), !isMark(end + 1, ".") || end + 2 == tokens.count || tokens[end + 2].spaceBefore || tokens[end + 2].lineStart, key(end + 1) != Word.thang, !(isMark(end + 1, ",") && end + 2 < tokens.count && tokens[end + 2].kind == .number) { end += 1 }
    // "4 khu xử lý rác Đa Phước, Phước Hiệp và …", "các sân bay Nội Bài, Đà Nẵng".
    let listsFeatures = !isUnit && children.isEmpty && index > 0 && !tokens[index].lineStart && (Word.plural.contains(key(index - 1)) || number(index - 1).map({ $0 > 1 && $0 < 30 }) == true && index > 1 && !numberOwners.contains(key(index - 2))) && (isMark(end, ",") || key(end) == Word.va) && isCapitalizedWord(end + 1) && continues(end + 1)
    let isPlural = listsFeatures || index > 0 && isUnit && countsList(index, end) || index > 0 && Word.plural.contains(key(index - 1)) && (isUnit || longest(.unit, at: start).map { $0.end == end && lexicon.field($0, 2, is: "province") } == true)
    return Node(
      type: .location, start: isPlural ? start : index, end: end, rule: .row(head), confidence: 0.92,
      children: children)
  }

  /// "3 thôn Thuận Tân, Thuận Hòa và Thuận Thành": the unit's word belongs to all names of the list.
  private func countsList(_ index: Int, _ end: Int) -> Bool {
    guard let count = number(index - 1), count > 1, count < 100, index > 1, !tokens[index].lineStart, tokens[index - 1].spaceBefore || tokens[index - 1].lineStart, !numberOwners.contains(key(index - 2)), !isMark(index - 2, "/"), !isDash(index - 2) else { return false }
    return (isMark(end, ",") || key(end) == Word.va) && continues(end + 1) && isCapitalizedWord(end + 1)
  }

  /// "N2", "14D".
  private func isNumberWord(_ index: Int) -> Bool {
    tokens[index].kind == .word && (tokens[index].isCapitalized || document.utf8[Int(tokens[index].start)] <= 0x39 && tokens[index].end - tokens[index].start <= 4)
      && document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)].contains { $0 >= 48 && $0 <= 57 }
  }

  /// One past the name at `start`: a unit's name from the table, else the capitalized run (four words at most).
  private func nameEnd(at start: Int, isUnit: Bool) -> Int {
    // "huyện vĩnh Lợi", "tỉnh Lạng sơn": one capital of a unit's two.
    if isUnit, start + 2 < tokens.count, continues(start + 1), isCapitalizedWord(start) != isCapitalizedWord(start + 1), tokens[start + 1].kind == .word, let loose = longest(.unit, at: start, keepsCase: false), loose.end == start + 2, loose.kind == .unit, longest(.unit, at: start) == nil, longest(.place, at: start) == nil,
      !(continues(start + 2) && !tokens[start + 1].isCapitalized && lexicon.isCompound(tokens[start + 1], tokens[start + 2])), tokens[start + 1].isCapitalized || !functionWords.contains(key(start + 1)) && !matches.starts(anyOf: taskKinds, at: start + 1) { return loose.end }
    guard isCapitalizedWord(start) else { return start }
    if let known = longest(.unit, at: start) ?? longest(.place, at: start), known.end - start > 1 || capitalRun(start) == start + 1 && !(!isUnit && continues(known.end) && lexicon.isCompound(tokens[start], tokens[known.end])) {
      if !isCapitalizedWord(known.end) || !continues(known.end) || known.end - start > 2 && opensPhrase(known.end) || matches.starts(anyOf: taskKinds, at: known.end) && continues(known.end + 1) && !isCapitalizedWord(known.end + 1) { return known.end }
    }
    let run = capitalRun(start)
    if isUnit {
      let end = knownNameEnd(start)
      // "Phó Chủ tịch UBND tỉnh | Phan Đình Phùng": a commune's name, and no province's.
      if end == run, end - start > 2, personRun(at: start) == end, key(start - 1) == tinh, isHeldUnit(start - 1) || isHeldBody(start - 1), !lexicon.units(named: tokens[start..<end]).contains(where: { lexicon.table(.unit).field(row: $0, column: 2, is: "province") }) { return start }
      // "Thị trưởng thành phố Lima | Rafael Lopez".
      if isHeldUnit(start - 1) || isHeldUnit(start - 2), let city = longest(.place, at: start), city.end < run, end <= city.end { return city.end }
      // "Phó Chủ tịch UBND TP | Lê Hồng Sơn": a unit's name starts the holder's.
      if end > start, end < run, !startsOther(end), let person = personRun(at: start), person > end, person - start > 2, isHeldUnit(start - 1) || isHeldBody(start - 1) { return start }
      if end > start, end == run || startsOther(end) || end - start > 1 { return end }
      if key(start - 1) == tinh, isHeldUnit(start - 1) || isHeldBody(start - 1) { return start }
    }
    // "quê quán: Phường Trần Đăng Ninh, thành phố Nam Định": named for a person, in its unit.
    if isUnit, run - start < 4, isMark(run, ","), continues(run + 1), Word.level.contains(key(start - 1)), headedUnit(run + 1) != nil, !isHeldUnit(start - 1), !isHeldBody(start - 1), !matches.ends(.bodyHead, before: start - 1) { return run }
    if knownNames.contains(hash(start..<min(run, start + 4))) || (isUnit && personRun(at: start) != nil && (run - start > 2 || listedLevels.contains(key(start - 1)) && isHeldUnit(start - 1))) { return start }
    if opensPhrase(run - 1) || run - start == 1 && continues(run) && lexicon.isCompound(tokens[start], tokens[run]) { return run - start > 1 ? nameEnd(start, run - 1) : start }
    return nameEnd(start, run)
  }

  /// A position stands before the unit word: "Chủ tịch huyện Nguyễn Văn An".
  private func isHeldUnit(_ index: Int) -> Bool {
    for back in 1...5 where index - back >= 0 && matches(at: index - back).contains(where: { $0.kind == .position && $0.end == index }) { return true }
    return false
  }

  /// A body stands before the unit word, and a position before it: "Phó Chủ tịch UBND tỉnh Cao Huy".
  private func isHeldBody(_ index: Int) -> Bool {
    for back in 1...4 where index - back >= 0 && matches(at: index - back).contains(where: { $0.kind == .bodyHead && $0.end == index }) { return isHeldUnit(index - back) }
    return false
  }

  private func nameEnd(_ start: Int, _ run: Int) -> Int {
    for inside in start..<run where inside > start && (tokens[inside].isSingle && isMark(inside + 1, ".") && number(inside + 2) != nil || cutsName(inside, start, run) || startsPlace(inside) || startsSentence(inside)) { return inside }
    return min(run, start + 4)
  }

  /// Another name starts inside a place's: "thôn Hương | Quế Đông" is none, since no person is left with two syllables after one.
  private func cutsName(_ inside: Int, _ start: Int, _ run: Int) -> Bool {
    guard startsOther(inside) else { return false }
    return inside > start + 1 || run - inside > 2 || tokens[inside].isAllCaps && !tokens[inside].isSingle || longest(.position, at: inside) != nil || longest(.body, at: inside) != nil || longest(.bodyHead, at: inside) != nil
  }

  /// One past the longest unit name of the table that starts here.
  private func knownNameEnd(_ start: Int) -> Int {
    var end = min(capitalRun(start), start + 5)
    while end > start {
      if !lexicon.units(named: tokens[start..<end]).isEmpty { return end }
      end -= 1
    }
    return max(start, longest(.place, at: start)?.end ?? start)
  }

  /// A known place of two words or more, or a feature's head, starts here: "cảng Cát Lái | TP HCM".
  private func startsPlace(_ index: Int) -> Bool {
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
    guard run - index >= 2, run - index <= 4, isMark(run, "("), continues(run), !isAfterHonorific(index), !matches.ends(.position, before: index), run - index < 3 || personRun(at: index) == nil,
      (longest(.unit, at: run + 1) ?? longest(.place, at: run + 1)).map({ isMark($0.end, ")") && $0.end - $0.start > 1 }) == true || personRun(at: index) == nil && headedUnit(run + 1).map({ isMark($0.end, ")") }) == true
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:before its province", confidence: 0.8)
  }

  /// "cử tri Đinh Vũ Khuynh (| Kim Mã, Tây Hồ)": where the one named before is from.
  func homePlace(at index: Int) -> Node? {
    guard lastType == .person, lastEnd == index - 1, isMark(index - 1, "("), isCapitalizedWord(index), !tokens[index].isAllCaps else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 4, isMark(run, ","), continues(run + 1), let outer = longest(.unit, at: run + 1) ?? longest(.place, at: run + 1) ?? longest(.placeHead, at: run + 1), outer.kind == .placeHead ? headedUnit(run + 1).map({ isMark($0.end, ")") }) == true : isMark(outer.end, ")") && isCapitalizedWord(run + 1), !matches.starts(.position, at: index), !matches.starts(.bodyHead, at: index) else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:home", confidence: 0.8)
  }

  private func isPlural(_ index: Int) -> Bool { index >= 0 && Word.plural.contains(key(index)) && !isCapitalizedWord(index) }

  /// "các tuyến đường: | Nguyễn Thị Định, Lê Phụng Hiểu", "02 xã: | Đạo Viện, Phú Thịnh": names behind a plural head with a colon.
  func placesListed(at colon: Int) -> [Node]? {
    guard listedHeads.contains(key(colon - 1)), colon > 2, !tokens[colon].lineStart, (2...5).contains(where: { colon - $0 >= 0 && (Word.plural.contains(key(colon - $0)) || number(colon - $0) != nil && key(colon - $0 + 1) != Word.thang) }) else { return nil }
    var nodes: [Node] = []
    var start = colon + 1
    while continues(start), isCapitalizedWord(start) {
      let named = place(at: start)
      let end = named?.end ?? capitalRun(start)
      guard end - start < 6, named != nil || end - start > 1 && end - start < 5 && !startsOtherName(start) else { break }
      nodes.append(named ?? Node(type: .location, start: start, end: end, rule: "places:shared head", confidence: 0.8))
      start = afterBracketedUnit(end, &nodes)
      if isMark(start, ",") || isMark(start, ";") || key(start) == Word.va || isDash(start) { start += 1 } else { break }
    }
    return nodes.count > 1 ? nodes : nil
  }

  /// Names that go on a list after a shared plural head: "các huyện Krông Nô, Cư Jút và Đắk Mil".
  func sharedHeadNames(after node: Node) -> [Node] {
    if key(node.end) == Word.va, continues(node.end + 1), isCapitalizedWord(node.end + 1), node.rule.isRow(.placeHead) {
      // "xã Trường Giang và Lục Sơn": the second name is a unit's too.
      let start = node.end + 1
      let run = capitalRun(start)
      if run - start >= 2, knownNameEnd(start) == run, personRun(at: start) == nil || longest(.unit, at: start) != nil || !lexicon.units(named: tokens[start..<run]).isEmpty {
        return [Node(type: .location, start: start, end: run, rule: "places:shared head", confidence: 0.8)]
      }
    }
    if let listed = unitsListed(after: node) { return listed }
    guard node.start > 1, node.type == .location, isCapitalizedWord(node.start) && node.rule.isRow(.placeHead) && (4...5).contains(where: { isPlural(node.start - $0) && longest(.placeHead, at: node.start - $0 + 1, keepsCase: false)?.end == node.start }) || isPlural(node.start - 2) || isPlural(node.start - 3) || isCapitalizedWord(node.start) && node.rule.isRow(.placeHead) && (countsList(node.start - 1, node.end) || countsList(node.start - 2, node.end) || (3...5).contains(where: { countsList(node.start - $0, node.end) && longest(.placeHead, at: node.start - $0, keepsCase: false)?.end == node.start })) else { return [] }
    var nodes: [Node] = []
    var index = afterBracketedUnit(node.end, &nodes)
    while isMark(index, ",") || key(index) == Word.va, continues(index + 1), isCapitalizedWord(index + 1) {
      let end = nameEnd(at: index + 1, isUnit: true)
      guard end > index + 1, longest(.placeHead, at: index + 1, keepsCase: false).map({ $0.end >= end }) != true, longest(.position, at: index + 1) == nil else { break }
      nodes.append(Node(type: .location, start: index + 1, end: end, rule: "places:shared head", confidence: 0.85))
      index = afterBracketedUnit(end, &nodes)
    }
    return nodes
  }

  /// "xã Cự Khê, | Mỹ Hưng, Tam Hưng": one unit's word for all, when each name is a unit's.
  private func unitsListed(after node: Node) -> [Node]? {
    guard node.rule.isRow(.placeHead), Word.level.contains(key(node.start)) || smallUnits.contains(key(node.start)), !tokens[node.start].isCapitalized, isMark(node.end, ",") else { return nil }
    var nodes: [Node] = []
    var end = node.end
    while isMark(end, ",") || key(end) == Word.va && !nodes.isEmpty, continues(end + 1), isCapitalizedWord(end + 1) {
      let start = end + 1
      let run = capitalRun(start)
      guard run - start > 1, run - start < 4, longest(.place, at: start) == nil, longest(.unit, at: start).map({ $0.end == run && lexicon.field($0, 2, is: "province") }) != true, !lexicon.units(named: tokens[start..<run]).isEmpty, longest(.placeHead, at: start, keepsCase: false) == nil, !matches.starts(.position, at: run + 1), continues(run) else { break }
      nodes.append(Node(type: .location, start: start, end: run, rule: "places:shared head", confidence: 0.8))
      end = run
    }
    return nodes.count > 1 ? nodes : nil
  }

  /// "các xã Tân Tiến | (huyện Hưng Hà), Thái Phương và Phúc Khánh": the list goes on behind where one of them lies.
  private func afterBracketedUnit(_ index: Int, _ nodes: inout [Node]) -> Int {
    guard isMark(index, "("), continues(index + 1), let unit = headedUnit(index + 1), isMark(unit.end, ")"), isMark(unit.end + 1, ",") || key(unit.end + 1) == Word.va, isCapitalizedWord(unit.end + 2) else { return index }
    nodes.append(unit)
    return unit.end + 1
  }
}
