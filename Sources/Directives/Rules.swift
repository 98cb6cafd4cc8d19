public import Lexicon
internal import TextModel

/// What directive extraction knows ahead: the rows of the cue and action tables, and the model's weights.
public struct DirectiveRules: Sendable {
  /// How a cue row works in a clause.
  enum CueClass: String, Sendable {
    /// Directs by itself: yêu cầu, giao.
    case verb
    /// Reports what was said, which directs with a modal in it: nhấn mạnh, nêu rõ.
    case say
    /// "được giao": the addressee is the subject.
    case passive
    /// cần, phải, có trách nhiệm.
    case modal
    /// không được, nghiêm cấm.
    case ban
    /// A duty whose verb is its content: chịu trách nhiệm.
    case held
    /// Says who speaks and calls for nothing: cho biết, phát biểu.
    case speech
    /// The same of verbs that can be what is called for too: đánh giá, trao đổi.
    case praise
    /// Another word that only starts or holds a cue: giao thông, trở nên.
    case none
  }

  struct Cue: Sendable {
    var kind: CueClass
    var force: Force
    var surface: String
  }

  /// What a verb of the action table is: an act, a manner of acting before another verb, a word that is a noun as often.
  enum ActionClass: String, Sendable { case act, manner, noun }

  /// Log-odds that a candidate must pass. Weights have three digits: between two of their sums, so that no rounding decides.
  package var threshold = -0.4005
  let cues: [Cue]
  let actions: [ActionClass]
  var model: Model

  public init(lexicon: Lexicon) {
    let cueTable = lexicon.table(.cue)
    cues = (0..<cueTable.rowCount).map { row in
      guard let kind = CueClass(rawValue: cueTable.field(row: row, column: 2)) else {
        preconditionFailure("cues: no such class: \(cueTable.field(row: row, column: 2))")
      }
      return Cue(kind: kind, force: Force(rawValue: cueTable.field(row: row, column: 1)) ?? .duty, surface: cueTable.field(row: row, column: 0))
    }
    let actionTable = lexicon.table(.action)
    actions = (0..<actionTable.rowCount).map { ActionClass(rawValue: actionTable.field(row: $0, column: 1)) ?? .act }
    model = Model(lexicon.weights, cues: cues.map(\.surface))
  }

  /// Names of the words that the weights of `trainDirectives` know.
  var wordNames: [UInt64: String] = [:]

  /// The rows of `directive-weights.tsv` for these weights.
  package var weightTable: String { model.table(wordNames) }
}
