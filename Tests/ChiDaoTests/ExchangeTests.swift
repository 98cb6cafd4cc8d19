import ChiDao
import Exchange
import FoundationEssentials
import Output
import Testing
import TextModel

/// Emoji of several code points, letters outside the BMP, decomposed letters; each unit of offset differs from the others.
private let hard = [
  "Thúc đẩy đầu tư công 🇻🇳👨‍👩‍👧‍👦\nChiều 12/3/2025, Chủ tịch UBND tỉnh Trần Văn Lâm 😀 yêu cầu Sở Xây dựng hoàn thành rà soát 𝒳 trước ngày 30/6/2025. Đề nghị Công an tỉnh Đắk Nông phối hợp thực hiện Nghị định số 30/2020/NĐ-CP.\n",
  "🌾 Ho\u{302}\u{323}i đo\u{302}\u{300}ng nha\u{302}n da\u{302}n ti\u{309}nh Đa\u{306}\u{301}k No\u{302}ng y\u{E9}\u{323}u ca\u{302}\u{300}u So\u{31B}\u{309} No\u{323}i vu\u{323}.\n",
  "🅰️\u{301}e\u{301}\u{323}\u{302}🧑🏽‍🌾 UBND tỉnh Đắk Nông giao Sở Nội vụ 🏳️‍🌈 chủ trì, phối hợp với Công an tỉnh thực hiện trong tháng 7.\n",
]

private func records() throws -> [Record] {
  let sources = try corpusArticles.map { ($0, try bytes($0)) } + hard.enumerated().map { ("hard/\($0).txt", Array($1.utf8)) }
  return try sources.map { try Record(line: Pipeline().record($0.1, id: $0.0, path: $0.0)) }
}

@Test func `offsets go there and back in every unit`() throws {
  for text in hard {
    let codePoints = text.unicodeScalars.count
    let tables = [
      (OffsetTable(text, .codePoint), codePoints, true), (OffsetTable(text, .utf8), text.utf8.count, false),
      (OffsetTable(text, .utf16), text.utf16.count, false),
      (OffsetTable(graphemesOf: text), text.count, true),
    ]
    for (table, length, isWhole) in tables {
      #expect(table.count == length && table.codePoints == codePoints)
      for offset in 0...length {
        guard let codePoint = table.codePoint(offset) else {
          #expect(!isWhole, "\(offset)")
          continue
        }
        #expect(table.start(codePoint) == offset && table.end(codePoint) == offset)
      }
      #expect(table.codePoint(length + 1) == nil && table.codePoint(-1) == nil)
    }
  }
}

/// What comes back is what went out, as text says it: spans with their labels and texts, arrows between them.
private func content(_ markup: Markup) -> Set<String> {
  let scalars = Array(markup.text.unicodeScalars)
  func name(_ span: Markup.Span) -> String { "\(span.label) \(span.start) \(span.end) \(scalars[span.start..<span.end])" }
  return Set(markup.spans.map(name) + markup.links.map { "\(name(markup.spans[$0.from])) \($0.label) \(name(markup.spans[$0.to]))" })
}

@Test func `spans and arrows survive doccano, Label Studio and brat`() throws {
  var spans = 0
  for record in try records() {
    let sent = try Markup(record)
    spans += sent.spans.count
    func check(_ tool: String, _ back: Markup?) throws {
      let back = try #require(back)
      #expect(Array(back.text.utf8) == Array(record.text.utf8) && back.id == record.doc_id, "\(tool) \(record.doc_id)")
      #expect(content(back) == content(sent), "\(tool) \(record.doc_id)")
      var (got, want) = (back.gold, sent.gold)
      if tool == "brat" { (got.sentence_ends, want.sentence_ends) = (nil, nil) }
      #expect(got == want, "\(tool) \(record.doc_id)")
    }
    for graphemes in [false, true] {
      try check("doccano", Markup(doccano: Array(Export(.doccano, graphemes: graphemes).document(record).utf8), graphemes: graphemes))
    }
    try check("label-studio", Markup(labelStudio: Array(Export(.labelStudio).document(record).utf8)))
    try check("brat", Markup(brat: Export(.brat).document(record), text: record.text, id: record.doc_id))
  }
  #expect(spans > 700)
}

@Test func `each tool's offsets count its own unit`() throws {
  let record = try #require(try records().first { $0.doc_id == "hard/0.txt" })
  let entity = try #require(record.entities.first { $0.text == "Trần Văn Lâm" })
  let before = record.text.unicodeScalars.prefix(entity.start)
  #expect(String(String.UnicodeScalarView(before)).count < before.count)
  let utf16 = String(String.UnicodeScalarView(before)).utf16.count
  let graphemes = String(String.UnicodeScalarView(before)).count
  #expect(try Export(.doccano).document(record).contains("\"label\":\"PERSON\",\"start_offset\":\(utf16)}"))
  #expect(try Export(.doccano, graphemes: true).document(record).contains("\"label\":\"PERSON\",\"start_offset\":\(graphemes)}"))
  #expect(try Export(.brat).document(record).contains("\tPERSON \(entity.start) \(entity.end)\tTrần Văn Lâm\n"))
  #expect(try Export(.w3c).document(record).contains("{\"end\":\(entity.end),\"start\":\(entity.start),\"type\":\"TextPositionSelector\"}"))
}

@Test func `Prodigy's tokens give the text back and its spans stand on them`() throws {
  struct Task: Decodable {
    struct Token: Decodable { var text: String, start: Int, end: Int, id: Int, ws: Bool }
    struct Span: Decodable { var start: Int, end: Int, token_start: Int, token_end: Int, label: String }
    var text: String, tokens: [Token], spans: [Span]
  }
  for record in try records() {
    let task = try JSONDecoder().decode(Task.self, from: Data(Export(.prodigy).document(record).utf8))
    let joined = task.tokens.map { $0.text + ($0.ws ? " " : "") }.joined()
    #expect(Array(joined.utf8) == Array(record.text.utf8))
    for (index, token) in task.tokens.enumerated() { #expect(token.id == index && token.end - token.start == token.text.unicodeScalars.count) }
    for span in task.spans { #expect(task.tokens[span.token_start].start == span.start && task.tokens[span.token_end].end == span.end, "\(span)") }
  }
}

@Test func `CoNLL layers hold the entities, the outermost first`() throws {
  for record in try records() {
    var found: Set<String> = []
    var column: [[String]] = []
    let lines = try Export(.conll).document(record).split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("# ") }
    for line in lines {
      if line.isEmpty {
        column.append([String](repeating: "O", count: 6))
      } else {
        column.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
      }
    }
    for layer in 1...4 {
      var open: (type: String, words: [String])?
      for row in column {
        #expect(row.count == 6)
        if row[layer].hasPrefix("I-") {
          open?.words.append(row[0])
        } else {
          if let open { found.insert(open.type + " " + open.words.joined(separator: " ")) }
          open = row[layer].hasPrefix("B-") ? (String(row[layer].dropFirst(2)), [row[0]]) : nil
        }
      }
    }
    let want = Set(
      record.entities.map { entity in
        let utf8 = Array(entity.text.utf8)
        return entity.type + " " + tokenize(utf8).map { String(decoding: utf8[Int($0.start)..<Int($0.end)], as: UTF8.self) }.joined(separator: " ")
      })
    #expect(found == want, "\(record.doc_id)")
  }
}

@Test func `a spreadsheet runs no cell`() throws {
  var record = try #require(try records().first { !$0.directives.isEmpty })
  record.directives = [record.directives[0]]
  for (cell, written) in [
    ("=1+1", "\"'=1+1\""), ("+84", "\"'+84\""), ("-1", "\"'-1\""), ("@SUM(A1)", "\"'@SUM(A1)\""), ("\t=1", "\"'\t=1\""), ("\r=1", "\"'\r=1\""),
    ("＝1", "\"'＝1\""), ("a=1", "a=1"), ("a,\"b\"", "\"a,\"\"b\"\"\""),
  ] {
    record.directives[0].text = cell
    #expect(try Export(.csv).document(record).contains(",\(written),"), "\(cell)")
  }
  #expect(Export(.csv).head.unicodeScalars.first == "\u{FEFF}")
}

@Test func `JSON arrays are cut into elements wherever the pieces break`() throws {
  let array = Array(#" [{"a":"]}\"{[\\"}, {"b":[1,{"c":2}]} ,{}]"#.utf8) + [0x0A]
  for size in 1...array.count {
    var elements = JSONElements()
    var found: [String] = []
    for start in stride(from: 0, to: array.count, by: size) {
      found += try elements.feed(Array(array[start..<min(start + size, array.count)])).map { String(decoding: $0, as: UTF8.self) }
    }
    try elements.finish()
    #expect(found == [#"{"a":"]}\"{[\\"}"#, #"{"b":[1,{"c":2}]}"#, "{}"])
  }
  for bad in ["{}", "[1]", "[{}", "x", "[{}] {}"] {
    #expect(throws: ExchangeError.self, "\(bad)") {
      var elements = JSONElements()
      _ = try elements.feed(Array(bad.utf8))
      try elements.finish()
    }
  }
  let error = #expect(throws: ExchangeError.self) {
    var elements = JSONElements(limit: 8)
    _ = try elements.feed(Array(#"[{"a":1},{"ab":12}]"#.utf8))
  }
  #expect(error?.description == "byte 17: an element of more than 8 bytes")
}

@Test(arguments: [
  (#"{"text":"ab","doc_id":"x","entities":[{"id":1,"label":"PERSON","start_offset":0,"end_offset":3}]}"#, "0..<3 is not in the text of 2"),
  (#"{"text":"😀b","doc_id":"x","label":[[1,3,"PERSON"]]}"#, "1..<3 is not in the text of 3 UTF-16"),
  (#"{"text":"ab","doc_id":"x","entities":[],"relations":[{"from_id":1,"to_id":2,"type":"t"}]}"#, "a relation from 1 to 2"),
  (#"{"text":"ab"}"#, "without doc_id or id"), (#"{"entities":[]}"#, #"no "text""#), ("no", "not a doccano document"),
])
func `a bad doccano document is refused with its cause`(line: String, cause: String) throws {
  let error = #expect(throws: ExchangeError.self) { try Markup(doccano: Array(line.utf8)) }
  #expect(try #require(error).description.contains(cause))
}

@Test(arguments: [
  ("T1\tPERSON 0 9\tab", "line 1: no span in a text of 5 code points"), ("T1 PERSON", "line 1: no tab"), ("T1\tPERSON 0 1;3 4\ta d", "discontinuous"),
  ("T1\tDirective 0 1\ta\nE1\tDirective:T1 Issuer:T7", "no T7"), ("X1\ta b", "no annotation: X1"), ("R1\tpart_of T1 T2", "no relation"),
])
func `a bad brat file is refused with its line`(annotations: String, cause: String) throws {
  let error = #expect(throws: ExchangeError.self) { try Markup(brat: annotations, text: "ab cd", id: "x") }
  #expect(try #require(error).description.contains(cause))
}

/// Which of a task's answers becomes gold: the label that its one region has; nil for none.
@Test(arguments: [
  (#""annotations":[]"#, nil), (#""predictions":[R1]"#, "1"), (#""annotations":[],"predictions":[R1]"#, nil), (#""annotations":[R2],"predictions":[R1]"#, "2"),
  (#""annotations":[{"was_cancelled":true,R1},R2]"#, "2"), (#""annotations":[{"was_cancelled":true,R1}]"#, nil),
  (#""annotations":[{"updated_at":"2026-01-02",R1},{"updated_at":"2026-01-01",R2}]"#, "1"),
  (#""annotations":[{"updated_at":"2026-01-02",R1},{"ground_truth":true,"updated_at":"2026-01-01",R2}]"#, "2"),
])
func `of a Label Studio task the ground truth counts, else the newest annotation`(answers: String, label: String?) throws {
  func region(_ number: Int) -> String { #""result":[{"id":"a","type":"labels","value":{"start":0,"end":1,"text":"😀","labels":["\#(number)"]}}]"# }
  var json = answers
  for number in 1...2 {
    json = json.replacing("[R\(number)", with: "[{\(region(number))}").replacing("},R\(number)]", with: "},{\(region(number))}]").replacing(
      "R\(number)", with: region(number))
  }
  let markup = try Markup(labelStudio: Array(#"{"id":7,"data":{"text":"😀 b"},\#(json)}"#.utf8))
  #expect(markup?.spans.first?.label == label && (markup == nil || markup?.id == "task-7"))
}

@Test(arguments: [OffsetUnit.utf8, .utf16]) func `records in another unit of offset are read as code points`(unit: OffsetUnit) throws {
  let line = String(decoding: try Pipeline().record(Array(hard[0].utf8), id: "a", path: "a"), as: UTF8.self)
  let record = try Record(line: Array(line.utf8))
  let units = OffsetTable(record.text, unit)
  let shifted = line.replacing("\"code_point\"", with: "\"\(unit.rawValue)\"").replacing(/"start":(\d+),"end":(\d+)/) { match in
    "\"start\":\(units.start(Int(match.1) ?? -1)),\"end\":\(units.end(Int(match.2) ?? -1))"
  }
  #expect(shifted.contains("\"offset_unit\":\"\(unit.rawValue)\"") && shifted != line)
  #expect(try content(Markup(Record(line: Array(shifted.utf8)))) == content(Markup(record)))
  #expect(throws: RecordError.self) { try Record(line: Array(shifted.replacing(/"end":\d+/, with: "\"end\":99999").utf8)) }
}

@Test func `ids of documents never lead out of the folder`() throws {
  let run = try shell(
    #"""
    mkdir in; for id in ../../x /etc/y a/../../z .. . - '' 'a/b.txt' 'n\nl'; do printf '{"text":"ab","doc_id":"%s","id":1,"label":[]}\n' "$id"; done >d
    $chidao import d --from doccano -o in/gold; find . -name '*.json' | LC_ALL=C sort
    """#)
  #expect(run.output == "./in/gold/a/b.json\n./in/gold/a/z.json\n./in/gold/document.json\n./in/gold/etc/y.json\n./in/gold/n_l.json\n./in/gold/x.json\n")
  #expect(run.errors.contains("another document has this name"))
}

/// A record that a tool has no form for does not stop the others, and is named by its line.
@Test(arguments: ["brat", "doccano", "label-studio", "prodigy", "w3c"]) func `export goes on after a record with a broken relation`(tool: String) throws {
  let run = try shell(
    #"mkdir d; for n in 1 2; do echo 'Chủ tịch UBND tỉnh Trần Văn Lâm đến.' >d/$n.txt; done; $chidao annotate d >r; sed -i '1s/"from":"e[0-9]*"/"from":"zz"/' r; $chidao export r -o o --to "#
      + tool + "; ls o; grep -l Lâm o o/*.txt 2>/dev/null")
  #expect(run.errors == "chidao: error: r: line 1: not a record: 1.txt: no zz\n", "\(run.errors)")
  #expect(run.output == (tool == "brat" ? "2.ann\n2.txt\nannotation.conf\no/2.txt\n" : "o\no\n"), "\(run.output)")
}

@Test func `faults of a tool's file name it in words`() throws {
  let run = try shell(
    #"""
    echo x >ex.txt; echo '{"a":1}' >j.json; $chidao import nofolder --from brat -o g; $chidao import j.json --from label-studio -o g; $chidao import gone --from label-studio -o g
    $chidao import j.json --from doccano -o ex.txt; echo '{"text":7}' | $chidao import - --from doccano -o g; $chidao annotate ex.txt | sed 's/code_point/foo/' | $chidao export - --to csv
    """#)
  #expect(
    run.errors == #"""
      chidao: error: nofolder/: the folder cannot be read: No such file or directory
      chidao: error: j.json: byte 0: not a JSON array of objects
      chidao: error: gone: cannot be opened: No such file or directory
      chidao: error: ex.txt: cannot be made: File exists
      chidao: error: -: line 1: not a doccano document: text: not a string
      chidao: error: -: line 1: not a record: offset_unit: no value that it may have

      """#, "\(run.errors)")
}

@Test func `export and import go through pipes, name bad lines and go on`() throws {
  let run = try shell(
    "{ echo '{}'; $chidao annotate $corpus; echo 'x'; } | $chidao export - --to label-studio >t; echo $?; $chidao import t --from label-studio -o g; ls g/*.json | wc -l"
  )
  #expect(
    run.output == "1\n\(corpusArticles.count)\n" && run.errors.contains("line 1: not a record")
      && run.errors.contains("line \(corpusArticles.count + 2): not a record"))
  #expect(try shell("$chidao export - --to brat </dev/null").code == 64)
  #expect(try shell("$chidao export - --to csv --graphemes </dev/null").code == 64)
}
