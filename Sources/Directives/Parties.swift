internal import TextModel

/// Who is named in an article: people with their positions, bodies and documents, in groups as they stand together.
final class Parties {
  let document: Document
  let tokens: [Token]
  let groups: [Group]
  /// The outermost entities.
  let outer: [Int]
  /// The outermost entity that covers a token, and the group of its entity; -1 for none.
  private let cover: [Int32]
  private let groupOf: [Int32]
  private var holders: Holders
  private lazy var bodies = BodyNames(document)
  /// The full name of the only person with this given name, by the name's last syllable; -1 for several.
  private var fullNames = KeyMap<Int>()
  /// Bodies and places by the first word of their names, in order.
  private lazy var byHead = {
    var byHead = KeyMap<[Int]>()
    for (index, entity) in document.entities.enumerated() where entity.type == .organization || entity.type == .location {
      byHead[tokens[entity.tokens.lowerBound].key, default: []].append(index)
    }
    return byHead
  }()
  /// Who has this name, by its words' hash: "Trương Hoà Bình" is written "Trương Hòa Bình" too.
  private var persons = KeyMap<Int>()
  /// "Bác Hồ" where the article names him in full.
  private var president: Int?
  private static let uncles = WordSet("bác cụ")
  private static let presidentName = tokenize(Array("Hồ Chí Minh".utf8)).map(\.key)
  /// Last person and last act before each group; -1 for none.
  private let personBefore: [Int32]
  private let actBefore: [Int32]

  init(_ document: Document) {
    self.document = document
    tokens = document.tokens
    holders = Holders(document)
    let (tokens, entities) = (document.tokens, document.entities)
    let outer = entities.indices.filter { entities[$0].parent == nil }
    self.outer = outer
    var cover = [Int32](repeating: -1, count: tokens.count)
    var covered = cover.mutableSpan
    for index in outer { for token in entities[index].tokens { covered[token] = Int32(index) } }
    self.cover = cover
    groups = Self.grouped(outer, document)
    let lines = document.sentences.filter { $0.kind == .caption }.map(\.tokens)
    var line = 0
    /// Named in a caption, which takes no part in what the text around it tells.
    func isShown(_ entity: Int) -> Bool {
      let token = entities[entity].tokens.lowerBound
      while line < lines.count, lines[line].upperBound <= token { line += 1 }
      return line < lines.count && lines[line].contains(token)
    }
    var groupOf = [Int32](repeating: -1, count: entities.count)
    var person: Int32 = -1
    var act: Int32 = -1
    var next = 0
    var (personBefore, actBefore): ([Int32], [Int32]) = ([], [])
    for (position, group) in groups.enumerated() {
      personBefore.append(person)
      actBefore.append(act)
      while next < outer.count, entities[outer[next]].tokens.upperBound <= group.tokens.upperBound {
        let index = outer[next]
        next += 1
        guard entities[index].tokens.lowerBound >= group.tokens.lowerBound else { continue }
        groupOf[index] = Int32(position)
        if entities[index].type == .person, person < 0 || !isShown(index) { person = Int32(index) }
        if entities[index].type == .legalDocument { act = Int32(index) }
      }
    }
    personBefore.append(person)
    actBefore.append(act)
    (self.groupOf, self.personBefore, self.actBefore) = (groupOf, personBefore, actBefore)
    for index in outer {
      switch entities[index].type {
      case .role: holders.learn(index, group(index))
      case .person where entities[index].tokens.count > 1:
        let name = entities[index].tokens.reduce(0) { mix($0, tokens[$1].key) }
        if persons[name] == nil { persons.set(name, index) }
        if president == nil, Self.presidentName.elementsEqual(entities[index].tokens.map { tokens[$0].key }) { president = index }
        let given = tokens[entities[index].tokens.upperBound - 1].key
        let isSame = fullNames[given].map { $0 >= 0 && document.isSame($0, index) } ?? true
        fullNames.set(given, isSame ? index : -1)
      default: break
      }
    }
  }

  func type(_ entity: Int) -> EntityType { document.entities[entity].type }

  func covering(_ token: Int) -> Int? { token >= 0 && token < cover.count && cover[token] >= 0 ? Int(cover[token]) : nil }

  /// The entity that starts at this token.
  func starting(_ token: Int) -> Int? { covering(token).flatMap { document.entities[$0].tokens.lowerBound == token ? $0 : nil } }

  /// The entity that ends before this token.
  func ending(_ token: Int) -> Int? { covering(token - 1).flatMap { document.entities[$0].tokens.upperBound == token ? $0 : nil } }

  /// The entity that starts here, when it can act.
  func actor(at token: Int) -> Int? { starting(token).flatMap { Self.canAct(type($0)) ? $0 : nil } }

  static func canAct(_ type: EntityType) -> Bool {
    switch type {
    case .organization, .role, .person, .location: true
    default: false
    }
  }

  func group(_ entity: Int) -> Group? { groupOf[entity] >= 0 ? groups[Int(groupOf[entity])] : nil }

  /// Groups that start in `range`, in order.
  func groups(in range: Range<Int>) -> ArraySlice<Group> {
    groups[firstGroup(from: range.lowerBound)...].prefix { $0.tokens.lowerBound < range.upperBound }
  }

  /// The body or place named last before `token`, else first after it, whose name starts with these words: "tỉnh" for "tỉnh Yên Bái".
  func lastNamed(_ words: Range<Int>, before token: Int, isPlace: Bool) -> Int? {
    let key = tokens[words.lowerBound].key
    for key in [key] + (key == Self.town.tp ? [Self.town.city] : key == Self.town.city ? [Self.town.tp, Self.town.hcm] : []) {
      guard let named = byHead[key] else { continue }
      let place = named.firstIndex(behind: { document.entities[$0].tokens.lowerBound >= token })
      let isSame = { (entity: Int) in
        self.type(entity) == (isPlace ? .location : .organization) && self.document.entities[entity].tokens.count > words.count
          && zip(self.document.entities[entity].tokens, words).allSatisfy { self.tokens[$0].key == self.tokens[$1].key }
          || isPlace && self.type(entity) == .location && key != self.tokens[words.lowerBound].key
      }
      if let found = named[max(0, place - 40)..<place].last(where: isSame) ?? named[place..<min(named.count, place + 10)].first(where: isSame) { return found }
    }
    return nil
  }

  private static let town = (tp: Key.tp, city: Key.thanhf, hcm: Key.tphcm)

  /// Bodies that a person holds a position in, by the person's name.
  private lazy var bodiesOf = {
    var found: [String: Set<String>] = [:]
    for (index, entity) in document.entities.enumerated() where entity.type == .organization {
      guard let outer = covering(entity.tokens.lowerBound), let person = group(outer)?.person else { continue }
      found[named(person).text, default: []].insert(named(index).text)
    }
    return found
  }()

  /// The party that `entity` names: the person of its group or behind its position, else its own words.
  func resolve(_ entity: Int) -> Directive.Party {
    if let person = group(entity)?.person { return named(person) }
    return named(type(entity) == .role ? holders.behind(entity) ?? entity : entity)
  }

  /// Who was named last before `token` as holding a position in the body.
  func spokesman(of body: Directive.Party, before token: Int) -> Directive.Party? {
    let end = firstGroup(from: token)
    return groups[max(0, end - 60)..<end].reversed().lazy.compactMap { $0.person.map(self.named) }.first { bodiesOf[$0.text]?.contains(body.text) == true }
  }

  /// Hồ Chí Minh, where the article names him in full.
  var uncle: Directive.Party? { president.map(named) }

  func named(_ entity: Int) -> Directive.Party {
    let found = document.entities[entity]
    if found.type == .organization, let words = bodies.fullest(entity) {
      return Directive.Party(text: document.string(document.bytes(words)), range: found.range, entity: entity)
    }
    if found.type == .person, found.tokens.count == 1, found.tokens.lowerBound > 0, Self.uncles.contains(tokens[found.tokens.lowerBound - 1].key), let president
    {
      return Directive.Party(text: document.string(document.entities[president].range), range: found.range, entity: entity)
    }
    if found.type == .person, found.tokens.count == 1, let full = fullNames[tokens[found.tokens.lowerBound].key], full >= 0 {
      return Directive.Party(text: document.string(document.entities[full].range), range: found.range, entity: entity)
    }
    if found.type == .person, found.tokens.count > 1, let first = persons[found.tokens.reduce(0) { mix($0, tokens[$1].key) }] {
      return Directive.Party(text: document.string(document.entities[first].range), range: found.range, entity: entity)
    }
    let text = document.string(found.range)
    return Directive.Party(text: found.type == .person || found.type == .legalDocument ? found.canonical ?? text : text, range: found.range, entity: entity)
  }

  func party(_ range: Range<Int>) -> Directive.Party? {
    guard !range.isEmpty else { return nil }
    return Directive.Party(text: document.string(document.bytes(range)), range: document.bytes(range), entity: starting(range.lowerBound))
  }

  /// The last person named before `token`.
  func lastPerson(before token: Int) -> Int? {
    let person = personBefore[firstGroup(from: token)]
    return person < 0 ? nil : Int(person)
  }

  /// The last act named before `token`, of the kind that the word at `noun` names when there is one: "Nghị quyết" is no decree.
  func lastAct(before token: Int, like noun: Int) -> Int? {
    let end = firstGroup(from: token)
    for place in stride(from: end - 1, through: max(0, end - 60), by: -1) {
      if type(groups[place].lead) == .legalDocument, tokens[groups[place].tokens.lowerBound].key == tokens[noun].key { return groups[place].lead }
    }
    for place in end..<min(groups.count, end + 60)
    where type(groups[place].lead) == .legalDocument && groups[place].tokens.count > 1 && tokens[groups[place].tokens.lowerBound].key == tokens[noun].key {
      return groups[place].lead
    }
    let act = actBefore[end]
    return act < 0 ? nil : Int(act)
  }

  private func firstGroup(from token: Int) -> Int { groups.firstIndex(behind: { $0.tokens.lowerBound >= token }) }
}
