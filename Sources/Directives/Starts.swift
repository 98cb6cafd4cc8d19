internal import TextModel

// Where the action starts in a region: behind the cue and its addressee, or behind the subject.
extension Reading {
  /// The places in `region` where an action may start: verbs of the table, behind a modal or a colon, behind the addressee's name
  /// ("mong các đồng chí | xem đây là bài học").
  private func eachStart(_ region: Range<Int>, _ first: Int, _ nameEnd: Int, _ runEnd: Int, limit: Int = 60, _ body: (Int) -> Void) {
    let last = min(region.upperBound, max(first, runEnd) + limit)
    var index = first
    while index < last {
      let here = words[index]
      let before = index > 0 ? words[index - 1] : []
      // Most words are none of all that is asked below.
      if !here.intersects(.startHere), !before.intersects([.modalHere, .colon]), index > first, index != runEnd, index != nameEnd {
        index += 1
        continue
      }
      if here.intersects(.covered), let entity = parties.covering(index), index > first || parties.type(entity) != .program {
        if index == first || index == runEnd || index == nameEnd { body(index) }
        index = max(document.entities[entity].tokens.upperBound, index + 1)
        continue
      }
      if here.intersects(.bracket), tokens[index].isMark("("), let close = closing(index, last) {
        index = close + 1
        continue
      }
      if here.intersects(.partyHere), index == first || before.intersects(.determiner), !here.intersects(.covered), let end = partyEnd(at: index, last),
        end > index + 1, action(at: index)?.end != end
      {
        // Inside a noun for people no action starts: "hộ | kinh doanh".
        if index == first { body(index) }
        index = end
        continue
      }
      if !here.intersects(.mark) {
        let isBehindModal = index > region.lowerBound && !here.intersects(.modalHere) && (before.intersects(.modalHere) || here.intersects(.modalBefore))
        if index == first || index == runEnd || index == nameEnd || isBehindModal
          || here.intersects(.actionHere) && !(index > first && before.intersects(.passive)) || index > first && before.intersects(.colon)
          || here.intersects([.negatedAct, .banCue])
        {
          body(index)
        }
      }
      index += 1
    }
  }

  /// Where the addressee's name, which ends at `end`, goes on to: a verb a few words behind.
  private func usefulRunEnd(_ first: Int, _ end: Int, _ limit: Int) -> Int {
    guard end > first, end < limit, !has(end, [.actionHere, .modalHere, .comma, .colon]) else { return end }
    if let verb = (end..<min(limit, end + 5)).first(where: { has($0, [.actsHere, .mannerHere]) && !has($0 - 1, [.passive, .nounHead]) }),
      !has(end, [.passive, .future])
    {
      return verb
    }
    return end
  }

  private func startTraits(_ place: StartPlace, _ region: Range<Int>) -> TraitSet<StartTrait> {
    let (index, first, runEnd, modal, colon, manner) = (place.token, place.first, place.runEnd, place.modal, place.colon, place.manner)
    var set = TraitSet<StartTrait>()
    let here = words[index]
    let verb = action(at: index)
    let next = verb?.end ?? index + 1
    if index == first { set.insert(.first) }
    set.insert(here.intersects(.actsHere) ? StartTrait.act : here.intersects(.mannerHere) ? .manner : here.intersects(.nounVerbHere) ? .nounVerb : .plain)
    if let verb, verb.end - verb.start > 1 { set.insert(.longVerb) }
    if index == place.firstVerb { set.insert(.firstVerb) }
    if index == runEnd, runEnd > first { set.insert(.runEnd) }
    if index == place.nameEnd, index > first { set.insert(.nameEnd) }
    if here.intersects([.banCue, .negatedAct]) { set.insert(.ban) }
    if here.intersects(.thing) { set.insert(.thingHere) }
    if tokens[index].key == Key.cos { set.insert(.have) }
    if manner > index { set.insert(.beyondManner) }
    if here.intersects(.passive) { set.insert(.passive) }
    if here.intersects(.verbCue) { set.insert(.cueHere) }
    for from in max(region.lowerBound, index - 3)..<index where words[from].intersects(.verbCue) && cue(at: from)?.end == index { set.insert(.afterCue) }
    if index > region.lowerBound {
      let before = index - 1
      if let entity = parties.ending(index) {
        set.insert(Parties.canAct(parties.type(entity)) ? StartTrait.afterActor : parties.type(entity) == .date ? .afterDate : .afterEntity)
      } else if words[before].intersects(.mark) {
        if words[before].intersects(.colon) {
          set.insert(.afterColon)
          if before > region.lowerBound, LeadIns.words.contains(tokens[before - 1].key) || tokens[before - 1].key == Key.nhuw { set.insert(.afterLeadIn) }
        } else {
          set.insert(words[before].intersects(.comma) ? StartTrait.afterComma : .afterQuote)
        }
      } else {
        if index == runEnd { set.insert(.afterPeople) }
        let left = words[before]
        if left.intersects(.modalHere) || here.intersects(.modalBefore) { set.insert(.afterModal) }
        if left.intersects(.conjunction) { set.insert(.afterConjunction) }
        if left.intersects(.nounHead) { set.insert(.afterNoun) }
        if left.intersects(.determiner) { set.insert(.afterDeterminer) }
        if left.intersects(.preposition) { set.insert(.afterPreposition) }
        if left.intersects(.purpose) { set.insert(.afterPurpose) }
        if left.intersects(.future) { set.insert(.afterFuture) }
        if left.intersects(.report) { set.insert(.afterReport) }
        if left.intersects(.passive) { set.insert(.afterPassive) }
        if left.intersects(.negation) { set.insert(.afterNegation) }
        if left.intersects(.relative) { set.insert(.afterRelative) }
        if left.intersects(.adverb) { set.insert(.afterAdverb) }
        if left.intersects(.thing) { set.insert(.afterThing) }
        if left.intersects(.possessive) { set.insert(.afterPossessive) }
        if left.intersects(.number) { set.insert(.afterNumber) }
        if before > region.lowerBound, action(at: before - 1)?.end == index || action(at: before)?.end == index { set.insert(.afterVerb) }
      }
    }
    if next < region.upperBound {
      let right = words[next]
      if right.intersects(.comma) { set.insert(.beforeComma) }
      if right.intersects(.possessive) { set.insert(.beforePossessive) }
      if right.intersects(.conjunction) { set.insert(.beforeConjunction) }
      if right.intersects(.determiner) { set.insert(.beforeDeterminer) }
      if right.intersects(.preposition) { set.insert(.beforePreposition) }
      if right.intersects(.thing) { set.insert(.beforeThing) }
      if parties.actor(at: next) != nil { set.insert(.beforeActor) } else if isParty(next, region.upperBound) { set.insert(.beforePeople) }
      if right.intersects(.actionHere) { set.insert(.beforeVerb) }
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
    if place.verbsBefore == 1 { set.insert(.gapVerb) }
    if place.verbsBefore > 1 { set.insert(.gapVerbs) }
    if modal < index { set.insert(.gapModal) }
    if modal > index, modal < region.upperBound { set.insert(.beyondModal) }
    if colon < index { set.insert(.gapColon) }
    if colon > index, colon < region.upperBound { set.insert(.beyondColon) }
    return set
  }

  /// A place where the action may start, and what its region holds in front of it.
  struct StartPlace {
    var token: Int
    var first: Int
    var nameEnd: Int
    var runEnd: Int
    var firstVerb: Int
    var verbsBefore: Int
    var modal: Int
    var colon: Int
    var manner: Int
  }

  @inline(__always) private func eachPlace(_ region: Range<Int>, _ body: (StartPlace) -> Void) {
    guard let first = firstWord(region) else { return }
    let nameEnd = partyRunEnd(first, region.upperBound)
    let runEnd = usefulRunEnd(first, nameEnd, region.upperBound)
    let scanEnd = min(region.upperBound, max(first, runEnd) + 60)
    var (modal, colon, manner) = (region.upperBound, region.upperBound, -1)
    var isOne = true
    for index in first..<scanEnd {
      let here = words[index]
      guard here.intersects([.modalHere, .colon, .comma, .conjunction, .mannerHere]) else { continue }
      if here.intersects(.modalHere), modal == region.upperBound { modal = index }
      if here.intersects(.colon), colon == region.upperBound { colon = index }
      if here.intersects([.comma, .colon, .conjunction]) { isOne = false }
      // "các thương nhân kinh doanh gạo | tích cực triển khai": how it is to be done stands where it starts.
      if isOne, manner < 0, here.intersects(.mannerHere), !here.intersects(.covered) { manner = index }
    }
    var firstVerb = -1
    var verbs = 0
    eachStart(region, first, nameEnd, runEnd) { index in
      if firstVerb < 0, words[index].intersects([.actsHere, .mannerHere]), !has(index - 1, .nounHead) { firstVerb = index }
      body(
        StartPlace(
          token: index, first: first, nameEnd: nameEnd, runEnd: runEnd, firstVerb: firstVerb, verbsBefore: verbs, modal: modal, colon: colon, manner: manner))
      if words[index].intersects(.actionHere) { verbs += 1 }
    }
  }

  /// All candidates of a region with their traits.
  func eachStart(_ region: Range<Int>, _ body: (_ token: Int, TraitSet<StartTrait>) -> Void) {
    eachPlace(region) { body($0.token, startTraits($0, region)) }
  }

  /// The likeliest start in `region` for this kind of reading. A place alone in its region is not weighed.
  func start(in region: Range<Int>, _ kind: Kind, row: Int?) -> Int? {
    var first: StartPlace?
    var best: (token: Int, score: Double)?
    eachPlace(region) { place in
      guard let held = first else { return first = place }
      if best == nil { best = score(held, region, kind, row, over: -.infinity).map { (held.token, $0) } }
      if let score = score(place, region, kind, row, over: best!.score), score > best!.score { best = (place.token, score) }
    }
    return best?.token ?? first?.token
  }

  /// How likely the place is; nil where its words cannot lift it over `least`.
  private func score(_ place: StartPlace, _ region: Range<Int>, _ kind: Kind, _ row: Int?, over least: Double) -> Double? {
    let start = rules.model.start
    let traits = startTraits(place, region)
    guard start.score(traits, kind, row: row, words: start.most) > least else { return nil }
    return start.score(traits, kind, row: row, words: wordScore(place.token, region))
  }
}
