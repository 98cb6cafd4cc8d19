internal import TextModel

// Who is said to speak, and what an article presents.
extension Reading {
  private static let binders = WordSet("mà như do")

  /// "phối hợp Bộ Tài nguyên và Môi trường | đánh giá", "như Chính phủ | đã nêu": who is named there is not who speaks.
  private func isBound(_ subject: Subject, praises: Bool, from first: Int) -> Bool {
    let start = subject.tokens.lowerBound
    guard start > first, subject.kind != .person, subject.kind != .pronoun else { return false }
    return Self.binders.contains(tokens[start - 1].key) || praises && (max(first, start - 3)..<start).contains { action(at: $0)?.end == start }
  }

  /// "Ông Nguyễn Tiến Dĩnh: Phải có …", "Thủ tướng: …" over an article: who speaks stands before the colon.
  func beforeColon(_ range: Range<Int>) -> Directive.Party? {
    guard range.count > 4, tokens[range.lowerBound].lineStart, let colon = (range.lowerBound..<min(range.lowerBound + 24, range.upperBound - 2)).first(where: { tokens[$0].isMark(":") }), words[colon + 1].intersects(.mark) || tokens[colon + 1].isCapitalized else { return nil }
    let groups = parties.groups(in: range.lowerBound..<colon)
    guard let group = groups.first, group.tokens.upperBound == colon || groups.count == 1 && isMark(colon - 1, ")"), parties.type(group.lead) == .person || parties.type(group.lead) == .role else { return nil }
    for index in range.lowerBound..<group.tokens.lowerBound where tokens[index].kind != .mark && !has(index, .pronoun) && !Self.honorifics.contains(tokens[index].key) { return nil }
    return group.person != nil || isHeadline(range) ? parties.resolve(group.person ?? group.lead) : nil
  }

  private func isHeadline(_ range: Range<Int>) -> Bool { range.lowerBound == document.sentences[0].tokens.lowerBound }
  private static let honorifics = WordSet("đồng chí ts ths pgs gs đb đbqh đại biểu luật sư")

  /// Who is said to say something in this sentence: the subject of a verb of saying, or "Theo ông X, …"; no party for
  /// people whom the article does not name ("các đại biểu cho rằng").
  func saying(_ range: Range<Int>) -> (party: Directive.Party?, force: Force?)? {
    if has(range.lowerBound, .adverbial), tokens[range.lowerBound].key == Key.theo {
      for group in parties.groups(in: range.lowerBound..<min(range.lowerBound + 6, range.upperBound)) {
        switch parties.type(group.lead) {
        case .person, .role, .organization, .legalDocument: return (parties.resolve(group.person ?? group.lead), nil)
        default: continue
        }
      }
    }
    if let party = beforeColon(range) { return (party, nil) }
    var index = range.lowerBound
    while index < range.upperBound {
      if let entity = parties.covering(index), parties.type(entity) != .role {
        index = max(index + 1, document.entities[entity].tokens.upperBound)
        continue
      }
      guard words[index].intersects(.cueHere), let cue = cue(at: index) else {
        index += 1
        continue
      }
      switch rules.cues[cue.row].kind {
      case .speech, .say, .praise:
        let subject = subject(of: index, from: range.lowerBound)
        if subject.isAdjacent, subject.kind == .people, rules.cues[cue.row].kind != .praise, !PartyNouns.heads.contains(tokens[subject.tokens.lowerBound].key) || subject.tokens.count < 3 { return (nil, nil) }
        if subject.isAdjacent, let party = subject.party, !isBound(subject, praises: rules.cues[cue.row].kind == .praise, from: range.lowerBound) {
          switch subject.kind {
          case .person, .role, .body, .pronoun, .act: return (party, rules.cues[cue.row].kind == .say ? rules.cues[cue.row].force : nil)
          default: break
          }
        }
      default: break
      }
      index = cue.end
    }
    return nil
  }
}

extension Reading {
  /// The act that a sentence presents; for conclusions the person whose they are: "Thông báo kết luận … của Tổng Bí thư …".
  func presented(_ range: Range<Int>) -> Directive.Party? {
    let groups = parties.groups(in: range)
    guard let place = groups.firstIndex(where: { parties.type($0.lead) == .legalDocument && $0.tokens.count > 2 }) else { return nil }
    let act = groups[place]
    let isConclusion = (act.tokens.lowerBound..<min(act.tokens.lowerBound + 5, act.tokens.upperBound)).contains { tokens[$0].key == Self.conclusion }
    if isConclusion, place + 1 < groups.endIndex {
      let next = groups[place + 1]
      if next.tokens.lowerBound == act.tokens.upperBound + 1, has(act.tokens.upperBound, .possessive) { return parties.resolve(next.person ?? next.lead) }
    }
    return parties.named(act.lead)
  }

  private static let conclusion = wordKey("luận")
}
