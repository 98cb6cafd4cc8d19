import ArgumentParser
import Logging

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chidao",
    abstract: "Reads Vietnamese official articles and says who was told to do what.",
    version: "0.1.0",
    subcommands: [
      Annotate.self, Evaluate.self, Check.self, Report.self, Apply.self, ExportRecords.self, ImportGold.self, Explain.self, Normalize.self,
      Sentences.self, Train.self,
    ])

  static func main() async {
    ignoreBrokenPipe()
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: error)
    }
  }
}
