"""Articles through one running binary: lines of JSON in, records out, in order and in bounded memory."""

import json
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Generic, NamedTuple, TypeVar

from ._binary import BINARY

Key = TypeVar("Key")


class Failure(NamedTuple):
    """Why an article has no record, and the byte to blame where there is one."""

    cause: str
    offset: int | None = None


class Line(NamedTuple, Generic[Key]):
    """One line of JSONL as `chidao annotate` takes it, or why there is none, with whatever the caller knows the article by."""

    key: Key
    json: bytes | Failure


class ChidaoError(RuntimeError):
    """The binary could not be run or gave up; its own words."""


def stream(lines: Iterable[Line[Key]], options: Sequence[str] = ()) -> Iterator[tuple[Key, bytes | Failure]]:
    """Each key with its record (one line of JSON) or its failure, in input order.

    `lines` is read by a second thread, only as far ahead as the binary reads. When a signal ends the binary (memory ran out, say),
    what it had in hand is done again in halves, so that an article that cannot be done becomes a failure and the rest goes on.
    """
    left = iter(lines)
    while True:
        unanswered, end = yield from _process(left, options)
        if end is None:
            return
        yield from _again(unanswered, options)


def _again(lines: Sequence[Line[Key]], options: Sequence[str]) -> Iterator[tuple[Key, bytes | Failure]]:
    unanswered, end = yield from _process(iter(lines), options)
    if len(lines) == 1:
        for line in unanswered:
            yield line.key, Failure(f"the binary was ended by {end}")
    elif unanswered:
        half = (len(unanswered) + 1) // 2
        for part in (unanswered[:half], unanswered[half:]):
            if part:
                yield from _again(part, options)


def _process(lines: Iterator[Line[Key]], options: Sequence[str]) -> Generator[tuple[Key, bytes | Failure], None, tuple[list[Line[Key]], str | None]]:
    """One process until `lines` end; answers with nothing and None then, with the articles in hand and the signal when one ended it."""
    waiting: deque[Line[Key]] = deque()
    raised: list[BaseException] = []
    with tempfile.TemporaryDirectory(prefix="chidao-") as folder:
        errors, messages = Path(folder, "errors"), Path(folder, "messages")
        errors.touch()
        with errors.open("rb") as failed, messages.open("wb") as stderr:
            command = [BINARY, "annotate", "-", "--input-format", "jsonl", "--errors", str(errors), *options]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr)
            assert process.stdin and process.stdout
            feeder = threading.Thread(target=_feed, args=(lines, process.stdin, waiting, raised), daemon=True)
            feeder.start()
            failures: dict[int, Failure] = {}
            answered = 0

            def failed_next() -> Iterator[tuple[Key, Failure]]:
                """The failures that come before anything else."""
                nonlocal answered
                _read(failed, failures)
                while waiting:
                    failure = waiting[0].json
                    if not isinstance(failure, Failure):
                        if answered + 1 not in failures:
                            return
                        answered += 1
                        failure = failures.pop(answered)
                    yield waiting.popleft().key, failure

            try:
                for record in process.stdout:
                    if not record.endswith(b"\n"):
                        break  # cut off by the end of the process
                    yield from failed_next()  # written before the record of any later line
                    answered += 1
                    yield waiting.popleft().key, record
                code = process.wait()
            finally:
                process.kill()
                process.wait()
                process.stdout.close()
            feeder.join()
            yield from failed_next()
            if code < 0:
                return list(waiting), f"signal {-code}"
            if waiting or code > 1:
                raise ChidaoError(f"chidao ended with code {code}: {messages.read_text(errors='replace')[-2000:].strip()}")
    if raised:
        raise raised[0]
    return [], None


def _feed(lines: Iterator[Line[Key]], pipe: IO[bytes], waiting: deque[Line[Key]], raised: list[BaseException]) -> None:
    try:
        for line in lines:
            waiting.append(line)
            if isinstance(line.json, bytes):
                pipe.write(line.json + b"\n")
                pipe.flush()
    except BrokenPipeError:
        pass
    except BaseException as error:
        raised.append(error)
    finally:
        try:
            pipe.close()
        except BrokenPipeError:
            pass


def _read(file: IO[bytes], failures: dict[int, Failure]) -> None:
    """The failures that were written since the last time, by line."""
    while line := file.readline():
        if not line.endswith(b"\n"):
            file.seek(-len(line), 1)
            return
        failure = json.loads(line)
        failures[failure["line"]] = Failure(failure["cause"], failure.get("offset"))
