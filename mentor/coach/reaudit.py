"""The re-audit: what was worked on since it was rated, and how the levels changed since last time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from mentor.coach.audit import Audit
from mentor.coach.levels import ItemLevel, standing_rating
from mentor.coach.questions import Question, item_question, probe_due, probe_question
from mentor.coach.solved import solved_items
from mentor.content import Content
from mentor.content.model import Area
from mentor.journey import Journey
from mentor.journey.records import Rating

# ---------------------------------------------------------------------- what to ask again


def touched_items(content: Content, journey: Journey) -> tuple[str, ...]:
    """The items that were worked on after the day of their last rating, in the order of the audit.

    Work is a card that moved to doing or done, a ticked action, and logged time, each on the items that its card or
    action names, and exercises solved, once there are enough to show an item. What an item's area was rated counts as
    its rating; an item nobody rated is touched by any work.
    """
    worked: dict[str, date] = {}
    for day, items in _work(content, journey):
        for item in items:
            worked[item] = max(day, worked.get(item, day))
    return tuple(key for key in content.items if key in worked and worked[key] > _looked_at(content, journey, key))


def _work(content: Content, journey: Journey) -> Iterator[tuple[date, tuple[str, ...]]]:
    """Each day of work with the items it was on."""

    def of_card(key: str) -> tuple[str, ...]:
        task = content.tasks.get(key)
        return task.items if task else ()

    for card in journey.tasks.values():
        if card.state in ("doing", "done"):
            yield card.on, of_card(card.id)
    for action in journey.actions.values():
        if action.done:
            yield action.done, (action.item, *of_card(action.task))
    for entry in journey.log.values():
        if entry.task and entry.kind != "rest":
            yield entry.on, of_card(entry.task)
    for one in solved_items(content, journey).values():
        if one.enough:
            yield one.on, (one.item,)


def _looked_at(content: Content, journey: Journey, item_id: str) -> date:
    """The last day on which an item was rated or passed over, by itself or with its area."""
    found = (journey.ratings.get(key) for key in (item_id, content.area_of[item_id].id))
    return max((rating.on for rating in found if rating is not None), default=date.min)


def questions_again(content: Content, journey: Journey, items: Collection[str], today: date) -> tuple[Question, ...]:
    """Some items as questions in the order of the audit, an area's probe before its own where one may be asked."""
    row: list[Question] = []
    for area in content.areas.values():
        own = [item for item in area.items if item.id in items]
        if own and probe_due(content, journey, area.id, today) is not None:
            row.append(probe_question(content, area))
        row.extend(item_question(area, item) for item in own)
    return tuple(row)


# ---------------------------------------------------------------------- what has changed


@dataclass(frozen=True)
class Step:
    """A rating that was given again: `id` is an item's, or an area's that was rated as a whole."""

    id: str
    before: int
    now: int
    since: date


@dataclass(frozen=True)
class AreaChange:
    """What rating an area again has changed.

    Attributes:
        before: Mean rating of the core items as of `since`, 0-4. An item rated for the first time after it counts
            as now, so that like is compared with like.
        now: The same now.
        since: The last day of the ratings from before.
        steps: The ratings given again after it, those that came out the same among them.
    """

    area: Area
    before: float
    now: float
    since: date
    steps: tuple[Step, ...]

    @property
    def direction(self) -> int:
        """1 where it went up, -1 down, 0 the same. Senior items decide where the level stands still."""
        by = self.now - self.before or sum(step.now - step.before for step in self.steps)
        return (by > 0) - (by < 0)

    @property
    def line(self) -> str:
        """The change in words, as in "1.4 -> 2.2 since 7 October 2026, 2 items up, 1 the same"."""
        shown = f"{self.before:.2g} -> {self.now:.2g} since {self.since.day} {self.since:%B %Y}"
        own = [step.now - step.before for step in self.steps if step.id != self.area.id]
        counts = [
            (sum(by > 0 for by in own), "up"),
            (sum(by < 0 for by in own), "down"),
            (sum(by == 0 for by in own), "the same"),
        ]
        parts = [f"{count} {how}" for count, how in counts if count]
        if parts:
            number, _, how = parts[0].partition(" ")
            parts[0] = f"{number} item{'' if number == '1' else 's'} {how}"
        if len(own) < len(self.steps):
            parts.append("the rest as a whole" if parts else "rated as a whole")
        return ", ".join((shown, *parts))


def changes(content: Content, journey: Journey) -> dict[str, AreaChange]:
    """Area id to its change, for the areas in which something was rated again on a later day."""
    found = ((area.id, _change(journey, area)) for area in content.areas.values())
    return {key: change for key, change in found if change is not None}


def _change(journey: Journey, area: Area) -> AreaChange | None:
    standing = {item.id: standing_rating(journey, area, item) for item in area.items}
    ratings = {rating.id: rating for rating in standing.values() if rating is not None}
    since = max((rating.before_on for rating in ratings.values() if rating.before_on is not None), default=None)
    if since is None:
        return None
    steps = {key: step for key, rating in ratings.items() if (step := _step(rating, since)) is not None}
    if not steps:
        return None

    def mean(*, before: bool) -> float:
        levels = [
            steps[rating.id].before if before and rating.id in steps else rating.level or 0
            for item in area.core
            if (rating := standing[item.id]) is not None
        ]
        return sum(levels) / len(area.core)

    return AreaChange(area, mean(before=True), mean(before=False), since, tuple(steps.values()))


def _step(rating: Rating, since: date) -> Step | None:
    """A rating as a step, where it was given again after a day; what was given before that day is as it was then."""
    if rating.level is None or rating.before is None or rating.before_on is None or rating.on <= since:
        return None
    return Step(rating.id, rating.before, rating.level, rating.before_on)


# ---------------------------------------------------------------------- what a gate asks


def under(journey: Journey, report: Audit, areas: Collection[str], level: float) -> tuple[ItemLevel, ...]:
    """The foundation items of some areas that stand under a level after the caps.

    Each has to be rated by itself: one rating of the whole area is no audit of its items.
    """
    return tuple(
        item
        for area in areas
        for item in report.areas[area].items
        if item.item.foundation and (item.effective < level or not _rated_alone(journey, item))
    )


def _rated_alone(journey: Journey, item: ItemLevel) -> bool:
    own = journey.ratings.get(item.item.id)
    return own is not None and own.level is not None
