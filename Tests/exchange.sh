#!/usr/bin/env bash
# Exports read by the tools they are for, spans equal after the trip: spaCy, Label Studio's SDK, an independent brat parser,
# nervaluate; with --doccano also doccano itself (a large install: its import, its database and its export). From PyPI.
# Texts: the corpus, and lines with emoji, letters outside the BMP and decomposed letters (Tests/exchange.py).
set -euo pipefail
cd "$(dirname "$0")/.."
doccano=no; [ "${1:-}" != --doccano ] || { doccano=yes; shift; }
chidao="${1:-.build/release/chidao}"
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install --disable-pip-version-check spacy==3.8.* label-studio-sdk==2.1.* pybrat==0.1.* nervaluate==1.2.* junitparser
"$work/venv/bin/python" Tests/exchange.py "$chidao" "$work"
if [ "$doccano" = yes ]; then
  python3 -m venv "$work/doccano"
  # What doccano 1.8.4 was written against; it names no upper bounds.
  "$work/doccano/bin/pip" -q install --disable-pip-version-check doccano==1.8.4 'marshmallow<3.20' 'numpy<2' 'setuptools<70'
  "$work/doccano/bin/python" Tests/exchange_doccano.py "$chidao" "$work"
fi
