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
  private static let chis = Key.chis
  private static let dongs = Key.ddoongf
  private static let relayed = WordSet("đạo kiến luận cầu thị điện nghị định văn trình cáo thư đơn")
  private static let vi = Key.vij

  /// The subject of the verb at `verb`, looked for from `start` (of the sentence) on.
  func subject(of verb: Int, from start: Int) -> Subject {
    let found = nearest(to: verb, from: start)
    // "có ý kiến đại biểu | đề nghị", "một số ý kiến trong Ủy ban | cho rằng": nobody who is named.
    guard found.isAdjacent, found.kind != .none else { return found }
    let first = found.tokens.lowerBound
    guard let opinion = (max(start, first - 3)..<max(start, first)).first(where: { tokens[$0].key == Key.kieens && $0 > start && tokens[$0 - 1].key == Self.ys }), opinion > start + 1, Self.some.contains(tokens[opinion - 2].key), !(opinion..<first).contains(where: { has($0, .mark) }) else { return found }
    return Subject(kind: .people, tokens: opinion - 1..<found.tokens.upperBound, isAdjacent: true)
  }

  private static let turning = Phrases("trong khi đó, trong khi, tương tự, còn, ngược lại, đồng tình, cũng")
  private static let titles = WordSet("đồng chí em anh chị cô chú thầy bác cụ ts ths pgs gs bs tiến sĩ luật sư kỹ sư nghệ sĩ doanh nhân nữ tân")
  private static let uncle = (Key.bacs, wordKey("người"))
  private static let ys = wordKey("ý")
  private static let some = WordSet("có số nhiều các vài")

  private func nearest(to verb: Int, from start: Int) -> Subject {
    var end = verb
    while end > start, has(end - 1, .adverb), parties.covering(end - 1) == nil { end -= 1 }
    // "đồng chí A – Phó Bí thư Huyện ủy, ghi nhận": the comma closes the apposition.
    if end - 1 > start, tokens[end - 1].isMark(","), let entity = parties.ending(end - 1), parties.group(entity)?.person != nil { end -= 1 }
    if let person = apposed(end, from: start) { return person }
    if end > start, var entity = parties.ending(end), let group = parties.group(entity) {
      // "Chủ nhiệm Ủy ban Kinh tế của Quốc hội": whose position it is.
      if parties.type(entity) == .organization, parties.type(group.lead) == .role { entity = group.lead }
      let before = group.tokens.lowerBound - 1
      var front = before
      while front > start, parties.covering(front) == nil, has(front, .pronoun) || tokens[front].key == Self.chis || tokens[front].key == Self.dongs { front -= 1 }
      let isRelayed = has(before, .possessive) && before > start && Self.relayed.contains(tokens[before - 1].key)
      // "lãnh đạo Chính phủ", "người đứng đầu Đảng": people of a body.
      if parties.type(entity) == .organization || parties.type(entity) == .location, group.person == nil, before > start, let people = (max(start, before - 3)...before).first(where: { partyEnd(at: $0, before + 1) == before + 1 && PartyNouns.heads.contains(tokens[$0].key) }) {
        return Subject(kind: .people, party: parties.resolve(entity), tokens: people..<end, isAdjacent: true)
      }
      // "cử tri xã Hoằng Đồng", "các doanh nghiệp Nhật Bản": people of a place.
      if parties.type(entity) == .location, group.person == nil, before > start, let people = (max(start, before - 3)...before).first(where: { partyEnd(at: $0, before + 1) == before + 1 && !has($0 - 1, .preposition) }) {
        var first = people
        while first > start, has(first - 1, .determiner) { first -= 1 }
        return Subject(kind: .people, tokens: first..<end, isAdjacent: true)
      }
      let isObject = before >= start && (has(front, .preposition) || parties.type(entity) == .legalDocument && has(before, .issuing)) || recipients(start..<verb).contains(group.tokens.lowerBound)
      if !isObject || isRelayed {
        var found = subject(group, entity, isAdjacent: true)
        if found.kind == .body, group.person == nil, let all = coordinated(group, from: start) ?? joined(group, from: start), all.lowerBound > start, let people = (max(start, all.lowerBound - 3)..<all.lowerBound).first(where: { partyEnd(at: $0, all.lowerBound) == all.lowerBound && PartyNouns.heads.contains(tokens[$0].key) }) {
          // "Người đứng đầu Đảng và Nhà nước".
          return Subject(kind: .people, party: found.party, tokens: people..<end, isAdjacent: true)
        }
        if found.kind == .body, let all = coordinated(group, from: start) {
          found.tokens = all
          found.party = parties.party(all)
        }
        // "cử tri A ngụ phường B đề nghị": the place belongs to the person.
        if found.kind == .place, parties.groups(in: max(start, before - 12)..<max(start, before)).contains(where: { $0.person != nil }) { return farSubject(of: verb, from: start) }
        return found
      }
    } else if end > start {
      if let pronoun = pronoun(endingAt: end, from: start) { return pronoun }
      if end - 2 >= start, tokens[end - 1].key == Key.kieens { return Subject(kind: .people, tokens: end - 2..<end, isAdjacent: true) }
      if let act = bareAct(endingAt: end, from: start) { return act }
      for from in max(start, end - 10)..<end where (!has(from, .covered) || parties.starting(from) != nil) && isParty(from, end) && partyRunEnd(from, end) == end {
        if recipients(start..<verb).contains(from) { break }
        let isObject = from > start && has(from - 1, .preposition) && !has(from - 1, .copula)
        if isObject { break }
        // "Ban Chỉ huy Phòng thủ dân sự | tỉnh": the level belongs to the name in front of it.
        if let name = parties.ending(from), let group = parties.group(name), parties.type(name) == .organization {
          return Subject(kind: .body, party: parties.party(group.tokens.lowerBound..<end), tokens: group.tokens.lowerBound..<end, isAdjacent: true)
        }
        // "Cử tri Dương Xuân Biển (Phường 6)", "đại biểu Trần Hoàng Ngân": the person.
        if let named = parties.groups(in: from..<end).first(where: { $0.person != nil }) { return Subject(kind: .person, party: parties.resolve(named.person!), tokens: from..<end, isAdjacent: true) }
        // "Chủ tịch UBND tỉnh Trần Văn Lâm (áo trắng)": the person.
        if let named = (from..<end).lazy.compactMap({ self.parties.covering($0) }).first(where: { self.parties.type($0) == .person }) { return Subject(kind: .person, party: parties.resolve(named), tokens: from..<end, isAdjacent: true) }
        // "Đối với Luật Viên chức, tỉnh | đề nghị", "Lãnh đạo tỉnh | đề nghị": the level alone.
        if let level = (max(from + 1, end - 2)..<max(from + 1, end)).first(where: { Levels.phrases.end(tokens, $0, end) == end && (isMark($0 - 1, ",") || PartyNouns.heads.contains(tokens[from].key) && !has($0 - 1, [.number, .determiner])) }), let party = shortName(level..<end) {
          return Subject(kind: .body, party: party, tokens: level..<end, isAdjacent: true)
        }
        if tokens[end - 1].key == Key.nayf, let party = shortName(from..<end) { return Subject(kind: .body, party: party, tokens: from..<end, isAdjacent: true) }
        if Levels.phrases.end(tokens, from, end) != end, end - from > 1, tokens[from].isCapitalized, tokens[from].kind == .word, from > start || end - from > 2, !has(from, .determiner) {
          return Subject(kind: .body, party: parties.party(from..<end), tokens: from..<end, isAdjacent: true)
        }
        // "tỉnh", "thành phố" alone: the one that was named.
        let party = shortName(from..<end)
        return Subject(kind: party == nil ? .people : .body, party: party, tokens: from..<end, isAdjacent: true)
      }
    }
    if let paper = beforePaper(end, from: start) {
      let writer = subject(of: paper, from: start)
      if writer.isAdjacent, [.person, .role, .body, .pronoun].contains(writer.kind) { return writer }
    }
    return farSubject(of: verb, from: start)
  }

  /// "Luật sư A, Trung tâm Trọng tài B | cho rằng", "Cử tri A, phường B | chia sẻ": who opens the words, with nothing behind the name but
  /// what tells who that is.
  private func apposed(_ end: Int, from start: Int) -> Subject? {
    guard end > start, parties.ending(end).map({ parties.type($0) != .person && parties.type($0) != .date }) ?? !has(end - 1, [.quote, .colon, .semicolon]) else { return nil }
    for group in parties.groups(in: max(start, end - 60)..<end) {
      guard let person = group.person, group.tokens.upperBound < end else { continue }
      let behind = document.entities[person].tokens.upperBound
      guard tokens[behind].kind == .mark, !tokens[behind].isMark(":") else { continue }
      var front = group.tokens.lowerBound
      while front > start, has(front - 1, .pronoun) || Self.titles.contains(tokens[front - 1].key) || parties.covering(front - 1) == nil && has(front - 1, .partyHere) { front -= 1 }
      if let noun = (max(start, front - 5)..<front).first(where: { partyEnd(at: $0, front) != nil && (opens($0, from: start) || has($0 - 1, .mark)) && !has($0, .mark) && partyRunEnd($0, group.tokens.lowerBound) == group.tokens.lowerBound }) { front = noun }
      let opener = firstWord(start..<front)
      let isFronted = isMark(front - 1, ",") && opener.map { has($0, .adverbial) || parties.starting($0) == nil && !isParty($0, front) && !has($0, .pronoun) } == true
      let isBehindHeading = front > start && (has(front - 1, .quote) || tokens[front].isCapitalized && tokens[front - 1].kind == .word && has(front, .pronoun))
      let isNear = opener.map { Self.turning.end(tokens, $0, front) == front } == true
      guard opens(front, from: start) || isFronted || isBehindHeading || isNear else { return nil }
      let between = behind..<end
      let isApposition = !between.contains { has($0, [.cueHere, .report, .future, .copula, .condition, .relative, .quote, .colon, .semicolon, .modalHere, .passive]) && !has($0, .covered) }
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
    if end > start, isMark(end - 1, ",") { end -= 1 }
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

  /// "tỉnh", "Công ty", "sở này": the body or place of that kind that the article names.
  private func shortName(_ range: Range<Int>) -> Directive.Party? {
    let isThis = tokens[range.upperBound - 1].key == Key.nayf
    // "cơ quan này", "đơn vị này": the body that was acting.
    if isThis, Levels.acting.end(tokens, range.lowerBound, range.upperBound - 1) == range.upperBound - 1 { return parties.lastBody(before: range.lowerBound).map(parties.named) }
    let words = isThis && range.count > 1 ? range.lowerBound..<range.upperBound - 1 : range
    guard let end = Levels.phrases.end(tokens, words.lowerBound, words.upperBound) ?? Levels.bodies.end(tokens, words.lowerBound, words.upperBound), end == words.upperBound else { return nil }
    if let named = parties.lastNamed(words, before: words.lowerBound, isPlace: Levels.phrases.end(tokens, words.lowerBound, words.upperBound) != nil) { return parties.named(named) }
    return Levels.phrases.end(tokens, words.lowerBound, words.upperBound) != nil && !isThis ? parties.party(words) : nil
  }

  /// A body and the one in front of it, joined by "và".
  private func joined(_ group: Parties.Group, from start: Int) -> Range<Int>? {
    let first = group.tokens.lowerBound
    guard first - 2 > start, tokens[first - 1].key == Key.vaf, let before = parties.ending(first - 1), let other = parties.group(before), other.person == nil, parties.type(other.lead) == .organization else { return nil }
    return other.tokens.lowerBound..<group.tokens.upperBound
  }

  /// "Bộ Chính trị, Ban Bí thư | yêu cầu": bodies joined by commas and "và" from the start of the words on.
  private func coordinated(_ group: Parties.Group, from start: Int) -> Range<Int>? {
    var first = group.tokens.lowerBound
    while first - 2 >= start, isMark(first - 1, ",") || tokens[first - 1].key == Key.vaf, let before = parties.ending(first - 1), let other = parties.group(before), other.person == nil, parties.type(other.lead) == .organization {
      first = other.tokens.lowerBound
    }
    guard first < group.tokens.lowerBound, opens(first, from: start) || isMark(first - 1, ",") else { return nil }
    return first..<group.tokens.upperBound
  }

  /// "Sau khi nghe bà A trình bày, Bí thư Thành ủy | đã có …": behind an adverbial's comma, with a verb behind it.
  private func behindComma(_ range: Range<Int>, _ recipients: Range<Int>) -> Subject? {
    guard let first = firstWord(range), has(first, .adverbial), parties.covering(first) == nil else { return nil }
    for group in parties.groups(in: max(range.lowerBound, range.upperBound - 200)..<range.upperBound).reversed() where group.tokens.upperBound < range.upperBound && !recipients.contains(group.tokens.lowerBound) {
      guard [.person, .role, .organization].contains(parties.type(group.lead)) else { continue }
      let after = group.tokens.upperBound
      guard has(after, [.adverb, .report, .future]) || tokens[after].key == Key.cos || cue(at: after) != nil else { continue }
      var front = group.tokens.lowerBound - 1
      while front > range.lowerBound, has(front, .pronoun) || tokens[front].key == Self.chis || tokens[front].key == Self.dongs { front -= 1 }
      if isMark(front, ",") { return subject(group, group.person ?? group.lead, isAdjacent: false) }
    }
    return nil
  }

  /// "Tại buổi tiếp xúc, nhiều cử tri bày tỏ bức xúc, đồng thời | kiến nghị": people who call as one, at the start or behind a comma.
  private func people(_ range: Range<Int>) -> Subject? {
    var first = firstWord(range) ?? range.upperBound
    if first < range.upperBound, let after = Connectives.phrases.end(tokens, first, range.upperBound) { first = after }
    while first < range.upperBound, tokens[first].kind == .mark { first += 1 }
    guard first < range.upperBound else { return nil }
    let isAdverbial = has(first, .adverbial)
    for index in first..<min(range.upperBound, first + 200) where index == first || isAdverbial && isMark(index - 1, ",") {
      var noun = index
      while noun < range.upperBound, has(noun, .determiner) { noun += 1 }
      guard noun < range.upperBound, Commons.phrases.end(tokens, noun, range.upperBound) != nil else { continue }
      let end = max(partyRunEnd(index, range.upperBound), noun + 1)
      if parties.groups(in: index..<min(range.upperBound, index + 200)).contains(where: { $0.person != nil && ($0.tokens.lowerBound < end || !isOwner($0)) }) { continue }
      return Subject(kind: .people, tokens: index..<end)
    }
    return nil
  }

  /// "Ông A cho biết Bộ B đã có văn bản gửi các tỉnh | yêu cầu": who does it in what is told; behind a comma the teller goes on.
  private func told(_ range: Range<Int>, _ recipients: Range<Int>) -> Subject? {
    for group in parties.groups(in: max(range.lowerBound, range.upperBound - 60)..<range.upperBound).reversed() where group.tokens.upperBound < range.upperBound && !recipients.contains(group.tokens.lowerBound) {
      guard Parties.canAct(parties.type(group.lead)) else { continue }
      let after = group.tokens.upperBound
      guard has(after, [.report, .adverb]) || tokens[after].key == Key.cos else { continue }
      let between = after..<range.upperBound
      if between.contains(where: { has($0, [.comma, .colon, .quote]) && !has($0, .covered) }) { return nil }
      var front = group.tokens.lowerBound - 1
      while front > range.lowerBound, isMark(front, ",") || Self.that.contains(tokens[front].key) || has(front, .pronoun) { front -= 1 }
      guard front > range.lowerBound, (max(range.lowerBound, front - 2)...front).contains(where: { has($0, .sayingCue) && self.cue(at: $0)?.end == front + 1 }) || Self.that.contains(tokens[front + 1].key) else { return nil }
      return subject(group, group.person ?? group.lead, isAdjacent: false)
    }
    return nil
  }

  private static let sendingTo = WordSet("xuống lên tới sang")
  private static let that = WordSet("rằng thì do việc")

  /// Those whom something is sent to: "có văn bản gửi Bộ Công an, UBND tỉnh Cà Mau | yêu cầu".
  private func recipients(_ range: Range<Int>) -> Range<Int> {
    let near = range.suffix(200)
    guard holds(near, .sending), let sending = near.last(where: { has($0, .sending) && !has($0, .covered) }) else { return range.lowerBound..<range.lowerBound }
    var first = sending + 1
    while first < range.upperBound, has(first, .preposition) || Self.sendingTo.contains(tokens[first].key) { first += 1 }
    return first..<(first < range.upperBound ? partyRunEnd(first, range.upperBound) : first)
  }

  /// "Chủ tịch UBND tỉnh A khen ngợi Công an tỉnh, yêu cầu …": the first party that no preposition stands before.
  private func farSubject(of verb: Int, from start: Int) -> Subject {
    var fallback: Subject?
    let recipients = recipients(start..<verb)
    if let told = told(start..<verb, recipients) { return told }
    if let behind = behindComma(start..<verb, recipients) { return behind }
    if let people = people(start..<verb) { return people }
    var depth = 0
    var seen = start
    for group in parties.groups(in: start..<verb) where group.tokens.upperBound <= verb {
      while seen < group.tokens.lowerBound {
        if tokens[seen].isMark("(") { depth += 1 }
        if tokens[seen].isMark(")") { depth = max(0, depth - 1) }
        seen += 1
      }
      if recipients.contains(group.tokens.lowerBound) { continue }
      let before = group.tokens.lowerBound - 1
      if depth == 0, fallback == nil, opens(group.tokens.lowerBound, from: start), parties.type(group.lead) != .date, parties.type(group.lead) != .location { return subject(group, group.person ?? group.lead, isAdjacent: false) }
      var front = before
      while front > start, has(front, [.pronoun, .determiner]) || tokens[front].key == Self.chis || tokens[front].key == Self.dongs || tokens[front].key == Self.vi { front -= 1 }
      if depth > 0 || before >= start && has(before, [.preposition, .issuing]) || front >= start && has(front, .possessive) && !(group.tokens.lowerBound - start < 2) { continue }
      switch parties.type(group.lead) {
      case .person, .role:
        return subject(group, group.person ?? group.lead, isAdjacent: false)
      case .organization:
        if group.person != nil { return subject(group, group.lead, isAdjacent: false) }
        fallback = fallback ?? subject(group, group.lead, isAdjacent: false)
      case .legalDocument: fallback = fallback ?? subject(group, group.lead, isAdjacent: false)
      default: break
      }
    }
    if let fallback { return fallback }
    var opener = start
    while opener < verb, tokens[opener].kind == .mark { opener += 1 }
    if opener + 2 < verb {
      let isComrade = tokens[opener].key == Self.dongs && tokens[opener + 1].key == Self.chis
      if isComrade || has(opener, .pronoun), parties.covering(isComrade ? opener + 2 : opener + 1) == nil {
        return Subject(kind: .pronoun, party: parties.lastSubject(before: opener).map(parties.named), tokens: opener..<opener + (isComrade ? 2 : 1))
      }
    }
    return Subject(tokens: verb..<verb)
  }

  /// "Ông cũng đề nghị …": somebody named before.
  func opensWithPronoun(_ range: Range<Int>) -> Bool {
    guard let first = firstWord(range), first + 2 < range.upperBound else { return false }
    let isComrade = tokens[first].key == Self.dongs && tokens[first + 1].key == Self.chis
    return (isComrade || has(first, .pronoun)) && parties.covering(first + (isComrade ? 2 : 1)) == nil || Heads.phrases.end(tokens, first, range.upperBound) != nil
  }

  /// "của bà Tư": named only as whose something is.
  func isOwner(_ group: Parties.Group) -> Bool {
    var front = group.tokens.lowerBound - 1
    while front > 0, parties.covering(front) == nil, has(front, .pronoun) || tokens[front].key == Self.chis || tokens[front].key == Self.dongs { front -= 1 }
    return has(front, .possessive)
  }

  /// Only honorifics and connectives stand between `start` and `token`.
  private func opens(_ token: Int, from start: Int) -> Bool {
    var index = start
    if let after = Connectives.phrases.end(tokens, index, token) { index = after }
    while index < token, tokens[index].kind == .mark || tokens[index].key == Self.dongs || tokens[index].key == Self.chis || has(index, .pronoun) { index += 1 }
    return index == token
  }

  private func subject(_ group: Parties.Group, _ entity: Int, isAdjacent: Bool) -> Subject {
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

  private func pronoun(endingAt end: Int, from start: Int) -> Subject? {
    for first in max(start, end - 4)..<end where Persons.phrases.end(tokens, first, end) == end && (first == start || !has(first - 1, [.determiner, .preposition])) {
      return Subject(kind: .pronoun, party: parties.lastSubject(before: first).map(parties.named), tokens: first..<end, isAdjacent: true)
    }
    // "Bác căn dặn", "Người chỉ rõ".
    if tokens[end - 1].isCapitalized, tokens[end - 1].key == Self.uncle.0 || tokens[end - 1].key == Self.uncle.1 && end - 1 > start, let party = parties.uncle, !has(end - 2, .determiner) { return Subject(kind: .pronoun, party: party, tokens: end - 1..<end, isAdjacent: true) }
    let isComrade = end - start >= 2 && tokens[end - 1].key == Self.chis && tokens[end - 2].key == Self.dongs && (end - 2 == start || !has(end - 3, .determiner) && tokens[end - 3].key != Key.cos)
    guard isComrade || has(end - 1, .pronoun) && (end - 1 == start || !has(end - 2, [.determiner, .preposition])) else { return nil }
    let first = end - (isComrade ? 2 : 1)
    return Subject(kind: .pronoun, party: parties.lastSubject(before: first).map(parties.named), tokens: first..<end, isAdjacent: true)
  }

  /// "Chỉ thị yêu cầu", "Công điện nêu rõ": the act named last before.
  private func bareAct(endingAt end: Int, from start: Int) -> Subject? {
    for length in 1...3 where end - length >= start {
      let first = end - length
      guard has(first, .act), tokens[first].isCapitalized || first == start, let type = ActNouns.phrases.end(tokens, first, end), type == end else { continue }
      if first > start, has(first - 1, [.preposition, .nounHead, .issuing]), !has(first - 1, .adverb) { return nil }
      // "ban hành các Nghị định, Thông tư | quy định": any of a kind, not the one that was named.
      if (max(start, first - 6)..<first).contains(where: { has($0, [.determiner, .issuing]) && has($0 + 1, .act) }) { return nil }
      return Subject(kind: .act, party: parties.lastAct(before: first, like: first).map(parties.named), tokens: first..<end, isAdjacent: true)
    }
    return nil
  }
}

/// Words for a document that speaks by itself in the clauses after it was named.
enum ActNouns {
  static let phrases = Phrases("chỉ thị, quyết định, công điện, nghị quyết, nghị định, kế hoạch, thông báo, thông tư, luật, công văn, hướng dẫn, kết luận, văn bản, dự thảo, thông báo kết luận, đề án, quy định, pháp lệnh")
}

/// Words that stand for one place or body that the article names.
enum Levels {
  static let phrases = Phrases("tỉnh, thành phố, tp, huyện, thị xã, quận, xã, phường")
  /// With "này": whatever body was named last.
  static let acting = Phrases("cơ quan, đơn vị, ủy ban, uỷ ban, tổ chức, doanh nghiệp, hãng, nhà thầu, chủ đầu tư, đoàn, lực lượng")
  static let bodies = Phrases("bộ, sở, cục, tổng cục, công ty, tổng công ty, tập đoàn, hiệp hội, bệnh viện, trường, ngân hàng, ban, hội, chi cục, viện")
}

/// Words that stand for one person who was named.
enum Persons {
  static let phrases = Phrases("anh, chị, vị đại diện, vị hiệu trưởng, vị giám đốc, vị luật sư, vị chuyên gia, vị cử tri, luật sư này, cử tri này, đại biểu, đb, nữ bộ trưởng, vị này, vị đại biểu này, nữ đại biểu, đại biểu này, chuyên gia này, vị đại biểu, vị lãnh đạo này")
}
