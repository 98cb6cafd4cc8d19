internal import Lexicon
internal import TextModel

/// Words before a body's short form: "(gọi tắt là VAMA)", "(sau đây gọi là Bên A)".
private let calledWords = WordSet("gọi tắt là viết tên sau đây giao dịch thương hiệu mã")
/// Firms and associations: the words after their head are a name of their own.
private let firms = WordSet("công tổng tập ngân hãng CLB câu hiệp quỹ liên nghiệp tổ diễn viện trung cty CTCP DN trường quỹ")
private let firmShort = WordSet("Cty TCty CTCP DNTN")
private let clubWord = Key.clb
private let clubs = WordSet("CLB HĐQT HĐTV")
/// Words that stand in no name: what comes before them is another phrase.
private let notInBody = WordSet(
  "của với cho được là đã sẽ đang từ đến theo trong bị có cùng này đó khi để thuộc ở ký do bằng nêu như vừa còn cũng phải cần không những mỗi hoặc làm vào ra lên trên dưới trước sau"
)
/// Abbreviations that name no body.
private let notBody = WordSet(
  "NLĐ NSDLĐ CNLĐ CNVCLĐ CBCC CBCCVC HSSV NSNN GPMB TTHC ANTT CCHC BVMT BĐKH PCCC PCTN PCTT NTM DNNVV DNNN USD VND GDP GRDP FDI ODA PV TS ThS HCM SN BOT PPP VAT GTGT ATGT ATTP TNGT CNTT XHCN CSGT BHYT BHXH BHTN FTA EVFTA CPTPP OCOP PCI PAPI CPI MTV TNHH CP KCN KKT QL VN TP DN HTX"
)

// Bodies whose short or own names the article introduces: "(gọi tắt là VAMA)", known everywhere.
extension EntityScan {
  /// Bodies by their short form in brackets, and firms by the name after their head, so that both are known everywhere in the article.
  func learnBodies() {
    for index in openings.indices where openings[index].intersects(.learned) {
      if tokens[index].kind == .mark {
        learnShortForm(index)
      } else if openings[index].intersects(.body), tokens[index].key != Key.coong || key(index + 1) == Key.ty,
        matches.starts(.bodyHead, at: index) || tokens[index].key == clubWord && tokens[index].isAllCaps
      {
        learnFirm(index)
      }
    }
  }

  private func learn(_ range: Range<Int>) {
    knownBodies.insert(hash(range))
    knownBodyStarts.insert(key(range.lowerBound))
  }

  /// "Hiệp hội các nhà sản xuất ô tô Việt Nam (gọi tắt là VAMA)": the short form, and where the name starts that it stands for.
  private func learnShortForm(_ open: Int) {
    var start = open + 1
    while start < tokens.count, start - open < 7,
      calledWords.contains(key(start)) && !tokens[start].isCapitalized || isMark(start, ":") || isMark(start, "“") || isMark(start, "\"")
    { start += 1 }
    guard continues(start), isCapitalizedWord(start) else { return }
    var end = start
    while end < tokens.count, continues(end), end - start < 5, isCapitalizedWord(end) || tokens[end].kind == .number && end > start { end += 1 }
    guard isMark(end, ")") || isMark(end, "-") || isMark(end, "–") || isMark(end, ",") || isMark(end, ";") || isMark(end, "”") || isMark(end, "\""),
      isShortForm(start..<end), let head = headBefore(open), !isTail(head + 1..<open, start..<end)
    else { return }
    let isFirm = firms.contains(key(head)) && (key(head) != Key.coong || key(head + 1) == Key.ty)
    let shared = tokens[start..<end].contains { short in tokens[head..<open].contains { $0.key == short.key } }
    let spelled = spells(head..<open, start)
    guard end - start == 1 ? isFirm || spelled : shared || isFirm && hasForeignForm(start) else { return }
    learn(start..<end)
    guard isMark(end, ")"), tokens[open - 1].isCapitalized || tokens[open - 1].kind == .number || spelled || shared else { return }
    if body(at: head).map({ $0.end >= open }) == true || afterBracket(open, head) != nil { return }
    bodyEnds[head] = open
  }

  /// An abbreviation, a word with a capital inside or of a foreign form, or two words and more.
  private func isShortForm(_ range: Range<Int>) -> Bool {
    let first = range.lowerBound
    guard
      !matches(at: first).contains(where: {
        ($0.kind == .place || $0.kind == .unit || $0.kind == .program || $0.kind == .documentType || $0.kind == .position || $0.kind == .law
          || $0.kind == .event || $0.kind == .placeHead) && $0.keepsCase
      }), !notBody.contains(key(first)), personRun(at: first) == nil, !isRomanNumber(first)
    else { return false }
    if range.count > 1 { return matches(at: first).allSatisfy { !($0.kind == .bodyHead && $0.keepsCase) } }
    return !tokens[first].isSingle && (tokens[first].isAllCaps && tokens[first].end - tokens[first].start <= 9 || innerCapital(first) || hasForeignForm(first))
  }

  /// The head whose name runs up to the bracket: the leftmost one with nothing between that no name holds.
  private func headBefore(_ open: Int) -> Int? {
    var head: Int?
    var index = open - 1
    var lower = 0
    while index >= 0, open - index <= 20 {
      let token = tokens[index]
      if token.kind == .mark {
        guard isDash(index) || token.key == 0x26 || token.key == 0x2C && !tokens[index + 1].isCapitalized else { break }
      } else {
        lower = token.isCapitalized || token.kind == .number ? 0 : lower + 1
        if notInBody.contains(token.key) || lower > 10 { break }
        if !token.isCapitalized,
          matches.starts(.honorific, at: index) && token.kind == .word && lexicon.field(longest(.honorific, at: index, keepsCase: false)!, 1, is: "honorific")
        {
          break
        }
        if token.isCapitalized, let found = longest(.bodyHead, at: index), found.end < open {
          // "Huyện ủy Đắk R'lấp tổ chức … Ban Chấp hành (BCH)": two bodies.
          if let head, body(at: index).map({ $0.end > head }) != true { break }
          head = index
        }
        if matches.starts(.position, at: index), longest(.position, at: index).map({ $0.end - index > 1 || token.isCapitalized }) == true,
          longest(.bodyHead, at: index) == nil
        {
          break
        }
      }
      if token.lineStart { break }
      index -= 1
    }
    return head
  }

  /// "Ban Chỉ đạo về phòng chống thiên tai (PCTT)": the short form is of the last words alone.
  private func isTail(_ name: Range<Int>, _ short: Range<Int>) -> Bool {
    guard short.count == 1 else { return false }
    var letters = text(short).uppercased()[...]
    for index in name.reversed() where tokens[index].kind == .word {
      guard let last = letters.last else { return true }
      guard text(index..<index + 1).uppercased().first == last else { return false }
      letters = letters.dropLast()
    }
    return letters.isEmpty
  }

  /// The letters of a short form are first letters of the name's words, in order.
  func spells(_ name: Range<Int>, _ short: Int) -> Bool {
    var letters = text(short..<short + 1).uppercased()[...]
    guard letters.count > 1 else { return false }
    for index in name where tokens[index].kind == .word {
      if let first = text(index..<index + 1).uppercased().first, first == letters.first { letters = letters.dropFirst() }
      if letters.isEmpty { return true }
    }
    return false
  }

  /// "CLB | Thép Xanh Nam Định", "Công ty Cổ phần | Xuyên Việt Oil": the name after the head.
  private func learnFirm(_ index: Int) {
    if clubs.contains(key(index)), key(index) == clubWord, continues(index + 1) {
      let run = capitalRun(index + 1)
      if run - index > 2, run - index < 6,
        !matches(at: index + 1).contains(where: { ($0.kind == .place || $0.kind == .unit || $0.kind == .body) && $0.keepsCase })
      {
        learn(index + 1..<run)
      }
      return
    }
    guard index == 0 || !tokens[index - 1].isCapitalized || tokens[index].lineStart || tokens[index - 1].kind != .word, let firm = body(at: index),
      firm.start == index
    else { return }
    guard let head = longest(.bodyHead, at: index, keepsCase: false), head.end < firm.end else { return }
    var start = firm.end
    while start > head.end, isCapitalizedWord(start - 1) || tokens[start - 1].kind == .number && start == firm.end { start -= 1 }
    guard firm.end - start <= 5, start < firm.end, isCapitalizedWord(start), start == head.end || !isCapitalizedWord(start - 1) else { return }
    if let field = longest(.field, at: start), field.end >= firm.end { return }
    if let field = longest(.field, at: start), field.end < firm.end { start = field.end }
    // "Công ty | Cường Hưng": nobody's name, when no honorific or position has shown it so.
    if start == head.end, firm.end - start == 2, firm.end == capitalRun(start), isFirmHead(index), !knownNames.contains(hash(start..<firm.end)),
      knownPlaces.isEmpty || !knownPlaces.contains(hash(start..<firm.end)), !lexicon.namesUnit(tokens[start..<firm.end]),
      !matches(at: start).contains(where: { $0.end >= firm.end && $0.kind != .surname }), longest(.field, at: start) == nil, longest(.place, at: start) == nil,
      !lexicon.isCompound(tokens[start], tokens[start + 1])
    {
      return learn(start..<firm.end)
    }
    guard isCapitalizedWord(start),
      !matches(at: start).contains(where: { ($0.kind == .place || $0.kind == .unit || $0.kind == .body) && $0.end >= firm.end && $0.keepsCase }),
      firm.end - start > 1 || hasForeignForm(start), !knownPlaces.contains(hash(start..<firm.end)),
      !(personRun(at: start) != nil && firm.end - start == 3 && !tokens[start..<firm.end].indices.contains(where: hasForeignForm)),
      !lexicon.namesUnit(tokens[start..<firm.end]), firm.end - start > 2 || tokens[start..<firm.end].indices.contains(where: hasForeignForm)
    else { return }
    learn(start..<firm.end)
  }

  private func isFirmHead(_ index: Int) -> Bool {
    key(index) == Key.coong && key(index + 1) == Key.ty || key(index) == Key.ctcp || firmShort.contains(key(index))
  }

  /// "CLB Sông Lam Nghệ An", "CLB TXNĐ": the club's name takes its word with it.
  func club(at index: Int) -> Node? {
    guard tokens[index].isAllCaps, clubs.contains(key(index)), continues(index + 1), isCapitalizedWord(index + 1) else { return nil }
    guard
      let name = knownBody(at: index + 1)
        ?? (key(index) != clubWord ? nil : longest(.body, at: index + 1)).map({ Node(type: .organization, start: index + 1, end: $0.end, rule: .row($0)) })
    else { return nil }
    return Node(
      type: .organization, start: index, end: name.end, rule: "bodies:club", confidence: 0.85,
      children: key(index) == clubWord ? inner(index, name.end).filter { $0.type == .location } : [name])
  }

  /// The longest of the known bodies that starts here.
  func knownBody(at index: Int) -> Node? {
    guard !knownBodyStarts.isEmpty, knownBodyStarts.contains(key(index)), isCapitalizedWord(index), !isAfterHonorific(index) else { return nil }
    var found: Int?
    var hash = hash(index..<index)
    for end in (index + 1)...min(index + 6, tokens.count) {
      guard end == index + 1 || continues(end - 1), tokens[end - 1].kind != .mark else { break }
      hash = self.hash(index..<end)
      if knownBodies.contains(hash) { found = end }
    }
    guard let end = found, longest(.body, at: index).map({ $0.end > end }) != true,
      !(continues(end) && isCapitalizedWord(end) && tokens[end].spaceBefore && end - index == 1 && !tokens[index].isAllCaps)
    else { return nil }
    let inner = longest(.body, at: index).map { [Node(type: .organization, start: index, end: $0.end, rule: .row($0), confidence: 0.85)] } ?? []
    return Node(
      type: .organization, start: index, end: end, rule: "bodies:known", confidence: 0.85,
      children: inner + parts(index + 1, end).filter { $0.type == .location })
  }
}
