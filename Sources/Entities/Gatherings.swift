internal import Lexicon
internal import TextModel

/// What a contest's name ends with: for whom it is, and how far it reaches.
private let sides = WordSet("nam nữ trẻ")
private let ranges = wordPairs(["quốc tế", "quốc gia", "toàn quốc", "thế giới", "quần chúng", "toàn tỉnh", "toàn quân", "mở rộng", "khu vực"])
/// Before a name in quotes, in small letters: ngày hội “Sắc xuân …”.
private let quotedNames = wordPairs(["ngày hội", "hội chợ", "liên hoan", "lễ hội"])
/// Where a forum is an occasion: "dự Diễn đàn …", "bên lề Diễn đàn …".
private let attended = WordSet("dự tại chức mạc khổ lề ra")
private let quotes = WordSet(keys: [0x22, 0x201C, 0xAB])
private let closers = WordSet(keys: [0x22, 0x201D, 0xBB])
private let holding = Key.cos
private let award = Key.thuwowngr
private let season = Key.muaf, forum = Key.dieenx
/// "Giải Nhất", "Giải thể", "Giải Phóng".
private let prizes = WordSet("nhất nhì khuyến đặc thể phóng quyết pháp trí trình ngân tán tỏa thích nén mã khát phẫu cứu đáp")
/// What stands before an evening's or a show's name in quotes.
private let shows: [(UInt64, UInt64, UInt64)] = ["trình nghệ thuật", "triển lãm ảnh"].map {
  let words = tokenize(Array($0.utf8)).map(\.key)
  return (words[0], words[1], words[2])
}
private let exhibition = (Key.trieenr, Key.lamx)
/// Heads of gatherings and contests that a number, a term, a year or their own name makes one event, the longest first.
let gatherings: [(words: [UInt64], needsNumber: Bool)] = [
  ("hội nghị", true), ("hội thảo", true), ("diễn đàn", true), ("kỳ họp", true), ("phiên họp", true), ("kỳ thi", true), ("đại hội đồng", true),
  ("cuộc họp", true),
  ("giải", false), ("liên hoan", false), ("cuộc thi", false), ("hội thi", false), ("lễ hội", false), ("hội chợ", false), ("triển lãm", false),
  ("ngày hội", false), ("tuần lễ", false), ("hội diễn", false), ("hội thao", false), ("hội xuân", false), ("tuần văn hóa", false), ("tuần phim", false),
  ("tháng hành động", false), ("festival", false), ("cúp", false), ("liên hoan phim", false), ("đại hội thể thao", false),
].map { (words: tokenize(Array($0.0.utf8)).map(\.key), needsNumber: $0.1) }.sorted { $0.words.count > $1.words.count }
/// Words that go on with the sentence after an event's name.
let eventStop = WordSet(
  "và đã sẽ được do để nhằm là tại từ đến trước sau trong này đó theo vừa đang có thì mà vào ngày diễn sáng chiều tối thành nêu khai bế với gửi cho")
/// Contests whose name goes on in lower case: "Giải vô địch …", "Giải bóng bàn …".
private let contests = WordSet("vô bóng chạy đua cầu cờ thưởng báo quần việt đấu leo bơi võ")

extension EntityScan {
  /// "Giải vô địch Bóng chuyền U23 Quốc gia năm 2024", "Hội nghị Quân chính toàn quân năm 2020", "Lễ hội Đền Hùng".
  func gathering(at index: Int) -> Node? {
    guard let head = gatherings.first(where: { $0.words[0] == key(index) && matchesWords($0.words, index) }),
      continues(index + head.words.count),
      index == 0 || tokens[index].lineStart || !Word.plural.contains(key(index - 1)) && !(key(index) == Key.hooij && key(index - 1) == Key.ddaij)
    else { return nil }
    let nameStart = index + head.words.count
    // "mùa giải V-League": a name of its own.
    if !tokens[index].isCapitalized, longest(.event, at: nameStart) != nil { return nil }
    // "39 Giải C", "Giải Nhất", "giải thể", "1141 Giải Phóng": a prize, another word, a street.
    if key(index) == Key.giair,
      tokens[nameStart].isSingle || prizes.contains(key(nameStart)) || key(nameStart) != award && lexicon.isCompound(tokens[index], tokens[nameStart])
    {
      return nil
    }
    // “Cuộc thi báo chí viết về Nông thôn mới gắn với …”: the quotes hold the name.
    if !head.needsNumber, tokens[index].isCapitalized, quotes.contains(key(index - 1)), let end = quoteEnd(nameStart) {
      return Node(type: .event, start: index, end: end, rule: "events:quoted", confidence: 0.8, children: parts(nameStart, end))
    }
    if key(index - 1) == season, !tokens[index].isCapitalized { return nil }
    if key(index) == Key.giair, !isCapitalizedWord(nameStart), !contests.contains(key(nameStart)) { return nil }
    // "tham quan Triển lãm trưng bày 90 bức ảnh": the sentence goes on.
    if key(index) == exhibition.0, !isCapitalizedWord(nameStart) { return nil }
    var end = nameStart
    var last = 0
    var lastCapital = 0
    var children: [Node] = []
    var lower = 0
    while end < tokens.count, continues(end), end - index < 26 {
      if let found = anchor(at: end) {
        // "Hội nghị tổng kết năm 2020" is no event of its own.
        // "Diễn đàn toàn cảnh ngân hàng Việt Nam 2020" is one.
        if head.needsNumber, found.date != nil, last == 0, !(isCapitalizedWord(nameStart) && body(at: nameStart) == nil && !opensPhrase(nameStart)),
          !(key(index) == forum && tokens[index].isCapitalized && number(end) != nil && lastCapital == end)
        {
          break
        }
        if let date = found.date { children.append(date) }
        end = found.end
        last = end
        continue
      }
      if tokens[end].kind == .mark {
        // "Diễn đàn “Vành đai và Con đường”", "Hội thi Olympic … "Ánh sáng soi đường" lần thứ III": a title in quotes right after the head or before a number.
        if quotes.contains(key(end)), last == 0, !contestBefore(end), let close = quoteEnd(end + 1), close - end < 26 {
          let isTitle = end == nameStart && tokens[index].isCapitalized && head.words.count > 1 && head.words[1] != Key.thi && isCapitalizedWord(end + 1)
          guard isTitle || anchor(at: close + 1) != nil else { break }
          children += parts(end + 1, close)
          end = close + 1
          if anchor(at: end) == nil { last = end }
          lower = 0
          continue
        }
        if isMark(end, "("), isMark(end + 2, ")"), tokens[end + 1].isAllCaps || innerCapital(end + 1), anchor(at: end + 3) != nil {
          if let body = matches.exact(.body, end + 1, end + 2) {
            children.append(Node(type: .organization, start: end + 1, end: end + 2, rule: .row(body), confidence: 0.85))
          }
          end += 3
          continue
        }
        if isMark(end, ","),
          anchor(at: end + 1) != nil
            || last == 0 && tokens[index].isCapitalized && continues(end + 1) && !head.needsNumber && lower < 5 && end + 1 < tokens.count
              && tokens[end + 1].kind == .word && !tokens[end + 1].isCapitalized
        {
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
      if key(end) == Key.veef,
        key(index) == Key.giair && (key(index + 1) != award || tokens[index].isCapitalized && ranges.contains { $0 == (key(end - 2), key(end - 1)) })
          || head.words.count == 2 && head.words[1] == Key.thi && tokens[index].isCapitalized, end > nameStart + 1, let whole = titleEnd(from: end + 1),
        case let title = (end + 1..<whole).first(where: { isMark($0, ",") }) ?? whole, title - end > 2, title - end < 12
      {
        return Node(type: .event, start: index, end: title, rule: "events:titled", confidence: 0.7, children: children + parts(end + 1, title))
      }
      // "Ngày hội | thứ năm, 25 04 2019": a weekday.
      if key(end) == Word.thu, isOrdinal(end + 1), isMark(end + 2, ",") { break }
      if last > 0, !(head.needsNumber && key(end) == Word.cua) { break }
      if key(end) == Word.va, key(index) == forum, isCapitalizedWord(end + 1), isCapitalizedWord(nameStart), longest(.bodyHead, at: end + 1) == nil,
        longest(.position, at: end + 1) == nil
      {
        end += 1
        continue
      }
      if end > nameStart, key(end) == Word.va, isCapitalizedWord(end + 1), lastCapital == end - 0, !head.needsNumber,
        longest(.field, at: lastCapital - 1) == nil, gatheringStarts.contains(key(end + 1))
      {
        break
      }
      // "Ngày hội giao lưu văn hóa, thể thao | và du lịch … lần thứ II".
      if key(end) == Word.va, last == 0, tokens[index].isCapitalized, !head.needsNumber, continues(end + 1), !isCapitalizedWord(end + 1), anchorAhead(end + 1) {
        end += 1
        continue
      }
      // "Hội nghị Thủ tướng | với doanh nghiệp lần thứ 2".
      if key(end) == Key.vowis || key(end) == holding, last == 0, head.needsNumber, tokens[index].isCapitalized, anchorAhead(end + 1) {
        end += 1
        continue
      }
      if eventStop.contains(key(end)), !tokens[end].isCapitalized || key(end) == Word.ngay,
        key(end) != Word.va || lastCapital < end && (lower == 0 || isCapitalizedWord(end + 1))
      {
        break
      }
      if key(end) == Word.cua {
        guard head.needsNumber, last > 0, let owner = body(at: end + 1) else { break }
        children.append(owner)
        return Node(type: .event, start: index, end: owner.end, rule: "events:numbered", confidence: 0.8, children: children)
      }
      if end > nameStart || isDash(capitalRun(end)) || isCapitalizedWord(end) && matches.starts(.placeHead, at: end), let place = place(at: end),
        end > nameStart || place.end - end > 1
      {
        children.append(place)
        end = place.end
        lastCapital = end
        lower = 0
        continue
      }
      if tokens[end].isCapitalized || tokens[end].kind == .number && end > nameStart {
        if let owner = body(at: end) ?? (head.needsNumber ? role(at: end) : nil), owner.start == end {
          children.append(owner)
          end = owner.end
        } else {
          end += 1
        }
        if end <= tokens.count, tokens[end - 1].isCapitalized || lower == 0 { lastCapital = end }
        lower = 0
      } else {
        lower += 1
        if lower > 8 && !(head.needsNumber && tokens[index].isCapitalized && lower < 18 && anchorAhead(end))
          || end > nameStart && longest(.action, at: end, keepsCase: false).map({ $0.end - end > 1 }) == true && lastCapital > 0 && key(end) != Key.mowr
        {
          break
        }
        end += 1
      }
    }
    // "Đại hội đồng lần thứ 140 | Liên minh Nghị viện thế giới".
    if last > 0, key(index) == Key.ddaij, last == end, continues(end), let owner = body(at: end) {
      return Node(type: .event, start: index, end: owner.end, rule: "events:numbered", confidence: 0.8, children: children + [owner])
    }
    // "ngày hội lớn toàn dân tham gia bầu cử … nhiệm kỳ 2016-2021": no name.
    if key(index) == Word.ngay, !tokens[index].isCapitalized, !isCapitalizedWord(nameStart) { return nil }
    if last > 0 { return Node(type: .event, start: index, end: last, rule: "events:numbered", confidence: 0.8, children: children.filter { $0.end <= last }) }
    let named = lastCapital
    lastCapital = scopeEnd(lastCapital, nameStart)
    if lastCapital > named { children += parts(named, lastCapital) }
    let isForum =
      key(index) == forum && attended.contains(key(index - 1)) && isCapitalizedWord(nameStart) && longest(.body, at: index) == nil
      && lastCapital - nameStart > 2
    // "lễ hội Cửa Ông": in small letters before a name.
    let isFestival = key(index) == Key.leex && isCapitalizedWord(nameStart) && isCapitalizedWord(nameStart + 1) && key(index - 1) != season
    guard !head.needsNumber || isForum, tokens[index].isCapitalized || isFestival, lastCapital > nameStart,
      isCapitalizedWord(nameStart) || lastCapital - nameStart > 2
    else { return nil }
    if key(index) == Key.giair, nameStart == index + 1, !(isCapitalizedWord(nameStart) && lastCapital - nameStart > 1 || contests.contains(key(nameStart))) {
      return nil
    }
    return Node(type: .event, start: index, end: lastCapital, rule: "events:named", confidence: 0.7, children: children.filter { $0.end <= lastCapital })
  }

  /// A name in small letters goes on to the end of its last word and of its range: "Giải Bóng | chuyền nữ quốc tế", "Lễ hội Văn hóa Ẩm | thực".
  private func scopeEnd(_ last: Int, _ start: Int) -> Int {
    guard last > start else { return last }
    var end = last
    // "Giải Bóng | chuyền nữ | quốc tế".
    if key(start - 1) == Key.giair, let range = (end..<end + 4).first(where: { at in ranges.contains { $0 == (key(at), key(at + 1)) } }),
      (end...range + 1).allSatisfy({ continues($0) && tokens[$0].kind == .word && !tokens[$0].isCapitalized && !eventStop.contains(key($0)) })
    {
      end = range + 2
    }
    while continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized {
      if eventStop.contains(key(end)) { break }
      if lexicon.isCompound(tokens[end - 1], tokens[end]) && isCapitalizedWord(end - 1) || sides.contains(key(end)) && key(end + 1) != Key.giowis {
        end += 1
      } else if continues(end + 1), ranges.contains(where: { $0 == (key(end), key(end + 1)) }) {
        end += 2
      } else {
        break
      }
    }
    // "Giải Báo chí toàn quốc | về xây dựng Đảng".
    if key(end) == Key.veef, continues(end + 1), let title = titleEnd(from: end + 1), title - end < 12 { return title }
    return end
  }

  /// A number or year ends the name that goes on at `start`, with nothing between that starts a clause.
  private func anchorAhead(_ start: Int) -> Bool {
    var index = start
    while index - start < 14, continues(index), tokens[index].kind == .word || isDash(index) {
      if index > start, anchor(at: index) != nil { return true }
      if eventStop.contains(key(index)), !tokens[index].isCapitalized { return false }
      index += 1
    }
    return false
  }

  /// Where the quotation that `start` stands in ends, on its line and in its sentence.
  private func quoteEnd(_ start: Int) -> Int? {
    var end = start
    while continues(end), end - start < 30, !closers.contains(key(end)) {
      if isMark(end, ".") || isMark(end, ";") || isMark(end, ":") || isMark(end, "“") { return nil }
      end += 1
    }
    return continues(end) && end > start && closers.contains(key(end)) ? end : nil
  }

  /// “Tìm hiểu Lịch sử Đảng bộ …” in quotes after "cuộc thi", "hội thi viết".
  func quotedContest(at index: Int) -> Node? {
    guard index > 2, quotes.contains(key(index - 1)), tokens[index].isCapitalized, contestBefore(index - 1), let end = quoteEnd(index), end - index > 2 else {
      return nil
    }
    return Node(type: .event, start: index, end: end, rule: "events:quoted", confidence: 0.75, children: parts(index + 1, end))
  }

  private func contestBefore(_ index: Int) -> Bool {
    shows.contains { $0 == (key(index - 3), key(index - 2), key(index - 1)) }
      || key(index - 1) == exhibition.1 && key(index - 2) == exhibition.0 && !tokens[index - 2].isCapitalized
      || (1...2).contains {
        key(index - $0) == Key.thi && (key(index - $0 - 1) == Key.cuoocj || key(index - $0 - 1) == Key.hooij) && !tokens[index - $0].lineStart
      }
      || index > 1 && !tokens[index].lineStart && !tokens[index - 2].isCapitalized && quotedNames.contains { $0 == (key(index - 2), key(index - 1)) }
  }
}
