import Crypto
import Output

/// What the comparison of one record with its gold says about one span, relation, sentence end or field.
public struct Judgement: Sendable, Hashable {
  public enum Task: String, Sendable { case entity, relation, sentence, directive, field }
  public enum Outcome: String, Sendable {
    case hit
    /// In the gold and not in the record; in the record and not in the gold.
    case missed, spurious
    /// A field of a matched directive that differs.
    case wrong
  }
  public var document: String
  public var task: Task
  /// Entity or relation type, name of the field, force of the directive.
  public var label: String
  public var outcome: Outcome
  /// Code points of the article.
  public var start: Int
  public var end: Int
  public var text: String
}

/// One record against one gold document.
struct Comparison {
  var judgements: [Judgement] = []
  var exact = 0
  var frames = 0
  /// Gold and predicted entities, sorted, for the counts that pair spans.
  var goldSpans: [TypedSpan] = []
  var predictedSpans: [TypedSpan] = []
}

/// Where a span lies, in code points, and its type.
public struct TypedSpan: Sendable, Hashable {
  public var start: Int
  public var end: Int
  public var type: String
  public init(start: Int, end: Int, type: String) {
    self.start = start
    self.end = end
    self.type = type
  }
}

extension TypedSpan: Comparable {
  /// In text order, the outer span first.
  public static func < (left: TypedSpan, right: TypedSpan) -> Bool { (left.start, right.end, left.type) < (right.start, left.end, right.type) }
}

/// A record's spans as code points of the gold's article: through the source bytes where the record was made from these very
/// bytes, else through the record's text where that is the article. Nil for a record of another text.
struct Alignment {
  var span: (_ start: Int, _ end: Int, _ sourceStart: Int, _ sourceEnd: Int) -> (start: Int, end: Int)

  init?(_ record: Record, _ text: [UInt8], _ article: String) {
    let hex = digest(text).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    if record.source.bytes == text.count, record.source.sha256 == hex {
      let bytes = OffsetTable(article, .utf8)
      span = { (bytes.codePoint($2) ?? -1, bytes.codePoint($3) ?? -1) }
    } else if Array(record.text.utf8) == text {
      span = { start, end, _, _ in (start, end) }
    } else {
      return nil
    }
  }
}

func digest(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

/// Compares. Entities and relations: same spans and type. Sentences: ends inside lines. Directives: a hit when the spans share
/// half of their union, one to one; then their fields are judged.
func compare(_ document: GoldDocument, _ record: Record?, _ alignment: Alignment?, _ article: String) -> Comparison {
  let gold = document.gold
  let scalars = Array(article.unicodeScalars)
  var result = Comparison()
  func slice(_ span: TypedSpan) -> String {
    guard 0 <= span.start, span.start <= span.end, span.end <= scalars.count else { return "?" }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[span.start..<span.end])
    return String(view)
  }
  func judge(_ task: Judgement.Task, _ outcome: Judgement.Outcome, _ label: String, _ start: Int, _ end: Int, _ note: String? = nil) {
    let text = note ?? slice(TypedSpan(start: start, end: end, type: label))
    result.judgements.append(Judgement(document: document.name, task: task, label: label, outcome: outcome, start: start, end: end, text: text))
  }
  func place(_ start: Int, _ end: Int, _ sourceStart: Int, _ sourceEnd: Int) -> (start: Int, end: Int) {
    alignment?.span(start, end, sourceStart, sourceEnd) ?? (-1, -1)
  }
  /// What both have, what gold alone has, what the record alone has.
  func judgeSets(_ task: Judgement.Task, _ gold: Set<TypedSpan>, _ predicted: Set<TypedSpan>, _ note: (TypedSpan) -> String?) {
    for span in gold.union(predicted).sorted() {
      let outcome: Judgement.Outcome = !gold.contains(span) ? .spurious : predicted.contains(span) ? .hit : .missed
      judge(task, outcome, span.type, span.start, span.end, note(span))
    }
  }

  let predictedEntities = (record?.entities ?? []).map { entity in
    let (start, end) = place(entity.start, entity.end, entity.source_start, entity.source_end)
    return TypedSpan(start: start, end: end, type: entity.type)
  }
  let goldSet = Set(gold.entities.map { TypedSpan(start: $0.start, end: $0.end, type: $0.type) })
  result.goldSpans = goldSet.sorted()
  result.predictedSpans = Set(predictedEntities).sorted()
  judgeSets(.entity, goldSet, Set(predictedEntities)) { _ in nil }

  if let relations = gold.relations {
    struct Ends: Hashable { var from: TypedSpan, to: TypedSpan, type: String }
    let goldAt = Dictionary(gold.entities.compactMap { entity in entity.id.map { ($0, TypedSpan(start: entity.start, end: entity.end, type: entity.type)) } }) {
      first, _ in first
    }
    let predictedAt = Dictionary(zip((record?.entities ?? []).map(\.id), predictedEntities)) { first, _ in first }
    func ends(_ type: String, _ from: TypedSpan?, _ to: TypedSpan?) -> Ends? { from.flatMap { from in to.map { Ends(from: from, to: $0, type: type) } } }
    let want = Set(relations.compactMap { ends($0.type, goldAt[$0.from], goldAt[$0.to]) })
    let got = Set((record?.relations ?? []).compactMap { ends($0.type, predictedAt[$0.from], predictedAt[$0.to]) })
    for relation in want.union(got).sorted(by: { ($0.from, $0.to, $0.type) < ($1.from, $1.to, $1.type) }) {
      let outcome: Judgement.Outcome = !want.contains(relation) ? .spurious : got.contains(relation) ? .hit : .missed
      let (start, end) = (min(relation.from.start, relation.to.start), max(relation.from.end, relation.to.end))
      judge(.relation, outcome, relation.type, start, end, "\(slice(relation.from)) → \(slice(relation.to))")
    }
  }

  if let ends = gold.sentence_ends {
    let lines = lineEnds(scalars)
    func span(_ end: Int) -> TypedSpan { TypedSpan(start: end, end: end, type: "end") }
    let predicted = (record?.sentences ?? []).map { place($0.start, $0.end, $0.source_start, $0.source_end).end }
    judgeSets(.sentence, Set(Set(ends).subtracting(lines).map(span)), Set(Set(predicted).subtracting(lines).map(span))) { span in
      let (from, to) = (max(0, span.start - 40), min(scalars.count, span.start + 30))
      guard 0 <= span.start, span.start <= to else { return "?" }
      return slice(TypedSpan(start: from, end: span.start, type: "")) + "|" + slice(TypedSpan(start: span.start, end: to, type: ""))
    }
  }

  let left = gold.directives.map { TypedSpan(start: $0.start, end: $0.end, type: $0.force) }
  let right = (record?.directives ?? []).map { directive in
    let (start, end) = place(directive.start, directive.end, directive.source_start, directive.source_end)
    return TypedSpan(start: start, end: end, type: directive.force)
  }
  // Shares of directives have always been counted in UTF-8 bytes: figures stay comparable.
  let bytes = OffsetTable(article, .utf8)
  func inBytes(_ spans: [TypedSpan]) -> [TypedSpan] {
    spans.map { span in
      let isInside = 0 <= span.start && span.end <= bytes.codePoints
      return TypedSpan(start: isInside ? bytes.start(span.start) : -1, end: isInside ? bytes.end(span.end) : -1, type: span.type)
    }
  }
  let pairs = pair(inBytes(left), inBytes(right)) { overlap, a, b in
    let score = Double(overlap) / Double(max(a.end, b.end) - min(a.start, b.start))
    return score >= 0.5 ? score : nil
  }
  let pairedRight = Set(pairs.map(\.right))
  let matchOf = Dictionary(uniqueKeysWithValues: pairs.map { ($0.left, $0.right) })
  for (index, span) in left.enumerated() {
    judge(.directive, matchOf[index] == nil ? .missed : .hit, span.type, span.start, span.end)
    guard let other = matchOf[index], let got = record?.directives[other] else { continue }
    let want = gold.directives[index]
    let addressees = got.addressees.map(\.text)
    let fields: [(name: String, isRight: Bool, want: String?, got: String?)] = [
      ("force", want.force == got.force, want.force, got.force), ("issuer", sameName(want.issuer, got.issuer?.text), want.issuer, got.issuer?.text),
      (
        "addressee",
        want.addressee == nil
          ? addressees.isEmpty
          : addressees.contains { sameName(want.addressee, $0) } || sameName(want.addressee, addressees.joined(separator: " ")),
        want.addressee, addressees.isEmpty ? nil : addressees.joined(separator: ", ")
      ), ("deadline", sameName(want.deadline, got.deadline?.text), want.deadline, got.deadline?.text),
    ]
    for field in fields {
      judge(.field, field.isRight ? .hit : .wrong, field.name, span.start, span.end, "gold \(field.want ?? "-"), got \(field.got ?? "-"): \(slice(span))")
    }
    if fields[0].isRight, fields[1].isRight, fields[2].isRight { result.frames += 1 }
  }
  for (index, span) in right.enumerated() where !pairedRight.contains(index) { judge(.directive, .spurious, span.type, span.start, span.end) }
  func bounds(_ spans: [TypedSpan]) -> Set<TypedSpan> { Set(spans.map { TypedSpan(start: $0.start, end: $0.end, type: "") }) }
  result.exact = bounds(left).intersection(bounds(right)).count
  return result
}

/// Where lines end, white space before the newline taken off.
private func lineEnds(_ text: [Unicode.Scalar]) -> Set<Int> {
  var ends: Set<Int> = []
  for index in 0...text.count where index == text.count || text[index] == "\n" {
    var end = index
    while end > 0, [" ", "\t", "\r", "\n", "\u{B}", "\u{C}"].contains(text[end - 1]) { end -= 1 }
    ends.insert(end)
  }
  return ends
}

/// Spans in order of their start, so that those which overlap another span are found without looking at all of them.
struct SpanIndex {
  private(set) var order: [Int]
  private var starts: [Int] = []
  /// The furthest end so far: before the first place where it passes a span's start, nothing overlaps that span.
  private var reach: [Int] = []

  init(_ spans: [TypedSpan]) {
    order = spans.indices.sorted { (spans[$0].start, $0) < (spans[$1].start, $1) }
    starts = order.map { spans[$0].start }
    var furthest = Int.min
    for index in order {
      furthest = max(furthest, spans[index].end)
      reach.append(furthest)
    }
  }

  /// Positions of `order` among which all spans lie that overlap `span`.
  func window(_ span: TypedSpan) -> Range<Int> {
    let from = reach.firstIndex(behind: { $0 > span.start })
    return from..<max(from, starts.firstIndex(behind: { $0 >= span.end }))
  }
}

/// One-to-one pairs of overlapping spans, those with the best score first; `score` is nil for a pair that does not count.
func pair(_ left: [TypedSpan], _ right: [TypedSpan], _ score: (_ overlap: Int, TypedSpan, TypedSpan) -> Double?) -> [(left: Int, right: Int)] {
  let index = SpanIndex(right)
  var candidates: [(score: Double, left: Int, right: Int)] = []
  for (i, a) in left.enumerated() {
    for position in index.window(a) {
      let j = index.order[position]
      let overlap = min(a.end, right[j].end) - max(a.start, right[j].start)
      if overlap > 0, let score = score(overlap, a, right[j]) { candidates.append((score, i, j)) }
    }
  }
  var usedLeft: Set<Int> = []
  var usedRight: Set<Int> = []
  var pairs: [(left: Int, right: Int)] = []
  for candidate in candidates.sorted(by: { ($0.score, $0.left, $0.right) > ($1.score, $1.left, $1.right) })
  where !usedLeft.contains(candidate.left) && !usedRight.contains(candidate.right) {
    usedLeft.insert(candidate.left)
    usedRight.insert(candidate.right)
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
