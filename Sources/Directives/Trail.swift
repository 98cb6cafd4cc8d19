public import Lexicon
public import TextModel

/// One candidate that was looked at, for `explain`.
struct Trail {
  var candidate: Candidate
  var clause: Range<Int>
  var sentence: Int
}

/// What the model made of one candidate.
public struct Judged: Sendable {
  /// Bytes from where its action starts to the end of its clause.
  public var range: Range<Int>
  public var sentence: Int
  /// As in a directive's `rule`.
  public var rule: String
  /// Log-odds; taken where they pass the threshold.
  public var odds: Double
  public var isTaken: Bool
  /// The traits that weighed most, strongest first; positive ones speak for it.
  public var traits: [(name: String, weight: Double)]
}

/// Every candidate of `findDirectives` with the traits that spoke for and against it.
public func judgedCandidates(_ document: Document, rules: DirectiveRules, matches: Lexicon.Matches) -> [Judged] {
  let finder = Finder(Reading(document, rules, matches))
  finder.trail = []
  finder.run()
  return (finder.trail ?? []).filter { $0.candidate.start < $0.clause.upperBound }.map { trail in
    let candidate = trail.candidate
    let weights = rules.model.accept
    // The weight that all kinds share and the kind's own count as one.
    var traits: [(name: String, weight: Double)] = []
    candidate.traits.forEach { index in
      traits.append((rules.model.name(0, index), weights.values[index] + weights.values[(candidate.kind.rawValue + 1) * weights.traits + index]))
    }
    if let row = candidate.row { traits.append((rules.model.name(0, weights.row(row)), weights.values[weights.row(row)])) }
    traits.sort { (abs($1.weight), $0.name) < (abs($0.weight), $1.name) }
    return Judged(
      range: document.bytes(candidate.start..<trail.clause.upperBound), sentence: trail.sentence, rule: finder.rule(candidate), odds: candidate.score,
      isTaken: candidate.score > rules.threshold, traits: traits)
  }
}
