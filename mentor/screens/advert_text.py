"""What the screen of an advertisement says: the verdict, what is asked for with bars, flags, prompting, answers."""

from __future__ import annotations

from textual.content import Content

from mentor.coach.advert import Reading
from mentor.coach.advert_flags import Raised
from mentor.coach.advert_match import Match, Standing
from mentor.coach.advert_mix import Mix, words_of
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
from mentor.coach.fit import VERDICT_TITLES, Fit
from mentor.screens.behind import behind
from mentor.session import Session
from mentor.session.search_words import AD_LENGTH
from mentor.text import shorten
from mentor.widgets.meter import FULL, HALF, bar
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain

LABEL = 9
BAR = 10
MIX_BAR = 24
EMPTY = (
    "No text yet. Enter opens the field; paste the ad there, and what it asks for stands here. It is kept with the "
    "application, or for the next time where it belongs to none."
)
NO_AD = "Nothing of it reads like an advertisement yet: no title, no skills, no years of experience."


def head_line(about: str, text: str, width: int) -> Content:
    """What the ad is for, and how long it is where that is more than is kept."""
    more = f"   {len(text):,} characters; the first {AD_LENGTH:,} are kept" if len(text) > AD_LENGTH else ""
    return join((shorten(about or "An advertisement", width - len(more)), STRONG), (more, ACCENT))


def page(session: Session, found: Match, width: int) -> Content:
    """All that reading it gives."""
    reading = found.reading
    if not reading.text:
        return lines(*paragraph(EMPTY, width))
    if reading.empty:
        return lines(*paragraph(NO_AD, width))
    parts: list[Content] = []
    if reading.title:
        parts.append(line(reading.title, STRONG))
    if found.fit is not None:
        parts += _fit_parts(session, found.fit, width)
    for raised in found.flags:
        parts += [plain(""), *_flag_parts(session, raised, width)]
    parts += _asked_parts(found, width)
    parts += [plain(""), *_mix_parts(session, reading, width)]
    parts += _besides(session, reading, width)
    return lines(*parts)


def _fit_parts(session: Session, fit: Fit, width: int) -> list[Content]:
    verdict = VERDICT_TITLES[fit.verdict]
    parts = [hanging("fit", f"{verdict}: {fit.short}", width, LABEL)]
    parts += [hanging("" if n else "why", text, width, LABEL) for n, text in enumerate(fit.why)]
    parts += [hanging("" if n else "change", text, width, LABEL) for n, text in enumerate(fit.change)]
    for rule in fit.rules:
        parts += behind(session, rule, (), width, LABEL)
    return [*parts, *behind(session, "", fit.facts, width, LABEL)]


def _flag_parts(session: Session, raised: Raised, width: int) -> list[Content]:
    flag = raised.flag
    warns = flag.kind == "flag"
    title = paragraph(f"{'!' if warns else '-'} {flag_said(raised)}", width, f"{STRONG} {ACCENT}" if warns else STRONG)
    parts = [*title, *(join("  ", row) for row in paragraph(flag.text, width - 2))]
    if flag.reason:
        parts += [join("  ", row) for row in paragraph(flag.reason, width - 2, MUTED)]
    if flag.facts:
        names = ", ".join(f"{session.content.sources[s].name} ({s})" for s in session.content.source_names(flag.facts))
        parts.append(hanging("  guides", names, width, LABEL))
    return parts


def _asked_parts(found: Match, width: int) -> list[Content]:
    if not found.standings:
        return [plain(""), plain("It asks for nothing that an area holds.", MUTED)]
    parts = [plain(""), plain("ASKED FOR, the widest gap first; levels as far as shown", MUTED)]
    for one in found.standings:
        parts += _standing_parts(one, width)
    bare = [one.report.area.title for one in found.standings if one.answer.open and one.demand.need == "must"]
    if bare:
        said = f"{'; '.join(bare)}. No bullet and no project of yours speaks of it."
        parts += [plain(""), plain("NOTHING ANSWERS", MUTED), *paragraph(said, width)]
    return parts


def _standing_parts(one: Standing, width: int) -> list[Content]:
    report = one.report
    share = min(report.effective / report.target, 1.0) if report.target else 1.0
    short = f", {one.missing:.1f} to go" if one.missing else ", met"
    head = join((f"{NEEDS[one.demand.need]:<5}", MUTED), bar(share, BAR), f" {level_said(one)}{short}")
    parts = [line(report.area.title, STRONG if one.demand.need == "must" else ""), join("  ", head)]
    parts += [join("  ", row) for row in paragraph(words_said(one.demand), width - 2, MUTED)]
    return [*parts, *(hanging("  <-", text, width, 5) for text in answer_said(one.answer))]


def _mix_parts(session: Session, reading: Reading, width: int) -> list[Content]:
    parts = [plain("PROMPTING AGAINST INFRASTRUCTURE", MUTED), _mix_bar(reading.mix)]
    parts += paragraph(mix_said(reading.mix), width)
    for kind in ("prompting", "infrastructure"):
        if counts := words_of(session.content, reading.text, kind):
            parts.append(hanging(kind, ", ".join(f"{word} {count}" for word, count in counts), width, 15))
    return parts


def _mix_bar(mix: Mix) -> Content:
    """Prompting solid, infrastructure hatched; the numbers stand at its ends."""
    total = mix.prompting + mix.infrastructure
    if not total:
        return plain("·" * MIX_BAR, MUTED)
    solid = round(MIX_BAR * mix.prompting / total)
    if mix.prompting and mix.infrastructure:
        solid = min(max(solid, 1), MIX_BAR - 1)  # what there is shows
    ends = f"{mix.prompting:>3} ", f" {mix.infrastructure}"
    return join(ends[0], (FULL * solid, ACCENT), (HALF * (MIX_BAR - solid), MUTED), ends[1])


def _besides(session: Session, reading: Reading, width: int) -> list[Content]:
    rows = [("years", years_said(years)) for years in reading.years]
    rows += [("degree", degree_said(degree)) for degree in reading.degrees]
    if reading.type:
        kind = company_said(session.content, reading.type)
        rows.append(("company", f"reads like {kind}: only a guess, the company's type is yours to set"))
    if reading.other is not None:
        rows.append(("no area", words_said(reading.other)))
    if reading.denied:
        words = ", ".join(dict.fromkeys(hit.text for hit in reading.denied))
        rows.append(("without", f"said not to be needed: {words}"))
    parts = [hanging(label, text, width, LABEL) for label, text in rows]
    return [plain(""), plain("BESIDES", MUTED), *parts] if parts else []
