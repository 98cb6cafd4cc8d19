internal import Lexicon
internal import TextModel

extension EntityScan {
  /// "khoản 2 Điều 5", "điểm a khoản 1 Điều 10", "Chương II", "Phụ lục I".
  func provision(at index: Int) -> Node? {
    guard opens(.provision, at: index) else { return nil }
    var end = index
    var last: UInt64 = 0
    while end < tokens.count, end == index || continues(end) {
      // "khoản 4, Điều 358" is one, "Điều 21, Điều 23" two.
      // "Điểm g Khoản 1 Điều 2, | Khoản 4 Điều 123": after an article the next one starts.
      if end > index, isMark(end, ","), provisionPart(at: end + 1, inChain: true) > 0, key(end + 1) != last,
        last != Key.ddieeuf || key(end + 1) != Key.khoanr && key(end + 1) != Key.ddieemr
      {
        end += 1
      }
      let length = provisionPart(at: end, inChain: end > index)
      if length == 0 || end > index && key(end) == last { break }
      last = key(end)
      end += length
    }
    guard end > index, key(index - 1) != Word.cac || sharedProvisions(at: index + 1).isEmpty else { return nil }
    return Node(type: .legalProvision, start: index, end: end, rule: "documents:provision", confidence: 0.9)
  }

  private func provisionPart(at index: Int, inChain: Bool) -> Int {
    let word = key(index)
    guard index + 1 < tokens.count, continues(index + 1) else { return 0 }
    let next = tokens[index + 1]
    // "Chương II", "Chương IVb".
    let isRoman =
      next.isCapitalized && next.kind == .word && tokens[index + 1].end - tokens[index + 1].start <= 5
      && document.utf8[Int(next.start)..<Int(next.end) - (isLetteredRoman(next) ? 1 : 0)].allSatisfy { [73, 86, 88, 76, 67].contains($0) }
    // "điểm 1, mục I, phần III", "Điểm 3 Nghị quyết số 60".
    if word == Key.ddieemr, next.kind == .number, next.end - next.start < 3 {
      let after = isMark(index + 2, ",") ? index + 3 : index + 2
      return key(after) == Key.mucj || key(after) == Key.khoanr || key(after) == Key.ddieeuf && tokens[after].isCapitalized
        || tokens[index].isCapitalized && matches.starts(.documentType, at: after) ? 2 : 0
    }
    // "điểm G Khoản 1 Điều 2".
    if word == Key.ddieemr, next.isSingle, next.isCapitalized, next.kind == .word, key(index + 2) == Key.khoanr, continues(index + 3),
      isProvisionNumber(index + 3)
    {
      return 2
    }
    if word == Key.ddieemr { return next.kind == .word && next.isSingle && !next.isCapitalized && isPlainLetter(next) && !isMark(index + 2, ".") ? 2 : 0 }
    if word == Key.khoanr { return isProvisionNumber(index + 1) && next.end - next.start <= 3 ? 2 : 0 }
    if word == Key.ddieeuf {
      return isProvisionNumber(index + 1)
        && (tokens[index].isCapitalized || provisionBefore(index)
          || (key(index - 1) == Key.taij || key(index - 1) == Key.theo) && !tokens[index].lineStart
            && (index + 2 == tokens.count || tokens[index + 2].lineStart || isMark(index + 2, ".") || isMark(index + 2, ","))
          || index + 2 < tokens.count && isProvisionNumber(index + 1) && citesAct(index + 2) || key(index + 2) == Key.booj && key(index + 3) == Key.luaatj
          || key(index + 2) == Key.luaatj && isCapitalizedWord(index + 3))
        ? 2 : 0
    }
    if word == Key.chuwowng || word == Key.mucj || word == Key.phaanf {
      guard tokens[index].isCapitalized || inChain, isRoman || next.kind == .number else { return 0 }
      // "Chương IV-A".
      return isRoman && isMark(index + 2, "-") && !tokens[index + 2].spaceBefore && isCapitalizedWord(index + 3) && tokens[index + 3].isSingle ? 4 : 2
    }
    if word == Key.phuj, next.key == Key.lucj, tokens[index].isCapitalized, index + 2 < tokens.count {
      let third = tokens[index + 2]
      return third.isCapitalized || third.kind == .number ? 3 : 0
    }
    return 0
  }

  /// "IVb": a chapter put in later.
  private func isLetteredRoman(_ token: Token) -> Bool { token.end - token.start > 1 && (0x61...0x64).contains(document.utf8[Int(token.end) - 1]) }

  /// a–z and đ; "thí điểm ở …" counts no point.
  private func isPlainLetter(_ token: Token) -> Bool {
    let first = document.utf8[Int(token.start)]
    return first < 0x80 || first == 0xC4 && document.utf8[Int(token.start) + 1] == 0x91
  }

  /// "5", "22a".
  private func isProvisionNumber(_ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].end - tokens[index].start <= 5 else { return false }
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    guard let first = bytes.first, first >= 48, first <= 57 else { return false }
    return tokens[index].kind == .number || bytes.dropLast().allSatisfy { $0 >= 48 && $0 <= 57 }
      || bytes.suffix(2).first == 0xC4 && bytes.dropLast(2).allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  /// "các khoản 1, 6 và 7": each number on its own, the plural head belongs to all.
  func sharedProvisions(at index: Int) -> [Node] {
    guard index > 1, key(index - 2) == Word.cac, key(index - 1) == Key.khoanr || key(index - 1) == Key.ddieeuf || key(index - 1) == Key.ddieemr else {
      return []
    }
    var nodes: [Node] = []
    var start = index
    let letters = key(index - 1) == Key.ddieemr
    while continues(start), letters ? tokens[start].isSingle && tokens[start].kind == .word : isProvisionNumber(start) {
      nodes.append(Node(type: .legalProvision, start: start, end: start + 1, rule: "documents:shared provision", confidence: 0.85))
      start += 1
      if isMark(start, ",") || key(start) == Word.va { start += 1 } else { break }
    }
    return nodes.count > 1 ? nodes : []
  }

  /// "điều 76 | Nghị định này", "điều 143 | của Bộ luật Hình sự": in small letters too.
  private func citesAct(_ index: Int) -> Bool {
    let act = key(index) == Word.cua ? index + 1 : index
    return continues(act) && isCapitalizedWord(act) && (matches.starts(.documentType, at: act) || matches.starts(.law, at: act))
  }

  private func provisionBefore(_ index: Int) -> Bool { key(index - 2) == Key.khoanr }
}
