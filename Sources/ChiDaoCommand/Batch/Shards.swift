import ChiDao
import Crypto
import FoundationEssentials
import Logging

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Records in files of so many each, `records-00000.jsonl` and on, in a folder; beside each its manifest, `records-00000.manifest`.
/// A shard takes its name when it is whole, after that its manifest does: what a shard holds that no manifest vouches for, byte
/// for byte, is made again. So a run may end at any moment, and the next one goes on.
final class Shards {
  /// Records of earlier runs that hold for this one's program and options, by `Manifest.Row.key`; a key that is taken leads to the
  /// next free one, for a document that was given twice.
  struct Held: Sendable {
    fileprivate var rows: [UInt64: Int32] = [:]
    func contains(_ key: UInt64) -> Bool { rows[key] != nil }
  }

  private struct Shard {
    var name: ShardName
    var head: Manifest.Head
    /// Its first row among all rows.
    var firstRow: Int
  }

  private(set) var held = Held()
  /// Records written by this run, kept from earlier ones, and taken away at its end.
  private(set) var written = 0
  private(set) var kept = 0
  private(set) var removed = 0

  private let path: String
  private let folder: Int32
  private let size: Int
  private let program: Program
  private let log: Logger
  private var shards: [Shard] = []
  private var taken = Set<Int>()
  private var nextNumber = 0
  private var open: OpenShard?
  /// For each row of an earlier run: its document, and whether this run's input has it, unchanged.
  private var documents: [UInt64] = []
  private var isKept: [Bool] = []
  /// Documents of this run whose record is new, where an older one may be left.
  private var renewed = Set<UInt64>()

  /// Opens or makes the folder, and reads what it holds; anything at all is refused without `resume`.
  init(_ path: String, size: Int, program: Program, resume: Bool, log: Logger) throws {
    (self.path, self.size, self.program, self.log) = (path, size, program, log)
    if unsafe mkdir(path, 0o755) != 0, errno != EEXIST { throw CommandFailure(description: "\(printable(path)): cannot be made: " + systemError()) }
    folder = unsafe openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw CommandFailure(description: "\(printable(path)): cannot be opened: " + systemError()) }
    guard flock(folder, LOCK_EX | LOCK_NB) == 0 else { throw CommandFailure(description: "\(printable(path)): another run is writing here") }
    let numbers = try shardNumbers()
    if !resume, !numbers.isEmpty {
      throw CommandFailure(description: "\(printable(path)): holds the records of an earlier run; go on with --resume, or name another folder")
    }
    for number in numbers.sorted() { try load(number) }
  }

  deinit { closeFile(folder) }

  /// Takes note that the input has a document whose record is held; false when that record is another occurrence's.
  func keep(_ answer: Annotator.Answer) -> Bool {
    guard var key = answer.row?.key else { return false }
    while let row = held.rows[key] {
      if !isKept[Int(row)] {
        isKept[Int(row)] = true
        kept += 1
        return true
      }
      key &+= 1
    }
    return false
  }

  func write(_ answer: Annotator.Answer) throws {
    guard let row = answer.row else { preconditionFailure("an answer without a manifest's row") }
    let shard = try open ?? OpenShard(nextName(), in: folder, at: path)
    open = shard
    if !documents.isEmpty { renewed.insert(row.documentKey) }
    try shard.add(answer.record, row)
    written += 1
    if shard.records == size { try commit() }
  }

  /// Keeps what is done so far, be it less than a shard.
  func commit() throws {
    try open?.finish(program)
    open = nil
  }

  /// Takes away what was begun and cannot be finished.
  func abandon() { open = nil }

  /// Ends a run that saw all its input: records whose document has changed go, and, unless some input could not be read, those
  /// whose document has gone.
  func finish(allWasRead: Bool) throws {
    try commit()
    for shard in shards {
      let rows = shard.firstRow..<shard.firstRow + shard.head.records
      func stays(_ row: Int) -> Bool { isKept[row] || !allWasRead && !renewed.contains(documents[row]) }
      let gone = rows.count { !stays($0) }
      if gone == 0 { continue }
      removed += gone
      if gone < rows.count {
        let copy = try OpenShard(shard.name, in: folder, at: path)
        var lines = LineReader(try file(shard.name.records), limit: Int.max)
        defer { closeFile(lines.file.descriptor) }
        var row = shard.firstRow
        _ = try Manifest.read(file(shard.name.manifest)) { entry in
          guard let record = try lines.next()?.bytes else { throw CommandFailure(description: "\(shard.name.records) ends too early") }
          if stays(row) { try copy.add(record + [0x0A], entry) }
          row += 1
        }
        try copy.finish(shard.head.program)
      } else {
        for name in [shard.name.manifest, shard.name.records] where unsafe unlinkat(folder, name, 0) != 0 {
          throw CommandFailure(description: "\(printable(path))/\(name): cannot be removed: " + systemError())
        }
      }
    }
    guard fsync(folder) == 0 else { throw CommandFailure(description: "\(printable(path)): cannot write: " + systemError()) }
  }

  // MARK: What the folder holds

  private func shardNumbers() throws -> Set<Int> {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw CommandFailure(description: "\(printable(path)): cannot be read: \(error)")
    }
    return Set(names.compactMap(ShardName.init).map(\.number))
  }

  /// Reads a shard's manifest and proves the shard by it; what is not proved is taken away, to be made again.
  private func load(_ number: Int) throws {
    let name = ShardName(number: number)
    for part in [name.manifest + ".part", name.records + ".part"] { _ = unsafe unlinkat(folder, part, 0) }
    do {
      var rows: [Manifest.Row] = []
      guard let manifest = try? file(name.manifest) else { throw CommandFailure(description: "has no manifest that can be opened") }
      let head = try Manifest.read(manifest) { rows.append($0) }
      let records = try file(name.records)
      defer { closeFile(records.descriptor) }
      guard try records.size == head.bytes && records.sha256() == head.sha256 else { throw CommandFailure(description: "is not what its manifest says") }
      taken.insert(number)
      let isOfThisProgram = head.program == program
      shards.append(Shard(name: name, head: head, firstRow: documents.count))
      for row in rows {
        if isOfThisProgram {
          var key = row.key
          while held.rows[key] != nil { key &+= 1 }
          held.rows[key] = Int32(documents.count)
        }
        documents.append(row.documentKey)
        isKept.append(false)
      }
    } catch {
      if (try? file(name.records)) != nil { log.warning("\(printable(path))/\(name.records): \(error); it is removed, and its documents are done again") }
      for name in [name.manifest, name.records] { _ = unsafe unlinkat(folder, name, 0) }
    }
  }

  private func file(_ name: String) throws(CommandFailure) -> OpenFile { try OpenFile(Path(path).appending(Array(name.utf8)), anyKind: false) }

  private func nextName() -> ShardName {
    while taken.contains(nextNumber) { nextNumber += 1 }
    defer { nextNumber += 1 }
    return ShardName(number: nextNumber)
  }
}

private struct ShardName {
  let number: Int
  var records: String { "records-\(digits).jsonl" }
  var manifest: String { "records-\(digits).manifest" }
  private var digits: String { String(repeating: "0", count: max(0, 5 - String(number).count)) + String(number) }

  init(number: Int) { self.number = number }

  /// Of a file that belongs to a shard, finished or not.
  init?(_ name: String) {
    let parts = name.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, parts[0] == "records", let number = Int(parts[1].prefix { $0.isASCII && $0.isNumber }) else { return nil }
    self.init(number: number)
    guard [records, manifest, records + ".part", manifest + ".part"].contains(name) else { return nil }
  }
}

/// A shard that is being written: its records go to disk, the lines of its manifest wait for its end.
private final class OpenShard {
  private(set) var records = 0
  private let name: ShardName
  private let folder: Int32
  private let path: String
  private let file: WholeFile
  private var bytes = 0
  private var hash = SHA256()
  private var rows: [UInt8] = []

  /// `folder` is open and lies at `path`.
  init(_ name: ShardName, in folder: Int32, at path: String) throws {
    (self.name, self.folder, self.path) = (name, folder, path)
    file = try WholeFile(name.records, in: folder, at: path)
  }

  func add(_ record: [UInt8], _ row: Manifest.Row) throws {
    _ = try file.write(record)
    hash.update(data: record)
    bytes += record.count
    records += 1
    rows += try Manifest.line(row)
  }

  func finish(_ program: Program) throws {
    let manifest = try WholeFile(name.manifest, in: folder, at: path)
    _ = try manifest.write(Manifest.line(Manifest.Head(program: program, records: records, bytes: bytes, sha256: hex(hash.finalize()))) + rows)
    try file.finish()
    try manifest.finish()
  }
}
