internal import TextModel

// Who is said to speak, and what an article presents.
extension Reading {
  private static let binders = WordSet("mà như do")

  /// "phối hợp Bộ Tài nguyên và Môi trường | đánh giá", "như Chính phủ | đã nêu": who is named there is not who speaks.
  private func isBound(_ subject: Subject, praises: Bool, from first: Int) -> Bool {
    var start = subject.tokens.lowerBound
    if subject.kind == .person {
      // "theo tinh thần mà đồng chí A | đã nhấn mạnh": told by somebody else.
      while start > first, has(start - 1, .pronoun) || Self.honorifics.contains(tokens[start - 1].key) { start -= 1 }
      return start > first && has(start - 1, .relative)
    }
    guard start > first, subject.kind != .pronoun else { return false }
    return Self.binders.contains(tokens[start - 1].key) || praises && (max(first, start - 3)..<start).contains { action(at: $0)?.end == start }
  }

  /// "Ông Nguyễn Tiến Dĩnh: Phải có …", "Thủ tướng: …" over an article: who speaks stands before the colon.
  func beforeColon(_ range: Range<Int>) -> Directive.Party? {
    guard range.count > 2, tokens[range.lowerBound].lineStart || has(range.lowerBound, .pronoun), let colon = (range.lowerBound..<min(range.lowerBound + 30, range.upperBound)).first(where: { tokens[$0].isMark(":") }) else { return nil }
    let isLine = (colon + 1..<range.upperBound).allSatisfy { tokens[$0].isMark("*") || tokens[$0].isMark("_") }
    guard isLine || words[colon + 1].intersects(.mark) || tokens[colon + 1].isCapitalized else { return nil }
    let groups = parties.groups(in: range.lowerBound..<colon)
    guard let group = groups.first, !isLine || tokens[range.lowerBound].isMark("*") && group.person != nil, group.tokens.upperBound == colon || groups.count == 1 && isMark(colon - 1, ")") || isLine || group.person != nil && (group.tokens.upperBound..<colon).allSatisfy({ words[$0].intersects([.mark, .covered, .possessive]) }), parties.type(group.lead) == .person || parties.type(group.lead) == .role else { return nil }
    for index in range.lowerBound..<group.tokens.lowerBound where tokens[index].kind != .mark && !has(index, .pronoun) && !Self.honorifics.contains(tokens[index].key) { return nil }
    return group.person != nil || isHeadline(range) ? parties.resolve(group.person ?? group.lead) : nil
  }

  /// "Ông A: …", in an interview.
  func isAnswer(_ range: Range<Int>) -> Bool {
    guard !isHeadline(range), let first = firstWord(range), let party = beforeColon(range), party.entity.map({ parties.type($0) == .person }) == true else { return false }
    return has(first, .pronoun) || parties.starting(first) != nil
  }

  /// "giới thiệu toàn văn bài phát biểu của Chủ tịch nước A": who speaks in what follows.
  func speech(_ range: Range<Int>) -> Directive.Party? {
    guard holds(range, .speechFirst), range.contains(where: { has($0, .speechFirst) && Speeches.whole.end(tokens, $0, range.upperBound) != nil }), let end = range.lazy.compactMap({ Self.speeches.end(self.tokens, $0, range.upperBound) }).first else { return nil }
    guard let of = (end..<min(end + 3, range.upperBound)).first(where: { has($0, .possessive) }) else { return nil }
    return parties.groups(in: of..<min(of + 4, range.upperBound)).first.flatMap { $0.person != nil || parties.type($0.lead) == .role ? parties.resolve($0.person ?? $0.lead) : nil }
  }

  private static let speeches = Phrases("bài phát biểu, bài viết, bài nói, diễn văn, bức thư, thư, lời kêu gọi, lời phát biểu")

  /// "Văn phòng Chính phủ truyền đạt kết luận của Phó Thủ tướng A …": who relays does not speak.
  func relayed(_ range: Range<Int>) -> Directive.Party? {
    let near = range.suffix(Reading.reach)
    guard holds(near, .relay), let verb = near.dropLast().first(where: { has($0, .relay) && tokens[$0 + 1].key == Self.relay }) else { return nil }
    for group in parties.groups(in: verb + 2..<min(verb + 12, range.upperBound)) where parties.type(group.lead) == .role || parties.type(group.lead) == .person {
      var front = group.tokens.lowerBound - 1
      while front > verb, has(front, .pronoun) || Self.honorifics.contains(tokens[front].key) { front -= 1 }
      return has(front, .possessive) ? parties.resolve(group.person ?? group.lead) : nil
    }
    return nil
  }

  private static let relay = wordKey("đạt")

  /// "… đã ban hành Kế hoạch số 19 … Trong đó, các tổ chức phải …", "Theo dự thảo luật, …": the act whose duties these are.
  func actFollowed(_ sentence: Range<Int>, _ before: Range<Int>?) -> Directive.Party? {
    guard let first = firstWord(sentence), first + 2 < sentence.upperBound else { return nil }
    if tokens[first].key == Key.theo {
      var noun = first + 1
      while noun < sentence.upperBound, has(noun, .determiner) { noun += 1 }
      if noun < sentence.upperBound, has(noun, .act), ActNouns.phrases.end(tokens, noun, sentence.upperBound) != nil { return parties.lastAct(before: first, like: noun).map(parties.named) }
    }
    guard let before, Followers.phrases.end(tokens, first, sentence.upperBound) != nil else { return nil }
    let groups = parties.groups(in: before)
    guard let act = groups.first(where: { parties.type($0.lead) == .legalDocument && $0.tokens.count > 1 }) else { return nil }
    let start = firstWord(before) ?? before.lowerBound
    let isSubject = act.tokens.lowerBound - start < 3 || has(act.tokens.lowerBound - 1, .issuing) || isIssued(act.tokens.lowerBound)
    return isSubject ? presented(before) ?? parties.named(act.lead) : nil
  }

  /// "UBND tỉnh có Quyết định số 83 … Trong đó giao …": who wrote what goes on.
  func writer(_ sentence: Range<Int>, _ before: Range<Int>) -> Directive.Party? {
    guard let first = firstWord(sentence), Followers.phrases.end(tokens, first, sentence.upperBound) != nil else { return nil }
    guard let act = parties.groups(in: before).first(where: { parties.type($0.lead) == .legalDocument && $0.tokens.count > 1 && (has($0.tokens.lowerBound - 1, .issuing) || isIssued($0.tokens.lowerBound)) }) else { return nil }
    let verb = act.tokens.lowerBound - (isIssued(act.tokens.lowerBound) ? 2 : 1)
    guard verb >= before.lowerBound else { return nil }
    let writer = subject(of: verb, from: before.lowerBound)
    return writer.isAdjacent && [.person, .role, .body].contains(writer.kind) ? writer.party : nil
  }

  private func isIssued(_ token: Int) -> Bool { token > 1 && tokens[token - 1].key == Self.issue.1 && tokens[token - 2].key == Self.issue.0 }
  private static let issue = (Key.ban, Key.hanhf)

  private func isHeadline(_ range: Range<Int>) -> Bool { range.lowerBound == document.sentences[0].tokens.lowerBound }
  private static let honorifics = WordSet("đồng chí ts ths pgs gs đb đbqh đại biểu luật sư")

  /// "Cũng theo Phó Thủ tướng, …", "Do đó, theo ông A, cần …": the words of whoever is named.
  private func source(_ range: Range<Int>) -> Directive.Party? {
    guard holds(range, .according), let first = firstWord(range) else { return nil }
    for index in first..<min(range.upperBound, first + 40) where has(index, .according) && !has(index, .covered) {
      guard isMark(index - 1, ",") || index > first && Self.beforeSource.contains(tokens[index - 1].key) && index - first < 3 else { continue }
      var name = index + 1
      while name < range.upperBound, has(name, .pronoun) || Self.honorifics.contains(tokens[name].key) || partyEnd(at: name, range.upperBound) == name + 1 && parties.starting(name) == nil { name += 1 }
      guard let group = parties.groups(in: name..<min(name + 1, range.upperBound)).first, group.tokens.upperBound < range.upperBound, has(group.tokens.upperBound, .mark) || index < first + 3 else { continue }
      if group.person != nil || [.role, .organization].contains(parties.type(group.lead)) { return parties.resolve(group.person ?? group.lead) }
    }
    return nil
  }

  /// Inside a quotation that starts behind the sentence's first words: others are told of there.
  private func isInsideLaterQuotation(_ index: Int, _ range: Range<Int>) -> Bool {
    quotation(at: index).map { $0.tokens.lowerBound > (firstWord(range) ?? range.lowerBound) } == true
  }

  /// "PV đã trao đổi với ông A", "Thứ trưởng A trả lời phỏng vấn báo B": who speaks in what follows.
  func interviewed(_ range: Range<Int>) -> Directive.Party? {
    guard holds(range, .talkFirst), let talk = range.first(where: { has($0, .talkFirst) && Talks.phrases.end(tokens, $0, range.upperBound) != nil }), range.contains(where: { Self.press.end(tokens, $0, range.upperBound) != nil }) else { return nil }
    let persons = parties.groups(in: range).filter { $0.person != nil && !isOwner($0) }
    guard let group = persons.first(where: { $0.tokens.lowerBound > talk }) ?? persons.last, Set(persons.map { parties.named($0.person!).text }).count == 1 else { return nil }
    return parties.named(group.person!)
  }

  private static let press = Phrases("báo chí, phóng viên, pv, báo, phỏng vấn")

  private static let laidDown = (Key.quy, Key.ddinhj)
  /// "theo Điều 30 của Luật Đầu tư, nếu … thì phải": what lays it down.
  func rule(of modal: Int, in clause: Range<Int>) -> Directive.Party? {
    guard let source = (max(clause.lowerBound, modal - 60)..<max(clause.lowerBound, modal)).last(where: { tokens[$0].key == Key.theo && !has($0, .covered) }) else { return nil }
    guard let act = parties.groups(in: source..<min(source + 6, modal)).first(where: { parties.type($0.lead) == .legalDocument && $0.tokens.count > 1 }) else { return nil }
    let after = act.tokens.upperBound
    return isMark(after, ",") || tokens[after].key == Self.then ? parties.named(act.lead) : nil
  }

  private static let then = Key.thif
  private static let beforeSource = WordSet("cũng vẫn còn nhưng và thì rằng")

  /// Who is said to say something in this sentence: the subject of a verb of saying, or "Theo ông X, …"; no party for
  /// people whom the article does not name ("các đại biểu cho rằng").
  func saying(_ range: Range<Int>) -> (party: Directive.Party?, force: Force?)? {
    let first = firstWord(range) ?? range.lowerBound
    if tokens[first].key == Key.theo, Followers.phrases.end(tokens, first, range.upperBound) == nil {
      for group in parties.groups(in: first..<min(first + 6, range.upperBound)) {
        switch parties.type(group.lead) {
        case .person, .role, .organization, .legalDocument: return (parties.resolve(group.person ?? group.lead), nil)
        default: continue
        }
      }
    }
    if let party = beforeColon(range) ?? relayed(range) { return (party, nil) }
    if let party = source(range) { return (party, nil) }
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
        if isInsideLaterQuotation(index, range) { break }
        let subject = subject(of: index, from: range.lowerBound)
        // "Bộ trưởng | quy định tại Luật này", "pháp luật quy định": only what is written lays down.
        if tokens[index].key == Self.laidDown.0, tokens[index + 1].key == Self.laidDown.1, subject.kind != .act, subject.kind != .body || has(cue.end, .preposition) { break }
        var front = subject.tokens.lowerBound - 1
        while front > range.lowerBound, has(front, .determiner) { front -= 1 }
        let isObject = subject.kind == .people && front >= range.lowerBound && has(front, [.preposition, .possessive])
        if subject.isAdjacent, subject.kind == .people, !isObject, rules.cues[cue.row].kind != .praise || tokens[subject.tokens.upperBound - 1].key == Key.kieens, !PartyNouns.heads.contains(tokens[subject.tokens.lowerBound].key) || subject.tokens.count < 3 { return (nil, nil) }
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
    // "Bí thư Thành ủy đã có kết luận chỉ đạo:": what follows is his.
    if let last = range.last, tokens[last].isMark(":") {
      let subject = subject(of: last, from: range.lowerBound)
      if !subject.isAdjacent, subject.kind == .person || subject.kind == .role, let party = subject.party { return (party, nil) }
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

  private static let conclusion = Key.luaanj
}

/// What goes on under the act named just before.
enum Followers {
  static let phrases = Phrases("theo đó, trong đó")
}

/// What somebody has with the press before he speaks in what follows.
enum Talks {
  static let phrases = Phrases("trao đổi, phỏng vấn, trò chuyện, đối thoại")
}

/// How a speech printed in full is announced.
enum Speeches {
  static let whole = Phrases("toàn văn, trân trọng giới thiệu")
}
