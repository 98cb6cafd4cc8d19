public import Lexicon
public import TextModel

/// Finds all entities of a document with its sentences: outermost first by start, then by end.
///
/// Guarantees: spans start and end on tokens, lie inside the text and never cross; a nested span lies
/// inside its `parent`.
public func recognizeEntities(_ document: Document, lexicon: Lexicon, matches: Lexicon.Matches) -> [Entity] {
  let scan = EntityScan(document, lexicon, matches)
  scan.findBylines()
  scan.learnPlaces()
  scan.learnNames()
  scan.learnBodies()
  scan.isLearning = false
  var nodes: [Node] = []
  var index = 0
  let openings = scan.openings
  while index < openings.count {
    let opening = openings[index]
    guard opening.intersects([.outermost, .shared]) else {
      index += 1
      continue
    }
    if opening.intersects(.shared), index > 1 {
      let listed = scan.sharedHeadBodies(at: index)
      if let last = listed.last {
        nodes += listed
        index = last.end
        continue
      }
    }
    guard opening.intersects(.outermost), let node = scan.outermost(at: index) else {
      index += 1
      continue
    }
    nodes.append(node)
    index = node.end
    let shared = node.type == .location ? scan.sharedHeadNames(after: node) : node.type == .organization ? scan.ministriesOn(after: node) : []
    nodes += shared
    index = shared.last?.end ?? index
    scan.lastStart = node.start
    scan.lastEnd = index
    scan.lastType = node.type
    if scan.isMark(node.end, "("), let short = scan.shortForm(after: scan.lastBody(of: node)) {
      if short.end - short.start == 1, !scan.matches.starts(.bodyHead, at: short.start) { scan.knownShortForms.insert(scan.key(short.start)) }
      nodes.append(short)
      index = short.end
    }
  }
  var entities: [Entity] = []
  entities.reserveCapacity(nodes.count * 3 / 2)
  var end = 0
  for node in ordered(nodes) where node.start >= end {
    append(node, parent: nil, scan, &entities)
    end = node.end
  }
  link(&entities, document, scan)
  return entities
}

/// By start, the longer first; mostly they are.
private func ordered(_ nodes: [Node]) -> [Node] {
  for index in nodes.indices.dropFirst() where nodes[index].start <= nodes[index - 1].start {
    return nodes.sorted { ($0.start, $1.end) < ($1.start, $0.end) }
  }
  return nodes
}

/// Outer spans before the parts inside them; a part that repeats its parent's span and type is dropped.
private func append(_ node: Node, parent: Int?, _ scan: EntityScan, _ entities: inout [Entity]) {
  var index = parent
  if parent.map({ entities[$0].tokens != node.start..<node.end || entities[$0].type != node.type }) ?? true {
    index = entities.count
    entities.append(
      Entity(
        type: node.type, range: scan.document.bytes(node.start..<node.end), tokens: node.start..<node.end, rule: node.rule.name(scan.lexicon),
        confidence: scan.confidence(node, isInner: parent != nil)))
    entities[entities.count - 1].parent = parent
  }
  var end = node.start
  for child in ordered(node.children) where child.start >= end && child.end <= node.end {
    append(child, parent: index, scan, &entities)
    end = child.end
  }
}

/// Houses that are places where they stand after these words, and bodies where they act.
private let halls = FieldSet("Bảo tàng", "Trung tâm Hội nghị", "Trung tâm Văn hóa", "Nhà hát", "Nhà Văn hóa", "Thư viện", "Nhà thiếu nhi")
private let venues = WordSet("tại ở cầu")

extension EntityScan {
  /// The overlap policy: the recognizers in this order, but the longest of document, role, body, event and place.
  func outermost(at index: Int) -> Node? {
    let opening = openings[index]
    if opening.intersects(.outlet), let outlet = outlet(at: index) { return outlet }
    if bylineEnd(at: index) != nil, let name = person(at: index) { return name }
    var best = Longest(start: index)
    if opening.intersects(.program) { best.offer(program(at: index)) }
    if opening.intersects(.document) { best.offer(legalDocument(at: index)) }
    if opening.intersects(.date) { best.offer(date(at: index)) }
    if best.type == .legalDocument || best.type == .date { return best.node }
    if opening.intersects(.provision) { best.offer(provision(at: index)) }
    if opening.intersects(.event) { best.offer(event(at: index)) }
    if opening.intersects(.role) { best.offer(role(at: index)) }
    if opening.intersects(.body) { best.offer(body(at: index)) }
    let isCapitalized = isCapitalizedWord(index)
    if isCapitalized, best.type != .role { best.offer(knownBody(at: index)) }
    if best.type == .organization, isMark(index - 1, ":"), !tokens[index].isAllCaps, isAfterHonorific(index), let person = person(at: index),
      person.end >= best.end
    {
      return person
    }
    let place = opening.intersects(.place) ? place(at: index) : nil
    if best.type == nil, let place, let person = person(at: index), person.end > place.end { return person }
    // "tại Trung tâm Văn hóa tỉnh": a house where something takes place.
    if best.type == .organization, index > 0, venues.contains(key(index - 1)), !tokens[index].lineStart,
      let head = longest(.bodyHead, at: index, keepsCase: false), lexicon.field(head, 0, isIn: halls), var house = best.node
    {
      if let place, place.end > house.end { return place }
      house.type = .location
      return house
    }
    if best.type == .organization, let place, place.end >= best.end, place.end - index > 1, best.node?.rule.isRow(.bodyHead) == true {
      best = Longest(start: index)
    }
    best.offer(place)
    guard isCapitalized else { return best.node }
    if best.type == nil || best.type == .location { best.offer(bracketedPlace(at: index)) }
    if best.type == nil || best.type == .person { best.offer(homePlace(at: index)) }
    if best.type == nil { best.offer(person(at: index)) }
    if best.type == nil || best.type == .person { best.offer(foreignName(at: index)) }
    return best.node
  }
}

/// The longest of the spans offered that start at a token or after it, the first of equals.
private struct Longest {
  let start: Int
  private(set) var node: Node?
  private(set) var type: EntityType?
  private(set) var end: Int

  init(start: Int) {
    self.start = start
    end = start
  }

  mutating func offer(_ found: consuming Node?) {
    guard let found, found.start >= start, found.end > end else { return }
    (type, end) = (found.type, found.end)
    node = found
  }
}
