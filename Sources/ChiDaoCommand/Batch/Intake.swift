import Normalization

/// One document to be read, and the id that its record gets.
struct Input: Sendable {
  enum Content: Sendable {
    case file
    case line(LineReader.Line)
  }
  var path: Path
  /// Empty for a line, which brings its own.
  var id: String
  var content: Content
  var size: Int
  /// Named on the command line, and so perhaps a FIFO or a device.
  var isNamed = false
}

/// What went wrong with one document, or with a place where documents were sought.
struct DocumentFailure: Error, CustomStringConvertible, Encodable {
  var path: String
  var line: Int?
  /// Of the byte to blame: in the file, or for a line's text in that text.
  var offset: Int?
  var cause: String
  /// Whether the input may be read another time: it then must not be taken for gone.
  var isReadError = false

  private enum CodingKeys: CodingKey { case path, line, offset, cause }

  var description: String {
    printable(path) + (line.map { ", line \($0)" } ?? "") + ": " + (offset.map { "byte \($0): " } ?? "") + printable(cause)
  }
}

/// The documents that paths name, one after the other: a file as itself, a folder as its articles in byte order of their
/// paths, each line of a JSONL file, "-" as standard input.
struct Intake {
  enum Step {
    case input(Input)
    case failure(DocumentFailure)
    /// Nothing yet, and waiting was not wanted.
    case notReady
    case end
  }

  private var paths: ArraySlice<Path>
  private let format: Reading.Format
  private let limit: Int
  /// Where documents come from just now: below a folder, and there or elsewhere from the lines of a file.
  private var folder: Path?
  private var walk: FolderWalk?
  private var lines: LineReader?
  private var linesPath = Path("")
  private var foundInFolder = 0

  /// `limit` is the most bytes that a document may have.
  init(_ paths: [String], format: Reading.Format, limit: Int) {
    self.paths = paths.map { Path($0) }[...]
    self.format = format
    self.limit = limit
  }

  mutating func next(wait: Bool) -> Step {
    while true {
      if lines != nil {
        if !wait, lines?.isReady == false { return .notReady }
        if let step = nextLine() { return step }
      } else if let folder {
        foundInFolder += 1
        switch walk?.next() {
        case .file(let name, let size):
          if let step = open(folder.appending(name), id: Path(name).text, size: size, isNamed: false) { return step }
        case .failure(let name, let cause):
          return .failure(DocumentFailure(path: (name.isEmpty ? folder : folder.appending(name)).text, cause: cause, isReadError: true))
        case nil:
          self.folder = nil
          if foundInFolder == 1 {
            return .failure(DocumentFailure(path: folder.text, cause: "no \(format.endings.joined(separator: " or ")) files in this folder"))
          }
        }
      } else if let path = paths.popFirst() {
        let status = path == Path("-") ? nil : status(of: path)
        if status?.kind == .folder {
          (folder, foundInFolder) = (path, 0)
          walk = FolderWalk(path, where: format.isWanted)
        } else if let step = open(path, id: Path(Array(path.bytes.split(separator: 0x2F).last ?? [])).text, size: status?.size ?? 0, isNamed: true) {
          return step
        }
      } else {
        return .end
      }
    }
  }

  /// The next document, waited for; nil after the last.
  mutating func next() -> Result<Input, DocumentFailure>? {
    switch next(wait: true) {
    case .input(let input): .success(input)
    case .failure(let failure): .failure(failure)
    case .notReady, .end: nil
    }
  }

  /// A file as one document; nil when it holds many, which come line by line.
  private mutating func open(_ path: Path, id: String, size: Int, isNamed: Bool) -> Step? {
    guard format == .jsonl || format == .auto && path.bytes.hasEnding(".jsonl") else {
      return .input(Input(path: path, id: id, content: .file, size: size, isNamed: isNamed))
    }
    do throws(CommandFailure) {
      lines = LineReader(try OpenFile(path, anyKind: isNamed), limit: limit)
      linesPath = path
      return nil
    } catch {
      return .failure(DocumentFailure(path: path.text, cause: error.description, isReadError: true))
    }
  }

  private mutating func nextLine() -> Step? {
    do throws(CommandFailure) {
      if let line = try lines?.next() {
        let isBlank = line.bytes?.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ?? false
        return isBlank ? nil : .input(Input(path: linesPath, id: "", content: .line(line), size: line.length))
      }
      closeLines()
      return nil
    } catch {
      let offset = lines?.position
      closeLines()
      return .failure(DocumentFailure(path: linesPath.text, offset: offset, cause: error.description, isReadError: true))
    }
  }

  private mutating func closeLines() {
    if let lines, lines.file.descriptor != 0 { closeFile(lines.file.descriptor) }
    lines = nil
  }
}

extension Reading.Format {
  /// What an article's name in a folder ends in.
  var endings: [String] { self == .jsonl ? [".jsonl"] : [".txt", ".html", ".htm"] }

  func isWanted(_ name: [UInt8]) -> Bool { endings.contains { name.count > $0.utf8.count && name.hasEnding($0) } }
}

extension [UInt8] {
  /// Whether a name ends in `ending`, which is in small letters, in whatever case: "TIN.HTML" is a page.
  func hasEnding(_ ending: String) -> Bool {
    suffix(ending.utf8.count).elementsEqual(ending.utf8) { $0 == $1 || (0x41...0x5A).contains($0) && $0 | 0x20 == $1 }
  }
}

/// A document as it was read.
struct ReadDocument: Sendable {
  var id: String
  /// As the record names it.
  var path: String
  /// Where it lies: for a line of JSONL, which may name another path, its file and number.
  var file: String
  var line: Int?
  var source: [UInt8]
  /// Given with a line.
  var metadata = ArticleMetadata()
  /// Whether it is the text of a line: plain, and UTF-8 whatever the encoding of other inputs.
  var isText = false

  var label: String { printable(file) + (line.map { ", line \($0)" } ?? "") }

  func failure(_ error: NormalizationError) -> DocumentFailure {
    DocumentFailure(path: file, line: line, offset: error.offset, cause: (line == nil ? "" : isText ? "in \"text\": " : "in \"bytes\": ") + error.cause)
  }
}

extension Input {
  func read(limit: Int) throws(DocumentFailure) -> ReadDocument {
    let file = path.text
    guard case .line(let line) = content else {
      return ReadDocument(id: id, path: file, file: file, source: try readDocument(path, limit: limit, isNamed: isNamed))
    }
    guard let bytes = line.bytes else {
      let cause = "the line has \(line.length) bytes; at most \(limit) are taken"
      throw DocumentFailure(path: file, line: line.number, offset: line.offset, cause: cause)
    }
    do throws(JSONLine.Problem) {
      let members = try JSONLine(bytes)
      let (source, isText) =
        switch members.content {
        case .text(let utf8): (utf8, true)
        case .file(let bytes): (bytes, false)
        }
      return ReadDocument(
        id: members.id, path: members.path ?? file, file: file, line: line.number, source: source,
        metadata: ArticleMetadata(title: members.title, published: members.published), isText: isText)
    } catch {
      throw DocumentFailure(path: file, line: line.number, offset: line.offset + (error.offset ?? 0), cause: error.cause)
    }
  }
}

/// The bytes of a document that is a file or standard input, at most `limit`.
func readDocument(_ path: Path, limit: Int, isNamed: Bool = true) throws(DocumentFailure) -> [UInt8] {
  var bytes: [UInt8] = []
  func failure(_ cause: String, offset: Int? = nil, isReadError: Bool = true) -> DocumentFailure {
    DocumentFailure(path: path.text, offset: offset, cause: cause, isReadError: isReadError)
  }
  func tooLarge(_ count: String) -> DocumentFailure {
    failure("has \(count) bytes; at most \(limit) are taken", isReadError: false)
  }
  do {
    let file = try OpenFile(path, anyKind: isNamed)
    defer { if file.descriptor != 0 { closeFile(file.descriptor) } }
    if file.size > limit { throw tooLarge("\(file.size)") }
    bytes.reserveCapacity(file.size)
    var buffer = [UInt8](repeating: 0, count: file.kind == .regular ? min(file.size + 1, 1 << 20) : 1 << 16)
    while true {
      let count = try file.read(into: &buffer)
      if count == 0 { break }
      bytes += buffer[..<count]
      if bytes.count > limit { throw tooLarge("more than \(limit)") }
    }
    if file.hasChanged() { throw failure("was changed while it was read") }
    return bytes
  } catch let error as DocumentFailure {
    throw error
  } catch {
    throw failure("\(error)", offset: bytes.isEmpty ? nil : bytes.count)
  }
}
