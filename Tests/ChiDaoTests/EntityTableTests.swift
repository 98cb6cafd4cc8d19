import ChiDao
import Testing
import TextModel

/// `Tables/NAME.tsv`: a sentence a row with the spans of one type marked, outermost ones only; a row without a mark has none.
private func rows(_ name: String) throws -> [[String]] {
  try String(decoding: bytes(root + "/Tests/ChiDaoTests/Tables/\(name).tsv"), as: UTF8.self)
    .split(separator: "\n").dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
}

/// The spans of `type` that no other span of the type holds.
private func outermost(_ type: EntityType, in document: Document) -> [Entity] {
  document.entities.filter { entity in
    var parent = entity.parent
    while let outer = parent {
      if document.entities[outer].type == type { return false }
      parent = document.entities[outer].parent
    }
    return entity.type == type
  }
}

@Test(arguments: [
  ("documents", EntityType.legalDocument, 158), ("provisions", .legalProvision, 20), ("dates", .date, 90), ("persons", .person, 120),
  ("bodies", .organization, 190),
  ("positions", .role, 110), ("places", .location, 112), ("events", .event, 20), ("programs", .program, 3),
])
func `every marked name is found whole, and nothing else`(table: String, type: EntityType, count: Int) throws {
  var marked = 0
  for row in try rows(table) {
    let (text, spans) = unmark(row[0])
    marked += spans.count
    let document = try Pipeline().annotate(text).document
    let found = outermost(type, in: document).map(\.range)
    let nested = document.entities.filter { $0.type == type }.map(\.range)
    // A place or body inside a longer name is marked too: what is asked for must be there, and what is outermost must be asked for
    // unless it stands inside a name of another type.
    let missing = spans.filter { !nested.contains($0) }.map(document.string)
    let extra = found.filter { range in
      !spans.contains(range)
        && !document.entities.contains { $0.type != type && $0.range.lowerBound <= range.lowerBound && $0.range.upperBound >= range.upperBound }
    }.map(document.string)
    #expect(missing.isEmpty && extra.isEmpty, "\(row[0]): missed \(missing), made up \(extra)")
  }
  #expect(marked >= count)
}

@Test(arguments: [
  "Ông Nguyễn Văn Nam, Trường ĐH\n\nTư tưởng quân sự Hồ Chí Minh", "1. Thanh tra Bộ\n\nThanh tra Bộ gồm ba phòng.",
  "Theo Thông tư số\n\n151/2014 của Bộ Tài chính",
])
func `no name crosses a blank line`(text: String) throws {
  let document = try Pipeline().annotate(Array(text.utf8)).document
  for entity in document.entities { #expect(!document.string(entity.range).contains("\n\n")) }
}

@Test func `document numbers are parsed`() throws {
  for row in try rows("documents") where row.count > 2 && !row[2].isEmpty {
    let (text, spans) = unmark(row[0])
    let document = try Pipeline().annotate(text).document
    let value = document.entities.first { $0.type == .legalDocument && $0.range == spans[0] }?.value
    guard case .document(let number) = value else {
      Issue.record("\(row[0]): no value")
      continue
    }
    let got = [number.type ?? "", number.number, number.year.map(String.init) ?? "", number.issuer ?? "", number.system.rawValue]
    #expect(got == Array(row[1...5]), "\(row[0])")
  }
}

@Test func `dates have their ISO value`() throws {
  for row in try rows("dates") where row.count > 1 && !row[1].isEmpty {
    let (text, spans) = unmark(row[0])
    let document = try Pipeline().annotate(text).document
    #expect(document.entities.first { $0.type == .date && $0.range == spans[0] }?.value == .date(row[1]), "\(row[0])")
  }
}
