/// One article on its way: each stage reads what is there and adds what it found.
public struct Document: Sendable {
  /// Well-formed UTF-8, NFC, repaired.
  public var utf8: [UInt8]
  public var tokens: [Token] = []
  public var sentences: [Sentence] = []
  public var entities: [Entity] = []
  public var relations: [Relation] = []
  public var directives: [Directive] = []
  public var title: String?
  public var byline: String?
  /// Year, month and day of publication when the article shows them.
  public var published: String?

  public init(utf8: [UInt8]) { self.utf8 = utf8 }

  public func string(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }

  /// `string(range)` in lower case.
  public func lowercased(_ range: Range<Int>) -> String { String(decoding: TextModel.lowercased(utf8[range]), as: UTF8.self) }

  /// The bytes of tokens `range`, from the first token's start to the last one's end.
  public func bytes(_ range: Range<Int>) -> Range<Int> {
    Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)
  }
}

/// Well-formed UTF-8 in lower case.
public func lowercased(_ utf8: ArraySlice<UInt8>) -> [UInt8] {
  var lower: [UInt8] = []
  lower.reserveCapacity(utf8.count)
  let bytes = utf8.span
  let lowers = Letters.lowers
  var index = 0
  while index < bytes.count {
    let (scalar, length) = decodeScalar(bytes, index)
    guard let folded = Letters.lower(scalar, lowers.span) else { return Array(String(decoding: utf8, as: UTF8.self).lowercased().utf8) }
    if folded.value < 0x80 { lower.append(UInt8(folded.value)) } else { UTF8.encode(folded)?.forEach { lower.append($0) } }
    index += length
  }
  return lower
}

/// The bytes of `words` stand somewhere in `text`.
public func holds(_ text: ArraySlice<UInt8>, _ words: StaticString) -> Bool {
  words.withUTF8Buffer { words in
    text.count >= words.count
      && (text.startIndex...text.endIndex - words.count).contains { start in words.indices.allSatisfy { unsafe text[start + $0] == words[$0] } }
  }
}

/// The key of a one-syllable word, for comparisons with `Token.key`; for words that are asked often see `Key`.
public func wordKey(_ word: StaticString) -> UInt64 {
  let bytes = word.withUTF8Buffer { unsafe [UInt8]($0) }
  return tokenize(bytes)[0].key
}

/// The keys of phrases of two syllables, for comparisons with two tokens that follow each other.
public func wordPairs(_ phrases: [String]) -> [(UInt64, UInt64)] {
  phrases.map { phrase in
    let words = tokenize(Array(phrase.utf8))
    return (words[0].key, words[1].key)
  }
}
