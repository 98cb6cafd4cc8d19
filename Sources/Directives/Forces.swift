internal import TextModel

// How strongly.
extension Finder {
  private static let voters = (wordKey("cử"), wordKey("tri"))

  /// Voters ask upwards: their đề nghị proposes.
  func isVoters(_ candidate: Candidate, _ clause: Clause) -> Bool {
    let end = candidate.trigger.lowerBound
    return (max(clause.tokens.lowerBound, end - 12)..<end).contains { $0 + 1 < end && tokens[$0].key == Self.voters.0 && tokens[$0 + 1].key == Self.voters.1 }
  }

  /// The force that cần or phải takes from what goes on: that of the same speaker's last directive, else that of the verb of saying.
  func inheritable(_ said: Directive.Party?) -> Force? {
    if let force = forces[said?.text ?? ""] { return force == .duty ? nil : force }
    return speaker?.party?.text == said?.text ? speaker?.force : nil
  }

  func inherited(_ candidate: Candidate, _ said: Directive.Party?) -> Force? {
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
}
