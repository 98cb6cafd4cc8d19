import Testing

/// Nine documents as d/1.txt … d/9.txt, and what an undisturbed run makes of them in `whole`.
private let nine = "mkdir d; for n in $(seq 9); do echo \"Ông An đến Hà Nội lần $n.\" >d/$n.txt; done; $chidao annotate d >whole\n"

@Test func `shards hold what standard output holds; nothing is done twice, and nothing overwritten unasked`() throws {
  let run = try shell(
    nine + #"""
      run="$chidao annotate d --output-dir s --shard-size 4"
      $run; ls s; cat s/*.jsonl | cmp - whole; $run; echo $?; $run --resume; cat s/*.jsonl | cmp - whole; ls s | wc -l
      """#)
  let names = (0..<3).map { "records-0000\($0).jsonl\nrecords-0000\($0).manifest\n" }.joined()
  #expect(run.output == names + "1\n6\n")
  #expect(run.errors.contains("9 records written, 0 kept") && run.errors.contains("0 records written, 9 kept, 0 removed"))
  #expect(run.errors.contains("s: holds the records of an earlier run; go on with --resume, or name another folder"))
}

@Test func `changed, new and gone documents are done again, the others are not; another program does all again`() throws {
  let run = try shell(
    nine + #"""
      run="$chidao annotate d --output-dir s --shard-size 4 --resume"
      $run; rm d/2.txt d/5.txt d/6.txt d/7.txt d/8.txt; echo Khác. >d/3.txt; echo Mới. >d/0.txt; $run
      $chidao annotate d | sort >again; cat s/*.jsonl | sort | cmp - again; ls s/*.jsonl | wc -l
      $run --tone-style new; cat s/*.jsonl | sort | cmp - again
      """#)
  #expect(run.code == 0 && run.output == "3\n")
  #expect(run.errors.contains("2 records written, 3 kept, 6 removed") && run.errors.contains("5 records written, 0 kept, 5 removed"))
}

@Test func `a shard that was tampered with, cut or left half-written is made again`() throws {
  let run = try shell(
    nine + #"""
      run="$chidao annotate d --output-dir s --shard-size 2 --resume"
      $run; sed -i s/Nội/Nộj/ s/records-00000.jsonl; truncate -s -9 s/records-00001.manifest; rm s/records-00002.manifest; rm s/records-00003.jsonl
      echo half >s/records-00004.jsonl.part; echo other >s/records-x.jsonl; $run; rm s/records-x.jsonl; cat s/*.jsonl | cmp - whole; ls s | wc -l
      """#)
  #expect(run.code == 0 && run.output == "10\n" && run.errors.contains("8 records written, 1 kept"))
  #expect(run.errors.contains("s/records-00002.jsonl: has no manifest that can be opened; it is removed, and its documents are done again"))
  #expect(run.errors.contains("s/records-00000.jsonl: is not what its manifest says; it is removed, and its documents are done again"))
}

@Test func `records are not taken for gone while their documents cannot be read`() throws {
  let run = try shell(
    nine
      + #"run="$chidao annotate d --output-dir s --resume"; $run; mv d/9.txt 9; ln -s nowhere d/9.txt; $run; mv 9 d/9.txt; $run; cat s/*.jsonl | cmp - whole"#)
  #expect(run.code == 0 && run.errors.contains("0 records written, 8 kept, 0 removed; 1 documents failed") && run.errors.contains("0 records written, 9 kept"))
}

@Test func `the same document given twice has two records, resumed or not`() throws {
  let run = try shell(
    nine
      + #"for n in 1 2; do $chidao annotate d/1.txt d/1.txt d/2.txt --output-dir s --resume; done; $chidao annotate d/1.txt d/1.txt d/2.txt | cmp - s/records-00000.jsonl"#
  )
  #expect(run.code == 0 && run.errors.contains("3 records written, 0 kept") && run.errors.contains("0 records written, 3 kept"))
}

@Test(.timeLimit(.minutes(1)), arguments: [("INT", 130), ("TERM", 143)])
func `a stop signal ends the run after what is in hand, and says how to go on`(signal: String, code: Int) throws {
  let run = try shell(
    #"""
    mkfifo lines; line() { echo "{\"id\":\"$1\",\"text\":\"Ông An đến Hà Nội.\"}"; }; for n in 1 2 3 4; do line $n; done >all
    $chidao annotate lines --input-format jsonl --output-dir 's 1' & exec 3>lines; line 1 >&3; line 2 >&3
    until [ -s 's 1/records-00000.jsonl.part' ]; do sleep 0.05; done; kill -\#(signal) $!; wait $!; echo $?; exec 3>&-
    cat all >lines & $chidao annotate lines --input-format jsonl --output-dir 's 1' --resume
    cat 's 1'/*.jsonl | sed 's/"path":"[^"]*"//' >got; $chidao annotate all --input-format jsonl | sed 's/"path":"[^"]*"//' | cmp - got; ls 's 1' | wc -l
    """#)
  #expect(run.code == 0 && run.output == "\(code)\n4\n")
  #expect(
    run.errors.contains("stopped by SIG\(signal); go on with: ") && run.errors.contains("annotate lines --input-format jsonl --output-dir 's 1' --resume\n"))
  #expect(run.errors.contains("2 records written, 2 kept"))
}

@Test(.timeLimit(.minutes(1))) func `a stopped run with -o leaves the old file and nothing aside`() throws {
  let run = try shell(
    #"""
    echo old >o; mkfifo lines; $chidao annotate lines --input-format jsonl -o o & exec 3>lines; echo '{"id":"1","text":"a"}' >&3
    until [ -s o.part ]; do sleep 0.05; done; $chidao annotate - -o o </dev/null; kill -INT $!; wait $!; echo $?; cat o; ls
    """#)
  #expect(run.output == "130\nold\nerr\nlines\no\nout\n" && run.errors.contains("o was not written") && run.errors.contains("o: another run is writing it"))
}

@Test func `a full disk and a folder that cannot be written are said, and nothing half-written stays`() throws {
  let run = try shell(
    nine
      + #"$chidao annotate d >/dev/full; echo $?; $chidao annotate d -o /dev/full; echo $?; $chidao annotate d --errors /dev/full; $chidao annotate d -o no/o; $chidao annotate d --output-dir no/s; ls"#
  )
  #expect(run.output.hasPrefix("1\n1\n") && run.output.hasSuffix("d\nerr\nout\nwhole\n"))
  for error in [
    "cannot write: No space left on device", "no/o.part: cannot be written: No such file or directory", "no/s: cannot be made: No such file or directory",
  ] {
    #expect(run.errors.contains(error), "\(error) not in \(run.errors)")
  }
}

@Test func `output follows no link and is its owner's to write`() throws {
  let run = try shell(
    nine + #"""
      echo mine >kept; ln -s ../kept s-link; for link in o p.part e; do ln -s kept $link; done; mkdir s; ln -s ../kept s/records-00000.jsonl.part; ln kept h.part
      umask 0; $chidao annotate d -o o; $chidao annotate d -o p; $chidao annotate d -o h; $chidao annotate d --errors e; $chidao annotate d --output-dir s --resume; cat kept
      $chidao annotate d -o /dev/stdout | cmp - whole; $chidao annotate d -o q --errors f; stat -c '%a %n' q f s/*; cmp q whole
      """#)
  #expect(run.output.hasSuffix("mine\n644 q\n644 f\n644 s/records-00000.jsonl\n644 s/records-00000.manifest\n"))
  for error in [
    "o: cannot be written: it is a link", "p.part: cannot be written: it is a link", "h.part: cannot be written: not a plain file with one name",
    "e: cannot be written: it is a link",
  ] {
    #expect(run.errors.contains(error), "\(error) not in \(run.errors)")
  }
}

@Test(.timeLimit(.minutes(1))) func `two runs do not write into one folder`() throws {
  let run = try shell(
    "mkfifo lines; $chidao annotate lines --output-dir s & exec 3>lines; until [ -d s ]; do sleep 0.05; done; sleep 0.2; $chidao annotate . --output-dir s --resume; echo $?; exec 3>&-; wait"
  )
  #expect(run.output == "1\n" && run.errors.contains("s: another run is writing here"))
}
