internal import TextModel

extension Finder {
  /// A headline in imperative form takes issuer and force from the directive that it repeats.
  func headlines() {
    guard !directives.isEmpty else { return }
    // A lead that calls without saying who: the speaker whom the text below names first.
    if let named = directives.firstIndex(where: { $0.issuer != nil }), named > 0, directives[named].sentence < 40 {
      for place in 0..<named where directives[place].sentence < 6 && !unnamed.contains(place) && document.sentences[directives[place].sentence].kind != .headline { directives[place].issuer = directives[named].issuer }
    }
    // A headline with a modal of its own: its speaker is named below it.
    for place in directives.indices where (directives[place].issuer == nil || directives[place].force == .duty) && directives[place].sentence < 3 && (document.sentences[directives[place].sentence].kind == .headline || directives[place].sentence == 0) {
      guard let (twin, share) = self.twin(of: contents[place], among: directives.indices.dropFirst(place + 1).prefix(40)) else { continue }
      let issuer = directives[place].issuer ?? directives[twin].issuer
      directives[place].issuer = issuer
      guard directives[place].force == .duty else { continue }
      if share >= 0.6 {
        directives[place].force = directives[twin].force
      } else if let speaker = issuer?.text, let first = directives.indices.dropFirst(place + 1).first(where: { directives[$0].issuer?.text == speaker }) {
        directives[place].force = directives[first].force
      }
    }
    nameUnnamed()
    layDown()
    nameHeadings()
    let known = Set(directives.map(\.sentence))
    var repeated: [(Directive, Range<Int>)] = []
    for (index, sentence) in document.sentences.enumerated().prefix(40) where sentence.kind == .headline && !known.contains(index) {
      guard let first = imperative(sentence.tokens), !reports(sentence.tokens) else { continue }
      let span = reading.trim(first..<sentence.tokens.upperBound)
      guard span.count > 2 else { continue }
      guard let (best, share) = twin(of: span, among: directives.indices), share >= 0.6 else { continue }
      var directive = Directive(range: reading.close(span, sentence.tokens), sentence: index, force: directives[best].force, rule: "headline", confidence: 0.7)
      directive.issuer = directives[best].issuer
      repeated.append((directive, span))
    }
    for (directive, span) in repeated {
      directives.append(directive)
      contents.append(span)
    }
  }

  /// Where a headline's action starts: at its start, or behind the name of who calls for it ("Thủ tướng: Không …"); nil without one.
  private func imperative(_ range: Range<Int>) -> Int? {
    let colon = range.first { tokens[$0].isMark(":") && reading.partyRunEnd(range.lowerBound, $0) == $0 }
    guard let first = reading.firstWord((colon ?? range.lowerBound)..<range.upperBound) else { return nil }
    if reading.has(first, [.negatedAct, .banCue]) { return first }
    guard let action = reading.action(at: first), Decided.phrases.end(tokens, first, range.upperBound) == nil else { return nil }
    // "Phòng chống dịch là nhiệm vụ của …": says what it is.
    return (action.end..<range.upperBound).contains { reading.has($0, .copula) && !reading.has($0, .covered) } ? nil : first
  }

  /// Duties and what goes on under nobody in particular are the last issuer's, else whom or what the article's first sentences open with.
  private func nameUnnamed() {
    var last = topic()
    for place in directives.indices {
      if let issuer = directives[place].issuer { last = issuer; continue }
      guard !unnamed.contains(place), directives[place].force == .duty || directives[place].force == .prohibit || directives[place].rule.hasPrefix("scope:"), let party = last else { continue }
      if directives[place].addressee.map({ $0.text.hasPrefix(party.text) }) != true { directives[place].issuer = party }
    }
  }

  /// Where the headline names an act and no person speaks, duties are the act's.
  private func layDown() {
    guard let act = reading.presented(document.sentences[0].tokens), !voices.values.contains(where: isPerson), !directives.contains(where: { $0.issuer.map(isPerson) == true }) else { return }
    for place in directives.indices where implied.contains(place) && !unnamed.contains(place) && [.duty, .prohibit].contains(directives[place].force) {
      if directives[place].issuer?.entity.map({ reading.parties.type($0) == .legalDocument }) != true { directives[place].issuer = act }
    }
  }

  /// A lead and a heading inside the text call with the voice of the text below them: a lead of the directive that it repeats, a heading also as
  /// strongly; a heading that repeats none, with the voice of who speaks there first.
  private func nameHeadings() {
    for place in directives.indices where implied.contains(place) || directives[place].rule.hasPrefix("scope:") {
      let sentence = directives[place].sentence
      let isLead = implied.contains(place) && isLead(place)
      let isHeading = sentence > 0 && (isInnerHeading(sentence) || isJoined(place))
      guard isLead || isHeading else { continue }
      let below = directives.indices.dropFirst(place + 1).prefix(isLead ? 60 : 12).filter { !isLead || directives[$0].sentence >= 4 }
      if let (twin, share) = self.twin(of: contents[place], among: below), share >= (isLead ? 0.75 : 0.6), let issuer = directives[twin].issuer {
        directives[place].issuer = issuer
        if sentence >= 3, !isLead, directives[place].rule.hasPrefix("scope:") { directives[place].force = directives[twin].force }
      } else if implied.contains(place), !isJoined(place), isInnerHeading(sentence), sentence > 0, let voice = (sentence + 1...sentence + 3).lazy.compactMap({ self.voices[$0] }).first {
        directives[place].issuer = voice
      }
    }
  }

  /// Above the text, in a sentence that names no speaker.
  private func isLead(_ place: Int) -> Bool { directives[place].sentence < 4 && voices[directives[place].sentence] == nil }

  /// "Làm tốt công tác dự báo | Tại quận 2, …": a heading that a crawler joined to the text below it.
  private func isJoined(_ place: Int) -> Bool {
    let end = contents[place].upperBound
    return end < document.sentences[directives[place].sentence].tokens.upperBound && tokens[end].isCapitalized && tokens[end - 1].kind != .mark
  }

  /// A line without a full stop, or words that a crawler joined to the sentence behind them.
  private func isInnerHeading(_ sentence: Int) -> Bool {
    let found = document.sentences[sentence]
    if found.kind == .headline { return true }
    let end = found.tokens.upperBound
    return found.kind == .body && end < tokens.count && tokens[end - 1].kind != .mark && !tokens[end].lineStart
  }

  private func topic() -> Directive.Party? {
    for sentence in document.sentences.prefix(3) {
      guard let first = reading.firstWord(sentence.tokens), let group = reading.parties.groups(in: first..<min(first + 3, sentence.tokens.upperBound)).first else { continue }
      switch reading.parties.type(group.lead) {
      case .person, .role, .organization, .legalDocument: return reading.parties.resolve(group.person ?? group.lead)
      default: continue
      }
    }
    return nil
  }

  /// The directive, first of equals, that has most of the words of `span`, and which share of them.
  private func twin(of span: Range<Int>, among directives: some Sequence<Int>) -> (place: Int, share: Double)? {
    var words = KeySet()
    for token in tokens[span] where token.kind == .word { words.insert(token.key) }
    var best: (place: Int, count: Int)?
    for place in directives {
      var shared = KeySet()
      for token in tokens[contents[place]] where words.contains(token.key) { shared.insert(token.key) }
      if shared.count > best?.count ?? -1 { best = (place, shared.count) }
    }
    return best.map { ($0.place, Double($0.count) / Double(max(1, words.count))) }
  }
}

/// Decisions that are themselves the act, and nouns that only look like an action.
enum Decided {
  static let phrases = Phrases("thành lập, bổ nhiệm, miễn nhiệm, kỷ luật, kết luận, dự án, dự báo, công bố, phê chuẩn, phê duyệt, khởi tố, khai mạc, khai trương, khánh thành, khởi công, lãnh đạo tỉnh, lãnh đạo ubnd, bắt giữ, xử phạt, trao tặng")
}
