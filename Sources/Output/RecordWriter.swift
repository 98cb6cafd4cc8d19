public import TextModel

/// What a record says about its source.
public struct Source: Sendable {
  public var path: String
  public var bytes: Int
  public var sha256: String
  public var encoding: String
  public init(path: String, bytes: Int, sha256: String, encoding: String) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.encoding = encoding
  }
}

/// Writes one record, version 1, as one line of JSON.
///
/// Keys stand in a fixed order; what is unknown is absent, never null. `start`/`end` are half-open offsets in
/// Unicode code points of `text`; `source_start`/`source_end` are half-open byte offsets into the source.
///
///     {"schema_version":"1.0","doc_id":…,"source":{"path","bytes","sha256","encoding","encoding_confidence"},
///      "metadata":{"title","published","byline"},"offset_unit":"code_point","text":…,"normalization":{"form","changes":{…},"tone_style"},
///      "sentences":[{"id","start","end","source_start","source_end","kind"}],
///      "entities":[{"id","type","start","end","source_start","source_end","text","canonical","cluster","value",
///                   "links":{"unit":{"code","became"}},"parent","rule","confidence"}],
///      "relations":[{"type","from","to"}],
///      "directives":[{"id","start","end","source_start","source_end","text","sentence","force","cue","issuer",
///                     "addressees","deadline","basis","continues","quoted","rule","confidence"}],"warnings":[]}
public struct RecordWriter {
  private var out: [UInt8] = []
  private var document: Document
  private var map: OffsetMap
  /// Code points before each 64th byte.
  private var marks: [Int32] = []

  public static func record(
    _ document: Document, map: OffsetMap, id: String, source: Source, changes: [(step: String, count: Int)], toneStyle: String?
  ) -> [UInt8] {
    var writer = RecordWriter(document, map)
    writer.write(id, source, changes, toneStyle)
    return writer.out
  }

  private init(_ document: Document, _ map: OffsetMap) {
    self.document = document
    self.map = map
    out.reserveCapacity(document.utf8.count * 6 + 1024)
    var count: Int32 = 0
    marks.reserveCapacity(document.utf8.count / 64 + 2)
    for (index, byte) in document.utf8.enumerated() {
      if index % 64 == 0 { marks.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    if document.utf8.count % 64 == 0 { marks.append(count) }
  }

  private func codePoint(_ offset: Int) -> Int {
    var count = Int(marks[offset / 64])
    for index in (offset / 64 * 64)..<offset where document.utf8[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  private mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { unsafe out.append(contentsOf: $0) }
  }

  private mutating func number(_ value: Int) { out.append(contentsOf: String(value).utf8) }

  private mutating func string(_ text: String) { string(Array(text.utf8)[...]) }

  private mutating func string(_ bytes: ArraySlice<UInt8>) {
    out.append(0x22)
    for byte in bytes {
      switch byte {
      case 0x22, 0x5C: out += [0x5C, byte]
      case 0x0A: out += [0x5C, 0x6E]
      case 0x09: out += [0x5C, 0x74]
      case 0x00..<0x20, 0x7F:
        let hex = Array("0123456789abcdef".utf8)
        out += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(0x22)
  }

  private mutating func pair(_ key: StaticString, _ text: String) {
    raw(key)
    string(text)
  }

  /// "start":…,"end":… in code points.
  private mutating func offsets(_ range: Range<Int>) {
    raw("\"start\":")
    number(codePoint(range.lowerBound))
    raw(",\"end\":")
    number(codePoint(range.upperBound))
  }

  private mutating func span(_ range: Range<Int>) {
    offsets(range)
    raw(",\"source_start\":")
    number(map.sourceStart(range.lowerBound))
    raw(",\"source_end\":")
    number(map.sourceEnd(range.upperBound))
  }

  private mutating func confidence(_ value: Double) {
    raw(",\"confidence\":")
    let hundredths = Int((value * 100).rounded())
    out += Array((hundredths >= 100 ? "1" : hundredths < 10 ? "0.0\(hundredths)" : "0.\(hundredths)").utf8)
  }

  private mutating func list<T>(_ items: [T], _ write: (inout RecordWriter, Int, T) -> Void) {
    raw("[")
    for (index, item) in items.enumerated() {
      if index > 0 { raw(",") }
      raw("{")
      write(&self, index, item)
      raw("}")
    }
    raw("]")
  }

  private mutating func write(
    _ id: String, _ source: Source, _ changes: [(step: String, count: Int)], _ toneStyle: String?
  ) {
    pair("{\"schema_version\":\"1.0\",\"doc_id\":", id)
    pair(",\"source\":{\"path\":", source.path)
    raw(",\"bytes\":")
    number(source.bytes)
    pair(",\"sha256\":", source.sha256)
    pair(",\"encoding\":", source.encoding)
    raw(",\"encoding_confidence\":1},\"metadata\":{")
    var separator = ""
    func member(_ key: String, _ text: String?) {
      guard let text else { return }
      out += Array("\(separator)\"\(key)\":".utf8)
      string(text)
      separator = ","
    }
    member("title", document.title.map(document.string))
    member("published", document.published)
    member("byline", document.byline.map(document.string))
    raw("},\"offset_unit\":\"code_point\",\"text\":")
    string(document.utf8[...])
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
    list(document.sentences) { writer, index, sentence in
      writer.pair("\"id\":", "s\(index)")
      writer.raw(",")
      writer.span(sentence.range)
      writer.pair(",\"kind\":", sentence.kind.rawValue)
    }
    raw(",\"entities\":")
    list(document.entities) { $0.entity($1, $2) }
    raw(",\"relations\":")
    list(document.relations) { writer, _, relation in
      writer.pair("\"type\":", relation.kind.rawValue)
      writer.pair(",\"from\":", "e\(relation.from)")
      writer.pair(",\"to\":", "e\(relation.to)")
    }
    raw(",\"directives\":")
    list(document.directives) { $0.directive($1, $2) }
    raw(",\"warnings\":[]}\n")
  }

  private mutating func entity(_ index: Int, _ entity: Entity) {
    pair("\"id\":", "e\(index)")
    pair(",\"type\":", entity.type.rawValue)
    raw(",")
    span(entity.range)
    raw(",\"text\":")
    string(document.utf8[entity.range])
    if let canonical = entity.canonical { pair(",\"canonical\":", canonical) }
    if let cluster = entity.cluster { pair(",\"cluster\":", "c\(cluster)") }
    switch entity.value {
    case .date(let iso): pair(",\"value\":", iso)
    case .document(let parsed):
      raw(",\"value\":{")
      if let type = parsed.type { pair("\"type\":", type); raw(",") }
      pair("\"number\":", parsed.number)
      if let year = parsed.year { raw(",\"year\":"); number(year) }
      if let issuer = parsed.issuer { pair(",\"issuer\":", issuer) }
      pair(",\"system\":", parsed.system.rawValue)
      raw("}")
    case nil: break
    }
    if let unit = entity.unit {
      pair(",\"links\":{\"unit\":{\"code\":", unit.code)
      if let became = unit.became { pair(",\"became\":", became) }
      raw("}}")
    }
    if let parent = entity.parent { pair(",\"parent\":", "e\(parent)") }
    pair(",\"rule\":", entity.rule)
    confidence(entity.confidence)
  }

  private mutating func party(_ party: Directive.Party) {
    pair("\"text\":", party.text)
    if let entity = party.entity { pair(",\"entity\":", "e\(entity)") }
  }

  private mutating func directive(_ index: Int, _ directive: Directive) {
    pair("\"id\":", "d\(index)")
    raw(",")
    span(directive.range)
    raw(",\"text\":")
    string(document.utf8[directive.range])
    pair(",\"sentence\":", "s\(directive.sentence)")
    pair(",\"force\":", directive.force.rawValue)
    if let cue = directive.cue {
      raw(",\"cue\":{")
      offsets(cue)
      raw(",\"text\":")
      string(document.utf8[cue])
      raw("}")
    }
    if let issuer = directive.issuer {
      raw(",\"issuer\":{")
      party(issuer)
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
      if let entity = addressee.entity { pair(",\"entity\":", "e\(entity)") }
      raw(",\"part\":\"lead\"}")
    }
    raw("]")
    if let deadline = directive.deadline {
      raw(",\"deadline\":{\"text\":")
      string(document.utf8[deadline])
      raw(",")
      offsets(deadline)
      if let value = directive.deadlineValue { pair(",\"value\":", value) }
      raw("}")
    }
    raw(",\"basis\":[")
    for (position, entity) in directive.basis.enumerated() {
      if position > 0 { raw(",") }
      string("e\(entity)")
    }
    raw("]")
    if let continues = directive.continues { pair(",\"continues\":", "d\(continues)") }
    raw(directive.quoted ? ",\"quoted\":true" : ",\"quoted\":false")
    pair(",\"rule\":", directive.rule)
    confidence(directive.confidence)
  }
}
