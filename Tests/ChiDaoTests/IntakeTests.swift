import Testing

/// Lines of JSONL, and the cause that each is refused for.
private let brokenLines = [
  (#"{"id":"a","text":"#, "not JSON"), ("no json", "not JSON"), (#"["a"]"#, "not a JSON object"), (#""a""#, "not a JSON object"),
  (#"{"id":"a"}"#, #"no "text""#), (#"{"text":"a"}"#, #"no "id""#), (#"{"id":7,"text":"a"}"#, #""id" is not a string"#),
  (#"{"id":"a","text":["b"]}"#, #""text" is not a string"#), (#"{"id":"a","text":null}"#, #""text" is not a string"#),
  (#"{"id":"a","text":"b","title":1}"#, #""title" is not a string"#), (#"{"id":"","text":"b"}"#, #""id" is empty"#),
  (#"{"id":"../../etc/passwd","text":"b"}"#, #""id" leads out of its folder: ../../etc/passwd"#),
  (#"{"id":"/etc/passwd","text":"b"}"#, #""id" leads out of its folder: /etc/passwd"#),
  (#"{"id":"a\\..\\b","text":"b"}"#, #""id" leads out of its folder: a\..\b"#),
  (#"{"id":"a\nb","text":"b"}"#, #""id" holds a control character"#), (#"{"id":"a","text":"\ud800"}"#, "not JSON"),
  (#"{"id":"a","text":"b","published":"2025-13-01"}"#, #""published" is not an ISO 8601 date: 2025-13-01"#),
  (#"{"id":"a","text":"b","published":"12/3/2025"}"#, #""published" is not an ISO 8601 date: 12/3/2025"#),
  (#"{"id":"a","text":"b","published":"2025-02-30"}"#, #""published" is not an ISO 8601 date: 2025-02-30"#),
  (#"{"id":"a","text":"b","published":"2023-02-29T10:00"}"#, #""published" is not an ISO 8601 date: 2023-02-29T10:00"#),
  (#"{"id":"a","text":"b","published":"0000-01-01"}"#, #""published" is not an ISO 8601 date: 0000-01-01"#),
  (#"{"id":"a","text":"b","z":"# + String(repeating: "[", count: 100_000), "not JSON"),
]

@Test func `a broken line is refused and says why`() throws {
  let run = try shell("cat >l.jsonl <<'END'\n" + brokenLines.map { $0.0 + "\n" }.joined() + "END\n$chidao annotate l.jsonl")
  #expect(run.code == 1 && run.output.isEmpty)
  let errors = run.errors.split(separator: "\n")
  #expect(errors.count == brokenLines.count)
  for (index, (error, (_, cause))) in zip(errors, brokenLines).enumerated() {
    #expect(error.contains("l.jsonl, line \(index + 1): byte ") && error.hasSuffix(": " + cause), "\(error)")
  }
}

@Test func `a line brings id, text, title, date and path`() throws {
  let line = #"{"id":"x/1","text":"Tin ngày 12/3.","title":"T","published":"2024-03-15T08:00:00+07:00","path":"p","more":[1]}"#
  let run = try shell("echo '\(line)' | $chidao annotate - --input-format jsonl")
  for part in [
    #""doc_id":"x/1","source":{"path":"p""#, #""metadata":{"title":"T","published":"2024-03-15"}"#, #""text":"Tin ngày 12/3.""#, #""value":"2024-03-12""#,
  ] {
    #expect(run.output.contains(part), "\(part) not in \(run.output)")
  }
}

@Test func `a line with the bytes of a file is read as that file`() throws {
  let run = try shell(
    #"""
    mkdir d; cp $corpus/0[18]-*.txt d; printf '<title>T</title><p>Tin ở Huế.</p>' >d/p.html; printf 'Kh\xa4ng' >d/bad.txt
    printf 'Tin ở\nHà Nội.' | iconv -f UTF-8 -t UTF-16 >d/u.txt
    cd d; for f in *; do echo "{\"id\":\"$f\",\"path\":\"d/$f\",\"bytes\":\"$(base64 -w0 $f)\"}"; done >../l.jsonl; cd ..
    $chidao annotate d -o one 2>e1; $chidao annotate l.jsonl -o two 2>e2; wc -l <one; cmp one two; cat e2
    """#)
  #expect(run.output.hasPrefix("5\n") && !run.output.contains("differ"), "\(run)")
}

@Test func `JSONL goes on after every broken line and counts offsets in its own text`() throws {
  let run = try shell(
    #"""
    printf '\xef\xbb\xbf{"id":"a","text":"o Hà Nội.","title":"Tít","published":"2025-03-12"}\r\n\n{"id":"a","text":"b"}\n{"id":"c","text":"x\\u0000"}\nx\xff\n' >l.jsonl
    printf '{"id":"big","text":"%0200d"}\n{"id":"end","text":"Hết."}' 0 >>l.jsonl
    $chidao annotate l.jsonl --errors e --max-document-bytes 100; code=$?; cat e >&2; (exit $code)
    """#)
  #expect(run.code == 1)
  let records = run.output.split(separator: "\n")
  #expect(records.count == 2 && records[1].contains(#""doc_id":"end""#))
  #expect(
    records[0].contains(#""metadata":{"title":"Tít","published":"2025-03-12"}"#) && records[0].contains(#""source_start":2,"source_end":11,"text":"Hà Nội""#))
  for error in [
    #"{"cause":"\"id\" stood before: a","line":3,"path":"l.jsonl"}"#,
    #"{"cause":"in \"text\": a NUL byte: not a text file","line":4,"offset":1,"path":"l.jsonl"}"#,
    #"{"cause":"invalid UTF-8","line":5,"offset":129,"path":"l.jsonl"}"#,
    "l.jsonl, line 6: byte 131: the line has 222 bytes; at most 100 are taken",
  ] { #expect(run.errors.contains(error), "\(error) not in \(run.errors)") }
}

@Test func `explain, sentences and normalize read each document of JSONL`() throws {
  let run = try shell(
    #"""
    printf '{"id":"a","text":"Một việc. Hai việc."}\n{"id":"b","text":"x\\u0000"}\n{"id":"c","text":"Ông An đến Hà Nội."}\n' >in.jsonl; echo Tin. >T.Txt
    $chidao explain in.jsonl | grep '^[#e]' | cut -f 1; for command in sentences normalize; do $chidao $command in.jsonl; echo $?; done
    $chidao sentences - --input-format jsonl <in.jsonl; $chidao normalize .
    """#)
  let texts = ["Một việc. Hai việc.\n", "Ông An đến Hà Nội.\n"]
  let sentences = "Một việc.\nHai việc.\n" + texts[1]
  #expect(run.output.hasPrefix("# in.jsonl, line 1\n# in.jsonl, line 3\ne0\n"), "\(run.output)")
  #expect(run.output.hasSuffix(sentences + "1\n" + texts.joined() + "1\n" + sentences + "Tin.\n"), "\(run.output)")
  #expect(
    run.errors.split(separator: "\n").count == 4 && run.errors.contains(#"in.jsonl, line 2: byte 1: in "text": a NUL byte"#), "\(run.errors)")
}

@Test(.timeLimit(.minutes(1))) func `a stream is answered line by line`() throws {
  let run = try shell(
    #"""
    mkfifo to from; $chidao annotate - --input-format jsonl <to >from & exec 3>to 4<from
    for n in 1 2; do echo "{\"id\":\"$n\",\"text\":\"a\"}" >&3; read -r line <&4; echo "${line:24:12}"; done
    """#)
  #expect(run.output == "\"doc_id\":\"1\"\n\"doc_id\":\"2\"\n")
}

@Test func `what is in a folder and is no article does not stop the run`() throws {
  let run = try shell(
    #"""
    mkdir -p d/sub/x d/no; cd d; printf Tin. | tee a.txt -- -dash.txt sub.txt sub/x/k.txt $'n\nl.txt' $'bad\xff.txt' >/dev/null
    ln -s a.txt l.txt; ln -s . loop; ln -s .. sub/loop; ln -s nowhere gone.txt; mkfifo f.txt; ln -s /dev/zero z.txt; ln -s /proc/self/mem io.txt; mkdir folder.txt; cd ..
    $chidao annotate d | sed 's/.*doc_id":"\([^"]*\)".*/\1/'
    """#)
  #expect(run.output == "-dash.txt\na.txt\nbad\\\\xff.txt\nl.txt\nn\\nl.txt\nsub.txt\nsub/x/k.txt\n")
  for error in [
    "d/gone.txt: a link that leads nowhere", "d/f.txt: not a file but a FIFO", "d/z.txt: not a file but a device",
    "d/io.txt: cannot be read: Input/output error",
  ] { #expect(run.errors.contains(error), "\(error) not in \(run.errors)") }
}

@Test(.timeLimit(.minutes(1))) func `large documents are refused by name and size, endless ones, too`() throws {
  let run = try shell(
    #"""
    printf '%0200d' >a.txt; truncate -s 1G b.txt; $chidao annotate a.txt b.txt /dev/zero --max-document-bytes 100
    head -c 1G /dev/zero | tr '\0' a | { ulimit -v 4000000; $chidao annotate - --input-format jsonl; }
    """#)
  #expect(run.code == 1 && run.output.isEmpty)
  for error in [
    "a.txt: has 200 bytes; at most 100", "b.txt: has 1073741824 bytes", "/dev/zero: has more than 100 bytes",
    "-, line 1: byte 0: the line has 1073741824 bytes",
  ] {
    #expect(run.errors.contains(error), "\(error) not in \(run.errors)")
  }
}

@Test func `files that cannot be opened or change are named`() throws {
  let run = try shell(#"printf Tin. >a.txt; mkdir -p d/e; printf Tin. >d/z.txt; $chidao annotate gone.txt a.txt d/e d"#)
  #expect(run.code == 1 && run.output.split(separator: "\n").count == 2)
  #expect(
    run.errors.contains("gone.txt: cannot be opened: No such file or directory") && run.errors.contains("d/e: no .txt or .html or .htm files in this folder"))
}

@Test func `a walk is in byte order of whole paths`() throws {
  let names = ["a.txt", "a/b.txt", "a/b/c.txt", "a0.txt", "a-.txt", "z/é.txt", "z/e.txt", "A/x.txt"]
  let run = try shell(
    names.map { "mkdir -p $(dirname d/\($0)); printf Tin. >d/\($0)\n" }.joined() + #"$chidao annotate d | sed 's/.*doc_id":"\([^"]*\)".*/\1/'"#)
  #expect(run.output == names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { $0 + "\n" }.joined())
}
