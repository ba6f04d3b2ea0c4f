"""`mentor probe URL`: looks at a deployed service, and records what it answered."""

from __future__ import annotations

import sys
from argparse import Namespace
from time import perf_counter
from typing import TextIO

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.errors import InputError
from mentor.evidence.deployment import Look, probe
from mentor.journey.proof import Deployment
from mentor.text import shorten

NOT_HELD = 1


def run(arguments: Namespace, context: Context) -> int:
    """Look, record, show. Exit status 1 where the address does not answer with what was asked for."""
    session = context.session()
    projects = session.journey.projects
    if arguments.project and arguments.project not in projects:
        raise InputError(
            f"No project has the id {shorten(arguments.project, 40)}.",
            hint=f"Projects: {', '.join(projects)}" if projects else "There is none yet; the Portfolio starts one.",
        )
    progress = _Progress(sys.stderr)
    try:
        look = probe(
            arguments.url, timer=perf_counter, local=arguments.local, requests=arguments.requests, progress=progress
        )
    except KeyboardInterrupt:
        progress.clear()
        sys.stderr.write("Stopped; nothing was recorded.\n")
        raise
    finally:
        progress.clear()
    record = session.keep_deployment(look, arguments.project)
    if arguments.json:
        show_json(_data(record, look))
    else:
        page = Page.for_output()
        _write(page, record, look)
        show(page)
    return 0 if look.good else NOT_HELD


class _Progress:
    """One line on a terminal that says how far it is; nothing where the stream is none."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._width = 0

    def __call__(self, made: int, of: int, what: str) -> None:
        """Show it in place of what was shown."""
        self._show(f"request {made + 1} of at most {of}: {shorten(what, 30)}")

    def clear(self) -> None:
        """Leave nothing of it."""
        if self._width:
            self._show("")

    def _show(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(f"\r{text.ljust(self._width)}" + ("" if text else "\r"))
            self._stream.flush()
            self._width = len(text)


def _write(page: Page, record: Deployment, look: Look) -> None:
    page.line(record.url, style="bold")
    page.row("status", str(look.status) if look.status else "no answer")
    page.row("health", _found(look.health))
    page.row("docs", _found(look.docs))
    if look.times:
        marks = ((percent, look.percentile(percent)) for percent in (50, 95, 99))
        page.row("latency", ", ".join(f"p{percent} {ms:g} ms" for percent, ms in marks if ms is not None))
        page.row("", look.method, style="dim")
    page.row("failed", f"{look.failed} of {look.requests} requests")
    for note in look.notes:
        page.row("note", note)
    whose = f" for {record.project}" if record.project else ""
    page.line(f"Recorded as {record.id}{whose}.", style="dim")


def _found(path: str | None) -> str:
    return "not looked for" if path is None else f"{path} answers" if path else "none found"


def _data(record: Deployment, look: Look) -> dict[str, object]:
    return {
        "id": record.id,
        "project": record.project or None,
        "url": record.url,
        "on": record.on.isoformat(),
        "status": record.status,
        "requests": record.requests,
        "failed": record.failed,
        "p50": record.p50,
        "p95": record.p95,
        "p99": record.p99,
        "samples": len(look.times),
        "method": look.method if look.times else "",
        "docs": record.docs,
        "docs_path": look.docs or None,
        "health": record.health,
        "health_path": look.health or None,
        "notes": list(look.notes),
    }
