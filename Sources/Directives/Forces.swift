internal import TextModel

// How strongly.
extension Finder {
  private static let voters = (wordKey("cử"), wordKey("tri"))

  /// Voters ask upwards: their đề nghị proposes.
  func isVoters(_ candidate: Candidate, _ clause: Clause) -> Bool {
    let end = candidate.trigger.lowerBound
    return (max(clause.tokens.lowerBound, end - 12)..<end).contains { $0 + 1 < end && tokens[$0].key == Self.voters.0 && tokens[$0 + 1].key == Self.voters.1 }
  }

  /// Citizens, firms and whoever goes to court ask upwards: their đề nghị proposes.
  func isPetition(_ issuer: Directive.Party?, _ addressee: Directive.Party?) -> Bool {
    func starts(_ party: Directive.Party?, _ phrases: Phrases) -> Bool {
      guard let party else { return false }
      let words = tokenize(Array(party.text.prefix(40).utf8))
      let noun = words.firstIndex { !Petitioners.determiners.contains($0.key) } ?? 0
      return noun < words.count && phrases.end(words, noun, words.count) != nil
    }
    return starts(issuer, Petitioners.phrases) || starts(addressee, Petitioners.courts)
  }

  /// The verb that a directing verb announces: "kết luận: Giao Bộ trưởng …", "yêu cầu: “Đề nghị công ty …”".
  func announced(_ candidate: Candidate) -> Force? {
    var index = candidate.trigger.upperBound
    let end = min(candidate.start, index + 3)
    while index < end, tokens[index].kind == .mark { index += 1 }
    guard index < end, let cue = reading.cue(at: index), rules.cues[cue.row].kind == .verb, !reading.has(index, .covered) else { return nil }
    let force = rules.cues[cue.row].force
    return force == .assign || index > candidate.trigger.upperBound ? force : nil
  }

  /// "Yêu cầu đặt ra là phải …": a noun, which weighs as what its speaker stresses.
  func isNoun(_ candidate: Candidate) -> Bool {
    let end = candidate.trigger.upperBound
    return end + 1 < tokens.count && Demands.phrases.end(tokens, end, min(tokens.count, end + 3)) != nil
  }

  /// The force that cần or phải takes from what goes on: that of the same speaker's last directive, else that of the verb of saying.
  func inheritable(_ said: Directive.Party?) -> Force? {
    if let force = forces[said?.text ?? ""] { return force == .duty ? nil : force }
    return speaker?.party?.text == said?.text ? speaker?.force : nil
  }

  func inherited(_ candidate: Candidate, _ said: Directive.Party?) -> Force? {
    if let force = spoken(candidate) ?? reading.quotation(at: candidate.trigger.lowerBound)?.speaker?.force { return force }
    guard let force = inheritable(said) else { return nil }
    return rules.model.inherit.score(candidate.traits, candidate.kind, row: candidate.row, words: 0) > 0 ? force : nil
  }

  /// The force of a verb of saying in the words just before the modal: "nhấn mạnh, trong thời gian tới, các đơn vị phải".
  func spoken(_ candidate: Candidate) -> Force? {
    var index = candidate.trigger.lowerBound - 1
    let start = max(0, index - 30)
    while index >= start, !tokens[index].isMark("."), !tokens[index].isMark(";") {
      if let cue = reading.cue(at: index), reading.parties.covering(index) == nil, !reading.has(cue.end, .possessive) {
        if rules.cues[cue.row].kind == .say { return rules.cues[cue.row].force }
        if rules.cues[cue.row].kind == .speech { return nil }
      }
      if tokens[index].lineStart { break }
      index -= 1
    }
    return nil
  }
}

/// Who asks upwards, and courts, which are asked.
enum Petitioners {
  static let phrases = Phrases("cử tri, nhân dân, người dân, gia đình, công ty, doanh nghiệp, bà con, ngư dân, chùa, chi cục")
  static let determiners = WordSet("các nhiều những một số")
  static let courts = Phrases("tòa án, tòa, hội đồng xét xử")
}

/// What makes a noun of "yêu cầu" in front of it.
enum Demands {
  static let phrases = Phrases("đặt ra")
}
