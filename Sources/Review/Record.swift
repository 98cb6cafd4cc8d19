public import FoundationEssentials

/// What a review needs of a record (see `RecordWriter` for the whole form). Offsets are in `offset_unit` of `text`.
struct Record: Decodable {
  struct Source: Decodable { var sha256: String }
  struct Metadata: Decodable {
    var title: String?
    var published: String?
  }
  struct Sentence: Decodable {
    var start: Int
    var end: Int
    var kind: String
  }
  struct Entity: Decodable {
    var id: String
    var type: String
    var start: Int
    var end: Int
    var text: String
    var canonical: String?
    var cluster: String?
    var value: Value?
    var links: Links?
    var parent: String?
    var rule: String
    var confidence: Double
  }
  /// A date as ISO 8601, or a document's parsed number.
  enum Value: Decodable {
    case text(String)
    case document(DocumentNumber)
    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) { self = .text(text) } else { self = .document(try DocumentNumber(from: decoder)) }
    }
  }
  struct DocumentNumber: Decodable {
    var type: String?
    var number: String
    var year: Int?
    var issuer: String?
    var system: String
  }
  struct Links: Decodable { var unit: Unit? }
  struct Unit: Decodable {
    var code: String
    var became: String?
  }
  struct Relation: Decodable {
    var type: String
    var from: String
    var to: String
  }
  struct Part: Codable {
    var text: String
    var start: Int?
    var end: Int?
    var entity: String?
    var part: String?
    var value: String?
  }
  struct Directive: Decodable {
    var id: String
    var start: Int
    var end: Int
    var text: String
    var force: String
    var cue: Part?
    var issuer: Part?
    var addressees: [Part]
    var deadline: Part?
    var basis: [String]
    var continues: String?
    var quoted: Bool
    var rule: String
    var confidence: Double
  }
  var doc_id: String
  var metadata: Metadata
  var offset_unit: OffsetUnit
  var text: String
  var sentences: [Sentence]
  var entities: [Entity]
  var relations: [Relation]
  var directives: [Directive]

  /// Decodes one line; throws when a span is empty or outside the text, so that nobody after has to ask.
  init(line: Data) throws {
    do { self = try JSONDecoder().decode(Record.self, from: line) } catch let error as DecodingError { throw ReviewError(describing: error) }
    let count = offset_unit.count(text)
    let spans = entities.map { ($0.id, $0.start, $0.end) } + directives.map { ($0.id, $0.start, $0.end) }
    for (id, start, end) in spans where start < 0 || end <= start || end > count {
      throw ReviewError("\(doc_id): \(id): \(start)..\(end) is empty or outside the text of \(count)")
    }
  }
}

enum OffsetUnit: String, Decodable {
  case codePoint = "code_point"
  case utf8
  case utf16

  func count(_ text: String) -> Int {
    switch self {
    case .codePoint: text.unicodeScalars.count
    case .utf8: text.utf8.count
    case .utf16: text.utf16.count
    }
  }

  func width(_ scalar: Unicode.Scalar) -> Int {
    switch self {
    case .codePoint: 1
    case .utf8: UTF8.width(scalar)
    case .utf16: UTF16.width(scalar)
    }
  }
}

/// Offsets of one text in another unit. An offset inside a character goes to the character's start.
struct OffsetTable {
  /// The new offset of each old one; nil when every character is as wide in both units.
  private var table: [Int32]?

  init(_ text: String, from old: OffsetUnit, to new: OffsetUnit) {
    guard old.count(text) != new.count(text) else { return }
    var table: [Int32] = []
    var offset: Int32 = 0
    for scalar in text.unicodeScalars {
      table += repeatElement(offset, count: old.width(scalar))
      offset += Int32(new.width(scalar))
    }
    self.table = table + [offset]
  }

  func callAsFunction(_ offset: Int) -> Int { table.map { Int($0[min(max(offset, 0), $0.count - 1)]) } ?? offset }
}

public struct ReviewError: Error, CustomStringConvertible {
  public var description: String
  init(_ description: String) { self.description = description }

  /// The path and the cause, without Swift's names.
  init(describing error: DecodingError) {
    let context =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context), .dataCorrupted(let context): context
      @unknown default: DecodingError.Context(codingPath: [], debugDescription: "\(error)")
      }
    let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? "." + $0.stringValue }.joined()
    description = (path.isEmpty ? "" : path + ": ") + context.debugDescription
  }
}

/// The lines of a file with their numbers, empty ones left out.
public func numberedLines(_ bytes: Data) -> some Sequence<(number: Int, line: Data)> {
  bytes.split(separator: 0x0A, omittingEmptySubsequences: false).lazy.enumerated().filter { !$1.isEmpty }.map { (number: $0 + 1, line: Data($1)) }
}
