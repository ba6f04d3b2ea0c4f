"""`mentor backup`: lists, makes and restores copies of the journey."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from typing import Any

from mentor.cli.context import Context, NothingYetError
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.errors import StoreError
from mentor.paths import backups_folder
from mentor.store import backups
from mentor.store.backups import Backup
from mentor.store.rescue import carry_out, from_backup
from mentor.store.rows import DELETED
from mentor.store.trouble import DamagedError
from mentor.text import counted

KINDS = {backups.DAILY: "daily", backups.BY_HAND: "asked for", backups.BEFORE_RESTORE: "before a restore"}


def run_list(arguments: Namespace, context: Context) -> int:
    """Show the backups, newest first."""
    folder = context.folder()
    found = [_row(backup) for backup in backups.backups(folder)]
    if arguments.json:
        show_json({"backups": found})
        return 0
    page = Page.for_output()
    if not found:
        page.line(
            "There is no backup yet. One a day is made at the end of a session; `mentor backup create` makes one."
        )
    for row in found:
        state = counted(row["records"], "record") if row["readable"] else "cannot be read"
        page.columns(f"{row['id']:<22} {KINDS.get(str(row['kind']), row['kind']):<17} {state}")
    if found:
        page.line(
            f"Kept: one a day for {backups.DAYS} days, one a week for {backups.WEEKS} weeks, one a month for "
            f"{backups.MONTHS} months, and the others until you delete them in {backups_folder(folder)}.",
            style="dim",
        )
    show(page)
    return 0


def _row(backup: Backup) -> dict[str, Any]:
    records = None
    with contextlib.suppress(StoreError):
        records = backup.read().records
    return {
        "id": backup.id,
        "at": backup.at.isoformat(),
        "kind": backup.kind,
        "records": records,
        "readable": records is not None,
        "file": str(backup.path),
    }


def run_create(arguments: Namespace, context: Context) -> int:  # noqa: ARG001
    """Make a backup now."""
    store = context.store()
    if not store.exists:
        raise NothingYetError("There is nothing to back up yet.")
    backup = store.back_up(context.clock.now())
    page = Page.for_output()
    page.line(f"Made the backup {backup.id}.")
    show(page)
    return 0


def run_restore(arguments: Namespace, context: Context) -> int:
    """Go back to a backup."""
    folder, now = context.folder(), context.clock.now()
    backup = backups.find(folder, arguments.id)
    page = Page.for_output()
    try:
        store = context.store()
    except DamagedError:
        aside = carry_out(folder, from_backup(folder, backup), now)
        page.line(f"Restored {backup.id}. The damaged files that were there are in {aside}.")
    else:
        changed = [put for put in store.restore(backup, now, context.today) if put[0] != DELETED]
        if changed:
            page.line(f"Restored {backup.id}: {counted(len(changed), 'record')} changed.")
            page.line("The present was backed up first; `mentor undo` takes the restore back.", style="dim")
        else:
            page.line(f"Nothing to restore: the journey is what it was in {backup.id}.")
    show(page)
    return 0
