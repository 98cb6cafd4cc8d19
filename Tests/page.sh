#!/usr/bin/env bash
# Opens the review page in Debian's headless Chromium and works in it as a reviewer does (page.py, by page_browser.py).
set -euo pipefail
cd "$(dirname "$0")/.."
CHIDAO="$(realpath "${1:-.build/release/chidao}")"; export CHIDAO
if ! command -v chromedriver >/dev/null; then
  root=(); [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends chromium chromium-driver fonts-dejavu-core >/dev/null
fi
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install --disable-pip-version-check pytest selenium
"$work/venv/bin/pytest" -q -p no:cacheprovider --basetemp "$work/pytest" Tests/page.py
