#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes all bytes to a descriptor. False when the reader has gone (`annotate … | head`): the run then ends quietly.
func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) throws -> Bool {
  var start = 0
  while start < bytes.count {
    let written = unsafe bytes.withUnsafeBytes { buffer in
      unsafe write(descriptor, buffer.baseAddress! + start, bytes.count - start)
    }
    if written > 0 {
      start += written
    } else if errno == EPIPE {
      return false
    } else if errno != EINTR {
      throw CommandFailure(description: "cannot write: " + (unsafe String(cString: strerror(errno))))
    }
  }
  return true
}

func readStandardInput() -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
    if count > 0 { bytes += buffer[..<count] } else if count == 0 || errno != EINTR { return bytes }
  }
}

/// A closed pipe is an answer of `write`, not the end of the process.
func ignoreBrokenPipe() { _ = signal(SIGPIPE, SIG_IGN) }

func openForWriting(_ path: String) throws -> Int32 {
  let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  guard descriptor >= 0 else {
    throw CommandFailure(description: "\(path): cannot be written: " + (unsafe String(cString: strerror(errno))))
  }
  return descriptor
}

func closeFile(_ descriptor: Int32) { _ = close(descriptor) }
