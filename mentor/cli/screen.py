"""`mentor`: the full screen."""

from __future__ import annotations

import gc
import sys

from mentor.cli.context import Context
from mentor.errors import InputError


def need_terminal() -> None:
    """Make sure that there is a terminal to draw on.

    Raises:
        InputError: The input or the output is none.
    """
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise InputError("The full screen needs a terminal; without one try `mentor week` or `mentor --help`.")


def run(context: Context, *, debug: bool = False) -> int:
    """Open the full screen until the user leaves it."""
    # Nothing made until the first frame is garbage; the application turns the collector on again once it stands.
    gc.disable()
    session = context.session()
    from mentor import app

    return app.run(session, debug=debug)
