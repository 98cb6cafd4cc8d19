internal import Lexicon
internal import TextModel

/// What goes on after the names of laws.
private let lawStop = WordSet("có đã sẽ được này trên sửa năm của do là vừa mới cũng đang còn phải cần quy mà để theo trong tại từ")

extension EntityScan {
  /// "các Luật Đất đai, Nhà ở, Kinh doanh bất động sản": each by its own words.
  func sharedLaws(at first: Int) -> [Node] {
    var nodes: [Node] = []
    var start = first
    while continues(start), isCapitalizedWord(start) {
      var end = start + 1
      while continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized, end - start < 9, key(end) != Word.va || !isCapitalizedWord(end + 1),
        !lawStop.contains(key(end))
      { end += 1 }
      if end - start < 2 { break }
      nodes.append(Node(type: .legalDocument, start: start, end: end, rule: "documents:shared law", confidence: 0.8))
      start = end
      if isMark(start, ",") || key(start) == Word.va { start += 1 } else { break }
    }
    return nodes.count > 1 ? nodes : []
  }

  /// Bodies that share a plural head: "các Bộ: Tài chính, Công Thương" gives the names alone.
  func sharedHeadBodies(at index: Int) -> [Node] {
    let provisions = sharedProvisions(at: index)
    if !provisions.isEmpty { return provisions }
    if index > 1, Word.plural.contains(key(index - 2)), key(index - 1) == Key.luaatj { return sharedLaws(at: isMark(index, ":") ? index + 1 : index) }
    if isMark(index, ":") {
      if let listed = ministriesListed(at: index) { return listed }
      if let listed = placesListed(at: index) { return listed }
    }
    if key(index - 1) == Key.ty, index > 2, key(index - 2) == Key.coong, Word.plural.contains(key(index - 3)) { return firmsListed(at: index) }
    guard index > 1, Word.plural.contains(key(index - 2)) || isMark(index, ":") && number(index - 2) != nil,
      key(index - 1) == Key.booj || key(index - 1) == Key.sowr
    else { return [] }
    var nodes: [Node] = []
    var start = isMark(index, ":") ? index + 1 : index
    while continues(start), isCapitalizedWord(start), let field = longest(.field, at: start) {
      nodes.append(Node(type: .organization, start: start, end: field.end, rule: "bodies:shared head", confidence: 0.85))
      start = field.end
      if isMark(start, ",") || isMark(start, ";") || key(start) == Word.va { start += 1 } else { break }
    }
    return nodes.count > 1 ? nodes : []
  }

  /// "hai công ty | Nam Triệu, Đại Nguyên Dương": firms by their names alone.
  private func firmsListed(at first: Int) -> [Node] {
    var nodes: [Node] = []
    var start = first
    while continues(start), isCapitalizedWord(start) {
      let run = capitalRun(start)
      guard run - start < 6, longest(.bodyHead, at: start) == nil, longest(.placeHead, at: start) == nil, matches.exact(.place, start, run) == nil,
        !matches.starts(.position, at: start)
      else { break }
      nodes.append(Node(type: .organization, start: start, end: run, rule: "bodies:shared head", confidence: 0.8))
      if isMark(run, ",") || key(run) == Word.va { start = run + 1 } else { break }
    }
    return nodes.count > 1 ? nodes : []
  }

  /// "Bộ Kế hoạch và Đầu tư, | Công an, Quốc phòng, Xây dựng": the head goes on over a list of fields.
  func ministriesOn(after node: Node) -> [Node] {
    guard key(node.start) == Key.booj || key(node.start) == Key.sowr, node.end - node.start > 1, longest(.field, at: node.start + 1)?.end == node.end,
      isMark(node.end, ",")
    else { return [] }
    var nodes: [Node] = []
    var end = node.end
    while isMark(end, ",") || key(end) == Word.va, continues(end + 1), isCapitalizedWord(end + 1), let field = longest(.field, at: end + 1),
      body(at: end + 1).map({ $0.end > field.end }) != true, personRun(at: end + 1) == nil || field.end - field.start > 2 || isMark(field.end, ","),
      isMark(field.end, ",") || isMark(field.end, ")") || isMark(field.end, ".") || isMark(field.end, ";") || key(field.end) == Word.va || !nodes.isEmpty
    {
      nodes.append(Node(type: .organization, start: end + 1, end: field.end, rule: "bodies:shared head", confidence: 0.8))
      end = field.end
    }
    return nodes.count > 1 ? nodes : []
  }

  /// "các Bộ, cơ quan: | Kế hoạch và Đầu tư, Công Thương, Ngân hàng Nhà nước": names of ministries and bodies of their own in one list.
  private func ministriesListed(at colon: Int) -> [Node]? {
    guard colon > 3, let head = ((max(0, colon - 8))..<(colon - 1)).last(where: { Word.plural.contains(key($0)) && !tokens[$0 + 1].lineStart }),
      key(head + 1) == Key.booj, (head + 1..<colon).allSatisfy({ tokens[$0].kind == .word || isMark($0, ",") })
    else { return nil }
    var nodes: [Node] = []
    var start = colon + 1
    var fields = 0
    while continues(start), isCapitalizedWord(start) {
      if let body = body(at: start), longest(.field, at: start).map({ $0.end < body.end }) ?? true {
        nodes.append(body)
        start = body.end
      } else if let field = longest(.field, at: start) {
        nodes.append(Node(type: .organization, start: start, end: field.end, rule: "bodies:shared head", confidence: 0.85))
        start = field.end
        fields += 1
      } else {
        break
      }
      if isMark(start, ",") || isMark(start, ";") || key(start) == Word.va { start += 1 } else { break }
      if key(start) == Word.va { start += 1 }
    }
    return fields > 1 ? nodes : nil
  }
}
