// The system calls that input and output rest on: every one checked, EINTR retried, errors in words.
import Crypto

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct CommandFailure: Error, CustomStringConvertible {
  var description: String
}

/// What the system says about its last error.
func systemError() -> String { unsafe String(cString: strerror(errno)) }

/// A file's name as the system keeps it: any bytes but NUL, UTF-8 or not.
struct Path: Sendable, Hashable {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
  init(_ text: String) { bytes = Array(text.utf8) }

  /// The name as text. One that is not UTF-8 gets `\xHH` for each bad byte and `\\` for a backslash, so that no two such names meet.
  var text: String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      let length = (1...4).first { $0 <= rest.count && String(validating: rest.prefix($0), as: UTF8.self) != nil }
      let piece = rest.prefix(length ?? 1)
      text += length == nil ? "\\x" + hex(piece) : piece.elementsEqual([0x5C]) ? "\\\\" : String(decoding: piece, as: UTF8.self)
      rest = rest.dropFirst(piece.count)
    }
    return text
  }

  func appending(_ name: [UInt8]) -> Path { Path(bytes + (bytes.last == 0x2F ? [] : [0x2F]) + name) }

  func withCString<R>(_ body: (UnsafePointer<CChar>) -> R) -> R {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    return unsafe terminated.withUnsafeBufferPointer { unsafe body($0.baseAddress!) }
  }
}

/// Text for one line of a message: control characters are shown, not sent to the terminal.
func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
  return text.unicodeScalars.map { scalar in
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: scalar.properties.generalCategory == .control ? "\\x" + hex([UInt8(scalar.value)]) : String(scalar)
    }
  }.joined()
}

func hex(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Calls until the call was not interrupted by a signal.
func retried(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

/// Writes all bytes to a descriptor. False when the reader has gone (`annotate … | head`): the run then ends quietly.
func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) throws -> Bool {
  var start = 0
  while start < bytes.count {
    let written = retried { unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress! + start, $0.count - start) } }
    if written > 0 {
      start += written
    } else if errno == EPIPE {
      return false
    } else if errno == EAGAIN {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = unsafe poll(&waiting, 1, -1)
    } else {
      throw CommandFailure(description: "cannot write: " + systemError())
    }
  }
  return true
}

/// A closed pipe and a file at its limit (`ulimit -f`) are answers of `write`, not the end of the process.
func ignoreWriteSignals() {
  for each in [SIGPIPE, SIGXFSZ] { _ = signal(each, SIG_IGN) }
}

func closeFile(_ descriptor: Int32) { _ = close(descriptor) }

/// Whether `descriptor` has something to read (or its end, or an error to tell); waits at most so long.
func isReadable(_ descriptor: Int32, milliseconds: Int32) -> Bool {
  var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  return unsafe poll(&waiting, 1, milliseconds) != 0
}

enum FileKind: String {
  case regular = "file", folder, fifo = "FIFO", device, socket, link, unknown

  init(_ mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .fifo
    case S_IFCHR, S_IFBLK: self = .device
    case S_IFSOCK: self = .socket
    case S_IFLNK: self = .link
    default: self = .unknown
    }
  }
}

/// What lies at `path`, links followed or not, and its bytes; nil with `errno` set when nothing does.
func status(of path: Path, followingLinks: Bool = true) -> (kind: FileKind, size: Int)? {
  var status = stat()
  let result = unsafe path.withCString { unsafe followingLinks ? stat($0, &status) : lstat($0, &status) }
  return result == 0 ? (FileKind(status.st_mode), Int(status.st_size)) : nil
}

/// A file opened for reading, with what was known of it then.
struct OpenFile {
  var descriptor: Int32
  var kind: FileKind
  var size: Int
  var changed: [Int]

  /// Opens without waiting, be it a FIFO without a writer; `anyKind` lets what the user named himself be a FIFO or a device, too.
  init(_ path: Path, anyKind: Bool) throws(CommandFailure) {
    if path == Path("-") {
      self = try OpenFile(descriptor: 0)
      return
    }
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    let descriptor = Int32(retried { Int(unsafe path.withCString { unsafe open($0, flags) }) })
    guard descriptor >= 0 else { throw CommandFailure(description: "cannot be opened: " + systemError()) }
    do { self = try OpenFile(descriptor: descriptor) } catch {
      closeFile(descriptor)
      throw error
    }
    if kind == .folder || kind != .regular && !anyKind {
      closeFile(descriptor)
      throw CommandFailure(description: "not a file but a \(kind.rawValue)")
    }
  }

  init(descriptor: Int32) throws(CommandFailure) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw CommandFailure(description: "cannot be read: " + systemError()) }
    self.descriptor = descriptor
    kind = FileKind(status.st_mode)
    size = kind == .regular ? Int(status.st_size) : 0
    #if canImport(Darwin)
      changed = [Int(status.st_mtimespec.tv_sec), status.st_mtimespec.tv_nsec]
    #else
      changed = [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
    #endif
  }

  /// Reads what comes next into `buffer`, at most what it holds; 0 at the end of the file. Waits for a stream, but not past a stop signal.
  func read(into buffer: inout [UInt8]) throws(CommandFailure) -> Int {
    while true {
      while kind != .regular, !isReadable(descriptor, milliseconds: 200) {
        if StopSignal.isSet { throw CommandFailure(description: "was not read to its end: the run was stopped") }
      }
      let count = retried { unsafe buffer.withUnsafeMutableBytes { unsafe readBytes(descriptor, $0) } }
      if count >= 0 { return count }
      guard errno == EAGAIN else { throw CommandFailure(description: "cannot be read: " + systemError()) }
    }
  }

  /// Of all its bytes from here on.
  func sha256() throws(CommandFailure) -> String {
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = try read(into: &buffer)
      if count == 0 { return hex(hash.finalize()) }
      hash.update(data: buffer[..<count])
    }
  }

  /// Whether the file has another size or time than when it was opened.
  func hasChanged() -> Bool {
    guard let now = try? OpenFile(descriptor: descriptor) else { return true }
    return kind == .regular && (now.size != size || now.changed != changed)
  }
}

/// `read`, where a method of that name is in the way.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  unsafe read(descriptor, buffer.baseAddress, buffer.count)
}
