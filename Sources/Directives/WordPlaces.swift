internal import Lexicon
internal import TextModel

/// How far into a clause its words count: longer ones list what is done, not how it is called for.
private let clauseLimit = 60

extension WordPlace {
  static let inOutline: [WordPlace] = [
    .outlineBefore, .outlineBefore2, .outlineBefore3, .outline2, .outline3, .outline4, .outlineAround, .outlineAround2, .outlineContent2, .outlineContent3,
  ]
  static let ofStart: [WordPlace] = [.here, .here2, .herePair, .hereTriple, .inFront, .inFrontPair, .inFrontTriple]
}

extension Finder {
  /// Each place of the candidate with its words.
  func eachWord(_ candidate: Candidate, _ clause: Clause, _ visit: (WordPlace, Range<Int>) -> Void) {
    let bounds = clause.tokens
    func word(_ place: WordPlace, _ index: Int, _ count: Int = 1) {
      if index >= bounds.lowerBound, index + count <= bounds.upperBound { visit(place, index..<index + count) }
    }
    let at = candidate.trigger.isEmpty ? candidate.region.lowerBound : candidate.trigger.lowerBound
    word(.before, at - 1)
    word(.before2, at - 2)
    word(.before3, at - 3)
    word(.beforePair, at - 2, 2)
    if !candidate.trigger.isEmpty {
      word(.after, candidate.trigger.upperBound)
      word(.after2, candidate.trigger.upperBound + 1)
      word(.after3, candidate.trigger.upperBound + 2)
      word(.afterPair, candidate.trigger.upperBound, 2)
    }
    word(.content, candidate.start)
    word(.content2, candidate.start + 1)
    word(.content3, candidate.start + 2)
    word(.content4, candidate.start + 3)
    word(.contentPair, candidate.start, 2)
    word(.first, bounds.lowerBound)
    word(.firstPair, bounds.lowerBound, 2)
    if candidate.trigger.isEmpty, let cue = scope?.cueTokens { visit(.scopeCue, cue.prefix(3)) }
    if clause.sentence > 0, clause.isFirst, let last = document.sentences[clause.sentence - 1].tokens.last(where: { tokens[$0].kind != .mark }) {
      visit(.sentenceBefore, last..<last + 1)
    }
    if !candidate.subject.tokens.isEmpty {
      visit(.subject, candidate.subject.tokens.lowerBound..<candidate.subject.tokens.lowerBound + 1)
      visit(.subjectWords, candidate.subject.tokens.lowerBound..<min(candidate.subject.tokens.lowerBound + 4, candidate.subject.tokens.upperBound))
    }
  }

  /// Each place of the candidate in the outline, with its words there.
  private func eachOutline(_ candidate: Candidate, _ visit: (WordPlace, Outline, Range<Int>) -> Void) {
    let isClause = candidate.kind == .bare || candidate.kind == .subject
    let around = Outline(reading.parties, isClause ? candidate.start : candidate.trigger.lowerBound)
    func words(_ place: WordPlace, _ outline: Outline, _ range: Range<Int>) {
      if outline.has(range) { visit(place, outline, range) }
    }
    words(.outlineBefore, around, -1..<0)
    words(.outlineBefore2, around, -2..<0)
    words(.outlineBefore3, around, -3..<0)
    words(.outline2, around, 0..<2)
    words(.outline3, around, 0..<3)
    words(.outline4, around, 0..<4)
    words(.outlineAround, around, -1..<2)
    words(.outlineAround2, around, -2..<1)
    let content = isClause ? around : Outline(reading.parties, candidate.start)
    words(.outlineContent2, content, 0..<2)
    words(.outlineContent3, content, 0..<3)
  }

  /// The words of a clause by their hashes, each once.
  private func clauseWords(_ clause: Clause) -> [UInt64] {
    var hashes: [UInt64] = []
    hashes.reserveCapacity(clauseLimit)
    for index in clause.tokens.prefix(clauseLimit) { hashes.append(WordPlace.clause.hash(tokens[index..<index + 1])) }
    hashes.sort()
    var kept = 0
    for hash in hashes where kept == 0 || hashes[kept - 1] != hash {
      hashes[kept] = hash
      kept += 1
    }
    hashes.removeLast(hashes.count - kept)
    return hashes
  }

  /// What the words of a clause weigh, each once.
  private func clauseWeight(_ clause: Clause) -> Double {
    var sum = 0.0
    clausesWeighed += 1
    for index in clause.tokens.prefix(clauseLimit) {
      // All numbers are one word, the last.
      let word = tokens[index].kind == .number ? clauseWeights.count - 1 : Int(reading.vocabulary.places[index])
      guard clauseWeights[word] != 0, weighedIn[word] != clausesWeighed else { continue }
      weighedIn[word] = clausesWeighed
      sum += clauseWeights[word]
    }
    return sum
  }

  /// What the words say, but those of the outline: those of the clause are weighed once for all its candidates.
  func wordScore(_ candidate: Candidate, _ clause: Clause) -> Double {
    let weights = rules.model.accept.words
    if clauseScore.start != clause.tokens.lowerBound { clauseScore = (clause.tokens.lowerBound, clauseWeight(clause)) }
    var sum = clauseScore.sum
    eachWord(candidate, clause) { place, range in sum += weights.weight(reading.hash(place, range)) }
    return sum
  }

  /// `sum` with what the words of the outline say.
  func outlineScore(_ candidate: Candidate, on sum: Double) -> Double {
    let weights = rules.model.accept.words
    var sum = sum
    eachOutline(candidate) { place, outline, range in sum += weights.weight(outline.hash(place, range)) }
    return sum
  }

  /// The words with their names, for learning.
  func words(_ candidate: Candidate, _ clause: Clause, name: (UInt64, String) -> Void) -> [UInt64] {
    var hashes = clauseWords(clause)
    for index in clause.tokens.prefix(clauseLimit) { name(WordPlace.clause.hash(tokens[index..<index + 1]), reading.name(.clause, index..<index + 1)) }
    eachWord(candidate, clause) { place, range in
      hashes.append(place.hash(tokens[range]))
      name(hashes.last!, reading.name(place, range))
    }
    eachOutline(candidate) { place, outline, range in
      hashes.append(outline.hash(place, range))
      name(hashes.last!, "\(place)=" + outline.tokens(range).map(reading.outlineWord).joined(separator: " "))
    }
    return hashes
  }
}

extension Reading {
  @inline(__always) fileprivate func hash(_ place: WordPlace, _ words: Range<Int>) -> UInt64 {
    words.count == 1
      ? place.hash(tokens[words.lowerBound]) : words.count == 2 ? place.hash(tokens[words.lowerBound], tokens[words.lowerBound + 1]) : place.hash(tokens[words])
  }

  /// Each place around a start with the first of its words and how many they are.
  @inline(__always) func eachWord(_ start: Int, _ region: Range<Int>, _ visit: (WordPlace, _ first: Int, _ count: Int) -> Void) {
    visit(.here, start, 1)
    if start + 1 < region.upperBound {
      visit(.here2, start + 1, 1)
      visit(.herePair, start, 2)
    }
    if start + 2 < region.upperBound { visit(.hereTriple, start, 3) }
    if start > 0 {
      visit(.inFront, start - 1, 1)
      visit(.inFrontPair, start - 1, 2)
    }
    if start > 1 { visit(.inFrontTriple, start - 2, 3) }
  }

  func wordScore(_ start: Int, _ region: Range<Int>) -> Double {
    let weights = rules.model.start.words
    var sum = 0.0
    eachWord(start, region) { place, first, count in
      let hash =
        switch count {
        case 1: place.hash(tokens[first])
        case 2: place.hash(tokens[first], tokens[first + 1])
        default: place.hash(tokens[first], tokens[first + 1], tokens[first + 2])
        }
      sum += weights.weight(hash)
    }
    return sum
  }

  func words(_ start: Int, _ region: Range<Int>) -> [UInt64] {
    var hashes: [UInt64] = []
    eachWord(start, region) { place, first, count in hashes.append(place.hash(tokens[first..<first + count])) }
    return hashes
  }

  /// The name of words at a place in the table of weights.
  func name(_ place: WordPlace, _ range: Range<Int>) -> String {
    "\(place)=" + range.map(spelling).joined(separator: " ")
  }

  private func spelling(_ token: Int) -> String { tokens[token].kind == .number ? "0" : document.lowercased(document.bytes(token..<token + 1)) }

  func outlineWord(_ token: Int) -> String { parties.starting(token).map { Outline.names[parties.type($0)]! } ?? spelling(token) }
}
