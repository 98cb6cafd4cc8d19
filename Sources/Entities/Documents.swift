internal import Lexicon
internal import TextModel

private let trungUong = [Key.trung, Key.uwowng]
private let laws = WordSet("Luật luật")
/// Types that are cited by their title: "Nghị quyết về …", "Quyết định phê duyệt …".
private let titled = WordSet("quyết định tư thư")
private let titleVerbs = WordSet("về phê thành bổ công quy sửa ban triển điều thí thăng bầu")
private let titleStop = WordSet("được vừa đã sẽ với cho tới vào tại ngày do nhằm để là từ này khi sau trước nêu yêu cũng vì có nên mà như thì còn cần phải đang chưa bị gắn trên đồng góp ký")
/// Words that no title ends with.
private let weakEnd = WordSet("về của và đối các những một với theo trong tại đến giữa")
/// "trong lĩnh vực", "theo định hướng" go on with a title.
private let inside = WordSet("lĩnh quá hệ hoạt các công việc")
private let directions = WordSet("định hướng cơ")
private let giua = Key.giuwax, den = Key.ddeens, thuoc = Key.thuoocj, tronThuoc = Key.truwcj, the = Key.theer, hien = Key.hieenj
private let hiep = Key.hieepj
private let treaties = WordSet("ước thư chung")
/// After "Luật" these start a clause, not a name.
private let notLaw = WordSet("sư pháp lệ gia này đã được định quy cũng mới có của còn phải sẽ và về hiện trên nêu hành sửa cho ra ban yêu giao cấm chưa không là đang khi thì đó nào theo với để tại do trong bổ lần vừa như đều quốc chơi chỉ")
private let ve = Key.veef, luat = Key.luaatj, boSung = Key.boor, phien = Key.phieen, hop = Key.hopj, ky = Key.kyf, tw = Key.tw
private let diem = Key.ddieemr, khoan = Key.khoanr, dieu = Key.ddieeuf, chuong = Key.chuwowng,
  muc = Key.mucj, phuLuc = [Key.phuj, Key.lucj], phan = Key.phaanf

extension EntityScan {
  /// "Nghị quyết 25-NQ/TW", "Nghị định số 30/2020/NĐ-CP", "Luật Đất đai năm 2013", "Nghị quyết Trung ương 4 (khóa XII)".
  func legalDocument(at index: Int) -> Node? {
    if let type = longest(.documentType, at: index, keepsCase: false) {
      var end = type.end
      if key(end) == Word.so, continues(end) {
        end += 1
        if isMark(end, ":") { end += 1 }
      }
      let hasNumberWord = end > type.end && key(index) != Key.ddeef || isNumbered(type.end)
      if continues(end), let number = documentNumber(at: end, bareAllowed: hasNumberWord || (tokens[index].isCapitalized && key(index) != Key.chuwowng && key(index) != Key.ddeef)) {
        return Node(type: .legalDocument, start: index, end: number.end, rule: number.rule, confidence: 0.96)
      }
      if tokens[index].isCapitalized, let number = describedNumber(after: type.end) {
        return Node(type: .legalDocument, start: index, end: number.end, rule: number.rule, confidence: 0.85)
      }
      if isMark(end + 1, "."), number(end) != nil, number(end + 2) != nil, !tokens[end + 2].spaceBefore, isMark(end + 3, "/"), let year = number(end + 4), year > 1900, year < 2100 {
        return Node(type: .legalDocument, start: index, end: end + 5, rule: "documents:number and year", confidence: 0.9)
      }
      if continues(end + 2), number(end) != nil, isMark(end + 1, "/"), !tokens[end + 1].spaceBefore, let year = number(end + 2), year > 1900, year < 2100 {
        return Node(type: .legalDocument, start: index, end: end + 3, rule: "documents:number and year", confidence: 0.9)
      }
      if tokens[index].isCapitalized, let act = amendingAct(at: index) { return act }
      if tokens[index].isCapitalized, !isSentenceStart(index) || tokens[index].lineStart, titled.contains(key(type.end - 1)), titleVerbs.contains(key(type.end)), !(key(type.end) == boSung && key(type.end + 1) == Key.nhieemj),
        let end = titleEnd(from: type.end, isAct: true), end > type.end + 2
      {
        return Node(type: .legalDocument, start: index, end: end, rule: "documents:title", confidence: 0.65, children: parts(type.end, end))
      }
      if tokens[index].isCapitalized, treaties.contains(key(type.end - 1)) || key(index) == hiep, continues(type.end), tokens[type.end].kind == .word, isCapitalizedWord(type.end) || key(type.end) == ve || type.end - index > 2,
        let end = titleEnd(from: type.end, isAct: true), end > type.end + 2, longest(.law, at: index).map({ $0.end >= end || isDash($0.end - 2) }) != true
      {
        return Node(type: .legalDocument, start: index, end: end, rule: "documents:treaty", confidence: 0.7, children: parts(type.end, end))
      }
      if tokens[index].isCapitalized, let named = namedResolution(at: type.end) {
        return Node(
          type: .legalDocument, start: index, end: named.end, rule: "documents:named resolution", confidence: 0.95,
          children: named.children)
      }
    }
    if let law = longest(.law, at: index, keepsCase: !laws.contains(key(index))), tokens[index].isCapitalized || key(index) == luat && isCapitalizedWord(index + 1) {
      var node = Node(type: .legalDocument, start: index, end: law.end, rule: .row(law), confidence: 0.95, children: inner(index, law.end))
      if key(law.end) == Word.so, let number = documentNumber(at: law.end + 1, bareAllowed: false) {
        return Node(type: .legalDocument, start: index, end: number.end, rule: node.rule, confidence: 0.95)
      }
      if law.end - index == 2, key(index) == Key.hieens, let state = place(at: law.end) {
        node.children.append(state)
        node.end = state.end
      }
      return withYear(node)
    }
    if tokens[index].isCapitalized, key(index) == luat, continues(index + 1), tokens[index + 1].kind == .word, !tokens[index + 1].isCapitalized, !notLaw.contains(key(index + 1)),
      longest(.cue, at: index + 1, keepsCase: false) == nil, let end = titleEnd(from: index + 1), end - index > 2, end - index < 11
    {
      return withYear(Node(type: .legalDocument, start: index, end: end, rule: "documents:law", confidence: 0.7, children: parts(index + 1, end)))
    }
    if tokens[index].isCapitalized, laws.contains(key(index)), continues(index + 1), isCapitalizedWord(index + 1) {
      let end = longest(.field, at: index + 1).map(\.end) ?? capitalRun(index + 1)
      return withYear(Node(type: .legalDocument, start: index, end: end, rule: "documents:law", confidence: 0.75))
    }
    if tokens[index].kind == .number, lastType == .legalDocument, lastEnd == index - 1, number(lastEnd - 1) != nil, isMark(index - 1, ",") || key(index - 1) == Word.va,
      let number = documentNumber(at: index, bareAllowed: true)
    {
      return Node(type: .legalDocument, start: index, end: number.end, rule: "documents:shared type", confidence: 0.85)
    }
    if tokens[index].kind == .number, let number = documentNumber(at: index, bareAllowed: false) {
      return Node(type: .legalDocument, start: index, end: number.end, rule: number.rule, confidence: 0.9)
    }
    return nil
  }

  /// "Quyết định | khởi tố vụ án hình sự số 318/QĐ-CSĐT": a few words of what it is about, then its number.
  private func describedNumber(after start: Int) -> (end: Int, rule: Rule)? {
    var end = start
    while continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized, end - start < 10, key(end) != Word.so, key(end) != Word.cua, key(end) != Word.va { end += 1 }
    guard end > start + 1, key(end) == Word.so, continues(end + 1) else { return nil }
    return documentNumber(at: isMark(end + 1, ":") ? end + 2 : end + 1, bareAllowed: false)
  }

  /// "nghị quyết 05 của Bộ Chính trị", "nghị quyết 12, …": a resolution in lower case by its number alone.
  private func isNumbered(_ index: Int) -> Bool {
    guard key(index - 2) == Key.nghij, index > 1, number(index) != nil, continues(index) else { return false }
    return !continues(index + 1) || key(index + 1) == Word.cua || key(index + 1) == Key.ddax || isMark(index + 1, ",") || isMark(index + 1, ".") && !(index + 2 < tokens.count && tokens[index + 2].kind == .number)
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
      while titleVerbs.contains(key(next)), continues(next), let title = titleEnd(from: next, isAct: true) {
        children += apposed + parts(next, title)
        (cursor, next, apposed) = (title, title, [])
        // "… sửa đổi Thông tư 38/2015/TT-BTC của Bộ Tài chính | quy định về …": the title of an act inside the title.
        guard key(next) == Word.cua, let issuer = body(at: next + 1) else { break }
        apposed = [issuer]
        next = issuer.end
      }
      if cursor == amended.end, key(next) == Word.va, continues(next), let other = legalDocument(at: next + 1) {
        children += apposed
        amended = other
        continue
      }
      return Node(type: .legalDocument, start: index, end: cursor, rule: "documents:amending act", confidence: 0.85, children: children)
    }
  }

  /// One past a title that starts at `start`: up to a mark, or a word that goes on with the sentence.
  ///
  /// Titles of acts take their lists with them ("tách nội dung thu hồi đất, bồi thường, hỗ trợ"); `isAct` is false for plans and bodies.
  func titleEnd(from start: Int, isAct: Bool = false) -> Int? {
    var end = start
    var between = false
    while end < tokens.count, continues(end) || end == start, end - start < (isAct ? 60 : 40) {
      if tokens[end].kind == .mark {
        if isDash(end) || isMark(end, "/") && !tokens[end].spaceBefore || isMark(end, "%") {
          end += 1
          continue
        }
        guard isMark(end, ","), end + 1 < tokens.count, continues(end + 1), !tokens[end + 1].isCapitalized, tokens[end + 1].kind == .word, !titleStop.contains(key(end + 1)),
          longest(.cue, at: end + 1, keepsCase: false) == nil, isAct || actionAt(end + 1) == false
        else { break }
        end += 1
        continue
      }
      if end > start, stopsTitle(at: end, start: start, isAct: isAct, between: between) { break }
      if key(end) == giua { between = true }
      end += 1
    }
    while end > start, weakEnd.contains(key(end - 1)) || isDash(end - 1) || isMark(end - 1, "/") { end -= 1 }
    return end > start ? end : nil
  }

  /// The word at `index` goes on with the sentence and not with the title before it.
  private func stopsTitle(at index: Int, start: Int, isAct: Bool, between: Bool) -> Bool {
    let word = key(index)
    let next = index + 1
    if isCapitalizedWord(index), isCapitalizedWord(index - 1), tokens[index].spaceBefore, longest(.position, at: index) != nil || opensPhrase(index) && !(continues(index + 1) && lexicon.isCompound(tokens[index], tokens[index + 1])) { return true }
    switch word {
    case Word.va:
      if longest(.documentType, at: next, keepsCase: false) != nil || startsProgram(next) { return true }
      guard isCapitalizedWord(next), !between else { return false }
      return longest(.position, at: next) != nil || longest(.body, at: next).map { $0.end - next > 1 } == true || longest(.bodyHead, at: next) != nil
    case Key.vowis:
      return !(key(index - 1) == Key.ddoois && (isAct || !matches(at: next).contains { $0.kind == .honorific })) && key(next) != muc
    case Key.taij: return !isAct || place(at: next) == nil && body(at: next) == nil
    case Key.trong: return !inside.contains(key(next)) || date(at: next) != nil
    case den: return date(at: next) == nil
    case Key.theo: return !directions.contains(key(next))
    case Word.cua:
      return !isAct && (body(at: next) != nil || place(at: next) != nil && startsWithCapital(next)) || isAct && body(at: next) != nil && longest(.law, at: next) == nil
    case thuoc: return key(index - 1) != tronThuoc
    case the: return key(next) == hien
    default: return titleStop.contains(word)
    }
  }

  private func startsWithCapital(_ index: Int) -> Bool { isCapitalizedWord(index) }

  /// A verb of tasks starts here: the sentence goes on after the title.
  private func actionAt(_ index: Int) -> Bool { longest(.action, at: index, keepsCase: false).map { $0.end - $0.start > 1 } == true }

  /// Entities inside a title.
  func parts(_ start: Int, _ end: Int) -> [Node] {
    var nodes: [Node] = []
    var index = start
    while index < end {
      let found = [legalDocument(at: index), date(at: index), role(at: index), body(at: index), place(at: index), person(at: index)].compactMap { $0 }
        .filter { $0.start >= index && $0.end <= end }
      if let longest = found.max(by: { $0.end < $1.end }) {
        nodes.append(longest)
        index = longest.end
      } else {
        index += 1
      }
    }
    return nodes
  }

  private func withYear(_ node: Node) -> Node {
    var node = node
    if key(node.end) == Key.suwar, key(node.end + 1) == Key.ddooir {
      // "Luật Đất đai sửa đổi, bổ sung năm 2018": the amendment's year tells which one.
      let amended = isMark(node.end + 2, ",") && key(node.end + 3) == boSung ? node.end + 5 : node.end + 2
      if key(amended) == Word.nam, let year = number(amended + 1), year > 1900, year < 2100 { node.end = amended }
    }
    if key(node.end) == Word.nam, continues(node.end), let year = number(node.end + 1), year > 1900, year < 2100 {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 2, rule: "dates:year", confidence: 0.95))
      node.end += 2
    } else if continues(node.end), let year = number(node.end), year > 1940, year < 2050, tokens[node.end].spaceBefore, !isMark(node.end + 1, "/"), node.confidence > 0.7 {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 1, rule: "dates:year", confidence: 0.9))
      node.end += 1
    }
    return node
  }

  /// "Trung ương 4 (khóa XII)", "Đại hội XIII của Đảng" after "Nghị quyết".
  private func namedResolution(at index: Int) -> Node? {
    guard continues(index) else { return nil }
    if key(index) == phien, key(index + 1) == hop, let owner = body(at: index + 2), key(owner.end) == Key.thuwowngf {
      let end = owner.end + 2
      guard key(end) == Word.thang, let day = date(at: end) else { return nil }
      return Node(type: .legalDocument, start: index, end: day.end, rule: "", children: [owner])
    }
    if key(index) == tw, number(index + 1) != nil { return Node(type: .legalDocument, start: index, end: index + 2, rule: "", children: [Node(type: .organization, start: index, end: index + 1, rule: "bodies:TW", confidence: 0.9)]) }
    guard isCapitalizedWord(index) || key(index) == ky else { return nil }
    if key(index) == trungUong[0], key(index + 1) == trungUong[1], number(index + 2) != nil {
      var node = Node(type: .legalDocument, start: index, end: index + 3, rule: "")
      node.children.append(Node(type: .organization, start: index, end: index + 2, rule: "bodies:Trung ương", confidence: 0.9))
      if key(node.end) == Word.khoa, isCapitalizedWord(node.end + 1) {
        node.end += 2
      } else if isMark(node.end, "("), key(node.end + 1) == Word.khoa, isMark(node.end + 3, ")") {
        node.end += 4
      }
      return node
    }
    if let event = event(at: index) {
      return Node(type: .legalDocument, start: index, end: event.end, rule: "", children: [event])
    }
    return nil
  }

  /// A number whose parts hold together: "30/2020/NĐ-CP", "25-NQ/TW", "8750/VPCP-V.I"; bare digits if allowed.
  func documentNumber(at index: Int, bareAllowed: Bool) -> (end: Int, rule: Rule)? {
    guard index < tokens.count, tokens[index].kind == .number else { return nil }
    var end = index + 1
    var letters = false
    var separators = 0
    if isMark(end, "."), !tokens[end].spaceBefore, end + 1 < tokens.count, tokens[end + 1].kind == .number,
      !tokens[end + 1].spaceBefore
    { end += 2 }
    while end + 1 < tokens.count, continues(end), continues(end + 1) {
      let isSeparator = isMark(end, "/") || isDash(end) || (letters && (isMark(end, "&") || isMark(end, ".")))
      guard isSeparator else { break }
      let part = tokens[end + 1]
      let isGlued = !tokens[end].spaceBefore && !part.spaceBefore
      let isCode = part.kind == .word && part.isCapitalized && (part.isAllCaps || part.isSingle || isCodeWord(end + 1))
      guard isGlued || (isCode && part.isAllCaps && !isMark(end, ".")) else { break }
      if isCode {
        letters = true
      } else if part.kind == .number, isMark(end, "/") || letters {
        if letters, !isGlued { break }
      } else { break }
      if isMark(end, "."), !isCode || part.spaceBefore { break }
      end += 2
      separators += 1
    }
    if letters, separators > 0 { return (end, "documents:number") }
    if bareAllowed {
      // "Nghị quyết 25", "Kết luận số 12"; "30/4" or a year is a date.
      guard tokens[index].end - tokens[index].start <= 4, !(isMark(index + 1, "/") && !tokens[index + 1].spaceBefore),
        !(isMark(index + 1, ".") && index + 2 < tokens.count && tokens[index + 2].kind == .number && !tokens[index + 2].spaceBefore),
        number(index).map({ $0 < 1900 || $0 > 2100 }) == true
      else { return nil }
      return (index + 1, "documents:short number")
    }
    return nil
  }

  /// TTg, NĐCP, QH15: capitals with at most a digit or a small letter or two.
  private func isCodeWord(_ index: Int) -> Bool {
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    guard bytes.count <= 12 else { return false }
    var capitals = 0
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let (scalar, length) = decodeScalar(document.utf8, position)
      if Letters.letter(scalar).isUpper || (scalar >= 48 && scalar <= 57) { capitals += 1 }
      position += length
    }
    return capitals >= 2
  }

  /// "khoản 2 Điều 5", "điểm a khoản 1 Điều 10", "Chương II", "Phụ lục I".
  func provision(at index: Int) -> Node? {
    var end = index
    while end < tokens.count, end == index || continues(end) {
      if end > index, isMark(end, ","), provisionPart(at: end + 1) > 0 { end += 1 }
      let length = provisionPart(at: end)
      if length == 0 { break }
      end += length
    }
    guard end > index, key(index - 1) != Word.cac || sharedProvisions(at: index + 1).isEmpty else { return nil }
    return Node(type: .legalProvision, start: index, end: end, rule: "documents:provision", confidence: 0.9)
  }

  private func provisionPart(at index: Int) -> Int {
    let word = key(index)
    guard index + 1 < tokens.count, continues(index + 1) else { return 0 }
    let next = tokens[index + 1]
    let isRoman = next.isCapitalized && next.kind == .word && tokens[index + 1].end - tokens[index + 1].start <= 5
      && document.utf8[Int(next.start)..<Int(next.end)].allSatisfy { [73, 86, 88, 76, 67].contains($0) }
    if word == diem { return next.kind == .word && next.isSingle && !next.isCapitalized && !isMark(index + 2, ".") ? 2 : 0 }
    if word == khoan { return isProvisionNumber(index + 1) && next.end - next.start <= 3 ? 2 : 0 }
    if word == dieu { return isProvisionNumber(index + 1) && (tokens[index].isCapitalized || provisionBefore(index)) ? 2 : 0 }
    if word == chuong || word == muc || word == phan { return tokens[index].isCapitalized && (isRoman || next.kind == .number) ? 2 : 0 }
    if word == phuLuc[0], next.key == phuLuc[1], tokens[index].isCapitalized, index + 2 < tokens.count {
      let third = tokens[index + 2]
      return third.isCapitalized || third.kind == .number ? 3 : 0
    }
    return 0
  }

  /// "5", "22a".
  private func isProvisionNumber(_ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].end - tokens[index].start <= 5 else { return false }
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    guard let first = bytes.first, first >= 48, first <= 57 else { return false }
    return tokens[index].kind == .number || bytes.dropLast().allSatisfy { $0 >= 48 && $0 <= 57 } || bytes.suffix(2).first == 0xC4 && bytes.dropLast(2).allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  /// "các khoản 1, 6 và 7": each number on its own, the plural head belongs to all.
  func sharedProvisions(at index: Int) -> [Node] {
    guard index > 1, key(index - 2) == Word.cac, key(index - 1) == khoan || key(index - 1) == dieu || key(index - 1) == diem else { return [] }
    var nodes: [Node] = []
    var start = index
    let letters = key(index - 1) == diem
    while continues(start), letters ? tokens[start].isSingle && tokens[start].kind == .word : isProvisionNumber(start) {
      nodes.append(Node(type: .legalProvision, start: start, end: start + 1, rule: "documents:shared provision", confidence: 0.85))
      start += 1
      if isMark(start, ",") || key(start) == Word.va { start += 1 } else { break }
    }
    return nodes.count > 1 ? nodes : []
  }

  private func provisionBefore(_ index: Int) -> Bool { key(index - 2) == khoan }
}
