import TextModel

/// Syllables, numbers and marks of a text in code points, as `tokenize` cuts them.
struct TextTokens {
  struct Token {
    var start: Int
    var end: Int
    var text: String
  }
  var tokens: [Token] = []

  init(_ text: String) {
    let utf8 = Array(text.utf8)
    var codePoint = 0
    var byte = 0
    func advance(to target: Int) -> Int {
      while byte < target {
        if utf8[byte] & 0xC0 != 0x80 { codePoint += 1 }
        byte += 1
      }
      return codePoint
    }
    for token in tokenize(utf8) {
      let start = advance(to: Int(token.start))
      tokens.append(Token(start: start, end: advance(to: Int(token.end)), text: String(decoding: utf8[Int(token.start)..<Int(token.end)], as: UTF8.self)))
    }
  }
}

/// The tokens that a span touches, by binary search in sorted tokens.
func covering<T>(_ tokens: [T], _ start: Int, _ end: Int, _ range: (T) -> (start: Int, end: Int)) -> Range<Int> {
  let from = tokens.firstIndex(behind: { range($0).end > start })
  return from..<max(from, tokens.firstIndex(behind: { range($0).start >= end }))
}
