"""`mentor bullet TEXT` checks a resume bullet; `mentor resume` prints the kept ones as Markdown, checks beside them."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from typing import Any

from mentor.cli.context import Context, NothingYetError
from mentor.cli.output import put_out, say, show, show_json
from mentor.cli.page import Page
from mentor.coach.bullets import Raised, Span, Verdict
from mentor.coach.learning import resume_lines
from mentor.coach.resume import Held, Resume, Section, as_markdown
from mentor.errors import InputError
from mentor.session import Session
from mentor.text import one_line, shorten

COLUMN = 28
LARGEST = 1_000_000
"""Bytes read from a pipe: more than any resume."""
MOST = 200
"""Bullets checked in one go."""
_LIST_MARK = re.compile(r"^\s*(?:[-*+•‣–]|\d{1,3}[.)])\s+")
EXAMPLE = 'Try: mentor bullet "Trained a ..., F1 0.84 vs 0.71 for ..."'


def run(arguments: Namespace, context: Context) -> int:
    """Check one bullet, or each line of the standard input. A weak one is a result, no failure."""
    session = context.session()
    if arguments.project and arguments.project not in session.journey.projects:
        known = ", ".join(session.journey.projects)
        raise InputError(
            f"No project has the id {shorten(arguments.project, 40)}.",
            hint=f"Projects: {known}" if known else "There is none yet; the Portfolio starts one.",
        )
    texts = _texts(arguments.text)
    verdicts = [session.check_bullet(text, arguments.part, arguments.project) for text in texts]
    if arguments.json:
        data = [verdict_data(verdict) for verdict in verdicts]
        show_json(data[0] if len(data) == 1 else {"bullets": data})
        return 0
    page = Page.for_output()
    for number, verdict in enumerate(verdicts):
        if number:
            page.blank()
        _write(page, verdict, session, with_text=len(verdicts) > 1)
    show(page)
    return 0


def _texts(words: list[str]) -> list[str]:
    """The bullets of the command line, or those of the standard input, one a line.

    Raises:
        InputError: There is none, or they are too many.
    """
    lines = _read().splitlines() if words == ["-"] else [" ".join(words)]
    texts = [text for text in (one_line(_LIST_MARK.sub("", line)) for line in lines) if text]
    if not texts:
        raise InputError("There is no bullet to check.", hint=EXAMPLE)
    if len(texts) > MOST:
        raise InputError(f"{len(texts)} lines are more than a resume holds.", hint=f"Give {MOST} at most.")
    return texts


def _read() -> str:
    try:
        data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin is not None else b""
    except (OSError, ValueError) as error:
        raise InputError(f"The standard input cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if len(data) > LARGEST:
        raise InputError("The standard input is larger than 1 MB; a resume is a page or two of text.")
    return data.decode("utf-8", errors="replace").lstrip("\ufeff")


# ---------------------------------------------------------------------- text


def _write(page: Page, verdict: Verdict, session: Session, *, with_text: bool) -> None:
    core = len([feature for feature in session.content.bullets.features if feature.core])
    of = f", {verdict.core} of {core} at the core" if verdict.part == "project" else ""
    page.line(f"{verdict.verdict}, {verdict.score:.1f} of 10{of}", style="bold")
    if with_text:
        page.line(verdict.text, indent=2)
    for found in verdict.features:
        page.row(f"+ {found.feature.title}", _words(found.spans), indent=2, column=COLUMN)
    for raised in verdict.flags:
        page.row(f"! {raised.flag.title}", _told(raised), indent=2, column=COLUMN)
    for question in verdict.questions:
        page.row("?", question, indent=2, column=2)


def _told(raised: Raised) -> str:
    words = _words(raised.spans)
    return f"{words}. {raised.flag.advice}" if words else raised.flag.advice


def _words(spans: tuple[Span, ...]) -> str:
    return "; ".join(dict.fromkeys(span.text for span in spans))


# ---------------------------------------------------------------------- JSON


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """A verdict as `--json` gives it: the features found and the flags by id, with their places in the text."""
    return {
        "text": verdict.text,
        "part": verdict.part,
        "verdict": verdict.verdict,
        "score": verdict.score,
        "core": verdict.core,
        "minus": verdict.minus,
        "features": {found.feature.id: [span._asdict() for span in found.spans] for found in verdict.features},
        "flags": [
            {
                "id": raised.flag.id,
                "minus": raised.flag.minus,
                "advice": raised.flag.advice,
                "found": [span._asdict() for span in raised.spans],
            }
            for raised in verdict.flags
        ],
        "missing": [feature.id for feature in verdict.missing],
        "questions": list(verdict.questions),
    }


# ---------------------------------------------------------------------- the resume


def run_resume(arguments: Namespace, context: Context) -> int:
    """Print the kept bullets, and on stderr what holds for all of them."""
    session = context.session()
    resume = session.resume()
    if not resume.sections:
        raise NothingYetError("No bullet is kept yet.", hint="Open mentor, press p, r and n to write the first one.")
    if arguments.json:
        show_json(_resume_data(resume))
        return 0
    text = as_markdown(resume)
    put_out(text, arguments.output)
    for held in resume.checks:
        say(_said(held))
    if (profile := session.journey.profile) is not None:
        order = resume_lines(session.content, profile)[0]
        say(f"{order.title} of the whole page: {order.text}")
    return 0


def _said(held: Held) -> str:
    return f"ok  {held.check.asks}" if held.held else f"no  {held.check.asks}. {held.said}"


def _resume_data(resume: Resume) -> dict[str, Any]:
    return {
        "sections": [_section(section) for section in resume.sections],
        "checks": [
            {"id": one.check.id, "held": one.held, "asks": one.check.asks, "said": one.said} for one in resume.checks
        ],
        "markdown": as_markdown(resume),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "part": section.part,
        "project": section.project.id if section.project else None,
        "title": section.project.title if section.project else None,
        "link": section.project.url or None if section.project else None,
        "bullets": [{"id": line.bullet.id, **verdict_data(line.verdict)} for line in section.lines],
    }
