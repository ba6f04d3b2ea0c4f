"""Hours: what a phase takes, what is still ahead, and how many of a week's hours count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentor.coach.audit import Audit
from mentor.coach.board import cards, phase_done_share
from mentor.coach.levels import share_rated
from mentor.coach.phases import PhaseStep
from mentor.content import Content
from mentor.content.model import Phase
from mentor.journey import Journey
from mentor.journey.records import Profile
from mentor.journey.snapshot import number_of
from mentor.journey.time import Review

LEARNING = ("P0", "P1", "P2", "P3", "P4", "P5", "P6")
"""The phases before the search; P7 runs beside it."""


def pert_mean(values: tuple[float, float, float]) -> float:
    """Mean of a three-point estimate: (optimistic + 4 likely + pessimistic) / 6."""
    low, likely, high = values
    return (low + 4 * likely + high) / 6


def phase_hours(content: Content, phase: Phase, ahead: float, *, waived: bool = False) -> float:
    """Logged hours of a phase of which the share `ahead` (0-1) is still to be learned.

    Args:
        content: For the share of the deliverable that always remains.
        phase: The phase.
        ahead: Share of the learning that is left.
        waived: Whether this starting point need not do the gate's project.
    """
    least = content.number("deliver_floor")
    deliver = 0.0 if waived else pert_mean(phase.hours_deliver) * (least + (1 - least) * ahead)
    return pert_mean(phase.hours_learn) * ahead + deliver


def effective_hours(content: Content, hours: float) -> float:
    """Weekly hours that count: full to 20, three quarters to 30, half above."""
    counted, below = 0.0, 0.0
    for limit, share in content.values("hours_bends"):
        counted += max(0.0, min(hours, limit) - below) * share
        below = limit
    return counted


def pace(content: Content, hours: float) -> float:
    """Hours a week that really get logged, by the prior."""
    return effective_hours(content, hours) * content.number("adherence")


def months(content: Content, weeks: float) -> float:
    """Weeks as months."""
    return weeks / content.number("weeks_per_month")


def shares_ahead(content: Content, journey: Journey, report: Audit) -> tuple[dict[str, float], bool]:
    """Share of each phase still to be learned, and whether the audit (not the starting point's prior) says so."""
    assert journey.profile is not None
    if share_rated(content, journey) < content.number("rated_share"):
        prior = content.values("path_prior")[journey.profile.start]
        return dict(zip(content.phases, map(float, prior), strict=True)), False
    least = content.number("remaining_floor")
    return {
        phase.id: max(least, sum(w * _deficit(report, area, phase) for area, w in phase.weights.items()))
        for phase in content.phases.values()
    }, True


def _deficit(report: Audit, area: str, phase: Phase) -> float:
    """The area's deficit against the phase's own target: literacy phases ask for less than the area's."""
    items = report.areas[area].items
    targets = [min(x.target, phase.target) for x in items]
    return sum(max(0.0, t - x.effective) for t, x in zip(targets, items, strict=True)) / sum(targets)


@dataclass(frozen=True)
class Ahead:
    """What is still to be done.

    Attributes:
        shares: Share of each phase's learning that today's ratings leave, 0-1.
        done: Share of each phase's cards, by their hours, that is finished, 0-1.
        hours: Logged hours ahead, by phase.
        allowed: Hours that are counted for an hour of a phase's cards: a person who need not learn all of a phase is
            not given all the hours its cards are estimated at.
        from_audit: Whether the shares come from the audit, not from the starting point's prior.
    """

    shares: Mapping[str, float]
    done: Mapping[str, float]
    hours: Mapping[str, float]
    allowed: Mapping[str, float]
    from_audit: bool


def hours_ahead(content: Content, journey: Journey, report: Audit, steps: Mapping[str, PhaseStep]) -> Ahead:
    """Logged hours still ahead by phase.

    Finished cards count by their share of the phase, ratings by what they leave; a card that was finished and then
    shows in a better rating must not count twice. So both are measured from the shares of the first review: what is
    left is the lesser of what the ratings leave and what the cards leave of the beginning.
    """
    shares, from_audit = shares_ahead(content, journey, report)
    first = first_review(journey, from_audit=from_audit)
    waived = waived_phases(content, journey.profile)
    done, hours, allowed = {}, {}, {}
    least, most = content.values("allowed_limits")
    for phase in content.phases.values():
        key, now = phase.id, shares[phase.id]
        finished = done[key] = phase_done_share(content, journey, key)
        begun_with = max(now, first.ahead.get(key, now) if first else now)
        whole = phase_hours(content, phase, begun_with, waived=key in waived)
        estimated = sum(card.task.hours for card in cards(content, journey, key) if card.state != "dropped")
        allowed[key] = min(max(whole / estimated, least), most) if estimated else 1.0
        left = whole * (1 - finished)
        # What the ratings have taken off the learning beyond what the cards account for.
        known = max(0.0, begun_with * (1 - finished) - now) * pert_mean(phase.hours_learn)
        hours[key] = left - known if steps[key].open else 0.0
    return Ahead(shares, done, hours, allowed, from_audit)


def first_review(journey: Journey, *, from_audit: bool) -> Review | None:
    """The first weekly review whose shares came from the audit, or from the prior."""
    own = [review for review in journey.reviews.values() if review.from_audit == from_audit]
    return min(own, key=lambda review: number_of(review.id), default=None)


def waived_phases(content: Content, profile: Profile | None) -> tuple[str, ...]:
    """The phases whose gate project this starting point need not do."""
    return tuple(content.values("gate_project_waived").get(profile.start if profile else "", ()))
