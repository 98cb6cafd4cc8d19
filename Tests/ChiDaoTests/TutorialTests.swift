import ChiDao
import Testing
import TextModel

/// Runs the snippets of the article FindDirectives in the library's documentation, and holds the article to them.
struct TutorialTests {
  private final class Printed { var lines: [String] = [] }
  private let printed = Printed()

  /// Stands for the standard library's, so that what a snippet prints is seen.
  private func print(_ items: Any..., separator: String = " ") { printed.lines.append(items.map { "\($0)" }.joined(separator: separator)) }

  private let tutorial: [Substring] = {
    let text = String(decoding: (try? bytes(root + "/Sources/ChiDao/ChiDao.docc/FindDirectives.md")) ?? [], as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }()

  /// The fenced blocks of the article that start with `fence`.
  private func blocks(_ fence: String) -> [[Substring]] {
    var found: [[Substring]] = []
    var open: Substring?
    for line in tutorial {
      if line.hasPrefix("```") {
        if open == nil, line == fence { found.append([]) }
        open = open == nil ? line : nil
      } else if open.map({ $0 == fence }) == true {
        found[found.count - 1].append(line)
      }
    }
    return found
  }

  @Test func `snippets print what the article says`() throws {
    try findDirectives()
    try leadBack()
    #expect(printed.lines == blocks("```").flatMap { $0.map(String.init) })
  }

  private func findDirectives() throws {
    // snippet
    let article = """
      Chiều 12/3, Chủ tịch UBND tỉnh Trần Văn Lâm yêu cầu Sở Xây dựng hoàn thành rà soát trước ngày 30/6/2025.
      """
    let document = try Pipeline().annotate(Array(article.utf8)).document
    for directive in document.directives {
      print(directive.issuer?.text ?? "?", directive.force, directive.addressee?.text ?? "?", separator: " → ")
      print(document.string(directive.range), directive.deadlineValue ?? "")
    }
    // end
  }

  private func leadBack() throws {
    // snippet
    let decomposed = Array("Bộ trưởng giao Sở Y te\u{302}\u{301}.".utf8)
    let annotated = try Pipeline().annotate(decomposed)
    let body = annotated.document.entities.last!
    let source = annotated.text.map.sourceStart(body.range.lowerBound)..<annotated.text.map.sourceEnd(body.range.upperBound)
    print(annotated.document.string(body.range).utf8.count, "bytes stand for", source.count, "of the source")
    // end
  }

  @Test func `snippets in the article are those that run here`() throws {
    var snippets: [[Substring]] = []
    var isInside = false
    for line in String(decoding: try bytes(#filePath), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
      switch line.drop(while: { $0 == " " }) {
      case "// snippet": (isInside, snippets) = (true, snippets + [[]])
      case "// end": isInside = false
      default: if isInside { snippets[snippets.count - 1].append(line.dropFirst(4)) }
      }
    }
    #expect(snippets.count == 2)
    #expect(snippets == blocks("```swift"))
  }
}
