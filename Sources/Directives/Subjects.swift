internal import TextModel

/// Who does what a verb says: the words before it, as far as a reader without a parser can tell.
struct Subject {
  enum Kind: Int { case none, person, role, body, act, place, pronoun, people }
  var kind = Kind.none
  var party: Directive.Party?
  var tokens: Range<Int>
  /// Only adverbs stand between it and the verb.
  var isAdjacent = false
}

extension Reading {
  private static let relayed = WordSet("đạo kiến luận cầu thị điện nghị định văn trình cáo thư đơn")

  /// The subject of the verb at `verb`, looked for from `start` (of the sentence) on.
  func subject(of verb: Int, from start: Int) -> Subject {
    let found = nearest(to: verb, from: start)
    // "có ý kiến đại biểu | đề nghị", "một số ý kiến trong Ủy ban | cho rằng": nobody who is named.
    guard found.isAdjacent else { return found }
    let first = found.tokens.lowerBound
    guard let opinion = (max(start, first - 3)..<max(start, first)).first(where: { tokens[$0].key == Key.kieens }), opinion > start + 1,
      Self.some.contains(tokens[opinion - 2].key), !(opinion..<first).contains(where: { has($0, .mark) })
    else { return found }
    return Subject(kind: .people, tokens: opinion - 1..<found.tokens.upperBound, isAdjacent: true)
  }

  private static let turning = Phrases("trong khi đó, trong khi, tương tự, còn, ngược lại, đồng tình, cũng")
  private static let titles = WordSet("đồng chí em anh chị cô chú thầy bác cụ ts ths pgs gs bs tiến sĩ luật sư kỹ sư nghệ sĩ doanh nhân nữ tân")
  private static let some = WordSet("có số nhiều các vài")

  private func nearest(to verb: Int, from start: Int) -> Subject {
    var end = verb
    while end > start, has(end - 1, .adverb), parties.covering(end - 1) == nil { end -= 1 }
    if let person = apposed(end, from: start) { return person }
    if end > start, let entity = parties.ending(end), let group = parties.group(entity) {
      let before = group.tokens.lowerBound - 1
      var front = before
      while front > start, parties.covering(front) == nil, has(front, .pronoun) || tokens[front].key == Key.chis || tokens[front].key == Key.ddoongf {
        front -= 1
      }
      let isRelayed = has(before, .possessive) && before > start && Self.relayed.contains(tokens[before - 1].key)
      // "lãnh đạo Chính phủ", "người đứng đầu Đảng": people of a body.
      if parties.type(entity) == .organization || parties.type(entity) == .location, before > start,
        let people = (max(start, before - 3)...before).first(where: { partyEnd(at: $0, before + 1) == before + 1 && PartyNouns.heads.contains(tokens[$0].key) })
      {
        return Subject(kind: .people, party: parties.resolve(entity), tokens: people..<end, isAdjacent: true)
      }
      // "cử tri xã Hoằng Đồng", "các doanh nghiệp Nhật Bản": people of a place.
      if parties.type(entity) == .location, before > start,
        let people = (max(start, before - 3)...before).first(where: { partyEnd(at: $0, before + 1) == before + 1 })
      {
        return Subject(kind: .people, tokens: people..<end, isAdjacent: true)
      }
      let isObject = before >= start && (has(front, .preposition) || has(before, .issuing)) || recipients(start..<verb).contains(group.tokens.lowerBound)
      if !isObject || isRelayed {
        var found = subject(group, entity, isAdjacent: true)
        if let all = joined(group, from: start), all.lowerBound > start,
          let people = (max(start, all.lowerBound - 3)..<all.lowerBound).first(where: {
            partyEnd(at: $0, all.lowerBound) == all.lowerBound && PartyNouns.heads.contains(tokens[$0].key)
          })
        {
          // "Người đứng đầu Đảng và Nhà nước".
          return Subject(kind: .people, party: found.party, tokens: people..<end, isAdjacent: true)
        }
        if found.kind == .body, let all = coordinated(group, from: start) {
          found.tokens = all
          found.party = parties.party(all)
        }
        // "cử tri A ngụ phường B đề nghị": the place belongs to the person.
        if found.kind == .place, parties.groups(in: max(start, before - 12)..<max(start, before)).contains(where: { $0.person != nil }) {
          return farSubject(of: verb, from: start)
        }
        return found
      }
    } else if end > start {
      if let pronoun = pronoun(endingAt: end, from: start) { return pronoun }
      if end - 2 >= start, tokens[end - 1].key == Key.kieens { return Subject(kind: .people, tokens: end - 2..<end, isAdjacent: true) }
      if let act = bareAct(endingAt: end, from: start) { return act }
      for from in max(start, end - 10)..<end where (!has(from, .covered) || parties.starting(from) != nil) && partyRunEnd(from, end) == end {
        if recipients(start..<verb).contains(from) { break }
        // "Trao đổi về Biển Đông, | hai nhà lãnh đạo", "Phó Thủ tướng A: | Chính phủ": not one with what stands in front.
        let isPlace = parties.starting(from).map { parties.type($0) == .location } == true
        if (from..<end).contains(where: { has($0, .colon) || isPlace && has($0, .comma) }) { continue }
        // "Chủ tịch UBND tỉnh Trần Văn Lâm (áo trắng)": the person.
        if let named = (from..<end).lazy.compactMap({ self.parties.covering($0) }).first(where: { self.parties.type($0) == .person }) {
          return Subject(kind: .person, party: parties.resolve(named), tokens: from..<end, isAdjacent: true)
        }
        // "Lãnh đạo tỉnh | đề nghị": the level alone.
        if let level = (max(from + 1, end - 2)..<max(from + 1, end)).first(where: {
          Levels.phrases.end(tokens, $0, end) == end && PartyNouns.heads.contains(tokens[from].key) && !has($0 - 1, [.number, .determiner])
        }), let party = shortName(level..<end) {
          return Subject(kind: .body, party: party, tokens: level..<end, isAdjacent: true)
        }
        // "tỉnh", "thành phố" alone, "sở này": the one that was named.
        if let party = shortName(from..<end) { return Subject(kind: .body, party: party, tokens: from..<end, isAdjacent: true) }
        let isName = end - from > 2 && tokens[from].isCapitalized && !has(from, .determiner)
        return Subject(kind: isName ? .body : .people, party: isName ? parties.party(from..<end) : nil, tokens: from..<end, isAdjacent: true)
      }
    }
    if let paper = beforePaper(end, from: start) {
      let writer = subject(of: paper, from: start)
      if [.person, .role, .body, .pronoun].contains(writer.kind) { return writer }
    }
    return farSubject(of: verb, from: start)
  }

  /// "Luật sư A, Trung tâm Trọng tài B | cho rằng", "Cử tri A, phường B | chia sẻ": who opens the words, with nothing behind the name but
  /// what tells who that is.
  private func apposed(_ end: Int, from start: Int) -> Subject? {
    for group in parties.groups(in: max(start, end - 60)..<end) {
      guard let person = group.person, group.tokens.upperBound < end else { continue }
      let behind = document.entities[person].tokens.upperBound
      var front = group.tokens.lowerBound
      while front > start, Self.titles.contains(tokens[front - 1].key) { front -= 1 }
      if let noun = (max(start, front - 5)..<front).first(where: { partyRunEnd($0, group.tokens.lowerBound) == group.tokens.lowerBound }) { front = noun }
      let opener = firstWord(start..<front)
      let isFronted = isMark(front - 1, ",") && opener.map { parties.starting($0) == nil } == true
      let isNear = opener.map { Self.turning.end(tokens, $0, front) == front } == true
      guard front == start || isFronted || isNear else { return nil }
      let between = behind..<end
      let isApposition = !between.contains {
        has($0, [.cueHere, .report, .future, .copula, .condition, .relative, .quote, .colon, .semicolon, .modalHere, .passive]) && !has($0, .covered)
      }
      guard isApposition, !parties.groups(in: group.tokens.upperBound..<end).contains(where: { $0.person != nil }) else { return nil }
      var found = subject(group, person, isAdjacent: true)
      found.tokens = group.tokens.lowerBound..<end
      return found
    }
    return nil
  }

  /// "Thủ tướng | có văn bản số 76 ngày 19/4 đề nghị", "ông A | ký công văn chỉ đạo": where the words for what is written start.
  private func beforePaper(_ end: Int, from start: Int) -> Int? {
    var end = end
    var isNamed = false
    while end > start, let entity = parties.ending(end), [.date, .legalDocument].contains(parties.type(entity)) {
      if parties.type(entity) == .legalDocument { isNamed = true }
      end = document.entities[entity].tokens.lowerBound
    }
    if !isNamed {
      guard let noun = (max(start, end - 3)..<max(start, end)).first(where: { Self.papers.end(tokens, $0, end) == end }) else { return nil }
      end = noun
    }
    return end - 1 > start && Self.writing.contains(tokens[end - 1].key) ? end - 1 : nil
  }

  private static let papers = Phrases("văn bản, công văn, công điện, thông báo, ý kiến, tờ trình, quyết định, chỉ thị, báo cáo, kết luận")
  private static let writing = WordSet("có ký ra")

  /// A body and the one in front of it, joined by "và".
  private func joined(_ group: Parties.Group, from start: Int) -> Range<Int>? {
    let first = group.tokens.lowerBound
    guard first - 2 > start, tokens[first - 1].key == Key.vaf, let before = parties.ending(first - 1), let other = parties.group(before) else { return nil }
    return other.tokens.lowerBound..<group.tokens.upperBound
  }

  /// "Bộ Chính trị, Ban Bí thư | yêu cầu": bodies joined by commas and "và" from the start of the words on.
  private func coordinated(_ group: Parties.Group, from start: Int) -> Range<Int>? {
    var first = group.tokens.lowerBound
    while first - 2 >= start, isMark(first - 1, ",") || tokens[first - 1].key == Key.vaf, let before = parties.ending(first - 1),
      let other = parties.group(before), other.person == nil, parties.type(other.lead) == .organization
    {
      first = other.tokens.lowerBound
    }
    guard first < group.tokens.lowerBound, first == start || isMark(first - 1, ",") else { return nil }
    return first..<group.tokens.upperBound
  }

  /// Those whom something is sent to: "có văn bản gửi Bộ Công an, UBND tỉnh Cà Mau | yêu cầu".
  private func recipients(_ range: Range<Int>) -> Range<Int> {
    let near = range.suffix(200)
    guard holds(near, .sending), let sending = near.last(where: { has($0, .sending) }) else { return range.lowerBound..<range.lowerBound }
    let first = sending + 1
    return first..<(first < range.upperBound ? partyRunEnd(first, range.upperBound) : first)
  }

  /// "Ông cũng đề nghị …": somebody named before.
  func opensWithPronoun(_ range: Range<Int>) -> Bool { firstWord(range).map { has($0, .pronoun) } == true }

  /// "của Chủ tịch A": named only as whose something is.
  func isOwner(_ group: Parties.Group) -> Bool { has(group.tokens.lowerBound - 1, .possessive) }

  func subject(_ group: Parties.Group, _ entity: Int, isAdjacent: Bool) -> Subject {
    let kind: Subject.Kind =
      switch parties.type(entity) {
      case .person: .person
      case .role: group.person == nil ? .role : .person
      case .organization: group.person == nil ? .body : .person
      case .legalDocument: .act
      case .location: .place
      default: .none
      }
    return Subject(kind: kind, party: kind == .none ? nil : parties.resolve(entity), tokens: group.tokens, isAdjacent: isAdjacent)
  }
}
