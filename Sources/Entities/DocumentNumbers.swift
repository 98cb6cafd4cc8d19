internal import Lexicon
internal import TextModel

/// "52-Ctr/TU", with one capital.
private let programme = Key.ctr
/// "58/2016/QĐ-Ttg".
private let premier = Key.ttg

extension EntityScan {
  /// A number whose parts hold together: "30/2020/NĐ-CP", "25-NQ/TW", "8750/VPCP-V.I"; bare digits if allowed.
  func documentNumber(at index: Int, bareAllowed: Bool) -> (end: Int, rule: Rule)? {
    guard index < tokens.count, tokens[index].kind == .number else { return nil }
    var end = index + 1
    var letters = false
    var separators = 0
    if isMark(end, "."), !tokens[end].spaceBefore, end + 1 < tokens.count, tokens[end + 1].kind == .number,
      !tokens[end + 1].spaceBefore
    {
      end += 2
    }
    // No number has so many parts, and a line of them is not read over and over.
    while separators < 12, end + 1 < tokens.count, continues(end), continues(end + 1) {
      let isSeparator = isMark(end, "/") || isDash(end) || (letters && (isMark(end, "&") || isMark(end, ".")))
      guard isSeparator else { break }
      let part = tokens[end + 1]
      let isGlued = !tokens[end].spaceBefore && !part.spaceBefore
      let isCode =
        part.kind == .word && part.isCapitalized
        && (part.isAllCaps || part.isSingle || isCodeWord(end + 1) || part.key == programme || letters && part.key == premier)
      // "45/QĐ- TTg": a space on one side of the hyphen.
      guard isGlued || isCode && !isMark(end, ".") && (part.isAllCaps || isDash(end) && !tokens[end].spaceBefore && letters) else { break }
      if isCode {
        if key(end + 1) == Key.ctcp { break }
        letters = true
      } else if part.kind == .number,
        isMark(end, "/") || letters
          || isGlued && isMark(end + 2, "/") && !isMark(end + 2, ".") && number(end + 1).map({ $0 > 1990 && $0 < 2100 }) == true && isCapitalizedWord(end + 3)
      {
        // "19-2017/NQ-CP": the year after a hyphen.
        if letters, !isGlued { break }
      } else {
        break
      }
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
}
