import json
import subprocess
from pathlib import Path

import pytest

import chidao
from chidao._binary import BINARY

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "Corpus" / "articles"
assert ROOT not in Path(chidao.__file__).resolve().parents, "tests are for the installed wheel"


def command(*arguments: object) -> list[chidao.Record]:
    """The records of a run of the command itself."""
    run = subprocess.run([BINARY, "annotate", *map(str, arguments)], capture_output=True, check=False)
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture(scope="session")
def records() -> list[chidao.Record]:
    return command(CORPUS)
