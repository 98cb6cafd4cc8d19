#!/usr/bin/env bash
# The self-contained release: built with Swift's runtime inside, stripped, moved to another folder and started there with an
# empty environment. It must need no library of Swift and write what Corpus/expected.jsonl has.
set -euo pipefail
cd "$(dirname "$0")/.."
options=(-c release --product chidao --static-swift-stdlib --scratch-path "${1:-.build-static}")
swift build "${options[@]}"
moved="$(mktemp -d)"
trap 'rm -rf "$moved"' EXIT
strip -o "$moved/chidao" "$(swift build "${options[@]}" --show-bin-path)/chidao"
if ldd "$moved/chidao" | grep -i swift; then echo "needs the libraries above" >&2; exit 1; fi
cp -r Corpus/articles "$moved/articles"
(cd "$moved" && env -i ./chidao annotate articles -o records.jsonl)
# The rest of a record does not name where the article lay.
rest() { sed 's/^.*"offset_unit"/"offset_unit"/' "$1"; }
cmp <(rest "$moved/records.jsonl") <(rest Corpus/expected.jsonl)
echo "moved binary: $(stat -c %s "$moved/chidao") bytes, $(ldd "$moved/chidao" | awk '{print $1}' | grep -v -E 'linux|ld-' | tr '\n' ' ')"
