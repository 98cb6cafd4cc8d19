internal import Lexicon
internal import TextModel

private let laws = WordSet("Luật luật")
let titleVerbs = WordSet("về phê thành bổ công quy sửa ban triển điều thí thăng bầu")
/// "Luật Báo chí năm 2016 và 10 | điều quy định …": a count, and no second number.
private let countedByLaw = WordSet(
  "điều khoản chương mục nhóm người đơn dự luật văn tỉnh huyện xã bộ ngành nhiệm nội tiêu giải chỉ vấn thông nghị quyết biện công")
private let conclusion = (Key.keets, Key.luaanj)
private let decrees = WordSet("quyết nghị thông chỉ"), decreeEnds = WordSet("định tư thị")
private let legal = Key.phaps
/// "kỷ luật lao động", "quy luật", "pháp luật đất đai": no law's name.
private let lawCompounds = WordSet("kỷ kỉ quy pháp định quân trật bộ các những hình hiệp")
/// After "Luật" these start a clause, not a name.
private let notLaw = WordSet(
  "đầy vào cao sư pháp lệ gia này đã được định quy cũng mới có của còn phải sẽ và về hiện trên trình nêu hành sửa cho ra ban yêu giao cấm đúng chưa không là đang khi thì đó nào theo với để tại do trong bổ lần vừa như đều quốc chơi chỉ"
)

extension EntityScan {
  /// "Nghị quyết 25-NQ/TW", "Nghị định số 30/2020/NĐ-CP", "Luật Đất đai năm 2013", "Nghị quyết Trung ương 4 (khóa XII)".
  func legalDocument(at index: Int) -> Node? {
    guard opens(.document, at: index) else { return nil }
    if let type = longest(.documentType, at: index, keepsCase: false), let act = typedDocument(type) { return act }
    return law(at: index) ?? numberAlone(at: index)
  }

  /// What follows the word for its type tells one act: its number, what it amends, its title, its meeting.
  private func typedDocument(_ type: Lexicon.Match) -> Node? {
    if let numbered = numberedDocument(type) { return numbered }
    let isCapital = tokens[type.start].isCapitalized
    if isCapital, let act = itemTitle(type) ?? amendingAct(at: type.start) ?? titleLine(type) ?? titledAct(type) ?? statute(type) ?? treaty(type) { return act }
    // "thông qua nghị quyết về tổ chức chính quyền đô thị …".
    if !isCapital, key(type.end) == Key.veef, key(type.start) == Key.nghij, key(type.start - 1) == Key.qua, key(type.start - 2) == Key.thoongs,
      let act = titledAct(type)
    {
      return act
    }
    if key(type.start) == Key.luaatj, let act = amendingAct(at: type.start) { return act }
    guard isCapital || startsPlenum(type.end), key(type.start) != Key.chuwowng, let named = namedResolution(at: type.end) else { return nil }
    return Node(type: .legalDocument, start: type.start, end: named.end, rule: "documents:named resolution", confidence: 0.95, children: named.children)
  }

  /// "Nghị định số 30/2020/NĐ-CP", "Nghị quyết 25", "Nghị quyết số: 12/2025".
  private func numberedDocument(_ type: Lexicon.Match) -> Node? {
    let index = type.start
    var end = type.end
    if key(end) == Word.so, continues(end) {
      end += 1
      if isMark(end, ":") { end += 1 }
    }
    // "Nghị quyết 6 tháng đầu năm": a time.
    if number(end) != nil, key(end + 1) == Word.thang { return nil }
    // "Nghị định (NĐ) 59/2015/NĐ-CP".
    if isMark(end, "("), isMark(end + 2, ")"), end + 2 < tokens.count, tokens[end + 1].isAllCaps,
      let number = documentNumber(at: key(end + 3) == Word.so ? end + 4 : end + 3, bareAllowed: false)
    {
      return Node(type: .legalDocument, start: index, end: number.end, rule: number.rule, confidence: 0.9)
    }
    // "Nghị quyết 36a", "Nghị quyết số 30a": a letter tells it from others.
    if key(index) == Key.nghij, continues(end), isLettered(end) {
      return Node(type: .legalDocument, start: index, end: end + 1, rule: "documents:lettered number", confidence: 0.85)
    }
    let hasNumberWord = end > type.end && key(index) != Key.ddeef || isNumbered(type.end)
    if continues(end),
      let number = documentNumber(at: end, bareAllowed: hasNumberWord || (tokens[index].isCapitalized && key(index) != Key.chuwowng && key(index) != Key.ddeef))
    {
      return Node(type: .legalDocument, start: index, end: number.end, rule: number.rule, confidence: 0.96)
    }
    if tokens[index].isCapitalized || key(index) == Key.quyeets || key(index) == Key.coong, let number = describedNumber(after: type.end) {
      return Node(type: .legalDocument, start: index, end: number.end, rule: number.rule, confidence: 0.85)
    }
    guard number(end) != nil, !startsParagraph(end) else { return nil }
    if isMark(end + 1, "."), number(end + 2) != nil, !tokens[end + 2].spaceBefore {
      end += 2
    } else if !continues(end + 2) || tokens[end + 1].spaceBefore {
      return nil
    }
    guard isMark(end + 1, "/"), let year = number(end + 2), year > 1900, year < 2100 else { return nil }
    return Node(type: .legalDocument, start: index, end: end + 3, rule: "documents:number and year", confidence: 0.9)
  }

  /// "36a", with nothing glued behind it.
  private func isLettered(_ index: Int) -> Bool {
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    return bytes.count < 5 && bytes.count > 1 && bytes.dropLast().allSatisfy { (0x30...0x39).contains($0) } && (0x61...0x64).contains(bytes.last!)
      && !(continues(index + 1) && (isMark(index + 1, "/") || isMark(index + 1, "-")) && !tokens[index + 1].spaceBefore)
  }

  /// "Luật Đất đai năm 2013", "Hiến pháp", "Bộ luật Hình sự": of the table, or by the words after "Luật".
  private func law(at index: Int) -> Node? {
    // "vi phạm pháp luật Đất đai".
    if key(index) == Key.luaatj, key(index - 1) == legal, !tokens[index].isCapitalized, !tokens[index].lineStart { return nil }
    if index > 0, key(index) == Key.luaatj, Word.plural.contains(key(index - 1)), !sharedLaws(at: isMark(index + 1, ":") ? index + 2 : index + 1).isEmpty {
      return nil
    }
    let isCode = key(index) == Key.booj && key(index + 1) == Key.luaatj && isCapitalizedWord(index + 2)
    if let law = longest(.law, at: index, keepsCase: !laws.contains(key(index)) && !isCode),
      tokens[index].isCapitalized || isCode
        || key(index) == Key.luaatj && (isCapitalizedWord(index + 1) || law.end - index > 2 && (index == 0 || !lawCompounds.contains(key(index - 1))))
    {
      var node = Node(type: .legalDocument, start: index, end: law.end, rule: .row(law), confidence: 0.95, children: inner(index, law.end))
      if key(law.end) == Word.so, let number = documentNumber(at: law.end + 1, bareAllowed: false) {
        return Node(type: .legalDocument, start: index, end: number.end, rule: node.rule, confidence: 0.95, children: node.children)
      }
      if law.end - index == 2, key(index) == Key.hieens, let state = place(at: law.end) {
        node.children.append(state)
        node.end = state.end
      }
      return withYear(node)
    }
    guard tokens[index].isCapitalized, laws.contains(key(index)), continues(index + 1) else { return nil }
    if isCapitalizedWord(index + 1) {
      let field = longest(.field, at: index + 1)?.end ?? index + 1
      // "Luật Thuế | BVMT": what is taxed, by its letters.
      // "Luật Khu | hành chính - kinh tế đặc biệt".
      if field == index + 1, continues(index + 2), !tokens[index + 1].isAllCaps, key(index - 1) != legal, tokens[index + 2].kind == .word,
        !tokens[index + 2].isCapitalized, !functionWords.contains(key(index + 2)), let title = lawTitleEnd(index + 1), title - index > 3,
        title - index < (startsCompound(index + 1) ? 20 : 12)
      {
        return withYear(
          withRevision(Node(type: .legalDocument, start: index, end: title, rule: "documents:law", confidence: 0.7, children: parts(index + 2, title))))
      }
      let end = field == index + 1 || field == index + 2 && continues(field) && tokens[field].isAllCaps ? capitalRun(index + 1) : field
      return withYear(withRevision(Node(type: .legalDocument, start: index, end: end, rule: "documents:law", confidence: 0.75)))
    }
    guard tokens[index + 1].kind == .word, !notLaw.contains(key(index + 1)), index == 0 || !Word.plural.contains(key(index - 1)),
      longest(.cue, at: index + 1, keepsCase: false) == nil, let title = titleEnd(from: index + 1),
      case let end = (index + 2..<max(title, index + 2)).first(where: { key($0) == Word.nam && number($0 + 1).map { $0 > 1900 && $0 < 2100 } == true }) ?? title,
      end - index > 2, end - index < 11
    else { return nil }
    return withYear(withRevision(Node(type: .legalDocument, start: index, end: end, rule: "documents:law", confidence: 0.7, children: parts(index + 1, end))))
  }

  /// "Luật Quản lý | , sử dụng vốn nhà nước đầu tư vào sản xuất": up to the title's end, with the list that it starts with.
  private func lawTitleEnd(_ start: Int) -> Int? {
    guard let end = titleEnd(from: start) else { return nil }
    return end - start < 3 && isMark(end, ",") ? titleEnd(from: start, isAct: true) : end
  }

  /// "19" after "Nghị quyết số 18,"; a number whose letters tell the type.
  private func numberAlone(at index: Int) -> Node? {
    guard tokens[index].kind == .number, !matches.starts(.documentType, at: index + 1) else { return nil }
    if lastType == .legalDocument, lastEnd == index - 1, number(lastEnd - 1) != nil, isMark(index - 1, ",") || key(index - 1) == Word.va,
      let number = documentNumber(at: index, bareAllowed: true), number.end > index + 1 || !continues(index + 1) || !countedByLaw.contains(key(index + 1))
    {
      return Node(type: .legalDocument, start: index, end: number.end, rule: "documents:shared type", confidence: 0.85)
    }
    // "Luật Đất đai năm 2003 và | 2013": the same law of another year.
    if lastType == .legalDocument, lastEnd == index - 1, isMark(index - 1, ",") || key(index - 1) == Word.va, laws.contains(key(lastStart)),
      let first = number(lastEnd - 1), let year = number(index), (1940...2050).contains(first), (1940...2050).contains(year),
      tokens[index].end - tokens[index].start == 4, !isMark(index + 1, "/")
    {
      return Node(
        type: .legalDocument, start: index, end: index + 1, rule: "documents:year of a law", confidence: 0.8,
        children: [Node(type: .date, start: index, end: index + 1, rule: "dates:year", confidence: 0.85)])
    }
    guard let number = documentNumber(at: index, bareAllowed: false) else { return nil }
    return Node(type: .legalDocument, start: index, end: number.end, rule: number.rule, confidence: 0.9)
  }

  /// "Quyết định | khởi tố vụ án hình sự số 318/QĐ-CSĐT": a few words of what it is about, then its number.
  private func describedNumber(after start: Int) -> (end: Int, rule: Rule)? {
    var end = start
    while continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized, end - start < 10, key(end) != Word.so, key(end) != Word.cua,
      key(end) != Word.va
    {
      if end > start, matches.starts(.documentType, at: end) { return nil }
      end += 1
    }
    guard end > start + 1, key(end) == Word.so, continues(end + 1) else { return nil }
    return documentNumber(at: isMark(end + 1, ":") ? end + 2 : end + 1, bareAllowed: false)
  }

  /// "nghị quyết 05 của Bộ Chính trị", "nghị quyết 12, …": a resolution in lower case by its number alone.
  private func isNumbered(_ index: Int) -> Bool {
    // "kết luận 14 của Bộ Chính trị".
    if index > 1, conclusion.0 == key(index - 2), conclusion.1 == key(index - 1), number(index) != nil, continues(index), key(index + 1) == Word.cua,
      isCapitalizedWord(index + 2)
    {
      return true
    }
    guard index > 1, number(index) != nil, continues(index) else { return false }
    // "quyết định 49 (ngày 1/9/2011)", "thông tư 12 của Bộ Tài chính".
    if decrees.contains(key(index - 2)), decreeEnds.contains(key(index - 1)), !isMark(index + 1, "/") {
      return isMark(index + 1, "(") && key(index + 2) == Word.ngay || key(index + 1) == Word.ngay && date(at: index + 1) != nil
        || key(index + 1) == Word.cua && continues(index + 2) && isCapitalizedWord(index + 2) && body(at: index + 2) != nil
    }
    guard key(index - 2) == Key.nghij else { return false }
    return !continues(index + 1) || key(index + 1) == Word.cua || key(index + 1) == Key.ddax || key(index + 1) == Key.veef || isMark(index + 1, ",")
      || isMark(index + 1, ".") && !(index + 2 < tokens.count && tokens[index + 2].kind == .number)
  }

  /// One past "Luật sửa đổi, bổ sung một số điều của", if that stands here.
  private func amendment(at index: Int) -> Int? {
    guard let type = longest(.documentType, at: index, keepsCase: false), key(type.end) == Key.suwar, key(type.end + 1) == Key.ddooir else { return nil }
    var end = type.end + 2
    for word in ["bổ", "sung", "một", "số", "điều", "của", "các"] as [StaticString] {
      if isMark(end, ",") { end += 1 }
      if key(end) == wordKey(word) { end += 1 }
    }
    return continues(end) ? end : nil
  }

  /// "Nghị định sửa đổi, bổ sung Nghị định số 08/2015/NĐ-CP ngày 21/5/2015 của Chính phủ quy định …": an act over the acts that it
  /// amends, each with its date, issuer and title when a title or a further act follows them.
  private func amendingAct(at index: Int) -> Node? {
    guard var cursor = amendment(at: index), var amended = legalDocument(at: cursor) else { return nil }
    var children: [Node] = []
    while true {
      children.append(amended)
      cursor = amended.end
      var apposed: [Node] = []
      var next = cursor
      if let day = date(at: next) {
        apposed.append(day)
        next = day.end
      }
      if key(next) == Word.cua, let issuer = body(at: next + 1) {
        apposed.append(issuer)
        next = issuer.end
      }
      while titleVerbs.contains(key(next)), continues(next), let title = titleEnd(from: next, isAct: true), title - next > 2 {
        children += apposed + parts(next, title)
        (cursor, next, apposed) = (title, title, [])
        // "… sửa đổi Thông tư 38/2015/TT-BTC của Bộ Tài chính | quy định về …": the title of an act inside the title.
        guard key(next) == Word.cua, let issuer = body(at: next + 1) else { break }
        apposed = [issuer]
        next = issuer.end
      }
      let joinsLaws = isMark(next, ",") && laws.contains(key(amended.start)) && laws.contains(key(next + 1))
      if cursor == amended.end, key(next) == Word.va || joinsLaws, continues(next), let other = legalDocument(at: next + 1) {
        children += apposed
        amended = other
        continue
      }
      return Node(type: .legalDocument, start: index, end: cursor, rule: "documents:amending act", confidence: 0.85, children: children)
    }
  }

  /// "Luật Quản lý và đầu tư vốn Nhà nước tại doanh nghiệp (sửa đổi)".
  private func withRevision(_ node: Node) -> Node {
    guard isMark(node.end, "("), continues(node.end + 3), key(node.end + 1) == Key.suwar, key(node.end + 2) == Key.ddooir, isMark(node.end + 3, ")") else {
      return node
    }
    var node = node
    node.end += 4
    return node
  }

  private func withYear(_ node: Node) -> Node {
    var node = node
    // "Bộ luật Hình sự Việt Nam 2015": whose law, when its year follows.
    if let country = longest(.place, at: node.end), continues(node.end), lexicon.field(country, 1, is: "country"), continues(country.end),
      number(country.end).map({ $0 > 1940 && $0 < 2050 }) == true
        || key(country.end) == Word.nam && number(country.end + 1).map({ $0 > 1940 && $0 < 2050 }) == true
    {
      node.children.append(Node(type: .location, start: node.end, end: country.end, rule: .row(country), confidence: 0.9))
      node.end = country.end
    }
    if key(node.end) == Key.suwar, key(node.end + 1) == Key.ddooir {
      // "Luật Đất đai sửa đổi, bổ sung năm 2018": the amendment's year tells which one.
      let amended = isMark(node.end + 2, ",") && key(node.end + 3) == Key.boor ? node.end + 5 : node.end + 2
      if key(amended) == Word.nam, let year = number(amended + 1), year > 1900, year < 2100 { node.end = amended }
    }
    if key(node.end) == Word.nam, continues(node.end), let year = number(node.end + 1), year > 1900, year < 2100 {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 2, rule: "dates:year", confidence: 0.95))
      node.end += 2
    } else if continues(node.end), let year = number(node.end), year > 1940, year < 2050, tokens[node.end].spaceBefore, !isMark(node.end + 1, "/"),
      node.confidence > 0.7
    {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 1, rule: "dates:year", confidence: 0.9))
      node.end += 1
    }
    return node
  }

  /// "Trung ương 4", "TW 8": what a resolution is named by also where it is written small.
  private func startsPlenum(_ index: Int) -> Bool {
    key(index) == Key.tw && number(index + 1) != nil || key(index) == Key.trung && key(index + 1) == Key.uwowng && number(index + 2) != nil
      || key(index) == Key.ddaij && key(index + 1) == Key.hooij && isCapitalizedWord(index) && key(index - 1) == Key.quyeets && event(at: index) != nil
  }

  /// "Trung ương 4 (khóa XII)", "Trung ương về …", "Đại hội XIII của Đảng" after "Nghị quyết".
  private func namedResolution(at index: Int) -> Node? {
    guard continues(index) else { return nil }
    if key(index) == Key.phieen, key(index + 1) == Key.hopj, let owner = body(at: index + 2), key(owner.end) == Key.thuwowngf {
      let end = owner.end + 2
      guard key(end) == Word.thang, let day = date(at: end) else { return nil }
      return Node(type: .legalDocument, start: index, end: day.end, rule: "", children: [owner, day])
    }
    if key(index) == Key.tw, number(index + 1) != nil {
      return Node(
        type: .legalDocument, start: index, end: index + 2, rule: "",
        children: [Node(type: .organization, start: index, end: index + 1, rule: "bodies:TW", confidence: 0.9)])
    }
    let central = key(index) == Key.tw ? index + 1 : index + 2
    if key(index) == Key.tw || key(index) == Key.trung && key(index + 1) == Key.uwowng, key(central) == Key.veef,
      let end = titleEnd(from: central, isAct: true), end > central + 2
    {
      let body = Node(type: .organization, start: index, end: central, rule: "bodies:Trung ương", confidence: 0.9)
      return Node(type: .legalDocument, start: index, end: end, rule: "", children: [body] + parts(central, end))
    }
    // "Nghị quyết Trung ương khóa 4".
    if key(index) == Key.trung, key(index + 1) == Key.uwowng, key(index + 2) == Word.khoa, continues(index + 3),
      number(index + 3) != nil || isRomanNumber(index + 3)
    {
      return Node(
        type: .legalDocument, start: index, end: index + 4, rule: "",
        children: [Node(type: .organization, start: index, end: index + 2, rule: "bodies:Trung ương", confidence: 0.9)])
    }
    guard
      isCapitalizedWord(index) || key(index) == Key.ddaij && key(index + 1) == Key.hooij && event(at: index).map({ $0.end - index > 3 }) == true
        || key(index) == Key.kyf || key(index) == Key.trung && number(index + 2) != nil
    else { return nil }
    if key(index) == Key.trung, key(index + 1) == Key.uwowng, number(index + 2) != nil || isRomanNumber(index + 2) {
      var node = Node(type: .legalDocument, start: index, end: index + 3, rule: "")
      node.children.append(Node(type: .organization, start: index, end: index + 2, rule: "bodies:Trung ương", confidence: 0.9))
      if key(node.end) == Word.khoa, isCapitalizedWord(node.end + 1) {
        node.end += 2
      } else if isMark(node.end, ","), key(node.end + 1) == Word.khoa, isRomanNumber(node.end + 2) {
        node.end += 3
      } else if isMark(node.end, "("), key(node.end + 1) == Word.khoa, isMark(node.end + 3, ")") {
        node.end += 4
      }
      return node
    }
    if let event = event(at: index) {
      return Node(type: .legalDocument, start: index, end: event.end, rule: "", children: [event])
    }
    // "Nghị quyết | Đại hội Đảng bộ tỉnh": a congress by its body alone, since only one has resolved.
    guard key(index) == Key.ddaij, key(index + 1) == Key.hooij else { return nil }
    var start = index + 2
    if key(start) == Key.ddaij, key(start + 1) == Key.bieeur { start += 2 }
    guard let owner = body(at: start) else { return nil }
    let congress = Node(type: .event, start: index, end: owner.end, rule: "events:congress", confidence: 0.8, children: [owner])
    return Node(type: .legalDocument, start: index, end: owner.end, rule: "", children: [congress])
  }
}
