"""How much a week holds: what the weeks before bear out, a lighter fourth one, and a small one after a bad stretch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from mentor.coach.spent import WeekSpent, weeks_spent
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Week
from mentor.text import counted

Tempo = Literal["prior", "own", "light", "rest", "return"]
"""By the prior, by the user's own weeks, the lighter fourth, after too much, after a stretch of empty weeks."""


@dataclass(frozen=True)
class Rhythm:
    """What a week holds and why.

    Attributes:
        minutes: Minutes to plan; the part that stays empty is off already.
        why: The reason, with the user's own figures, in a sentence or two.
    """

    tempo: Tempo
    minutes: int
    why: str

    @property
    def starts_new(self) -> bool:
        """Whether anything may start beside the project's next step."""
        return self.tempo in ("prior", "own")


def rhythm(content: Content, journey: Journey, number: int, today: date) -> Rhythm:
    """What week `number` (2 and on) holds when it is planned today."""
    assert journey.profile is not None
    stated = journey.profile.hours_per_week
    weeks = weeks_spent(journey, journey.spent, today)
    light, commit = content.values("light_week"), content.number("commit_share")
    hours, tempo, why = _capacity(content, stated, number, weeks)
    if away := _away(content, weeks):
        share = content.values("stretch")["share"]
        minutes = int(hours * 60 * commit * share)
        return Rhythm("return", minutes, f"{away} This week starts small: two floors of 20 minutes and one block.")
    if _too_much(content, weeks):
        share = light["share"]
        text = f"Three weeks in a row went a fifth over your {stated:g} h. This one is lighter: the project goes on, "
        text += "nothing else starts."
        return Rhythm("rest", int(hours * 60 * share), text)
    if number % light["every"] == 0:
        text = f"Each {_ordinal(light['every'])} week is lighter: the project goes on, nothing else starts."
        return Rhythm("light", int(hours * 60 * light["share"]), text)
    if _overfull(content, journey):
        hours *= content.values("carry_share")["cut"]
        why += " Two weeks running much stayed open, so this one plans a fifth less."
    return Rhythm(tempo, int(hours * 60 * commit), why)


def _capacity(
    content: Content, stated: float, number: int, weeks: Sequence[WeekSpent]
) -> tuple[float, Literal["prior", "own"], str]:
    """Hours a week bears before the part that stays empty, and why."""
    empty = f"{1 - content.number('commit_share'):.0%} stays empty for what does not go to plan."
    counts = min(stated, content.number("capacity_limit"))
    every = content.values("light_week")["every"]
    normal = [week.hours for week in weeks if week.planned and week.week.number % every][-4:]
    if number <= 3 or not normal:
        share = content.number("capacity_share")
        return share * counts, "prior", f"{share:.0%} of your {stated:g} h until your own weeks are known; {empty}"
    # What was logged had been committed, with slack beside it; a bad month must not plan itself ever smaller.
    middle = median(normal)
    hours = min(counts, max(counts / 2, content.number("capacity_growth") * middle / content.number("commit_share")))
    logged = f"Your last {len(normal)} normal weeks" if len(normal) > 1 else "Your last normal week"
    verb = "hold" if len(normal) > 1 else "holds"
    return hours, "own", f"{logged} {verb} {middle:.2g} h in the middle; {empty}"


def _away(content: Content, weeks: Sequence[WeekSpent]) -> str:
    """What kind of stretch lies behind, in a sentence without blame; empty where there is none."""
    rule = content.values("stretch")
    gone = 0
    for week in reversed(weeks):
        if week.planned:
            break
        gone += 1
    if gone:
        return f"{counted(gone, 'week').capitalize()} passed without a plan; that happens."
    last = [week for week in weeks if week.planned][-int(rule["weeks"]) :]
    thin = len(last) >= rule["weeks"] and all(week.minutes < rule["logged"] * week.planned for week in last)
    return f"The last {counted(len(last), 'week')} left little room; that happens." if thin else ""


def _too_much(content: Content, weeks: Sequence[WeekSpent]) -> bool:
    """Whether the last weeks all went over the stated hours; the lighter one that followed such a row ends it."""
    rule, limit = content.values("overrun"), content.number("capacity_limit")
    row = 0
    for week in weeks:
        rested = row == rule["weeks"]
        over = week.planned and week.hours > rule["share"] * min(week.stated, limit)
        row = row + 1 if over and not rested else 0
    return bool(row == rule["weeks"])


def _overfull(content: Content, journey: Journey) -> bool:
    """Whether each of the last two weeks left more than two fifths of its actions open."""
    rule = content.values("carry_share")
    last = sorted(journey.weeks.values(), key=lambda week: week.number)[-2:]
    return len(last) == 2 and all(_open_share(journey, week) > rule["open"] for week in last)


def _open_share(journey: Journey, week: Week) -> float:
    actions = journey.actions_of(week)
    return sum(not action.done for action in actions) / len(actions) if actions else 0.0


def _ordinal(number: int) -> str:
    return {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}.get(number, f"{number}th")
