"""The journey as a report in Markdown that a human mentor can read: where somebody stands and what shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mentor.cli.page import duration, span
from mentor.coach.board import cards
from mentor.coach.gates import gate_check
from mentor.coach.portfolio import progress
from mentor.session import Session
from mentor.store.exchange import hidden
from mentor.text import in_markdown

LEVELS = {"none": "not shipped yet", "shipped": "shipped", "defensible": "defensible"}
SAID = {
    "na": "does not apply",
    "overruled": "found not met, overruled by the user",
    "contradicted": "found not met, not counted though attested",
}
"""What the user's word on a criterion is beside what a reading found."""


def as_report(session: Session, *, whole: bool = False) -> str:
    """The report of a journey that has a profile.

    Args:
        session: The journey and the coach.
        whole: Whether paths of this machine, and logins within links, go with it.
    """
    report = _Report(session, whole=whole)
    lines = [
        *report.head(),
        *report.audit(),
        *report.phases(),
        *report.portfolio(),
        *report.weeks(),
    ]
    return "\n".join(lines) + "\n"


class _Report:
    def __init__(self, session: Session, *, whole: bool) -> None:
        self._session, self._whole = session, whole
        self._journey, self._content, self._plan = session.journey, session.content, session.plan()

    def _text(self, text: str) -> str:
        return in_markdown(text if self._whole else hidden(text))

    def head(self) -> Iterator[str]:
        profile, plan = self._journey.profile, self._plan
        assert profile is not None
        yield "# A journey to an applied machine-learning-engineer job"
        yield ""
        yield f"As of {self._session.today.isoformat()}, since {profile.since.isoformat()}."
        yield ""
        industry = f" in {self._text(profile.industry)}" if profile.industry else ""
        yield f"- Starts from: {in_markdown(profile.start)}{industry}, degree: {profile.degree}"
        yield f"- Heads for: {profile.target}, region: {in_markdown(profile.region)}"
        yield f"- Time: {profile.hours_per_week:g} h a week"
        if profile.deadline_months:
            yield f"- Wishes to be there within {profile.deadline_months} months"
        yield f"- The guides say {span(plan.headline.months)}, plan on {plan.headline.plan_on}"
        forecast = plan.forecast
        yield (
            f"- Forecast (computed): likely {forecast.p50:g} months from today, plan on {forecast.p80:g}, "
            f"eight of ten runs between {forecast.p10:g} and {forecast.p90:g}; {in_markdown(forecast.assumption)}"
        )
        missing = ", ".join(in_markdown(line) for line in plan.apply_gate.missing)
        yield f"- Ready to apply: {'yes' if plan.apply_gate.open else f'not yet; missing: {missing}'}"

    def audit(self) -> Iterator[str]:
        report = self._plan.audit
        yield from ("", "## What they can do", "")
        yield f"Readiness {report.readiness:.0%}. Levels run from 0 to 4; without evidence a 3 or 4 counts as 2.5."
        yield from ("", "| area | level | target | state |", "|---|---|---|---|")
        for area in report.areas.values():
            level = "not rated" if area.level is None else f"{area.level:.2g}"
            yield f"| {in_markdown(area.area.title)} | {level} | {area.target:.2g} | {in_markdown(area.status)} |"
        yield from ("", "The gaps that matter most:", "")
        for gap in self._plan.gaps:
            yield f"1. {in_markdown(gap.sentence)} ({in_markdown(gap.detail)})"
        shown = {key: rating.evidence for key, rating in self._journey.ratings.items() if rating.evidence}
        if shown:
            yield from ("", "Shown by:", "")
            for key, evidence in shown.items():
                yield f"- {in_markdown(key)}: {self._text(evidence.text)} ({evidence.on.isoformat()})"

    def phases(self) -> Iterator[str]:
        yield from ("", "## The way", "")
        for step in self._plan.steps.values():
            phase = step.phase
            now = " (now)" if phase.id == self._plan.current else ""
            yield f"- **{phase.id} {in_markdown(phase.title)}**{now}: {step.state}. {in_markdown(step.why)}"
            found = cards(self._content, self._journey, phase.id)
            for state in ("done", "doing"):
                titles = [in_markdown(card.task.title) for card in found if card.state == state]
                if titles:
                    yield f"  - {state}: {'; '.join(titles)}"
            if step.open and phase.id == self._plan.current:
                for need in gate_check(self._content, self._journey, self._plan.audit, phase).missing:
                    yield f"  - gate, still missing: {in_markdown(need.text)}"
            for need in phase.gate.needs:
                if (met := self._journey.needs.get(need.id)) is not None:
                    yield f"  - gate, there since {met.on.isoformat()}: {self._text(met.note)}"

    def portfolio(self) -> Iterator[str]:
        yield from ("", "## Portfolio", "")
        if not self._journey.projects:
            yield "No project yet."
        for project in self._journey.projects.values():
            state = progress(self._content, self._journey, project)
            links = " ".join(self._text(place) for place in (project.url, project.path) if place)
            kind = f"{in_markdown(project.type)}, {project.state}"
            yield f"- **{self._text(project.title)}** ({kind}): {LEVELS[state.level]} {links}".rstrip()
            for line in state.lines:
                if line.mark is not None and line.backing != "verified":
                    said = SAID.get(line.backing, "shown by")
                    yield f"  - {in_markdown(line.criterion.title)}; {said}: {self._text(line.mark.note)}"
            if seen := [line.criterion.id for line in state.lines if line.backing == "verified"]:
                yield f"  - verified by reading the folder: {' '.join(seen)}"

    def weeks(self) -> Iterator[str]:
        yield from ("", "## Weeks", "")
        weeks = sorted(self._journey.weeks.values(), key=lambda week: week.number, reverse=True)
        if not weeks:
            yield "No week yet."
        for week in weeks:
            actions = self._journey.actions_of(week)
            done = [action for action in actions if action.done]
            minutes = sum(action.minutes for action in done)
            yield (
                f"- **Week {week.number}**, {_days(week.start, week.end)}: {len(done)} of {len(actions)} done, "
                f"{duration(minutes)} of {duration(week.minutes_planned)}"
            )
            for action in actions:
                yield f"  - [{'x' if action.done else ' '}] {self._text(action.title)}"


def _days(start: date, end: date) -> str:
    return f"{start.isoformat()} to {end.isoformat()}"
