"""One reading of a folder: its files, its history, and the project they come to."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from mentor.errors import InputError
from mentor.evidence.history import History, bare_tree, blob_id, read_history
from mentor.evidence.limits import Budget
from mentor.evidence.project import Project
from mentor.evidence.read.gitdir import find_git
from mentor.evidence.secrets import find_secrets
from mentor.evidence.tree import walk

T = TypeVar("T")

STACK = 64 * 1024 * 1024
"""Bytes of stack for parsing: source that nests deeply overflows a small one inside the parser, past any `except`."""
WAIT = 0.1


def folder_of(path: Path) -> Path:
    """The folder that a path names, links resolved.

    Raises:
        InputError: It is none, or cannot be opened.
    """
    try:
        real = Path(os.path.realpath(path.expanduser()))
        if not real.is_dir():
            what = "is a file, not a folder" if real.exists() else "does not exist"
            raise InputError(f"{path} {what}.", hint="Give the folder of a project.")
        with os.scandir(real):
            return real
    except (OSError, ValueError, RuntimeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is no path"
        raise InputError(f"{path} cannot be read: {why}.") from None


def read_project(folder: Path, type_id: str, budget: Budget, progress: Callable[[int, int], None] | None) -> Project:
    """Everything the detectors look at.

    Raises:
        CancelledError: The user stopped the reading.
    """
    found, _ = find_git(folder)
    tree = bare_tree(found, folder, budget) if found is not None and found.bare else walk(str(folder), budget)
    project = Project(type_id, tree)
    known: set[str] = set()
    # Parsing an old escape sequence warns on stderr, which is for our own words.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for n, (entry, data) in enumerate(tree.read_all(budget), 1):
            text = tree.texts[entry.path]
            project.take(entry.path, text)
            project.secrets += find_secrets(entry.path, text)
            known.add(blob_id(data))
            if progress is not None:
                progress(n, len(tree.entries))
    suspects = {secret.path for secret in project.secrets}
    project.history = read_history(folder, budget, known, suspects)
    return project


def on_a_deep_stack(work: Callable[[], T], budget: Budget) -> T:
    """Do some work in a thread with room for deep source; Ctrl-C stops it within a moment.

    Raises:
        CancelledError: The user stopped the reading.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # raised again where it was asked for
            failed.append(error)

    before = threading.stack_size(STACK)
    try:
        worker = threading.Thread(target=run, name="reading", daemon=True)
        worker.start()
    finally:
        threading.stack_size(before)
    try:
        while worker.is_alive():
            worker.join(WAIT)
    except BaseException:
        budget.stopped = True
        worker.join()
        raise
    if failed:
        raise failed[0]
    return done[0]


def notes_of(project: Project, history: History | None, budget: Budget) -> tuple[str, ...]:
    """What was left out or could not be read, in sentences."""
    skipped, limits = project.tree.skipped, budget.limits
    megabytes = limits.file_bytes // 1_000_000
    told = (
        (skipped["limit"], "{} files beyond the limits of number, size or depth were not read."),
        (skipped["large"], f"{{}} files above {megabytes} MB are known by name only."),
        (skipped["links"], "{} links were not followed."),
        (skipped["special"], "{} pipes, sockets or devices were not opened."),
        (skipped["unreadable"], "{} files or folders could not be opened."),
        (len(project.unparsed), "{} Python files could not be parsed."),
    )
    found = [text.format(count) for count, text in told if count]
    if budget.left <= 0:
        found.append(f"The time of {limits.seconds:g} s was up before everything was read.")
    if history is not None:
        if history.trouble:
            found.append(history.trouble)
        if history.shallow:
            found.append("The Git history is shallow: older commits are not here.")
        if history.cut:
            found.append(f"Only the newest {limits.commits} commits were looked at.")
        if history.head and not history.searched and not history.trouble:
            found.append("Older versions were not searched for secrets in full.")
    return tuple(found)
