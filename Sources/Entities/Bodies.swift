internal import Lexicon
internal import TextModel

/// Bodies that stand inside longer names and are marked there.
private let innerBodies = WordSet("Đảng Trung Quốc Chính Tỉnh Thành Huyện Quận Quân Bộ Công UBND HĐND QĐND TW MTTQ Nhà Ban Mặt")
/// Bodies that are named "… Trung ương" by their level alone: the word is no body inside them.
private let centralHouses = WordSet("bệnh viện trường trung")
private let thongTan = Key.taans
private let trung = Key.trung
private let ministries = WordSet("Bộ Sở")
private let outlets = WordSet("báo đài")
private let cung = Key.cungf
private let quoc = Key.quoocs, gia = Key.gia, ve = Key.veef, tai = Key.taij, uy = Key.uyr
private let people = WordSet("dân UBND HĐND MTTQ kiểm sát")
/// "Đảng viên", "Đảng bộ" are other words than "Đảng".
private let notAfterParty = WordSet("viên bộ ủy phái phí tịch đoàn")
/// "Hội nghị", "Bộ trưởng", "Đoàn viên": the short form is the start of a common word.
private let notAfterShort = WordSet("nghị thảo trường viên ngành trưởng đội kết hữu bộ thi đàm chợ luật hành thể máy phận quán đoàn thao hoa giảng lễ Hội diễn")
/// "Trung ương" after these is a level, not a body.
private let levelBefore = WordSet("sách hàng quan ở đoàn ngành thuộc cấp năng từ viện các")
private let compoundBefore = WordSet("quân chính trụ chức nhiệm chiến thị môi mỹ giáo nghĩa phục dịch công xã đại quốc cơ thông nội hiện cảnh dự tập cơ toàn thư bệnh hội học phi bộ ngang thường họp cán nông lễ nhà tờ tình")
private let khu = Key.khu, vuc = Key.vuwcj, huu = Key.nghij, dh = Key.ddh, tong = Key.toongr, cuc = Key.cucj
private let nganh = Key.nganhf
/// A number after these is a date's or a name's, not a count of bodies.
private let countedBefore = WordSet("tháng ngày quý số khóa thứ điều năm khoản đội tổ phòng ban")
/// Services that are bodies of their own and the field of a department: "Cục Hải quan".
private let fieldBodies = WordSet("Hải Kiểm Thanh Thuế Cảnh")
/// Bodies that a place right after completes also when they stand inside a longer name.
private let placed = WordSet("ủy UBND HĐND an uỷ")
/// Heads of firms and plants: their name may hold small words before its own ("Công ty cổ phần giống bò sữa Mộc Châu").
private let firms = WordSet("công nhà xí hợp HTX doanh")
/// Words that end a name: they join or start the clause that follows.
private let functionWords = WordSet("và của đã đang sẽ là có tại ở cho với về do trong từ đến ngày năm theo để khi vào bị được thuộc cùng ông bà đồng anh chị tổ nói yêu đề giao chỉ phối gửi tỉnh huyện xã thành quận phường thị trước sau nhân cũng vừa còn này nhằm bằng như nên phải cần không các những một hai ba hoặc hay qua lên xuống ra trên dưới giữa đối gồm tham dự báo vì nếu thì mà tháng sáng chiều tối thôn lần")
private let diplomatic = WordSet("Đại Tổng Lãnh")
private let lowerLevelBodies = WordSet("tỉnh thành huyện quận")
private let shortHeads = WordSet("Bộ Ban Hội Đoàn Sở Cục")
/// What a body that opens a sentence does: "Sở cũng đã yêu cầu …".
private let shortFollowers = WordSet("cũng đã sẽ đang có phải cần yêu đề khẳng cho giao vẫn luôn tiếp sẵn không chỉ được")

extension EntityScan {
  /// "Công an thành phố Huế", "Ban Dân vận Tỉnh ủy", "Bộ Công an", "UBND tỉnh", "Đảng".
  func body(at index: Int, depth: Int = 0) -> Node? {
    guard index < tokens.count, depth < 5 else { return nil }
    if !knownShortForms.isEmpty, tokens[index].isAllCaps, knownShortForms.contains(key(index)) {
      let area = key(index + 1) == khu && key(index + 2) == vuc && (isRomanNumber(index + 3) || number(index + 3) != nil)
      return Node(type: .organization, start: index, end: area ? index + 4 : index + 1, rule: "bodies:short form", confidence: 0.93)
    }
    let grammar = headedBody(at: index, depth: depth)
    guard let match = longest(.body, at: index) else { return grammar }
    if continues(match.end), Word.plural.contains(key(match.end)) || key(match.end) == Word.cap, people.contains(key(match.end - 1)) { return grammar }
    if match.end - index == 1, continues(match.end), notAfterParty.contains(key(match.end)), !tokens[match.end].isCapitalized { return grammar }
    if index > 0, Word.plural.contains(key(index - 1)), !tokens[index].isCapitalized { return grammar }
    if key(index) == trung || key(index) == Key.tw, index > 0, match.end - index < 3, levelBefore.contains(key(index - 1)), !(key(match.end - 1) == Key.ddangr) { return nil }
    var end = match.end
    // A lexicon name that is only the start of a longer capitalized name is not it.
    if end - index == 1, isCapitalizedWord(end), continues(end), !tokens[index].isAllCaps, tokens[end].spaceBefore,
      longest(.body, at: end) == nil, longest(.place, at: end) == nil, longest(.unit, at: end) == nil
    {
      return grammar
    }
    if end - index == 1, followsCapital(index), depth == 0, !tokens[index].isAllCaps { return grammar }
    var children = inner(index, end)
    if key(end) == khu, key(end + 1) == vuc, continues(end + 2), isRomanNumber(end + 2) || number(end + 2) != nil { end += 3 }
    if tokens[index].isCapitalized, end - index > 1, isCapitalizedWord(end) || lowerLevelBodies.contains(key(end)) && key(end + 1) == uy, continues(end), key(index) == Key.booj && match.end - index == 3 && (key(end) == trung || key(end) == Key.ddangr) || longest(.bodyHead, at: index).map({ lexicon.letters($0, 1).contains("B") }) == true,
      let parent = body(at: end, depth: depth + 1), parent.start == end, parent.end - end > 1
    {
      children.append(parent)
      end = parent.end
    } else if let place = adjacentPlace(at: end) {
      complete(&children, place, end)
      end = place.end
    }
    if let rest = afterBracket(end, index) {
      children += rest.place.map { [$0] } ?? []
      end = rest.end
    }
    if var grammar, grammar.end >= end {
      if grammar.end == end, grammar.children.count < children.count { grammar.children = children }
      return grammar
    }
    return Node(
      type: .organization, start: index, end: end, rule: .row(match), confidence: 0.93, children: children)
  }

  /// The place that completes a body completes the body at its end too: "Ban Thường vụ [Tỉnh ủy Lâm Đồng]".
  private func complete(_ children: inout [Node], _ place: Node, _ end: Int) {
    if let last = children.last, last.type == .organization, last.end == end, placed.contains(key(end - 1)) {
      complete(&children[children.count - 1].children, place, end)
      children[children.count - 1].end = place.end
    } else {
      children.append(place)
    }
  }

  /// The short form in brackets of the last words of a name, when the name goes on: "Quân đội nhân dân (QĐND) Việt Nam", "Thi hành án dân sự (THADS) tỉnh".
  private func afterBracket(_ end: Int, _ start: Int) -> (end: Int, place: Node?)? {
    guard isMark(end, "("), end + 2 < tokens.count, tokens[end + 1].isAllCaps, isMark(end + 2, ")"), continues(end + 3) else { return nil }
    let level = levelEnd(at: end + 3)
    if let place = adjacentPlace(at: end + 3), place.start == end + 3 { return (place.end, place) }
    return level > end + 3 ? (level, nil) : nil
  }

  /// A place right after a body completes its name: "Công an tỉnh Yên Bái", "Báo Nghệ An".
  private func adjacentPlace(at index: Int) -> Node? {
    guard continues(index), let place = place(at: index, adjacent: true), place.start == index else { return nil }
    if place.rule.isRow(.placeHead), let head = longest(.placeHead, at: index, keepsCase: false), !lexicon.field(head, 1, is: "unit") { return nil }
    return place
  }

  /// A bare level that completes a body: "UBND tỉnh", "Công an thành phố".
  private func levelEnd(at index: Int) -> Int {
    guard continues(index), let head = longest(.placeHead, at: index, keepsCase: false), lexicon.field(head, 1, is: "unit"),
      !tokens[index].isSingle
    else { return index }
    if key(head.end) == uy { return index }
    switch text(head.start..<head.end).lowercased() {
    case "tỉnh", "huyện", "xã", "phường", "quận", "thành phố", "thị xã", "thị trấn", "tp", "đặc khu", "t.p": return head.end
    default: return index
    }
  }

  private func headedBody(at index: Int, depth: Int, lowerAllowed: Bool = false) -> Node? {
    guard let head = longest(.bodyHead, at: index, keepsCase: false) else { return nil }
    let isCapital = tokens[index].isCapitalized || lowerAllowed
    if !isCapital, head.end - head.start == 1, index > 0, compoundBefore.contains(key(index - 1)) || key(index) == Key.vuj { return nil }
    let follow = lexicon.letters(head, 1)
    func isAlone(_ word: StaticString) -> Bool { lexicon.field(head, 2, is: word) }
    var end = head.end
    var children = inner(index, end)
    var named = false
    var hasOwnName = false
    if key(index) == dh, key(end) == Key.ddangr { return nil }
    if key(end) == Word.cua, Word.plural.contains(key(end + 1)) { return nil }
    if continues(end), Word.plural.contains(key(end)) || key(end) == Word.cap || (key(end) == cung && key(end + 1) == Word.cap) { return nil }
    if head.end - head.start == 1, index > 0, Word.plural.contains(key(index - 1)) || number(index - 1) != nil, follow.hasPrefix("F"), !tokens[index - 1].lineStart { return nil }
    if follow.contains("F") {
      if !named, key(end) == quoc, key(end + 1) == gia {
        end += 2
        named = true
      } else if let trungUong = longest(.body, at: end), key(end) == trung, trungUong.end - end == 2, key(trungUong.end) == ve {
        children.append(Node(type: .organization, start: end, end: end + 2, rule: "bodies:Trung ương", confidence: 0.9))
        end += 2
        named = true
      }
      if key(end) == ve, named || isCapital, let field = longest(.field, at: end + 1, keepsCase: false), field.end - field.start > 1 || tokens[end + 1].isAllCaps {
        end = field.end
        named = true
      } else if let field = longest(.field, at: end, keepsCase: false), ministries.contains(key(index)) || key(head.end - 1) == cuc && fieldBodies.contains(key(end)) || (body(at: end, depth: depth + 1)?.end ?? 0) <= field.end, isCapitalizedWord(end) || (tokens[index].isCapitalized && field.end - end > 1) {
        end = compoundEnd(field.end)
        named = true
        hasOwnName = true
      } else if key(end) == ve, named, let title = titleEnd(from: end + 1), title - end < 25 {
        children += parts(end + 1, title)
        end = title
      } else if !isCapital, !follow.contains("N") { return nil }
    }
    if follow.contains("N"), continues(end) {
      if tokens[end].kind == .number, !named, tokens[end].end - tokens[end].start <= 3, !isCountOfUnits(end) {
        end += 1
        named = true
      } else if isCapitalizedWord(end), !(named && adjacentPlace(at: end).map { $0.end >= capitalRun(end) } == true), !((isAlone("yes") || named || follow.hasPrefix("F")) && personRun(at: end).map { $0 - end > 2 } == true), headedPlaceUnit(end) == nil, longest(.position, at: end) == nil, body(at: end, depth: depth + 1).map({ $0.end - end > 1 }) != true {
        let run = capitalRun(end)
        let stop = placeInside(end, run) ?? nameStop(end, run)
        if stop > end {
          end = stop == run ? compoundEnd(stop) : stop
          named = true
          hasOwnName = true
        }
        // "Bệnh viện Nhi đồng TP. Hồ Chí Minh": one small word inside the name.
        if end >= run, continues(end + 1), tokens[end].kind == .word, !tokens[end].isCapitalized, isCapitalizedWord(end + 1),
          !functionWords.contains(key(end)), !startsOther(end + 1)
        {
          let next = capitalRun(end + 1)
          end = placeInside(end, next) ?? nameStop(end + 1, next)
        }
        if key(end) == quoc, key(end + 1) == gia, continues(end + 1) { end += 2 }
      }
    }
    // "Ủy ban Dân nguyện | và Giám sát": the second half of a field.
    if follow.hasPrefix("F"), named, key(end) == Word.va, continues(end + 1), isCapitalizedWord(end + 1), isCapitalizedWord(end - 1) || hasOwnName, !startsOther(end + 1), body(at: end + 1) == nil, place(at: end + 1) == nil,
      personRun(at: end + 1) == nil, longest(.documentType, at: end + 1, keepsCase: false) == nil, !startsProgram(end + 1)
    {
      end = longest(.field, at: end + 1)?.end ?? compoundEnd(capitalRun(end + 1))
    }
    if named, key(end) == Key.nhaan, key(end + 1) == Key.daan, continues(end + 1) { end += 2 }
    // "Ban Kinh tế | - Ngân sách", "Bộ Thông tin | – Truyền thông".
    if follow.hasPrefix("F") || follow.hasPrefix("P") && head.end - head.start > 1, named || isCapitalizedWord(end - 1) && end > head.end || head.end - head.start > 1, isDash(end), continues(end + 1), isCapitalizedWord(end + 1), let field = longest(.field, at: end + 1), place(at: end + 1) == nil, personRun(at: end + 1) == nil {
      end = compoundEnd(field.end)
      named = true
    }
    if continues(end), firms.contains(key(index)), let firm = firmEnd(end), !named || !isCapitalizedWord(end - 1) || firm - end < 6 && place(at: end + 2, adjacent: true)?.end == firm {
      children += firmPlaces(end, firm)
      end = firm
      named = true
      hasOwnName = true
    }
    // "Hội nạn nhân chất độc da cam | xã Quảng Yên", "Trung tâm Kiểm soát bệnh tật | tỉnh".
    if isCapital, follow.contains("P"), continues(end), let rest = smallWords(end, named: named) {
      children += rest.place.map { [$0] } ?? []
      end = rest.end
      named = true
    }
    var turns = 0
    while turns < 3, continues(end) {
      turns += 1
      if key(end) == khu, key(end + 1) == vuc, continues(end + 2), isRomanNumber(end + 2) || number(end + 2) != nil, named || key(index) == Key.tw { end += 3 }
      if follow.contains("B"), isCapitalizedWord(end) || key(end) == Key.coong || lowerLevelBodies.contains(key(end)) && key(end + 1) == uy, let parent = body(at: end, depth: depth + 1),
        parent.start == end
      {
        children.append(parent)
        end = parent.end
        named = true
        continue
      }
      if follow.contains("P") || named {
        if let place = adjacentPlace(at: end) {
          complete(&children, place, end)
          end = place.end
          named = true
          if key(place.start - 1) == huu, isDash(end), continues(end + 1), let other = place2(end + 1) {
            children.append(other)
            end = other.end
          }
          continue
        }
        let level = levelEnd(at: end)
        if level > end, follow.contains("P") {
          end = level
          named = true
          continue
        }
      }
      break
    }
    if diplomatic.contains(key(index)), !children.isEmpty, key(end) == tai, let host = place(at: end + 1) {
      children.append(host)
      end = host.end
    }
    if let rest = afterBracket(end, index), follow.contains("P") {
      children += rest.place.map { [$0] } ?? []
      end = rest.end
    }
    if key(index) == Key.vuj, !hasOwnName { return nil }
    // "trung tâm Hà Nội": the middle of a city.
    if !isCapital, lexicon.field(head, 0, is: "Trung tâm"), !hasOwnName, children.count == 1, children[0].type == .location, children[0].start == head.end { return nil }
    if key(index) == Key.thuwowngf, index > 0, key(index - 1) == Key.quan, !tokens[index].lineStart { return nil }
    let isLowerName = named && (!children.isEmpty && follow.hasPrefix("P") || hasOwnName || (!children.isEmpty && outlets.contains(key(index))) || follow.hasPrefix("F") && isCapitalizedWord(head.end))
      && !(index > 0 && Word.plural.contains(key(index - 1)))
    guard isCapital || isLowerName || lowerLevelBodies.contains(key(index)) && isAlone("yes") && head.end - head.start == 2 && key(head.start + 1) == uy else {
      return nil
    }
    if !named {
      if key(index - 1) == nganh, index > 0 { return nil }
      if let count = number(index - 1), count < 20, !tokens[index - 1].lineStart, !countedBefore.contains(key(index - 2)), !isMark(index - 2, "/"), !isMark(index - 2, "-") { return nil }
      if !isCapital, isMark(index - 1, ",") || isMark(end, ","), key(end - 1) == uy, !isCapitalizedWord(end + 1) { return nil }
      if index > 0, Word.plural.contains(key(index - 1)) { return nil }
      if isAlone("no") { return nil }
      if isAlone("short") {
        guard !isSentenceStart(index) || shortFollowers.contains(key(end)), !isCapitalizedWord(end), !followsCapital(index), shortHeads.contains(key(index)) || key(index) == tong && key(index + 1) == cuc, !notAfterShort.contains(key(end)),
          !(index > 0 && isMark(index - 1, ",") && isMark(end, ",")),
          end == head.end
        else { return nil }
      }
    }
    return Node(
      type: .organization, start: index, end: end, rule: .row(head), confidence: named ? 0.88 : 0.75, children: children)
  }

  private func place2(_ index: Int) -> Node? { longest(.place, at: index).map { Node(type: .location, start: index, end: $0.end, rule: .row($0), confidence: 0.9) } }

  /// "Hội LHPN | 126 xã": a count of units, not the name's number.
  private func isCountOfUnits(_ index: Int) -> Bool {
    continues(index + 1) && Word.level.contains(key(index + 1)) && !(continues(index + 2) && (isCapitalizedWord(index + 2) || tokens[index + 2].kind == .number))
  }

  /// Another name starts at `index`, a person's apart: a firm's own name looks like a person's.
  private func startsOtherThanPerson(_ index: Int) -> Bool {
    longest(.position, at: index) != nil || longest(.body, at: index).map { $0.end - $0.start > 1 } == true || longest(.bodyHead, at: index).map { $0.end - $0.start > 1 } == true
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

  /// Small words of a name, up to the level or the unit that ends it.
  private func smallWords(_ start: Int, named: Bool) -> (end: Int, place: Node?)? {
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

  /// Named parts inside a fixed name: "Đảng" and "Trung ương Đảng", "Chính phủ", "Việt Nam".
  func inner(_ start: Int, _ end: Int) -> [Node] {
    var nodes: [Node] = []
    var index = start + 1
    while index < end {
      if let match = longest(.body, at: index), match.end <= end, innerBodies.contains(key(index)), tokens[index].isCapitalized,
        !(key(index) == trung && match.end - index == 2 && centralHouses.contains(key(start)))
      {
        var node = Node(type: .organization, start: index, end: match.end, rule: .row(match), confidence: 0.9)
        node.children = inner(index, match.end)
        nodes.append(node)
        index = match.end
        continue
      }
      if let head = longest(.placeHead, at: index, keepsCase: false), lexicon.field(head, 1, is: "unit"), key(index - 1) != thongTan, let place = place(at: index), place.end <= end {
        nodes.append(place)
        index = place.end
        continue
      }
      if let match = longest(.place, at: index) ?? province(at: index), match.end <= end, tokens[index].isCapitalized || match.kind == .place && match.end - index > 1,
        match.end - index > 1 || match.end == end, !isCapitalizedWord(match.end) || match.end == end,
        !(key(index) == Key.hoof && match.end < end + 1 && index > start)
      {
        nodes.append(Node(type: .location, start: index, end: match.end, rule: .row(match), confidence: 0.9))
        index = match.end
        continue
      }
      index += 1
    }
    return nodes
  }

  /// A bare unit inside a name is a place when it is a province: "Tập đoàn Thuận An" names none.
  private func province(at index: Int) -> Lexicon.Match? {
    longest(.unit, at: index).flatMap { lexicon.field($0, 2, is: "province") ? $0 : nil }
  }

  /// The body inside a position ("Trưởng Đoàn giám sát", "Trưởng ban Tổ chức Trung ương"): its head may be in lower case.
  func bodyInPosition(at index: Int) -> Node? { headedBody(at: index, depth: 1, lowerAllowed: true) ?? body(at: index, depth: 1) }

  /// The short form in brackets after a body: "Hội đồng Vàng Thế giới (WGC)"; nil when it stands for the name's last words alone ("Ban Chỉ đạo Thi hành án dân sự (THADS)").
  func shortForm(after node: Node) -> Node? {
    let index = node.end + 1
    guard node.type == .organization, isMark(node.end, "("), index + 1 < tokens.count, isMark(index + 1, ")"), tokens[index].kind == .word, tokens[index].isAllCaps || innerCapital(index), node.end - node.start > 1,
      longest(.place, at: index) == nil, longest(.unit, at: index) == nil, longest(.program, at: index) == nil
    else { return nil }
    let letters = text(index..<index + 1)
    var initials = ""
    for word in (node.start..<node.end).reversed() where tokens[word].kind == .word {
      initials = String(text(word..<word + 1).prefix(1)).uppercased() + initials
      if initials == letters, word > node.start { return nil }
    }
    return Node(type: .organization, start: index, end: index + 1, rule: "bodies:short form", confidence: 0.93)
  }

  /// "EuroCham": a capital inside the word.
  private func innerCapital(_ index: Int) -> Bool {
    guard tokens[index].isCapitalized else { return false }
    return text(index..<index + 1).dropFirst().contains { $0.isUppercase }
  }

  /// Bodies that share a plural head: "các Bộ: Tài chính, Công Thương" gives the names alone.
  func sharedHeadBodies(at index: Int) -> [Node] {
    let provisions = sharedProvisions(at: index)
    if !provisions.isEmpty { return provisions }
    guard index > 1, Word.plural.contains(key(index - 2)), key(index - 1) == Key.booj || key(index - 1) == Key.sowr else { return [] }
    var nodes: [Node] = []
    var start = isMark(index, ":") ? index + 1 : index
    while continues(start), isCapitalizedWord(start), let field = longest(.field, at: start) {
      nodes.append(Node(type: .organization, start: start, end: field.end, rule: "bodies:shared head", confidence: 0.85))
      start = field.end
      if isMark(start, ",") || isMark(start, ";") || key(start) == Word.va { start += 1 } else { break }
    }
    return nodes.count > 1 ? nodes : []
  }
}
