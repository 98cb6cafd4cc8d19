internal import TextModel

// Who is to act.
extension Finder {
  /// The words in front of a modal that name its subject.
  func subjectPhrase(_ candidate: Candidate, _ clause: Clause) -> Range<Int>? {
    let end = candidate.trigger.lowerBound
    var start = max(clause.tokens.lowerBound, end - Reading.reach)
    // Behind the last verb of saying, colon, "rằng" or connective.
    var index = start
    while index < end {
      if let cue = reading.cue(at: index), cue.end <= end, rules.cues[cue.row].kind == .say || rules.cues[cue.row].kind == .speech || rules.cues[cue.row].kind == .praise || rules.cues[cue.row].kind == .verb { start = cue.end } else if tokens[index].isMark(":") || reading.has(index, .that) && tokens[index].key == Key.rawngf { start = index + 1 } else if let after = Addressees.consequences.end(tokens, index, end) { start = after }
      index += 1
    }
    start = min(start, end)
    while start < end, tokens[start].kind == .mark { start += 1 }
    if start < end, let after = Connectives.phrases.end(tokens, start, end) { start = after }
    while start < end, tokens[start].kind == .mark { start += 1 }
    // "theo một số thành viên, cần": who says so is not who is to act.
    if start < end, tokens[start].key == Key.theo, let comma = (start..<min(end, start + 30)).first(where: { tokens[$0].isMark(",") && reading.parties.covering($0) == nil }) { start = comma + 1 }
    return start < end ? start..<end : nil
  }

  /// "Với các cơ quan, đơn vị, Thủ tướng nhắc nhở": the addressee stands in front.
  func addresseeInFront(_ candidate: Candidate, _ clause: Clause) -> Directive.Party? {
    let end = candidate.subject.isAdjacent ? candidate.subject.tokens.lowerBound : candidate.trigger.lowerBound
    return end > clause.tokens.lowerBound ? addresseeInFront(clause.tokens.lowerBound..<end) : nil
  }

  /// "Bộ Tài chính đã được | Thủ tướng Chính phủ | giao": who is in front of the passive.
  func patient(_ candidate: Candidate, _ clause: Clause) -> Directive.Party? {
    let passive = candidate.subject.tokens.lowerBound - 1
    guard candidate.subject.isAdjacent, passive > clause.tokens.lowerBound, reading.has(passive, .passive) else { return nil }
    let front = (max(clause.tokens.lowerBound, passive - 4)..<passive).last { reading.parties.ending($0 + 1) != nil }
    return front.flatMap { end in
      let party = reading.subject(of: end + 1, from: clause.tokens.lowerBound)
      return party.isAdjacent ? reading.parties.party(party.tokens) : nil
    }
  }

  /// The party behind "với", "đối với", "riêng", "về phía" at the start of `range`.
  func addresseeInFront(_ range: Range<Int>) -> Directive.Party? {
    guard var first = reading.firstWord(range) else { return nil }
    // "Theo đó, đối với Vụ Kế hoạch, Bộ trưởng yêu cầu".
    if let after = Connectives.phrases.end(tokens, first, range.upperBound), let behind = reading.firstWord(after..<range.upperBound) { first = behind }
    guard let start = Addressees.openers.end(tokens, first, range.upperBound), start < range.upperBound else { return sentTo(range) }
    let end = reading.partyRunEnd(start, range.upperBound)
    return end > start ? reading.parties.party(reading.trim(start..<end)) : nil
  }

  /// "có văn bản gửi Bộ Y tế | đề nghị": whom it is sent to.
  private func sentTo(_ range: Range<Int>) -> Directive.Party? {
    let range = reading.trim(range)
    guard let sent = range.suffix(40).last(where: { Addressees.sent.end(tokens, $0, range.upperBound) != nil && reading.parties.covering($0) == nil }), var start = Addressees.sent.end(tokens, sent, range.upperBound) else { return nil }
    while start < range.upperBound, Addressees.before.contains(tokens[start].key) { start += 1 }
    guard start < range.upperBound, reading.partyRunEnd(start, range.upperBound) == range.upperBound else { return nil }
    return reading.parties.party(start..<range.upperBound)
  }

  /// The words of `region` that name who is to act, without what stands before or after the name.
  ///
  /// `takesAny`: behind a directing verb any noun phrase with "các", "mỗi" … will do; `isDirected`: any noun phrase, if it fills the region.
  func addressee(_ region: Range<Int>, takesAny: Bool = false, isDirected: Bool = false) -> Directive.Party? {
    var range = reading.trim(region)
    let end = range.upperBound
    // Without modals and adverbs at the end, "cho", "với" and "rằng" in front.
    while let last = range.last, reading.isModal(last) || reading.has(last, [.adverb, .future, .conjunction]) && reading.parties.covering(last) == nil { range = reading.trim(range.lowerBound..<last) }
    // "chỉ đạo quyết liệt các bộ": how, before whom.
    if let first = range.first, !reading.isParty(first, range.upperBound), let party = range.dropFirst().prefix(3).first(where: { reading.isParty($0, range.upperBound) }), (first..<party).allSatisfy({ !reading.has($0, .mark) }), reading.action(at: first).map({ $0.end == party && rules.actions[$0.row] == .manner }) == true { range = party..<range.upperBound }
    while let first = range.first, Addressees.before.contains(tokens[first].key) || range.count > 1 && reading.has(first, .passive) { range = reading.trim(first + 1..<range.upperBound) }
    if let first = range.first, let after = Addressees.openers.end(tokens, first, range.upperBound), after < range.upperBound, reading.isParty(after, range.upperBound) { range = after..<range.upperBound }
    if takesAny, let opener = range.first, reading.has(opener, .adverbial), !reading.isParty(opener, range.upperBound), let comma = range.prefix(12).first(where: { tokens[$0].isMark(",") && reading.parties.covering($0) == nil }), comma + 1 < range.upperBound {
      // "yêu cầu trong tháng 7, bốn bãi rác lớn phải …"
      range = reading.trim(comma + 1..<range.upperBound)
    }
    // A quotation that starts inside starts the clause.
    if let quote = range.last(where: { tokens[$0].isMark("“") }), !(quote..<range.upperBound).contains(where: { tokens[$0].isMark("”") }), quote > range.lowerBound, reading.partyRunEnd(range.lowerBound, quote) != quote { range = reading.trim(quote + 1..<range.upperBound) }
    guard let first = range.first else { return nil }
    let isAny = takesAny && (reading.has(first, .determiner) && !reading.has(first + 1, .thing) && range.count > 1 || isDirected && range.upperBound == end && standsAlone(range))
    if !reading.isParty(first, range.upperBound), !isAny {
      // "trong thời gian tới, các đơn vị": the party behind an adverbial's comma, else the last party of the words.
      guard let start = range.first(where: { $0 > first && opensAddressee($0) && isWhole($0..<range.upperBound) })
        ?? range.first(where: { $0 > first && tokens[$0 - 1].isMark(",") && reading.isParty($0, range.upperBound) })
        ?? range.first(where: { $0 > first && range.upperBound - $0 <= 12 && opensAddressee($0) && reading.isParty($0, range.upperBound) && !($0..<range.upperBound).contains { reading.has($0, [.copula, .report, .negation, .condition, .future, .comma]) || Addressees.clauseOpeners.contains(tokens[$0].key) } })
        ?? range.dropFirst(max(0, range.count - 14)).first(where: { (opensAddressee($0) || reading.has(first, .adverbial) && !reading.has($0 - 1, [.preposition, .possessive])) && isWhole($0..<range.upperBound) })
      else { return nil }
      range = start..<range.upperBound
    }
    if let manner = range.dropFirst().first(where: { Addressees.manners.end(tokens, $0, range.upperBound) != nil && reading.parties.covering($0) == nil }) { range = reading.trim(range.lowerBound..<manner) }
    guard !range.isEmpty else { return nil }
    var run = reading.partyRunEnd(range.lowerBound, range.upperBound)
    if !takesAny, run > range.lowerBound, run < range.upperBound, let own = (run..<range.upperBound).first(where: { opensAddressee($0) && isWhole($0..<range.upperBound) }), (run..<own).contains(where: saysSomething) {
      // "Đảng mạnh là do chi bộ mạnh, cho nên | báo chí cần": the subject is the party just before.
      range = own..<range.upperBound
      run = range.upperBound
    }
    if range.count > 3, reading.isMark(range.upperBound - 1, ")"), let open = range.last(where: { tokens[$0].isMark("(") }), open > range.lowerBound, range.upperBound - open > 5, !Addressees.kept.contains(tokens[open + 1].key) { range = reading.trim(range.lowerBound..<open) }
    if run < range.upperBound, let said = (max(run, range.lowerBound + 1)..<range.upperBound).first(where: { reading.has($0, [.copula, .future]) && saysSomething($0) || tokens[$0].key == Key.ddax || tokens[$0].key == Key.ddang }) {
      // "TP đã quyết tâm thì phải", "cán bộ thi hành án là những người …": the name before what is said of it.
      range = withoutAdverbs(range.lowerBound..<said)
    }
    // "giao cho Bộ Chính trị | chỉ đạo các cơ quan": the body named first.
    if let cue = (max(run, range.lowerBound + 1)..<max(range.upperBound, run, range.lowerBound + 1)).first(where: { reading.cue(at: $0).map { [.verb, .passive, .modal, .say].contains(rules.cues[$0.row].kind) } == true && reading.parties.covering($0) == nil }) {
      range = withoutAdverbs(range.lowerBound..<cue)
      return range.isEmpty ? nil : reading.parties.party(range)
    }
    if run < range.upperBound, let cut = (max(run, range.lowerBound + 1)..<range.upperBound).first(where: { (Addressees.ends.contains(tokens[$0].key) || Addressees.manners.end(tokens, $0, range.upperBound) != nil || reading.has($0, .negation) || $0 >= run && run > range.lowerBound && reading.has($0, .determiner) && (reading.has($0 + 1, .thing) || tokens[$0].key != Key.cacs && reading.has($0 + 1, .determiner)) || reading.has($0, .preposition) && !reading.has($0, .possessive) && reading.has($0 + 1, .thing)) && reading.parties.covering($0) == nil }) {
      range = reading.trim(range.lowerBound..<cut)
    }
    if run > range.lowerBound, run + 1 == range.upperBound, Addressees.links.contains(tokens[run].key) { range = range.lowerBound..<run }
    // "UBND tỉnh có văn bản | xin ý kiến", "Ban cán sự đảng lãnh đạo, | khắc phục": the name without a verb behind it.
    if run > range.lowerBound, run < range.upperBound, reading.action(at: run).map({ $0.end >= range.upperBound }) == true || tokens[run].key == Key.cos && range.upperBound - run <= 3 { range = reading.trim(range.lowerBound..<run) }
    return reading.parties.party(range)
  }

  /// The words are people and bodies from their start to their end.
  private func isWhole(_ range: Range<Int>) -> Bool {
    reading.isParty(range.lowerBound, range.upperBound) && reading.partyRunEnd(range.lowerBound, range.upperBound) == range.upperBound
  }

  private func withoutAdverbs(_ range: Range<Int>) -> Range<Int> {
    var range = reading.trim(range)
    while let last = range.last, reading.has(last, .adverb), reading.parties.covering(last) == nil { range = reading.trim(range.lowerBound..<last) }
    return range
  }

  /// Between a directing verb and an action nothing but a noun phrase stands: "yêu cầu | thông tin, truyền thông | phản ánh".
  private func standsAlone(_ range: Range<Int>) -> Bool {
    range.count > 1 && range.count < 9 && !Addressees.adjectives.contains(tokens[range.lowerBound].key) && reading.parties.starting(range.lowerBound).map { Parties.canAct(reading.parties.type($0)) } != false
      && reading.has(range.upperBound, [.actsHere, .mannerHere]) && !reading.has(range.lowerBound, [.thing, .adverbial, .adverb, .actionHere, .preposition, .conjunction, .firstPerson, .nounHead])
      && !range.contains { reading.has($0, [.copula, .report, .negation, .condition, .future, .cueHere, .colon, .quote, .relative]) || reading.has($0, .actsHere) && !reading.has($0, .covered) }
  }

  /// A word of a clause, not of a name: "Đảng mạnh | là …".
  private func saysSomething(_ token: Int) -> Bool {
    reading.parties.covering(token) == nil && !(tokens[token].key == Key.laf && tokens[token - 1].key == Addressees.most)
      && (reading.has(token, [.copula, .report, .negation, .condition, .future]) || Addressees.clauseOpeners.contains(tokens[token].key) || reading.has(token, .actsHere) && tokens[token - 1].kind != .mark && !reading.has(token, .partyFirst))
  }

  /// An addressee may start here, not only the rest of a noun phrase: "việc sáp nhập | các tỉnh" is no addressee.
  private func opensAddressee(_ token: Int) -> Bool {
    token > 0 && (tokens[token - 1].kind == .mark || reading.has(token - 1, .conjunction) || Addressees.clauseOpeners.contains(tokens[token - 1].key) || (max(0, token - 3)..<token).contains { reading.cue(at: $0)?.end == token })
  }
}

/// Words that end an addressee's name and start an adverbial or a clause behind it.
enum Addressees {
  /// Words that make a clause say how things are.
  static let states: Set<UInt64> = Set(tokenize(Array("còn thì".utf8)).map(\.key))
  /// "cử tri rất quan tâm, vì vậy, | các đại biểu cần": who is to act stands behind.
  static let consequences = Phrases("do đó, vì vậy, do vậy, vì thế, bởi vậy, cho nên")
  static let openers = Phrases("với, đối với, riêng, riêng với, riêng đối với, còn với, còn đối với, về phía")
  /// "nhất là" names some of them, and says nothing.
  static let most = Key.nhaats
  /// Words behind which a clause of its own starts.
  static let clauseOpeners = WordSet("thì nên mà buộc rằng là hỏi tới nay vậy đó")
  static let ends = WordSet("bằng nếu khi thì để nhằm căn trước sau theo với nhưng rồi xem ngay")
  /// Words behind a name that say how or when it is to act: "các bộ, ngành | theo chức năng, nhiệm vụ".
  static let tails = Phrases("theo, căn cứ, trong phạm vi, trên cơ sở, bên cạnh, trong quá trình, hằng năm, hàng năm, hằng tháng, hàng tháng, năm nay")
  /// Nouns for people that are verbs as well, and the last words of nouns for bodies that they then stand behind.
  static let verbsToo = WordSet("lãnh tổ")
  static let bodies = WordSet("vị phương ngành ủy uỷ sở")
  /// Single words between a name and its action.
  static let links = WordSet("cho để càng tự chỉ muốn phải đi không lại")
  static let sent = Phrases("gửi, gửi văn bản, gửi công văn, gửi đơn, báo cáo, gọi điện, nói chuyện")
  /// The speaker's own, who do not act in his next sentence unless he says so again.
  static let ourselves: Set<String> = ["chúng ta", "ta", "chúng tôi"]
  /// What a bracket behind a name says that belongs to it: "(nay là …)", "(gồm …)".
  static let kept = WordSet("nay gồm")
  /// Behind a directing verb that is a noun: "yêu cầu | cụ thể".
  static let adjectives = WordSet("cụ quan khá rõ chung mới cao lớn thật mỏi nhận thả trên này đó")
  /// Between the cue and the name: "kiến nghị với", "gửi đến", "mong được".
  static let before = WordSet("cho với rằng đến tới lên")
  /// "trên cương vị mới", "với tinh thần": how, not who.
  static let manners = Phrases("trên cương vị, với cương vị, trên tinh thần, với tinh thần, với trách nhiệm, với kinh nghiệm, xem đây, thời gian tới, trong thời gian tới, thời gian tiếp theo, trước mắt, đến năm, từ nay, khẩn trương, một mặt")
}
