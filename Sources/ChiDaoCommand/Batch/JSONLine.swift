import FoundationEssentials
import TextModel

/// One line of JSONL input: `id` and `text`, optionally `title`, `published` (ISO 8601) and `path`; other members are ignored.
/// In the place of `text` may stand `bytes`: a file as it is, in base64, read by its encoding and by the ending of its `path`.
struct JSONLine {
  enum Content: Equatable {
    case text([UInt8])
    case file([UInt8])
  }

  var id: String
  var content: Content
  var title: String?
  /// Year, month and day.
  var published: String?
  var path: String?

  struct Problem: Error, Equatable {
    /// In the line, where one byte is to blame.
    var offset: Int?
    var cause: String
  }

  init(_ line: [UInt8]) throws(Problem) {
    do { _ = try UTF8Span(validating: line.span) } catch {
      throw Problem(offset: error.byteOffsets.lowerBound, cause: "invalid UTF-8")
    }
    if let zero = line.firstIndex(of: 0) { throw Problem(offset: zero, cause: "a NUL byte: not a line of JSON") }
    let members: Members
    do { members = try JSONDecoder().decode(Members.self, from: Data(line)) } catch {
      throw Problem(cause: Self.explain(error))
    }
    (id, content, title, path) = (members.id, members.content, members.title, members.path)
    if let cause = Self.complaint(aboutID: id) { throw Problem(cause: cause) }
    if let given = members.published {
      published = String(given.prefix(10))
      guard Self.isDay(given.prefix(10)), given.count == 10 || given.dropFirst(10).first == "T" else {
        throw Problem(cause: "\"published\" is not an ISO 8601 date: \(given.prefix(40))")
      }
    }
  }

  private struct Members: Decodable {
    var id: String
    var content: Content
    var title: String?
    var published: String?
    var path: String?

    private enum CodingKeys: CodingKey { case id, text, bytes, title, published, path }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      id = try members.decode(String.self, forKey: .id)
      if members.contains(.bytes) {
        guard !members.contains(.text), let bytes = Data(base64Encoded: try members.decode(String.self, forKey: .bytes)) else {
          let cause = members.contains(.text) ? "\"text\" and \"bytes\" exclude each other" : "\"bytes\" is not base64"
          throw Problem(cause: cause)
        }
        content = .file(Array(bytes))
      } else {
        content = .text(Array(try members.decode(String.self, forKey: .text).utf8))
      }
      title = try members.decodeIfPresent(String.self, forKey: .title)
      published = try members.decodeIfPresent(String.self, forKey: .published)
      path = try members.decodeIfPresent(String.self, forKey: .path)
    }
  }

  /// Whether it is YYYY-MM-DD.
  private static func isDay(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return false }
    let numbers = parts.compactMap { Int($0) }
    return isCalendarDay(numbers[2], numbers[1], of: numbers[0])
  }

  private static func explain(_ error: any Error) -> String {
    switch error {
    case let problem as Problem: return problem.cause
    case DecodingError.keyNotFound(let key, _): return "no \"\(key.stringValue)\""
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      guard let key = context.codingPath.last else { return "not a JSON object" }
      return "\"\(key.stringValue)\" is not a string"
    case DecodingError.dataCorrupted(let context):
      return "not JSON" + (context.underlyingError.map { ": \($0)" } ?? "")
    default: return "not JSON: \(error)"
    }
  }

  /// An id names a document in records, and in files that others make of them: it may look like "a/b.txt", but must not lead out of
  /// a folder, and fits on a line.
  private static func complaint(aboutID id: String) -> String? {
    if id.isEmpty { return "\"id\" is empty" }
    if id.utf8.count > 1024 { return "\"id\" has \(id.utf8.count) bytes; at most 1024 are taken" }
    if id.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { return "\"id\" holds a control character" }
    let parts = id.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    if parts.contains("..") || parts.count > 1 && parts[0].isEmpty { return "\"id\" leads out of its folder: \(id)" }
    return nil
  }
}
