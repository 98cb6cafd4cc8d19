#!/usr/bin/env bash
# Builds the wheel, installs it into a clean environment and tests it from there, with spaCy, pandas, pytest and mypy from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
Sources/Python/wheel "$work/dist"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install --disable-pip-version-check "$work"/dist/chidao-*.whl spacy 'pandas>=2' pytest mypy pandas-stubs
"$work/venv/bin/mypy" --config-file Sources/Python/pyproject.toml --no-error-summary --cache-dir "$work/mypy" -p chidao
env PATH=/usr/bin:/bin "$work/venv/bin/pytest" --rootdir Sources/Python -c Sources/Python/pyproject.toml Sources/Python/tests --ignore Sources/Python/tests/spark
