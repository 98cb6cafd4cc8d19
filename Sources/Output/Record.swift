import FoundationEssentials

/// A record, version 1, as it is read back (see `RecordWriter` for its form): the one reader of records in the product.
///
/// `start`/`end` are code points of `text` here, whatever unit the line had them in. Unknown keys are passed over.
public struct Record: Codable, Sendable {
  public struct Source: Codable, Sendable {
    public var path: String
    public var bytes: Int
    public var sha256: String
    public var encoding: String
  }
  public struct Metadata: Codable, Sendable {
    public var title: String?
    public var published: String?
    public var byline: String?
  }
  public struct Sentence: Codable, Sendable {
    public var id: String
    public var start: Int
    public var end: Int
    public var source_start: Int
    public var source_end: Int
    public var kind: String
  }
  public struct Entity: Codable, Sendable {
    public enum Value: Codable, Sendable {
      /// ISO 8601.
      case date(String)
      case document(Number)
      public struct Number: Codable, Sendable {
        public var type: String?
        public var number: String
        public var year: Int?
        public var issuer: String?
        public var system: String
      }
      public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let iso = try? container.decode(String.self) { self = .date(iso) } else { self = .document(try container.decode(Number.self)) }
      }
      public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .date(let iso): try container.encode(iso)
        case .document(let number): try container.encode(number)
        }
      }
    }
    public struct Links: Codable, Sendable {
      public struct Unit: Codable, Sendable {
        public var code: String
        public var became: String?
      }
      public var unit: Unit?
    }
    public var id: String
    public var type: String
    public var start: Int
    public var end: Int
    public var source_start: Int
    public var source_end: Int
    public var text: String
    public var canonical: String?
    public var cluster: String?
    public var value: Value?
    public var links: Links?
    public var parent: String?
    public var rule: String
    public var confidence: Double
  }
  public struct Relation: Codable, Sendable {
    public var type: String
    public var from: String
    public var to: String
  }
  public struct Directive: Codable, Sendable {
    public struct Cue: Codable, Sendable {
      public var start: Int
      public var end: Int
      public var text: String
    }
    public struct Issuer: Codable, Sendable {
      public var text: String
      /// Where it stands, when no entity does: "cử tri".
      public var start: Int?
      public var end: Int?
      public var entity: String?
      public var role: String?
    }
    public struct Addressee: Codable, Sendable {
      public var text: String
      public var start: Int?
      public var end: Int?
      public var entity: String?
      public var part: String
    }
    public struct Deadline: Codable, Sendable {
      public var text: String
      public var start: Int
      public var end: Int
      public var value: String?
    }
    public var id: String
    public var start: Int
    public var end: Int
    public var source_start: Int
    public var source_end: Int
    public var text: String
    public var sentence: String
    public var force: String
    public var cue: Cue?
    public var issuer: Issuer?
    public var addressees: [Addressee]
    public var deadline: Deadline?
    public var basis: [String]
    public var continues: String?
    public var quoted: Bool
    public var rule: String
    public var confidence: Double
  }

  public var doc_id: String
  public var source: Source
  public var metadata: Metadata
  public var offset_unit: OffsetUnit
  public var text: String
  public var sentences: [Sentence]
  public var entities: [Entity]
  public var relations: [Relation]
  public var directives: [Directive]

  /// Reads one line, turns offsets into code points and checks that every span holds some of the text and none leads outside.
  public init(line: [UInt8]) throws(RecordError) {
    do { self = try JSONDecoder().decode(Record.self, from: Data(line)) } catch { throw RecordError(cause: describe(error)) }
    let (units, unit, id) = (OffsetTable(text, offset_unit), offset_unit, doc_id)
    func placed(_ what: String, _ start: Int, _ end: Int) throws(RecordError) -> (Int, Int) {
      guard let first = units.codePoint(start), let last = units.codePoint(end), first < last else {
        throw RecordError(cause: "\(id): \(what) at \(start)..<\(end) is empty or not in the text of \(units.count) \(unit.rawValue) units")
      }
      return (first, last)
    }
    for i in sentences.indices { (sentences[i].start, sentences[i].end) = try placed(sentences[i].id, sentences[i].start, sentences[i].end) }
    for i in entities.indices { (entities[i].start, entities[i].end) = try placed(entities[i].id, entities[i].start, entities[i].end) }
    for i in directives.indices {
      var directive = directives[i]
      (directive.start, directive.end) = try placed(directive.id, directive.start, directive.end)
      if let cue = directive.cue { (directive.cue!.start, directive.cue!.end) = try placed("\(directive.id)'s cue", cue.start, cue.end) }
      if let deadline = directive.deadline {
        (directive.deadline!.start, directive.deadline!.end) = try placed("\(directive.id)'s deadline", deadline.start, deadline.end)
      }
      if let start = directive.issuer?.start, let end = directive.issuer?.end {
        (directive.issuer!.start, directive.issuer!.end) = try placed("\(directive.id)'s issuer", start, end)
      }
      for (j, addressee) in directive.addressees.enumerated() {
        guard let start = addressee.start, let end = addressee.end else { continue }
        (directive.addressees[j].start, directive.addressees[j].end) = try placed("\(directive.id)'s addressee", start, end)
      }
      directives[i] = directive
    }
    offset_unit = .codePoint
  }
}

public struct RecordError: Error, CustomStringConvertible {
  public var cause: String
  public init(cause: String) { self.cause = cause }
  public var description: String { "not a record: " + cause }
}

/// What a JSON decoder found wrong, in one line: the key's path and the cause.
public func describe(_ error: any Error) -> String {
  func path(_ context: DecodingError.Context) -> String {
    let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
    return keys.isEmpty ? "" : keys.joined(separator: ".").replacing(".[", with: "[") + ": "
  }
  func name(_ type: Any.Type) -> String {
    switch "\(type)".prefix(while: \.isLetter) {
    case "String": "a string"
    case "Int", "Double": "a number"
    case "Bool": "true or false"
    case "Array": "an array"
    default: "an object"
    }
  }
  switch error as? DecodingError {
  case .keyNotFound(let key, let context): return path(context) + "no \"\(key.stringValue)\""
  case .typeMismatch(let type, let context): return path(context) + "not \(name(type))"
  case .valueNotFound(let type, let context): return path(context) + "null where \(name(type)) belongs"
  // At a key: a word that is none of those it may be, a number that does not fit.
  case .dataCorrupted(let context): return context.codingPath.isEmpty ? context.debugDescription : path(context) + "no value that it may have"
  default: return "\(error)"
  }
}
