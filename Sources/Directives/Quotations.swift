internal import TextModel

/// What is quoted, over as many sentences as it takes, who is said behind it to have said it, and how strongly: "“Phải làm ngay. Không chờ”, ông A yêu cầu".
struct Quotation {
  /// Without its marks.
  var tokens: Range<Int>
  var speaker: Directive.Party?
  /// Of the verb behind it.
  var force: Force?
  /// "căn dặn của Chủ tịch A: “…”": whose words are quoted.
  var owner: Directive.Party?
}

extension Reading {
  /// The outermost quotations, in order.
  func quotations() -> [Quotation] {
    var found: [Quotation] = []
    var index = 0
    while index < tokens.count {
      guard has(index, .quote), opensQuote(index), let close = closingQuote(index) else {
        index += 1
        continue
      }
      if close - index > Self.shortest {
        found.append(Quotation(tokens: index + 1..<close, speaker: speaker(behind: close), force: force(behind: close), owner: owner(before: index)))
      }
      index = close + 1
    }
    return found
  }

  /// Quoted words with fewer tokens are a name or a word, not speech.
  private static let shortest = 5
  /// Longer quotations than this are taken for marks without a partner.
  private static let longest = 600

  private func opensQuote(_ index: Int) -> Bool {
    if tokens[index].isMark("“") { return true }
    guard tokens[index].isMark("\""), index + 1 < tokens.count, !tokens[index + 1].spaceBefore, !tokens[index + 1].lineStart else { return false }
    return tokens[index].lineStart || tokens[index].spaceBefore
  }

  private func closingQuote(_ open: Int) -> Int? {
    var depth = 1
    for index in open + 1..<min(tokens.count, open + Self.longest) {
      if tokens[index].lineStart, tokens[open].isMark("\"") { return nil }
      guard has(index, .quote) else { continue }
      if opensQuote(index) { depth += 1 } else { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  private func owner(before open: Int) -> Directive.Party? {
    guard open > 4, isMark(open - 1, ":") || Self.introducing.contains(tokens[open - 1].key) else { return nil }
    if isMark(open - 1, ":"), let group = parties.groups(in: max(0, open - 14)..<open).last, group.tokens.upperBound == open - 1,
      group.person != nil || parties.type(group.lead) == .role
    {
      return parties.resolve(group.lead)
    }
    guard let group = parties.groups(in: max(0, open - 14)..<open).last(where: { ($0.person != nil || parties.type($0.lead) == .role) && isOwner($0) }) else {
      return nil
    }
    return parties.resolve(group.lead)
  }

  private static let introducing = WordSet("rằng là")

  /// "”, ông A nói", "" - Thủ tướng yêu cầu".
  private func speaker(behind close: Int) -> Directive.Party? {
    var first = close + 1
    while first < tokens.count, first < close + 4, tokens[first].kind == .mark, !tokens[first].lineStart, !has(first, .quote) { first += 1 }
    guard first < tokens.count, !tokens[first].lineStart else { return nil }
    guard let cue = (first..<min(tokens.count, first + 30)).first(where: { has($0, [.sayingCue, .verbCue]) }) else { return nil }
    let subject = subject(of: cue, from: first)
    guard subject.isAdjacent, subject.tokens.lowerBound <= first + 1, let party = subject.party, subject.kind == .person || subject.kind == .role else {
      return nil
    }
    return party
  }

  /// "”, Thủ tướng yêu cầu": of the verb of saying or directing that somebody is the subject of.
  private func force(behind close: Int) -> Force? {
    var first = close + 1
    while first < tokens.count, has(first, .comma) || tokens[first].isMark("-") || tokens[first].isMark("–") || tokens[first].isMark("—") { first += 1 }
    for index in first..<max(first, min(tokens.count, first + 24)) {
      if tokens[index].lineStart || tokens[index].isMark(".") || tokens[index].isMark(":") || has(index, [.quote, .semicolon]) { return nil }
      guard let cue = cue(at: index) else { continue }
      let subject = subject(of: index, from: first)
      guard subject.isAdjacent && subject.tokens.lowerBound < first + 4 || isParty(first, index) && index < first + 12 else { continue }
      switch rules.cues[cue.row].kind {
      case .say, .verb: return rules.cues[cue.row].force
      case .speech, .praise: return nil
      default: continue
      }
    }
    return nil
  }
}
