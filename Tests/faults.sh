#!/usr/bin/env bash
# Faults that take too long for the suite, each with a time bound: runs killed at random moments and resumed, a full disk,
# files that come and go, a million files; FaultTests has what one system call can do. Usage: Tests/faults.sh [CHIDAO [kills|disk|changing|million …]]
set -euo pipefail
cd "$(dirname "$0")/.."
chidao="$(realpath "${1:-.build/release/chidao}")"; shift || true
work="$(mktemp -d)"; mounted=""; watch=""
trap '[ -z "$watch" ] || kill "$watch"; [ -z "$mounted" ] || umount "$mounted"; rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
articles() { # COUNT: that many files in $work/in, sample articles in turn
  mkdir -p "$work/in"; local n=0
  while [ $n -lt "$1" ]; do
    for file in Corpus/articles/*.txt; do [ $n -lt "$1" ] && cp "$file" "$work/in/$n-${file##*/}"; n=$((n + 1)); done
  done
}

# 100 runs ended by kill -9 at random moments, then one to the end: the records are those of an undisturbed run, byte for byte.
kills() {
  articles 600
  "$chidao" annotate "$work/in" -o "$work/whole"
  local killed=0 finished=0 runs=0 begin pid
  while [ $killed -lt 100 ]; do
    runs=$((runs + 1)); [ $runs -lt 400 ] || fail "400 runs, only $killed killed"
    "$chidao" annotate "$work/in" --output-dir "$work/shards" --shard-size 40 --resume 2>/dev/null & pid=$!
    sleep "0.$(printf %03d $((RANDOM % 800)))"
    kill -9 $pid 2>/dev/null || true
    if wait $pid 2>/dev/null; then finished=$((finished + 1)); rm -rf "$work/shards"; else killed=$((killed + 1)); fi
    for file in "$work"/shards/*.jsonl; do [ ! -e "$file" ] || [ -z "$(tail -c 1 "$file")" ] || fail "half a record in $file"; done
  done
  "$chidao" annotate "$work/in" --output-dir "$work/shards" --shard-size 40 --resume
  cat "$work"/shards/*.jsonl | cmp - "$work/whole"
  [ "$(ls "$work/shards" | wc -l)" = 30 ] || fail "15 shards and 15 manifests were due: $(ls "$work/shards")"
  echo "kills: $killed runs killed, $finished finished before the kill; the $(wc -l <"$work/whole") records are those of an undisturbed run"
}

# A file system of 2 MB: a clear error, nothing half-written under a final name, and the rest after space is made.
disk() {
  articles 300
  mkdir "$work/small"; mount -t tmpfs -o size=2m none "$work/small" || fail "mounting a tmpfs takes root"
  mounted="$work/small"
  "$chidao" annotate "$work/in" -o "$work/whole"
  "$chidao" annotate "$work/in" -o "$mounted/records" 2>"$work/errors" && fail "a full disk went unnoticed"
  grep -q "No space left on device" "$work/errors" || fail "$(cat "$work/errors")"
  [ -z "$(ls "$mounted")" ] || fail "left behind: $(ls "$mounted")"
  "$chidao" annotate "$work/in" --output-dir "$mounted/shards" --shard-size 40 2>"$work/errors" && fail "a full disk went unnoticed"
  grep -q "No space left on device" "$work/errors" && grep -q "what is done is kept; go on with: " "$work/errors" || fail "$(cat "$work/errors")"
  ls "$mounted/shards" | grep -q part && fail "left behind: $(ls "$mounted/shards")"
  local done; done=$(cat "$mounted"/shards/*.jsonl | wc -l)
  [ "$done" -gt 0 ] && cat "$mounted"/shards/*.jsonl | cmp - <(head -n "$done" "$work/whole")
  mount -o remount,size=100m "$mounted"
  "$chidao" annotate "$work/in" --output-dir "$mounted/shards" --shard-size 40 --resume
  cat "$mounted"/shards/*.jsonl | cmp - "$work/whole"
  umount "$mounted"; mounted=""
  echo "disk: full after $done records, all whole; resumed to $(wc -l <"$work/whole")"
}

# Files that come and go while their folder is walked: every answer is a record or a named failure.
changing() {
  local writer
  articles 300
  (while :; do for file in "$work"/in/*; do mv "$file" "$file.gone" 2>/dev/null; mv "$file.gone" "$file" 2>/dev/null; done; done) & writer=$!
  for _ in 1 2 3; do
    "$chidao" annotate "$work/in" 2>"$work/errors" >"$work/records" || true
    grep -v "No such file\|a link that leads nowhere" "$work/errors" && { kill $writer; fail "unexpected failure"; }
    [ -s "$work/records" ] || { kill $writer; fail "no records"; }
  done
  kill $writer; wait $writer 2>/dev/null || true
  echo "changing: $(wc -l <"$work/records") records and $(wc -l <"$work/errors") named failures of 300 files that come and go"
}

# A million files, one in a thousand not text: all accounted for, memory flat, resumed without doing anything twice.
million() {
  python3 - "$work/million" <<'PY'
import os, sys
root = sys.argv[1]
for folder in range(1000):
    os.makedirs(f"{root}/{folder:03}")
    for n in range(1000):
        with open(f"{root}/{folder:03}/{n:03}.txt", "wb") as f:
            f.write(f"Ngày 12/3, ông Trần Văn An yêu cầu Sở Xây dựng báo cáo lần {folder * 1000 + n}.\n".encode() if n else b"\x7fELF\0")
PY
  memory() { sed -n 's/.*Maximum resident set size (kbytes): //p' "$1"; }
  mkdir "$work/tenth"; cp -r "$work/million/"0?? "$work/tenth"
  /usr/bin/time -v "$chidao" annotate "$work/tenth" --output-dir "$work/t" 2>"$work/tenth.err" || true
  /usr/bin/time -v "$chidao" annotate "$work/million" --output-dir "$work/m" --errors "$work/m.errors" 2>"$work/million.err" || true
  [ "$(cat "$work"/m/*.jsonl | wc -l)" = 999000 ] && [ "$(wc -l <"$work/m.errors")" = 1000 ] || fail "not all accounted for"
  [ "$(cat "$work"/m/*.jsonl | grep -o '^{"schema_version":"1.0","doc_id":"[^"]*"' | sort -u | wc -l)" = 999000 ] || fail "an id stands twice"
  local small large; small=$(memory "$work/tenth.err"); large=$(memory "$work/million.err")
  [ "$large" -lt $((small * 3 / 2)) ] || fail "memory grew from $small to $large kB with ten times the files"
  /usr/bin/time -v "$chidao" annotate "$work/million" --output-dir "$work/m" --resume 2>"$work/again.err" || true
  grep -q "0 records written, 999000 kept, 0 removed; 1000 documents failed" "$work/again.err" || fail "$(tail -n 30 "$work/again.err")"
  echo "million: 999000 records and 1000 failures; $small kB at a tenth, $large kB at a million, $(memory "$work/again.err") kB resumed;" \
    "$(sed -n 's/.*Elapsed.*): //p' "$work/million.err"), resumed $(sed -n 's/.*Elapsed.*): //p' "$work/again.err")"
}

for part in ${@:-kills disk changing million}; do
  seconds=$(case $part in million) echo 1500 ;; *) echo 300 ;; esac)
  SECONDS=0; rm -rf "${work:?}"/*
  (sleep "$seconds" & trap "kill $! 2>/dev/null" TERM; wait $!; echo "FAILED: $part took more than $seconds s" >&2; kill $$) & watch=$!
  "$part"
  kill $watch; wait $watch 2>/dev/null || true; watch=""
  echo "$part took $SECONDS s"
done
