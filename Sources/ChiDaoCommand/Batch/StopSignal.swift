import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// SIGINT and SIGTERM ask the run to finish what is in hand; a second one ends the process at once.
enum StopSignal {
  private static let received = Atomic<Int32>(0)

  static var isSet: Bool { received.load(ordering: .relaxed) != 0 }

  /// The signal that came.
  static var number: Int32 { received.load(ordering: .relaxed) }

  static var name: String { number == SIGINT ? "SIGINT" : "SIGTERM" }

  static func listen() {
    _ = isSet  // makes the flag before a handler needs it
    for each in [SIGINT, SIGTERM] {
      _ = signal(each) { number in
        StopSignal.received.store(number, ordering: .relaxed)
        _ = signal(number, SIG_DFL)
      }
    }
  }
}
