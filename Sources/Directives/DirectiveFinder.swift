public import Lexicon
public import TextModel

/// Finds who calls on whom to do what: the complements of directing verbs, the clauses and sentences that go on
/// under the same speaker, statements of duty, and headlines that repeat a directive.
///
/// Guarantees: in order of start, without overlap; a directive lies inside one sentence and ends before the mark that
/// closes its clause. `rule` is the cue's table row, or names how the scope carried it.
public func findDirectives(_ document: Document, lexicon: Lexicon, matches: [Lexicon.Match]) -> [Directive] {
  var finder = Finder(document, lexicon, matches)
  finder.run()
  return finder.directives.sorted { $0.range.lowerBound < $1.range.lowerBound }
}

/// Who speaks, to whom, how strongly: opened by a cue and carried to the clauses that follow it.
struct Scope {
  var issuer: Directive.Party?
  var addressee: Directive.Party?
  var force: Force
  var cue: Range<Int>?
  var first: Int
  /// What the speaker's first cue said, for addressees after a nested one ("Giao Cục X …" among orders).
  var base: Force?
}

/// A clause read from its start: who is to act, and the action.
struct Action {
  var addressee: Range<Int>
  var content: Range<Int>
  var isModal = false
  var isBan = false
}

struct Finder {
  let document: Document
  let tokens: [Token]
  let lexicon: Lexicon
  let parties: Parties
  let cuesAt: [Int: Lexicon.Match]
  let actionsAt: [Int: Lexicon.Match]
  var directives: [Directive] = []
  /// Who speaks, and the sentence in which it was seen last: statements of duty soon after are the speaker's.
  var speaker: (issuer: Directive.Party, sentence: Int)?
  /// The act that the article presents, named in its first sentences: its rules bind where nobody else speaks.
  var presented: Directive.Party?

  init(_ document: Document, _ lexicon: Lexicon, _ matches: [Lexicon.Match]) {
    self.document = document
    self.lexicon = lexicon
    tokens = document.tokens
    parties = Parties(document)
    var cuesAt: [Int: Lexicon.Match] = [:]
    var actionsAt: [Int: Lexicon.Match] = [:]
    for match in matches {
      if match.kind == .cue { cuesAt[match.start] = match }
      if match.kind == .action { actionsAt[match.start] = match }
    }
    self.cuesAt = cuesAt
    self.actionsAt = actionsAt
  }

  // MARK: - The way through the article

  mutating func run() {
    var scope: Scope?
    for index in document.sentences.indices {
      let kind = document.sentences[index].kind
      if kind == .caption || kind == .byline || kind == .dateline { continue }
      scope = read(index, scope)
    }
    headlines()
  }

  /// Notes who speaks in this sentence: "Theo ông X, …", "X cho biết …".
  private mutating func hear(_ sentence: Int) {
    let range = document.sentences[sentence].tokens
    if sentence < 4, presented == nil {
      presented = parties.outer(in: range).first { parties.type($0) == .legalDocument && document.entities[$0].tokens.count > 2 }.map(parties.named)
    }
    for index in parties.outer(in: range) {
      let span = document.entities[index].tokens
      let isTheo = span.lowerBound > range.lowerBound && span.lowerBound - range.lowerBound < 4 && tokens[range.lowerBound].key == wordKey("Theo")
      guard [.person, .role, .organization].contains(parties.type(index)) else { continue }
      let says = Words.saying.contains { words in
        (span.upperBound..<min(span.upperBound + 5, range.upperBound)).contains { start in
          start + words.count <= range.upperBound && zip(words, tokens[start...]).allSatisfy { $0 == $1.key }
        }
      }
      if isTheo || says, let issuer = parties.issuer(before: span.upperBound, from: range.lowerBound) ?? (isTheo ? parties.resolve(index) : nil) {
        speaker = (issuer, sentence)
        return
      }
    }
  }

  private mutating func read(_ sentence: Int, _ before: Scope?) -> Scope? {
    let range = document.sentences[sentence].tokens
    hear(sentence)
    var scope = before
    var found = false
    for (position, part) in clauses(range).enumerated() {
      let isFirst = position == 0
      var clause = isFirst && document.sentences[sentence].kind == .list_item ? skipListMark(part) : part
      if let cue = verbCue(in: clause, scope), scope != nil, isNested(cue, clause, sentence), continueScope(&scope!, clause, sentence) {
        found = true
      } else if let cue = verbCue(in: clause, scope) {
        while true {
          // "…, đồng thời yêu cầu X …": a second cue closes the first one's clause.
          let next = laterCue(after: cue, in: clause)
          let own = clause.lowerBound..<(next.map { joinerStart($0.start, clause) } ?? clause.upperBound)
          scope = direct(clause.lowerBound == part.lowerBound || next == nil ? verbCue(in: own, scope) ?? cue : cue, own, sentence, scope)
          guard let next, next.start > clause.lowerBound else { break }
          clause = next.start..<clause.upperBound
          if let again = verbCue(in: clause, scope), laterCue(after: again, in: clause) == nil {
            scope = direct(again, clause, sentence, scope)
            break
          }
          if verbCue(in: clause, scope) == nil { break }
        }
        found = true
      } else if scope != nil, continueScope(&scope!, clause, sentence) {
        found = true
      } else if duty(clause, sentence) {
        found = true
      } else if !isFirst, found {
        extendLast(to: clause, sentence)
      } else if isFirst, document.sentences[sentence].kind != .headline || range.count > 25 {
        scope = nil
      }
    }
    return scope
  }

  /// Parts between semicolons that stand outside brackets, without the marks that close them.
  private func clauses(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var depth = 0
    for index in range {
      if tokens[index].isMark("(") { depth += 1 }
      if tokens[index].isMark(")") { depth = max(0, depth - 1) }
      if tokens[index].isMark(";"), depth == 0 {
        if index > start { parts.append(start..<index) }
        start = index + 1
      }
    }
    if start < range.upperBound { parts.append(start..<range.upperBound) }
    return parts
  }

  private func skipListMark(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start + 1 < range.upperBound, tokens[start].kind != .word || (tokens[start].isSingle && tokens[start + 1].kind == .mark) { start += 1 }
    return start..<range.upperBound
  }

  /// A weak directing verb under an open scope is the content: "chỉ đạo các đơn vị …", "quán triệt các chỉ thị" in a list of tasks.
  private func isNested(_ cue: Lexicon.Match, _ clause: Range<Int>, _ sentence: Int) -> Bool {
    let word = lexicon.field(cue, 0)
    guard Self.weak.contains(word) else {
      return cue.start == firstWord(clause) && word != "giao" && word != "đề nghị" && document.sentences[sentence].kind == .list_item && false
    }
    if cue.start == firstWord(clause) { return clause.lowerBound > document.sentences[sentence].tokens.lowerBound || document.sentences[sentence].kind == .list_item }
    return !parties.outer(in: clause.lowerBound..<cue.start).contains { parties.type($0) == .person } && word == "chỉ đạo"
      && !tokens[clause.lowerBound..<cue.start].contains { Words.report.contains($0.key) || $0.key == wordKey("cũng") }
  }

  private static let weak: Set<String> = ["chỉ đạo", "quán triệt", "đôn đốc", "nhắc nhở", "lưu ý", "đề xuất", "kiến nghị", "chú ý"]

  // MARK: - Cues

  private func verbCue(in clause: Range<Int>, _ scope: Scope?) -> Lexicon.Match? {
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
  private func laterCue(after cue: Lexicon.Match, in clause: Range<Int>) -> Lexicon.Match? {
    var index = cue.end
    while index < clause.upperBound {
      if let later = cuesAt[index], later.end < clause.upperBound, lexicon.field(later, 2) == "verb", isFinite(later, clause) {
        let before = tokens[index - 1]
        let isJoined = before.isMark(",") || before.key == wordKey("thời") || before.key == wordKey("cũng")
        if isJoined, later.row != cue.row, parties.actor(at: later.end) != nil || Words.partyStart.contains(tokens[later.end].key) { return later }
      }
      index += 1
    }
    return nil
  }

  private func joinerStart(_ cue: Int, _ clause: Range<Int>) -> Int {
    var start = cue
    while start > clause.lowerBound + 1, tokens[start - 1].isMark(",") || [wordKey("thời"), wordKey("đồng"), wordKey("cũng")].contains(tokens[start - 1].key) {
      start -= 1
    }
    return start
  }

  /// The verb directs here: no noun, no passive, no report, and what follows can be an addressee or an action.
  private func isFinite(_ cue: Lexicon.Match, _ clause: Range<Int>) -> Bool {
    guard lexicon.field(cue, 2) == "verb", cue.end < clause.upperBound else { return false }
    let before = cue.start > clause.lowerBound ? tokens[cue.start - 1].key : 0
    let next = tokens[cue.end]
    let word = lexicon.field(cue, 0)
    let ownView = before == wordKey("kiến") && cue.start - clause.lowerBound > 2 && tokens[cue.start - 3].key == wordKey("có") && parties.actor(at: cue.end) != nil
    if Words.nounBefore.contains(before), !ownView { return false }
    if before == wordKey("bản"), word == "chỉ đạo" { return false }
    if cue.start > clause.lowerBound, tokens[cue.start - 1].isMark(","), next.isMark(",") { return false }
    let isParty = parties.actor(at: cue.end) != nil || Words.partyStart.contains(next.key) || next.kind == .number || next.key == wordKey("cho")
    let isAction = actionsAt[cue.end] != nil || isModal(cue.end)
    let isOpen = next.isMark(":") || next.isMark(",") || next.key == wordKey("rằng")
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

  private func isModal(_ index: Int) -> Bool {
    guard index < tokens.count, Words.modal.contains(tokens[index].key) else { return false }
    if tokens[index].isCapitalized, !tokens[index].lineStart, index > 0, tokens[index - 1].kind == .word { return false }
    if index + 1 < tokens.count, Words.notAfterModal.contains(tokens[index + 1].key) { return false }
    return tokens[index].lineStart || index == 0 || !Words.notBeforeModal.contains(tokens[index - 1].key)
  }

  private func modalAhead(_ start: Int, _ clause: Range<Int>) -> Bool {
    start < clause.upperBound
      && (start..<clause.upperBound).contains { isModal($0) || cuesAt[$0].map { lexicon.field($0, 2) == "ban" } == true }
  }

  private func sentenceStart(_ token: Int) -> Int { document.sentences[sentenceOf(token)].tokens.lowerBound }

  private func sentenceOf(_ token: Int) -> Int {
    var low = 0
    var high = document.sentences.count - 1
    while low < high {
      let middle = (low + high) / 2
      if document.sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// "đã chỉ đạo quyết liệt" reports how, and calls for nothing.
  private static let manners: Set<String> = ["quyết liệt", "kịp thời", "thường xuyên", "kiên quyết", "tích cực", "sớm", "đồng bộ"]

  private static let emphatic: Set<String> = ["cho rằng", "nêu rõ", "chỉ rõ", "khẳng định", "gợi ý", "nhấn mạnh"]

  /// A directing verb: issuer before it, addressee and action after it; opens the scope for what follows.
  private mutating func direct(_ found: Lexicon.Match, _ clause: Range<Int>, _ sentence: Int, _ before: Scope?) -> Scope {
    var cue = found
    // "đề nghị trong thời gian tới, …, đồng chí đề nghị lãnh đạo …": the last of the same cue opens the clause.
    for index in cue.end..<max(cue.end, clause.upperBound) {
      if let again = cuesAt[index], again.row == cue.row, isFinite(again, clause), tokens[index - 1].key == wordKey("chí") || parties.outer(in: max(cue.end, index - 8)..<index).contains(where: { parties.type($0) == .person && document.entities[$0].tokens.upperBound == index }) { cue = again }
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
      let isCarried = !needsModal || action.isModal || action.isBan || (action.addressee.isEmpty && !rest.contains { tokens[$0].key == wordKey("là") })
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
  private func addresseeBefore(_ cue: Lexicon.Match, _ clause: Range<Int>) -> Directive.Party? {
    guard let start = firstWord(clause), start < cue.start, [wordKey("với"), wordKey("đối")].contains(tokens[start].key) else { return nil }
    var begin = start + 1
    if tokens[begin].key == wordKey("với") { begin += 1 }
    guard begin < cue.start, Words.partyStart.contains(tokens[begin].key) || parties.actor(at: begin) != nil else { return nil }
    return parties.party(trim(begin..<entityRunEnd(begin, begin..<cue.start)))
  }

  /// "… thực hiện một số nội dung sau:" says only that a list follows.
  private func announces(_ content: Range<Int>) -> Bool {
    tokens[content].contains { [wordKey("sau"), wordKey("dung"), wordKey("vụ"), wordKey("pháp")].contains($0.key) }
  }

  private static let adverbial = keys("trong để khi nếu trước sau từ căn trên nhằm ngoài theo về tinh qua tại công việc trường bên")
  private static let addresseeEnd = keys("với bằng nếu khi thì để nhằm giáp nhất")

  private func endsAssigned(_ range: Range<Int>) -> Bool {
    range.count > 2 && tokens[range.upperBound - 1].key == wordKey("giao") && tokens[range.upperBound - 2].key == wordKey("được")
  }

  /// The words that name who is to act, without what stands before or after the name: "trong trường hợp này, | bà Bí thư".
  private func addressee(_ range: Range<Int>) -> Directive.Party? {
    var range = range
    if endsAssigned(range) { range = trim(range.lowerBound..<range.upperBound - 2) }
    if let first = range.first, Self.adverbial.contains(tokens[first].key), parties.outerAt[first] == nil {
      guard let comma = range.last(where: { tokens[$0].isMark(",") && ($0 + 1 < range.upperBound) && (Words.partyStart.contains(tokens[$0 + 1].key) || parties.actor(at: $0 + 1) != nil) }) else { return nil }
      range = trim(comma + 1..<range.upperBound)
    }
    if let end = range.dropFirst(2).first(where: { index in
      Self.addresseeEnd.contains(tokens[index].key) && !(tokens[index].key == wordKey("nhất") && tokens[index + 1].key == wordKey("là"))
    }) { range = trim(range.lowerBound..<end) }
    if let like = range.dropFirst().last(where: { tokens[$0].key == wordKey("như") }), like + 1 < range.upperBound { range = trim(like + 1..<range.upperBound) }
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

  private func firstWord(_ range: Range<Int>) -> Int? { range.first { tokens[$0].kind != .mark } }

  /// One past the addressee that starts here: entities, words for classes of bodies, and what joins them.
  private func entityRunEnd(_ start: Int, _ range: Range<Int>) -> Int {
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

  private static let partyWords = Words.partyStart.union(
    keys("và đạo trưởng đứng đầu bộ quyền ủy diện quan vị phương nghiệp chí viên dân năng chức liên trên địa bàn cấp trực thuộc ngang thành phố thị xã ngành thể lượng hữu có hộ đình"))

  // MARK: - Actions

  /// Reads a clause from its start: the addressee's words, then the action.
  ///
  /// `promises`: after a directing verb "sẽ" stands for "hãy": "đề nghị các đồng chí sẽ …".
  private func action(in range: Range<Int>, promises: Bool = false) -> Action? {
    guard var start = firstWord(range) else { return nil }
    for _ in 0..<2 { if let after = skipConnective(start, range) { start = after } }
    if start + 1 < range.upperBound, [wordKey("cho"), wordKey("rằng"), wordKey("với")].contains(tokens[start].key) { start += 1 }
    if Self.adverbial.contains(tokens[start].key) || tokens[start].key == wordKey("ngay"), actionsAt[start] == nil || tokens[start].key == wordKey("căn") {
      // "Căn cứ tình hình …, chủ động kiểm tra …": the action after the adverbial.
      if let comma = range.first(where: { $0 > start && $0 + 1 < range.upperBound && tokens[$0].isMark(",") && actionsAt[$0 + 1] != nil }), comma - start < 40,
        !(start..<comma).contains(where: { isModal($0) })
      {
        return Action(addressee: start..<start, content: comma + 1..<range.upperBound)
      }
    }
    var index = start
    while index < range.upperBound, index - start < 48 {
      if let entity = parties.outerAt[index], document.entities[entity].tokens.upperBound > index {
        index = document.entities[entity].tokens.upperBound
        continue
      }
      if tokens[index].isMark("("), let close = (index..<range.upperBound).first(where: { tokens[$0].isMark(")") }) {
        index = close + 1
        continue
      }
      if isModal(index) {
        var content = index + 1
        while content < range.upperBound, isModal(content) || tokens[content].isMark(":") { content += 1 }
        guard content < range.upperBound else { return nil }
        return Action(addressee: trim(start..<index), content: content..<range.upperBound, isModal: true)
      }
      if let cue = cuesAt[index] {
        switch lexicon.field(cue, 2) {
        case "ban":
          let content = lexicon.field(cue, 0).hasSuffix("cấm") ? cue.end : index
          guard content < range.upperBound else { return nil }
          if content > index, parties.actor(at: content) != nil || Words.partyStart.contains(tokens[content].key) {
            let end = entityRunEnd(content, content..<range.upperBound)
            if end < range.upperBound { return Action(addressee: trim(content..<end), content: end..<range.upperBound, isBan: true) }
          }
          return Action(addressee: trim(start..<index), content: content..<range.upperBound, isBan: true)
        case "modal" where cue.end < range.upperBound && cue.end - cue.start > 1:
          let keeps = lexicon.field(cue, 0) == "chịu trách nhiệm"
          return Action(addressee: trim(start..<index), content: (keeps ? index : cue.end)..<range.upperBound, isModal: true)
        default: break
        }
      }
      if promises, tokens[index].key == wordKey("sẽ"), index + 1 < range.upperBound { return Action(addressee: trim(start..<index), content: index + 1..<range.upperBound, isModal: true) }
      if index > start, Words.report.contains(tokens[index].key), !tokens[index].isCapitalized { return nil }
      if index > start, tokens[index].key == wordKey("theo"), range.upperBound - index > 4, (index..<min(index + 10, range.upperBound)).contains(where: { actionsAt[$0] != nil && !Words.nounHead.contains(tokens[$0 - 1].key) }) {
        return Action(addressee: trim(start..<index), content: index..<range.upperBound)
      }
      if actionsAt[index] != nil, isVerb(index, start) {
        return Action(addressee: trim(start..<index), content: index..<range.upperBound)
      }
      index += 1
    }
    return nil
  }

  /// The table verb at `index` is the action, not part of a noun: "các tổ chức", "công tác quản lý", "cơ quan điều tra".
  private func isVerb(_ index: Int, _ start: Int) -> Bool {
    guard let action = actionsAt[index] else { return false }
    if index == start {
      // "lãnh đạo các đơn vị", "tổ chức, cá nhân": people, not what they do.
      let word = lexicon.field(action, 0)
      guard word == "lãnh đạo" || word == "tổ chức", action.end < tokens.count else { return true }
      return !(parties.actor(at: action.end) != nil || Words.partyStart.contains(tokens[action.end].key) || tokens[action.end].isMark(",") && word == "tổ chức")
    }
    guard !tokens[index].isCapitalized else { return false }
    let before = tokens[index - 1]
    let next = action.end < tokens.count ? tokens[action.end] : before
    if Words.nounHead.contains(before.key) { return false }
    switch lexicon.field(action, 0) {
    case "tổ chức": return !Words.determiner.contains(before.key) && !next.isMark(",") && ![wordKey("cá"), wordKey("chính"), wordKey("đảng"), wordKey("và"), wordKey("có")].contains(next.key)
    case "lãnh đạo", "chỉ đạo":
      return !Words.determiner.contains(before.key) && !before.isMark(",") && parties.actor(at: action.end) == nil && !Words.partyStart.contains(next.key)
        || tokens[index].key == wordKey("chỉ") && !Words.determiner.contains(before.key)
    case "quản lý", "điều tra", "thanh tra", "tham mưu", "kiểm tra", "giám sát":
      return ![wordKey("quan"), wordKey("đoàn"), wordKey("bộ"), wordKey("lượng"), wordKey("tổ"), wordKey("ban"), wordKey("vị")].contains(before.key)
    case let word where !word.contains(" "): return !before.isMark(",") && (Self.partyWords.contains(before.key) || endsActor(index)) && before.key != wordKey("công")
    default: return !Words.determiner.contains(before.key) || before.key == wordKey("và")
    }
  }

  /// The token before `index` ends a named actor.
  private func endsActor(_ index: Int) -> Bool {
    parties.outer(in: max(0, index - 12)..<index).last.map { document.entities[$0].tokens.upperBound == index } == true
  }

  private func skipConnective(_ start: Int, _ range: Range<Int>) -> Int? {
    for words in Words.connectives where start + words.count < range.upperBound {
      if zip(words, tokens[start...]).allSatisfy({ $0 == $1.key }) {
        var next = start + words.count
        if tokens[next].isMark(",") || tokens[next].isMark(":") { next += 1 }
        return next < range.upperBound ? next : nil
      }
    }
    return nil
  }

  private func trim(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, tokens[start].kind == .mark { start += 1 }
    while end > start, tokens[end - 1].kind == .mark || [wordKey("cũng"), wordKey("và"), wordKey("thì"), wordKey("đều")].contains(tokens[end - 1].key) { end -= 1 }
    return start..<end
  }

  // MARK: - Scope

  /// A clause without a directing verb under an open scope: "Đẩy mạnh …", "Các địa phương … cần …".
  private mutating func continueScope(_ scope: inout Scope, _ clause: Range<Int>, _ sentence: Int) -> Bool {
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
  private func isHeading(_ sentence: Int) -> Bool {
    guard document.sentences[sentence].kind == .headline, sentence > 0 else { return false }
    let last = tokens[document.sentences[sentence - 1].tokens.upperBound - 1]
    return last.isMark(".") || document.sentences[sentence - 1].kind == .headline
  }

  /// "Thực hiện Nghị quyết …, tỉnh đã ban hành …": a report that only starts like an action.
  private func reports(_ clause: Range<Int>) -> Bool {
    var seenComma = false
    for index in clause {
      if tokens[index].isMark(",") { seenComma = true }
      if seenComma, parties.outerAt[index].map({ parties.type($0) == .person }) == true { return true }
      if seenComma, Words.report.contains(tokens[index].key), !tokens[index].isCapitalized, index + 1 < clause.upperBound, parties.outerAt[index] == nil,
        tokens[index].key == wordKey("đã") || tokens[index].key == wordKey("sẽ"), tokens[index + 1].key != wordKey("được")
      { return true }
    }
    return false
  }

  private func recentSpeaker(_ sentence: Int) -> Directive.Party? {
    speaker.flatMap { sentence - $0.sentence <= 5 ? $0.issuer : nil }
  }

  /// "Các đơn vị cần …" soon after a directive, with no directing verb over it.
  private mutating func duty(_ clause: Range<Int>, _ sentence: Int) -> Bool {
    guard let issuer = recentSpeaker(sentence) ?? presented, let found = saidAction(clause), found.isModal || found.isBan, found.content.count > 3,
      !document.sentences[sentence].tokens.contains(where: { tokens[$0].isMark("?") })
    else { return false }
    let action = found
    if tokens[action.content.lowerBound - (action.content.lowerBound > 0 ? 1 : 0)].key == wordKey("nên") { return false }
    if recentSpeaker(sentence) == nil, action.isModal, !action.isBan, tokens[action.content.lowerBound - 1].key == wordKey("cần") { return false }
    var scope = Scope(issuer: issuer, addressee: nil, force: .duty, cue: nil, first: directives.count)
    scope.addressee = addressee(action.addressee)
    emit(action.content, sentence, scope, rule: "duty", continues: nil, confidence: 0.6)
    return true
  }

  /// The action of a clause, or of what stands after "Theo ông X," and "ông X cho biết".
  private func saidAction(_ clause: Range<Int>) -> Action? {
    if let action = action(in: clause) { return action }
    guard let modal = clause.first(where: { $0 > clause.lowerBound && isModal($0) && !tokens[$0].isCapitalized && $0 + 2 < clause.upperBound && tokens[$0].key != wordKey("nên") }) else { return nil }
    var content = modal + 1
    while content < clause.upperBound, isModal(content) { content += 1 }
    // Its subject: the last list of bodies before it.
    var start = modal
    for index in stride(from: modal - 1, through: clause.lowerBound, by: -1) where parties.actor(at: index) != nil || Words.partyStart.contains(tokens[index].key) {
      if entityRunEnd(index, index..<modal) == modal { start = index } else if start < modal { break }
    }
    return Action(addressee: trim(start..<modal), content: content..<clause.upperBound, isModal: true)
  }

  private mutating func extendLast(to clause: Range<Int>, _ sentence: Int) {
    guard let last = directives.indices.last, directives[last].sentence == sentence else { return }
    let own = trim(clause)
    guard !own.isEmpty else { return }
    let range = close(own, document.sentences[sentence].tokens)
    if range.upperBound > directives[last].range.upperBound { directives[last].range = directives[last].range.lowerBound..<range.upperBound }
  }

  // MARK: - Results

  private mutating func emit(
    _ content: Range<Int>, _ sentence: Int, _ scope: Scope, rule: String, continues: Int?, confidence: Double = 0.8
  ) {
    let span = endAtQuote(trim(content))
    guard span.count >= 2 else { return }
    let range = close(span, document.sentences[sentence].tokens)
    if let last = directives.last, last.range.overlaps(range) { return }
    var directive = Directive(range: range, sentence: sentence, force: scope.force, rule: rule, confidence: confidence)
    let starts = tokens[span].prefix(3).map(\.key)
    if starts[0] == wordKey("không") && starts.count > 1 && [wordKey("được"), wordKey("để")].contains(starts[1]) || starts[0] == wordKey("tuyệt") && starts.count > 2 && starts[2] == wordKey("không")
      || span.lowerBound > 0 && tokens[span.lowerBound - 1].key == wordKey("cấm")
    { directive.force = .prohibit }
    directive.issuer = scope.issuer
    directive.addressee = scope.addressee
    directive.cue = scope.cue
    directive.continues = continues.flatMap { $0 < directives.count ? $0 : nil }
    if let (tokens, entity) = deadline(in: span) {
      directive.deadline = document.bytes(tokens)
      if case .date(let iso) = document.entities[entity].value { directive.deadlineValue = iso }
    }
    directive.quoted = isQuoted(span.lowerBound, sentence)
    directive.basis = parties.outer(in: span).filter { parties.type($0) == .legalDocument }
    directives.append(directive)
    if let issuer = scope.issuer { speaker = (issuer, sentence) }
  }

  /// A quotation that was opened before the content and closes inside it ends it: "… dạy học", thông báo nêu.
  private func endAtQuote(_ range: Range<Int>) -> Range<Int> {
    var opened = 0
    for index in range {
      if tokens[index].isMark("“") { opened += 1 }
      if tokens[index].isMark("”") {
        if opened == 0 { return trim(range.lowerBound..<index) }
        opened -= 1
      }
      if index > range.lowerBound + 3, index + 1 < range.upperBound, tokens[index].key == wordKey("nhưng") || (tokens[index].key == wordKey("và") && (tokens[index + 1].key == wordKey("sẽ") || tokens[index - 1].isMark(",") && (index..<min(index + 8, range.upperBound)).contains { tokens[$0].key == wordKey("đang") })) {
        return trim(range.lowerBound..<index)
      }
    }
    return range
  }

  /// The content's bytes: closing quotes and brackets belong to it only when their opening is inside.
  private func close(_ range: Range<Int>, _ sentence: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end < sentence.upperBound, tokens[end].isMark(")") || tokens[end].isMark("”") || tokens[end].isMark("\"") {
      let isBracket = tokens[end].isMark(")")
      let opens = tokens[range.lowerBound..<end].count { isBracket ? $0.isMark("(") : ($0.isMark("“") || $0.isMark("\"")) }
      let closes = tokens[range.lowerBound..<end].count { isBracket ? $0.isMark(")") : $0.isMark("”") }
      if isBracket || tokens[end].isMark("”") ? opens > closes : opens % 2 == 1 { end += 1 } else { break }
    }
    return document.bytes(range.lowerBound..<end)
  }

  /// A quotation mark is open where the content starts.
  private func isQuoted(_ token: Int, _ sentence: Int) -> Bool {
    let before = tokens[document.sentences[sentence].tokens.lowerBound..<token]
    let curly = before.count { $0.isMark("“") } - before.count { $0.isMark("”") }
    return curly > 0 || before.count { $0.isMark("\"") } % 2 == 1
  }

  private func deadline(in range: Range<Int>) -> (tokens: Range<Int>, entity: Int)? {
    for index in parties.outer(in: range) where parties.type(index) == .date {
      let date = document.entities[index].tokens
      guard date.lowerBound > range.lowerBound, Words.deadlineBefore.contains(tokens[date.lowerBound - 1].key) else { continue }
      return ((date.lowerBound - 1)..<date.upperBound, index)
    }
    return nil
  }

  // MARK: - Headlines

  /// A headline in imperative form takes issuer and force from the directive that it repeats.
  private mutating func headlines() {
    guard let model = directives.first else { return }
    var taken = Set(directives.map(\.sentence))
    for (index, sentence) in document.sentences.enumerated().prefix(6) where sentence.kind == .headline && !taken.contains(index) {
      guard actionsAt[sentence.tokens.lowerBound] != nil, !reports(sentence.tokens) else { continue }
      let words = Set(tokens[sentence.tokens].map(\.key))
      let best = directives.max { overlap($0, words) < overlap($1, words) } ?? model
      guard overlap(best, words) >= 0.5 else { continue }
      guard !trim(sentence.tokens).isEmpty else { continue }
      var directive = Directive(range: close(trim(sentence.tokens), sentence.tokens), sentence: index, force: best.force, rule: "headline", confidence: 0.7)
      directive.issuer = best.issuer
      directives.append(directive)
      taken.insert(index)
    }
  }

  /// The share of `words` that the directive has.
  private func overlap(_ directive: Directive, _ words: Set<UInt64>) -> Double {
    let sentence = document.sentences[directive.sentence].tokens
    let own = tokens[sentence].filter { Int($0.start) >= directive.range.lowerBound && Int($0.end) <= directive.range.upperBound }
    return Double(words.intersection(own.map(\.key)).count) / Double(max(words.count, 1))
  }
}
