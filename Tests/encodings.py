"""Reads real legacy files with chidao and compares with their Unicode transcripts.

Usage: encodings.py CHIDAO FOLDER, where FOLDER holds NAME.ENCODING.txt with NAME.expected.txt. Needs rapidfuzz.
Prints the encoding found and the character error rate (Levenshtein distance / length of the transcript) of every file,
white space folded: with letter case folded too, and as it is. Exit 1 when an encoding is wrong or the rates miss the targets.
"""
import json, pathlib, re, statistics, subprocess, sys, unicodedata
from rapidfuzz.distance import Levenshtein

chidao, folder = sys.argv[1], pathlib.Path(sys.argv[2])


def fold(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


rows = []
for expected in sorted(folder.glob("*.expected.txt")):
    name = expected.name.removesuffix(".expected.txt")
    source = next(path for path in folder.glob(name + ".*.txt") if path != expected)
    run = subprocess.run([chidao, "annotate", str(source)], capture_output=True)
    encoding = source.name.removesuffix(".txt").rsplit(".", 1)[1]
    truth = fold(expected.read_text(encoding="utf-8"))
    if run.returncode != 0:
        rows.append((name, encoding, "error", 0, 1, 1, 0))
        print(run.stderr.decode()[:300], file=sys.stderr)
        continue
    record = json.loads(run.stdout)
    text = fold(record["text"])
    rate = lambda left, right: Levenshtein.distance(left, right) / max(1, len(right))
    rows.append((name, encoding, record["source"]["encoding"], record["source"]["encoding_confidence"], rate(text.casefold(), truth.casefold()), rate(text, truth),
                 record["normalization"]["changes"].get("tcvn3_capitals", 0)))
print(f"{'file':44} {'is':6} {'found':12} conf.  CER folded  CER cased  capitals")
for row in rows:
    print(f"{row[0]:44} {row[1]:6} {row[2]:12} {row[3]:5}  {row[4]:9.3%}  {row[5]:9.3%}  {row[6]:8}")
wrong = [row[0] for row in rows if row[1] != row[2]]
median, low = statistics.median(row[4] for row in rows), sum(row[4] <= 0.01 for row in rows)
print(f"{len(rows)} files, {len(rows) - len(wrong)} encodings right; folded: median {median:.3%}, {low} files at 1% or less; cased: median {statistics.median(row[5] for row in rows):.3%}")
sys.exit(bool(wrong) or median > 0.003 or low < len(rows) * 28 / 30)
