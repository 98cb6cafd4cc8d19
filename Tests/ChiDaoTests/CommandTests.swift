import FoundationEssentials
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Runs a shell line with $chidao set to the built command; answers its output, its errors and its exit code.
func shell(_ line: String) throws -> (output: String, errors: String, code: Int32) {
  let folder = FileManager.default.temporaryDirectory.path + "/chidao-\(UInt64.random(in: 0...UInt64.max))"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  #if DEBUG
    let build = root + "/.build/debug/chidao"
  #else
    let build = root + "/.build/release/chidao"
  #endif
  let script = "export chidao='\(build)' corpus='\(root)/Corpus/articles'; cd '\(folder)'; { \(line)\n} >out 2>err; echo $? >code"
  try #require(unsafe system("bash -c " + "'" + script.replacing("'", with: "'\\''") + "'") != -1)
  func read(_ name: String) throws -> String { String(decoding: try bytes(folder + "/" + name), as: UTF8.self) }
  return (try read("out"), try read("err"), Int32(try read("code").split(separator: "\n")[0]) ?? -1)
}

@Test func `a missing path is named and the exit code is 1`() throws {
  let run = try shell("$chidao annotate /nowhere/at/all")
  #expect(run.code == 1 && run.output.isEmpty && run.errors.contains("/nowhere/at/all: cannot be opened: No such file"))
}

@Test func `wrong usage exits with 64`() throws {
  #expect(try shell("$chidao annotate").code == 64)
  #expect(try shell("$chidao annotate . --jobs 0").code == 64)
  #expect(try shell("$chidao annotate . --jobs 9223372036854775807").code == 64)
  #expect(try shell("$chidao evaluate . - --compare - </dev/null").code == 64)
  #expect(try shell("$chidao apply - - </dev/null").code == 64)
  #expect(try shell("$chidao no-such-command").code == 64)
}

@Test func `bad files are named with byte and cause, the others are done, the exit code is 1`() throws {
  let run = try shell(
    #"mkdir d; printf 'Tin tốt.\n' >d/a.txt; printf 'xin \xff chào' >d/b.txt; printf '\x7fELF\0\0\1' >d/c.txt; : >d/e.txt; printf 'Tin hay.\n' >d/z.txt; $chidao annotate d"#
  )
  #expect(run.code == 1)
  #expect(run.output.split(separator: "\n").count == 3)
  #expect(run.errors.contains("d/b.txt: byte 4: invalid UTF-8") && run.errors.contains("d/c.txt: byte 4: a NUL byte"))
}

@Test func `pipes work both ways and a closed one ends quietly`() throws {
  let whole = try shell("cat $corpus/01-*.txt | $chidao annotate -")
  #expect(whole.code == 0 && whole.output.hasPrefix("{\"schema_version\":\"1.0\",\"doc_id\":\"-\"") && whole.errors.isEmpty)
  let head = try shell("$chidao annotate $corpus $corpus $corpus | head -c 100; echo \" ${PIPESTATUS[0]}\"")
  #expect(head.output.hasSuffix(" 0\n") && head.errors.isEmpty)
}

@Test func `one and two jobs write the same bytes`() throws {
  let run = try shell("$chidao annotate $corpus --jobs 1 -o one; $chidao annotate $corpus --jobs 2 -o two; cmp one two && wc -l <one")
  #expect(run.code == 0 && (Int(run.output.split(separator: "\n")[0]) ?? 0) == corpusArticles.count)
}

@Test func `filters write text and sentences`() throws {
  #expect(try shell("printf 'Thu\\u0309y lợi.\\r\\nXong.' | $chidao normalize --tone-style new").output == "Thuỷ lợi.\nXong.")
  #expect(try shell("printf 'Một việc. Hai việc.' | $chidao sentences").output == "Một việc.\nHai việc.\n")
}

@Test func `explain names the rule of each span that annotate writes`() throws {
  let explain = try shell("for f in $corpus/*.txt; do $chidao explain $f; done").output.split(separator: "\n").count { $0.hasPrefix("e") || $0.hasPrefix("d") }
  let annotate = try shell("$chidao annotate $corpus | grep -o '\"rule\":' | wc -l").output
  #expect(Int(annotate.split(separator: "\n")[0]) == explain)
}

@Test func `normalize reports its steps, and --check says with exit 1 what is not normal`() throws {
  let report = try shell("printf 'Ho\\u0300a&nbsp;b\\r\\n' >a.txt; $chidao normalize --report a.txt")
  #expect(report.code == 0)
  #expect(
    report.output
      == "a.txt\tencoding\tutf-8\na.txt\tconfidence\t1.0000\na.txt\ttone_style_old\t1\na.txt\tline_ends\t1\na.txt\tcharacter_references\t1\na.txt\tnfc\t1\n")
  let check = try shell("printf 'Ho\\u0300a' >a.txt; printf 'Hòa' >b.txt; $chidao normalize --check a.txt b.txt")
  #expect(check.code == 1 && check.output.isEmpty && check.errors.contains("a.txt: not normal: nfc 1") && !check.errors.contains("b.txt"))
  #expect(try shell("printf 'Hòa' | $chidao normalize --check -").code == 0)
  #expect(try shell("printf 'Hòa' | $chidao normalize --check --tone-style new -").code == 1)
  #expect(try shell("printf 'x' | $chidao normalize --check --report -").code == 64)
}

@Test func `encodings are found or given, pages go by their ending`() throws {
  #expect(try shell("printf 'Vi\\326t Nam \\256\\346i m\\355i' | $chidao normalize").output == "Việt Nam đổi mới")
  #expect(try shell("printf \"Vie^.t Nam ddo^?i mo+'i\" | $chidao normalize --encoding viqr").output == "Việt Nam đổi mới")
  #expect(try shell("printf 'x' | $chidao normalize --encoding klingon").code == 64)
  let page = try shell("mkdir d; printf '<p>Xin chào</p>' >d/a.html; printf '<p>Xin chào</p>' | $chidao normalize --input-format html -; $chidao annotate d")
  #expect(page.output.hasPrefix("Xin chào{") && page.output.contains("\"doc_id\":\"a.html\"") && page.output.contains("\"text\":\"Xin chào\""))
  let record = try shell("printf 'Vi\\326t Nam \\256\\346i m\\355i' | $chidao annotate -")
  #expect(record.output.contains("\"encoding\":\"tcvn3\",\"encoding_confidence\":0.80"))
}
