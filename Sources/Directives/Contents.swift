internal import TextModel

/// Words that open a sentence and have no capital inside one.
private let lineOpeners = WordSet(
  "theo tại trong trước sau từ về với để nhằm qua khi nếu tuy hiện đây đó đến những một ông bà cũng cùng phát trao liên nhiều mỗi vừa cụ ngoài bên đặc cần phải việc trên dưới như được do vì song đáng mặc nhấn kết chia nói trả còn riêng đối thời mới lợi cho"
)

// Where a directive's content ends.
extension Finder {
  /// A part behind a semicolon that is no clause of its own: noun phrases of one object.
  func extendLast(to clause: Clause) {
    guard let last = directives.indices.last, directives[last].sentence == clause.sentence, clausesSince == 0, !reports(clause.tokens) else { return }
    let own = reading.trim(clause.tokens)
    guard !own.isEmpty, own.count < 60, !own.contains(where: { reading.has($0, [.negation, .copula, .passive]) || Addressees.states.contains(tokens[$0].key) })
    else { return }
    let start = notes[last].tokens.lowerBound
    let span = reading.trim(start..<min(own.upperBound, reading.quotation(at: start)?.tokens.upperBound ?? own.upperBound))
    directives[last].range = reading.close(span, document.sentences[clause.sentence].tokens)
    notes[last].tokens = span
    clausesSince = -1
  }

  /// Where the words that join a second cue to the clause start: ", đồng thời yêu cầu".
  func joinerStart(_ candidate: Candidate, after start: Int) -> Int {
    var index = candidate.subject.isAdjacent ? min(candidate.trigger.lowerBound, candidate.subject.tokens.lowerBound) : candidate.trigger.lowerBound
    while index > start + 1, tokens[index - 1].isMark(",") || reading.has(index - 1, [.conjunction, .adverb]) { index -= 1 }
    return index
  }
}

extension Reading {
  func startsBan(_ index: Int) -> Bool {
    if isNegated(index) { return true }
    guard let cue = cue(at: index), rules.cues[cue.row].kind == .ban else { return index > 0 && tokens[index - 1].key == Key.caams }
    return true
  }

  /// "không để …", "kiên quyết không …"; not "không nên", which advises as strongly as "nên" does.
  func forbids(_ index: Int) -> Bool {
    if let manner = action(at: index), rules.actions[manner.row] == .manner { return forbids(manner.end) }
    guard let cue = cue(at: index), rules.cues[cue.row].kind == .ban else { return startsBan(index) }
    return rules.cues[cue.row].force == .prohibit
  }

  /// Where the content ends inside its clause: at a quotation mark that was opened before it, before a plan.
  func contentEnd(_ range: Range<Int>, _ sentence: Range<Int>) -> Range<Int> {
    var opened = 0
    var straight = false
    let isInStraight = isQuoted(range.lowerBound, from: sentence.lowerBound)
    // "“Đê đã yếu. Các xã phải | trực đêm”, ông A nói": of a quotation that an earlier sentence opened.
    let quotationEnd = quotation(at: range.lowerBound)?.tokens.upperBound
    for index in range {
      if index == quotationEnd { return trim(range.lowerBound..<index) }
      if tokens[index].kind == .mark {
        // "… phòng dịch | (Ảnh: TTXVN)".
        if tokens[index].isMark("("), index + 1 < range.upperBound, tokens[index + 1].key == Key.anhr { return trim(range.lowerBound..<index) }
        if tokens[index].isMark("“") { opened += 1 }
        if tokens[index].isMark("”") {
          if opened == 0 { return trim(range.lowerBound..<index) }
          opened -= 1
        }
        if tokens[index].isMark("\"") {
          if !straight, isInStraight { return trim(range.lowerBound..<index) }
          straight.toggle()
        }
        continue
      }
      guard index > range.lowerBound + 1, index + 1 < range.upperBound else { continue }
      if opensJoinedLine(index) { return trim(range.lowerBound..<index) }
      // "…, ông Tuấn nói": the reporter's words.
      if let cue = cue(at: index), rules.cues[cue.row].kind == .speech || rules.cues[cue.row].kind == .say && !has(cue.end, .preposition),
        parties.covering(index) == nil
      {
        let subject = subject(of: index, from: range.lowerBound)
        if subject.isAdjacent, subject.tokens.lowerBound > range.lowerBound {
          let before = subject.tokens.lowerBound - 1
          let comrade = before > range.lowerBound && has(before, .pronoun) ? before - 1 : before
          if comrade > range.lowerBound, isMark(comrade, ",") || isMark(comrade, "-") || isMark(comrade, "–") { return trim(range.lowerBound..<comrade) }
        }
      }
      guard index > range.lowerBound + 3 else { continue }
      if tokens[index].key == Key.vaf, has(index + 1, .future) { return trim(range.lowerBound..<index) }
      if tokens[index].key == Key.thif, let comma = promise(index, in: range) { return trim(range.lowerBound..<comma) }
      if tokens[index].key == Key.vaf, isMark(index - 1, ","), (index..<min(index + 8, range.upperBound)).contains(where: { tokens[$0].key == Key.ddang }) {
        return trim(range.lowerBound..<index)
      }
    }
    return range
  }

  /// "…, nếu còn vướng mắc | thì | Bộ Tài chính sẽ xem xét": the comma in front of what somebody promises on a condition.
  private func promise(_ then: Int, in range: Range<Int>) -> Int? {
    let end = has(then + 1, .firstPerson) ? then + 2 : partyRunEnd(then + 1, range.upperBound)
    guard end > then + 1, end < range.upperBound, has(end, .future) else { return nil }
    return (range.lowerBound + 1..<then).last { has($0, .comma) && has($0 + 1, [.condition, .adverbial, .determiner, .report]) }
  }

  /// Where a crawler joined two lines without punctuation: "cần truy xuất nguồn gốc | Theo bà Thanh, …".
  private func opensJoinedLine(_ index: Int) -> Bool {
    guard tokens[index].isCapitalized, tokens[index - 1].kind != .mark else { return false }
    if words[index].intersects(.covered) { return parties.starting(index).map { parties.type($0) == .date } ?? false }
    // "… vào thị trường | Ông Phạm Sỹ Liêm".
    if has(index, .pronoun), parties.starting(index + 1).map({ parties.type($0) == .person }) == true { return true }
    return !tokens[index + 1].isCapitalized && lineOpeners.contains(tokens[index].key)
  }

  /// The content's bytes: closing quotes and brackets belong to it only when their opening is inside.
  func close(_ range: Range<Int>, _ sentence: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end < sentence.upperBound, tokens[end].isMark(")") || tokens[end].isMark("”") || tokens[end].isMark("\"") {
      let isBracket = tokens[end].isMark(")")
      let opens = tokens[range.lowerBound..<end].count { isBracket ? $0.isMark("(") : ($0.isMark("“") || $0.isMark("\"")) }
      let closes = tokens[range.lowerBound..<end].count { isBracket ? $0.isMark(")") : $0.isMark("”") }
      if isBracket || tokens[end].isMark("”") ? opens > closes : opens % 2 == 1 { end += 1 } else { break }
    }
    return document.bytes(range.lowerBound..<end)
  }

  /// The words of a time limit: a date behind trước, trong, chậm nhất.
  func deadline(in range: Range<Int>) -> (tokens: Range<Int>, entity: Int)? {
    for group in parties.groups(in: range) where parties.type(group.lead) == .date {
      let date = document.entities[group.lead].tokens
      guard date.lowerBound > range.lowerBound, date.upperBound <= range.upperBound, has(date.lowerBound - 1, .deadline) else { continue }
      var start = date.lowerBound - 1
      if start > range.lowerBound, has(start, .deadline), tokens[start - 1].key == Key.chaamj { start -= 1 }
      return (start..<date.upperBound, group.lead)
    }
    return nil
  }
}
