internal import Lexicon
internal import TextModel

/// A body read from its head noun on: "Ban | Chỉ đạo phòng, chống tham nhũng | Trung ương", "Sở | Nội vụ | tỉnh Đắk Nông".
private struct HeadedBody {
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
    guard let head = longest(.bodyHead, at: index, keepsCase: false) else { return nil }
    let isCapital = tokens[index].isCapitalized || lowerAllowed
    guard opensBody(head, isCapital: isCapital) else { return nil }
    var body = HeadedBody(
      head: head, follow: lexicon.letters(head, 1), isCapital: isCapital, depth: depth, end: head.end, children: inner(index, head.end))
    guard takeField(&body) else { return nil }
    takeName(&body)
    takeSecondField(&body)
    takeTrade(&body)
    takeSmallWords(&body)
    takeParentsAndPlaces(&body)
    guard standsAlone(body) else { return nil }
    return Node(type: .organization, start: index, end: body.end, rule: .row(head), confidence: body.isNamed ? 0.88 : 0.75, children: body.children)
  }
}

// MARK: Head

private let compoundBefore = WordSet("quân chính trụ chức nhiệm chiến thị môi mỹ giáo nghĩa phục dịch công xã đại quốc cơ thông nội hiện cảnh dự tập cơ toàn thư bệnh hội học phi bộ ngang thường họp cán nông lễ nhà tờ tình")

extension EntityScan {
  /// The head is neither the end of another word ("sinh hoạt | hội") nor a class of bodies ("các sở", "UBND các cấp").
  private func opensBody(_ head: Lexicon.Match, isCapital: Bool) -> Bool {
    let index = head.start
    let isSingle = head.end - head.start == 1
    if !isCapital, isSingle, index > 0, compoundBefore.contains(key(index - 1)) || key(index) == Key.vuj { return false }
    if key(index) == Key.ddh, key(head.end) == Key.ddangr { return false }
    if key(head.end) == Word.cua, Word.plural.contains(key(head.end + 1)) { return false }
    if continues(head.end), Word.plural.contains(key(head.end)) || key(head.end) == Word.cap || (key(head.end) == Key.cungf && key(head.end + 1) == Word.cap) { return false }
    guard isSingle, index > 0, !tokens[index - 1].lineStart, lexicon.letters(head, 1).hasPrefix("F") else { return true }
    return !Word.plural.contains(key(index - 1)) && number(index - 1) == nil
  }
}

// MARK: Field of work

private let ministries = WordSet("Bộ Sở")
/// Services that are bodies of their own and the field of a department: "Cục Hải quan".
private let fieldBodies = WordSet("Hải Kiểm Thanh Thuế Cảnh")

extension EntityScan {
  /// "Ban | Dân vận", "Ban Chỉ đạo | Trung ương về phòng, chống tham nhũng"; false where a lower-case head needs a field and has none.
  private func takeField(_ body: inout HeadedBody) -> Bool {
    guard body.follow.contains("F") else { return true }
    if key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia {
      body.end += 2
      body.isNamed = true
    } else if key(body.end) == Key.trung, let trungUong = longest(.body, at: body.end), trungUong.end - body.end == 2, key(trungUong.end) == Key.veef {
      body.children.append(Node(type: .organization, start: body.end, end: body.end + 2, rule: "bodies:Trung ương", confidence: 0.9))
      body.end += 2
      body.isNamed = true
    }
    if key(body.end) == Key.veef, body.isNamed || body.isCapital, let field = longest(.field, at: body.end + 1, keepsCase: false), field.end - field.start > 1 || tokens[body.end + 1].isAllCaps {
      body.end = field.end
      body.isNamed = true
    } else if let field = longest(.field, at: body.end, keepsCase: false), isFieldOf(body, field),
      isCapitalizedWord(body.end) || (tokens[body.start].isCapitalized && field.end - body.end > 1)
    {
      body.end = compoundEnd(field.end)
      body.isNamed = true
      body.hasOwnName = true
    } else if key(body.end) == Key.veef, body.isNamed, let title = titleEnd(from: body.end + 1), title - body.end < 25 {
      body.children += parts(body.end + 1, title)
      body.end = title
    } else if !body.isCapital, !body.follow.contains("N") {
      return false
    }
    return true
  }

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
    guard isField || body.follow.hasPrefix("P") && body.isLongHead, body.isNamed || isCapitalizedWord(body.end - 1) && body.end > body.head.end || body.isLongHead,
      isDash(body.end), continues(body.end + 1), isCapitalizedWord(body.end + 1), let field = longest(.field, at: body.end + 1), place(at: body.end + 1) == nil,
      personRun(at: body.end + 1) == nil
    else { return }
    body.end = compoundEnd(field.end)
    body.isNamed = true
  }

  /// No name of any kind starts at the capital.
  private func startsFieldOnly(_ index: Int) -> Bool {
    !startsOther(index) && body(at: index) == nil && place(at: index) == nil && personRun(at: index) == nil
      && longest(.documentType, at: index, keepsCase: false) == nil && !startsProgram(index)
  }
}

// MARK: Name

/// Words that end a name: they join or start the clause that follows.
private let functionWords = WordSet("và của đã đang sẽ là có tại ở cho với về do trong từ đến ngày năm theo để khi vào bị được thuộc cùng ông bà đồng anh chị tổ nói yêu đề giao chỉ phối gửi tỉnh huyện xã thành quận phường thị trước sau nhân cũng vừa còn này nhằm bằng như nên phải cần không các những một hai ba hoặc hay qua lên xuống ra trên dưới giữa đối gồm tham dự báo vì nếu thì mà tháng sáng chiều tối thôn lần")
/// Heads of firms and plants: their name may hold small words before its own ("Công ty cổ phần giống bò sữa Mộc Châu").
private let firms = WordSet("công nhà xí hợp HTX doanh")

extension EntityScan {
  /// A number or a capitalized name of its own: "Đội | 5", "Trường THPT | Lê Quý Đôn", "Bệnh viện | Nhi đồng TP. Hồ Chí Minh".
  private func takeName(_ body: inout HeadedBody) {
    guard body.follow.contains("N"), continues(body.end) else { return }
    if tokens[body.end].kind == .number, !body.isNamed, tokens[body.end].end - tokens[body.end].start <= 3, !isCountOfUnits(body.end) {
      body.end += 1
      body.isNamed = true
    } else if isCapitalizedWord(body.end), !startsCompletion(body) {
      let run = capitalRun(body.end)
      let stop = placeInside(body.end, run) ?? nameStop(body.end, run)
      if stop > body.end {
        body.end = stop == run ? compoundEnd(stop) : stop
        body.isNamed = true
        body.hasOwnName = true
      }
      // One small word inside the name.
      if body.end >= run, continues(body.end + 1), tokens[body.end].kind == .word, !tokens[body.end].isCapitalized, isCapitalizedWord(body.end + 1),
        !functionWords.contains(key(body.end)), !startsOther(body.end + 1)
      {
        let next = capitalRun(body.end + 1)
        body.end = placeInside(body.end, next) ?? nameStop(body.end + 1, next)
      }
      if key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia, continues(body.end + 1) { body.end += 2 }
    }
  }

  /// The capital after the head starts a place, a parent or another name, and none of the body's own.
  private func startsCompletion(_ body: HeadedBody) -> Bool {
    let isComplete = lexicon.field(body.head, 2, is: "yes") || body.isNamed || body.follow.hasPrefix("F")
    return body.isNamed && adjacentPlace(at: body.end).map { $0.end >= capitalRun(body.end) } == true
      || isComplete && personRun(at: body.end).map { $0 - body.end > 2 } == true
      || headedPlaceUnit(body.end) != nil || longest(.position, at: body.end) != nil
      || self.body(at: body.end, depth: body.depth + 1).map { $0.end - body.end > 1 } == true
  }

  /// "Hội LHPN | 126 xã": a count of units, not the name's number.
  private func isCountOfUnits(_ index: Int) -> Bool {
    continues(index + 1) && Word.level.contains(key(index + 1)) && !(continues(index + 2) && (isCapitalizedWord(index + 2) || tokens[index + 2].kind == .number))
  }

  /// The small words of a firm's trade before its own name: "Công ty | cổ phần giống bò sữa Mộc Châu".
  private func takeTrade(_ body: inout HeadedBody) {
    guard continues(body.end), firms.contains(key(body.start)), let firm = firmEnd(body.end),
      !body.isNamed || !isCapitalizedWord(body.end - 1) || firm - body.end < 6 && place(at: body.end + 2, adjacent: true)?.end == firm
    else { return }
    body.children += firmPlaces(body.end, firm)
    body.end = firm
    body.isNamed = true
    body.hasOwnName = true
  }

  /// "Hội nạn nhân chất độc da cam | xã Quảng Yên", "Trung tâm Kiểm soát bệnh tật | tỉnh".
  private func takeSmallWords(_ body: inout HeadedBody) {
    guard body.isCapital, body.follow.contains("P"), continues(body.end), let rest = smallWords(body.end) else { return }
    if let place = rest.place { body.children.append(place) }
    body.end = rest.end
    body.isNamed = true
  }

  /// One past a firm's own name after the small words of its trade.
  private func firmEnd(_ start: Int) -> Int? {
    var index = start
    while continues(index), tokens[index].kind == .word, !tokens[index].isCapitalized, index - start < 6 {
      if functionWords.contains(key(index)), key(index) != Word.va { return nil }
      index += 1
    }
    guard index > start, isCapitalizedWord(index), continues(index), !startsOtherThanPerson(index), longest(.cue, at: start, keepsCase: false) == nil, actionBetween(start, index) == false else { return nil }
    let run = capitalRun(index)
    let stop = placeInside(index, run) ?? nameStop(index, run)
    return stop == run ? compoundEnd(stop) : stop
  }

  private func firmPlaces(_ start: Int, _ end: Int) -> [Node] {
    var index = start
    while index < end {
      if let place = place(at: index, adjacent: true), place.end <= end, place.start >= index { return [place] }
      index += 1
    }
    return []
  }

  /// Another name starts at `index`, a person's apart: a firm's own name looks like a person's.
  private func startsOtherThanPerson(_ index: Int) -> Bool {
    longest(.position, at: index) != nil || longest(.body, at: index).map { $0.end - $0.start > 1 } == true || longest(.bodyHead, at: index).map { $0.end - $0.start > 1 } == true
  }

  /// Small words of a name, up to the level or the unit that ends it.
  private func smallWords(_ start: Int) -> (end: Int, place: Node?)? {
    var index = start
    while continues(index), tokens[index].kind == .word, !tokens[index].isCapitalized, index - start < 9 {
      if index > start + 1 {
        let level = levelEnd(at: index)
        if let place = headedUnit(index) { return actionBetween(start, index) ? nil : (place.end, place) }
        if level > index { return actionBetween(start, index) ? nil : (level, nil) }
      }
      if functionWords.contains(key(index)), !(key(index) == Word.va && index > start + 1) { return nil }
      index += 1
    }
    return nil
  }

  private func headedUnit(_ index: Int) -> Node? {
    guard let head = longest(.placeHead, at: index), lexicon.field(head, 1, is: "unit"), let place = place(at: index), place.start == index else { return nil }
    return place
  }

  /// A verb of tasks or of speaking stands between: the sentence has gone on.
  private func actionBetween(_ start: Int, _ end: Int) -> Bool {
    (start..<end).contains { index in
      matches(at: index).contains { ($0.kind == .cue || $0.kind == .action && $0.end - $0.start > 1) && $0.end <= end }
    }
  }

  /// Where another name starts inside the run `start..<end`, or its end.
  private func nameStop(_ start: Int, _ end: Int) -> Int {
    for index in start..<end where index > start {
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
        guard end > start, !startsOther(end), headedPlaceUnit(end) == nil, longest(.place, at: end) == nil, longest(.unit, at: end) == nil else { break }
      } else if functionWords.contains(key(end)) || !lexicon.isCompound(tokens[end - 1], tokens[end]) || longest(.placeHead, at: end, keepsCase: false) != nil {
        break
      }
      end += 1
    }
    return end
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

// MARK: Parent and place

private let diplomatic = WordSet("Đại Tổng Lãnh")

extension EntityScan {
  /// Parents and places in a row: "Phòng Cảnh sát giao thông | Công an | tỉnh", "Đại sứ quán | Việt Nam | tại Lào".
  private func takeParentsAndPlaces(_ body: inout HeadedBody) {
    var turns = 0
    while turns < 3, continues(body.end) {
      turns += 1
      if key(body.end) == Key.khu, key(body.end + 1) == Key.vuwcj, continues(body.end + 2), isRomanNumber(body.end + 2) || number(body.end + 2) != nil,
        body.isNamed || key(body.start) == Key.tw
      {
        body.end += 3
      }
      if takeParent(&body) { continue }
      guard body.follow.contains("P") || body.isNamed, takePlace(&body) else { break }
    }
    if diplomatic.contains(key(body.start)), !body.children.isEmpty, key(body.end) == Key.taij, let host = place(at: body.end + 1) {
      body.children.append(host)
      body.end = host.end
    }
    if body.follow.contains("P"), let rest = afterBracket(body.end, body.start) {
      if let place = rest.place { body.children.append(place) }
      body.end = rest.end
    }
  }

  private func takeParent(_ body: inout HeadedBody) -> Bool {
    guard body.follow.contains("B"), isCapitalizedWord(body.end) || key(body.end) == Key.coong || startsCommittee(body.end),
      let parent = self.body(at: body.end, depth: body.depth + 1), parent.start == body.end
    else { return false }
    body.children.append(parent)
    body.end = parent.end
    body.isNamed = true
    return true
  }

  private func takePlace(_ body: inout HeadedBody) -> Bool {
    if let place = adjacentPlace(at: body.end) {
      complete(&body.children, place, body.end)
      body.end = place.end
      body.isNamed = true
      // "Hội Hữu nghị | Việt Nam - Lào".
      if key(place.start - 1) == Key.nghij, isDash(body.end), continues(body.end + 1), let other = longest(.place, at: body.end + 1) {
        body.children.append(Node(type: .location, start: body.end + 1, end: other.end, rule: .row(other), confidence: 0.9))
        body.end = other.end
      }
      return true
    }
    let level = levelEnd(at: body.end)
    guard level > body.end, body.follow.contains("P") else { return false }
    body.end = level
    body.isNamed = true
    return true
  }
}

// MARK: What stands without a name

private let outlets = WordSet("báo đài")
/// A number after these is a date's or a name's, not a count of bodies.
private let countedBefore = WordSet("tháng ngày quý số khóa thứ điều năm khoản đội tổ phòng ban")
private let shortHeads = WordSet("Bộ Ban Hội Đoàn Sở Cục")
/// What a body that opens a sentence does: "Sở cũng đã yêu cầu …".
private let shortFollowers = WordSet("cũng đã sẽ đang có phải cần yêu đề khẳng cho giao vẫn luôn tiếp sẵn không chỉ được")
/// "Hội nghị", "Bộ trưởng", "Đoàn viên": the short form is the start of a common word.
private let notAfterShort = WordSet("nghị thảo trường viên ngành trưởng đội kết hữu bộ thi đàm chợ luật hành thể máy phận quán đoàn thao hoa giảng lễ Hội diễn")

extension EntityScan {
  /// What was found after the head is enough to name one body.
  private func standsAlone(_ body: HeadedBody) -> Bool {
    let index = body.start
    let isPlural = index > 0 && Word.plural.contains(key(index - 1))
    if key(index) == Key.vuj, !body.hasOwnName { return false }
    // "trung tâm Hà Nội": the middle of a city.
    if !body.isCapital, lexicon.field(body.head, 0, is: "Trung tâm"), !body.hasOwnName, body.children.count == 1, body.children[0].type == .location, body.children[0].start == body.head.end { return false }
    if key(index) == Key.thuwowngf, index > 0, key(index - 1) == Key.quan, !tokens[index].lineStart { return false }
    guard body.isCapital || isNamedInLowerCase(body) && !isPlural || startsCommittee(index) && lexicon.field(body.head, 2, is: "yes") && body.head.end - index == 2 else { return false }
    return body.isNamed || isBareBody(body)
  }

  /// "công an huyện Phong Điền": a head in lower case with a place, a field or a name.
  private func isNamedInLowerCase(_ body: HeadedBody) -> Bool {
    body.isNamed
      && (!body.children.isEmpty && (body.follow.hasPrefix("P") || outlets.contains(key(body.start))) || body.hasOwnName
        || body.follow.hasPrefix("F") && isCapitalizedWord(body.head.end))
  }

  /// A head alone that the article leaves to its context: "Tỉnh ủy", "UBND", "Bộ cũng đã …".
  private func isBareBody(_ body: HeadedBody) -> Bool {
    let index = body.start
    if index > 0, key(index - 1) == Key.nganhf { return false }
    if let count = number(index - 1), count < 20, !tokens[index - 1].lineStart, !countedBefore.contains(key(index - 2)), !isMark(index - 2, "/"), !isMark(index - 2, "-") { return false }
    if !body.isCapital, isMark(index - 1, ",") || isMark(body.end, ","), key(body.end - 1) == Key.uyr, !isCapitalizedWord(body.end + 1) { return false }
    if index > 0, Word.plural.contains(key(index - 1)) { return false }
    if lexicon.field(body.head, 2, is: "no") { return false }
    guard lexicon.field(body.head, 2, is: "short") else { return true }
    return (!isSentenceStart(index) || shortFollowers.contains(key(body.end))) && !isCapitalizedWord(body.end) && !followsCapital(index)
      && (shortHeads.contains(key(index)) || key(index) == Key.toongr && key(index + 1) == Key.cucj) && !notAfterShort.contains(key(body.end))
      && !(index > 0 && isMark(index - 1, ",") && isMark(body.end, ",")) && body.end == body.head.end
  }
}
