/// The lines of a file or a stream, one at a time. Memory holds one line; one longer than `limit` is passed over, and said.
struct LineReader {
  struct Line: Sendable {
    /// Without its line end; nil when it is longer than the limit.
    var bytes: [UInt8]?
    var length: Int
    /// From 1.
    var number: Int
    /// Of its first byte, in the file.
    var offset: Int
  }

  let file: OpenFile
  private let limit: Int
  private var buffer = [UInt8](repeating: 0, count: 1 << 17)
  private var start = 0
  private var end = 0
  private var offset = 0
  private var number = 0
  private var isAtEnd = false

  init(_ file: OpenFile, limit: Int) {
    self.file = file
    self.limit = limit
  }

  /// Whether the next line needs no waiting.
  var isReady: Bool { isAtEnd || file.kind == .regular || buffer[start..<end].contains(0x0A) || isReadable(file.descriptor, milliseconds: 0) }

  /// The byte at which reading stands.
  var position: Int { offset }

  mutating func next() throws(CommandFailure) -> Line? {
    var line: [UInt8] = []
    let begin = offset
    while true {
      if start == end, !isAtEnd {
        (start, end) = (0, try file.read(into: &buffer))
        isAtEnd = end == 0
      }
      if isAtEnd, offset == begin { return nil }
      let newline = buffer[start..<end].firstIndex(of: 0x0A)
      let piece = buffer[start..<(newline ?? end)]
      if offset - begin + piece.count <= limit { line += piece } else { line = [] }
      offset += piece.count
      start += piece.count
      guard newline != nil || isAtEnd else { continue }
      let length = offset - begin
      if newline != nil {
        start += 1
        offset += 1
      }
      number += 1
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
      return Line(bytes: length <= limit ? line : nil, length: length, number: number, offset: begin)
    }
  }
}
