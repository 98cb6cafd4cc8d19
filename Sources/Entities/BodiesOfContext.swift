internal import Lexicon
internal import TextModel

private let tuong = Key.tuwowng, duong = Key.dduwowng
private let units = WordSet("địa tỉnh huyện cấp xã quận phường thành bộ")
/// Heads of newspapers and broadcasters.
let outlets = WordSet("báo đài")
/// A number after these is a date's or a name's, not a count of bodies.
private let countedBefore = WordSet("tháng ngày quý số khóa thứ điều năm khoản đội tổ phòng ban")
private let joint = Key.lieen
private let classWords = WordSet("vụ cục sở bộ ban ngành viện")
/// What goes on with a list of classes of bodies: "lãnh đạo Sở, ban, ngành".
private let listedClasses = WordSet("ban ngành phòng sở địa cơ")
/// Kinds of houses and firms that are written as if they were names.
private let kinds: [(UInt64, UInt64, UInt64, UInt64)] = [
  "trung tâm thương mại", "ngân hàng thương mại", "tập đoàn kinh tế", "trung tâm du lịch", "tập đoàn nhà nước", "trung tâm hội nghị", "trung tâm chính trị",
  "trung tâm kinh tế",
].map { words in
  let all = tokenize(Array(words.utf8))
  return (all[0].key, all[1].key, all[2].key, all[3].key)
}
/// "Bộ tiêu chí", "Bộ chỉ số": a set, and no ministry.
private let sets = wordPairs([
  "tiêu chí", "chỉ số", "quy tắc", "câu hỏi", "thủ tục", "dữ liệu", "công cụ", "sưu tập", "nhận diện", "từ điển", "quy chuẩn", "tiêu chuẩn", "tài liệu",
  "ứng xử",
])
private let shortHeads = WordSet("Bộ Ban Hội Đoàn Sở Cục")
/// What a body that opens a sentence does: "Sở cũng đã yêu cầu …".
private let shortFollowers = WordSet("cũng đã sẽ đang có phải cần yêu đề khẳng cho giao vẫn luôn tiếp sẵn không chỉ được")
/// "Hội nghị", "Bộ trưởng", "Đoàn viên": the short form is the start of a common word.
private let notAfterShort = WordSet(
  "lãnh chi vận kiến nghị thảo trường viên ngành trưởng đội kết hữu bộ thi đàm chợ luật hành thể máy phận quán đoàn thao hoa giảng lễ Hội diễn")

extension EntityScan {
  /// What was found after the head is enough to name one body.
  func standsAlone(_ body: HeadedBody) -> Bool {
    let index = body.start
    let isPlural = index > 0 && Word.plural.contains(key(index - 1))
    // "Trung tâm thương mại", "Tập đoàn kinh tế": a kind of house or firm, when no name follows.
    if body.children.isEmpty, body.end - index == 4, !isCapitalizedWord(body.end - 2),
      kinds.contains(where: { $0.0 == key(index) && $0.1 == key(index + 1) && $0.2 == key(index + 2) && $0.3 == key(index + 3) })
    {
      return false
    }
    // "các Tập đoàn, Tổng công ty Nhà nước".
    if body.isFirm, body.end - index == 5, key(body.end - 2) == Key.nhaf, key(body.end - 1) == Key.nuwowcs { return false }
    // "các cấp Hội Nông dân".
    if index > 1, key(index - 1) == Word.cap, Word.plural.contains(key(index - 2)) { return false }
    // "đạt danh hiệu “Đảng bộ trong sạch, vững mạnh”".
    if key(index) == Key.ddangr, key(body.end) == Key.trong, key(body.end + 1) == Key.sachj { return false }
    if countsMany(body.end) { return false }
    if !tokens[index].isCapitalized, let count = number(index - 1), count < 100, !tokens[index].lineStart,
      !body.hasOwnName || body.end - body.head.end == 2 && key(body.head.end) == Key.trung
    {
      return false
    }
    if isMark(body.end, ","), namesAllOfARank(body.end - 1) { return false }
    // "HĐND, UBND tỉnh, thành phố"; "10 Ban Thường vụ Tỉnh ủy".
    if body.end == body.head.end, isMark(body.end, ","), let next = longest(.bodyHead, at: body.end + 1), case let level = levelEnd(at: next.end),
      level > next.end, isMark(level, ","), namesAllOfARank(level - 1)
    {
      return false
    }
    if let count = number(index - 1), count > 1, count < 80, !tokens[index].lineStart, !body.hasOwnName, !countedBefore.contains(key(index - 2)),
      !isMark(index - 2, "/"), !isMark(index - 2, "-"), !isMark(index - 2, "."), !isMark(index - 2, ","), !(lastType == .date && lastEnd == index),
      !(body.children.contains { $0.type == .location }), body.end > body.head.end, tokens[body.end - 1].kind == .word,
      startsCommittee(body.end - 2) || !tokens[body.end - 1].isCapitalized
    {
      return false
    }
    // "Ban Thường vụ | Hội LHPN các quận", "Hội LHPN | 126 xã": one in each.
    if continues(body.end), !body.isNamed || body.end == body.head.end, let many = longest(.bodyHead, at: body.end),
      countsMany(many.end) || isMark(levelEnd(at: many.end), ",") && namesAllOfARank(levelEnd(at: many.end) - 1)
    {
      return false
    }
    if let count = number(body.end), count > 1, continues(body.end), countsUnits(body.end) { return false }
    // "hai ngành Công an và GTVT".
    if index > 0, key(index - 1) == Key.nganhf, !tokens[index].lineStart, body.children.isEmpty || !tokens[index].isCapitalized { return false }
    if key(index) == Key.vuj, !body.hasOwnName || tokens[index + 1].isAllCaps && matches.exact(.field, index + 1, body.end) == nil { return false }
    // "Thường trực Hội đồng nhân dân các cấp": the standing members of a class.
    if key(index) == Key.thuwowngf, body.end == body.head.end, continues(body.end), matches.starts(.bodyHead, at: body.end), key(body.end - 1) == Word.truc {
      return false
    }
    // "kết quả thi THPT quốc gia".
    if index > 0, key(index - 1) == Key.thi, key(body.end - 1) == Key.gia, tokens[index].isAllCaps { return false }
    // "đội tuyển trẻ", "đội tuyển U23": of no country.
    if key(body.head.end - 1) == tuyen, body.children.last?.type != .location { return false }
    // "hiệp hội DN": what it is of, not its name.
    if !tokens[index].isCapitalized, body.end == body.head.end + 1, body.children.isEmpty, tokens[body.head.end].isAllCaps,
      tokens[body.head.end].end - tokens[body.head.end].start < 4, key(index) == Key.hieepj
    {
      return false
    }
    // "các vấn đề liên quan đến Bộ, ngành".
    if body.end == index + 1, isMark(body.end, ","), listedClasses.contains(key(body.end + 1)),
      !tokens[body.end + 1].isCapitalized || isMark(body.end + 2, ","), key(body.end + 2) != Key.coong
    {
      return false
    }
    // "Chi cục Hải quan và đơn vị tương đương": a class.
    if key(body.end) == Word.va, continues(body.end + 2), isEqual(body.end + 1) || isEqual(body.end + 3) { return false }
    // "trung tâm Hà Nội": the middle of a city.
    if !body.isCapital, lexicon.field(body.head, 0, is: "Trung tâm"), adjacentPlace(at: body.head.end).map({ $0.end >= body.end }) == true { return false }
    if key(index) == Key.thuwowngf, index > 0, key(index - 1) == Key.quan, !tokens[index].lineStart { return false }
    // "cơ quan An ninh điều tra".
    let isOffice = key(index) == Key.cow && key(index + 1) == Key.quan && isCapitalizedWord(index + 2)
    guard
      body.isCapital || isOffice && !isPlural || isNamedInLowerCase(body) && !isPlural
        || startsCommittee(index) && lexicon.field(body.head, 2, is: "yes") && body.head.end - index == 2
    else { return false }
    return body.isNamed || isBareBody(body)
  }

  /// "126 xã, phường mới": a count of units.
  func countsUnits(_ index: Int) -> Bool {
    let level = levelEnd(at: index + 1)
    return level > index + 1 && isMark(level, ",") && levelEnd(at: level + 1) > level + 1
  }

  private func isEqual(_ index: Int) -> Bool { key(index) == tuong && key(index + 1) == duong }

  /// "Sở Tài nguyên và Môi trường các tỉnh", "Ban Chỉ đạo 389 các địa phương": one in each.
  func countsMany(_ end: Int) -> Bool {
    guard continues(end + 1), !isCapitalizedWord(end), !matches.ends(.place, before: end) else { return false }
    let next = key(end) == Word.cac ? end + 1 : key(end) == Word.cap && key(end + 1) != Key.coong ? end + 1 : end
    return next > end && units.contains(key(next)) && !(continues(next + 1) && isCapitalizedWord(next + 1))
      && !(key(next) == Key.thanhf && continues(next + 2) && isCapitalizedWord(next + 2))
  }

  /// "UBND tỉnh, thành phố", "Công an xã, thị trấn": two kinds of unit of one rank, so all bodies of that rank.
  func namesAllOfARank(_ level: Int) -> Bool {
    let next = level + 2
    let other = levelEnd(at: next)
    guard other > next, !(continues(other) && (isCapitalizedWord(other) || tokens[other].kind == .number)) else { return false }
    switch key(level) {
    case Key.tinhr: return key(next) == Key.thanhf
    case Key.xax, Key.phuwowngf: return key(next) == Key.phuwowngf || key(next) == Key.xax || key(next) == Key.thij && other == next + 2
    case Key.huyeenj: return key(next) == Key.thij || key(next) == Key.thanhf || key(next) == Key.quaanj
    default: return false
    }
  }

  /// "công an huyện Phong Điền": a head in lower case with a place, a field or a name.
  private func isNamedInLowerCase(_ body: HeadedBody) -> Bool {
    body.isNamed
      && (body.isLongHead && (body.start + 1..<body.head.end).contains { tokens[$0].isCapitalized }
        || !body.children.isEmpty && (body.follow.hasPrefix("P") || outlets.contains(key(body.start))) || body.hasOwnName
        || body.follow.hasPrefix("F") && isCapitalizedWord(body.head.end))
  }

  /// A head alone that the article leaves to its context: "Tỉnh ủy", "UBND", "Bộ cũng đã …".
  private func isBareBody(_ body: HeadedBody) -> Bool {
    let index = body.start
    if index > 0, key(index - 1) == Key.nganhf { return false }
    if let count = number(index - 1), count < 20, !tokens[index - 1].lineStart, !countedBefore.contains(key(index - 2)), !isMark(index - 2, "/"),
      !isMark(index - 2, "-")
    {
      return false
    }
    if !body.isCapital, isMark(index - 1, ",") || isMark(body.end, ","), key(body.end - 1) == Key.uyr, !isCapitalizedWord(body.end + 1) { return false }
    if index > 0, Word.plural.contains(key(index - 1)) || key(index - 1) == Word.so && key(index - 2) == Word.mot { return false }
    // "Trung tâm Kiểm soát bệnh tật" is one by itself, "Trung tâm" none.
    if lexicon.field(body.head, 2, is: "no") {
      return body.head.end - index > 3 && tokens[index].isCapitalized && (index + 1..<body.head.end).contains { tokens[$0].isCapitalized }
    }
    guard lexicon.field(body.head, 2, is: "short") else { return true }
    if key(index) == Key.booj, continues(index + 2), sets.contains(where: { $0 == (key(index + 1), key(index + 2)) }) { return false }
    // "liên Bộ": several of them.
    if index > 0, key(index - 1) == joint { return false }
    // "các Vụ, Cục", "các Tổng cục, Vụ, Cục": the plural goes on.
    if index > 1, isMark(index - 1, ","), body.end == index + 1, classWords.contains(key(index - 2)), index > 2,
      Word.plural.contains(key(index - 3)) || isMark(index - 3, ",") || key(index - 3) == Key.toongr
    {
      return false
    }
    return (!isSentenceStart(index) || shortFollowers.contains(key(body.end))) && !isCapitalizedWord(body.end) && !followsCapital(index)
      && (shortHeads.contains(key(index)) || key(index) == Key.toongr && key(index + 1) == Key.cucj || key(index) == Key.uyr && key(index + 1) == Key.ban
        || key(index) == Key.hieepj)
      && !notAfterShort.contains(key(body.end))
      && !(index > 0 && isMark(index - 1, ",") && isMark(body.end, ",")) && body.end == body.head.end
  }
}
