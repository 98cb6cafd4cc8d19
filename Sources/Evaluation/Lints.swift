import Normalization
import TextModel

/// One thing found wrong in a corpus.
public struct Finding: Sendable, Hashable {
  /// Name of the lint, or of the figure that fell.
  public var rule: String
  /// The file, relative to the corpus.
  public var file: String
  /// Counted from 1; column in code points. Nil when the finding is about the whole file.
  public var line: Int?
  public var column: Int?
  public var message: String
  public init(rule: String, file: String, line: Int? = nil, column: Int? = nil, message: String) {
    self.rule = rule
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

/// What is looked for in articles and their gold; each name with what it says.
public enum Lint: String, Sendable, CaseIterable {
  case unreadable, encoding, notNFC = "not-nfc", invisible, repairs, mixedTones = "mixed-tones", duplicate
  case goldName = "gold-name", goldForm = "gold-form", goldBounds = "gold-bounds", goldCrossing = "gold-crossing", goldShape = "gold-shape", goldLabel =
    "gold-label",
    goldTwice = "gold-twice", goldField = "gold-field", goldRelation = "gold-relation"

  public var explanation: String {
    switch self {
    case .unreadable: "a file or a folder that cannot be read"
    case .encoding: "the article is not UTF-8 text"
    case .notNFC: "letters are written as base and combining mark (not NFC)"
    case .invisible: "invisible characters: zero-width, soft hyphens, direction marks, controls"
    case .repairs: "look-alike letters, full-width forms, ligatures, private-use characters, markup or character references"
    case .mixedTones: "hòa and hoà are both written in one article"
    case .duplicate: "two articles have the same text but for white space and case"
    case .goldName: "gold without its article, or whose id is not its name"
    case .goldForm: "the gold file is not in gold's form"
    case .goldBounds: "a gold span is empty or lies outside the article"
    case .goldCrossing: "two gold spans cross, or two gold directives overlap"
    case .goldShape: "a gold span starts or ends with white space, quotation marks or punctuation that is not its own, or goes over a line end"
    case .goldLabel: "an entity type or a force that does not exist"
    case .goldTwice: "the same span is marked twice with one type"
    case .goldField: "an issuer or addressee that the article does not name, a deadline outside its directive"
    case .goldRelation: "a relation of an unknown type, or from or to an entity that is not there"
    }
  }
}

/// Lints articles one by one; keeps a hash of each to find doubles.
public struct Linter {
  private var seen: [[UInt8]: String] = [:]

  public init() {}

  /// Findings about the article itself.
  public mutating func article(_ source: [UInt8], file: String) -> [Finding] {
    let normalized: NormalizedText
    do {
      do { _ = try UTF8Span(validating: source.span) } catch {
        return [Finding(rule: Lint.encoding.rawValue, file: file, message: "byte \(error.byteOffsets.lowerBound): not UTF-8")]
      }
      normalized = try normalize(source)
    } catch {
      return [Finding(rule: Lint.encoding.rawValue, file: file, message: "\(error)")]
    }
    var findings: [Finding] = []
    let scalars = Array(String(decoding: source, as: UTF8.self).unicodeScalars)
    func find(_ lint: Lint, message: (Int, String) -> String, test: (Unicode.Scalar) -> Bool) {
      let found = scalars.indices.filter { test(scalars[$0]) }
      guard let first = found.first else { return }
      let hex = String(scalars[first].value, radix: 16, uppercase: true)
      let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
      findings.append(finding(lint, file, scalars, first, message(found.count, code)))
    }
    let steps = Set(normalized.counts.map(\.step))
    if !steps.isDisjoint(with: [Repair.nfc, .markOrder, .doubledMarks].map(\.rawValue)) {
      find(.notNFC) { count, code in
        "not NFC: \(count) combining marks, the first \(code)"
      } test: {
        $0.properties.canonicalCombiningClass != .notReordered
      }
      if !findings.contains(where: { $0.rule == Lint.notNFC.rawValue }) { findings.append(Finding(rule: Lint.notNFC.rawValue, file: file, message: "not NFC")) }
    }
    find(.invisible) { count, code in
      "\(count) invisible characters, the first \(code)"
    } test: { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: false
      case 0xAD, 0x061C, 0x180E, 0xFEFF, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFFF9...0xFFFB: true
      default: scalar.properties.generalCategory == .control
      }
    }
    let repairs: [Repair] = [.fullWidth, .ligatures, .privateUse, .characterReferences, .tags, .lookAlikes]
    let repaired = normalized.counts.filter { count in repairs.contains { $0.rawValue == count.step } }
    if !repaired.isEmpty {
      findings.append(Finding(rule: Lint.repairs.rawValue, file: file, message: repaired.map { "\($0.step) \($0.count)" }.joined(separator: ", ")))
    }
    let counts = toneCounts(normalized.utf8)
    if counts.old > 0, counts.new > 0 {
      findings.append(Finding(rule: Lint.mixedTones.rawValue, file: file, message: "both tone styles: \(counts.old) of hòa, \(counts.new) of hoà"))
    }
    let words = String(decoding: normalized.utf8, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let key = digest(Array(words.utf8))
    if let first = seen[key] {
      findings.append(Finding(rule: Lint.duplicate.rawValue, file: file, message: "the same text as \(first)"))
    } else {
      seen[key] = file
    }
    return findings
  }

  /// Findings about a gold file; one at a place of the text names the article. Only where the bounds are right is the rest looked at.
  public func gold(_ document: GoldDocument) -> [Finding] {
    let gold = document.gold
    let file = document.name + ".json"
    let outside = document.spansOutside
    if !outside.isEmpty { return outside.map { Finding(rule: Lint.goldBounds.rawValue, file: file, message: "\($0) is empty or outside the article") } }
    let scalars = Array(String(decoding: document.text, as: UTF8.self).unicodeScalars)
    func slice(_ start: Int, _ end: Int) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<end])
      return String(view)
    }
    var findings: [Finding] = []
    // An id may leave out the folders: "articles/tin" may call itself "tin".
    if gold.id != document.name, !document.name.hasSuffix("/" + gold.id) {
      findings.append(Finding(rule: Lint.goldName.rawValue, file: file, message: "calls itself \"\(gold.id)\""))
    }
    func found(_ lint: Lint, _ at: Int, _ message: String) { findings.append(finding(lint, document.name + ".txt", scalars, at, message)) }

    let spans = gold.entities.map { TypedSpan(start: $0.start, end: $0.end, type: $0.type) }.sorted()
    // Spans that are still open when the next one starts, the innermost last.
    var open: [TypedSpan] = []
    for (index, span) in spans.enumerated() {
      while let last = open.last, last.end <= span.start { open.removeLast() }
      if let last = open.last, span.end > last.end {
        found(.goldCrossing, span.start, "\"\(slice(span.start, span.end))\" crosses \"\(slice(last.start, last.end))\"")
      }
      open.append(span)
      if index > 0, spans[index - 1] == span { found(.goldTwice, span.start, "\(span.type) \"\(slice(span.start, span.end))\" stands twice") }
      if EntityType(rawValue: span.type) == nil { found(.goldLabel, span.start, "no entity type: \(span.type)") }
    }
    let directives = gold.directives.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    for (left, right) in zip(directives, directives.dropFirst()) where right.start < left.end {
      found(.goldCrossing, right.start, "two directives overlap: \"\(slice(left.start, left.end))\" and \"\(slice(right.start, right.end))\"")
    }
    for span in spans + directives.map({ TypedSpan(start: $0.start, end: $0.end, type: "directive") }) {
      if let message = shape(Array(scalars[span.start..<span.end])) {
        found(.goldShape, span.start, "\(span.type) \"\(slice(span.start, span.end))\" \(message)")
      }
    }
    let text = " " + plainWords(slice(0, scalars.count)) + " "
    for directive in directives {
      if Force(rawValue: directive.force) == nil { found(.goldLabel, directive.start, "no force: \(directive.force)") }
      for (name, value) in [("issuer", directive.issuer), ("addressee", directive.addressee)] {
        guard let value, !text.contains(" " + plainWords(value) + " ") else { continue }
        // Several names may be joined in one field.
        let parts = value.split(separator: ",").map { plainWords(String($0)) }
        if parts.allSatisfy({ text.contains(" " + $0 + " ") }) { continue }
        found(.goldField, directive.start, "the article has no \"\(value)\" (\(name))")
      }
      if let deadline = directive.deadline, !plainWords(slice(directive.start, directive.end)).contains(plainWords(deadline)) {
        found(.goldField, directive.start, "the directive does not hold its deadline \"\(deadline)\"")
      }
    }
    let ids = Set(gold.entities.compactMap(\.id))
    for relation in gold.relations ?? [] {
      if Relation.Kind(rawValue: relation.type) == nil {
        findings.append(Finding(rule: Lint.goldRelation.rawValue, file: file, message: "no relation type: \(relation.type)"))
      }
      for end in [relation.from, relation.to] where !ids.contains(end) {
        findings.append(Finding(rule: Lint.goldRelation.rawValue, file: file, message: "\(relation.type) \(relation.from) → \(relation.to): no entity \(end)"))
      }
    }
    return findings
  }
}

private func finding(_ lint: Lint, _ file: String, _ scalars: [Unicode.Scalar], _ at: Int, _ message: String) -> Finding {
  let before = scalars[..<at]
  let line = before.count { $0 == "\n" } + 1
  let column = at - (before.lastIndex(of: "\n").map { $0 + 1 } ?? 0) + 1
  return Finding(rule: lint.rawValue, file: file, line: line, column: column, message: message)
}

/// What is wrong with a span's edges, or nil. Brackets and quotation marks may close what the span itself opens; a full stop
/// may belong to an abbreviation, an ellipsis to a name that is cut short.
private func shape(_ span: [Unicode.Scalar]) -> String? {
  guard let first = span.first, let last = span.last else { return nil }
  if first.properties.isWhitespace || last.properties.isWhitespace { return "starts or ends with white space" }
  if span.contains(where: { $0 == "\n" || $0 == "\r" }) { return "goes over a line end" }
  let closers: [Unicode.Scalar: Unicode.Scalar] = [")": "(", "]": "[", "”": "“", "’": "‘", "»": "«", "\"": "\"", "'": "'"]
  let openers = Set(closers.values)
  func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .dashPunctuation: true
    default: false
    }
  }
  if isMark(first), !(openers.contains(first) && span.dropFirst().contains { closers[$0] == first }) { return "starts with punctuation" }
  if last == "." || last == "…" || last == "%" || last == "?" || last == "!" { return nil }
  if isMark(last), !(closers[last].map { span.dropLast().contains($0) } ?? false) { return "ends with punctuation" }
  return nil
}

private func plainWords(_ text: String) -> String {
  text.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
}
