internal import TextModel

/// Who holds a position: "Bí thư Tỉnh ủy" is the person whom the article names with these words, or with words that go on after them.
struct Holders {
  private let document: Document
  /// The last few holders that the article names, by the key of the position's title.
  private var known = KeyMap<[(role: Int, person: Int)]>()
  /// Who was named last with a position that starts with these words and goes on, by the words' hash.
  private var byStart = KeyMap<Int>()
  /// A position's fullest form where no holder is named: "Thủ tướng" is "Thủ tướng Chính phủ".
  private var fullest = KeyMap<Int>()

  init(_ document: Document) { self.document = document }

  /// No more holders of one title than this are looked at, so that long lists stay linear.
  private static let most = 16
  private static let beforeObject = WordSet("của trước với cho gửi tới cùng thay từ")

  /// Notes a position, and who holds it when the group that it stands in names a person.
  mutating func learn(_ role: Int, _ group: Parties.Group?) {
    let (tokens, entities) = (document.tokens, document.entities)
    let title = entities[role].rule.key
    if let group, let person = group.person {
      // "trước Thủ tướng, Tổng Giám đốc … A": the position in front belongs to somebody else.
      let isOwn =
        entities[role].tokens.upperBound == entities[person].tokens.lowerBound || group.tokens.lowerBound == 0
        || !Self.beforeObject.contains(tokens[group.tokens.lowerBound - 1].key)
      if isOwn, known[title]?.contains(where: { $0.person == person && document.isSame($0.role, role) }) != true {
        known[title, default: []].append((role, person))
        var hash: UInt64 = 0
        for (place, token) in entities[role].tokens.dropLast().enumerated() {
          hash = mix(hash, tokens[token].key)
          if place > 0 { byStart.set(hash, person) }
        }
        if known[title]!.count > Self.most { known[title, default: []].removeFirst() }
      }
    }
    if let longest = fullest[title], entities[role].range.count <= entities[longest].range.count || !document.starts(role, with: longest) { return }
    fullest.set(title, role)
  }

  /// The person behind a position, else the position's fullest form.
  func behind(_ role: Int) -> Int? {
    let (tokens, entities) = (document.tokens, document.entities)
    let title = entities[role].rule.key
    if let known = known[title] {
      if let own = known.last(where: { document.starts($0.role, with: role) && entities[$0.person].tokens.lowerBound <= entities[role].tokens.lowerBound }) {
        return own.person
      }
      // A short form of the position or a longer one: "Bí thư Tỉnh ủy", "Bí thư Tỉnh ủy Hải Dương".
      if let similar = known.last(where: { document.starts($0.role, with: role) || document.starts(role, with: $0.role) }) { return similar.person }
      // "Chủ tịch UBND thành phố", "Chủ tịch UBND TP Hà Nội".
      let own = spelled(role)
      if let similar = known.last(where: { spelled($0.role).starts(with: own) }) { return similar.person }
    }
    // "Phó Thủ tướng" of the "Phó Thủ tướng Thường trực" that is named.
    return byStart[tokens[entities[role].tokens].reduce(0) { mix($0, $1.key) }] ?? fullest[title]
  }

  /// The words of a position with abbreviations written out.
  private func spelled(_ entity: Int) -> [UInt64] {
    document.tokens[document.entities[entity].tokens].flatMap { token in token.kind == .mark ? [] : BodyNames.abbreviations[token.key] ?? [token.key] }
  }
}

extension Document {
  /// Two entities have the same words, in any case.
  func isSame(_ left: Int, _ right: Int) -> Bool { entities[left].range.count == entities[right].range.count && starts(left, with: right) }

  /// The words of one entity begin with the words of another, in any case.
  fileprivate func starts(_ entity: Int, with other: Int) -> Bool {
    let (text, start) = (utf8[entities[entity].range], utf8[entities[other].range])
    return text.starts(with: start) || text.count >= start.count && TextModel.lowercased(text).starts(with: TextModel.lowercased(start))
  }
}
