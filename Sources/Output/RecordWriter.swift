public import TextModel

/// What a record says about its source.
public struct Source: Sendable {
  public var path: String
  public var bytes: Int
  public var sha256: String
  public var encoding: String
  public var confidence: Double
  public init(path: String, bytes: Int, sha256: String, encoding: String, confidence: Double) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.encoding = encoding
    self.confidence = confidence
  }
}

/// Writes one record, version 1, as one line of JSON.
///
/// Keys stand in a fixed order; what is unknown is absent, never null. `start`/`end` are half-open offsets in
/// Unicode code points of `text`, or in the unit asked for; `source_start`/`source_end` are half-open byte offsets into the source.
///
///     {"schema_version":"1.0","doc_id":…,"source":{"path","bytes","sha256","encoding","encoding_confidence"},
///      "metadata":{"title","published","byline"},"offset_unit":"code_point","text":…,"normalization":{"form","changes":{…},"tone_style"},
///      "sentences":[{"id","start","end","source_start","source_end","kind"}],
///      "entities":[{"id","type","start","end","source_start","source_end","text","canonical","cluster","value",
///                   "links":{"unit":{"code","became"}},"parent","rule","confidence"}],
///      "relations":[{"type","from","to"}],
///      "directives":[{"id","start","end","source_start","source_end","text","sentence","force","cue","issuer",
///                     "addressees","deadline","basis","continues","quoted","rule","confidence"}],"warnings":[]}
public struct RecordWriter: ~Copyable {
  private var out: ByteBuffer
  private let document: Document
  private let utf8: [UInt8]
  private let map: OffsetMap
  private let positions: Positions

  public static func record(
    _ document: Document, map: OffsetMap, id: String, source: Source, changes: [(step: String, count: Int)], toneStyle: String?,
    warnings: [String], unit: OffsetUnit = .codePoint
  ) -> [UInt8] {
    var writer = RecordWriter(document, map, unit)
    writer.write(id, source, changes, toneStyle, warnings)
    return writer.out.bytes
  }

  private init(_ document: Document, _ map: OffsetMap, _ unit: OffsetUnit) {
    self.document = document
    utf8 = document.utf8
    self.map = map
    out = ByteBuffer(capacity: document.utf8.count * 5 + 4096)
    positions = Positions(document.utf8, unit)
  }

  @inline(__always) private mutating func raw(_ text: StaticString) { out.append(text) }

  private mutating func number(_ value: Int) { out.append(decimal: value) }

  private mutating func string(_ text: String) {
    let utf8 = text.utf8
    out.append(json: utf8.span)
  }

  private mutating func string(_ range: Range<Int>) {
    let utf8 = utf8
    out.append(json: utf8.span.extracting(range))
  }

  private mutating func pair(_ key: StaticString, _ text: String) {
    raw(key)
    string(text)
  }

  /// A text that needs no escape: a name of this format, a code.
  private mutating func pair(_ key: StaticString, plain text: String) {
    raw(key)
    let utf8 = text.utf8
    out.append(0x22)
    out.append(utf8.span)
    out.append(0x22)
  }

  /// "e12": the id of an annotation, by its letter and its place.
  private mutating func pair(_ key: StaticString, id letter: Unicode.Scalar, _ index: Int) {
    raw(key)
    reference(letter, index)
  }

  private mutating func reference(_ letter: Unicode.Scalar, _ index: Int) {
    out.append(0x22)
    out.append(UInt8(ascii: letter))
    number(index)
    out.append(0x22)
  }

  /// "start":…,"end":… in the unit asked for.
  private mutating func offsets(_ range: Range<Int>) {
    raw("\"start\":")
    number(positions[range.lowerBound])
    raw(",\"end\":")
    number(positions[range.upperBound])
  }

  private mutating func span(_ range: Range<Int>) {
    offsets(range)
    raw(",\"source_start\":")
    number(map.sourceStart(range.lowerBound))
    raw(",\"source_end\":")
    number(map.sourceEnd(range.upperBound))
  }

  private mutating func confidence(_ value: Double, key: StaticString = ",\"confidence\":") {
    raw(key)
    let hundredths = Int((value * 100).rounded())
    if hundredths >= 100 { return raw("1") }
    raw(hundredths < 10 ? "0.0" : "0.")
    number(hundredths)
  }

  /// Members by their place: copying a member costs more than looking at it where it lies.
  private mutating func list(_ count: Int, _ write: (inout RecordWriter, Int) -> Void) {
    raw("[")
    for index in 0..<count {
      if index > 0 { raw(",") }
      raw("{")
      write(&self, index)
      raw("}")
    }
    raw("]")
  }

  private mutating func write(
    _ id: String, _ source: Source, _ changes: [(step: String, count: Int)], _ toneStyle: String?, _ warnings: [String]
  ) {
    pair("{\"schema_version\":\"1.0\",\"doc_id\":", id)
    pair(",\"source\":{\"path\":", source.path)
    raw(",\"bytes\":")
    number(source.bytes)
    pair(",\"sha256\":", plain: source.sha256)
    pair(",\"encoding\":", plain: source.encoding)
    confidence(source.confidence, key: ",\"encoding_confidence\":")
    raw("},\"metadata\":{")
    var separator: StaticString = ""
    func member(_ key: StaticString, _ text: String?) {
      guard let text else { return }
      raw(separator)
      pair(key, text)
      separator = ","
    }
    member("\"title\":", document.title)
    member("\"published\":", document.published)
    member("\"byline\":", document.byline)
    pair("},\"offset_unit\":", plain: positions.unit.rawValue)
    raw(",\"text\":")
    string(0..<document.utf8.count)
    raw(",\"normalization\":{\"form\":\"NFC\",\"changes\":{")
    for (index, change) in changes.enumerated() {
      if index > 0 { raw(",") }
      string(change.step)
      raw(":")
      number(change.count)
    }
    raw("}")
    if let toneStyle { pair(",\"tone_style\":", toneStyle) }
    raw("},\"sentences\":")
    list(document.sentences.count) { writer, index in
      let sentence = writer.document.sentences[index]
      writer.pair("\"id\":", id: "s", index)
      writer.raw(",")
      writer.span(sentence.range)
      writer.pair(",\"kind\":", plain: sentence.kind.rawValue)
    }
    raw(",\"entities\":")
    list(document.entities.count) { $0.entity($1) }
    raw(",\"relations\":")
    list(document.relations.count) { writer, index in
      let relation = writer.document.relations[index]
      writer.pair("\"type\":", plain: relation.kind.rawValue)
      writer.pair(",\"from\":", id: "e", relation.from)
      writer.pair(",\"to\":", id: "e", relation.to)
    }
    raw(",\"directives\":")
    list(document.directives.count) { $0.directive($1, $0.document.directives[$1]) }
    raw(",\"warnings\":[")
    for (index, warning) in warnings.enumerated() {
      if index > 0 { raw(",") }
      string(warning)
    }
    raw("]}\n")
  }

  private mutating func entity(_ index: Int) {
    let entities = document.entities
    pair("\"id\":", id: "e", index)
    pair(",\"type\":", plain: entities[index].type.rawValue)
    raw(",")
    span(entities[index].range)
    raw(",\"text\":")
    string(entities[index].range)
    if let canonical = entities[index].canonical { pair(",\"canonical\":", canonical) }
    if let cluster = entities[index].cluster { pair(",\"cluster\":", id: "c", cluster) }
    switch entities[index].value {
    case .date(let iso): pair(",\"value\":", iso)
    case .document(let parsed):
      raw(",\"value\":{")
      if let type = parsed.type { pair("\"type\":", type); raw(",") }
      pair("\"number\":", parsed.number)
      if let year = parsed.year { raw(",\"year\":"); number(year) }
      if let issuer = parsed.issuer { pair(",\"issuer\":", issuer) }
      pair(",\"system\":", plain: parsed.system.rawValue)
      raw("}")
    case nil: break
    }
    if let unit = entities[index].unit {
      pair(",\"links\":{\"unit\":{\"code\":", plain: unit.code)
      if let became = unit.became { pair(",\"became\":", plain: became) }
      raw("}}")
    }
    if let parent = entities[index].parent { pair(",\"parent\":", id: "e", parent) }
    raw(",\"rule\":\"")
    entities[index].rule.forEachPiece { out.append(escaped: $0) }
    raw("\"")
    confidence(entities[index].confidence)
  }

  private mutating func party(_ party: Directive.Party) {
    pair("\"text\":", party.text)
    if let entity = party.entity { pair(",\"entity\":", id: "e", entity) }
  }

  private mutating func directive(_ index: Int, _ directive: Directive) {
    pair("\"id\":", id: "d", index)
    raw(",")
    span(directive.range)
    raw(",\"text\":")
    string(directive.range)
    pair(",\"sentence\":", id: "s", directive.sentence)
    pair(",\"force\":", plain: directive.force.rawValue)
    if let cue = directive.cue {
      raw(",\"cue\":{")
      offsets(cue)
      raw(",\"text\":")
      string(cue)
      raw("}")
    }
    if let issuer = directive.issuer {
      raw(",\"issuer\":{")
      party(issuer)
      if issuer.entity == nil, let range = issuer.range {
        raw(",")
        offsets(range)
      }
      raw("}")
    }
    raw(",\"addressees\":[")
    if let addressee = directive.addressee {
      raw("{")
      pair("\"text\":", addressee.text)
      if let range = addressee.range {
        raw(",")
        offsets(range)
      }
      if let entity = addressee.entity { pair(",\"entity\":", id: "e", entity) }
      raw(",\"part\":\"lead\"}")
    }
    raw("]")
    if let deadline = directive.deadline {
      raw(",\"deadline\":{\"text\":")
      string(deadline)
      raw(",")
      offsets(deadline)
      if let value = directive.deadlineValue { pair(",\"value\":", value) }
      raw("}")
    }
    raw(",\"basis\":[")
    for (position, entity) in directive.basis.enumerated() {
      if position > 0 { raw(",") }
      reference("e", entity)
    }
    raw("]")
    if let continues = directive.continues { pair(",\"continues\":", id: "d", continues) }
    raw(directive.quoted ? ",\"quoted\":true" : ",\"quoted\":false")
    pair(",\"rule\":", directive.rule)
    confidence(directive.confidence)
  }
}
