import TextModel

/// Prodigy's JSONL: tokens, spans on tokens (`token_end` inclusive), relations between the last tokens of two spans. Offsets
/// are code points. Tokens with their `ws` give the text back, as in spaCy: one space after a token is its `ws`, other white
/// space is a token.
///
/// https://prodi.gy/docs/api-interfaces
private struct ProdigyTask: Encodable {
  struct Meta: Encodable { var doc_id: String }
  struct Token: Encodable {
    var text: String
    var start: Int
    var end: Int
    var id: Int
    var ws: Bool
  }
  struct Span: Encodable {
    var start: Int
    var end: Int
    var token_start: Int
    var token_end: Int
    var label: String
  }
  struct Relation: Encodable {
    var head: Int
    var child: Int
    var head_span: Span
    var child_span: Span
    var label: String
  }
  var text: String
  var meta: Meta
  var tokens: [Token]
  var spans: [Span]
  var relations: [Relation]
}

extension Markup {
  func prodigy() throws -> String {
    let tokens = spacedTokens()
    let spans = self.spans.map { span in
      let covered = covering(tokens, span.start, span.end) { ($0.start, $0.end) }
      return ProdigyTask.Span(start: span.start, end: span.end, token_start: covered.lowerBound, token_end: covered.upperBound - 1, label: span.label)
    }
    let relations = links.map {
      ProdigyTask.Relation(
        head: spans[$0.from].token_end, child: spans[$0.to].token_end, head_span: spans[$0.from], child_span: spans[$0.to], label: $0.label)
    }
    return try json(ProdigyTask(text: text, meta: .init(doc_id: id), tokens: tokens, spans: spans, relations: relations)) + "\n"
  }

  private func spacedTokens() -> [ProdigyTask.Token] {
    let slice = slicer()
    var tokens: [ProdigyTask.Token] = []
    func add(_ start: Int, _ end: Int) {
      tokens.append(.init(text: slice(Span(start: start, end: end, label: "")), start: start, end: end, id: tokens.count, ws: false))
    }
    /// White space from `start` to `end`, after the last token.
    func space(_ start: Int, _ end: Int) {
      var start = start
      if start < end, !tokens.isEmpty, slice(Span(start: start, end: start + 1, label: "")) == " " {
        tokens[tokens.count - 1].ws = true
        start += 1
      }
      if start < end { add(start, end) }
    }
    var end = 0
    for token in TextTokens(text).tokens {
      space(end, token.start)
      add(token.start, token.end)
      end = token.end
    }
    space(end, text.unicodeScalars.count)
    return tokens
  }
}
