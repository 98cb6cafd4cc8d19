internal import Lexicon
internal import TextModel

// From a content's tokens to a directive: where it ends, its force, deadline and basis.
extension Finder {
  mutating func emit(
    _ content: Range<Int>, _ sentence: Int, _ scope: Scope, rule: String, continues: Int?, confidence: Double = 0.8
  ) {
    let span = endAtQuote(trim(content))
    guard span.count >= 2 else { return }
    let range = close(span, document.sentences[sentence].tokens)
    if let last = directives.last, last.range.overlaps(range) { return }
    var directive = Directive(range: range, sentence: sentence, force: scope.force, rule: rule, confidence: confidence)
    let starts = tokens[span].prefix(3).map(\.key)
    if starts[0] == Key.khoong && starts.count > 1 && [Key.dduwowcj, Key.ddeer].contains(starts[1]) || starts[0] == Key.tuyeetj && starts.count > 2 && starts[2] == Key.khoong
      || span.lowerBound > 0 && tokens[span.lowerBound - 1].key == Key.caams
    { directive.force = .prohibit }
    directive.issuer = scope.issuer
    directive.addressee = scope.addressee
    directive.cue = scope.cue
    directive.continues = continues.flatMap { $0 < directives.count ? $0 : nil }
    if let (tokens, entity) = deadline(in: span) {
      directive.deadline = document.bytes(tokens)
      if case .date(let iso) = document.entities[entity].value { directive.deadlineValue = iso }
    }
    directive.quoted = isQuoted(span.lowerBound, sentence)
    directive.basis = parties.outer(in: span).filter { parties.type($0) == .legalDocument }
    directives.append(directive)
    if let issuer = scope.issuer { speaker = (issuer, sentence) }
  }

  /// A quotation that was opened before the content and closes inside it ends it: "… dạy học", thông báo nêu.
  func endAtQuote(_ range: Range<Int>) -> Range<Int> {
    var opened = 0
    for index in range {
      if tokens[index].isMark("“") { opened += 1 }
      if tokens[index].isMark("”") {
        if opened == 0 { return trim(range.lowerBound..<index) }
        opened -= 1
      }
      if index > range.lowerBound + 3, index + 1 < range.upperBound, tokens[index].key == Key.nhuwng || (tokens[index].key == Key.vaf && (tokens[index + 1].key == Key.sex || tokens[index - 1].isMark(",") && (index..<min(index + 8, range.upperBound)).contains { tokens[$0].key == Key.ddang })) {
        return trim(range.lowerBound..<index)
      }
    }
    return range
  }

  /// The content's bytes: closing quotes and brackets belong to it only when their opening is inside.
  func close(_ range: Range<Int>, _ sentence: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end < sentence.upperBound, tokens[end].isMark(")") || tokens[end].isMark("”") || tokens[end].isMark("\"") {
      let isBracket = tokens[end].isMark(")")
      let opens = tokens[range.lowerBound..<end].count { isBracket ? $0.isMark("(") : ($0.isMark("“") || $0.isMark("\"")) }
      let closes = tokens[range.lowerBound..<end].count { isBracket ? $0.isMark(")") : $0.isMark("”") }
      if isBracket || tokens[end].isMark("”") ? opens > closes : opens % 2 == 1 { end += 1 } else { break }
    }
    return document.bytes(range.lowerBound..<end)
  }

  /// A quotation mark is open where the content starts.
  func isQuoted(_ token: Int, _ sentence: Int) -> Bool {
    let before = tokens[document.sentences[sentence].tokens.lowerBound..<token]
    let curly = before.count { $0.isMark("“") } - before.count { $0.isMark("”") }
    return curly > 0 || before.count { $0.isMark("\"") } % 2 == 1
  }

  func deadline(in range: Range<Int>) -> (tokens: Range<Int>, entity: Int)? {
    for index in parties.outer(in: range) where parties.type(index) == .date {
      let date = document.entities[index].tokens
      guard date.lowerBound > range.lowerBound, Words.deadlineBefore.contains(tokens[date.lowerBound - 1].key) else { continue }
      return ((date.lowerBound - 1)..<date.upperBound, index)
    }
    return nil
  }
}
