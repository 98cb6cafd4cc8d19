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
    var number: Int
    var head: Manifest.Head
    /// Its first row among all rows.
    var firstRow: Int
    var isOfThisProgram: Bool
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
    folder = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
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
  func keep(_ key: UInt64) -> Bool {
    var key = key
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

  func write(_ record: [UInt8], _ row: Manifest.Row) throws {
    if open == nil { try begin() }
    if !documents.isEmpty { renewed.insert(row.documentKey) }
    try open!.add(record, row)
    written += 1
    if open!.records == size { try commit() }
  }

  /// Keeps what is done so far, be it less than a shard.
  func commit() throws {
    try open?.finish(program)
    open = nil
  }

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
        let copy = try OpenShard(shard.number, in: folder)
        try copyRows(of: shard) { index, record, row in
          if stays(shard.firstRow + index) { try copy.add(record, row) }
        }
        try copy.finish(shard.head.program)
      } else {
        for name in [manifestName(shard.number), recordsName(shard.number)] where unsafe unlinkat(folder, name, 0) != 0 {
          throw CommandFailure(description: "\(printable(path))/\(name): cannot be removed: " + systemError())
        }
      }
    }
    guard fsync(folder) == 0 else { throw CommandFailure(description: "\(printable(path)): cannot write: " + systemError()) }
  }

  /// Starts the next shard; the last one of an earlier run is filled up first.
  private func begin() throws {
    let last = shards.last
    guard let last, last.isOfThisProgram, last.head.records < size, !hasBegun else {
      open = try OpenShard(nextNumber, in: folder)
      nextNumber += 1
      return
    }
    hasBegun = true
    let filled = try OpenShard(last.number, in: folder)
    try copyRows(of: last) { _, record, row in try filled.add(record, row) }
    open = filled
  }
  private var hasBegun = false
  private var nextNumber = 0
}
