"""The commands for the user's data as a whole, and their options."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mentor.cli.options import Commands, add, under, with_file, with_json

BACKUP_USAGE = "mentor backup list [--json]\n       mentor backup create\n       mentor backup restore ID"


def add_commands(command: Commands) -> None:
    """Add them, in the order of the help."""
    command("undo", "undo:run", "take back the last change")
    command("redo", "undo:run_redo", "do again what was taken back last")
    command("export", "export:run", "write everything you recorded into one readable file", _export)
    text = "merge an exported journey into yours; the newest change of a record wins"
    command("import", "merge:run", text, _import)
    command("backup", "backup:run_list", "copies of your journey", _backup, usage=BACKUP_USAGE)
    command("doctor", "doctor:run", "look everything over: files, backups, records, content", _doctor)
    command("where", "where:run", "where your data is", with_json)


def _export(parser: Any, _: ArgumentParser) -> None:
    with_file(parser)
    parser.add_argument("--markdown", action="store_true", help="a report that a human mentor can read")
    parser.add_argument("--with-paths", action="store_true", help="keep paths of this machine and logins in links")


def _import(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="what `mentor export` wrote; - reads the standard input")
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")
    with_json(parser)


def _backup(parser: Any, shared: ArgumentParser) -> None:
    with_json(parser)
    kinds = under(parser)
    with_json(add(kinds, shared, "list", "backup:run_list", "show the backups, newest first"))
    add(kinds, shared, "create", "backup:run_create", "make one now; it stays until you delete it")
    text = "go back to a backup; the present is backed up first"
    restore = add(kinds, shared, "restore", "backup:run_restore", text)
    restore.add_argument("id", metavar="ID", help="as `mentor backup list` shows it")


def _doctor(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("--fix", action="store_true", help="put right what can safely be put right")
    with_json(parser)
