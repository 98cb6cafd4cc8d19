internal import Lexicon
internal import TextModel

/// Before a stage name also outside brackets: "nghệ danh | Minh Béo", "- tức | Minh Béo".
private let stageWord = Key.danh, art = Key.ngheej, alias = Key.tuwcs
/// Words before a body's short form: "(gọi tắt là VAMA)", "(sau đây gọi là Bên A)".
private let calledWords = WordSet("gọi tắt là viết tên sau đây giao dịch thương hiệu mã")
/// Firms and associations: the words after their head are a name of their own.
private let firms = WordSet("công tổng tập ngân hãng CLB câu hiệp quỹ liên nghiệp tổ diễn viện trung cty CTCP DN trường quỹ")
private let viet = Key.vieetj, uncle = Key.bacs
/// An abbreviation that heads a name of its own: "KCN Tràng Duệ".
private let codeKinds = Lexicon.Kinds(.placeHead, .bodyHead)
/// Words before whom a name names: "của Shinhan Việt Nam".
private let subjects = WordSet("của do với cho và tới đến hãng từ")
private let births = WordSet("Hai Ba Tư Năm Sáu Bảy Tám Chín Mười Út")
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
/// What a single letter after these tells apart: "nhóm A", "điểm B".
private let lettered = WordSet("nhóm điểm hạng loại khối lớp vitamin mục gan cúm bảng khu lô bên mẫu phần tổ đội hệ loài ca tòa nhà block")

extension EntityScan {
  // MARK: Persons

  /// Full names that a cue or a family name showed, so that they are known everywhere in the article.
  func learnNames() {
    var names = KeySet()
    var given = KeySet()
    var joined: [Int] = []
    for cued in openings.indices where openings[cued].intersects(.capital) {
      // "mang tên | Bác Hồ".
      if key(cued) == uncle, key(cued + 1) == Key.hoof { continue }
      guard isAfterHonorific(cued) || isAfterPosition(cued) || isAlias(cued) || isBirthName(cued) else {
        if !followsCapital(cued), let end = personRun(at: cued) ?? bornPerson(at: cued), end - cued > 2 || bornPerson(at: cued) == end, place(at: cued) == nil {
          given.insert(key(end - 1))
        }
        continue
      }
      if let end = initialsEnd(at: cued), !isMark(cued - 1, ":"), stride(from: cued, to: end, by: 2).allSatisfy({ tokens[$0].isSingle }) {
        names.insert(hash(cued..<end))
        continue
      }
      var index = afterCode(cued)
      if index > cued, captionOpeners.contains(key(index)) { continue }
      if let country = longest(.place, at: cued), lexicon.field(country, 1, is: "country"), continues(country.end), isCapitalizedWord(country.end) {
        index = country.end
      }
      let end = personRun(at: index) ?? personEnd(index, min(capitalRun(index), index + 4))
      if end - index == 1, index == cued, !isMark(cued - 1, ":"), isGivenName(index), isAfterHonorific(cued) {
        // "bị can K": a letter, "ông Thiết": a given name.
        given.insert(key(index))
        honoredNames.insert(key(index))
      }
      // "doanh nhân | Cựu Chiến binh": the run's last word starts another.
      if end - index == 2, personRun(at: index) == nil, continues(end), lexicon.isCompound(tokens[end - 1], tokens[end]) { continue }
      if end - index >= 2, longest(.body, at: index) == nil, longest(.bodyHead, at: index) == nil, longest(.place, at: end - 2) == nil, place(at: index) == nil,
        !knownPlaces.contains(hash(index..<end))
      {
        if end - index == 3, opensPhrase(end - 1) { joined.append(index) } else { names.insert(hash(index..<end)) }
        given.insert(key(end - 1))
      }
    }
    // "Chủ tịch nước Tô Lâm | Bài viết …": no name when the first two are one.
    for start in joined where !names.contains(hash(start..<start + 2)) { names.insert(hash(start..<start + 3)) }
    knownNames = names
    knownGivenNames = given
  }

  /// "CP | Nguyễn Tấn Dũng", "HY | Ông Lê Đình Sơn": an abbreviation before a name in small letters is none of its words.
  func afterCode(_ index: Int) -> Int {
    guard tokens[index].isAllCaps, longest(.surname, at: index) == nil, !matches.starts(anyOf: codeKinds, at: index), isCapitalizedWord(index + 1),
      continues(index + 1), !tokens[index + 1].isAllCaps, !tokens[index + 1].isSingle
    else { return index }
    return index + 1
  }

  /// A given name or an initial that may stand alone in a sentence.
  private func isGivenName(_ index: Int) -> Bool {
    if tokens[index].isSingle { return tokens[index].kind == .word && !isRomanNumber(index) }
    return !tokens[index].isAllCaps && !opens(.sentenceOpener, at: index) && !opensPhrase(index) && isPlainWord(index)
  }

  /// The word names no place and starts no longer name; a head alone ("Khoa", "Trường", "Công") is a given name too.
  func isPlainWord(_ index: Int) -> Bool {
    if instead.contains(key(index)) { return false }
    if continues(index + 1), lexicon.isCompound(tokens[index], tokens[index + 1]) { return false }
    return !matches(at: index).contains {
      switch $0.kind {
      case .surname, .honorific, .abbreviation, .action, .cue: false
      case .bodyHead, .position, .field, .placeHead: $0.end - index > 1
      default: true
      }
    }
  }

  /// "(tức Năm Cam)": the other name of the person before the bracket.
  func isAlias(_ index: Int) -> Bool {
    guard index > 1, !tokens[index].lineStart else { return false }
    let isLinked =
      switch key(index - 1) {
      case Key.laf, 0x201C, 0x22, 0x3A: true
      default: false
      }
    let last = isLinked ? index - 2 : index - 1
    guard last > 0, opens(.alias, at: last), !tokens[last].isCapitalized else { return false }
    if key(last) == stageWord && key(last - 1) == art || key(last) == alias && (isDash(last - 1) || isMark(last - 1, ",")) && !tokens[last].lineStart {
      return capitalRun(index) > index + 1
    }
    return (1...3).contains { isMark(last - $0, "(") }
  }

  /// "Phan Văn Điền (Mười Thương)": a name of the South by the number of the birth.
  private func isBirthName(_ index: Int) -> Bool {
    isMark(index - 1, "(") && index > 1 && isCapitalizedWord(index - 2) && births.contains(key(index)) && capitalRun(index) == index + 2
      && isMark(index + 2, ")")
  }

  /// "K. khai nhận", "Thiết đã bỏ trốn": a name by which the article has called somebody after an honorific.
  func honoredName(at index: Int) -> Int? {
    guard !honoredNames.isEmpty, honoredNames.contains(key(index)), capitalRun(index) == index + 1, !tokens[index].isAllCaps else { return nil }
    if tokens[index].isSingle {
      guard index > 0, !lettered.contains(key(index - 1)) || tokens[index].lineStart, !isMark(index - 1, "."), !isMark(index - 1, "/"), !isDash(index - 1),
        !isMark(index + 1, "/"), !isDash(index + 1), tokens[index].spaceBefore || tokens[index].lineStart,
        !isMark(index + 1, ".") || index + 2 == tokens.count || tokens[index + 2].spaceBefore || tokens[index + 2].lineStart, !isMark(index + 1, ")"),
        index + 1 < tokens.count, tokens[index + 1].kind != .number
      else { return nil }
      return index + 1
    }
    guard isPlainWord(index), !opensPhrase(index),
      !isSentenceStart(index) || continues(index + 1) && (tokens[index + 1].kind == .word && !tokens[index + 1].isCapitalized || isMark(index + 1, ","))
    else { return nil }
    return index + 1
  }

  /// One past the longest of the known names that starts here.
  func knownRun(at index: Int) -> Int? {
    let run = min(capitalRun(index), index + 5)
    var end = run
    while end > index + 1 {
      if knownNames.contains(hash(index..<end)) { return end }
      end -= 1
    }
    return nil
  }

  // MARK: Bodies

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

  /// "Shinhan Việt Nam", and "Vasco" in a list behind another firm: foreign names that no table has.
  func foreignName(at index: Int) -> Node? {
    guard hasForeignForm(index), isCapitalizedWord(index), !followsCapital(index),
      matches(at: index).allSatisfy({ $0.kind == .surname || $0.kind == .abbreviation || !$0.keepsCase }), !isAfterHonorific(index)
    else { return nil }
    let run = capitalRun(index)
    let isSubject = index == 0 || tokens[index].lineStart || tokens[index - 1].kind == .mark && !isMark(index - 1, ":") || subjects.contains(key(index - 1))
    if run - index > 2, run - index < 6, isSubject, !tokens[index].isAllCaps, key(run - 2) == viet, key(run - 1) == Key.nam {
      return Node(
        type: .organization, start: index, end: run, rule: "bodies:foreign name", confidence: 0.75,
        children: [Node(type: .location, start: run - 2, end: run, rule: "places:Việt Nam", confidence: 0.9)])
    }
    guard run - index < 3, lastType == .organization, lastEnd == index - 1, isMark(index - 1, ",") || key(index - 1) == Word.va, !tokens[index].lineStart,
      run == tokens.count || tokens[run].kind == .mark || tokens[run].lineStart || key(run) == Word.va, !isMark(run, "(")
    else { return nil }
    return Node(type: .organization, start: index, end: run, rule: "bodies:listed", confidence: 0.7)
  }

  /// "Sabeco", "Vinafood1": more than one group of vowels in one word, a letter that Vietnamese does not have, or a digit.
  func hasForeignForm(_ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].kind == .word else { return false }
    var groups = 0
    var inVowel = false
    for byte in document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)] {
      if byte >= 0x80 { return false }
      switch byte | 0x20 {
      case 0x66, 0x6A, 0x77, 0x7A: return true
      case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79:
        if !inVowel { groups += 1 }
        inVowel = true
      default: inVowel = false
      }
    }
    return groups > 1
  }
}
