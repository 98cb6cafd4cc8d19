#!/usr/bin/env bash
# Encodings against tools that are not ours: articles written by iconv and Python read back (a dozen of the corpus, and of the shared
# articles where they are), and the shared legacy files against their transcripts, with rapidfuzz from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
chidao="${1:-.build/release/chidao}"
python3 Tests/roundtrip.py "$chidao" Corpus/articles
if [ -d ../shared/data/encodings ]; then
  python3 Tests/roundtrip.py "$chidao" ../shared/data/articles "${2:-20}"
  work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" -q install --disable-pip-version-check rapidfuzz
  "$work/venv/bin/python" Tests/encodings.py "$chidao" ../shared/data/encodings
else
  echo "no shared files here: the round trip of the corpus alone was checked"
fi
