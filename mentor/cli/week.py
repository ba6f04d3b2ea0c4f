"""`mentor week`: the seven-day list, as text, Markdown or JSON."""

from __future__ import annotations

import sys
from argparse import Namespace

from mentor.cli.context import Context
from mentor.cli.glance import WeekView, stored_week


def run(arguments: Namespace, context: Context) -> int:
    """Print the accepted week; make one where there is none or the last is over."""
    week = None if arguments.new else stored_week(context.folder())
    if week is None or context.today > week.end:
        week = _planned(context, new=arguments.new)
    file = None if arguments.output == "-" else arguments.output
    text = _written(week, arguments.format, file)
    if file is None:
        sys.stdout.write(text)
    else:
        from mentor.cli.output import write_file

        write_file(file, text)
    return 0


def _planned(context: Context, *, new: bool) -> WeekView:
    """The running week from the store, planned now where needed or asked for."""
    from mentor.cli.output import say

    session = context.begun_session()
    before = session.current_week()
    if new:
        session.renew_week()
    current = session.ensure_week()
    if before is None or new or before.over:
        say(f"Week {current.week.number} is planned from today, {current.week.start.isoformat()}.")
        if why := session.store.read_only:
            say(f"It is not stored: {why}")
    return WeekView(
        current.week.id, current.week.to_fields(), {action.id: action.to_fields() for action in current.actions}
    )


def _written(week: WeekView, form: str, file: str | None) -> str:
    if form == "json":
        from mentor.cli.output import as_json, is_utf8
        from mentor.cli.week_data import as_data

        return as_json(as_data(week), ascii_only=file is None and not is_utf8(sys.stdout))
    if form == "markdown":
        from mentor.cli.week_markdown import as_markdown

        return as_markdown(week)
    from mentor.cli.page import Page
    from mentor.cli.week_text import write_week

    page = Page.for_output(file)
    write_week(page, week)
    return page.text()
