import ChiDao
import Crypto
import FoundationEssentials
import Lexicon

/// What made a shard: another program, other tables or other options make other records.
struct Program: Codable, Equatable {
  var version: String
  var tables: String
  /// SHA-256 of the executable, where the system lets a process read its own.
  var executable: String?
  var options: [String: String]

  init(options: [String: String]) {
    version = Main.configuration.version
    var tables = SHA256()
    for table in Lexicon.shared.tables { tables.update(data: table.bytes) }
    self.tables = hex(tables.finalize())
    executable = (try? readDocument(Path("/proc/self/exe"), limit: Int.max)).map { hex(SHA256.hash(data: $0)) }
    self.options = options
  }
}

/// The manifest of a shard: a first line about the whole, then a line for each record.
enum Manifest {
  struct Head: Codable {
    var program: Program
    var records: Int
    var bytes: Int
    /// Of the shard's file.
    var sha256: String
  }

  struct Row: Codable {
    var id: String
    var path: String
    /// Of what was read for this record: the file, or the line of JSONL with its metadata.
    var input_sha256: String
    /// Of the record with its line end.
    var bytes: Int

    /// The same for the same document with the same content; 64 bits of SHA-256.
    var key: UInt64 { Manifest.key(id, path, input_sha256) }
    /// The same for the same document, whatever its content.
    var documentKey: UInt64 { Manifest.key(id, path) }
  }

  static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + [0x0A]
  }

  /// Reads a manifest and closes its file. Throws when it is not whole.
  static func read(_ file: OpenFile, row receive: (Row) throws -> Void) throws -> Head {
    defer { closeFile(file.descriptor) }
    let decoder = JSONDecoder()
    var lines = LineReader(file, limit: 1 << 20)
    func next<T: Decodable>(_ type: T.Type) throws -> T? {
      guard let line = try lines.next() else { return nil }
      guard let bytes = line.bytes, let value = try? decoder.decode(type, from: Data(bytes)) else {
        throw CommandFailure(description: "line \(line.number) of its manifest cannot be read")
      }
      return value
    }
    guard let head = try next(Head.self) else { throw CommandFailure(description: "its manifest is empty") }
    var (records, bytes) = (0, 0)
    while let row = try next(Row.self) {
      records += 1
      bytes += row.bytes
      try receive(row)
    }
    guard records == head.records, bytes == head.bytes else { throw CommandFailure(description: "its manifest is not whole") }
    return head
  }

  /// 64 bits of SHA-256 over strings, each closed by a byte that no UTF-8 holds.
  static func key(_ parts: String...) -> UInt64 {
    var hash = SHA256()
    for part in parts { hash.update(data: Array(part.utf8) + [0xFF]) }
    return hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
