public import Lexicon
public import TextModel

/// Finds who calls on whom to do what: the complements of directing verbs, the clauses and sentences that go on
/// under the same speaker, statements of duty, and headlines that repeat a directive.
///
/// Guarantees: in order of start, without overlap; a directive lies inside one sentence and ends before the mark that
/// closes its clause. `rule` is the cue's table row, or names how the scope carried it.
public func findDirectives(_ document: Document, lexicon: Lexicon, matches: Lexicon.Matches) -> [Directive] {
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

  init(_ document: Document, _ lexicon: Lexicon, _ matches: Lexicon.Matches) {
    self.document = document
    self.lexicon = lexicon
    tokens = document.tokens
    parties = Parties(document)
    var cuesAt: [Int: Lexicon.Match] = [:]
    var actionsAt: [Int: Lexicon.Match] = [:]
    for match in matches.all {
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
  mutating func hear(_ sentence: Int) {
    let range = document.sentences[sentence].tokens
    if sentence < 4, presented == nil {
      presented = parties.outer(in: range).first { parties.type($0) == .legalDocument && document.entities[$0].tokens.count > 2 }.map(parties.named)
    }
    for index in parties.outer(in: range) {
      let span = document.entities[index].tokens
      let isTheo = span.lowerBound > range.lowerBound && span.lowerBound - range.lowerBound < 4 && tokens[range.lowerBound].key == Key.theo
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

  mutating func read(_ sentence: Int, _ before: Scope?) -> Scope? {
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
  func clauses(_ range: Range<Int>) -> [Range<Int>] {
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

  func skipListMark(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start + 1 < range.upperBound, tokens[start].kind != .word || (tokens[start].isSingle && tokens[start + 1].kind == .mark) { start += 1 }
    return start..<range.upperBound
  }

  /// A weak directing verb under an open scope is the content: "chỉ đạo các đơn vị …", "quán triệt các chỉ thị" in a list of tasks.
  func isNested(_ cue: Lexicon.Match, _ clause: Range<Int>, _ sentence: Int) -> Bool {
    let word = lexicon.field(cue, 0)
    guard Self.weak.contains(word) else {
      return cue.start == firstWord(clause) && word != "giao" && word != "đề nghị" && document.sentences[sentence].kind == .list_item && false
    }
    if cue.start == firstWord(clause) { return clause.lowerBound > document.sentences[sentence].tokens.lowerBound || document.sentences[sentence].kind == .list_item }
    return !parties.outer(in: clause.lowerBound..<cue.start).contains { parties.type($0) == .person } && word == "chỉ đạo"
      && !tokens[clause.lowerBound..<cue.start].contains { Words.report.contains($0.key) || $0.key == Key.cungx }
  }

  static let weak: Set<String> = ["chỉ đạo", "quán triệt", "đôn đốc", "nhắc nhở", "lưu ý", "đề xuất", "kiến nghị", "chú ý"]

  // MARK: - Headlines

  /// A headline in imperative form takes issuer and force from the directive that it repeats.
  mutating func headlines() {
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
  func overlap(_ directive: Directive, _ words: Set<UInt64>) -> Double {
    let sentence = document.sentences[directive.sentence].tokens
    let own = tokens[sentence].filter { Int($0.start) >= directive.range.lowerBound && Int($0.end) <= directive.range.upperBound }
    return Double(words.intersection(own.map(\.key)).count) / Double(max(words.count, 1))
  }
}
