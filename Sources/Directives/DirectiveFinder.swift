public import Lexicon
public import TextModel

/// Finds who calls on whom to do what: the complements of directing verbs, the clauses and sentences that go on
/// under the same speaker, statements of duty, and headlines that repeat a directive.
///
/// Guarantees: in order of start; a directive lies inside one sentence and ends before the mark that closes its clause.
public func findDirectives(_ document: Document, lexicon: Lexicon, matches: [Lexicon.Match]) -> [Directive] {
  var finder = Finder(document, lexicon, matches)
  finder.run()
  return finder.directives.sorted { $0.range.lowerBound < $1.range.lowerBound }
}

/// Who speaks, to whom, how strongly: carried from a cue to the clauses that follow it.
struct Scope {
  var issuer: Directive.Party?
  var addressee: Directive.Party?
  var force: Force
  var cue: Range<Int>?
  var first: Int
}

private func keys(_ words: String) -> Set<UInt64> { Set(tokenize(Array(words.utf8)).map(\.key)) }

enum Cues {
  /// A verb after one of these is a noun, a passive or part of another word.
  static let nounBefore = keys(
    "theo sự kiến ý được bị của những các công tác việc đáp ứng một số nhiều hoạt động nội dung văn bản trình tinh thần lời thực có ban người quyền đạo phải cơ quan nhiệm vụ đơn mọi bản tờ mục đúng vượt nhu từng trên")
  static let notBefore = keys("không chưa chẳng")
  static let giaoNext = keys("thông dịch lưu ban hàng tiếp thoa nộp thừa mùa động điểm diện tranh nhận kèo chiến thương hợp đất quân")
  static let modal = keys("cần phải hãy nên sẽ")
  static let report = keys("đã đang vừa từng là được có bị")
  static let future = keys("sẽ")
  static let connectives = [
    "đồng thời", "bên cạnh đó", "ngoài ra", "trong đó", "đặc biệt", "cùng với đó", "mặt khác", "trước mắt", "cụ thể", "theo đó", "từ đó",
    "trên cơ sở đó", "hai là", "một là", "ba là", "bốn là", "năm là", "thứ nhất", "thứ hai", "thứ ba", "thứ tư", "song song với đó",
    "tiếp đó", "nhất là", "cùng đó", "qua đó", "về lâu dài", "trong thời gian tới", "thời gian tới", "và", "do đó", "vì vậy", "cùng với việc",
  ].map { tokenize(Array($0.utf8)).map(\.key) }
  static let deadlineBefore = keys("trước trong nhất hết xong vào đến")
  static let pronouns = keys("ông bà")
  static let dongChi = tokenize(Array("đồng chí".utf8)).map(\.key)
  static let partyStart = keys("các những mỗi từng mọi toàn cả lãnh đạo thủ trưởng người cán bộ chính quyền cấp đại diện ủy ban đơn vị địa phương cơ quan sở ngành doanh nghiệp ban bộ nhân dân đồng chí tất chủ công lực")
  static let yeuCau = keys("yêu cầu")
}

struct Finder {
  let document: Document
  let tokens: [Token]
  let lexicon: Lexicon
  let cuesAt: [Int: Lexicon.Match]
  let actionsAt: [Int: Lexicon.Match]
  /// The outermost entity that starts at a token.
  let outerAt: [Int: Int]
  let outer: [Int]
  var directives: [Directive] = []
  /// Who holds a position, by the position's text; the positions by their first word, for short forms.
  var holders: [String: Int] = [:]
  var positions: [Substring: [String]] = [:]
  /// The last person before each place in `outer`; -1 for none.
  var personsBefore: [Int] = []

  init(_ document: Document, _ lexicon: Lexicon, _ matches: [Lexicon.Match]) {
    self.document = document
    self.lexicon = lexicon
    tokens = document.tokens
    var cuesAt: [Int: Lexicon.Match] = [:]
    var actionsAt: [Int: Lexicon.Match] = [:]
    for match in matches {
      if match.kind == .cue { cuesAt[match.start] = match }
      if match.kind == .action { actionsAt[match.start] = match }
    }
    self.cuesAt = cuesAt
    self.actionsAt = actionsAt
    outer = document.entities.indices.filter { document.entities[$0].parent == nil }
    var outerAt: [Int: Int] = [:]
    for index in outer { outerAt[document.entities[index].tokens.lowerBound] = index }
    self.outerAt = outerAt
    var last = -1
    for index in outer {
      personsBefore.append(last)
      if document.entities[index].type == .person { last = index }
    }
    personsBefore.append(last)
    learnRoles()
  }

  /// The place in `outer` of the first span that starts at or after `token`.
  private func firstOuter(from token: Int) -> Int {
    var low = 0
    var high = outer.count
    while low < high {
      let middle = (low + high) / 2
      if document.entities[outer[middle]].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Outermost entities inside `range`.
  private func outer(in range: Range<Int>) -> ArraySlice<Int> {
    let first = firstOuter(from: range.lowerBound)
    var last = first
    while last < outer.count, document.entities[outer[last]].tokens.upperBound <= range.upperBound { last += 1 }
    return outer[first..<last]
  }

  // MARK: - The way through the article

  mutating func run() {
    var scope: Scope?
    for index in document.sentences.indices {
      let sentence = document.sentences[index]
      if sentence.kind == .caption || sentence.kind == .byline || sentence.kind == .dateline { continue }
      scope = read(index, sentence.tokens, scope)
    }
    headline()
  }

  private mutating func read(_ sentence: Int, _ range: Range<Int>, _ before: Scope?) -> Scope? {
    var scope = before
    var isFirst = true
    var found = false
    for clause in clauses(range) {
      var clause = clause
      if isFirst, document.sentences[sentence].kind == .list_item { clause = skipListMark(clause) }
      if let cue = verbCue(in: clause) {
        scope = direct(cue, clause, sentence, scope)
        found = true
      } else if scope != nil, continueScope(&scope!, clause, sentence, isFirst: isFirst) {
        found = true
      } else if !isFirst, found {
        // A noun phrase after a semicolon belongs to the directive before it.
        extendLast(to: clause, sentence)
      } else if isFirst {
        let isOpening = document.sentences[sentence].kind == .headline
        if !isOpening { scope = nil }
      }
      isFirst = false
    }
    return scope
  }

  /// Parts between semicolons, without the marks that close them.
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
    while start < range.upperBound, tokens[start].kind != .word || (tokens[start].isSingle && start + 1 < range.upperBound && tokens[start + 1].kind == .mark) {
      start += 1
    }
    return start..<range.upperBound
  }

  // MARK: - Cues

  private func verbCue(in clause: Range<Int>) -> Lexicon.Match? {
    var index = clause.lowerBound
    while index < clause.upperBound {
      if let cue = cuesAt[index], cue.end <= clause.upperBound, isFinite(cue, clause) { return cue }
      if let entity = outerAt[index], document.entities[entity].type != .role {
        index = document.entities[entity].tokens.upperBound
      } else {
        index += 1
      }
    }
    return nil
  }

  private func isFinite(_ cue: Lexicon.Match, _ clause: Range<Int>) -> Bool {
    let kind = lexicon.field(cue, 2)
    guard kind == "verb", cue.end < clause.upperBound else { return false }
    let before = cue.start > clause.lowerBound ? tokens[cue.start - 1].key : 0
    let next = tokens[cue.end]
    if Cues.nounBefore.contains(before) || Cues.notBefore.contains(before) || Cues.future.contains(before) { return false }
    if next.isMark(",") || next.isMark(".") || next.isMark(")") {
      let force = lexicon.field(cue, 1)
      guard next.isMark(","), force == "emphasis" || force == "order" else { return false }
    }
    let word = lexicon.field(cue, 0)
    let nextIsParty = outerAt[cue.end].map { [.organization, .role, .person, .location].contains(document.entities[$0].type) } ?? false
    let nextIsAction = actionsAt[cue.end] != nil || isModal(cue.end)
    let startsParty = Cues.partyStart.contains(next.key)
    if word == "giao" || word == "trình" {
      return !Cues.giaoNext.contains(next.key) && (nextIsParty || startsParty)
    }
    let hasIssuer = issuer(before: cue.start, in: clause) != nil
    switch word {
    case "hướng dẫn", "vận động", "chấn chỉnh", "mong", "định hướng": return hasIssuer && nextIsParty && false
    case "cho rằng", "nêu rõ", "chỉ rõ", "khẳng định", "nhấn mạnh", "gợi ý", "hy vọng", "lưu ý", "chú ý", "quán triệt":
      return next.isMark(":") || next.isMark(",") || modalAhead(cue.end, clause) || nextIsAction || (word == "lưu ý" && (nextIsParty || startsParty))
    case "chỉ đạo": return (hasIssuer || cue.start == clause.lowerBound) && (nextIsParty || startsParty || nextIsAction)
    case "trình", "đề xuất", "kiến nghị", "yêu cầu", "đề nghị":
      return nextIsParty || startsParty || nextIsAction || next.isMark(":") || next.isMark(",") || hasIssuer
    default: return nextIsParty || startsParty || nextIsAction || next.isMark(":")
    }
  }

  private func isModal(_ index: Int) -> Bool {
    index < tokens.count && Cues.modal.contains(tokens[index].key) && !tokens[index].isCapitalized
  }

  private func modalAhead(_ start: Int, _ clause: Range<Int>) -> Bool {
    guard start < clause.upperBound else { return false }
    return (start..<clause.upperBound).contains { cuesAt[$0].map { lexicon.field($0, 2) == "modal" || lexicon.field($0, 2) == "ban" } == true }
  }

  /// A directing verb: issuer before it, addressee and action after it; opens the scope for what follows.
  private mutating func direct(_ cue: Lexicon.Match, _ clause: Range<Int>, _ sentence: Int, _ before: Scope?) -> Scope {
    var cue = cue
    let force = Force(rawValue: lexicon.field(cue, 1)) ?? .order
    // "đề nghị trong thời gian tới, …, đồng chí đề nghị lãnh đạo …": the last of the same cue opens the clause.
    for index in cue.end..<clause.upperBound {
      if let again = cuesAt[index], again.row == cue.row, isFinite(again, clause) { cue = again }
    }
    let issuer = issuer(before: cue.start, in: clause) ?? before?.issuer
    var scope = Scope(
      issuer: issuer, addressee: nil, force: force, cue: document.bytes(cue.start..<cue.end), first: directives.count)
    let rest = cue.end..<clause.upperBound
    if let action = actionStart(rest, afterCue: true) {
      if action.addressee.count > 0 { scope.addressee = party(action.addressee) }
      emit(action.content, clause, sentence, scope, rule: lexicon.rule(cue), continues: nil)
    } else if !(tokens[clause.upperBound - 1].isMark(":")), let start = firstWord(rest), force != .emphasis {
      let split = entityRunEnd(start, rest)
      if split > start, split < rest.upperBound { scope.addressee = party(start..<split) }
      if split < rest.upperBound, rest.upperBound - split > 2 {
        emit(split..<clause.upperBound, clause, sentence, scope, rule: lexicon.rule(cue), continues: nil, confidence: 0.5)
      }
    } else if let start = firstWord(rest) {
      // A lead-in: its items follow.
      let split = entityRunEnd(start, rest)
      if split > start { scope.addressee = party(start..<split) }
    }
    return scope
  }

  private func firstWord(_ range: Range<Int>) -> Int? { range.first { tokens[$0].kind != .mark } }

  /// One past the addressee that starts here: entities and the words that join them.
  private func entityRunEnd(_ start: Int, _ range: Range<Int>) -> Int {
    var index = start
    while index < range.upperBound {
      if let entity = outerAt[index] {
        index = document.entities[entity].tokens.upperBound
      } else if Cues.partyStart.contains(tokens[index].key) || tokens[index].isMark(",") || tokens[index].key == wordKey("và") {
        index += 1
      } else {
        break
      }
    }
    while index > start, tokens[index - 1].kind == .mark || tokens[index - 1].key == wordKey("và") { index -= 1 }
    return index
  }

  /// Where the action starts, and the addressee in front of it.
  private func actionStart(_ range: Range<Int>, afterCue: Bool) -> (addressee: Range<Int>, content: Range<Int>)? {
    guard var start = firstWord(range) else { return nil }
    if tokens[start].key == wordKey("cho"), start + 1 < range.upperBound { start += 1 }
    if let after = skipConnective(start, range) { start = after }
    if let rang = [wordKey("rằng"), wordKey("với")].first(where: { $0 == tokens[start].key }), rang != 0, start + 1 < range.upperBound { start += 1 }
    var index = start
    while index < range.upperBound {
      if let entity = outerAt[index] {
        index = document.entities[entity].tokens.upperBound
        continue
      }
      if isModal(index), tokens[index].key != wordKey("sẽ") || index > start {
        var content = index + 1
        while content < range.upperBound, isModal(content) { content += 1 }
        if content < range.upperBound {
          let isBan = tokens[index].key == wordKey("không")
          return (trim(start..<index), (isBan ? index : content)..<range.upperBound)
        }
      }
      if let cue = cuesAt[index], lexicon.field(cue, 2) == "ban" {
        let isNamed = lexicon.field(cue, 0).hasSuffix("cấm")
        return (trim(start..<index), (isNamed ? cue.end : index)..<range.upperBound)
      }
      if actionsAt[index] != nil, !tokens[index].isCapitalized || index == start, isVerbPosition(index, start) {
        return (trim(start..<index), index..<range.upperBound)
      }
      // "giao Sở X chủ trì": a second cue after the addressee is the action's verb.
      index += 1
      if index - start > 60 { return nil }
    }
    return nil
  }

  /// Not inside "công tác lãnh đạo", "cơ quan quản lý", "các đơn vị thực hiện": only words that may be followed by a verb.
  private func isVerbPosition(_ index: Int, _ start: Int) -> Bool {
    guard index > start else { return true }
    let before = tokens[index - 1]
    if before.isMark(",") || before.kind == .word && keysBeforeNoun.contains(before.key) { return before.isMark(",") && endsParty(index - 1) ? true : false }
    return true
  }

  /// After "các bộ, ngành," the list may still go on; a comma before an action ends it when an action follows at once.
  private func endsParty(_ comma: Int) -> Bool { actionsAt[comma + 1] != nil }

  private func skipConnective(_ start: Int, _ range: Range<Int>) -> Int? {
    for words in Cues.connectives where start + words.count < range.upperBound {
      if zip(words, tokens[start...]).allSatisfy({ $0 == $1.key }) {
        var next = start + words.count
        if tokens[next].isMark(",") || tokens[next].isMark(":") { next += 1 }
        return next
      }
    }
    return nil
  }

  private func trim(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, tokens[start].kind == .mark { start += 1 }
    while end > start, tokens[end - 1].kind == .mark || tokens[end - 1].key == wordKey("cũng") { end -= 1 }
    return start..<end
  }

  // MARK: - Scope

  /// A clause without a directing verb under an open scope: "Đẩy mạnh …", "Các địa phương … cần …".
  private mutating func continueScope(_ scope: inout Scope, _ clause: Range<Int>, _ sentence: Int, isFirst: Bool) -> Bool {
    guard var start = firstWord(clause) else { return false }
    if let after = skipConnective(start, clause) { start = after }
    guard start < clause.upperBound else { return false }
    let rest = start..<clause.upperBound
    if actionsAt[start] != nil || isModal(start) || cuesAt[start].map({ lexicon.field($0, 2) == "ban" }) == true {
      guard let action = actionStart(rest, afterCue: false) else { return false }
      emit(action.content, clause, sentence, scope, rule: "scope:subjectless", continues: scope.first)
      return true
    }
    guard isFirst || Cues.partyStart.contains(tokens[start].key) || outerAt[start] != nil,
      Cues.partyStart.contains(tokens[start].key) || outerAt[start].map({ [.organization, .role].contains(document.entities[$0].type) }) == true,
      let action = actionStart(rest, afterCue: false), action.addressee.count > 0, action.addressee.count < 40,
      !tokens[rest.lowerBound..<action.content.lowerBound].contains(where: { Cues.report.contains($0.key) || $0.key == Cues.future.first! })
    else { return false }
    if let entity = outerAt[start], document.entities[entity].type == .role, scope.issuer?.entity == entity { return false }
    scope.addressee = party(action.addressee)
    emit(action.content, clause, sentence, scope, rule: "scope:new addressee", continues: scope.first)
    return true
  }

  private mutating func extendLast(to clause: Range<Int>, _ sentence: Int) {
    guard let last = directives.indices.last, directives[last].sentence == sentence else { return }
    let range = close(clause, document.sentences[sentence].tokens)
    if range.upperBound > directives[last].range.upperBound { directives[last].range = directives[last].range.lowerBound..<range.upperBound }
  }

  // MARK: - Parties

  private func party(_ range: Range<Int>) -> Directive.Party {
    Directive.Party(text: document.string(document.bytes(range)), range: document.bytes(range), entity: outerAt[range.lowerBound])
  }

  private mutating func learnRoles() {
    for (position, index) in outer.enumerated() where document.entities[index].type == .role {
      let role = document.entities[index]
      for other in [position + 1, position - 1] where outer.indices.contains(other) {
        let person = document.entities[outer[other]]
        guard person.type == .person else { continue }
        let gap = other > position ? role.tokens.upperBound..<person.tokens.lowerBound : person.tokens.upperBound..<role.tokens.lowerBound
        if gap.count <= (other > position ? 0 : 1), gap.allSatisfy({ tokens[$0].kind == .mark && !tokens[$0].isMark(".") }) {
          let text = document.string(role.range).lowercased()
          if holders[text] == nil {
            holders[text] = outer[other]
            positions[text.prefix { $0 != " " }, default: []].append(text)
          }
          break
        }
      }
    }
  }

  /// The subject before a cue: the last person, body or position in the clause; a title leads to the person who holds it.
  private func issuer(before cue: Int, in clause: Range<Int>) -> Directive.Party? {
    var best: Int?
    for index in outer(in: document.sentences[sentenceOf(cue)].tokens.lowerBound..<cue) {
      let entity = document.entities[index]
      switch entity.type {
      case .person: best = index
      case .organization, .role:
        if let best, document.entities[best].type == .person, entity.tokens.lowerBound - document.entities[best].tokens.upperBound < 40 { continue }
        if best == nil || entity.type == .role { best = index }
      default: break
      }
    }
    guard let best else { return pronoun(before: cue) }
    return resolve(best)
  }

  private func pronoun(before cue: Int) -> Directive.Party? {
    let start = document.sentences[sentenceOf(cue)].tokens.lowerBound
    for index in start..<cue {
      let isComrade = index + 1 < cue && tokens[index].key == Cues.dongChi[0] && tokens[index + 1].key == Cues.dongChi[1]
      if isComrade || Cues.pronouns.contains(tokens[index].key) {
        let before = personsBefore[firstOuter(from: index)]
        return before < 0 ? nil : named(before)
      }
    }
    return nil
  }

  private func sentenceOf(_ token: Int) -> Int {
    var low = 0
    var high = document.sentences.count
    while low < high {
      let middle = (low + high) / 2
      if document.sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return min(low, document.sentences.count - 1)
  }

  private func resolve(_ index: Int) -> Directive.Party {
    let entity = document.entities[index]
    guard entity.type == .role else { return named(index) }
    let role = document.string(entity.range).lowercased()
    if let holder = holders[role] { return named(holder) }
    let similar = positions[role.prefix { $0 != " " }]?.first { $0.hasPrefix(role) || role.hasPrefix($0) }
    return named(similar.flatMap { holders[$0] } ?? index)
  }

  private func named(_ index: Int) -> Directive.Party {
    let entity = document.entities[index]
    let text = document.string(entity.range)
    return Directive.Party(text: entity.type == .person ? entity.canonical ?? text : text, range: entity.range, entity: index)
  }

  // MARK: - Results

  private mutating func emit(
    _ content: Range<Int>, _ clause: Range<Int>, _ sentence: Int, _ scope: Scope, rule: String, continues: Int?, confidence: Double = 0.8
  ) {
    let tokensRange = trim(content)
    guard tokensRange.count >= 2 else { return }
    let range = close(tokensRange, document.sentences[sentence].tokens)
    if let last = directives.last, last.range.overlaps(range) { return }
    var directive = Directive(range: range, sentence: sentence, force: scope.force, rule: rule, confidence: confidence)
    let first = tokens[tokensRange.lowerBound].key
    if first == wordKey("không") || first == wordKey("cấm") || (first == wordKey("tuyệt") && tokensRange.count > 3 && tokens[tokensRange.lowerBound + 2].key == wordKey("không"))
      || (tokensRange.lowerBound > 0 && tokens[tokensRange.lowerBound - 1].key == wordKey("cấm"))
    { directive.force = .prohibit }
    directive.issuer = scope.issuer
    directive.addressee = scope.addressee
    directive.cue = scope.cue
    directive.continues = continues.flatMap { $0 < directives.count ? $0 : nil }
    if let date = outerDates(in: tokensRange) {
      directive.deadline = document.bytes(date)
    }
    directive.basis = outer(in: tokensRange).filter { document.entities[$0].type == .legalDocument }
    directives.append(directive)
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

  private func outerDates(in range: Range<Int>) -> Range<Int>? {
    for index in outer(in: range) where document.entities[index].type == .date {
      let date = document.entities[index].tokens
      guard date.lowerBound > range.lowerBound, date.upperBound <= range.upperBound else { continue }
      let before = tokens[date.lowerBound - 1].key
      guard Cues.deadlineBefore.contains(before) else { continue }
      if before == wordKey("đến") || before == wordKey("vào") { continue }
      return (date.lowerBound - 1)..<date.upperBound
    }
    return nil
  }

  /// A headline in imperative form takes issuer and force from the directive that it repeats.
  private mutating func headline() {
    guard let model = directives.first else { return }
    for (index, sentence) in document.sentences.enumerated().prefix(4) where sentence.kind == .headline {
      guard actionsAt[sentence.tokens.lowerBound] != nil, !directives.contains(where: { $0.sentence == index }) else { continue }
      let words = Set(tokens[sentence.tokens].map(\.key))
      let best = directives.max { overlap($0, words) < overlap($1, words) } ?? model
      guard overlap(best, words) >= 0.5 else { continue }
      var directive = Directive(range: sentence.range, sentence: index, force: best.force, rule: "headline", confidence: 0.7)
      directive.issuer = best.issuer
      directives.append(directive)
    }
  }

  private func overlap(_ directive: Directive, _ words: Set<UInt64>) -> Double {
    let sentence = document.sentences[directive.sentence].tokens
    let own = tokens[sentence].filter { Int($0.start) >= directive.range.lowerBound && Int($0.end) <= directive.range.upperBound }
    return Double(words.intersection(own.map(\.key)).count) / Double(max(words.count, 1))
  }
}

private let keysBeforeNoun = keys("công sự việc ban người chức viên trình độ khả năng các những về để và của cơ quan có được đã theo")
