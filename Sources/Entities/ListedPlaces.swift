internal import Lexicon
internal import TextModel

/// Heads of lists behind a colon.
private let listedHeads = WordSet("đường phố phường xã huyện quận khẩu thôn trấn")
/// Units that may have a region's name: "xã Quảng Đông".
let smallUnits = WordSet("xã phường thôn ấp")

extension EntityScan {
  /// "xã Mỹ Hưng, | Tam Hưng (huyện Thanh Oai)": a second unit under the first one's head.
  func unitOfHead(at index: Int) -> Node? {
    guard isMark(index - 1, ","), Word.level.contains(key(lastStart)), !tokens[lastStart].isCapitalized, isCapitalizedWord(index), continues(index),
      !tokens[index].isAllCaps
    else { return nil }
    let run = capitalRun(index)
    guard run - index == 2 || run - index == 3,
      !continues(run) || isMark(run, ",") || isMark(run, ")") || isMark(run, "(") || isMark(run, ".") || key(run) == Word.va, longest(.unit, at: index) == nil,
      longest(.place, at: index) == nil, !startsOtherName(index), personRun(at: index) == nil || isMark(run, "("), !matches.starts(.position, at: run + 1),
      lexicon.units(named: tokens[index..<run]).contains(where: { row in !lexicon.table(.unit).field(row: row, column: 2, is: "province") })
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:unit of head", confidence: 0.8)
  }

  /// "Nghệ An, | Hồ Chí Minh, Sóc Trăng": a unit's name between places, which looks like a person's.
  func listedPlace(at index: Int) -> Node? {
    guard isMark(index - 1, ","), isCapitalizedWord(index), continues(index) else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 4, isMark(run, ",") || isMark(run, ")") || key(run) == Word.va || isDash(run), continues(run), !startsOtherName(index),
      key(index) == Key.hoof || !isMark(run, ",") || !matches.starts(.position, at: run + 1),
      let next = longest(.unit, at: run + 1) ?? longest(.place, at: run + 1) ?? longest(.placeHead, at: run + 1), next.keepsCase,
      run - index == 2 && next.kind != .placeHead && next.end - next.start > 1 && next.end == capitalRun(next.start)
        || key(index) == Key.hoof && key(index + 1) == Key.chis || lexicon.namesUnit(tokens[index..<run])
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:listed", confidence: 0.8)
  }

  /// "quan hệ Trung - Việt", "căng thẳng Mỹ – Trung": each a country by one syllable.
  func pairedCountry(at index: Int) -> Node? {
    guard isCapitalizedWord(index), opens(.countrySyllable, at: index), capitalRun(index) == index + 1, !followsCapital(index) else { return nil }
    let pairsOn =
      isDash(index + 1) && continues(index + 2) && opens(.countrySyllable, at: index + 2) && isCapitalizedWord(index + 2) && capitalRun(index + 2) == index + 3
    let pairsBack =
      isDash(index - 1) && index > 1 && opens(.countrySyllable, at: index - 2) && isCapitalizedWord(index - 2) && !followsCapital(index - 2)
      && !tokens[index].lineStart
    guard pairsOn || pairsBack else { return nil }
    return Node(type: .location, start: index, end: index + 1, rule: "places:paired country", confidence: 0.85)
  }

  /// "3 thôn Thuận Tân, Thuận Hòa và Thuận Thành": the unit's word belongs to all names of the list.
  func countsList(_ index: Int, _ end: Int) -> Bool {
    guard let count = number(index - 1), count > 1, count < 100, index > 1, !tokens[index].lineStart,
      tokens[index - 1].spaceBefore || tokens[index - 1].lineStart, !numberOwners.contains(key(index - 2)), !isMark(index - 2, "/"), !isDash(index - 2)
    else { return false }
    return (isMark(end, ",") || key(end) == Word.va) && continues(end + 1) && isCapitalizedWord(end + 1)
  }

  /// "các tuyến đường: | Nguyễn Thị Định, Lê Phụng Hiểu", "02 xã: | Đạo Viện, Phú Thịnh": names behind a plural head with a colon.
  func placesListed(at colon: Int) -> [Node]? {
    guard listedHeads.contains(key(colon - 1)), colon > 2, !tokens[colon].lineStart,
      (2...5).contains(where: { colon - $0 >= 0 && (Word.plural.contains(key(colon - $0)) || number(colon - $0) != nil && key(colon - $0 + 1) != Word.thang) })
    else { return nil }
    var nodes: [Node] = []
    var start = colon + 1
    while continues(start), isCapitalizedWord(start) {
      let named = place(at: start)
      let end = named?.end ?? capitalRun(start)
      guard end - start < 6, named != nil || end - start > 1 && end - start < 5 && !startsOtherName(start) else { break }
      nodes.append(named ?? Node(type: .location, start: start, end: end, rule: "places:shared head", confidence: 0.8))
      start = afterBracketedUnit(end, &nodes)
      if isMark(start, ",") || isMark(start, ";") || key(start) == Word.va || isDash(start) { start += 1 } else { break }
    }
    return nodes.count > 1 ? nodes : nil
  }

  /// Names that go on a list after a shared plural head: "các huyện Krông Nô, Cư Jút và Đắk Mil".
  func sharedHeadNames(after node: Node) -> [Node] {
    if key(node.end) == Word.va, continues(node.end + 1), isCapitalizedWord(node.end + 1), node.rule.isRow(.placeHead) {
      // "xã Trường Giang và Lục Sơn": the second name is a unit's too.
      let start = node.end + 1
      let run = capitalRun(start)
      if run - start >= 2, knownNameEnd(start) == run, personRun(at: start) == nil || longest(.unit, at: start) != nil || lexicon.namesUnit(tokens[start..<run])
      {
        return [Node(type: .location, start: start, end: run, rule: "places:shared head", confidence: 0.8)]
      }
    }
    if let listed = unitsListed(after: node) { return listed }
    guard node.start > 1, node.type == .location,
      isCapitalizedWord(node.start) && node.rule.isRow(.placeHead)
        && (4...5).contains(where: { isPlural(node.start - $0) && longest(.placeHead, at: node.start - $0 + 1, keepsCase: false)?.end == node.start })
        || isPlural(node.start - 2) || isPlural(node.start - 3)
        || isCapitalizedWord(node.start) && node.rule.isRow(.placeHead)
          && (countsList(node.start - 1, node.end) || countsList(node.start - 2, node.end)
            || (3...5).contains(where: {
              countsList(node.start - $0, node.end) && longest(.placeHead, at: node.start - $0, keepsCase: false)?.end == node.start
            }))
    else { return [] }
    var nodes: [Node] = []
    var index = afterBracketedUnit(node.end, &nodes)
    while isMark(index, ",") || key(index) == Word.va, continues(index + 1), isCapitalizedWord(index + 1) {
      let end = nameEnd(at: index + 1, isUnit: true)
      guard end > index + 1, longest(.placeHead, at: index + 1, keepsCase: false).map({ $0.end >= end }) != true, longest(.position, at: index + 1) == nil
      else { break }
      nodes.append(Node(type: .location, start: index + 1, end: end, rule: "places:shared head", confidence: 0.85))
      index = afterBracketedUnit(end, &nodes)
    }
    return nodes
  }

  /// "xã Cự Khê, | Mỹ Hưng, Tam Hưng": one unit's word for all, when each name is a unit's.
  private func unitsListed(after node: Node) -> [Node]? {
    guard node.rule.isRow(.placeHead), Word.level.contains(key(node.start)) || smallUnits.contains(key(node.start)), !tokens[node.start].isCapitalized,
      isMark(node.end, ",")
    else { return nil }
    var nodes: [Node] = []
    var end = node.end
    while isMark(end, ",") || key(end) == Word.va && !nodes.isEmpty, continues(end + 1), isCapitalizedWord(end + 1) {
      let start = end + 1
      let run = capitalRun(start)
      guard run - start > 1, run - start < 4, longest(.place, at: start) == nil,
        longest(.unit, at: start).map({ $0.end == run && lexicon.field($0, 2, is: "province") }) != true, lexicon.namesUnit(tokens[start..<run]),
        longest(.placeHead, at: start, keepsCase: false) == nil, !matches.starts(.position, at: run + 1), continues(run)
      else { break }
      nodes.append(Node(type: .location, start: start, end: run, rule: "places:shared head", confidence: 0.8))
      end = run
    }
    return nodes.count > 1 ? nodes : nil
  }

  /// "các xã Tân Tiến | (huyện Hưng Hà), Thái Phương và Phúc Khánh": the list goes on behind where one of them lies.
  private func afterBracketedUnit(_ index: Int, _ nodes: inout [Node]) -> Int {
    guard isMark(index, "("), continues(index + 1), let unit = headedUnit(index + 1), isMark(unit.end, ")"),
      isMark(unit.end + 1, ",") || key(unit.end + 1) == Word.va, isCapitalizedWord(unit.end + 2)
    else { return index }
    nodes.append(unit)
    return unit.end + 1
  }
}
