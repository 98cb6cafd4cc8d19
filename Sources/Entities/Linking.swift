public import TextModel

/// Gives entities what relates them: clusters of persons with their full name, values of dates and document
/// numbers, official codes of units.
func link(_ entities: inout [Entity], _ document: Document, _ scan: EntityScan) {
  /// Clusters by the hash of a full name, and of its last syllable.
  var clusters = KeyMap<Int>()
  var byGivenName = KeyMap<Int>()
  var names: [String] = []
  let year = publicationYear(entities, document)
  var units = scan.unitLinks(entities).makeIterator()
  for index in entities.indices {
    let range = entities[index].range
    switch entities[index].type {
    case .person:
      let name = byteHash(document.utf8[range])
      let space = document.utf8[range].lastIndex(of: 0x20)
      let known = clusters[name] ?? (space == nil ? byGivenName[name] : nil)
      if known == nil {
        clusters.set(name, names.count)
        if let space { byGivenName.set(byteHash(document.utf8[space + 1..<range.upperBound]), names.count) }
        names.append(document.string(range))
      }
      let cluster = known ?? names.count - 1
      entities[index].cluster = cluster
      entities[index].canonical = names[cluster]
    case .date: entities[index].value = isoDate(document.utf8[range], year: year).map(Value.date)
    case .legalDocument: entities[index].value = parseDocumentNumber(document.utf8[range]).map(Value.document)
    case .location: entities[index].unit = units.next() ?? nil
    default: break
    }
  }
  clusterDocuments(&entities, document, firstCluster: names.count)
}

/// Mentions of one act share a cluster: the same words, or the same kind and number ("Nghị quyết 25" and "Nghị quyết số 25-NQ/TW");
/// the fullest mention's text is the canonical one.
private func clusterDocuments(_ entities: inout [Entity], _ document: Document, firstCluster: Int) {
  struct Act {
    var kind: UInt64
    var issuer: String?
    var text: Range<Int>
    var fullness: Int
  }
  var acts: [Act] = []
  /// The acts of each number by its hash, so that a long list of documents stays linear.
  var byNumber = KeyMap<[Int]>()
  var of: [(entity: Int, act: Int)] = []
  for index in entities.indices where entities[index].type == .legalDocument {
    let tokens = entities[index].tokens
    let first = document.tokens[tokens.lowerBound]
    let kind = first.kind == .word && tokens.count > 1 ? first.key ^ document.tokens[tokens.lowerBound + 1].key &* 3 : 0
    let number: UInt64
    var issuer: String?
    var fullness = 0
    if case .document(let value) = entities[index].value {
      number = byteHash(value.number.utf8)
      issuer = value.issuer
      fullness = issuer == nil ? 1 : 2
    } else {
      number = byteHash(lowercased(document.utf8[entities[index].range]))
    }
    let known = byNumber[number, default: []].first { act in
      (acts[act].kind == kind || acts[act].kind == 0 || kind == 0) && (acts[act].issuer == issuer || acts[act].issuer == nil || issuer == nil)
    }
    let act = known ?? acts.count
    if known == nil {
      byNumber[number, default: []].append(act)
      acts.append(Act(kind: kind, issuer: issuer, text: entities[index].range, fullness: fullness))
    } else {
      if acts[act].kind == 0 { acts[act].kind = kind }
      if fullness > acts[act].fullness { (acts[act].text, acts[act].fullness, acts[act].issuer) = (entities[index].range, fullness, issuer) }
    }
    of.append((index, act))
  }
  let texts = acts.map { document.string($0.text) }
  for (index, act) in of {
    entities[index].cluster = firstCluster + act
    entities[index].canonical = texts[act]
  }
}

extension EntityScan {
  /// The unit that each place names, in the order of the places: every name is looked up once.
  func unitLinks(_ entities: [Entity]) -> [UnitLink?] {
    /// Where each name's rows stand, by its hash; and of each place.
    var places = KeyMap<Int>()
    var rows: [[Int]] = []
    var mentions: [Int] = []
    var named: [Int] = []
    /// How often the article names each province, by code: what tells namesakes apart.
    var provinces = KeyMap<Int>()
    let table = lexicon.table(.unit)
    for index in entities.indices where entities[index].type == .location {
      let name = hash(entities[index].tokens)
      let place = places[name] ?? rows.count
      if place == rows.count {
        places.set(name, place)
        rows.append(unitRows(entities[index].tokens))
        mentions.append(0)
      }
      named.append(place)
      mentions[place] += 1
    }
    for (rows, count) in zip(rows, mentions) {
      for row in rows where table.field(row: row, column: 2, is: "province") && table.field(row: row, column: 1, is: "before") {
        provinces[table.code(row: row, column: 0), default: 0] += count
      }
    }
    let links = rows.map { unitLink($0, among: provinces) }
    return named.map { links[$0] }
  }

  /// Rows of the unit table with this name, of the unit word's kind when it stands there.
  private func unitRows(_ range: Range<Int>) -> [Int] {
    var start = range.lowerBound
    var word: Range<Int>?
    if let head = longest(.placeHead, at: start, keepsCase: false), head.end < range.upperBound {
      word = start..<head.end
      start = head.end
      if isMark(start, ".") { start += 1 }
    }
    guard start < range.upperBound else { return [] }
    let rows = lexicon.units(named: tokens[start..<range.upperBound])
    guard let word, rows.count > 1 else { return rows }
    let table = lexicon.table(.unit)
    let kind = document.lowercased(document.bytes(word))
    let ofKind = rows.filter { table.field(row: $0, column: 3) == kind }
    return ofKind.isEmpty ? rows : ofKind
  }

  /// The unit of a name's rows: a province first, else the only one with the name, else the one in a province that the article names
  /// (Phong Điền of Huế, not of Cần Thơ), the most often named one first.
  private func unitLink(_ rows: [Int], among provinces: KeyMap<Int>) -> UnitLink? {
    let table = lexicon.table(.unit)
    if rows.isEmpty { return nil }
    let before = rows.count == 1 ? rows : rows.filter { table.field(row: $0, column: 1, is: "before") }
    let candidates = before.isEmpty ? rows : before
    guard
      let first = candidates.first(where: { table.field(row: $0, column: 2, is: "province") })
        ?? (candidates.count == 1 ? candidates[0] : namesake(candidates, provinces))
    else { return nil }
    let became = table.field(row: first, column: 6)
    return UnitLink(code: table.field(row: first, column: 0), became: became.isEmpty ? nil : became)
  }

  private func namesake(_ candidates: [Int], _ provinces: KeyMap<Int>) -> Int? {
    guard !provinces.isEmpty else { return nil }
    var best: (row: Int, count: Int)?
    var isTied = false
    for row in candidates {
      let count = provinces[lexicon.province(ofUnit: row)] ?? 0
      if count > (best?.count ?? 0) {
        best = (row, count)
        isTied = false
      } else if count > 0, count == best?.count {
        isTied = true
      }
    }
    return isTied ? nil : best?.row
  }
}

/// The full date that a dateline in the article's first sentences shows, as ISO 8601.
public func publicationDate(_ document: Document) -> String? {
  for sentence in document.sentences.prefix(8) where sentence.kind == .dateline {
    for index in document.entities.indices
    where document.entities[index].type == .date && document.entities[index].range.clamped(to: sentence.range) == document.entities[index].range {
      if case .date(let iso) = document.entities[index].value, iso.utf8.count == 10 { return iso }
    }
  }
  return nil
}

private func publicationYear(_ entities: [Entity], _ document: Document) -> Int? {
  if let published = document.published { return Int(published.prefix(4)) }
  for sentence in document.sentences.prefix(8) where sentence.kind == .dateline {
    for index in entities.indices where entities[index].type == .date && entities[index].range.clamped(to: sentence.range) == entities[index].range {
      if let iso = isoDate(document.utf8[entities[index].range]), iso.utf8.count == 10 { return Int(iso.prefix(4)) }
    }
  }
  return nil
}

/// ISO 8601 of "ngày 03/6/2013", "tháng 7/2024", "quý I/2024", "giai đoạn 2021-2025"; `year` is the one meant where the
/// expression has none ("ngày 12/3").
func isoDate(_ text: ArraySlice<UInt8>, year anchor: Int? = nil) -> String? {
  let numbers = numbers(text)
  func holds(_ words: StaticString) -> Bool { TextModel.holds(lowercased(text)[...], words) }
  func starts(_ letter: Unicode.Scalar) -> Bool { text.first.map { $0 | 0x20 == UInt8(ascii: letter) } == true }
  func has(_ scalar: Unicode.Scalar) -> Bool { text.contains(UInt8(ascii: scalar)) }
  func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  func isYear(_ value: Int) -> Bool { value > 1000 && value < 2200 }
  guard let place = numbers.firstIndex(where: isYear) else {
    guard let anchor, !has(":"), !has("h") || TextModel.holds(text, "tháng") else { return nil }
    if numbers.count == 2, isCalendarDay(numbers[0], numbers[1], of: anchor), has("/") || has("-") || has(".") || holds("tháng") {
      return "\(anchor)-\(padded(numbers[1]))-\(padded(numbers[0]))"
    }
    if numbers.count == 1, numbers[0] <= 12, starts("t"), lowercased(text).starts(with: "tháng".utf8) { return "\(anchor)-\(padded(numbers[0]))" }
    return nil
  }
  let year = numbers[place]
  let further = numbers[(place + 1)...].filter(isYear)
  if further.count == 1 { return "\(year)/\(further[0])" }
  guard further.isEmpty else { return nil }
  if starts("q"), lowercased(text).starts(with: "quý".utf8) {
    let words = lowercased(text).split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "/") }
    for (index, roman) in ["i", "ii", "iii", "iv"].enumerated() where words.contains(where: { $0.elementsEqual(roman.utf8) }) { return "\(year)-Q\(index + 1)" }
    return numbers.first.flatMap { (1...4).contains($0) ? "\(year)-Q\($0)" : nil }
  }
  if has("6"), numbers.contains(where: { $0 % 10 == 6 }) {
    if holds("6 tháng đầu") { return "\(year)-01/\(year)-06" }
    if holds("6 tháng cuối") { return "\(year)-07/\(year)-12" }
  }
  if place >= 2, numbers[place - 1] <= 12, numbers[place - 2] <= 31 {
    guard isCalendarDay(numbers[place - 2], numbers[place - 1], of: year) else { return nil }
    return "\(year)-\(padded(numbers[place - 1]))-\(padded(numbers[place - 2]))"
  }
  if place == 1, numbers[0] <= 12 { return "\(year)-\(padded(numbers[0]))" }
  return place == 0 ? "\(year)" : nil
}

/// The runs of digits, as numbers; one too long for a number is left out.
private func numbers(_ text: ArraySlice<UInt8>) -> [Int] {
  var numbers: [Int] = []
  var (value, digits) = (0, 0)
  for byte in text {
    if byte >= 48 && byte <= 57 {
      digits += 1
      if digits < 19 { value = value * 10 + Int(byte) - 48 }
    } else if digits > 0 {
      if digits < 19 { numbers.append(value) }
      (value, digits) = (0, 0)
    }
  }
  if digits > 0 && digits < 19 { numbers.append(value) }
  return numbers
}

/// The last word that starts with a number.
private func lastNumbered(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  var words = text
  while let space = words.lastIndex(of: 0x20) {
    if startsNumber(words[(space + 1)...]) { return words[(space + 1)...] }
    words = words[..<space]
  }
  return startsNumber(words) ? words : nil
}

private func startsNumber(_ word: ArraySlice<UInt8>) -> Bool {
  guard let first = word.first else { return false }
  return first < 0x80 ? first >= 48 && first <= 57 : String(decoding: word, as: UTF8.self).first?.isNumber == true
}

private let documentTypes: Set<String> = [
  "NQ", "QĐ", "CT", "QC", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ", "NĐ", "TT", "TTLT",
  "NQLT", "PL", "L", "VBHN", "GP",
]

/// The parts of "30/2020/NĐ-CP", "15/2023/QH15", "977/QĐ-TTg", "399-QĐ/TW", "2231/SNV-CCHC".
func parseDocumentNumber(_ text: ArraySlice<UInt8>) -> DocumentNumber? {
  func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
  guard let word = lastNumbered(text) else { return nil }
  let parts = word.split(separator: UInt8(ascii: "/"))
  guard let first = parts.first else { return nil }
  let head = first.split(separator: UInt8(ascii: "-"), maxSplits: 1)
  if head.count == 2, parts.count == 2 {
    return DocumentNumber(type: string(head[1]), number: string(head[0]), year: nil, issuer: string(parts[1]), system: .party)
  }
  if parts.count == 1 { return DocumentNumber(type: nil, number: string(first), year: nil, issuer: nil, system: .state) }
  let year = parts.count > 2 ? Int(string(parts[1])) : nil
  let tail = parts[parts.count - 1]
  if tail.starts(with: "QH".utf8) || tail.starts(with: "UBTVQH".utf8) {
    return DocumentNumber(type: nil, number: string(first), year: year, issuer: string(tail), system: .assembly)
  }
  let pieces = tail.split(separator: UInt8(ascii: "-"), maxSplits: 1)
  if pieces.count == 2, documentTypes.contains(string(pieces[0])) {
    return DocumentNumber(type: string(pieces[0]), number: string(first), year: year, issuer: string(pieces[1]), system: .state)
  }
  return DocumentNumber(type: nil, number: string(first), year: year, issuer: string(tail), system: .correspondence)
}
