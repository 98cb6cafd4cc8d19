public import FoundationEssentials
import Output

/// A gold file `NAME.json` beside its article `NAME.txt`. Offsets are code points of the article as it is.
public struct Gold: Codable, Sendable, Equatable {
  public struct Entity: Codable, Sendable, Equatable {
    /// What relations call it; absent where none are marked.
    public var id: String?
    public var start: Int
    public var end: Int
    public var type: String
    public init(id: String? = nil, start: Int, end: Int, type: String) {
      self.id = id
      self.start = start
      self.end = end
      self.type = type
    }
  }
  public struct Relation: Codable, Sendable, Equatable {
    public var type: String
    public var from: String
    public var to: String
    public init(type: String, from: String, to: String) {
      self.type = type
      self.from = from
      self.to = to
    }
  }
  public struct Directive: Codable, Sendable, Equatable {
    public var start: Int
    public var end: Int
    public var force: String
    public var issuer: String?
    public var addressee: String?
    public var deadline: String?
    public init(start: Int, end: Int, force: String, issuer: String? = nil, addressee: String? = nil, deadline: String? = nil) {
      self.start = start
      self.end = end
      self.force = force
      self.issuer = issuer
      self.addressee = addressee
      self.deadline = deadline
    }
  }
  public var id: String
  /// Absent where sentences were not marked; then they are not scored.
  public var sentence_ends: [Int]?
  public var entities: [Entity]
  /// Absent where relations were not marked; then they are not scored.
  public var relations: [Relation]?
  public var directives: [Directive]
  public init(id: String, sentence_ends: [Int]?, entities: [Entity], relations: [Relation]?, directives: [Directive]) {
    self.id = id
    self.sentence_ends = sentence_ends
    self.entities = entities
    self.relations = relations
    self.directives = directives
  }

  /// The file's text.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data([0x0A])
  }
}

public struct GoldError: Error, CustomStringConvertible {
  public var description: String
}

/// A gold file with its article.
public struct GoldDocument: Sendable {
  /// Path below the folder, without the extension.
  public var name: String
  public var text: [UInt8]
  public var gold: Gold
  public init(name: String, text: [UInt8], gold: Gold) {
    self.name = name
    self.text = text
    self.gold = gold
  }

  /// NAME.txt and NAME.json as they were read.
  public init(name: String, text: [UInt8], json: [UInt8]) throws(GoldError) {
    do { self.init(name: name, text: text, gold: try JSONDecoder().decode(Gold.self, from: Data(json))) } catch {
      throw GoldError(description: "not a gold file: \(describe(error))")
    }
  }
}

extension GoldDocument {
  /// Spans that are empty or lie outside the text, as `label start..<end`.
  public var spansOutside: [String] {
    let count = text.count { $0 & 0xC0 != 0x80 }
    let spans = gold.entities.map { ($0.type, $0.start, $0.end) } + gold.directives.map { ("directive", $0.start, $0.end) }
    return spans.filter { !(0 <= $0.1 && $0.1 < $0.2 && $0.2 <= count) }.map { "\($0.0) \($0.1)..<\($0.2)" }
      + (gold.sentence_ends ?? []).filter { !(0 <= $0 && $0 <= count) }.map { "sentence end \($0)" }
  }
}
