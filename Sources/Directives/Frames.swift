internal import TextModel

// From a candidate to a directive: where it ends, who calls, how strongly, who is to act, by when.
extension Finder {
  func emit(_ candidate: Candidate, _ content: Range<Int>, _ clause: Clause) {
    let sentence = document.sentences[clause.sentence].tokens
    let span = reading.contentEnd(reading.trim(content), sentence)
    guard span.count >= 2 || candidate.kind == .cue && span.count == 1 else { return }
    let opened = opened(candidate, clause)
    let range = reading.close(span, sentence)
    var directive = Directive(range: range, sentence: clause.sentence, force: opened.force, rule: rule(candidate), confidence: 1 / (1 + exponential(-candidate.score)))
    if reading.startsBan(span.lowerBound) || candidate.kind == .ban { directive.force = .prohibit }
    directive.issuer = opened.issuer
    directive.addressee = opened.addressee
    directive.cue = candidate.row == nil ? scope?.cue : document.bytes(candidate.trigger)
    let isContinuing = candidate.kind == .bare || candidate.kind == .subject
    directive.continues = isContinuing ? scope.flatMap { $0.first < directives.count ? $0.first : nil } : nil
    if let (tokens, entity) = reading.deadline(in: span) {
      directive.deadline = document.bytes(tokens)
      if case .date(let iso) = document.entities[entity].value { directive.deadlineValue = iso }
    }
    directive.quoted = reading.isQuoted(span.lowerBound, from: sentence.lowerBound)
    directive.basis = reading.parties.groups(in: span).map(\.lead).filter { reading.parties.type($0) == .legalDocument }
    directives.append(directive)
    contents.append(span)
    scope = opened
    if opened.force != .prohibit { forces[opened.issuer?.text ?? ""] = opened.force }
    if opened.issuer?.text != speaker?.party?.text || speaker?.sentence != clause.sentence { speaker = (opened.issuer, clause.sentence, opened.issuer?.text == speaker?.party?.text ? speaker?.force : nil) }
  }

  func rule(_ candidate: Candidate) -> String {
    guard let row = candidate.row else { return candidate.kind == .bare ? "scope:subjectless" : "scope:new addressee" }
    return "cues:" + rules.cues[row].surface
  }

  /// The scope as the candidate leaves it.
  func opened(_ candidate: Candidate, _ clause: Clause) -> Scope {
    let before = scope
    let cue = candidate.row.map { rules.cues[$0] }
    var opened = Scope(issuer: nil, addressee: nil, force: cue?.force ?? .duty, base: cue?.force ?? .duty, cue: candidate.row == nil ? before?.cue : document.bytes(candidate.trigger), first: directives.count)
    if candidate.kind == .ban, let last = candidate.trigger.last, Bans.open.contains(tokens[last].key) { opened.isBan = true }
    let isOpen = before != nil && !candidate.traits.contains(.scopeFar)
    switch candidate.kind {
    case .cue where isPassedOn(candidate, clause):
      // "Bộ Công an chỉ đạo Công an tỉnh …" among the items of an order: the body is told to, the order's issuer tells it.
      opened = before!
      opened.first = directives.count
      opened.addressee = reading.parties.party(reading.trim(candidate.subject.tokens))
    case .cue, .say:
      opened.issuer = issuer(candidate, clause)
      opened.addressee = addressee(candidate.region.lowerBound..<candidate.start, takesAny: true) ?? addresseeInFront(candidate, clause)
      if opened.force == .request, isVoters(candidate, clause) { opened.force = .propose }
      if let before, before.issuer?.text == opened.issuer?.text, opened.force != .order, opened.force != .request { opened.base = before.base }
      if candidate.subject.kind == .none, let before, isOpen {
        opened.base = before.base
        if clause.isListItem { opened.force = before.isLeadIn || candidate.traits.contains(.scopeListItem) ? before.force : opened.force }
      }
    case .passive:
      opened.issuer = candidate.traits.contains(.scopeNone) ? nil : before?.issuer
      let subject = candidate.subject
      opened.addressee = subject.kind == .none ? nil : reading.parties.party(subject.tokens)
    case .modal, .ban:
      if opened.isBan, candidate.subject.isAdjacent, candidate.subject.party != nil {
        // "UBND thành phố cấm": who bans is the issuer.
        opened.issuer = candidate.subject.party
        break
      }
      let said = issuer(ofDuty: candidate, clause)
      opened.issuer = said
      let own = subjectPhrase(candidate, clause)
      opened.addressee = own.flatMap { addressee($0) }
      if opened.addressee == nil, candidate.subject.isAdjacent, candidate.subject.kind != .act, candidate.subject.kind != .pronoun { opened.addressee = reading.parties.party(candidate.subject.tokens) }
      if opened.addressee == nil, candidate.kind == .ban, candidate.start > candidate.region.lowerBound { opened.addressee = addressee(candidate.region.lowerBound..<candidate.start) }
      if let before, isOpen, before.issuer?.text == said?.text { opened.base = before.base }
      if let force = inherited(candidate, said) {
        opened.force = force
        if let before, isOpen, before.issuer?.text == said?.text {
          opened.cue = before.cue
          opened.first = before.first
        }
      }
      if opened.addressee == nil, let before, isOpen, before.issuer?.text == said?.text, own == nil || candidate.traits.contains(.thingInFront) == false && candidate.traits.contains(.scopeNext) { opened.addressee = before.addressee }
    case .bare, .subject:
      guard let before else {
        opened.issuer = recentSpeaker ?? presented
        if let lastCue { (opened.force, opened.base) = (lastCue.force, lastCue.force) }
        break
      }
      opened = before
      // A sentence behind a duty among orders is an order again.
      if opened.force == .duty, clause.sentence != lastSentence { opened.force = before.base }
      if speakerChanged, let speaker, speaker.party != nil {
        (opened.issuer, opened.force, opened.base) = (speaker.party, speaker.force ?? .duty, speaker.force ?? .duty)
        opened.addressee = nil
      }
      if opened.force == .prohibit, !(before.isBan && lastSentence == clause.sentence) { opened.force = before.base == .prohibit ? .order : before.base }
      if candidate.kind == .bare, clause.isListItem, clause.opensLine, let listed = before.listed { opened.addressee = listed }
      if candidate.kind == .bare, candidate.start > candidate.region.lowerBound, let party = addresseeInFront(candidate.region.lowerBound..<candidate.start) { opened.addressee = party }
      if candidate.kind == .subject, let party = addressee(candidate.region.lowerBound..<candidate.start) {
        opened.addressee = party
        if candidate.traits.contains(.scopeNewLine), !before.isLeadIn { opened.force = before.base }
      }
    }
    if candidate.kind != .cue, candidate.kind != .say, let text = opened.issuer?.text, let told = opened.addressee?.text, told.hasPrefix(text) {
      // Nobody calls on himself: who is told to act is not who was speaking.
      opened.issuer = [before?.issuer, presented].lazy.compactMap { $0 }.first { !told.hasPrefix($0.text) }
    }
    if let before, before.isLeadIn, candidate.kind == .bare || candidate.kind == .subject || clause.isListItem { (opened.isLeadIn, opened.listed) = (true, before.listed) }
    return opened
  }

  /// In a list or paragraph of orders the clause starts with a body or position that directs others.
  private func isPassedOn(_ candidate: Candidate, _ clause: Clause) -> Bool {
    guard let scope, let row = candidate.row else { return false }
    return clausesSince < 2 && candidate.subject.isAdjacent && (candidate.subject.kind == .body || candidate.subject.kind == .role) && scope.issuer?.text != candidate.subject.party?.text
      && rules.cues[row].force == .order && tokens[candidate.trigger.lowerBound].key == Key.chir && (clause.opensLine || clause.isListItem) && (scope.isLeadIn || scope.force == .order || scope.force == .assign)
  }

  // MARK: - Who calls

  private func issuer(_ candidate: Candidate, _ clause: Clause) -> Directive.Party? {
    if candidate.traits.contains(.beforePassive) {
      // "ông A bị đề nghị kỷ luật": the subject is whom it is about.
      let patient = candidate.subject.party?.text
      return [scope?.issuer, recentSpeaker, presented].lazy.compactMap { $0 }.first { $0.text != patient }
    }
    switch candidate.subject.kind {
    case .people:
      guard let body = candidate.subject.party else { return nil }
      let isHead = Heads.phrases.end(tokens, candidate.subject.tokens.lowerBound, candidate.subject.tokens.upperBound) != nil
      return isHead ? recentSpeaker.flatMap { isPerson($0) ? $0 : nil } ?? reading.parties.lastPerson(before: candidate.subject.tokens.lowerBound).map(reading.parties.named) ?? body : body
    case .none: return isAnonymous ? nil : recentSpeaker ?? scope?.issuer ?? presented ?? presenter(clause, before: candidate.trigger.lowerBound)
    case .pronoun: return recentSpeaker.flatMap { isPerson($0) ? $0 : nil } ?? candidate.subject.party
    default: return candidate.subject.party ?? recentSpeaker
    }
  }

  private static let voters = (wordKey("cử"), wordKey("tri"))

  /// Voters ask upwards: their đề nghị proposes.
  private func isVoters(_ candidate: Candidate, _ clause: Clause) -> Bool {
    let end = candidate.trigger.lowerBound
    return (max(clause.tokens.lowerBound, end - 12)..<end).contains { $0 + 1 < end && tokens[$0].key == Self.voters.0 && tokens[$0 + 1].key == Self.voters.1 }
  }

  private func isPerson(_ party: Directive.Party) -> Bool { party.entity.map { reading.parties.type($0) == .person } == true }

  /// A statement of duty is the speaker's: who is said to say it, else whose directives go on, else the act that is presented.
  func issuer(ofDuty candidate: Candidate, _ clause: Clause) -> Directive.Party? {
    let sentence = document.sentences[clause.sentence].tokens
    if let said = reading.saying(sentence.lowerBound..<sentence.upperBound) { return said.party }
    return isAnonymous ? nil : recentSpeaker ?? presented
  }

  /// Who presents, when nobody is named: the last person or position of the sentences just before.
  private func presenter(_ clause: Clause, before end: Int) -> Directive.Party? {
    let from = document.sentences[max(0, clause.sentence - 2)].tokens.lowerBound
    let groups = reading.parties.groups(in: min(from, end)..<end)
    if let group = groups.last(where: { $0.person != nil && !reading.isOwner($0) }) { return reading.parties.named(group.person!) }
    return groups.last { [.role, .organization].contains(reading.parties.type($0.lead)) }.map { reading.parties.resolve($0.lead) }
  }

  // MARK: - How strongly

  /// The force that cần or phải takes from what goes on: that of the same speaker's last directive, else that of the verb of saying.
  func inheritable(_ said: Directive.Party?) -> Force? {
    if let force = forces[said?.text ?? ""] { return force == .duty ? nil : force }
    return speaker?.party?.text == said?.text ? speaker?.force : nil
  }

  private func inherited(_ candidate: Candidate, _ said: Directive.Party?) -> Force? {
    if let force = spoken(candidate) { return force }
    guard let force = inheritable(said) else { return nil }
    return rules.model.inherit.score(candidate.traits, candidate.kind, row: candidate.row, words: 0) > 0 ? force : nil
  }

  /// The force of a verb of saying in the words just before the modal: "nhấn mạnh, trong thời gian tới, các đơn vị phải".
  func spoken(_ candidate: Candidate) -> Force? {
    var index = candidate.trigger.lowerBound - 1
    let start = max(0, index - 30)
    while index >= start, !tokens[index].isMark("."), !tokens[index].isMark(";") {
      if let cue = reading.cue(at: index), reading.parties.covering(index) == nil {
        if rules.cues[cue.row].kind == .say { return rules.cues[cue.row].force }
        if rules.cues[cue.row].kind == .speech { return nil }
      }
      if tokens[index].lineStart { break }
      index -= 1
    }
    return nil
  }

  // MARK: - Who is to act

  /// The words in front of a modal that name its subject.
  func subjectPhrase(_ candidate: Candidate, _ clause: Clause) -> Range<Int>? {
    let end = candidate.trigger.lowerBound
    var start = clause.tokens.lowerBound
    // Behind the last verb of saying, colon, "rằng" or connective.
    var index = start
    while index < end {
      if let cue = reading.cue(at: index), cue.end <= end, rules.cues[cue.row].kind == .say || rules.cues[cue.row].kind == .speech || rules.cues[cue.row].kind == .verb { start = cue.end } else if tokens[index].isMark(":") || reading.has(index, .that) && tokens[index].key == Key.rawngf { start = index + 1 }
      index += 1
    }
    start = min(start, end)
    while start < end, tokens[start].kind == .mark { start += 1 }
    if start < end, let after = Connectives.phrases.end(tokens, start, end) { start = after }
    while start < end, tokens[start].kind == .mark { start += 1 }
    return start < end ? start..<end : nil
  }

  /// "Với các cơ quan, đơn vị, Thủ tướng nhắc nhở": the addressee stands in front.
  private func addresseeInFront(_ candidate: Candidate, _ clause: Clause) -> Directive.Party? {
    let end = candidate.subject.isAdjacent ? candidate.subject.tokens.lowerBound : candidate.trigger.lowerBound
    return end > clause.tokens.lowerBound ? addresseeInFront(clause.tokens.lowerBound..<end) : nil
  }

  /// The party behind "với", "đối với", "riêng", "về phía" at the start of `range`.
  private func addresseeInFront(_ range: Range<Int>) -> Directive.Party? {
    guard let first = reading.firstWord(range), let start = Addressees.openers.end(tokens, first, range.upperBound), start < range.upperBound else { return nil }
    let end = reading.partyRunEnd(start, range.upperBound)
    return end > start ? reading.parties.party(reading.trim(start..<end)) : nil
  }

  /// The words of `region` that name who is to act, without what stands before or after the name.
  ///
  /// `takesAny`: behind a directing verb any noun phrase with "các", "mỗi" … will do.
  func addressee(_ region: Range<Int>, takesAny: Bool = false) -> Directive.Party? {
    var range = reading.trim(region)
    // Without modals and adverbs at the end, "cho", "với" and "rằng" in front.
    while let last = range.last, reading.isModal(last) || reading.has(last, [.adverb, .future]) && reading.parties.covering(last) == nil || reading.has(last, .conjunction) { range = reading.trim(range.lowerBound..<last) }
    while let first = range.first, [Key.cho, Key.vowis, Key.rawngf].contains(tokens[first].key) { range = reading.trim(first + 1..<range.upperBound) }
    if takesAny, let opener = range.first, reading.has(opener, .adverbial), !reading.isParty(opener, range.upperBound), let comma = range.prefix(12).first(where: { tokens[$0].isMark(",") && reading.parties.covering($0) == nil }), comma + 1 < range.upperBound {
      // "yêu cầu trong tháng 7, bốn bãi rác lớn phải …"
      range = reading.trim(comma + 1..<range.upperBound)
    }
    guard let first = range.first else { return nil }
    let isAny = takesAny && reading.has(first, .determiner) && !reading.has(first + 1, .thing) && range.count > 1
    if !reading.isParty(first, range.upperBound), !isAny {
      // "trong thời gian tới, các đơn vị": the party behind an adverbial's comma, else the last party of the words.
      guard let start = range.first(where: { $0 > first && tokens[$0 - 1].isMark(",") && reading.isParty($0, range.upperBound) })
        ?? range.dropFirst(max(0, range.count - 14)).first(where: { (opensAddressee($0) || reading.has(first, .adverbial)) && reading.isParty($0, range.upperBound) && reading.partyRunEnd($0, range.upperBound) == range.upperBound })
      else { return nil }
      range = start..<range.upperBound
    }
    let run = reading.partyRunEnd(range.lowerBound, range.upperBound)
    // "giao cho Bộ Chính trị | chỉ đạo các cơ quan": the body named first.
    if let cue = (max(run, range.lowerBound + 1)..<max(range.upperBound, run, range.lowerBound + 1)).first(where: { reading.cue(at: $0).map { [.verb, .passive, .modal, .say].contains(rules.cues[$0.row].kind) } == true && reading.parties.covering($0) == nil }) {
      range = reading.trim(range.lowerBound..<cue)
      while let last = range.last, reading.has(last, .adverb), reading.parties.covering(last) == nil { range = reading.trim(range.lowerBound..<last) }
      return range.isEmpty ? nil : reading.parties.party(range)
    }
    if run < range.upperBound, let cut = (max(run, range.lowerBound + 1)..<range.upperBound).first(where: { (Addressees.ends.contains(tokens[$0].key) || Addressees.manners.end(tokens, $0, range.upperBound) != nil || reading.has($0, .negation) || $0 >= run && run > range.lowerBound && reading.has($0, .determiner) && (reading.has($0 + 1, .thing) || tokens[$0].key != Key.cacs && reading.has($0 + 1, .determiner)) || reading.has($0, .preposition) && !reading.has($0, .possessive) && reading.has($0 + 1, .thing)) && reading.parties.covering($0) == nil }) {
      range = reading.trim(range.lowerBound..<cut)
    }
    // "UBND tỉnh có văn bản | xin ý kiến", "Ban cán sự đảng lãnh đạo, | khắc phục": the name without a verb behind it.
    if run > range.lowerBound, run < range.upperBound, reading.action(at: run).map({ $0.end >= range.upperBound }) == true || tokens[run].key == Key.cos && range.upperBound - run <= 3 { range = reading.trim(range.lowerBound..<run) }
    return reading.parties.party(range)
  }

  /// An addressee may start here, not only the rest of a noun phrase: "việc sáp nhập | các tỉnh" is no addressee.
  private func opensAddressee(_ token: Int) -> Bool {
    token > 0 && (tokens[token - 1].kind == .mark || reading.has(token - 1, .conjunction) || Addressees.clauseOpeners.contains(tokens[token - 1].key) || (max(0, token - 3)..<token).contains { reading.cue(at: $0)?.end == token })
  }

  // MARK: - Clauses that belong to what came before

  /// A part behind a semicolon that is no clause of its own: noun phrases of one object.
  func extendLast(to clause: Clause) {
    guard let last = directives.indices.last, directives[last].sentence == clause.sentence, clausesSince == 0, !reports(clause.tokens) else { return }
    let own = reading.trim(clause.tokens)
    guard !own.isEmpty, own.count < 60, !own.contains(where: { reading.has($0, [.negation, .copula, .passive]) || Addressees.states.contains(tokens[$0].key) }) else { return }
    let range = reading.close(contents[last].lowerBound..<own.upperBound, document.sentences[clause.sentence].tokens)
    directives[last].range = range
    contents[last] = contents[last].lowerBound..<own.upperBound
    clausesSince = -1
  }

  /// Where the words that join a second cue to the clause start: ", đồng thời yêu cầu".
  func joinerStart(_ candidate: Candidate, after start: Int) -> Int {
    var index = candidate.subject.isAdjacent ? min(candidate.trigger.lowerBound, candidate.subject.tokens.lowerBound) : candidate.trigger.lowerBound
    while index > start + 1, tokens[index - 1].isMark(",") || reading.has(index - 1, [.conjunction, .adverb]) { index -= 1 }
    return index
  }

  // MARK: - Headlines

  /// A headline in imperative form takes issuer and force from the directive that it repeats.
  func headlines() {
    guard !directives.isEmpty else { return }
    // A headline with a modal of its own: its speaker is named below it.
    for place in directives.indices where directives[place].issuer == nil && directives[place].sentence < 3 && document.sentences[directives[place].sentence].kind == .headline {
      let words = Set(tokens[contents[place]].lazy.filter { $0.kind == .word }.map(\.key))
      guard let twin = directives.indices.dropFirst(place + 1).prefix(40).max(by: { share(words, $0) < share(words, $1) }) else { continue }
      directives[place].issuer = directives[twin].issuer
      if share(words, twin) >= 0.6, directives[place].force == .duty { directives[place].force = directives[twin].force }
    }
    let known = Set(directives.map(\.sentence))
    var repeated: [(Directive, Range<Int>)] = []
    // Made when a headline asks: most articles have none that could repeat a directive.
    var keys: [Set<UInt64>] = []
    for (index, sentence) in document.sentences.enumerated().prefix(40) where sentence.kind == .headline && !known.contains(index) {
      guard let first = reading.firstWord(sentence.tokens), reading.action(at: first) != nil, !reports(sentence.tokens) else { continue }
      let span = reading.trim(sentence.tokens)
      guard span.count > 2 else { continue }
      let words = Set(tokens[span].lazy.filter { $0.kind == .word }.map(\.key))
      var best = 0
      var share = 0.0
      if keys.isEmpty { keys = contents.map { Set(tokens[$0].lazy.filter { $0.kind == .word }.map(\.key)) } }
      for (place, own) in keys.enumerated() {
        let overlap = Double(words.intersection(own).count) / Double(max(words.count, 1))
        if overlap > share { (best, share) = (place, overlap) }
      }
      guard share >= 0.6 else { continue }
      var directive = Directive(range: reading.close(span, sentence.tokens), sentence: index, force: directives[best].force, rule: "headline", confidence: 0.7)
      directive.issuer = directives[best].issuer
      repeated.append((directive, span))
    }
    for (directive, span) in repeated {
      directives.append(directive)
      contents.append(span)
    }
  }
}

extension Finder {
  /// The share of `words` that directive `place` has too.
  private func share(_ words: Set<UInt64>, _ place: Int) -> Double {
    Double(Set(tokens[contents[place]].lazy.map(\.key)).intersection(words).count) / Double(max(1, words.count))
  }
}

/// Who leads a body, without a name: the person who was speaking.
enum Heads {
  static let phrases = Phrases("người đứng đầu, lãnh đạo chính phủ, lãnh đạo bộ, vị lãnh đạo, vị tư lệnh")
}

/// Words that end an addressee's name and start an adverbial or a clause behind it.
enum Addressees {
  /// Words that make a clause say how things are.
  static let states: Set<UInt64> = Set(tokenize(Array("còn thì".utf8)).map(\.key))
  static let openers = Phrases("với, đối với, riêng, riêng với, riêng đối với, về phía")
  /// Words behind which a clause of its own starts.
  static let clauseOpeners = WordSet("thì nên mà buộc rằng là hỏi tới nay vậy đó")
  static let ends = WordSet("bằng nếu khi thì để nhằm căn trước sau theo với nhưng rồi xem")
  /// "trên cương vị mới", "với tinh thần": how, not who.
  static let manners = Phrases("trên cương vị, với cương vị, trên tinh thần, với tinh thần, với trách nhiệm, với kinh nghiệm, xem đây")
}

extension Reading {
  func startsBan(_ index: Int) -> Bool {
    if isNegated(index) { return true }
    guard let cue = cue(at: index), rules.cues[cue.row].kind == .ban else { return index > 0 && tokens[index - 1].key == Key.caams }
    return true
  }

  /// Where the content ends inside its clause: at a quotation mark that was opened before it, before "nhưng", before a plan.
  func contentEnd(_ range: Range<Int>, _ sentence: Range<Int>) -> Range<Int> {
    var opened = 0
    var straight = false
    let isInStraight = isQuoted(range.lowerBound, from: sentence.lowerBound)
    for index in range {
      if tokens[index].kind == .mark {
        if tokens[index].isMark("“") { opened += 1 }
        if tokens[index].isMark("”") {
          if opened == 0 { return trim(range.lowerBound..<index) }
          opened -= 1
        }
        if tokens[index].isMark("\"") {
          if !straight, isInStraight { return trim(range.lowerBound..<index) }
          straight.toggle()
        }
        continue
      }
      guard index > range.lowerBound + 1, index + 1 < range.upperBound else { continue }
      // "…, ông Tuấn nói", "… và cho biết": the reporter's words.
      if let cue = cue(at: index), rules.cues[cue.row].kind == .speech || rules.cues[cue.row].kind == .say && !has(cue.end, .preposition), parties.covering(index) == nil {
        if tokens[index - 1].key == Key.vaf || isMark(index - 1, "–") || isMark(index - 1, "-") { return trim(range.lowerBound..<index - 1) }
        let subject = subject(of: index, from: range.lowerBound)
        if subject.isAdjacent, subject.kind != .people, subject.kind != .place, subject.tokens.lowerBound > range.lowerBound {
          let before = subject.tokens.lowerBound - 1
          let comrade = before > range.lowerBound && parties.covering(before) == nil && has(before, .pronoun) ? before - 1 : before
          if comrade > range.lowerBound, isMark(comrade, ",") || isMark(comrade, "-") || isMark(comrade, "–") { return trim(range.lowerBound..<comrade) }
        }
      }
      guard index > range.lowerBound + 3 else { continue }
      if tokens[index].key == Key.nhuwng, isMark(index - 1, ",") { return trim(range.lowerBound..<index) }
      if tokens[index].key == Key.vaf, has(index + 1, .future) { return trim(range.lowerBound..<index) }
      if tokens[index].key == Key.vaf, isMark(index - 1, ","), (index..<min(index + 8, range.upperBound)).contains(where: { tokens[$0].key == Key.ddang }) { return trim(range.lowerBound..<index) }
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

  /// The words of a time limit: a date behind trước, trong, chậm nhất.
  func deadline(in range: Range<Int>) -> (tokens: Range<Int>, entity: Int)? {
    for group in parties.groups(in: range) where parties.type(group.lead) == .date {
      let date = document.entities[group.lead].tokens
      guard date.lowerBound > range.lowerBound, date.upperBound <= range.upperBound, has(date.lowerBound - 1, .deadline) else { continue }
      var start = date.lowerBound - 1
      if start > range.lowerBound, has(start, .deadline), isBefore(start, "chậm") { start -= 1 }
      return (start..<date.upperBound, group.lead)
    }
    return nil
  }

  private func isBefore(_ index: Int, _ word: StaticString) -> Bool { index > 0 && tokens[index - 1].key == wordKey(word) }
}

/// eˣ without Foundation: squaring of a short series, exact to six digits for the scores of the model.
func exponential(_ x: Double) -> Double {
  let small = max(-30, min(30, x)) / 1024
  var value = 1 + small + small * small / 2 + small * small * small / 6
  for _ in 0..<10 { value *= value }
  return value
}
