"""`mentor scaffold TYPE DIR`: writes the empty skeleton of a project."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from mentor.cli.context import Context
from mentor.cli.output import show
from mentor.cli.page import Page
from mentor.coach.scaffold import CHECKLIST, skeleton
from mentor.content import Content
from mentor.errors import InputError
from mentor.shape import did_you_mean
from mentor.text import counted, shorten


def run(arguments: Namespace, context: Context) -> int:  # noqa: ARG001
    """Write all of it, or nothing; needs no journey."""
    content = Content()
    if (kind := content.project_types.get(arguments.type)) is None:
        near = did_you_mean(arguments.type, content.project_types) or "."
        raise InputError(
            f"{shorten(arguments.type, 40)} is no project type{near}", hint=f"Types: {' '.join(content.project_types)}"
        )
    if not arguments.dir.strip():
        raise InputError("The folder has no name.")
    folder = Path(os.path.realpath(Path(arguments.dir).expanduser()))
    files = skeleton(content, kind.id, folder.name)
    write(folder, files)
    page = Page.for_output()
    page.line(f"{kind.title}: {counted(len(files), 'file')} in {arguments.dir}", style="bold")
    for name in files:
        page.columns(f"  {name}")
    page.line(f"It proves nothing yet. {CHECKLIST} says what has to be shown. The first step:", style="dim")
    page.line(kind.first_steps[0], indent=2)
    show(page)
    return 0


def write(folder: Path, files: dict[str, str]) -> None:
    """Write new files into a folder, which is made where it does not exist; all of them, or none.

    Raises:
        InputError: Something of the same name is there, or it cannot be written. Then nothing was.
    """
    if taken := _taken(folder, files):
        raise InputError(
            f"{folder} already holds what would be written:",
            details=taken,
            hint="Nothing was written. Take another folder, or move these away.",
        )
    made: list[Path] = []
    try:
        for name, text in files.items():
            path = folder / name
            missing = [parent for parent in path.parents if not parent.exists()]
            for parent in reversed(missing):
                parent.mkdir()
                made.append(parent)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                made.append(path)
                file.write(text)
    except BaseException as error:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, OSError):
            reason = error.strerror or "it is no place to write to"
            raise InputError(f"{folder} cannot be written: {reason}.", hint="Nothing was written.") from None
        raise


def _taken(folder: Path, files: dict[str, str]) -> list[str]:
    """What stands in the way: the files themselves, and anything but a folder where a folder is needed."""
    if os.path.lexists(folder) and not folder.is_dir():
        return [str(folder)]
    parents = {parent for name in files for parent in Path(name).parents if parent != Path()}
    blocking = [p.as_posix() for p in parents if (folder / p).is_symlink() or _is_no_folder(folder / p)]
    return sorted([*blocking, *(name for name in files if os.path.lexists(folder / name))])


def _is_no_folder(path: Path) -> bool:
    return os.path.lexists(path) and not path.is_dir()
