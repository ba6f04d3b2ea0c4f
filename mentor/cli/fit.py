"""`mentor fit`: how a company and a title fit, by the rules, with the reasons."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.coach.advert_said import company_said
from mentor.coach.fit import VERDICT_TITLES, Fit
from mentor.content import Content
from mentor.errors import InputError
from mentor.text import one_line

COLUMN = 10


def run(arguments: Namespace, context: Context) -> int:
    """Judge a company on the list, or a kind of company, and a title."""
    session = context.begun_session()
    words, title = " ".join(arguments.words), one_line(arguments.title, 200)
    company = session.find_search("companies", words) if words.strip() else None
    type_ = session.company_type(arguments.type) or (company.type if company else "")
    own = arguments.own_industry or (company is not None and company.own_industry)
    if company is None and not (type_ or title or own):
        raise InputError("Say what to judge.", hint='mentor fit --type vertical_saas --title "ML engineer"')
    found = session.fit_of(type_, title, own_industry=own)
    if arguments.json:
        show_json({"company": company.id if company else None, **fit_data(session.content, found)})
        return 0
    page = Page.for_output()
    about = [company.name] if company else []
    if not about and type_:
        about = [company_said(session.content, type_)]
    page.line(" / ".join([*about, *([title] if title else [])]) or "Your own industry", style="bold")
    write_fit(page, session.content, found)
    show(page)
    return 0


def write_fit(page: Page, content: Content, found: Fit) -> None:
    """Write a verdict with its reasons, and what would change it."""
    page.row("fit", f"{VERDICT_TITLES[found.verdict]}: {found.short}", column=COLUMN)
    for number, text in enumerate(found.why):
        page.row("" if number else "why", text, column=COLUMN)
    for number, text in enumerate(found.change):
        page.row("" if number else "change", text, column=COLUMN)
    if found.rules:
        page.row("rules", "; ".join(f"{rule} {content.rules[rule].short}" for rule in found.rules), column=COLUMN)
    if found.facts:
        page.row("guides", guides(content, found.facts), column=COLUMN)


def guides(content: Content, facts: Iterable[str]) -> str:
    """The guides behind some facts, by name."""
    return ", ".join(f"{content.sources[one].name} ({one})" for one in content.source_names(tuple(facts)))


def fit_data(content: Content, found: Fit) -> dict[str, Any]:
    """A verdict as `--json` gives it."""
    return {
        "verdict": found.verdict,
        "short": found.short,
        "why": list(found.why),
        "change": list(found.change),
        "type": found.type or None,
        "title_kind": found.title or None,
        "rules": list(found.rules),
        "facts": list(found.facts),
        "sources": list(content.source_names(found.facts)),
    }
