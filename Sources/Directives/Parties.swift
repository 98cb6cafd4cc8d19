internal import TextModel

/// Who is named in an article: people with their positions, bodies and documents, in groups as they stand together.
final class Parties {
  /// "đồng chí Lê Diễn - Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy": what names one party.
  struct Group {
    var tokens: Range<Int>
    /// The first entity of the group, and its person.
    var lead: Int
    var person: Int?
  }

  let document: Document
  let tokens: [Token]
  let groups: [Group]
  /// The outermost entities.
  let outer: [Int]
  /// The outermost entity that covers a token, and the group of its entity; -1 for none.
  private let cover: [Int32]
  private let groupOf: [Int32]
  /// Who holds a position, by the key of the position's title: the last few that the article names.
  private var holders = KeyMap<[(role: Int, person: Int)]>()
  /// The only person whose position starts with these words and goes on, by the words' hash; -1 for several.
  private var holdersByStart = KeyMap<Int>()
  /// A position's fullest form where no holder is named: "Thủ tướng" is "Thủ tướng Chính phủ".
  private var fullest = KeyMap<Int>()
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
    let (tokens, entities) = (document.tokens, document.entities)
    let outer = entities.indices.filter { entities[$0].parent == nil }
    self.outer = outer
    var cover = [Int32](repeating: -1, count: tokens.count)
    var covered = cover.mutableSpan
    for index in outer { for token in entities[index].tokens { covered[token] = Int32(index) } }
    self.cover = cover
    groups = Self.grouped(outer, document)
    let lines = document.sentences.filter { $0.kind == .caption || $0.kind == .headline }.map(\.tokens)
    var line = 0
    /// Named in a caption or heading, which takes no part in what the text around it tells.
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
      case .role: learn(index)
      case .person where entities[index].tokens.count > 1:
        let name = entities[index].tokens.reduce(0) { mix($0, tokens[$1].key) }
        if persons[name] == nil { persons.set(name, index) }
        if president == nil, Self.presidentName.elementsEqual(entities[index].tokens.map { tokens[$0].key }) { president = index }
        let given = tokens[entities[index].tokens.upperBound - 1].key
        let isSame = fullNames[given].map { $0 >= 0 && self.isSame($0, index) } ?? true
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
    var low = 0
    var high = groups.count
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].tokens.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < groups.count, groups[end].tokens.lowerBound < range.upperBound { end += 1 }
    return groups[low..<end]
  }

  /// "Chủ tịch TP" chairs its people's committee: the short title's words and hash, and the hashes of the full titles.
  private static let chairs: [(count: Int, short: UInt64, long: [UInt64])] = ["chủ tịch", "phó chủ tịch"].flatMap { chair in
    [["tỉnh"], ["thành phố", "tp"], ["tp", "thành phố"], ["huyện"], ["xã"], ["phường"], ["quận"]].map { units in
      let short = tokenize(Array("\(chair) \(units[0])".utf8)).map(\.key)
      let long = units.flatMap { unit in ["ubnd", "ủy ban nhân dân"].map { tokenize(Array("\(chair) \($0) \(unit)".utf8)).reduce(0) { mix($0, $1.key) } } }
      return (short.count, short.reduce(0) { mix($0, $1) }, long)
    }
  }
  private static let photo = Key.anhr
  private static let of = Key.cuar
  private static let comrade = WordSet("đồng chí ông bà")
  private static let former = WordSet("nguyên cựu kiêm")

  /// Entities that stand together as one party: positions before a name, and a name's positions after it.
  private static func grouped(_ outer: [Int], _ document: Document) -> [Group] {
    var groups: [Group] = []
    func span(_ place: Int) -> Range<Int> { document.entities[outer[place]].tokens }
    func type(_ place: Int) -> EntityType { document.entities[outer[place]].type }
    /// 0 side by side, 1 over one mark, 2 apart.
    func gap(_ place: Int) -> Int {
      var between = span(place).upperBound..<span(place + 1).lowerBound
      if (between.lowerBound...between.upperBound).contains(where: { document.tokens[$0].lineStart }) { return 2 }
      while let last = between.last, comrade.contains(document.tokens[last].key) { between = between.lowerBound..<last }
      // "A, nguyên | Viện trưởng", "Bí thư Huyện ủy kiêm | Chủ tịch UBND huyện": a position once held, or held too.
      if type(place + 1) == .role, let last = between.last, former.contains(document.tokens[last].key) { between = between.lowerBound..<last }
      if between.isEmpty { return 0 }
      // "TS. Võ Trí Thành", "Phó Chủ nhiệm Ủy ban Đối ngoại của Quốc hội".
      if between.count == 1, type(place) == .role, document.tokens[between.lowerBound].isMark("."), type(place + 1) == .person, span(place).count < 3 { return 0 }
      if between.count == 1, document.tokens[between.lowerBound].key == of, type(place) == .role, type(place + 1) == .organization { return 0 }
      let mark = document.tokens[between.lowerBound]
      return between.count == 1 && (mark.isMark(",") || mark.isMark("-") || mark.isMark("–") || mark.isMark("—") || mark.isMark("(")) ? 1 : 2
    }
    /// "Ảnh: Lâm Khánh", "Ảnh: VGP/Quang Hiếu", "(Ảnh: TTXVN)": who took a picture takes no part in what the article tells.
    func isCredit(_ place: Int) -> Bool {
      guard type(place) == .person || type(place) == .organization else { return false }
      var first = place
      for _ in 0..<3 {
        var front = span(first).lowerBound - 1
        let isMarked = front >= 0 && document.tokens[front].kind == .mark
        if isMarked { front -= 1 }
        guard front >= 0 else { return false }
        if document.tokens[front].key == photo { return isMarked || type(place) == .person }
        guard first > 0, front == span(first - 1).upperBound - 1, front < span(first).lowerBound - 1 else { return false }
        first -= 1
      }
      return false
    }
    func title(_ place: Int) -> UInt64 { span(place).reduce(0) { mix($0, document.tokens[$1].key) } }
    /// Given names of those who stand side by side with their position: "Tổng Bí thư A".
    var beside: [UInt64: Set<UInt64>] = [:]
    for place in outer.indices.dropLast() where type(place) == .role && type(place + 1) == .person && gap(place) == 0 { beside[title(place), default: []].insert(document.tokens[span(place + 1).upperBound - 1].key) }
    var place = 0
    while place < outer.count {
      if isCredit(place) { place += 1; continue }
      var group = Group(tokens: span(place), lead: outer[place], person: type(place) == .person ? outer[place] : nil)
      let isParty = type(place) == .role || type(place) == .person || type(place) == .organization
      // "Bộ trưởng Bộ Kế hoạch và Đầu tư (KH&ĐT) | A": over the body's short name.
      if type(place) == .role, place + 2 < outer.count, type(place + 1) == .organization, type(place + 2) == .person, span(place + 1).lowerBound == span(place).upperBound + 1, span(place + 2).lowerBound == span(place + 1).upperBound + 1, document.tokens[span(place).upperBound].isMark("("), document.tokens[span(place + 1).upperBound].isMark(")") {
        place += 2
        group.person = outer[place]
        group.tokens = group.tokens.lowerBound..<span(place).upperBound
      }
      while isParty, place + 1 < outer.count, !isCredit(place + 1) {
        let distance = gap(place)
        let next = type(place + 1)
        guard distance < 2 else { break }
        if next == .person {
          // A person after a body only side by side; after a position also over a mark, unless the group has its person.
          guard group.person == nil, distance == 0 || type(place) == .role else { break }
          group.person = outer[place + 1]
        } else if next == .role {
          guard type(place) != .organization || distance == 0 else { break }
          // "trước Thủ tướng, Thứ trưởng A": the first is somebody else, whom the article names beside it.
          if group.person == nil, distance == 1, type(place) == .role, let known = beside[title(place)] {
            var ahead = place + 1
            while ahead + 1 < outer.count, type(ahead) == .role, gap(ahead) < 2 { ahead += 1 }
            if type(ahead) == .person, !known.contains(document.tokens[span(ahead).upperBound - 1].key) { break }
          }
          if let person = group.person {
            // "Về vụ của ông A, Tổng Bí thư nói": the position of somebody else, whom the article names beside it.
            if distance == 1, let known = beside[title(place + 1)], !known.contains(document.tokens[document.entities[person].tokens.upperBound - 1].key) { break }
            // "…, Chủ tịch Quốc hội Trần Thanh Mẫn": the position of the next person.
            var ahead = place + 1
            while ahead + 1 < outer.count, type(ahead + 1) == .role, gap(ahead) == 0 { ahead += 1 }
            if ahead + 1 < outer.count, type(ahead + 1) == .person, gap(ahead) == 0, distance == 1 { break }
          }
        } else if next == .organization || next == .location, type(place) == .role, distance == 0 {
          // A body that the position's span left out.
        } else {
          break
        }
        place += 1
        group.tokens = group.tokens.lowerBound..<span(place).upperBound
      }
      groups.append(group)
      place += 1
    }
    return groups
  }

  private func learn(_ index: Int) {
    let title = document.entities[index].rule.key
    // "trước Thủ tướng, Tổng Giám đốc … A": the position in front belongs to somebody else.
    let stands = group(index).map { group in
      group.person.map { document.entities[$0].tokens.lowerBound < document.entities[index].tokens.lowerBound || document.entities[index].tokens.upperBound == document.entities[$0].tokens.lowerBound } == true
        || group.tokens.lowerBound == 0 || !Self.beforeObject.contains(tokens[group.tokens.lowerBound - 1].key)
    } ?? false
    if stands, let person = group(index)?.person {
      if holders[title]?.contains(where: { $0.person == person && isSame($0.role, index) }) != true {
        holders[title, default: []].append((index, person))
        var hash: UInt64 = 0
        for (place, token) in document.entities[index].tokens.dropLast().enumerated() {
          hash = mix(hash, tokens[token].key)
          guard place > 0 else { continue }
          let isSame = holdersByStart[hash].map { $0 >= 0 && named($0).text == named(person).text } ?? true
          holdersByStart.set(hash, isSame ? person : -1)
        }
        if holders[title]!.count > 16 { holders[title, default: []].removeFirst() }
      }
    }
    if let known = fullest[title] {
      let length = document.entities[known].range.count
      if document.entities[index].range.count > length, length < 24, starts(index, with: known) { fullest.set(title, index) }
    } else {
      fullest.set(title, index)
    }
  }

  /// The same words in any case.
  private func isSame(_ left: Int, _ right: Int) -> Bool {
    document.entities[left].range.count == document.entities[right].range.count && starts(left, with: right)
  }

  /// The words of one entity begin with the words of another, in any case.
  private func starts(_ entity: Int, with other: Int) -> Bool {
    let (text, start) = (document.utf8[document.entities[entity].range], document.utf8[document.entities[other].range])
    return text.starts(with: start) || text.count >= start.count && TextModel.lowercased(text).starts(with: TextModel.lowercased(start))
  }

  /// The words of a position with abbreviations written out.
  private func spelled(_ entity: Int) -> [UInt64] {
    document.entities[entity].tokens.flatMap { token in tokens[token].kind == .mark ? [] : BodyNames.abbreviations[tokens[token].key] ?? [tokens[token].key] }
  }

  private static let beforeObject = WordSet("của trước với cho gửi tới cùng thay từ")

  /// The body or place named last before `token`, else first after it, whose name starts with these words: "tỉnh" for "tỉnh Yên Bái".
  func lastNamed(_ words: Range<Int>, before token: Int, isPlace: Bool) -> Int? {
    let key = tokens[words.lowerBound].key
    for key in [key] + (key == Self.town.tp ? [Self.town.city] : key == Self.town.city ? [Self.town.tp, Self.town.hcm] : []) {
      guard let named = byHead[key] else { continue }
      var (low, high) = (0, named.count)
      while low < high {
        let middle = (low + high) / 2
        if document.entities[named[middle]].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
      }
      let isSame = { (entity: Int) in self.type(entity) == (isPlace ? .location : .organization) && self.document.entities[entity].tokens.count > words.count && zip(self.document.entities[entity].tokens, words).allSatisfy { self.tokens[$0].key == self.tokens[$1].key } || isPlace && self.type(entity) == .location && key != self.tokens[words.lowerBound].key }
      if let found = named[max(0, low - 40)..<low].last(where: isSame) ?? named[low..<min(named.count, low + 10)].first(where: isSame) { return found }
    }
    return nil
  }

  private static let town = (tp: Key.tp, city: Key.thanhf, hcm: Key.tphcm)

  /// The person named last before `token` as one who does something; else the last one at all.
  func lastSubject(before token: Int) -> Int? {
    let end = firstGroup(from: token)
    let near = (max(0, end - 12)..<end).reversed().filter { groups[$0].person.map(Int32.init) == personBefore[$0 + 1] }
    func front(_ place: Int) -> Int {
      var front = groups[place].tokens.lowerBound - 1
      while front > 0, Self.comrade.contains(tokens[front].key), !tokens[front].lineStart { front -= 1 }
      return front
    }
    // Who opens a clause; "trao hoa cho nhạc sĩ A" does not.
    let opener = near.first { front($0) < 0 || tokens[front($0) + 1].lineStart || tokens[front($0)].kind == .mark || tokens[front($0)].lineStart }
    if let found = opener ?? near.first(where: { !Self.notSubject.contains(tokens[front($0)].key) }) { return groups[found].person }
    return lastPerson(before: token)
  }

  /// The body named last before `token` as one that does something.
  func lastBody(before token: Int) -> Int? {
    let end = firstGroup(from: token)
    let named = (max(0, end - 12)..<end).reversed().filter { groups[$0].person == nil && type(groups[$0].lead) == .organization }
    func before(_ place: Int) -> Int { groups[place].tokens.lowerBound - 1 }
    let found = named.first { before($0) < 0 || tokens[before($0) + 1].lineStart || tokens[before($0)].kind == .mark } ?? named.first { !Self.notSubject.contains(tokens[before($0)].key) }
    return found.map { groups[$0].lead }
  }

  /// Bodies that a person holds a position in, by the person's name.
  private lazy var bodiesOf = {
    var found: [String: Set<String>] = [:]
    for (index, entity) in document.entities.enumerated() where entity.type == .organization {
      guard let outer = covering(entity.tokens.lowerBound), let person = group(outer)?.person else { continue }
      found[named(person).text, default: []].insert(named(index).text)
    }
    return found
  }()

  private static let notSubject = WordSet("của với cho về tới gửi bởi thuộc giữa như cùng thay là gồm và gặp đón tiếp thăm")

  /// The party that `entity` names: the person of its group or behind its position, else its own words.
  func resolve(_ entity: Int) -> Directive.Party {
    if let group = group(entity), let person = group.person { return holder(person, group) ?? named(person) }
    guard type(entity) == .role else { return named(entity) }
    let title = document.entities[entity].rule.key
    let known = holders[title]
    if let known {
      if let own = known.last(where: { isSame($0.role, entity) && document.entities[$0.person].tokens.lowerBound <= document.entities[entity].tokens.lowerBound && !isNamedInPassing($0.role) }) { return named(own.person) }
      if let exact = known.last(where: { isSame($0.role, entity) && document.entities[$0.person].tokens.lowerBound <= document.entities[entity].tokens.lowerBound }) ?? known.first(where: { isSame($0.role, entity) }) {
        return named(exact.person)
      }
      // A short form of the position or a longer one: "Bí thư Tỉnh ủy", "Bí thư Tỉnh ủy Hải Dương".
      if let similar = known.last(where: { starts($0.role, with: entity) || starts(entity, with: $0.role) }) { return named(similar.person) }
      // "Chủ tịch UBND thành phố", "Chủ tịch UBND TP Hà Nội".
      let own = spelled(entity)
      if own.count > 3, let similar = known.last(where: { spelled($0.role).starts(with: own) }) { return named(similar.person) }
    }
    let words = document.entities[entity].tokens
    func hash(_ count: Int) -> UInt64 { tokens[words.prefix(count)].reduce(0) { mix($0, $1.key) } }
    if let chair = Self.chairs.first(where: { $0.short == hash($0.count) }), let person = chair.long.lazy.compactMap({ self.holdersByStart[$0] }).first, person >= 0 { return named(person) }
    // "Phó Thủ tướng" of the only "Phó Thủ tướng Thường trực" that is named.
    if known == nil, let person = holdersByStart[hash(words.count)], person >= 0 { return named(person) }
    if let longer = fullest[title], starts(longer, with: entity) { return named(longer) }
    return named(entity)
  }

  /// "chuyến thăm của Thủ tướng A".
  private func isNamedInPassing(_ role: Int) -> Bool {
    guard let first = group(role)?.tokens.lowerBound, first > 0 else { return false }
    return !tokens[first].lineStart && Self.notSubject.contains(tokens[first - 1].key)
  }

  /// "Thứ trưởng Hải": of several who have this given name the one with that position.
  private func holder(_ person: Int, _ group: Group) -> Directive.Party? {
    let name = document.entities[person].tokens
    guard name.count == 1, group.lead != person, type(group.lead) == .role, fullNames[tokens[name.lowerBound].key] == -1 else { return nil }
    let known = (holders[document.entities[group.lead].rule.key] ?? []).filter { tokens[document.entities[$0.person].tokens.upperBound - 1].key == tokens[name.lowerBound].key && document.entities[$0.person].tokens.count > 1 }
    guard let found = known.last(where: { starts($0.role, with: group.lead) }) else { return nil }
    return named(found.person)
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
    if found.type == .person, found.tokens.count == 1, found.tokens.lowerBound > 0, Self.uncles.contains(tokens[found.tokens.lowerBound - 1].key), let president {
      return Directive.Party(text: document.string(document.entities[president].range), range: found.range, entity: entity)
    }
    if found.type == .person, found.tokens.count == 1, let full = fullNames[tokens[found.tokens.lowerBound].key], full >= 0 {
      return Directive.Party(text: document.entities[full].canonical ?? document.string(document.entities[full].range), range: found.range, entity: entity)
    }
    if found.type == .person, found.tokens.count > 1, let first = persons[found.tokens.reduce(0) { mix($0, tokens[$1].key) }], first != entity {
      return Directive.Party(text: document.entities[first].canonical ?? document.string(document.entities[first].range), range: found.range, entity: entity)
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
    for place in end..<min(groups.count, end + 60) where type(groups[place].lead) == .legalDocument && groups[place].tokens.count > 1 && tokens[groups[place].tokens.lowerBound].key == tokens[noun].key { return groups[place].lead }
    let act = actBefore[end]
    return act < 0 ? nil : Int(act)
  }

  private func firstGroup(from token: Int) -> Int {
    var low = 0
    var high = groups.count
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
