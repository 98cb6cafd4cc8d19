internal import Lexicon
internal import TextModel

private let titleStop = WordSet(
  "được ngay gồm vừa đã sẽ với cho tới vào tại ngày do nhằm để là từ này khi sau trước nêu yêu cũng vì có nên mà như thì còn cần phải đang chưa bị gắn trên đồng góp ký khiến"
)
/// Of these and more, what goes on after a comma: "…, trình Thủ tướng", "…, tạo sự thống nhất", "…, trong đó".
private let commaStop = titleStop.union(WordSet("thay trình tạo trong góp phấn đảm bảo mục"))
/// Words that no title ends with.
private let weakEnd = WordSet("khoảng không về của và đối các những một với theo trong tại đến giữa")
/// "trong lĩnh vực", "theo định hướng" go on with a title.
private let inside = WordSet("lĩnh quá hệ hoạt các công việc")
let decree = (Key.ban, Key.hanhf)
private let remaining = Key.toonf, selfKey = Key.tuwj, doKey = Key.do
private let anniversary = Key.kyr
private let having = Key.cos, attributes = wordPairs(["kiểm soát", "điều kiện", "thời hạn", "liên quan", "yếu tố", "hoàn lại", "giá trị"])
private let insure = Key.baor, risk = Key.hieemr
private let forWhom = Key.vif, hand = Key.tay
private let together = Key.ddoongf, secondOf = WordSet("cộng hợp hội")
private let into = Key.vaof, invested = (Key.ddaauf, Key.tuw), enterprise = WordSet("doanh DN")
private let directions = WordSet("định hướng cơ")

extension EntityScan {
  /// One past a title that starts at `start`: up to a mark, or a word that goes on with the sentence.
  ///
  /// Titles of acts take their lists with them ("tách nội dung thu hồi đất, bồi thường, hỗ trợ"); `isAct` is false for plans and bodies.
  func titleEnd(from start: Int, isAct: Bool = false, takesPlaces: Bool = false) -> Int? {
    var end = start
    var between = false
    while end < tokens.count, continues(end) || end == start, end - start < (isAct ? 60 : 40) {
      if tokens[end].kind == .mark {
        if isDash(end) || isMark(end, "/") && !tokens[end].spaceBefore || isMark(end, "%") {
          end += 1
          continue
        }
        guard isMark(end, ","), end + 1 < tokens.count, continues(end + 1), !tokens[end + 1].isCapitalized, tokens[end + 1].kind == .word,
          !commaStop.contains(key(end + 1)) || key(end + 1) == insure && key(end + 2) == risk,
          longest(.cue, at: end + 1, keepsCase: false) == nil || listsWorks(end, start), isAct || actionAt(end + 1) == false || listsWorks(end, start)
        else { break }
        end += 1
        continue
      }
      // "… của Quốc hội năm 2018": with the year the title ends.
      if isAct, end > start, key(end) == Word.cua, let owner = body(at: end + 1), key(owner.end) == Word.nam,
        number(owner.end + 1).map({ $0 > 1900 && $0 < 2100 }) == true
      {
        return owner.end + 2
      }
      // "Chương trình mục tiêu quốc gia | 7,065 nghìn tỷ": a sum.
      if !isAct, tokens[end].kind == .number, isMark(end + 1, ",") || isMark(end + 1, "."), number(end + 2) != nil, end + 2 < tokens.count,
        !tokens[end + 2].spaceBefore
      {
        break
      }
      if end > start, stopsTitle(at: end, start: start, isAct: isAct, between: between), !(takesPlaces && key(end) == Key.taij && place(at: end + 1) != nil) {
        break
      }
      if key(end) == Key.giuwax { between = true }
      end += 1
    }
    while end > start, weakEnd.contains(key(end - 1)) || isDash(end - 1) || isMark(end - 1, "/") || isMark(end - 1, ",") { end -= 1 }
    return end > start ? end : nil
  }

  /// The word at `index` goes on with the sentence and not with the title before it.
  private func stopsTitle(at index: Int, start: Int, isAct: Bool, between: Bool) -> Bool {
    let word = key(index)
    let next = index + 1
    if isCapitalizedWord(index), isCapitalizedWord(index - 1), tokens[index].spaceBefore,
      longest(.position, at: index) != nil && !(key(index - 1) == Key.booj && longest(.bodyHead, at: index - 1).map { $0.end > index } == true)
        || opensPhrase(index) && !(continues(index + 1) && lexicon.isCompound(tokens[index], tokens[index + 1]))
    {
      return true
    }
    switch word {
    // "thử nghiệm có kiểm soát", "người có công": what kind it is.
    case having: return key(next) != Key.coong && !attributes.contains { $0 == (key(next), key(next + 1)) }
    case Word.va:
      if longest(.documentType, at: next, keepsCase: false) != nil || startsProgram(next) { return true }
      // "… và 50 năm Ngày …", "… và kỷ niệm 80 năm …".
      if number(next) != nil && key(next + 1) == Word.nam || key(next) == anniversary && key(next + 1) == Key.nieemj
        || key(next) == Word.mot && key(next + 1) == Word.nam
      {
        return true
      }
      guard isCapitalizedWord(next), !between else { return false }
      return longest(.position, at: next) != nil || longest(.body, at: next).map { $0.end - next > 1 } == true || longest(.bodyHead, at: next) != nil
    case Key.vowis:
      return !(key(index - 1) == Key.ddoois && (isAct || !matches(at: next).contains { $0.kind == .honorific })) && key(next) != Key.mucj
    // "các ngày lễ lớn"; "trong 3 năm 2023 - 2025".
    case Word.ngay where key(index - 1) == Word.cac: return false
    case Key.trong where number(next) != nil && key(next + 1) == Word.nam && number(next + 2).map({ $0 > 1900 && $0 < 2100 }) == true: return false
    case Key.taij where key(index - 1) == remaining || isAct && enterprise.contains(key(next)): return false
    // "vốn nhà nước đầu tư vào sản xuất".
    // "Chung tay vì sức khỏe cộng đồng".
    case forWhom where key(index - 1) == hand: return false
    // "sức khỏe cộng đồng".
    case together where secondOf.contains(key(index - 1)): return false
    case into where key(index - 1) == invested.1 && key(index - 2) == invested.0: return false
    case doKey where key(index - 1) == selfKey: return false
    case Key.taij: return !isAct || place(at: next) == nil && body(at: next) == nil
    case Key.lamf: return isCapitalizedWord(next) && longest(.position, at: next) != nil
    case Key.quyeets: return key(next) == Key.ddinhj && tokens[index - 1].kind == .number
    case decree.0 where !isAct && key(next) == decree.1: return true
    case Key.truwowcs where continues(next) && lexicon.isCompound(tokens[index], tokens[next]): return false
    case Key.quy: return key(next) == Key.ddinhj && isMark(next + 1, ":")
    case Key.trong: return !inside.contains(key(next)) || date(at: next) != nil
    case Key.ddeens: return date(at: next) == nil
    case Key.theo: return !directions.contains(key(next))
    case Word.cua:
      return !isAct && (body(at: next) != nil || place(at: next) != nil && isCapitalizedWord(next))
        || isAct && body(at: next) != nil && longest(.law, at: next) == nil
    case Key.thuoocj: return key(index - 1) != Key.truwcj && key(index - 1) != Key.khoong
    case Key.theer: return key(next) == Key.hieenj
    // "những điều đảng viên không được làm", "trách nhiệm nêu gương".
    case Key.dduwowcj: return !(key(index - 1) == Key.khoong && key(next) == Key.lamf)
    case Key.neeu: return key(next) != Key.guwowng
    default: return titleStop.contains(word)
    }
  }

  /// "mô hình kiểm tra chất lượng, | kiểm tra an toàn thực phẩm", "bảo trì, duy tu, | sửa chữa đường bộ": the same work again, or one of a row.
  private func listsWorks(_ comma: Int, _ start: Int) -> Bool {
    guard continues(comma + 2), tokens[comma + 1].kind == .word, !tokens[comma + 1].isCapitalized else { return false }
    let again = (start..<comma - 1).contains { key($0) == key(comma + 1) && key($0 + 1) == key(comma + 2) }
    return again || comma - start > 4 && isMark(comma - 3, ",")
      || lexicon.isCompound(tokens[comma + 1], tokens[comma + 2]) && isMark(comma + 3, ",") && comma - start > 2
  }

  /// A verb of tasks starts here: the sentence goes on after the title.
  private func actionAt(_ index: Int) -> Bool { longest(.action, at: index, keepsCase: false).map { $0.end - $0.start > 1 } == true }

  /// Entities inside a title.
  func parts(_ start: Int, _ end: Int) -> [Node] {
    let outer = partsEnd
    partsEnd = end
    defer { partsEnd = outer }
    var nodes: [Node] = []
    var index = start
    while index < end {
      let found = [legalDocument(at: index), date(at: index), role(at: index), body(at: index), place(at: index), person(at: index)].compactMap { $0 }
        .filter { $0.start >= index && $0.end <= end }
      if let longest = found.max(by: { $0.end < $1.end }) {
        nodes.append(longest)
        index = longest.end
      } else {
        index += 1
      }
    }
    return nodes
  }
}
