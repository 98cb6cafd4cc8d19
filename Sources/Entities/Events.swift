internal import Lexicon
internal import TextModel

private let dai = Key.ddaij, hoi = Key.hooij, nghi = Key.nghij, ky = Key.kyf, hop = Key.hopj,
  phien = Key.phieen, bao = Key.baox, sieu = Key.sieeu, trung = Key.trung, tw = Key.tw,
  giaiDoan = [Key.giai, Key.ddoanj]
private let cycle = WordSet("Giáp Ất Bính Đinh Mậu Kỷ Canh Tân Nhâm Quý")
/// What an anniversary's day is of, also in small letters: "35 năm ngày thành lập …".
private let dayDeeds = WordSet("thành giải truyền thiết ký")
private let calendarWord = WordSet("lịch")
private let calendars = WordSet("Phật Dương Âm")
private let yearNames = WordSet("hữu đoàn giao du chuyển")
/// What a contest's name ends with: for whom it is, and how far it reaches.
private let sides = WordSet("nam nữ trẻ")
private let ranges: [(UInt64, UInt64)] = ["quốc tế", "quốc gia", "toàn quốc", "thế giới", "quần chúng", "toàn tỉnh", "toàn quân", "mở rộng", "khu vực"].map {
  let words = tokenize(Array($0.utf8)).map(\.key)
  return (words[0], words[1])
}
private let quotes = WordSet(keys: [0x22, 0x201C, 0xAB])
private let closers = WordSet(keys: [0x22, 0x201D, 0xBB])
private let ordinals = WordSet("nhất hai ba tư năm sáu bảy tám chín mười")
/// What a day in lower case is of: "35 năm ngày thành lập …".
private let dayWords = WordSet("thành giải truyền thiết ký khai mất hội tái gia phụ doanh nhà thầy báo quốc toàn thương bầu đấu khởi cách nam tổng")
/// Bodies whose yearly meeting has their name: "APEC 2024".
private let yearly = WordSet("APEC ASEAN COP WEF")
private let centre = wordKey("TƯ")
private let award = wordKey("thưởng")
private let season = wordKey("mùa")
private let birth = WordSet("sinh sanh")
/// What a day is remembered by: "kỷ niệm Ngày …", "55 năm Ngày …".
private let remembering = WordSet("niệm mừng nhân năm ứng dịp")
/// Heads of gatherings and contests that a number, a term, a year or their own name makes one event.
let gatherings: [(words: [UInt64], needsNumber: Bool)] = [
  ("hội nghị", true), ("hội thảo", true), ("diễn đàn", true), ("kỳ họp", true), ("phiên họp", true), ("kỳ thi", true), ("đại hội đồng", true), ("cuộc họp", true),
  ("giải", false), ("liên hoan", false), ("cuộc thi", false), ("hội thi", false), ("lễ hội", false), ("hội chợ", false), ("triển lãm", true),
  ("ngày hội", false), ("tuần lễ", false), ("hội diễn", false), ("hội thao", false), ("hội xuân", false), ("tuần văn hóa", false), ("tuần phim", false),
  ("tháng hành động", false), ("festival", false), ("cúp", false), ("liên hoan phim", false), ("đại hội thể thao", false),
].map { (tokenize(Array($0.0.utf8)).map(\.key), $0.1) }
private let gatheringStarts = WordSet(keys: gatherings.map { $0.words[0] })
/// Words that go on with the sentence after an event's name.
private let eventStop = WordSet("và đã sẽ được do để nhằm là tại từ đến trước sau trong này đó theo vừa đang có thì mà vào ngày diễn sáng chiều tối thành nêu khai bế với gửi cho")

extension EntityScan {
  /// "Đại hội XIII của Đảng", "Hội nghị lần thứ 7 Ban Chấp hành Trung ương Đảng (khóa XI)", "kỳ họp thứ 8", "bão số 3".
  func event(at index: Int) -> Node? {
    guard opens(.event, at: index) else { return nil }
    if let contest = quotedContest(at: index) { return contest }
    if key(index) == dai, key(index + 1) == hoi, let congress = congress(at: index), tokens[index].isCapitalized || key(index + 2) == Key.ddangr && isCapitalizedWord(index + 2) || isNumbered(congress) { return congress }
    if yearly.contains(key(index)), tokens[index].isAllCaps, let year = number(index + 1), year > 1990, year < 2050, continues(index + 1), !isDash(index + 2) || tokens[index + 2].spaceBefore, let organization = body(at: index) {
      return Node(type: .event, start: index, end: index + 2, rule: "events:yearly", confidence: 0.8, children: [organization, Node(type: .date, start: index + 1, end: index + 2, rule: "dates:year", confidence: 0.85)])
    }
    if key(index) == Key.leex, let funeral = funeral(at: index) { return funeral }
    if key(index) == bao || key(index) == sieu, let storm = storm(at: index) { return storm }
    if key(index) == hoi, key(index + 1) == nghi, let plenum = plenum(at: index) { return plenum }
    if key(index) == ky || key(index) == phien, let session = session(at: index) { return session }
    if key(index) == Key.leex, key(index + 1) == ky, key(index + 2) == Key.nieemj, tokens[index].isCapitalized, number(index + 3) != nil, key(index + 4) == Word.nam {
      let inner = event(at: index + 5) ?? (key(index + 5) == Word.ngay ? event(at: index + 6) : nil)
      if let inner { return Node(type: .event, start: index, end: inner.end, rule: "events:anniversary", confidence: 0.8, children: [inner]) }
    }
    var found: Node?
    if let match = longest(.event, at: index) ?? longest(.event, at: index, keepsCase: false).flatMap({ $0.end - $0.start > 3 ? $0 : nil }) {
      if key(index) == Key.teets { return newYear(match) }
      // "Đức | Phật đản sinh": who is born.
      if birth.contains(key(match.end)), continues(match.end), match.end - index < 3 { return nil }
      let start = index > 0 && key(index) == Key.leex && key(index - 1) == dai && !tokens[index].lineStart ? index - 1 : index
      var node = Node(type: .event, start: start, end: match.end, rule: .row(match), confidence: 0.85, children: parts(index + 1, match.end))
      // "Ngày truyền thống Tổng cục Chính trị | Quân đội nhân dân Việt Nam": the body that the day is of goes on.
      if key(index) == Word.ngay, let longer = ((index + 1)..<match.end).lazy.compactMap({ self.isCapitalizedWord($0) ? self.body(at: $0) : nil }).first(where: { $0.end >= match.end }), longer.end > match.end {
        node.children = node.children.filter { $0.end <= longer.start } + [longer]
        node.end = longer.end
      }
      if node.children.last?.type != .date { node.children += innerDates(index + 1, match.end) }
      extend(&node)
      found = node
    }
    // "Ngày giỗ Tổ Hùng Vương": a day named by its feast.
    if key(index) == Word.ngay, tokens[index].isCapitalized, continues(index + 1), let feast = longest(.event, at: index + 1), feast.end - index > 2, feast.end > (found?.end ?? 0) {
      found = Node(type: .event, start: index, end: feast.end, rule: .row(feast), confidence: 0.8, children: parts(index + 1, feast.end))
    }
    if key(index) == Word.nam, let year = friendshipYear(at: index) { return year }
    if gatheringStarts.contains(key(index)), let node = gathering(at: index), node.end > (found?.end ?? index) { return node }
    if key(index) == Word.ngay, found == nil, let day = day(at: index) ?? datedDay(at: index) { return day }
    return found
  }

  /// "bão số 3 Yagi", "siêu bão Ragasa", "bão Yagi".
  private func storm(at index: Int) -> Node? {
    let word = key(index) == sieu ? index + 1 : index
    guard key(word) == bao, index == word || continues(word), !(index > 0 && key(index - 1) == sieu && !tokens[index].lineStart) else { return nil }
    var end = word + 1
    if key(end) == Word.so, number(end + 1) != nil {
      end += 2
      if isCapitalizedWord(end), continues(end), !opensPhrase(end), !isCapitalizedWord(end + 1), longest(.place, at: end) == nil, longest(.unit, at: end) == nil { end += 1 }
    } else if continues(end), isCapitalizedWord(end), longest(.place, at: end) == nil, longest(.unit, at: end) == nil, longest(.surname, at: end) == nil, !tokens[end].isSingle, word > index || !isCapitalizedWord(end + 1) {
      end += 1
    } else { return nil }
    return Node(type: .event, start: index, end: end, rule: "events:storm", confidence: 0.9)
  }

  /// "kỳ họp thứ 8", "kỳ họp Quốc hội bất thường lần thứ 8", "Phiên họp thứ 54", "phiên thứ 54".
  private func session(at index: Int) -> Node? {
    var end = index + 1
    var children: [Node] = []
    if key(end) == hop { end += 1 } else if key(index) == ky, key(index - 1) != hop || key(end) != Word.thu { return nil }
    for _ in 0..<3 {
      if [Key.baats, Key.thuwowngf, Key.chuyeen].contains(key(end)), continues(end + 1) { end += 2 } else if end > index + 1, continues(end), let owner = body(at: end), owner.start == end {
        children.append(owner)
        end = owner.end
      }
    }
    guard continues(end) else { return nil }
    if key(end) == Word.lan { end += 1 }
    if end > index + 2, key(end - 1) == Word.lan, isOrdinal(end), children.isEmpty { return Node(type: .event, start: index, end: end + 1, rule: "events:session", confidence: 0.8) }
    if key(end) == Word.thu, isOrdinal(end + 1) || ordinals.contains(key(end + 1)), continues(end + 1) {
      return Node(type: .event, start: index, end: end + 2, rule: "events:session", confidence: 0.93, children: children)
    }
    if key(index) == ky, end == index + 2, let count = number(end), count < 80, !isMark(end + 1, "/"), !isMark(end + 1, "-") {
      return Node(type: .event, start: index, end: end + 1, rule: "events:session", confidence: 0.7)
    }
    return nil
  }

  private func isOrdinal(_ index: Int) -> Bool { number(index) != nil || isRomanNumber(index) || ordinals.contains(key(index)) && index < tokens.count && !tokens[index].isCapitalized }

  /// What makes a name one event, with its end: "lần thứ 7", "thứ 14", "năm 2020", "2024", "nhiệm kỳ 2020-2025", "khóa XI", "(khóa XI)", "giai đoạn 2019-2024".
  private func anchor(at index: Int) -> (end: Int, date: Node?)? {
    guard continues(index) else { return nil }
    switch key(index) {
    case Word.lan where key(index + 1) == Word.thu && isOrdinal(index + 2):
      var end = index + 3
      if isDash(end), number(end + 1).map({ $0 > 1900 && $0 < 2100 }) == true { end += 2 }
      return (end, nil)
    // "lần hai", "lần 2".
    case Word.lan where number(index + 1) != nil || ordinals.contains(key(index + 1)): return (index + 2, nil)
    // "thứ năm, 25 04 2019": a weekday.
    case Word.thu where isMark(index + 2, ",") && number(index + 3) != nil: return nil
    case Word.thu where isOrdinal(index + 1) && !(number(index + 1) == nil && !isRomanNumber(index + 1)): return (index + 2, nil)
    case Word.khoa where isRomanNumber(index + 1): return (index + 2, nil)
    case Word.nam, Key.nhieemj, giaiDoan[0]:
      guard let term = date(at: index), number(term.end - 1) != nil else { return nil }
      return (term.end, term)
    default:
      if isMark(index, "("), key(index + 1) == Word.khoa, isMark(index + 3, ")") { return (index + 4, nil) }
      if let end = calendarYear(at: index) { return (end, Node(type: .date, start: index, end: end, rule: "dates:calendar", confidence: 0.9)) }
      if let year = number(index), year > 1940, year < 2050, isDash(index + 1), !tokens[index + 1].spaceBefore, let second = number(index + 2), second == year + 1, !isMark(index + 3, "/") {
        return (index + 3, Node(type: .date, start: index, end: index + 3, rule: "dates:years", confidence: 0.85))
      }
      if let year = number(index), year > 1940, year < 2050, tokens[index].spaceBefore, !isMark(index + 1, "/"), !isMark(index + 1, "-"), !(isMark(index + 1, ".") && number(index + 2) != nil) {
        return (index + 1, Node(type: .date, start: index, end: index + 1, rule: "dates:year", confidence: 0.85))
      }
      return nil
    }
  }

  /// "Giải vô địch Bóng chuyền U23 Quốc gia năm 2024", "Hội nghị Quân chính toàn quân năm 2020", "Lễ hội Đền Hùng".
  private func gathering(at index: Int) -> Node? {
    guard let head = gatherings.filter({ matchesWords($0.words, index) }).max(by: { $0.words.count < $1.words.count }),
      continues(index + head.words.count), index == 0 || tokens[index].lineStart || !Word.plural.contains(key(index - 1))
    else { return nil }
    let nameStart = index + head.words.count
    // "mùa giải V-League": a name of its own.
    if !tokens[index].isCapitalized, longest(.event, at: nameStart) != nil { return nil }
    // “Cuộc thi báo chí viết về Nông thôn mới gắn với …”: the quotes hold the name.
    if !head.needsNumber, tokens[index].isCapitalized, quotes.contains(key(index - 1)), let end = quoteEnd(nameStart) {
      return Node(type: .event, start: index, end: end, rule: "events:quoted", confidence: 0.8, children: parts(nameStart, end))
    }
    if key(index) == Key.giair, key(index - 1) == season { return nil }
    if key(index) == Key.giair, !isCapitalizedWord(nameStart), !contests.contains(key(nameStart)) { return nil }
    var end = nameStart
    var last = 0
    var lastCapital = 0
    var children: [Node] = []
    var lower = 0
    while end < tokens.count, continues(end), end - index < 26 {
      if let found = anchor(at: end) {
        // "Hội nghị tổng kết năm 2020" is no event of its own.
        if head.needsNumber, found.date != nil, !(isCapitalizedWord(nameStart) && body(at: nameStart) == nil && !opensPhrase(nameStart)) { break }
        if let date = found.date { children.append(date) }
        end = found.end
        last = end
        continue
      }
      if tokens[end].kind == .mark {
        if isMark(end, "("), isMark(end + 2, ")"), tokens[end + 1].isAllCaps || innerCapital(end + 1), anchor(at: end + 3) != nil {
          if let body = matches.exact(.body, end + 1, end + 2) { children.append(Node(type: .organization, start: end + 1, end: end + 2, rule: .row(body), confidence: 0.85)) }
          end += 3
          continue
        }
        if isMark(end, ","), anchor(at: end + 1) != nil || last == 0 && continues(end + 1) && !head.needsNumber && lower < 5 && end + 1 < tokens.count && tokens[end + 1].kind == .word && !tokens[end + 1].isCapitalized {
          end += 1
          continue
        }
        // "… mở rộng (GMS) lần thứ 8".
        if isMark(end, "("), end + 2 < tokens.count, tokens[end + 1].isAllCaps, isMark(end + 2, ")"), anchor(at: end + 3) != nil {
          end += 3
          continue
        }
        guard isDash(end), continues(end + 1) else { break }
        end += 1
        continue
      }
      // "Giải báo chí toàn quốc về xây dựng Đảng": a contest by what it is about.
      if key(end) == Key.veef, key(index) == Key.giair && key(index + 1) != award || head.words.count == 2 && head.words[1] == Key.thi && tokens[index].isCapitalized, end > nameStart + 1, let title = titleEnd(from: end + 1), title - end > 2, title - end < 12 {
        return Node(type: .event, start: index, end: title, rule: "events:titled", confidence: 0.7, children: children + parts(end + 1, title))
      }
      // "Ngày hội | thứ năm, 25 04 2019": a weekday.
      if key(end) == Word.thu, isOrdinal(end + 1), isMark(end + 2, ",") { break }
      if last > 0, !(head.needsNumber && key(end) == Word.cua) { break }
      if end > nameStart, key(end) == Word.va, isCapitalizedWord(end + 1), lastCapital == end - 0, !head.needsNumber, longest(.field, at: lastCapital - 1) == nil, gatheringStarts.contains(key(end + 1)) { break }
      if eventStop.contains(key(end)), !tokens[end].isCapitalized || key(end) == Word.ngay, key(end) != Word.va || lastCapital < end && (lower == 0 || isCapitalizedWord(end + 1)) { break }
      if key(end) == Word.cua {
        guard head.needsNumber, last > 0, let owner = body(at: end + 1) else { break }
        children.append(owner)
        return Node(type: .event, start: index, end: owner.end, rule: "events:numbered", confidence: 0.8, children: children)
      }
      if end > nameStart, let place = place(at: end) {
        children.append(place)
        end = place.end
        lastCapital = end
        lower = 0
        continue
      }
      if tokens[end].isCapitalized || tokens[end].kind == .number && end > nameStart {
        if let owner = body(at: end), owner.start == end {
          children.append(owner)
          end = owner.end
        } else { end += 1 }
        if end <= tokens.count, tokens[end - 1].isCapitalized || lower == 0 { lastCapital = end }
        lower = 0
      } else {
        lower += 1
        if lower > 8 || end > nameStart && longest(.action, at: end, keepsCase: false).map({ $0.end - end > 1 }) == true && lastCapital > 0 && key(end) != Key.mowr { break }
        end += 1
      }
    }
    // "Đại hội đồng lần thứ 140 | Liên minh Nghị viện thế giới".
    if last > 0, key(index) == dai, last == end, continues(end), let owner = body(at: end) {
      return Node(type: .event, start: index, end: owner.end, rule: "events:numbered", confidence: 0.8, children: children + [owner])
    }
    // "ngày hội lớn toàn dân tham gia bầu cử … nhiệm kỳ 2016-2021": no name.
    if key(index) == Word.ngay, !tokens[index].isCapitalized, !isCapitalizedWord(nameStart) { return nil }
    if last > 0 { return Node(type: .event, start: index, end: last, rule: "events:numbered", confidence: 0.8, children: children.filter { $0.end <= last }) }
    let named = lastCapital
    lastCapital = scopeEnd(lastCapital, nameStart)
    if lastCapital > named { children += parts(named, lastCapital) }
    guard !head.needsNumber, tokens[index].isCapitalized, lastCapital > nameStart, isCapitalizedWord(nameStart) || lastCapital - nameStart > 2 else { return nil }
    if key(index) == Key.giair, nameStart == index + 1, !(isCapitalizedWord(nameStart) && lastCapital - nameStart > 1 || contests.contains(key(nameStart))) { return nil }
    return Node(type: .event, start: index, end: lastCapital, rule: "events:named", confidence: 0.7, children: children.filter { $0.end <= lastCapital })
  }

  /// A name in small letters goes on to the end of its last word and of its range: "Giải Bóng | chuyền nữ quốc tế", "Lễ hội Văn hóa Ẩm | thực".
  private func scopeEnd(_ last: Int, _ start: Int) -> Int {
    guard last > start else { return last }
    var end = last
    // "Giải Bóng | chuyền nữ | quốc tế".
    if key(start - 1) == Key.giair, let range = (end..<end + 4).first(where: { at in ranges.contains { $0 == (key(at), key(at + 1)) } }), (end...range + 1).allSatisfy({ continues($0) && tokens[$0].kind == .word && !tokens[$0].isCapitalized && !eventStop.contains(key($0)) }) { end = range + 2 }
    while continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized {
      if eventStop.contains(key(end)) { break }
      if lexicon.isCompound(tokens[end - 1], tokens[end]) && isCapitalizedWord(end - 1) || sides.contains(key(end)) && key(end + 1) != Key.giowis { end += 1 } else if continues(end + 1), ranges.contains(where: { $0 == (key(end), key(end + 1)) }) { end += 2 } else { break }
    }
    // "Giải Báo chí toàn quốc | về xây dựng Đảng".
    if key(end) == Key.veef, continues(end + 1), let title = titleEnd(from: end + 1), title - end < 12 { return title }
    return end
  }

  /// Where the quotation that `start` stands in ends, on its line and in its sentence.
  private func quoteEnd(_ start: Int) -> Int? {
    var end = start
    while continues(end), end - start < 30, !closers.contains(key(end)) {
      if isMark(end, ".") || isMark(end, ";") || isMark(end, ":") { return nil }
      end += 1
    }
    return continues(end) && end > start && closers.contains(key(end)) ? end : nil
  }

  /// “Tìm hiểu Lịch sử Đảng bộ …” in quotes after "cuộc thi", "hội thi viết".
  private func quotedContest(at index: Int) -> Node? {
    guard index > 2, quotes.contains(key(index - 1)), tokens[index].isCapitalized, contestBefore(index - 1), let end = quoteEnd(index), end - index > 2 else { return nil }
    return Node(type: .event, start: index, end: end, rule: "events:quoted", confidence: 0.75, children: parts(index + 1, end))
  }

  private func contestBefore(_ index: Int) -> Bool {
    (1...2).contains { key(index - $0) == Key.thi && (key(index - $0 - 1) == Key.cuoocj || key(index - $0 - 1) == hoi) && !tokens[index - $0].lineStart }
  }

  private func matchesWords(_ words: [UInt64], _ index: Int) -> Bool { words.indices.allSatisfy { key(index + $0) == words[$0] } }

  /// "Ngày thiết lập quan hệ ngoại giao Việt Nam - Lào" after "kỷ niệm 55 năm": the day's own words.
  private func day(at index: Int) -> Node? {
    guard tokens[index].isCapitalized || number(index - 2) != nil && isCapitalizedWord(index + 3) && dayDeeds.contains(key(index + 1)) || dayWords.contains(key(index + 1)) && !isCapitalizedWord(index + 1) && (key(index - 1) == Word.nam || key(index - 1) == Key.nieemj), index > 1, !tokens[index].lineStart, remembering.contains(key(index - 1)), continues(index + 1), tokens[index + 1].kind == .word,
      key(index - 1) != Word.nam || number(index - 2) != nil, let end = dayEnd(index + 1), end - index > (tokens[index].isCapitalized ? 2 : 3), end - index < 26
    else { return nil }
    return Node(type: .event, start: index, end: end, rule: "events:day", confidence: 0.75, children: parts(index + 1, end))
  }

  /// "ngày Quốc tế gia đình (15/5)": a day by its name with its date in brackets.
  private func datedDay(at index: Int) -> Node? {
    guard isCapitalizedWord(index + 1), continues(index + 1) else { return nil }
    var end = index + 2
    while end - index < 10, continues(end), tokens[end].kind == .word { end += 1 }
    guard end - index > 2, isMark(end, "("), number(end + 1).map({ $0 < 32 }) == true, isMark(end + 2, "/"), isMark(end + 4, ")"), continues(end) else { return nil }
    return Node(type: .event, start: index, end: end, rule: "events:dated day", confidence: 0.85, children: parts(index + 1, end))
  }

  /// A day's title ends before a second thing that is done on its occasion: "… Ngày giải phóng Hải Phòng | và chuẩn bị bầu cử".
  private func dayEnd(_ start: Int) -> Int? {
    guard var end = titleEnd(from: start) else { return nil }
    // "Ngày sinh C.Mác".
    if tokens[end - 1].isSingle, tokens[end - 1].isCapitalized, isMark(end, "."), !tokens[end].spaceBefore, isCapitalizedWord(end + 1), !tokens[end + 1].spaceBefore, continues(end + 1) { end += 2 }
    for index in start..<end where key(index) == Word.va && index > start + 1 && number(index + 1) != nil && key(index + 2) == Word.nam { return index }
    for index in start..<end where key(index) == Word.va && index > start + 1 && !isCapitalizedWord(index + 1) && matches(at: index + 1).contains(where: { $0.kind == .action || $0.kind == .cue }) { return index }
    return end
  }

  /// Dates inside an event's table name: "lễ 30/4".
  private func innerDates(_ start: Int, _ end: Int) -> [Node] {
    var nodes: [Node] = []
    for inside in start..<max(start, end) where tokens[inside].kind == .number && (isMark(inside + 1, "/") || isMark(inside + 1, "-")) && number(inside + 2) != nil && inside + 3 <= end && dayMonth(at: inside, needsYear: false) == inside + 3 {
      nodes.append(Node(type: .date, start: inside, end: inside + 3, rule: "dates", confidence: 0.9))
    }
    return nodes
  }

  /// "Tết Nguyên đán Kỷ Hợi 2019": the year's name and number belong to it.
  private func newYear(_ match: Lexicon.Match) -> Node {
    var node = Node(type: .event, start: match.start, end: match.end, rule: .row(match), confidence: 0.85)
    if cycle.contains(key(node.end)), continues(node.end + 1) { node.end += 2 }
    if let year = number(node.end), year > 1900, year < 2100, continues(node.end) {
      if !cycle.contains(key(node.end - 2)) { node.children.append(Node(type: .date, start: node.end, end: node.end + 1, rule: "dates:year", confidence: 0.85)) }
      node.end += 1
    } else if key(node.end) == Word.nam, let year = number(node.end + 1), year > 1900, year < 2100 {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 2, rule: "dates", confidence: 0.9))
      node.end += 2
    }
    return node
  }

  /// "Lễ Quốc tang đồng chí …", "Lễ tang …", with the person inside.
  private func funeral(at index: Int) -> Node? {
    guard tokens[index].isCapitalized || isCapitalizedWord(index + 1), [Key.quoocs, Key.tang, Key.an].contains(key(index + 1)) else { return nil }
    var end = index + (key(index + 1) == Key.tang ? 2 : 3)
    guard end < tokens.count, [Key.tang, Key.tangs].contains(key(end - 1)) else { return nil }
    var node = Node(type: .event, start: index, end: end, rule: "events:funeral", confidence: 0.8)
    while end < tokens.count, continues(end), end - index < 24 {
      if let role = role(at: end) {
        node.children.append(role)
        end = role.end
      } else if let run = personRun(at: end) {
        node.children.append(Node(type: .person, start: end, end: run, rule: "persons:family name", confidence: 0.9))
        node.end = run
        return node
      } else if isMark(end, ",") || matches(at: end).contains(where: { $0.kind == .honorific }) || key(end) == Key.chis || key(end) == Key.coos {
        end += 1
      } else { break }
    }
    node.children = []
    return node.end - index == 3 ? node : nil
  }

  /// "Năm Giao lưu nhân văn Việt - Trung 2025", "Năm đoàn kết hữu nghị Việt Nam - Lào 2017".
  private func friendshipYear(at index: Int) -> Node? {
    guard continues(index + 1), yearNames.contains(key(index + 1)), tokens[index].isCapitalized || index > 0 && !tokens[index].lineStart && key(index - 1) == Key.trong else { return nil }
    var end = index + 2
    var names = 0
    while end - index < 14, continues(end), tokens[end].kind == .word && !eventStop.contains(key(end)) || isDash(end) {
      if isCapitalizedWord(end) { names += 1 }
      end += 1
    }
    guard names > 0, let year = number(end), continues(end), year > 1980, year < 2100 else { return nil }
    return Node(type: .event, start: index, end: end + 1, rule: "events:year", confidence: 0.8, children: parts(index + 2, end) + [Node(type: .date, start: end, end: end + 1, rule: "dates:year", confidence: 0.85)])
  }

  /// "Phật lịch 2560 - Dương lịch 2016", also after a year: each a date of its own.
  private func takeCalendars(_ node: inout Node) {
    while true {
      let start = isDash(node.end) ? node.end + 1 : node.end
      guard continues(start + 2), calendarWord.contains(key(start + 1)), calendars.contains(key(start)), number(start + 2) != nil else { return }
      node.children.append(Node(type: .date, start: start, end: start + 3, rule: "dates:calendar", confidence: 0.85))
      node.end = start + 3
    }
  }

  /// A term, a number, a place with a year, or a year right after a named event belongs to it.
  private func extend(_ node: inout Node) {
    defer { takeCalendars(&node) }
    if let place = place(at: node.end), continues(node.end), place.start == node.end, let found = anchor(at: place.end) {
      node.children.append(place)
      if let date = found.date { node.children.append(date) }
      node.end = found.end
    }
    // "Ngày Nhà giáo Việt Nam 20/11", "Quốc khánh 2/9".
    if continues(node.end), tokens[node.end].kind == .number, number(node.end).map({ $0 < 32 }) == true, isMark(node.end + 1, "/") || isMark(node.end + 1, "-"), dayMonth(at: node.end, needsYear: false) == node.end + 3, key(node.start) == Word.ngay || key(node.start) == Key.quoocs {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 3, rule: "dates", confidence: 0.9))
      node.end += 3
      return
    }
    // "Paralympic Rio 2016".
    if continues(node.end + 1), isCapitalizedWord(node.end), capitalRun(node.end) == node.end + 1, !tokens[node.end].isAllCaps, let found = anchor(at: node.end + 1), found.date != nil, number(node.end + 1) != nil {
      if let date = found.date { node.children.append(date) }
      node.end = found.end
      return
    }
    // "Tuần lễ Cấp cao … (APEC) 2024".
    if isMark(node.end, "("), node.end + 2 < tokens.count, tokens[node.end + 1].isAllCaps, isMark(node.end + 2, ")"), let found = anchor(at: node.end + 3), let date = found.date {
      if matches.exact(.body, node.end + 1, node.end + 2) != nil { node.children.append(Node(type: .organization, start: node.end + 1, end: node.end + 2, rule: "bodies:short form", confidence: 0.8)) }
      node.children.append(date)
      node.end = found.end
      return
    }
    for _ in 0..<3 {
      let next = isMark(node.end, ",") && key(node.end + 1) == Key.nhieemj || isDash(node.end) && calendarYear(at: node.end + 1) != nil ? node.end + 1 : node.end
      guard let found = anchor(at: next) else { return }
      if let date = found.date { node.children.append(date) }
      node.end = found.end
    }
  }

  /// "đại hội Đảng bộ thành phố lần thứ 16", "đại hội Đảng XIV": a number makes it one congress also in small letters.
  private func isNumbered(_ congress: Node) -> Bool { isRomanNumber(congress.end - 1) || key(congress.end - 2) == Word.thu && key(congress.end - 3) == Word.lan }

  private func congress(at index: Int) -> Node? {
    var end = index + 2
    var children: [Node] = []
    var specific = 0
    while end < tokens.count, continues(end), end - index < 30 {
      if let found = anchor(at: end) {
        if let date = found.date { children.append(date) }
        end = found.end
        specific = end
      } else if isRomanNumber(end) || end == index + 2 && number(end) != nil && !isMark(end + 1, "/") {
        end += 1
        specific = end
      } else if specific == 0, Word.plural.contains(key(end)) {
        break
      } else if [Key.ddaij, Key.bieeur, Key.toanf, Key.quoocs].contains(key(end)) {
        end += 1
      } else if let organization = body(at: end), specific == 0 {
        children.append(organization)
        end = organization.end
      } else if let place = place(at: end), specific == 0 {
        children.append(place)
        end = place.end
      } else if key(end) == Word.cua, specific > 0, let organization = body(at: end + 1), key(end + 1) == Key.ddangr {
        children.append(organization)
        end = organization.end
        specific = end
      } else if specific == end, key(end) == Key.ddangr, let organization = body(at: end) {
        children.append(organization)
        end = organization.end
        specific = end
      } else if isMark(end, ","), anchor(at: end + 1) != nil {
        end += 1
      } else if specific == 0, tokens[end].kind == .word, !eventStop.contains(key(end)), key(end) != Word.cua, isCapitalizedWord(index + 2) || tokens[end].isCapitalized || isCapitalizedWord(end - 1) {
        end += 1
      } else {
        break
      }
    }
    return specific > 0 ? Node(type: .event, start: index, end: specific, rule: "events:congress", confidence: 0.93, children: children.filter { $0.end <= specific }) : nil
  }

  /// "Hội nghị lần thứ 7 Ban Chấp hành Trung ương Đảng (khóa XI)", "Hội nghị Trung ương 9", "Hội nghị trung ương Đảng lần thứ 9".
  private func plenum(at index: Int) -> Node? {
    var end = index + 2
    var children: [Node] = []
    if key(end) == Word.lan, key(end + 1) == Word.thu, isOrdinal(end + 2) {
      guard tokens[index].isCapitalized else { return nil }
      end += 3
      let named = isMark(end, ",") ? end + 1 : end
      if continues(named), isCapitalizedWord(named), let organization = body(at: named), organization.start == named, named == end || key(organization.end) == Key.nhieemj {
        children.append(organization)
        end = organization.end
      }
    } else if key(end) == trung || key(end) == tw || key(end) == centre {
      let central = key(end) == trung ? end + 2 : end + 1
      let level = key(central) == Key.ddangr ? central + 1 : central
      children = [Node(type: .organization, start: end, end: level, rule: "bodies:Trung ương", confidence: 0.9, children: level > central ? [Node(type: .organization, start: central, end: level, rule: "bodies:Đảng", confidence: 0.9)] : [])]
      if number(level) != nil, continues(level) { end = level + 1 } else if let found = anchor(at: level), found.date == nil { end = found.end } else { return nil }
    } else { return nil }
    for _ in 0..<2 {
      let next = isMark(end, ",") ? end + 1 : end
      guard let found = anchor(at: next), key(next) != Word.nam, number(next) == nil, next == end || key(next) == Word.khoa else { break }
      if let date = found.date { children.append(date) }
      end = found.end
    }
    return Node(type: .event, start: index, end: end, rule: "events:plenum", confidence: 0.93, children: children)
  }

  func isRomanNumber(_ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].kind == .word, tokens[index].isCapitalized else { return false }
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    return bytes.count <= 6 && bytes.allSatisfy { [73, 86, 88, 76].contains($0) }
  }
}

/// Contests whose name goes on in lower case: "Giải vô địch …", "Giải bóng bàn …".
private let contests = WordSet("vô bóng chạy đua cầu cờ thưởng báo quần việt đấu leo bơi võ")
