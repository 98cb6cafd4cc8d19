internal import Lexicon
internal import TextModel

private let people = WordSet("dân UBND HĐND MTTQ kiểm sát")
/// "Đảng viên", "Đảng bộ" are other words than "Đảng".
private let notAfterParty = WordSet("viên bộ ủy phái phí tịch đoàn")
/// "Chính phủ điện tử", "Chính phủ số": a programme's words.
private let notAfterName = WordSet("điện số")
private let brand = (Key.nhanx, Key.hieeuj)
/// "Trung ương" after these is a level, not a body.
private let levelBefore = WordSet("chí sách hàng quan ở đoàn ngành thuộc cấp năng từ viện các vị biểu khối cán bộ cầu tuyến")
/// Bodies that a place right after completes also when they stand inside a longer name.
private let placed = WordSet("ủy UBND HĐND an uỷ")
/// Places where a service has its own office: "Chi cục Hải quan | cửa khẩu quốc tế Na Mèo".
private let gates = WordSet("cửa cảng sân ga khu nước")
private let cooperative = Key.tacs
private let viet = Key.vieetj, church = Key.giaos
/// What a state has, in small letters before its name.
private let ofStates = wordPairs(["chính phủ", "quân đội"])
/// "liên chính phủ", "phi chính phủ": other words.
private let notOfState = WordSet("liên phi cấp nước")
private let societyWord = Key.hooij
private let delegation = (Key.ddaij, Key.dieenj)
private let khoan = Key.khoans, reporter = Key.pv, power = Key.quyeenf
/// Levels of the state, as `place-heads` has them.
private let levelNames = FieldSet("tỉnh", "huyện", "xã", "phường", "quận", "thành phố", "thị xã", "thị trấn", "TP", "Tp", "T.P", "đặc khu")

extension EntityScan {
  /// "Công an thành phố Huế", "Ban Dân vận Tỉnh ủy", "Bộ Công an", "UBND tỉnh", "Đảng".
  func body(at index: Int, depth: Int = 0) -> Node? {
    guard opens(.body, at: index), depth < 5, bodiesAsking < 6 else { return nil }
    bodiesAsking += 1
    defer { bodiesAsking -= 1 }
    // A name asks for its parents and places again and again, and these for theirs: "Bộ Bộ Bộ Bộ …" would never end.
    guard bodiesAsking > 2 else {
      if bodiesAsking == 1, isLearning { forgetBodies() }
      return findBody(at: index, depth: depth)
    }
    let question = index << 3 | depth
    if let answer = askedBodies[question] { return answer }
    let answer = findBody(at: index, depth: depth)
    askedBodies[question] = .some(answer)
    return answer
  }

  private func findBody(at index: Int, depth: Int) -> Node? {
    if !knownShortForms.isEmpty, tokens[index].isAllCaps, knownShortForms.contains(key(index)) {
      let area = key(index + 1) == Key.khu && key(index + 2) == Key.vuwcj && (isRomanNumber(index + 3) || number(index + 3) != nil)
      var short = Node(type: .organization, start: index, end: area ? index + 4 : index + 1, rule: "bodies:short form", confidence: 0.93)
      // "CĐ | Việt Nam", "CĐ | TP": what would complete the long form.
      if !area, let place = adjacentPlace(at: index + 1), longest(.bodyHead, at: index + 1) == nil {
        short.children = [place]
        short.end = place.end
      } else if !area, key(index + 1) == Key.tp, continues(index + 1), levelEnd(at: index + 1) == index + 2, !isCapitalizedWord(index + 2) {
        short.end = index + 2
      }
      return short
    }
    if index > 0, key(index) == Key.booj || key(index) == Key.sowr, Word.plural.contains(key(index - 1)), !sharedHeadBodies(at: index + 1).isEmpty {
      return nil
    }
    // "các cấp Hội Nông dân".
    if index > 1, key(index - 1) == Word.cap, Word.plural.contains(key(index - 2)), !tokens[index].lineStart { return nil }
    if isClassOfLevel(index) { return nil }
    // "(mã chứng khoán: MWG)".
    if isMark(index - 1, ":"), index > 1, key(index - 2) == khoan, tokens[index].isAllCaps { return nil }
    if isMark(index - 1, "."), !tokens[index].spaceBefore, !tokens[index].lineStart, !tokens[index].isCapitalized { return nil }
    if unionAsPlace(at: index) || isMark(index - 1, "/") && isMark(index - 2, "/") { return nil }
    if !bodyEnds.isEmpty, let end = bodyEnds[index] {
      return Node(
        type: .organization, start: index, end: end, rule: "bodies:before its short form", confidence: 0.85,
        children: parts(longest(.bodyHead, at: index)?.end ?? index + 1, end).filter { $0.type != .person && $0.type != .date })
    }
    if let club = club(at: index) { return club }
    // "chính phủ Việt Nam", "quân đội Trung Quốc".
    if !tokens[index].isCapitalized, continues(index + 2), isCapitalizedWord(index + 2), ofStates.contains(where: { $0 == (key(index), key(index + 1)) }),
      index == 0 || !notOfState.contains(key(index - 1)) && !Word.plural.contains(key(index - 1)), let country = longest(.place, at: index + 2),
      lexicon.field(country, 1, is: "country")
    {
      return Node(
        type: .organization, start: index, end: country.end, rule: "bodies:of a state", confidence: 0.75,
        children: [Node(type: .location, start: index + 2, end: country.end, rule: .row(country), confidence: 0.9)])
    }
    let grammar = headedBody(at: index, depth: depth) ?? foreignFirm(at: index)
    guard let match = longest(.body, at: index) ?? inMixedCase(index) else { return grammar }
    if match.end - index == 2, key(index) == Key.nhaan, continues(match.end), key(match.end) == Key.leex { return grammar }
    if continues(match.end), Word.plural.contains(key(match.end)) || key(match.end) == Word.cap, people.contains(key(match.end - 1)) { return grammar }
    // "HĐND, UBND tỉnh, thành phố"; "10 Ban Thường vụ Tỉnh ủy", "các Tỉnh ủy, Thành ủy".
    if isMark(match.end, ","), matches.starts(.bodyHead, at: index), let next = longest(.bodyHead, at: match.end + 1), case let level = levelEnd(at: next.end),
      level > next.end, isMark(level, ","), namesAllOfARank(level - 1)
    {
      return nil
    }
    if key(match.end - 1) == Key.uyr, match.end > index + 1, startsCommittee(match.end - 2), adjacentPlace(at: match.end) == nil,
      countsCommittees(before: index)
    {
      return nil
    }
    if isSome(match.end) || number(match.end) != nil && continues(match.end) && countsUnits(match.end) { return nil }
    if opens(.committeeLevel, at: index), !tokens[index].isCapitalized, key(index + 1) == Key.uyr, key(index + 2) == power { return nil }
    let rank = levelEnd(at: match.end)
    if rank > match.end, isMark(rank, ","), namesAllOfARank(rank - 1) { return nil }
    if match.end - index == 1, continues(match.end), notAfterParty.contains(key(match.end)), !tokens[match.end].isCapitalized { return grammar }
    if index > 0, Word.plural.contains(key(index - 1)), !tokens[index].isCapitalized { return grammar }
    if key(index) == Key.trung || key(index) == Key.tw || match.end == index + 3 && isDottedCentre(index), index > 0,
      match.end - index < 3 || isMark(index + 1, "."), levelBefore.contains(key(index - 1)), key(match.end - 1) != Key.ddangr, key(match.end - 1) != Key.ddoanf
    {
      return nil
    }
    // "Chính phủ điện tử"; "các tỉnh ủy, thành ủy".
    if match.end - index == 2, continues(match.end), notAfterName.contains(key(match.end)), key(match.end) != Word.so || key(index) == Key.chinhs {
      return grammar
    }
    if depth == 0, !tokens[index].isCapitalized, match.end - index == 2, startsCommittee(index), isMark(index - 1, ","), adjacentPlace(at: match.end) == nil {
      return nil
    }
    var end = match.end
    // A lexicon name that is only the start of a longer capitalized name is not it.
    if end - index == 1, isCapitalizedWord(end), continues(end), !tokens[index].isAllCaps, tokens[end].spaceBefore,
      longest(.body, at: end) == nil, longest(.place, at: end) == nil, longest(.unit, at: end) == nil
    {
      return grammar
    }
    if end - index == 1, followsCapital(index), depth == 0, !tokens[index].isAllCaps { return grammar }
    // "Quân đội đã …", "Nhà trường …": the sentence gave the capital.
    if key(index) == Key.quaan || key(index) == Key.nhaf && key(index + 1) == Key.truwowngf, end - index == 2, depth == 0,
      isSentenceStart(index) || !tokens[index].isCapitalized
    {
      return grammar
    }
    // "các ban, đơn vị Trung ương", "Nhà Quốc hội".
    if depth == 0, index > 0, key(index) == Key.quoocs, end - index == 2, key(index - 1) == Key.nhaf, isCapitalizedWord(index - 1) { return nil }
    var children = inner(index, end)
    // "Phó Chủ tịch | Trung ương Hội Khuyến học Việt Nam".
    if end - index == 2, key(index) == Key.trung, key(end) == societyWord, isCapitalizedWord(end), continues(end),
      let society = body(at: end, depth: depth + 1), society.end - end > 1
    {
      return Node(type: .organization, start: index, end: society.end, rule: .row(match), confidence: 0.9, children: [society])
    }
    if let longer = longerBody(from: end - 1, after: index, depth: depth) {
      children = children.filter { $0.end <= longer.start } + [longer]
      end = longer.end
      // "Trung ương Đảng Cộng sản Việt Nam" inside "Ban Bí thư Trung ương Đảng …" goes to the same end.
      if end > match.end, let central = innerCentral(index, longer) { children = children.filter { $0.end <= central.start } + [central] }
    }
    if key(end) == Key.khu, key(end + 1) == Key.vuwcj, continues(end + 2), isRomanNumber(end + 2) || number(end + 2) != nil { end += 3 }
    if tokens[index].isCapitalized, end - index > 1, isCapitalizedWord(end) || startsCommittee(end), continues(end),
      key(index) == Key.booj && match.end - index == 3 && (key(end) == Key.trung || key(end) == Key.ddangr)
        || longest(.bodyHead, at: index).map({ lexicon.letters($0, 1).contains("B") }) == true,
      let parent = body(at: end, depth: depth + 1), parent.start == end, parent.end - end > 1
    {
      children.append(parent)
      end = parent.end
    } else if let place = adjacentPlace(at: end) {
      complete(&children, place, end)
      end = place.end
    } else if levelEnd(at: end) > end, longest(.bodyHead, at: index).map({ lexicon.letters($0, 1).contains("P") && $0.end < end }) == true {
      end = levelEnd(at: end)
    }
    if countsMany(end), longest(.bodyHead, at: index) != nil { return nil }
    if let rest = afterBracket(end, index) {
      children += rest.parts
      end = rest.end
    }
    if var grammar, grammar.end >= end {
      if grammar.end == end, grammar.children.count < children.count { grammar.children = children }
      return grammar
    }
    return Node(
      type: .organization, start: index, end: end, rule: .row(match), confidence: 0.93, children: children)
  }

  /// "các LĐLĐ | quận, huyện", "Hội đồng nhân dân | và Ủy ban nhân dân các cấp", "cơ quan đại diện Việt Nam | ở nước ngoài": many, and no one.
  private func isClassOfLevel(_ index: Int) -> Bool {
    guard matches.starts(.bodyHead, at: index), let head = longest(.bodyHead, at: index, keepsCase: false) else { return false }
    if key(index) == Key.cow, !tokens[index].isCapitalized, key(index + 2) == delegation.0, key(index + 3) == delegation.1 { return true }
    if index > 0, key(index - 1) == Key.cacs, !tokens[index].lineStart, case let level = levelEnd(at: head.end), level > head.end, isMark(level, ","),
      levelEnd(at: level + 1) > level + 1
    {
      return true
    }
    guard key(head.end) == Word.va || isMark(head.end, ","), people.contains(key(head.end - 1)), continues(head.end + 1),
      let other = longest(.bodyHead, at: head.end + 1, keepsCase: false), people.contains(key(other.end - 1)), continues(other.end)
    else { return false }
    return Word.plural.contains(key(other.end)) && key(other.end + 1) == Word.cap
  }

  /// "… Trung ương | Đảng Cộng sản Việt Nam", "… Trung ương | Đoàn Thanh niên Cộng sản Hồ Chí Minh": a body of its own starts with the last word.
  private func longerBody(from index: Int, after start: Int, depth: Int) -> Node? {
    guard index > start, key(index) == Key.ddangr || key(index) == Key.ddoanf, isCapitalizedWord(index), isCapitalizedWord(index + 1), continues(index + 1),
      let match = longest(.body, at: index), match.end > index + 2
    else { return nil }
    return body(at: index, depth: depth + 1)
  }

  private func innerCentral(_ start: Int, _ last: Node) -> Node? {
    guard last.start - 2 > start, key(last.start - 2) == Key.trung, key(last.start - 1) == Key.uwowng else { return nil }
    return Node(type: .organization, start: last.start - 2, end: last.end, rule: "bodies:Trung ương", confidence: 0.9, children: [last])
  }

  /// The place that completes a body completes the body at its end too: "Ban Thường vụ [Tỉnh ủy Lâm Đồng]".
  func complete(_ children: inout [Node], _ place: Node, _ end: Int) {
    if let last = children.last, last.type == .organization, last.end == end, placed.contains(key(end - 1)) {
      complete(&children[children.count - 1].children, place, end)
      children[children.count - 1].end = place.end
    } else {
      children.append(place)
    }
  }

  /// The short form in brackets of the last words of a name, when the name goes on: "Quân đội nhân dân (QĐND) Việt Nam", "Thi hành án dân sự (THADS) tỉnh".
  func afterBracket(_ end: Int, _ start: Int) -> (end: Int, parts: [Node])? {
    guard isMark(end, "("), end + 2 < tokens.count, tokens[end + 1].isAllCaps, isMark(end + 2, ")"), continues(end + 3) else { return nil }
    let isBody = matches.exact(.body, end + 1, end + 2) != nil || matches.exact(.bodyHead, end + 1, end + 2) != nil
    let short = isBody ? [Node(type: .organization, start: end + 1, end: end + 2, rule: "bodies:short form", confidence: 0.85)] : []
    let level = levelEnd(at: end + 3)
    if startsCentral(end + 3) {
      return (end + 5, short + [Node(type: .organization, start: end + 3, end: end + 5, rule: "bodies:Trung ương", confidence: 0.9)])
    }
    if let place = adjacentPlace(at: end + 3), place.start == end + 3 { return (place.end, short + [place]) }
    return level > end + 3 ? (level, short) : nil
  }

  /// "Trung ương" right after a body, and no longer name that starts so.
  private func startsCentral(_ index: Int) -> Bool {
    key(index) == Key.trung && key(index + 1) == Key.uwowng && continues(index) && continues(index + 1) && tokens[index].isCapitalized
      && longest(.body, at: index).map { $0.end == index + 2 } == true
  }

  /// A place right after a body completes its name: "Công an tỉnh Yên Bái", "Báo Nghệ An".
  func adjacentPlace(at index: Int) -> Node? {
    guard continues(index), let place = place(at: index, adjacent: true), place.start == index else { return nil }
    if place.rule.isRow(.placeHead), let head = longest(.placeHead, at: index, keepsCase: false), lexicon.field(head, 1, is: "feature"),
      !gates.contains(key(index))
    {
      return nil
    }
    return place
  }

  /// A number or a plural word stands before the committee, or before the one that it is listed with.
  private func countsCommittees(before index: Int) -> Bool {
    guard index > 0, !tokens[index].lineStart else { return false }
    if key(index) == Word.thuong, key(index - 1) == Key.ban { return countsCommittees(before: index - 1) }
    if let count = number(index - 1) {
      return count > 1 && count < 80 && !isMark(index - 2, "/") && !isMark(index - 2, "-") && !isMark(index - 2, ".") && key(index - 2) != Word.so
        && key(index - 2) != Word.thang && key(index - 2) != Word.nam
    }
    if key(index - 1) == Key.vuj, key(index - 2) == Word.thuong, index > 3, key(index - 3) == Key.ban { return countsCommittees(before: index - 3) }
    if Word.plural.contains(key(index - 1)) { return true }
    return isMark(index - 1, ",") && key(index - 2) == Key.uyr && index > 3
      && (Word.plural.contains(key(index - 4)) || number(index - 4) != nil && !isMark(index - 5, "/"))
  }

  /// "tỉnh ủy", "Thành ủy": a Party committee in either case.
  func startsCommittee(_ index: Int) -> Bool {
    opens(.committeeLevel, at: index) && key(index + 1) == Key.uyr && !(key(index + 2) == power && !tokens[index].isCapitalized)
  }

  /// "Quân ủy trung ương", "Ủy ban thường vụ Quốc hội": a name of four words and more whatever its later capitals.
  private func inMixedCase(_ index: Int) -> Lexicon.Match? {
    guard tokens[index].isCapitalized else { return nil }
    return longest(.body, at: index, keepsCase: false).flatMap { $0.end - index > 3 ? $0 : nil }
  }

  /// "Sovico Group", "Nam Á Bank": a firm by the English word that its name ends with.
  private func foreignFirm(at index: Int) -> Node? {
    guard isCapitalizedWord(index), key(index) != reporter, !opens(.firmEnding, at: index) || tokens[index].isAllCaps else { return nil }
    // "U21 Thái Lan": a national team by its age.
    if document.utf8[Int(tokens[index].start)] == UInt8(ascii: "U"), !matches.ends(.bodyHead, before: index), tokens[index].end - tokens[index].start == 3,
      number(after: index), let country = longest(.place, at: index + 1), lexicon.field(country, 1, is: "country"), continues(index + 1)
    {
      return Node(
        type: .organization, start: index, end: country.end, rule: "bodies:team", confidence: 0.8,
        children: [Node(type: .location, start: index + 1, end: country.end, rule: .row(country), confidence: 0.9)])
    }
    // "Shinhan Việt Nam": a firm's house in the country.
    if key(index + 1) == viet, key(index + 2) == Key.nam, !followsCapital(index), !matches.ends(.bodyHead, before: index), isForeign(index),
      matches(at: index).isEmpty, continues(index + 2), isCapitalizedWord(index + 2), capitalRun(index) == index + 3
    {
      return Node(
        type: .organization, start: index, end: index + 3, rule: "bodies:foreign firm", confidence: 0.75,
        children: [Node(type: .location, start: index + 1, end: index + 3, rule: "places:Việt Nam", confidence: 0.9)])
    }
    var run = capitalRun(index)
    // "Cienco 5 Land".
    if number(run).map({ $0 < 100 }) == true, isCapitalizedWord(run + 1), opens(.firmEnding, at: run + 1), continues(run + 1) { run += 2 }
    guard run - index > 1, run - index < 6, var last = ((index + 1)..<run).first(where: { opens(.firmEnding, at: $0) }), !isOpener(index) else { return nil }
    // "xe nhãn hiệu Toyota Land Cruiser": what something is called.
    if index > 1, key(index - 1) == brand.1, key(index - 2) == brand.0, !tokens[index].lineStart { return nil }
    let first = last
    while last + 1 < run, opens(.firmEnding, at: last + 1) { last += 1 }
    var node = Node(type: .organization, start: index, end: last + 1, rule: "bodies:foreign firm", confidence: 0.8)
    if let group = longest(.body, at: index), group.end == last, number(last - 1) != nil {
      node.children = [Node(type: .organization, start: index, end: last, rule: .row(group), confidence: 0.85)]
    }
    // "Vietnam Airlines | Group".
    if last > first { node.children = [Node(type: .organization, start: index, end: first + 1, rule: "bodies:foreign firm", confidence: 0.8)] }
    if let place = adjacentPlace(at: last + 1) {
      node.children.append(place)
      node.end = place.end
    }
    return node
  }

  /// Two digits after the first letter.
  private func number(after index: Int) -> Bool {
    document.utf8[Int(tokens[index].start) + 1..<Int(tokens[index].end)].allSatisfy { (0x30...0x39).contains($0) }
  }

  /// A bare level that completes a body: "UBND tỉnh", "Công an thành phố".
  func levelEnd(at index: Int) -> Int {
    guard continues(index), let head = longest(.placeHead, at: index, keepsCase: false), lexicon.field(head, 0, isIn: levelNames) else { return index }
    return key(head.end) == Key.uyr && key(head.end + 1) != power || key(head.end) == Key.ddoanf || key(index) == Key.xax && key(head.end) == Key.hooij
      ? index : head.end
  }
}

// MARK: Parts inside a name

/// Bodies that stand inside longer names and are marked there.
private let innerBodies = WordSet("Giáo ASEAN UNESCO Liên APEC Đảng Trung Quốc Chính Tỉnh Thành Huyện Quận Quân Bộ Công UBND HĐND QĐND TW MTTQ Nhà Ban Mặt")
/// Bodies that are named "… Trung ương" by their level alone: the word is no body inside them.
private let centralHouses = WordSet("bệnh viện trường trung")
/// Institutes that serve the central bodies: "Viện Nghiên cứu quản lý kinh tế | Trung ương".
private let ofCentralBodies = WordSet("nghiên kiểm")

extension EntityScan {
  /// Named parts inside a fixed name: "Đảng" and "Trung ương Đảng", "Chính phủ", "Việt Nam".
  func inner(_ start: Int, _ end: Int) -> [Node] {
    var nodes: [Node] = []
    var index = start + 1
    while index < end {
      if let match = longest(.body, at: index), match.end <= end, innerBodies.contains(key(index)), tokens[index].isCapitalized,
        key(index) != Key.lieen && key(index) != church || key(match.end - 1) == Key.quoocs || key(index) == church && match.end - index > 3,
        !(key(index) == Key.trung && match.end - index == 2 && isCentralHouse(start))
      {
        var node = Node(type: .organization, start: index, end: match.end, rule: .row(match), confidence: 0.9)
        node.children = inner(index, match.end)
        nodes.append(node)
        index = match.end
        continue
      }
      // "Quốc hội | nước Cộng hòa …".
      if key(index) == Key.nuwowcs, key(index - 1) != Key.nhaf, let state = longest(.place, at: index + 1), state.end - state.start > 2, state.end <= end {
        nodes.append(Node(type: .location, start: index, end: state.end, rule: .row(state), confidence: 0.9))
        index = state.end
        continue
      }
      if let head = longest(.placeHead, at: index, keepsCase: false), lexicon.field(head, 1, is: "unit"), key(index - 1) != Key.taans,
        key(index - 1) != cooperative, let place = place(at: index), place.end <= end
      {
        nodes.append(place)
        index = place.end
        continue
      }
      if let match = longest(.place, at: index) ?? province(at: index), match.end <= end,
        tokens[index].isCapitalized || match.kind == .place && match.end - index > 1,
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

  /// "Bệnh viện Nhi Trung ương": one by its level, where "Trung ương" is no body.
  func isCentralHouse(_ start: Int) -> Bool { centralHouses.contains(key(start)) && !(key(start) == institute && ofCentralBodies.contains(key(start + 1))) }

  /// A bare unit inside a name is a place when it is a province: "Tập đoàn Thuận An" names none.
  private func province(at index: Int) -> Lexicon.Match? {
    longest(.unit, at: index).flatMap { lexicon.field($0, 2, is: "province") ? $0 : nil }
  }

  /// The body inside a position ("Trưởng Đoàn giám sát", "Trưởng ban Tổ chức Trung ương"): its head may be in lower case.
  func bodyInPosition(at index: Int) -> Node? { headedBody(at: index, depth: 1, lowerAllowed: true) ?? body(at: index, depth: 1) }
}
