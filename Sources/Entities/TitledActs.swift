internal import Lexicon
internal import TextModel

/// Types that are cited by their title: "Nghị quyết về …", "Quyết định phê duyệt …".
private let titled = WordSet("quyết định tư thư")
/// "…, | do Cục Hải quan chủ trì".
private let maker = WordSet("do")
private let demonstratives = WordSet("trên này đó ấy")
private let ruling = WordSet("quy bổ sửa")
private let many = WordSet("loạt nhiều mỗi từng hai ba bốn năm sáu bảy")
private let treaties = WordSet("ước thư chung")
/// After "Tuyên bố chung" these go on with the sentence.
private let afterTreaty = WordSet("với của được là đã sẽ có này đó và giữa do khi tại để nhân trong sau nêu khẳng ghi nhấn cũng")
private let between = Key.giuwax
private let goesOn = WordSet("tại cho trên trong của")
private let notInTitle = WordSet("được đã sẽ vừa gồm nêu yêu là"), ofActs = WordSet("bổ")
private let attached = Key.kemf
private let statuteWord = Key.chees, notStatute = WordSet("của này đã được mới cũng là và có sẽ trên do phải vừa nêu để khi số cho")

/// Acts that are cited by their title: "Nghị quyết về …", "Quy chế tuyển sinh …", "Công ước về …".
extension EntityScan {
  /// An item of a list of acts to be made, with its maker: "6, Quyết định sửa đổi … được hưởng quyền ưu đãi, | do Cục Giám sát chủ trì".
  func itemTitle(_ type: Lexicon.Match) -> Node? {
    let index = type.start
    guard tokens[index].lineStart || index > 1 && number(index - 2) != nil && tokens[index - 2].lineStart, titleVerbs.contains(key(type.end)) else {
      return nil
    }
    var end = type.end
    while continues(end), end - index < 90 {
      if isMark(end, ","), maker.contains(key(end + 1)), end - type.end > 2 {
        return Node(type: .legalDocument, start: index, end: end, rule: "documents:item", confidence: 0.8, children: parts(type.end, end))
      }
      if isMark(end, "."), !(end + 1 < tokens.count && !tokens[end + 1].spaceBefore) || isMark(end, ";") { return nil }
      end += 1
    }
    return nil
  }

  /// "Nghị quyết về …", "Quyết định phê duyệt …": an act by its title.
  func titledAct(_ type: Lexicon.Match) -> Node? {
    let index = type.start
    guard !isSentenceStart(index) || tokens[index].lineStart || isMark(index - 1, ":"), titled.contains(key(type.end - 1)), titleVerbs.contains(key(type.end)),
      !(key(type.end) == Key.boor && key(type.end + 1) == Key.nhieemj), !isClass(index), let end = titleEnd(from: type.end, isAct: true), end > type.end + 2,
      end <= partsEnd,
      !(continues(end) && demonstratives.contains(key(end)))
    else { return nil }
    // "Nghị định quy định mức …, người …": what it rules, as a sentence, unless the line is all title.
    if ruling.contains(key(type.end)), tokens[index].lineStart && continues(end) || isMark(index - 1, ",") { return nil }
    return Node(type: .legalDocument, start: index, end: end, rule: "documents:title", confidence: 0.65, children: parts(type.end, end))
  }

  /// "Nghị quyết về việc quy định mức chi cho công tác đào tạo trên địa bàn tỉnh Đăk Nông": a line that is nothing but an act's title.
  func titleLine(_ type: Lexicon.Match) -> Node? {
    let index = type.start
    guard tokens[index].lineStart, titled.contains(key(type.end - 1)), key(type.end - 2) != Key.chir, titleVerbs.contains(key(type.end)),
      !ofActs.contains(key(type.end))
    else { return nil }
    var end = type.end
    while continues(end), end - index < 80 {
      if notInTitle.contains(key(end)), tokens[end].kind == .word,
        !(startsCompound(end) || lexicon.isCompound(tokens[end - 1], tokens[end])) || isMark(end, ".") || isMark(end, ":") || isMark(end, "…")
          || isMark(end, "“") || isMark(end, "\"")
      {
        return nil
      }
      // "Quyết định điều chỉnh … của UBND thành phố | hoàn toàn hợp lý": a sentence.
      if key(end) == Word.cua, isCapitalizedWord(end + 1), let owner = body(at: end + 1), continues(owner.end), tokens[owner.end].kind == .word,
        ![Key.veef, Word.nam, Word.ngay, Word.va].contains(key(owner.end))
      {
        return nil
      }
      end += 1
    }
    guard end - index > type.end - index + 5, end - index < 80, tokens[end - 1].kind == .word || tokens[end - 1].kind == .number else { return nil }
    let act = (type.end + 3..<end).first { key($0) == decree.0 && key($0 + 1) == decree.1 && key($0 + 2) == attached } ?? end
    return Node(type: .legalDocument, start: index, end: act, rule: "documents:title line", confidence: 0.7, children: parts(type.end, act))
  }

  /// "Quy chế tuyển sinh đại học hệ chính quy": rules by what they rule; "Quy chế hoạt động của các cấp ủy" are many.
  func statute(_ type: Lexicon.Match) -> Node? {
    let index = type.start
    guard key(index) == Key.quy, key(type.end - 1) == statuteWord, continues(type.end), tokens[type.end].kind == .word, !tokens[type.end].isCapitalized,
      !notStatute.contains(key(type.end)), !isClass(index), longest(.law, at: index).map({ $0.end > type.end }) != true,
      let end = statuteEnd(type.end), end - type.end > 3, end <= partsEnd,
      !(type.end..<end).contains(where: { key($0) == Word.cua && Word.plural.contains(key($0 + 1)) })
    else { return nil }
    return Node(type: .legalDocument, start: index, end: end, rule: "documents:statute", confidence: 0.7, children: parts(type.end, end))
  }

  /// Its title takes what and whom it is for: "… tại khách sạn cho người lao động nước ngoài".
  private func statuteEnd(_ start: Int) -> Int? {
    guard var end = titleEnd(from: start, isAct: true, takesPlaces: true) else { return nil }
    while end - start < 40, continues(end + 1), goesOn.contains(key(end)), let next = titleEnd(from: end + 1, isAct: true, takesPlaces: true) { end = next }
    return end
  }

  /// "hàng loạt | Thông tư quy định …", "các Nghị định về …", "a) Quyết định thành lập …": acts of a kind, and no one act.
  private func isClass(_ index: Int) -> Bool {
    guard index > 0, !tokens[index].lineStart else { return false }
    if closesItemMark(index - 1) { return true }
    return Word.plural.contains(key(index - 1)) || many.contains(key(index - 1)) || key(index - 1) == Word.so && key(index - 2) == Word.mot
  }

  /// "Công ước về …", "Hiệp định Thương mại …", "Tuyên bố chung …".
  func treaty(_ type: Lexicon.Match) -> Node? {
    let index = type.start
    guard treaties.contains(key(type.end - 1)) || key(index) == Key.hieepj,
      index == 0 || !Word.plural.contains(key(index - 1)) && !(key(index - 1) == Word.so && key(index - 2) == Word.mot), continues(type.end),
      tokens[type.end].kind == .word,
      isCapitalizedWord(type.end) || key(type.end) == Key.veef
        || key(index) == Key.hieepj && (type.end + 2..<type.end + 9).contains(where: { key($0) == between && continues($0 + 1) && isCapitalizedWord($0 + 1) })
        || type.end - index > 2 && !afterTreaty.contains(key(type.end)), let title = titleEnd(from: type.end, isAct: true),
      case let end = (type.end..<title).first(where: { isMark($0, ",") && matches.starts(.action, at: $0 + 1) }) ?? title, end > type.end + 2, end <= partsEnd,
      longest(.law, at: index).map({ $0.end >= end || isDash($0.end - 2) }) != true
    else { return nil }
    return Node(
      type: .legalDocument, start: index, end: end, rule: "documents:treaty", confidence: 0.7,
      children: parts(type.end, end).flatMap { $0.type == .legalDocument && key($0.start - 1) == Key.veef ? $0.children : [$0] })
  }
}
