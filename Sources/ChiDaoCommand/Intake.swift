import FoundationEssentials

/// One document to be read: where it lies and the id that its record gets.
struct Input: Sendable {
  var path: String
  var id: String
}

struct CommandFailure: Error, CustomStringConvertible {
  var description: String
}

/// The files that `paths` name: a file as itself, a folder as all its .txt, .html and .htm files in byte order of their paths,
/// hidden ones and links to folders left out, "-" as standard input.
func inputs(_ paths: [String]) throws -> [Input] {
  var found: [Input] = []
  for path in paths {
    if path == "-" {
      found.append(Input(path: "-", id: "-"))
      continue
    }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure(description: "\(path): no such file or folder")
    }
    if isFolder {
      var relative: [String] = []
      try walk(path, "", &relative)
      relative.sort { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
      let base = path.hasSuffix("/") ? path : path + "/"
      found += relative.map { Input(path: base + $0, id: $0) }
    } else {
      found.append(Input(path: path, id: path.split(separator: "/").last.map(String.init) ?? path))
    }
  }
  return found
}

private func walk(_ folder: String, _ prefix: String, _ found: inout [String]) throws {
  let here = prefix.isEmpty ? folder : folder + "/" + prefix
  for name in try FileManager.default.contentsOfDirectory(atPath: here) where !name.hasPrefix(".") {
    let relative = prefix.isEmpty ? name : prefix + "/" + name
    let type = try FileManager.default.attributesOfItem(atPath: folder + "/" + relative)[.type] as? FileAttributeType
    if type == .typeDirectory {
      try walk(folder, relative, &found)
    } else if name.hasSuffix(".txt") || name.hasSuffix(".html") || name.hasSuffix(".htm"), type == .typeRegular || type == .typeSymbolicLink {
      found.append(relative)
    }
  }
}

func readInput(_ input: Input) throws -> [UInt8] {
  if input.path == "-" { return readStandardInput() }
  do {
    return [UInt8](try Data(contentsOf: URL(filePath: input.path)))
  } catch {
    throw CommandFailure(description: "cannot be read: \((error as? CocoaError)?.code == .fileReadNoPermission ? "no permission" : "\(error)")")
  }
}
