internal import TextModel

/// Where the action starts in a region: behind the cue and its addressee, or behind the subject.
struct Start {
  var token: Int
  var score: Double
}

extension Reading {
  /// The places in `region` where an action may start: verbs of the table, behind a modal or a colon, behind the addressee's name.
  func startCandidates(_ region: Range<Int>, limit: Int = 60) -> [Int] {
    guard let first = firstWord(region) else { return [] }
    let runEnd = usefulRunEnd(first, region.upperBound)
    let last = min(region.upperBound, max(first, runEnd) + limit)
    var found: [Int] = []
    var index = first
    while index < last {
      if let entity = parties.covering(index), index > document.entities[entity].tokens.lowerBound || index == first || index != first, parties.type(entity) != .program || index > first {
        let end = document.entities[entity].tokens.upperBound
        if index == first || index == runEnd { found.append(index) }
        index = max(end, index + 1)
        continue
      }
      if tokens[index].isMark("("), let close = closing(index, last) {
        index = close + 1
        continue
      }
      if index == first || has(index - 1, .determiner), parties.covering(index) == nil, let end = partyEnd(at: index, last), end > index + 1, action(at: index)?.end != end {
        // Inside a noun for people no action starts: "hộ | kinh doanh".
        if index == first { found.append(index) }
        index = end
        continue
      }
      if tokens[index].kind != .mark {
        let isBehindModal = index > region.lowerBound && !isModal(index) && (isModal(index - 1) || endsModal(index))
        if index == first || index == runEnd || isBehindModal || action(at: index) != nil && !(index > first && has(index - 1, .passive)) || isMark(index - 1, ":") && index > first || isNegated(index) || cue(at: index).map({ rules.cues[$0.row].kind == .ban }) == true {
          found.append(index)
        }
      }
      index += 1
    }
    return found
  }

  private static let noBan = WordSet("ngừng chỉ những")

  /// "không ép khách": an act not to be done.
  /// "không ngừng nâng cao" asks for more, not for less.
  func isNegated(_ index: Int) -> Bool {
    has(index, .negation) && index + 1 < tokens.count && !Self.noBan.contains(tokens[index + 1].key) && action(at: index + 1).map { rules.actions[$0.row] != .noun } == true
  }

  /// Where the addressee's name ends, unless a verb stands a few words behind: then the name goes on to it.
  private func usefulRunEnd(_ first: Int, _ limit: Int) -> Int {
    let end = partyRunEnd(first, limit)
    guard end > first, end < limit, action(at: end) == nil, !isModal(end), !tokens[end].isMark(","), !tokens[end].isMark(":") else { return end }
    if let verb = (end..<min(limit, end + 5)).first(where: { action(at: $0).map { rules.actions[$0.row] != .noun } == true && !has($0 - 1, [.passive, .nounHead]) }), !has(end, [.passive, .future]) { return verb }
    return end
  }

  func startTraits(_ index: Int, _ region: Range<Int>, _ first: Int, _ runEnd: Int, _ firstVerb: Int, _ verbsBefore: Int, _ modal: Int, _ colon: Int) -> TraitSet<StartTrait> {
    var set = TraitSet<StartTrait>()
    let verb = action(at: index)
    let next = verb?.end ?? index + 1
    if index == first { set.insert(.first) }
    switch verb.map({ rules.actions[$0.row] }) {
    case .act: set.insert(.act)
    case .manner: set.insert(.manner)
    case .noun: set.insert(.nounVerb)
    case nil: set.insert(.plain)
    }
    if let verb, verb.end - verb.start > 1 { set.insert(.longVerb) }
    if index == firstVerb { set.insert(.firstVerb) }
    if index == runEnd, runEnd > first { set.insert(.runEnd) }
    if cue(at: index).map({ rules.cues[$0.row].kind == .ban }) == true || isNegated(index) { set.insert(.ban) }
    if has(index, .thing) { set.insert(.thingHere) }
    if has(index, .passive) { set.insert(.passive) }
    if let here = cue(at: index), rules.cues[here.row].kind == .verb { set.insert(.cueHere) }
    for from in max(region.lowerBound, index - 3)..<index { if let near = cue(at: from), near.end == index, rules.cues[near.row].kind == .verb { set.insert(.afterCue) } }
    if index > region.lowerBound {
      let before = index - 1
      if let entity = parties.ending(index) {
        set.insert(Parties.canAct(parties.type(entity)) ? StartTrait.afterActor : parties.type(entity) == .date ? .afterDate : .afterEntity)
      } else if tokens[before].kind == .mark {
        if tokens[before].isMark(":") {
          set.insert(.afterColon)
          if before > region.lowerBound, LeadIns.words.contains(tokens[before - 1].key) || tokens[before - 1].key == Key.nhuw { set.insert(.afterLeadIn) }
        } else if tokens[before].isMark(",") { set.insert(.afterComma) } else { set.insert(.afterQuote) }
      } else {
        if index == runEnd { set.insert(.afterPeople) }
        if isModal(before) || endsModal(index) { set.insert(.afterModal) }
        if has(before, .conjunction) { set.insert(.afterConjunction) }
        if has(before, .nounHead) { set.insert(.afterNoun) }
        if has(before, .determiner) { set.insert(.afterDeterminer) }
        if has(before, .preposition) { set.insert(.afterPreposition) }
        if has(before, .purpose) { set.insert(.afterPurpose) }
        if has(before, .future) { set.insert(.afterFuture) }
        if has(before, .report) { set.insert(.afterReport) }
        if has(before, .passive) { set.insert(.afterPassive) }
        if has(before, .negation) { set.insert(.afterNegation) }
        if has(before, .relative) { set.insert(.afterRelative) }
        if has(before, .adverb) { set.insert(.afterAdverb) }
        if has(before, .thing) { set.insert(.afterThing) }
        if has(before, .possessive) { set.insert(.afterPossessive) }
        if tokens[before].kind == .number { set.insert(.afterNumber) }
        if before > region.lowerBound, action(at: before - 1)?.end == index || action(at: before)?.end == index { set.insert(.afterVerb) }
      }
    }
    if next < region.upperBound {
      if tokens[next].isMark(",") { set.insert(.beforeComma) }
      if has(next, .possessive) { set.insert(.beforePossessive) }
      if has(next, .conjunction) { set.insert(.beforeConjunction) }
      if has(next, .determiner) { set.insert(.beforeDeterminer) }
      if has(next, .preposition) { set.insert(.beforePreposition) }
      if has(next, .thing) { set.insert(.beforeThing) }
      if parties.actor(at: next) != nil { set.insert(.beforeActor) } else if isParty(next, region.upperBound) { set.insert(.beforePeople) }
      if action(at: next) != nil { set.insert(.beforeVerb) }
    }
    if tokens[index].isCapitalized, index > first { set.insert(.capitalized) }
    switch index - first {
    case 0: set.insert(.gapEmpty)
    case 1...4: set.insert(.near)
    case 5...12: set.insert(.middling)
    case 13...24: set.insert(.far)
    default: set.insert(.veryFar)
    }
    if runEnd > first, index >= runEnd { set.insert(index == runEnd ? StartTrait.gapPeople : .gapComma) }
    if verbsBefore == 1 { set.insert(.gapVerb) }
    if verbsBefore > 1 { set.insert(.gapVerbs) }
    if modal < index { set.insert(.gapModal) }
    if modal > index, modal < region.upperBound { set.insert(.beyondModal) }
    if colon < index { set.insert(.gapColon) }
    if colon > index, colon < region.upperBound { set.insert(.beyondColon) }
    return set
  }

  /// All candidates of a region with their traits.
  func starts(_ region: Range<Int>) -> [(token: Int, traits: TraitSet<StartTrait>)] {
    let candidates = startCandidates(region)
    guard let first = firstWord(region) else { return [] }
    let runEnd = usefulRunEnd(first, region.upperBound)
    let scanEnd = min(region.upperBound, max(first, runEnd) + 60)
    let modal = (first..<scanEnd).first { isModal($0) } ?? region.upperBound
    let colon = (first..<scanEnd).first { tokens[$0].isMark(":") } ?? region.upperBound
    let firstVerb = candidates.first { index in action(at: index).map { rules.actions[$0.row] != .noun } == true && !has(index - 1, .nounHead) } ?? -1
    var verbs = 0
    return candidates.map { index in
      defer { if action(at: index) != nil { verbs += 1 } }
      return (index, startTraits(index, region, first, runEnd, firstVerb, verbs, modal, colon))
    }
  }

  /// The likeliest start in `region` for this kind of reading.
  func start(in region: Range<Int>, _ kind: Kind, row: Int?) -> Start? {
    var best: Start?
    for (token, traits) in starts(region) {
      let score = rules.model.start.score(traits, kind, row: row, words: words(token, region))
      if best == nil || score > best!.score { best = Start(token: token, score: score) }
    }
    return best
  }
}
