internal import TextModel

// From a candidate to a directive: where it ends, who calls, how strongly, who is to act, by when.
extension Finder {
  func emit(_ candidate: Candidate, _ content: Range<Int>, _ clause: Clause) {
    let sentence = document.sentences[clause.sentence].tokens
    let span = reading.contentEnd(reading.trim(content), sentence)
    guard span.count >= 2 else { return }
    let opened = opened(candidate, clause)
    let range = reading.close(span, sentence)
    var directive = Directive(
      range: range, sentence: clause.sentence, force: opened.force, rule: rule(candidate), confidence: 1 / (1 + exponential(-candidate.score)))
    if reading.forbids(span.lowerBound) || candidate.row.map({ rules.cues[$0].force }) == .prohibit { directive.force = .prohibit }
    directive.issuer = opened.issuer
    // "Việc này phải | được xử lý": whoever it is that is to act, the clause does not say.
    directive.addressee = reading.has(span.lowerBound, .passive) ? nil : opened.addressee
    directive.cue = candidate.row == nil ? scope?.cue : document.bytes(candidate.trigger)
    let isContinuing = candidate.kind == .bare || candidate.kind == .subject
    directive.continues = isContinuing ? scope.flatMap { $0.first < directives.count ? $0.first : nil } : nil
    if let (tokens, entity) = reading.deadline(in: span) {
      directive.deadline = document.bytes(tokens)
      if case .date(let iso) = document.entities[entity].value { directive.deadlineValue = iso }
    }
    directive.quoted = reading.isQuoted(span.lowerBound, from: sentence.lowerBound)
    directive.basis = reading.parties.groups(in: span).map(\.lead).filter { reading.parties.type($0) == .legalDocument }
    // "các đại biểu cho rằng": somebody calls whom the article does not name.
    let isUnnamed = opened.issuer == nil && isAnonymous
    let isImplied = isContinuing || candidate.subject.kind == .none || candidate.kind == .modal || candidate.kind == .ban
    directives.append(directive)
    notes.append(Note(tokens: span, isUnnamed: isUnnamed, isImplied: isImplied))
    scope = opened
    if !isContinuing { scope!.score = candidate.score }
    lastScore = candidate.score
    if opened.force != .prohibit { forces.set(byteHash((opened.issuer?.text ?? "").utf8), (opened.force, current, line)) }
    if let issuer = opened.issuer {
      if isPerson(issuer) { lastPerson = issuer }
      speaker = Voice(party: issuer, force: issuer.text == speaker?.party?.text ? speaker?.force : nil, sentence: clause.sentence)
    }
  }

  func rule(_ candidate: Candidate) -> String {
    guard let row = candidate.row else { return candidate.kind == .bare ? "scope:subjectless" : "scope:new addressee" }
    return "cues:" + rules.cues[row].surface
  }

  /// The scope as the candidate leaves it.
  func opened(_ candidate: Candidate, _ clause: Clause) -> Scope {
    let before = scope
    let cue = candidate.row.map { rules.cues[$0] }
    var opened = Scope(
      issuer: nil, addressee: nil, force: cue?.force ?? .duty, base: cue?.force ?? .duty,
      cue: candidate.row == nil ? before?.cue : document.bytes(candidate.trigger), cueTokens: candidate.row == nil ? before?.cueTokens : candidate.trigger,
      first: directives.count)
    if let last = candidate.trigger.last, Bans.open.contains(tokens[last].key) { opened.isBan = true }
    let outer = candidate.kind == .cue ? outerCue(candidate, clause) : nil
    let passers = passers(candidate, clause)
    switch candidate.kind {
    case .cue where passesOn(candidate, clause):
      // "…; chỉ đạo các lực lượng chức năng kiểm tra": whoever was told to act is told to have others act.
      opened = before!
      opened.first = directives.count
    case .cue where outer != nil:
      // "Giao UBND tỉnh chỉ đạo các sở …": who assigns calls, the body in between is to act.
      let outer = outer!
      var first = candidate
      first.trigger = outer.start..<outer.end
      first.row = outer.row
      first.subject = reading.subject(of: outer.start, from: max(document.sentences[clause.sentence].tokens.lowerBound, outer.start - 200))
      opened.issuer = issuer(first, clause)
      opened.force = rules.cues[outer.row].force
      opened.base = opened.force
      opened.addressee = addressee(outer.end..<candidate.start, takesAny: true)
    case .cue where passers != nil:
      // "Bộ Công an chỉ đạo Công an tỉnh …" among the items of an order: the body is told to, the order's issuer tells it.
      opened = before!
      opened.first = directives.count
      // Behind what was only stressed the verb has its own force.
      if let cue, opened.force == .emphasis { (opened.force, opened.base) = (cue.force, cue.force) }
      opened.addressee = reading.parties.party(passers!)
    case .cue, .say:
      opened.issuer = issuer(candidate, clause)
      opened.addressee =
        addressee(candidate.region.lowerBound..<candidate.start, takesAny: true, isDirected: candidate.kind == .cue) ?? patient(candidate, clause)
        ?? addresseeInFront(candidate, clause)
      if let force = announced(candidate) { opened.force = force }
      if isAim(candidate) { (opened.force, opened.base) = (.duty, .duty) }
      if isNoun(candidate) {
        let force: Force = opened.issuer.map(isPerson) == true ? .emphasis : .duty
        (opened.force, opened.base) = (force, force)
      }
      if opened.force == .request, isVoters(candidate, opened.issuer, clause) || isPetition(opened.issuer, opened.addressee) { opened.force = .propose }
      if opened.force == .request || opened.force == .order, isInPetition(candidate, clause) { opened.force = .propose }
      if candidate.subject.kind == .none, let before {
        opened.base = before.base
        if clause.isListItem, before.isLeadIn || candidate.traits.contains(.scopeListItem) { opened.force = before.force }
      }
    case .passive:
      opened.issuer = candidate.traits.contains(.scopeNone) ? nil : before?.issuer
      opened.addressee = candidate.subject.kind == .none ? nil : reading.parties.party(candidate.subject.tokens)
    case .modal, .ban:
      if opened.isBan, candidate.subject.isAdjacent {
        // "UBND thành phố cấm": who bans is the issuer.
        opened.issuer = candidate.subject.party
        break
      }
      let said = issuer(ofDuty: candidate, clause)
      opened.issuer = said
      let own = subjectPhrase(candidate, clause)
      // "Những nội dung mang tính đặc thù cần": what it is about, not who is to act.
      let isThing = own.map { reading.has($0.lowerBound, .thing) && !reading.isParty($0.lowerBound, $0.upperBound) } == true
      opened.addressee = isThing ? nil : own.flatMap { addressee($0) }
      if opened.addressee == nil, candidate.subject.isAdjacent, candidate.subject.kind != .act, !completes(candidate.subject.tokens, clause) {
        opened.addressee = reading.parties.party(candidate.subject.tokens)
      }
      if let before, !candidate.traits.contains(.scopeFar), before.issuer?.text == said?.text { opened.base = before.base }
      if let force = inherited(candidate, said) {
        opened.force = force
        if let before, before.issuer?.text == said?.text {
          opened.cue = before.cue
          opened.cueTokens = before.cueTokens
          opened.first = before.first
        }
      }
      if opened.addressee == nil, let before, before.issuer?.text == said?.text,
        own == nil || !candidate.traits.contains(.thingInFront) && candidate.traits.contains(.scopeNext)
      {
        opened.addressee = before.addressee.flatMap { candidate.kind == .ban || isStillAddressed($0, clause) ? $0 : nil }
      }
    case .bare, .subject:
      guard let before else {
        opened.issuer = recentSpeaker ?? presented
        break
      }
      opened = before
      // A sentence behind a duty among orders is an order again.
      if opened.force == .duty, clause.sentence != lastSentence { opened.force = before.base }
      if let quotation = reading.quotation(at: candidate.start), let force = quotation.force { (opened.force, opened.base) = (force, force) }
      if speakerChanged, let party = speaker?.party { (opened.issuer, opened.addressee) = (party, nil) }
      if opened.force == .prohibit, !before.isBan { opened.force = before.base == .prohibit ? .order : before.base }
      if clause.opensLine, let listed = before.listed { opened.addressee = listed }
      if candidate.start > candidate.region.lowerBound, let party = addresseeInFront(candidate.region.lowerBound..<candidate.start) { opened.addressee = party }
      if candidate.kind == .subject, let party = addressee(candidate.region.lowerBound..<candidate.start) {
        opened.addressee = party
        if candidate.traits.contains(.scopeNewLine), isTold(party) { opened.force = before.base }
      }
    }
    // "Năm 2021 cần tập trung đầu tư": when, not who.
    if let entity = opened.addressee?.entity, [.date, .event].contains(reading.parties.type(entity)) { opened.addressee = nil }
    if let issuer = opened.issuer?.text, issuer == opened.addressee?.text {
      // "Báo cáo cũng nêu rõ, Chính phủ cần …": nobody calls on himself alone.
      opened.issuer = [recentSpeaker, lastPerson, presented].lazy.compactMap { $0 }.first { $0.text != issuer }
    }
    if let before, before.isLeadIn, candidate.kind == .bare || candidate.kind == .subject || clause.isListItem {
      (opened.isLeadIn, opened.listed) = (true, before.listed)
    }
    return opened
  }

  /// "Các đơn vị phải … Cần khẩn trương …": cần and phải without a subject are for those whom this sentence names or the one before it.
  private func isStillAddressed(_ party: Directive.Party, _ clause: Clause) -> Bool {
    guard clause.isFirst else { return true }
    if Addressees.ourselves.contains(party.text.lowercased()) { return false }
    let before = document.sentences[max(0, clause.sentence - 1)].tokens.lowerBound
    return party.range.map { $0.lowerBound >= Int(tokens[before].start) } ?? false
  }

  /// "phê bình trong | Đảng", "bố trí | cán bộ": the words before the party make it a part of a noun phrase for an act.
  private func completes(_ party: Range<Int>, _ clause: Clause) -> Bool {
    let front = party.lowerBound - 1
    guard front >= clause.tokens.lowerBound else { return false }
    return reading.has(front, [.preposition, .possessive])
      || (max(clause.tokens.lowerBound, front - 2)...front).contains { reading.action(at: $0)?.end == party.lowerBound }
  }

  /// The clause goes on with the verb "chỉ đạo": the double cue of who is already addressed.
  private func passesOn(_ candidate: Candidate, _ clause: Clause) -> Bool {
    guard let scope, scope.addressee != nil, tokens[candidate.trigger.lowerBound].key == Key.chir, clausesSince < 2 else { return false }
    guard var first = reading.firstWord(clause.tokens) else { return false }
    if let after = Connectives.phrases.end(tokens, first, clause.tokens.upperBound) { first = tokens[after].isMark(",") ? after + 1 : after }
    return candidate.trigger.lowerBound == first
  }

  /// The party was told before: after a task for one body, those who are ordered are back.
  private func isTold(_ party: Directive.Party) -> Bool {
    let text = Array(party.text.utf8)
    return directives.suffix(12).contains { $0.addressee.map { isSame(Array($0.text.utf8)[...], text[...]) } == true }
  }

  /// The directing verb whose object directs others: "giao | UBND tỉnh | chỉ đạo".
  private func outerCue(_ candidate: Candidate, _ clause: Clause) -> Reading.Found? {
    let subject = candidate.subject.isAdjacent ? candidate.subject.tokens : candidate.trigger.lowerBound..<candidate.trigger.lowerBound
    let end = subject.upperBound
    var index = subject.lowerBound - 1
    let start = max(document.sentences[clause.sentence].tokens.lowerBound, index - 40)
    while index >= start, !tokens[index].isMark("."), !tokens[index].isMark(";"), !tokens[index].isMark(":") {
      if let cue = reading.cue(at: index), rules.cues[cue.row].kind == .verb, cue.end < end { return reading.partyRunEnd(cue.end, end) >= end ? cue : nil }
      index -= 1
    }
    return nil
  }

  /// In a list or paragraph of orders the clause starts with bodies or positions that direct others: who they are.
  private func passers(_ candidate: Candidate, _ clause: Clause) -> Range<Int>? {
    guard let scope, tokens[candidate.trigger.lowerBound].key == Key.chir, clausesSince < 2, clause.opensLine else { return nil }
    guard scope.isLeadIn || [scope.force, scope.base].contains(where: { [.order, .assign, .emphasis].contains($0) }) else { return nil }
    let isOther =
      candidate.subject.kind == .body || candidate.subject.kind == .role ? scope.issuer?.text != candidate.subject.party?.text : !candidate.subject.isAdjacent
    guard isOther, let first = reading.firstWord(clause.tokens) else { return nil }
    // "Bộ trưởng các bộ, Chủ tịch UBND tỉnh thành | chỉ đạo": none of them alone.
    let all = reading.trim(first..<candidate.trigger.lowerBound)
    if all.count > 1, reading.partyRunEnd(first, all.upperBound) >= all.upperBound - 1 { return all }
    return candidate.subject.isAdjacent ? reading.trim(candidate.subject.tokens) : nil
  }
}

/// eˣ without Foundation: squaring of a short series, exact to six digits for the scores of the model.
func exponential(_ x: Double) -> Double {
  let small = max(-30, min(30, x)) / 1024
  var value = 1 + small + small * small / 2 + small * small * small / 6
  for _ in 0..<10 { value *= value }
  return value
}
