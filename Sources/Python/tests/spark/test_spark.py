"""The Spark job in local-cluster mode: two workers, each a process of its own, against a run of the command on the same input."""

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from conftest import CORPUS, command

STARTED: list["subprocess.Popen[bytes]"] = []
ARTICLES = sorted(CORPUS.glob("*.txt"))


def start(source: Path, output: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    settings = "--conf spark.ui.enabled=false --conf spark.executor.memory=512m --conf spark.task.maxFailures=4 --driver-memory 1g"
    environment = os.environ | {
        "PYSPARK_SUBMIT_ARGS": f"--master local-cluster[2,1,768] {settings} pyspark-shell",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "TZ": "UTC",
    }
    log = output.with_suffix(".log").open("wb")
    process = subprocess.Popen([sys.executable, "-m", "chidao.spark", str(source), str(output), *arguments], env=environment, stdout=log, stderr=log)
    STARTED.append(process)
    return process


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Nothing that a test started outlives it: the driver's JVM ends when its Python does, and the executors with it."""
    yield
    while STARTED:
        STARTED.pop().kill()


def lines(output: Path, kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for part in (output / f"kind={kind}").glob("part-*") for line in part.read_bytes().splitlines()]


def finish(process: "subprocess.Popen[bytes]", output: Path) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    code = process.wait(timeout=900)
    assert code == 0, output.with_suffix(".log").read_text(errors="replace")[-4000:]
    assert (output / "_SUCCESS").exists()
    records = lines(output, "record")
    by_id = {record["doc_id"]: record for record in records}
    assert len(by_id) == len(records), "a record twice"
    return by_id, lines(output, "error")


def test_a_folder_of_files(tmp_path: Path) -> None:
    source = tmp_path / "in put"
    for number, article in enumerate(ARTICLES):
        target = source / f"{number % 3}" / article.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(article.read_bytes())
    (source / "page một.html").write_text("<title>Tin</title><p>Chủ tịch tỉnh yêu cầu Sở Y tế báo cáo.</p>")
    (source / "u.txt").write_bytes("Tin ở Huế, 100%25.".encode("utf-16"))
    (source / "0/in put").mkdir()
    (source / "0/in put/a%20b#?.txt").write_text("Tin.")
    (source / "bad.txt").write_bytes(b"\x7fELF\0\0\1")
    (source / "no.md").write_text("Tin.")
    expected = {record["doc_id"]: record for record in command(source)}
    assert len(expected) == len(ARTICLES) + 3
    records, errors = finish(start(source, tmp_path / "out", "--partitions", "4"), tmp_path / "out")
    assert records == expected
    assert [(error["id"], error["offset"]) for error in errors] == [("bad.txt", 4)]
    assert "NUL" in errors[0]["cause"]


def test_lines_of_jsonl_broken_ones_among_them(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    good = [json.dumps({"id": article.stem, "text": article.read_text(), "published": "2025-03-12"}, ensure_ascii=False).encode() for article in ARTICLES]
    named = json.dumps({"id": "named", "path": "from/here.html", "bytes": base64.b64encode(b"<p>Tin.").decode()}).encode()
    broken = [b"{", b"x\xff", b'["a"]', b'{"id":"no text"}', b'{"id":7,"text":"a"}', b'{"id":"nul","text":"a\\u0000"}', b'{"id":"../up","text":"a"}']
    (source / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(good[::2]) + b"\n" + b"\n".join(broken) + b"\n")
    (source / "b.jsonl").write_bytes(b"\n  \n" + b"\n".join([named, *good[1::2]]))
    expected = {record["doc_id"]: record for record in command("--input-format", "jsonl", source)}
    assert len(expected) == len(ARTICLES) + 1
    records, errors = finish(start(source, tmp_path / "out", "--form", "jsonl"), tmp_path / "out")
    assert records == expected
    assert len(errors) == len(broken)


def executors(process: "subprocess.Popen[bytes]") -> Iterator[tuple[int, bool]]:
    """Executors below a process of ours, each with whether the binary runs below it just now."""
    table = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
            table[int(stat.parent.name)] = (int(rest.split()[1]), name, (stat.parent / "cmdline").read_bytes())
        except OSError:
            continue

    def above(pid: int) -> Iterator[int]:
        while pid in table:
            yield pid
            pid = table[pid][0]

    busy = {ancestor for pid, (_, name, _) in table.items() if name == "chidao" for ancestor in above(pid)}
    for pid, (_, _, line) in table.items():
        if b"CoarseGrainedExecutorBackend" in line and process.pid in above(pid) and line.split(b"\0")[0].endswith(b"java"):
            yield pid, pid in busy


def test_a_worker_is_killed_in_the_middle(tmp_path: Path) -> None:
    source, output = tmp_path / "in.parquet", tmp_path / "out"
    # Long articles in many parts, so that there is a middle; two of them cannot be done.
    text = "\n\n".join(article.read_text() for article in ARTICLES)
    rows = [{"id": f"{number}", "text": f"{text}\n\nSố {number}.", "published": "2025-03-12"} for number in range(480)]
    rows[100]["text"], rows[400]["text"] = "nul\0", "nul\0"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), source, row_group_size=20)
    jsonl = tmp_path / "in.jsonl"
    jsonl.write_text("".join(json.dumps({**row, "path": "-"}, ensure_ascii=False) + "\n" for row in rows))

    began = time.monotonic()
    process = start(source, output, "--form", "parquet", "--partitions", "24")
    killed = None
    while killed is None:
        assert process.poll() is None and time.monotonic() - began < 600, "the run ended before its middle"
        committed = list(output.glob("_temporary/0/task_*"))
        busy = [pid for pid, is_busy in executors(process) if is_busy] if committed else []
        if busy and len(committed) < 20:
            killed = (busy[0], len(committed))
            os.kill(busy[0], signal.SIGKILL)
        time.sleep(0.02)
    records, errors = finish(process, output)
    took = time.monotonic() - began
    log = output.with_suffix(".log").read_text(errors="replace")
    assert "Lost executor" in log or "Lost task" in log, "nothing was lost: the kill hit nothing"
    expected = {record["doc_id"]: record for record in command(jsonl)}
    assert len(expected) == 478
    assert records == expected
    assert sorted(error["id"] for error in errors) == ["100", "400"]
    size = sum(len(row["text"].encode()) for row in rows) / 1e6
    print(f"\nexecutor {killed[0]} killed after {killed[1]} of 24 parts; {size:.0f} MB in {took:.0f} s, start and recovery included;"
          f" {len(records)} records equal")  # fmt: skip
