"""`mentor week`: the accepted seven-day list as text, Markdown, JSON or a calendar file; the next one."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from mentor.cli.context import Context
from mentor.cli.glance import WeekView, stored_week

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentor.journey.records import Action, Week

OVER = "This week is over. `mentor week --next` shows the one proposed from today, `mentor week --new` takes it."


def run(arguments: Namespace, context: Context) -> int:
    """Print the accepted week; the first one is made where there is none."""
    if arguments.next:
        return _next(arguments, context)
    week = None if arguments.new else stored_week(context.folder())
    if week is None:
        week = _planned(context, new=arguments.new)
    if context.today > week.end:
        from mentor.cli.output import say

        say(OVER)
    _put_out(arguments, context, week)
    return 0


def _next(arguments: Namespace, context: Context) -> int:
    """Print the proposed week beside what the last one came to; nothing is stored."""
    from mentor.cli.output import say
    from mentor.cli.week_text import write_before

    session = context.begun_session()
    proposed = session.propose_week()
    before = ""
    if arguments.format == "text":
        from mentor.cli.page import Page

        page = Page.for_output(_file(arguments))
        write_before(page, session.journey, proposed)
        before = page.text()
    _put_out(arguments, context, _view(proposed.week, proposed.actions), before=before, accepted=False)
    say("This is a proposal; nothing is stored. `mentor week --new` takes it, the full screen lets you change it.")
    return 0


def _planned(context: Context, *, new: bool) -> WeekView:
    """The week from the store; the first one, or the next where asked for, is planned now."""
    from mentor.cli.output import say

    session = context.begun_session()
    begun = session.current_week() is None
    if new:
        session.renew_week()
    current = session.ensure_week()
    if begun or new:
        say(f"Week {current.week.number} is planned from today, {current.week.start.isoformat()}.")
        if why := session.store.read_only:
            say(f"It is not stored: {why}")
    return _view(current.week, current.actions)


def _view(week: Week, actions: Iterable[Action]) -> WeekView:
    return WeekView(week.id, week.to_fields(), {action.id: action.to_fields() for action in actions})


def _file(arguments: Namespace) -> str | None:
    return None if arguments.output == "-" else arguments.output


def _put_out(
    arguments: Namespace, context: Context, week: WeekView, *, before: str = "", accepted: bool = True
) -> None:
    file = _file(arguments)
    text = before + _written(context, week, arguments.format, file, accepted=accepted)
    if file is None:
        sys.stdout.write(text)
    else:
        from mentor.cli.output import write_file

        write_file(file, text)


def _written(context: Context, week: WeekView, form: str, file: str | None, *, accepted: bool) -> str:
    if form == "json":
        from mentor.cli.output import as_json, is_utf8
        from mentor.cli.week_data import as_data

        data = {**as_data(week), "accepted": accepted, "over": context.today > week.end}
        return as_json(data, ascii_only=file is None and not is_utf8(sys.stdout))
    if form == "ics":
        from mentor.cli.week_ics import as_calendar

        return as_calendar(week, context.clock.now())
    if form == "markdown":
        from mentor.cli.week_markdown import as_markdown

        return as_markdown(week)
    from mentor.cli.page import Page
    from mentor.cli.week_text import write_week

    page = Page.for_output(file)
    write_week(page, week, accepted=accepted)
    return page.text()
