internal import TextModel

// Clauses that lead in to a list, and lines that only name who is to act in the lines below them.
extension Finder {
  /// "yêu cầu các đơn vị thực hiện một số nội dung sau:" says only that a list follows.
  func isLeadInOnly(_ candidate: Candidate, _ clause: Clause) -> Bool {
    guard candidate.start < clause.tokens.upperBound else { return true }
    if !clause.leadsIn {
      return clause.tokens.upperBound - candidate.start < 10 && isListed(after: clause)
        && (candidate.start..<clause.tokens.upperBound).contains { reading.has($0, .thing) || tokens[$0].kind == .number }
    }
    let last = reading.trim(clause.tokens).upperBound
    if reading.partyRunEnd(candidate.start, last) == last || reading.announces(last) { return true }
    return clause.tokens.upperBound - candidate.start < 20 && (candidate.start..<clause.tokens.upperBound).contains { LeadIns.words.contains(tokens[$0].key) }
  }

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

  /// "Phạt tiền … đối với một trong các hành vi sau:", "Thành viên có quyền sau đây:": the items below call for nothing.
  func listsNoDuties(_ clause: Clause, _ triggers: [Candidate]) -> Bool {
    guard reading.announces(reading.trim(clause.tokens).upperBound), !triggers.contains(where: { $0.kind == .ban }) else { return false }
    let hasDuty = clause.tokens.contains { LeadIns.duties.contains(tokens[$0].key) }
    return !hasDuty && clause.tokens.contains { LeadIns.noDuties.contains(tokens[$0].key) }
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

  /// "nhiệm vụ, quyền hạn"; not "theo chức năng, nhiệm vụ, quyền hạn được giao".
  private func namesMandate(_ token: Int, _ range: Range<Int>) -> Bool {
    guard tokens[token].key == Mandates.power.0, token + 1 < range.upperBound, tokens[token + 1].key == Mandates.power.1 else { return false }
    let near = max(range.lowerBound, token - 4)..<min(range.upperBound, token + 5)
    guard near.contains(where: { tokens[$0].key == Key.vuj }) else { return false }
    return !(max(range.lowerBound, token - 9)..<token).contains { reading.has($0, .adverbial) && !reading.has($0, .covered) }
  }

  /// "Nhiệm vụ, quyền hạn của Bộ:", "Điều 2. Chức năng, nhiệm vụ": what follows says what a body is for, until the next heading.
  func noteMandate(_ index: Int) {
    let sentence = document.sentences[index]
    let range = sentence.tokens
    guard tokens[range.lowerBound].lineStart else { return }
    let isPart = LawParts.heads.contains(tokens[range.lowerBound].key) && range.count > 1 && tokens[range.lowerBound + 1].kind == .number
    let isHeading = isPart || sentence.kind == .headline
    let leadsIn = tokens[range.upperBound - 1].isMark(":")
    guard isHeading || leadsIn else { return }
    if range.contains(where: { namesMandate($0, range) }), !range.contains(where: { tokens[$0].key == Mandates.duty }) {
      inMandate = true
    } else if isHeading {
      inMandate = false
    }
  }
}

/// How a list in running text starts.
enum Counted {
  static let phrases = Phrases("một là, thứ nhất, trước hết, trước tiên, đầu tiên")
}

/// Words of a lead-in without an action of its own: "… các nội dung sau:".
enum LeadIns {
  /// Of "hành vi", "quyền"; of "nghĩa vụ", "nhiệm vụ", "trách nhiệm".
  static let noDuties = WordSet("vi quyền")
  static let duties = WordSet("nghĩa nhiệm")
  static let words = WordSet("sau dung vụ pháp điểm đây")
}

/// Words of a list of functions: "quyền hạn" beside "nhiệm vụ".
enum Mandates {
  static let power = (Key.quyeenf, Key.hanj)
  /// "trách nhiệm": duties stand among them.
  static let duty = Key.trachs
}
