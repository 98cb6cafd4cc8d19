internal import TextModel

/// Who says something; no party: somebody whom the article does not name.
struct Voice {
  var party: Directive.Party?
  /// A verb of saying like "nhấn mạnh" lends its force to the cần and phải that follow it.
  var force: Force?
  var sentence = 0
}

// Who speaks.
extension Finder {
  /// Notes who speaks in this sentence: "Theo ông X, …", "X cho biết …", and the act that the article presents.
  func hear(_ index: Int) {
    let range = document.sentences[index].tokens
    if index < 4, presented == nil { presented = reading.presented(range) }
    // "Ông cũng đề nghị": who was speaking before a heading or the words under a picture.
    let isHeading = document.sentences[index].kind == .headline
    if !isHeading, let before = speakerBeforeHeading {
      if reading.opensWithPronoun(range) { speaker = before }
      speakerBeforeHeading = nil
    } else if isHeading, speakerBeforeHeading == nil {
      speakerBeforeHeading = speaker
    }
    if let first = reading.firstWord(range), let quotation = reading.quotation(at: first) {
      heard = quotation.speaker.map { Voice(party: $0, force: quotation.force) } ?? reading.saying(range)
    } else {
      heard = reading.saying(range)
      // "Thứ trưởng cho biết …?": asked, not said.
      if tokens[range.upperBound - 1].isMark("?"), let said = heard, said.party.map(isPerson) != true { heard = nil }
      if let party = reading.interviewed(range) ?? reading.speech(range) { heard = Voice(party: party) }
    }
    guard var said = heard else { return }
    if said.party != nil { voiced.insert(index) }
    if said.party?.text != speaker?.party?.text, directives.count > 0 { speakerChanged = true }
    said.sentence = index
    speaker = said
    if let party = said.party, isPerson(party) { lastPerson = party }
  }

  var recentSpeaker: Directive.Party? { speaker.flatMap { $0.party ?? (isAnonymous ? nil : lastPerson) } }
  /// The last speaker is one whom the article does not name, and was heard just before.
  var isAnonymous: Bool { speaker.map { $0.party == nil && current - $0.sentence <= 2 } ?? false }

  func isPerson(_ party: Directive.Party) -> Bool { party.entity.map { reading.parties.type($0) == .person } == true }
}
