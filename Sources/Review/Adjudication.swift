internal import Crypto
public import Evaluation
public import FoundationEssentials
internal import Output

/// Turns decisions into gold and counts them.
///
/// An article becomes gold when it is reviewed: marked complete, or every one of its spans decided. Its text is the
/// record's, normalized, so that gold stands on its own: NAME.txt with NAME.json, as `check` and `evaluate` read them.
public struct Adjudication: Sendable {
  /// What became of the spans of one type or force.
  public struct Counts: Sendable, Equatable {
    public var accepted = 0
    /// Of those accepted, the ones by completing the article, without a decision of their own.
    public var unspoken = 0
    public var rejected = 0
    public var corrected = 0
    public var added = 0
    /// Judged and found right as they stand, with the 95 % interval of Wilson (1927). Spans of one article are not
    /// independent: read the interval as the least width.
    public var precision: (value: Double, low: Double, high: Double)? { wilson(accepted, accepted + rejected + corrected) }
    /// Of what should be there, found as it should be; counted over reviewed articles only.
    public var recall: (value: Double, low: Double, high: Double)? { wilson(foundInReviewed, foundInReviewed + missedInReviewed) }
    var foundInReviewed = 0
    var missedInReviewed = 0

    public init() {}

    public static func + (left: Counts, right: Counts) -> Counts {
      var sum = left
      for part in [\Counts.accepted, \.unspoken, \.rejected, \.corrected, \.added, \.foundInReviewed, \.missedInReviewed] {
        sum[keyPath: part] += right[keyPath: part]
      }
      return sum
    }
  }

  /// By type of entity and by force of directive.
  public private(set) var entities: [String: Counts] = [:]
  public private(set) var directives: [String: Counts] = [:]
  public private(set) var reviewedArticles = 0
  /// Articles with decisions that are not reviewed to their end.
  public private(set) var unfinished: [String] = []
  /// By the hash of the record that they are on.
  private var decisions: [String: [(line: Int, decision: Decision)]] = [:]

  public init() {}

  public mutating func addDecision(_ line: Data, number: Int) throws {
    let decision = try Decision(line: line)
    decisions[decision.record_sha256, default: []].append((number, decision))
  }

  /// Applies the decisions on the record that `line` holds. Answers the article as gold, named by its doc_id, when it is
  /// reviewed, and what could not be applied: unknown targets, spans outside the text, spans that cross.
  public mutating func apply(toRecord line: Data) throws -> (gold: GoldDocument?, problems: [(line: Int?, cause: String)]) {
    guard !decisions.isEmpty, let some = decisions.removeValue(forKey: hex(SHA256.hash(data: line))) else { return (nil, []) }
    let record = try Record(line: Array(line))
    let count = record.text.unicodeScalars.count
    var problems: [(line: Int?, cause: String)] = []
    var last: [String: Decision] = [:]
    var additions: [Decision] = []
    var isComplete = false
    typealias Target = (kind: Decision.Kind, span: Range<Int>)
    let targets: [String: Target] = Dictionary(
      record.entities.map { ($0.id, (.entity, $0.start..<$0.end)) } + record.directives.map { ($0.id, (.directive, $0.start..<$0.end)) },
      uniquingKeysWith: { first, _ in first })
    for (number, decision) in some {
      let span = decision.target.flatMap { targets[$0]?.span }
      let (start, end) = (decision.fields?.start ?? span?.lowerBound ?? 0, decision.fields?.end ?? span?.upperBound ?? count)
      if let target = decision.target, targets[target]?.kind != decision.kind {
        problems.append((number, "\(record.doc_id) has no \(decision.kind.rawValue) \(target)"))
      } else if decision.fields != nil, start < 0 || end <= start || end > count {
        problems.append((number, "\(record.doc_id): \(start)..\(end) is empty or outside the text of \(count)"))
      } else if let target = decision.target {
        last[target] = decision
      } else if decision.verdict == .add {
        additions.append(decision)
      } else {
        isComplete = true
      }
    }
    // An article with a decision that cannot be applied is not reviewed.
    let isReviewed = problems.isEmpty && (isComplete || targets.keys.allSatisfy { last[$0] != nil })
    var gold = Gold(id: record.doc_id, sentence_ends: record.sentences.map(\.end), entities: [], relations: nil, directives: [])

    func verdict(_ id: String, _ span: Range<Int>) -> (Decision.Verdict?, Decision.Fields?, Range<Int>) {
      let decision = last[id]
      let fields = decision?.verdict == .correct ? decision?.fields : nil
      return (decision?.verdict, fields, (fields?.start ?? span.lowerBound)..<(fields?.end ?? span.upperBound))
    }
    func tally(_ verdict: Decision.Verdict?, _ counts: inout Counts) {
      switch verdict {
      case .accept: counts.accepted += 1
      case .reject: counts.rejected += 1
      case .correct: counts.corrected += 1
      case .add: counts.added += 1
      default:
        guard isReviewed else { return }
        counts.accepted += 1
        counts.unspoken += 1
      }
      guard isReviewed else { return }
      if verdict == nil || verdict == .accept { counts.foundInReviewed += 1 } else if verdict != .reject { counts.missedInReviewed += 1 }
    }

    for entity in record.entities {
      let (verdict, fields, span) = verdict(entity.id, entity.start..<entity.end)
      tally(verdict, &entities[entity.type, default: Counts()])
      if verdict != .reject { gold.entities.append(Gold.Entity(start: span.lowerBound, end: span.upperBound, type: fields?.type ?? entity.type)) }
    }
    for directive in record.directives {
      let (verdict, fields, span) = verdict(directive.id, directive.start..<directive.end)
      tally(verdict, &directives[directive.force, default: Counts()])
      if verdict == .reject { continue }
      gold.directives.append(
        Gold.Directive(
          start: span.lowerBound, end: span.upperBound, force: fields?.force ?? directive.force, issuer: named(fields?.issuer ?? directive.issuer?.text),
          addressee: named(fields?.addressee ?? directive.addressees.first?.text), deadline: named(fields?.deadline ?? directive.deadline?.text)))
    }
    for decision in additions {
      guard let fields = decision.fields, let start = fields.start, let end = fields.end else { continue }
      if decision.kind == .entity, let type = fields.type {
        tally(.add, &entities[type, default: Counts()])
        gold.entities.append(Gold.Entity(start: start, end: end, type: type))
      } else if let force = fields.force {
        tally(.add, &directives[force, default: Counts()])
        gold.directives.append(
          Gold.Directive(
            start: start, end: end, force: force, issuer: named(fields.issuer), addressee: named(fields.addressee), deadline: named(fields.deadline)))
      }
    }
    guard isReviewed else {
      unfinished.append(record.doc_id)
      return (nil, problems)
    }
    reviewedArticles += 1
    gold.entities.sort { ($0.start, -$0.end, $0.type) < ($1.start, -$1.end, $1.type) }
    gold.directives.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    problems += crossings(gold.entities).map { (nil, "\(record.doc_id): \($0)") }
    return (GoldDocument(name: record.doc_id, text: Array(record.text.utf8), gold: gold), problems)
  }

  /// Decisions on records that did not come.
  public var stale: [(line: Int, cause: String)] {
    decisions.values.joined().map { ($0.line, "stale: no record of \($0.decision.doc_id) is as it was when it was reviewed") }.sorted { $0.line < $1.line }
  }
}

private func named(_ text: String?) -> String? { text?.isEmpty == false ? text : nil }

/// Spans, sorted by start and then outermost first, that share a part and lie neither inside the other. Spans that hold
/// one another form a stack; a span crosses when it starts inside the top and ends behind it.
private func crossings(_ entities: [Gold.Entity]) -> [String] {
  var open: [Gold.Entity] = []
  var problems: [String] = []
  for entity in entities {
    while let top = open.last, top.end <= entity.start { open.removeLast() }
    if let top = open.last, entity.end > top.end {
      problems.append("\(top.type) \(top.start)..\(top.end) and \(entity.type) \(entity.start)..\(entity.end) cross")
    }
    open.append(entity)
  }
  return problems
}

/// The score interval of Wilson, "Probable inference, the law of succession, and statistical inference" (1927), at 95 %.
private func wilson(_ hits: Int, _ count: Int) -> (value: Double, low: Double, high: Double)? {
  guard count > 0 else { return nil }
  let (n, p, z) = (Double(count), Double(hits) / Double(count), 1.959963984540054)
  let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
  let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
  return (p, max(0, centre - half), min(1, centre + half))
}
