import ArgumentParser
import FoundationEssentials
import Logging
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much a run tells on standard error. On a terminal: a line that moves, and one at the end; in a pipe: failures alone.
struct Telling: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Tell of failures only: no progress, no line at the end.") var quiet = false
  @Flag(name: .shortAndLong, help: "Write the line at the end in a pipe, too.") var verbose = false

  func validate() throws {
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
  }
}

/// Counts what a run has done. Time left is told once the size of all input is known: a task of its own asks for it, and what
/// comes through a pipe has none.
final class Progress {
  private let telling: Telling
  private let began = ContinuousClock.now
  private let total: InputSize?
  private var shown = ContinuousClock.now
  private var records = 0
  private var failures = 0
  private var bytes = 0

  init(_ telling: Telling, of paths: [String], format: Reading.Format) {
    self.telling = telling
    total = TerminalLine.isThere && !telling.quiet ? InputSize(paths, format) : nil
  }

  /// A document of so many bytes of input has its record.
  func add(bytes: Int) {
    records += 1
    self.bytes += bytes
    show()
  }

  func addFailure() {
    failures += 1
    show()
  }

  private func show() {
    guard let total, case let now = ContinuousClock.now, now - shown > .milliseconds(100) else { return }
    shown = now
    let seconds = (now - began) / .seconds(1)
    let left = total.bytes.map { all in bytes == 0 ? "" : ", \(clock(Double(max(0, all - bytes)) / Double(bytes) * seconds)) left" } ?? ""
    TerminalLine.show("\(counts), \(rate(seconds))\(left)")
  }

  /// The line at the end.
  func finish() {
    TerminalLine.clear()
    guard telling.verbose || total != nil else { return }
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    TerminalLine.write("chidao: \(counts), \(tenths(Double(bytes) / 1e6)) MB in \(tenths(seconds)) s (\(rate(seconds)))\n")
  }

  private var counts: String { "\(grouped(records)) records" + (failures > 0 ? ", \(grouped(failures)) failed" : "") }
  private func rate(_ seconds: Double) -> String { tenths(Double(bytes) / 1e6 / max(seconds, 0.001)) + " MB/s" }
}

/// The size of all input, asked for aside.
private final class InputSize: Sendable {
  private let found = Atomic<Int>(-1)

  /// Nil while it is not known.
  var bytes: Int? { found.load(ordering: .relaxed) < 0 ? nil : found.load(ordering: .relaxed) }

  init(_ paths: [String], _ format: Reading.Format) {
    Task.detached(priority: .low) { [self] in
      var sum = 0
      for path in paths {
        switch path == "-" ? nil : status(of: Path(path)) {
        case (.regular, let size)?: sum += size
        case (.folder, _)?:
          var walk = FolderWalk(Path(path), where: format.isWanted)
          while let step = walk.next() {
            if case .file(_, let size) = step { sum += size }
          }
        case nil where path != "-": continue
        default: return
        }
      }
      found.store(sum, ordering: .relaxed)
    }
  }
}

/// The one line on a terminal that is written over and over; messages go above it.
enum TerminalLine {
  static let isThere = isatty(2) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  private static let isShown = Mutex(false)

  static func show(_ text: String) {
    isShown.withLock { isShown in
      writeErrors("\r\u{1B}[K" + text)
      isShown = true
    }
  }

  static func clear() { write("") }

  /// Whole lines, where the moving one stood.
  static func write(_ lines: String) {
    isShown.withLock { isShown in
      writeErrors((isShown ? "\r\u{1B}[K" : "") + lines)
      isShown = false
    }
  }

  private static func writeErrors(_ text: String) { _ = try? writeAll(2, Array(text.utf8)) }
}

/// Messages as commands write them, "chidao: error: …"; the level in colour on a terminal, unless NO_COLOR is set (no-color.org).
struct MessageHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info
  private static let isColoured = TerminalLine.isThere && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let colour = event.level >= .error ? "31" : event.level == .warning ? "33" : "36"
    TerminalLine.write("chidao: " + (Self.isColoured ? "\u{1B}[\(colour)m\(event.level)\u{1B}[0m" : "\(event.level)") + ": \(event.message)\n")
  }
}

/// "12.3"
private func tenths(_ value: Double) -> String {
  let scaled = Int((value * 10).rounded())
  return "\(grouped(scaled / 10)).\(scaled % 10)"
}

/// "1,234,567"
private func grouped(_ value: Int) -> String {
  let digits = Array("\(value)")
  return String(digits.indices.flatMap { $0 > 0 && (digits.count - $0) % 3 == 0 ? [",", digits[$0]] : [digits[$0]] })
}

/// "1:02:03", "4:05", "6 s"
private func clock(_ seconds: Double) -> String {
  let whole = Int(seconds.rounded(.up))
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  if whole < 60 { return "\(whole) s" }
  return whole < 3600 ? "\(whole / 60):\(two(whole % 60))" : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))"
}
