internal import Lexicon
internal import TextModel

private let ministries = WordSet("Bộ Sở")
private let firmParts = WordSet("văn công hội đảng"), secretCase = wordKey("án")
/// What a board of projects is named by: "các dự án", "đầu tư các công trình", "xây dựng …".
private let works = WordSet("các đầu dự xây")
/// Heads that may be named by a task in lower case: "Ban tổ chức", "Ủy ban kiểm tra".
private let boards = WordSet("báo tạp ban ủy uỷ phòng hội đội tổ văn cơ tiểu đoàn")
/// Services that are bodies of their own and the field of a department: "Cục Hải quan".
private let fieldBodies = WordSet("Hải Kiểm Thanh Thuế Cảnh")
/// Fields that start with what is done: no noun of a name stands there.
private let local = wordKey("phương")
private let deeds = WordSet("xuất phòng kiểm giám đào xây phát bảo quản điều nghiên tổ hỗ thanh thi thực tuyên truyền chăm khai cứu tìm tiếp tư dạy giới xúc chế đầu kế cải an chỉ phối hướng yêu đề")
/// First words of what a body does, after its name.
private let verbsBehind = WordSet("đạt đứng đều gửi thấy muốn sớm xin dùng mời giữ đọc căn kể nhóm và địa")
let verbs = Lexicon.Kinds(.cue, .action)
/// Words that end a name: they join or start the clause that follows.
let functionWords = WordSet("và của đã đang sẽ là có tại ở cho với về do trong từ đến ngày năm theo để khi vào bị được thuộc cùng ông bà đồng anh chị tổ nói yêu đề giao chỉ phối gửi tỉnh huyện xã thành quận phường thị trước sau nhân cũng vừa còn này nhằm bằng như nên phải cần không các những một hai ba hoặc hay qua lên xuống ra trên dưới giữa đối gồm tham dự báo vì nếu thì mà tháng sáng chiều tối thôn lần gặp thắng thua trao")
/// Tasks that are named by what they are of.
private let tasks: [(UInt64, UInt64)] = ["quản lý", "kiểm soát", "phát triển", "khai thác", "đăng kiểm", "kiểm định", "vận hành", "thẩm định", "kiểm nghiệm", "chế biến", "sản xuất", "ứng dụng", "truyền tải", "phòng chống", "chất lượng", "nghiên cứu", "đào tạo", "giám sát", "buôn lậu", "tư vấn", "thống kê", "hạ tầng"].map { words in
  let pair = tokenize(Array(words.utf8))
  return (pair[0].key, pair[1].key)
}

extension EntityScan {
  /// "Ban | Dân vận", "Ban Chỉ đạo | Trung ương về phòng, chống tham nhũng"; false where a lower-case head needs a field and has none.
  func takeField(_ body: inout HeadedBody) -> Bool {
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
      isCapitalizedWord(body.end) || ((tokens[body.start].isCapitalized || body.isCapital && body.isLongHead && isCapitalizedWord(body.start + 1)) && field.end - body.end > 1 && !(!boards.contains(key(body.start)) && isTask(body.end, field.end)))
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
  func takeSecondField(_ body: inout HeadedBody) {
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
  func takeObject(_ body: inout HeadedBody) {
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

  /// "Trung tâm Quan trắc | môi trường", "Cục Quản lý | đê điều và Phòng chống thiên tai": a field in small letters right behind a
  /// body's name goes on with it, since no sentence has two nouns there.
  func takeNouns(_ body: inout HeadedBody) {
    guard body.isCapital, body.hasOwnName || body.isNamed && body.follow.hasPrefix("F") || body.isLongHead && body.follow.contains("F") && !isFirm(body), longest(.place, at: body.start).map({ $0.end >= body.end }) != true, longest(.body, at: body.start).map({ $0.end == body.end }) != true, body.children.last.map({ $0.end < body.end }) ?? true, !tokens[body.end - 1].isAllCaps || body.isLongHead else { return }
    let start = body.end
    body.end = nounsEnd(body.end)
    guard body.end > start else { return }
    body.isNamed = true
    body.hasOwnName = true
    if key(body.end) == Word.va, continues(body.end + 2), isCapitalizedWord(body.end + 1), startsFieldOnly(body.end + 1), longest(.bodyHead, at: body.end + 1, keepsCase: false) == nil {
      body.end = longest(.field, at: body.end + 1)?.end ?? compoundEnd(capitalRun(body.end + 1))
    }
  }

  /// One past the fields in small letters from `start` on: two syllables and more, none of which is what the body does.
  func nounsEnd(_ start: Int) -> Int {
    var end = start
    while end - start < 8, continues(end + 1), tokens[end].kind == .word, !tokens[end].isCapitalized, !matches.starts(anyOf: verbs, at: end) || !matches.at(end).contains(where: { ($0.kind == .cue || $0.kind == .action) && $0.end - end > 1 }), !deeds.contains(key(end)), key(end + 1) != local, let field = longest(.field, at: end, keepsCase: false), field.end - end > 1, !matches.starts(.position, at: end), !matches.starts(.bodyHead, at: end) || matches.starts(.field, at: end) && longest(.bodyHead, at: end, keepsCase: false).map({ $0.end < field.end }) != false,
      field.keepsCase || (end..<field.end).allSatisfy({ !tokens[$0].isCapitalized || tokens[$0].isAllCaps })
    { end = field.end }
    return end
  }

  /// "Tòa án nhân dân khu vực 2 | - Hải Phòng": the place that an area's court is in.
  func takeCourtOfArea(_ body: inout HeadedBody) {
    guard number(body.end - 1) != nil || isRomanNumber(body.end - 1), key(body.end - 2) == Key.vuwcj, isDash(body.end), continues(body.end + 1), isCapitalizedWord(body.end + 1), let place = adjacentPlace(at: body.end + 1) else { return }
    body.children.append(place)
    body.end = place.end
  }

  /// No name of any kind starts at the capital.
  func startsFieldOnly(_ index: Int) -> Bool {
    !startsOther(index) && body(at: index) == nil && place(at: index) == nil && personRun(at: index) == nil
      && longest(.documentType, at: index, keepsCase: false) == nil && !startsProgram(index)
  }
}
