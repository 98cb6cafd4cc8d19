#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files below a folder, one at a time, in byte order of their paths. Memory holds the names of the folders on the way to
/// the current file, packed, and nothing else. Hidden names and links to folders are left out, so that no loop is walked.
struct FolderWalk {
  enum Step {
    /// A regular file or a link, by its path below the folder.
    case file([UInt8], size: Int)
    /// What has an article's name and cannot be one, or a folder that cannot be read.
    case failure([UInt8], cause: String)
  }

  private let folder: Path
  private let isWanted: ([UInt8]) -> Bool
  private var levels: [Level] = []
  private var started = false

  init(_ folder: Path, where isWanted: @escaping ([UInt8]) -> Bool) {
    self.folder = folder
    self.isWanted = isWanted
  }

  mutating func next() -> Step? {
    if !started {
      started = true
      if let failure = enter([]) { return failure }
    }
    while let top = levels.indices.last {
      guard let name = levels[top].next() else {
        levels.removeLast()
        continue
      }
      let path = levels[top].prefix + name
      if name.last == 0x2F {
        if let failure = enter(path) { return failure }
        continue
      }
      let full = folder.appending(path)
      // What has gone since its folder was read is handed on: opening it will say so.
      let status = status(of: full) ?? status(of: full, followingLinks: false) ?? (.regular, 0)
      switch status.kind {
      case .regular: return .file(path, size: status.size)
      case .folder: continue
      case .link: return .failure(path, cause: "a link that leads nowhere")
      default: return .failure(path, cause: "not a file but a \(status.kind.rawValue)")
      }
    }
    return nil
  }

  private mutating func enter(_ prefix: [UInt8]) -> Step? {
    let path = prefix.isEmpty ? folder : folder.appending(prefix)
    guard let stream = unsafe path.withCString({ unsafe opendir($0) }) else {
      return .failure(prefix, cause: "the folder cannot be read: " + systemError())
    }
    defer { unsafe closedir(stream) }
    var level = Level(prefix: prefix)
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { unsafe [UInt8](UnsafeBufferPointer(start: $0, count: strlen($0))) }
      }
      if name.first == 0x2E { continue }
      var isFolder = unsafe entry.pointee.d_type == UInt8(DT_DIR)
      if unsafe entry.pointee.d_type == UInt8(DT_UNKNOWN) {
        isFolder = status(of: folder.appending(prefix + name), followingLinks: false)?.kind == .folder
      }
      if isFolder || isWanted(name) { level.add(name, isFolder: isFolder) }
    }
    if errno != 0 { return .failure(prefix, cause: "the folder cannot be read to its end: " + systemError()) }
    level.sort()
    levels.append(level)
    return nil
  }

  /// The names of one folder in one buffer; a folder's name ends in "/", which gives the byte order of whole paths.
  private struct Level {
    let prefix: [UInt8]
    private var names: [UInt8] = []
    private var starts: [UInt32] = []
    private var position = 0

    init(prefix: [UInt8]) { self.prefix = prefix }

    mutating func add(_ name: [UInt8], isFolder: Bool) {
      starts.append(UInt32(names.count))
      names += name
      names += isFolder ? [0x2F, 0] : [0]
    }

    mutating func sort() {
      let names = self.names
      unsafe names.withUnsafeBytes { buffer in
        starts.sort { unsafe strcmp(buffer.baseAddress! + Int($0), buffer.baseAddress! + Int($1)) < 0 }
      }
    }

    mutating func next() -> [UInt8]? {
      guard position < starts.count else { return nil }
      let start = Int(starts[position])
      position += 1
      return Array(names[start...].prefix { $0 != 0 })
    }
  }
}
