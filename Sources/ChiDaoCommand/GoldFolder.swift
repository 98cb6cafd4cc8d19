import Evaluation

/// What lies below a folder of articles, NAME.txt, and gold, NAME.json.
struct GoldFolder {
  /// Names without their endings, in byte order of the paths.
  private(set) var articles: [String] = []
  private(set) var gold: Set<String> = []
  /// What cannot be read, by its path below the folder.
  private(set) var failures: [(file: String, cause: String)] = []
  private let path: Path

  init(_ folder: String) throws {
    path = Path(folder)
    guard status(of: path)?.kind == .folder else { throw CommandFailure(description: "\(printable(folder)): no such folder") }
    var walk = FolderWalk(path) { $0.suffix(4).elementsEqual(".txt".utf8) || $0.suffix(5).elementsEqual(".json".utf8) }
    while let step = walk.next() {
      switch step {
      case .failure(let name, let cause): failures.append((Path(name).text, cause))
      case .file(let name, _):
        let file = Path(name).text
        if file.hasSuffix(".txt") { articles.append(String(file.dropLast(4))) } else { gold.insert(String(file.dropLast(5))) }
      }
    }
  }

  func read(_ file: String) throws(DocumentFailure) -> [UInt8] {
    try readDocument(path.appending(Array(file.utf8)), limit: defaultDocumentLimit, isNamed: false)
  }
}

/// The gold below a folder with its articles; what cannot be read is told to `problem`, and the rest is read.
func readGold(_ folder: String, problem: (String) -> Void) throws -> [GoldDocument] {
  let files = try GoldFolder(folder)
  for (file, cause) in files.failures { problem("\(printable(folder))/\(printable(file)): \(cause)") }
  let documents = files.articles.filter(files.gold.contains).compactMap { name -> GoldDocument? in
    do {
      let document = try GoldDocument(name: name, text: files.read(name + ".txt"), json: files.read(name + ".json"))
      if document.spansOutside.isEmpty { return document }
      problem("\(printable("\(folder)/\(name).json")): outside the text: \(document.spansOutside.joined(separator: ", "))")
    } catch let error as GoldError {
      problem("\(printable("\(folder)/\(name).json")): \(error)")
    } catch {
      problem("\(error)")
    }
    return nil
  }
  if documents.isEmpty { throw CommandFailure(description: "\(printable(folder)): no NAME.txt with NAME.json") }
  return documents
}
