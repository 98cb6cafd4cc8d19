import Output

/// CoNLL columns parted by tabs: token, outermost entities, three layers of entities nested in them, force of the directive;
/// BIO tags over syllables, a blank line after each sentence. Comments name the document and the sentence.
enum Conll {
  static let layers = 4

  static func document(_ record: Record) -> String {
    let tokens = TextTokens(record.text).tokens
    func covered(_ start: Int, _ end: Int) -> Range<Int> { covering(tokens, start, end) { ($0.start, $0.end) } }
    var columns = [[String]](repeating: [String](repeating: "O", count: tokens.count), count: layers + 1)
    func isFree(_ range: Range<Int>, _ column: Int) -> Bool { columns[column][range].allSatisfy { $0 == "O" } }
    func tag(_ range: Range<Int>, _ column: Int, _ label: String) {
      for index in range { columns[column][index] = (index == range.lowerBound ? "B-" : "I-") + label }
    }
    let outermostFirst = record.entities.sorted { ($0.start, $1.end) < ($1.start, $0.end) }
    for entity in outermostFirst {
      let range = covered(entity.start, entity.end)
      if let layer = (0..<layers).first(where: { isFree(range, $0) }) { tag(range, layer, entity.type) }
    }
    for directive in record.directives {
      let range = covered(directive.start, directive.end)
      if isFree(range, layers) { tag(range, layers, directive.force) }
    }
    var out = "# doc_id = \(record.doc_id.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
    for sentence in record.sentences {
      out += "# sent_id = \(sentence.id)\n"
      for index in covered(sentence.start, sentence.end) {
        out += tokens[index].text + "\t" + columns.map { $0[index] }.joined(separator: "\t") + "\n"
      }
      out += "\n"
    }
    return out
  }
}
