internal import Lexicon
internal import TextModel

/// What shares an office: "Văn phòng Đoàn ĐBQH | và HĐND tỉnh".
private let ofAssembly = WordSet("HĐND UBND hội ủy đoàn")
private let diplomatic = WordSet("Đại Tổng Lãnh")
private let collection = Key.taapj, joined = Key.coongj, partners = Key.suwj

/// What an organizing board is set up for.
private let occasions = wordPairs([
  "giải thưởng", "lễ tang", "lễ hội", "lễ đón", "ngày hội", "hội thi", "hội thao", "hội thảo", "hội nghị", "cuộc thi", "liên hoan", "đại hội", "triển lãm",
  "hội chợ", "diễn đàn",
])
private let ours = Key.ta
private let ofState = WordSet("Nhà Quốc Chính Mặt")
/// States by one word: "Việt - Trung".
private let states = WordSet("Việt Trung Nhật Hàn Nga Lào Đức Mỹ Pháp Thái Séc Hung Ấn Úc Bun")
private let drive = (Key.cuoocj, Key.vaanj, Key.ddoongj)
private let viet = Key.vieetj
/// Houses that stand in a commune and take its name, and the schools that take others'.
private let communal = WordSet("nhà trạm trường đồn hạt nông lâm")
private let higher = WordSet("đại cao đh chuyên")
private let contest = Key.giair
/// "Ủy ban liên chính phủ | Việt Nam - Nga về hợp tác kinh tế": of two states, and for what.
private let government = Key.phur, bilateral = WordSet("ủy uỷ phân")

extension EntityScan {
  /// Parents and places in a row: "Phòng Cảnh sát giao thông | Công an | tỉnh", "Đại sứ quán | Việt Nam | tại Lào".
  func takeParentsAndPlaces(_ body: inout HeadedBody) {
    // "báo | Người Đưa Tin", "Báo điện tử | Giáo dục Việt Nam": by the name that it is known by.
    if outlets.contains(key(body.start)), !body.isNamed, body.end == body.head.end, isCapitalizedWord(body.end), continues(body.end),
      longest(.bodyHead, at: body.end) == nil, let outlet = longest(.body, at: body.end), outlet.end - body.end > 1,
      !isCapitalizedWord(outlet.end) || !continues(outlet.end)
    {
      body.children +=
        key(body.end) == Key.ddangr
        ? [Node(type: .organization, start: body.end, end: outlet.end, rule: .row(outlet), confidence: 0.9, children: inner(body.end, outlet.end))]
        : inner(body.end, outlet.end).filter { $0.type == .location }
      body.end = outlet.end
      body.isNamed = true
      body.hasOwnName = true
    }
    // "Tổng cục An ninh | I"; "Công ty Cổ phần | Tập đoàn Thuận An".
    if body.isNamed, key(body.head.end - 1) == Key.cucj || key(body.start) == Key.vuj, continues(body.end), isRomanNumber(body.end) { body.end += 1 }
    // "Cục Thuế | DNL", "Cục Thuế | XNK": whom it serves, shortened.
    if key(body.head.end - 1) == Key.cucj || key(body.start) == Key.cucj, body.isNamed || body.isLongHead, body.isCapital, continues(body.end),
      tokens[body.end].isAllCaps, !tokens[body.end - 1].isAllCaps, tokens[body.end].kind == .word, tokens[body.end].end - tokens[body.end].start == 3,
      matches(at: body.end).isEmpty, !isRomanNumber(body.end), !hasDigit(body.end), !(continues(body.end + 1) && tokens[body.end + 1].isAllCaps)
    {
      body.end += 1
      body.isNamed = true
    }
    // "CTCP Địa ốc Sài Gòn | 5".
    if body.isNamed, body.isFirm, continues(body.end), let count = number(body.end), count < 100, tokens[body.end].spaceBefore,
      isMark(body.end + 1, ",") || isMark(body.end + 1, ")") || body.end + 1 == tokens.count || tokens[body.end + 1].lineStart,
      !(isMark(body.end + 1, ",") && body.end + 2 < tokens.count && tokens[body.end + 2].kind == .number)
    {
      body.end += 1
    }
    // "Tổng Công ty Viglacera | – CTCP".
    if body.isNamed, body.isFirm, isDash(body.end), key(body.end + 1) == Key.ctcp, continues(body.end + 1) { body.end += 2 }
    // "Công ty Đầu tư | Thế Giới Di Động".
    if body.isNamed, body.isFirm, body.isLongHead, continues(body.end), isCapitalizedWord(body.end), let firm = longest(.body, at: body.end),
      firm.end - body.end > 1, !tokens[body.end].isAllCaps, longest(.bodyHead, at: body.end) == nil, firm.end == capitalRun(body.end)
    {
      body.end = firm.end
    }
    if !body.isNamed, body.isFirm, body.isLongHead, continues(body.end), isCapitalizedWord(body.end),
      let group = self.body(at: body.end, depth: body.depth + 1), group.rule.isRow(.bodyHead) || group.rule.isRow(.body),
      group.end - group.start > 2
        || group.rule.isRow(.body)
          && (number(group.end - 1) != nil || group.end - group.start == 2 && longest(.bodyHead, at: body.end) == nil && capitalRun(body.end) == group.end)
    {
      body.children += group.children
      body.end = group.end
      body.isNamed = true
      body.hasOwnName = true
    }
    var turns = 0
    while turns < 3, continues(body.end) {
      turns += 1
      if key(body.end) == Key.khu, key(body.end + 1) == Key.vuwcj, continues(body.end + 2), isRomanNumber(body.end + 2) || number(body.end + 2) != nil,
        body.isNamed || body.isLongHead || key(body.start) == Key.tw
      {
        body.end += 3
      }
      // "Đội Kiểm soát chống buôn lậu ma túy | khu vực miền Bắc".
      if key(body.end) == Key.khu, key(body.end + 1) == Key.vuwcj, body.hasOwnName, !body.isFirm, continues(body.end + 2),
        isCapitalizedWord(body.end + 2) || isCapitalizedWord(body.end + 3), let area = place(at: body.end + 2), area.start == body.end + 2,
        longest(.place, at: area.start) != nil
      {
        body.children.append(area)
        body.end = area.end
      }
      if takeParent(&body) { continue }
      guard body.follow.contains("P") || body.isNamed, takePlace(&body) else { break }
    }
    // "Công ty TNHH Điện lực Vĩnh Tân | 1".
    if body.isNamed, body.isFirm, continues(body.end), number(body.end).map({ $0 < 30 }) == true, tokens[body.end].spaceBefore,
      isCapitalizedWord(body.end - 1) || key(body.start) == Key.toongr,
      isMark(body.end + 1, "(") || key(body.end + 1) == Key.ctcp || isDash(body.end + 1) && key(body.end + 2) == Key.ctcp
        || isMark(body.end + 1, ",") && number(body.end + 2) == nil || isMark(body.end + 1, ".") && number(body.end + 2) == nil
    {
      body.end += 1
      if key(body.end) == Key.ctcp { body.end += 1 } else if isDash(body.end), key(body.end + 1) == Key.ctcp, continues(body.end + 1) { body.end += 2 }
    }
    // "Ban Chỉ đạo Trung ương | Cuộc vận động": the one spoken of.
    if body.isNamed, key(body.start) == Key.ban, key(body.end) == drive.0, key(body.end + 1) == drive.1, key(body.end + 2) == drive.2,
      tokens[body.end].isCapitalized, continues(body.end + 2)
    {
      body.end += 3
    }
    // "Ban Chỉ đạo Trung ương | Chương trình mục tiêu quốc gia …": a programme that it leads.
    if body.isNamed, key(body.start) == Key.ban, continues(body.end), startsProgram(body.end), let program = program(at: body.end) {
      body.children.append(program)
      body.end = program.end
    }
    // "Công ty Luật Thanh | và cộng sự".
    if body.isNamed, body.isFirm, key(body.end) == Word.va, key(body.end + 1) == joined, key(body.end + 2) == partners, continues(body.end + 2) {
      body.end += 3
    }
    // "Ban Tổ chức | giải thưởng", "Ban tổ chức | Lễ tang", "Ban tổ chức | ngày hội": what it was set up for.
    if body.end == body.head.end, key(body.start) == Key.ban, key(body.start + 1) == Key.toor, key(body.start + 2) == Key.chuwcs, body.end == body.start + 3,
      continues(body.end + 1)
    {
      if key(body.end) == contest || key(body.end) == Key.leex, let event = event(at: body.end) {
        body.children.append(event)
        body.end = event.end
        body.isNamed = true
      } else if occasions.contains(where: { key(body.end) == $0.0 && key(body.end + 1) == $0.1 }) {
        body.end += 2
        body.isNamed = true
      } else if key(body.end) == contest, !matches.starts(anyOf: Lexicon.Kinds(.action, .cue), at: body.end) {
        body.end += 1
        body.isNamed = true
      }
    }
    // "Hội đồng | Giải Báo chí quốc gia".
    if body.end == body.head.end, key(body.start) == Key.hooij, key(body.start + 1) == Key.ddoongf, body.end == body.start + 2, key(body.end) == contest,
      continues(body.end + 1), let prize = event(at: body.end)
    {
      body.children.append(prize)
      body.end = prize.end
      body.isNamed = true
    }
    // "Nhà máy Thép Việt | - Trung", "Hội Hữu nghị Trung | - Việt".
    if body.isNamed, body.end > body.head.end, states.contains(key(body.end - 1)), isCapitalizedWord(body.end - 1), isDash(body.end), continues(body.end + 1),
      isCapitalizedWord(body.end + 1), states.contains(key(body.end + 1)), key(body.end - 1) == viet || key(body.end + 1) == viet,
      !isCapitalizedWord(body.end + 2) || body.end + 2 == tokens.count || tokens[body.end + 2].lineStart
    {
      body.children = body.children.filter { $0.end < body.end }
      if tokens[body.end].spaceBefore {
        for side in [body.end - 1, body.end + 1] {
          body.children.append(Node(type: .location, start: side, end: side + 1, rule: "places:of two states", confidence: 0.8))
        }
      }
      body.end += 2
    }
    // "Báo Đắk Nông điện tử".
    if outlets.contains(key(body.start)), body.isNamed, key(body.end) == Key.ddieenj, key(body.end + 1) == Key.tuwr, continues(body.end + 1),
      !tokens[body.end].isCapitalized
    {
      body.end += 2
    }
    if diplomatic.contains(key(body.start)), !body.children.isEmpty, key(body.end) == Key.taij, let host = place(at: body.end + 1) {
      body.children.append(host)
      body.end = host.end
    }
    if key(body.head.end - 1) == government, body.end > body.head.end, key(body.end) == Key.veef, continues(body.end + 1),
      let title = titleEnd(from: body.end + 1), title - body.end < 20
    {
      body.end = title
    }
    if body.follow.contains("P"), let rest = afterBracket(body.end, body.start) {
      body.children += rest.parts
      body.end = rest.end
      body.isNamed = true
    }
  }

  private func takeParent(_ body: inout HeadedBody) -> Bool {
    // "Đảng ủy cơ quan | Tổng cục Hải quan", "Chi bộ cơ sở | Chi cục Hải quan".
    if key(body.end) == Key.cow, key(body.end + 1) == Key.quan || key(body.end + 1) == Key.sowr,
      key(body.start) == Key.ddangr || key(body.start) == Key.coong || key(body.head.end - 1) == Key.booj, body.end == body.head.end, continues(body.end + 2),
      isCapitalizedWord(body.end + 2),
      let office = self.body(at: body.end + 2, depth: body.depth + 1), office.end - office.start > 1
    {
      body.children.append(office)
      body.end = office.end
      body.isNamed = true
      return true
    }
    if body.isLongHead, key(body.start) == Key.ban || key(body.start) == Key.uyr || key(body.start) == Key.ddangr && body.head.end > body.start + 2,
      key(body.end) == Key.trung, key(body.end + 1) == Key.uwowng, !tokens[body.end].isCapitalized, continues(body.end + 1)
    {
      body.end += 2
      body.isNamed = true
      return true
    }
    // "Đảng ủy | Tổng công ty": of the one spoken of.
    if key(body.start) == Key.ddangr || key(body.start) == Key.coong && body.isLongHead && key(body.start + 1) == Key.ddoanf, body.end == body.head.end,
      isUnnamedCompany(body.end)
        || isCapitalizedWord(body.end) && continues(body.end + 1) && key(body.end) == collection && key(body.end + 1) == Key.ddoanf
          && !isCapitalizedWord(body.end + 2)
    {
      body.end += key(body.end) == Key.toongr ? 3 : 2
      body.isNamed = true
      return true
    }
    // "Ban Cán sự Đảng | Bộ": of the ministry spoken of.
    if key(body.start) == Key.ban, key(body.end - 1) == Key.ddangr, body.end - body.start > 2, isCapitalizedWord(body.end), continues(body.end),
      key(body.end) == Key.booj, !(continues(body.end + 1) && isCapitalizedWord(body.end + 1)),
      longest(.bodyHead, at: body.end, keepsCase: false).map({ $0.end == body.end + 1 }) ?? true
    {
      body.children.append(Node(type: .organization, start: body.end, end: body.end + 1, rule: "bodies:short form", confidence: 0.8))
      body.end += 1
      body.isNamed = true
      return true
    }
    // "Ban cán sự Đảng | bộ Lao động - Thương binh và Xã hội".
    let isMinistry =
      key(body.end) == Key.booj && key(body.end - 1) == Key.ddangr && body.end - body.start > 2 && continues(body.end + 1) && isCapitalizedWord(body.end + 1)
    guard body.follow.contains("B"), !isFieldName(body.end),
      isCapitalizedWord(body.end) || key(body.end) == Key.coong || startsCommittee(body.end) || isMinistry,
      let parent = self.body(at: body.end, depth: body.depth + 1), parent.start == body.end
    else { return false }
    // "Văn phòng HĐND và UBND TP Hồ Chí Minh": one office of two.
    if key(body.start) == Key.vawn || key(body.start) == Key.vp, key(parent.end) == Word.va, parent.children.isEmpty || parent.children[0].type != .location,
      continues(parent.end + 1), ofAssembly.contains(key(parent.end + 1)),
      let other = self.body(at: parent.end + 1, depth: body.depth + 1)
    {
      body.children += [parent, other]
      body.end = other.end
      body.isNamed = true
      return true
    }
    // "Viện Huyết học Trung ương": a house of that level.
    if !(isCentralHouse(body.start) && parent.end - parent.start == 2 && key(parent.start) == Key.trung) { body.children.append(parent) }
    body.end = parent.end
    body.isNamed = true
    // "Đoàn đại biểu cấp cao Đảng|, Nhà nước và Quốc hội Lào": of all of them.
    if key(body.start) == Key.ddoanf, key(body.start + 1) == Key.ddaij, key(parent.start) == Key.ddangr, parent.end - parent.start == 1 {
      while isMark(body.end, ",") || key(body.end) == Word.va, continues(body.end + 1), isCapitalizedWord(body.end + 1), ofState.contains(key(body.end + 1)),
        let next = self.body(at: body.end + 1, depth: body.depth + 1), key(next.end) != ours
      {
        body.children.append(next)
        body.end = next.end
      }
    }
    return true
  }

  /// "Chủ tịch Hội Nhà báo Việt Nam | Thuận Hữu", "chủ tịch Công ty ASG | Carlos Gutierrez": who holds the position before the body.
  func leaveHolder(_ body: inout HeadedBody) {
    guard body.isNamed, body.end - body.start > 3, isCapitalizedWord(body.end - 1), isCapitalizedWord(body.end - 2), matches.ends(.position, before: body.start)
    else { return }
    for holder in body.head.end..<body.end - 1 where body.end - holder < 4 && isCapitalizedWord(holder) && !tokens[holder].isAllCaps {
      let ends =
        key(holder - 1) == Key.nam && key(holder - 2) == viet || isWestern(holder) || holder - body.start > 1 && matches.exact(.body, body.start, holder) != nil
      guard ends, holder > body.head.end || isWestern(holder) || matches.exact(.body, body.start, holder) != nil,
        (holder..<body.end).allSatisfy({ isCapitalizedWord($0) && !tokens[$0].isAllCaps }), longest(.place, at: holder) == nil,
        longest(.unit, at: holder) == nil, longest(.bodyHead, at: holder) == nil, longest(.field, at: holder) == nil, longest(.placeHead, at: holder) == nil,
        longest(.body, at: holder) == nil
      else { continue }
      body.end = holder
      body.children.removeAll { $0.end > holder }
      return
    }
  }

  /// "Báo Hải Dương", "Trường Đại học Quy Nhơn": a province's or a district's name at the end of a body's own; "Tập đoàn Thuận An" is a firm's.
  func markLastPlace(_ body: inout HeadedBody) {
    guard body.hasOwnName, body.children.last.map({ $0.end < body.end }) ?? true else { return }
    let first = max(body.children.last?.end ?? 0, body.head.end)
    for index in first..<body.end where isCapitalizedWord(index) && body.end - index > 1 {
      let end = number(body.end - 1) != nil ? body.end - 1 : body.end
      guard let unit = longest(.unit, at: index).flatMap({ $0.end == end ? $0 : nil }) ?? longest(.place, at: index), unit.end == end else { continue }
      guard key(index) != Key.hoof,
        (!body.isFirm || key(body.start) == Key.nhaf && end - index > 1 && index > body.head.end && unit.kind == .unit) && key(body.start) != collection
          || lexicon.field(unit, unit.kind == .place ? 1 : 2, is: unit.kind == .place ? "country" : "province")
      else { return }
      body.children.append(Node(type: .location, start: index, end: unit.end, rule: .row(unit), confidence: 0.85))
      return
    }
    // "Nhà máy nước Yên Sở", "Trường THCS Chiềng Đen": the commune that it is in, when no person is called so.
    guard communal.contains(key(body.start)), !higher.contains(key(body.start + 1)) else { return }
    for index in first..<body.end where isCapitalizedWord(index) && body.end - index > 1 && body.end - index < 4 && !tokens[index].isAllCaps {
      guard !isCapitalizedWord(index - 1) || tokens[index - 1].isAllCaps || index == body.head.end || hasForeignForm(index - 1), capitalRun(index) >= body.end,
        personRun(at: index) == nil, lexicon.namesUnit(tokens[index..<body.end]) || knownPlaces.contains(hash(index..<body.end))
      else { continue }
      body.children.append(Node(type: .location, start: index, end: body.end, rule: "places:of a house", confidence: 0.75))
      return
    }
  }

  private func isRegion(_ start: Int, _ end: Int) -> Bool { matches.exact(.place, start, end).map { lexicon.field($0, 1, is: "region") } == true }

  private func takePlace(_ body: inout HeadedBody) -> Bool {
    if let place = adjacentPlace(at: body.end) {
      complete(&body.children, place, body.end)
      body.end = place.end
      body.isNamed = true
      // "Cục Công tác phía Nam | miền Trung và Tây Nguyên": an area of two regions.
      if key(body.end) == Word.va, continues(body.end + 1), isRegion(place.start, place.end), let other = longest(.place, at: body.end + 1),
        isRegion(other.start, other.end)
      {
        body.children.append(Node(type: .location, start: other.start, end: other.end, rule: .row(other), confidence: 0.9))
        body.end = other.end
      }
      takeOtherSide(&body, place)
      return true
    }
    let level = levelEnd(at: body.end)
    // "Quỹ Hỗ trợ CN | TP": for a name of its own only as an abbreviation.
    guard level > body.end, body.follow.contains("P") || body.hasOwnName && tokens[body.end].isAllCaps && key(level - 1) == Key.tp && !body.isFirm else {
      return false
    }
    body.end = level
    body.isNamed = true
    return true
  }

  /// "Hội Hữu nghị | Việt Nam - Lào", "Hội đồng doanh nghiệp | Việt Nam – Pháp".
  func takeOtherSide(_ body: inout HeadedBody, _ place: Node) {
    if key(place.start - 1) == Key.nghij
      || (societies.contains(key(body.start)) && matches.exact(.place, place.start, place.end) != nil
        || bilateral.contains(key(body.start)) && body.isLongHead),
      isDash(body.end), continues(body.end + 1), let other = self.place(at: body.end + 1), other.start == body.end + 1,
      other.rule.isRow(.place) || place.rule.isRow(.place) == false
    {
      body.children.append(other)
      body.end = other.end
    } else if societies.contains(key(body.start)), isDash(body.end), continues(body.end + 1), tokens[body.end + 1].isAllCaps, place.rule.isRow(.place),
      let union = longest(.body, at: body.end + 1), union.end == body.end + 2
    {
      // "Hội đồng Kinh doanh Mỹ - ASEAN": with a union of states.
      body.children.append(Node(type: .organization, start: union.start, end: union.end, rule: .row(union), confidence: 0.85))
      body.end = union.end
    }
  }
}
