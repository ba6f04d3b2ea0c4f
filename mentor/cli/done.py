"""`mentor done ID`: ticks an action."""

from __future__ import annotations

from argparse import Namespace

from mentor.cli.context import Context, NothingYetError
from mentor.cli.output import show
from mentor.cli.page import Page, duration
from mentor.errors import InputError
from mentor.session.timelog import read_minutes


def run(arguments: Namespace, context: Context) -> int:
    """Tick an action, or take its tick off."""
    session = context.begun_session()
    if session.journey.week is None:
        raise NothingYetError("There is no week yet.", hint="`mentor week` plans the first one.")
    action = session.find_action(arguments.id)
    done = not arguments.undo
    took = read_minutes(arguments.took) if arguments.took else None
    if took is not None and not done:
        raise InputError("--took goes with a tick, not with --undo.")
    page = Page.for_output()
    if done and action.done:
        page.line(f"{action.id} was ticked already, on {action.done.isoformat()}: {action.title}")
        if took is not None:
            page.line(f"Its time is changed by `mentor log edit {action.id} minutes={took}`.", style="dim")
    elif not done and not action.done:
        page.line(f"{action.id} is not ticked: {action.title}")
    else:
        entry = session.set_done(action, done=done, minutes=took)
        page.line(f"{'Done' if done else 'Open again'}: {action.id} {action.title}")
        if entry is not None:
            page.line(
                f"{duration(entry.minutes)} logged; `mentor log edit {entry.id} minutes=N` changes it.", style="dim"
            )
        current = session.current_week()
        if current is not None and current.week.id == action.week:
            ticked = sum(1 for other in current.actions if other.done)
            page.line(
                f"{ticked} of {len(current.actions)} this week, {duration(current.minutes_done)} of "
                f"{duration(current.week.minutes_planned)}.",
                style="dim",
            )
    show(page)
    return 0
