internal import Lexicon
internal import TextModel

/// A feature word after one of these is the end of another word: yêu cầu, hoạt động, gia đình.
private let compoundBefore = WordSet(
  "đồng thị lịch kịch khai phố độ yêu nhu vận hoạt lao gia hành tác phát chủ toàn biến khởi cảm hộ mở điều tự năng hội điện đông ven vùng miền điểm phiên đồi tiêu đầu già"
)
/// Units that are numbered, never named: "Tổ quốc" is no place.
private let duong = Key.dduwowngf, tinh = Key.tinhr, conWord = Key.con, ship = Key.tauf
private let onlyNumbered = WordSet("tổ")
/// Levels whose names are all in the table: a family name after them starts a person's name.
private let listedLevels = WordSet("tỉnh huyện quận phố")
/// Provinces of before 1997 that had two names.
private let joinedProvinces: [[UInt64]] = ["Quảng Nam - Đà Nẵng", "Gia Lai - Kon Tum", "Vũng Tàu - Côn Đảo"].map { tokenize(Array($0.utf8)).map(\.key) }
/// A number before these counts: no street has it.
private let measured = WordSet("năm tháng ngày mét m km giờ tuổi tỷ triệu")
private let money = WordSet("triệu tỷ tỉ nghìn đồng")
/// Houses of a village or commune that are named by it: "chợ thị trấn Khánh Vĩnh".
private let housed = WordSet("chợ đêm đình hồ cầu hóa")
/// "văn bản 6", "nông thôn 90 %": a unit's word after these is the end of another word.
private let unitCompounds = WordSet("văn nhật phiên kịch xuất cơ nguyên ấn tái nông")
private let taskKinds = Lexicon.Kinds(.action, .cue)
private let guests = Key.khachs, station = Key.ga
private let park = (Key.coong, Key.vieen), square = (Key.quangr, Key.truwowngf)
/// Heads of routes and links, named by both ends.
let routes = WordSet("giao thông ba tư tốc sắt lộ tế khẩu phương mạng KKT")

extension EntityScan {
  func headedPlace(at index: Int) -> Node? {
    // A row of heads ("Cảng hàng không Cảng hàng không …") is not read to its end from each of them.
    guard placeDepth < 4, let head = longest(.placeHead, at: index, keepsCase: false), continues(head.end) else { return nil }
    placeDepth += 1
    defer { placeDepth -= 1 }
    let isUnit = lexicon.field(head, 1, is: "unit")
    if key(index) == Key.hoof, key(head.end) == Key.chis { return nil }
    // "BẢO HIỂM XÃ HỘI", "HỒ SƠ VÀ QUY TRÌNH …": other words of a heading in capitals.
    if tokens[index].isAllCaps, !tokens[index].isSingle,
      key(index) == Key.xax && key(head.end) == Key.hooij || !isUnit && head.end - index == 1 && capitalRun(index) - index > 5
    {
      return nil
    }
    if tokens[index].isSingle, isMark(head.end, "."), head.end + 1 < tokens.count, tokens[head.end + 1].isSingle, tokens[head.end + 1].kind == .word {
      return nil
    }
    if tokens[index].isSingle && isMark(index - 1, ":") || key(index) == Key.phoos && key(index - 1) == Key.thanhf { return nil }
    if !isUnit, head.end - head.start == 1, index > 0, !tokens[index].isCapitalized, key(index) != Key.nuwowcs, compoundBefore.contains(key(index - 1)),
      key(index) != duong || key(index - 1) != Key.mowr || personRun(at: head.end) == nil
    {
      return nil
    }
    if isUnit, head.end - head.start == 1, index > 0, !tokens[index].isCapitalized, !tokens[index].lineStart, unitCompounds.contains(key(index - 1)) {
      return nil
    }
    if index > 0, key(index) == Key.bang && key(index - 1) == Key.lieen || key(index) == Key.keenh && key(index - 1) == Key.qua { return nil }
    if onlyNumbered.contains(key(index)), head.end == index + 1, head.end < tokens.count, tokens[head.end].kind != .number,
      document.utf8[Int(tokens[head.end].start)] > 0x39
    {
      return nil
    }
    if tokens[index].isCapitalized, personRun(at: index) != nil, lastEnd == index && lastType == .role || isAfterHonorific(index) { return nil }
    // "Ảnh: Đình Thiên": who took it.
    if !isUnit, head.end == index + 1, tokens[index].isCapitalized, isMark(index - 1, ":"), isAfterHonorific(index), capitalRun(index) == index + 2 {
      return nil
    }
    // "tàu | Biển Ngọc 20", "tàu Sông Hương 09": a ship.
    if !isUnit, index > 0, tokens[index].isCapitalized, key(index - 1) == ship, !tokens[index].lineStart { return nil }
    // "ông | xã Trần Nam": a husband.
    if key(index) == Key.xax, head.end == index + 1, !tokens[index].isCapitalized, index > 0, key(index - 1) == Key.oong || key(index - 1) == Key.baf {
      return nil
    }
    // "TỈNH ỦY" is a body; "xã NTM kiểu mẫu" has no name.
    if startsCommittee(index) { return nil }
    if isUnit, !tokens[index].isAllCaps, key(head.end - 1) != Key.phoos, tokens[head.end].isAllCaps, tokens[head.end].kind == .word, !tokens[head.end].isSingle,
      capitalRun(head.end) == head.end + 1, knownNameEnd(head.end) == head.end, !isRomanNumber(head.end), !isNumberWord(head.end)
    {
      return nil
    }
    let headWord = key(head.end - 1)
    if head.end - head.start == 1, tokens[index].isCapitalized, !isUnit, personRun(at: index).map({ $0 - index > 2 }) == true,
      number(index - 1) == nil && personRun(at: index + 1) == nil || key(index) != duong
    {
      return nil
    }
    if tokens[head.start].isSingle && !tokens[head.start].isCapitalized { return nil }
    var start = head.end
    if isMark(start, "."), tokens[head.start].isCapitalized, !tokens[start].spaceBefore { start += 1 }
    if key(start) == Word.so, continues(start + 1), tokens[start + 1].kind == .number, !isUnit || numbered.contains(headWord) { start += 1 }
    // "khu đô thị mới | Đa Phước", "cảng Container | quốc tế Hải Phòng".
    if !isUnit, head.end - head.start > 1 || tokens[head.start].isAllCaps, key(start) == Key.quoocs, key(start + 1) == Key.tees, continues(start + 2),
      isCapitalizedWord(start + 2)
    {
      start += 2
    }
    // "kết luận của thành phố | Tại quận 9, …": a crawler joined the next sentence.
    guard continues(start), !startsSentence(start) else { return nil }
    if tokens[head.start].isSingle || (start > head.end && tokens[start].spaceBefore) {
      // "Q.1", "P. Bến Nghé", "TP. Huế": an abbreviation stands before a number or a known name only.
      guard tokens[start].kind == .number && start > head.end || knownNameEnd(start) > start else { return nil }
    }
    // "trụ sở | TP Biên Hòa": where it stands.
    if headWord == Key.sowr, tokens[start].isAllCaps, headedUnit(start) != nil { return nil }
    if headWord == Key.sowr || headWord == guests || headWord == Key.tichs || key(index) == Key.khu && key(index + 2) == Key.tichs && index + 2 < head.end
      || headWord == Key.six || headWord == Key.truwowngf && key(index) == Key.hooij, isCapitalizedWord(start), let owner = body(at: start),
      owner.start == start
    {
      // "trụ sở Trung ương Đảng", "Khu di tích Trung đoàn 52": a house named by its body.
      return key(start) == Key.coong || key(start) == Key.ubnd
        ? nil : Node(type: .location, start: index, end: owner.end, rule: .row(head), confidence: 0.8, children: [owner])
    }
    if !isUnit, tokens[start].isCapitalized, let other = longest(.placeHead, at: start, keepsCase: false), other.end - start > 1, place(at: start) != nil,
      key(index) == duong
    {
      return nil
    }
    if longest(.position, at: start) != nil
      || longest(.body, at: start) != nil && headWord != Key.sowr && headWord != Key.nhaf
        && !(key(index) == duong && head.end - head.start == 1 && key(index - 1) != conWord && capitalRun(start) == start + 2 && !tokens[start].isAllCaps
          && longest(.bodyHead, at: start) == nil)
        && longest(.unit, at: start) == nil && longest(.place, at: start) == nil
    {
      return nil
    }
    if key(index) != Key.bang, let region = longest(.place, at: start), isUnit,
      !smallUnits.contains(headWord) || tokens[start].isAllCaps || region.end < capitalRun(start), longest(.unit, at: start) == nil,
      lexicon.field(region, 1, is: "region"), headWord != tinh || region.end - start < 2 || number(index - 1) != nil || Word.plural.contains(key(index - 1))
    {
      return nil
    }
    // Abbreviations (TP, TT, Q, P, H, X) name a unit only before a name.
    var end = nameEnd(at: start, isUnit: isUnit)
    // "nút giao Nguyễn Văn Linh": named for a person.
    if !isUnit, end > start, let named = personRun(at: start), named > end, named - start < 5 { end = named }
    // "đường 2 Tháng 9", "Quảng trường 2 Tháng 4": named for a day in words.
    if end == start, !isUnit, number(start) != nil, key(start + 1) == Word.thang, isCapitalizedWord(start + 1), continues(start + 2),
      let month = number(start + 2), isCalendarDay(number(start)!, month)
    {
      return Node(type: .location, start: index, end: start + 3, rule: .row(head), confidence: 0.85)
    }
    if end == start, numbered.contains(headWord) || key(index) == duong && headWord == tinh && head.end - index == 2, key(index) != Key.thanhf,
      tokens[start].kind == .number || isNumberWord(start)
    {
      end = start + 1
      // "chặng đường 60 năm".
      if continues(end), tokens[end].kind == .word, isUnit ? money.contains(key(end)) : measured.contains(key(end)) { return nil }
      if !isUnit, isMark(end, "/"), number(end + 1) != nil { end += 2 }
      // "ngõ 61 Lạc Trung": of a street.
      if lanes.contains(headWord), isCapitalizedWord(end), continues(end), case let street = capitalRun(end), street - end > 1, street - end < 5,
        !startsOther(end) || personRun(at: end) == street, !opensPhrase(end)
      {
        end = street
      }
      if tokens[start].end - tokens[start].start > 4 { return nil }
    }
    if end == start, !isUnit, head.end - head.start > 2 || housed.contains(headWord) && headedUnit(start) != nil, let inside = place(at: start) {
      return Node(type: .location, start: index, end: inside.end, rule: .row(head), confidence: 0.85, children: [inside])
    }
    if lexicon.field(head, 1, is: "state") || headWord == Key.nuwowcs && head.end - head.start == 1 {
      guard let country = longest(.place, at: start), lexicon.field(country, 1, is: "country"),
        country.end - start > 2 || tokens[start].isAllCaps && country.end - start > 1 || headWord != Key.nuwowcs
      else { return nil }
      return Node(type: .location, start: index, end: country.end, rule: .row(country), confidence: 0.9)
    }
    // "Công viên 23/9", "Quảng trường 30/10": named for a day.
    if end == start, key(index) == park.0 && key(index + 1) == park.1 || key(index) == square.0 && key(index + 1) == square.1, head.end == index + 2,
      let day = dayMonth(at: start, needsYear: false)
    {
      return Node(type: .location, start: index, end: day, rule: .row(head), confidence: 0.85)
    }
    // "Chủ tịch UBND tỉnh Yên ...": cut off by the page.
    if end == start, isUnit, isCapitalizedWord(start), capitalRun(start) == start + 1, isMark(start + 1, ".") || isMark(start + 1, "…"),
      tokens[start + 1].spaceBefore
    {
      end = start + 1
    }
    // "tỉnh Khăm-muồn": spelled by its syllables.
    if end == start || end == start + 1, isUnit, isCapitalizedWord(start), case let spelled = syllablesEnd(start), spelled > start + 1 { end = spelled }
    guard end > start else { return nil }
    // "tổ 3 Đoàn đại biểu Quốc hội": a group of its members.
    if onlyNumbered.contains(headWord), head.end == index + 1, continues(end), key(end) == Key.ddoanf { return nil }
    if headWord == tinh, end - start > 1, personRun(at: start).map({ $0 > end }) == true,
      longest(.unit, at: start).map({ lexicon.field($0, 2, is: "province") }) != true
    {
      return nil
    }
    // "phường Mỹ Đình 1, quận Nam Từ Liêm".
    if isUnit, end > start, continues(end), tokens[end].kind == .number, tokens[end].isSingle, Word.level.contains(headWord),
      isMark(end + 1, ",") || isMark(end + 1, ")"), !(end + 2 < tokens.count && tokens[end + 2].kind == .number)
    {
      end += 1
    }
    // "phát triển khu du lịch | Việt Nam": the country's, and no one place.
    if !isUnit, key(index) == Key.khu, head.end - index == 3, !isDash(end), let country = longest(.place, at: start), country.end == end,
      lexicon.field(country, 1, is: "country")
    {
      return nil
    }
    // "biên giới Việt – Lào": of two countries.
    if key(head.end - 1) == Key.giowis, opens(.countrySyllable, at: start) { return nil }
    // "các nước Cộng hòa Pháp, Vương quốc Bỉ".
    if key(index) == Key.nuwowcs, index > 0, Word.plural.contains(key(index - 1)) { return nil }
    // "xã biên giới Đắk Wil": what kind of commune.
    if !isUnit, index > 0, Word.level.contains(key(index - 1)), key(head.end - 1) == Key.giowis { return nil }
    // "tỉnh Quảng Nam - Đà Nẵng", "tỉnh Gia Lai – Kon Tum": provinces that were one.
    if headWord == tinh, isDash(end), continues(end + 1), !(index > 0 && (Word.plural.contains(key(index - 1)) || number(index - 1) != nil)),
      let joined = joinedProvinces.first(where: { matchesWords($0, start) && isDash(start + 2) })
    {
      end = start + joined.count
    }
    if key(index) == Key.khoois, tokens[start].isAllCaps || isDash(end) { return nil }
    var children: [Node] = []
    if !isUnit, head.end - head.start > 2, let province = longest(.unit, at: start), province.end == end, lexicon.field(province, 2, is: "province") {
      children = [Node(type: .location, start: start, end: end, rule: .row(province), confidence: 0.85)]
    }
    if !isUnit, routes.contains(headWord), isDash(end), continues(end + 1), isCapitalizedWord(end + 1), key(end + 1) != Key.anhr {
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
    if !isUnit, key(head.end - 1) == station, continues(end), isCapitalizedWord(end), tokens[end - 1].end - tokens[end - 1].start == 2, hasDigit(end - 1),
      let port = longest(.place, at: end), port.end == capitalRun(end)
    {
      children.append(Node(type: .location, start: end, end: port.end, rule: .row(port), confidence: 0.85))
      end = port.end
    }
    // "Khu công nghiệp Nhân Cơ 2", "nhà ga T3".
    if !isUnit, head.end - head.start > 1 || tokens[index].isAllCaps, continues(end), tokens[end].kind == .number, tokens[end].isSingle,
      !(continues(end + 1) && (measured.contains(key(end + 1)) || key(end + 1) == Key.giai)), !isMark(end + 1, "/"),
      !isMark(end + 1, ".") || end + 2 == tokens.count || tokens[end + 2].spaceBefore || tokens[end + 2].lineStart, key(end + 1) != Word.thang,
      !(isMark(end + 1, ",") && end + 2 < tokens.count && tokens[end + 2].kind == .number)
    {
      end += 1
    }
    // "4 khu xử lý rác Đa Phước, Phước Hiệp và …", "các sân bay Nội Bài, Đà Nẵng".
    let listsFeatures =
      !isUnit && children.isEmpty && index > 0 && !tokens[index].lineStart
      && (Word.plural.contains(key(index - 1)) || number(index - 1).map({ $0 > 1 && $0 < 30 }) == true && index > 1 && !numberOwners.contains(key(index - 2)))
      && (isMark(end, ",") || key(end) == Word.va) && isCapitalizedWord(end + 1) && continues(end + 1)
    let isPlural =
      listsFeatures || index > 0 && isUnit && countsList(index, end)
      || index > 0 && Word.plural.contains(key(index - 1))
        && (isUnit || longest(.unit, at: start).map { $0.end == end && lexicon.field($0, 2, is: "province") } == true)
    return Node(
      type: .location, start: isPlural ? start : index, end: end, rule: .row(head), confidence: 0.92,
      children: children)
  }

  /// "N2", "14D".
  func isNumberWord(_ index: Int) -> Bool {
    tokens[index].kind == .word
      && (tokens[index].isCapitalized || document.utf8[Int(tokens[index].start)] <= 0x39 && tokens[index].end - tokens[index].start <= 4)
      && document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)].contains { $0 >= 48 && $0 <= 57 }
  }

  /// One past the name at `start`: a unit's name from the table, else the capitalized run (four words at most).
  func nameEnd(at start: Int, isUnit: Bool) -> Int {
    // "huyện vĩnh Lợi", "tỉnh Lạng sơn": one capital of a unit's two.
    if isUnit, start + 2 < tokens.count, continues(start + 1), isCapitalizedWord(start) != isCapitalizedWord(start + 1), tokens[start + 1].kind == .word,
      let loose = longest(.unit, at: start, keepsCase: false), loose.end == start + 2, loose.kind == .unit, longest(.unit, at: start) == nil,
      longest(.place, at: start) == nil,
      !(continues(start + 2) && !tokens[start + 1].isCapitalized && lexicon.isCompound(tokens[start + 1], tokens[start + 2])),
      tokens[start + 1].isCapitalized || !functionWords.contains(key(start + 1)) && !matches.starts(anyOf: taskKinds, at: start + 1)
    {
      return loose.end
    }
    guard isCapitalizedWord(start) else { return start }
    if let known = longest(.unit, at: start) ?? longest(.place, at: start),
      known.end - start > 1 || capitalRun(start) == start + 1 && !(!isUnit && continues(known.end) && lexicon.isCompound(tokens[start], tokens[known.end]))
    {
      if !isCapitalizedWord(known.end) || !continues(known.end) || known.end - start > 2 && opensPhrase(known.end)
        || matches.starts(anyOf: taskKinds, at: known.end) && continues(known.end + 1) && !isCapitalizedWord(known.end + 1)
      {
        return known.end
      }
    }
    let run = capitalRun(start)
    if isUnit {
      let end = knownNameEnd(start)
      // "Phó Chủ tịch UBND tỉnh | Phan Đình Phùng": a commune's name, and no province's.
      if end == run, end - start > 2, personRun(at: start) == end, key(start - 1) == tinh, isHeldUnit(start - 1) || isHeldBody(start - 1),
        !lexicon.units(named: tokens[start..<end]).contains(where: { lexicon.table(.unit).field(row: $0, column: 2, is: "province") })
      {
        return start
      }
      // "Thị trưởng thành phố Lima | Rafael Lopez".
      if isHeldUnit(start - 1) || isHeldUnit(start - 2), let city = longest(.place, at: start), city.end < run, end <= city.end { return city.end }
      // "Phó Chủ tịch UBND TP | Lê Hồng Sơn": a unit's name starts the holder's.
      if end > start, end < run, !startsOther(end), let person = personRun(at: start), person > end, person - start > 2,
        isHeldUnit(start - 1) || isHeldBody(start - 1)
      {
        return start
      }
      if end > start, end == run || startsOther(end) || end - start > 1 { return end }
      if key(start - 1) == tinh, isHeldUnit(start - 1) || isHeldBody(start - 1) { return start }
    }
    // "quê quán: Phường Trần Đăng Ninh, thành phố Nam Định": named for a person, in its unit.
    if isUnit, run - start < 4, isMark(run, ","), continues(run + 1), Word.level.contains(key(start - 1)), headedUnit(run + 1) != nil, !isHeldUnit(start - 1),
      !isHeldBody(start - 1), !matches.ends(.bodyHead, before: start - 1)
    {
      return run
    }
    if knownNames.contains(hash(start..<min(run, start + 4)))
      || (isUnit && personRun(at: start) != nil && (run - start > 2 || listedLevels.contains(key(start - 1)) && isHeldUnit(start - 1)))
    {
      return start
    }
    if opensPhrase(run - 1) || run - start == 1 && continues(run) && lexicon.isCompound(tokens[start], tokens[run]) {
      return run - start > 1 ? nameEnd(start, run - 1) : start
    }
    return nameEnd(start, run)
  }

  /// A position stands before the unit word: "Chủ tịch huyện Nguyễn Văn An".
  private func isHeldUnit(_ index: Int) -> Bool {
    matches.ends(.position, before: index) && (1...5).contains { matches.exact(.position, index - $0, index) != nil }
  }

  /// A body stands before the unit word, and a position before it: "Phó Chủ tịch UBND tỉnh Cao Huy".
  private func isHeldBody(_ index: Int) -> Bool {
    guard matches.ends(.bodyHead, before: index), let back = (1...4).first(where: { matches.exact(.bodyHead, index - $0, index) != nil }) else { return false }
    return isHeldUnit(index - back)
  }

  func nameEnd(_ start: Int, _ run: Int) -> Int {
    for inside in start..<run
    where inside > start
      && (tokens[inside].isSingle && isMark(inside + 1, ".") && number(inside + 2) != nil || cutsName(inside, start, run) || startsPlace(inside)
        || startsSentence(inside))
    { return inside }
    return min(run, start + 4)
  }

  /// Another name starts inside a place's: "thôn Hương | Quế Đông" is none, since no person is left with two syllables after one.
  private func cutsName(_ inside: Int, _ start: Int, _ run: Int) -> Bool {
    guard startsOther(inside) else { return false }
    return inside > start + 1 || run - inside > 2 || tokens[inside].isAllCaps && !tokens[inside].isSingle || longest(.position, at: inside) != nil
      || longest(.body, at: inside) != nil || longest(.bodyHead, at: inside) != nil
  }

  /// One past the longest unit name of the table that starts here.
  func knownNameEnd(_ start: Int) -> Int {
    var end = min(capitalRun(start), start + 5)
    while end > start {
      if lexicon.namesUnit(tokens[start..<end]) { return end }
      end -= 1
    }
    return max(start, longest(.place, at: start)?.end ?? start)
  }
}
