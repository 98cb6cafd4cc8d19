internal import Lexicon
internal import TextModel

/// Last words of heads that are named by two fields more often than by a proper name.
private let institutes = WordSet("tâm viện khoa")
private let schools = WordSet("trường quỹ trung viện học")
/// What firms do or are, in one syllable.
private let doings = WordSet("gây nợ hứa sở chưa mới giá bán mua thuê đổi xả nhập lỗ lãi")
private let sunday = (Key.chur, Key.nhaatj)
private let wholes = Lexicon.Kinds(.place, .unit, .body)
/// Function words that are also second syllables of words that name: "Đô | thị", "Thiết | bị", "Nhà | báo", "Hàng | không".
private let secondSyllables = WordSet("thị bị báo không")
/// Heads of societies: small words of whom or what they are for stand before their place ("Hiệp hội chế biến gỗ | Bình Dương").
let societies = WordSet("hội hiệp liên chi")
/// Heads whose bodies are numbered after their names.
private let numberedBodies = WordSet("đội trạm cụm tổ công Cty TCty DNTN HTX CTCP NMĐ trường tổng chi cơ trung xí hải phòng nhà đoàn")

private let steeringEnd = Key.ddaoj
private let holds = Key.giuwx

extension EntityScan {
  /// A number or a capitalized name of its own: "Đội | 5", "Trường THPT | Lê Quý Đôn", "Bệnh viện | Nhi đồng TP. Hồ Chí Minh".
  func takeName(_ body: inout HeadedBody) {
    guard body.follow.contains("N"), continues(body.end), body.isCapital || !tokens[body.end].isSingle else { return }
    if tokens[body.end].kind == .number, !body.isNamed, tokens[body.end].end - tokens[body.end].start <= 3, !isCountOfUnits(body.end) {
      body.end += 1
      body.isNamed = true
      // "Sư đoàn 3 | Sao Vàng", "Lữ đoàn 189 | Hải quân".
      if key(body.head.end - 1) == Key.ddoanf, isCapitalizedWord(body.end), continues(body.end), !tokens[body.end].isAllCaps,
        !startsOther(body.end) || matches.starts(.field, at: body.end), place(at: body.end) == nil, personRun(at: body.end).map({ $0 - body.end > 2 }) != true
      {
        let run = capitalRun(body.end)
        if run - body.end < 4, !startsSentence(body.end), !opensPhrase(body.end) || longest(.field, at: body.end) != nil {
          body.end = run - body.end == 1 ? longest(.field, at: body.end)?.end ?? body.end : run
        }
      }
      if key(body.start) == Key.ban, key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia, continues(body.end + 1) { body.end += 2 }
    } else if isCapitalizedWord(body.end), !startsSentence(body.end), !startsCompletion(body) {
      let run = capitalRun(body.end)
      let stop = placeInside(body.end, run) ?? nameStop(body.end, run)
      if stop > body.end {
        body.end = joinedEnd(stop == run ? compoundEnd(stop) : stop)
        // "Trường Khuyết | tật", "Quỹ Bảo | trợ": no name of one syllable.
        if body.end == body.head.end + 1, schools.contains(key(body.start)) || body.isFirm, !tokens[body.end - 1].isSingle, !doings.contains(key(body.end)),
          longest(.place, at: body.start) == nil, longest(.unit, at: body.start) == nil, continues(body.end), tokens[body.end].kind == .word,
          !tokens[body.end].isCapitalized, tokens[body.end - 1].kind == .word, !tokens[body.end - 1].isAllCaps, !functionWords.contains(key(body.end)),
          !matches.starts(anyOf: verbs, at: body.end)
        {
          body.end += 1
        }
        body.isNamed = true
        body.hasOwnName = true
      }
      // One small word inside the name.
      if body.end >= run, continues(body.end + 1), tokens[body.end].kind == .word, !tokens[body.end].isCapitalized, isCapitalizedWord(body.end + 1),
        !functionWords.contains(key(body.end)), body.isFirm ? !startsOtherThanPerson(body.end + 1) : !startsOther(body.end + 1)
      {
        let next = capitalRun(body.end + 1)
        let stop = placeInside(body.end, next) ?? nameStop(body.end + 1, next)
        body.end = stop == next ? compoundEnd(stop) : stop
      }
      if body.end > body.head.end, tokens[body.end - 1].kind == .word, !tokens[body.end - 1].isCapitalized { takeOwnName(&body) }
      if key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia, continues(body.end + 1) { body.end += 2 }
    }
  }

  /// "Hiệp hội | “Trung tâm ảnh”", "Câu lạc bộ | “Trái tim người lính”": a name in quotes right after the head.
  func takeQuotedName(_ body: inout HeadedBody) {
    guard !body.isNamed, body.isCapital, tokens[body.start].isCapitalized, body.follow.contains("N"), body.end == body.head.end, continues(body.end),
      isMark(body.end, "“") || isMark(body.end, "\""), isCapitalizedWord(body.end + 1), !tokens[body.end + 1].spaceBefore,
      let close = ((body.end + 2)..<(body.end + 9)).first(where: { isMark($0, "”") || isMark($0, "\"") }), (body.end + 2...close).allSatisfy({ continues($0) })
    else { return }
    body.end = close + 1
    body.isNamed = true
    body.hasOwnName = true
  }

  /// The capital after the head starts a place, a parent or another name, and none of the body's own.
  private func startsCompletion(_ body: HeadedBody) -> Bool {
    let isComplete = lexicon.field(body.head, 2, is: "yes") || body.isNamed || body.follow.hasPrefix("F")
    return levelEnd(at: body.end) > body.end && !isCapitalizedWord(levelEnd(at: body.end))
      || body.isNamed && adjacentPlace(at: body.end).map { $0.end >= capitalRun(body.end) } == true
      || isComplete && personRun(at: body.end).map { $0 - body.end > 2 } == true
      || headedPlaceUnit(body.end) != nil || longest(.position, at: body.end) != nil
      || !isFieldName(body.end) && self.body(at: body.end, depth: body.depth + 1).map { $0.end - body.end > 1 } == true
  }

  /// "Học viện | Nông nghiệp Việt Nam": a field that a newspaper is named by too, and no parent.
  func isFieldName(_ index: Int) -> Bool {
    guard longest(.bodyHead, at: index, keepsCase: false) == nil, let name = longest(.body, at: index), let field = longest(.field, at: index) else {
      return false
    }
    return field.end < name.end && longest(.place, at: field.end)?.end == name.end
  }

  /// "Hội LHPN | 126 xã": a count of units, not the name's number.
  private func isCountOfUnits(_ index: Int) -> Bool {
    // "Ban Chỉ đạo 138 | huyện": a steering board is named by its number.
    guard key(index - 1) != steeringEnd || key(index - 3) != Key.ban else { return false }
    return continues(index + 1) && Word.level.contains(key(index + 1))
      && !(continues(index + 2) && (isCapitalizedWord(index + 2) || tokens[index + 2].kind == .number))
  }

  /// "Trung tâm Đào tạo | và Sát hạch lái xe", "Trung tâm Huấn luyện | & Bồi dưỡng nghiệp vụ": the second half of a name that is no name of its own.
  func takeSecondHalf(_ body: inout HeadedBody) {
    guard body.hasOwnName, body.isCapital, !body.follow.hasPrefix("F"), body.follow.contains("N"),
      key(body.end) == Word.va || isMark(body.end, "&") && tokens[body.end].spaceBefore, continues(body.end + 1), isCapitalizedWord(body.end + 1),
      tokens[body.end + 1].spaceBefore,
      longest(.field, at: body.end + 1) != nil
        || continues(body.end + 2)
          && (lexicon.isCompound(tokens[body.end + 1], tokens[body.end + 2])
            || institutes.contains(key(body.head.end - 1)) && !tokens[body.end + 2].isCapitalized && tokens[body.end + 2].kind == .word
              && !functionWords.contains(key(body.end + 2))),
      longest(.bodyHead, at: body.end + 1, keepsCase: false) == nil && startsFieldOnly(body.end + 1)
        || longest(.field, at: body.end + 1).map({ field in
          field.end - field.start > 1 && longest(.bodyHead, at: body.end + 1, keepsCase: false).map { $0.end < field.end } != false
        }) == true && personRun(at: body.end + 1) == nil && longest(.body, at: body.end + 1) == nil
    else { return }
    body.end = longest(.field, at: body.end + 1)?.end ?? compoundEnd(capitalRun(body.end + 1))
    takeOwnName(&body)
  }

  /// "Công ty CP Đầu tư và Xây dựng | Bùi Vũ", "Công ty Tơ lụa | Hà Bảo": a firm's own name after its trade.
  private func takeOwnName(_ body: inout HeadedBody) {
    guard body.isFirm, continues(body.end), isCapitalizedWord(body.end), tokens[body.end].spaceBefore, !startsOtherThanPerson(body.end),
      longest(.placeHead, at: body.end, keepsCase: false) == nil, longest(.honorific, at: body.end, keepsCase: false) == nil
    else { return }
    let run = capitalRun(body.end)
    if let place = adjacentPlace(at: body.end), place.end == run || place.end - body.end > 1 { return }
    guard !startsSentence(run - 1), personRun(at: body.end).map({ $0 - body.end > 2 }) != true else { return }
    body.end = joinedEnd(placeInside(body.end, run) ?? nameStop(body.end, run))
  }

  /// "Công ty CP KCN Sài Gòn|-Hải Phòng", "Sư đoàn 3|-Sao Vàng": a glued hyphen joins one name.
  func takeGluedPart(_ body: inout HeadedBody) {
    guard body.isNamed, isMark(body.end, "-"), !tokens[body.end].spaceBefore, continues(body.end + 1), isCapitalizedWord(body.end + 1),
      !tokens[body.end + 1].spaceBefore,
      !(key(body.end + 1) == Word.thu && date(at: body.end + 1) != nil || key(body.end + 1) == sunday.0 && key(body.end + 2) == sunday.1),
      !startsOtherThanPerson(body.end + 1), self.body(at: body.end + 1, depth: body.depth + 1) == nil
    else { return }
    // "Chủ tịch UBND tỉnh Quảng Ninh|-Nguyễn Đức Long": who holds the office.
    if !body.isFirm, personRun(at: body.end + 1).map({ $0 - body.end > 3 }) == true { return }
    let run = capitalRun(body.end + 1)
    if let last = body.children.last, last.type == .location, last.end == body.end { body.children.removeLast() }
    body.end = run
  }

  /// An item of a list that is nothing but a body: "3. Vụ Khoa học | kỹ thuật và công nghệ.", "20. Cục Thông tin|, Thống kê."
  func takeRestOfItem(_ body: inout HeadedBody) {
    let start = body.start
    guard body.depth == 0, body.isNamed, tokens[start].isCapitalized, continues(body.end),
      isMark(start - 1, ".") || isMark(start - 1, "-") || isMark(start - 1, ")"), start < 2 || tokens[start - 1].lineStart || tokens[start - 2].lineStart
    else { return }
    var end = body.end
    while continues(end), end - start < 16, tokens[end].kind == .word || isMark(end, ",") || isDash(end) {
      if functionWords.contains(key(end)), key(end) != Word.va { return }
      if end > body.end, longest(.position, at: end) != nil || longest(.cue, at: end, keepsCase: false) != nil { return }
      end += 1
    }
    guard end == tokens.count || tokens[end].lineStart || (isMark(end, ".") || isMark(end, ";")) && (end + 1 == tokens.count || tokens[end + 1].lineStart),
      end > body.end, tokens[end - 1].kind == .word
    else { return }
    body.end = end
  }

  /// The other half of a name after a dash, when a level or place closes it: "Trung tâm Ngoại ngữ | - Tin học | tỉnh Đắk Nông".
  func takeSecondName(_ body: inout HeadedBody) {
    // "Bệnh viện Truyền máu | - Huyết học", "Công ty Thương mại | - Xuất nhập khẩu Hoàng Gia Phát": fields on both sides.
    let first = body.end
    while body.isCapital, body.hasOwnName, !(tokens[body.start].isAllCaps && tokens[body.start + 1].isAllCaps), isDash(body.end), tokens[body.end].spaceBefore,
      continues(body.end + 2), isCapitalizedWord(body.end + 1), tokens[body.end + 2].kind == .word, !tokens[body.end + 2].isCapitalized,
      tokens[body.end - 1].kind == .word, !tokens[body.end - 1].isCapitalized,
      body.children.last?.end != body.end,
      longest(.field, at: body.end + 1) != nil || lexicon.isCompound(tokens[body.end + 1], tokens[body.end + 2]) && !opensPhrase(body.end + 1),
      !startsSentence(body.end + 1), startsFieldOnly(body.end + 1),
      longest(.bodyHead, at: body.end + 1, keepsCase: false).map({ head in longest(.field, at: body.end + 1).map { $0.end > head.end } == true }) ?? true
    {
      body.end = longest(.field, at: body.end + 1)?.end ?? compoundEnd(body.end + 2)
      if key(body.end) == Word.va, continues(body.end + 2), isCapitalizedWord(body.end + 1), startsFieldOnly(body.end + 1),
        lexicon.isCompound(tokens[body.end + 1], tokens[body.end + 2])
      {
        body.end = compoundEnd(body.end + 2)
      }
    }
    if body.end > first { return takeOwnName(&body) }
    guard body.isCapital, body.isNamed, body.follow.contains("P"), isDash(body.end), tokens[body.end].spaceBefore, continues(body.end + 1),
      isCapitalizedWord(body.end + 1), isCapitalizedWord(body.end - 1) || lexicon.isCompound(tokens[body.end - 2], tokens[body.end - 1]),
      startsFieldOnly(body.end + 1)
    else { return }
    let end = compoundEnd(capitalRun(body.end + 1))
    guard levelEnd(at: end) > end || adjacentPlace(at: end) != nil else { return }
    body.end = end
  }

  /// "Đội Quản lý thị trường | số 2", "Cty CP Cơ giới và Xây lắp | số 9".
  func takeNumber(_ body: inout HeadedBody) {
    guard body.isNamed || key(body.start) == Key.ddoanf && body.isLongHead, key(body.end) == Word.so, continues(body.end + 1),
      let number = number(body.end + 1), number < (key(body.start) == Key.ddoanf ? 1000 : 100), !isMark(body.end + 2, "/"),
      !(isMark(body.end + 2, "-") && !tokens[body.end + 2].spaceBefore), numberedBodies.contains(key(body.start))
    else { return }
    body.end += 2
    body.isNamed = true
  }

  /// "Hội nạn nhân chất độc da cam | xã Quảng Yên", "Trung tâm Kiểm soát bệnh tật | tỉnh".
  func takeSmallWords(_ body: inout HeadedBody) {
    guard key(body.head.end - 1) == tuyen ? !body.isNamed : body.isCapital, body.follow.contains("P"), continues(body.end),
      let rest = smallWords(
        body.end, ofPeople: societies.contains(key(body.start)) || key(body.head.end - 1) == tuyen,
        ofTasks: key(body.head.end - 1) == Key.taam || key(body.start) == institute && !body.isLongHead || key(body.start) == Key.hieepj)
    else { return }
    body.end = rest.end
    body.isNamed = true
    guard let place = rest.place else { return }
    body.children.append(place)
    takeOtherSide(&body, place)
  }

  /// "T&T", "KH&CN": an ampersand without spaces joins two parts of one name.
  func joinedEnd(_ end: Int) -> Int {
    var end = end
    while isMark(end, "&"), !tokens[end].spaceBefore, continues(end + 1), isCapitalizedWord(end + 1), !tokens[end + 1].spaceBefore { end += 2 }
    return end
  }

  /// Small words of a name, up to the level or the unit that ends it.
  private func smallWords(_ start: Int, ofPeople: Bool = false, ofTasks: Bool = false) -> (end: Int, place: Node?)? {
    var index = start
    while continues(index), tokens[index].kind == .word, !tokens[index].isCapitalized || (ofPeople || ofTasks) && index > start, index - start < 9 {
      if index > start + 1 {
        let level = levelEnd(at: index)
        if let place = headedUnit(index) ?? (ofPeople || ofTasks ? adjacentPlace(at: index) : nil) {
          return actionBetween(start, index, cuesOnly: ofTasks) ? nil : (place.end, place)
        }
        if level > index { return actionBetween(start, index, cuesOnly: ofTasks) ? nil : (level, nil) }
      }
      if functionWords.contains(key(index)), !(key(index) == Word.va && index > start + 1) { return nil }
      // "Viện trưởng Viện Nghiên cứu hải quan | giữ chức Cục trưởng …".
      if key(index) == holds, matches.starts(.position, at: index + 2) || key(index + 1) == Key.chuwcs { return nil }
      index += 1
    }
    return nil
  }

  func headedUnit(_ index: Int) -> Node? {
    guard let head = longest(.placeHead, at: index), lexicon.field(head, 1, is: "unit"), let place = place(at: index), place.start == index else { return nil }
    return place
  }

  /// "giao thông": no "giao" by itself.
  func startsCompound(_ index: Int) -> Bool { continues(index + 1) && lexicon.isCompound(tokens[index], tokens[index + 1]) }

  /// A verb of tasks or of speaking stands between: the sentence has gone on.
  func actionBetween(_ start: Int, _ end: Int, cuesOnly: Bool = false) -> Bool {
    (start..<end).contains { index in
      matches(at: index).contains {
        !($0.end - $0.start == 1 && startsCompound(index))
          && ($0.kind == .cue && !lexicon.field($0, 1, is: "-") || !cuesOnly && $0.kind == .action && $0.end - $0.start > 1) && $0.end <= end
      }
    }
  }

  /// Where another name starts inside the run `start..<end`, or its end.
  func nameStop(_ start: Int, _ end: Int) -> Int {
    for index in start..<end where index > start {
      if startsSentence(index) { return index }
      if longest(.placeHead, at: index).map({ $0.end - index > 1 && lexicon.field($0, 1, is: "feature") }) == true, key(index) == Key.khu,
        adjacentPlace(at: index) != nil
      {
        return index
      }
      if key(index) == Key.thanhf, levelEnd(at: index) == index + 2, !isCapitalizedWord(index + 2) { return index }
      if startsOther(index), personRun(at: index) == nil || end - index > 2 { return index }
      if headedPlaceUnit(index) != nil { return index }
    }
    return end
  }

  /// Goes on over the small second syllables of a name's compounds: "Cục Cửa | khẩu", "Tổng cục Địa | chất".
  func compoundEnd(_ start: Int) -> Int {
    var end = start
    while end > 0, continues(end), tokens[end].kind == .word, tokens[end].spaceBefore {
      if tokens[end].isCapitalized {
        guard end > start, !startsOther(end), levelEnd(at: end) == end, headedPlaceUnit(end) == nil, longest(.place, at: end) == nil,
          longest(.unit, at: end) == nil
        else { break }
      } else if functionWords.contains(key(end)) && !(secondSyllables.contains(key(end)) && tokens[end - 1].isCapitalized)
        || !lexicon.isCompound(tokens[end - 1], tokens[end]) || longest(.placeHead, at: end, keepsCase: false) != nil
      {
        guard end - start == 0, isLoneCapital(end - 1), !functionWords.contains(key(end)), !matches.starts(anyOf: verbs, at: end) else { break }
      }
      end += 1
    }
    return end
  }

  /// "Viện Nghiên cứu Âm | nhạc", "Hiệp hội Gỗ và Lâm | sản": a capital after small words starts a word that goes on.
  private func isLoneCapital(_ index: Int) -> Bool {
    index > 1 && tokens[index].isCapitalized && !tokens[index].isSingle && !tokens[index].isAllCaps && tokens[index - 1].kind == .word
      && !tokens[index - 1].isCapitalized && !tokens[index].lineStart
      && !matches.ends(anyOf: wholes, before: index + 1)
  }

  private func headedPlaceUnit(_ index: Int) -> Int? {
    guard let head = longest(.placeHead, at: index, keepsCase: false), lexicon.field(head, 1, is: "unit"),
      !tokens[index].isSingle, place(at: index) != nil
    else { return nil }
    return head.end
  }

  /// Where a known place starts inside the capitalized run `start..<end`: it completes the name.
  func placeInside(_ start: Int, _ end: Int) -> Int? {
    for index in start..<end where index > start {
      if let match = longest(.unit, at: index) ?? longest(.place, at: index), match.end == end, match.end - index > 1 {
        return index
      }
    }
    return nil
  }
}
