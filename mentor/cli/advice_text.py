"""The advice as text. Every line of it ends with the guides it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mentor.cli.page import Page
from mentor.coach.advice import Advice
from mentor.coach.companies import Companies
from mentor.coach.learning import Line
from mentor.coach.notices import Notice, open_notices
from mentor.coach.salary import PayRow

_BASIS = {"base": "base", "tc": "total", "unstated": "unstated"}

_IN_FULL = 5
"""Warnings whose remedy is printed; nobody acts on more at once."""


def write_advice(page: Page, advice: Advice, told: Sequence[Notice]) -> None:
    """Write every part, the warnings first; those that are put off are only named."""
    _warnings(page, told)
    _project(page, advice)
    _companies(page, advice.companies)
    _pay(page, advice.salary)
    _bridges(page, advice.bridge_roles)
    _lines(page, "Resume", advice.resume)
    _lines(page, "Learning that costs money", advice.learning)
    _lines(page, "Notes", advice.notes)
    page.blank()
    page.line("Pay, firms and exams as of 2026. Every reason and fact id: mentor advice --json", style="dim")


def _warnings(page: Page, told: Sequence[Notice]) -> None:
    shown = open_notices(told)
    page.line("Warnings" if shown else "No warning follows from what you recorded", style="bold")
    for number, notice in enumerate(shown):
        mark = "!!" if notice.severity == "red" else "!"
        page.row(mark, f"{notice.title}: {notice.because}{_guides(notice.facts)}", column=4)
        if number < _IN_FULL:
            page.line(notice.instead, indent=4)
    if len(shown) > _IN_FULL:
        page.line(f"Begin with the first {_IN_FULL}; what to do about the others: mentor advice --json", style="dim")
    for notice in told:
        if notice.until is not None:
            page.line(f"Put off until {notice.until}: {notice.title}", style="dim")


def _project(page: Page, advice: Advice) -> None:
    page.head("Project to propose")
    page.line(f"{advice.project.title}. {advice.project.why} ({advice.project.rule}).", indent=2)
    if advice.project.not_yet:
        waiting = "; ".join(other.type.title for other in advice.project.not_yet)
        page.row("not yet", f"{waiting}. mentor plan says why.", indent=2)


def _companies(page: Page, companies: Companies) -> None:
    page.head("Where to apply")
    for number, row in enumerate(companies.target):
        page.row("" if number else "target", f"{row.title}: {row.short}{_guides(row.facts)}", indent=2)
    for name, rows in (("stretch", companies.stretch), ("later", companies.later), ("avoid", companies.avoid)):
        if rows:
            whens = " ".join(dict.fromkeys(row.when for row in rows if row.when))
            titles = "; ".join(row.title for row in rows)
            guides = _guides(fact for row in rows for fact in row.facts)
            page.row(name, f"{titles}{guides}. {whens}", indent=2)


def _pay(page: Page, rows: Iterable[PayRow]) -> None:
    page.head("Pay a year, each row as its guide states it")
    for row in rows:
        computed = "computed: " if row.computed else ""
        page.row(f"{row.source} {row.band} {_BASIS[row.basis]}", f"{computed}{row.label}", indent=2, column=30)


def _bridges(page: Page, lines: Sequence[Line]) -> None:
    if lines:
        page.head("Bridge roles")
    for line in lines:
        page.row("-", f"{line.title}: {line.short}", indent=2, column=2)
        if line.pay:
            bands = ", ".join(f"{row.label} {row.band}" for row in line.pay)
            page.line(f"{line.pay[0].source}, basis unstated: {bands}", indent=4, style="dim")


def _lines(page: Page, title: str, lines: Iterable[Line]) -> None:
    page.head(title)
    for line in lines:
        verdict = f", {line.verdict}" if line.verdict else ""
        page.row("-", f"{line.title}{verdict}: {line.short}", indent=2, column=2)


def _guides(facts: Iterable[str]) -> str:
    """The guides behind some facts: " (S0 S3)"."""
    return f" ({' '.join(sorted({fact[:2] for fact in facts}))})"
