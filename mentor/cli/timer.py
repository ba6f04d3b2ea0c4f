"""`mentor timer`: times what is being done, across commands and windows."""

from __future__ import annotations

import sys
from argparse import Namespace

from mentor.cli.context import Context
from mentor.cli.log import links_of, tell
from mentor.cli.log_text import linked_to
from mentor.cli.output import say, show, show_json
from mentor.cli.page import Page
from mentor.errors import InputError
from mentor.journey.duration import LONGEST, on_clock
from mentor.journey.time import KINDS
from mentor.session import Session
from mentor.session.timelog import LONG_HOURS, read_minutes

NOT_DONE = 1


def run(arguments: Namespace, context: Context) -> int:
    """Say what is being timed."""
    return _status(context.begun_session(), as_json=arguments.json)


def run_start(arguments: Namespace, context: Context) -> int:
    """Start the timer."""
    session = context.begun_session()
    if not arguments.words:
        raise InputError("Say what it is for.", hint=f"mentor timer start KIND; kinds: {', '.join(KINDS)}.")
    kind, *note = arguments.words
    session.start_timer(kind, " ".join(note), **links_of(session, arguments))
    return _status(session, as_json=arguments.json)


def run_pause(arguments: Namespace, context: Context) -> int:
    """Pause the timer."""
    session = context.begun_session()
    session.pause_timer()
    return _status(session, as_json=arguments.json)


def run_resume(arguments: Namespace, context: Context) -> int:
    """Go on after a pause."""
    session = context.begun_session()
    session.resume_timer()
    return _status(session, as_json=arguments.json)


def run_stop(arguments: Namespace, context: Context) -> int:
    """Stop the timer and log its time; a very long one only after a question."""
    session = context.begun_session()
    if arguments.discard:
        if arguments.minutes:
            raise InputError("--discard logs nothing, so --minutes has no use beside it.")
        session.discard_timer()
        if arguments.json:
            show_json({"discarded": True})
        else:
            _show("The timer is stopped; nothing was logged. `mentor undo` brings it back.")
        return 0
    minutes = read_minutes(arguments.minutes) if arguments.minutes else None
    seconds = session.timer_seconds()
    hint = ""
    if minutes is None and seconds is not None and seconds >= LONG_HOURS * 3600:
        if _can_ask() and seconds <= LONGEST * 60:
            if not _asked(seconds):
                say("Nothing was logged, and the timer goes on. `mentor timer stop --minutes 90` logs what it was.")
                return NOT_DONE
            minutes = session.timer_entry().minutes
        hint = "That is long for one sitting: `mentor log edit 1 minutes=90` puts it right."
    return tell(session, "Logged", session.stop_timer(minutes), hint, as_json=arguments.json)


def _can_ask() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _asked(seconds: int) -> bool:
    try:
        answer = input(f"The timer shows {on_clock(seconds)}. Log all of it? [y/N] ")
    except EOFError:
        return False
    return answer.strip().lower() in ("y", "yes")


def _status(session: Session, *, as_json: bool) -> int:
    timer, seconds = session.timer, session.timer_seconds()
    if as_json:
        fields = {name: value or None for name, value in timer.to_fields().items()} if timer else {}
        fields.pop("id", None)
        state = "none" if timer is None else "running" if timer.started else "paused"
        show_json({**fields, "state": state, "seconds": seconds})
        return 0
    if timer is None or seconds is None:
        _show("Nothing is being timed. `mentor timer start build` starts the timer.")
        return 0
    parts = [f"{timer.kind} {on_clock(seconds)}{'' if timer.started else ', paused'}"]
    if timer.note:
        parts.append(timer.note)
    if target := linked_to(session, timer):
        parts.append(f"for {target}")
    go_on = "pause" if timer.started else "resume"
    _show(", ".join(parts), f"mentor timer {go_on}; mentor timer stop logs it.")
    return 0


def _show(text: str, hint: str = "") -> None:
    page = Page.for_output()
    page.line(text)
    if hint:
        page.line(hint, style="dim")
    show(page)
