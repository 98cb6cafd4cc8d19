/// What the stages find. All ranges are half-open bytes of the normalized text.

public struct Sentence: Sendable {
  public enum Kind: String, Sendable { case headline, body, caption, list_item, byline, dateline }
  public var range: Range<Int>
  public var kind: Kind
  /// Tokens of the sentence, as indices into the document's tokens.
  public var tokens: Range<Int>
  public init(range: Range<Int>, kind: Kind, tokens: Range<Int>) {
    self.range = range
    self.kind = kind
    self.tokens = tokens
  }
}

public enum EntityType: String, Sendable, CaseIterable {
  case person = "PERSON"
  case organization = "ORGANIZATION"
  case location = "LOCATION"
  case role = "ROLE"
  case legalDocument = "LEGAL_DOCUMENT"
  case legalProvision = "LEGAL_PROVISION"
  case date = "DATE"
  case event = "EVENT"
  case program = "PROGRAM"
}

public struct Entity: Sendable {
  public var type: EntityType
  public var range: Range<Int>
  public var tokens: Range<Int>
  /// The table row or recognizer that made the span.
  public var rule: RuleName
  public var confidence: Double
  public var canonical: String?
  public var value: Value?
  /// Official code of an administrative unit, with the unit that it became in July 2025.
  public var unit: UnitLink?
  public var cluster: Int?
  public var parent: Int?

  public init(type: EntityType, range: Range<Int>, tokens: Range<Int>, rule: RuleName, confidence: Double = 0.8) {
    self.type = type
    self.range = range
    self.tokens = tokens
    self.rule = rule
    self.confidence = confidence
  }
}

public enum Value: Sendable, Equatable {
  /// ISO 8601, or a range with "/".
  case date(String)
  case document(DocumentNumber)
}

public struct DocumentNumber: Sendable, Equatable {
  public enum System: String, Sendable { case state, party, assembly, correspondence }
  public var type: String?
  public var number: String
  public var year: Int?
  public var issuer: String?
  public var system: System
  public init(type: String?, number: String, year: Int?, issuer: String?, system: System) {
    self.type = type
    self.number = number
    self.year = year
    self.issuer = issuer
    self.system = system
  }
}

public struct UnitLink: Sendable, Equatable {
  public var code: String
  public var became: String?
  public init(code: String, became: String?) {
    self.code = code
    self.became = became
  }
}

public struct Relation: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case holds_role, role_at, part_of, located_in, issued_by, issued_on, provision_of
  }
  public var kind: Kind
  public var from: Int
  public var to: Int
  public init(kind: Kind, from: Int, to: Int) {
    self.kind = kind
    self.from = from
    self.to = to
  }
}

public enum Force: String, Sendable, CaseIterable {
  case order, assign, request, propose, emphasis, appeal, prohibit, duty
}

public struct Directive: Sendable {
  public struct Party: Sendable {
    public var text: String
    public var range: Range<Int>?
    public var entity: Int?
    public init(text: String, range: Range<Int>?, entity: Int?) {
      self.text = text
      self.range = range
      self.entity = entity
    }
  }
  public var range: Range<Int>
  public var sentence: Int
  public var force: Force
  public var cue: Range<Int>?
  public var issuer: Party?
  public var addressee: Party?
  public var deadline: Range<Int>?
  public var deadlineValue: String?
  public var basis: [Int] = []
  public var continues: Int?
  public var quoted = false
  public var rule: String
  public var confidence: Double
  public init(range: Range<Int>, sentence: Int, force: Force, rule: String, confidence: Double) {
    self.range = range
    self.sentence = sentence
    self.force = force
    self.rule = rule
    self.confidence = confidence
  }
}
