#!/usr/bin/env bash
# Makes the library's documentation with DocC, warnings as errors: Tests/docs.sh [FOLDER]. Needs a release build.
set -euo pipefail
cd "$(dirname "$0")/.."
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
build="$(swift build -c release --show-bin-path)"
includes=(-I "$build/Modules")
for map in "$build"/*.build/module.modulemap; do includes+=(-Xcc "-fmodule-map-file=$map"); done
mkdir "$work/graphs"
swift symbolgraph-extract -module-name ChiDao -target x86_64-unknown-linux-gnu "${includes[@]}" -output-dir "$work/graphs"
docc convert Sources/ChiDao/ChiDao.docc --additional-symbol-graph-dir "$work/graphs" --fallback-bundle-identifier ChiDao \
  --warnings-as-errors --output-path "${1:-$work/docs}"
echo "documentation made"
