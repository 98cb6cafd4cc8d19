internal import Lexicon
internal import TextModel

/// An article as directive extraction reads it: word classes, cues, verbs and outer entities by token.
///
/// A class, so that closures over it hold one reference and not its two dozen arrays.
final class Reading {
  let document: Document
  let tokens: [Token]
  /// The different words of the article.
  let vocabulary: Vocabulary
  /// What each token is, and one more for the end.
  let words: [WordClass]
  let rules: DirectiveRules
  let parties: Parties
  private let rows: [Rows]
  private lazy var quoted = quotations()

  /// The quotation that the token stands in.
  func quotation(at token: Int) -> Quotation? {
    let place = quoted.firstIndex(behind: { $0.tokens.upperBound > token })
    return place < quoted.count && quoted[place].tokens.contains(token) ? quoted[place] : nil
  }

  /// The rows of the cue and of the action that start at a token, the longest ones, and how many tokens they and the noun for people or bodies take;
  /// 0 for none.
  private struct Rows {
    var cue: Int16 = 0
    var action: Int16 = 0
    var cueLength: UInt8 = 0
    var actionLength: UInt8 = 0
    var partyLength: UInt8 = 0
  }

  init(_ document: Document, _ rules: DirectiveRules, _ matches: Lexicon.Matches) {
    self.document = document
    self.rules = rules
    tokens = document.tokens
    parties = Parties(document)
    vocabulary = matches.vocabulary
    var words = WordClass.classes(of: vocabulary)
    var rows = [Rows](repeating: Rows(), count: tokens.count)
    var starts: [Int] = []
    for match in matches.all where match.kind == .cue || match.kind == .action {
      // "giao | Ban cán sự đảng": a name starts inside, the words are not one.
      if match.kind == .cue, rules.cues[match.row].kind == .none, match.end - match.start > 1, parties.starting(match.end - 1) != nil { continue }
      if starts.last != match.start { starts.append(match.start) }
      let length = UInt8(match.end - match.start)
      if match.kind == .cue, length > rows[match.start].cueLength { (rows[match.start].cue, rows[match.start].cueLength) = (Int16(match.row), length) }
      if match.kind == .action, length > rows[match.start].actionLength {
        (rows[match.start].action, rows[match.start].actionLength) = (Int16(match.row), length)
      }
    }
    for start in starts where rows[start].cueLength > 0 && rules.cues[Int(rows[start].cue)].kind == .none {
      for inside in start..<start + Int(rows[start].cueLength) { rows[inside].cueLength = 0 }
    }
    for start in starts {
      let found = rows[start]
      if found.actionLength > 0 { words[start].insert(Self.found(rules.actions[Int(found.action)])) }
      if found.cueLength > 0 { words[start].insert(Self.found(rules.cues[Int(found.cue)].kind)) }
    }
    // "Chỉ thị cũng | giao": what is written, not the verb.
    for start in starts
    where rows[start].cueLength > 0 && tokens[start].isCapitalized && words[start].intersects(.act)
      && ActNouns.phrases.end(tokens, start, tokens.count) == start + Int(rows[start].cueLength)
    {
      rows[start].cueLength = 0
      words[start].subtract([.cueHere, .verbCue, .sayingCue])
    }
    var classes = words.mutableSpan
    for entity in parties.outer {
      for token in document.entities[entity].tokens { classes[token].formUnion(.covered) }
    }
    let nouns = PartyNouns.phrases
    for index in tokens.indices where words[index].intersects([.modalCue, .negation, .partyFirst]) {
      if words[index].intersects(.partyFirst), let end = nouns.end(tokens, index, tokens.count) {
        rows[index].partyLength = UInt8(end - index)
        words[index].insert(.partyHere)
      }
      if words[index].intersects(.modalCue) {
        let end = index + Int(rows[index].cueLength)
        guard Self.calls(index, end, tokens, words) else { continue }
        words[index].insert(.modalHere)
        if end - index <= 3 { words[end].insert(.modalBefore) }
      }
      if words[index].intersects(.negation), words[index + 1].intersects([.actsHere, .mannerHere]) { words[index].insert(.negatedAct) }
    }
    (self.words, self.rows) = (words, rows)
  }

  /// Whom the article calls voters, by name: "cử tri Trần Việt Trung".
  private(set) lazy var voters = Set(
    document.entities.indices.lazy.filter { self.isVoter($0) }.map { self.parties.resolve($0).text })

  private func isVoter(_ entity: Int) -> Bool {
    guard parties.type(entity) == .person else { return false }
    let front = document.entities[entity].tokens.lowerBound - 1
    return front > 0 && Petitioners.voters.end(tokens, front - 1, front + 1) == front + 1
  }

  private static func found(_ action: DirectiveRules.ActionClass) -> WordClass {
    switch action {
    case .act: .actsHere
    case .manner: .mannerHere
    case .noun: .nounVerbHere
    }
  }

  private static func found(_ cue: DirectiveRules.CueClass) -> WordClass {
    switch cue {
    case .verb: [.cueHere, .verbCue]
    case .ban: [.cueHere, .banCue]
    case .say, .speech, .praise: [.cueHere, .sayingCue]
    case .modal: [.cueHere, .modalCue]
    case .passive, .held, .none: .cueHere
    }
  }

  struct Found {
    var start: Int
    var end: Int
    var row: Int
  }

  func cue(at index: Int) -> Found? {
    guard index >= 0, index < rows.count, rows[index].cueLength > 0 else { return nil }
    return Found(start: index, end: index + Int(rows[index].cueLength), row: Int(rows[index].cue))
  }

  func action(at index: Int) -> Found? {
    guard index >= 0, index < rows.count, rows[index].actionLength > 0 else { return nil }
    return Found(start: index, end: index + Int(rows[index].actionLength), row: Int(rows[index].action))
  }

  func has(_ index: Int, _ classes: WordClass) -> Bool { index >= 0 && index < words.count && words[index].intersects(classes) }

  /// A word of `range` has one of `classes`: asked first by rules that need a word which most sentences have not.
  func holds(_ range: Range<Int>, _ classes: WordClass) -> Bool {
    let words = words
    let span = words.span.extracting(range)
    var all = WordClass()
    for index in span.indices { all.formUnion(span[index]) }
    return all.intersects(classes)
  }

  func isMark(_ index: Int, _ scalar: Unicode.Scalar) -> Bool { index >= 0 && index < tokens.count && tokens[index].isMark(scalar) }

  /// One past the noun for people or bodies at `index`, or past the entity that can act there.
  func partyEnd(at index: Int, _ limit: Int) -> Int? {
    guard has(index, [.covered, .partyHere]) else { return nil }
    if let entity = parties.actor(at: index) { return min(limit, document.entities[entity].tokens.upperBound) }
    guard has(index, .partyHere) else { return nil }
    let longest = index + Int(rows[index].partyLength)
    guard let end = longest <= limit ? longest : PartyNouns.phrases.end(tokens, index, limit) else { return nil }
    // "các cấp | ủy": the noun behind the article is the longer one.
    if has(index, .determiner), index + 1 < limit, let inner = partyEnd(at: index + 1, limit), inner > end { return inner }
    if has(index, .otherFirst), let other = PartyNouns.others.end(tokens, index, limit), other > end { return nil }
    if index > 0, end == index + 1, has(index - 1, .endingFirst), PartyNouns.endings.end(tokens, index - 1, end) == end { return nil }
    // "tổ chức thực hiện": a verb before another.
    if let verb = action(at: index), verb.end == end, end < limit, let next = action(at: end), rules.actions[next.row] == .act { return nil }
    return end
  }

  /// A noun phrase for who can act starts at `index`: "các đơn vị", "Sở Nội vụ", "7 Sở Y tế".
  func isParty(_ index: Int, _ limit: Int) -> Bool {
    var index = index
    while index < limit, has(index, [.determiner, .number]) {
      if partyEnd(at: index, limit) != nil { return true }
      index += 1
    }
    return index < limit && partyEnd(at: index, limit) != nil
  }

  /// One past the list of people and bodies that starts at `start`: heads, names, and the words that complete them.
  func partyRunEnd(_ start: Int, _ limit: Int) -> Int {
    guard isParty(start, limit) else { return start }
    var index = start
    var last = start
    while index < limit {
      if let end = partyEnd(at: index, limit) {
        index = end
        last = end
      } else if index + 1 < limit, tokens[index].key == Self.under.0, tokens[index + 1].key == Self.under.1 {
        index += 2
        last = index
      } else if has(index, [.partyPart, .determiner, .number, .comma]) || tokens[index].isMark("-") || tokens[index].isMark("–") || tokens[index].isMark(":") {
        if action(at: index) != nil { break }
        // "cơ quan có thẩm quyền" is a name, "Bộ Tài chính | có trách nhiệm" is not.
        if tokens[index].key == Key.cos, index + 1 >= limit || !Self.had.contains(tokens[index + 1].key) { break }
        if tokens[index].kind != .mark, !has(index, .determiner), !has(index, [.conjunction, .preposition]) { last = index + 1 }
        index += 1
      } else if tokens[index].isMark("("), let close = closing(index, limit) {
        index = close + 1
        last = index
      } else {
        break
      }
    }
    return min(last, limit)
  }

  private static let under = (Key.truwcj, Key.thuoocj)
  private static let had = WordSet("liên thẩm chức quyền tên mặt dịch nguy tàu rừng vốn trụ dự đường thể biên")

  /// The bracket that closes the one at `index`, within 40 tokens.
  func closing(_ index: Int, _ limit: Int) -> Int? {
    var depth = 0
    for place in index..<min(limit, index + 40) where words[place].intersects(.bracket) {
      if tokens[place].isMark("(") { depth += 1 }
      if tokens[place].isMark(")") {
        depth -= 1
        if depth == 0 { return place }
      }
    }
    return nil
  }

  func firstWord(_ range: Range<Int>) -> Int? { range.first { !words[$0].intersects(.mark) } }

  func trim(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, tokens[start].kind == .mark, !opensPair(start, end) { start += 1 }
    while end > start, tokens[end - 1].kind == .mark, !tokens[end - 1].isMark("%"),
      !(tokens[end - 1].isMark(")") && (start..<end).contains { tokens[$0].isMark("(") })
    { end -= 1 }
    return start..<end
  }

  /// A quotation mark or bracket whose partner stands inside too.
  private func opensPair(_ index: Int, _ end: Int) -> Bool {
    tokens[index].isMark("“") && (index..<end).contains { tokens[$0].isMark("”") }
  }

  func isModal(_ index: Int) -> Bool { has(index, .modalHere) }

  /// A modal of several words ends before `index`: "có trách nhiệm | thực hiện".
  func endsModal(_ index: Int) -> Bool { has(index, .modalBefore) }

  /// "không ép khách": an act not to be done; "không ngừng nâng cao" asks for more, not for less.
  func isNegated(_ index: Int) -> Bool { has(index, .negatedAct) }

  /// The modal `index..<end` calls for something: not "không phải", "cần thiết".
  private static func calls(_ index: Int, _ end: Int, _ tokens: [Token], _ words: [WordClass]) -> Bool {
    if end - index == 1, words[end].intersects(.notAfterModal) { return false }
    if tokens[index].isCapitalized, !tokens[index].lineStart, index > 0, tokens[index - 1].kind == .word { return false }
    return tokens[index].lineStart || index == 0 || !words[index - 1].intersects(.notBeforeModal)
  }

  /// How many tokens before a place may say something about it. No sentence that is written by people has more, and without an
  /// end to looking back a sentence without an end would take time with the square of its length.
  static let reach = 1000

  /// A quotation mark is open at `token`, counted from `start`.
  func isQuoted(_ token: Int, from start: Int) -> Bool {
    var curly = 0
    var straight = 0
    for index in max(start, token - Reading.reach)..<token where words[index].intersects(.quote) {
      if tokens[index].isMark("“") { curly += 1 }
      if tokens[index].isMark("”") { curly -= 1 }
      if tokens[index].isMark("\"") { straight += 1 }
    }
    return curly > 0 || straight % 2 == 1
  }
}
