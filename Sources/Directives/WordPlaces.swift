internal import TextModel

/// Where words stand to a candidate or to a start; words at a place have weights of their own.
enum WordPlace: UInt64, CaseIterable {
  /// In front of the trigger, behind it, at the content's start, at the clause's start, anywhere in the clause.
  case before, before2, before3, beforePair, after, after2, after3, afterPair, content, content2, content3, content4, contentPair, first, firstPair, clause
  /// The subject's head and its first words.
  case subject, subjectWords
  /// The cue that opened the scope, for clauses without one; the last word of the sentence before.
  case scopeCue, sentenceBefore
  /// At a place where the action may start.
  case here, here2, herePair, inFront, inFrontPair

  func hash(_ words: ArraySlice<Token>) -> UInt64 {
    // The top bit tells words from traits in `Learning`.
    words.reduce(mix(0x5EED, rawValue)) { mix($0, $1.kind == .number ? 1 : $1.key) } | 1 << 63
  }
}

/// How far into a clause its words count: longer ones list what is done, not how it is called for.
private let clauseLimit = 60

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
    if clause.sentence > 0, clause.isFirst, let last = document.sentences[clause.sentence - 1].tokens.last(where: { tokens[$0].kind != .mark }) { visit(.sentenceBefore, last..<last + 1) }
    if !candidate.subject.tokens.isEmpty {
      visit(.subject, candidate.subject.tokens.lowerBound..<candidate.subject.tokens.lowerBound + 1)
      visit(.subjectWords, candidate.subject.tokens.lowerBound..<min(candidate.subject.tokens.lowerBound + 4, candidate.subject.tokens.upperBound))
    }
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

  /// What the words say: those of the clause are weighed once for all its candidates.
  func wordScore(_ candidate: Candidate, _ clause: Clause) -> Double {
    let weights = rules.model.accept.words
    if clauseScore.start != clause.tokens.lowerBound {
      clauseScore = (clause.tokens.lowerBound, clauseWords(clause).reduce(0) { $0 + weights.weight($1) })
    }
    var sum = clauseScore.sum
    eachWord(candidate, clause) { place, range in sum += weights.weight(place.hash(tokens[range])) }
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
    return hashes
  }
}

extension Reading {
  /// Each place around a start with its words.
  func eachWord(_ start: Int, _ region: Range<Int>, _ visit: (WordPlace, Range<Int>) -> Void) {
    visit(.here, start..<start + 1)
    if start + 1 < region.upperBound {
      visit(.here2, start + 1..<start + 2)
      visit(.herePair, start..<start + 2)
    }
    if start > 0 {
      visit(.inFront, start - 1..<start)
      visit(.inFrontPair, start - 1..<start + 1)
    }
  }

  func wordScore(_ start: Int, _ region: Range<Int>) -> Double {
    let weights = rules.model.start.words
    var sum = 0.0
    eachWord(start, region) { place, range in sum += weights.weight(place.hash(tokens[range])) }
    return sum
  }

  func words(_ start: Int, _ region: Range<Int>) -> [UInt64] {
    var hashes: [UInt64] = []
    eachWord(start, region) { place, range in hashes.append(place.hash(tokens[range])) }
    return hashes
  }

  /// The name of words at a place in the table of weights.
  func name(_ place: WordPlace, _ range: Range<Int>) -> String {
    "\(place)=" + range.map { tokens[$0].kind == .number ? "0" : document.lowercased(document.bytes($0..<$0 + 1)) }.joined(separator: " ")
  }
}
