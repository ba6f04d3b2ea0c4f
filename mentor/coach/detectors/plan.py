"""Patterns of the plan: too much in too little time, weeks that do not hold it, work that nobody sees."""

from __future__ import annotations

from mentor.coach.companies import OUTSIDE
from mentor.coach.detectors.case import Case, Check, Hit, never_at_once
from mentor.coach.spent import weeks_spent
from mentor.content.detectors import Detector
from mentor.journey import Journey
from mentor.text import counted


def _compressed(case: Case, it: Detector) -> Hit | None:
    """A date that next to nobody reaches, or weeks that hardly anybody keeps up."""
    profile = case.profile
    months = profile.deadline_months
    if months is not None and profile.start in OUTSIDE and months < it.red("months"):
        return Hit(f"from outside software to an offer in {counted(months, 'month')}", red=True)
    reviews = [review for review in case.journey.reviews.values() if case.by(review.on)]
    last = max(reviews, key=lambda review: review.on, default=None)
    chance = last.by_deadline if last is not None else None
    if months is not None and chance is not None and chance < it.amber("chance"):
        return Hit(f"{chance:.0%} is the chance of an offer by your date, by the last weekly review")
    count = int(it.number("weeks"))
    weeks = [week for week in case.records.weeks if case.ago(week.start) < 7 * (count + 1) and case.by(week.start)]
    least = min((week.hours_per_week for week in weeks[-count:]), default=0.0)
    if len(weeks) >= count and least > it.amber("hours"):
        return Hit(f"{least:g} h or more planned in each of the last {count} weeks")
    return None


def _silent(case: Case, it: Detector) -> Hit | None:
    """Weeks since the first model, or since the last public thing, without another."""
    gate = case.records.model_gate_on
    if gate is None or not case.by(gate):
        return None
    shown = case.ledger.last_day("publish", case.day)
    days = case.ago(max(gate, shown) if shown else gate)
    if days < it.amber("days"):
        return None
    since = "the last one" if shown and shown > gate else "the first model"
    return Hit(f"nothing public for {days} days, since {since}", days >= it.red("days"))


def _published(case: Case, it: Detector) -> bool:
    shown = case.ledger.last_day("publish", case.day)
    return shown is not None and case.ago(shown) < it.amber("days")


def _overload(case: Case, it: Detector) -> Hit | None:
    """Most of the last weeks hold much less than was planned for them."""
    count = int(it.number("weeks"))
    weeks = [week for week in case.records.weeks if case.by(week.start)][-2 * count :]  # some may have been cut short
    if not weeks:
        return None
    spent = case.ledger.between(weeks[0].start, case.day)
    past = weeks_spent(Journey(weeks={week.id: week for week in weeks}), spent, case.day)[-count:]
    low = [week for week in past if week.planned and week.minutes < it.amber("share") * week.planned]
    if len(past) < count or len(low) < it.amber("weeks"):
        return None
    logged, planned = sum(week.minutes for week in past), sum(week.planned for week in past)
    share = f"{logged / 60:.0f} of {planned / 60:.0f} planned hours logged in {count} weeks"
    return Hit(f"{share}, {len(low)} of them under {it.amber('share'):.0%}")


CHECKS = {
    "FM09": Check(_compressed, never_at_once),
    "FM17": Check(_silent, _published),
    "FM19": Check(_overload, never_at_once),
}
