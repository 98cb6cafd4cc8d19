internal import Lexicon
internal import TextModel

private let viet = Key.vieetj, uncle = Key.bacs
/// Words before whom a name names: "của Shinhan Việt Nam".
private let subjects = WordSet("của do với cho và tới đến hãng từ")

// Names that are no Vietnamese ones: by their letters, their country, or spelled by their syllables.
extension EntityScan {
  /// "Theresa", "David": no Vietnamese name starts so.
  func isWestern(_ index: Int) -> Bool { longest(.surname, at: index).map { lexicon.field($0, 1, is: "west") } == true }

  /// "… Liên bang Nga | Igor Shuvalov": a name that is no Vietnamese one, right after the country.
  func foreignName(after start: Int, at index: Int) -> Int? {
    guard isCapitalizedWord(index), !tokens[index].isAllCaps, !tokens[index].lineStart, let country = longest(.place, at: start), country.end == index,
      lexicon.field(country, 1, is: "country")
    else { return nil }
    let run = capitalRun(index)
    guard run - index > 1, run - index < 5, (index..<run).contains(where: isForeign), longest(.body, at: index) == nil, longest(.place, at: index) == nil,
      longest(.event, at: index) == nil
    else { return nil }
    return run
  }

  /// Letters or an end that no Vietnamese syllable has: "Igor", "Shuvalov", "Lopez".
  func isForeign(_ index: Int) -> Bool {
    let bytes = document.utf8[Int(tokens[index].start)..<Int(tokens[index].end)]
    guard bytes.count > 3, bytes.allSatisfy({ $0 < 0x80 }), !tokens[index].isAllCaps else { return false }
    return bytes.count > 6 || bytes.contains { $0 == 0x66 || $0 == 0x6A || $0 == 0x77 || $0 == 0x7A }
      || [0x62, 0x64, 0x66, 0x6B, 0x6C, 0x72, 0x73, 0x76, 0x78].contains(bytes.last!)
  }

  /// "Park Ju|-seon"; "Thanh Vũ-TTXVN" is a name and its outlet.
  func hyphenated(_ end: Int, from start: Int) -> Int {
    var end = end
    while isDash(end), !tokens[end].spaceBefore, continues(end + 1), tokens[end + 1].kind == .word, !tokens[end + 1].spaceBefore,
      !tokens[end + 1].isAllCaps || tokens[start].isAllCaps, longest(.position, at: end + 1, keepsCase: false) == nil
    { end += 2 }
    return end
  }

  /// "Bun-nhăng Vo-la-chít", "Thoong-lun Xi-xu-lít": a foreign name spelled by its syllables, the later ones small.
  func spelledName(at index: Int) -> Int? {
    guard isDash(index + 1), syllablesEnd(index) > index + 1 else { return nil }
    var end = index
    while end == index || isCapitalizedWord(end) && continues(end) && tokens[end].spaceBefore && end - index < 12 {
      let word = syllablesEnd(end)
      if end > index, word == end + 1, opensPhrase(end) || matches.starts(.position, at: end) || matches.starts(.bodyHead, at: end) { break }
      end = word
    }
    return end
  }

  /// One past a word and the small syllables that hang on it by hyphens.
  func syllablesEnd(_ index: Int) -> Int {
    var end = index + 1
    while end - index < 12, isDash(end), !tokens[end].spaceBefore, continues(end + 1), tokens[end + 1].kind == .word, !tokens[end + 1].spaceBefore,
      !tokens[end + 1].isCapitalized
    { end += 2 }
    return end
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
