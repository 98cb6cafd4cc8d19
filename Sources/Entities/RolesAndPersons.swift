internal import Lexicon
internal import TextModel

/// Peoples whose names run to five syllables: Y Thanh Hà Niê Kđăm.
private let longNames: Set<String> = ["ede", "jarai", "coho", "other"]
/// Words before a writer's name at an article's end.
private let bylineWords = WordSet("Theo CTV PV TTXVN")
/// "Đường Nguyễn Trãi": a road named for a person.
private let roadHeads = WordSet("Đường Phố")
private let st = Key.st, peoples = Key.hddnd
private let nhe = Key.vaf
private let needsBody = FieldSet("Thủ trưởng", "Phó Tổng", "Trưởng nhóm", "Trưởng", "Phó Trưởng", "Ủy viên", "Đại biểu", "Cố vấn", "Trợ lý", "Thư ký", "Ủy viên Thường vụ")
/// Positions that are named by whom they speak for and where: "Đại sứ Thụy Sĩ tại Việt Nam".
private let envoys = FieldSet("Đại sứ", "Đại sứ đặc mệnh toàn quyền", "Tổng Lãnh sự", "Trưởng đại diện", "Phó Đại sứ", "Tham tán", "Trưởng Phái đoàn")
private let former = WordSet("nguyên cựu tân")
/// Levels of one word, which stand for their own body or place.
private let levels = WordSet("tỉnh huyện xã phường quận sở nước tp cty tcty")
/// Middle syllables that never end a name.
private let middle = WordSet("Văn Thị")
/// "Quân kỳ | Quyết thắng", "trao | Huy hiệu": a given name's word begins a noun.
private let nouns = [(wordKey("quyết"), wordKey("thắng")), (wordKey("quyết"), wordKey("chiến")), (wordKey("huy"), wordKey("hiệu")), (wordKey("huy"), wordKey("chương"))]
/// "mang tên Bác": words for one person, and not his name.
let instead = WordSet("Bác Người Đảng Cty CP Công Tội Ngụy Ưu")
private let firmShorts = WordSet("Cty TCty")
/// Words that a position held follows: "làm giám đốc", "giám đốc kiêm trợ lý".
private let holding = WordSet("làm kiêm")
/// Chairs whose board is named in the position.
private let boardChairs = FieldSet("Chủ tịch HĐQT", "Chủ tịch Hội đồng quản trị", "Chủ tịch Hội đồng thành viên")
/// Who helps somebody: "trợ lý của Chủ tịch Quốc hội".
private let helpers = FieldSet("Trợ lý", "Thư ký")
private let ofWhom = WordSet("của cho")
private let side = wordKey("phía")
private let acting = wordKey("quyền"), powers = WordSet("ủy thẩm phân cấp có chức theo giao nhiệm cho")
private let president = (wordKey("chủ"), wordKey("tịch"))
private let envoy = wordKey("sứ"), house = wordKey("quán")
/// Words of a page around the article.
private let pageWords = WordSet("App Store Page Content Google Play Download Facebook Twitter Email Menu")
/// What a person does, right after the name at a sentence's start: "Hùng khai nhận …".
private let acts = WordSet("đã khai cho nói bị cùng cũng liền đang được thừa nhận tiếp lấy dùng cầm đi đến về mang mua bán gọi yêu đề thuê rủ đưa trả chia kể tâm bày khẳng nhớ sinh từng vẫn lại còn mới sẽ không muốn biết thấy nghĩ")
/// Services that a rank is of.
private let services = WordSet("Công CAND Quân QĐND")
/// Small words inside foreign names.
private let particles = WordSet("de da dos del van von bin al el la")
/// Heads of villages are named with the place's own word.
private let headOfVillage = WordSet("thôn bản buôn bon làng ấp xóm")
/// What is said of a name in a credit: "Ảnh: Minh Anh cung cấp".
private let creditWords = WordSet("cung chụp và thực tổng sưu tư phục ghi biên lược chụp theo")
/// Family names that more often start a place's name: "An Thái", "Tân Rai".
private let placeLike = WordSet("A An Cao Đồng Hà Hải Kim La Lâm Long Nam Ninh Sơn Tân Thạch Thái Thanh Thiên Trà Vu Vĩnh Yên Ùng Bắc Đông Hòa Bình Phú Phước Linh Tiên Giang Cẩm Tây Hưng Hoa Hồng Bạch Lộc Ngọc Mỹ")
/// Thinkers whose names need no cue.
private let government = wordKey("phủ"), premier = wordKey("tướng"), governmentShort = wordKey("CP")
private let thinkers = WordSet("Mác Lênin Ăngghen")
/// Offices of the state that one person holds at a time, also in small letters.
private let stateOffices = FieldSet("Chủ tịch nước", "Phó Chủ tịch nước", "Thủ tướng", "Phó Thủ tướng", "Tổng Bí thư", "Thường trực Ban Bí thư")
/// Departments that a position names last: "Trưởng phòng", "Trưởng khoa".
private let offices = WordSet("phòng ban khoa nhóm đội")
/// Words of a sentence that no department's name holds.
private let commonWords = WordSet("đã sẽ được do để là tại từ đến trước sau trong này đó theo đang có thì mà vào cho biết của với cùng")
private let offspring = WordSet("con trẻ")
private let stems = WordSet("Giáp Ất Bính Đinh Mậu Kỷ Canh Tân Nhâm Quý")
private let branches = WordSet("Tý Sửu Dần Mão Mẹo Thìn Tỵ Tị Ngọ Mùi Thân Dậu Tuất Hợi")

extension EntityScan {
  /// "Phó Trưởng Ban Thường trực Ban Dân vận Tỉnh ủy", "Bí thư Thành ủy TP HCM", "Đại tá", "PGS.TS".
  func role(at index: Int) -> Node? {
    guard opens(.role, at: index), let head = longest(.position, at: index, keepsCase: false) else { return nil }
    var name: String { lexicon.field(head, 0) }
    let kind = lexicon.field(head, 1)
    let isCapital = tokens[index].isCapitalized
    if !isCapital, key(index) == Key.vuj && key(index - 1) == Key.chuwcs || key(index - 1) == Key.phos { return nil }
    if tokens[index].isSingle || !isCapital && (lexicon.field(head, 0, is: "Trưởng") || lexicon.isUpperCase(head, 0)) { return nil }
    if index > 0, Word.plural.contains(key(index - 1)), kind != "head", kind != "class", key(index - 1) == Word.cac || key(index - 1) == Word.nhung || !lexicon.field(head, 0, isIn: stateOffices) { return nil }
    // "đoàn đại biểu Quốc hội".
    if kind == "class", index > 0, key(index - 1) == Key.ddoanf, !tokens[index].lineStart { return nil }
    // "ủy quyền Giám đốc Sở": the power, not an acting director.
    if key(index) == acting, !isCapital, powers.contains(key(index - 1)), index > 0 { return nil }
    // "số hiệu TH-93968 TS": a boat's letters.
    if index > 0, kind == "title", tokens[index].isAllCaps, tokens[index - 1].kind == .number, !tokens[index].lineStart { return nil }
    // "hạ sĩ quan": another word than "hạ sĩ".
    if kind == "rank", continues(head.end), key(head.end) == Key.quan, key(head.end - 1) == Key.six { return nil }
    if key(head.end - 1) == envoy, key(head.end) == house, continues(head.end) { return nil }
    // "bí thư cấp ủy": a class.
    if key(head.end) == Word.cap, key(head.end + 1) == Key.uyr { return nil }
    var end = head.end
    // "Phó Chủ tịch chuyên trách", "Phó Giám đốc thường trực".
    if kind == "head", key(index) == Key.phos, continues(end + 1), standing(end) || key(end) == Key.chuyeen && key(end + 1) == Key.trachs { end += 2 }
    if kind == "head", key(end) == Key.phuj, key(end + 1) == Key.trachs, continues(end + 2), isCapitalizedWord(end + 2), body(at: end + 2) != nil { end += 2 }
    let title = end
    var children = kind == "title" ? inner(head.start, head.end).filter { $0.type == .organization || $0.end - $0.start > 1 } : []
    // "Ủy viên | Ban Thường vụ" of the body spoken of.
    if kind == "head", lexicon.field(head, 0, is: "Ủy viên Ban Thường vụ"), tokens[end - 3].isCapitalized { children = [Node(type: .organization, start: end - 3, end: end, rule: "bodies:in position", confidence: 0.9)] }
    // "Chủ tịch | HĐQT".
    if kind == "head", lexicon.field(head, 0, isIn: boardChairs) { children = [Node(type: .organization, start: index + 2, end: end, rule: "bodies:in position", confidence: 0.9)] }
    // "Thường trực | Ban Bí thư Trung ương Đảng".
    if kind == "title", key(index) == Word.thuong, key(index + 1) == Word.truc, end - index == 5, let secretariat = body(at: index + 2, depth: 1) {
      return Node(type: .role, start: index, end: secretariat.end, rule: .row(head), confidence: 0.93, children: [secretariat])
    }
    if kind == "title", key(end - 1) == Key.nuwowcs, let country = place(at: end) {
      children = [Node(type: .location, start: end - 1, end: country.end, rule: country.rule, confidence: 0.9)]
      end = country.end
    }
    if kind != "rank", kind != "title" || lexicon.field(head, 0, is: "phóng viên") {
      let after = continues(end) ? body(at: end) ?? (isCapitalizedWord(end) ? nil : bodyInPosition(at: end).flatMap { $0.end - $0.start > 1 && lexicon.field(longest(.bodyHead, at: end, keepsCase: false)!, 1).hasPrefix("P") ? $0 : nil }) : nil
      if key(head.start) != Key.toongr, key(head.start + 1) != Key.toongr, !startsBody(head.end), let inner = innerBody(head), inner.end >= (after?.end ?? head.end + 1), title == head.end {
        children = [inner]
        end = inner.end
      } else if let body = after {
        if tokens[body.start].isCapitalized || body.confidence > 0.8 || startsCommittee(body.start) || key(body.start + 1) == Key.ddoanf { children.append(body) }
        end = body.end
      } else if key(end) == Key.chinhs, key(end + 1) == government, continues(end + 1), kind == "head", key(end - 1) == premier {
        // "Thủ tướng chính phủ" in small letters.
        children.append(Node(type: .organization, start: end, end: end + 2, rule: "bodies:in position", confidence: 0.85))
        end += 2
      } else if kind == "head", key(end - 1) == premier, tokens[min(end, tokens.count - 1)].isAllCaps, continues(end), key(end) == governmentShort, !tokens[end - 1].isAllCaps {
        children.append(Node(type: .organization, start: end, end: end + 1, rule: "bodies:in position", confidence: 0.85))
        end += 1
      } else if let plural = pluralBodyEnd(at: end) {
        end = plural
      } else if continues(end), !isCapitalizedWord(end), let central = longest(.body, at: end, keepsCase: false), central.end - end > 2, isCapitalizedWord(central.end - 1) {
        // "ủy viên trung ương Đảng".
        children.append(Node(type: .organization, start: end, end: central.end, rule: .row(central), confidence: 0.85, children: inner(end, central.end)))
        end = central.end
      } else if continues(end), isCapitalizedWord(end), let field = longest(.field, at: end) {
        end = field.end
        // "Cục trưởng Bảo vệ chính trị III".
        if kind == "head", continues(end), isRomanNumber(end) { end += 1 }
        // "Bộ trưởng Giao thông và Truyền thông Raul Perez Reyes".
        if kind == "head", key(end) == Word.va, continues(end + 1), isCapitalizedWord(end + 1), let other = longest(.field, at: end + 1), personRun(at: end + 1) == nil, body(at: end + 1) == nil, longest(.position, at: end + 1) == nil { end = other.end }
        // "Bộ trưởng Quốc phòng | VN".
        if kind == "head", let country = longest(.place, at: end), lexicon.field(country, 1, is: "country"), continues(end) {
          children.append(Node(type: .location, start: end, end: country.end, rule: .row(country), confidence: 0.9))
          end = country.end
        }
      } else if kind == "head", headOfVillage.contains(key(end - 1)), personRun(at: end) == nil, let village = place(at: end - 1), village.end > end {
        // "Phó thôn Ngòi Nghìn".
        children.append(village)
        end = village.end
      } else if continues(end), !(key(end) == Key.hoof && key(end + 1) == Key.chis), let place = place(at: end, adjacent: true), kind == "head", !headOfVillage.contains(key(end - 1)) {
        children.append(place)
        end = place.end
      } else if continues(end), levels.contains(key(end)), kind == "head", !isCapitalizedWord(end + 1) || !firmShorts.contains(key(end)) {
        end += 1
        if let place = place(at: end - 1), place.end > end { end = place.end }
      }
    }
    // "Phó Chủ tịch MEDEF": a body by an abbreviation that no table has.
    if kind == "head", end == title, continues(end), tokens[end].isAllCaps, !tokens[index].isAllCaps || end - index == 1 && !tokens[max(index - 1, 0)].isAllCaps && !(continues(end + 1) && tokens[end + 1].isAllCaps), tokens[end].kind == .word, tokens[end].end - tokens[end].start > 2, tokens[end].end - tokens[end].start < 9, capitalRun(end) == end + 1, matches(at: end).isEmpty, !isRomanNumber(end), !hasDigit(end) {
      children.append(Node(type: .organization, start: end, end: end + 1, rule: "bodies:after position", confidence: 0.8))
      end += 1
    }
    // "Thượng tướng Công an nhân dân".
    if kind == "rank", continues(end), end == head.end, let service = longest(.body, at: end), services.contains(key(end)), service.end - end == (tokens[end].isAllCaps ? 1 : 4) {
      children.append(Node(type: .organization, start: end, end: service.end, rule: .row(service), confidence: 0.9))
      end = service.end
    }
    if key(end) == Key.quaan, key(end + 1) == Key.khu, end == title, kind == "head", continues(end + 1), isCapitalizedWord(end) {
      children.append(Node(type: .organization, start: end, end: end + 2, rule: "bodies:after position", confidence: 0.7))
      end += 2
    }
    if end == head.end, continues(end), matches.starts(.position, at: end), lexicon.field(head, 0, isIn: needsBody), let other = role(at: end) {
      if key(index) == Key.phuj { return nil }
      children = [other]
      end = other.end
    }
    // "Trưởng | thôn 5", "Phó | thôn Ngòi Nghìn".
    if end == head.end, kind == "head", let unit = longest(.placeHead, at: end - 1), unit.end == end, lexicon.field(unit, 1, is: "unit"), let place = place(at: end - 1), place.start == end - 1, place.end > end {
      children.append(place)
      end = place.end
    }
    if end > head.end, lexicon.field(head, 0, isIn: envoys), key(end) == Key.taij, continues(end + 1), let host = place(at: end + 1, adjacent: true) ?? body(at: end + 1) {
      children.append(host)
      end = host.end
    }
    if kind == "head", end == title, let tail = officeEnd(end) {
      children.append(Node(type: .organization, start: end - 1, end: tail, rule: "bodies:after position", confidence: 0.75))
      end = tail
    }
    // "PCT. HĐND huyện", "CT. UBND huyện".
    if end == head.end, tokens[index].isAllCaps, isMark(end, "."), !tokens[end].spaceBefore, continues(end + 1), tokens[end + 1].isAllCaps, let office = body(at: end + 1) {
      children.append(office)
      end = office.end
    }
    let hasBody = end > title
    // "giữ chức Trợ lý | đồng chí Phạm Minh Chính".
    let hasHolder = !hasBody && isCapital && continues(end) && matches.starts(.honorific, at: end)
    // "là trợ lý của Chủ tịch Quốc hội".
    let ofHolder = !hasBody && lexicon.field(head, 0, isIn: helpers) && ofWhom.contains(key(end)) && continues(end + 1) && (matches.starts(.position, at: end + 1) || matches.starts(.honorific, at: end + 1))
    if ofHolder { return Node(type: .role, start: index, end: end, rule: .row(head), confidence: 0.8) }
    if !hasBody, kind == "class" || lexicon.field(head, 0, isIn: needsBody) && !hasHolder { return nil }
    if !isCapital, kind == "class", key(head.end) != peoples, !(key(head.end) == Key.hooij && key(head.end + 1) == Key.ddoongf), !(continues(end) && isCapitalizedWord(end) && personRun(at: end) != nil), key(end - 1) != Key.hooij { return nil }
    let afterFormer = index > 0 && former.contains(key(index - 1))
    // "tỉnh ủy viên" names a seat by itself.
    if !isCapital, !hasBody, !afterFormer, kind != "rank", !(kind == "title" && end - index == 3 && name.hasSuffix("ủy viên")) {
      // A lower-case position alone counts only before its holder's name.
      guard isListed(index, end) || lexicon.field(head, 0, isIn: stateOffices) && !(index > 0 && Word.plural.contains(key(index - 1)) && number(index - 1) == nil && key(index - 1) == Word.cac) || continues(end) && isCapitalizedWord(end) && (personRun(at: end) != nil || kind == "title" && matches.starts(.position, at: end) || kind == "title" && capitalRun(end) == end + 1 && isBareName(end) && !isMark(end, ".")) else { return nil }
    }
    return Node(
      type: .role, start: index, end: end, rule: .row(head), confidence: isCapital ? 0.92 : 0.8, children: children)
  }

  /// "phó tư lệnh, tham mưu trưởng, tư lệnh Quân khu 4": a lower-case position between those that one person has held.
  private func isListed(_ index: Int, _ end: Int) -> Bool {
    guard index > 1, !matches.at(index).contains(where: { $0.kind == .position && $0.end == end && lexicon.field($0, 1, is: "title") }), end - index > 1 || key(index) == Key.phos else { return false }
    let joinsLast = lastType == .role && lastEnd == index - 1 && (isMark(index - 1, ",") || isMark(index - 1, ";")) && !tokens[lastEnd - 1].lineStart
    // "ông Nguyễn Văn An, giám đốc, …", "Đàm Văn Cường (phó giám đốc)": what the person named just before is.
    let isApposed = lastType == .person && lastEnd == index - 1 && lastEnd - lastStart > 1 && (isMark(index - 1, ",") || isMark(index - 1, "(") || isDash(index - 1)) && !Word.plural.contains(key(end)) && key(end) != Key.cacs
    let afterOffice = holding.contains(key(index - 1)) || isApposed || key(index - 1) == Key.chuwcs || key(index - 2) == Key.chuwcs && key(index - 1) == Key.vuj
    return (joinsLast || afterOffice || former.contains(key(index - 1))) && !(continues(end) && isCapitalizedWord(end) && personRun(at: end) == nil)
  }

  /// "Phó Trưởng phòng | Nghệ thuật, Sở Văn hóa …": a department whose field no table has, up to the mark before its parent.
  private func officeEnd(_ start: Int) -> Int? {
    guard offices.contains(key(start - 1)), isCapitalizedWord(start), continues(start), personRun(at: start) == nil, knownRun(at: start) == nil, !tokens[start].isAllCaps || capitalRun(start) > start + 1 else { return nil }
    var end = start
    while end - start < 9, end < tokens.count, continues(end), tokens[end].kind == .word, !commonWords.contains(key(end)) { end += 1 }
    guard end - start > 1, end < tokens.count, isMark(end, ",") && continues(end + 1) && isCapitalizedWord(end + 1) && matches.starts(.bodyHead, at: end + 1) || isMark(end, "(") && matches.starts(.bodyHead, at: end + 1) else { return nil }
    return end
  }

  private func standing(_ index: Int) -> Bool { key(index) == Word.thuong && key(index + 1) == Word.truc }

  /// "UBND các tỉnh, thành phố": a plural body completes one position and is not marked itself.
  private func pluralBodyEnd(at index: Int) -> Int? {
    guard continues(index), let head = longest(.bodyHead, at: index, keepsCase: false),
      key(head.end) == Word.cac || key(head.end) == Word.cap
    else { return nil }
    var end = key(head.end) == Word.cap ? head.end : head.end + 1
    if key(end) == Word.cap, continues(end + 1), key(head.end) == Word.cac { return end + 1 }
    end = head.end + 1
    var last = head.end
    while continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized || end == last + 1 {
      guard levels.contains(key(end)) && !tokens[end].isCapitalized || key(end) == Word.cap || key(end) == Word.cac || key(end) == Key.thanhf
        || key(end) == Key.phoos || key(end) == Key.thij || key(end) == Key.ddawcj || key(end) == Key.khu
      else { break }
      end += 1
      last = end
      if isMark(end, ",") || key(end) == nhe, continues(end + 1), levels.contains(key(end + 1)) && !tokens[end + 1].isCapitalized || key(end + 1) == Key.thanhf || key(end + 1) == Key.thij || key(end + 1) == Key.ddawcj { end += 1 }
    }
    return last > head.end ? last : nil
  }

  /// One past the personal name at `index` by its form: family name first, two to five capitalized syllables.
  func personRun(at index: Int) -> Int? {
    guard isCapitalizedWord(index), let surname = longest(.surname, at: index) else { return nil }
    var end = personEnd(index, min(capitalRun(index), index + 5))
    // "Trang VP HĐND": an abbreviation is no syllable of a name. "năm Giáp Thìn" is a year.
    if !tokens[index].isAllCaps, let code = (index..<end).first(where: { tokens[$0].isAllCaps && !tokens[$0].isSingle }) { end = code }
    if end - index == 2, isYearName(index) || key(index + 1) == Key.tp { return nil }
    if end - index > 4, surname.end - index == 1, !longNames.contains(lexicon.field(surname, 1)) { end = index + 4 }
    if longest(.body, at: index + 1).map({ $0.end - $0.start > 1 }) == true || longest(.bodyHead, at: index + 1, keepsCase: false).map({ $0.end - $0.start > 2 }) == true { return nil }
    guard end - index >= 2, end > surname.end || end - index > 1 else { return nil }
    // A position or a body's head in the run ends the name.
    for inside in (index + 1)..<end where inside > index + 1 {
      if longest(.position, at: inside) != nil || longest(.bodyHead, at: inside).map({ lexicon.field($0, 0).utf8.count > 3 && ($0.end - inside > 1 || inside < end - 1) }) == true {
        if inside - index >= 2 { return inside }
      }
    }
    return end
  }

  /// "Giáp Thìn", "Ất Tỵ": stem and branch of a year.
  func isYearName(_ index: Int) -> Bool { stems.contains(key(index)) && branches.contains(key(index + 1)) }

  /// The end of the names `start..<end` before a phrase that a crawler joined: "Ảnh: Phương Hằng | Theo đó".
  func personEnd(_ start: Int, _ end: Int) -> Int {
    // "Ảnh: Ngọc Tiến | Phó Chủ tịch …", "Ảnh: Quochoi | Trước ý kiến …": the next sentence starts with a capital of its own.
    if isMark(start - 1, ":"), matches.ends(.honorific, before: start - 1) {
      if end - start == 2, captionOpeners.contains(key(start + 1)), continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized { return start + 1 }
      if end - start > 2, let office = ((start + 2)..<end).first(where: { at in longest(.position, at: at).map { $0.end - at > 1 } == true }) { return office }
    }
    // ". Ảnh Trà Hương | Tới dự có …": the next sentence's capital.
    if end - start > 2, continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized, key(start - 1) == Key.anhr, isSentenceStart(start - 1) { return end - 1 }
    // "Ảnh: Nam Nguyễn | Lượng khách du lịch …": a name in a credit ends its sentence.
    if end - start > 2, continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized, isMark(start - 1, ":"), !creditWords.contains(key(end)), matches.ends(.honorific, before: start - 1) { return end - 1 }
    // "Nguyễn Văn Được": the name needs the word.
    for inside in start..<end where inside > start + 1 && !(inside == end - 1 && middle.contains(key(inside - 1))) && captionOpeners.contains(key(inside)) && continues(inside + 1) && (tokens[inside + 1].kind == .word || opensPhrase(inside)) {
      return inside
    }
    let last = end - 1
    guard last > start, opensPhrase(last), !middle.contains(key(last - 1)) else { return end }
    return last - start > 2 || isMark(start - 1, ":") || knownNames.contains(hash(start..<last)) ? last : end
  }

  /// "Nguyễn Duy Cường", "Cường" after "ông", a byline.
  func person(at index: Int) -> Node? {
    let afterSpan = lastEnd == index && index > 0 && !tokens[index].lineStart && (lastType == .role || ((lastType == .organization || lastType == .location) && personRun(at: index).map { $0 - index > 2 } == true && place(at: index) == nil))
    let foreign = lastEnd == index && lastType == .location ? foreignName(after: lastStart, at: index) : nil
    let byline = bylineEnd(at: index)
    let isCoded = index > 0 && tokens[index - 1].isAllCaps && afterCode(index - 1) == index && !captionOpeners.contains(key(index)) && (personRun(at: index).map({ $0 - index > 2 }) == true || knownRun(at: index) != nil)
    guard isCapitalizedWord(index), !hasDigit(index), byline != nil || foreign != nil || !followsCapital(index) || isCoded || afterSpan || isAfterPosition(index) || isAfterHonorific(index) else { return nil }
    if let end = byline {
      return Node(type: .person, start: index, end: end, rule: "persons:byline", confidence: 0.85)
    }
    if let foreign { return Node(type: .person, start: index, end: foreign, rule: "persons:after country", confidence: 0.75) }
    if let end = initialsEnd(at: index), isAfterHonorific(index) || !isMark(index - 1, ":") && knownNames.contains(hash(index..<end)) {
      return Node(type: .person, start: index, end: end, rule: "persons:initials", confidence: 0.85)
    }
    // "học trò của Hồ Chủ tịch".
    if key(index) == Key.hoof, key(index + 1) == president.0, key(index + 2) == president.1, tokens[index + 1].isCapitalized, continues(index + 1) { return Node(type: .person, start: index, end: index + 1, rule: "persons:President Hồ", confidence: 0.9) }
    if tokens[index].isCapitalized, key(index) == Key.oong || key(index) == Key.baf, isCapitalizedWord(index + 1), personRun(at: index + 1) != nil, !isAfterHonorific(index) { return nil }
    if key(index) == Word.khoa, isRomanNumber(index + 1) { return nil }
    // "(Đoàn | Lào Cai)": members of an assembly by their province.
    if key(index) == Key.ddoanf, isMark(index - 1, "("), let home = longest(.unit, at: index + 1), isMark(home.end, ")") { return nil }
    let name = afterCode(index)
    // "Ảnh HY Ông Lê Đình Sơn …": the initials end the credit.
    if name > index, captionOpeners.contains(key(name)), tokens[index].end - tokens[index].start < 4, isAfterHonorific(index) { return Node(type: .person, start: index, end: index + 1, rule: "persons:initials", confidence: 0.7) }
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
    if tokens[index].isSingle, isMark(index + 1, "."), thinkers.contains(key(index + 2)), continues(index + 2) { return Node(type: .person, start: index, end: index + 3, rule: "persons:thinker", confidence: 0.89) }
    if thinkers.contains(key(index)), capitalRun(index) == index + 1 { return Node(type: .person, start: index, end: index + 1, rule: "persons:thinker", confidence: 0.89) }
    let honored = isAfterHonorific(index) || isAlias(index)
    if !honored, isOpener(index) || key(index - 1) == Key.chuwowng && !tokens[index].lineStart { return nil }
    if longest(.honorific, at: index, keepsCase: false).map({ $0.end - index > 1 }) == true { return nil }
    if isMark(index - 1, ":"), tokens[index].isAllCaps, tokens[index].end - tokens[index].start <= 4, text(index..<index + 1).count < 4, capitalRun(index) == index + 1 || afterCode(index) > index && captionOpeners.contains(key(index + 1)), honored, isBareName(index), key(index) != st, !bylineWords.contains(key(index)) {
      return Node(type: .person, start: index, end: index + 1, rule: "persons:initials", confidence: 0.7)
    }
    if var end = personRun(at: index) {
      if isDash(end), continues(end + 1), !tokens[end + 1].isCapitalized { end = hyphenated(end, from: index) }
      // "Vì An | toàn thực phẩm".
      if !honored, !isAfterPosition(index), end - index == 2, continues(end), lexicon.isCompound(tokens[end - 1], tokens[end]) { return nil }
      if !honored, !isAfterPosition(index), end - index == 2, opensPhrase(index + 1) || longest(.position, at: index + 1) != nil { return nil }
      if !honored, end - index == 2, placeLike.contains(key(index)), !isAfterPosition(index), !(lastEnd == index && lastType == .role), !isHeld(end), !(lastType == .person && lastEnd >= index - 2) { return nil }
      if !honored, isSentenceStart(index), end - index == 2, longest(.surname, at: index) != nil, tokens[index].isAllCaps { return nil }
      return Node(
        type: .person, start: index, end: end, rule: honored ? "persons:honorific" : "persons:family name",
        confidence: honored || isAfterPosition(index) ? 0.96 : end - index == 3 ? 0.95 : 0.7)
    }
    if honored || isAfterPosition(index) || (lastEnd == index && index > 0 && !tokens[index].lineStart && lastType == .role) {
      var end = personEnd(index, min(capitalRun(index), index + 4))
      end = hyphenated(end, from: index)
      // "Angel Vilaragut Montes | de Oca".
      if end - index > 1, particles.contains(key(end)), continues(end + 1), !tokens[end].isCapitalized, isCapitalizedWord(end + 1), longest(.surname, at: index) == nil { end = capitalRun(end + 1) }
      guard end > index, end - index > 1 || !instead.contains(key(index)), !tokens[index].isAllCaps || tokens[index].isSingle || isMark(index - 1, ":") || end - index > 1 else { return nil }
      // "Tổng thống Mỹ | Trong vai trò …", "Ảnh: CTV".
      if end - index == 1, captionOpeners.contains(key(index)) && continues(end) && tokens[end].kind == .word || bylineWords.contains(key(index)) { return nil }
      // "Quận ủy Tân ...": a place that the page cuts off.
      if end - index == 1, key(index - 1) == Key.uyr, isMark(end, "."), tokens[end].spaceBefore { return nil }
      if end - index == 1, continues(end), lexicon.isCompound(tokens[index], tokens[end]) { return nil }
      if !honored, let known = longest(.unit, at: index) ?? longest(.place, at: index), known.end >= end, end - index > 1 { return nil }
      if end - index == 1, isMark(index - 1, ":") || opensPhrase(index) || !honored && !knownGivenNames.contains(key(index)) && !isBareName(index) { return nil }
      if longest(.body, at: index).map({ $0.end >= end }) == true || longest(.bodyHead, at: index).map({ $0.end - $0.start > 1 || tokens[end - 1].isAllCaps && !tokens[index].isAllCaps }) == true {
        return nil
      }
      return Node(type: .person, start: index, end: end, rule: "persons:after title", confidence: 0.85)
    }
    // "các ca sĩ Anh Thơ, Lê Anh Dũng, Tùng Dương": a list of names goes on.
    if lastType == .person, lastEnd == index - 1, isMark(index - 1, ",") || key(index - 1) == Word.va && listsNames(lastEnd), !tokens[index].lineStart, lastEnd - lastStart > 2 || isAfterHonorific(lastStart) {
      let run = capitalRun(index)
      if run - index >= 2, run - index < 4, isNameShaped(index..<run), longest(.honorific, at: index, keepsCase: false) == nil, !continues(run) || tokens[run].kind == .mark || key(run) == Word.va, place(at: index) == nil, !opensPhrase(run - 1) {
        return Node(type: .person, start: index, end: run, rule: "persons:listed", confidence: 0.75)
      }
    }
    if let end = introducedPerson(at: index) { return Node(type: .person, start: index, end: end, rule: "persons:introduced", confidence: 0.8) }
    // "Tài đã rủ Ân": one syllable of a name that the article gave in full before.
    if knownGivenNames.contains(key(index)), capitalRun(index) == index + 1, !isSentenceStart(index) || lastType == .person && lastEnd == index - 1 || continues(index + 1) && !(index > 0 && isMark(index - 1, ".") && !tokens[index].spaceBefore && !tokens[index].lineStart) && acts.contains(key(index + 1)) && !tokens[index + 1].isCapitalized, isBareName(index), !tokens[index].isAllCaps, key(index - 1) != side, number(index + 1) == nil {
      return Node(type: .person, start: index, end: index + 1, rule: "persons:given name", confidence: 0.6)
    }
    return nil
  }

  /// A position follows behind a comma, a dash or a bracket.
  private func isHeld(_ end: Int) -> Bool {
    (isMark(end, ",") || isDash(end) || isMark(end, "(")) && (matches.starts(.position, at: end + 1) || former.contains(key(end + 1)) || isMark(end, "(") && key(end + 1) == Key.sn)
  }

  /// "… Liên bang Nga | Igor Shuvalov": a name that is no Vietnamese one, right after the country.
  private func foreignName(after start: Int, at index: Int) -> Int? {
    guard isCapitalizedWord(index), !tokens[index].isAllCaps, !tokens[index].lineStart, let country = longest(.place, at: start), country.end == index, lexicon.field(country, 1, is: "country") else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 5, (index..<run).contains(where: isForeign), longest(.body, at: index) == nil, longest(.place, at: index) == nil, longest(.event, at: index) == nil else { return nil }
    return run
  }

  /// Letters or an end that no Vietnamese syllable has: "Igor", "Shuvalov", "Lopez".
  func isForeign(_ index: Int) -> Bool {
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    guard bytes.count > 3, bytes.allSatisfy({ $0 < 0x80 }), !tokens[index].isAllCaps else { return false }
    return bytes.count > 6 || bytes.contains { $0 == 0x66 || $0 == 0x6A || $0 == 0x77 || $0 == 0x7A } || [0x62, 0x64, 0x66, 0x6B, 0x6C, 0x72, 0x73, 0x76, 0x78].contains(bytes.last!)
  }

  /// A name of no family name that its place shows: "Ủy viên T.Ư Đảng: Thuận Hữu, Tổng Biên tập …", "Tin ảnh Ngô Tấm – Lệ Sương.".
  private func introducedPerson(at index: Int) -> Int? {
    guard index > 1, tokens[index - 1].kind == .mark || key(index - 1) == Word.va, !tokens[index].isAllCaps, tokens[index].spaceBefore else { return nil }
    let run = capitalRun(index)
    guard run - index >= 2, run - index < 4, isNameShaped(index..<run), !opensPhrase(run - 1), longest(.honorific, at: index, keepsCase: false) == nil, place(at: index) == nil else { return nil }
    let isCredited = isDash(index - 1) && lastType == .person && lastEnd == index - 1 && isAfterHonorific(lastStart) && (run == tokens.count || tokens[run].lineStart || isMark(run, ".") || isMark(run, "("))
    let isList = isMark(index - 1, ":") && lastType == .role && lastEnd == index - 1
    guard continues(run) else { return isCredited || isList ? run : nil }
    let isHeld = (isMark(run, ",") || isDash(run)) && (longest(.position, at: run + 1).map { !lexicon.field($0, 1, is: "class") && tokens[run + 1].isCapitalized } == true) && !isDash(index - 1)
    return isCredited || isList || isHeld && (isMark(index - 1, ":") || isMark(index - 1, ";") || isMark(index - 1, ",") && lastType == .role || key(index - 1) == Word.va && lastType == .role) ? run : nil
  }

  /// "Park Ju|-seon"; "Thanh Vũ-TTXVN" is a name and its outlet.
  private func hyphenated(_ end: Int, from start: Int) -> Int {
    var end = end
    while isDash(end), !tokens[end].spaceBefore, continues(end + 1), tokens[end + 1].kind == .word, !tokens[end + 1].spaceBefore, !tokens[end + 1].isAllCaps || tokens[start].isAllCaps, longest(.position, at: end + 1, keepsCase: false) == nil { end += 2 }
    return end
  }

  /// "A12b", "PC08".
  func hasDigit(_ index: Int) -> Bool { tokens[index].end - tokens[index].start > 1 && document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)].contains { (0x30...0x39).contains($0) } }

  /// A comma stands before the name that ends here, so that it is one of a list.
  private func listsNames(_ end: Int) -> Bool { (2...4).contains { isMark(end - $0 - 1, ",") } }

  /// No table knows the word for the start of anything else.
  func isBareName(_ index: Int) -> Bool {
    guard !opensPhrase(index), !tokens[index].isSingle, key(index) != Key.ddoanf else { return false }
    if continues(index + 1), lexicon.isCompound(tokens[index], tokens[index + 1]) || nouns.contains(where: { $0 == (key(index), key(index + 1)) }) { return false }
    return !matches(at: index).contains {
      switch $0.kind {
      case .surname, .honorific, .abbreviation, .action, .cue: false
      default: true
      }
    }
  }

  /// "Q.H", "T.Bình" after a credit.
  func initialsEnd(at index: Int) -> Int? {
    if isMark(index - 1, ":"), isCapitalizedWord(index), tokens[index].isSingle, isMark(index + 1, "."), isCapitalizedWord(index + 2), continues(index + 2) {
      var end = index + 3
      while tokens[end - 1].isSingle, isMark(end, "."), !tokens[end].spaceBefore, isCapitalizedWord(end + 1), !tokens[end + 1].spaceBefore, !tokens[end + 1].lineStart { end += 2 }
      return end
    }
    var end = index
    while end + 2 < tokens.count, isCapitalizedWord(end), tokens[end].isSingle || tokens[end].end - tokens[end].start <= 3, isMark(end + 1, "."),
      !tokens[end + 1].spaceBefore, isCapitalizedWord(end + 2), !tokens[end + 2].spaceBefore
    { end += 2 }
    return end > index ? end + 1 : nil
  }

  /// A body with a head of its own follows: "Phó trưởng phòng | Văn phòng Bộ Tài chính".
  private func startsBody(_ index: Int) -> Bool { key(index - 1) == Key.phongf && key(index - 2) != Key.vawn && isCapitalizedWord(index) && longest(.bodyHead, at: index).map { $0.end - $0.start > 1 } == true }

  /// The body whose head is the position's last word: "Chánh Văn phòng …", "Trưởng Đoàn …", "Trưởng ban …".
  private func innerBody(_ head: Lexicon.Match) -> Node? {
    for start in (head.start + 1)..<max(head.start + 1, head.end) {
      guard let inner = longest(.bodyHead, at: start, keepsCase: false), inner.end >= head.end, key(inner.end - 1) != Word.truc, key(head.end) != key(start) || head.end - start != 1,
        !(key(start) == Key.thuwowngf) || key(start + 1) == Key.vuj, !(key(start) == Key.vuj && key(start - 1) == Key.thuwowngf), key(start) != Key.booj, let body = bodyInPosition(at: start), body.end > head.end
      else { continue }
      return body
    }
    return nil
  }

  func isAfterHonorific(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    // "Ảnh: VGP/Thành Chung".
    if isMark(index - 1, "/"), index > 3, tokens[index - 2].isAllCaps, isMark(index - 3, ":"), !tokens[index].lineStart { return capitalRun(index) > index + 1 && matches.ends(.honorific, before: index - 3) }
    let last = isMark(index - 1, ":") ? index - 1 : index
    guard matches.ends(.honorific, before: last) else { return false }
    for back in 1...4 where last - back >= 0 && !tokens[index].lineStart {
      if let match = matches.exact(.honorific, last - back, last) {
        // "con cháu Lào", "trẻ em Việt Nam".
        if match.start > 0, offspring.contains(key(match.start - 1)), !tokens[match.start].lineStart { return false }
        // "Thủ tướng" is no honorific "tướng".
        if last - back > 0, matches.exact(.position, last - back - 1, last) != nil { return false }
        let isCredit = lexicon.field(match, 1, is: "credit")
        // "ẢNH GIA HÂN", and where a crawler lost the colon: ". Ảnh Trà Hương".
        if isCredit, last == index { return capitalRun(index) > index + 1 && (tokens[index].isAllCaps || tokens[match.start].isCapitalized && isSentenceStart(match.start) && match.end - match.start == 1 && match.start > 0 && !opensPhrase(match.start)) }
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


  /// Sentences that end a line and hold nothing but a name or two: "Duy Linh", "Công Khanh - Bá Chiêm", "*Hương Dịu*", "Phúc Hằng (TTXVN)".
  func findBylines() {
    var ends: [Int32] = []
    defer { bylineEnds = ends }
    for (number, sentence) in document.sentences.enumerated() where number > 1 && sentence.tokens.count <= 24 {
      var index = sentence.tokens.lowerBound
      if matches(at: index).contains(where: { $0.kind == .honorific }) { continue }
      if bylineWords.contains(key(index)) { index += 1 }
      let end = sentence.tokens.upperBound
      guard end == tokens.count || tokens[end].lineStart else { continue }
      var names: [(Int, Int)] = []
      while index < end {
        if tokens[index].kind == .mark, isMark(index, "*") || isMark(index, "_") || isDash(index) || isMark(index, ",") {
          index += 1
          continue
        }
        if let initials = initialsEnd(at: index), initials <= end, index == sentence.tokens.lowerBound || isMark(index - 1, "*") || !names.isEmpty {
          names.append((index, initials))
          index = initials
          continue
        }
        let run = min(capitalRun(index), end)
        guard run - index >= 2, run - index <= 4, isNameShaped(index..<run) else { break }
        names.append((index, run))
        index = run
      }
      guard !names.isEmpty, index == end || isMark(index, "/") || isMark(index, "(") || isDash(index - 1) && (key(index) == Word.thu || tokens[index].kind == .number) else { continue }
      if ends.isEmpty { ends = Array(repeating: 0, count: tokens.count) }
      for (start, run) in names { ends[start] = Int32(run) }
    }
  }

  func bylineEnd(at index: Int) -> Int? { index < bylineEnds.count && bylineEnds[index] > 0 ? Int(bylineEnds[index]) : nil }

  /// Capitalized words that may be a writer's name: no table says that they name something else, and they open no phrase.
  func isNameShaped(_ range: Range<Int>) -> Bool {
    guard tokens[range].allSatisfy({ $0.end - $0.start > 1 && $0.kind == .word && !pageWords.contains($0.key) }), !lexicon.opensPhrase(tokens[range.lowerBound], tokens[range.lowerBound + 1]) else { return false }
    return !range.contains { index in
      matches(at: index).contains {
        switch $0.kind {
        case .body, .position, .event, .program, .law, .documentType: $0.keepsCase
        case .bodyHead, .field: $0.keepsCase && $0.end - $0.start > 1
        case .place: $0.keepsCase && $0.end == range.upperBound && $0.end - $0.start > 1
        case .unit: $0.keepsCase && lexicon.field($0, 2) == "province" && lexicon.field($0, 4) != "Thái Bình"
        default: false
        }
      }
    }
  }
}
