internal import TextModel

extension EntityScan {
  /// The share of spans of this make that were right on annotated articles; 0.9 and more only where it is 0.97 or better.
  ///
  /// A recognizer gives its node a first value; what the name ends with and what follows it tell the doubtful bounds from the sure ones.
  func confidence(_ node: Node, isInner: Bool) -> Double {
    let words = node.end - node.start
    let runsOn = continues(node.end) && tokens[node.end].kind == .word
    let meetsCapital = runsOn && tokens[node.end].isCapitalized
    let last = node.children.last.flatMap { $0.end == node.end ? $0 : nil }
    switch node.type {
    case .role where node.confidence > 0.9:
      // "Chủ tịch UBND tỉnh": sure before a mark, or with a body of the table; a body by its head may be cut short or run on.
      guard runsOn, node.rule.isRow(.position) else { return 0.95 }
      guard let last else { return 0.89 }
      return last.rule.isRow(.bodyHead) ? last.confidence > 0.8 ? 0.89 : 0.8 : 0.95
    case .organization where node.rule.isRow(.body):
      return !isInner && (words == 2 || meetsCapital) ? 0.89 : node.confidence
    case .organization where node.rule.isRow(.bodyHead) && node.confidence > 0.8:
      if meetsCapital { return isInner ? 0.85 : 0.6 }
      return last?.type == .location || isInner && !runsOn ? 0.95 : node.confidence
    case .location where node.rule.isRow(.placeHead):
      if meetsCapital || words == 2 { return 0.8 }
      return isInner || !runsOn ? node.confidence : 0.89
    default: return node.confidence
    }
  }
}
