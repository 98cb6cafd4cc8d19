internal import Lexicon
internal import TextModel
let st = Key.st, peoples = Key.hddnd
private let nhe = Key.vaf
let needsBody = FieldSet(
  "Thủ trưởng", "Phó Tổng", "Trưởng nhóm", "Trưởng", "Phó Trưởng", "Ủy viên", "Đại biểu", "Cố vấn", "Trợ lý", "Thư ký", "Ủy viên Thường vụ")
/// Positions that are named by whom they speak for and where: "Đại sứ Thụy Sĩ tại Việt Nam".
private let envoys = FieldSet(
  "Đại sứ", "Đại sứ đặc mệnh toàn quyền", "Tổng Lãnh sự", "Trưởng đại diện", "Phó Đại sứ", "Tham tán", "Trưởng Phái đoàn", "Tùy viên Quốc phòng")
let former = WordSet("nguyên cựu tân")
/// Levels of one word, which stand for their own body or place.
private let levels = WordSet("tỉnh huyện xã phường quận sở nước tp cty tcty")
private let firmShorts = WordSet("Cty TCty")
/// Words that a position held follows: "làm giám đốc", "giám đốc kiêm trợ lý".
private let holding = WordSet("làm kiêm")
/// Chairs whose board is named in the position.
private let boardChairs = FieldSet("Chủ tịch HĐQT", "Chủ tịch HĐTV", "Chủ tịch Hội đồng quản trị", "Chủ tịch Hội đồng thành viên")
/// Who helps somebody: "trợ lý của Chủ tịch Quốc hội".
private let helpers = FieldSet("Trợ lý", "Thư ký")
private let ofWhom = WordSet("của cho")
private let squadWord = Key.ddooij
private let acting = Key.quyeenf, powers = WordSet("ủy thẩm phân cấp có chức theo giao nhiệm cho")
private let degree = Key.bawngf
private let envoy = Key.suws, house = Key.quans
/// Services that a rank is of.
private let services = WordSet("Công CAND Quân QĐND")
/// Heads of villages are named with the place's own word.
private let headOfVillage = WordSet("thôn bản buôn bon làng ấp xóm")
/// Thinkers whose names need no cue.
private let government = Key.phur, premier = Key.tuwowngs, governmentShort = Key.cp
/// Offices of the state that one person holds at a time, also in small letters.
private let stateOffices = FieldSet("Chủ tịch nước", "Phó Chủ tịch nước", "Thủ tướng", "Phó Thủ tướng", "Tổng Bí thư", "Thường trực Ban Bí thư")
/// Departments that a position names last: "Trưởng phòng", "Trưởng khoa".
private let offices = WordSet("phòng ban khoa nhóm đội")
/// Words of a sentence that no department's name holds.
private let commonWords = WordSet("đã sẽ được do để là tại từ đến trước sau trong này đó theo đang có thì mà vào cho biết của với cùng")

/// What a position is, in the second column of its table.
private enum Position: String { case head, title, rank, `class` }

extension EntityScan {
  /// "Phó Trưởng Ban Thường trực Ban Dân vận Tỉnh ủy", "Bí thư Thành ủy TP HCM", "Đại tá", "PGS.TS".
  func role(at index: Int) -> Node? {
    guard opens(.role, at: index) else { return nil }
    // "Trần Dịch Quân, | Thường vụ Khu ủy, Trưởng ban …": a seat on the committee.
    if key(index) == Word.thuong, key(index + 1) == Key.vuj, tokens[index].isCapitalized, lastType == .person, lastEnd == index - 1,
      isMark(index - 1, ",") || isDash(index - 1), let committee = body(at: index + 2, depth: 1),
      key(committee.start + 1) == Key.uyr || key(committee.start) == Key.ddangr || tokens[committee.start].isAllCaps
    {
      return Node(type: .role, start: index, end: committee.end, rule: "positions:standing member", confidence: 0.85, children: [committee])
    }
    // "Quyền | Bí thư Tỉnh ủy".
    if key(index) == acting, continues(index + 1), isCapitalizedWord(index + 1), index == 0 || tokens[index].isCapitalized || !powers.contains(key(index - 1)),
      tokens[index].isCapitalized
        || (index > 0 && !tokens[index].lineStart && (key(index - 1) == Key.chuwcs || key(index - 1) == Key.laf || isMark(index - 1, ","))),
      longest(.position, at: index, keepsCase: false) == nil, let office = role(at: index + 1),
      lexicon.field(longest(.position, at: index + 1, keepsCase: false)!, 1, is: "head")
    {
      return Node(type: .role, start: index, end: office.end, rule: office.rule, confidence: office.confidence, children: office.children)
    }
    guard let head = longest(.position, at: index, keepsCase: false) else { return nil }
    var name: String { lexicon.field(head, 0) }
    let kind = Position(rawValue: lexicon.field(head, 1))
    let isCapital = tokens[index].isCapitalized
    if !isCapital, key(index) == Key.vuj && key(index - 1) == Key.chuwcs || key(index - 1) == Key.phos { return nil }
    if tokens[index].isSingle || !isCapital && (lexicon.field(head, 0, is: "Trưởng") || lexicon.isUpperCase(head, 0)) { return nil }
    if index > 0, Word.plural.contains(key(index - 1)), !(kind == .title && isCapital && continues(head.end) && personRun(at: head.end) != nil), kind != .head,
      kind != .class, !lexicon.field(head, 0, is: "ĐBQH"),
      key(index - 1) == Word.cac || key(index - 1) == Word.nhung || !lexicon.field(head, 0, isIn: stateOffices)
    {
      return nil
    }
    // "đoàn đại biểu Quốc hội".
    if kind == .class, index > 0, key(index - 1) == Key.ddoanf, !tokens[index].lineStart { return nil }
    // "ủy quyền Giám đốc Sở": the power, not an acting director.
    if key(index) == acting, !isCapital, powers.contains(key(index - 1)), index > 0 { return nil }
    // "số hiệu TH-93968 TS": a boat's letters.
    if index > 0, kind == .title, tokens[index].isAllCaps, tokens[index - 1].kind == .number, !tokens[index].lineStart { return nil }
    // "tấm bằng Thạc sĩ": what one studied for.
    if kind == .title, index > 0, !tokens[index].lineStart, key(index - 1) == degree, !isCapitalizedWord(head.end) { return nil }
    // "Tướng Trịnh Văn An", but "người làm tướng", "chân tướng".
    if lexicon.field(head, 0, is: "Tướng"), !isCapital || !continues(head.end) || personRun(at: head.end) == nil && capitalRun(head.end) != head.end + 2 {
      return nil
    }
    // "hạ sĩ quan": another word than "hạ sĩ".
    if kind == .rank, continues(head.end), key(head.end) == Key.quan, key(head.end - 1) == Key.six { return nil }
    if key(head.end - 1) == envoy, key(head.end) == house, continues(head.end) { return nil }
    // "bí thư cấp ủy": a class.
    if key(head.end) == Word.cap, key(head.end + 1) == Key.uyr { return nil }
    var end = head.end
    // "Phó Chủ tịch chuyên trách", "Phó Giám đốc thường trực".
    if kind == .head, key(index) == Key.phos, continues(end + 1), standing(end) || key(end) == Key.chuyeen && key(end + 1) == Key.trachs { end += 2 }
    if kind == .head, key(end) == Key.phuj, key(end + 1) == Key.trachs, continues(end + 2), isCapitalizedWord(end + 2), body(at: end + 2) != nil { end += 2 }
    let title = end
    var children = kind == .title ? inner(head.start, head.end).filter { $0.type == .organization || $0.end - $0.start > 1 } : []
    // "Ủy viên | Ban Thường vụ" of the body spoken of.
    if kind == .head, lexicon.field(head, 0, is: "Ủy viên Ban Thường vụ"), tokens[end - 3].isCapitalized {
      children = [Node(type: .organization, start: end - 3, end: end, rule: "bodies:in position", confidence: 0.9)]
    }
    // "Chủ tịch | HĐQT".
    if kind == .head, lexicon.field(head, 0, isIn: boardChairs) {
      children = [Node(type: .organization, start: index + 2, end: end, rule: "bodies:in position", confidence: 0.9)]
    }
    // "Thường trực | Ban Bí thư Trung ương Đảng".
    if kind == .title, key(index) == Word.thuong, key(index + 1) == Word.truc, end - index == 5, let secretariat = body(at: index + 2, depth: 1) {
      return Node(type: .role, start: index, end: secretariat.end, rule: .row(head), confidence: 0.93, children: [secretariat])
    }
    if kind == .title, key(end - 1) == Key.nuwowcs, let country = place(at: end) {
      children = [Node(type: .location, start: end - 1, end: country.end, rule: country.rule, confidence: 0.9)]
      end = country.end
    }
    if kind != .rank, kind != .title || lexicon.field(head, 0, is: "phóng viên") {
      let after =
        continues(end)
        ? body(at: end)
          ?? (isCapitalizedWord(end)
            ? nil
            : bodyInPosition(at: end).flatMap {
              $0.end - $0.start > 1 && lexicon.field(longest(.bodyHead, at: end, keepsCase: false)!, 1).hasPrefix("P") ? $0 : nil
            }) : nil
      if key(head.start) != Key.toongr, key(head.start + 1) != Key.toongr, !startsBody(head.end), let inner = innerBody(head),
        inner.end >= (after?.end ?? head.end + 1), title == head.end
      {
        children = [inner]
        end = inner.end
      } else if let body = after {
        if tokens[body.start].isCapitalized || body.confidence > 0.8 || startsCommittee(body.start) || key(body.start + 1) == Key.ddoanf {
          children.append(body)
        }
        end = body.end
      } else if key(end) == Key.chinhs, key(end + 1) == government, continues(end + 1), kind == .head, key(end - 1) == premier {
        // "Thủ tướng chính phủ" in small letters.
        children.append(Node(type: .organization, start: end, end: end + 2, rule: "bodies:in position", confidence: 0.85))
        end += 2
      } else if kind == .class, key(index) == Key.ddaij, key(end) == Key.quoocs, key(end + 1) == Key.hooij, continues(end + 1), !isCapitalizedWord(end) {
        // "các đại biểu quốc hội" in small letters.
        children.append(Node(type: .organization, start: end, end: end + 2, rule: "bodies:in position", confidence: 0.8))
        end += 2
      } else if kind == .head, key(end - 1) == premier, tokens[min(end, tokens.count - 1)].isAllCaps, continues(end), key(end) == governmentShort,
        !tokens[end - 1].isAllCaps
      {
        children.append(Node(type: .organization, start: end, end: end + 1, rule: "bodies:in position", confidence: 0.85))
        end += 1
      } else if kind == .head, key(end) == Word.cac, isCapitalizedWord(end + 1), continues(end + 1), let office = longest(.bodyHead, at: end + 1),
        office.end == end + 2, key(end + 1) == Key.sowr, let field = longest(.field, at: office.end), continues(office.end),
        sharedHeadBodies(at: office.end).isEmpty
      {
        // "Giám đốc | các Sở NN&PTNT".
        end = field.end
      } else if let plural = pluralBodyEnd(at: end) {
        end = plural
      } else if kind == .head, !isCapital, key(end) == Key.booj, continues(end + 1), !tokens[end].isCapitalized,
        let field = longest(.field, at: end + 1, keepsCase: false), field.end - field.start > 1
      {
        // "bộ trưởng bộ tài chính" in small letters.
        children.append(Node(type: .organization, start: end, end: field.end, rule: "bodies:in position", confidence: 0.8))
        end = field.end
      } else if continues(end), !isCapitalizedWord(end), let central = longest(.body, at: end, keepsCase: false), central.end - end > 2,
        isCapitalizedWord(central.end - 1)
      {
        // "ủy viên trung ương Đảng".
        children.append(Node(type: .organization, start: end, end: central.end, rule: .row(central), confidence: 0.85, children: inner(end, central.end)))
        end = central.end
      } else if continues(end), isCapitalizedWord(end), let field = longest(.field, at: end) {
        end = kind == .head ? nounsEnd(field.end) : field.end
        // "Cục trưởng Bảo vệ chính trị III".
        if kind == .head, continues(end), isRomanNumber(end) { end += 1 }
        // "Đội trưởng Quản lý thị trường | số 14".
        if kind == .head, key(head.start) == squadWord || key(head.start + 1) == squadWord, key(end) == Word.so, let squad = number(end + 1), squad < 100,
          continues(end + 1)
        {
          end += 2
        }
        // "Bộ trưởng Giao thông và Truyền thông Raul Perez Reyes".
        if kind == .head, key(end) == Word.va, continues(end + 1), isCapitalizedWord(end + 1), let other = longest(.field, at: end + 1),
          personRun(at: end + 1) == nil, body(at: end + 1) == nil, longest(.position, at: end + 1) == nil
        {
          end = other.end
        }
        // "Bộ trưởng Quốc phòng | VN".
        if kind == .head, let country = longest(.place, at: end), lexicon.field(country, 1, is: "country"), continues(end) {
          children.append(Node(type: .location, start: end, end: country.end, rule: .row(country), confidence: 0.9))
          end = country.end
        }
      } else if kind == .head, headOfVillage.contains(key(end - 1)), personRun(at: end) == nil, let village = place(at: end - 1), village.end > end {
        // "Phó thôn Ngòi Nghìn".
        children.append(village)
        end = village.end
      } else if continues(end), !(key(end) == Key.hoof && key(end + 1) == Key.chis), let place = place(at: end, adjacent: true), kind == .head,
        !headOfVillage.contains(key(end - 1))
      {
        children.append(place)
        end = place.end
      } else if continues(end), levels.contains(key(end)), kind == .head, !isCapitalizedWord(end + 1) || !firmShorts.contains(key(end)) {
        end += 1
        if let place = place(at: end - 1), place.end > end { end = place.end }
      }
    }
    // "Phó Chủ tịch MEDEF": a body by an abbreviation that no table has.
    if kind == .head, end == title, continues(end), tokens[end].isAllCaps,
      !tokens[index].isAllCaps || end - index == 1 && !tokens[max(index - 1, 0)].isAllCaps && !(continues(end + 1) && tokens[end + 1].isAllCaps),
      tokens[end].kind == .word, tokens[end].end - tokens[end].start > 2, tokens[end].end - tokens[end].start < 9, capitalRun(end) == end + 1,
      matches(at: end).isEmpty, !isRomanNumber(end), !hasDigit(end)
    {
      children.append(Node(type: .organization, start: end, end: end + 1, rule: "bodies:after position", confidence: 0.8))
      end += 1
    }
    // "Thượng tướng Công an nhân dân".
    if kind == .rank, continues(end), end == head.end, let service = longest(.body, at: end), services.contains(key(end)),
      service.end - end == (tokens[end].isAllCaps ? 1 : 4)
    {
      children.append(Node(type: .organization, start: end, end: service.end, rule: .row(service), confidence: 0.9))
      end = service.end
    }
    if key(end) == Key.quaan, key(end + 1) == Key.khu, end == title, kind == .head, continues(end + 1), isCapitalizedWord(end) {
      children.append(Node(type: .organization, start: end, end: end + 2, rule: "bodies:after position", confidence: 0.7))
      end += 2
    }
    if end == head.end, continues(end), matches.starts(.position, at: end), lexicon.field(head, 0, isIn: needsBody), let other = role(at: end) {
      if key(index) == Key.phuj { return nil }
      children = [other]
      end = other.end
    }
    // "Trưởng | thôn 5", "Phó | thôn Ngòi Nghìn".
    if end == head.end, kind == .head, let unit = longest(.placeHead, at: end - 1), unit.end == end, lexicon.field(unit, 1, is: "unit"),
      let place = place(at: end - 1), place.start == end - 1, place.end > end
    {
      children.append(place)
      end = place.end
    }
    // "Đại sứ đặc mệnh toàn quyền | nhà nước Palestine tại Việt Nam".
    if end == head.end, lexicon.field(head, 0, isIn: envoys), key(end) == Key.nhaf, key(end + 1) == Key.nuwowcs, continues(end + 2),
      let sender = longest(.place, at: end + 2), lexicon.field(sender, 1, is: "country")
    {
      children.append(Node(type: .location, start: end + 2, end: sender.end, rule: .row(sender), confidence: 0.9))
      end = sender.end
    }
    if end > head.end, lexicon.field(head, 0, isIn: envoys), key(end) == Key.taij, continues(end + 1),
      let host = place(at: end + 1, adjacent: true) ?? body(at: end + 1)
    {
      children.append(host)
      end = host.end
    }
    if kind == .head, end == title, let tail = officeEnd(end) {
      children.append(Node(type: .organization, start: end - 1, end: tail, rule: "bodies:after position", confidence: 0.75))
      end = tail
    }
    // "PCT. HĐND huyện", "CT. UBND huyện".
    if end == head.end, tokens[index].isAllCaps, isMark(end, "."), !tokens[end].spaceBefore, continues(end + 1), tokens[end + 1].isAllCaps,
      let office = body(at: end + 1)
    {
      children.append(office)
      end = office.end
    }
    let hasBody = end > title
    // "giữ chức Trợ lý | đồng chí Phạm Minh Chính".
    let hasHolder = !hasBody && isCapital && continues(end) && matches.starts(.honorific, at: end)
    // "là trợ lý của Chủ tịch Quốc hội".
    let ofHolder =
      !hasBody && lexicon.field(head, 0, isIn: helpers) && ofWhom.contains(key(end)) && continues(end + 1)
      && (matches.starts(.position, at: end + 1) || matches.starts(.honorific, at: end + 1))
    if ofHolder { return Node(type: .role, start: index, end: end, rule: .row(head), confidence: 0.8) }
    // "Nguyễn Thị Lệ, | Ủy viên Thường vụ, Trưởng Ban …": of the one named just before.
    let isApposed =
      isCapital && end - index > 2 && lastType == .person && lastEnd == index - 1 && isMark(index - 1, ",") && isMark(end, ",") && isCapitalizedWord(end + 1)
    // "Cao Ngọc Cương (Chuyên viên)".
    let isBracketed =
      isCapital && end - index > 1 && lastType == .person && lastEnd == index - 1 && isMark(index - 1, "(") && isMark(end, ")") && kind == .class
    if !hasBody, kind == .class && !isBracketed || lexicon.field(head, 0, isIn: needsBody) && !hasHolder && !isApposed { return nil }
    if !isCapital, kind == .class, key(head.end) != peoples, !(key(head.end) == Key.hooij && key(head.end + 1) == Key.ddoongf),
      !(continues(end) && isCapitalizedWord(end) && personRun(at: end) != nil), key(end - 1) != Key.hooij
    {
      return nil
    }
    let afterFormer = index > 0 && former.contains(key(index - 1))
    // "tỉnh ủy viên" names a seat by itself.
    if !isCapital, !hasBody, !afterFormer, kind != .rank, !(kind == .title && end - index == 3 && name.hasSuffix("ủy viên")) {
      // A lower-case position alone counts only before its holder's name.
      guard
        isListed(index, end)
          || lexicon.field(head, 0, isIn: stateOffices)
            && !(index > 0 && Word.plural.contains(key(index - 1)) && number(index - 1) == nil && key(index - 1) == Word.cac)
          || continues(end) && isCapitalizedWord(end)
            && (personRun(at: end) != nil || kind == .title && matches.starts(.position, at: end)
              || kind == .title && capitalRun(end) == end + 1 && isBareName(end) && !isMark(end, "."))
      else { return nil }
    }
    return Node(
      type: .role, start: index, end: end, rule: .row(head), confidence: isCapital ? 0.92 : 0.8, children: children)
  }

  /// "phó tư lệnh, tham mưu trưởng, tư lệnh Quân khu 4": a lower-case position between those that one person has held.
  private func isListed(_ index: Int, _ end: Int) -> Bool {
    guard index > 1, key(index) != Key.phuj || end - index > 2,
      !matches.at(index).contains(where: { $0.kind == .position && $0.end == end && lexicon.field($0, 1, is: "title") }),
      end - index > 1 || key(index) == Key.phos
    else { return false }
    let joinsLast = lastType == .role && lastEnd == index - 1 && (isMark(index - 1, ",") || isMark(index - 1, ";")) && !tokens[lastEnd - 1].lineStart
    // "ông Nguyễn Văn An, giám đốc, …", "Đàm Văn Cường (phó giám đốc)": what the person named just before is.
    let isApposed =
      lastType == .person && lastEnd == index - 1 && lastEnd - lastStart > 1 && (isMark(index - 1, ",") || isMark(index - 1, "(") || isDash(index - 1))
      && !Word.plural.contains(key(end)) && key(end) != Key.cacs
    let afterOffice = holding.contains(key(index - 1)) || isApposed || key(index - 1) == Key.chuwcs || key(index - 2) == Key.chuwcs && key(index - 1) == Key.vuj
    return (joinsLast || afterOffice || former.contains(key(index - 1))) && !(continues(end) && isCapitalizedWord(end) && personRun(at: end) == nil)
  }

  /// "Phó Trưởng phòng | Nghệ thuật, Sở Văn hóa …": a department whose field no table has, up to the mark before its parent.
  private func officeEnd(_ start: Int) -> Int? {
    guard offices.contains(key(start - 1)), isCapitalizedWord(start), continues(start), personRun(at: start) == nil, knownRun(at: start) == nil,
      !tokens[start].isAllCaps || capitalRun(start) > start + 1
    else { return nil }
    var end = start
    while end - start < 9, end < tokens.count, continues(end), tokens[end].kind == .word, !commonWords.contains(key(end)) { end += 1 }
    guard end - start > 1, end < tokens.count,
      isMark(end, ",") && continues(end + 1) && isCapitalizedWord(end + 1) && matches.starts(.bodyHead, at: end + 1)
        || isMark(end, "(") && matches.starts(.bodyHead, at: end + 1)
    else { return nil }
    return end
  }

  private func standing(_ index: Int) -> Bool { key(index) == Word.thuong && key(index + 1) == Word.truc }

  /// "UBND các tỉnh, thành phố": a plural body completes one position and is not marked itself.
  private func pluralBodyEnd(at index: Int) -> Int? {
    guard continues(index), let head = longest(.bodyHead, at: index, keepsCase: false) else { return nil }
    // "Giám đốc | Sở Công Thương các tỉnh".
    let start = lexicon.letters(head, 1).hasPrefix("F") && isCapitalizedWord(head.end) ? longest(.field, at: head.end)?.end ?? head.end : head.end
    guard key(start) == Word.cac || key(start) == Word.cap || isSome(start) else { return nil }
    var end = key(start) == Word.cap ? start : start + 1
    if key(end) == Word.cap, continues(end + 1), key(start) == Word.cac { return end + 1 }
    end = isSome(start) ? start + 2 : start + 1
    var last = start
    while continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized || end == last + 1 {
      guard
        levels.contains(key(end)) && !tokens[end].isCapitalized || key(end) == Word.cap || key(end) == Word.cac || key(end) == Key.thanhf
          || key(end) == Key.phoos || key(end) == Key.thij || key(end) == Key.ddawcj || key(end) == Key.khu
      else { break }
      end += 1
      last = end
      if isMark(end, ",") || key(end) == nhe, continues(end + 1),
        levels.contains(key(end + 1)) && !tokens[end + 1].isCapitalized || key(end + 1) == Key.thanhf || key(end + 1) == Key.thij || key(end + 1) == Key.ddawcj
      {
        end += 1
      }
    }
    // "… các tỉnh, thành phố | trực thuộc Trung ương".
    if last > start, key(last) == Word.truc, key(last + 1) == Key.thuoocj, key(last + 2) == Key.trung, key(last + 3) == Key.uwowng, continues(last + 3) {
      return last + 4
    }
    return last > start ? last : nil
  }

  /// "một số tỉnh".
  func isSome(_ index: Int) -> Bool { key(index) == Word.mot && key(index + 1) == Word.so && levels.contains(key(index + 2)) }

  /// A body with a head of its own follows: "Phó trưởng phòng | Văn phòng Bộ Tài chính".
  private func startsBody(_ index: Int) -> Bool {
    key(index - 1) == Key.phongf && key(index - 2) != Key.vawn && isCapitalizedWord(index)
      && longest(.bodyHead, at: index).map { $0.end - $0.start > 1 } == true
  }

  /// The body whose head is the position's last word: "Chánh Văn phòng …", "Trưởng Đoàn …", "Trưởng ban …".
  private func innerBody(_ head: Lexicon.Match) -> Node? {
    for start in (head.start + 1)..<max(head.start + 1, head.end) {
      guard let inner = longest(.bodyHead, at: start, keepsCase: false), inner.end >= head.end, key(inner.end - 1) != Word.truc,
        key(head.end) != key(start) || head.end - start != 1,
        !(key(start) == Key.phongf && key(start - 1) == Key.quoocs), !(key(start) == Key.thuwowngf) || key(start + 1) == Key.vuj,
        !(key(start) == Key.vuj && key(start - 1) == Key.thuwowngf), key(start) != Key.booj, let body = bodyInPosition(at: start), body.end > head.end
      else { continue }
      return body
    }
    return nil
  }
}
