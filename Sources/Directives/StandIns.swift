internal import TextModel

// Words that stand for somebody or something that the article named: "ông", "Chỉ thị", "tỉnh".
extension Reading {
  /// "Ông", "đồng chí", "vị đại biểu này": the person who was named last.
  func pronoun(endingAt end: Int, from start: Int) -> Subject? {
    for first in max(start, end - 4)..<end
    where Persons.phrases.end(tokens, first, end) == end && (first == start || !has(first - 1, [.determiner, .preposition])) {
      return Subject(kind: .pronoun, party: parties.lastPerson(before: first).map(parties.named), tokens: first..<end, isAdjacent: true)
    }
    // "Bác căn dặn".
    if tokens[end - 1].isCapitalized, tokens[end - 1].key == Key.bacs, let party = parties.uncle {
      return Subject(kind: .pronoun, party: party, tokens: end - 1..<end, isAdjacent: true)
    }
    let isComrade = end - start >= 2 && tokens[end - 1].key == Key.chis
    guard isComrade || has(end - 1, .pronoun) else { return nil }
    let first = end - (isComrade ? 2 : 1)
    return Subject(kind: .pronoun, party: parties.lastPerson(before: first).map(parties.named), tokens: first..<end, isAdjacent: true)
  }

  /// "Chỉ thị yêu cầu", "Công điện nêu rõ": the act named last before.
  func bareAct(endingAt end: Int, from start: Int) -> Subject? {
    for length in 1...3 where end - length >= start {
      let first = end - length
      guard has(first, .act), tokens[first].isCapitalized, ActNouns.phrases.end(tokens, first, end) != nil else { continue }
      if first > start, has(first - 1, [.preposition, .nounHead, .issuing]) { return nil }
      return Subject(kind: .act, party: parties.lastAct(before: first, like: first).map(parties.named), tokens: first..<end, isAdjacent: true)
    }
    return nil
  }

  /// "tỉnh", "Công ty", "sở này": the body or place of that kind that the article names.
  func shortName(_ range: Range<Int>) -> Directive.Party? {
    let isThis = tokens[range.upperBound - 1].key == Key.nayf
    let words = isThis && range.count > 1 ? range.lowerBound..<range.upperBound - 1 : range
    guard let end = Levels.phrases.end(tokens, words.lowerBound, words.upperBound) ?? Levels.bodies.end(tokens, words.lowerBound, words.upperBound),
      end == words.upperBound
    else { return nil }
    if let named = parties.lastNamed(words, before: words.lowerBound, isPlace: Levels.phrases.end(tokens, words.lowerBound, words.upperBound) != nil) {
      return parties.named(named)
    }
    return parties.party(words)
  }
}

/// Words for a document that speaks by itself in the clauses after it was named.
enum ActNouns {
  static let phrases = Phrases(
    "chỉ thị, quyết định, công điện, nghị quyết, nghị định, kế hoạch, thông báo, thông tư, luật, công văn, hướng dẫn, kết luận, văn bản, dự thảo, thông báo kết luận, đề án, quy định, pháp lệnh"
  )
}

/// Words that stand for one place or body that the article names.
enum Levels {
  static let phrases = Phrases("tỉnh, thành phố, tp, huyện, thị xã, quận, xã, phường")
  static let bodies = Phrases("bộ, sở, cục, tổng cục, công ty, tổng công ty, tập đoàn, hiệp hội, bệnh viện, trường, ngân hàng, ban, hội, chi cục, viện")
}

/// Words that stand for one person who was named.
enum Persons {
  static let phrases = Phrases(
    "anh, chị, vị đại diện, vị hiệu trưởng, vị giám đốc, vị luật sư, vị chuyên gia, vị cử tri, luật sư này, cử tri này, đại biểu, đb, nữ bộ trưởng, vị này, vị đại biểu này, nữ đại biểu, đại biểu này, chuyên gia này, vị đại biểu, vị lãnh đạo này"
  )
}
