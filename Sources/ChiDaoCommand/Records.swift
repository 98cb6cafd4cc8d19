import Output

/// The most bytes that one record, or one document of a tool's export, may have.
private let lineLimit = 1 << 30

/// Hands the lines of a file (or "-", standard input) over one by one, with their numbers; empty ones are passed over.
func readLines(_ path: String, _ body: (_ line: [UInt8], _ number: Int) throws -> Void) throws {
  do {
    var reader = LineReader(try OpenFile(Path(path), anyKind: true), limit: lineLimit)
    defer { if reader.file.descriptor != 0 { closeFile(reader.file.descriptor) } }
    while let line = try reader.next() {
      guard let bytes = line.bytes else { throw CommandFailure(description: "line \(line.number) has \(line.length) bytes; at most \(lineLimit) are taken") }
      if !bytes.allSatisfy({ $0 <= 0x20 }) { try body(bytes, line.number) }
    }
  } catch let error as CommandFailure {
    throw CommandFailure(description: "\(printable(path)): \(error)")
  }
}

/// Reads records one by one; a line that is none, or that `body` finds to be none, is told to `problem`, and the run goes on.
func readRecords(_ path: String, problem: (String) -> Void, _ body: (Record) throws -> Void) throws {
  try readLines(path) { line, number in
    do { try body(Record(line: line)) } catch let error as RecordError {
      problem("\(printable(path)): line \(number): \(error)")
    }
  }
}
