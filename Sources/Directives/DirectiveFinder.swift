public import Lexicon
public import TextModel

/// Finds who calls on whom to do what: the complements of directing verbs, the clauses and sentences that go on
/// under the same speaker, statements of duty, and headlines that repeat a directive.
///
/// Each clause offers candidates; a linear model over named traits takes or leaves them, from the article's start to
/// its end, so that what was taken is the scope of what follows. Guarantees: in order of start, without overlap; a
/// directive lies inside one sentence and ends before the mark that closes its clause. `rule` is the cue's table row,
/// or names how the scope carried it; `confidence` is the model's probability.
public func findDirectives(_ document: Document, rules: DirectiveRules, matches: Lexicon.Matches) -> [Directive] {
  let finder = Finder(Reading(document, rules, matches))
  finder.run()
  return finder.directives
}

/// Who speaks, to whom, how strongly: opened by a directive and carried to the clauses that follow it.
struct Scope {
  var issuer: Directive.Party?
  var addressee: Directive.Party?
  var force: Force
  /// The force of the speaker's own cue, for new paragraphs after a nested one ("Giao Cục X …" among orders).
  var base: Force
  var cue: Range<Int>?
  var cueTokens: Range<Int>?
  /// The directive that opened it.
  var first: Int
  /// Opened by a lead-in to a list: items follow.
  var isLeadIn = false
  /// Opened by "cấm": the acts that follow in the sentence are banned too.
  var isBan = false
  /// Who the lead-in names: items without an addressee come back to it.
  var listed: Directive.Party?
  /// What the model gave the directive that opened it.
  var score = 0.0
}

/// What is known of a directive beside it.
struct Note {
  var tokens: Range<Int>
  /// Somebody calls whom the article does not name.
  var isUnnamed = false
  /// It does not say itself whose it is.
  var isImplied = false
}

/// One reading of a clause as a directive.
struct Candidate {
  var kind: Kind
  /// The words of the cue or modal; empty where the clause starts with its subject or action.
  var trigger: Range<Int>
  var row: Int?
  /// Where the addressee or subject and the action are looked for.
  var region: Range<Int>
  var start: Int = 0
  var traits = TraitSet<Trait>()
  var score = 0.0
  var subject = Subject(tokens: 0..<0)
}

/// Reads an article from its start to its end; a class, because it is large and changes with every clause.
final class Finder {
  let reading: Reading
  var directives: [Directive] = []
  /// What is known of each directive beside it.
  var notes: [Note] = []
  var scope: Scope?
  /// Clauses and sentences since the last directive; what stood between.
  var clausesSince = 0
  var lastSentence = -1
  var lastLine = -1
  var line = 0
  var isBroken = false
  var lastWasItem = false
  var speakerChanged = false
  /// What the model gave the last directive.
  var lastScore = 0.0
  /// Who is said to speak in the sentence that is read, who was last seen speaking, and who before a heading.
  var heard: Voice?
  var speaker: Voice?
  var speakerBeforeHeading: Voice?
  /// The last person seen speaking.
  var lastPerson: Directive.Party?
  /// Sentences that name who speaks in them.
  var voiced: Set<Int> = []
  /// The sentence that is read.
  var current = 0
  /// The force of each issuer's last directive and where it stands, by the hash of the issuer's name; of "" for nobody.
  var forces = KeyMap<(force: Force, sentence: Int, line: Int)>()
  /// What the words of a clause weigh, by the clause's first token.
  var clauseScore: (start: Int, sum: Double) = (-1, 0)
  /// What each word of the article weighs in a clause, behind them what numbers weigh; and the clause in which each was weighed last.
  let clauseWeights: [Double]
  var weighedIn: [Int]
  var clausesWeighed = 0
  /// The act that the article presents.
  var presented: Directive.Party?
  /// Inside a list of functions and powers, which calls for nothing.
  var inMandate = false
  /// Training: says what is right and notes what was asked.
  var oracle: Oracle?
  /// `explain`: candidates that were looked at.
  var trail: [Trail]?

  let document: Document
  let tokens: [Token]
  let rules: DirectiveRules
  /// What is true of the whole article.
  let articleTraits: TraitSet<Trait>

  init(_ reading: Reading) {
    self.reading = reading
    articleTraits = reading.articleTraits()
    document = reading.document
    tokens = reading.tokens
    rules = reading.rules
    let weights = reading.rules.model.accept.words
    clauseWeights = reading.vocabulary.words.map { weights.weight(WordPlace.clause.hash($0)) } + [weights.weight(WordPlace.clause.hash([WordPlace.number]))]
    weighedIn = Array(repeating: 0, count: clauseWeights.count)
  }

  func run() {
    for index in document.sentences.indices {
      let sentence = document.sentences[index]
      if tokens[sentence.tokens.lowerBound].lineStart { line += 1 }
      switch sentence.kind {
      case .byline, .dateline: continue
      // A caption that goes on where the crawler joined two lines.
      case .caption where sentence.tokens.count < 20: continue
      default: read(index)
      }
    }
    headlines()
    sort()
  }

  private func read(_ index: Int) {
    current = index
    hear(index)
    noteMandate(index)
    for clause in reading.clauses(index) where !clause.tokens.isEmpty {
      let before = directives.count
      read(clause)
      if directives.count > before {
        clausesSince = 0
        isBroken = false
        speakerChanged = false
        lastSentence = index
        lastLine = line
        lastWasItem = clause.isListItem
      } else {
        if !clause.isFirst { extendLast(to: clause) }
        clausesSince += 1
        if reports(clause.tokens) { isBroken = true }
      }
    }
  }

  // MARK: - One clause

  private func read(_ clause: Clause) {
    if let first = reading.firstWord(clause.tokens), reading.has(first, .siteFirst), SiteText.phrases.end(tokens, first, clause.tokens.upperBound) != nil {
      return
    }
    let triggers = reading.triggers(clause)
    var bare = bareCandidate(clause)
    if bare != nil { judge(&bare!, clause, nested: nil, triggers) }
    var open: Candidate?
    if let found = bare, found.score > rules.threshold { open = found }
    var isBareOpen = open != nil
    for trigger in triggers where trigger.start < clause.tokens.upperBound {
      var candidate = trigger
      if let start = open?.start {
        let isInFront = trigger.trigger.lowerBound < start
        if isInFront, !isBareOpen { continue }
        if isInFront || isBareOpen && isSubject(start, of: trigger) {
          // "ông cũng đề nghị lực lượng công an …": a verb in front of the action directs, if it is taken, and so does a modal behind it.
          judge(&candidate, clause, nested: nil, triggers)
          if candidate.score > rules.threshold {
            open = candidate
            isBareOpen = false
          }
          continue
        }
        if !isBareOpen || trigger.trigger.lowerBound > start {
          guard trigger.kind != .modal && trigger.kind != .say || turns(trigger, behind: start) else { continue }
        }
      }
      let isVerbOfBare = isBareOpen && trigger.trigger.lowerBound == open!.start
      judge(&candidate, clause, nested: isVerbOfBare ? nil : open?.start, triggers)
      guard candidate.score > rules.threshold else { continue }
      if isVerbOfBare {
        if candidate.score <= open!.score { continue }
        open = candidate
        isBareOpen = false
        continue
      }
      if let current = open { emit(current, current.start..<joinerStart(candidate, after: current.start), clause) }
      open = candidate
      isBareOpen = false
    }
    if let current = open {
      emit(current, current.start..<clause.tokens.upperBound, clause)
    } else if (clause.leadsIn || isListed(after: clause)) && openLeadIn(triggers, clause) {
      return
    } else if clause.leadsIn, listsNoDuties(clause, triggers) {
      scope = nil
    } else {
      turn(to: clause)
    }
  }

  /// "Lập quy hoạch | phải dựa trên lợi ích quốc gia": the act in front is what the modal is about.
  private func isSubject(_ bare: Int, of trigger: Candidate) -> Bool {
    let verb = trigger.trigger.lowerBound
    return trigger.kind == .modal && verb > bare && verb - bare < 10 && !(bare..<verb).contains { reading.has($0, .mark) }
  }

  /// "địa phương phải bố trí ngân sách, nhà trường phải …": somebody else is told something else.
  private func turns(_ trigger: Candidate, behind start: Int) -> Bool {
    guard trigger.kind == .modal else { return false }
    let subject = reading.subject(of: trigger.trigger.lowerBound, from: start)
    let first = subject.tokens.lowerBound
    return subject.isAdjacent && first > start + 2 && reading.has(first - 1, [.comma, .conjunction])
  }

  /// Scores the candidate, in another whose action starts at `nested`; in training the oracle is asked, which may overrule.
  private func judge(_ candidate: inout Candidate, _ clause: Clause, nested: Int?, _ triggers: [Candidate]) {
    if candidate.kind != .bare, candidate.kind != .subject {
      candidate.subject = reading.subject(
        of: candidate.trigger.lowerBound,
        from: max(document.sentences[clause.sentence].tokens.lowerBound, nested ?? 0, candidate.trigger.lowerBound - 200))
    }
    if oracle != nil { return study(&candidate, clause, nested, triggers) }
    candidate.traits = traits(candidate, clause, nested)
    candidate.score = score(candidate, clause)
    if isLeadInOnly(candidate, clause) || inMandate && (clause.isListItem || candidate.kind == .bare || candidate.kind == .subject) { candidate.score = -9 }
    trail?.append(Trail(candidate: candidate, clause: clause.tokens, sentence: clause.sentence))
  }

  /// The log-odds of the candidate. Where the words of the outline cannot lift them over the threshold, no more is told than that;
  /// `explain` shows them all.
  private func score(_ candidate: Candidate, _ clause: Clause) -> Double {
    let accept = rules.model.accept
    let words = wordScore(candidate, clause)
    if trail == nil {
      let most = accept.score(candidate.traits, candidate.kind, row: candidate.row, words: words + accept.most)
      if most <= rules.threshold { return most }
    }
    return accept.score(candidate.traits, candidate.kind, row: candidate.row, words: outlineScore(candidate, on: words))
  }

  /// The clause read from its start: its action, or its subject and its action.
  private func bareCandidate(_ clause: Clause) -> Candidate? {
    guard var first = reading.firstWord(clause.tokens) else { return nil }
    for _ in 0..<2 {
      guard reading.has(first, .connectiveFirst), let after = Connectives.phrases.end(tokens, first, clause.tokens.upperBound) else { break }
      first = after
      // "Thứ tư là xây dựng …", "Bên cạnh đó, …".
      if first < clause.tokens.upperBound, tokens[first].isMark(",") || tokens[first].isMark(":") || tokens[first].key == Key.laf { first += 1 }
    }
    guard first < clause.tokens.upperBound else { return nil }
    let region = first..<clause.tokens.upperBound
    // "Thời hạn nộp hồ sơ là …", "Kết quả thực hiện nhiệm vụ": things do not act, so only a verb that starts the clause can.
    if reading.has(first, [.thing, .nounHead]), !reading.has(first, .adverbial), reading.action(at: first) == nil, !reading.isParty(first, region.upperBound) {
      return nil
    }
    guard let start = reading.start(in: region, .bare, row: nil) else { return nil }
    guard reading.action(at: start) != nil || tokens[first].key == Key.cos || reading.startsBan(first), !reading.isArticleHeading(clause) else { return nil }
    let kind: Kind = start == first || reading.has(first, .adverbial) && tokens[start - 1].isMark(",") ? .bare : .subject
    return Candidate(kind: kind, trigger: first..<first, row: nil, region: region, start: start)
  }

  // MARK: - Order

  private func sort() {
    let order = directives.indices.sorted { (notes[$0].tokens.lowerBound, $0) < (notes[$1].tokens.lowerBound, $1) }
    if order.elementsEqual(directives.indices) { return }
    var place = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = new }
    directives = order.map { old in
      var directive = directives[old]
      directive.continues = directive.continues.map { place[$0] }
      return directive
    }
    notes = order.map { notes[$0] }
  }
}

/// What a site says to its readers calls for nothing.
enum SiteText {
  static let phrases = Phrases("mời bạn đọc, mời quý, mời độc giả, xem thêm, lưu bài viết, đọc thêm, bấm vào, theo dõi báo")
}

/// How a law counts its parts.
enum LawParts {
  static let heads = WordSet("điều chương mục phụ lục mẫu phần")
}
