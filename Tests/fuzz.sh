#!/usr/bin/env bash
# Coverage-guided fuzzing with libFuzzer and AddressSanitizer: Tests/fuzz.sh [SECONDS [TARGET …]]; needs a release build before.
# Targets: decoding normalization html sentences entities directives jsonl decisions imports. Findings stay in .build-fuzz/TARGET-*; each that was a fault is
# kept as Tests/Fuzz/found/TARGET-NAME, which every run starts with and the suite replays.
# Tests/fuzz.sh threads: the corpus, many times over, by parallel tasks under ThreadSanitizer.
set -euo pipefail
cd "$(dirname "$0")/.."
out=.build-fuzz; release="$PWD/.build/release"; mkdir -p "$out"
export SWIFT_BACKTRACE=enable=no

build() { # SANITIZERS FOLDER: the stages and the pipeline, and in `flags` and `objects` what it takes to build on them
  local out="$2" sanitize="$1" module
  mkdir -p "$out"
  flags=(-O -wmo -parse-as-library -package-name chidao -swift-version 6 -sanitize="$sanitize" -I "$out" -I "$release/Modules" -Xcc -I/usr/include/libxml2)
  for module in CICU CHTML ReviewPage; do flags+=(-Xcc "-fmodule-map-file=$release/$module.build/module.modulemap"); done
  for module in TextModel Lexicon Normalization Segmentation Entities Directives Output ChiDao Evaluation Exchange Review; do
    swiftc "${flags[@]}" -module-name $module -emit-module -emit-module-path "$out/$module.swiftmodule" -emit-object -o "$out/$module.o" Sources/$module/*.swift
  done
  sanitize="${sanitize/fuzzer/fuzzer-no-link}"
  clang++ -O1 -g -std=c++17 -fsanitize="$sanitize" -ISources/CICU/include -c Sources/CICU/*.cpp -o "$out/cicu.o"
  clang -O1 -g -fsanitize="$sanitize" -ISources/CHTML/include -I/usr/include/libxml2 -c Sources/CHTML/*.c -o "$out/chtml.o"
  clang -O1 -std=c23 -ISources/ReviewPage/include -c Sources/ReviewPage/*.c -o "$out/review_page.o"
  objects=("$out"/*.o $(find "$release"/{LexiconData,Crypto,CCrypto,CXKCP}*.build -name "*.o") -licuuc -lxml2 -lstdc++)
}

link() { swiftc "${flags[@]}" "$@" "${objects[@]}" 2> >(grep -v "Cannot export local symbol" >&2); }

if [ "${1:-}" = threads ]; then
  build thread "$out/threads"
  link -module-name Threads Tests/Fuzz/Threads.swift -o "$out/threads/run"
  TSAN_OPTIONS=halt_on_error=1 "$out/threads/run" Corpus/articles/*.txt
  exit
fi
seconds="${1:-60}"; shift || true

start() { head -c "$2" "$1" | python3 -c "import sys; sys.stdout.write(sys.stdin.buffer.read().decode(errors='ignore'))"; } # FILE BYTES

seeds() { # TARGET FOLDER
  mkdir -p "$2"; local file n=0
  for file in Corpus/articles/*.txt; do
    n=$((n + 1))
    case $1 in
      decoding) { printf "\\x$(printf %02x $n)"; head -c 600 "$file"; } >"$2/$n" ;;
      html) { printf '<html><head><title>T</title></head><body><div><p>'; head -c 600 "$file" | sed 's/$/<\/p><p>/'; printf '</p></div></body></html>'; } >"$2/$n" ;;
      jsonl) head -n 3 "$file" | python3 -c 'import json, sys; [print(json.dumps({"id": f"x/{i}", "text": l[:80], "published": "2025-01-02"}, ensure_ascii=i > 0)) for i, l in enumerate(sys.stdin)]' >"$2/$n" ;;
      # A record of a few sentences, with a decision on each of its spans.
      decisions) start "$file" 300 | "$release/chidao" annotate - | python3 Tests/Fuzz/decisions.py >"$2/$n" ;;
      imports)
        local tool=0 format
        for format in doccano doccano label-studio; do
          { printf "\\x0$tool"; start "$file" 300 | "$release/chidao" annotate - | "$release/chidao" export - --to $format; } >"$2/$n-$tool"; tool=$((tool + 1))
        done
        start "$file" 300 | "$release/chidao" annotate - | "$release/chidao" export - --to brat -o "$out/brat"
        { printf '\x03'; cat "$out/brat/document.txt"; printf '\0'; cat "$out/brat/document.ann"; } >"$2/$n-$tool" ;;
      *) start "$file" 900 >"$2/$n" ;;
    esac
  done
  for file in Tests/Fuzz/found/$1-*; do [ ! -e "$file" ] || cp "$file" "$2/"; done
}

words() { # TARGET: a dictionary for the mutations
  case $1 in
    jsonl) printf '"%s"\n' '{\"id\":\"' '\",\"text\":\"' '\\u0000' '\\ud83d\\ude00' ',\"published\":\"2025-01-02\"' '../' '\x0a' ;;
    html) printf '"%s"\n' '<p>' '</p>' '<div>' '<!--' '<script>' '&nbsp;' '&#7873;' '<table>' '<meta charset=\"windows-1258\">' '<br>' 'articleBody' ;;
    decisions) printf '"%s"\n' '{\xe2\x80\xa6,\"kind\":\"entity\",\"target\":\"e0\",\"verdict\":\"accept\"}' '\"correct\",\"fields\":{\"start\":' '{\xe2\x80\xa6,\"kind\":\"article\",\"verdict\":\"complete\"}' \
      '\"verdict\":\"add\",\"fields\":{' '\"type\":\"DATE\"' '\"force\":\"duty\"' '\"target\":\"d0\"' '\"entity\":\"e0\"' '\"continues\":\"d0\"' '\"basis\":[\"e1\"]' '\"utf16\"' '\"utf8\"' \
      '\"end\":' '-1' '1e999' '9223372036854775807' 'null' '\\ud83d\\ude00' '\x0a' ;;
    imports) printf '"%s"\n' '\"entities\":[{\"id\":1,\"label\":\"DATE\",\"start_offset\":0,\"end_offset\":1}]' '\"label\":[[0,1,\"DATE\"]]' '\"relations\":[{\"from_id\":1,\"to_id\":1,\"type\":\"t\"}]' \
      '\"annotations\":[{\"result\":[' '\"ground_truth\":true' '\"was_cancelled\":true' '\"type\":\"relation\"' '\"from_id\":\"s0\"' '\"sentence_ends\":[' 'directive:order' '\x00' '\x0aT1\x09DATE 0 1\x09a' \
      '\x0aT2\x09Directive 0 1;2 3\x09a' '\x0aE1\x09Directive:T2 Issuer:T1' '\x0aA1\x09Force E1 order' '\x0aR1\x09part_of Arg1:T1 Arg2:T2' '9223372036854775807' '-1' '\\ud83d\\ude00' 'e\xcc\x81' ;;
    decoding | normalization) printf '"%s"\n' '\xef\xbb\xbf' '\xff\xfe' '\xcc\x81' '\xcc\xa3' '\xe2\x80\x8b' '\xc2\xa0' '\x0d\x0a' 'a\xcc\x82\xcc\x81' ;;
    *) { printf '%s\n' 'ngày 12/3/2025' '15/2024/QĐ-UBND' 'Nguyễn Văn An' '. ' '; ' ': “' '”, ông nói'
         for table in Sources/LexiconData/tables/{cues,actions,body-heads,positions,document-types,abbreviations,place-heads,honorifics}.tsv; do
           sed -n '2,151p' "$table" | cut -f1; done
       } | python3 -c 'import sys; [print("\"" + "".join(f"\\x{b:02x}" for b in line.rstrip(b"\n") + b" ") + "\"") for line in sys.stdin.buffer]' ;;
  esac
}

binary="${CHIDAO_FUZZ_BINARY:-$out/fuzz}"  # one built before saves the build
if [ -z "${CHIDAO_FUZZ_BINARY:-}" ]; then
  build fuzzer,address "$out"
  link -module-name Fuzz Tests/Fuzz/{Fuzz,Command}.swift Tests/ChiDaoTests/{Laws,ReviewLaws}.swift \
    Sources/ChiDaoCommand/Batch/{Files,FolderWalk,Intake,JSONLine,LineReader,StopSignal}.swift -o "$binary"
fi
for target in ${@:-decoding normalization html sentences entities directives jsonl decisions imports}; do
  seeds $target "$out/seeds-$target"; mkdir -p "$out/corpus-$target"; words $target >"$out/$target.dict"
  CHIDAO_FUZZ=$target "$binary" -max_total_time="$seconds" -max_len="$(case $target in decisions | imports) echo 6000 ;; *) echo 2000 ;; esac)" -timeout=20 -rss_limit_mb=2500 -dict="$out/$target.dict" \
    -artifact_prefix="$out/$target-" -print_final_stats=1 "$out/corpus-$target" "$out/seeds-$target" >"$out/$target.log" 2>&1 ||
    { tail -n 30 "$out/$target.log"; echo "FAILED: $target" >&2; exit 1; }
  echo "$target: $(sed -n 's/stat::number_of_executed_units: *//p' "$out/$target.log") executions in $seconds s, no finding"
done
