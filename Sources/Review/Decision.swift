internal import FoundationEssentials
internal import Output

/// One line of a file of decisions, as the review page saves them (JSON Lines, UTF-8):
///
///     {"schema_version":"1.0","doc_id":"a.txt","record_sha256":"9f…","kind":"entity","target":"e4","verdict":"accept","text":"Sở Y tế"}
///     {…,"kind":"directive","target":"d0","verdict":"correct","fields":{"issuer":"Lê Hà","deadline":""},"text":"rà soát lại"}
///     {…,"kind":"entity","verdict":"add","fields":{"start":12,"end":19,"type":"ORGANIZATION"},"text":"Sở Y tế"}
///     {…,"kind":"article","verdict":"complete"}
///
/// - `doc_id`, `record_sha256`: the record, and the SHA-256 of its line without the newline. A decision on a record that
///   has changed since is stale.
/// - `kind`: entity, directive or article. `target`: id of an entity or directive of the record.
/// - `verdict`: accept, reject or correct a target; add a span that is missing; complete: the article was read to its end,
///   what has no decision is right and nothing else is missing.
/// - `fields`: with correct what changes, with add all that is known: `start`, `end` (code points of the record's text,
///   half-open), `type` of an entity; `force`, `issuer`, `addressee`, `deadline` of a directive. An empty string: it has none.
/// - `text`: the words of the span, for people who read the file.
///
/// Of several decisions on one target the last holds.
struct Decision: Decodable {
  enum Kind: String, Decodable { case entity, directive, article }
  enum Verdict: String, Decodable { case accept, reject, correct, add, complete }
  struct Fields: Decodable {
    var start: Int?
    var end: Int?
    var type: String?
    var force: String?
    var issuer: String?
    var addressee: String?
    var deadline: String?
  }
  var doc_id: String
  var record_sha256: String
  var kind: Kind
  var target: String?
  var verdict: Verdict
  var fields: Fields?

  init(line: Data) throws {
    do { self = try JSONDecoder().decode(Decision.self, from: line) } catch { throw ReviewError(describe(error)) }
    let isJudged = verdict == .accept || verdict == .reject || verdict == .correct
    if (kind == .article) != (verdict == .complete) { throw ReviewError("an article can be complete, and nothing else") }
    if isJudged != (target != nil) { throw ReviewError("\(verdict.rawValue) \(isJudged ? "without" : "with") a target") }
    if verdict == .correct, fields == nil { throw ReviewError("correct without fields") }
    if verdict == .add, fields?.start == nil || fields?.end == nil { throw ReviewError("add without start and end") }
    if verdict == .add, kind == .entity ? fields?.type == nil : fields?.force == nil { throw ReviewError("add without \(kind == .entity ? "type" : "force")") }
    if let type = fields?.type, !entityTypes.contains(type) { throw ReviewError("unknown type \(type)") }
    if let force = fields?.force, !forces.contains(force) { throw ReviewError("unknown force \(force)") }
  }
}

private let entityTypes: Set = ["PERSON", "ORGANIZATION", "LOCATION", "ROLE", "LEGAL_DOCUMENT", "LEGAL_PROVISION", "DATE", "EVENT", "PROGRAM"]
private let forces: Set = ["order", "assign", "request", "propose", "emphasis", "appeal", "prohibit", "duty"]
