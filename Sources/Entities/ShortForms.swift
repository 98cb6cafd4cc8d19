internal import Lexicon
internal import TextModel

private let plainLetters = Dictionary(
  uniqueKeysWithValues: [("A", "ÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬ"), ("E", "ÉÈẺẼẸÊẾỀỂỄỆ"), ("I", "ÍÌỈĨỊ"), ("O", "ÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢ"), ("U", "ÚÙỦŨỤƯỨỪỬỮỰ"), ("Y", "ÝỲỶỸỴ")]
    .flatMap { plain, marked in marked.map { (String($0), plain) } })

extension EntityScan {
  /// The body that a position ends with: "Viện trưởng Viện Máy và Dụng cụ Công nghiệp | (IMI)".
  func lastBody(of node: Node) -> Node {
    guard node.type == .role, isMark(node.end, "("), node.end + 2 < tokens.count, let body = node.children.last, body.type == .organization,
      body.end == node.end, !matches.starts(.position, at: node.end + 1),
      isMark(node.end + 2, "&") || text(node.end + 1..<node.end + 2).count > 2 || spells(body.start..<body.end, node.end + 1)
    else { return node }
    return body
  }

  /// The short form in brackets after a body: "Hội đồng Vàng Thế giới (WGC)"; nil when it stands for the name's last words alone ("Ban Chỉ đạo Thi hành án dân sự (THADS)").
  func shortForm(after node: Node) -> Node? {
    let index = node.end + 1
    // "Bộ Giáo dục và Đào tạo (GD&ĐT)".
    if node.type == .organization, isMark(node.end, "("), index + 3 < tokens.count, tokens[index].isAllCaps, isMark(index + 1, "&"),
      tokens[index + 2].isAllCaps, isMark(index + 3, ")")
    {
      return Node(type: .organization, start: index, end: index + 3, rule: "bodies:short form", confidence: 0.9)
    }
    // "Bộ Lao động - Thương binh và Xã hội (LĐ-TB&XH)".
    if node.type == .organization, isMark(node.end, "("), index + 3 < tokens.count, tokens[index].isAllCaps, isMark(index + 1, "-"), tokens[index + 2].isAllCaps
    {
      var end = index + 1
      while end + 1 < tokens.count, isMark(end, "-") || isMark(end, "&"), !tokens[end].spaceBefore, tokens[end + 1].isAllCaps, !tokens[end + 1].spaceBefore {
        end += 2
      }
      if isMark(end, ")") { return Node(type: .organization, start: index, end: end, rule: "bodies:short form", confidence: 0.9) }
    }
    guard node.type == .organization, isMark(node.end, "("), index + 1 < tokens.count, isMark(index + 1, ")"), tokens[index].kind == .word,
      tokens[index].isAllCaps || innerCapital(index), node.end - node.start > 1,
      longest(.place, at: index) == nil, longest(.unit, at: index) == nil, longest(.program, at: index) == nil
    else { return nil }
    let letters = text(index..<index + 1)
    var initials = ""
    for word in (node.start..<node.end).reversed() where tokens[word].kind == .word {
      initials = initial(text(word..<word + 1)) + initials
      if initials == letters, word > node.start { return nil }
    }
    return Node(type: .organization, start: index, end: index + 1, rule: "bodies:short form", confidence: 0.93)
  }

  /// A word's first letter as short forms have it, without its marks: "án" gives A.
  private func initial(_ word: String) -> String {
    let letter = String(word.prefix(1)).uppercased()
    return plainLetters[letter] ?? letter
  }

  /// "EuroCham": a capital inside the word.
  func innerCapital(_ index: Int) -> Bool {
    guard tokens[index].isCapitalized else { return false }
    return text(index..<index + 1).dropFirst().contains { $0.isUppercase }
  }
}
