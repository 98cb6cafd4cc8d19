package import Lexicon
package import TextModel

/// An article to learn from.
package struct TrainingArticle: Sendable {
  package var document: Document
  package var matches: Lexicon.Matches
  /// The tokens of each directive.
  package var gold: [Range<Int>]
  package init(document: Document, matches: Lexicon.Matches, gold: [Range<Int>]) {
    self.document = document
    self.matches = matches
    self.gold = gold
  }
}

/// Stands beside the finder while it reads an article with gold: says what is right, and notes each question with its answer.
struct Oracle {
  let gold: [Range<Int>]
  /// Follow the gold, or the model's own answers.
  let followsGold: Bool
  /// Whether a candidate directs; where the action starts.
  var accepts: [Choice] = []
  var starts: [Choice] = []
  var wordNames: [UInt64: String] = [:]

  init(_ gold: [Range<Int>], followsGold: Bool) {
    self.gold = gold.sorted { $0.lowerBound < $1.lowerBound }
    self.followsGold = followsGold
  }

  /// Gold directives that start in `range`.
  private func starting(in range: Range<Int>) -> ArraySlice<Range<Int>> {
    let start = gold.firstIndex(behind: { $0.lowerBound >= range.lowerBound })
    return gold[start...].prefix { $0.lowerBound < range.upperBound }
  }

  enum Verdict { case right, wrong, unasked }

  /// Whether this candidate is what introduces a gold directive; unasked for the inner cues of a chain.
  func verdict(_ candidate: Candidate, _ clause: Clause, _ reading: Reading, _ triggers: [Candidate]) -> (Verdict, Range<Int>?) {
    let directives = starting(in: clause.tokens)
    for (place, directive) in directives.enumerated() {
      let start = directive.lowerBound
      let previousEnd = place > 0 ? directives[directives.startIndex + place - 1].upperBound : clause.tokens.lowerBound
      // Triggers that can introduce it, nearest last.
      let before = triggers.filter { trigger in
        guard trigger.trigger.lowerBound >= previousEnd || trigger.trigger.lowerBound >= clause.tokens.lowerBound && place == 0 else { return false }
        if trigger.kind == .ban { return trigger.trigger.lowerBound == start || trigger.trigger.upperBound == start || trigger.start == start }
        guard trigger.trigger.upperBound <= start else { return false }
        let isNoun =
          reading.has(trigger.trigger.lowerBound - 1, .nounHead) && !(reading.has(trigger.trigger.lowerBound - 1, .adverb))
          || reading.has(trigger.trigger.upperBound, .possessive)
        return !isNoun && start - trigger.trigger.upperBound <= 70
      }
      guard let nearest = before.last else {
        if candidate.trigger.isEmpty { return (.right, directive) }
        continue
      }
      var head = before.count - 1
      while head > 0, isChained(before[head - 1], before[head], reading) { head -= 1 }
      if candidate.trigger == before[head].trigger { return (.right, directive) }
      if candidate.trigger == nearest.trigger || head < before.count - 1 && before[(head + 1)...].contains(where: { $0.trigger == candidate.trigger }) {
        return (.unasked, directive)
      }
    }
    return (.wrong, nil)
  }

  /// Between the two cues stands nothing but who is addressed: "giao cho Bộ Chính trị chỉ đạo".
  private func isChained(_ left: Candidate, _ right: Candidate, _ reading: Reading) -> Bool {
    let gap = left.trigger.upperBound..<right.trigger.lowerBound
    if gap.isEmpty { return true }
    if right.kind == .modal { return !gap.contains { reading.tokens[$0].isMark(";") } && left.kind != .modal }
    return reading.partyRunEnd(gap.lowerBound, gap.upperBound) >= gap.upperBound - 1
  }
}

extension Finder {
  /// Judges beside the oracle: notes the questions that this candidate asks, and follows the gold where told to.
  func study(_ candidate: inout Candidate, _ clause: Clause, _ nested: Int?, _ triggers: [Candidate]) {
    let (verdict, directive) = oracle!.verdict(candidate, clause, reading, triggers)
    let isClause = candidate.kind == .bare || candidate.kind == .subject
    if verdict == .right, let directive, candidate.kind != .ban || candidate.start != candidate.trigger.lowerBound {
      var starts: [(token: Int, traits: TraitSet<StartTrait>)] = []
      reading.eachStart(candidate.region) { starts.append(($0, $1)) }
      if let answer = starts.firstIndex(where: { $0.token == directive.lowerBound }) {
        for start in starts {
          reading.eachWord(start.token, candidate.region) { oracle!.wordNames[$0.hash(tokens[$1..<$1 + $2])] = reading.name($0, $1..<$1 + $2) }
        }
        let features = starts.map {
          rules.model.start.features($0.traits, isClause ? .bare : candidate.kind, row: candidate.row, words: reading.words($0.token, candidate.region))
        }
        oracle!.starts.append(Choice(features, answer: answer))
      }
    }
    candidate.traits = traits(candidate, clause, nested)
    let spoken = outlineScore(candidate, on: wordScore(candidate, clause))
    candidate.score = rules.model.accept.score(candidate.traits, candidate.kind, row: candidate.row, words: spoken)
    if verdict != .unasked {
      let said = words(candidate, clause) { oracle!.wordNames[$0] = $1 }
      oracle!.accepts.append(Choice(rules.model.accept.features(candidate.traits, candidate.kind, row: candidate.row, words: said), isRight: verdict == .right))
    }
    if oracle!.followsGold { candidate.score = verdict == .right ? 1 : -1 }
  }
}

/// Learns the model's weights from articles with gold: first where actions start, then what directs when the gold is
/// followed, then, twice, what directs behind the model's own answers. Deterministic.
package func trainDirectives(_ articles: [TrainingArticle], lexicon: Lexicon, penalty: Double = 1) -> DirectiveRules {
  var rules = DirectiveRules(lexicon: lexicon)
  rules.model.clear()
  func ask(followsGold: Bool) -> Oracle {
    var all = Oracle([], followsGold: followsGold)
    for article in articles {
      let finder = Finder(Reading(article.document, rules, article.matches))
      finder.oracle = Oracle(article.gold, followsGold: followsGold)
      finder.run()
      let oracle = finder.oracle!
      all.accepts += oracle.accepts
      all.starts += oracle.starts
      all.wordNames.merge(oracle.wordNames) { first, _ in first }
    }
    return all
  }
  rules.model.start.learn(ask(followsGold: true).starts, penalty: penalty)
  var seen = ask(followsGold: true)
  rules.model.start.learn(seen.starts, penalty: penalty)
  rules.model.accept.learn(seen.accepts, penalty: penalty)
  for _ in 0..<2 {
    let own = ask(followsGold: false)
    seen.accepts += own.accepts
    rules.wordNames.merge(own.wordNames) { first, _ in first }
    rules.model.accept.learn(seen.accepts, penalty: penalty)
  }
  rules.wordNames.merge(seen.wordNames) { first, _ in first }
  return rules
}
