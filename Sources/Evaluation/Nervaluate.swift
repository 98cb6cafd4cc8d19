/// Counts of the four ways in which nervaluate 1.2 compares entities, after SemEval-2013 task 9.1.
///
/// Predictions are taken in text order, the outer span first; each takes the gold span that it equals, else the first free
/// one with which it shares at least 1% of that one's length (code points, as nervaluate's inclusive ends count them).
/// https://github.com/MantisAI/nervaluate
public struct Nervaluate: Sendable {
  public enum Way: String, Sendable, CaseIterable {
    /// Same span and type; same span; spans that overlap count half; overlapping spans of the same type.
    case strict, exact, partial, type
  }
  public struct Counts: Sendable {
    public var correct = 0
    public var incorrect = 0
    public var partial = 0
    public var missed = 0
    public var spurious = 0
    private var weighted: Double { Double(correct) + 0.5 * Double(partial) }
    public var precision: Double { ratio(weighted, correct + incorrect + partial + spurious) }
    public var recall: Double { ratio(weighted, correct + incorrect + partial + missed) }
    public var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }
    private func ratio(_ value: Double, _ all: Int) -> Double { all > 0 ? value / Double(all) : 0 }
  }
  public var overall: [Way: Counts] = [:]
  public var byType: [String: [Way: Counts]] = [:]

  mutating func add(_ gold: [TypedSpan], _ predicted: [TypedSpan]) {
    for way in Way.allCases { Self.count(way, gold, predicted, into: &overall[way, default: Counts()]) }
    for type in Set(gold.map(\.type)).union(predicted.map(\.type)) {
      let (left, right) = (gold.filter { $0.type == type }, predicted.filter { $0.type == type })
      for way in Way.allCases { Self.count(way, left, right, into: &byType[type, default: [:]][way, default: Counts()]) }
    }
  }

  private static func count(_ way: Way, _ gold: [TypedSpan], _ predicted: [TypedSpan], into counts: inout Counts) {
    let index = SpanIndex(gold)
    var taken = [Bool](repeating: false, count: gold.count)
    for span in predicted {
      var match: Int?
      var distance = Int.max
      var overlapping: Int?
      for position in index.window(span) where !taken[index.order[position]] {
        let candidate = index.order[position]
        let other = gold[candidate]
        let isSame = span.start == other.start && span.end == other.end
        let overlap = min(span.end, other.end) - max(span.start, other.start)
        let isEnough = overlap > 0 && Double(overlap) / Double(other.end - other.start) * 100 >= 1
        if way == .type {
          let away = abs(span.start - other.start) + abs(span.end - other.end)
          if isEnough, span.type == other.type, away < distance { (match, distance) = (candidate, away) }
        } else if isSame, way != .strict || span.type == other.type {
          match = candidate
          break
        }
        if isEnough, overlapping == nil, way != .type || span.type != other.type { overlapping = candidate }
      }
      if let match {
        counts.correct += 1
        taken[match] = true
      } else if let overlapping {
        if way == .partial { counts.partial += 1 } else { counts.incorrect += 1 }
        taken[overlapping] = true
      } else {
        counts.spurious += 1
      }
    }
    counts.missed += taken.count { !$0 }
  }
}
