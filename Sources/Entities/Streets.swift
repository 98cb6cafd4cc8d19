internal import Lexicon
internal import TextModel

let junction = Key.ngax, lanes = WordSet("ngõ hẻm ngách")
let numbered = WordSet("ĐT HL phường quận thôn tổ ấp khóm phố lộ QL đường đai bản xóm Q P buôn khu TL dân hẻm ngõ")
/// A number after these is theirs, and counts no units: "tổ 3 phường Nghĩa Đức".
let numberOwners = WordSet(
  "tổ thôn phường quận số tháng năm ngày phố ấp khóm lần thứ khóa kỳ quý bản xóm buôn khối đường lộ hẻm ngõ tiết điều khoản mục nhà khu")
/// Heads of streets, whose lists go on with names alone.
private let streets = WordSet("đường phố đại xa")
/// Before a house's number: "số 69", "nhà 27".
private let houses = WordSet("số nhà")

extension EntityScan {
  /// "số 69 | Phan Đình Phùng, Ba Đình": a street after its house's number.
  func street(at index: Int) -> Node? {
    if let end = numberedStreet(at: index) { return Node(type: .location, start: index, end: end, rule: "places:numbered street", confidence: 0.8) }
    let house = isMark(index - 1, ",") && index > 3 && isMark(capitalRun(index), "(") && headedUnit(capitalRun(index) + 1) != nil ? index - 1 : index
    guard index > 2, tokens[house - 1].kind == .number, houses.contains(key(house - 2)), isCapitalizedWord(index), continues(index),
      !tokens[index - 1].lineStart, !tokens[index].isAllCaps, !matches.ends(.documentType, before: index - 2), !matches.ends(.bodyHead, before: index - 2)
    else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 5, continues(run), isMark(run, ",") || isMark(run, "(") || isMark(run, ")") || isDash(run), !startsOtherName(index)
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:street", confidence: 0.85)
  }

  /// "dự án Rivera Park, 69 | Vũ Trọng Phụng": right behind a number stands a street, and nobody.
  private func numberedStreet(at index: Int) -> Int? {
    guard index > 2, number(index - 1).map({ $0 > 1 && !(1900...2100).contains($0) }) ?? isNumberWord(index - 1), lastEnd < index - 1 || lastEnd > index,
      key(index - 2) != junction, continues(index), continues(index - 1), tokens[index - 1].spaceBefore, tokens[index].spaceBefore, isCapitalizedWord(index),
      !tokens[index].isAllCaps,
      isMark(index - 2, ",") && tokens[index - 3].kind == .word
        || tokens[index - 2].kind == .word && (tokens[index - 2].isCapitalized || houses.contains(key(index - 2))) || key(index - 2) == Key.taij
        || isMark(index - 2, "("), !numberOwners.contains(key(index - 2)) || houses.contains(key(index - 2))
    else { return nil }
    guard let end = personRun(at: index), end == capitalRun(index), end - index > 2, end - index < 5, !startsOtherName(index) else { return nil }
    // "Đội trưởng Quản lý thị trường số 14 | Hoàng Đại Nghĩa; …": a body's number.
    if key(index - 2) == Word.so, !isMark(end, ","), !isMark(end, "("), !isMark(end, ")") { return nil }
    return end
  }

  /// "(Ngọc Hồi - | Yên Viên - Như Quỳnh)": a stop of a line in brackets.
  func lineStop(at index: Int) -> Node? {
    guard isDash(index - 1), tokens[index - 1].spaceBefore, isCapitalizedWord(index), continues(index) else { return nil }
    let run = capitalRun(index)
    guard run - index < 4, continues(run), isMark(run, ")") || isDash(run) && run - index > 1, !tokens[index].isAllCaps, !startsOtherName(index),
      (2...20).contains(where: { isMark(index - $0, "(") && !tokens[index - $0 + 1].lineStart })
    else { return nil }
    return Node(type: .location, start: index, end: run, rule: "places:line stop", confidence: 0.75)
  }

  /// "đường Nguyễn Thái Bình, | Lê Thị Hồng Gấm, Hàm Nghi": streets of a list have persons' names.
  func listedStreet(at index: Int) -> Node? {
    guard
      isMark(index - 1, ",") || key(index - 1) == Key.ddeens && !tokens[index].lineStart
        || (key(index - 1) == Word.va || isDash(index - 1))
          && personRun(at: index).map({ !continues($0) || tokens[$0].kind == .mark || functionWords.contains(key($0)) }) == true,
      streetsEnd == lastEnd || streets.contains(key(lastStart)) && !tokens[lastStart].isAllCaps, isCapitalizedWord(index), continues(index)
    else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 5,
      !continues(run) || isMark(run, ",") || isMark(run, "…") || isMark(run, ".") || isMark(run, ")") || key(run) == Word.va, !startsOtherName(index),
      personRun(at: index) != nil || longest(.place, at: index) == nil && longest(.unit, at: index) == nil,
      !(isMark(run, ",") && matches.starts(.position, at: run + 1)), longest(.placeHead, at: index, keepsCase: false) == nil
    else { return nil }
    streetsEnd = run
    return Node(type: .location, start: index, end: run, rule: "places:listed street", confidence: 0.75)
  }
}
