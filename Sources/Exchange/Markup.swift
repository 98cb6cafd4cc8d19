public import Evaluation
public import Output

/// Labelled spans and arrows over one text: what the review tools have in common.
///
///     Record ──▶ Markup ──▶ doccano, Label Studio, Prodigy, brat, Web Annotation
///     Gold   ◀── Markup ◀── doccano, Label Studio, brat
///
/// An entity is a span labelled with its type. A directive is a span labelled "directive:FORCE" with arrows to what belongs to
/// it: issuer, addressee, support, deadline, basis, cue, and the directive that it continues. What an arrow leads to is an
/// entity where one has that span, else a span of its own: ISSUER, ADDRESSEE, DEADLINE or CUE.
public struct Markup: Sendable {
  public struct Span: Sendable, Hashable {
    /// Code points of the text, half-open.
    public var start: Int
    public var end: Int
    public var label: String
  }
  public struct Link: Sendable, Hashable {
    /// Positions in `spans`.
    public var from: Int
    public var to: Int
    public var label: String
  }
  public var id: String
  public var text: String
  /// Nil where the tool cannot hold them.
  public var sentenceEnds: [Int]?
  public var spans: [Span] = []
  public var links: [Link] = []
  /// Confidence of each span, and what it stands for (database and key); empty after an import.
  public var confidences: [Double] = []
  public var references: [(span: Int, database: String, key: String)] = []

  public init(id: String, text: String, sentenceEnds: [Int]? = nil) {
    self.id = id
    self.text = text
    self.sentenceEnds = sentenceEnds
  }

  /// How a directive's label starts; the force follows.
  static let directive = "directive:"
  /// Labels of spans that are only part of a directive.
  static let parts: Set<String> = ["ADDRESSEE", "CUE", "DEADLINE", "ISSUER"]
  static let directiveLinks = ["issuer", "addressee", "support", "deadline", "basis", "cue", "continues"]
}

extension Markup {
  public init(_ record: Record) throws(RecordError) {
    self.init(id: record.doc_id, text: record.text, sentenceEnds: record.sentences.map(\.end))
    // Positions by id: what names an entity must find one, and what names a directive a directive.
    var (entities, directives): ([String: Int], [String: Int]) = ([:], [:])
    var entityAt: [Span: Int] = [:]
    for entity in record.entities {
      let position = spans.count
      entities[entity.id] = position
      spans.append(Span(start: entity.start, end: entity.end, label: entity.type))
      if entityAt[Span(start: entity.start, end: entity.end, label: "")] == nil {
        entityAt[Span(start: entity.start, end: entity.end, label: "")] = position
      }
      confidences.append(entity.confidence)
      if let unit = entity.links?.unit { references.append((position, "unit", unit.code)) }
      switch entity.value {
      case .date(let iso): references.append((position, "date", iso))
      case .document(let number):
        references.append(
          (position, "document", [number.number, number.year.map { String($0) }, number.type, number.issuer].compactMap(\.self).joined(separator: "/")))
      case nil: break
      }
    }
    func position(_ id: String, among known: [String: Int]) throws(RecordError) -> Int {
      guard let position = known[id] else { throw RecordError(cause: "\(record.doc_id): no \(id)") }
      return position
    }
    for relation in record.relations {
      links.append(Link(from: try position(relation.from, among: entities), to: try position(relation.to, among: entities), label: relation.type))
    }
    for directive in record.directives {
      directives[directive.id] = spans.count
      spans.append(Span(start: directive.start, end: directive.end, label: Markup.directive + directive.force))
      confidences.append(directive.confidence)
    }
    // The mention that an issuer's name is taken from: the first that reads so.
    var named: [String: Int] = [:]
    for entity in record.entities where named[entity.text] == nil { named[entity.text] = entities[entity.id] }
    var partAt: [Span: Int] = [:]
    func part(_ start: Int, _ end: Int, _ label: String, _ confidence: Double) -> Int {
      if label != "CUE", let entity = entityAt[Span(start: start, end: end, label: "")] { return entity }
      let span = Span(start: start, end: end, label: label)
      if let known = partAt[span] { return known }
      partAt[span] = spans.count
      spans.append(span)
      confidences.append(confidence)
      return spans.count - 1
    }
    for directive in record.directives {
      let from = try position(directive.id, among: directives)
      if let issuer = directive.issuer, let entity = issuer.entity {
        let mention = try position(entity, among: entities)
        let reads = record.entities[mention].text == issuer.text
        links.append(Link(from: from, to: reads ? mention : named[issuer.text] ?? mention, label: "issuer"))
      } else if let start = directive.issuer?.start, let end = directive.issuer?.end {
        links.append(Link(from: from, to: part(start, end, "ISSUER", directive.confidence), label: "issuer"))
      }
      for addressee in directive.addressees {
        guard let start = addressee.start, let end = addressee.end else { continue }
        links.append(Link(from: from, to: part(start, end, "ADDRESSEE", directive.confidence), label: addressee.part == "lead" ? "addressee" : addressee.part))
      }
      if let deadline = directive.deadline {
        links.append(Link(from: from, to: part(deadline.start, deadline.end, "DEADLINE", directive.confidence), label: "deadline"))
      }
      for entity in directive.basis { links.append(Link(from: from, to: try position(entity, among: entities), label: "basis")) }
      if let cue = directive.cue { links.append(Link(from: from, to: part(cue.start, cue.end, "CUE", directive.confidence), label: "cue")) }
      if let continues = directive.continues { links.append(Link(from: from, to: try position(continues, among: directives), label: "continues")) }
    }
  }

  /// The text of each span asked for, without counting from the start again.
  func slicer() -> (Span) -> String {
    let scalars = Array(text.unicodeScalars)
    return { span in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[span.start..<span.end])
      return String(view)
    }
  }

  /// The gold that the spans and arrows say.
  public var gold: Gold {
    let slice = slicer()
    let isDirective = spans.map { $0.label.hasPrefix(Markup.directive) }
    let isEntity = spans.indices.map { !isDirective[$0] && !Markup.parts.contains(spans[$0].label) }
    func inText(_ left: Int, _ right: Int) -> Bool {
      (spans[left].start, spans[right].end, spans[left].label, left) < (spans[right].start, spans[left].end, spans[right].label, right)
    }
    var names: [Int: String] = [:]
    let entities = spans.indices.filter { isEntity[$0] }.sorted(by: inText).enumerated().map { index, position in
      names[position] = "e\(index)"
      return Gold.Entity(id: "e\(index)", start: spans[position].start, end: spans[position].end, type: spans[position].label)
    }
    let relations = links.compactMap { link in
      names[link.from].flatMap { from in names[link.to].map { Gold.Relation(type: link.label, from: from, to: $0) } }
    }
    var targets: [Int: [(label: String, to: Int)]] = [:]
    for link in links where isDirective[link.from] { targets[link.from, default: []].append((link.label, link.to)) }
    let directives = spans.indices.filter { isDirective[$0] }.sorted(by: inText).map { position in
      func texts(_ label: String) -> String? {
        let found = (targets[position] ?? []).filter { $0.label == label }.map { slice(spans[$0.to]) }
        return found.isEmpty ? nil : found.joined(separator: ", ")
      }
      return Gold.Directive(
        start: spans[position].start, end: spans[position].end, force: String(spans[position].label.dropFirst(Markup.directive.count)),
        issuer: texts("issuer"), addressee: texts("addressee"), deadline: texts("deadline"))
    }
    let sorted = relations.sorted { ($0.from, $0.to, $0.type) < ($1.from, $1.to, $1.type) }
    return Gold(id: id, sentence_ends: sentenceEnds, entities: entities, relations: sorted, directives: directives)
  }
}

/// Why a tool's file cannot be taken over.
public struct ExchangeError: Error, CustomStringConvertible {
  public var description: String
}
