internal import Lexicon
internal import TextModel

// What goes on under a speaker without a directing verb: subjectless clauses, new addressees, duties.
extension Finder {
  /// A clause without a directing verb under an open scope: "Đẩy mạnh …", "Các địa phương … cần …".
  mutating func continueScope(_ scope: inout Scope, _ clause: Range<Int>, _ sentence: Int) -> Bool {
    guard let action = action(in: clause), let first = firstWord(clause) else { return false }
    if reports(clause) || isHeading(sentence) { return false }
    if action.addressee.isEmpty {
      emit(action.content, sentence, scope, rule: "scope:subjectless", continues: scope.first)
      return true
    }
    var start = action.addressee.lowerBound
    if let after = skipConnective(first, clause) { start = max(start, after) }
    let actor = parties.actor(at: start)
    guard Words.partyStart.contains(tokens[start].key) || actor.map({ [.organization, .role].contains(parties.type($0)) }) == true || action.isModal,
      action.addressee.count < 40
    else { return false }
    if let actor, parties.resolve(actor).text == scope.issuer?.text { return false }
    // Without cần or phải only a bare list of bodies may stand before the action.
    if !action.isModal, !action.isBan, entityRunEnd(start, start..<action.content.lowerBound) < action.addressee.upperBound - 4, !endsAssigned(action.addressee) { return false }
    if actor.map({ [.person, .location].contains(parties.type($0)) }) == true, !action.isModal { return false }
    if actor != nil || Words.partyStart.contains(tokens[start].key) {
      if endsAssigned(action.addressee) { scope.force = .assign } else if let base = scope.base { scope.force = base }
      scope.addressee = addressee(action.addressee)
    }
    emit(action.content, sentence, scope, rule: "scope:new addressee", continues: scope.first)
    return true
  }

  /// A line without a full stop between finished paragraphs starts another topic.
  func isHeading(_ sentence: Int) -> Bool {
    guard document.sentences[sentence].kind == .headline, sentence > 0 else { return false }
    let last = tokens[document.sentences[sentence - 1].tokens.upperBound - 1]
    return last.isMark(".") || document.sentences[sentence - 1].kind == .headline
  }

  /// "Thực hiện Nghị quyết …, tỉnh đã ban hành …": a report that only starts like an action.
  func reports(_ clause: Range<Int>) -> Bool {
    var seenComma = false
    for index in clause {
      if tokens[index].isMark(",") { seenComma = true }
      if seenComma, parties.outerAt[index].map({ parties.type($0) == .person }) == true { return true }
      if seenComma, Words.report.contains(tokens[index].key), !tokens[index].isCapitalized, index + 1 < clause.upperBound, parties.outerAt[index] == nil,
        tokens[index].key == Key.ddax || tokens[index].key == Key.sex, tokens[index + 1].key != Key.dduwowcj
      { return true }
    }
    return false
  }

  func recentSpeaker(_ sentence: Int) -> Directive.Party? {
    speaker.flatMap { sentence - $0.sentence <= 5 ? $0.issuer : nil }
  }

  /// "Các đơn vị cần …" soon after a directive, with no directing verb over it.
  mutating func duty(_ clause: Range<Int>, _ sentence: Int) -> Bool {
    guard let issuer = recentSpeaker(sentence) ?? presented, let found = saidAction(clause), found.isModal || found.isBan, found.content.count > 3,
      !document.sentences[sentence].tokens.contains(where: { tokens[$0].isMark("?") })
    else { return false }
    let action = found
    if tokens[action.content.lowerBound - (action.content.lowerBound > 0 ? 1 : 0)].key == Key.neen { return false }
    if recentSpeaker(sentence) == nil, action.isModal, !action.isBan, tokens[action.content.lowerBound - 1].key == Key.caanf { return false }
    var scope = Scope(issuer: issuer, addressee: nil, force: .duty, cue: nil, first: directives.count)
    scope.addressee = addressee(action.addressee)
    emit(action.content, sentence, scope, rule: "duty", continues: nil, confidence: 0.6)
    return true
  }

  /// The action of a clause, or of what stands after "Theo ông X," and "ông X cho biết".
  func saidAction(_ clause: Range<Int>) -> Action? {
    if let action = action(in: clause) { return action }
    guard let modal = clause.first(where: { $0 > clause.lowerBound && isModal($0) && !tokens[$0].isCapitalized && $0 + 2 < clause.upperBound && tokens[$0].key != Key.neen }) else { return nil }
    var content = modal + 1
    while content < clause.upperBound, isModal(content) { content += 1 }
    // Its subject: the last list of bodies before it.
    var start = modal
    for index in stride(from: modal - 1, through: clause.lowerBound, by: -1) where parties.actor(at: index) != nil || Words.partyStart.contains(tokens[index].key) {
      if entityRunEnd(index, index..<modal) == modal { start = index } else if start < modal { break }
    }
    return Action(addressee: trim(start..<modal), content: content..<clause.upperBound, isModal: true)
  }

  mutating func extendLast(to clause: Range<Int>, _ sentence: Int) {
    guard let last = directives.indices.last, directives[last].sentence == sentence else { return }
    let own = trim(clause)
    guard !own.isEmpty else { return }
    let range = close(own, document.sentences[sentence].tokens)
    if range.upperBound > directives[last].range.upperBound { directives[last].range = directives[last].range.lowerBound..<range.upperBound }
  }
}
