public import TextModel
internal import FoundationEssentials

/// A short text with its directives marked in place: "… yêu cầu Sở Y tế ⟦kiểm tra bếp ăn⟧{order|Trần Văn Lâm|Sở Y tế}."
///
/// The fields in braces are force, issuer and addressee; "-" is nobody, "*" is not asked, and braces may be missing.
public struct MarkedText: Sendable {
  public struct Mark: Sendable {
    /// Bytes of `text`.
    public var range: Range<Int>
    /// nil where it is not asked.
    public var force: String?
    public var issuer: String?
    public var addressee: String?
  }
  /// What the text shows.
  public var note: String
  public var text: [UInt8]
  public var marks: [Mark]

  public init(note: String, marked: String) {
    self.note = note
    text = []
    marks = []
    var open = 0
    var fields: String?
    for character in marked {
      if fields != nil {
        if character == "}" {
          let parts = (fields ?? "").split(separator: "|", omittingEmptySubsequences: false).map(String.init)
          func asked(_ place: Int) -> String? { place < parts.count && parts[place] != "*" ? parts[place] : nil }
          (marks[marks.count - 1].force, marks[marks.count - 1].issuer, marks[marks.count - 1].addressee) = (asked(0), asked(1), asked(2))
          fields = nil
        } else {
          fields?.append(character)
        }
      } else if character == "⟦" {
        open = text.count
      } else if character == "⟧" {
        marks.append(Mark(range: open..<text.count))
      } else if character == "{", marks.last?.range.upperBound == text.count {
        fields = ""
      } else {
        text += Array(String(character).utf8)
      }
    }
  }
}

/// The texts of a file: separated by blank lines, each behind comment lines that say what it shows.
public func readMarkedTexts(_ path: String) throws -> [MarkedText] {
  let lines = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  var texts: [MarkedText] = []
  var note = ""
  var body: [Substring] = []
  func close() {
    if !body.isEmpty { texts.append(MarkedText(note: note, marked: body.joined(separator: "\n"))) }
    (note, body) = ("", [])
  }
  for (index, line) in lines.enumerated() {
    if line.hasPrefix("#"), body.isEmpty {
      note = String(line.drop { $0 == "#" || $0 == " " })
    } else if line.isEmpty {
      // A blank line inside a text stands between a headline and the article: the next line is no comment.
      let goesOn = !body.isEmpty && index + 1 < lines.count && !lines[index + 1].hasPrefix("#") && !lines[index + 1].isEmpty
      if goesOn { body.append("") } else { close() }
    } else {
      body.append(line)
    }
  }
  close()
  return texts
}

extension MarkedText {
  /// What a document of this text has other than the marks, a line each; none when it shows them all and nothing else.
  public func differences(from document: Document) -> [String] {
    var found = document.directives
    var lines: [String] = []
    for mark in marks {
      let wanted = String(decoding: text[mark.range], as: UTF8.self)
      guard let place = found.firstIndex(where: { $0.range == mark.range }) else {
        lines.append("missed: \(wanted)")
        continue
      }
      let directive = found.remove(at: place)
      for (field, asked, got) in [
        ("force", mark.force, directive.force.rawValue), ("issuer", mark.issuer, directive.issuer?.text),
        ("addressee", mark.addressee, directive.addressee?.text),
      ] {
        if let asked, asked != (got ?? "-") { lines.append("wanted \(field) \(asked), got \(got ?? "-"): \(wanted)") }
      }
    }
    return lines + found.map { "made up: \(document.string($0.range))" }
  }
}
