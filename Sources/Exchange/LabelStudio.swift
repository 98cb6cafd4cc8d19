import FoundationEssentials
import Output

/// A Label Studio task: regions and relations over `data.text`, offsets in code points.
/// We write predictions, which an annotator accepts and corrects; we read annotations.
///
/// https://labelstud.io/guide/task_format and https://labelstud.io/guide/predictions
struct LabelStudioTask: Codable {
  struct Content: Codable {
    var text: String
    var doc_id: String?
    var sentence_ends: [Int]?
  }
  struct Region: Codable {
    struct Value: Codable {
      var start: Int
      var end: Int
      var text: String?
      var labels: [String]?
    }
    var id: String?
    var from_name: String?
    var to_name: String?
    var type: String
    var value: Value?
    var score: Double?
    var from_id: String?
    var to_id: String?
    var direction: String?
    var labels: [String]?
  }
  struct Answer: Codable {
    var model_version: String?
    var score: Double?
    var was_cancelled: Bool?
    var ground_truth: Bool?
    var updated_at: String?
    var result: [Region]
  }
  var id: Int?
  var data: Content
  var annotations: [Answer]?
  var predictions: [Answer]?
}

extension Markup {
  func labelStudio() throws -> String {
    let slice = slicer()
    var regions = spans.enumerated().map { position, span in
      LabelStudioTask.Region(
        id: "s\(position)", from_name: "label", to_name: "text", type: "labels",
        value: .init(start: span.start, end: span.end, text: slice(span), labels: [span.label]), score: confidences[position])
    }
    regions += links.map { .init(type: "relation", from_id: "s\($0.from)", to_id: "s\($0.to)", direction: "right", labels: [$0.label]) }
    let score = confidences.isEmpty ? nil : (confidences.reduce(0, +) / Double(confidences.count) * 100).rounded() / 100
    return try json(
      LabelStudioTask(
        data: .init(text: text, doc_id: id, sentence_ends: sentenceEnds),
        predictions: [.init(model_version: "chidao", score: score, result: regions)]))
  }

  /// Nil for a task that nobody annotated. Of several annotations the ground truth counts, else the newest one; predictions
  /// count where the file never went through Label Studio.
  public init?(labelStudio element: [UInt8]) throws(ExchangeError) {
    let task: LabelStudioTask
    do { task = try JSONDecoder().decode(LabelStudioTask.self, from: Data(element)) } catch {
      throw ExchangeError(description: "not a Label Studio task: \(describe(error))")
    }
    let name = task.data.doc_id ?? task.id.map { "task-\($0)" } ?? ""
    if name.isEmpty { throw ExchangeError(description: "a task without data.doc_id or id") }
    let answers = task.annotations.map { $0.filter { $0.was_cancelled != true } } ?? task.predictions ?? []
    let newest = answers.max { ($0.ground_truth == true ? 1 : 0, $0.updated_at ?? "") < ($1.ground_truth == true ? 1 : 0, $1.updated_at ?? "") }
    guard let answer = newest else { return nil }
    self.init(id: name, text: task.data.text, sentenceEnds: task.data.sentence_ends)
    let slice = slicer()
    let count = text.unicodeScalars.count
    var positions: [String: Int] = [:]
    for region in answer.result where region.type == "labels" {
      guard let value = region.value, let label = value.labels?.first else { continue }
      guard 0 <= value.start, value.start < value.end, value.end <= count else {
        throw ExchangeError(description: "\(id): region \(value.start)..<\(value.end) is not in the text of \(count) code points")
      }
      let span = Span(start: value.start, end: value.end, label: label)
      if let text = value.text, Array(text.utf8) != Array(slice(span).utf8) {
        throw ExchangeError(description: "\(id): region \(value.start)..<\(value.end) says \"\(text)\", the text \"\(slice(span))\"")
      }
      if let id = region.id { positions[id] = spans.count }
      spans.append(span)
    }
    for region in answer.result where region.type == "relation" {
      guard let from = region.from_id.flatMap({ positions[$0] }), let to = region.to_id.flatMap({ positions[$0] }) else {
        throw ExchangeError(description: "\(id): a relation from \(region.from_id ?? "-") to \(region.to_id ?? "-"), which are not both regions")
      }
      for label in region.labels ?? [] { links.append(Link(from: from, to: to, label: label)) }
    }
    if let ends = sentenceEnds, ends.contains(where: { $0 < 0 || $0 > count }) { throw ExchangeError(description: "\(id): sentence ends outside the text") }
  }
}
