internal import Lexicon
internal import TextModel

private let quotes = WordSet(keys: [0x22, 0x201C, 0xAB])
private let closers = WordSet(keys: [0x22, 0x201D, 0xBB])
/// Words before a quoted name of a campaign, each with the word before it: phong trào, cuộc vận động, mô hình, đề án …
private let campaigns = wordPairs([
  "phong trào", "vận động", "mô hình", "chương trình", "đề án", "dự án", "chiến dịch", "trực tiếp", "du lịch", "thi đua", "sáng kiến",
])
/// What a project does, first in its title.
private let works = wordPairs([
  "xây dựng", "cải thiện", "cải tạo", "nâng cấp", "mở rộng", "phát triển", "đầu tư", "hỗ trợ", "tăng cường", "chống ngập", "quản lý", "giải quyết", "hiện đại",
  "thoát nước", "vệ sinh", "khôi phục", "bảo tồn", "tuyến đường", "nhà máy", "khu đô",
])
private let investment = (Key.ddaauf, Key.tuw, Key.xaay)
private let until = Key.towis
private let emulation = Key.ddua
private let an = Key.ans, de = Key.ddeef, duAn = [Key.duwj, Key.ans], phongTrao = [Key.phong, Key.traof], cham = Key.chaam
private let direction = (Key.ddinhj, Key.huwowngs)
private let outlook = (Key.taamf, Key.nhinf)
/// "chủ dự án X": who owns it.
private let owner = Key.chur
/// Heads that are capitalized when they name one plan or project.
private let programHeads: [[UInt64]] = ["Đề án", "Dự án", "Chiến lược", "Quy hoạch", "Phương án", "Chương trình", "Kế hoạch", "Đồ án", "Khung Chiến"].map {
  tokenize(Array($0.utf8)).map(\.key)
}
private let notTitle = WordSet(
  "đề ra họp chi này đó trên đã được nêu là của và sẽ còn do đặt có cũng tại số vừa xác yêu phải cần hành với cho ngày theo chỉ gồm thực triển công làm cụ chi đạt nghệ lễ kỳ phiên buổi để khác nhằm trình tập vị phối hóa"
)
/// Words that end a project's name or show that none stands there.
private let projectStop = WordSet(
  "mà như lớn sang này đó trên đã được nêu là của và sẽ còn do đặt có cũng tại vừa yêu phải cần với theo thuộc ở trong khi để từ đến vào không các những đang gồm sử dụng thua yếu kém đầu tư trình thì"
)

/// "dự án nhóm A", "dự án hợp tác giữa …": what kind, and no name.
private let noProject = WordSet("khác dưới trên nhóm hợp tương quan liên gửi cho lại nhưng quận khoảng trở thí làm dự")
private let dialogue = Key.thoaij, now = Key.hieenj
/// "dự án Trung tâm Quốc tế | khoa học …", "Dự án xây dựng Hệ thống | dữ liệu …": a name of small words starts so.
private let wholes = wordPairs(["trung tâm", "hệ thống", "cơ sở", "công trình", "quốc tế"])
private let house = Key.nhaf, atHome = Key.owr

extension EntityScan {
  /// “Dân vận khéo” inside quotes after phong trào, mô hình …; a table row; "Đề án 06"; "Dự án Long Thành".
  func program(at index: Int) -> Node? {
    guard opens(.program, at: index) else { return nil }
    if key(index) == de, key(index + 1) == an, tokens[index].isCapitalized, number(index + 2) != nil, continues(index + 2) {
      return Node(type: .program, start: index, end: index + 3, rule: "programs:numbered scheme", confidence: 0.85)
    }
    if let quoted = quotedProgram(at: index) { return quoted }
    if let project = project(at: index) { return project }
    if key(index) == phongTrao[0], key(index + 1) == phongTrao[1], tokens[index].isCapitalized, !tokens[index].isAllCaps, !isSentenceStart(index),
      isCapitalizedWord(index + 2), index + 2 < tokens.count, tokens[index + 2].isAllCaps
    {
      return Node(type: .program, start: index, end: index + 3, rule: "programs:movement", confidence: 0.75)
    }
    if let match = longest(.program, at: index), isNamed(match), tokens[index].isCapitalized || tokens[index].kind == .number || isCalled(match),
      !(index > 1 && quotes.contains(key(index - 1)) && (key(index - 2) == Key.lys || key(index - 2) == Key.thoongs)), key(index - 1) != cham,
      !(index > 1 && quotes.contains(key(index - 1)) && key(index - 2) == cham)
    {
      return withPeriod(Node(type: .program, start: index, end: match.end, rule: .row(match), confidence: 0.85, children: inner(index, match.end)))
    }
    if startsProgram(index), !isItem(index), !isSentenceStart(index) || tokens[index].lineStart, longest(.body, at: index) == nil, continues(index + 2),
      tokens[index + 2].kind == .word, !notTitle.contains(key(index + 2)),
      longest(.law, at: index + 2, keepsCase: false) == nil, longest(.documentType, at: index + 2, keepsCase: false) == nil,
      key(index) != duAn[0] || key(index + 1) != an,
      let end = titleEnd(from: index + 2, takesPlaces: true).map({ title in (index + 2..<title).first { isMark($0, ",") && isDateEnd($0) } ?? title }),
      end > index + 4
    {
      return withPeriod(Node(type: .program, start: index, end: end, rule: "programs:title", confidence: 0.6, children: parts(index + 2, end)))
    }
    return nil
  }

  /// A short row is a name only in quotes, with a number, or right after its kind.
  private func isNamed(_ match: Lexicon.Match) -> Bool {
    match.end - match.start > 2 || tokens[match.start..<match.end].contains { $0.kind == .number } || match.start > 0 && quotes.contains(key(match.start - 1))
      || match.start > 1 && campaigns.contains { $0 == (key(match.start - 2), key(match.start - 1)) }
  }

  /// A row in small letters is the name only in quotes or right after its kind: who "xóa nhà tạm, nhà dột nát" without does a work.
  private func isCalled(_ match: Lexicon.Match) -> Bool {
    let start = match.start
    return start > 0 && quotes.contains(key(start - 1)) || start > 1 && campaigns.contains { $0 == (key(start - 2), key(start - 1)) }
      || match.keepsCase && key(match.end - 3) != Key.hoof && tokens[start..<match.end].contains { $0.isCapitalized || $0.kind == .number }
  }

  /// "giai đoạn 2016-2020", "đến năm 2030" right after a plan's name belong to it.
  private func withPeriod(_ node: Node) -> Node {
    var node = node
    guard continues(node.end) else { return node }
    let start = key(node.end) == Key.ddeens || key(node.end) == until ? node.end + 1 : node.end
    if key(start) == Word.nam && start > node.end || key(start) == Key.giai, let period = date(at: start), number(period.end - 1) != nil {
      node.children.append(period)
      node.end = period.end
    }
    return withOutlook(node)
  }

  /// "…, tầm nhìn đến năm 2030": how far a plan looks, behind its period.
  private func withOutlook(_ node: Node) -> Node {
    var node = node
    var start = isMark(node.end, ",") ? node.end + 1 : node.end
    guard continues(start + 1),
      key(start) == outlook.0 && key(start + 1) == outlook.1 || key(start) == direction.0 && key(start + 1) == direction.1 && key(start + 2) == Key.ddeens,
      number(node.end - 1).map({ $0 > 1900 }) == true
    else { return node }
    start += key(start + 2) == Key.ddeens ? 3 : 2
    guard continues(start),
      let year = date(at: start)
        ?? number(start).flatMap({ $0 > 2000 && $0 < 2200 ? Node(type: .date, start: start, end: start + 1, rule: "dates:year", confidence: 0.85) : nil }),
      number(year.end - 1) != nil
    else { return node }
    node.children.append(year)
    node.end = year.end
    return node
  }

  /// The name in quotes after its kind, or after another one in quotes: “Cổng trường an toàn”, “Tái hòa nhập cộng đồng”.
  private func quotedProgram(at index: Int) -> Node? {
    guard index > 1, quotes.contains(key(index - 1)),
      tokens[index].isCapitalized || tokens[index].kind == .number || key(index - 3) == Key.thi && key(index - 2) == emulation
        || key(index - 3) == phongTrao[0] && key(index - 2) == phongTrao[1]
    else { return nil }
    let follows = campaigns.contains { $0 == (key(index - 3), key(index - 2)) }
    let listed =
      lastType == .program && lastEnd > 1 && index - lastEnd <= 4 && closers.contains(key(lastEnd))
      && (isMark(index - 2, ",") || key(index - 2) == Word.va || isMark(index - 2, ";"))
    guard follows || listed else { return nil }
    var end = index
    while end < tokens.count, continues(end), end - index < 30, !closers.contains(key(end)), !quotes.contains(key(end)) { end += 1 }
    guard end < tokens.count, continues(end), end > index + 1, tokens[end].kind == .mark else { return nil }
    if key(end) == 0x201C { end -= key(end - 1) == Word.va ? 1 : 0 }
    return Node(type: .program, start: index, end: end, rule: "programs:quoted after campaign", confidence: 0.85, children: placesInside(index, end))
  }

  /// A year or a period ends right before: the plan's name has ended too.
  private func isDateEnd(_ index: Int) -> Bool { number(index - 1).map { $0 > 1900 && $0 < 2100 } == true }

  private func placesInside(_ start: Int, _ end: Int) -> [Node] {
    var nodes: [Node] = []
    var index = start
    while index < end {
      if let place = place(at: index), place.end <= end, index > start || place.end < end {
        nodes.append(place)
        index = place.end
      } else {
        index += 1
      }
    }
    return nodes
  }

  /// "Dự án Long Thành"; "cao tốc Vĩnh Hảo - Phan Thiết" after a lower-case "dự án", which stays outside.
  private func project(at index: Int) -> Node? {
    let isHead = key(index) == duAn[0] && key(index + 1) == duAn[1] && tokens[index].isCapitalized && !isSentenceStartOfClause(index)
    let start = isHead ? index + 2 : index
    guard start > 1, isHead || key(index - 1) == duAn[1] && key(index - 2) == duAn[0] && !tokens[index - 2].isCapitalized, continues(start),
      tokens[start].kind == .word || tokens[start].isCapitalized, !noProject.contains(key(start)) || isHead,
      start < 3 || !Word.plural.contains(key(start - 3)) && number(start - 3) == nil && (isHead || key(start - 3) != owner),
      !projectStop.contains(key(start)) || isHead && key(start) == investment.0 && key(start + 1) == investment.1 && key(start + 2) == investment.2,
      longest(.law, at: start, keepsCase: false) == nil,
      longest(.documentType, at: start, keepsCase: false) == nil, longest(.cue, at: start, keepsCase: false) == nil,
      !(matches.starts(.placeHead, at: start) && place(at: start) == nil && capitalRun(start) == start + 1),
      !(isCapitalizedWord(start) && opens(.sentenceOpener, at: start))
    else { return nil }
    // "tại dự án | dự án Đại Ninh"; a heading in capitals.
    if key(start) == duAn[0] && key(start + 1) == duAn[1]
      || isHead && tokens[index].isAllCaps && tokens[start].isAllCaps && isCapitalizedWord(start + 1) && tokens[start + 1].isAllCaps
    {
      return nil
    }
    var end = start
    var last = start
    while end < tokens.count, continues(end), end - start < 18 {
      if tokens[end].kind == .mark {
        // "Dự án nâng cấp, | mở rộng đường Trường Chinh": works in a row.
        if isMark(end, ","), isHead, end == start + 2, works.contains(where: { $0 == (key(end + 1), key(end + 2)) }),
          works.contains(where: { $0 == (key(start), key(start + 1)) }), continues(end + 3)
        {
          end += 3
          continue
        }
        guard isDash(end), continues(end + 1) else { break }
      } else if end > start || last == start, !tokens[end].isCapitalized, matches.starts(.placeHead, at: end), let place = place(at: end), place.end > end + 1,
        place.start == end
      {
        end = place.end
        last = end
        continue
      } else if last > start, last == end, key(end) == Key.giai, tokens[min(end + 2, tokens.count - 1)].kind == .number {
        end += 3
        last = end
        continue
      } else if end == start, key(end) == investment.0 {
        end += 4
        continue
      } else if projectStop.contains(key(end)) && !(key(end) == atHome && key(end - 1) == house && tokens[start].isCapitalized)
        || key(end) == Key.thanhf && key(end + 1) == duAn[0] && isCapitalizedWord(end + 1) || end > start && longest(.cue, at: end, keepsCase: false) != nil
        || opensPhrase(end) && end > start && isCapitalizedWord(end - 1)
      {
        break
      } else if isCapitalizedWord(end) {
        let place = place(at: end) ?? body(at: end).flatMap { $0.end - end > 2 ? $0 : nil }
        if longest(.position, at: end) != nil, place == nil { break }
        end = max(end + 1, place?.end ?? 0)
        last = end
        continue
      } else if tokens[end].kind == .number, last == end, tokens[end].end - tokens[end].start <= (tokens[end - 1].isAllCaps ? 3 : 2), !isMark(end + 1, "/"),
        !isMark(end + 1, ":")
      {
        last = end + 1
      } else if last > start, end - last > 3 {
        break
      }
      end += 1
    }
    while continues(last), last > start, tokens[last].kind == .word, !tokens[last].isCapitalized, isCapitalizedWord(last - 1), key(last) != now,
      lexicon.isCompound(tokens[last - 1], tokens[last])
    { last += 1 }
    // "dự án Trung tâm Quốc tế | khoa học và giáo dục liên ngành".
    if last > start + 1, continues(last), tokens[last].kind == .word, !tokens[last].isCapitalized, !projectStop.contains(key(last)),
      wholes.contains(where: { $0 == (key(last - 2), key(last - 1)) }), isCapitalizedWord(last - 2), longest(.cue, at: last, keepsCase: false) == nil,
      let title = titleEnd(from: start, takesPlaces: true), title > last, title - start < 22
    {
      return withPeriod(Node(type: .program, start: index, end: title, rule: "programs:project", confidence: 0.65, children: parts(start, title)))
    }
    // "dự án | Xây dựng tuyến đường sắt đô thị số 1", "dự án | Cải thiện môi trường nước thành phố giai đoạn 2": a capital starts a title in small letters.
    if isCapitalizedWord(start), !tokens[start].isAllCaps, continues(start + 2), tokens[start + 1].kind == .word, !tokens[start + 1].isCapitalized,
      works.contains(where: { $0 == (key(start), key(start + 1)) }), let whole = titleEnd(from: start, takesPlaces: true),
      case let title = (start..<whole).first(where: { isMark($0, ",") && key($0 + 1) != Key.giai }) ?? whole, title > max(last, start + 2)
    {
      return withPeriod(Node(type: .program, start: index, end: title, rule: "programs:project", confidence: 0.7, children: parts(start, title)))
    }
    // "dự án Công ty Cường Hưng": who builds.
    if key(start) == Key.coong, key(start + 1) == Key.ty { return nil }
    guard last > start, last - start > 1 || isHead || tokens[start].isCapitalized && tokens[start].end - tokens[start].start > 3 && !opensPhrase(start) else {
      return nil
    }
    return Node(type: .program, start: index, end: last, rule: "programs:project", confidence: 0.7, children: withLastPlace(parts(start, last), start, last))
  }

  /// "dự án DAP | Hải Phòng": the place that a project's name ends with, also right after a capital.
  private func withLastPlace(_ nodes: [Node], _ start: Int, _ end: Int) -> [Node] {
    guard nodes.last.map({ $0.end < end }) ?? true,
      let place = ((start + 1)..<end).lazy.compactMap({ at in self.longest(.unit, at: at) ?? self.longest(.place, at: at) }).first(where: {
        $0.end == end && $0.end - $0.start > 1 && $0.start >= (nodes.last?.end ?? 0)
      })
    else { return nodes }
    return nodes + [Node(type: .location, start: place.start, end: end, rule: .row(place), confidence: 0.85)]
  }

  /// "b) | Đề án về việc sắp xếp …", "– | Phương án giải phóng mặt bằng": what a file must hold, and no one plan.
  private func isItem(_ index: Int) -> Bool {
    guard index > 0, !tokens[index].lineStart else { return false }
    return closesItemMark(index - 1) || isDash(index - 1) && tokens[index - 1].lineStart
  }

  private func isSentenceStartOfClause(_ index: Int) -> Bool { index == 0 }

  /// A plan's or project's capitalized head stands here.
  func startsProgram(_ index: Int) -> Bool {
    isCapitalizedWord(index) && key(index - 1) != Key.tacs && key(index - 1) != dialogue
      && programHeads.contains { $0[0] == key(index) && $0[1] == key(index + 1) }
  }
}
