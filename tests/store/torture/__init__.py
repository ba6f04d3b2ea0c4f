"""Torture for the store: processes that die, disks that fail, power that goes, writers that meet.

The scripts here run as real processes; `tests/store/test_torture_*.py` start them and use the rest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

FACTOR = int(os.environ.get("MENTOR_TORTURE", "1"))
"""How long to torture: 1 is what runs with every change, 10 is the long version. Nobody else reads the variable."""

ROOT = Path(__file__).parents[3]


def told(wrong: Mapping[str, str]) -> str:
    """What went wrong where, for a person."""
    lines = [f"{where}: {what}"[:600] for where, what in wrong.items()]
    return "\n".join([f"{len(lines)} times", *lines[:20]])


def run(script: str, *arguments: object) -> str:
    """What a script of this folder prints; its own account when it failed."""
    command = [sys.executable, "-m", f"tests.store.torture.{script}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, f"{script} {arguments}\n{done.stdout[-2_000:]}\n{done.stderr[-6_000:]}"
    return done.stdout
