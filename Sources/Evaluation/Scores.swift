/// Hits, predictions and gold of one kind of span.
public struct Tally: Sendable {
  public var hits = 0
  public var predicted = 0
  public var gold = 0
  public var precision: Double { predicted > 0 ? Double(hits) / Double(predicted) : 0 }
  public var recall: Double { gold > 0 ? Double(hits) / Double(gold) : 0 }
  public var f1: Double { hits > 0 ? 2 * precision * recall / (precision + recall) : 0 }

  mutating func add(hits: Int, predicted: Int, gold: Int) {
    self.hits += hits
    self.predicted += predicted
    self.gold += gold
  }
}

/// Records against gold. Entities: same span and type. Sentences: ends inside lines. Directives: `match` when
/// the spans share half of their union, one to one; `exact` same span; fields over the matched pairs;
/// `frame` matched with force, issuer and addressee right.
public struct Scores: Sendable {
  public var entities = Tally()
  public var byType: [String: Tally] = [:]
  public var sentenceEnds = Tally()
  public var directiveMatch = Tally()
  public var directiveExact = Tally()
  public var directiveFrame = Tally()
  public var fields: [String: Tally] = [:]
  public var missing: [String] = []
  /// Every span that gold has and the records have not (missed), and the other way round (spurious).
  public var differences: [String] = []

  public init() {}

  /// Rows of name and value, in fixed order, for tables and baselines.
  public var figures: [(name: String, value: Double)] {
    [("entities", entities.f1)] + byType.sorted { $0.key < $1.key }.map { ("entities." + $0.key, $0.value.f1) }
      + [
        ("sentence_ends", sentenceEnds.f1), ("directives.match", directiveMatch.f1),
        ("directives.exact", directiveExact.f1), ("directives.frame", directiveFrame.f1),
      ] + fields.sorted { $0.key < $1.key }.map { ("directives." + $0.key, $0.value.precision) }
  }

  public mutating func add(name: String, text: [UInt8], gold: Gold, predicted: PredictedRecord?) {
    if predicted == nil { missing.append(name) }
    let bytes = byteOffsets(text)
    func excerpt(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
    struct Key: Hashable { var start: Int, end: Int, type: String }
    let goldSpans = Set(gold.entities.map { Key(start: bytes[$0.start], end: bytes[$0.end], type: $0.type) })
    let predictedSpans = Set((predicted?.entities ?? []).map { Key(start: $0.source_start, end: $0.source_end, type: $0.type ?? "") })
    entities.add(hits: goldSpans.intersection(predictedSpans).count, predicted: predictedSpans.count, gold: goldSpans.count)
    for type in Set(goldSpans.map(\.type)).union(predictedSpans.map(\.type)) {
      let left = goldSpans.filter { $0.type == type }
      let right = predictedSpans.filter { $0.type == type }
      byType[type, default: Tally()].add(hits: left.intersection(right).count, predicted: right.count, gold: left.count)
    }
    for span in goldSpans.subtracting(predictedSpans).sorted(by: { $0.start < $1.start }) {
      differences.append("\(name)\tmissed\t\(span.type)\t\(excerpt(span.start..<span.end))")
    }
    for span in predictedSpans.subtracting(goldSpans).sorted(by: { $0.start < $1.start }) {
      differences.append("\(name)\tspurious\t\(span.type)\t\(excerpt(span.start..<span.end))")
    }

    let lines = lineEnds(text)
    let goldEnds = Set(gold.sentence_ends.map { bytes[$0] }).subtracting(lines)
    let predictedEnds = Set((predicted?.sentences ?? []).map(\.source_end)).subtracting(lines)
    sentenceEnds.add(hits: goldEnds.intersection(predictedEnds).count, predicted: predictedEnds.count, gold: goldEnds.count)

    let left = gold.directives.map { bytes[$0.start]..<bytes[$0.end] }
    let right = (predicted?.directives ?? []).map { $0.source_start..<$0.source_end }
    let pairs = match(left, right)
    var frames = 0
    for (goldIndex, index) in pairs {
      let want = gold.directives[goldIndex]
      guard let got = predicted?.directives[index] else { continue }
      let addressees = got.addressees.compactMap(\.text)
      let right = [
        "force": want.force == got.force, "issuer": sameName(want.issuer, got.issuer?.text),
        "addressee": want.addressee == nil
          ? addressees.isEmpty
          : addressees.contains { sameName(want.addressee, $0) } || sameName(want.addressee, addressees.joined(separator: " ")),
        "deadline": sameName(want.deadline, got.deadline?.text),
      ]
      for (field, isRight) in right { fields[field, default: Tally()].add(hits: isRight ? 1 : 0, predicted: 1, gold: 1) }
      let shown = [
        ("force", want.force, got.force), ("issuer", want.issuer ?? "-", got.issuer?.text ?? "-"),
        ("addressee", want.addressee ?? "-", addressees.isEmpty ? "-" : addressees.joined(separator: " | ")), ("deadline", want.deadline ?? "-", got.deadline?.text ?? "-"),
      ]
      for (field, wanted, given) in shown where right[field] == false {
        differences.append("\(name)\twrong\tdirective \(field)\twanted \(wanted), got \(given): \(excerpt(left[goldIndex]))")
      }
      if right["force"] == true, right["issuer"] == true, right["addressee"] == true { frames += 1 }
    }
    directiveMatch.add(hits: pairs.count, predicted: right.count, gold: left.count)
    directiveExact.add(hits: Set(left).intersection(right).count, predicted: right.count, gold: left.count)
    directiveFrame.add(hits: frames, predicted: right.count, gold: left.count)
    for index in left.indices where !pairs.contains(where: { $0.0 == index }) {
      differences.append("\(name)\tmissed\tdirective\t\(excerpt(left[index]))")
    }
    for index in right.indices where !pairs.contains(where: { $0.1 == index }) {
      differences.append("\(name)\tspurious\tdirective\t\(excerpt(right[index]))")
    }
  }
}

/// Byte offset of each code point, and of the end.
func byteOffsets(_ text: [UInt8]) -> [Int] { text.indices.filter { text[$0] & 0xC0 != 0x80 } + [text.count] }

/// Where lines end, white space before the newline taken off.
private func lineEnds(_ text: [UInt8]) -> Set<Int> {
  var ends: Set<Int> = []
  for index in 0...text.count where index == text.count || text[index] == 0x0A {
    var end = index
    while end > 0, [0x20, 0x09, 0x0D, 0x0B, 0x0C].contains(text[end - 1]) { end -= 1 }
    ends.insert(end)
  }
  return ends
}

/// One-to-one pairs with at least half of their union in common, the best first.
private func match(_ left: [Range<Int>], _ right: [Range<Int>]) -> [(Int, Int)] {
  var candidates: [(score: Double, left: Int, right: Int)] = []
  for (i, a) in left.enumerated() {
    for (j, b) in right.enumerated() {
      let shared = min(a.upperBound, b.upperBound) - max(a.lowerBound, b.lowerBound)
      guard shared > 0 else { continue }
      let score = Double(shared) / Double(max(a.upperBound, b.upperBound) - min(a.lowerBound, b.lowerBound))
      if score >= 0.5 { candidates.append((score, i, j)) }
    }
  }
  var pairs: [(Int, Int)] = []
  for candidate in candidates.sorted(by: { ($0.score, $0.left, $0.right) > ($1.score, $1.left, $1.right) })
  where !pairs.contains(where: { $0.0 == candidate.left || $0.1 == candidate.right }) {
    pairs.append((candidate.left, candidate.right))
  }
  return pairs
}

/// Equal but for case and punctuation, or one holds the other as whole words and is at most twice as long.
func sameName(_ a: String?, _ b: String?) -> Bool {
  let left = words(a)
  let right = words(b)
  if left == right { return true }
  if left.isEmpty || right.isEmpty { return false }
  let (short, long) = left.unicodeScalars.count < right.unicodeScalars.count ? (left, right) : (right, left)
  return (" " + long + " ").contains(" " + short + " ") && 2 * short.unicodeScalars.count >= long.unicodeScalars.count
}

private func words(_ text: String?) -> String {
  (text ?? "").lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
}
