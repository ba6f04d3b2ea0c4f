"""How near each round of the interviews is to being passed, in numbers, with what small counts can say and cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt
from typing import TYPE_CHECKING, Literal

from mentor.coach.cards import deck_of, kept, kept_in_all
from mentor.coach.drills import graded
from mentor.content import Content
from mentor.journey import Journey
from mentor.text import counted

if TYPE_CHECKING:  # the records of drills are imported when one is made or read
    from mentor.journey.drills import PracticeKind, PracticeMark

RoundId = Literal["coding", "fundamentals", "design", "defence", "behavioural"]
ROUND_TITLES: Mapping[RoundId, str] = {
    "coding": "Coding",
    "fundamentals": "Fundamentals",
    "design": "System design",
    "defence": "Project defence",
    "behavioural": "Behavioural",
}
"""Round to its name, in the order in which they are shown."""
STORY_NAMES: Mapping[str, str] = {
    "failure": "failure",
    "conflict": "conflict",
    "ambiguity": "ambiguity",
    "switch": "the switch",
    "trade_off": "a trade-off",
    "stopped_project": "a project you stopped",
}
"""What a story is about, in words."""
Z = 1.96
"""Standard deviations of a 95 % interval."""


@dataclass(frozen=True)
class Measure:
    """One thing a round asks for.

    Attributes:
        have: How much of it there is, `need` how much is asked.
        met: Whether that is enough.
        said: Where it stands, in a sentence without a full stop.
        missing: What is missing, as something to do; empty where it is met.
        attested: Whether it rests on the user's word alone.
    """

    id: str
    have: float
    need: float
    met: bool
    said: str
    missing: str = ""
    attested: bool = False

    @property
    def share(self) -> float:
        """How much of it is there, 0-1; below 1 until it is met."""
        share = min(self.have / self.need, 1) if self.need else 1.0
        return 1.0 if self.met else min(share, 0.99)


@dataclass(frozen=True)
class Round:
    """A round of the interviews and what it asks for."""

    id: RoundId
    title: str
    measures: tuple[Measure, ...]

    @property
    def ready(self) -> bool:
        """Whether everything it asks for is met."""
        return all(one.met for one in self.measures)

    @property
    def share(self) -> float:
        """How much of it is there, 0-1."""
        return sum(one.share for one in self.measures) / len(self.measures)

    @property
    def attested(self) -> bool:
        """Whether a part of it rests on the user's word."""
        return any(one.attested for one in self.measures)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, as things to do."""
        return tuple(one.missing for one in self.measures if one.missing)


def readiness(content: Content, journey: Journey, today: date) -> tuple[Round, ...]:
    """Each round with what it asks for, and how much of that the record shows."""
    ready: Mapping[str, float] = content.values("ready")
    parts: dict[RoundId, tuple[Measure, ...]] = {
        "coding": (_mediums(journey, ready),),
        "fundamentals": (*_cards(content, journey, ready, today), _answers(journey, ready)),
        "design": _design(content, journey, ready),
        "defence": (_defence(journey, ready),),
        "behavioural": (_stories(journey),),
    }
    return tuple(Round(id_, ROUND_TITLES[id_], measures) for id_, measures in parts.items())


def interval(successes: int, tries: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share: what the true rate can well be, given so few tries."""
    if not tries:
        return 0.0, 1.0
    share, spread = successes / tries, Z * Z / tries
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / tries + spread / (4 * tries)) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def marks_of(journey: Journey, kind: PracticeKind) -> list[PracticeMark]:
    """What the user attested of a kind, oldest first."""
    found = [one for one in journey.practised.values() if one.kind == kind]
    return sorted(found, key=lambda one: (one.on, len(one.id), one.id))


# ---------------------------------------------------------------------------------------------------- rounds


def _mediums(journey: Journey, ready: Mapping[str, float]) -> Measure:
    """70 % of the last 15 problems of medium difficulty, in time and with tests."""
    wanted, minutes = int(ready["mediums"]), ready["medium_minutes"]
    last = marks_of(journey, "medium")[-wanted:]
    solved = sum(one.ok and one.minutes <= minutes for one in last)
    least = ceil(round(ready["medium_share"] * wanted, 6))
    low, high = interval(solved, len(last))
    if not last:
        said = "no problem recorded yet"
    else:
        said = f"{solved} of the last {len(last)} solved in {minutes:g} min with tests"
        # A share over a handful of tries spans nearly everything, so that is said beside it.
        said += f", which fits a true rate of {low * 100:.0f} to {high * 100:.0f} %"
    met = len(last) >= wanted and solved >= least
    missing = ""
    if len(last) < wanted:
        left = counted(wanted - len(last), "more medium problem")
        missing = f"{left}, {minutes:g} min each with tests: {wanted} are needed before the share counts"
    elif not met:
        missing = f"{least} of the last {wanted} solved in time; {least - solved} short"
    # Tries count for half and what was solved for half: ten failures are not two thirds of the way.
    return Measure("mediums", (len(last) / wanted + solved / least) / 2, 1, met, said, missing, attested=True)


def _cards(content: Content, journey: Journey, ready: Mapping[str, float], today: date) -> tuple[Measure, Measure]:
    """100 cards in review, kept at 85 %."""
    few = int(content.values("cards")["few"])
    whole = kept_in_all(kept(content, journey, deck_of(content, journey), today), few)
    wanted, least = int(ready["cards"]), ready["retention"]
    left = max(wanted - whole.review, 0)
    count = Measure(
        "cards",
        whole.review,
        wanted,
        not left,
        f"{counted(whole.review, 'card')} of {wanted} recalled on a later day",
        f"{counted(left, 'more card')} recalled on a later day than the first" if left else "",
    )
    met = whole.share is not None and whole.share >= least
    missing = ""
    if whole.share is None:
        missing = f"{counted(few - whole.tried, 'more review')} before the share of cards you keep says anything"
    elif not met:
        missing = f"{least * 100:.0f} % of reviews recalled, {whole.share * 100:.0f} % now"
    return count, Measure("retention", whole.share or 0, least, met, whole.said, missing)


def _answers(journey: Journey, ready: Mapping[str, float]) -> Measure:
    """Ten answers of two minutes, recorded."""
    wanted = int(ready["answers"])
    have = len(marks_of(journey, "answer"))
    said = f"{counted(have, 'answer')} of {ready['answer_minutes']:g} min recorded, of {wanted}"
    left = max(wanted - have, 0)
    missing = f"{counted(left, 'more answer')} of {ready['answer_minutes']:g} min, recorded" if left else ""
    return Measure("answers", have, wanted, not left, said, missing, attested=True)


def _design(content: Content, journey: Journey, ready: Mapping[str, float]) -> tuple[Measure, Measure]:
    """10 of the 16 prompts, the last three likely passes."""
    tries = graded(journey)
    done = len({one.prompt for one in tries if one.prompt in content.prompts})
    wanted, count, least = int(ready["prompts"]), int(ready["totals"]), ready["total"]
    left = max(wanted - done, 0)
    prompts = Measure(
        "prompts",
        done,
        wanted,
        not left,
        f"{done} of {len(content.prompts)} prompts graded, {wanted} are asked",
        f"{counted(left, 'more prompt')}, timed and graded" if left else "",
    )
    last = [one.total or 0 for one in tries[-count:]]
    good = sum(total >= least for total in last)
    met = len(last) == count and good == count
    if not last:
        said = "no total yet"
    else:
        said = f"last totals {_listed(last)}; {least:g} is a likely pass"
        if len(last) < count:
            said += f", {len(last)} of {count} tries is too few to tell"
    missing = "" if met else f"the last {count} at {least:g} or more, {good} now"
    return prompts, Measure("totals", good, count, met, said, missing)


def _listed(totals: Sequence[float]) -> str:
    return ", ".join(f"{total:.0f}" for total in totals)


def _defence(journey: Journey, ready: Mapping[str, float]) -> Measure:
    """Two mock sessions in which a project was defended."""
    wanted, have = int(ready["defences"]), len(marks_of(journey, "defence"))
    left = max(wanted - have, 0)
    said = f"{counted(have, 'mock session')} held, of {wanted}"
    missing = f"{counted(left, 'more mock session')} in which somebody questions your project" if left else ""
    return Measure("defences", have, wanted, not left, said, missing, attested=True)


def _stories(journey: Journey) -> Measure:
    """A story on each of the six subjects."""
    told = {one.story for one in marks_of(journey, "story")}
    open_ = [name for story, name in STORY_NAMES.items() if story not in told]
    have, wanted = len(STORY_NAMES) - len(open_), len(STORY_NAMES)
    missing = f"a story on {', '.join(open_)}" if open_ else ""
    return Measure("stories", have, wanted, not open_, f"{have} of {wanted} stories", missing, attested=True)
