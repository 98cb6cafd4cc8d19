internal import Lexicon
internal import TextModel

/// Peoples whose names run to five syllables: Y Thanh Hà Niê Kđăm.
private let longNames: Set<String> = ["ede", "jarai", "coho", "other"]
private let nhe = Key.vaf
private let needsBody: Set<String> = ["Trưởng", "Phó Trưởng", "Ủy viên", "Đại biểu", "Cố vấn", "Trợ lý", "Thư ký", "Ủy viên Thường vụ"]
private let former = WordSet("nguyên cựu tân")
private let levels: Set<String> = ["tỉnh", "huyện", "xã", "phường", "quận", "thành phố", "thị xã", "sở", "nước", "thị trấn"]

extension EntityScan {
  /// "Phó Trưởng Ban Thường trực Ban Dân vận Tỉnh ủy", "Bí thư Thành ủy TP HCM", "Đại tá", "PGS.TS".
  func role(at index: Int) -> Node? {
    guard let head = longest(.position, at: index, keepsCase: false) else { return nil }
    let name = lexicon.field(head, 0)
    let kind = lexicon.field(head, 1)
    let isCapital = tokens[index].isCapitalized
    if tokens[index].isSingle || (!isCapital && name.allSatisfy { $0.isUppercase }) { return nil }
    if index > 0, Word.plural.contains(key(index - 1)), kind != "head", kind != "class" { return nil }
    var end = head.end
    var children = kind == "title" ? inner(head.start, head.end) : []
    if kind == "title", key(end - 1) == Key.nuwowcs, let country = place(at: end) {
      children = [Node(type: .location, start: end - 1, end: country.end, rule: country.rule, confidence: 0.9)]
      end = country.end
    }
    if kind != "rank", kind != "title" || name == "phóng viên" {
      let after = continues(end) ? body(at: end) ?? (isCapitalizedWord(end) ? nil : bodyInPosition(at: end).flatMap { $0.end - $0.start > 1 && lexicon.field(longest(.bodyHead, at: end, keepsCase: false)!, 1).hasPrefix("P") ? $0 : nil }) : nil
      if key(head.start) != Key.toongr, key(head.start + 1) != Key.toongr, let inner = innerBody(head), inner.end >= (after?.end ?? head.end + 1) {
        children.append(inner)
        end = inner.end
      } else if let body = after {
        children.append(body)
        end = body.end
      } else if let plural = pluralBodyEnd(at: end) {
        end = plural
      } else if continues(end), isCapitalizedWord(end), let field = longest(.field, at: end) {
        end = field.end
      } else if continues(end), let place = place(at: end), kind == "head" {
        children.append(place)
        end = place.end
      } else if continues(end), levels.contains(text(end..<end + 1).lowercased()), kind == "head" {
        end += 1
        if let place = place(at: end - 1), place.end > end { end = place.end }
      }
    }
    if end == head.end, needsBody.contains(name), continues(end), let other = role(at: end) {
      children = other.children
      end = other.end
    }
    let hasBody = end > head.end
    if kind == "class" || needsBody.contains(name), !hasBody { return nil }
    if !isCapital, kind == "class", !(continues(end) && isCapitalizedWord(end) && personRun(at: end) != nil), key(end - 1) != Key.hooij { return nil }
    let afterFormer = index > 0 && former.contains(key(index - 1))
    if !isCapital, !hasBody, !afterFormer, kind != "rank" {
      // A lower-case position alone counts only before its holder's name.
      guard continues(end), isCapitalizedWord(end), personRun(at: end) != nil else { return nil }
    }
    return Node(
      type: .role, start: index, end: end, rule: .row(head), confidence: isCapital ? 0.92 : 0.8, children: children)
  }

  /// "UBND các tỉnh, thành phố": a plural body completes one position and is not marked itself.
  private func pluralBodyEnd(at index: Int) -> Int? {
    guard continues(index), let head = longest(.bodyHead, at: index, keepsCase: false),
      key(head.end) == Word.cac || key(head.end) == Word.cap
    else { return nil }
    var end = head.end + 1
    var last = head.end
    while continues(end), tokens[end].kind == .word, !tokens[end].isCapitalized || end == last + 1 {
      guard levels.contains(text(end..<end + 1)) || key(end) == Word.cac || key(end) == Key.thanhf
        || key(end) == Key.phoos || key(end) == Key.thij
      else { break }
      end += 1
      last = end
      if isMark(end, ",") || key(end) == nhe, continues(end + 1), levels.contains(text(end + 1..<end + 2)) || key(end + 1) == Key.thanhf || key(end + 1) == Key.thij { end += 1 }
    }
    return last > head.end ? last : nil
  }

  /// One past the personal name at `index` by its form: family name first, two to five capitalized syllables.
  func personRun(at index: Int) -> Int? {
    guard isCapitalizedWord(index), let surname = longest(.surname, at: index) else { return nil }
    var end = min(capitalRun(index), index + 5)
    // Crawled captions run into the next sentence: "Ảnh: Phương Hằng Theo đó".
    for inside in index..<end where inside > index + 1 && captionOpeners.contains(key(inside)) && !isCapitalizedWord(inside + 1) {
      end = inside
      break
    }
    if end - index > 4, surname.end - index == 1, !longNames.contains(lexicon.field(surname, 1)) { end = index + 4 }
    if longest(.body, at: index + 1).map({ $0.end - $0.start > 1 }) == true { return nil }
    guard end - index >= 2, end > surname.end || end - index > 1 else { return nil }
    // A position or a body's head in the run ends the name.
    for inside in (index + 1)..<end where inside > index + 1 {
      if longest(.position, at: inside) != nil || longest(.bodyHead, at: inside).map({ lexicon.field($0, 0).utf8.count > 3 }) == true {
        if inside - index >= 2 { return inside }
      }
    }
    return end
  }

  /// "Nguyễn Duy Cường", "Cường" after "ông", a byline.
  func person(at index: Int) -> Node? {
    let afterSpan = lastEnd == index && index > 0 && !tokens[index].lineStart && (lastType == .role || ((lastType == .organization || lastType == .location) && personRun(at: index).map { $0 - index > 2 } == true && place(at: index) == nil))
    guard isCapitalizedWord(index), !followsCapital(index) || afterSpan || isAfterPosition(index) || isAfterHonorific(index) else { return nil }
    if let end = initialsEnd(at: index), isAfterHonorific(index) {
      return Node(type: .person, start: index, end: end, rule: "persons:initials", confidence: 0.85)
    }
    if let known = knownRun(at: index) {
      return Node(type: .person, start: index, end: known, rule: "persons:known", confidence: 0.93, isKnown: true)
    }
    let honored = isAfterHonorific(index)
    if !honored, isOpener(index) { return nil }
    if let end = personRun(at: index) {
      if !honored, isSentenceStart(index), end - index == 2, longest(.surname, at: index) != nil, tokens[index].isAllCaps { return nil }
      return Node(
        type: .person, start: index, end: end, rule: honored ? "persons:honorific" : "persons:family name",
        confidence: honored || isAfterPosition(index) ? 0.96 : 0.85)
    }
    if honored || isAfterPosition(index) || (lastEnd == index && index > 0 && !tokens[index].lineStart && lastType == .role) {
      var end = min(capitalRun(index), index + 4)
      for inside in index..<end where inside > index && captionOpeners.contains(key(inside)) && !isCapitalizedWord(inside + 1) {
        end = inside
        break
      }
      while isDash(end), !tokens[end].spaceBefore, isCapitalizedWord(end + 1), !tokens[end + 1].spaceBefore { end += 2 }
      guard end > index else { return nil }
      if end - index == 1, !honored, !knownGivenNames.contains(key(index)) { return nil }
      if longest(.body, at: index).map({ $0.end >= end }) == true || longest(.bodyHead, at: index).map({ $0.end - $0.start > 1 }) == true {
        return nil
      }
      return Node(type: .person, start: index, end: end, rule: "persons:after title", confidence: 0.85)
    }
    return nil
  }

  /// "Q.H", "T.Bình" after a credit.
  private func initialsEnd(at index: Int) -> Int? {
    var end = index
    while end + 2 < tokens.count, isCapitalizedWord(end), tokens[end].isSingle || tokens[end].end - tokens[end].start <= 3, isMark(end + 1, "."),
      !tokens[end + 1].spaceBefore, isCapitalizedWord(end + 2), !tokens[end + 2].spaceBefore
    { end += 2 }
    return end > index ? end + 1 : nil
  }

  /// The body whose head is the position's last word: "Chánh Văn phòng …", "Trưởng Đoàn …", "Trưởng ban …".
  private func innerBody(_ head: Lexicon.Match) -> Node? {
    for start in (head.start + 1)..<max(head.start + 1, head.end) {
      guard let inner = longest(.bodyHead, at: start, keepsCase: false), inner.end >= head.end, key(inner.end - 1) != Word.truc,
        !(key(start) == Key.thuwowngf), let body = bodyInPosition(at: start), body.end > head.end
      else { continue }
      return body
    }
    return nil
  }

  private func knownRun(at index: Int) -> Int? {
    let run = min(capitalRun(index), index + 5)
    var end = run
    while end > index + 1 {
      if knownNames.contains(hash(index..<end)) { return end }
      end -= 1
    }
    return nil
  }

  func isAfterHonorific(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let last = isMark(index - 1, ":") ? index - 1 : index
    guard matches.ends(.honorific, before: last) else { return false }
    for back in 1...4 where last - back >= 0 && !tokens[index].lineStart {
      if let match = matches.exact(.honorific, last - back, last) {
        return (lexicon.field(match, 1, is: "credit")) == (last != index)
      }
    }
    return false
  }

  private func isAfterPosition(_ index: Int) -> Bool {
    guard index > 0, !tokens[index].lineStart else { return false }
    guard matches.ends(.position, before: index) else { return false }
    for back in 1...5 where index - back >= 0 {
      if let match = matches.exact(.position, index - back, index, last: true) {
        return !lexicon.field(match, 1, is: "class") && !needsBody.contains(lexicon.field(match, 0))
      }
    }
    return false
  }

  /// Full names that a cue or a family name showed, so that they are known everywhere in the article.
  mutating func learnNames() {
    var names: Set<UInt64> = []
    var given: Set<UInt64> = []
    for index in tokens.indices where isCapitalizedWord(index) && (isAfterHonorific(index) || isAfterPosition(index)) {
      let end = personRun(at: index) ?? min(capitalRun(index), index + 4)
      if end - index >= 2, longest(.body, at: index) == nil, longest(.bodyHead, at: index) == nil, longest(.place, at: end - 2) == nil, place(at: index) == nil {
        names.insert(hash(index..<end))
        given.insert(key(end - 1))
      }
    }
    knownNames = names
    knownGivenNames = given
  }

  /// A line of nothing but a name or two: "Duy Linh", "Công Khanh - Bá Chiêm".
  func bylines(_ nodes: inout [Node]) {
    let found = nodes
    for sentence in document.sentences where sentence.kind == .byline {
      var index = sentence.tokens.lowerBound
      while index < sentence.tokens.upperBound {
        let end = capitalRun(index)
        if end > index, end - index <= 4, !found.contains(where: { $0.start <= index && index < $0.end }), place(at: index) == nil, body(at: index) == nil {
          nodes.append(Node(type: .person, start: index, end: end, rule: "persons:byline", confidence: 0.85))
        }
        index = max(end, index + 1)
      }
    }
  }
}
