import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import chidao
import pytest
from chidao import _stream
from conftest import CORPUS, command

ORDER = "Chủ tịch UBND tỉnh Trần Văn Lâm yêu cầu Sở Xây dựng hoàn thành rà soát trước ngày 30/6/2025."


def test_a_folder_gives_the_records_of_the_command(records: list[chidao.Record]) -> None:
    assert len(records) > 10
    assert list(chidao.annotate(CORPUS)) == records


def test_a_folder_is_walked_as_the_command_walks_it(tmp_path: Path) -> None:
    for name in ["a.txt", "a/b.txt", "a/b/c.txt", "a0.txt", "a-.txt", "z/é.txt", "A/x.htm", ".hidden/x.txt", "a/.h.txt", "no.md", "back\\slash.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<title>Tin</title>Tin tốt.")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt"))).write_bytes("Tin ở Huế.".encode("utf-16"))
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to("a.txt")
    records = list(chidao.annotate(tmp_path))
    assert len(records) == 10
    assert records == command(tmp_path)


def test_texts_paths_and_articles_mix_and_keep_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("p.html").write_text("<p>Tin ở Huế.</p>")
    article: chidao.Article = {"id": "x/1", "text": "Tin ngày 12/3.", "title": "T", "published": "2024-03-15", "path": "p"}
    file: chidao.Article = {"id": "x/2", "bytes": "Tin ở Huế.".encode("utf-16"), "path": "u.txt"}
    records = list(chidao.annotate([ORDER, Path("p.html"), article, file, "Hết."], jobs=2))
    assert [record["doc_id"] for record in records] == ["0", "p.html", "x/1", "x/2", "4"]
    assert [record["text"] for record in records] == [ORDER, "Tin ở Huế.", "Tin ngày 12/3.", "Tin ở Huế.", "Hết."]
    assert records[2]["metadata"] == {"title": "T", "published": "2024-03-15"}
    assert records[3]["source"]["encoding"].startswith("utf-16")
    (directive,) = records[0]["directives"]
    assert records[0]["text"][directive["start"] : directive["end"]] == directive["text"] == "hoàn thành rà soát trước ngày 30/6/2025"


def test_one_text_is_one_article_and_nothing_is_nothing() -> None:
    assert [record["text"] for record in chidao.annotate("Hết.")] == ["Hết."]
    assert list(chidao.annotate([])) == []


def test_options_reach_the_command() -> None:
    (record,) = chidao.annotate("Uỷ ban hoà giải.", tone_style="old")
    assert record["text"] == "Ủy ban hòa giải."
    (record,) = chidao.annotate([{"id": "a", "bytes": "Hà Nội".encode("utf-16-le")}], encoding="utf-16le")
    assert record["text"] == "Hà Nội"
    with pytest.raises(chidao.ChidaoError, match="tone-style"):
        list(chidao.annotate("Tin.", tone_style="middle"))  # type: ignore[arg-type]


def test_failures_stand_in_their_place_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x7fELF\0\0\1")
    (tmp_path / "large.txt").write_bytes(b"a" * 300)
    texts = [f"Tin số {n}." for n in range(200)]
    inputs = [
        {"id": "a", "text": "Một."}, {"id": "a", "text": "Hai."}, {"id": "../x", "text": "Ba."}, {"id": "b", "text": "nul\0"}, {"id": "c"},
        {"id": "d", "bytes": b"\xff\xfe\x00\xd8", "path": "d.txt"}, {"id": "e", "text": "\ud800"}, tmp_path, tmp_path / "gone.txt", *texts, tmp_path / "bad.txt",
    ]  # fmt: skip
    failures: list[chidao.DocumentFailure] = []
    records = list(chidao.annotate(inputs, on_failure=failures.append, max_document_bytes=200))  # type: ignore[arg-type]
    assert [record["text"] for record in records] == ["Một.", *texts]
    causes = [(failure.id.split("/")[-1], failure.cause, failure.offset) for failure in failures]
    assert [id for id, _, _ in causes] == ["a", "x", "b", "c", "d", "e", "bad.txt", "large.txt", "gone.txt", "bad.txt"]
    for (_, cause, _), part in zip(causes, ["stood before: a", "leads out", "NUL byte", 'no "text"', "", "UTF-8", "NUL byte", "more than 200 bytes", "no such file", "NUL"]):
        assert part in cause, (part, cause)
    assert causes[2][2] == 3


def test_a_failure_is_raised_at_its_place() -> None:
    records = chidao.annotate(["Một.", "nul\0", "Ba."])
    assert next(records)["text"] == "Một."
    with pytest.raises(chidao.DocumentFailure, match="1: byte 3: .*NUL") as raised:
        next(records)
    assert (raised.value.id, raised.value.offset) == ("1", 3)


def test_an_error_of_the_input_is_raised() -> None:
    def inputs() -> Iterator[str]:
        yield "Một."
        raise LookupError("gone")

    records = chidao.annotate(inputs())
    assert next(records)["text"] == "Một."
    with pytest.raises(LookupError, match="gone"):
        next(records)


def test_a_slow_input_is_answered_at_once() -> None:
    answered = threading.Event()

    def inputs() -> Iterator[str]:
        for _ in range(3):
            answered.clear()
            yield "Tin."
            assert answered.wait(30), "no record before the next input"

    for _ in chidao.annotate(inputs()):
        answered.set()


def test_an_endless_input_is_read_only_a_little_ahead() -> None:
    given = itertools.count()
    records = chidao.annotate(f"{ORDER} {n}" for n in iter(lambda: next(given), -1))
    for n in range(5):
        assert next(records)["doc_id"] == str(n)
    time.sleep(0.5)
    ahead = next(given)
    records.close()
    assert ahead < 5000


def test_memory_does_not_grow_with_the_number_of_articles() -> None:
    script = (
        "import chidao, resource, sys\n"
        "n = sum(1 for _ in chidao.annotate('Sở Y tế báo cáo Bộ Y tế trước ngày 30/6. ' * 20 + str(i) for i in range(int(sys.argv[1]))))\n"
        "print(n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    few, many = (subprocess.run([sys.executable, "-c", script, n], capture_output=True, text=True, check=True).stdout.split() for n in ("500", "5000"))
    assert (few[0], many[0]) == ("500", "5000")
    for before, after in zip(few[1:], many[1:]):
        assert int(after) < int(before) + 20_000, (few, many)


def children() -> list[int]:
    """Processes of the binary that this one started."""
    return [int(pid) for pid in Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()]


def test_the_end_of_the_process_loses_nothing() -> None:
    texts = [f"{ORDER} {n}" for n in range(600)]
    found = []
    killed = 0
    for record in chidao.annotate(texts):
        found.append(record["text"])
        if len(found) in (10, 400):
            (pid,) = children()
            os.kill(pid, signal.SIGKILL)
            killed += 1
    assert killed == 2
    assert found == texts


def test_an_article_that_ends_the_process_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    deadly = tmp_path / "deadly"
    real = _stream.BINARY
    deadly.write_text(f"#!{sys.executable}\nimport os, subprocess, sys\n"
                      f"child = subprocess.Popen([{real!r}, *sys.argv[1:]], stdin=subprocess.PIPE)\n"
                      "for line in sys.stdin.buffer:\n"
                      "    if b'CHET' in line: os.kill(os.getpid(), 9)\n"
                      "    child.stdin.write(line); child.stdin.flush()\n"
                      "child.stdin.close(); sys.exit(child.wait())\n")  # fmt: skip
    deadly.chmod(0o755)
    monkeypatch.setattr(_stream, "BINARY", str(deadly))
    failures: list[chidao.DocumentFailure] = []
    records = list(chidao.annotate(["Một.", "CHET", "Ba."], on_failure=failures.append))
    assert [record["text"] for record in records] == ["Một.", "Ba."]
    assert [(failure.id, failure.cause) for failure in failures] == [("1", "the binary was ended by signal 9")]


def test_the_command_is_on_the_path() -> None:
    run = subprocess.run([Path(sys.executable).with_name("chidao"), "--version"], capture_output=True, text=True, check=True)
    assert run.stdout.strip().startswith("0.") or run.stdout[0].isdigit()
    import importlib.metadata

    assert importlib.metadata.version("chidao") in run.stdout
