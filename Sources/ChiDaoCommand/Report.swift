import ArgumentParser
import FoundationEssentials
import Logging
import Review

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make one self-contained page for reading and reviewing records in a browser.",
    discussion: "The page saves decisions as JSON Lines; `chidao apply` turns them into gold.")
  @Argument(help: "Records, one a line, or - for standard input.") var records: String
  @Option(name: .shortAndLong, help: "Write the page here instead of standard output.") var output: String?

  func run() throws {
    let log = Logger(label: "chidao")
    do {
      var failures = 0
      var report = Review.Report(title: records == "-" ? "records" : records.split(separator: "/").last.map(String.init) ?? records)
      try readLines(records) { line, number in
        do { try report.add(Data(line)) } catch {
          failures += 1
          log.error("\(records): line \(number): \(error)")
        }
      }
      let outlet = try outlet(output)
      try report.write { _ = try outlet.write($0) }
      try outlet.finish()
      if failures > 0 { throw ExitCode(1) }
    } catch let error as ExitCode {
      throw error
    } catch {
      log.error("\(error)")
      throw ExitCode(1)
    }
  }
}
