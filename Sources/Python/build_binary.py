"""Builds the release binary and puts it into the wheel (a hook of hatchling)."""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path(__file__).resolve().parents[2]


class BinaryHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        command = ["swift", "build", "-c", "release", "--package-path", str(PACKAGE)]
        subprocess.run([*command, "--product", "chidao"], check=True)
        folder = subprocess.run([*command, "--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
        build_data["force_include"][f"{folder}/chidao"] = "chidao/bin/chidao"
        # The binary asks for no Python version, but for a system; auditwheel names that exactly.
        build_data["tag"] = "py3-none-linux_x86_64"
        build_data["pure_python"] = False
