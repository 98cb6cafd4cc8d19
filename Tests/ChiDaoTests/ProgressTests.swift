import Testing

/// Runs a command line with standard error on a terminal of its own.
private func onTerminal(_ command: String) throws -> String {
  let run = try shell(#"d=$(mktemp -d); for n in {1..150}; do cp $corpus/01-*.txt $d/$n.txt; done; TERM=xterm script -qec "\#(command)" /dev/null </dev/null"#)
  #expect(run.errors.isEmpty)
  return run.output
}

@Test func `a terminal sees progress with rate and time left, and one line at the end`() throws {
  let seen = try onTerminal("(for n in {1..30}; do cat $corpus/01-*.txt; sleep 0.01; done) | $chidao annotate $d - -o r --jobs 1; $chidao annotate $d $d $d $d $d -o r --jobs 1")
  #expect(seen.contains("chidao: 151 records, ") && seen.contains("chidao: 750 records, "))
  let lines = seen.split(separator: "\r").filter { $0.contains("MB/s") && !$0.contains("chidao:") }
  #expect(lines.allSatisfy { $0.hasPrefix("\u{1B}[K") })
  #expect(seen.hasSuffix("MB/s)\r\n"))
}

@Test func `a pipe gets failures alone, with --verbose the line at the end`() throws {
  #expect(try shell("$chidao annotate $corpus -o r").errors.isEmpty)
  #expect(try shell("$chidao annotate $corpus nowhere -o r").errors == "chidao: error: nowhere: cannot be opened: No such file or directory\n")
  let verbose = try shell("$chidao annotate $corpus nowhere -o r --verbose").errors.split(separator: "\n")
  #expect(verbose.count == 2 && verbose[1].hasPrefix("chidao: \(corpusArticles.count) records, 1 failed, 0.0 MB in "))
}

@Test func `--quiet tells of failures only, NO_COLOR takes the colour`() throws {
  #expect(try onTerminal("$chidao annotate $d -o r --quiet").isEmpty)
  #expect(try onTerminal("$chidao annotate nowhere -o r -q") == "chidao: \u{1B}[31merror\u{1B}[0m: nowhere: cannot be opened: No such file or directory\r\n")
  #expect(try onTerminal("NO_COLOR=1 $chidao annotate nowhere -o r -q") == "chidao: error: nowhere: cannot be opened: No such file or directory\r\n")
  #expect(try shell("$chidao annotate . -q -v").code == 64)
}

@Test(arguments: ["bash", "zsh", "fish"]) func `completions name commands and options`(_ name: String) throws {
  let script = try shell("$chidao --generate-completion-script \(name)").output
  for word in ["annotate", "report", "output-dir", "tone-style"] { #expect(script.contains(word), "\(word)") }
}
