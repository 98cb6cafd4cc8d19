internal import Lexicon
internal import TextModel

/// A body read from its head noun on: "Ban | Chỉ đạo phòng, chống tham nhũng | Trung ương", "Sở | Nội vụ | tỉnh Đắk Nông".
struct HeadedBody {
  let head: Lexicon.Match
  /// What may follow the head: F a field of work, N a name or number, P a place or level, B a parent.
  let follow: Lexicon.Flags
  let isCapital: Bool
  let depth: Int
  var end: Int
  var children: [Node]
  /// Something after the head tells this body from others.
  var isNamed = false
  /// It has a name of its own, not only a level, a place or a parent.
  var hasOwnName = false

  var start: Int { head.start }
  var isLongHead: Bool { head.end - head.start > 1 }
}

extension EntityScan {
  /// A body by grammar: head noun, field of work, name of its own, parent, place.
  func headedBody(at index: Int, depth: Int, lowerAllowed: Bool = false) -> Node? {
    guard var head = longest(.bodyHead, at: index, keepsCase: false) else { return nil }
    // "HĐND - UBND": two bodies, when spaces part them.
    if isDash(index + 1), head.end == index + 3, tokens[index + 1].spaceBefore, let first = matches.exact(.bodyHead, index, index + 1) { head = first }
    // "Thường trực Ban Bí thư": who holds it.
    if key(index) == Word.thuong, key(index + 1) == Word.truc, key(index + 2) == Key.ban, longest(.position, at: index).map({ $0.end == index + 5 }) == true { return nil }
    let isCapital = tokens[index].isCapitalized || lowerAllowed
    guard opensBody(head, isCapital: isCapital) else { return nil }
    var body = HeadedBody(
      head: head, follow: lexicon.letters(head, 1), isCapital: isCapital, depth: depth, end: head.end, children: inner(index, head.end))
    guard takeField(&body) else { return nil }
    takeName(&body)
    takeSecondField(&body)
    takeSecondHalf(&body)
    takeTrade(&body)
    takeObject(&body)
    takeSmallWords(&body)
    takeSecondName(&body)
    takeNumber(&body)
    takeParentsAndPlaces(&body)
    takeCourtOfArea(&body)
    takeGluedPart(&body)
    takeRestOfItem(&body)
    markLastPlace(&body)
    guard standsAlone(body) else { return nil }
    // "Thường trực | Ủy ban Dân nguyện và Giám sát".
    if key(index) == Word.thuong, key(index + 1) == Word.truc, body.head.end > index + 2, !body.children.contains(where: { $0.start == index + 2 }), let whole = self.body(at: index + 2, depth: depth + 1), whole.end == body.end { body.children = [whole] }
    if teams.contains(key(index)) || key(body.head.end - 1) == tuyen { body.children = body.children.flatMap { $0.type == .organization ? $0.children : [$0] } }
    return Node(type: .organization, start: index, end: body.end, rule: .row(head), confidence: body.isNamed ? 0.88 : 0.75, children: body.children)
  }
}

/// Clubs and national teams: no other body stands in their names.
private let institute = wordKey("viện"), tuyen = wordKey("tuyển")
private let teams = WordSet("CLB câu")
private let society = wordKey("hội"), member = wordKey("sĩ")

// MARK: Head

private let compoundBefore = WordSet("hiệp ngày thi quân chính trụ chức nhiệm chiến thị môi mỹ giáo nghĩa phục dịch công xã đại quốc cơ thông nội hiện cảnh dự tập cơ toàn thư bệnh hội học phi bộ ngang thường họp cán nông lễ nhà tờ tình")

extension EntityScan {
  /// The head is neither the end of another word ("sinh hoạt | hội") nor a class of bodies ("các sở", "UBND các cấp").
  private func opensBody(_ head: Lexicon.Match, isCapital: Bool) -> Bool {
    let index = head.start
    let isSingle = head.end - head.start == 1
    if !isCapital, isSingle, index > 0, compoundBefore.contains(key(index - 1)) || key(index) == Key.vuj { return false }
    if key(index) == Key.ddh, key(head.end) == Key.ddangr { return false }
    // "Hội nghị trực tuyến toàn tỉnh", but "Hội Nghị sĩ hữu nghị".
    if isSingle, key(index) == society, key(head.end) == Key.nghij, key(head.end + 1) != member { return false }
    if key(head.end) == Word.cua, Word.plural.contains(key(head.end + 1)) { return false }
    let ofProjects = key(index) == Key.ban && key(head.end) == Word.cac && (key(index + 1) == Key.quanr || tokens[index + 1].isAllCaps)
    if continues(head.end), Word.plural.contains(key(head.end)) && !ofProjects || key(head.end) == Word.cap || (key(head.end) == Key.cungf && key(head.end + 1) == Word.cap) { return false }
    guard isSingle, index > 0, !tokens[index - 1].lineStart, lexicon.letters(head, 1).hasPrefix("F") else { return true }
    return !Word.plural.contains(key(index - 1)) && number(index - 1) == nil
  }
}

// MARK: Field of work

private let ministries = WordSet("Bộ Sở")
private let firmParts = WordSet("văn công hội đảng"), secretCase = wordKey("án")
/// What a board of projects is named by: "các dự án", "đầu tư các công trình", "xây dựng …".
private let works = WordSet("các đầu dự xây")
/// Heads that may be named by a task in lower case: "Ban tổ chức", "Ủy ban kiểm tra".
private let boards = WordSet("báo tạp ban ủy uỷ phòng hội đội tổ văn cơ tiểu đoàn")
/// Services that are bodies of their own and the field of a department: "Cục Hải quan".
private let fieldBodies = WordSet("Hải Kiểm Thanh Thuế Cảnh")

extension EntityScan {
  /// "Ban | Dân vận", "Ban Chỉ đạo | Trung ương về phòng, chống tham nhũng"; false where a lower-case head needs a field and has none.
  private func takeField(_ body: inout HeadedBody) -> Bool {
    // "Văn phòng | Tổng công ty", "Công đoàn | Tổng Công ty": of the one spoken of.
    if firmParts.contains(key(body.start)), body.isLongHead, isCapitalizedWord(body.end), continues(body.end + 2), key(body.end) == Key.toongr, key(body.end + 1) == Key.coong, key(body.end + 2) == Key.ty, !isCapitalizedWord(body.end + 3) {
      body.end += 3
      body.isNamed = true
      return true
    }
    // "Ban chuyên án | M918".
    if key(body.start) == Key.ban, key(body.head.end - 1) == secretCase, continues(body.end), tokens[body.end].isCapitalized, hasDigit(body.end) {
      body.end += 1
      body.isNamed = true
    }
    guard body.follow.contains("F") else {
      // "Ban Bảo vệ|, chăm sóc sức khỏe cán bộ": the head's last words start a longer field.
      if body.isLongHead, let field = longest(.field, at: body.start + 1), field.end > body.head.end + 1, longest(.body, at: body.head.end) == nil {
        body.end = field.end
        body.isNamed = true
        body.hasOwnName = true
      }
      return true
    }
    if key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia {
      body.end += 2
      body.isNamed = true
    } else if key(body.end) == Key.trung || key(body.end) == Key.tw || key(body.end) == Key.nhaf || tokens[min(body.end, tokens.count - 1)].isSingle, let trungUong = longest(.body, at: body.end), trungUong.end - body.end < 4, key(trungUong.end) == Key.veef, continues(trungUong.end) {
      body.children.append(Node(type: .organization, start: body.end, end: trungUong.end, rule: "bodies:Trung ương", confidence: 0.9))
      body.end = trungUong.end
      body.isNamed = true
    }
    // "Phòng Cảnh sát | PCCC": the head's last word starts its field.
    if body.isLongHead, let field = longest(.field, at: body.start + 1), field.end > body.head.end {
      body.end = field.end
      if key(body.end) == Key.coong, key(body.end + 1) == Key.trinhf, let works = projectField(body) { body.end = works }
      body.isNamed = true
      body.hasOwnName = true
      return true
    }
    if key(body.end) == Key.veef, body.isNamed || body.isCapital, let field = longest(.field, at: body.end + 1, keepsCase: false), field.end - field.start > 1 || tokens[body.end + 1].isAllCaps {
      body.end = field.end
      body.isNamed = true
    } else if let field = longest(.field, at: body.end, keepsCase: false), isFieldOf(body, field),
      isCapitalizedWord(body.end) || (tokens[body.start].isCapitalized && field.end - body.end > 1 && !(!boards.contains(key(body.start)) && isTask(body.end, field.end)))
    {
      body.end = compoundEnd(field.end)
      if key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia, continues(body.end + 1) { body.end += 2 }
      // "Chi cục Hải quan | cửa khẩu quốc tế Na Mèo".
      if key(body.end - 1) == Key.khaaur, body.end - 2 > body.start, let gate = place(at: body.end - 2), gate.end > body.end { body.end -= 2 }
      if key(body.end) == Word.cac || key(body.end) == Key.coong && key(body.end + 1) == Key.trinhf, let works = projectField(body) { body.end = works }
      body.isNamed = true
      body.hasOwnName = true
    } else if key(body.end) == Key.veef, body.isNamed, longest(.body, at: body.start).map({ $0.end > body.end }) != true, let title = titleEnd(from: body.end + 1), title - body.end < 25 {
      body.children += parts(body.end + 1, title)
      body.end = title
    } else if body.isLongHead, let service = longest(.bodyHead, at: body.start + 1), service.end > body.head.end, !lexicon.field(service, 2, is: "no") || service.end - service.start > 2 {
      // "Phòng | Cảnh sát cơ động": the field is a service of its own.
      body.end = service.end
      body.isNamed = true
    } else if let field = projectField(body) {
      body.end = field
      body.isNamed = true
      body.hasOwnName = true
    } else if let field = newField(body) {
      body.end = field
      body.isNamed = true
      body.hasOwnName = true
    } else if !body.isCapital, !body.follow.contains("N"), !(key(body.start) == Key.cow && isCapitalizedWord(body.start + 2)) {
      return false
    }
    return true
  }

  /// "Ban quản lý dự án | đầu tư các công trình dân dụng và công nghiệp": the works that a board manages.
  private func projectField(_ body: HeadedBody) -> Int? {
    guard key(body.start) == Key.ban, body.isLongHead, tokens[body.start].isCapitalized, key(body.start + 1) == Key.quanr || tokens[body.start + 1].isAllCaps, continues(body.end), works.contains(key(body.end)) || key(body.end) == Key.coong || key(body.end - 1) == Key.trinhf && key(body.end - 2) == Key.coong else { return nil }
    let least = key(body.end - 1) == Key.trinhf ? 1 : 2
    var index = body.end
    while continues(index), tokens[index].kind == .word, index - body.end < 14, !isCapitalizedWord(index) || tokens[index].isAllCaps {
      let isCompound = startsCompound(index)
      if functionWords.contains(key(index)), key(index) != Word.va, key(index) != Word.cac, key(index) != Key.duwj, !isCompound { break }
      if levelEnd(at: index) > index || headedUnit(index) != nil || !isCompound && longest(.cue, at: index, keepsCase: false) != nil { break }
      index += 1
    }
    if key(index - 1) == Word.va || key(index - 1) == Word.cac { index -= 1 }
    return index - body.end > least ? index : nil
  }

  /// A field that no table has, by its capital: "Ban | Đấu tranh chính trị và Binh vận | tỉnh", "Phòng | Hậu cần".
  private func newField(_ body: HeadedBody) -> Int? {
    let start = body.end
    guard body.isCapital, !body.follow.contains("N"), !body.isNamed, continues(start), isCapitalizedWord(start), tokens[start].spaceBefore, !isSentenceStart(body.start) || body.isLongHead,
      personRun(at: body.start) == nil, startsFieldOnly(start), !tokens[start].isAllCaps, !innerCapital(start), longest(.placeHead, at: start, keepsCase: false) == nil, longest(.honorific, at: start, keepsCase: false) == nil
    else { return nil }
    var index = start
    while continues(index), tokens[index].kind == .word, index - start < 10 {
      if index > start + 1, levelEnd(at: index) > index || adjacentPlace(at: index) != nil { return actionBetween(start + 2, index) ? nil : index }
      if index > start, functionWords.contains(key(index)), key(index) != Word.va || !isCapitalizedWord(index + 1) { break }
      if index > start + 1, isCapitalizedWord(index), self.body(at: index, depth: body.depth + 1).map({ $0.end - index > 1 }) == true { return actionBetween(start + 2, index) ? nil : index }
      index += 1
    }
    let end = compoundEnd(capitalRun(start))
    guard end - start > 1 else { return nil }
    if let object = objectEnd(end, depth: body.depth) { return object }
    return continues(end) && tokens[end].kind == .word && !matches.starts(.cue, at: end) && !startsCommittee(end) && self.body(at: end, depth: body.depth + 1) == nil ? nil : end
  }

  /// "Bộ | kiểm tra", "Sở | hướng dẫn": what the body does, not what it is for.
  private func isTask(_ start: Int, _ end: Int) -> Bool { matches.exact(.action, start, end) != nil || matches.exact(.cue, start, end) != nil }

  /// No longer body starts where the field does, but ministries and departments may be named by a body's word: "Bộ Công an", "Cục Hải quan".
  private func isFieldOf(_ body: HeadedBody, _ field: Lexicon.Match) -> Bool {
    ministries.contains(key(body.start)) || key(body.head.end - 1) == Key.cucj && fieldBodies.contains(key(body.end))
      || (self.body(at: body.end, depth: body.depth + 1)?.end ?? 0) <= field.end
  }

  /// The second half of a field: "Ủy ban Dân nguyện | và Giám sát", "Ban Kinh tế | - Ngân sách", "Bộ Thông tin | – Truyền thông".
  private func takeSecondField(_ body: inout HeadedBody) {
    let isField = body.follow.hasPrefix("F")
    if isField, body.isNamed, key(body.end) == Word.va, continues(body.end + 1), isCapitalizedWord(body.end + 1), isCapitalizedWord(body.end - 1) || body.hasOwnName,
      startsFieldOnly(body.end + 1)
    {
      body.end = longest(.field, at: body.end + 1)?.end ?? compoundEnd(capitalRun(body.end + 1))
    }
    if body.isNamed, key(body.end) == Key.nhaan, key(body.end + 1) == Key.daan, continues(body.end + 1) { body.end += 2 }
    // "Phòng Cảnh sát hình sự | - Công an TP HCM", "Cơ quan Cảnh sát điều tra | - Công an tỉnh Cà Mau".
    if isField && body.isNamed || key(body.start) == Key.cow && body.isLongHead && body.end == body.head.end, isDash(body.end), key(body.end + 1) == Key.coong, key(body.end + 2) == Key.an, continues(body.end + 1), let parent = self.body(at: body.end + 1, depth: body.depth + 1) {
      body.children.append(parent)
      body.end = parent.end
      return
    }
    guard isField || body.follow.hasPrefix("P") && body.isLongHead, body.isNamed || isCapitalizedWord(body.end - 1) && body.end > body.head.end || body.isLongHead,
      isDash(body.end), continues(body.end + 1), isCapitalizedWord(body.end + 1), !(key(body.end + 1) == Key.coong && key(body.end + 2) == Key.an), let field = longest(.field, at: body.end + 1), place(at: body.end + 1) == nil, longest(.position, at: body.end + 1) == nil,
      personRun(at: body.end + 1) == nil
    else { return }
    body.end = compoundEnd(field.end)
    body.isNamed = true
  }

  /// "Đội Quản lý | xuất cảnh", "Cục Quản lý chất lượng | nông lâm và thủy sản": a field that ends with a task goes on over what the task is of, up to a mark,
  /// a level, a parent or what the body says.
  private func takeObject(_ body: inout HeadedBody) {
    guard body.isCapital, tokens[body.start].isCapitalized, body.end - body.start > 2, !ministries.contains(key(body.start)), body.hasOwnName || lexicon.field(body.head, 2, is: "no") || body.end - body.start > 3,
      let end = objectEnd(body.end, depth: body.depth)
    else { return }
    body.end = end
    body.isNamed = true
    body.hasOwnName = true
  }

  private func objectEnd(_ start: Int, depth: Int) -> Int? {
    guard continues(start), tokens[start].kind == .word, !tokens[start].isCapitalized, start > 1, tasks.contains(where: { key(start - 2) == $0.0 && key(start - 1) == $0.1 }), !verbsBehind.contains(key(start)) else { return nil }
    var index = start
    while continues(index), tokens[index].kind == .word, !tokens[index].isCapitalized, index - start < 8 {
      if levelEnd(at: index) > index || headedUnit(index) != nil || key(index) == Key.khu && key(index + 1) == Key.vuwcj { break }
      if !startsCompound(index), functionWords.contains(key(index)), key(index) != Word.va || !continues(index + 2) || tokens[index + 2].kind != .word || functionWords.contains(key(index + 1)) || matches.starts(anyOf: verbs, at: index + 1) { break }
      if matches.starts(anyOf: verbs, at: index) { break }
      index += 1
    }
    guard index - start > 1, index - start < 8 else { return nil }
    let closes = !continues(index) || isMark(index, ",") || isMark(index, ".") || isMark(index, ";") || isMark(index, "(") || levelEnd(at: index) > index || headedUnit(index) != nil || matches.starts(.cue, at: index)
      || adjacentPlace(at: index) != nil || key(index) == Key.khu || isCapitalizedWord(index) && (self.body(at: index, depth: depth + 1) != nil || personRun(at: index) != nil)
    return closes ? index : nil
  }

  /// "Tòa án nhân dân khu vực 2 | - Hải Phòng": the place that an area's court is in.
  private func takeCourtOfArea(_ body: inout HeadedBody) {
    guard number(body.end - 1) != nil || isRomanNumber(body.end - 1), key(body.end - 2) == Key.vuwcj, isDash(body.end), continues(body.end + 1), isCapitalizedWord(body.end + 1), let place = adjacentPlace(at: body.end + 1) else { return }
    body.children.append(place)
    body.end = place.end
  }

  /// No name of any kind starts at the capital.
  private func startsFieldOnly(_ index: Int) -> Bool {
    !startsOther(index) && body(at: index) == nil && place(at: index) == nil && personRun(at: index) == nil
      && longest(.documentType, at: index, keepsCase: false) == nil && !startsProgram(index)
  }
}

/// Tasks that are named by what they are of.
private let tasks: [(UInt64, UInt64)] = ["quản lý", "kiểm soát", "phát triển", "khai thác", "đăng kiểm", "kiểm định", "vận hành", "thẩm định", "kiểm nghiệm", "chế biến", "sản xuất", "ứng dụng", "truyền tải", "phòng chống", "chất lượng", "nghiên cứu", "đào tạo", "giám sát", "buôn lậu", "tư vấn", "thống kê", "hạ tầng"].map { words in
  let pair = tokenize(Array(words.utf8))
  return (pair[0].key, pair[1].key)
}
/// First words of what a body does, after its name.
private let verbsBehind = WordSet("đạt đứng đều gửi thấy muốn sớm xin dùng mời giữ đọc căn kể nhóm và địa")

// MARK: Name

/// Last words of heads that are named by two fields more often than by a proper name.
private let institutes = WordSet("tâm viện khoa")
private let schools = WordSet("trường quỹ trung viện học")
private let wholes = Lexicon.Kinds(.place, .unit, .body)
private let verbs = Lexicon.Kinds(.cue, .action)
/// Words that end a name: they join or start the clause that follows.
private let functionWords = WordSet("và của đã đang sẽ là có tại ở cho với về do trong từ đến ngày năm theo để khi vào bị được thuộc cùng ông bà đồng anh chị tổ nói yêu đề giao chỉ phối gửi tỉnh huyện xã thành quận phường thị trước sau nhân cũng vừa còn này nhằm bằng như nên phải cần không các những một hai ba hoặc hay qua lên xuống ra trên dưới giữa đối gồm tham dự báo vì nếu thì mà tháng sáng chiều tối thôn lần gặp thắng thua")
/// Function words that are also second syllables of words that name: "Đô | thị", "Thiết | bị", "Nhà | báo", "Hàng | không".
private let secondSyllables = WordSet("thị bị báo không")
/// Heads of societies: small words of whom or what they are for stand before their place ("Hiệp hội chế biến gỗ | Bình Dương").
let societies = WordSet("hội hiệp liên chi")
/// What a number before these counts.
private let countedAfter = WordSet("tỷ tỉ triệu nghìn ngàn đồng người năm tháng ngày tấn ha m km cán lao dự hộ xe lần giờ")
private let beforeMeasures = WordSet("đạt cấp nhất tiền hơn gần khoảng với trên"), otherFirms = WordSet("con mẹ chưa hợp giới đã")
/// Heads whose bodies are numbered after their names.
private let numberedBodies = WordSet("đội trạm cụm tổ công Cty TCty trường tổng chi cơ trung xí hải phòng nhà đoàn")
/// Heads of firms and plants: their name may hold small words before its own ("Công ty cổ phần giống bò sữa Mộc Châu").
private let firms = WordSet("công nhà xí hợp HTX doanh Cty TCty CTCP")

extension EntityScan {
  /// A number or a capitalized name of its own: "Đội | 5", "Trường THPT | Lê Quý Đôn", "Bệnh viện | Nhi đồng TP. Hồ Chí Minh".
  private func takeName(_ body: inout HeadedBody) {
    guard body.follow.contains("N"), continues(body.end), body.isCapital || !tokens[body.end].isSingle else { return }
    if tokens[body.end].kind == .number, !body.isNamed, tokens[body.end].end - tokens[body.end].start <= 3, !isCountOfUnits(body.end) {
      body.end += 1
      body.isNamed = true
      // "Sư đoàn 3 | Sao Vàng", "Lữ đoàn 189 | Hải quân".
      if key(body.head.end - 1) == Key.ddoanf, isCapitalizedWord(body.end), continues(body.end), !tokens[body.end].isAllCaps, !startsOther(body.end) || matches.starts(.field, at: body.end), place(at: body.end) == nil, personRun(at: body.end).map({ $0 - body.end > 2 }) != true {
        let run = capitalRun(body.end)
        if run - body.end < 4, !startsSentence(body.end), !opensPhrase(body.end) || longest(.field, at: body.end) != nil { body.end = run - body.end == 1 ? longest(.field, at: body.end)?.end ?? body.end : run }
      }
      if key(body.start) == Key.ban, key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia, continues(body.end + 1) { body.end += 2 }
    } else if isCapitalizedWord(body.end), !startsSentence(body.end), !startsCompletion(body) {
      let run = capitalRun(body.end)
      let stop = placeInside(body.end, run) ?? nameStop(body.end, run)
      if stop > body.end {
        body.end = joined(stop == run ? compoundEnd(stop) : stop)
        // "Trường Khuyết | tật", "Quỹ Bảo | trợ": no name of one syllable.
        if body.end == body.head.end + 1, schools.contains(key(body.start)) || isFirm(body), longest(.place, at: body.start) == nil, longest(.unit, at: body.start) == nil, continues(body.end), tokens[body.end].kind == .word, !tokens[body.end].isCapitalized, tokens[body.end - 1].kind == .word, !tokens[body.end - 1].isAllCaps, !functionWords.contains(key(body.end)), !matches.starts(anyOf: verbs, at: body.end) { body.end += 1 }
        body.isNamed = true
        body.hasOwnName = true
      }
      // One small word inside the name.
      if body.end >= run, continues(body.end + 1), tokens[body.end].kind == .word, !tokens[body.end].isCapitalized, isCapitalizedWord(body.end + 1),
        !functionWords.contains(key(body.end)), isFirm(body) ? !startsOtherThanPerson(body.end + 1) : !startsOther(body.end + 1)
      {
        let next = capitalRun(body.end + 1)
        body.end = placeInside(body.end, next) ?? nameStop(body.end + 1, next)
      }
      if body.end > body.head.end, tokens[body.end - 1].kind == .word, !tokens[body.end - 1].isCapitalized { takeOwnName(&body) }
      if key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia, continues(body.end + 1) { body.end += 2 }
    }
  }

  /// The capital after the head starts a place, a parent or another name, and none of the body's own.
  private func startsCompletion(_ body: HeadedBody) -> Bool {
    let isComplete = lexicon.field(body.head, 2, is: "yes") || body.isNamed || body.follow.hasPrefix("F")
    return levelEnd(at: body.end) > body.end && !isCapitalizedWord(levelEnd(at: body.end))
      || body.isNamed && adjacentPlace(at: body.end).map { $0.end >= capitalRun(body.end) } == true
      || isComplete && personRun(at: body.end).map { $0 - body.end > 2 } == true
      || headedPlaceUnit(body.end) != nil || longest(.position, at: body.end) != nil
      || self.body(at: body.end, depth: body.depth + 1).map { $0.end - body.end > 1 } == true
  }

  /// "Hội LHPN | 126 xã": a count of units, not the name's number.
  private func isCountOfUnits(_ index: Int) -> Bool {
    continues(index + 1) && Word.level.contains(key(index + 1)) && !(continues(index + 2) && (isCapitalizedWord(index + 2) || tokens[index + 2].kind == .number))
  }

  /// "Tổng Công ty | xây dựng công trình giao thông 4": a firm's trade with its number.
  private func numberedTrade(_ start: Int) -> Int? {
    var index = start
    while continues(index), tokens[index].kind == .word, !isCapitalizedWord(index), index - start < 8 {
      if functionWords.contains(key(index)), key(index) != Word.va, !startsCompound(index), !lexicon.isCompound(tokens[index - 1], tokens[index]) { return nil }
      index += 1
    }
    if key(index - 1) == Word.so { index -= 1 }
    let digits = key(index) == Word.so ? index + 1 : index
    guard index - start > 1, continues(digits), let count = number(digits), count < 100, !actionBetween(start, index, cuesOnly: true), !(continues(digits + 1) && countedAfter.contains(key(digits + 1))), !isMark(digits + 1, "/"), !isMark(digits + 1, "%"), !beforeMeasures.contains(key(index - 1)), !otherFirms.contains(key(start)),
      !(digits + 2 < tokens.count && (isMark(digits + 1, ".") || isMark(digits + 1, ",")) && tokens[digits + 2].kind == .number && !tokens[digits + 2].spaceBefore)
    else { return nil }
    return digits + 1
  }

  /// The small words of a firm's trade before its own name: "Công ty | cổ phần giống bò sữa Mộc Châu".
  private func takeTrade(_ body: inout HeadedBody) {
    if !body.isNamed, isFirm(body), body.isLongHead, body.isCapital, continues(body.end), let firm = numberedTrade(body.end) {
      body.end = firm
      body.isNamed = true
      body.hasOwnName = true
      return
    }
    guard continues(body.end), isFirm(body), let firm = firmEnd(body.end, cuesOnly: body.isLongHead && (key(body.start + 1) == Key.ty || key(body.start) == Key.toongr) || tokens[body.start].isAllCaps),
      !body.isNamed || !isCapitalizedWord(body.end - 1) || firm - body.end < 6 && place(at: body.end + 2, adjacent: true)?.end == firm
    else { return }
    body.children += firmPlaces(body.end, firm)
    body.end = firm
    body.isNamed = true
    body.hasOwnName = true
  }

  /// "Trung tâm Đào tạo | và Sát hạch lái xe": the second half of a name that is no name of its own.
  private func takeSecondHalf(_ body: inout HeadedBody) {
    guard body.hasOwnName, body.isCapital, !body.follow.hasPrefix("F"), body.follow.contains("N"), key(body.end) == Word.va, continues(body.end + 1), isCapitalizedWord(body.end + 1), tokens[body.end + 1].spaceBefore,
      longest(.field, at: body.end + 1) != nil || continues(body.end + 2) && (lexicon.isCompound(tokens[body.end + 1], tokens[body.end + 2]) || institutes.contains(key(body.head.end - 1)) && !tokens[body.end + 2].isCapitalized && tokens[body.end + 2].kind == .word && !functionWords.contains(key(body.end + 2))), longest(.bodyHead, at: body.end + 1, keepsCase: false) == nil, startsFieldOnly(body.end + 1)
    else { return }
    body.end = longest(.field, at: body.end + 1)?.end ?? compoundEnd(capitalRun(body.end + 1))
    takeOwnName(&body)
  }

  /// "Công ty CP Đầu tư và Xây dựng | Bùi Vũ", "Công ty Tơ lụa | Hà Bảo": a firm's own name after its trade.
  private func takeOwnName(_ body: inout HeadedBody) {
    guard isFirm(body), continues(body.end), isCapitalizedWord(body.end), tokens[body.end].spaceBefore, !startsOtherThanPerson(body.end), longest(.placeHead, at: body.end, keepsCase: false) == nil, longest(.honorific, at: body.end, keepsCase: false) == nil else { return }
    let run = capitalRun(body.end)
    if let place = adjacentPlace(at: body.end), place.end == run || place.end - body.end > 1 { return }
    guard !startsSentence(run - 1), personRun(at: body.end).map({ $0 - body.end > 2 }) != true else { return }
    body.end = joined(placeInside(body.end, run) ?? nameStop(body.end, run))
  }

  /// "Công ty CP KCN Sài Gòn|-Hải Phòng", "Sư đoàn 3|-Sao Vàng": a glued hyphen joins one name.
  private func takeGluedPart(_ body: inout HeadedBody) {
    guard body.isNamed, isMark(body.end, "-"), !tokens[body.end].spaceBefore, continues(body.end + 1), isCapitalizedWord(body.end + 1), !tokens[body.end + 1].spaceBefore, !startsOtherThanPerson(body.end + 1), self.body(at: body.end + 1, depth: body.depth + 1) == nil else { return }
    let run = capitalRun(body.end + 1)
    if let last = body.children.last, last.type == .location, last.end == body.end { body.children.removeLast() }
    body.end = run
  }

  /// An item of a list that is nothing but a body: "3. Vụ Khoa học | kỹ thuật và công nghệ.", "20. Cục Thông tin|, Thống kê."
  private func takeRestOfItem(_ body: inout HeadedBody) {
    let start = body.start
    guard body.depth == 0, body.isNamed, tokens[start].isCapitalized, continues(body.end), isMark(start - 1, ".") || isMark(start - 1, "-") || isMark(start - 1, ")"), start < 2 || tokens[start - 1].lineStart || tokens[start - 2].lineStart else { return }
    var end = body.end
    while continues(end), end - start < 16, tokens[end].kind == .word || isMark(end, ",") || isDash(end) {
      if functionWords.contains(key(end)), key(end) != Word.va { return }
      if end > body.end, longest(.position, at: end) != nil || longest(.cue, at: end, keepsCase: false) != nil { return }
      end += 1
    }
    guard end == tokens.count || tokens[end].lineStart || (isMark(end, ".") || isMark(end, ";")) && (end + 1 == tokens.count || tokens[end + 1].lineStart), end > body.end, tokens[end - 1].kind == .word else { return }
    body.end = end
  }

  /// The other half of a name after a dash, when a level or place closes it: "Trung tâm Ngoại ngữ | - Tin học | tỉnh Đắk Nông".
  private func takeSecondName(_ body: inout HeadedBody) {
    // "Bệnh viện Truyền máu | - Huyết học", "Công ty Thương mại | - Xuất nhập khẩu Hoàng Gia Phát": fields on both sides.
    let first = body.end
    while body.isCapital, body.hasOwnName, !(tokens[body.start].isAllCaps && tokens[body.start + 1].isAllCaps), isDash(body.end), tokens[body.end].spaceBefore, continues(body.end + 2), isCapitalizedWord(body.end + 1), tokens[body.end + 2].kind == .word, !tokens[body.end + 2].isCapitalized, tokens[body.end - 1].kind == .word, !tokens[body.end - 1].isCapitalized,
      body.children.last?.end != body.end, longest(.field, at: body.end + 1) != nil || lexicon.isCompound(tokens[body.end + 1], tokens[body.end + 2]) && !opensPhrase(body.end + 1), !startsSentence(body.end + 1), startsFieldOnly(body.end + 1), longest(.bodyHead, at: body.end + 1, keepsCase: false) == nil
    {
      body.end = longest(.field, at: body.end + 1)?.end ?? compoundEnd(body.end + 2)
      if key(body.end) == Word.va, continues(body.end + 2), isCapitalizedWord(body.end + 1), startsFieldOnly(body.end + 1), lexicon.isCompound(tokens[body.end + 1], tokens[body.end + 2]) { body.end = compoundEnd(body.end + 2) }
    }
    if body.end > first { return takeOwnName(&body) }
    guard body.isCapital, body.isNamed, body.follow.contains("P"), isDash(body.end), tokens[body.end].spaceBefore, continues(body.end + 1), isCapitalizedWord(body.end + 1), isCapitalizedWord(body.end - 1) || lexicon.isCompound(tokens[body.end - 2], tokens[body.end - 1]), startsFieldOnly(body.end + 1) else { return }
    let end = compoundEnd(capitalRun(body.end + 1))
    guard levelEnd(at: end) > end || adjacentPlace(at: end) != nil else { return }
    body.end = end
  }

  /// "Đội Quản lý thị trường | số 2", "Cty CP Cơ giới và Xây lắp | số 9".
  private func takeNumber(_ body: inout HeadedBody) {
    guard body.isNamed || key(body.start) == Key.ddoanf && body.isLongHead, key(body.end) == Word.so, continues(body.end + 1), let number = number(body.end + 1), number < (key(body.start) == Key.ddoanf ? 1000 : 100), !isMark(body.end + 2, "/"), !(isMark(body.end + 2, "-") && !tokens[body.end + 2].spaceBefore), numberedBodies.contains(key(body.start)) else { return }
    body.end += 2
    body.isNamed = true
  }

  func isFirm(_ body: HeadedBody) -> Bool { firms.contains(key(body.start)) || key(body.start) == Key.toongr && key(body.start + 1) == Key.coong }

  /// "Hội nạn nhân chất độc da cam | xã Quảng Yên", "Trung tâm Kiểm soát bệnh tật | tỉnh".
  private func takeSmallWords(_ body: inout HeadedBody) {
    guard key(body.head.end - 1) == tuyen ? !body.isNamed : body.isCapital, body.follow.contains("P"), continues(body.end), let rest = smallWords(body.end, ofPeople: societies.contains(key(body.start)) || key(body.head.end - 1) == tuyen, ofTasks: key(body.head.end - 1) == Key.taam || key(body.start) == institute && !body.isLongHead || key(body.start) == Key.hieepj) else { return }
    if let place = rest.place { body.children.append(place) }
    body.end = rest.end
    body.isNamed = true
  }

  /// One past a firm's own name after the small words of its trade.
  private func firmEnd(_ start: Int, cuesOnly: Bool) -> Int? {
    var index = start
    while continues(index), tokens[index].kind == .word, !tokens[index].isCapitalized, index - start < 6 {
      if functionWords.contains(key(index)), key(index) != Word.va, !startsCompound(index), !lexicon.isCompound(tokens[index - 1], tokens[index]) { return nil }
      index += 1
    }
    guard index > start, isCapitalizedWord(index), continues(index), !startsOtherThanPerson(index), longest(.cue, at: start, keepsCase: false) == nil || lexicon.isCompound(tokens[start], tokens[start + 1]), !actionBetween(start, index, cuesOnly: cuesOnly) else { return nil }
    let run = capitalRun(index)
    let stop = placeInside(index, run) ?? nameStop(index, run)
    return joined(stop == run ? compoundEnd(stop) : stop)
  }

  /// "T&T", "KH&CN": an ampersand without spaces joins two parts of one name.
  private func joined(_ end: Int) -> Int {
    var end = end
    while isMark(end, "&"), !tokens[end].spaceBefore, continues(end + 1), isCapitalizedWord(end + 1), !tokens[end + 1].spaceBefore { end += 2 }
    return end
  }

  private func firmPlaces(_ start: Int, _ end: Int) -> [Node] {
    var index = start
    while index < end {
      if let place = place(at: index, adjacent: true), place.end <= end, place.start >= index, place.end == end || place.end - place.start > 1 { return [place] }
      index += 1
    }
    return []
  }

  /// Another name starts at `index`, a person's apart: a firm's own name looks like a person's.
  private func startsOtherThanPerson(_ index: Int) -> Bool {
    longest(.position, at: index) != nil || longest(.body, at: index).map { $0.end - $0.start > 1 } == true || longest(.bodyHead, at: index).map { $0.end - $0.start > 1 } == true
  }

  /// Small words of a name, up to the level or the unit that ends it.
  private func smallWords(_ start: Int, ofPeople: Bool = false, ofTasks: Bool = false) -> (end: Int, place: Node?)? {
    var index = start
    while continues(index), tokens[index].kind == .word, !tokens[index].isCapitalized || (ofPeople || ofTasks) && index > start, index - start < 9 {
      if index > start + 1 {
        let level = levelEnd(at: index)
        if let place = headedUnit(index) ?? (ofPeople || ofTasks ? adjacentPlace(at: index) : nil) { return actionBetween(start, index, cuesOnly: ofTasks) ? nil : (place.end, place) }
        if level > index { return actionBetween(start, index, cuesOnly: ofTasks) ? nil : (level, nil) }
      }
      if functionWords.contains(key(index)), !(key(index) == Word.va && index > start + 1) { return nil }
      index += 1
    }
    return nil
  }

  func headedUnit(_ index: Int) -> Node? {
    guard let head = longest(.placeHead, at: index), lexicon.field(head, 1, is: "unit"), let place = place(at: index), place.start == index else { return nil }
    return place
  }

  /// "giao thông": no "giao" by itself.
  private func startsCompound(_ index: Int) -> Bool { continues(index + 1) && lexicon.isCompound(tokens[index], tokens[index + 1]) }

  /// A verb of tasks or of speaking stands between: the sentence has gone on.
  private func actionBetween(_ start: Int, _ end: Int, cuesOnly: Bool = false) -> Bool {
    (start..<end).contains { index in
      matches(at: index).contains { !($0.end - $0.start == 1 && startsCompound(index)) && ($0.kind == .cue && !lexicon.field($0, 1, is: "-") || !cuesOnly && $0.kind == .action && $0.end - $0.start > 1) && $0.end <= end }
    }
  }

  /// Where another name starts inside the run `start..<end`, or its end.
  private func nameStop(_ start: Int, _ end: Int) -> Int {
    for index in start..<end where index > start {
      if startsSentence(index) { return index }
      if longest(.placeHead, at: index).map({ $0.end - index > 1 && lexicon.field($0, 1, is: "feature") }) == true, key(index) == Key.khu, adjacentPlace(at: index) != nil { return index }
      if key(index) == Key.thanhf, levelEnd(at: index) == index + 2, !isCapitalizedWord(index + 2) { return index }
      if startsOther(index), personRun(at: index) == nil || end - index > 2 { return index }
      if headedPlaceUnit(index) != nil { return index }
    }
    return end
  }

  /// Goes on over the small second syllables of a name's compounds: "Cục Cửa | khẩu", "Tổng cục Địa | chất".
  private func compoundEnd(_ start: Int) -> Int {
    var end = start
    while end > 0, continues(end), tokens[end].kind == .word, tokens[end].spaceBefore {
      if tokens[end].isCapitalized {
        guard end > start, !startsOther(end), levelEnd(at: end) == end, headedPlaceUnit(end) == nil, longest(.place, at: end) == nil, longest(.unit, at: end) == nil else { break }
      } else if functionWords.contains(key(end)) && !(secondSyllables.contains(key(end)) && tokens[end - 1].isCapitalized) || !lexicon.isCompound(tokens[end - 1], tokens[end]) || longest(.placeHead, at: end, keepsCase: false) != nil {
        guard end - start == 0, isLoneCapital(end - 1), !functionWords.contains(key(end)), !matches.starts(anyOf: verbs, at: end) else { break }
      }
      end += 1
    }
    return end
  }

  /// "Viện Nghiên cứu Âm | nhạc", "Hiệp hội Gỗ và Lâm | sản": a capital after small words starts a word that goes on.
  private func isLoneCapital(_ index: Int) -> Bool {
    index > 1 && tokens[index].isCapitalized && !tokens[index].isSingle && !tokens[index].isAllCaps && tokens[index - 1].kind == .word && !tokens[index - 1].isCapitalized && !tokens[index].lineStart
      && !matches.ends(anyOf: wholes, before: index + 1)
  }

  private func headedPlaceUnit(_ index: Int) -> Int? {
    guard let head = longest(.placeHead, at: index, keepsCase: false), lexicon.field(head, 1, is: "unit"),
      !tokens[index].isSingle, place(at: index) != nil
    else { return nil }
    return head.end
  }

  /// Where a known place starts inside the capitalized run `start..<end`: it completes the name.
  private func placeInside(_ start: Int, _ end: Int) -> Int? {
    for index in start..<end where index > start {
      if let match = longest(.unit, at: index) ?? longest(.place, at: index), match.end == end, match.end - index > 1 {
        return index
      }
    }
    return nil
  }
}
