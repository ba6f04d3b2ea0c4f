"""The code cells of a notebook, read from its JSON."""

from __future__ import annotations

import json
from typing import Any

from mentor.evidence.read.python import Module, parse

MAGIC = ("%", "!", "?")


def read_notebook(path: str, text: str) -> tuple[Module | None, int]:
    """The code of a notebook as one module, and its lines of code; (None, 0) where it is no notebook.

    A cell that does not parse is left out of the module and still counted.
    """
    try:
        book: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None, 0
    cells = book.get("cells") if isinstance(book, dict) else None
    if not isinstance(cells, list):
        return None, 0
    good: list[str] = []
    lines = 0
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = _plain(cell.get("source"))
        lines += sum(1 for line in source.splitlines() if line.strip() and not line.strip().startswith("#"))
        if parse(path, source) is not None:
            good.append(source)
    module = parse(path, "\n".join(good), notebook=True)
    return module, lines


def _plain(source: Any) -> str:
    """A cell's text without the lines that are no Python."""
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    kept = [line for line in source.splitlines() if not line.lstrip().startswith(MAGIC)]
    return "" if source.lstrip().startswith("%%") else "\n".join(kept)
