// What the system and the world may do to a run: calls that fail in the middle, files that change under the reader, folders that
// may not be read. Tests/faults.c, preloaded, makes each happen at one call of one file; Tests/faults.sh has what takes longer.
// Linux alone: a preloaded library and setpriv.
#if canImport(Glibc)
  import FoundationEssentials
  import Glibc
  import Testing

  /// Tests/faults.c, built once.
  private let preloaded: String = {
    let library = FileManager.default.temporaryDirectory.path + "/chidao-faults-\(getpid()).so"
    precondition(unsafe system("clang -shared -fPIC -O1 -o '\(library)' '\(root)/Tests/faults.c' -ldl") == 0, "Tests/faults.c does not compile")
    _ = atexit { _ = unsafe unlink(FileManager.default.temporaryDirectory.path + "/chidao-faults-\(getpid()).so") }
    return library
  }()

  /// Three documents d/a.txt (of so many bytes, 26 a line; above 1 MiB it is read in pieces), d/b.txt and d/c.txt, and `faulty FAULT ARGUMENTS`.
  private func three(_ bytes: Int = 260) -> String {
    #"""
    mkdir d; yes 'Ông An đến Hà Nội.' | head -c \#(bytes) >d/a.txt; for n in b c; do echo "Ông An đến Hà Nội." >d/$n.txt; done
    faulty() { local fault="$1"; shift; CHIDAO_FAULT="$fault" LD_PRELOAD='\#(preloaded)' $chidao "$@" --jobs 1; echo "exit $?"; }

    """#
  }

  /// The fault, what the message says, and the documents that have records all the same.
  @Test(arguments: [
    ("read a.txt 2 5", "d/a.txt: byte 1048576: cannot be read: Input/output error", "b c"),
    ("read b.txt 1 5", "d/b.txt: cannot be read: Input/output error", "a c"),
    ("open b.txt 1 13", "d/b.txt: cannot be opened: Permission denied", "a c"), ("open b.txt 1 24", "d/b.txt: cannot be opened: Too many open files", "a c"),
    ("open b.txt 1 rm d/b.txt", "d/b.txt: cannot be opened: No such file or directory", "a c"),
    ("read a.txt 2 truncate -s 1100000 d/a.txt", "d/a.txt: was changed while it was read", "b c"),
    ("read a.txt 2 : >d/a.txt", "d/a.txt: was changed while it was read", "b c"),
    ("read a.txt 2 echo thêm >>d/a.txt", "d/a.txt: was changed while it was read", "b c"), ("read b.txt 1 4", "", "a b c"),
    // Its bytes stay until they are read.
    ("read a.txt 2 rm d/a.txt", "", "a b c"), ("open b.txt 1 rm d/b.txt; mkfifo d/b.txt", "d/b.txt: not a file but a FIFO", "a c"),
  ]) func `a document that fails in the middle is named, and the others are done`(fault: String, error: String, done: String) throws {
    let run = try shell(three(26 * 46_000) + "faulty '\(fault)' annotate d --errors e | grep -o '^exit.*\\|\"doc_id\":\"..txt\"'; wc -l <e")
    let records = done.split(separator: " ").map { "\"doc_id\":\"\($0).txt\"\n" }.joined()
    #expect(run.output == records + (error.isEmpty ? "exit 0\n0\n" : "exit 1\n1\n"))
    #expect(error.isEmpty ? run.errors.isEmpty : run.errors == "chidao: error: \(error)\n")
  }

  /// What goes wrong with a file of output, and what is said.
  @Test(arguments: [
    ("write o.part 1 28", "-o o", "o: cannot write: No space left on device"), ("write o.part 2 5", "-o o", "o: cannot write: Input/output error"),
    ("fsync o.part 1 5", "-o o", "o: cannot write: Input/output error"), ("rename o 1 13", "-o o", "o: cannot write: Permission denied"),
    ("write s/records-00000.jsonl.part 2 28", "--output-dir s", "s/records-00000.jsonl: cannot write: No space left on device"),
    ("write s/records-00000.manifest.part 1 28", "--output-dir s", "s/records-00000.manifest: cannot write: No space left on device"),
    ("fsync s/records-00000.manifest.part 1 5", "--output-dir s", "s/records-00000.manifest: cannot write: Input/output error"),
    ("rename records-00000.manifest 1 5", "--output-dir s", "s/records-00000.manifest: cannot write: Input/output error"),
    ("fsync /s 1 5", "--output-dir s", "s: cannot write: Input/output error"),
    ("write /e 1 28", "-o o --errors e gone.txt", "e: cannot write: No space left on device"),
  ]) func `an output that fails in the middle is said, nothing half-written stays, and the run can go on`(fault: String, options: String, error: String) throws
  {
    let run = try shell(
      three()
        + "$chidao annotate d >whole; faulty '\(fault)' annotate d \(options); ls . | grep '\\.part$\\|^o$'; ls s 2>/dev/null | grep part; ls d; $chidao annotate d --output-dir s --resume; cat s/*.jsonl | cmp - whole"
    )
    #expect(run.code == 0 && run.output == "exit 1\na.txt\nb.txt\nc.txt\n", "\(run.output)")
    #expect(run.errors.contains("chidao: error: \(error)\n"), "\(run.errors)")
    if options.hasPrefix("--output-dir") { #expect(run.errors.contains("what is done is kept; go on with: ")) }
  }

  /// Root reads everything, so it takes setpriv to be nobody.
  private let canBeNobody = geteuid() != 0 || (unsafe system("setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null")) == 0

  @Test(.enabled(if: canBeNobody, "run as root, without setpriv"))
  func `what the user may not read or write is named`() throws {
    let run = try shell(
      three() + #"""
        mkdir no gone free; echo Tin. >no/a.txt; echo Tin. >gone/a.txt; chmod 755 .; chmod 777 free; chmod 0 d/b.txt no; chmod 444 gone; mkdir shut; chmod 555 shut
        [ $(id -u) != 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'; cp $chidao run; chmod 755 run d; chmod 644 d/[ac].txt
        $as ./run annotate d no gone --errors free/e | grep -o '"doc_id":"..txt"'; echo $?; $as ./run annotate d -o shut/o; $as ./run annotate d --output-dir shut/s; wc -l <free/e; ls shut; chmod 755 no gone
        """#)
    #expect(run.output == "\"doc_id\":\"a.txt\"\n\"doc_id\":\"c.txt\"\n0\n3\n")
    for error in [
      "d/b.txt: cannot be opened: Permission denied", "no: the folder cannot be read: Permission denied", "gone/a.txt: cannot be opened: Permission denied",
      "shut/o.part: cannot be written: Permission denied", "shut/s: cannot be made: Permission denied",
    ] { #expect(run.errors.contains("chidao: error: \(error)\n"), "\(error) not in \(run.errors)") }
  }

  @Test func `another executable and other tables do all again`() throws {
    let run = try shell(
      three() + #"""
        cp $chidao one; cp $chidao two; printf x >>two; LC_ALL=C sed 's/yêu cầu\t/yêu cẩu\t/g' $chidao >three; chmod +x three; cmp -s one three && echo "no such cell in the tables"
        for run in one one two three; do ./$run annotate d --output-dir s --resume; head -n 1 s/*.manifest | grep -o '"tables":"[^"]*"' >tables-$run; done; cmp -s tables-two tables-one || echo tables; cmp -s tables-two tables-three || echo other tables
        """#)
    #expect(run.code == 0 && run.output == "other tables\n")
    let told = run.errors.split(separator: "\n").map { $0.replacing("chidao: notice: ", with: "").replacing("; 0 documents failed", with: "") }
    #expect(
      told == [
        "3 records written, 0 kept, 0 removed", "0 records written, 3 kept, 0 removed", "3 records written, 0 kept, 3 removed",
        "3 records written, 0 kept, 3 removed",
      ])
  }

  @Test func `nothing is opened but the input, the output and the program itself`() throws {
    let run = try shell(
      three() + #"""
        mkdir tables; echo x >tables/cues.tsv; CHIDAO_OPENED=opened LD_PRELOAD='\#(preloaded)' $chidao annotate d --output-dir s; grep -v '^/proc/\|^/sys/\|^/etc/\|^/usr/\|^/lib' opened | LC_ALL=C sort -u
        """#)
    #expect(run.output == "d/a.txt\nd/b.txt\nd/c.txt\nrecords-00000.jsonl.part\nrecords-00000.manifest.part\ns\n")
  }

  @Test func `a closed pipe ends every command quietly`() throws {
    let run = try shell(
      #"""
      $chidao annotate $corpus -o r; for n in 1 2 3 4 5 6 7 8 9; do cat r; done >rr; cat $corpus/*.txt >t
      for command in 'annotate '$corpus 'export rr --to doccano' 'export rr --to csv' 'export rr --to label-studio' 'report r -o -' 'normalize t' 'sentences t'; do
        $chidao $command | head -c 1 >/dev/null; echo "${PIPESTATUS[0]}"
      done
      """#)
    #expect(run.output == String(repeating: "0\n", count: 7) && run.errors.isEmpty)
  }

  @Test func `a full disk is said by every command`() throws {
    let run = try shell(
      #"""
      $chidao annotate $corpus -o r; for command in 'export r --to csv' 'export r --to label-studio' 'report r -o /dev/full' 'normalize '$(ls $corpus/*.txt | head -n 1) 'sentences '$(ls $corpus/*.txt | head -n 1); do
        $chidao $command >/dev/full; echo $?
      done
      """#)
    #expect(run.output == String(repeating: "1\n", count: 5))
    #expect(run.errors.split(separator: "\n").count { $0.hasSuffix("No space left on device") } == 5, "\(run.errors)")
  }

  @Test func `a file at its limit is said by every command, and nothing half-written stays`() throws {
    let run = try shell(
      #"""
      $chidao annotate $corpus -o r; for command in "annotate $corpus" 'export r --to csv' 'report r'; do (ulimit -f 8; $chidao $command -o o); echo $?; done; ls
      """#)
    #expect(run.output == "1\n1\n1\nerr\nout\nr\n", "\(run.output)")
    #expect(run.errors.split(separator: "\n").count { $0.hasSuffix("o: cannot write: File too large") } == 3, "\(run.errors)")
  }

  @Test func `gold is written through no link and out of no folder`() throws {
    let run = try shell(
      #"""
      mkdir gold away; ln -s ../away gold/sub; ln -s ../away/kept gold/link.json; echo mine >away/kept; umask 0
      for id in sub/a link free; do echo "{\"text\":\"ab\",\"doc_id\":\"$id\",\"label\":[]}"; done >l; $chidao import l --from doccano -o gold; echo $?
      ls away; cat away/kept; stat -c '%a %F %n' gold/*
      """#)
    #expect(
      run.output
        == "1\nkept\nmine\n644 regular file gold/free.json\n644 regular file gold/free.txt\n644 regular file gold/link.json\n644 regular file gold/link.txt\n777 symbolic link gold/sub\n"
    )
    #expect(run.errors.contains("gold/sub/a.txt: cannot be written: sub: Not a directory"))
  }

  @Test(.timeLimit(.minutes(1))) func `a second stop signal ends the run at once`() throws {
    let run = try shell(
      three() + #"""
        CHIDAO_FAULT='read a.txt 1 touch started; exec sleep 20' LD_PRELOAD='\#(preloaded)' $chidao annotate d --output-dir s & until [ -e started ]; do sleep 0.05; done
        SECONDS=0; kill -TERM $!; sleep 0.5; kill -TERM $!; wait $!; echo "$? $((SECONDS < 15))"; $chidao annotate d --output-dir s --resume; ls s
        """#)
    #expect(
      run.output == "143 1\nrecords-00000.jsonl\nrecords-00000.manifest\n" && !run.errors.contains("stopped by") && run.errors.contains("3 records written"))
  }
#endif
