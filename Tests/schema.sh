#!/usr/bin/env bash
# Validates the records of the corpus (and of the shared articles, where they are) against the schema,
# with jsonschema from PyPI; checks that one and two jobs give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
chidao="${1:-.build/release/chidao}"
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install --disable-pip-version-check jsonschema
"$chidao" annotate Corpus/articles -o "$work/records.jsonl"
articles=../shared/data/articles
if [ -d "$articles" ]; then
  "$chidao" annotate "$articles" --jobs 1 -o "$work/one.jsonl"
  "$chidao" annotate "$articles" --jobs 2 -o "$work/two.jsonl"
  cmp "$work/one.jsonl" "$work/two.jsonl"
  echo "one and two jobs: the same $(wc -l <"$work/one.jsonl") records"
  cat "$work/one.jsonl" >>"$work/records.jsonl"
else
  echo "no shared articles here: only the corpus is validated"
fi
"$work/venv/bin/python" - "$work/records.jsonl" <<'PY'
import json, sys
from jsonschema import Draft202012Validator
schema = json.load(open("Sources/Output/record-v1.schema.json"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
count = 0
for line in open(sys.argv[1], encoding="utf-8"):
    record = json.loads(line)
    for error in validator.iter_errors(record):
        sys.exit(f"{record['doc_id']}: {error.json_path}: {error.message[:200]}")
    count += 1
assert count > 10, count
print(f"{count} records valid")
PY
