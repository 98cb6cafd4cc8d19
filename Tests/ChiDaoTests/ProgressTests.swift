import Testing

/// Runs a shell script with a terminal for its standard error and output; answers what that shows.
private func onTerminal(_ script: String) throws -> String {
  let run = try shell("cat >s <<'END'\n\(script)\nEND\nTERM=xterm script -qec 'bash s' /dev/null </dev/null")
  #expect(run.errors.isEmpty)
  return run.output.replacing("^D\u{8}\u{8}", with: "")
}

@Test func `a terminal sees progress with rate and time left, and one line at the end`() throws {
  let seen = try onTerminal(
    "mkdir d; for n in {1..400}; do cat $corpus/01-*.txt; done >d/1.txt; for n in {2..12}; do cp d/1.txt d/$n.txt; done; $chidao annotate d -o r --jobs 1")
  let lines = seen.split(separator: "\r")
  #expect(lines.count > 2 && lines.dropLast().allSatisfy { $0.hasPrefix("\u{1B}[K") })
  #expect(lines.contains { $0.contains(" MB/s, ") && $0.hasSuffix(" s left") })
  #expect(lines.suffix(2).contains { $0.contains("chidao: 12 records, ") } && !seen.hasSuffix("left"))
}

@Test func `what comes through a pipe has a rate and no time left`() throws {
  let seen = try onTerminal(#"for n in 1 2 3 4 5 6; do echo "{\"id\":\"$n\",\"text\":\"a\"}"; sleep 0.3; done | $chidao annotate - --input-format jsonl >r"#)
  #expect(seen.contains(" records, 0.0 MB/s") && !seen.contains("left"))
}

@Test func `a pipe gets failures alone, with --verbose the line at the end`() throws {
  #expect(try shell("$chidao annotate $corpus -o r").errors.isEmpty)
  #expect(try shell("$chidao annotate $corpus nowhere -o r").errors == "chidao: error: nowhere: cannot be opened: No such file or directory\n")
  let verbose = try shell("$chidao annotate $corpus nowhere -o r --verbose").errors.split(separator: "\n")
  #expect(verbose.count == 2 && verbose[1].hasPrefix("chidao: \(corpusArticles.count) records, 1 failed, 0.1 MB in "))
}

@Test func `--quiet tells of failures only, NO_COLOR takes the colour`() throws {
  #expect(try onTerminal("$chidao annotate $corpus -o r --quiet").isEmpty)
  // `swift test` sets NO_COLOR where it has no terminal of its own.
  let loud = try onTerminal("unset NO_COLOR; $chidao annotate nowhere -o r -q")
  #expect(loud == "chidao: \u{1B}[31merror\u{1B}[0m: nowhere: cannot be opened: No such file or directory\r\n")
  #expect(try onTerminal("NO_COLOR=1 $chidao annotate nowhere -o r -q") == "chidao: error: nowhere: cannot be opened: No such file or directory\r\n")
  #expect(try shell("$chidao annotate . -q -v").code == 64)
}

@Test(arguments: ["bash", "zsh", "fish"]) func `completions name commands and options`(_ name: String) throws {
  let script = try shell("$chidao --generate-completion-script \(name)").output
  for word in ["annotate", "report", "output-dir", "tone-style"] { #expect(script.contains(word), "\(word)") }
}
