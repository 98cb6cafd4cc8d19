internal import Lexicon
internal import TextModel

private let domains = WordSet("vn com net org gov")
private let notOutlet = WordSet("TP UBND HĐND USD VND ST PV")

extension EntityScan {
  /// The outlet in a dateline or a credit: "(HDDTVN) –", "BBK - Chiều 26/12", "Chinhphu.vn".
  func outlet(at index: Int) -> Node? {
    if let end = domainEnd(at: index) {
      return Node(type: .organization, start: index, end: end, rule: "outlets:site", confidence: 0.8)
    }
    // "Ảnh: MOET": longer than anybody's initials.
    if isMark(index - 1, ":"), tokens[index].isAllCaps, capitalRun(index) == index + 1, tokens[index].end - tokens[index].start >= 4,
      tokens[index].end - tokens[index].start <= 8, isAfterHonorific(index), !notOutlet.contains(key(index)),
      !isMark(index + 1, ".") || !(index + 2 < tokens.count && !tokens[index + 2].spaceBefore && !tokens[index + 2].lineStart)
    {
      return Node(type: .organization, start: index, end: index + 1, rule: "outlets:credit", confidence: 0.8)
    }
    // "Theo Trí thức trẻ": whose the text is, as its last words.
    if index > 0, key(index - 1) == Key.theo, tokens[index - 1].isCapitalized, isCapitalizedWord(index), !tokens[index].lineStart, let end = sourceEnd(index) {
      return Node(type: .organization, start: index, end: end, rule: "outlets:source", confidence: 0.75)
    }
    // "(Tổ Quốc) -", "(LĐ online) -".
    if isMark(index - 1, "("), index == 1 || tokens[index - 1].lineStart, isCapitalizedWord(index),
      let end = (index + 1...index + 3).first(where: { isMark($0, ")") }), isDash(end + 1), continues(end + 2), end > index + 1 || !tokens[index].isAllCaps,
      tokens[end + 2].isCapitalized || tokens[end + 2].kind == .number, tokens[index..<end].allSatisfy({ $0.kind == .word }), longest(.place, at: index) == nil,
      longest(.unit, at: index) == nil, longest(.placeHead, at: index, keepsCase: false) == nil, !lexicon.namesUnit(tokens[index..<end])
    {
      return Node(type: .organization, start: index, end: end, rule: "outlets:dateline", confidence: 0.8)
    }
    guard tokens[index].isAllCaps, capitalRun(index) == index + 1, !notOutlet.contains(key(index)), tokens[index].end - tokens[index].start <= 8 else {
      return nil
    }
    let isBracketed = isMark(index - 1, "(") && isMark(index + 1, ")")
    let opens = isBracketed ? index - 1 : index
    guard opens == 0 || tokens[opens].lineStart || isBracketed && !tokens[opens].spaceBefore && tokens[opens - 1].lineStart else { return nil }
    let dash = isBracketed ? index + 2 : index + 1
    guard isDash(dash), continues(dash + 1), tokens[dash + 1].isCapitalized || tokens[dash + 1].kind == .number,
      isBracketed || tokens[dash].spaceBefore, longest(.place, at: index) == nil, longest(.unit, at: index) == nil, longest(.bodyHead, at: index) == nil
    else { return nil }
    return Node(type: .organization, start: index, end: index + 1, rule: "outlets:dateline", confidence: 0.8)
  }

  /// The end of an outlet's name that the text ends with, when no table or name says what it is.
  private func sourceEnd(_ start: Int) -> Int? {
    var end = tokens.count
    while end > start, tokens[end - 1].kind == .mark, !isMark(end - 1, ")") { end -= 1 }
    guard end > start + 1, end - start < 5, (start + 1..<end).allSatisfy({ continues($0) && tokens[$0].kind == .word }), personRun(at: start) == nil,
      knownRun(at: start) == nil, longest(.body, at: start) == nil, longest(.bodyHead, at: start) == nil, place(at: start) == nil,
      !matches.starts(.position, at: start), !isCapitalizedWord(end - 1) || end - start > 2
    else { return nil }
    return end
  }

  /// "baotuyenquang.com.vn" in brackets, after "/" or at a line's end.
  private func domainEnd(at index: Int) -> Int? {
    guard tokens[index].kind == .word, isMark(index + 1, "."), !isMark(index - 1, "/") || !isMark(index - 2, "/"), !isMark(index - 1, "@"),
      index == 0 || tokens[index].spaceBefore || tokens[index].lineStart || !isMark(index - 1, ".")
    else { return nil }
    var end = index + 1
    while isMark(end, "."), !tokens[end].spaceBefore, end + 1 < tokens.count, tokens[end + 1].kind == .word, !tokens[end + 1].spaceBefore { end += 2 }
    guard end > index + 2, domains.contains(key(end - 1)), !isMark(end, "/"), !isMark(end, "@") else { return nil }
    return end == tokens.count || tokens[end].lineStart || isMark(end, ")") || isDash(end) || isMark(end, "]") || tokens[index].isCapitalized
      || isMark(index - 1, ":") && isAfterHonorific(index) ? end : nil
  }
}
