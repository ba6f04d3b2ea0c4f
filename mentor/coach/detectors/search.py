"""Patterns of the job search: where applications go, how many, how cold, and what is not rehearsed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mentor.coach.advert_mix import mix_of
from mentor.coach.companies import may_do_research
from mentor.coach.detectors.case import Case, Check, Hit, Target, never_at_once, right_at_once
from mentor.coach.forecast import add_months
from mentor.coach.words import speaks_of
from mentor.content.detectors import Detector
from mentor.journey.search import Application
from mentor.text import counted

_GRADUATES = ("cs_graduate", "grad_degree")


def _research(case: Case, it: Detector) -> Hit | None:
    """Many of the newest targets are research posts, without the degree and papers for them."""
    count = int(it.number("targets"))
    newest = case.targets[-count:]
    if may_do_research(case.profile) or len(newest) < count:
        return None
    found = sum(_is_research(target, it) for target in newest)
    if found / count < it.amber("share"):
        return None
    return Hit(f"{found} of the last {count} targets are research posts")


def _is_research(target: Target, it: Detector) -> bool:
    return target.type in it.words("types") or speaks_of(target.role, it.words("titles"))


def _hidden_switch(case: Case, it: Detector) -> Hit | None:
    """A resume without the earlier career, or one that makes a project a job."""
    if title := case.flagged("disguised_title"):
        return Hit(f'a project stands as a job: "{title}"')
    lines = [line for line in case.journey.bullets.values() if case.by(line.on)]
    profile = case.profile
    career = bool(profile.industry) or profile.start not in _GRADUATES
    first = min((line.on for line in lines if line.part == "project"), default=None)
    if not career or first is None or any(line.part == "career" for line in lines):
        return None
    if case.ago(first) < it.amber("days"):
        return None
    count = sum(line.part == "project" for line in lines)
    return Hit(f"{counted(count, 'project line')} on the resume, none on the earlier career")


def _spray(case: Case, it: Detector) -> Hit | None:
    """Many cold applications in a short time, or many that came to nothing."""
    recent = case.sent(case.days_back(it.days()), case.day)
    cold = _cold(recent)
    warm = len(recent) - len(cold)
    if len(cold) >= it.amber("cold") and warm / len(recent) < it.amber("warm_share"):
        return Hit(f"{len(cold)} cold applications and {warm} warm in {it.days()} days")
    every = _cold(case.sent(date.min, case.day))
    # As in the funnel: silence counts once the last day has passed, and what was withdrawn proves nothing.
    silent = [one for one in every if one.outcome == "open" and case.ago(one.on) > it.number("answer_days")]
    due = [*silent, *(one for one in every if one.outcome not in ("open", "withdrawn"))]
    screened = any(case.by(day) for one in every for day in one.stages.values())
    if len(due) >= it.amber("unanswered") and not screened:
        return Hit(f"{len(due)} cold applications, no screen")
    return None


def _cold(sent: Iterable[Application]) -> list[Application]:
    return [one for one in sent if one.channel == "cold"]


def _too_late(case: Case, it: Detector) -> Hit | None:
    """Applications may begin, and hardly any go out."""
    opened = case.records.may_apply_from
    if opened is None or case.ago(opened) < it.amber("days"):
        return None
    if any(one.outcome == "accepted" or "offer" in one.stages for one in case.records.applications):
        return None
    weeks = it.number("weeks")
    sent = len(case.sent(case.days_back(7 * weeks), case.day))
    if sent >= it.amber("a_week") * weeks:
        return None
    return Hit(f"{counted(sent, 'application')} in {weeks:g} weeks; you may apply for {case.ago(opened)} days")


def _undesigned(case: Case, it: Detector) -> Hit | None:
    """Interviews are near, and few design prompts were done."""
    near = _near(case, it.days())
    done = sum(1 for day in case.records.designs if case.by(day))
    if near is None or done >= it.amber("prompts"):
        return None
    return Hit(f"{near}, {counted(done, 'design prompt')} done")


def _near(case: Case, days: int) -> str | None:
    """Why interviews are near; None where they are not."""
    for one in case.records.applications:
        # A stage may be arranged for a day ahead.
        reached = [day for day in one.stages.values() if abs(case.ago(day)) <= days]
        if one.outcome == "open" and reached:
            return "an open application reached a screen or more"
    months = case.profile.deadline_months
    if months is None:
        return None
    left = -case.ago(add_months(case.profile.since, months))
    return f"{counted(left, 'day')} to your own date" if 0 <= left <= days else None


def _prompting(case: Case, it: Detector) -> Hit | None:
    """Most of the targets are prompting only, by the kind of employer or the words of the ad."""
    known = [target for target in case.targets if target.type or target.ad][-int(it.number("newest")) :]
    if len(known) < it.number("targets"):
        return None
    found = sum(target.type in it.words("types") or mix_of(case.content, target.ad).warns for target in known)
    if found / len(known) < it.amber("share"):
        return None
    return Hit(f"{found} of the last {len(known)} targets are prompting only")


def _wrong_companies(case: Case, it: Detector) -> Hit | None:
    """Few targets where a switcher converts best."""
    known = (target for target in case.targets if target.type or target.own_industry)
    targets = list(known)[-int(it.number("newest")) :]
    if len(targets) < it.number("targets"):
        return None
    right = {*it.words("types"), *case.records.suitable_types}
    found = sum(target.own_industry or target.type in right for target in targets)
    if found / len(targets) >= it.amber("share"):
        return None
    return Hit(f"{found} of the last {len(targets)} targets are in your industry or suit your start")


CHECKS = {
    "FM10": Check(_research, right_at_once),
    "FM11": Check(_hidden_switch, right_at_once),
    "FM15": Check(_spray, never_at_once),
    "FM16": Check(_too_late, never_at_once),
    "FM18": Check(_undesigned, right_at_once),
    "FM21": Check(_prompting, never_at_once),
    "FM22": Check(_wrong_companies, never_at_once),
}
