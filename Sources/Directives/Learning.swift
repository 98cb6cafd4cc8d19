internal import Lexicon
internal import TextModel

/// One of several candidates is right; each is known by its features: indices of trait weights, or hashes of words (`WordPlace.mark`).
struct Choice {
  var candidates: [[UInt64]]
  var answer: Int

  init(_ candidates: [[UInt64]], answer: Int) { (self.candidates, self.answer) = (candidates, answer) }

  /// Yes or no: the candidate, or nothing.
  init(_ features: [UInt64], isRight: Bool) { self.init([features, []], answer: isRight ? 0 : 1) }
}

extension Model.Weights {
  /// How often a word must be seen, how much stronger its penalty is, and the weight below which it is left out.
  private static let (wordCount, wordPenalty, wordWeight) = (4, 5.0, 0.04)

  /// Multinomial logistic regression by gradient descent, with a quadratic penalty. Deterministic: full batches, in order.
  mutating func learn(_ choices: [Choice], penalty: Double) {
    values = values.map { _ in 0 }
    words = Lexicon.Weights([])
    guard !choices.isEmpty else { return }
    let isWord = WordPlace.mark
    var counts: [UInt64: Int] = [:]
    for choice in choices { for candidate in choice.candidates { for feature in candidate where feature & isWord != 0 { counts[feature, default: 0] += 1 } } }
    var places: [UInt64: Int32] = [:]
    var known: [UInt64] = []
    // All candidates' features in one array; `ends` closes each candidate, `groups` each choice.
    var features: [Int32] = []
    var ends: [Int] = []
    var groups: [Int] = []
    for choice in choices {
      for candidate in choice.candidates {
        for feature in candidate {
          if feature & isWord == 0 {
            features.append(Int32(feature))
          } else if counts[feature]! >= Self.wordCount {
            if places[feature] == nil {
              places[feature] = Int32(values.count + known.count)
              known.append(feature)
            }
            features.append(places[feature]!)
          }
        }
        ends.append(features.count)
      }
      groups.append(ends.count)
    }
    var weights = [Double](repeating: 0, count: values.count + known.count)
    var squares = [Double](repeating: 1e-8, count: weights.count)
    var gradient = weights
    var scores: [Double] = []
    let rounds = 300
    for round in 0..<rounds {
      // Steps shrink to nothing, so that it settles.
      let step = 0.08 * Double(rounds - round) / Double(rounds)
      for index in gradient.indices { gradient[index] = (index < values.count ? penalty : penalty * Self.wordPenalty) * weights[index] }
      var candidate = 0
      var feature = 0
      for (place, end) in groups.enumerated() {
        scores.removeAll(keepingCapacity: true)
        var at = feature
        for index in candidate..<end {
          var score = 0.0
          while at < ends[index] {
            score += weights[Int(features[at])]
            at += 1
          }
          scores.append(exponential(score))
        }
        let sum = scores.reduce(0, +)
        at = feature
        for index in candidate..<end {
          let error = scores[index - candidate] / sum - (index - candidate == choices[place].answer ? 1 : 0)
          while at < ends[index] {
            gradient[Int(features[at])] += error
            at += 1
          }
        }
        (candidate, feature) = (end, at)
      }
      for index in weights.indices where gradient[index] != 0 {
        squares[index] = 0.9 * squares[index] + 0.1 * gradient[index] * gradient[index]
        weights[index] -= step * gradient[index] / (squares[index].squareRoot() + 1e-6)
      }
    }
    values = Array(weights[..<values.count])
    words = Lexicon.Weights(zip(known, weights[values.count...]).filter { abs($1) >= Self.wordWeight }.map { ($0, $1) })
  }
}
