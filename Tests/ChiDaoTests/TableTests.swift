import ChiDao
import Lexicon
import Testing
import TextModel

/// Tables whose examples show a whole entity of one type.
private let proved: [(Lexicon.Kind, EntityType)] = [
  (.body, .organization), (.event, .event), (.law, .legalDocument), (.place, .location), (.program, .program), (.surname, .person),
]

@Test(arguments: proved) func `each row's example shows what the row says`(kind: Lexicon.Kind, type: EntityType) throws {
  let table = Lexicon.shared.table(kind)
  let column = try #require(table.columns.firstIndex(of: "example"))
  var failed: [String] = []
  for row in 0..<table.rowCount {
    let (text, spans) = unmark(table.field(row: row, column: column))
    let found = try Pipeline().annotate(text).document.entities.filter { $0.type == type }.map(\.range)
    if spans.isEmpty || !found.contains(spans[0]) { failed.append(table.field(row: row, column: 0)) }
  }
  #expect(failed.isEmpty, "\(failed.count) of \(table.rowCount): \(failed.joined(separator: " | "))")
}

@Test(arguments: Lexicon.Kind.allCases) func `tables are sorted, NFC, without doubles or stray spaces`(kind: Lexicon.Kind) throws {
  let table = Lexicon.shared.table(kind)
  let lines = table.bytes.split(separator: 0x0A).dropFirst()
  for (left, right) in zip(lines, lines.dropFirst()) { #expect(left.lexicographicallyPrecedes(right), "\(String(decoding: right, as: UTF8.self))") }
  for line in lines {
    let text = String(decoding: line, as: UTF8.self)
    #expect(!text.contains("  ") && !text.hasPrefix(" ") && !text.contains("\t ") && !text.contains(" \t"), "\(text)")
  }
  #expect(try Pipeline().annotate(table.bytes).text.counts.isEmpty)
}
