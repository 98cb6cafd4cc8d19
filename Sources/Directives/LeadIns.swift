internal import TextModel

// Clauses that lead in to a list, and lines that only name who is to act in the lines below them.
extension Finder {
  /// The next sentence counts: "Một là", "Thứ nhất", "1.".
  func isListed(after clause: Clause) -> Bool {
    guard clause.sentence + 1 < document.sentences.count else { return false }
    let next = document.sentences[clause.sentence + 1].tokens
    return Counted.phrases.end(tokens, next.lowerBound, next.upperBound) != nil
  }

  /// A lead-in opens the scope for its list.
  func openLeadIn(_ triggers: [Candidate], _ clause: Clause) -> Bool {
    guard var candidate = triggers.last(where: { [.verb, .say, .modal].contains(rules.cues[$0.row!].kind) }) else { return false }
    candidate.subject = reading.subject(of: candidate.trigger.lowerBound, from: document.sentences[clause.sentence].tokens.lowerBound)
    guard !reading.has(candidate.trigger.lowerBound - 1, [.nounHead, .possessive, .passive]) else { return false }
    scope = opened(candidate, clause)
    scope!.isLeadIn = true
    scope!.listed = scope!.addressee
    scope!.first = directives.count
    clausesSince = -1
    lastSentence = clause.sentence
    lastLine = line
    isBroken = false
    speaker = Voice(party: scope!.issuer, sentence: clause.sentence)
    return true
  }

  /// "1. Bộ Tài chính:", "Đối với các địa phương:": a line that only names who is to act in the lines below it.
  func turn(to clause: Clause) {
    guard scope != nil, clause.leadsIn || clause.isHeadline || clause.isListItem else { return }
    let words = reading.trim(clause.tokens)
    guard let first = reading.firstWord(words) else { return }
    let start = Addressees.openers.end(tokens, first, words.upperBound) ?? first
    guard reading.partyRunEnd(start, words.upperBound) == words.upperBound else { return }
    scope!.addressee = reading.parties.party(start..<words.upperBound)
    scope!.listed = scope!.addressee
    scope!.isLeadIn = true
    clausesSince = -1
  }
}

/// How a list in running text starts.
enum Counted {
  static let phrases = Phrases("một là, thứ nhất, trước hết, trước tiên, đầu tiên")
}

/// Words of a lead-in without an action of its own: "… các nội dung sau:".
enum LeadIns {
  static let words = WordSet("sau dung vụ pháp điểm đây")
}
