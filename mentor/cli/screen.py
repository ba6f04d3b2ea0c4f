"""`mentor`: the full screen."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from mentor.cli.context import Context
from mentor.errors import InputError
from mentor.store.trouble import DamagedError

if TYPE_CHECKING:  # the application is imported when it opens
    from mentor.app import Opening


def need_terminal() -> None:
    """Make sure that there is a terminal to draw on.

    Raises:
        InputError: The input or the output is none.
    """
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise InputError("The full screen needs a terminal; without one try `mentor week` or `mentor --help`.")


def run(context: Context, *, debug: bool = False, opens: Opening = "") -> int:
    """Open the full screen until the user leaves it, with what `opens` names over its first place."""
    # Nothing made until the first frame is garbage; the application turns the collector on again once it stands.
    gc.disable()
    try:
        session = context.session()
    except DamagedError as error:
        if not _go_on(context, error):
            raise
        session = context.session()
    from mentor import app

    return app.run(session, debug=debug, opens=opens)


def _go_on(context: Context, error: DamagedError) -> bool:
    """Offer the newest good state of damaged files; whether the user took it."""
    from mentor.cli.output import say
    from mentor.store.rescue import carry_out, newest_good_state

    rescue = newest_good_state(context.folder())
    if rescue is None:
        return False
    for line in (error.message, *error.details, *rescue.lines(), "The damaged files would be set aside, not deleted."):
        say(line)
    try:
        answer = input("Go on with that? [y/N] ")
    except EOFError:
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        return False
    say(f"The files as they were are in {carry_out(context.folder(), rescue, context.clock.now())}.")
    return True
