import ChiDao
import Normalization
import Testing
import TextModel

/// What must hold for every text; nil, or the first law broken.
private func brokenLaw(_ source: [UInt8]) throws -> String? {
  let annotated = try Pipeline().annotate(source)
  let (document, map) = (annotated.document, annotated.text.map)
  var end = 0
  for sentence in document.sentences {
    if sentence.range.lowerBound < end || sentence.range.isEmpty { return "sentences out of order at \(sentence.range)" }
    if document.utf8[end..<sentence.range.lowerBound].contains(where: { $0 > 0x20 && $0 != 0x7F }) { return "text between sentences at \(end)" }
    end = sentence.range.upperBound
  }
  if document.utf8[end...].contains(where: { $0 > 0x20 && $0 != 0x7F }) { return "text after the last sentence" }
  for entity in document.entities {
    if let parent = entity.parent, document.entities[parent].range.clamped(to: entity.range) != entity.range {
      return "\(entity.rule) outside its parent at \(entity.range)"
    }
  }
  let outer = document.entities.filter { $0.parent == nil }
  for (left, right) in zip(outer, outer.dropFirst()) where right.range.lowerBound < left.range.upperBound {
    return "\(left.rule) and \(right.rule) overlap at \(right.range)"
  }
  for directive in document.directives {
    let sentence = document.sentences[directive.sentence].range
    if directive.range.isEmpty || directive.range.clamped(to: sentence) != directive.range { return "directive outside its sentence: \(directive.range)" }
  }
  for range in document.sentences.map(\.range) + document.entities.map(\.range) + document.directives.map(\.range) {
    let back = try normalize(Array(source[map.sourceStart(range.lowerBound)..<map.sourceEnd(range.upperBound)])).utf8
    if back != Array(document.utf8[range]) { return "source bytes of \(range) are not its text" }
  }
  return nil
}

@Test(arguments: corpusArticles) func `laws hold on the corpus`(path: String) throws {
  #expect(try brokenLaw(bytes(path)) == nil)
}

@Test func `laws hold on the real articles`() throws {
  if realArticles.isEmpty { print("no real articles beside the repository: laws checked on the corpus only") }
  for path in realArticles {
    let law = try brokenLaw(bytes(path))
    #expect(law == nil, "\(path)")
  }
}

@Test(arguments: corpusArticles) func `laws hold on mutated articles and nothing traps`(path: String) throws {
  let source = try bytes(path)
  var state: UInt64 = 88_172_645_463_325_252
  for _ in 0..<40 {
    var mutated = source
    for _ in 0..<3 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let at = Int(state % UInt64(mutated.count))
      switch state >> 60 & 3 {
      case 0: mutated.remove(at: at)
      case 1: mutated[at] = UInt8(truncatingIfNeeded: state >> 32) & 0x7F
      case 2: mutated.insert(contentsOf: mutated[at..<min(at + 40, mutated.count)], at: at)
      default: mutated.removeSubrange(at...)
      }
      if mutated.isEmpty { break }
    }
    do { #expect(try brokenLaw(mutated) == nil) } catch let error as NormalizationError {
      #expect(error.offset <= mutated.count)
    }
  }
}

@Test(arguments: corpusArticles) func `normalization is idempotent`(path: String) throws {
  let once = try normalize(bytes(path)).utf8
  #expect(try normalize(once).utf8 == once)
  #expect(try normalize(once).counts.isEmpty)
}

@Test func `double the input, at most three times the time`() throws {
  let article: [UInt8] = try corpusArticles.map { try bytes($0) + [0x0A] }.reduce([], +)
  func seconds(_ times: Int) throws -> Double {
    let source = [UInt8](repeatElement(article, count: times).joined())
    var best = Double.infinity
    for _ in 0..<3 {
      let clock = ContinuousClock()
      let elapsed = try clock.measure { _ = try Pipeline().annotate(source) }
      best = min(best, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    }
    return best
  }
  let (one, eight) = (try seconds(4), try seconds(32))
  #expect(eight < one * 12, "8 times the text took \(eight / one) times the time")
}
