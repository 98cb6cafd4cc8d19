internal import TextModel

extension Finder {
  /// A headline in imperative form takes issuer and force from the directive that it repeats.
  func headlines() {
    guard !directives.isEmpty else { return }
    // A lead that calls without saying who: the speaker whom the text below names first.
    if let named = directives.firstIndex(where: { $0.issuer != nil }), named > 0 {
      for place in 0..<named where directives[place].sentence < 6 && !notes[place].isUnnamed { directives[place].issuer = directives[named].issuer }
    }
    // A headline with a modal of its own: its speaker is named below it.
    for place in directives.indices where (document.sentences[directives[place].sentence].kind == .headline || directives[place].sentence == 0) {
      let below = directives.indices.dropFirst(place + 1).prefix(40)
      guard let (twin, share) = self.twin(of: notes[place].tokens, among: below) else { continue }
      let issuer = directives[place].issuer ?? directives[twin].issuer
      directives[place].issuer = issuer
      guard directives[place].force == .duty else { continue }
      if share >= 0.6 {
        directives[place].force = directives[twin].force
      } else if let speaker = issuer?.text, let first = below.first(where: { directives[$0].issuer?.text == speaker }) {
        directives[place].force = directives[first].force
      }
    }
    nameUnnamed()
    layDown()
    nameHeadings()
    let known = Set(directives.map(\.sentence))
    var repeated: [(Directive, Range<Int>)] = []
    for (index, sentence) in document.sentences.enumerated().prefix(40) where sentence.kind == .headline && !known.contains(index) {
      guard let first = imperative(sentence.tokens) else { continue }
      let span = reading.trim(first..<sentence.tokens.upperBound)
      guard span.count > 2 else { continue }
      guard let (best, share) = twin(of: span, among: directives.indices), share >= 0.6 else { continue }
      var directive = Directive(range: reading.close(span, sentence.tokens), sentence: index, force: directives[best].force, rule: "headline", confidence: 0.7)
      directive.issuer = directives[best].issuer
      repeated.append((directive, span))
    }
    for (directive, span) in repeated {
      directives.append(directive)
      notes.append(Note(tokens: span))
    }
  }

  /// Where a headline's action starts: at its start, or behind the name of who calls for it ("Thủ tướng: Không …"); nil without one.
  private func imperative(_ range: Range<Int>) -> Int? {
    let colon = range.first { tokens[$0].isMark(":") }
    guard let first = reading.firstWord((colon ?? range.lowerBound)..<range.upperBound) else { return nil }
    guard let action = reading.action(at: first), Decided.phrases.end(tokens, first, range.upperBound) == nil else { return nil }
    // "Phòng chống dịch là nhiệm vụ của …": says what it is.
    return (action.end..<range.upperBound).contains { reading.has($0, .copula) } ? nil : first
  }

  /// Duties and what goes on under nobody in particular are the last issuer's, else whom or what the article's first sentences open with.
  private func nameUnnamed() {
    var last = topic()
    for place in directives.indices {
      if let issuer = directives[place].issuer { last = issuer; continue }
      guard !notes[place].isUnnamed, directives[place].force == .duty || directives[place].force == .prohibit, let party = last,
        directives[place].addressee.map({ $0.text.hasPrefix(party.text) }) != true
      else { continue }
      directives[place].issuer = party
    }
  }

  /// Where the headline names an act and no person speaks, duties are the act's.
  private func layDown() {
    guard let act = reading.presented(document.sentences[0].tokens), !directives.contains(where: { $0.issuer.map(isPerson) == true }) else { return }
    for place in directives.indices where [.duty, .prohibit].contains(directives[place].force) { directives[place].issuer = act }
  }

  /// A lead and a heading inside the text call with the voice of the text below them: a lead of the directive that it repeats, a heading also as
  /// strongly.
  private func nameHeadings() {
    for place in directives.indices where notes[place].isImplied {
      let sentence = directives[place].sentence
      let isLead = isLead(place)
      let isHeading = sentence > 0 && (isInnerHeading(sentence) || isJoined(place))
      guard isLead || isHeading else { continue }
      let below = directives.indices.dropFirst(place + 1).prefix(isLead ? 60 : 12).filter { !isLead || directives[$0].sentence >= 4 }
      if let (twin, share) = self.twin(of: notes[place].tokens, among: below), share >= (isLead ? 0.75 : 0.6), let issuer = directives[twin].issuer {
        directives[place].issuer = issuer
        if !isLead { directives[place].force = directives[twin].force }
      }
    }
  }

  /// Above the text, in a sentence that names no speaker.
  private func isLead(_ place: Int) -> Bool { directives[place].sentence < 4 && !voiced.contains(directives[place].sentence) }

  /// "Làm tốt công tác dự báo | Tại quận 2, …": a heading that a crawler joined to the text below it.
  private func isJoined(_ place: Int) -> Bool {
    let end = notes[place].tokens.upperBound
    return end < document.sentences[directives[place].sentence].tokens.upperBound && tokens[end].isCapitalized
  }

  /// A line without a full stop, or words that a crawler joined to the sentence behind them.
  private func isInnerHeading(_ sentence: Int) -> Bool {
    let found = document.sentences[sentence]
    if found.kind == .headline { return true }
    let end = found.tokens.upperBound
    return end < tokens.count && tokens[end - 1].kind != .mark && !tokens[end].lineStart
  }

  private func topic() -> Directive.Party? {
    for sentence in document.sentences.prefix(3) {
      guard let first = reading.firstWord(sentence.tokens), let group = reading.parties.groups(in: first..<min(first + 3, sentence.tokens.upperBound)).first
      else { continue }
      switch reading.parties.type(group.lead) {
      case .person, .role, .organization, .legalDocument: return reading.parties.resolve(group.lead)
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
      for token in tokens[notes[place].tokens] where words.contains(token.key) { shared.insert(token.key) }
      if shared.count > best?.count ?? -1 { best = (place, shared.count) }
    }
    return best.map { ($0.place, Double($0.count) / Double(max(1, words.count))) }
  }
}

/// Decisions that are themselves the act, and nouns that only look like an action.
enum Decided {
  static let phrases = Phrases(
    "thành lập, bổ nhiệm, miễn nhiệm, kỷ luật, kết luận, dự án, dự báo, công bố, phê chuẩn, phê duyệt, khởi tố, khai mạc, khai trương, khánh thành, khởi công, lãnh đạo tỉnh, lãnh đạo ubnd, bắt giữ, xử phạt, trao tặng"
  )
}
