public import TextModel

/// Gives entities what relates them: clusters of persons with their full name, values of dates and document
/// numbers, official codes of units.
func link(_ entities: inout [Entity], _ document: Document, _ scan: EntityScan) {
  var clusters: [String: Int] = [:]
  var full: [(name: String, cluster: Int)] = []
  var byGivenName: [Substring: Int] = [:]
  let year = publicationYear(entities, document)
  for index in entities.indices {
    let entity = entities[index]
    let text = document.string(entity.range)
    switch entity.type {
    case .person:
      if let cluster = clusters[text] {
        entities[index].cluster = cluster
        entities[index].canonical = full[cluster].name
      } else if !text.contains(" "), let known = byGivenName[text[...]] {
        entities[index].cluster = known
        entities[index].canonical = full[known].name
      } else {
        clusters[text] = full.count
        entities[index].cluster = full.count
        entities[index].canonical = text
        if let space = text.lastIndex(of: " ") { byGivenName[text[text.index(after: space)...]] = full.count }
        full.append((text, full.count))
      }
    case .date: entities[index].value = isoDate(text, year: year).map(Value.date)
    case .legalDocument: entities[index].value = parseDocumentNumber(text).map(Value.document)
    case .location: entities[index].unit = scan.unitLink(entity.tokens)
    default: break
    }
  }
}

extension EntityScan {
  /// The unit of this name, when only one is meant: a province first, else the only one with the name.
  func unitLink(_ range: Range<Int>) -> UnitLink? {
    var start = range.lowerBound
    if let head = longest(.placeHead, at: start, keepsCase: false), head.end < range.upperBound {
      start = head.end
      if isMark(start, ".") { start += 1 }
    }
    guard start < range.upperBound else { return nil }
    let rows = lexicon.units(named: tokens[start..<range.upperBound])
    let table = lexicon.table(.unit)
    let before = rows.filter { table.field(row: $0, column: 1) == "before" }
    let candidates = before.isEmpty ? rows : before
    let provinces = candidates.filter { table.field(row: $0, column: 2) == "province" }
    guard let row = provinces.first ?? (candidates.count == 1 ? candidates[0] : nil) else { return nil }
    let became = table.field(row: row, column: 6)
    return UnitLink(code: table.field(row: row, column: 0), became: became.isEmpty ? nil : became)
  }
}

/// The full date that a dateline in the article's first sentences shows, as ISO 8601.
public func publicationDate(_ document: Document) -> String? {
  for sentence in document.sentences.prefix(8) where sentence.kind == .dateline {
    for entity in document.entities where entity.type == .date && entity.range.clamped(to: sentence.range) == entity.range {
      if case .date(let iso) = entity.value, iso.utf8.count == 10 { return iso }
    }
  }
  return nil
}

private func publicationYear(_ entities: [Entity], _ document: Document) -> Int? {
  for sentence in document.sentences.prefix(8) where sentence.kind == .dateline {
    for entity in entities where entity.type == .date && entity.range.clamped(to: sentence.range) == entity.range {
      if let iso = isoDate(document.string(entity.range)), iso.utf8.count == 10 { return Int(iso.prefix(4)) }
    }
  }
  return nil
}

/// ISO 8601 of "ngày 03/6/2013", "tháng 7/2024", "quý I/2024", "giai đoạn 2021-2025"; `year` is the one meant where the
/// expression has none ("ngày 12/3").
func isoDate(_ text: String, year anchor: Int? = nil) -> String? {
  let numbers = text.split { !$0.isNumber || !$0.isASCII }.compactMap { Int($0) }
  let years = numbers.filter { $0 > 1000 && $0 < 2200 }
  func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  guard let year = years.first else {
    guard let anchor, !text.contains(":"), !text.contains("h") || text.contains("tháng") else { return nil }
    let lower = text.lowercased()
    if numbers.count == 2, numbers[0] <= 31, numbers[1] <= 12, text.contains("/") || text.contains("-") || text.contains(".") || lower.contains("tháng") {
      return "\(anchor)-\(padded(numbers[1]))-\(padded(numbers[0]))"
    }
    if numbers.count == 1, lower.hasPrefix("tháng"), numbers[0] <= 12 { return "\(anchor)-\(padded(numbers[0]))" }
    return nil
  }
  if years.count == 2 { return "\(years[0])/\(years[1])" }
  guard years.count == 1, let place = numbers.firstIndex(of: year) else { return nil }
  let lower = text.lowercased()
  if lower.hasPrefix("quý") {
    for (index, roman) in ["i", "ii", "iii", "iv"].enumerated() where lower.split(whereSeparator: { " /".contains($0) }).contains(Substring(roman)) {
      return "\(year)-Q\(index + 1)"
    }
    return numbers.first.flatMap { (1...4).contains($0) ? "\(year)-Q\($0)" : nil }
  }
  if lower.contains("6 tháng đầu") { return "\(year)-01/\(year)-06" }
  if lower.contains("6 tháng cuối") { return "\(year)-07/\(year)-12" }
  if place >= 2, numbers[place - 1] <= 12, numbers[place - 2] <= 31 {
    return "\(year)-\(padded(numbers[place - 1]))-\(padded(numbers[place - 2]))"
  }
  if place == 1, numbers[0] <= 12 { return "\(year)-\(padded(numbers[0]))" }
  return place == 0 ? "\(year)" : nil
}

/// The parts of "30/2020/NĐ-CP", "15/2023/QH15", "977/QĐ-TTg", "399-QĐ/TW", "2231/SNV-CCHC".
func parseDocumentNumber(_ text: String) -> DocumentNumber? {
  guard let word = text.split(separator: " ").last(where: { $0.first?.isNumber == true }) else { return nil }
  let parts = word.split(separator: "/").map(String.init)
  guard let first = parts.first else { return nil }
  let head = first.split(separator: "-", maxSplits: 1).map(String.init)
  if head.count == 2, parts.count == 2 {
    return DocumentNumber(type: head[1], number: head[0], year: nil, issuer: parts[1], system: .party)
  }
  if parts.count == 1 { return DocumentNumber(type: nil, number: first, year: nil, issuer: nil, system: .state) }
  let year = parts.count > 2 ? Int(parts[1]) : nil
  let tail = parts[parts.count - 1]
  if tail.hasPrefix("QH") || tail.hasPrefix("UBTVQH") {
    return DocumentNumber(type: nil, number: first, year: year, issuer: tail, system: .assembly)
  }
  let pieces = tail.split(separator: "-", maxSplits: 1).map(String.init)
  let types: Set<String> = [
    "NQ", "QĐ", "CT", "QC", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ", "NĐ", "TT", "TTLT",
    "NQLT", "PL", "L", "VBHN", "GP",
  ]
  if pieces.count == 2, types.contains(pieces[0]) {
    return DocumentNumber(type: pieces[0], number: first, year: year, issuer: pieces[1], system: .state)
  }
  return DocumentNumber(type: nil, number: first, year: year, issuer: tail, system: .correspondence)
}
