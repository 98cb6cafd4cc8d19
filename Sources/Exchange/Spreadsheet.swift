import Output

/// Directives as CSV (RFC 4180) for spreadsheets: a byte-order mark so that Excel reads UTF-8, and no cell that a spreadsheet
/// would run as a formula.
enum Spreadsheet {
  static let head =
    "\u{FEFF}"
    + row([
      "document", "title", "published", "directive", "force", "issuer", "addressees", "action", "deadline", "deadline_value", "basis", "continues", "quoted",
      "sentence", "confidence",
    ])

  static func document(_ record: Record) -> String {
    let slice = Array(record.text.unicodeScalars)
    func text(_ start: Int, _ end: Int) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: slice[start..<end])
      return String(view)
    }
    let entities = Dictionary(record.entities.map { ($0.id, $0.text) }) { first, _ in first }
    let sentences = Dictionary(record.sentences.map { ($0.id, text($0.start, $0.end)) }) { first, _ in first }
    return record.directives.map { directive in
      row([
        record.doc_id, record.metadata.title ?? "", record.metadata.published ?? "", directive.id, directive.force, directive.issuer?.text ?? "",
        directive.addressees.map(\.text).joined(separator: "; "), directive.text, directive.deadline?.text ?? "", directive.deadline?.value ?? "",
        directive.basis.compactMap { entities[$0] }.joined(separator: "; "), directive.continues ?? "", directive.quoted ? "yes" : "no",
        sentences[directive.sentence] ?? "", "\(directive.confidence)",
      ])
    }.joined()
  }

  /// OWASP's rule against CSV injection: a cell that starts with = + - @, a tab or a carriage return gets an apostrophe first,
  /// also when the sign is a full-width one.
  static func neutral(_ cell: String) -> String {
    guard let first = cell.unicodeScalars.first else { return cell }
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) ? "'" + cell : cell
  }

  private static func row(_ cells: [String]) -> String {
    cells.map { cell in
      let cell = neutral(cell)
      let isPlain = !cell.unicodeScalars.contains { "\",;\r\n\t'".unicodeScalars.contains($0) }
      return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",") + "\r\n"
  }
}
