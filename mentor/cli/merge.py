"""`mentor import FILE`: merges an exported journey into the user's own."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.store.exchange import merge, open_import, read_import
from mentor.store.log import Put
from mentor.store.migrations import Tables
from mentor.store.rows import DELETED, MOMENTS, Rows

SHOWN = 30
"""Changed records that are listed one by one."""


def run(arguments: Namespace, context: Context) -> int:
    """Show what a file would change, and unless it is a dry run, change it as one step."""
    with open_import(arguments.file) as file:
        other = read_import(file, arguments.file)
    store = context.store()

    def make(tables: Tables) -> Rows:
        return merge(tables, other)

    if arguments.dry_run:
        puts = store.preview(make)
    else:
        puts = store.commit_rows(f"import {arguments.file}", make, context.clock.now(), context.today)
    changes = [_change(put) for put in puts if put[0] != DELETED]
    if arguments.json:
        show_json({"applied": bool(puts) and not arguments.dry_run, "changes": changes})
        return 0
    page = Page.for_output()
    _write(page, changes, dry_run=arguments.dry_run)
    show(page)
    return 0


def _change(put: Put) -> dict[str, Any]:
    table, key, before, after = put
    if before is None:
        return {"table": table, "id": key, "what": "new", "fields": []}
    if after is None:
        return {"table": table, "id": key, "what": "removed", "fields": []}
    fields = sorted(
        name for name in before.keys() | after.keys() if name not in MOMENTS and before.get(name) != after.get(name)
    )
    return {"table": table, "id": key, "what": "changed" if fields else "only its date", "fields": fields}


def _write(page: Page, changes: list[dict[str, Any]], *, dry_run: bool) -> None:
    if not changes:
        page.line("Nothing changes: everything in the file is here already, or is older than what is here.")
        return
    for change in changes[:SHOWN]:
        fields = f" ({', '.join(change['fields'])})" if change["fields"] else ""
        page.row(change["what"], f"{change['table']} {change['id']}{fields}", column=15)
    if len(changes) > SHOWN:
        page.line(f"... and {len(changes) - SHOWN} more")
    counts = Counter(change["what"] for change in changes)
    counted = ", ".join(f"{number} {what}" for what, number in counts.items())
    if dry_run:
        page.line(f"Would change: {counted}. Nothing was changed.", style="bold")
    else:
        page.line(f"Imported: {counted}.", style="bold")
        page.line("`mentor undo` takes all of it back.", style="dim")
