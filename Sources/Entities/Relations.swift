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
    guard isClose else { continue }
    switch (entities[left].type, entities[right].type) {
    case (.role, .person) where gap.isEmpty: relations.append(Relation(kind: .holds_role, from: right, to: left))
    case (.person, .role): relations.append(Relation(kind: .holds_role, from: left, to: right))
    case (.legalDocument, .date): relations.append(Relation(kind: .issued_on, from: left, to: right))
    case (.legalProvision, .legalDocument): relations.append(Relation(kind: .provision_of, from: left, to: right))
    default: break
    }
  }
  return relations
}
