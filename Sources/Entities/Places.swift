internal import Lexicon
internal import TextModel

/// "Anh hùng", "Đức Phật", "Anh em": a country's name starts another word.
private let afterPeople = WordSet("hùng em chị pháp cha mẹ ấy ta thư hai tử độ")
/// Names that are also everyday words or parts of names: they need to stand alone.
/// These stand before a person's name alone.
private let personal = WordSet("ông bà anh chị cô chú bác em thầy cụ ngài cháu dì vua tên")
private let pronouns = WordSet("Anh Ý Áo Đông Tây")
private let numbered = WordSet("phường quận thôn tổ ấp khóm phố lộ QL đường đai bản xóm Q P buôn khu TL dân hẻm ngõ")
/// A feature word after one of these is the end of another word: yêu cầu, hoạt động, gia đình.
private let compoundBefore = WordSet("độ yêu nhu vận hoạt lao gia hành tác phát chủ toàn biến khởi cảm hộ mở điều tự năng hội điện đông ven vùng miền điểm phiên đồi tiêu đầu")
/// Units that are numbered, never named: "Tổ quốc" is no place.
private let duong = Key.dduwowngf, tinh = Key.tinhr
private let onlyNumbered = WordSet("tổ")
/// Levels whose names are all in the table: a family name after them starts a person's name.
private let listedLevels = WordSet("tỉnh huyện quận phố")
/// Kinds whose rows a place's name may complete.
private let headKinds = Lexicon.Kinds(.bodyHead, .placeHead, .position, .body, .field)
private let pairs = WordSet("tốc sắt lộ tế khẩu phương")

extension EntityScan {
  /// "tỉnh Thừa Thiên Huế", "TP. Huế", "thôn 5", "sông Hương", "Quốc lộ 14", "Việt Nam".
  ///
  /// `adjacent`: right after a body's or position's name that it completes, where a capital before it says nothing.
  func place(at index: Int, adjacent: Bool = false) -> Node? {
    if !knownPlaces.isEmpty, isCapitalizedWord(index), adjacent || !followsCapital(index), let learned = learnedPlace(at: index) { return learned }
    if let known = knownPlace(at: index, adjacent: adjacent) {
      // "TP HCM" is longer than "TP" with a name; a unit word with a table name is longer than both.
      if let headed = headedPlace(at: index), headed.end > known.end { return headed }
      return known
    }
    return headedPlace(at: index)
  }

  /// Names after a unit word in lower case: "xã Đạo Viện", so that "Đạo Viện" alone is known.
  func learnPlaces() {
    var names = KeySet()
    for index in tokens.indices where !tokens[index].isCapitalized && matches.starts(.placeHead, at: index) {
      guard let head = longest(.placeHead, at: index), lexicon.field(head, 1, is: "unit"), isCapitalizedWord(head.end), continues(head.end), let place = headedPlace(at: index), place.start == index,
        place.end - head.end >= 2, place.end == capitalRun(head.end)
      else { continue }
      names.insert(hash(head.end..<place.end))
    }
    knownPlaces = names
  }

  private func learnedPlace(at index: Int) -> Node? {
    let run = capitalRun(index)
    guard run - index >= 2, run - index < 5, knownPlaces.contains(hash(index..<run)), !isAfterHonorific(index), longest(.unit, at: index)?.end != run else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:named before", confidence: 0.85)
  }

  private func knownPlace(at index: Int, adjacent: Bool) -> Node? {
    let place = longest(.place, at: index)
    let unit = longest(.unit, at: index)
    guard let first = place ?? unit else { return nil }
    let match = unit.map { $0.end > first.end ? $0 : first } ?? first
    guard tokens[index].isCapitalized || match.kind == .place else { return nil }
    let isSingle = match.end - match.start == 1
    if followsCapital(index), !adjacent, !isAfterHead(index), lastEnd != index, isSingle || !isSentenceStart(index - 1) || longest(.surname, at: index - 1) != nil || lexicon.isCompound(tokens[index - 1], tokens[index]) { return nil }
    if isCapitalizedWord(match.end), continues(match.end), tokens[match.end].spaceBefore, !startsOther(match.end), !opensPhrase(match.end) {
      // "Thái Bình Dương" is not "Thái Bình"; "Tổng thống Nga | Vladimir Putin" is two names.
      guard match.kind == .place, lexicon.field(match, 1, is: "country"), adjacent || isAfterHead(index) else { return nil }
    }
    if key(index - 1) == Key.tieengs || isSingle && match.kind == .place && (opensPhrase(index) || afterPeople.contains(key(match.end)) && continues(match.end) && !tokens[match.end].isCapitalized) { return nil }
    if key(index) == Key.hoof, match.end - index == 3, key(index + 1) == Key.chis { return nil }
    if isAfterHonorific(index), !isHome(match) { return nil }
    if (lastEnd == index && lastType == .role && match.kind == .unit && !isAfterHead(index)) { return nil }
    if isSingle {
      if pronouns.contains(key(index)) && isSentenceStart(index) { return nil }
      if longest(.honorific, at: index, keepsCase: false) != nil, isSentenceStart(index) { return nil }
      if index > 0, matches.exact(.honorific, index - 1, index) != nil, !matches.ends(.position, before: index) { return nil }
    }
    if index > 1, match.kind == .unit, matches.exact(.honorific, index - 1, index) != nil {
      return nil
    }
    return Node(
      type: .location, start: index, end: match.end, rule: .row(match), confidence: isSingle ? 0.8 : 0.93,
      children: match.kind == .place && match.end - index > 2 ? inner(index, match.end).filter { $0.type == .organization } : [])
  }

  /// "lưu học sinh | Lào", "nghệ sĩ | Đắk Lắk": whom the noun counts come from there; no name has that form.
  private func isHome(_ match: Lexicon.Match) -> Bool {
    let isWide = match.kind == .place ? lexicon.field(match, 1, is: "country") : lexicon.field(match, 2, is: "province")
    return isWide && personRun(at: match.start) == nil && !personal.contains(key(match.start - 1)) && match.end == capitalRun(match.start)
  }

  /// The capitalized word before is the end of a body's or position's head, not of a longer name.
  private func isAfterHead(_ index: Int) -> Bool {
    guard matches.ends(anyOf: headKinds, before: index) else { return false }
    for back in 1...4 where index - back >= 0 {
      if matches(at: index - back).contains(where: {
        ($0.kind == .bodyHead || $0.kind == .placeHead || $0.kind == .position || $0.kind == .body || $0.kind == .field)
          && $0.end == index
      }) { return true }
    }
    return false
  }

  private func headedPlace(at index: Int) -> Node? {
    guard let head = longest(.placeHead, at: index, keepsCase: false), continues(head.end) else { return nil }
    let isUnit = lexicon.field(head, 1, is: "unit")
    if tokens[index].isSingle && isMark(index - 1, ":") || key(index) == Key.phoos && key(index - 1) == Key.thanhf { return nil }
    if !isUnit, head.end - head.start == 1, index > 0, !tokens[index].isCapitalized, key(index) != Key.nuwowcs, compoundBefore.contains(key(index - 1)) { return nil }
    if index > 0, key(index) == Key.bang, key(index - 1) == Key.lieen { return nil }
    if onlyNumbered.contains(key(index)), head.end == index + 1, head.end < tokens.count, tokens[head.end].kind != .number { return nil }
    if tokens[index].isCapitalized, personRun(at: index) != nil, lastEnd == index && lastType == .role || isAfterHonorific(index) { return nil }
    let headWord = key(head.end - 1)
    if head.end - head.start == 1, tokens[index].isCapitalized, !isUnit, personRun(at: index).map({ $0 - index > 2 }) == true, number(index - 1) == nil && personRun(at: index + 1) == nil || key(index) != duong { return nil }
    if tokens[head.start].isSingle && !tokens[head.start].isCapitalized { return nil }
    var start = head.end
    if isMark(start, "."), tokens[head.start].isCapitalized, !tokens[start].spaceBefore { start += 1 }
    if key(start) == Word.so, continues(start + 1), tokens[start + 1].kind == .number, !isUnit { start += 1 }
    guard continues(start) else { return nil }
    if tokens[head.start].isSingle || (start > head.end && tokens[start].spaceBefore) {
      // "Q.1", "P. Bến Nghé", "TP. Huế": an abbreviation stands before a number or a known name only.
      guard tokens[start].kind == .number && start > head.end || knownNameEnd(start) > start else { return nil }
    }
    if headWord == Key.sowr || headWord == Key.tichs, isCapitalizedWord(start), let owner = body(at: start), owner.start == start {
      // "trụ sở Trung ương Đảng", "Khu di tích Trung đoàn 52": a house named by its body.
      return key(start) == Key.coong || key(start) == Key.ubnd ? nil : Node(type: .location, start: index, end: owner.end, rule: .row(head), confidence: 0.8, children: [owner])
    }
    if !isUnit, tokens[start].isCapitalized, let other = longest(.placeHead, at: start, keepsCase: false), other.end - start > 1, place(at: start) != nil, key(index) == duong { return nil }
    if longest(.position, at: start) != nil || longest(.body, at: start) != nil && headWord != Key.sowr && headWord != Key.nhaf && longest(.unit, at: start) == nil && longest(.place, at: start) == nil { return nil }
    if let region = longest(.place, at: start), isUnit, longest(.unit, at: start) == nil, lexicon.field(region, 1, is: "region") { return nil }
    // Abbreviations (TP, TT, Q, P, H, X) name a unit only before a name.
    var end = nameEnd(at: start, isUnit: isUnit)
    if end == start, numbered.contains(headWord), key(index) != Key.thanhf, tokens[start].kind == .number || isNumberWord(start) {
      end = start + 1
      if !isUnit, isMark(end, "/"), number(end + 1) != nil { end += 2 }
      if tokens[start].end - tokens[start].start > 4 { return nil }
    }
    if end == start, !isUnit, head.end - head.start > 2, let inside = place(at: start) {
      return Node(type: .location, start: index, end: inside.end, rule: .row(head), confidence: 0.85, children: [inside])
    }
    if lexicon.field(head, 1, is: "state") || headWord == Key.nuwowcs && head.end - head.start == 1 {
      guard let country = longest(.place, at: start), lexicon.field(country, 1, is: "country"), country.end - start > 2 || headWord != Key.nuwowcs else { return nil }
      return Node(type: .location, start: index, end: country.end, rule: .row(country), confidence: 0.9)
    }
    guard end > start else { return nil }
    var children: [Node] = []
    if !isUnit, pairs.contains(headWord), isDash(end), continues(end + 1), isCapitalizedWord(end + 1) {
      children = [Node(type: .location, start: start, end: end, rule: "places:route end")]
      while isDash(end), continues(end + 1), isCapitalizedWord(end + 1) {
        let next = place(at: end + 1)?.end ?? nameEnd(at: end + 1, isUnit: false)
        guard next > end + 1 else { break }
        children.append(Node(type: .location, start: end + 1, end: next, rule: "places:route end"))
        end = next
      }
    }
    // "Khu công nghiệp Nhân Cơ 2", "nhà ga T3".
    if !isUnit, head.end - head.start > 1, continues(end), tokens[end].kind == .number, tokens[end].isSingle, !isMark(end + 1, "/"), !isMark(end + 1, "."), key(end + 1) != Word.thang, !(isMark(end + 1, ",") && end + 2 < tokens.count && tokens[end + 2].kind == .number) { end += 1 }
    let isPlural = index > 0 && Word.plural.contains(key(index - 1)) && isUnit
    return Node(
      type: .location, start: isPlural ? start : index, end: end, rule: .row(head), confidence: 0.92,
      children: children)
  }

  private func isNumberWord(_ index: Int) -> Bool {
    tokens[index].kind == .word && tokens[index].isCapitalized
      && document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)].contains { $0 >= 48 && $0 <= 57 }
  }

  /// One past the name at `start`: a unit's name from the table, else the capitalized run (four words at most).
  private func nameEnd(at start: Int, isUnit: Bool) -> Int {
    guard isCapitalizedWord(start) else { return start }
    if let known = longest(.unit, at: start) ?? longest(.place, at: start), known.end - start > 1 || capitalRun(start) == start + 1 {
      if !isCapitalizedWord(known.end) || !continues(known.end) { return known.end }
    }
    let run = capitalRun(start)
    if isUnit {
      let end = knownNameEnd(start)
      if end > start, end == run || startsOther(end) || end - start > 1 { return end }
      if key(start - 1) == tinh, isHeldUnit(start - 1) || isHeldBody(start - 1) { return start }
    }
    if knownNames.contains(hash(start..<min(run, start + 4))) || (isUnit && personRun(at: start) != nil && (run - start > 2 || listedLevels.contains(key(start - 1)) && isHeldUnit(start - 1))) { return start }
    if opensPhrase(run - 1) || run - start == 1 && continues(run) && lexicon.isCompound(tokens[start], tokens[run]) { return run - start > 1 ? nameEnd(start, run - 1) : start }
    return nameEnd(start, run)
  }

  /// A position stands before the unit word: "Chủ tịch huyện Nguyễn Văn An".
  private func isHeldUnit(_ index: Int) -> Bool {
    for back in 1...5 where index - back >= 0 && matches(at: index - back).contains(where: { $0.kind == .position && $0.end == index }) { return true }
    return false
  }

  /// A body stands before the unit word, and a position before it: "Phó Chủ tịch UBND tỉnh Cao Huy".
  private func isHeldBody(_ index: Int) -> Bool {
    for back in 1...4 where index - back >= 0 && matches(at: index - back).contains(where: { $0.kind == .bodyHead && $0.end == index }) { return isHeldUnit(index - back) }
    return false
  }

  private func nameEnd(_ start: Int, _ run: Int) -> Int {
    for inside in start..<run where inside > start && (startsOther(inside) || startsPlace(inside)) { return inside }
    return min(run, start + 4)
  }

  /// One past the longest unit name of the table that starts here.
  private func knownNameEnd(_ start: Int) -> Int {
    var end = min(capitalRun(start), start + 5)
    while end > start {
      if !lexicon.units(named: tokens[start..<end]).isEmpty { return end }
      end -= 1
    }
    return max(start, longest(.place, at: start)?.end ?? start)
  }

  /// A known place of two words or more, or a feature's head, starts here: "cảng Cát Lái | TP HCM".
  private func startsPlace(_ index: Int) -> Bool {
    if let match = longest(.place, at: index) ?? longest(.unit, at: index), match.end - index > 1, match.end == capitalRun(index) { return true }
    return longest(.placeHead, at: index, keepsCase: false).map { $0.end - $0.start > 1 } == true
  }

  /// Another name starts here: a person, a position or a body.
  func startsOther(_ index: Int) -> Bool {
    if longest(.position, at: index) != nil || longest(.body, at: index).map({ $0.end - $0.start > 1 || tokens[index].isAllCaps }) == true { return true }
    if longest(.bodyHead, at: index).map({ $0.end - $0.start > 1 || tokens[index].isAllCaps }) == true { return true }
    guard longest(.surname, at: index) != nil else { return false }
    let run = capitalRun(index)
    return run - index >= 2 && run - index <= 4
  }

  /// A commune or village named before its province in brackets: "Tân Phượng (Yên Bái)".
  func bracketedPlace(at index: Int) -> Node? {
    guard isCapitalizedWord(index), !followsCapital(index) else { return nil }
    let run = capitalRun(index)
    guard run - index >= 2, run - index <= 4, isMark(run, "("), continues(run), !isAfterHonorific(index),
      let outer = longest(.unit, at: run + 1) ?? longest(.place, at: run + 1), isMark(outer.end, ")"), outer.end - outer.start > 1
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:before its province", confidence: 0.8)
  }

  private func isPlural(_ index: Int) -> Bool { index >= 0 && Word.plural.contains(key(index)) && !isCapitalizedWord(index) }

  /// Names that go on a list after a shared plural head: "các huyện Krông Nô, Cư Jút và Đắk Mil".
  func sharedHeadNames(after node: Node) -> [Node] {
    if key(node.end) == Word.va, continues(node.end + 1), isCapitalizedWord(node.end + 1), node.rule.isRow(.placeHead) {
      // "xã Trường Giang và Lục Sơn": the second name is a unit's too.
      let start = node.end + 1
      let run = capitalRun(start)
      if run - start >= 2, knownNameEnd(start) == run, personRun(at: start) == nil || longest(.unit, at: start) != nil || !lexicon.units(named: tokens[start..<run]).isEmpty {
        return [Node(type: .location, start: start, end: run, rule: "places:shared head", confidence: 0.8)]
      }
    }
    guard node.start > 1, node.type == .location, isPlural(node.start - 2) || isPlural(node.start - 3) else { return [] }
    var nodes: [Node] = []
    var index = node.end
    while isMark(index, ",") || key(index) == Word.va, continues(index + 1), isCapitalizedWord(index + 1) {
      let end = nameEnd(at: index + 1, isUnit: true)
      guard end > index + 1, longest(.placeHead, at: index + 1, keepsCase: false).map({ $0.end >= end }) != true else { break }
      nodes.append(Node(type: .location, start: index + 1, end: end, rule: "places:shared head", confidence: 0.85))
      index = end
    }
    return nodes
  }
}
