"""Where the binary lies, and the `chidao` command that pip installs."""

import os
import sys
from pathlib import Path

BINARY = str(Path(__file__).with_name("bin") / "chidao")


def main() -> None:
    os.execv(BINARY, ["chidao", *sys.argv[1:]])
