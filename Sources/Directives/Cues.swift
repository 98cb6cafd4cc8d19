internal import Lexicon
internal import TextModel

// Which verbs direct, and what a directing verb opens: issuer before it, addressee and action after it.
extension Finder {
  func verbCue(in clause: Range<Int>, _ scope: Scope?) -> Lexicon.Match? {
    var index = clause.lowerBound
    while index < clause.upperBound {
      if let cue = cuesAt[index], cue.end <= clause.upperBound, isFinite(cue, clause) { return cue }
      if let entity = parties.outerAt[index], parties.type(entity) != .role {
        index = document.entities[entity].tokens.upperBound
      } else {
        index += 1
      }
    }
    return nil
  }

  /// A cue after ", " or "đồng thời" with an addressee of its own: another directive in the same clause.
  func laterCue(after cue: Lexicon.Match, in clause: Range<Int>) -> Lexicon.Match? {
    var index = cue.end
    while index < clause.upperBound {
      if let later = cuesAt[index], later.end < clause.upperBound, lexicon.field(later, 2) == "verb", isFinite(later, clause) {
        let before = tokens[index - 1]
        let isJoined = before.isMark(",") || before.key == Key.thowif || before.key == Key.cungx
        if isJoined, later.row != cue.row, parties.actor(at: later.end) != nil || Words.partyStart.contains(tokens[later.end].key) { return later }
      }
      index += 1
    }
    return nil
  }

  func joinerStart(_ cue: Int, _ clause: Range<Int>) -> Int {
    var start = cue
    while start > clause.lowerBound + 1, tokens[start - 1].isMark(",") || [Key.thowif, Key.ddoongf, Key.cungx].contains(tokens[start - 1].key) {
      start -= 1
    }
    return start
  }

  /// The verb directs here: no noun, no passive, no report, and what follows can be an addressee or an action.
  func isFinite(_ cue: Lexicon.Match, _ clause: Range<Int>) -> Bool {
    guard lexicon.field(cue, 2) == "verb", cue.end < clause.upperBound else { return false }
    let before = cue.start > clause.lowerBound ? tokens[cue.start - 1].key : 0
    let next = tokens[cue.end]
    let word = lexicon.field(cue, 0)
    let ownView = before == Key.kieens && cue.start - clause.lowerBound > 2 && tokens[cue.start - 3].key == Key.cos && parties.actor(at: cue.end) != nil
    if Words.nounBefore.contains(before), !ownView { return false }
    if before == Key.banr, word == "chỉ đạo" { return false }
    if cue.start > clause.lowerBound, tokens[cue.start - 1].isMark(","), next.isMark(",") { return false }
    let isParty = parties.actor(at: cue.end) != nil || Words.partyStart.contains(next.key) || next.kind == .number || next.key == Key.cho
    let isAction = actionsAt[cue.end] != nil || isModal(cue.end)
    let isOpen = next.isMark(":") || next.isMark(",") || next.key == Key.rawngf
    let subject = parties.issuer(before: cue.start, from: sentenceStart(cue.start)) != nil
    switch word {
    case "giao": return !Words.giaoNext.contains(next.key) && !Words.giaoBefore.contains(before) && isParty
    case "trình": return false
    case "hướng dẫn", "vận động", "chấn chỉnh", "định hướng", "hy vọng": return false
    case "mong": return subject && isParty
    case "cho rằng", "nêu rõ", "chỉ rõ", "khẳng định", "gợi ý": return modalAhead(cue.end, clause) || next.isMark(":")
    case "nhấn mạnh": return modalAhead(cue.end, clause) || isAction || next.isMark(":")
    case "lưu ý", "chú ý", "quán triệt", "nhắc nhở", "đôn đốc": return isParty || isAction || (isOpen && (subject || modalAhead(cue.end, clause)))
    case "chỉ đạo" where actionsAt[cue.end].map({ Self.manners.contains(lexicon.field($0, 0)) && actionsAt[$0.end] == nil }) == true: return false
    case "chỉ đạo": return (subject || cue.start == clause.lowerBound) && (isParty || isAction) && !tokens[cue.start - (cue.start > 0 ? 1 : 0)].isMark(",")
    case "đề xuất", "kiến nghị", "yêu cầu", "đề nghị": return isParty || isAction || isOpen || subject || cue.start == clause.lowerBound
    default: return isParty || isAction || next.isMark(":")
    }
  }

  func isModal(_ index: Int) -> Bool {
    guard index < tokens.count, Words.modal.contains(tokens[index].key) else { return false }
    if tokens[index].isCapitalized, !tokens[index].lineStart, index > 0, tokens[index - 1].kind == .word { return false }
    if index + 1 < tokens.count, Words.notAfterModal.contains(tokens[index + 1].key) { return false }
    return tokens[index].lineStart || index == 0 || !Words.notBeforeModal.contains(tokens[index - 1].key)
  }

  func modalAhead(_ start: Int, _ clause: Range<Int>) -> Bool {
    start < clause.upperBound
      && (start..<clause.upperBound).contains { isModal($0) || cuesAt[$0].map { lexicon.field($0, 2) == "ban" } == true }
  }

  func sentenceStart(_ token: Int) -> Int { document.sentences[sentenceOf(token)].tokens.lowerBound }

  func sentenceOf(_ token: Int) -> Int {
    var low = 0
    var high = document.sentences.count - 1
    while low < high {
      let middle = (low + high) / 2
      if document.sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// "đã chỉ đạo quyết liệt" reports how, and calls for nothing.
  static let manners: Set<String> = ["quyết liệt", "kịp thời", "thường xuyên", "kiên quyết", "tích cực", "sớm", "đồng bộ"]

  static let emphatic: Set<String> = ["cho rằng", "nêu rõ", "chỉ rõ", "khẳng định", "gợi ý", "nhấn mạnh"]

  /// A directing verb: issuer before it, addressee and action after it; opens the scope for what follows.
  mutating func direct(_ found: Lexicon.Match, _ clause: Range<Int>, _ sentence: Int, _ before: Scope?) -> Scope {
    var cue = found
    // "đề nghị trong thời gian tới, …, đồng chí đề nghị lãnh đạo …": the last of the same cue opens the clause.
    for index in cue.end..<max(cue.end, clause.upperBound) {
      if let again = cuesAt[index], again.row == cue.row, isFinite(again, clause), tokens[index - 1].key == Key.chis || parties.outer(in: max(cue.end, index - 8)..<index).contains(where: { parties.type($0) == .person && document.entities[$0].tokens.upperBound == index }) { cue = again }
    }
    let own = parties.issuer(before: cue.start, from: sentenceStart(cue.start))
    let issuer = own ?? before?.issuer ?? recentSpeaker(sentence) ?? parties.presenter(before: cue.start, from: document.sentences[max(0, sentence - 2)].tokens.lowerBound)
    var scope = Scope(
      issuer: issuer, addressee: addresseeBefore(cue, clause), force: Force(rawValue: lexicon.field(cue, 1)) ?? .order,
      cue: document.bytes(cue.start..<cue.end), first: directives.count)
    if own == nil, let before { scope.base = before.base ?? before.force }
    if document.sentences[sentence].kind == .list_item, own == nil, let before {
      scope.force = before.force
      scope.addressee = scope.addressee ?? before.addressee
    }
    let isItem = document.sentences[sentence].kind == .list_item && own == nil && before != nil
    var rest = cue.end..<clause.upperBound
    // A second directing verb at once after the addressee: "chỉ đạo UBND giao Sở X thành lập".
    if let colon = rest.first(where: { tokens[$0].isMark(":") }), colon + 2 < rest.upperBound, action(in: rest.lowerBound..<colon) == nil {
      if let start = firstWord(rest.lowerBound..<colon) { scope.addressee = parties.party(trim(start..<entityRunEnd(start, rest.lowerBound..<colon))) }
      rest = (colon + 1)..<rest.upperBound
    }
    let isLeadIn = tokens[clause.upperBound - 1].isMark(":")
    if let action = action(in: rest, promises: true) {
      if !action.addressee.isEmpty, !isItem { scope.addressee = addressee(action.addressee) }
      let needsModal = Self.emphatic.contains(lexicon.field(cue, 0))
      let isCarried = !needsModal || action.isModal || action.isBan || (action.addressee.isEmpty && !rest.contains { tokens[$0].key == Key.laf })
      if isCarried, !(isLeadIn && announces(action.content)) {
        emit(action.content, sentence, scope, rule: lexicon.rule(cue), continues: nil)
      }
    } else if let start = firstWord(rest) {
      let split = entityRunEnd(start, rest)
      if let party = addressee(trim(start..<split)), !isItem { scope.addressee = party }
      if !isLeadIn, split < rest.upperBound, rest.upperBound - split > 2, split > start, scope.force != .emphasis {
        emit(split..<rest.upperBound, sentence, scope, rule: lexicon.rule(cue), continues: nil, confidence: 0.5)
      }
    }
    if let issuer { speaker = (issuer, sentence) }
    return scope
  }

  /// "Với các cơ quan, đơn vị, Thủ tướng nhắc nhở": the addressee stands in front.
  func addresseeBefore(_ cue: Lexicon.Match, _ clause: Range<Int>) -> Directive.Party? {
    guard let start = firstWord(clause), start < cue.start, [Key.vowis, Key.ddoois].contains(tokens[start].key) else { return nil }
    var begin = start + 1
    if tokens[begin].key == Key.vowis { begin += 1 }
    guard begin < cue.start, Words.partyStart.contains(tokens[begin].key) || parties.actor(at: begin) != nil else { return nil }
    return parties.party(trim(begin..<entityRunEnd(begin, begin..<cue.start)))
  }

  /// "… thực hiện một số nội dung sau:" says only that a list follows.
  func announces(_ content: Range<Int>) -> Bool {
    tokens[content].contains { [Key.sau, Key.dung, Key.vuj, Key.phaps].contains($0.key) }
  }

  static let adverbial = keys("trong để khi nếu trước sau từ căn trên nhằm ngoài theo về tinh qua tại công việc trường bên")
  static let addresseeEnd = keys("với bằng nếu khi thì để nhằm giáp nhất")

  func endsAssigned(_ range: Range<Int>) -> Bool {
    range.count > 2 && tokens[range.upperBound - 1].key == Key.giao && tokens[range.upperBound - 2].key == Key.dduwowcj
  }

  /// The words that name who is to act, without what stands before or after the name: "trong trường hợp này, | bà Bí thư".
  func addressee(_ range: Range<Int>) -> Directive.Party? {
    var range = range
    if endsAssigned(range) { range = trim(range.lowerBound..<range.upperBound - 2) }
    if let first = range.first, Self.adverbial.contains(tokens[first].key), parties.outerAt[first] == nil {
      guard let comma = range.last(where: { tokens[$0].isMark(",") && ($0 + 1 < range.upperBound) && (Words.partyStart.contains(tokens[$0 + 1].key) || parties.actor(at: $0 + 1) != nil) }) else { return nil }
      range = trim(comma + 1..<range.upperBound)
    }
    if let end = range.dropFirst(2).first(where: { index in
      Self.addresseeEnd.contains(tokens[index].key) && !(tokens[index].key == Key.nhaats && tokens[index + 1].key == Key.laf)
    }) { range = trim(range.lowerBound..<end) }
    if let like = range.dropFirst().last(where: { tokens[$0].key == Key.nhuw }), like + 1 < range.upperBound { range = trim(like + 1..<range.upperBound) }
    if range.count > 14, let comma = range.last(where: { tokens[$0].isMark(",") && $0 + 1 < range.upperBound }),
      !range.dropFirst(1).contains(where: { parties.actor(at: $0) != nil && $0 < comma })
    {
      let tail = comma + 1..<range.upperBound
      guard let first = tail.first(where: { parties.actor(at: $0) != nil || Words.partyStart.contains(tokens[$0].key) }) else { return nil }
      range = first..<range.upperBound
    }
    guard range.count > 1 || (range.count == 1 && (parties.outerAt[range.lowerBound] != nil || tokens[range.lowerBound].isCapitalized)) else { return nil }
    return parties.party(range)
  }

  func firstWord(_ range: Range<Int>) -> Int? { range.first { tokens[$0].kind != .mark } }

  /// One past the addressee that starts here: entities, words for classes of bodies, and what joins them.
  func entityRunEnd(_ start: Int, _ range: Range<Int>) -> Int {
    var index = start
    while index < range.upperBound {
      if let entity = parties.actor(at: index) {
        index = document.entities[entity].tokens.upperBound
      } else if Self.partyWords.contains(tokens[index].key) || tokens[index].isMark(",") || tokens[index].kind == .number {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  static let partyWords = Words.partyStart.union(
    keys("và đạo trưởng đứng đầu bộ quyền ủy diện quan vị phương nghiệp chí viên dân năng chức liên trên địa bàn cấp trực thuộc ngang thành phố thị xã ngành thể lượng hữu có hộ đình"))
}
