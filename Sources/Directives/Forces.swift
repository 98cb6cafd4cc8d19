internal import TextModel

// How strongly.
extension Finder {
  /// Voters ask upwards: their đề nghị proposes.
  func isVoters(_ candidate: Candidate, _ issuer: Directive.Party?, _ clause: Clause) -> Bool {
    let end = candidate.trigger.lowerBound
    if let issuer, reading.voters.contains(issuer.text) { return true }
    return (max(clause.tokens.lowerBound, end - 12)..<end).contains { Petitioners.voters.end(tokens, $0, end) != nil }
  }

  /// "viết đơn gửi UBND xã đề nghị …": đề nghị and yêu cầu of a petition propose.
  func isInPetition(_ candidate: Candidate, _ clause: Clause) -> Bool {
    let end = candidate.trigger.lowerBound
    return (max(clause.tokens.lowerBound, end - 12)..<end).contains { Petitioners.papers.end(tokens, $0, end) != nil }
  }

  /// Citizens, firms and whoever goes to court ask upwards, if it is not one another: their đề nghị proposes.
  func isPetition(_ issuer: Directive.Party?, _ addressee: Directive.Party?) -> Bool {
    func starts(_ party: Directive.Party?, _ phrases: Phrases) -> Bool {
      guard let party else { return false }
      let words = tokenize(Array(party.text.prefix(40).utf8))
      let noun = words.firstIndex { !Petitioners.determiners.contains($0.key) } ?? 0
      return phrases.end(words, noun, words.count) != nil
    }
    return starts(issuer, Petitioners.phrases) && !starts(addressee, Petitioners.phrases) || starts(addressee, Petitioners.courts)
  }

  /// The verb that a directing verb announces: "kết luận: Giao Bộ trưởng …", "yêu cầu: “Đề nghị công ty …”", "nhấn mạnh và yêu cầu cần …".
  func announced(_ candidate: Candidate) -> Force? {
    if let force = joined(candidate) { return force }
    var index = candidate.trigger.upperBound
    let end = min(candidate.start, index + 3)
    while index < end, tokens[index].kind == .mark || tokens[index].key == Key.vaf { index += 1 }
    guard index < end, let cue = reading.cue(at: index), rules.cues[cue.row].kind == .verb else { return nil }
    let force = rules.cues[cue.row].force
    return force == .assign || index > candidate.trigger.upperBound ? force : nil
  }

  /// "Để khẳng định vai trò của mình, … cần …": nobody has said it yet.
  func isAim(_ candidate: Candidate) -> Bool {
    var front = candidate.trigger.lowerBound - 1
    while reading.has(front, [.mannerHere, .adverb]) { front -= 1 }
    return candidate.kind == .say && reading.has(front, .purpose)
  }

  /// The directing verb behind another, with a speaker of its own: "như Bác mong muốn, ông A | đề nghị | các cấp …".
  private func joined(_ candidate: Candidate) -> Force? {
    for index in (max(candidate.trigger.upperBound, candidate.start - 40)..<max(candidate.trigger.upperBound, candidate.start)).reversed()
    where reading.has(index, .verbCue) {
      guard let cue = reading.cue(at: index) else { continue }
      let subject = reading.subject(of: index, from: candidate.trigger.upperBound)
      guard subject.isAdjacent, subject.kind == .person || subject.kind == .role else { continue }
      if candidate.kind == .say || tokens[index].key != Key.chir && reading.has(subject.tokens.lowerBound - 1, .comma) { return rules.cues[cue.row].force }
    }
    return nil
  }

  /// "Yêu cầu đặt ra là phải …", "kết luận thanh tra phải …": a noun, which weighs as what its speaker stresses.
  func isNoun(_ candidate: Candidate) -> Bool {
    let end = candidate.trigger.upperBound
    return end + 1 < tokens.count && (candidate.kind == .say ? Demands.concluded : Demands.phrases).end(tokens, end, min(tokens.count, end + 3)) != nil
  }

  /// The force that cần or phải takes: that of the verb that says it, else that of the same speaker's last directive, as long as it goes on,
  /// else that of the verb of saying just before.
  func inherited(_ candidate: Candidate, _ said: Directive.Party?) -> Force? {
    if let force = spoken(candidate) ?? reading.quotation(at: candidate.trigger.lowerBound)?.force { return force }
    let last = forces[byteHash((said?.text ?? "").utf8)]
    if let speaker, let force = speaker.force, current - speaker.sentence <= 1, speaker.sentence > last?.sentence ?? -1 { return force }
    guard let last, current - last.sentence <= (line == last.line ? 2 : 1) else { return nil }
    return last.force
  }

  /// The force of a verb of saying in the words just before the modal: "nhấn mạnh, trong thời gian tới, các đơn vị phải";
  /// duty where they only name the source: "Theo ông A, các đơn vị phải".
  func spoken(_ candidate: Candidate) -> Force? {
    var index = candidate.trigger.lowerBound - 1
    let start = max(0, index - 30)
    while index >= start, !tokens[index].isMark("."), !tokens[index].isMark(";") {
      if let cue = reading.cue(at: index), reading.parties.covering(index) == nil, !reading.has(cue.end, .possessive) {
        if rules.cues[cue.row].kind == .say { return rules.cues[cue.row].force }
        if rules.cues[cue.row].kind == .speech { return nil }
      }
      if tokens[index].key == Key.theo, reading.namesSource(index) { return .duty }
      index -= 1
    }
    return nil
  }
}

extension Reading {
  /// "Theo ông A, …", "…, theo Bộ Y tế, …": who or what is quoted; not "theo đó", "theo hướng".
  func namesSource(_ theo: Int) -> Bool {
    guard Followers.phrases.end(tokens, theo, tokens.count) == nil else { return false }
    return tokens[theo].isCapitalized || isParty(theo + 1, min(theo + 14, tokens.count))
  }
}

/// Who asks upwards, how, and courts, which are asked.
enum Petitioners {
  static let voters = Phrases("cử tri")
  static let papers = Phrases("viết đơn, gửi đơn, gởi đơn, làm đơn, có đơn, nộp đơn, đơn gửi, kính")
  static let phrases = Phrases(
    "cử tri, nhân dân, người dân, gia đình, hộ dân, công ty, tổng công ty, doanh nghiệp, hiệp hội, câu lạc bộ, hội viên, khách hàng, người lao động, họ, bà con, ngư dân, chùa, chi cục"
  )
  static let determiners = WordSet("các nhiều những một số")
  static let courts = Phrases("tòa án, tòa, hội đồng xét xử")
}

/// What makes a noun of "yêu cầu" and "kết luận" in front of it.
enum Demands {
  static let phrases = Phrases("đặt ra")
  static let concluded = Phrases("thanh tra, kiểm toán, điều tra, giám định, cuộc họp")
}
