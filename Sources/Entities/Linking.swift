public import TextModel

/// Gives entities what relates them: clusters of persons with their full name, values of dates and document
/// numbers, official codes of units.
func link(_ entities: inout [Entity], _ document: Document, _ scan: EntityScan) {
  /// Clusters by the hash of a full name, and of its last syllable.
  var clusters: [UInt64: Int] = [:]
  var byGivenName: [UInt64: Int] = [:]
  var names: [String] = []
  let year = publicationYear(entities, document)
  for index in entities.indices {
    let range = entities[index].range
    switch entities[index].type {
    case .person:
      let name = hash(document.utf8, range)
      let space = document.utf8[range].lastIndex(of: 0x20)
      let known = clusters[name] ?? (space == nil ? byGivenName[name] : nil)
      if known == nil {
        clusters[name] = names.count
        if let space { byGivenName[hash(document.utf8, space + 1..<range.upperBound)] = names.count }
        names.append(document.string(range))
      }
      let cluster = known ?? names.count - 1
      entities[index].cluster = cluster
      entities[index].canonical = names[cluster]
    case .date: entities[index].value = isoDate(document.utf8[range], year: year).map(Value.date)
    case .legalDocument: entities[index].value = parseDocumentNumber(document.string(range)).map(Value.document)
    case .location: entities[index].unit = scan.unitLink(entities[index].tokens)
    default: break
    }
  }
}

private func hash(_ utf8: [UInt8], _ range: Range<Int>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for index in range { hash = (hash ^ UInt64(utf8[index])) &* 0x100_0000_01b3 }
  return hash
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
  if let published = document.published { return Int(published.prefix(4)) }
  for sentence in document.sentences.prefix(8) where sentence.kind == .dateline {
    for entity in entities where entity.type == .date && entity.range.clamped(to: sentence.range) == entity.range {
      if let iso = isoDate(document.utf8[entity.range]), iso.utf8.count == 10 { return Int(iso.prefix(4)) }
    }
  }
  return nil
}

/// ISO 8601 of "ngày 03/6/2013", "tháng 7/2024", "quý I/2024", "giai đoạn 2021-2025"; `year` is the one meant where the
/// expression has none ("ngày 12/3").
func isoDate(_ text: ArraySlice<UInt8>, year anchor: Int? = nil) -> String? {
  let numbers = numbers(text)
  var lower: String { String(decoding: text, as: UTF8.self).lowercased() }
  func starts(_ letter: Unicode.Scalar) -> Bool { text.first.map { $0 | 0x20 == UInt8(ascii: letter) } == true }
  func has(_ scalar: Unicode.Scalar) -> Bool { text.contains(UInt8(ascii: scalar)) }
  func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let years = numbers.filter { $0 > 1000 && $0 < 2200 }
  guard let year = years.first else {
    guard let anchor, !has(":"), !has("h") || String(decoding: text, as: UTF8.self).contains("tháng") else { return nil }
    if numbers.count == 2, numbers[0] <= 31, numbers[1] <= 12, has("/") || has("-") || has(".") || lower.contains("tháng") {
      return "\(anchor)-\(padded(numbers[1]))-\(padded(numbers[0]))"
    }
    if numbers.count == 1, numbers[0] <= 12, starts("t"), lower.hasPrefix("tháng") { return "\(anchor)-\(padded(numbers[0]))" }
    return nil
  }
  if years.count == 2 { return "\(years[0])/\(years[1])" }
  guard years.count == 1, let place = numbers.firstIndex(of: year) else { return nil }
  if starts("q"), lower.hasPrefix("quý") {
    for (index, roman) in ["i", "ii", "iii", "iv"].enumerated() where lower.split(whereSeparator: { " /".contains($0) }).contains(Substring(roman)) {
      return "\(year)-Q\(index + 1)"
    }
    return numbers.first.flatMap { (1...4).contains($0) ? "\(year)-Q\($0)" : nil }
  }
  if has("6"), numbers.contains(where: { $0 % 10 == 6 }) {
    if lower.contains("6 tháng đầu") { return "\(year)-01/\(year)-06" }
    if lower.contains("6 tháng cuối") { return "\(year)-07/\(year)-12" }
  }
  if place >= 2, numbers[place - 1] <= 12, numbers[place - 2] <= 31 {
    return "\(year)-\(padded(numbers[place - 1]))-\(padded(numbers[place - 2]))"
  }
  if place == 1, numbers[0] <= 12 { return "\(year)-\(padded(numbers[0]))" }
  return place == 0 ? "\(year)" : nil
}

/// The runs of digits, as numbers; one too long for a number is left out.
private func numbers(_ text: ArraySlice<UInt8>) -> [Int] {
  var numbers: [Int] = []
  var start = text.startIndex
  while let first = text[start...].firstIndex(where: { $0 >= 48 && $0 <= 57 }) {
    let end = text[first...].firstIndex { $0 < 48 || $0 > 57 } ?? text.endIndex
    if end - first < 19 { numbers.append(text[first..<end].reduce(0) { $0 * 10 + Int($1) - 48 }) }
    start = end
  }
  return numbers
}

private func startsNumber(_ word: Substring) -> Bool {
  guard let first = word.utf8.first else { return false }
  return first < 0x80 ? first >= 48 && first <= 57 : word.first?.isNumber == true
}

private let documentTypes: Set<String> = [
  "NQ", "QĐ", "CT", "QC", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ", "NĐ", "TT", "TTLT",
  "NQLT", "PL", "L", "VBHN", "GP",
]

/// The parts of "30/2020/NĐ-CP", "15/2023/QH15", "977/QĐ-TTg", "399-QĐ/TW", "2231/SNV-CCHC".
func parseDocumentNumber(_ text: String) -> DocumentNumber? {
  guard let word = text.split(separator: " ").last(where: startsNumber) else { return nil }
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
  if pieces.count == 2, documentTypes.contains(pieces[0]) {
    return DocumentNumber(type: pieces[0], number: first, year: year, issuer: pieces[1], system: .state)
  }
  return DocumentNumber(type: nil, number: first, year: year, issuer: tail, system: .correspondence)
}
