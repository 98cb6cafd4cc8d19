internal import TextModel

// What may open a directive in a clause: cues, modals and prohibitions outside names.
extension Reading {
  /// Cues, modals and prohibitions of a clause that stand outside names.
  func triggers(_ clause: Clause) -> [Candidate] {
    var found: [Candidate] = []
    var index = clause.tokens.lowerBound
    while index < clause.tokens.upperBound {
      guard words[index].intersects([.covered, .cueHere]) else {
        index += 1
        continue
      }
      if let entity = parties.covering(index), parties.type(entity) != .role {
        index = max(index + 1, document.entities[entity].tokens.upperBound)
        continue
      }
      guard let cue = cue(at: index), cue.end < clause.tokens.upperBound else {
        index += 1
        continue
      }
      // "Yêu cầu đặt ra là | phải …".
      let demand = Demands.phrases.end(tokens, cue.end, clause.tokens.upperBound).flatMap { has($0, .copula) ? $0 + 1 : nil }
      let openRegion = (demand ?? cue.end)..<clause.tokens.upperBound
      // "giao cho Sở X": the body follows.
      let region =
        openRegion.count > 1 && tokens[cue.end].key == Key.cho && isParty(cue.end + 1, clause.tokens.upperBound)
        ? cue.end + 1..<clause.tokens.upperBound : openRegion
      let kind: Kind?
      switch rules.cues[cue.row].kind {
      case .verb: kind = .cue
      case .say: kind = .say
      case .passive: kind = .passive
      case .modal: kind = isModal(index) ? .modal : nil
      case .ban: kind = .ban
      case .held: kind = .modal
      case .speech, .praise, .none: kind = nil
      }
      if let kind, kind == .cue || kind == .say || kind == .modal, firstWord(region) == nil {
        // "… yêu cầu:": the list below is its complement.
        found.append(Candidate(kind: kind, trigger: index..<cue.end, row: cue.row, region: region, start: clause.tokens.upperBound))
      } else if let kind, !region.isEmpty {
        var candidate = Candidate(kind: kind, trigger: index..<cue.end, row: cue.row, region: region)
        if rules.cues[cue.row].kind == .held || kind == .ban && !Bans.open.contains(tokens[cue.end - 1].key) {
          candidate.start = index
          found.append(candidate)
        } else if let start = start(in: region, kind, row: cue.row) {
          candidate.start = beforeBan(start, region)
          found.append(candidate)
        }
      }
      index = cue.end
    }
    return found
  }

  /// "Điều 57. Điều chỉnh lương hưu": the title of a part of a law; a rule itself ends with a full stop.
  func isArticleHeading(_ clause: Clause) -> Bool {
    guard let first = firstWord(clause.tokens) else { return false }
    func isPart(_ head: Int) -> Bool { LawParts.heads.contains(tokens[head].key) && tokens[head + 1].kind == .number && tokens[head + 2].isMark(".") }
    let isOpen = clause.tokens.last { !tokens[$0].isMark("*") && !tokens[$0].isMark("_") }.map { tokens[$0].kind != .mark } == true
    return first >= 3 && isPart(first - 3) || isOpen && first + 2 < tokens.count && isPart(first)
  }

  /// "… như sau", "… sau đây" before `end`.
  func announces(_ end: Int) -> Bool {
    end >= 2
      && (tokens[end - 1].key == Key.sau && tokens[end - 2].key == Key.nhuw
        || tokens[end - 1].key == Key.ddaay && tokens[end - 2].key == Key.sau)
  }

  /// A prohibition between cue and action starts the content: "đề nghị TP | không được chủ quan".
  private func beforeBan(_ start: Int, _ region: Range<Int>) -> Int {
    for index in region.lowerBound..<start {
      guard let cue = cue(at: index), rules.cues[cue.row].kind == .ban, cue.end <= start else { continue }
      return Bans.open.contains(tokens[cue.end - 1].key) ? cue.end : index
    }
    return start
  }
}

/// "nghiêm cấm | …" leaves the ban outside the content, "không được …" keeps it.
enum Bans {
  static let open = WordSet("cấm")
}
