public import Lexicon
public import TextModel

/// Cuts a document into sentences: at every line end, and inside a line after . ! ? … (with closing quotes
/// and brackets) where a new sentence starts.
///
/// Sentences are in order, do not overlap, and start and end on a token; only white space lies between them.
public func segmentSentences(_ document: Document, lexicon: Lexicon, matches: Lexicon.Matches) -> [Sentence] {
  let tokens = document.tokens
  var sentences: [Sentence] = []
  var start = 0
  var index = 0
  func close(_ end: Int) {
    if end > start {
      sentences.append(Sentence(range: document.bytes(start..<end), kind: .body, tokens: start..<end))
    }
    start = end
  }
  while index < tokens.count {
    if tokens[index].lineStart { close(index) }
    guard isTerminal(tokens[index]) else {
      index += 1
      continue
    }
    let stop = index
    index += 1
    while index < tokens.count, !tokens[index].lineStart, isTerminal(tokens[index]) { index += 1 }
    while index < tokens.count, !tokens[index].lineStart, isCloser(tokens[index], after: tokens[index - 1]) { index += 1 }
    if index >= tokens.count || tokens[index].lineStart { continue }
    if endsSentence(tokens, stop: stop, next: index, lineStart: start, matches, document.utf8, lexicon) { close(index) }
  }
  close(tokens.count)
  classify(&sentences, document)
  return sentences
}

private let city = Key.tp
private let graded = WordSet("giải hạng loại nhóm bảng lớp khối phương")

private func isTerminal(_ token: Token) -> Bool {
  guard token.kind == .mark else { return false }
  switch token.key {
  case 0x2E, 0x21, 0x3F, 0x2026: return true
  default: return false
  }
}

private func isCloser(_ token: Token, after previous: Token) -> Bool {
  guard token.kind == .mark, token.start == previous.end else { return false }
  switch token.key {
  case 0x22, 0x27, 0x29, 0x5D, 0x201D, 0x2019, 0xBB: return true
  default: return false
  }
}

private func endsSentence(
  _ tokens: [Token], stop: Int, next: Int, lineStart: Int, _ matches: Lexicon.Matches, _ utf8: [UInt8], _ lexicon: Lexicon
) -> Bool {
  var opening = next
  while opening < tokens.count - 1, tokens[opening].kind == .mark, !tokens[opening].lineStart,
    [0x22, 0x27, 0x28, 0x5B, 0x201C, 0x2018, 0xAB, 0x2D, 0x2013, 0x2014, 0x2B, 0x2A, 0x2022].contains(tokens[opening].key)
  { opening += 1 }
  let follower = tokens[opening]
  let opensPhrase =
    opening + 1 < tokens.count && !tokens[opening + 1].lineStart && follower.isCapitalized && !tokens[opening + 1].isCapitalized
    && lexicon.opensPhrase(follower, tokens[opening + 1])
  // "38km bờ biển": a number with its unit opens a sentence too.
  guard follower.isCapitalized || follower.kind == .number || (utf8[Int(follower.start)] >= 48 && utf8[Int(follower.start)] <= 57) else { return false }
  let hasClosers = next - stop > 1 && !isTerminal(tokens[next - 1])
  let isEllipsis = tokens[stop].isMark("…") || (stop + 1 < next && isTerminal(tokens[stop + 1]))
  guard tokens[next].spaceBefore else {
    // "xong.Ngày mai": a full stop glued to the next sentence; not "TP.HCM", "Chinhphu.vn", "22.4".
    guard !hasClosers, stop > lineStart, next + 1 < tokens.count, tokens[stop].start == tokens[stop - 1].end else { return false }
    let before = tokens[stop - 1]
    if before.kind == .word, before.isCapitalized, before.end - before.start > 2, opensPhrase { return true }
    // "dưới mức 1.600.Nếu Đà Nẵng", "mức sống tối thiểu.“Đây là": a number, and a quotation that opens.
    if before.kind == .number, stop - 1 > lineStart, stop > 1, !before.lineStart, before.end - before.start > 1, opening == next,
      opensPhrase
        || follower.end - follower.start > 2 && follower.isCapitalized && !follower.isAllCaps && !tokens[next + 1].isCapitalized && tokens[next + 1].spaceBefore
    {
      return true
    }
    if before.kind == .word, !before.isCapitalized, before.end - before.start > 2, opening == next + 1, tokens[next].isMark("“"), follower.isCapitalized {
      return true
    }
    return before.kind == .word && !before.isCapitalized && before.end - before.start > 2 && follower.isCapitalized
      && !follower.isAllCaps && opening == next && !tokens[next + 1].lineStart && tokens[next + 1].spaceBefore
  }
  // A quotation's end: the sentence goes on after a dash ("…" - ông nói).
  if opening > next, tokens[next].isMark("-") || tokens[next].isMark("–") || tokens[next].isMark("—"), hasClosers {
    return true
  }
  guard stop > 0, tokens[stop].isMark("."), !isEllipsis, !hasClosers else {
    return !(isEllipsis && follower.kind == .number)
  }
  let before = tokens[stop - 1]
  if before.lineStart || stop - 1 == lineStart {
    // "1. Đẩy mạnh …", "a. …", "I. …": the number of an item.
    if before.kind == .number || before.end - before.start == 1 || isRoman(tokens, stop - 1) { return false }
  }
  // "### 1. Quyền thành lập", "quy định: "5. Cơ sở", "**Điều 44c. Dự án": marks or an article's word before the number.
  if numbersItem(tokens, stop - 1) { return false }
  guard before.kind == .word, before.end == tokens[stop].start else { return true }
  // "TP.HCM.", "Q.H.": dots inside.
  let isDotted = stop >= 3 && tokens[stop - 2].isMark(".") && before.start == tokens[stop - 2].end
  if matches.ends(.abbreviation, before: stop), before.isCapitalized {
    if opensPhrase { return true }
    // "nội thành của TP. Cũng theo ông …", "UBND TP. “UBND quận 9 …": a city's name has a row of its own.
    if before.key == city, before.spaceBefore,
      opening > next || !matches.starts(.unit, at: opening) && !matches.starts(.place, at: opening) && !follower.isAllCaps
    {
      return true
    }
    // "TP.HCM. Ngày": the abbreviation at the end of a dotted name closes a sentence before a common word.
    return isDotted && !isInitialRun(tokens, stop - 1)
  }
  // An initial: "T. Sỹ", "Ảnh: Q.H. Ngày" ends only before a capitalized common word, which we cannot know.
  if before.isCapitalized, before.isSingle {
    // "đạt giải A. Chủ tịch nước …": one of several.
    if stop > 1, graded.contains(tokens[stop - 2].key), !tokens[stop - 1].lineStart { return true }
    return isDotted
  }
  return true
}

/// The token at `index` is the number of an item behind the marks that open its line, behind an opening quote, or of an article.
private func numbersItem(_ tokens: [Token], _ index: Int) -> Bool {
  guard index > 0, !tokens[index].lineStart else { return false }
  let isShort = tokens[index].kind == .number && tokens[index].end - tokens[index].start < 3
  if isShort, tokens[index - 1].isMark("\"") || tokens[index - 1].isMark("“"), !tokens[index].spaceBefore,
    tokens[index - 1].spaceBefore || tokens[index - 1].lineStart
  {
    return true
  }
  let isArticle = tokens[index - 1].key == Key.ddieeuf && tokens[index - 1].isCapitalized && tokens[index].end - tokens[index].start < 5
  guard isShort || isArticle else { return false }
  var first = isArticle ? index - 1 : index
  while first > 0, !tokens[first].lineStart, tokens[first - 1].isMark("#") || tokens[first - 1].isMark("*") { first -= 1 }
  return tokens[first].lineStart
}

private func isInitialRun(_ tokens: [Token], _ index: Int) -> Bool {
  // PGS.TS. Nguyễn: each part a title.
  let part = tokens[index]
  return part.end - part.start <= 3 && index >= 2 && tokens[index - 2].end - tokens[index - 2].start <= 4
    && tokens[index - 2].isAllCaps
}

private func isRoman(_ tokens: [Token], _ index: Int) -> Bool {
  tokens[index].isAllCaps && tokens[index].end - tokens[index].start <= 4
}

// MARK: - Kinds

private let captionWords: [UInt64] = [Key.anhr]

private func classify(_ sentences: inout [Sentence], _ document: Document) {
  let tokens = document.tokens
  for index in sentences.indices {
    let range = sentences[index].tokens
    let first = tokens[range.lowerBound]
    let last = tokens[range.upperBound - 1]
    let opensLine = first.lineStart
    let closesLine = range.upperBound == tokens.count || tokens[range.upperBound].lineStart
    let isWholeLine = opensLine && closesLine
    let endsOpen = !isTerminal(last) && !last.isMark(";") && !last.isMark(":") && !last.isMark(",")
    if opensLine, isListMark(tokens, range) {
      sentences[index].kind = .list_item
    } else if captionWords.contains(first.key), range.count > 1,
      tokens[range.lowerBound + 1].isMark(":") || (isWholeLine && endsOpen)
    {
      sentences[index].kind = .caption
    } else if isWholeLine, endsOpen, range.count <= 12, isDateline(tokens, range) {
      sentences[index].kind = .dateline
    } else if isWholeLine, endsOpen, index > 1, range.count <= 6, index + 2 >= sentences.count,
      tokens[range].allSatisfy({ $0.kind == .mark || $0.isCapitalized })
    {
      sentences[index].kind = .byline
    } else if isWholeLine, endsOpen, range.count <= 40 {
      sentences[index].kind = .headline
    }
  }
}

private func isListMark(_ tokens: [Token], _ range: Range<Int>) -> Bool {
  guard range.count > 2 else { return false }
  let first = tokens[range.lowerBound]
  let second = tokens[range.lowerBound + 1]
  if first.kind == .mark {
    return [0x2D, 0x2013, 0x2014, 0x2B, 0x2A, 0x2022, 0xB7, 0x25CF, 0x25AA, 0xF0B7].contains(first.key)
  }
  let isShort = first.kind == .number ? first.end - first.start <= 2 : first.end - first.start == 1
  return isShort && !second.spaceBefore && (second.isMark(".") || second.isMark(")") || second.isMark("-") || second.isMark("/"))
    && tokens[range.lowerBound + 2].kind != .number
}

/// Mostly numbers and marks, with "/" or ":" between two of them.
private func isDateline(_ tokens: [Token], _ range: Range<Int>) -> Bool {
  let numbers = tokens[range].count { $0.kind == .number }
  let words = tokens[range].count { $0.kind == .word }
  return numbers >= 3 && words <= 6
}
