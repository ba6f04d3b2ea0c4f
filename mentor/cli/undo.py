"""`mentor undo` and `mentor redo`: one step back or forth, whichever window or session it was made in."""

from __future__ import annotations

from argparse import Namespace

from mentor.cli.context import Context
from mentor.cli.output import show
from mentor.cli.page import Page


def run(arguments: Namespace, context: Context) -> int:  # noqa: ARG001
    """Take back the last change."""
    label = context.store().undo(context.clock.now(), context.today)
    return _told(f"Taken back: {label}" if label else "", "There is nothing to take back.")


def run_redo(arguments: Namespace, context: Context) -> int:  # noqa: ARG001
    """Do again what was taken back last."""
    label = context.store().redo(context.clock.now(), context.today)
    return _told(f"Done again: {label}" if label else "", "There is nothing to do again.")


def _told(done: str, nothing: str) -> int:
    page = Page.for_output()
    page.line(done or nothing)
    show(page)
    return 0 if done else 1
