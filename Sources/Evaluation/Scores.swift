public import Output

/// Hits, predictions and gold of one kind of span.
public struct Tally: Sendable {
  public var hits = 0
  public var predicted = 0
  public var gold = 0
  public var precision: Double { predicted > 0 ? Double(hits) / Double(predicted) : 0 }
  public var recall: Double { gold > 0 ? Double(hits) / Double(gold) : 0 }
  public var f1: Double { hits > 0 ? 2 * precision * recall / (precision + recall) : 0 }
  public init() {}

  mutating func add(_ outcome: Judgement.Outcome) {
    if outcome == .hit { hits += 1 }
    if outcome != .missed { predicted += 1 }
    if outcome != .spurious { gold += 1 }
  }
}

/// Records against gold, summed over documents. Directives: `match` when the spans share half of their union, one to one;
/// `exact` same span; fields over the matched pairs; `frame` matched with force, issuer and addressee right.
public struct Scores: Sendable {
  public private(set) var documents = 0
  /// Gold documents that no record answers, and why.
  public private(set) var missing: [String] = []
  public private(set) var judgements: [Judgement] = []
  public private(set) var nervaluate = Nervaluate()
  /// Gold type, predicted type ("-" for none on either side), how often.
  public private(set) var confusion: [String: [String: Int]] = [:]
  private var exact = 0
  private var frames = 0

  public init() {}

  public mutating func add(_ document: GoldDocument, _ record: Record?) {
    documents += 1
    let article = String(decoding: document.text, as: UTF8.self)
    let alignment = record.flatMap { Alignment($0, document.text, article) }
    if record == nil { missing.append("no record for \(document.name)") }
    if record != nil, alignment == nil { missing.append("the record of \(document.name) was made from another text") }
    let comparison = compare(document, alignment == nil ? nil : record, alignment, article)
    judgements += comparison.judgements
    exact += comparison.exact
    frames += comparison.frames
    nervaluate.add(comparison.goldSpans, comparison.predictedSpans)
    confuse(comparison.goldSpans, comparison.predictedSpans)
  }

  /// Pairs each gold span with the prediction nearest to it: the same span before an overlapping one, the same type before another.
  private mutating func confuse(_ gold: [TypedSpan], _ predicted: [TypedSpan]) {
    let pairs = pair(gold, predicted) { overlap, a, b in
      let shared = Double(overlap) / Double(max(a.end, b.end) - min(a.start, b.start))
      return a.type == b.type ? shared + (shared == 1 ? 1 : 0.25) : shared
    }
    for (left, right) in pairs { confusion[gold[left].type, default: [:]][predicted[right].type, default: 0] += 1 }
    let (left, right) = (Set(pairs.map(\.left)), Set(pairs.map(\.right)))
    for index in gold.indices where !left.contains(index) { confusion[gold[index].type, default: [:]]["-", default: 0] += 1 }
    for index in predicted.indices where !right.contains(index) { confusion["-", default: [:]][predicted[index].type, default: 0] += 1 }
  }

  /// Precision, recall and F1 of each kind, in fixed order.
  public var tallies: [(name: String, tally: Tally)] {
    var all: [String: Tally] = ["entities": Tally(), "directives.match": Tally()]
    for judgement in judgements {
      switch judgement.task {
      case .entity:
        all["entities", default: Tally()].add(judgement.outcome)
        all["entities." + judgement.label, default: Tally()].add(judgement.outcome)
      case .relation:
        all["relations", default: Tally()].add(judgement.outcome)
        all["relations." + judgement.label, default: Tally()].add(judgement.outcome)
      case .sentence: all["sentence_ends", default: Tally()].add(judgement.outcome)
      case .directive: all["directives.match", default: Tally()].add(judgement.outcome)
      case .field: all["directives." + judgement.label, default: Tally()].add(judgement.outcome)
      }
    }
    let match = all["directives.match", default: Tally()]
    for (name, hits) in [("directives.exact", exact), ("directives.frame", frames)] {
      all[name] = match
      all[name]?.hits = hits
    }
    func rank(_ name: String) -> Int {
      ["entities", "relations", "sentence_ends", "directives.match", "directives.exact", "directives.frame"].firstIndex(of: name)
        ?? (name.hasPrefix("entities") ? 0 : name.hasPrefix("relations") ? 1 : 9)
    }
    return all.sorted { (rank($0.key), $0.key) < (rank($1.key), $1.key) }.map { ($0.key, $0.value) }
  }

  /// Rows of name and value, in fixed order, for thresholds: F1 (fields: the share of matched directives where they are right),
  /// and nervaluate's F1.
  public var figures: [(name: String, value: Double)] {
    tallies.map { ($0.name, $0.tally.f1) } + Nervaluate.Way.allCases.map { ("nervaluate.\($0)", nervaluate.overall[$0]?.f1 ?? 0) }
  }

  /// Everything that is not a hit.
  public var faults: [Judgement] { judgements.filter { $0.outcome != .hit } }

  /// Documents with the most faults, the worst first.
  public func worst(_ count: Int) -> [(document: String, faults: Int, entities: Tally)] {
    var faults: [String: Int] = [:]
    var entities: [String: Tally] = [:]
    for judgement in judgements {
      faults[judgement.document, default: 0] += judgement.outcome == .hit ? 0 : 1
      if judgement.task == .entity { entities[judgement.document, default: Tally()].add(judgement.outcome) }
    }
    return faults.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map {
      ($0.key, $0.value, entities[$0.key] ?? Tally())
    }
  }

  /// What `self` has right that `baseline` has not, and the other way round. A field counts only where the directive is matched
  /// in both.
  public func changes(since baseline: Scores) -> (gains: [Judgement], losses: [Judgement]) {
    (Self.faults(of: baseline, notIn: self), Self.faults(of: self, notIn: baseline))
  }

  private static func faults(of other: Scores, notIn scores: Scores) -> [Judgement] {
    func key(_ judgement: Judgement) -> Judgement {
      var key = judgement
      if key.task == .field { key.text = "" }
      return key
    }
    func asHit(_ judgement: Judgement) -> Judgement {
      var hit = key(judgement)
      hit.outcome = .hit
      return hit
    }
    let faults = Set(scores.faults.map(key))
    let hits = Set(scores.judgements.lazy.filter { $0.task == .field && $0.outcome == .hit }.map(key))
    return other.faults.filter { fault in !faults.contains(key(fault)) && (fault.task != .field || hits.contains(asHit(fault))) }
  }
}
