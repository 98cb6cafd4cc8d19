#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a command's output goes.
protocol Outlet {
  /// False when nobody reads it any more.
  func write(_ bytes: [UInt8]) throws -> Bool
  /// All is written.
  func finish() throws
}

/// Standard output, a FIFO or a device.
struct StreamOutlet: Outlet {
  let descriptor: Int32
  func write(_ bytes: [UInt8]) throws -> Bool { try writeAll(descriptor, bytes) }
  func finish() {}
}

/// A file that is written aside, as NAME.part, and takes its name when it is whole. What had the name before stays until then.
/// Links are not followed; the file is for its owner to write.
final class WholeFile: Outlet {
  private let name: String
  private let folder: Int32
  private let part: String
  /// As messages name it.
  private let label: String
  private let descriptor: Int32
  private var isOpen = true

  /// `name` is a path, or a name in the folder that is open as `folder` and lies at `path`.
  init(_ name: String, in folder: Int32 = AT_FDCWD, at path: String = "") throws {
    (self.name, self.folder, part) = (name, folder, name + ".part")
    label = printable(path.isEmpty ? name : path + "/" + name)
    descriptor = try openOutput(part, in: folder)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      closeFile(descriptor)
      throw CommandFailure(description: "\(label): another run is writing it")
    }
    guard ftruncate(descriptor, 0) == 0 else { throw CommandFailure(description: "\(label): cannot be written: " + systemError()) }
  }

  func write(_ bytes: [UInt8]) throws -> Bool {
    do { return try writeAll(descriptor, bytes) } catch { throw CommandFailure(description: "\(label): \(error)") }
  }

  func finish() throws {
    guard fsync(descriptor) == 0, unsafe renameat(folder, part, folder, name) == 0 else {
      throw CommandFailure(description: "\(label): cannot write: " + systemError())
    }
    isOpen = false
    guard close(descriptor) == 0 else { throw CommandFailure(description: "\(label): cannot write: " + systemError()) }
  }

  /// What was not finished is taken away.
  deinit {
    guard isOpen else { return }
    _ = unsafe unlinkat(folder, part, 0)
    closeFile(descriptor)
  }
}

/// Opens a file for writing, its old content still in it; refuses links, and files that have a second name.
func openOutput(_ path: String, in folder: Int32 = AT_FDCWD, truncating: Bool = false) throws -> Int32 {
  let descriptor = unsafe openat(folder, path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o644)
  guard descriptor >= 0 else {
    let cause = errno == ELOOP ? "it is a link, and links are not followed" : systemError()
    throw CommandFailure(description: "\(printable(path)): cannot be written: \(cause)")
  }
  var status = stat()
  guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
    closeFile(descriptor)
    throw CommandFailure(description: "\(printable(path)): cannot be written: not a plain file with one name")
  }
  if truncating, ftruncate(descriptor, 0) != 0 {
    closeFile(descriptor)
    throw CommandFailure(description: "\(printable(path)): cannot be written: " + systemError())
  }
  return descriptor
}

/// Makes a folder and those above it that are missing.
func makeFolder(_ path: String) throws {
  if unsafe mkdir(path, 0o755) == 0 { return }
  if errno == ENOENT, let slash = path.dropLast().lastIndex(of: "/"), slash > path.startIndex {
    try makeFolder(String(path[..<slash]))
    if unsafe mkdir(path, 0o755) == 0 { return }
  }
  guard errno == EEXIST, status(of: Path(path))?.kind == .folder else {
    throw CommandFailure(description: "\(printable(path)): cannot be made: " + systemError())
  }
}

/// Opens the folder `names` below `root`, and makes what is missing of it; links below `root` are not followed.
func openFolder(_ root: String, below names: some Sequence<String>) throws -> Int32 {
  var folder = unsafe open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard folder >= 0 else { throw CommandFailure(description: systemError()) }
  for name in names {
    let parent = folder
    defer { closeFile(parent) }
    if unsafe mkdirat(parent, name, 0o755) != 0, errno != EEXIST { throw CommandFailure(description: "\(printable(name)): " + systemError()) }
    folder = unsafe openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { throw CommandFailure(description: "\(printable(name)): " + systemError()) }
  }
  return folder
}

/// Writes a small file whole or not at all.
func writeFile(_ name: String, in folder: Int32, _ bytes: [UInt8]) throws {
  let file = try WholeFile(name, in: folder)
  _ = try file.write(bytes)
  try file.finish()
}

/// Where `-o PATH` leads: "-" to standard output, a FIFO or a device to itself, all else to a file that is whole or not there.
func outlet(_ path: String?) throws -> any Outlet {
  guard let path, path != "-" else { return StreamOutlet(descriptor: 1) }
  switch status(of: Path(path), followingLinks: false)?.kind {
  case nil, .regular: return try WholeFile(path)
  case .fifo, .device:
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW)
    guard descriptor >= 0 else { throw CommandFailure(description: "\(printable(path)): cannot be written: " + systemError()) }
    return StreamOutlet(descriptor: descriptor)
  case let kind?: throw CommandFailure(description: "\(printable(path)): cannot be written: it is a \(kind.rawValue)")
  }
}
