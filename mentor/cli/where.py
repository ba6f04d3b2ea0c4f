"""`mentor where`: the user's file and what the mentor knows."""

from __future__ import annotations

import sys
from argparse import Namespace
from hashlib import sha256
from os import fsencode

from mentor import __version__
from mentor.cli.context import Context
from mentor.cli.output import show_json
from mentor.paths import journey_file
from mentor.text import one_line


def run(arguments: Namespace, context: Context) -> int:
    """Show where the data is. The file is not opened, so this works on a damaged one too."""
    folder = context.folder().absolute()
    file = journey_file(folder)
    found = {
        "data_dir": str(folder),
        "file": str(file),
        "exists": file.exists(),
        "version": __version__,
        "content_version": content_version(),
    }
    if arguments.json:
        show_json(found)
        return 0
    rows = {
        "data folder": found["data_dir"],
        "file": f"{found['file']}{'' if found['exists'] else '  (not there yet; made with your first answer)'}",
        "version": found["version"],
        "content": found["content_version"],
    }
    # Never wrapped: a path is there to be copied.
    sys.stdout.writelines(f"{label:<13}{one_line(str(value))}\n" for label, value in rows.items())
    return 0


def content_version() -> str:
    """The version of what the mentor knows: a digest of the content files, the same wherever they are the same."""
    from mentor.content.load import DATA

    digest = sha256()
    for path in sorted(DATA.rglob("*.toml"), key=lambda path: path.relative_to(DATA).as_posix()):
        digest.update(fsencode(path.relative_to(DATA).as_posix()) + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
