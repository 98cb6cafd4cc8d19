internal import Crypto
public import Directives
internal import Entities
public import Lexicon
internal import LexiconData
public import Normalization
public import Output
internal import Segmentation
public import TextModel

extension Lexicon {
  /// The tables of this build.
  public static let shared = Lexicon(tables: LexiconData.tables, layout: LexiconData.layout)
}

extension DirectiveRules {
  public static let shared = DirectiveRules(lexicon: .shared)
}

/// The whole way of one text, from bytes to a record.
public struct Pipeline: Sendable {
  public let lexicon: Lexicon
  /// Cues, verbs and weights of directive extraction, read from the lexicon's tables.
  public var directiveRules: DirectiveRules
  /// Rewrites the place of tone marks (hòa, hoà) when set; otherwise the text keeps its own.
  public var toneStyle: ToneStyle?
  /// How bytes are read; found in them when nil.
  public var encoding: TextEncoding?
  /// What the record's `start` and `end` count.
  public var offsetUnit = OffsetUnit.codePoint

  /// With the tables of this build.
  public init(toneStyle: ToneStyle? = nil, encoding: TextEncoding? = nil) {
    lexicon = .shared
    directiveRules = .shared
    self.toneStyle = toneStyle
    self.encoding = encoding
  }

  public init(lexicon: Lexicon) {
    self.lexicon = lexicon
    directiveRules = DirectiveRules(lexicon: lexicon)
  }

  /// The document with everything found in it, and how its text came about. What `metadata` gives wins over what the source shows.
  public func annotate(_ source: [UInt8], format: InputFormat = .text, metadata given: ArticleMetadata = ArticleMetadata()) throws(NormalizationError)
    -> Annotated
  {
    var text = try normalize(source, encoding: encoding, format: format)
    if let toneStyle { text.rewriteTones(toneStyle) }
    var document = Document(utf8: text.utf8)
    document.tokens = tokenize(text.utf8)
    let matches = lexicon.matches(in: document.tokens)
    document.sentences = segmentSentences(document, lexicon: lexicon, matches: matches)
    document.title = given.title ?? text.metadata.title ?? document.sentences.first.flatMap { $0.kind == .headline ? document.string($0.range) : nil }
    document.published = given.published
    document.entities = recognizeEntities(document, lexicon: lexicon, matches: matches)
    document.published = given.published ?? text.metadata.published ?? publicationDate(document)
    document.byline = text.metadata.byline ?? document.sentences.last { $0.kind == .byline }.map { document.string($0.range) }
    document.relations = relate(document)
    document.directives = findDirectives(document, rules: directiveRules, matches: matches)
    return Annotated(document: document, text: text)
  }

  /// The document with its sentences alone.
  public func sentences(_ source: [UInt8], format: InputFormat = .text) throws(NormalizationError) -> Document {
    var text = try normalize(source, encoding: encoding, format: format)
    if let toneStyle { text.rewriteTones(toneStyle) }
    var document = Document(utf8: text.utf8)
    document.tokens = tokenize(text.utf8)
    document.sentences = segmentSentences(document, lexicon: lexicon, matches: lexicon.matches(in: document.tokens))
    return document
  }

  /// One line of JSON for `source`; see `RecordWriter` for its form.
  public func record(
    _ source: [UInt8], id: String, path: String, format: InputFormat = .text, metadata: ArticleMetadata = ArticleMetadata()
  ) throws(NormalizationError) -> [UInt8] {
    let annotated = try annotate(source, format: format, metadata: metadata)
    let (document, text) = (annotated.document, annotated.text)
    let digits = Array("0123456789abcdef".utf8)
    let digest = String(decoding: SHA256.hash(data: source).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    return RecordWriter.record(
      document, map: text.map, id: id,
      source: Source(path: path, bytes: source.count, sha256: digest, encoding: text.encoding.rawValue, confidence: text.encodingConfidence),
      changes: text.counts,
      toneStyle: Normalization.toneStyle(text.utf8, document.tokens), warnings: text.warnings, unit: offsetUnit)
  }
}

/// A document with what was found in it, and its text with the way back to the source.
public struct Annotated: Sendable {
  public var document: Document
  public var text: NormalizedText
}
