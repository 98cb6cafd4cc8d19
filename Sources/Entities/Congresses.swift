internal import Lexicon
internal import TextModel

private let centre = Key.tuw, dotted = Key.uw
private let minorities = (Key.daan, Key.toocj, Key.thieeur)
/// Bodies of members, which hold congresses: "Đại hội XII | Công đoàn Việt Nam".
private let congresses = WordSet("Công Hội Đoàn Liên")

// Congresses, plenums and sessions: what a body of members holds, by its number or its term.
extension EntityScan {
  /// "kỳ họp thứ 8", "kỳ họp Quốc hội bất thường lần thứ 8", "Phiên họp thứ 54", "phiên thứ 54".
  func session(at index: Int) -> Node? {
    var end = index + 1
    var children: [Node] = []
    if key(end) == Key.hopj { end += 1 } else if key(index) == Key.kyf, key(index - 1) != Key.hopj || key(end) != Word.thu { return nil }
    for _ in 0..<3 {
      if [Key.baats, Key.thuwowngf, Key.chuyeen].contains(key(end)), continues(end + 1) {
        end += 2
      } else if end > index + 1, continues(end), let owner = body(at: end), owner.start == end {
        children.append(owner)
        end = owner.end
      }
    }
    guard continues(end) else { return nil }
    if key(end) == Word.lan { end += 1 }
    if end > index + 2, key(end - 1) == Word.lan, isOrdinal(end), children.isEmpty {
      return Node(type: .event, start: index, end: end + 1, rule: "events:session", confidence: 0.8)
    }
    if key(end) == Word.thu, isOrdinal(end + 1) || ordinals.contains(key(end + 1)), continues(end + 1) {
      return Node(type: .event, start: index, end: end + 2, rule: "events:session", confidence: 0.93, children: children)
    }
    if key(index) == Key.kyf, end == index + 2, let count = number(end), count < 80, !isMark(end + 1, "/"), !isMark(end + 1, "-") {
      return Node(type: .event, start: index, end: end + 1, rule: "events:session", confidence: 0.7)
    }
    return nil
  }

  /// "đại hội Đảng bộ thành phố lần thứ 16", "đại hội Đảng XIV": a number makes it one congress also in small letters.
  func isNumbered(_ congress: Node) -> Bool {
    isRomanNumber(congress.end - 1) || key(congress.end - 2) == Word.cua && isRomanNumber(congress.end - 3)
      || key(congress.end - 2) == Word.thu && key(congress.end - 3) == Word.lan
  }

  func congress(at index: Int) -> Node? {
    var end = index + 2
    var children: [Node] = []
    var specific = 0
    while end < tokens.count, continues(end), end - index < 30 {
      if let found = anchor(at: end) {
        if let date = found.date { children.append(date) }
        end = found.end
        specific = end
      } else if isRomanNumber(end) || end == index + 2 && number(end) != nil && !isMark(end + 1, "/") {
        end += 1
        specific = end
      } else if specific == 0, key(end) == Word.cac, key(end + 1) == minorities.0, key(end + 2) == minorities.1, continues(end + 2) {
        // "Đại hội đại biểu | các dân tộc thiểu số huyện Đăk R’Lấp lần thứ 3".
        end += key(end + 3) == minorities.2 ? 5 : 3
      } else if specific == 0, Word.plural.contains(key(end)) {
        break
      } else if [Key.ddaij, Key.bieeur, Key.toanf, Key.quoocs].contains(key(end)) {
        end += 1
      } else if let organization = body(at: end), specific == 0 {
        children.append(organization)
        end = organization.end
      } else if let place = place(at: end), specific == 0 {
        children.append(place)
        end = place.end
      } else if key(end) == Word.cua, specific > 0, let organization = body(at: end + 1), key(end + 1) == Key.ddangr {
        children.append(organization)
        end = organization.end
        specific = end
      } else if specific == end,
        key(end) == Key.ddangr || congresses.contains(key(end)) && isCapitalizedWord(end) && (isRomanNumber(end - 1) || key(end - 3) == Word.lan),
        let organization = body(at: end)
      {
        children.append(organization)
        end = organization.end
        specific = end
      } else if isMark(end, ","), anchor(at: end + 1) != nil {
        end += 1
      } else if specific == 0, tokens[end].kind == .word, !eventStop.contains(key(end)), key(end) != Word.cua,
        isCapitalizedWord(index + 2) || tokens[end].isCapitalized || isCapitalizedWord(end - 1)
      {
        end += 1
      } else {
        break
      }
    }
    return specific > 0
      ? Node(type: .event, start: index, end: specific, rule: "events:congress", confidence: 0.93, children: children.filter { $0.end <= specific }) : nil
  }

  /// "T.Ư".
  func isDottedCentre(_ index: Int) -> Bool {
    index < tokens.count && tokens[index].isSingle && isMark(index + 1, ".") && continues(index + 2) && key(index + 2) == dotted
  }

  /// "Hội nghị lần thứ 7 Ban Chấp hành Trung ương Đảng (khóa XI)", "Hội nghị Trung ương 9", "Hội nghị trung ương Đảng lần thứ 9".
  func plenum(at index: Int) -> Node? {
    var end = index + 2
    var children: [Node] = []
    if key(end) == Word.lan, key(end + 1) == Word.thu, isOrdinal(end + 2) {
      guard tokens[index].isCapitalized else { return nil }
      end += 3
      let named = isMark(end, ",") ? end + 1 : end
      if continues(named), isCapitalizedWord(named), let organization = body(at: named), organization.start == named,
        named == end || key(organization.end) == Key.nhieemj
      {
        children.append(organization)
        end = organization.end
      }
    } else if key(end) == Key.trung || key(end) == Key.tw || key(end) == centre || isDottedCentre(end) {
      let central = key(end) == Key.trung ? end + 2 : isDottedCentre(end) ? end + 3 : end + 1
      let level = key(central) == Key.ddangr ? central + 1 : central
      children = [
        Node(
          type: .organization, start: end, end: level, rule: "bodies:Trung ương", confidence: 0.9,
          children: level > central ? [Node(type: .organization, start: central, end: level, rule: "bodies:Đảng", confidence: 0.9)] : [])
      ]
      if number(level) != nil, continues(level) {
        end = level + 1
      } else if isRomanNumber(level), continues(level), number(level + 1) == nil {
        end = level + 1
        // "Hội nghị Trung ương III của Đảng Cộng sản Cuba".
        if key(end) == Word.cua, isCapitalizedWord(end + 1), let owner = body(at: end + 1) {
          children.append(owner)
          end = owner.end
        }
      } else if let found = anchor(at: level), found.date == nil {
        end = found.end
      } else {
        return nil
      }
    } else {
      return nil
    }
    for _ in 0..<2 {
      let next = isMark(end, ",") ? end + 1 : end
      guard let found = anchor(at: next), key(next) != Word.nam, number(next) == nil, next == end || key(next) == Word.khoa else { break }
      if let date = found.date { children.append(date) }
      end = found.end
    }
    return Node(type: .event, start: index, end: end, rule: "events:plenum", confidence: 0.93, children: children)
  }
}
