import FoundationEssentials
import Testing

/// The repository's root, found from this file: tests read Corpus in place.
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

func textFiles(_ folder: String) throws -> [String] {
  guard FileManager.default.fileExists(atPath: folder) else { return [] }
  return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted().map { folder + "/" + $0 }
}

let corpusArticles = (try? textFiles(root + "/Corpus/articles")) ?? []

/// Real articles, where they lie beside the repository; empty elsewhere.
let realArticles = (try? textFiles(root + "/../shared/data/articles")) ?? []

/// Text with ⟦ ⟧ around spans, and the byte ranges of the spans without the marks.
func unmark(_ marked: String) -> (text: [UInt8], spans: [Range<Int>]) {
  var text: [UInt8] = []
  var open: [Int] = []
  var spans: [Range<Int>] = []
  for scalar in marked.unicodeScalars {
    switch scalar {
    case "⟦": open.append(text.count)
    case "⟧": spans.append(open.removeLast()..<text.count)
    default: text += Array(String(Character(scalar)).utf8)
    }
  }
  return (text, spans)
}
