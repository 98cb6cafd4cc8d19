internal import Crypto
public import FoundationEssentials
internal import Output
internal import ReviewPage

/// Builds the review page: one HTML file with everything in it that a reviewer and a browser need.
///
/// The page is `page.html` with its style, its script, the index (articles and directives of all records) and then one
/// block a record, which the script parses when the article is opened. Memory grows with the page, not with the records
/// (the page leaves out what it can cut from the text, a third to a half of the bytes).
/// Text from records stands only in JSON data blocks, `<` escaped, and reaches the document as text nodes. The page's
/// policy allows this one script and this one style by their hashes, and nothing from outside.
public struct Report {
  private var title: String
  private var index = PageIndex()
  private var articles: [UInt8] = []
  private var rules: [String: Int] = [:]

  public var articleCount: Int { index.articles.count }

  public init(title: String) { self.title = title }

  /// Adds the record that `line` (without its newline) holds.
  public mutating func add(_ line: Data) throws {
    let record = try Record(line: Array(line))
    let utf16 = OffsetTable(record.text, .utf16)
    let number = index.articles.count
    let article = PageArticle(record, utf16) { rule in
      if let known = rules[rule] { return known }
      rules[rule] = index.rules.count
      index.rules.append(rule)
      return index.rules.count - 1
    }
    index.articles.append(PageIndex.Article(record, sha256: hex(SHA256.hash(data: line))))
    let texts = Dictionary(record.entities.map { ($0.id, $0.text) }) { first, _ in first }
    index.directives += record.directives.map { PageIndex.Directive($0, article: number, texts: texts) }
    articles += Array("<script type=\"application/json\" id=\"article-\(number)\">".utf8)
    articles += try embeddable(article)
    articles += Array("</script>\n".utf8)
  }

  /// Hands over the page piece by piece.
  public func write(_ write: ([UInt8]) throws -> Void) throws {
    let (style, script) = unsafe (bytes(review_page_style()), bytes(review_page_script()))
    let fill: [String: () throws -> [UInt8]] = [
      "title": { Array(htmlEscaped(title).utf8) },
      "policy": {
        Array(
          "default-src 'none'; script-src '\(source(script))'; style-src '\(source(style))'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
            .utf8)
      },
      "style": { style }, "script": { script }, "index": { try embeddable(index) }, "articles": { articles },
    ]
    // The template's placeholders: {{name}}.
    for (position, piece) in unsafe String(decoding: bytes(review_page_html()), as: UTF8.self).split(separator: "{{", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard position > 0 else {
        try write(Array(piece.utf8))
        continue
      }
      let parts = piece.split(separator: "}}", maxSplits: 1, omittingEmptySubsequences: false)
      guard let value = fill[String(parts[0])] else { preconditionFailure("page.html: nothing fills {{\(parts[0])}}") }
      try write(value())
      try write(Array(parts[1].utf8))
    }
  }
}

/// What the page lists before it opens an article.
private struct PageIndex: Encodable {
  struct Article: Encodable {
    var id: String
    var sha256: String
    var title: String?
    var published: String?
    /// Entities by type, types without any left out.
    var entities: [String: Int]
    var directives: Int

    init(_ record: Record, sha256: String) {
      id = record.doc_id
      self.sha256 = sha256
      title = record.metadata.title
      published = record.metadata.published
      entities = record.entities.reduce(into: [:]) { $0[$1.type, default: 0] += 1 }
      directives = record.directives.count
    }
  }
  /// A row of the table of directives.
  struct Directive: Encodable {
    var article: Int
    var id: String
    var force: String
    var issuer: String?
    var addressee: String?
    var action: String
    var deadline: String?
    var due: String?
    var basis: String?

    init(_ directive: Record.Directive, article: Int, texts: [String: String]) {
      self.article = article
      id = directive.id
      force = directive.force
      issuer = directive.issuer?.text
      addressee = directive.addressees.isEmpty ? nil : directive.addressees.map(\.text).joined(separator: "; ")
      action = directive.text
      deadline = directive.deadline?.text
      due = directive.deadline?.value
      basis = directive.basis.isEmpty ? nil : directive.basis.compactMap { texts[$0] }.joined(separator: "; ")
    }
  }
  var articles: [Article] = []
  var directives: [Directive] = []
  var rules: [String] = []
}

/// One record as the page reads it: offsets in UTF-16 units of `text`, which are the browser's; what is cut from the text left out.
private struct PageArticle: Encodable {
  /// Written as a row, [id, type, start, end, rule, confidence, cluster, parent, details], absent ones null, the tail cut off.
  struct Entity: Encodable {
    var id: String
    var type: String
    var start: Int
    var end: Int
    var rule: Int
    var confidence: Double
    var cluster: String?
    var parent: String?
    var details: [String: String]

    func encode(to encoder: any Encoder) throws {
      var row = encoder.unkeyedContainer()
      try row.encode(id)
      try row.encode(type)
      try row.encode(start)
      try row.encode(end)
      try row.encode(rule)
      try row.encode(confidence)
      if cluster == nil, parent == nil, details.isEmpty { return }
      try row.encode(cluster)
      if parent == nil, details.isEmpty { return }
      try row.encode(parent)
      if !details.isEmpty { try row.encode(details) }
    }
  }
  struct Part: Encodable {
    var text: String
    var start: Int?
    var end: Int?
    var entity: String?
    var part: String?
    var value: String?
  }
  struct Directive: Encodable {
    var id: String
    var start: Int
    var end: Int
    var force: String
    var cue: Part?
    var issuer: Part?
    var addressees: [Part]
    var deadline: Part?
    var basis: [String]
    var continues: String?
    var quoted: Bool
    var rule: Int
    var confidence: Double
  }
  struct Sentence: Encodable {
    var start: Int
    var kind: String
  }
  var text: String
  /// Sentences that are not body text.
  var kinds: [Sentence]
  var entities: [Entity]
  /// [type, from, to]
  var relations: [[String]]
  var directives: [Directive]

  init(_ record: Record, _ utf16: OffsetTable, rule: (String) -> Int) {
    text = record.text
    kinds = record.sentences.filter { $0.kind != "body" }.map { Sentence(start: utf16.start($0.start), kind: $0.kind) }
    entities = record.entities.map {
      Entity(
        id: $0.id, type: $0.type, start: utf16.start($0.start), end: utf16.end($0.end), rule: rule($0.rule), confidence: $0.confidence, cluster: $0.cluster,
        parent: $0.parent, details: details($0))
    }
    relations = record.relations.map { [$0.type, $0.from, $0.to] }
    directives = record.directives.map {
      Directive(
        id: $0.id, start: utf16.start($0.start), end: utf16.end($0.end), force: $0.force,
        cue: $0.cue.map { Part(text: $0.text, start: utf16.start($0.start), end: utf16.end($0.end)) },
        issuer: $0.issuer.map { Part(text: $0.text, entity: $0.entity) },
        addressees: $0.addressees.map { Part(text: $0.text, start: $0.start.map(utf16.start), end: $0.end.map(utf16.end), entity: $0.entity, part: $0.part) },
        deadline: $0.deadline.map { Part(text: $0.text, start: utf16.start($0.start), end: utf16.end($0.end), value: $0.value) }, basis: $0.basis,
        continues: $0.continues, quoted: $0.quoted,
        rule: rule($0.rule), confidence: $0.confidence)
    }
  }
}

/// What is known of an entity beyond its span, for reading.
private func details(_ entity: Record.Entity) -> [String: String] {
  var details: [String: String] = [:]
  details["canonical"] = entity.canonical
  switch entity.value {
  case .date(let iso): details["value"] = iso
  case .document(let document):
    details["number"] = document.number
    details["document type"] = document.type
    details["document issuer"] = document.issuer
    details["year"] = document.year.map(String.init)
    details["system"] = document.system
  case nil: break
  }
  details["unit"] = entity.links?.unit?.code
  details["became"] = entity.links?.unit?.became
  return details
}

/// JSON that can stand in a script element: no `<`, which could close the element or open a comment, and no line
/// separators, which older scripts take for line ends.
private func embeddable(_ value: some Encodable) throws -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  let json = try encoder.encode(value)
  var out: [UInt8] = []
  out.reserveCapacity(json.count + json.count / 64)
  var last: (UInt8, UInt8) = (0, 0)
  for byte in json {
    if byte == 0x3C {
      out += Array(#"\u003c"#.utf8)
    } else if last == (0xE2, 0x80), byte == 0xA8 || byte == 0xA9 {
      out.removeLast(2)
      out += Array((byte == 0xA8 ? #"\u2028"# : #"\u2029"#).utf8)
    } else {
      out.append(byte)
    }
    last = (last.1, byte)
  }
  return out
}

private func htmlEscaped(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
}

private func bytes(_ part: review_page_part) -> [UInt8] { unsafe Array(UnsafeBufferPointer(start: part.bytes, count: part.count)) }

/// The hash by which a policy names an inline script or style.
private func source(_ content: [UInt8]) -> String { "sha256-" + Data(SHA256.hash(data: content)).base64EncodedString() }

func hex(_ digest: SHA256.Digest) -> String {
  let digits = Array("0123456789abcdef")
  return digest.map { String([digits[Int($0 >> 4)], digits[Int($0 & 15)]]) }.joined()
}
