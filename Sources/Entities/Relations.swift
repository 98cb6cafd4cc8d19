public import TextModel

/// Relations that adjacency shows: a person beside a position holds it, a position is at the body inside it,
/// a body or place belongs to its outer body, a document was issued on the date right after it.
public func relate(_ document: Document) -> [Relation] {
  var relations: [Relation] = []
  let entities = document.entities
  for index in entities.indices {
    guard let parent = entities[index].parent else { continue }
    switch (entities[parent].type, entities[index].type) {
    case (.role, .organization): relations.append(Relation(kind: .role_at, from: parent, to: index))
    case (.organization, .organization): relations.append(Relation(kind: .part_of, from: parent, to: index))
    case (.organization, .location): relations.append(Relation(kind: .located_in, from: parent, to: index))
    default: break
    }
  }
  let outer = entities.indices.filter { entities[$0].parent == nil }
  for (left, right) in zip(outer, outer.dropFirst()) {
    let gap = entities[left].tokens.upperBound..<entities[right].tokens.lowerBound
    let isClose = gap.isEmpty || (gap.count == 1 && document.tokens[gap.lowerBound].kind == .mark && !document.tokens[gap.lowerBound].isMark("."))
    let isOf = gap.count == 1 && document.tokens[gap.lowerBound].key == Key.cuar
    switch (entities[left].type, entities[right].type) {
    case (.role, .person) where gap.isEmpty: relations.append(Relation(kind: .holds_role, from: right, to: left))
    case (.person, .role) where isClose: relations.append(Relation(kind: .holds_role, from: left, to: right))
    case (.legalDocument, .date) where isClose: relations.append(Relation(kind: .issued_on, from: left, to: right))
    case (.legalProvision, .legalDocument) where isClose || isOf: relations.append(Relation(kind: .provision_of, from: left, to: right))
    case (.legalDocument, .organization) where isOf, (.legalDocument, .role) where isOf: relations.append(Relation(kind: .issued_by, from: left, to: right))
    default: break
    }
  }
  // "… số 45/QĐ-TTg ngày 05/3/2019 của Thủ tướng Chính phủ": the issuer after the date.
  for (act, (day, issuer)) in zip(outer, zip(outer.dropFirst(), outer.dropFirst(2))) {
    guard entities[act].type == .legalDocument, entities[day].type == .date, entities[issuer].type == .organization || entities[issuer].type == .role,
      entities[act].tokens.upperBound == entities[day].tokens.lowerBound, entities[day].tokens.upperBound + 1 == entities[issuer].tokens.lowerBound,
      document.tokens[entities[day].tokens.upperBound].key == Key.cuar
    else { continue }
    relations.append(Relation(kind: .issued_by, from: act, to: issuer))
  }
  /// Who holds each position, named before it; -1 for nobody.
  var holders = [Int](repeating: -1, count: entities.count)
  for relation in relations where relation.kind == .holds_role && relation.from < relation.to { holders[relation.to] = relation.from }
  // "Lê Minh Hưng, Ủy viên Bộ Chính trị, Bí thư Trung ương Đảng": each further position in the row is held too.
  for (position, index) in outer.enumerated() where entities[index].type == .role {
    guard position > 0 else { continue }
    let before = outer[position - 1]
    let gap = entities[before].tokens.upperBound..<entities[index].tokens.lowerBound
    guard gap.count == 1, document.tokens[gap.lowerBound].isMark(","), entities[before].type == .role, holders[before] >= 0
    else { continue }
    holders[index] = holders[before]
    relations.append(Relation(kind: .holds_role, from: holders[before], to: index))
  }
  return relations
}
