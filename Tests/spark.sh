#!/usr/bin/env bash
# The Spark job in local-cluster mode with two workers, one of them killed in the middle: Tests/spark.sh [WHEEL]
# Needs Java 17; builds the wheel when none is given. PySpark (450 MB) comes from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
wheel="${1:-$(Sources/Python/wheel "$work/dist")}"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install --disable-pip-version-check "$(realpath "$wheel")[spark]" pytest
"$work/venv/bin/pytest" -s --rootdir Sources/Python -c Sources/Python/pyproject.toml Sources/Python/tests/spark
