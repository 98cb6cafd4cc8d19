"""Lays the stand-off annotations of Corpus/silver.jsonl beside the texts that they are of, as `evaluate` and `train-directives` read them.

Usage: silver.py ARTICLES OUT. ARTICLES holds the texts (../shared/data/articles; they are other people's and not in this repository), OUT gets
NAME.txt with NAME.json. Each article was read by one careful reader: directives were marked from the text alone; entities were the program's,
corrected where `checked` says "entities" and untouched elsewhere (good for learning directives, not for scoring entities). Where it says
"candidates", there are directives alone, and a reader judged only those candidates of which the program was not sure (good for learning what
directs, not for scoring): the others, and who, whom and how strongly, are the program's.
"""
import json, pathlib, sys

articles, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
count = 0
for line in open(pathlib.Path(__file__).parent.parent / "Corpus/silver.jsonl", encoding="utf-8"):
    silver = json.loads(line)
    source = articles / silver["article"]
    if not source.exists():
        sys.exit(f"{source}: not there")
    name = silver["article"].removesuffix(".txt").replace("/", "-")
    (out / f"{name}.txt").write_bytes(source.read_bytes())
    gold = {"id": name, "sentence_ends": silver["sentence_ends"], "directives": silver["directives"],
            "entities": [{"start": start, "end": end, "type": kind} for start, end, kind in silver["entities"]]}
    (out / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    count += 1
print(f"{count} annotated articles in {out}")
