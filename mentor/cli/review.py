"""`mentor review`: the full screen, straight at the cards that are due; without a terminal, how many are."""

from __future__ import annotations

import sys
from argparse import Namespace

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.session.cards import due_line


def run(arguments: Namespace, context: Context) -> int:
    """Open the review, or print the due counts."""
    if not arguments.json and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        from mentor.cli import screen

        context.begun_session()
        return screen.run(context, debug=arguments.debug, opens="review")
    session = context.begun_session()
    day = session.card_day()
    if arguments.json:
        show_json(
            {
                "due": len(day.due),
                "new": len(day.new),
                "today": len(day.queue),
                "put_off": day.put_off,
                "reviewed": day.reviewed,
                "seconds": day.seconds,
                "interview": session.interview.isoformat() if session.interview else None,
                "groups": {
                    key: {"cards": kept.cards, "seen": kept.seen, "review": kept.review, "aside": kept.aside}
                    | {"tried": kept.tried, "recalled": kept.recalled, "share": kept.share}
                    for key, kept in session.cards_kept().items()
                },
                "coming": session.coming_cards(),
            }
        )
        return 0
    page = Page.for_output()
    page.line(due_line(session) or "No card is due today.")
    if day.put_off:
        page.line(f"{day.put_off} more are due; they are beyond what a day takes.", style="dim")
    show(page)
    return 0
