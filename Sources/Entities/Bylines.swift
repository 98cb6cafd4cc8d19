internal import Lexicon
internal import TextModel

/// Words of a page around the article.
private let pageWords = WordSet("App Store Page Content Google Play Download Facebook Twitter Email Menu")

extension EntityScan {
  /// "Q.H", "T.Bình" after a credit.
  func initialsEnd(at index: Int) -> Int? {
    if isMark(index - 1, ":") || index > 0 && key(index - 1) == Key.anhr && isCapitalizedWord(index - 1) && !tokens[index].lineStart, isCapitalizedWord(index),
      tokens[index].isSingle, isMark(index + 1, "."), isCapitalizedWord(index + 2), continues(index + 2)
    {
      var end = index + 3
      while tokens[end - 1].isSingle, isMark(end, "."), !tokens[end].spaceBefore, isCapitalizedWord(end + 1), !tokens[end + 1].spaceBefore,
        !tokens[end + 1].lineStart
      { end += 2 }
      return end
    }
    var end = index
    while end - index < 12, end + 2 < tokens.count, isCapitalizedWord(end), tokens[end].isSingle || tokens[end].end - tokens[end].start <= 3,
      isMark(end + 1, "."),
      !tokens[end + 1].spaceBefore, isCapitalizedWord(end + 2), !tokens[end + 2].spaceBefore
    { end += 2 }
    return end > index ? end + 1 : nil
  }

  /// Sentences that end a line and hold nothing but a name or two: "Duy Linh", "Công Khanh - Bá Chiêm", "*Hương Dịu*", "Phúc Hằng (TTXVN)".
  func findBylines() {
    var ends: [Int32] = []
    defer { bylineEnds = ends }
    for (number, sentence) in document.sentences.enumerated() where number > 1 && sentence.tokens.count <= 24 {
      var index = sentence.tokens.lowerBound
      // "Anh Trọng" as an article's last line: two words and no more.
      let isSigned = sentence.tokens.count == 2 && sentence.tokens.upperBound == tokens.count
      if matches(at: index).contains(where: { $0.kind == .honorific }), !isSigned { continue }
      if bylineWords.contains(key(index)) { index += 1 }
      // "(Còn nữa) | Thống Nhất": who signs behind a bracket at the text's end.
      if sentence.tokens.upperBound == tokens.count, let bracket = sentence.tokens.last(where: { isMark($0, ")") }),
        case let name = sentence.tokens.upperBound - bracket - 1, name > 1, name < 5
      {
        index = bracket + 1
      }
      let end = sentence.tokens.upperBound
      guard end == tokens.count || tokens[end].lineStart else { continue }
      var names: [(Int, Int)] = []
      while index < end {
        if tokens[index].kind == .mark, isMark(index, "*") || isMark(index, "_") || isDash(index) || isMark(index, ",") {
          index += 1
          continue
        }
        if let initials = initialsEnd(at: index), initials <= end, !matches(at: index).contains(where: { $0.kind == .position }) || tokens[index].isSingle,
          index == sentence.tokens.lowerBound || isMark(index - 1, "*") || !names.isEmpty
        {
          names.append((index, initials))
          index = initials
          continue
        }
        var run = min(capitalRun(index), end)
        // "Đức Minh | Theo Trí thức trẻ": whose the text is.
        if let source = (index + 2..<max(run, index + 2)).first(where: { key($0) == Key.theo }) { run = source }
        // "**CÁC KHÁI NIỆM**": a heading.
        if isMark(index - 1, "*"), tokens[index].isAllCaps, longest(.surname, at: index) == nil || run - index > 3 { break }
        guard run - index >= 2, run - index <= 4, isNameShaped(index..<run, isSigned: isMark(index - 1, "*") && isMark(run, "*") && run + 2 >= end) else {
          break
        }
        names.append((index, run))
        index = run
        if key(index) == Key.theo { break }
      }
      guard !names.isEmpty,
        index == end || key(index) == Key.theo && tokens[index].isCapitalized && names.count == 1 && end - index < 6 || isMark(index, "/") || isMark(index, "(")
          || isDash(index - 1) && (key(index) == Key.anhr && isMark(index + 1, ":") || key(index) == Word.thu || tokens[index].kind == .number)
      else { continue }
      if ends.isEmpty { ends = Array(repeating: 0, count: tokens.count) }
      for (start, run) in names { ends[start] = Int32(run) }
    }
    findDottedBylines(&ends)
  }

  /// "… trong thời gian gần đây. | M. Hà", "N. C (T.Hợp)": initials and a name behind a text's last sentence.
  private func findDottedBylines(_ ends: inout [Int32]) {
    var last = tokens.count
    while last > 0, tokens[last - 1].kind == .mark, !isMark(last - 1, ".") { last -= 1 }
    for end in [last, tokens.count] where end > 8 {
      let start = end - 3
      guard tokens[start].isSingle, tokens[start].kind == .word, tokens[start].isCapitalized, isMark(start + 1, "."), !tokens[start + 1].spaceBefore,
        isCapitalizedWord(start + 2), tokens[start + 2].spaceBefore,
        tokens[start].lineStart || isMark(start - 1, ".") || isMark(start - 1, "”") || isMark(start - 1, "\"") || isMark(start - 1, "/"),
        !tokens[start + 2].lineStart
      else { continue }
      if ends.isEmpty { ends = Array(repeating: 0, count: tokens.count) }
      ends[start] = Int32(end)
    }
  }

  func bylineEnd(at index: Int) -> Int? { index < bylineEnds.count && bylineEnds[index] > 0 ? Int(bylineEnds[index]) : nil }

  /// Capitalized words that may be a writer's name: no table says that they name something else, and they open no phrase.
  ///
  /// `isSigned`: alone between stars, as a page sets its writers' names, which may be a mountain's too ("**Ngọc Linh**").
  func isNameShaped(_ range: Range<Int>, isSigned: Bool = false) -> Bool {
    guard tokens[range].allSatisfy({ $0.end - $0.start > 1 && $0.kind == .word && !pageWords.contains($0.key) }), !mixesCapitals(range),
      !lexicon.opensPhrase(tokens[range.lowerBound], tokens[range.lowerBound + 1])
    else { return false }
    return !range.contains { index in
      matches(at: index).contains {
        switch $0.kind {
        case .body, .position, .event, .program, .law, .documentType: $0.keepsCase
        case .bodyHead, .field: $0.keepsCase && $0.end - $0.start > 1
        case .place: !isSigned && $0.keepsCase && $0.end == range.upperBound && $0.end - $0.start > 1
        case .unit: $0.keepsCase && lexicon.field($0, 2) == "province" && lexicon.field($0, 4) != "Thái Bình"
        default: false
        }
      }
    }
  }
}
