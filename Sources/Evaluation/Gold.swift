public import FoundationEssentials

/// A gold file `NAME.json` beside its article `NAME.txt`. Offsets are code points of the article as it is.
public struct Gold: Codable, Sendable {
  public struct Entity: Codable, Sendable {
    public var start: Int
    public var end: Int
    public var type: String
    public init(start: Int, end: Int, type: String) {
      self.start = start
      self.end = end
      self.type = type
    }
  }
  public struct Directive: Codable, Sendable {
    public var start: Int
    public var end: Int
    public var force: String
    public var issuer: String?
    public var addressee: String?
    public var deadline: String?
    public init(start: Int, end: Int, force: String, issuer: String?, addressee: String?, deadline: String?) {
      self.start = start
      self.end = end
      self.force = force
      self.issuer = issuer
      self.addressee = addressee
      self.deadline = deadline
    }
  }
  public var id: String
  public var sentence_ends: [Int]
  public var entities: [Entity]
  public var directives: [Directive]
  public init(id: String, sentence_ends: [Int], entities: [Entity], directives: [Directive]) {
    self.id = id
    self.sentence_ends = sentence_ends
    self.entities = entities
    self.directives = directives
  }
}

/// What the comparison needs of a record (see `RecordWriter`): spans as bytes of the source.
public struct PredictedRecord: Codable, Sendable {
  public struct Span: Codable, Sendable {
    public var source_start: Int
    public var source_end: Int
    public var type: String?
  }
  public struct Party: Codable, Sendable { public var text: String? }
  public struct Directive: Codable, Sendable {
    public var source_start: Int
    public var source_end: Int
    public var force: String
    public var issuer: Party?
    public var addressees: [Party]
    public var deadline: Party?
  }
  public var doc_id: String
  public var sentences: [Span]
  public var entities: [Span]
  public var directives: [Directive]
}

public struct GoldError: Error, CustomStringConvertible {
  public var description: String
}

/// The gold pairs of a folder, by name.
public func readGold(_ folder: String) throws -> [(name: String, text: [UInt8], gold: Gold)] {
  var found: [(String, [UInt8], Gold)] = []
  let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  for name in names where name.hasSuffix(".json") {
    let stem = String(name.dropLast(5))
    let text = folder + "/" + stem + ".txt"
    guard FileManager.default.fileExists(atPath: text) else { continue }
    do {
      let gold = try JSONDecoder().decode(Gold.self, from: Data(contentsOf: URL(filePath: folder + "/" + name)))
      found.append((stem, [UInt8](try Data(contentsOf: URL(filePath: text))), gold))
    } catch {
      throw GoldError(description: "\(folder)/\(name): not a gold file: \(error)")
    }
  }
  return found
}

public func readRecords(_ lines: Data) throws -> [PredictedRecord] {
  try lines.split(separator: 0x0A).map { try JSONDecoder().decode(PredictedRecord.self, from: Data($0)) }
}
