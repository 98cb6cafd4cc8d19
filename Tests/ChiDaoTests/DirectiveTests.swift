import ChiDao
import Evaluation
import Lexicon
import Testing

/// What is found in a marked text other than its marks.
private func difference(_ marked: MarkedText) throws -> [String] {
  marked.differences(from: try Pipeline().annotate(marked.text).document)
}

private let texts = (try? readMarkedTexts(root + "/Corpus/directives.txt")) ?? []

/// Texts whose note starts with "open:" are not right yet; one that comes right must lose the word.
@Test(arguments: texts.indices) func `each text shows its directives and no others`(index: Int) throws {
  let marked = texts[index]
  if marked.note.hasPrefix("open:") {
    let lines = try difference(marked)
    withKnownIssue { #expect(lines.isEmpty, "\(marked.note)") }
  } else {
    let lines = try difference(marked)
    #expect(lines.isEmpty, "\(marked.note): \(lines.joined(separator: " | "))")
  }
}

@Test func `each cue's example directs and its counterexample does not`() throws {
  let table = Lexicon.shared.table(.cue)
  var failed: [String] = []
  for row in 0..<table.rowCount {
    let surface = table.field(row: row, column: 0)
    let isSilent = table.field(row: row, column: 2) == "none"
    let example = MarkedText(note: surface, marked: table.field(row: row, column: 3))
    if example.marks.isEmpty != isSilent { failed.append("\(surface): an example \(isSilent ? "with" : "without") a directive") }
    if !String(decoding: example.text, as: UTF8.self).lowercased().contains(surface.lowercased()) { failed.append("\(surface): not in its example") }
    failed += try difference(example).map { "\(surface): \($0)" }
    let counter = table.field(row: row, column: 4)
    if counter == "-", !isSilent { failed.append("\(surface): no counterexample") }
    if counter != "-" { failed += try difference(MarkedText(note: surface, marked: counter)).map { "\(surface): \($0)" } }
  }
  #expect(failed.isEmpty, "\(failed.joined(separator: "\n"))")
}

/// The sentences and short texts that guard this: at least 200.
@Test func `there are enough examples`() {
  let table = Lexicon.shared.table(.cue)
  let rows = (0..<table.rowCount).reduce(0) { $0 + (table.field(row: $1, column: 4) == "-" ? 1 : 2) }
  #expect(texts.count >= 100 && texts.count + rows >= 300)
}

@Test func `confidence is a probability and rules name what they are`() throws {
  for text in texts.prefix(40) {
    for directive in try Pipeline().annotate(text.text).document.directives {
      #expect((0.4...1).contains(directive.confidence), "\(text.note)")
      #expect(directive.rule.hasPrefix("cues:") || directive.rule.hasPrefix("scope:") || directive.rule == "headline")
    }
  }
}
