internal import Lexicon
internal import TextModel

// Reading a clause: the addressee's words, then where the action starts.
extension Finder {
  /// Reads a clause from its start: the addressee's words, then the action.
  ///
  /// `promises`: after a directing verb "sẽ" stands for "hãy": "đề nghị các đồng chí sẽ …".
  func action(in range: Range<Int>, promises: Bool = false) -> Action? {
    guard var start = firstWord(range) else { return nil }
    for _ in 0..<2 { if let after = skipConnective(start, range) { start = after } }
    if start + 1 < range.upperBound, [Key.cho, Key.rawngf, Key.vowis].contains(tokens[start].key) { start += 1 }
    if Self.adverbial.contains(tokens[start].key) || tokens[start].key == Key.ngay, actionsAt[start] == nil || tokens[start].key == Key.cawn {
      // "Căn cứ tình hình …, chủ động kiểm tra …": the action after the adverbial.
      if let comma = range.first(where: { $0 > start && $0 + 1 < range.upperBound && tokens[$0].isMark(",") && actionsAt[$0 + 1] != nil }), comma - start < 40,
        !(start..<comma).contains(where: { isModal($0) })
      {
        return Action(addressee: start..<start, content: comma + 1..<range.upperBound)
      }
    }
    var index = start
    while index < range.upperBound, index - start < 48 {
      if let entity = parties.outerAt[index], document.entities[entity].tokens.upperBound > index {
        index = document.entities[entity].tokens.upperBound
        continue
      }
      if tokens[index].isMark("("), let close = (index..<range.upperBound).first(where: { tokens[$0].isMark(")") }) {
        index = close + 1
        continue
      }
      if isModal(index) {
        var content = index + 1
        while content < range.upperBound, isModal(content) || tokens[content].isMark(":") { content += 1 }
        guard content < range.upperBound else { return nil }
        return Action(addressee: trim(start..<index), content: content..<range.upperBound, isModal: true)
      }
      if let cue = cuesAt[index] {
        switch lexicon.field(cue, 2) {
        case "ban":
          let content = lexicon.field(cue, 0).hasSuffix("cấm") ? cue.end : index
          guard content < range.upperBound else { return nil }
          if content > index, parties.actor(at: content) != nil || Words.partyStart.contains(tokens[content].key) {
            let end = entityRunEnd(content, content..<range.upperBound)
            if end < range.upperBound { return Action(addressee: trim(content..<end), content: end..<range.upperBound, isBan: true) }
          }
          return Action(addressee: trim(start..<index), content: content..<range.upperBound, isBan: true)
        case "modal" where cue.end < range.upperBound && cue.end - cue.start > 1:
          let keeps = lexicon.field(cue, 0) == "chịu trách nhiệm"
          return Action(addressee: trim(start..<index), content: (keeps ? index : cue.end)..<range.upperBound, isModal: true)
        default: break
        }
      }
      if promises, tokens[index].key == Key.sex, index + 1 < range.upperBound { return Action(addressee: trim(start..<index), content: index + 1..<range.upperBound, isModal: true) }
      if index > start, Words.report.contains(tokens[index].key), !tokens[index].isCapitalized { return nil }
      if index > start, tokens[index].key == Key.theo, range.upperBound - index > 4, (index..<min(index + 10, range.upperBound)).contains(where: { actionsAt[$0] != nil && !Words.nounHead.contains(tokens[$0 - 1].key) }) {
        return Action(addressee: trim(start..<index), content: index..<range.upperBound)
      }
      if actionsAt[index] != nil, isVerb(index, start) {
        return Action(addressee: trim(start..<index), content: index..<range.upperBound)
      }
      index += 1
    }
    return nil
  }

  /// The table verb at `index` is the action, not part of a noun: "các tổ chức", "công tác quản lý", "cơ quan điều tra".
  func isVerb(_ index: Int, _ start: Int) -> Bool {
    guard let action = actionsAt[index] else { return false }
    if index == start {
      // "lãnh đạo các đơn vị", "tổ chức, cá nhân": people, not what they do.
      let word = lexicon.field(action, 0)
      guard word == "lãnh đạo" || word == "tổ chức", action.end < tokens.count else { return true }
      return !(parties.actor(at: action.end) != nil || Words.partyStart.contains(tokens[action.end].key) || tokens[action.end].isMark(",") && word == "tổ chức")
    }
    guard !tokens[index].isCapitalized else { return false }
    let before = tokens[index - 1]
    let next = action.end < tokens.count ? tokens[action.end] : before
    if Words.nounHead.contains(before.key) { return false }
    switch lexicon.field(action, 0) {
    case "tổ chức": return !Words.determiner.contains(before.key) && !next.isMark(",") && ![Key.cas, Key.chinhs, Key.ddangr, Key.vaf, Key.cos].contains(next.key)
    case "lãnh đạo", "chỉ đạo":
      return !Words.determiner.contains(before.key) && !before.isMark(",") && parties.actor(at: action.end) == nil && !Words.partyStart.contains(next.key)
        || tokens[index].key == Key.chir && !Words.determiner.contains(before.key)
    case "quản lý", "điều tra", "thanh tra", "tham mưu", "kiểm tra", "giám sát":
      return ![Key.quan, Key.ddoanf, Key.booj, Key.luwowngj, Key.toor, Key.ban, Key.vij].contains(before.key)
    case let word where !word.contains(" "): return !before.isMark(",") && (Self.partyWords.contains(before.key) || endsActor(index)) && before.key != Key.coong
    default: return !Words.determiner.contains(before.key) || before.key == Key.vaf
    }
  }

  /// The token before `index` ends a named actor.
  func endsActor(_ index: Int) -> Bool {
    parties.outer(in: max(0, index - 12)..<index).last.map { document.entities[$0].tokens.upperBound == index } == true
  }

  func skipConnective(_ start: Int, _ range: Range<Int>) -> Int? {
    for words in Words.connectives where start + words.count < range.upperBound {
      if zip(words, tokens[start...]).allSatisfy({ $0 == $1.key }) {
        var next = start + words.count
        if tokens[next].isMark(",") || tokens[next].isMark(":") { next += 1 }
        return next < range.upperBound ? next : nil
      }
    }
    return nil
  }

  func trim(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, tokens[start].kind == .mark { start += 1 }
    while end > start, tokens[end - 1].kind == .mark || [Key.cungx, Key.vaf, Key.thif, Key.ddeeuf].contains(tokens[end - 1].key) { end -= 1 }
    return start..<end
  }
}
