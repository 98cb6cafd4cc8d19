internal import TextModel

// Who is to act.
extension Finder {
  /// The words in front of a modal that name its subject.
  func subjectPhrase(_ candidate: Candidate, _ clause: Clause) -> Range<Int>? {
    let end = candidate.trigger.lowerBound
    var start = max(clause.tokens.lowerBound, end - Reading.reach)
    // Behind the last verb of saying, colon or connective.
    var index = start
    while index < end {
      if let cue = reading.cue(at: index), cue.end <= end,
        rules.cues[cue.row].kind == .say || rules.cues[cue.row].kind == .speech || rules.cues[cue.row].kind == .praise || rules.cues[cue.row].kind == .verb
      {
        start = cue.end
      } else if tokens[index].isMark(":") {
        start = index + 1
      } else if reading.has(index, .according), Followers.phrases.end(tokens, index, end) == nil,
        let source = reading.parties.groups(in: index + 1..<min(index + 5, end)).first,
        reading.isMark(source.tokens.upperBound, ",")
      {
        // "Theo TS. A, | các cơ quan chức năng cần".
        start = source.tokens.upperBound + 1
      } else if let after = Addressees.consequences.end(tokens, index, end) {
        start = after
      }
      index += 1
    }
    start = min(start, end)
    while start < end, tokens[start].kind == .mark { start += 1 }
    if start < end, let after = Connectives.phrases.end(tokens, start, end) { start = after }
    while start < end, tokens[start].kind == .mark { start += 1 }
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
    guard let first = reading.firstWord(range) else { return nil }
    guard let start = Addressees.openers.end(tokens, first, range.upperBound), start < range.upperBound else { return sentTo(range) }
    let end = reading.partyRunEnd(start, range.upperBound)
    return end > start ? reading.parties.party(reading.trim(start..<end)) : nil
  }

  /// "có văn bản gửi Bộ Y tế | đề nghị": whom it is sent to.
  private func sentTo(_ range: Range<Int>) -> Directive.Party? {
    let range = reading.trim(range)
    guard let sent = range.suffix(40).last(where: { Addressees.sent.end(tokens, $0, range.upperBound) != nil }),
      var start = Addressees.sent.end(tokens, sent, range.upperBound)
    else { return nil }
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
    // Without modals and adverbs at the end.
    while let last = range.last, reading.isModal(last) || reading.has(last, [.adverb, .future, .conjunction]) && reading.parties.covering(last) == nil {
      range = reading.trim(range.lowerBound..<last)
    }
    if let first = range.first, let after = Addressees.openers.end(tokens, first, range.upperBound), after < range.upperBound,
      reading.isParty(after, range.upperBound)
    {
      range = after..<range.upperBound
    }
    guard let first = range.first else { return nil }
    let isAny =
      takesAny
      && (reading.has(first, .determiner) && !reading.has(first + 1, .thing) && range.count > 1 || isDirected && range.upperBound == end && standsAlone(range))
    if !reading.isParty(first, range.upperBound), !isAny {
      // "trong thời gian tới, các đơn vị": the party that all words from it on name, else the first near the end.
      guard
        let start = range.first(where: { $0 > first && opensAddressee($0) && isWhole($0..<range.upperBound) })
          ?? range.first(where: { $0 > first && range.upperBound - $0 <= 12 && opensAddressee($0) && reading.isParty($0, range.upperBound) })
      else { return nil }
      range = start..<range.upperBound
    }
    var run = reading.partyRunEnd(range.lowerBound, range.upperBound)
    if !takesAny, run > range.lowerBound, run < range.upperBound,
      let own = (run..<range.upperBound).first(where: { opensAddressee($0) && isWhole($0..<range.upperBound) }),
      (run..<own).contains(where: { saysSomething($0) || reading.has($0, .colon) })
    {
      // "Đảng mạnh là do chi bộ mạnh, cho nên | báo chí cần": the subject is the party just before.
      range = own..<range.upperBound
      run = range.upperBound
    }
    if reading.isMark(range.upperBound - 1, ")"), let open = range.last(where: { tokens[$0].isMark("(") }), open > range.lowerBound,
      range.upperBound - open > 5, !Addressees.kept.contains(tokens[open + 1].key)
    {
      range = reading.trim(range.lowerBound..<open)
    }
    if run < range.upperBound,
      let said = (max(run, range.lowerBound + 1)..<range.upperBound).first(where: {
        reading.has($0, [.copula, .future]) && saysSomething($0) || tokens[$0].key == Key.ddax
      })
    {
      // "TP đã quyết tâm thì phải", "cán bộ thi hành án là những người …": the name before what is said of it.
      range = reading.trim(range.lowerBound..<said)
    }
    // "giao cho Bộ Chính trị | chỉ đạo các cơ quan": the body named first.
    if let cue = (max(run, range.lowerBound + 1)..<max(range.upperBound, run, range.lowerBound + 1)).first(where: {
      reading.cue(at: $0).map { [.verb, .passive, .modal, .say].contains(rules.cues[$0.row].kind) } == true
    }) {
      range = reading.trim(range.lowerBound..<cue)
      return range.isEmpty ? nil : reading.parties.party(range)
    }
    if run < range.upperBound,
      let cut = (max(run, range.lowerBound + 1)..<range.upperBound).first(where: {
        Addressees.ends.contains(tokens[$0].key) || reading.has($0, [.negation, .colon])
          || $0 >= run && run > range.lowerBound && reading.has($0, .determiner) && reading.has($0 + 1, .determiner)
          || reading.has($0, .preposition) && reading.has($0 + 1, .thing)
      })
    {
      // "Ngành chế biến gỗ | chấp nhận cạnh tranh | nhưng phải": the subject has a verb of its own before the modal.
      let front = min(max(run, range.lowerBound + 1), cut)
      let verb = (front..<cut).first { reading.has($0, .actsHere) && ($0 > run || reading.has($0 - 1, .covered)) }
      range = reading.trim(range.lowerBound..<(Addressees.contrast.contains(tokens[cut].key) ? verb ?? cut : cut))
    }
    if run > range.lowerBound, run < range.upperBound, Addressees.links.contains(tokens[run].key) { range = range.lowerBound..<run }
    return reading.parties.party(range)
  }

  /// The words are people and bodies from their start to their end.
  private func isWhole(_ range: Range<Int>) -> Bool {
    !range.isEmpty && reading.partyRunEnd(range.lowerBound, range.upperBound) == range.upperBound
  }

  /// Between a directing verb and an action nothing but a noun phrase stands: "yêu cầu | thông tin, truyền thông | phản ánh".
  private func standsAlone(_ range: Range<Int>) -> Bool {
    range.count > 1 && !Addressees.adjectives.contains(tokens[range.lowerBound].key)
      && !reading.has(range.lowerBound, [.thing, .adverbial, .adverb, .actionHere, .preposition, .conjunction, .firstPerson, .nounHead])
  }

  /// A word of a clause, not of a name: "Đảng mạnh | là …".
  private func saysSomething(_ token: Int) -> Bool {
    !(tokens[token].key == Key.laf && tokens[token - 1].key == Addressees.most)
      && (reading.has(token, [.copula, .report, .negation, .condition, .future]) || Addressees.clauseOpeners.contains(tokens[token].key)
        || reading.has(token, .actsHere))
  }

  /// An addressee may start here, not only the rest of a noun phrase: "việc sáp nhập | các tỉnh" is no addressee.
  private func opensAddressee(_ token: Int) -> Bool {
    token > 0
      && (tokens[token - 1].kind == .mark || reading.has(token - 1, .conjunction) || Addressees.clauseOpeners.contains(tokens[token - 1].key)
        || (max(0, token - 3)..<token).contains { reading.cue(at: $0)?.end == token })
  }
}

/// Words that end an addressee's name and start an adverbial or a clause behind it.
enum Addressees {
  /// Words that make a clause say how things are.
  static let states: Set<UInt64> = Set(tokenize(Array("còn thì".utf8)).map(\.key))
  /// "cử tri rất quan tâm, vì vậy, | các đại biểu cần": who is to act stands behind.
  static let consequences = Phrases("do đó, vì vậy, do vậy, vì thế, bởi vậy, cho nên")
  static let contrast = WordSet("nhưng")
  static let openers = Phrases("với, đối với, riêng, riêng với, riêng đối với, còn với, còn đối với, về phía")
  /// "nhất là" names some of them, and says nothing.
  static let most = Key.nhaats
  /// Words behind which a clause of its own starts.
  static let clauseOpeners = WordSet("thì nên mà buộc rằng là hỏi tới nay vậy đó")
  static let ends = WordSet("bằng nếu khi thì để nhằm căn trước sau theo với nhưng rồi xem ngay")
  /// Single words between a name and its action.
  static let links = WordSet("cho để càng tự chỉ muốn phải đi không lại")
  static let sent = Phrases("gửi, gửi văn bản, gửi công văn, gửi đơn, báo cáo, gọi điện, nói chuyện")
  /// The speaker's own, who do not act in his next sentence unless he says so again.
  static let ourselves: Set<String> = ["chúng ta", "ta", "chúng tôi"]
  /// What a bracket behind a name says that belongs to it: "(nay là …)", "(gồm …)".
  static let kept = WordSet("nay gồm")
  /// Behind a directing verb that is a noun: "yêu cầu | cụ thể".
  static let adjectives = WordSet("cụ quan khá rõ chung mới cao lớn thật mỏi nhận thả trên này đó")
  /// Between "gửi" and the name: "gửi đến".
  static let before = WordSet("cho với rằng đến tới lên")
}
