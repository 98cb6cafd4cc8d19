internal import Lexicon
internal import TextModel

private let quotes = WordSet(keys: [0x22, 0x201C, 0xAB])
private let campaigns = WordSet("trào động hình trình án dịch")
private let dai = Key.ddaij, hoi = Key.hooij, nghi = Key.nghij, ky = Key.kyf, hop = Key.hopj,
  phien = Key.phieen, bao = Key.baox, de = Key.ddeef, an = Key.ans
private let cycle = WordSet("Giáp Ất Bính Đinh Mậu Kỷ Canh Tân Nhâm Quý")

/// Heads that are capitalized when they name one plan or project.
private let programHeads: [[UInt64]] = ["Đề án", "Dự án", "Chiến lược", "Quy hoạch", "Phương án", "Chương trình", "Kế hoạch"].map { tokenize(Array($0.utf8)).map(\.key) }
private let notTitle = WordSet("này đó trên đã được nêu là của và sẽ còn do đặt có cũng tại số vừa xác yêu phải cần hành với cho ngày theo")

extension EntityScan {
  /// "Đại hội XIII của Đảng", "Hội nghị lần thứ 7 Ban Chấp hành Trung ương Đảng (khóa XI)", "kỳ họp thứ 8", "bão số 3".
  func event(at index: Int) -> Node? {
    if key(index) == dai, key(index + 1) == hoi, tokens[index].isCapitalized, let congress = congress(at: index) { return congress }
    if key(index) == Key.leex, let funeral = funeral(at: index) { return funeral }
    if key(index) == hoi, key(index + 1) == nghi, tokens[index].isCapitalized, key(index + 2) == Word.lan { return plenum(at: index) }
    if key(index) == ky || key(index) == phien, key(index + 1) == hop {
      var end = index + 2
      if [Key.baats, Key.thuwowngf, Key.chuyeen].contains(key(end)) { end += 2 }
      if key(end) == Word.lan { end += 1 }
      if key(end) == Word.thu, number(end + 1) != nil || isRomanNumber(end + 1), continues(end + 1) {
        return Node(type: .event, start: index, end: end + 2, rule: "events:session", confidence: 0.85)
      }
    }
    if key(index) == Key.leex, key(index + 1) == ky, key(index + 2) == Key.nieemj, tokens[index].isCapitalized, number(index + 3) != nil, key(index + 4) == Word.nam {
      let inner = event(at: index + 5) ?? (key(index + 5) == Word.ngay ? event(at: index + 6) : nil)
      if let inner { return Node(type: .event, start: index, end: inner.end, rule: "events:anniversary", confidence: 0.8, children: [inner]) }
    }
    if key(index) == bao, key(index + 1) == Word.so, number(index + 2) != nil {
      let end = isCapitalizedWord(index + 3) && continues(index + 3) ? index + 4 : index + 3
      return Node(type: .event, start: index, end: end, rule: "events:storm", confidence: 0.9)
    }
    if let match = longest(.event, at: index) {
      if key(index) == Key.teets { return newYear(match) }
      var node = Node(type: .event, start: index, end: match.end, rule: .row(match), confidence: 0.85, children: inner(index, match.end))
      extend(&node)
      return node
    }
    return nil
  }

  /// "Tết Nguyên đán Kỷ Hợi 2019": the year's name and number belong to it.
  private func newYear(_ match: Lexicon.Match) -> Node {
    var node = Node(type: .event, start: match.start, end: match.end, rule: .row(match), confidence: 0.85)
    if cycle.contains(key(node.end)), continues(node.end + 1) { node.end += 2 }
    if let year = number(node.end), year > 1900, year < 2100, continues(node.end) {
      node.end += 1
    } else if key(node.end) == Word.nam, let year = number(node.end + 1), year > 1900, year < 2100 {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 2, rule: "dates", confidence: 0.9))
      node.end += 2
    }
    return node
  }

  /// "Lễ Quốc tang đồng chí …", "Lễ tang …", with the person inside.
  private func funeral(at index: Int) -> Node? {
    guard tokens[index].isCapitalized, [Key.quoocs, Key.tang, Key.an].contains(key(index + 1)) else { return nil }
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
      } else if isMark(end, ",") || matches(at: end).contains(where: { $0.kind == .honorific }) || key(end) == Key.chis {
        end += 1
      } else { break }
    }
    node.children = []
    return node.end - index == 3 ? node : nil
  }

  /// A term, a number or a year right after a named event belongs to it.
  private func extend(_ node: inout Node) {
    if key(node.end) == Word.lan, key(node.end + 1) == Word.thu, number(node.end + 2) != nil || isRomanNumber(node.end + 2) { node.end += 3 }
    if key(node.end) == Word.khoa, isRomanNumber(node.end + 1) { node.end += 2 }
    if isMark(node.end, "("), key(node.end + 1) == Word.khoa, isMark(node.end + 3, ")") { node.end += 4 }
    if key(node.end) == Word.nam, continues(node.end + 1), let year = number(node.end + 1), year > 1900, year < 2100 {
      node.children.append(Node(type: .date, start: node.end, end: node.end + 2, rule: "dates", confidence: 0.9))
      node.end += 2
    }
  }

  private func congress(at index: Int) -> Node? {
    var end = index + 2
    var children: [Node] = []
    var specific = false
    while end < tokens.count, continues(end), end - index < 24 {
      if let organization = body(at: end) {
        children.append(organization)
        end = organization.end
      } else if isRomanNumber(end) {
        specific = true
        end += 1
      } else if key(end) == Word.lan, key(end + 1) == Word.thu, isRomanNumber(end + 2) || number(end + 2) != nil {
        specific = true
        end += 3
      } else if key(end) == Word.cua, let organization = body(at: end + 1) {
        children.append(organization)
        end = organization.end
      } else if let term = date(at: end), key(end) == Key.nhieemj {
        children.append(term)
        specific = true
        end = term.end
      } else if isMark(end, ","), let term = date(at: end + 1), key(end + 1) == Key.nhieemj {
        children.append(term)
        specific = true
        end = term.end
      } else if [Key.ddaij, Key.bieeur, Key.toanf, Key.quoocs].contains(key(end)), !tokens[end].isCapitalized {
        end += 1
      } else {
        break
      }
    }
    return specific ? Node(type: .event, start: index, end: end, rule: "events:congress", confidence: 0.85, children: children) : nil
  }

  private func plenum(at index: Int) -> Node? {
    guard key(index + 3) == Word.thu, number(index + 4) != nil || isRomanNumber(index + 4) else { return nil }
    var end = index + 5
    var children: [Node] = []
    if continues(end), let organization = body(at: end) {
      children.append(organization)
      end = organization.end
    }
    if isMark(end, "("), key(end + 1) == Word.khoa, isMark(end + 3, ")") {
      end += 4
    } else if isMark(end, ","), key(end + 1) == Word.khoa, isRomanNumber(end + 2) {
      end += 3
    } else if key(end) == Word.khoa, isRomanNumber(end + 1) {
      end += 2
    }
    return Node(type: .event, start: index, end: end, rule: "events:plenum", confidence: 0.85, children: children)
  }

  /// "Marina City", "cao tốc Vĩnh Hảo - Phan Thiết" after a lower-case "dự án": the name without the head.
  private func project(at index: Int) -> Node? {
    guard index > 1, key(index - 1) == Key.ans, key(index - 2) == Key.duwj, !tokens[index].lineStart,
      index < 3 || !Word.plural.contains(key(index - 3)) && number(index - 3) == nil
    else { return nil }
    if tokens[index].isCapitalized {
      guard longest(.law, at: index) == nil, longest(.documentType, at: index, keepsCase: false) == nil, longest(.bodyHead, at: index).map({ lexicon.field($0, 1).hasPrefix("N") }) != false,
        !sentenceOpeners.contains(key(index))
      else { return nil }
      var end = capitalRun(index)
      if isDash(end), continues(end + 1), isCapitalizedWord(end + 1) { end = capitalRun(end + 1) }
      return Node(type: .program, start: index, end: end, rule: "programs:project", confidence: 0.7, children: parts(index, end))
    }
    if let head = longest(.placeHead, at: index, keepsCase: false), lexicon.field(head, 1, is: "feature"), let place = place(at: index) {
      return Node(type: .program, start: index, end: place.end, rule: "programs:project", confidence: 0.7, children: place.children)
    }
    return nil
  }

  func isRomanNumber(_ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].kind == .word, tokens[index].isCapitalized else { return false }
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    return bytes.count <= 6 && bytes.allSatisfy { [73, 86, 88, 76].contains($0) }
  }

  /// “Dân vận khéo” inside quotes after phong trào, mô hình …; a table row; "Đề án 06".
  func program(at index: Int) -> Node? {
    if key(index) == de, key(index + 1) == an, tokens[index].isCapitalized, number(index + 2) != nil, continues(index + 2) {
      return Node(type: .program, start: index, end: index + 3, rule: "programs:numbered scheme", confidence: 0.85)
    }
    if index > 0, tokens[index].isCapitalized || tokens[index].kind == .number, quotes.contains(key(index - 1)), index > 1, campaigns.contains(key(index - 2)) {
      var end = index
      while end < tokens.count, continues(end), end - index < 30, !isMark(end, "”"), !isMark(end, "\""), !isMark(end, "»") { end += 1 }
      if end < tokens.count, continues(end), end > index + 1, tokens[end].kind == .mark {
        return Node(type: .program, start: index, end: end, rule: "programs:quoted after campaign", confidence: 0.85)
      }
    }
    if let project = project(at: index) { return project }
    if let match = longest(.program, at: index), match.end - index > 2 || tokens[index..<match.end].contains(where: { $0.kind == .number }) || (index > 0 && quotes.contains(key(index - 1))) {
      return Node(type: .program, start: index, end: match.end, rule: .row(match), confidence: 0.85, children: inner(index, match.end))
    }
    if tokens[index].isCapitalized, !isSentenceStart(index), longest(.body, at: index) == nil, let head = programHeads.first(where: { $0 == [key(index), key(index + 1)] }), continues(index + 2),
      tokens[index + 2].kind == .word, !notTitle.contains(key(index + 2)), let end = titleEnd(from: index + head.count), end > index + 4
    {
      return Node(type: .program, start: index, end: end, rule: "programs:title", confidence: 0.6, children: parts(index + 2, end))
    }
    return nil
  }
}
