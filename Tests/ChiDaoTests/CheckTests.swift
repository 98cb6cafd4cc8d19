import Evaluation
import Testing

/// Shell lines that make a corpus `c` of one article whose gold is what the program says of it, with all figures at 1.
private let perfect = #"""
  mkdir c; printf 'Thúc đẩy đầu tư công 🇻🇳\nChiều 12/3/2025, Chủ tịch UBND tỉnh Trần Văn Lâm 😀 yêu cầu Sở Xây dựng hoàn thành rà soát trước ngày 30/6/2025. Đề nghị Công an tỉnh Đắk Nông phối hợp thực hiện Nghị định số 30/2020/NĐ-CP.\n' >c/a.txt
  $chidao annotate c | $chidao export --to doccano >d; $chidao import d --from doccano -o c; $chidao check c --record >/dev/null || exit 9
  edit() { python3 -c 'import json, sys
  g = json.load(open("c/a.json")); e, d, r, s = g["entities"], g["directives"], g["relations"], g["sentence_ends"]
  exec(sys.argv[1]); json.dump(g, open("c/a.json", "w"))' "$1"; }

  """#.replacing("\n  ", with: "\n")

@Test func `a corpus as it should be is green, in every format`() throws {
  for format in ["text", "json", "junit", "github"] { #expect(try shell(perfect + "$chidao check c --format \(format)").code == 0) }
  #expect(try shell(perfect + "$chidao check c --format github").output.isEmpty)
}

/// Each lint, and the change that turns it red.
private let lints: [(lint: Lint, change: String)] = [
  (.unreadable, "ln -s nowhere c/b.txt"), (.unreadable, "mkfifo c/b.txt"), (.goldName, "cp c/a.json c/orphan.json"),
  (.goldName, #"edit 'g["id"] = "b"'"#),
  (.encoding, #"printf 'xin \xff chào\n' >c/b.txt"#), (.repairs, "printf 'Ðảng, <b>nhà</b> nước.\\n' >c/b.txt"), (.encoding, #"printf 'a\0b\n' >c/b.txt"#),
  (.notNFC, #"printf 'xin cha\xcc\x80o\n' >c/b.txt"#),
  (.invisible, #"printf 'xin\xe2\x80\x8bchào\n' >c/b.txt"#), (.invisible, #"printf 'xin \xe2\x80\xaechào\n' >c/b.txt"#),
  (.mixedTones, "printf 'Hòa bình, hoà giải.\\n' >c/b.txt"), (.duplicate, #"printf 'Một tin.\n' >c/b.txt; printf 'một  TIN.\n\n' >c/d.txt"#),
  (.goldForm, "echo '{}' >c/a.json"), (.goldForm, "echo 'x' >c/a.json"), (.goldBounds, #"edit 'e[0]["end"] = 9999'"#),
  (.goldBounds, #"edit 'e[0]["end"] = e[0]["start"]'"#),
  (.goldBounds, #"edit 'd[0]["start"] = -1'"#), (.goldBounds, #"edit 's.append(9999)'"#), (.goldCrossing, #"edit 'e[1]["start"] -= 1; e[1]["end"] -= 4'"#),
  (.goldCrossing, #"edit 'd[1]["start"] = d[0]["end"] - 4'"#), (.goldShape, #"edit 'e[3]["end"] += 1'"#),
  (.goldShape, #"edit 'd[0]["end"] += 1; d[0]["start"] -= 1'"#),
  (.goldShape, #"edit 'e[0]["end"] += 1'"#), (.goldShape, #"edit 'e[0]["start"] -= 7'"#), (.goldLabel, #"edit 'e[0]["type"] = "DATUM"'"#),
  (.goldLabel, #"edit 'd[0]["force"] = "must"'"#),
  (.goldTwice, #"edit 'e.append(dict(e[0], id="e99"))'"#), (.goldField, #"edit 'd[0]["issuer"] = "Nguyễn Văn Không"'"#),
  (.goldField, #"edit 'd[0]["deadline"] = "30/9"'"#),
  (.goldRelation, #"edit 'r[0]["to"] = "e77"'"#), (.goldRelation, #"edit 'r[0]["type"] = "knows"'"#),
]

@Test(arguments: lints) func `each lint turns the check red`(lint: Lint, change: String) throws {
  let run = try shell(perfect + change + "; $chidao check c --format json")
  #expect(run.code == 1 && run.output.contains("\"rule\" : \"\(lint.rawValue)\""), "\(run.output) \(run.errors)")
}

@Test func `every lint has its test`() { #expect(Set(lints.map(\.lint)) == Set(Lint.allCases)) }

/// Each figure, and the change of the gold under which the program's output falls short of it.
@Test(arguments: [
  ("entities", #"e.append(dict(start=0, end=8, type="PROGRAM", id="e50"))"#), ("entities.PERSON", #"e[3]["type"] = "LOCATION""#),
  ("entities.DATE", #"e[0]["start"] += 3"#),
  ("nervaluate.strict", #"e[3]["type"] = "LOCATION""#), ("nervaluate.exact", #"e[0]["start"] += 3"#), ("nervaluate.partial", #"e[0]["start"] += 3"#),
  ("nervaluate.type", #"e[3]["type"] = "LOCATION""#), ("relations", "r.pop()"),
  ("relations.holds_role", #"[x for x in r if x["type"] == "holds_role"][0]["type"] = "part_of""#),
  ("sentence_ends", "s.pop(1)"), ("sentence_ends", "s.insert(1, s[1] - 15)"), ("directives.match", "d.pop()"),
  ("directives.match", #"d.append(dict(start=0, end=8, force="order"))"#),
  ("directives.exact", #"d[0]["start"] += 11"#), ("directives.frame", #"d[0]["force"] = "assign""#), ("directives.force", #"d[0]["force"] = "assign""#),
  ("directives.issuer", #"d[0]["issuer"] = "Sở Xây dựng""#), ("directives.addressee", #"d[0]["addressee"] = "UBND tỉnh""#),
  ("directives.addressee", #"d[0].pop("addressee")"#),
  ("directives.deadline", #"d[0].pop("deadline")"#),
])
func `each figure that falls turns the check red`(figure: String, change: String) throws {
  let run = try shell(perfect + "edit '\(change)'; $chidao check c")
  #expect(run.code == 1 && run.output.contains("c/check.json: regression: \(figure) fell from 1.0000 to 0."), "\(run.output) \(run.errors)")
}

@Test func `a figure that is not measured any more is red, and allowed lints are not`() throws {
  let gone = try shell(perfect + "rm c/a.json; $chidao check c")
  #expect(gone.code == 1 && gone.output.contains("entities is not measured any more"))
  let allowed = try shell(perfect + #"printf 'Hòa bình, hoà giải.\n' >c/b.txt; echo '{"allow":{"mixed-tones":["b"]}}' >c/check.json; $chidao check c"#)
  #expect(allowed.code == 0, "\(allowed.output)")
  let other = try shell(perfect + #"printf 'Hòa bình, hoà giải.\n' >c/b.txt; echo '{"allow":{"mixed-tones":["a"]}}' >c/check.json; $chidao check c"#)
  #expect(other.code == 1)
  #expect(try shell(perfect + #"echo '{"allow":{"mixed":["a"]}}' >c/check.json; $chidao check c"#).errors.contains("no lint \"mixed\""))
  #expect(try shell(perfect + #"echo '{"leest":{"entities":1}}' >c/check.json; $chidao check c"#).errors.contains("c/check.json: no key \"leest\""))
  #expect(try shell("mkdir c; echo x >c/a.html; $chidao check c").errors.contains("c: no .txt files in this folder"))
  #expect(try shell(perfect + "echo '[' >c/check.json; $chidao check c").code == 1)
  #expect(try shell("mkdir c; $chidao check c").code == 1)
}

@Test func `GitHub and JUnit name file, line and cause, escaped`() throws {
  let change =
    perfect
    + #"mv c/a.txt 'c/a<&,%.txt'; mv c/a.json 'c/a<&,%.json'; printf 'x\nxin\xe2\x80\x8bchào\n' >'c/b.txt'; edit2() { sed -i 's/"PERSON"/"A<\&%"/; s/"id" : "a"/"id" : "a<\&,%"/' 'c/a<&,%.json'; }; edit2; "#
  let github = try shell(change + "$chidao check c --format github").output
  #expect(github.contains("::error file=c/b.txt,line=2,col=4,title=invisible::1 invisible characters, the first U+200B\n"))
  #expect(github.contains("::error file=c/a<&%2C%25.txt,line=2,col=37,title=gold-label::no entity type: A<&%25\n"))
  let junit = try shell(change + "$chidao check c --format junit").output
  #expect(
    junit.contains("<testcase classname=\"articles\" name=\"a&lt;&amp;,%\">\n      <failure type=\"gold-label\" message=\"no entity type: A&lt;&amp;%\">"))
  #expect(junit.contains("<testsuite name=\"articles\" tests=\"2\" failures=\"2\">"))
}

@Test func `what cannot be read is a finding, and the rest is checked`() throws {
  let run = try shell(
    perfect
      + #"ln -s nowhere c/b.txt; cp c/a.txt c/d.txt; mkdir c/d.json; ln -s nowhere c/e.json; $chidao check c; $chidao check c --format junit"#
  )
  for part in [
    "entities                 1.0000\n", "c/b.txt: unreadable: a link that leads nowhere\n", "c/e.json: unreadable: a link", "c/d.txt: duplicate: ",
    "<testcase classname=\"articles\" name=\"b\">\n      <failure type=\"unreadable\"",
  ] { #expect(run.output.contains(part), "\(part) not in \(run)") }
}

@Test func `evaluate goes on after bad gold, and fails where no record is of its articles`() throws {
  let run = try shell(perfect + "$chidao annotate c -o r; cp c/a.txt c/b.txt; echo '{' >c/b.json; ln -s nowhere c/d.json; $chidao evaluate c r")
  #expect(run.code == 1 && run.output.contains("entities                 1.0000"), "\(run)")
  #expect(run.errors.contains("c/b.json: not a gold file: ") && run.errors.contains("c/d.json: a link that leads nowhere"), "\(run.errors)")
  let other = try shell(perfect + "mkdir e; cp c/a.txt e/other.txt; $chidao annotate e -o r; $chidao evaluate c r; $chidao train-directives e")
  #expect(other.errors.contains("r: no record of an article in gold; the first is of other.txt"), "\(other.errors)")
  #expect(other.code == 1 && other.errors.contains("e: no NAME.txt with NAME.json"), "\(other.errors)")
}

@Test func `evaluate answers in three formats, and compares span by span`() throws {
  let run = try shell(
    perfect + #"""
      $chidao annotate c -o new; sed 's/"type":"PERSON"/"type":"LOCATION"/; s/"force":"order"/"force":"duty"/' new >old
      $chidao evaluate c old --compare new --format text --differences; echo ====; $chidao evaluate c new --compare old --format markdown; echo ====; $chidao evaluate c new --format json
      """#)
  let parts = run.output.split(separator: "====\n")
  try #require(parts.count == 3 && run.code == 0, "\(run.errors)")
  #expect(parts[0].contains("0 gains") && parts[0].contains("5 losses") && parts[0].contains("-  a         missed    entity    PERSON      60..<72"))
  #expect(
    parts[1].contains("## 5 gains")
      && parts[1].contains("| + | a | wrong | field | force | 95..<134 | gold order, got duty: hoàn thành rà soát trước ngày 30/6/2025 |"))
  #expect(parts[2].contains("\"entities.PERSON\" : 1,") && parts[2].contains("\"correct\" : 9,"))
}

@Test func `records of another text are not scored but named`() throws {
  let run = try shell(perfect + "$chidao annotate c -o r; sed -i 's/Thúc/Xúc/' c/a.txt; $chidao evaluate c r")
  #expect(run.output.contains("the record of a was made from another text"))
  let normalized = try shell(perfect + #"mkdir e; { printf '\xef\xbb\xbf'; cat c/a.txt; } >e/a.txt; $chidao annotate e -o r; $chidao evaluate c r | head -3"#)
  #expect(normalized.output.contains("entities                 1.0000"), "\(normalized.output)")
}
