import ArgumentParser
import Logging

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chidao",
    abstract: "Reads Vietnamese official articles and says who was told to do what.",
    discussion: """
      Records go to standard output, messages to standard error. Exit: 0 all done, 1 some documents or checks failed, 64 wrong usage.

      EXAMPLES
        chidao annotate articles/ -o records.jsonl
        chidao report records.jsonl -o page.html
        chidao annotate - < article.txt | jq -r '.directives[].text'

      Completions: chidao --generate-completion-script bash|zsh|fish
      """,
    version: "0.1.0",
    subcommands: [
      Annotate.self, Evaluate.self, Check.self, Report.self, Apply.self, ExportRecords.self, ImportGold.self, Explain.self, Normalize.self,
      Sentences.self, Mine.self, Train.self,
    ])

  static func main() async {
    ignoreWriteSignals()
    LoggingSystem.bootstrap { _ in MessageHandler() }
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
