"""`mentor ad`: reads an advertisement; what it asks for, the gaps, what of the user's answers it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from mentor.cli.context import Context
from mentor.cli.fit import COLUMN, fit_data, guides, write_fit
from mentor.cli.output import say, show, show_json
from mentor.cli.page import Page
from mentor.cli.search_records import read_advert
from mentor.coach.advert import Demand
from mentor.coach.advert_match import Match, Standing
from mentor.coach.advert_mix import words_of
from mentor.coach.advert_said import (
    NEEDS,
    answer_said,
    company_said,
    degree_said,
    flag_said,
    level_said,
    mix_said,
    words_said,
    years_said,
)
from mentor.content import Content
from mentor.errors import InputError

AREA = 46
NO_AD = "Nothing of it reads like an advertisement: no title, no skills, no years."


def run(arguments: Namespace, context: Context) -> int:
    """Read it, and keep it with its application where one is named."""
    session = context.begun_session()
    text = read_advert(arguments.file)
    if not text:
        raise InputError("There is no text in it.", hint="mentor ad FILE, or - for the standard input.")
    application = session.find_search("applications", arguments.application) if arguments.application else None
    found = session.match_advert(text, application)
    kept = application is not None and application.ad != text
    if application is not None and kept:
        session.change_search(application, ad=text)
    if arguments.json:
        show_json({"application": application.id if application else None, **match_data(session.content, found)})
        return 0
    page = Page.for_output()
    _write(page, session.content, found)
    show(page)
    if application is not None and kept:
        say(f"Kept with {application.id} {session.search_title(application)}.")
    return 0


# ---------------------------------------------------------------------- text


def _write(page: Page, content: Content, found: Match) -> None:
    reading = found.reading
    page.line(reading.title or "An advertisement", style="bold")
    if reading.empty:
        page.line(NO_AD)
        return
    if found.fit is not None:
        write_fit(page, content, found.fit)
    for raised in found.flags:
        page.head(f"{'!' if raised.flag.kind == 'flag' else '-'} {flag_said(raised)}")
        rests = f"({guides(content, raised.flag.facts)})" if raised.flag.facts else raised.flag.reason
        page.line(f"{raised.flag.text} {rests}", indent=2)
    _write_standings(page, found)
    page.head("Besides")
    page.row("words", mix_said(reading.mix), indent=2, column=COLUMN)
    for number, years in enumerate(reading.years):
        page.row("" if number else "years", years_said(years), indent=2, column=COLUMN)
    for number, degree in enumerate(reading.degrees):
        page.row("" if number else "degree", degree_said(degree), indent=2, column=COLUMN)
    if reading.type:
        guess = f"it reads like this: {company_said(content, reading.type)}. Only a guess"
        page.row("company", guess, indent=2, column=COLUMN)
    if reading.other is not None:
        page.row("no area", words_said(reading.other), indent=2, column=COLUMN)
    if reading.denied:
        words = ", ".join(dict.fromkeys(hit.text for hit in reading.denied))
        page.row("without", f"said not to be needed: {words}", indent=2, column=COLUMN)


def _write_standings(page: Page, found: Match) -> None:
    page.head(
        "What it asks for, the widest gap first; levels as far as they are shown"
        if found.standings
        else "It asks for nothing that an area holds"
    )
    for one in found.standings:
        short = f", {one.missing:.1f} to go" if one.missing else ", met"
        page.row(
            f"{NEEDS[one.demand.need]}  {one.report.area.title}", f"{level_said(one)}{short}", indent=2, column=AREA
        )
        page.line(words_said(one.demand), indent=8, style="dim")
        for answer in answer_said(one.answer):
            page.row("<-", answer, indent=8, column=3)
    bare = [one.report.area.title for one in found.standings if one.answer.open and one.demand.need == "must"]
    if bare:
        page.blank()
        page.line(f"No bullet and no project of yours answers: {'; '.join(bare)}.")


# ---------------------------------------------------------------------- JSON


def match_data(content: Content, found: Match) -> dict[str, Any]:
    """An ad beside the user, as `--json` gives it."""
    reading = found.reading
    return {
        "title": reading.title or None,
        "title_kind": reading.kind or None,
        "seniority": reading.seniority or None,
        "company_type": reading.type or None,
        "areas": [_standing(one) for one in found.standings],
        "unanswered": [one.demand.area for one in found.standings if one.answer.open],
        "no_area": _hits(reading.other),
        "not_needed": [hit._asdict() for hit in reading.denied],
        "years": [years._asdict() for years in reading.years],
        "degrees": [degree._asdict() for degree in reading.degrees],
        "prompting": {
            "prompting": reading.mix.prompting,
            "infrastructure": reading.mix.infrastructure,
            "share": None if reading.mix.share is None else round(reading.mix.share, 3),
            "words": {
                "prompting": dict(words_of(content, reading.text, "prompting")),
                "infrastructure": dict(words_of(content, reading.text, "infrastructure")),
            },
        },
        "flags": [
            {
                "id": raised.flag.id,
                "kind": raised.flag.kind,
                "because": raised.because,
                "text": raised.flag.text,
                "facts": list(raised.flag.facts),
                "reason": raised.flag.reason or None,
            }
            for raised in found.flags
        ],
        "fit": fit_data(content, found.fit) if found.fit is not None else None,
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "id": one.demand.area,
        "need": one.demand.need,
        "level": one.report.level,
        "effective": round(one.report.effective, 2),
        "target": round(one.report.target, 2),
        "missing": round(one.missing, 2),
        "words": _hits(one.demand),
        "bullets": [
            {"id": line.bullet.id, "words": list(line.words), "same": list(line.same)} for line in one.answer.bullets
        ],
        "projects": [
            {
                "id": shown.project.id,
                "verified": [criterion.id for criterion in shown.verified],
                "attested": [criterion.id for criterion in shown.attested],
                "same": list(shown.same),
            }
            for shown in one.answer.projects
        ],
    }


def _hits(demand: Demand | None) -> list[dict[str, Any]]:
    return [hit._asdict() for hit in demand.hits] if demand is not None else []
