import FoundationEssentials
import Output

/// doccano's JSONL: spans and relations of a sequence labelling project ("allow overlapping spans" and "use relations" on).
/// Keys of ours that doccano does not know become metadata there and come back with its export.
///
/// https://doccano.github.io/doccano/ and `backend/data_import/pipeline` of doccano 1.8.4.
struct DoccanoDocument: Codable {
  struct Entity: Codable {
    var id: Int?
    var label: String
    var start_offset: Int
    var end_offset: Int
  }
  struct Relation: Codable {
    var from_id: Int
    var to_id: Int
    var type: String
  }
  /// [start, end, label], as projects without relations export spans.
  struct Triple: Codable {
    var entity: Entity
    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      let (start, end) = (try container.decode(Int.self), try container.decode(Int.self))
      entity = Entity(id: nil, label: try container.decode(String.self), start_offset: start, end_offset: end)
    }
    func encode(to encoder: any Encoder) throws {
      var container = encoder.unkeyedContainer()
      try container.encode(entity.start_offset)
      try container.encode(entity.end_offset)
      try container.encode(entity.label)
    }
  }
  var id: Int?
  var text: String
  var entities: [Entity]?
  var label: [Triple]?
  var relations: [Relation]?
  var doc_id: String?
  var sentence_ends: [Int]?
}

extension Markup {
  /// Offsets count UTF-16 units, or grapheme clusters for projects in grapheme mode.
  func doccano(graphemes: Bool) throws -> String {
    let offsets = graphemes ? OffsetTable(graphemesOf: text) : OffsetTable(text, .utf16)
    return try json(
      DoccanoDocument(
        text: text,
        entities: spans.enumerated().map { .init(id: $0, label: $1.label, start_offset: offsets.start($1.start), end_offset: offsets.end($1.end)) },
        relations: links.map { .init(from_id: $0.from, to_id: $0.to, type: $0.label) }, doc_id: id,
        sentence_ends: sentenceEnds?.map { offsets.end($0) })) + "\n"
  }

  public init(doccano line: [UInt8], graphemes: Bool = false) throws(ExchangeError) {
    let document: DoccanoDocument
    do { document = try JSONDecoder().decode(DoccanoDocument.self, from: Data(line)) } catch {
      throw ExchangeError(description: "not a doccano document: \(describe(error))")
    }
    self.init(id: document.doc_id ?? document.id.map { "doccano-\($0)" } ?? "", text: document.text)
    if id.isEmpty { throw ExchangeError(description: "a document without doc_id or id") }
    let offsets = graphemes ? OffsetTable(graphemesOf: text) : OffsetTable(text, .utf16)
    var positions: [Int: Int] = [:]
    for entity in document.entities ?? (document.label ?? []).map(\.entity) {
      guard let start = offsets.codePoint(entity.start_offset), let end = offsets.codePoint(entity.end_offset), start < end else {
        throw ExchangeError(
          description:
            "\(id): span \(entity.start_offset)..<\(entity.end_offset) is not in the text of \(offsets.count) \(graphemes ? "grapheme clusters" : "UTF-16 units")"
        )
      }
      if let id = entity.id { positions[id] = spans.count }
      spans.append(Span(start: start, end: end, label: entity.label))
    }
    for relation in document.relations ?? [] {
      guard let from = positions[relation.from_id], let to = positions[relation.to_id] else {
        throw ExchangeError(description: "\(id): a relation from \(relation.from_id) to \(relation.to_id), which are not both entities")
      }
      links.append(Link(from: from, to: to, label: relation.type))
    }
    if let ends = document.sentence_ends {
      sentenceEnds = ends.compactMap { offsets.codePoint($0) }
      if sentenceEnds?.count != ends.count { throw ExchangeError(description: "\(id): sentence ends outside the text") }
    }
  }
}
