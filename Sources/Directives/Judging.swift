internal import TextModel

// What the model sees of a candidate.
extension Finder {
  func traits(_ candidate: Candidate, _ clause: Clause, _ nested: Int?) -> TraitSet<Trait> {
    var set = articleTraits
    set.insert(.bias)
    let isClause = candidate.kind == .bare || candidate.kind == .subject
    let at = isClause ? candidate.start : candidate.trigger.lowerBound
    before(at, clause, &set)
    if !isClause { after(candidate.trigger.upperBound, clause, &set) }
    subject(candidate, clause, &set)
    surroundings(candidate, at, clause, &set)
    content(candidate, clause, &set)
    scope(clause, &set)
    if let nested {
      set.insert(.nested)
      let place = candidate.subject.isAdjacent ? candidate.subject.tokens.lowerBound : candidate.trigger.lowerBound
      if place > nested, tokens[place - 1].isMark(",") || reading.has(place - 1, .conjunction) { set.insert(.nestedJoined) }
    }
    if isClause, reading.cue(at: candidate.start) != nil { set.insert(.verbIsCue) }
    if directives.count == 0, clause.sentence < 3 { set.insert(.early) }
    if isClause {
      for index in candidate.region.lowerBound..<candidate.start where reading.words[index].intersects(.cueHere) && !reading.words[index].intersects(.covered) {
        guard let cue = reading.cue(at: index) else { continue }
        switch rules.cues[cue.row].kind {
        case .verb, .say: set.insert(.verbTriggerInFront)
        case .modal, .ban, .passive, .held: set.insert(.triggerInFront)
        default: break
        }
      }
    }
    together(candidate, clause, &set)
    return set
  }

  /// Traits that mean more together than apart.
  private func together(_ candidate: Candidate, _ clause: Clause, _ set: inout TraitSet<Trait>) {
    let startsVerb = set.contains(.startsAct) || set.contains(.startsManner) || set.contains(.startsBan)
    let isNext = set.contains(.scopeNext)
    let isNear = set.contains(.scopeNear) && !set.contains(.scopeBroken)
    switch candidate.kind {
    case .bare, .subject:
      let isPeople = candidate.kind == .subject && (set.contains(.gapPeople) || set.contains(.subjectAdjacent))
      if startsVerb, candidate.kind == .bare, !set.contains(.contentReport), !set.contains(.reportAfter) {
        if isNext { set.insert(.verbNext) }
        if isNear { set.insert(.verbNear) }
        if set.contains(.scopeNear), set.contains(.scopeBroken) { set.insert(.verbNextBroken) }
        if set.contains(.scopeLeadIn) { set.insert(.verbInLeadIn) }
      }
      if startsVerb || set.contains(.startsNounVerb), isPeople, !set.contains(.reportBefore), !set.contains(.futureBefore) {
        if isNext { set.insert(.peopleVerbNext) }
        if isNear { set.insert(.peopleVerbNear) }
      }
      if clause.isHeadline, clause.sentence > 0, !clause.isListItem, tokens[document.sentences[clause.sentence - 1].tokens.upperBound - 1].isMark(".") {
        set.insert(.headingAfterStop)
      }
      if clause.isListItem, lastWasItem, isNext || isNear { set.insert(.itemAfterItem) }
    case .cue, .say, .passive:
      let isFree = !set.contains(.beforeNoun) && !set.contains(.beforePossessive) && !set.contains(.beforePassive) && !set.contains(.afterPossessive)
      if isFree, set.contains(.afterActor) || set.contains(.afterPeople) { set.insert(.directsPeople) }
      if set.contains(.beforeReport), set.contains(.afterManner) { set.insert(.reportManner) }
      if isFree, set.contains(.afterAct) || set.contains(.afterManner) { set.insert(.directsAct) }
      if !isFree { set.insert(.nounish) }
      if ![Trait.afterActor, .afterPeople, .afterAct, .afterManner, .afterColon, .afterComma, .afterModal, .afterThat, .afterNumber].contains(where: {
        set.contains($0)
      }) {
        set.insert(.directsNothing)
      }
      if set.contains(.beforeComma), set.contains(.subjectFar), candidate.subject.tokens.lowerBound - document.sentences[clause.sentence].tokens.lowerBound < 4
      {
        set.insert(.apposition)
      }
    case .modal, .ban:
      if set.contains(.afterAct) || set.contains(.afterManner) || set.contains(.startsBan) || set.contains(.startsHave) { set.insert(.modalVerb) }
      let isSaid = set.contains(.speechBefore) || set.contains(.attributed) || set.contains(.speakerSameSentence)
      if isSaid { set.insert(.saidModal) }
      if set.contains(.subjectAdjacent), startsVerb { set.insert(.peopleModal) }
      if set.contains(.thingInFront), !set.contains(.subjectAdjacent) { set.insert(.thingModal) }
      if set.contains(.beforeNothing) || set.contains(.beforeComma) { set.insert(.bareModal) }
    }
  }

  private func before(_ at: Int, _ clause: Clause, _ set: inout TraitSet<Trait>) {
    let before = at - 1
    guard before >= clause.tokens.lowerBound else { return set.insert(.beforeNothing) }
    if let entity = reading.parties.ending(at) {
      set.insert(Parties.canAct(reading.parties.type(entity)) ? Trait.beforeEntity : .beforeMark)
      return
    }
    if tokens[before].kind == .mark { return set.insert(tokens[before].isMark(",") ? Trait.beforeComma : .beforeMark) }
    let words = reading.words[before]
    if words.contains(.nounHead) { set.insert(.beforeNoun) }
    if words.contains(.preposition) { set.insert(.beforePreposition) }
    if words.contains(.possessive) { set.insert(.beforePossessive) }
    if words.contains(.passive) { set.insert(.beforePassive) }
    if words.contains(.report) { set.insert(.beforeReport) }
    if words.contains(.future) { set.insert(.beforeFuture) }
    if words.contains(.negation) { set.insert(.beforeNegation) }
    if words.contains(.conjunction) { set.insert(.beforeConjunction) }
    if words.contains(.adverb) { set.insert(.beforeAdverb) }
    if words.contains(.determiner) { set.insert(.beforeDeterminer) }
    if words.contains(.condition) { set.insert(.beforeCondition) }
    if words.contains(.relative) { set.insert(.beforeRelative) }
    if words.contains(.that) { set.insert(.beforeThat) }
    if words.contains(.purpose) { set.insert(.beforePurpose) }
    if words.contains(.thing) { set.insert(.beforeThing) }
    if before > clause.tokens.lowerBound, reading.action(at: before - 1)?.end == at || reading.action(at: before)?.end == at { set.insert(.beforeVerb) }
    for from in max(clause.tokens.lowerBound, at - 3)..<at where reading.partyEnd(at: from, at) == at { set.insert(.beforePeople) }
  }

  private func after(_ at: Int, _ clause: Clause, _ set: inout TraitSet<Trait>) {
    guard at < clause.tokens.upperBound else { return set.insert(.afterEnd) }
    if let entity = reading.parties.starting(at) {
      set.insert(Parties.canAct(reading.parties.type(entity)) ? Trait.afterActor : .afterDocument)
      return
    }
    if tokens[at].isMark(":") { return set.insert(.afterColon) }
    if tokens[at].kind == .mark { return set.insert(.afterComma) }
    if tokens[at].kind == .number { set.insert(.afterNumber) }
    if reading.isParty(at, clause.tokens.upperBound) { set.insert(.afterPeople) }
    if let action = reading.action(at: at) {
      switch rules.actions[action.row] {
      case .act: set.insert(.afterAct)
      case .manner: set.insert(.afterManner)
      case .noun: set.insert(.afterNounVerb)
      }
    }
    if reading.isModal(at) { set.insert(.afterModal) }
    let words = reading.words[at]
    if words.contains(.possessive) { set.insert(.afterPossessive) }
    if words.contains(.that) { set.insert(.afterThat) }
    if words.contains(.preposition) { set.insert(.afterPreposition) }
    if words.contains(.thing) { set.insert(.afterThing) }
    if words.contains(.passive) { set.insert(.afterPassive) }
    if words.contains(.conjunction) { set.insert(.afterConjunction) }
  }

  private func subject(_ candidate: Candidate, _ clause: Clause, _ set: inout TraitSet<Trait>) {
    var subject = candidate.subject
    if candidate.kind == .subject {
      // The words in front of the action.
      let first = candidate.region.lowerBound
      if let entity = reading.parties.actor(at: first) {
        subject.kind =
          switch reading.parties.type(entity) {
          case .person: .person
          case .role: .role
          case .organization: .body
          default: .place
          }
        subject.party = reading.parties.resolve(entity)
      } else if reading.isParty(first, candidate.start) {
        subject.kind = .people
      }
      subject.tokens = reading.trim(first..<candidate.start)
      subject.isAdjacent = reading.partyRunEnd(first, candidate.start) == candidate.start
    }
    if candidate.kind == .bare { return }
    switch subject.kind {
    case .none: set.insert(.subjectNone)
    case .person: set.insert(.subjectPerson)
    case .role: set.insert(.subjectRole)
    case .body: set.insert(.subjectBody)
    case .act: set.insert(.subjectAct)
    case .place: set.insert(.subjectPlace)
    case .pronoun: set.insert(.subjectPronoun)
    case .people: set.insert(.subjectPeople)
    }
    if subject.kind != .none { set.insert(subject.isAdjacent ? Trait.subjectAdjacent : .subjectFar) }
    if let text = subject.party?.text, text == scope?.issuer?.text { set.insert(.subjectIsSpeaker) }
    if subject.kind != .none, !subject.tokens.isEmpty, let addressee = scope?.addressee?.text,
      isSame(document.utf8[document.bytes(subject.tokens)], Array(addressee.utf8)[...])
    {
      set.insert(.sameAddressee)
    }
  }

  /// The same words in any case; texts of quite different length are not worth folding.
  func isSame(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool { abs(left.count - right.count) <= 8 && lowercased(left) == lowercased(right) }

  private func surroundings(_ candidate: Candidate, _ at: Int, _ clause: Clause, _ set: inout TraitSet<Trait>) {
    let sentence = document.sentences[clause.sentence].tokens
    set.insert(clause.isFirst ? Trait.firstClause : .laterClause)
    if clause.isListItem { set.insert(.listItem) }
    if clause.isHeadline { set.insert(.headline) }
    if clause.opensLine { set.insert(.opensLine) }
    if clause.leadsIn { set.insert(.leadsIn) }
    if tokens[sentence.upperBound - 1].isMark("?") { set.insert(.question) }
    if tokens[candidate.start].isCapitalized { set.insert(.capitalized) }
    let first = reading.firstWord(clause.tokens) ?? clause.tokens.lowerBound
    if candidate.kind == .bare || candidate.kind == .subject, candidate.region.lowerBound > first { set.insert(.connective) }
    if reading.has(candidate.kind == .bare || candidate.kind == .subject ? candidate.region.lowerBound : first, .adverbial), at > first + 1 {
      set.insert(.adverbialInFront)
    }
    if reading.has(candidate.kind == .subject ? candidate.region.lowerBound : first, .thing), at > first { set.insert(.thingInFront) }
    if at - clause.tokens.lowerBound > 24 { set.insert(.longBefore) }
    for index in max(clause.tokens.lowerBound, at - Reading.reach)..<at {
      let words = reading.words[index]
      if words.intersects(.covered) || !words.intersects([.report, .future, .firstPerson, .condition, .relative]) { continue }
      if words.contains(.report) { set.insert(.reportBefore) }
      if words.contains(.future) { set.insert(.futureBefore) }
      if words.contains(.firstPerson) { set.insert(.firstPerson) }
      if words.contains(.condition) { set.insert(.condition) }
      if words.contains(.relative) { set.insert(.relativeBefore) }
    }
    if (max(sentence.lowerBound, at - Reading.reach)..<at).contains(where: { reading.words[$0].intersects(.sayingCue) }) { set.insert(.speechBefore) }
    if tokens[sentence.lowerBound].key == Key.theo { set.insert(.attributed) }
    if reading.isQuoted(at, from: sentence.lowerBound) { set.insert(.quoted) }
    if speaker?.sentence == clause.sentence { set.insert(.speakerSameSentence) }
    if let speaker { set.insert(clause.sentence - speaker.sentence <= 3 ? Trait.speakerRecent : .speakerNone) } else { set.insert(.speakerNone) }
    if presented != nil { set.insert(.presented) }
    if clause.sentence > 0, reading.acts(document.sentences[clause.sentence - 1]) { set.insert(.actsBefore) }
    if clause.sentence + 1 < document.sentences.count, reading.acts(document.sentences[clause.sentence + 1]) { set.insert(.actsBehind) }
  }

  private func content(_ candidate: Candidate, _ clause: Clause, _ set: inout TraitSet<Trait>) {
    let start = candidate.start
    set.insert(
      reading.has(start, .actsHere)
        ? Trait.startsAct : reading.has(start, .mannerHere) ? .startsManner : reading.has(start, .nounVerbHere) ? .startsNounVerb : .startsPlain)
    if reading.has(start, .banCue) { set.insert(.startsBan) }
    if reading.has(start, .passive) { set.insert(.startsPassive) }
    if start < tokens.count, tokens[start].key == Key.cos { set.insert(.startsHave) }
    if reading.has(start, .officeFirst), Offices.phrases.end(tokens, start, tokens.count) != nil { set.insert(.appoints) }
    if reading.isModal(start - 1) || reading.endsModal(start) { set.insert(.startsModal) }
    let gap = reading.trim(min(candidate.region.lowerBound, start)..<start)
    if gap.isEmpty {
      set.insert(.gapEmpty)
    } else {
      let people = reading.partyRunEnd(gap.lowerBound, gap.upperBound)
      if people >= gap.upperBound - 1 { set.insert(.gapPeople) } else { set.insert(people > gap.lowerBound ? Trait.gapComma : .gapOther) }
    }
    switch clause.tokens.upperBound - start {
    case ..<4: set.insert(.short)
    case 4..<9: set.insert(.middling)
    case 40...: set.insert(.long)
    default: break
    }
    var seenComma = false
    for index in start..<min(clause.tokens.upperBound, start + 80) {
      let words = reading.words[index]
      guard words.intersects([.comma, .quote, .report, .future, .covered]) else { continue }
      if words.intersects(.comma) { seenComma = true }
      if words.intersects(.quote), tokens[index].isMark("”") || tokens[index].isMark("\"") && index > start + 2 { set.insert(.contentEnds) }
      if words.intersects(.report), index > start, !words.intersects(.covered), !reading.has(index + 1, .passive) { set.insert(.contentReport) }
      guard seenComma else { continue }
      if words.intersects(.future) { set.insert(.reportAfter) }
      if words.intersects(.covered), reading.has(index - 1, .comma), let entity = reading.parties.starting(index),
        reading.parties.type(entity) == .person || reading.parties.type(entity) == .role
      {
        set.insert(.personAfterComma)
      }
    }
  }

  private func scope(_ clause: Clause, _ set: inout TraitSet<Trait>) {
    guard let force = scope?.force, let first = scope?.first else { return set.insert(.scopeNone) }
    switch clausesSince {
    case ..<1: set.insert(.scopeNext)
    case 1...2: set.insert(.scopeNear)
    default: set.insert(.scopeFar)
    }
    if scope!.score > 2 { set.insert(.scopeSure) } else if scope!.score < 0.5 { set.insert(.scopeUnsure) }
    if lastScore > 2 { set.insert(.lastSure) } else if lastScore < 0.5 { set.insert(.lastUnsure) }
    if let issuer = scope!.issuer {
      switch issuer.entity.map(reading.parties.type) {
      case .person, .role: set.insert(.scopeByPerson)
      case .legalDocument: set.insert(.scopeByAct)
      default: set.insert(.scopeByBody)
      }
    } else {
      set.insert(.scopeByNobody)
    }
    if lastSentence == clause.sentence { set.insert(.scopeSameSentence) }
    set.insert(lastLine == line ? Trait.scopeSameLine : .scopeNewLine)
    if isBroken { set.insert(.scopeBroken) }
    if speakerChanged { set.insert(.scopeSpeakerChanged) }
    if directives.count - first >= 3 { set.insert(.scopeMany) }
    if scope?.isLeadIn == true { set.insert(.scopeLeadIn) }
    if lastWasItem, clause.isListItem { set.insert(.scopeListItem) }
    switch force {
    case .order: set.insert(.scopeOrder)
    case .assign: set.insert(.scopeAssign)
    case .request: set.insert(.scopeRequest)
    case .propose: set.insert(.scopePropose)
    case .emphasis: set.insert(.scopeEmphasis)
    case .appeal: set.insert(.scopeAppeal)
    case .prohibit: set.insert(.scopeProhibit)
    case .duty: set.insert(.scopeDuty)
    }
  }

  /// A clause that tells what was or will be done.
  func reports(_ range: Range<Int>) -> Bool {
    range.contains {
      reading.words[$0].intersects([.report, .future]) && !reading.words[$0].intersects(.covered) && !reading.words[$0 + 1].intersects(.passive)
    }
  }
}

extension Reading {
  /// A sentence that starts with an action.
  func acts(_ sentence: Sentence) -> Bool {
    firstWord(sentence.tokens).map { has($0, [.actsHere, .mannerHere]) } == true
  }

  func articleTraits() -> TraitSet<Trait> {
    var (cues, modals, reports) = (0, 0, 0)
    for sentence in document.sentences {
      var seen: WordClass = []
      for index in sentence.tokens where !words[index].intersects(.covered) { seen.formUnion(words[index]) }
      if seen.intersects(.verbCue) { cues += 1 }
      if seen.intersects(.modalHere) { modals += 1 }
      if seen.intersects(.report) { reports += 1 }
    }
    let count = document.sentences.count
    var set = TraitSet<Trait>()
    if cues * 10 < count { set.insert(.fewCues) } else if cues * 3 > count { set.insert(.manyCues) }
    if modals * 20 < count { set.insert(.fewModals) } else if modals * 4 > count { set.insert(.manyModals) }
    if reports * 2 > count { set.insert(.manyReports) }
    return set
  }
}

/// What is no task for another: taking an office, being helped oneself.
enum Offices {
  static let phrases = Phrases(
    "giữ chức, giữ cương vị, tham gia ban chấp hành, tham gia ban thường vụ, làm nhiệm vụ, đến nhận công tác, đảm nhiệm chức, giữ quyền, thôi giữ chức, thôi tham gia, tiếp tục nhận được, sớm nhận được, nhận được, tiếp tục đón nhận"
  )
}
