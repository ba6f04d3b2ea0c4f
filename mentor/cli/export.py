"""`mentor export`: everything recorded, as one JSON file or as a report in Markdown."""

from __future__ import annotations

import sys
from argparse import Namespace

from mentor.cli.context import Context, NothingYetError
from mentor.cli.output import put_out


def run(arguments: Namespace, context: Context) -> int:
    """Write the journey to the standard output or into a file."""
    if arguments.markdown:
        from mentor.cli.report import as_report

        text = as_report(context.begun_session(), whole=arguments.with_paths)
    else:
        text = _as_json(context, whole=arguments.with_paths)
    put_out(text, arguments.output)
    return 0


def _as_json(context: Context, *, whole: bool) -> str:
    import json

    from mentor.cli.output import is_utf8
    from mentor.store.exchange import export

    store = context.store()
    if not store.exists:
        raise NothingYetError("There is nothing to export yet.")
    value = export(store.tables(), context.clock.now(), whole=whole)
    # Control characters within texts are escaped by JSON itself, so what comes back in is what went out.
    return json.dumps(value, indent=1, ensure_ascii=not is_utf8(sys.stdout)) + "\n"
