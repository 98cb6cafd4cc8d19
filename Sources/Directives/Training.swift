package import Lexicon
package import TextModel

/// A directive of the gold, over tokens.
package struct GoldDirective: Sendable {
  package var tokens: Range<Int>
  /// nil where it is not asked.
  package var force: Force?
  package init(tokens: Range<Int>, force: Force?) {
    self.tokens = tokens
    self.force = force
  }
}

/// An article to learn from.
package struct TrainingArticle: Sendable {
  package var document: Document
  package var matches: Lexicon.Matches
  package var gold: [GoldDirective]
  package init(document: Document, matches: Lexicon.Matches, gold: [GoldDirective]) {
    self.document = document
    self.matches = matches
    self.gold = gold
  }
}

/// Stands beside the finder while it reads an article with gold: says what is right, and notes each question with its answer.
struct Oracle {
  struct Question {
    var indices: [Int]
    var answer: Bool
  }
  /// One start among several: the right one's place.
  struct Choice {
    var candidates: [[Int]]
    var answer: Int
  }

  let gold: [GoldDirective]
  /// Follow the gold, or the model's own answers.
  let followsGold: Bool
  var questions: [Question] = []
  var choices: [Choice] = []
  var forces: [Question] = []

  init(_ gold: [GoldDirective], followsGold: Bool) {
    self.gold = gold.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    self.followsGold = followsGold
  }

  /// Gold directives that start in `range`.
  private func starting(in range: Range<Int>) -> ArraySlice<GoldDirective> {
    var low = 0
    var high = gold.count
    while low < high {
      let middle = (low + high) / 2
      if gold[middle].tokens.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < gold.count, gold[end].tokens.lowerBound < range.upperBound { end += 1 }
    return gold[low..<end]
  }

  enum Verdict { case right, wrong, unasked }

  /// Whether this candidate is what introduces a gold directive; unasked for the inner cues of a chain.
  func verdict(_ candidate: Candidate, _ clause: Clause, _ reading: Reading, _ triggers: [Candidate]) -> (Verdict, GoldDirective?) {
    for (place, directive) in starting(in: clause.tokens).enumerated() {
      let start = directive.tokens.lowerBound
      let previousEnd = place > 0 ? starting(in: clause.tokens)[starting(in: clause.tokens).startIndex + place - 1].tokens.upperBound : clause.tokens.lowerBound
      // Triggers that can introduce it, nearest last.
      let before = triggers.filter { trigger in
        guard trigger.trigger.lowerBound >= previousEnd || trigger.trigger.lowerBound >= clause.tokens.lowerBound && place == 0 else { return false }
        if trigger.kind == .ban { return trigger.trigger.lowerBound == start || trigger.trigger.upperBound == start || trigger.start == start }
        guard trigger.trigger.upperBound <= start else { return false }
        let isNoun = reading.has(trigger.trigger.lowerBound - 1, .nounHead) && !(reading.has(trigger.trigger.lowerBound - 1, .adverb)) || reading.has(trigger.trigger.upperBound, .possessive)
        return !isNoun && start - trigger.trigger.upperBound <= 70
      }
      guard let nearest = before.last else {
        if candidate.trigger.isEmpty { return (.right, directive) }
        continue
      }
      var head = before.count - 1
      while head > 0, isChained(before[head - 1], before[head], reading) { head -= 1 }
      if candidate.trigger == before[head].trigger { return (.right, directive) }
      if candidate.trigger == nearest.trigger || head < before.count - 1 && before[(head + 1)...].contains(where: { $0.trigger == candidate.trigger }) { return (.unasked, directive) }
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
  func study(_ candidate: inout Candidate, _ clause: Clause, _ nested: Candidate?, _ triggers: [Candidate]) {
    let (verdict, directive) = oracle!.verdict(candidate, clause, reading, triggers)
    let isClause = candidate.kind == .bare || candidate.kind == .subject
    if verdict == .right, let directive, candidate.kind != .ban || candidate.start != candidate.trigger.lowerBound {
      var starts: [(token: Int, traits: TraitSet<StartTrait>)] = []
      reading.eachStart(candidate.region) { starts.append(($0, $1)) }
      if let answer = starts.firstIndex(where: { $0.token == directive.tokens.lowerBound }) {
        oracle!.choices.append(
          Oracle.Choice(candidates: starts.map { rules.model.start.indices($0.traits, isClause ? .bare : candidate.kind, row: candidate.row) }, answer: answer))
      }
    }
    candidate.traits = traits(candidate, clause, nested)
    candidate.score = rules.model.accept.score(candidate.traits, candidate.kind, row: candidate.row)
    if verdict != .unasked { oracle!.questions.append(Oracle.Question(indices: rules.model.accept.indices(candidate.traits, candidate.kind, row: candidate.row), answer: verdict == .right)) }
    if verdict == .right, let directive, candidate.kind == .modal || candidate.kind == .ban, spoken(candidate) == nil, let force = inheritable(issuer(ofDuty: candidate, clause)), directive.force == force || directive.force == .duty {
      oracle!.forces.append(Oracle.Question(indices: rules.model.inherit.indices(candidate.traits, candidate.kind, row: candidate.row), answer: directive.force == force))
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
      all.questions += finder.oracle!.questions
      all.choices += finder.oracle!.choices
      all.forces += finder.oracle!.forces
    }
    return all
  }
  fit(&rules.model.start.values, ask(followsGold: true).choices, penalty: penalty)
  var seen = ask(followsGold: true)
  fit(&rules.model.start.values, seen.choices, penalty: penalty)
  fit(&rules.model.accept.values, seen.questions, penalty: penalty)
  fit(&rules.model.inherit.values, seen.forces, penalty: penalty)
  for _ in 0..<2 {
    seen.questions += ask(followsGold: false).questions
    fit(&rules.model.accept.values, seen.questions, penalty: penalty)
  }
  return rules
}

/// Logistic regression by gradient descent, with a quadratic penalty.
private func fit(_ weights: inout [Double], _ questions: [Oracle.Question], penalty: Double) {
  descend(&weights, questions.count, penalty) { index, weights, gradient in
    let question = questions[index]
    let score = question.indices.reduce(0) { $0 + weights[$1] }
    let error = 1 / (1 + exponential(-score)) - (question.answer ? 1 : 0)
    for place in question.indices { gradient(place, error) }
  }
}

/// The same for a choice among several.
private func fit(_ weights: inout [Double], _ choices: [Oracle.Choice], penalty: Double) {
  descend(&weights, choices.count, penalty) { index, weights, gradient in
    let choice = choices[index]
    let scores = choice.candidates.map { exponential($0.reduce(0) { $0 + weights[$1] }) }
    let sum = scores.reduce(0, +)
    for (place, candidate) in choice.candidates.enumerated() {
      let error = scores[place] / sum - (place == choice.answer ? 1 : 0)
      for feature in candidate { gradient(feature, error) }
    }
  }
}

private func descend(_ weights: inout [Double], _ count: Int, _ penalty: Double, _ visit: (Int, [Double], (Int, Double) -> Void) -> Void) {
  guard count > 0 else { return }
  var squares = [Double](repeating: 1e-8, count: weights.count)
  var gradient = [Double](repeating: 0, count: weights.count)
  weights = Array(repeating: 0, count: weights.count)
  // Full batches: the result depends on no order. Steps shrink to nothing, so that it settles.
  let rounds = 500
  for round in 0..<rounds {
    let step = 0.06 * Double(rounds - round) / Double(rounds)
    for index in gradient.indices { gradient[index] = penalty * weights[index] }
    for index in 0..<count { visit(index, weights) { gradient[$0] += $1 } }
    for index in weights.indices where gradient[index] != 0 {
      squares[index] = 0.9 * squares[index] + 0.1 * gradient[index] * gradient[index]
      weights[index] -= step * gradient[index] / (squares[index].squareRoot() + 1e-6)
    }
  }
}
