"""`mentor week`: the seven-day list, as text, Markdown or JSON."""

from __future__ import annotations

import sys
from argparse import Namespace

from mentor.cli.context import Context
from mentor.cli.glance import stored_week
from mentor.journey.records import Action, Week
from mentor.paths import journey_file

Accepted = tuple[Week, tuple[Action, ...]]


def run(arguments: Namespace, context: Context) -> int:
    """Print the accepted week; make one where there is none or the last is over."""
    found = None if arguments.new else stored_week(journey_file(context.folder()))
    if found is None or context.clock.today() > found[0].end:
        found = _planned(context, new=arguments.new)
    week, actions = found
    to_file = arguments.output not in (None, "-")
    text = _written(week, actions, arguments.format, arguments.output)
    if to_file:
        from mentor.cli.output import write_file

        write_file(arguments.output, text)
    else:
        sys.stdout.write(text)
    return 0


def _planned(context: Context, *, new: bool) -> Accepted:
    """The running week from the store, planned now where needed or asked for."""
    from mentor.cli.output import say

    session = context.begun_session()
    before = session.current_week()
    if new:
        session.renew_week()
    current = session.ensure_week()
    if before is None or new or before.over:
        say(f"Week {current.week.number} is planned from today, {current.week.start.isoformat()}.")
    return current.week, current.actions


def _written(week: Week, actions: tuple[Action, ...], form: str, file: str | None) -> str:
    if form == "json":
        from mentor.cli.output import as_json, is_utf8
        from mentor.cli.week_data import as_data

        return as_json(as_data(week, actions), ascii_only=file in (None, "-") and not is_utf8(sys.stdout))
    if form == "markdown":
        from mentor.cli.week_markdown import as_markdown

        return as_markdown(week, actions)
    from mentor.cli.page import Page
    from mentor.cli.week_text import write_week

    page = Page.for_output(file)
    write_week(page, week, actions)
    return page.text()
