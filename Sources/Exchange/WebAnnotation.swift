/// W3C Web Annotation: one AnnotationPage a document and line. Spans are tagged (TextPositionSelector counts code points,
/// TextQuoteSelector holds the text with 32 code points before and after), arrows link two annotations.
///
/// https://www.w3.org/TR/annotation-model/
private struct WebAnnotationPage: Encodable {
  struct Selector: Encodable {
    var type: String
    var start: Int?
    var end: Int?
    var exact: String?
    var prefix: String?
    var suffix: String?
  }
  struct Target: Encodable {
    var source: String?
    var selector: [Selector]?
    var id: String?
  }
  struct Body: Encodable {
    var type: String
    var purpose: String
    var value: String?
    var source: String?
  }
  struct Annotation: Encodable {
    var id: String
    var type = "Annotation"
    var motivation: String
    var body: [Body]
    var target: Target
  }
  enum CodingKeys: String, CodingKey { case context = "@context", id, type, items }
  var context = "http://www.w3.org/ns/anno.jsonld"
  var id: String
  var type = "AnnotationPage"
  var items: [Annotation]
}

extension Markup {
  func webAnnotation() throws -> String {
    let slice = slicer()
    let count = text.unicodeScalars.count
    let source = percentEncoded(id)
    func name(_ kind: String, _ number: Int) -> String { "urn:chidao:\(source)#\(kind)\(number)" }
    var items = spans.enumerated().map { position, span in
      WebAnnotationPage.Annotation(
        id: name("s", position), motivation: "tagging", body: [.init(type: "TextualBody", purpose: "tagging", value: span.label)],
        target: .init(
          source: source,
          selector: [
            .init(type: "TextPositionSelector", start: span.start, end: span.end),
            .init(
              type: "TextQuoteSelector", exact: slice(span), prefix: slice(Span(start: max(0, span.start - 32), end: span.start, label: "")),
              suffix: slice(Span(start: span.end, end: min(count, span.end + 32), label: ""))),
          ]))
    }
    items += links.enumerated().map { number, link in
      .init(
        id: name("r", number), motivation: "linking",
        body: [
          .init(type: "TextualBody", purpose: "tagging", value: link.label),
          .init(type: "SpecificResource", purpose: "linking", source: name("s", link.to)),
        ], target: .init(id: name("s", link.from)))
    }
    return try json(WebAnnotationPage(id: "urn:chidao:\(source)", items: items)) + "\n"
  }

  /// A path as a relative IRI reference.
  private func percentEncoded(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain = byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber || Array("-._~/".utf8).contains(byte))
      let hex = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(Character(Unicode.Scalar(byte))) : "%" + (hex.count == 1 ? "0" : "") + hex
    }.joined()
  }
}
