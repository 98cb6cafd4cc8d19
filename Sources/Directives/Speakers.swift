internal import TextModel

// Who is said to speak, and what an article presents.
extension Reading {
  /// "phối hợp Bộ Tài nguyên và Môi trường | đánh giá": who is named there is not who speaks.
  func isBound(_ subject: Subject, from first: Int) -> Bool {
    let start = subject.tokens.lowerBound
    return (max(first, start - 3)..<max(first, start)).contains { action(at: $0)?.end == start }
  }

  /// "Ông Nguyễn Tiến Dĩnh: Phải có …", "Thủ tướng: …" over an article: who speaks stands before the colon.
  func beforeColon(_ range: Range<Int>) -> Directive.Party? {
    guard
      let colon = (range.lowerBound..<min(range.lowerBound + 30, range.upperBound)).first(where: { tokens[$0].isMark(":") }), colon + 1 < range.upperBound
    else { return nil }
    guard words[colon + 1].intersects(.mark) || tokens[colon + 1].isCapitalized else { return nil }
    guard let group = parties.groups(in: range.lowerBound..<colon).first,
      group.tokens.upperBound == colon || isMark(group.tokens.upperBound, "(") && closing(group.tokens.upperBound, colon) == colon - 1
        || group.person != nil && (group.tokens.upperBound..<colon).allSatisfy({ words[$0].intersects([.mark, .covered, .possessive]) }),
      parties.type(group.lead) == .person || parties.type(group.lead) == .role
    else { return nil }
    for index in range.lowerBound..<group.tokens.lowerBound where tokens[index].kind != .mark && !has(index, .pronoun) { return nil }
    return group.person != nil || isHeadline(range) ? parties.resolve(group.lead) : nil
  }

  /// "giới thiệu toàn văn bài phát biểu của Chủ tịch nước A": who speaks in what follows.
  func speech(_ range: Range<Int>) -> Directive.Party? {
    guard holds(range, .speechFirst), range.contains(where: { has($0, .speechFirst) && Speeches.whole.end(tokens, $0, range.upperBound) != nil }),
      let end = range.lazy.compactMap({ Self.speeches.end(self.tokens, $0, range.upperBound) }).first
    else { return nil }
    guard let of = (end..<min(end + 3, range.upperBound)).first(where: { has($0, .possessive) }) else { return nil }
    return parties.groups(in: of..<min(of + 4, range.upperBound)).first.flatMap { parties.type($0.lead) == .role ? parties.resolve($0.lead) : nil }
  }

  private static let speeches = Phrases("bài phát biểu, bài viết, bài nói, diễn văn, bức thư, thư, lời kêu gọi, lời phát biểu")

  /// "Văn phòng Chính phủ truyền đạt kết luận của Phó Thủ tướng A …": who relays does not speak.
  func relayed(_ range: Range<Int>) -> Directive.Party? {
    let near = range.suffix(Reading.reach)
    guard holds(near, .relay), let verb = near.dropLast().first(where: { has($0, .relay) && tokens[$0 + 1].key == Key.ddatj }) else { return nil }
    for group in parties.groups(in: verb + 2..<min(verb + 12, range.upperBound)) where parties.type(group.lead) == .role {
      return isOwner(group) ? parties.resolve(group.lead) : nil
    }
    return nil
  }

  private func isHeadline(_ range: Range<Int>) -> Bool { range.lowerBound == document.sentences[0].tokens.lowerBound }
  private static let honorifics = WordSet("đồng chí ts ths pgs gs đb đbqh đại biểu luật sư")

  /// "Cũng theo Phó Thủ tướng, …", "Do đó, theo ông A, cần …": the words of whoever is named.
  private func source(_ range: Range<Int>) -> Directive.Party? {
    guard holds(range, .according), let first = firstWord(range) else { return nil }
    for index in first..<min(range.upperBound, first + 40) where has(index, .according) {
      guard isMark(index - 1, ",") || index > first && Self.beforeSource.contains(tokens[index - 1].key) else { continue }
      var name = index + 1
      while name < range.upperBound, has(name, .pronoun) || Self.honorifics.contains(tokens[name].key) { name += 1 }
      guard let group = parties.groups(in: name..<min(name + 1, range.upperBound)).first, group.tokens.upperBound < range.upperBound,
        has(group.tokens.upperBound, .mark)
      else { continue }
      if group.person != nil || [.role, .organization].contains(parties.type(group.lead)) { return parties.resolve(group.lead) }
    }
    return nil
  }

  /// "PV đã trao đổi với ông A": who speaks in what follows.
  func interviewed(_ range: Range<Int>) -> Directive.Party? {
    guard holds(range, .talkFirst), range.contains(where: { has($0, .talkFirst) && Talks.phrases.end(tokens, $0, range.upperBound) != nil }) else { return nil }
    return parties.groups(in: range).last { $0.person != nil }.map { parties.named($0.person!) }
  }

  /// "theo Điều 30 của Luật Đầu tư, nếu … thì phải": what lays it down.
  func rule(of modal: Int, in clause: Range<Int>) -> Directive.Party? {
    guard let source = (max(clause.lowerBound, modal - 60)..<max(clause.lowerBound, modal)).last(where: { tokens[$0].key == Key.theo }) else { return nil }
    guard let act = parties.groups(in: source..<min(source + 6, modal)).first(where: { parties.type($0.lead) == .legalDocument && $0.tokens.count > 1 }) else {
      return nil
    }
    let after = act.tokens.upperBound
    return isMark(after, ",") || tokens[after].key == Key.thif ? parties.named(act.lead) : nil
  }

  private static let beforeSource = WordSet("cũng vẫn còn nhưng và thì rằng")

  /// Who is said to say something in this sentence: the subject of a verb of saying, or "Theo ông X, …"; no party for
  /// people whom the article does not name ("các đại biểu cho rằng").
  func saying(_ range: Range<Int>) -> Voice? {
    let first = firstWord(range) ?? range.lowerBound
    if tokens[first].key == Key.theo, Followers.phrases.end(tokens, first, range.upperBound) == nil {
      for group in parties.groups(in: first..<min(first + 6, range.upperBound)) {
        switch parties.type(group.lead) {
        case .person, .role, .organization, .legalDocument: return Voice(party: parties.resolve(group.lead))
        default: continue
        }
      }
    }
    if let party = beforeColon(range) ?? source(range) { return Voice(party: party) }
    var index = range.lowerBound
    while index < range.upperBound {
      guard words[index].intersects([.covered, .cueHere]) else {
        index += 1
        continue
      }
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
        // "Bộ trưởng | quy định tại Luật này", "pháp luật quy định": only what is written lays down.
        if tokens[index].key == Key.quy, tokens[index + 1].key == Key.ddinhj, subject.kind != .act, subject.kind != .body { break }
        var front = subject.tokens.lowerBound - 1
        while front > range.lowerBound, has(front, .determiner) { front -= 1 }
        let isObject = subject.kind == .people && front >= range.lowerBound && has(front, [.preposition, .possessive])
        if subject.isAdjacent, subject.kind == .people, !isObject,
          rules.cues[cue.row].kind != .praise || tokens[subject.tokens.upperBound - 1].key == Key.kieens,
          !PartyNouns.heads.contains(tokens[subject.tokens.lowerBound].key)
        {
          return Voice()
        }
        if subject.isAdjacent, let party = subject.party, rules.cues[cue.row].kind != .praise || !isBound(subject, from: range.lowerBound) {
          switch subject.kind {
          case .person, .role, .body, .pronoun, .act: return Voice(party: party, force: rules.cues[cue.row].kind == .say ? rules.cues[cue.row].force : nil)
          default: break
          }
        }
      default: break
      }
      index = cue.end
    }
    return nil
  }

  /// The act that a sentence presents; for conclusions the person whose they are: "Thông báo kết luận … của Tổng Bí thư …".
  func presented(_ range: Range<Int>) -> Directive.Party? {
    let groups = parties.groups(in: range)
    guard let place = groups.firstIndex(where: { parties.type($0.lead) == .legalDocument && $0.tokens.count > 2 }) else { return nil }
    let act = groups[place]
    let isConclusion = (act.tokens.lowerBound..<min(act.tokens.lowerBound + 5, act.tokens.upperBound)).contains { tokens[$0].key == Key.luaanj }
    if isConclusion, place + 1 < groups.endIndex {
      let next = groups[place + 1]
      if next.tokens.lowerBound == act.tokens.upperBound + 1, has(act.tokens.upperBound, .possessive) { return parties.resolve(next.lead) }
    }
    return parties.named(act.lead)
  }
}

/// What goes on under the act named just before.
enum Followers {
  static let phrases = Phrases("theo đó, trong đó")
}

/// What somebody had with the press who speaks in what follows.
enum Talks {
  static let phrases = Phrases("trao đổi, phỏng vấn, trò chuyện, đối thoại")
}

/// How a speech printed in full is announced.
enum Speeches {
  static let whole = Phrases("toàn văn, trân trọng giới thiệu")
}
