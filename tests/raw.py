"""The journey's files as they stand on the disk, and files laid there by hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from mentor.store.journal import Journal
from mentor.store.migrations import UNSUMMED

FILES = ["history", "journey.json", "journey.log"]
"""What a data folder holds after a commit, without the lock."""


def tables_of(folder: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """What is on the disk now, the caller's own to change."""
    journal = Journal(folder)
    journal.refresh()
    return {name: deepcopy(dict(table)) for name, table in journal.tables.items()}


def lay(folder: Path, content: bytes | object) -> Path:
    """A `journey.json` with this content, bytes or what becomes JSON, and nothing of a log beside it."""
    folder.mkdir(exist_ok=True)
    (folder / "journey.log").unlink(missing_ok=True)
    shutil.rmtree(folder / "history", ignore_errors=True)
    path = folder / "journey.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def lay_by_hand(folder: Path, tables: Mapping[str, Any], version: int = UNSUMMED) -> Path:
    """A `journey.json` without checksum and log, as one of the first version is, that holds these tables."""
    return lay(folder, {"meta": {"schema": {"version": version}}, **tables})


def labels_of(folder: Path) -> list[str]:
    """What the log and its history say was done, newest first."""
    journal = Journal(folder)
    journal.refresh()
    return [entry.label for entry in journal.entries_backwards()]


def everything(folder: Path) -> dict[str, bytes]:
    """Every file under the folder and what it holds, without the lock file; {} while there is no folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }
