internal import TextModel

/// How well a text reads as Vietnamese: its letters outside ASCII, counted by whether their word is a Vietnamese syllable.
struct Evidence {
  var good = 0
  var bad = 0
  var total: Int { good + bad }
  /// From 0 to 1; 0 without evidence.
  var fit: Double { total == 0 ? 0 : Double(good) / Double(total) }

  static func += (left: inout Evidence, right: Evidence) {
    left.good += right.good
    left.bad += right.bad
  }

  init() {}

  /// What `utf8`, well-formed, shows.
  init(of utf8: some Collection<UInt8>) {
    var word = Syllables.Word()
    var scalars = utf8.makeIterator()
    while let first = scalars.next() {
      var scalar = UInt32(first)
      if first >= 0x80 {
        let more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
        scalar &= more == 1 ? 0x1F : more == 2 ? 0x0F : 0x07
        for _ in 0..<more { scalar = scalar << 6 | UInt32(scalars.next() ?? 0) & 0x3F }
      }
      let letter = Letters.letter(scalar)
      if letter.isLetter, scalar != 0xAA, scalar != 0xBA, scalar != 0xB5 {
        word.add(letter)
        if scalar >= 0x80 { word.marked += 1 }
      } else if let tone = Syllables.tone(ofMark: scalar), !word.isEmpty {
        word.add(tone: tone)
        word.marked += 1
      } else {
        close(&word)
        if scalar >= 0x80 && !Self.isPunctuation(scalar) { bad += 1 }
      }
    }
    close(&word)
  }

  private mutating func close(_ word: inout Syllables.Word) {
    if word.marked > 0 {
      let isSyllable = word.isSyllable
      // A letter that stands alone says nothing: every vowel is a syllable.
      if !isSyllable || word.hasStrayCapital { bad += word.marked } else if word.length > 1 { good += word.marked }
    }
    word = Syllables.Word()
  }

  /// What stands between words in running text; other signs in the place of letters speak against an encoding.
  private static func isPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA0, 0xA7, 0xAB, 0xB0, 0xB1, 0xB7, 0xBB, 0xBC...0xBE, 0xD7, 0x2000..<0x2020, 0x2022..<0x2039, 0x20AB, 0x2190..., 0xFEFF: scalar != 0xFFFD
    default: false
    }
  }
}

/// What a file's bytes say: its text in UTF-8 with edits, and how sure that is.
struct Reading {
  var decoded: Decoded
  var encoding: TextEncoding
  /// From 0 to 1: 1 for UTF-8 and for a byte-order mark, else the share of marked letters that the encoding explains.
  var confidence: Double
  var warnings: [String] = []
  /// Edits that led from the source to the bytes that were decoded, when these were not the source itself.
  var outerEdits: [OffsetMap.Edit] = []
}

/// Reads bytes in the encoding given, or in the one that explains them.
///
/// Well-formed UTF-8 is UTF-8; a byte-order mark decides; NULs at every second byte show UTF-16. All else is tried in each
/// legacy encoding, and the one in which the most marked letters stand in Vietnamese syllables is taken. Lines that
/// it does not explain and another does are read in that other one, with a warning.
func read(_ source: [UInt8], as encoding: TextEncoding?) throws(NormalizationError) -> Reading {
  if let encoding {
    if encoding == .utf8 { return try readUTF8(source) }
    var reading = try readWhole(source, encoding, from: byteOrderMark(source).flatMap { $0.encoding == encoding ? $0.length : nil } ?? 0)
    let evidence = Evidence(of: reading.decoded.utf8)
    reading.confidence = 1
    if evidence.fit < leastFit, evidence.total > 0 {
      reading.warnings.append("read as \(encoding.rawValue) as asked, but that explains only \(percent(evidence.fit)) of the marked letters")
    }
    return reading
  }
  if let mark = byteOrderMark(source), mark.encoding != .utf8 { return try readWhole(source, mark.encoding, from: mark.length) }
  if let zero = source.firstIndex(of: 0) {
    guard source.count % 2 == 0, let encoding = utf16ByZeros(source) else { throw NormalizationError(offset: zero, cause: "a NUL byte: not a text file") }
    var reading = try readWhole(source, encoding, from: 0)
    let evidence = Evidence(of: reading.decoded.utf8)
    guard evidence.total == 0 || evidence.fit > 0.5, !reading.decoded.utf8.contains(0) else {
      throw NormalizationError(offset: zero, cause: "a NUL byte: not a text file")
    }
    reading.confidence = evidence.total == 0 ? 0.8 : evidence.fit
    return reading
  }
  do {
    let reading = try readUTF8(source)
    return readTwiceEncoded(source) ?? reading
  } catch { return try readLegacy(source, notUTF8: error) }
}

/// A text whose legacy letters were taken for Western ones and then written in UTF-8 ("Bé Tµi chÝnh"): nil when `source`,
/// well-formed, is not like that. Vietnamese in UTF-8 holds U+1Exx or combining marks, all of which lack there.
private func readTwiceEncoded(_ source: [UInt8]) -> Reading? {
  guard !source.contains(0xE1), !source.contains(0xCC), source.contains(where: { $0 == 0xC2 || $0 == 0xC3 }) else { return nil }
  let asFound = Evidence(of: source)
  guard asFound.total >= 12, asFound.fit < 0.5 else { return nil }
  // The bytes that the letters once were.
  var bytes: [UInt8] = []
  var edits: [OffsetMap.Edit] = []
  var index = 0
  while index < source.count {
    let (scalar, length) = decodeScalar(source, index)
    guard let byte = scalar < 0x100 ? UInt8(scalar) : Tables.windows1252.firstIndex(of: scalar).map({ UInt8($0) }), scalar != 0xFFFD else { return nil }
    if length > 1 { edits.append(OffsetMap.Edit(source: index, sourceLength: length, target: bytes.count, targetLength: 1)) }
    bytes.append(byte)
    index += length
  }
  let error = NormalizationError(offset: 0, cause: "")
  guard var reading = try? readLegacy(bytes, notUTF8: error), reading.confidence > 0.8, reading.encoding != .utf8 else { return nil }
  reading.outerEdits = edits
  reading.warnings.append("letters of \(reading.encoding.rawValue) that were taken for Western ones and written in UTF-8 are read as what they were")
  return reading
}

private let leastFit = 0.75

private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

private func byteOrderMark(_ source: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
  if source.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
  if source.starts(with: [0xFF, 0xFE]) { return (.utf16le, 2) }
  if source.starts(with: [0xFE, 0xFF]) { return (.utf16be, 2) }
  return nil
}

/// The UTF-16 whose high bytes are zero where ASCII stands.
private func utf16ByZeros(_ source: [UInt8]) -> TextEncoding? {
  var zeros = (even: 0, odd: 0)
  for (index, byte) in source.enumerated() where byte == 0 { if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 } }
  guard (zeros.even + zeros.odd) * 8 > source.count else { return nil }
  if zeros.even * 20 < zeros.odd { return .utf16le }
  if zeros.odd * 20 < zeros.even { return .utf16be }
  return nil
}

private func readUTF8(_ source: [UInt8]) throws(NormalizationError) -> Reading {
  do {
    _ = try UTF8Span(validating: source.span)
  } catch {
    throw NormalizationError(offset: error.byteOffsets.lowerBound, cause: "invalid UTF-8")
  }
  if let zero = source.firstIndex(of: 0) { throw NormalizationError(offset: zero, cause: "a NUL byte: not a text file") }
  return Reading(decoded: Decoded(utf8: source), encoding: .utf8, confidence: 1)
}

private func readWhole(_ source: [UInt8], _ encoding: TextEncoding, from start: Int) throws(NormalizationError) -> Reading {
  var decoded = Decoded()
  if start > 0 { decoded.edits.append(OffsetMap.Edit(source: 0, sourceLength: start, target: 0, targetLength: 0)) }
  try decoded.append(source, start..<source.count, as: encoding)
  if let zero = decoded.utf8.firstIndex(of: 0) {
    var map = OffsetMap()
    map.append(decoded.edits)
    throw NormalizationError(offset: map.sourceStart(zero), cause: "a NUL character: not a text file")
  }
  var reading = Reading(decoded: decoded, encoding: encoding, confidence: 1)
  reading.warnAboutUndefined()
  return reading
}

private func readLegacy(_ source: [UInt8], notUTF8 error: NormalizationError) throws(NormalizationError) -> Reading {
  let lines = lines(source)
  // UTF-8 first, which wins between equals: a text in UTF-8 with a broken byte is no text in VNI.
  let candidates = [.utf8] + TextEncoding.detected
  var shown: [[Evidence]] = []
  for candidate in candidates { shown.append(try lines.map { line throws(NormalizationError) in try evidence(source, line, candidate) }) }
  func gain(_ candidate: Int, over lines: some Sequence<Int>) -> Int { lines.reduce(0) { $0 + shown[candidate][$1].good - shown[candidate][$1].bad } }
  func best(_ gain: (Int) -> Int) -> Int {
    let gains = candidates.indices.map(gain)
    return gains.firstIndex(of: gains.max() ?? 0) ?? 0
  }

  // One encoding for the file, and others for the lines that it leaves unread, as long as they explain many.
  let first = best { gain($0, over: lines.indices) }
  var present = [first]
  var unread = lines.indices.filter { shown[first][$0].bad > shown[first][$0].good }
  while present.count < 3, !unread.isEmpty {
    func read(_ candidate: Int) -> Int { unread.reduce(0) { $0 + max(0, gain(candidate, over: [$1])) } }
    let next = best(read)
    guard !present.contains(next), read(next) >= 12 else { break }
    present.append(next)
    unread.removeAll { shown[next][$0].good > shown[next][$0].bad }
  }
  var choice = [Int](repeating: first, count: lines.count)
  var whole = Evidence()
  var parts = [Evidence](repeating: Evidence(), count: candidates.count)
  for line in lines.indices {
    let before = line == 0 ? nil : choice[line - 1]
    choice[line] =
      present.max { left, right in
        let (one, other) = (gain(left, over: [line]), gain(right, over: [line]))
        return one != other ? one < other : right == before
      } ?? first
    whole += shown[choice[line]][line]
    parts[choice[line]] += shown[choice[line]][line]
  }

  // A mixed file is named after the first of the encodings that make up much of it.
  let main = choice.first { parts[$0].good * 5 >= whole.good && parts[$0].good > 0 } ?? first
  var reading = Reading(decoded: Decoded(), encoding: candidates[main], confidence: 1)
  for line in lines.indices {
    if candidates[choice[line]] == .utf8, (try? UTF8Span(validating: source[lines[line]].span)) == nil { throw error }
    try reading.decoded.append(source, lines[line], as: candidates[choice[line]])
  }
  for other in present where other != main && parts[other].good > 0 {
    let its = choice.indices.filter { choice[$0] == other && shown[other][$0].good > 0 }
    if let one = its.first, let last = its.last {
      reading.warnings.append(
        "mixed encodings: \(its.count) lines between lines \(one + 1) and \(last + 1) (from byte \(lines[one].lowerBound) on) are \(candidates[other].rawValue)"
      )
    }
  }
  // Only punctuation outside ASCII, which most of them share.
  if whole.total == 0, source.allSatisfy({ $0 <= 0xA0 || $0 == 0xAB || $0 == 0xBB }) {
    reading = try readWhole(source, .windows1258, from: 0)
    reading.confidence = 0.5
    return reading
  }
  let total = lines.indices.reduce(into: Evidence()) { $0 += shown[first][$1] }
  guard whole.fit >= leastFit else {
    throw NormalizationError(
      offset: error.offset,
      cause: error.cause + ", and no other encoding fits: the best, \(candidates[first].rawValue), explains \(percent(total.fit)) of the marked letters")
  }
  reading.confidence = Double(whole.good) / Double(whole.total + 1)
  let family: Set<TextEncoding> = [.tcvn3, .tcvn5712]
  let isRivalled = candidates.indices.contains { other in
    let rival = lines.indices.reduce(into: Evidence()) { $0 += shown[other][$1] }
    return other != first && rival.fit >= total.fit - 0.05 && !(family.contains(candidates[other]) && family.contains(candidates[first]))
  }
  if isRivalled { reading.confidence /= 2 }
  reading.warnAboutUndefined()
  return reading
}

private func evidence(_ source: [UInt8], _ line: Range<Int>, _ encoding: TextEncoding) throws(NormalizationError) -> Evidence {
  guard source[line].contains(where: { $0 >= 0x80 }) || encoding == .tcvn5712 else { return Evidence() }
  if encoding == .utf8 { return Evidence(of: String(decoding: source[line], as: UTF8.self).utf8) }
  var decoded = Decoded()
  try decoded.append(source, line, as: encoding)
  return Evidence(of: decoded.utf8)
}

/// Lines with their ends; in files of many megabytes several lines at a time, so that there are never more than a million.
private func lines(_ source: [UInt8]) -> [Range<Int>] {
  var lines: [Range<Int>] = []
  let least = source.count / 1_000_000
  var start = 0
  for (index, byte) in source.enumerated() where byte == 0x0A || (byte == 0x0D && (index + 1 == source.count || source[index + 1] != 0x0A)) {
    guard index + 1 - start > least else { continue }
    lines.append(start..<index + 1)
    start = index + 1
  }
  if start < source.count { lines.append(start..<source.count) }
  return lines
}

extension Reading {
  fileprivate mutating func warnAboutUndefined() {
    guard decoded.undefined > 0 else { return }
    warnings.append("\(decoded.undefined) bytes mean nothing in \(encoding.rawValue) and became U+FFFD")
  }
}
