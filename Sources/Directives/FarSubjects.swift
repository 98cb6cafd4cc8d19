internal import TextModel

// Who does what a verb says when other words stand between: "Chủ tịch UBND tỉnh A khen ngợi Công an tỉnh, yêu cầu …".
extension Reading {
  /// "Chủ tịch UBND tỉnh A khen ngợi Công an tỉnh, yêu cầu …": the first party that no preposition stands before.
  func farSubject(of verb: Int, from start: Int) -> Subject {
    if let subject = told(start..<verb) ?? behindComma(start..<verb) ?? people(start..<verb) { return subject }
    var fallback: Subject?
    var depth = 0
    var seen = start
    for group in parties.groups(in: start..<verb) where group.tokens.upperBound <= verb {
      while seen < group.tokens.lowerBound {
        if tokens[seen].isMark("(") { depth += 1 }
        if tokens[seen].isMark(")") { depth = max(0, depth - 1) }
        seen += 1
      }
      let before = group.tokens.lowerBound - 1
      var front = before
      while front > start, has(front, [.pronoun, .determiner]) || tokens[front].key == Key.vij { front -= 1 }
      if depth > 0 || before >= start && has(before, [.preposition, .issuing])
        || front >= start && has(front, .possessive) && !(group.tokens.lowerBound - start < 2)
      {
        continue
      }
      switch parties.type(group.lead) {
      case .person, .role: return subject(group, group.lead, isAdjacent: false)
      case .organization, .legalDocument: fallback = fallback ?? subject(group, group.lead, isAdjacent: false)
      default: break
      }
    }
    return fallback ?? Subject(tokens: verb..<verb)
  }

  /// "Sau khi nghe bà A trình bày, Bí thư Thành ủy | đã có …": behind a comma, with a verb behind it.
  private func behindComma(_ range: Range<Int>) -> Subject? {
    for group in parties.groups(in: max(range.lowerBound, range.upperBound - 200)..<range.upperBound).reversed()
    where group.tokens.upperBound < range.upperBound {
      guard [.person, .role, .organization].contains(parties.type(group.lead)), has(group.tokens.upperBound, [.adverb, .report, .future]) else { continue }
      if isMark(group.tokens.lowerBound - 1, ",") { return subject(group, group.lead, isAdjacent: false) }
    }
    return nil
  }

  /// "Tại buổi tiếp xúc, nhiều cử tri bày tỏ bức xúc, đồng thời | kiến nghị": people who call as one, at the start or behind a comma.
  private func people(_ range: Range<Int>) -> Subject? {
    var first = firstWord(range) ?? range.upperBound
    if first < range.upperBound, let after = Connectives.phrases.end(tokens, first, range.upperBound) { first = after }
    while first < range.upperBound, tokens[first].kind == .mark { first += 1 }
    guard first < range.upperBound else { return nil }
    let isAdverbial = has(first, .adverbial)
    for index in first..<min(range.upperBound, first + (isAdverbial ? 200 : 1)) where index == first || isMark(index - 1, ",") {
      var noun = index
      while noun < range.upperBound, has(noun, .determiner) { noun += 1 }
      guard noun < range.upperBound, Commons.phrases.end(tokens, noun, range.upperBound) != nil else { continue }
      let end = max(partyRunEnd(index, range.upperBound), noun + 1)
      return Subject(kind: .people, tokens: index..<end)
    }
    return nil
  }

  /// "Ông A cho biết Bộ B đã có văn bản gửi các tỉnh | yêu cầu": who does it in what is told; behind a comma the teller goes on.
  private func told(_ range: Range<Int>) -> Subject? {
    for group in parties.groups(in: max(range.lowerBound, range.upperBound - 60)..<range.upperBound).reversed() where group.tokens.upperBound < range.upperBound
    {
      let after = group.tokens.upperBound
      guard has(after, [.report, .adverb]) || tokens[after].key == Key.cos else { continue }
      if (after..<range.upperBound).contains(where: { has($0, [.comma, .colon, .quote]) }) { return nil }
      var front = group.tokens.lowerBound - 1
      while front > range.lowerBound, isMark(front, ",") || Self.that.contains(tokens[front].key) { front -= 1 }
      guard front > range.lowerBound,
        (max(range.lowerBound, front - 2)...front).contains(where: { cue(at: $0)?.end == front + 1 }) || Self.that.contains(tokens[front + 1].key)
      else { return nil }
      return subject(group, group.lead, isAdjacent: false)
    }
    return nil
  }

  private static let that = WordSet("rằng thì do việc")
}
