internal import TextModel

// What stands together as one party.
extension Parties {
  /// "đồng chí Lê Diễn - Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy": what names one party.
  struct Group {
    var tokens: Range<Int>
    /// The first entity of the group, and its person.
    var lead: Int
    var person: Int?
  }

  private static let comrade = WordSet("đồng chí ông bà")
  private static let former = WordSet("nguyên cựu kiêm")

  /// Entities that stand together as one party: positions before a name, and a name's positions after it.
  static func grouped(_ outer: [Int], _ document: Document) -> [Group] {
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
      if between.count == 1, type(place) == .role, document.tokens[between.lowerBound].isMark("."), type(place + 1) == .person, span(place).count < 3 {
        return 0
      }
      if between.count == 1, document.tokens[between.lowerBound].key == Key.cuar, type(place) == .role, type(place + 1) == .organization { return 0 }
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
        if document.tokens[front].key == Key.anhr { return isMarked || type(place) == .person }
        guard first > 0, front == span(first - 1).upperBound - 1, front < span(first).lowerBound - 1 else { return false }
        first -= 1
      }
      return false
    }
    func title(_ place: Int) -> UInt64 { span(place).reduce(0) { mix($0, document.tokens[$1].key) } }
    /// Given names of those who stand side by side with their position: "Tổng Bí thư A".
    var beside = KeyMap<KeySet>()
    for place in outer.indices.dropLast() where type(place) == .role && type(place + 1) == .person && gap(place) == 0 {
      beside[title(place), default: KeySet()].insert(document.tokens[span(place + 1).upperBound - 1].key)
    }
    var place = 0
    while place < outer.count {
      if isCredit(place) { place += 1; continue }
      var group = Group(tokens: span(place), lead: outer[place], person: type(place) == .person ? outer[place] : nil)
      let isParty = type(place) == .role || type(place) == .person || type(place) == .organization
      // "Bộ trưởng Bộ Kế hoạch và Đầu tư (KH&ĐT) | A": over the body's short name.
      if type(place) == .role, place + 2 < outer.count, type(place + 1) == .organization, type(place + 2) == .person,
        span(place + 1).lowerBound == span(place).upperBound + 1, span(place + 2).lowerBound == span(place + 1).upperBound + 1,
        document.tokens[span(place).upperBound].isMark("("), document.tokens[span(place + 1).upperBound].isMark(")")
      {
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
            if distance == 1, let known = beside[title(place + 1)], !known.contains(document.tokens[document.entities[person].tokens.upperBound - 1].key) {
              break
            }
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
}
