"""Reads every export with the tool it is for; see exchange.sh."""
import csv, io, json, os, pathlib, re, subprocess, sys, unicodedata

chidao, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
ROOT = pathlib.Path(__file__).resolve().parent.parent
HARD = {
    "emoji": "Thúc đẩy đầu tư công 🇻🇳👨\u200d👩\u200d👧\nChiều 12/3/2025, Chủ tịch UBND tỉnh Trần Văn Lâm 😀 yêu cầu Sở Xây dựng hoàn thành rà soát 𝒳 trước ngày "
    "30/6/2025. Đề nghị Công an tỉnh Đắk Nông phối hợp thực hiện Nghị định số 30/2020/NĐ-CP.\n",
    "decomposed": unicodedata.normalize("NFD", "🌾 Hội đồng nhân dân tỉnh Đắk Nông yêu cầu Sở Nội vụ 🧑🏽\u200d🌾 rà soát trong tháng 7/2025.\n"),
    "marks": "🅰️\u0301 UBND tỉnh Đắk Nông giao Sở Nội vụ 🏳️\u200d🌈 e\u0301\u0323\u0302 chủ trì, phối hợp với Công an tỉnh\u00a0Đắk Nông thực hiện trong tháng 7.\n",
}


def run(*arguments, **options):
    return subprocess.run([chidao, *map(str, arguments)], check=True, capture_output=True, **options).stdout


articles = work / "articles"
articles.mkdir(exist_ok=True)
for name, text in HARD.items():
    (articles / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
records_file = work / "records.jsonl"
records_file.write_bytes(run("annotate", ROOT / "Corpus/articles", articles))
records = [json.loads(line) for line in records_file.read_text(encoding="utf-8").split("\n") if line]
assert len(records) >= 18 and sum(ord(c) > 0xFFFF for r in records for c in r["text"]) >= 8
entities = {r["doc_id"]: sorted((e["start"], e["end"], e["type"], e["text"]) for e in r["entities"]) for r in records}
directives = {r["doc_id"]: sorted((d["start"], d["end"], "directive:" + d["force"], d["text"]) for d in r["directives"]) for r in records}
relations = {r["doc_id"]: sorted((x["type"], *((e["start"], e["end"]) for i in (x["from"], x["to"]) for e in r["entities"] if e["id"] == i)) for x in r["relations"]) for r in records}
expected = {name: sorted(entities[name] + directives[name]) for name in entities}
PARTS = {"ISSUER", "ADDRESSEE", "DEADLINE", "CUE"}
for name in HARD:
    assert expected[name + ".txt"], f"nothing found in {name}"


def spacy_reads_prodigy():
    import spacy
    from spacy.tokens import Doc
    nlp, count = spacy.blank("xx"), 0
    for line in run("export", records_file, "--to", "prodigy").decode().splitlines():
        task = json.loads(line)
        name = task["meta"]["doc_id"]
        doc = Doc(nlp.vocab, words=[t["text"] for t in task["tokens"]], spaces=[t["ws"] for t in task["tokens"]])
        assert doc.text == task["text"], name
        assert all(token.idx == t["start"] for token, t in zip(doc, task["tokens"])), name
        spans = []
        for s in task["spans"]:
            span = doc.char_span(s["start"], s["end"], label=s["label"], alignment_mode="strict")
            assert span is not None and (span.start, span.end - 1) == (s["token_start"], s["token_end"]), (name, s)
            spans.append(span)
        doc.spans["sc"] = spans
        got = sorted((s.start_char, s.end_char, s.label_, s.text) for s in doc.spans["sc"] if s.label_ not in PARTS)
        assert got == expected[name], name
        known = {(s["start"], s["end"]) for s in task["spans"]}
        got = sorted((r["label"], (r["head_span"]["start"], r["head_span"]["end"]), (r["child_span"]["start"], r["child_span"]["end"])) for r in task["relations"] if r["label"] in TYPES)
        assert got == relations[name], name
        for r in task["relations"]:
            assert r["head"] == r["head_span"]["token_end"] and r["child"] == r["child_span"]["token_end"]
            assert (r["head_span"]["start"], r["head_span"]["end"]) in known and (r["child_span"]["start"], r["child_span"]["end"]) in known
        count += len(spans)
    return f"{count} spans on spaCy tokens (Prodigy's form)"


TYPES = {"holds_role", "role_at", "part_of", "located_in", "issued_by", "issued_on", "provision_of"}


def label_studio_reads():
    from label_studio_sdk.converter import Converter
    from label_studio_sdk.label_interface import LabelInterface
    config = re.search(r"<View>.*?</View>", (ROOT / "README.md").read_text(encoding="utf-8"), re.S).group(0)
    tasks = json.loads(run("export", records_file, "--to", "label-studio"))
    interface, count = LabelInterface(config), 0
    interface.validate()
    for number, task in enumerate(tasks):
        name = task["data"]["doc_id"]
        assert interface.validate_task({"id": number, "data": task["data"]}), name
        for prediction in task["predictions"]:
            problems = interface.validate_prediction(prediction, return_errors=True)
            assert not problems, (name, problems[:3])
        # An annotator accepts the prediction: the server keeps its result as an annotation.
        task["annotations"] = [{"id": number, "result": task["predictions"][0]["result"], "was_cancelled": False, "completed_by": 1}]
        task["id"] = number
    accepted = work / "accepted.json"
    accepted.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    out = work / "label-studio-out"
    Converter(config, project_dir=None).convert_to_json_min(str(accepted), str(out), is_dir=False)
    for task in json.loads((out / "result.json").read_text(encoding="utf-8")):
        name = task["doc_id"]
        got = sorted((v["start"], v["end"], label, v["text"]) for v in task["label"] for label in v["labels"] if label not in PARTS)
        assert got == expected[name], name
        assert all(task["text"][v["start"]:v["end"]] == v["text"] for v in task["label"])
        count += len(got)
    gold_equals("label-studio", accepted)
    return f"{count} spans through label-studio-sdk's validation and converter, and back as gold"


def brat_reads():
    from pybrat.parser import BratParser
    folder = work / "brat"
    run("export", records_file, "--to", "brat", "-o", folder)
    assert "Directive" in (folder / "annotation.conf").read_text()
    count = 0
    for example in BratParser(error="raise").parse(str(folder)):
        name = os.path.relpath(str(example.id), folder) if os.path.isabs(str(example.id)) else str(example.id)
        name = name + ".txt"
        # Event triggers carry no force; that is an attribute, which this parser passes over.
        forces = dict(re.findall(r"^A\d+\tForce (E\d+) (\w+)$", (folder / name).with_suffix(".ann").read_text(encoding="utf-8"), re.M))
        triggers = {(e.trigger.spans[0].start, e.trigger.spans[0].end): forces[e.id] for e in example.events}
        got = []
        for e in example.entities:
            start, end = e.spans[0].start, e.spans[-1].end
            assert example.text[start:end].replace("\n", " ") == e.mention, (name, e)
            if e.type not in PARTS | {"Directive"}:
                got.append((start, end, e.type, e.mention))
        got += [(*span, "directive:" + force, example.text[span[0]:span[1]]) for span, force in triggers.items()]
        assert sorted(got) == expected[name], name
        pairs = sorted((r.type, *((e.spans[0].start, e.spans[-1].end) for e in (r.arg1, r.arg2))) for r in example.relations)
        assert pairs == relations[name], name
        for event in example.events:
            assert event.type == "Directive" and event.trigger.type == "Directive"
        count += len(got)
    assert count == sum(map(len, expected.values())), count
    gold_equals("brat", folder)
    return f"{count} annotations through pybrat, and back as gold"


def gold_equals(tool, path):
    gold = work / ("gold-" + tool)
    run("import", path, "--from", tool, "-o", gold)
    for record in records:
        name = record["doc_id"][:-4]
        assert (gold / f"{name}.txt").read_bytes().decode() == record["text"], (tool, name)
        data = json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))
        text = record["text"]
        got = [(e["start"], e["end"], e["type"], text[e["start"]:e["end"]]) for e in data["entities"]]
        got += [(d["start"], d["end"], "directive:" + d["force"], text[d["start"]:d["end"]]) for d in data["directives"]]
        assert sorted(got) == expected[record["doc_id"]], (tool, name)
        at = {e["id"]: (e["start"], e["end"]) for e in data["entities"]}
        assert sorted((r["type"], at[r["from"]], at[r["to"]]) for r in data["relations"]) == relations[record["doc_id"]], (tool, name)
        fields = sorted((d["start"], (d.get("issuer") or {}).get("text"), ", ".join(a["text"] for a in d["addressees"]) or None, (d.get("deadline") or {}).get("text")) for d in record["directives"])
        assert sorted((d["start"], d.get("issuer"), d.get("addressee"), d.get("deadline")) for d in data["directives"]) == fields, (tool, name)


def selectors_find_their_text():
    texts, count = {r["doc_id"]: r["text"] for r in records}, 0
    for line in run("export", records_file, "--to", "w3c").decode().splitlines():
        page = json.loads(line)
        assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
        ids = {item["id"] for item in page["items"]}
        assert len(ids) == len(page["items"])
        name = page["id"].removeprefix("urn:chidao:")
        got = []
        for item in page["items"]:
            if item["motivation"] == "linking":
                assert item["target"]["id"] in ids and item["body"][1]["source"] in ids
                continue
            position, quote = item["target"]["selector"]
            text, start, end = texts[name], position["start"], position["end"]
            assert text[start:end] == quote["exact"] and text[max(0, start - 32):start] == quote["prefix"] and text[end:end + 32] == quote["suffix"]
            if item["body"][0]["value"] not in PARTS:
                got.append((start, end, item["body"][0]["value"], quote["exact"]))
        assert sorted(got) == expected[name], name
        count += len(got)
    return f"{count} Web Annotation selectors find their text"


def spacy_reads_conll():
    import spacy
    from spacy.tokens import Doc
    from spacy.training import biluo_tags_to_spans, iob_to_biluo
    nlp, got, name, rows = spacy.blank("xx"), {}, None, []
    for line in run("export", records_file, "--to", "conll").decode().split("\n"):
        if line.startswith("# doc_id = "):
            name = line[11:]
        elif line and not line.startswith("# "):
            rows.append(line.split("\t"))
        elif not line and rows:
            doc = Doc(nlp.vocab, words=[row[0] for row in rows])
            for layer in range(1, 5):
                spans = biluo_tags_to_spans(doc, iob_to_biluo([row[layer] for row in rows]))
                got.setdefault(name, []).extend((s.label_, "".join(t.text for t in s)) for s in spans)
            rows = []
    want = {n: sorted((e[2], re.sub(r"\s", "", e[3])) for e in spans) for n, spans in entities.items()}
    assert {n: sorted(spans) for n, spans in got.items()} == want
    return f"{sum(map(len, want.values()))} entities in CoNLL layers read by spaCy"


def spreadsheet_is_harmless():
    rows = list(csv.DictReader(io.StringIO(run("export", records_file, "--to", "csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == sum(map(len, directives.values()))
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]
    assert sorted(row["action"] for row in rows) == sorted(d[3] for spans in directives.values() for d in spans)
    return f"{len(rows)} rows of CSV"


def nervaluate_agrees():
    return "; ".join(
        nervaluate_on(gold) for gold in (ROOT / "Corpus/articles", ROOT.parent / "shared/gold/dev") if gold.is_dir()
    )


def nervaluate_on(gold):
    from nervaluate.evaluator import Evaluator
    path = work / "predicted.jsonl"
    path.write_bytes(run("annotate", gold))
    ours = json.loads(run("evaluate", gold, path, "--format", "json"))
    predicted = {r["doc_id"]: r for r in map(json.loads, path.read_text(encoding="utf-8").rstrip("\n").split("\n"))}
    true, pred = [], []
    for file in sorted(gold.glob("*.json")):
        text = file.with_suffix(".txt").read_bytes().decode()
        at, offset = {}, 0  # source bytes to code points
        for index, char in enumerate(text + " "):
            at[offset] = index
            offset += len(char.encode())
        spans = lambda items: sorted({(start, -end, kind) for start, end, kind in items})
        # nervaluate's ends are inclusive.
        entity = lambda span: {"start": span[0], "end": -span[1] - 1, "label": span[2]}
        true.append([entity(s) for s in spans((e["start"], e["end"], e["type"]) for e in json.loads(file.read_text(encoding="utf-8"))["entities"])])
        pred.append([entity(s) for s in spans((at[e["source_start"]], at[e["source_end"]], e["type"]) for e in predicted[file.stem + ".txt"]["entities"])])
    tags = sorted({e["label"] for document in true + pred for e in document})
    theirs = Evaluator(true, pred, tags=tags, loader="dict").evaluate()
    figures = 0
    for kind, ways in [("overall", theirs["overall"]), *theirs["entities"].items()]:
        for way, result in ways.items():
            row = ours["nervaluate"][kind]["type" if way == "ent_type" else way]
            for figure in ("correct", "incorrect", "partial", "missed", "spurious"):
                assert row[figure] == getattr(result, figure), (gold, kind, way, figure, row[figure], getattr(result, figure))
            for figure in ("precision", "recall", "f1"):
                assert round(row[figure], 4) == round(getattr(result, figure), 4), (gold, kind, way, figure)
                figures += 1
    assert figures >= 12 * len(tags)
    f1 = " ".join(f"{way} {theirs['overall'][way].f1:.4f}" for way in ("strict", "exact", "partial", "ent_type"))
    return f"nervaluate agrees on {len(true)} documents of {gold.name}, {figures} figures ({f1})"


def check_formats_are_read():
    from junitparser import JUnitXml
    corpus = work / "corpus"
    corpus.mkdir()
    (corpus / "a<&.txt").write_text("x\nxin\u200bchào \u0007<b>\n", encoding="utf-8")
    result = subprocess.run([chidao, "check", corpus, "--format", "junit"], capture_output=True)
    assert result.returncode == 1
    suites = JUnitXml.fromstring(result.stdout)
    cases = [case for suite in suites for case in suite]
    assert [case.name for case in cases] == ["a<&"] and cases[0].result, cases
    found = json.loads(subprocess.run([chidao, "check", corpus, "--format", "json"], capture_output=True).stdout)["findings"]
    assert {f["rule"] for f in found} == {r.type for r in cases[0].result}
    return "JUnit XML read by junitparser"


for check in [
    spacy_reads_prodigy, label_studio_reads, brat_reads, selectors_find_their_text, spacy_reads_conll, spreadsheet_is_harmless, nervaluate_agrees,
    check_formats_are_read,
]:
    print(check(), flush=True)
