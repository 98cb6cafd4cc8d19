internal import TextModel

// Who calls.
extension Finder {
  func issuer(_ candidate: Candidate, _ clause: Clause) -> Directive.Party? {
    if candidate.traits.contains(.beforePassive) {
      // "ông A bị đề nghị kỷ luật": the subject is whom it is about.
      let patient = candidate.subject.party?.text
      return [scope?.issuer, recentSpeaker, presented].lazy.compactMap { $0 }.first { $0.text != patient }
    }
    if let party = ownVoice(candidate) { return party }
    if !candidate.subject.isAdjacent, candidate.subject.kind != .none {
      let first = candidate.subject.tokens.lowerBound
      // "Chất vấn Bộ trưởng A, đại biểu B nêu câu hỏi: “… đề nghị Bộ trưởng cho biết”": who is said to speak says what is quoted.
      if let quotation = reading.quotation(at: candidate.trigger.lowerBound), first < quotation.tokens.lowerBound,
        reading.isMark(quotation.tokens.lowerBound - 2, ":"), let party = heard?.party
      {
        return party
      }
      // "giao Công an tỉnh báo cáo | Bộ Công an | và đề nghị": whom something is to be done to does not call.
      if let last = directives.last, last.sentence == clause.sentence, notes[directives.count - 1].tokens.lowerBound < first,
        reading.isBound(candidate.subject, from: clause.tokens.lowerBound)
      {
        return last.issuer
      }
    }
    if let party = reading.relayed(document.sentences[clause.sentence].tokens.lowerBound..<candidate.trigger.lowerBound) { return party }
    switch candidate.subject.kind {
    case .people:
      if let common = common(candidate.subject) { return common }
      guard let body = candidate.subject.party else { return nil }
      // "Lãnh đạo Cục B | đề nghị": who was named as one of them.
      if let person = reading.parties.spokesman(of: body, before: candidate.trigger.lowerBound) { return person }
      let isHead = Heads.phrases.end(tokens, candidate.subject.tokens.lowerBound, candidate.subject.tokens.upperBound) != nil
      return isHead
        ? recentSpeaker.flatMap { isPerson($0) ? $0 : nil } ?? reading.parties.lastPerson(before: candidate.subject.tokens.lowerBound).map(
          reading.parties.named) ?? body : body
    case .none:
      if let person = voice(candidate, clause) { return person }
      return isAnonymous ? nil : recentSpeaker ?? presenter(clause, before: candidate.trigger.lowerBound)
    case .pronoun: return recentSpeaker.flatMap { isPerson($0) ? $0 : nil } ?? candidate.subject.party
    case .body, .place:
      let first = candidate.subject.tokens.lowerBound
      // "đại diện FPT": who was speaking for it.
      if first > 1, Delegates.phrases.end(tokens, first - 2, first) == first, let recentSpeaker { return recentSpeaker }
      return candidate.subject.party ?? recentSpeaker
    default: return candidate.subject.party ?? recentSpeaker
    }
  }

  /// "tôi đề nghị", "chúng tôi trực tiếp yêu cầu": whoever is speaking.
  private func ownVoice(_ candidate: Candidate) -> Directive.Party? {
    guard !candidate.subject.isAdjacent else { return nil }
    var before = candidate.trigger.lowerBound - 1
    while before > 0, reading.has(before, [.adverb, .report]) { before -= 1 }
    return reading.has(before, .firstPerson) && tokens[before].key != Key.ta ? lastPerson : nil
  }

  /// People without a name who speak as one are called by their words: "cử tri tỉnh Phú Thọ", "các hộ dân".
  private func common(_ subject: Subject) -> Directive.Party? {
    var first = subject.tokens.lowerBound
    while first < subject.tokens.upperBound, reading.has(first, .determiner) { first += 1 }
    guard first < subject.tokens.upperBound, Commons.phrases.end(tokens, first, subject.tokens.upperBound) != nil else { return nil }
    return reading.parties.party(subject.tokens)
  }

  /// A statement of duty is the speaker's: who is said to say it, else whose directives go on, else the act that is presented.
  func issuer(ofDuty candidate: Candidate, _ clause: Clause) -> Directive.Party? {
    if let owner = reading.quotation(at: candidate.trigger.lowerBound)?.owner { return owner }
    if let act = reading.rule(of: candidate.trigger.lowerBound, in: clause.tokens) { return act }
    if let said = heard { return said.party }
    if let person = voice(candidate, clause) { return person }
    // A body that was told of some sentences ago is done; the person who told of it goes on.
    if let lastPerson, let speaker, current - speaker.sentence > 4, let body = speaker.party?.entity, reading.parties.type(body) == .organization {
      return lastPerson
    }
    return recentSpeaker ?? presented
  }

  /// "Chúng ta cần …": said by the last person who spoke, whatever body or act was named since.
  private func voice(_ candidate: Candidate, _ clause: Clause) -> Directive.Party? {
    guard let lastPerson else { return nil }
    let speaks = (max(clause.tokens.lowerBound, candidate.trigger.lowerBound - 12)..<candidate.trigger.lowerBound).contains { reading.has($0, .firstPerson) }
    return speaks ? lastPerson : nil
  }

  /// Who presents, when nobody is named: the last person or position of the sentences just before.
  private func presenter(_ clause: Clause, before end: Int) -> Directive.Party? {
    let from = document.sentences[max(0, clause.sentence - 2)].tokens.lowerBound
    let groups = reading.parties.groups(in: min(from, end)..<end)
    if let group = groups.last(where: { $0.person != nil }) { return reading.parties.named(group.person!) }
    return groups.last { [.role, .organization].contains(reading.parties.type($0.lead)) }.map { reading.parties.resolve($0.lead) }
  }
}

/// Who leads a body, without a name: the person who was speaking.
enum Heads {
  static let phrases = Phrases("người đứng đầu, lãnh đạo chính phủ, lãnh đạo bộ, vị lãnh đạo, vị tư lệnh")
}

/// People who call for something as one, without names.
enum Commons {
  static let phrases = Phrases(
    "cử tri, nhân dân, người dân, hộ dân, hộ, gia đình, chính quyền, bên, đồng chí lãnh đạo, bà con, ngư dân, cơ quan chức năng, chi cục")
}

/// Who speaks for a body.
enum Delegates {
  static let phrases = Phrases("đại diện")
}
