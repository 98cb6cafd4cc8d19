internal import TextModel

/// A part of a sentence between semicolons, with what the scan for directives needs to know of it.
struct Clause {
  var tokens: Range<Int>
  var sentence: Int
  /// First clause of its sentence.
  var isFirst: Bool
  var isListItem: Bool
  var isHeadline: Bool
  /// First of its line.
  var opensLine: Bool
  /// Ends with a colon: a list or a quotation follows.
  var leadsIn: Bool
}

extension Reading {
  /// The clauses of sentence `index`: between semicolons that stand outside brackets and quoted names, list marks taken off.
  func clauses(_ index: Int) -> [Clause] {
    let sentence = document.sentences[index]
    let range = sentence.tokens
    let isHeadline = sentence.kind == .headline && range.count <= 30
    var clauses: [Clause] = []
    func add(_ part: Range<Int>) {
      guard !part.isEmpty else { return }
      let isFirst = clauses.isEmpty
      let own = isFirst ? skipListMark(part) : part
      clauses.append(
        Clause(
          tokens: own, sentence: index, isFirst: isFirst, isListItem: sentence.kind == .list_item || isFirst && own.lowerBound > part.lowerBound,
          isHeadline: isHeadline,
          opensLine: isFirst && tokens[range.lowerBound].lineStart, leadsIn: tokens[part.upperBound - 1].isMark(":")))
    }
    var start = range.lowerBound
    var depth = 0
    var quoted = range.lowerBound
    for place in holds(range, .semicolon) ? range : range.prefix(0) where place >= quoted && words[place].intersects([.bracket, .semicolon, .quote]) {
      if words[place].intersects(.quote) {
        if let close = closingOfQuotedName(place, range) { quoted = close }
        continue
      }
      if tokens[place].isMark("(") { depth += 1 }
      if tokens[place].isMark(")") { depth = max(0, depth - 1) }
      if tokens[place].isMark(";"), depth == 0 {
        add(start..<place)
        start = place + 1
      }
    }
    add(start..<range.upperBound)
    return clauses
  }

  /// "tinh thần “nghĩ phải chín; quyết tâm phải cao”": the mark that closes what a noun before it calls by a name or motto, not what somebody says.
  private func closingOfQuotedName(_ open: Int, _ sentence: Range<Int>) -> Int? {
    guard open > sentence.lowerBound, tokens[open - 1].kind == .word, tokens[open].isMark("“") || tokens[open].isMark("\"") && tokens[open].spaceBefore else {
      return nil
    }
    let isCurly = tokens[open].isMark("“")
    return (open + 1..<min(sentence.upperBound, open + 60)).first { isCurly ? tokens[$0].isMark("”") : tokens[$0].isMark("\"") }
  }

  /// "- ", "1. ", "a) ", "1.2. ": not part of the clause.
  private func skipListMark(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start + 2 < range.upperBound {
      if tokens[start].kind == .mark, !tokens[start].isMark("(") {
        start += 1
      } else if tokens[start].isSingle || tokens[start].kind == .number && tokens[start].end - tokens[start].start <= 2,
        tokens[start + 1].isMark(".") || tokens[start + 1].isMark(")") || tokens[start + 1].isMark("/")
          || tokens[start + 1].isMark("-") && start == range.lowerBound,
        !tokens[start + 1].spaceBefore, tokens[start + 2].spaceBefore || tokens[start + 2].kind == .number
      {
        start += 2
      } else {
        break
      }
    }
    return start..<range.upperBound
  }
}
