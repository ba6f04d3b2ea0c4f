"""`mentor doctor`: looks files, records and content over, and puts right what can safely be put right."""

from __future__ import annotations

import contextlib
from argparse import Namespace

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.where import content_version
from mentor.errors import StoreError
from mentor.store.doctor import Finding, examine


def run(arguments: Namespace, context: Context) -> int:
    """Look everything over. The status is 1 while anything is wrong."""
    found = _findings(context)
    fixed: list[str] = []
    if arguments.fix:
        fixed = [finding.fix() for finding in found if finding.fix is not None]
        found = _findings(context) if fixed else found
    wrong = any(finding.wrong for finding in found)
    if arguments.json:
        show_json({
            "sound": not wrong,
            "content_version": content_version(),
            "fixed": fixed,
            "findings": [
                {"text": one.text, "advice": one.advice, "wrong": one.wrong, "fixable": one.fix is not None}
                for one in found
            ],
        })  # fmt: skip
        return int(wrong)
    page = Page.for_output()
    for line in fixed:
        page.row("fixed", line, column=7)
    for finding in found:
        first, *rest = finding.text.split("\n")
        page.row("wrong" if finding.wrong else "note", first, column=7)
        for line in (*rest, finding.advice):
            if line.strip():
                page.line(line.strip(), indent=7, style="dim")
    if not wrong:
        page.line("Everything is sound." if not found else "Nothing is wrong.")
    elif any(finding.fix for finding in found if finding.wrong):
        page.line("`mentor doctor --fix` puts right what it safely can.")
    show(page)
    return int(wrong)


def _findings(context: Context) -> list[Finding]:
    return [*examine(context.folder(), context.clock.now()), *_content(context)]


def _content(context: Context) -> list[Finding]:
    """What is wrong with what the mentor knows, and records that speak of what it no longer knows."""
    from mentor.content import Content
    from mentor.content.check import check
    from mentor.journey.lazy import UnreadableRecordError
    from mentor.journey.references import lost_references

    content = Content()
    if problems := check(content):
        return [Finding("\n".join(["The content files are damaged:", *problems]), "Reinstall mentor.")]
    with contextlib.suppress(StoreError, UnreadableRecordError):  # told already
        lost = lost_references(context.store().read(), content)
        return [
            Finding(
                f"{line} (content {content_version()})",
                "The record stays and counts for nothing. Upgrade mentor if another machine has a newer one.",
            )
            for line in lost
        ]
    return []
