internal import TextModel

/// Who speaks and who is spoken to: the subject before a cue, the person behind a title, the words of an addressee.
struct Parties {
  let document: Document
  let tokens: [Token]
  /// The outermost entities in order, and the one that starts at a token.
  let outer: [Int]
  let outerAt: [Int: Int]
  /// Who holds a position, by the position's text; the positions by their first word, for short forms.
  private var holders: [String: Int] = [:]
  private var positions: [Substring: [String]] = [:]
  /// The last person before each place in `outer`; -1 for none.
  private var personsBefore: [Int] = []
  /// A short position's longer form: the first position in the article that it starts.
  private var roleForms: [String: Int] = [:]
  /// The last numbered document before each place in `outer`; -1 for none.
  private var documentsBefore: [Int] = []

  init(_ document: Document) {
    self.document = document
    tokens = document.tokens
    outer = document.entities.indices.filter { document.entities[$0].parent == nil }
    var outerAt: [Int: Int] = [:]
    var person = -1
    var act = -1
    for index in outer {
      outerAt[document.entities[index].tokens.lowerBound] = index
      personsBefore.append(person)
      documentsBefore.append(act)
      if document.entities[index].type == .person { person = index }
      if document.entities[index].type == .legalDocument { act = index }
    }
    personsBefore.append(person)
    documentsBefore.append(act)
    self.outerAt = outerAt
    learnHolders()
    for index in outer where type(index) == .role {
      let role = document.entities[index]
      // The form without its body: where the nested body starts.
      guard index + 1 < document.entities.count, document.entities[index + 1].parent == index else { continue }
      let head = role.range.lowerBound..<document.entities[index + 1].range.lowerBound
      var text = document.string(head).lowercased()
      while text.last == " " { text.removeLast() }
      if roleForms[text] == nil { roleForms[text] = index }
    }
  }

  func type(_ index: Int) -> EntityType { document.entities[index].type }

  /// The entity that starts at this token, when it can act.
  func actor(at token: Int) -> Int? {
    outerAt[token].flatMap { [.organization, .role, .person, .location].contains(type($0)) ? $0 : nil }
  }

  /// The place in `outer` of the first span that starts at or after `token`.
  private func firstOuter(from token: Int) -> Int {
    var low = 0
    var high = outer.count
    while low < high {
      let middle = (low + high) / 2
      if document.entities[outer[middle]].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Outermost entities inside `range`.
  func outer(in range: Range<Int>) -> ArraySlice<Int> {
    let first = firstOuter(from: range.lowerBound)
    var last = first
    while last < outer.count, document.entities[outer[last]].tokens.upperBound <= range.upperBound { last += 1 }
    return outer[first..<last]
  }

  private mutating func learnHolders() {
    for position in outer.indices where type(outer[position]) == .role {
      guard let person = companion(position) else { continue }
      let text = document.string(document.entities[outer[position]].range).lowercased()
      if holders[text] == nil {
        holders[text] = person
        positions[text.prefix { $0 != " " }, default: []].append(text)
      }
    }
  }

  /// The person beside a position or body: right after it, or before it over one mark, other positions between.
  private func companion(_ position: Int) -> Int? {
    let own = document.entities[outer[position]].tokens
    if position + 1 < outer.count, type(outer[position + 1]) == .person, document.entities[outer[position + 1]].tokens.lowerBound == own.upperBound {
      return outer[position + 1]
    }
    var index = position
    while index > 0 {
      let left = document.entities[outer[index - 1]].tokens
      let gap = left.upperBound..<document.entities[outer[index]].tokens.lowerBound
      guard gap.count == 1, tokens[gap.lowerBound].kind == .mark, !tokens[gap.lowerBound].isMark("."), !tokens[gap.lowerBound].isMark(";") else { return nil }
      if type(outer[index - 1]) == .person { return outer[index - 1] }
      if type(outer[index - 1]) != .role { return nil }
      index -= 1
    }
    return nil
  }

  /// The subject before `cue` in the sentence that starts at `start`.
  func issuer(before cue: Int, from start: Int) -> Directive.Party? {
    let first = firstOuter(from: start)
    var position = firstOuter(from: cue) - 1
    var fallback: Int?
    while position >= first {
      let index = outer[position]
      let span = document.entities[index].tokens
      if span.upperBound <= cue {
        let before = span.lowerBound > start ? tokens[span.lowerBound - 1].key : 0
        switch type(index) {
        case .person: return named(index)
        case .role, .organization:
          if let person = companion(position) { return named(person) }
          if span.upperBound < cue - 2, Self.abstract.contains(tokens[span.lowerBound].key), span.count <= 2 { break }
          if Words.preposition.contains(before) || cue - span.upperBound > 30 { break }
          return resolve(index)
        case .legalDocument:
          if !Words.preposition.contains(before), !Words.issuing.contains(before) { fallback = fallback ?? index }
        case .location:
          if !Words.preposition.contains(before), span.upperBound == cue || cue - span.upperBound <= 2 { fallback = fallback ?? index }
        default: break
        }
        if let fallback, type(fallback) == .legalDocument, cue - document.entities[fallback].tokens.upperBound < 4 { return named(fallback) }
      }
      position -= 1
    }
    return fallback.map(named) ?? pronoun(before: cue, from: start) ?? bareDocument(before: cue)
  }

  /// "Nhà nước", "Đảng", "Trung ương" in a sentence are seldom who speaks.
  private static let abstract = keys("Nhà Đảng Trung")

  /// Who presents, when the sentence names nobody: the last person beside a position since `start`, else the first of the article.
  func presenter(before cue: Int, from start: Int) -> Directive.Party? {
    if let recent = outer(in: start..<cue).last(where: { type($0) == .person }) { return named(recent) }
    for position in outer.indices where document.entities[outer[position]].tokens.lowerBound < cue && type(outer[position]) == .role {
      if let person = companion(position) { return named(person) }
    }
    return nil
  }

  /// "Đồng chí", "Ông": the last person before.
  private func pronoun(before cue: Int, from start: Int) -> Directive.Party? {
    for index in start..<cue {
      let isComrade = index + 1 < cue && tokens[index].key == Words.comrade[0] && tokens[index + 1].key == Words.comrade[1]
      if isComrade || Words.pronouns.contains(tokens[index].key) {
        let before = personsBefore[firstOuter(from: index)]
        return before < 0 ? nil : named(before)
      }
    }
    return nil
  }

  private static let documentWords = keys("Chỉ thị quyết định điện văn báo luận hoạch tư lệnh")

  /// "Chỉ thị yêu cầu", "Nghị quyết nêu rõ": the document named last.
  private func bareDocument(before cue: Int) -> Directive.Party? {
    guard cue > 1, Self.documentWords.contains(tokens[cue - 1].key), tokens[cue - 2].isCapitalized || tokens[cue - 1].isCapitalized else { return nil }
    let before = documentsBefore[firstOuter(from: cue)]
    return before < 0 ? nil : named(before)
  }

  func resolve(_ index: Int) -> Directive.Party {
    guard type(index) == .role else { return named(index) }
    let role = document.string(document.entities[index].range).lowercased()
    if let holder = holders[role] { return named(holder) }
    let similar = positions[role.prefix { $0 != " " }]?.filter { $0.hasPrefix(role) || role.hasPrefix($0) || title($0) == title(role) }
    if let similar, let holder = similar.first.flatMap({ holders[$0] }) { return named(holder) }
    return named(fullest(index))
  }

  /// The position's own words, before the body that completes it: "phó bí thư" of "phó bí thư thành ủy".
  private func title(_ role: String) -> Substring {
    for word in [" thành ủy", " tỉnh ủy", " ubnd", " tp", " huyện ủy", " bộ ", " chính phủ", " ủy ban"] {
      if let range = role.firstRange(of: word) { return role[..<range.lowerBound] }
    }
    return role[...]
  }

  /// The longest form in which the article writes this position: "Thủ tướng" is "Thủ tướng Chính phủ".
  private func fullest(_ index: Int) -> Int {
    let text = document.string(document.entities[index].range)
    return roleForms[text.lowercased()] ?? index
  }

  func named(_ index: Int) -> Directive.Party {
    let entity = document.entities[index]
    let text = document.string(entity.range)
    return Directive.Party(text: entity.type == .person ? entity.canonical ?? text : text, range: entity.range, entity: index)
  }

  func party(_ range: Range<Int>) -> Directive.Party? {
    guard !range.isEmpty else { return nil }
    return Directive.Party(text: document.string(document.bytes(range)), range: document.bytes(range), entity: outerAt[range.lowerBound])
  }
}
