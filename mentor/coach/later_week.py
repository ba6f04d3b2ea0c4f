"""Later weeks: the next shippable step, the gap it needs, practice, and what meets other people, in the phase's mix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentor.coach.board import Card, cards, open_cards
from mentor.coach.carry import carried
from mentor.coach.drafts import Draft, gap_for, rounded, task_gap, why_of
from mentor.coach.gaps import Gap
from mentor.coach.plan import Plan
from mentor.coach.rhythm import Rhythm
from mentor.coach.templates import Filled, fill, pick, pick_for_gap, recover_templates
from mentor.content import Content
from mentor.content.model import Task
from mentor.journey import Journey
from mentor.journey.records import Week

_PART = {"project": "build", "learn": "learn", "practise": "practise", "design": "practise"}
"""The part of the phase's mix an action belongs to; all others are publishing, people and search."""


def later_week(
    content: Content, journey: Journey, plan: Plan, last: Week, pace: Rhythm
) -> tuple[list[Draft], tuple[str, ...]]:
    """The actions of the week after `last`, and the titles of those that are let go.

    The fill order: the next step of the project, the gap it needs, then practice, one public or people action, and
    learning only where it serves the step or the gap. In a week that starts nothing new the last two stay out.
    """
    return _Filling(content, journey, plan, last, pace).week()


class _Filling:
    """One week while it is filled."""

    def __init__(self, content: Content, journey: Journey, plan: Plan, last: Week, pace: Rhythm) -> None:
        block = content.values("block_minutes")
        self.content, self.journey, self.plan, self.last, self.pace = content, journey, plan, last, pace
        self.number = last.number + 1
        self.shortest, self.block = int(block["shortest"]), int(block["project"])
        self.budget = max(self.shortest, int(pace.minutes // block["round"] * block["round"]))
        mix = content.phases[plan.current or "P7"].mix
        self.room = {part: self.budget * share / 100 for part, share in mix.items()}
        self.carried, self.dropped = carried(content, journey, last)
        self.taken = {draft.task for draft in self.carried if draft.task}

    def week(self) -> tuple[list[Draft], tuple[str, ...]]:
        """The drafts, and what is let go."""
        project = next((draft for draft in self.carried if draft.kind == "project"), None)
        rest = [draft for draft in self.carried if draft is not project]
        main = self._main_card()
        self.taken |= {main.task.id} if main else set()
        if self.pace.tempo == "return":
            # After a stretch of nothing the old list is no debt: only the project's thread is taken up again.
            self.dropped += tuple(draft.filled.title for draft in rest)
            rest, new = [], self._floors()
        else:
            new = self._new(main)
        rest += [draft for draft in new if draft.filled.title not in {old.filled.title for old in self.carried}]
        # The project has its block before all others; whatever finds no room after it stays out.
        least = min(self.budget, self.block, project.minutes if project else self.budget)
        kept = self._fitted(rest, self.budget - least)
        self.dropped += tuple(d.filled.title for d in rest if d.carried and not any(k.filled is d.filled for k in kept))
        left = self.budget - sum(draft.minutes for draft in kept)
        if self.pace.tempo == "return":
            left = min(left, max(self.block, self.shortest))
        steps = []
        if project is not None:
            steps.append(replace(project, minutes=min(project.minutes, left)))
            left -= steps[0].minutes
        # A project step shrunk by its second carry must not be all the building there is in the week.
        if project is None or (project.carried > 1 and left >= self.block):
            steps.append(self._project_draft(left, main))
        return [*steps, *kept], self.dropped

    def _main_card(self) -> Card | None:
        # Where every card that builds waits for another, the main block goes to what it waits for.
        return self._next_card("build") or self._next_card("learn", "practise", "publish")

    def _new(self, main: Card | None) -> list[Draft]:
        """What this week adds, the most important first."""
        found: list[Draft] = []
        gap = self._fresh_gap() if self.pace.starts_new else None
        if gap is not None:
            found.append(self._gap_draft(gap))
        found.append(self._outside_draft(self.number))
        found.append(self._practice_draft())
        if not self.pace.starts_new:
            return found
        if self.room["practise"] >= self.shortest and (card := self._next_card("practise")) is not None:
            found.append(self._card_draft(card.task, "practise"))
        if self.room["learn"] >= self.shortest and (card := self._linked(main, gap)) is not None:
            found.append(self._card_draft(card.task, "learn"))
        if self.room["publish"] >= self.shortest:
            found.append(self._outside_draft(self.number + 1))
        return found

    # ------------------------------------------------------------------ room

    def _minutes(self, kind: str, wanted: int) -> int:
        """Minutes an action gets: what it wants within its part of the mix, at least the smallest sitting."""
        part = _PART.get(kind, "publish")
        step = self.content.values("block_minutes")["round"]
        minutes = max(self.shortest, rounded(min(wanted, max(self.room[part], 0)), step))
        self.room[part] -= minutes
        return minutes

    def _fitted(self, drafts: Sequence[Draft], left: int) -> list[Draft]:
        """The drafts in turn, each shortened to the minutes that are left; one that would be too short stays out."""
        kept = []
        for draft in drafts:
            minutes = min(draft.minutes, left)
            if minutes >= self.shortest:
                kept.append(replace(draft, minutes=minutes))
                left -= minutes
        return kept

    # ------------------------------------------------------------------ cards

    def _next_card(self, *kinds: str) -> Card | None:
        """What is being done first, then what is ready, in the phase at hand and then beside it.

        A new card starts only while fewer than the limit are under way, and none in a week that starts nothing new.
        """
        full = len(open_cards(self.journey)) >= self.content.number("open_cards")
        for phase in (self.plan.current, *self.plan.parallel):
            if phase is None:
                continue
            ready = [card for card in cards(self.content, self.journey, phase) if card.ready]
            ready = [card for card in ready if card.task.kind in kinds and card.task.id not in self.taken]
            begun = [card for card in ready if card.state == "doing"]
            if begun:
                return begun[0]
            if ready and self.pace.starts_new and not full:
                return ready[0]
        return None

    def _linked(self, main: Card | None, gap: Gap | None) -> Card | None:
        """A card to learn from that serves the project's step or the gap: it raises an item of the same area."""
        card = self._next_card("learn")
        if card is None:
            return None
        area_of = self.content.area_of
        areas = {area_of[item].id for item in main.task.items} if main else set()
        areas |= {gap.report.area.id} if gap else set()
        leads_on = main is not None and card.task.id in main.task.after
        return card if leads_on or areas & {area_of[item].id for item in card.task.items} else None

    def _card_draft(self, task: Task, kind: str) -> Draft:
        self.taken.add(task.id)
        filled = Filled(task.title, task.why, task.done_when, task.smallest, task.rule, task.facts, minutes=90)
        why = why_of(self.content, kind, filled, task_gap(self.plan, task.items))
        return Draft(kind, filled, self._minutes(kind, filled.minutes), why, task=task.id)

    # ------------------------------------------------------------------ drafts

    def _filled(self, kind: str, gap: Gap | None, turn: int = 0) -> tuple[Filled, int]:
        assert self.journey.profile is not None
        template = pick(self.content, self.journey, self.plan, kind, "later", turn=turn)
        return fill(template, self.journey.profile, self.plan, gap), template.minutes

    def _project_draft(self, minutes: int, card: Card | None) -> Draft:
        """The next shippable step: an open card, or a fall-back where none is open, for at most `minutes`."""
        if card is None:
            gap = gap_for(self.content, self.plan, "project")
            filled, normal = self._filled("project", gap)
            return Draft("project", filled, min(minutes, normal), why_of(self.content, "project", filled, gap))
        task = card.task
        minutes = min(minutes, max(self.block, int(task.hours * 60)))
        filled = Filled(
            title=task.title,
            why=task.why,
            done_when=task.done_when,
            smallest=task.smallest,
            rule=task.rule or "C08",
            facts=task.facts,
            minutes=minutes,
            steps=(task.smallest, task.done_when),
        )
        why = why_of(self.content, "project", filled, task_gap(self.plan, task.items))
        return Draft("project", filled, minutes, why, task=task.id)

    def _fresh_gap(self) -> Gap | None:
        """The first top gap that is not carried along and was not worked on in the last weeks."""
        lately = {
            action.item
            for week in self.journey.weeks.values()
            if week.number > self.last.number - self.content.number("gap_rests")
            for action in self.journey.actions_of(week)
            if action.done and action.item
        }
        lately |= {draft.item for draft in self.carried}
        return next((gap for gap in self.plan.gaps if gap.item.item.id not in lately), None)

    def _gap_draft(self, gap: Gap) -> Draft:
        assert self.journey.profile is not None
        template = pick_for_gap(self.content, self.journey, self.plan, gap)
        filled = fill(template, self.journey.profile, self.plan, gap)
        minutes = self._minutes("learn", filled.minutes)
        why = why_of(self.content, template.kind, filled, gap)
        return Draft(template.kind, filled, minutes, why, item=gap.item.item.id)

    def _practice_draft(self) -> Draft:
        """Practice or theory that a card asks for; a design prompt each week from P6 on, else every third week."""
        late = self.plan.current in ("P6", "P7") or "P7" in self.plan.parallel
        card = None if late or self.number % 3 == 0 else self._next_card("practise", "learn")
        if card is not None:
            return self._card_draft(card.task, "learn" if card.task.kind == "learn" else "practise")
        gap = gap_for(self.content, self.plan, "design")
        # `pick` goes one on every second turn, since public and people alternate; weekly designs go one on each week.
        filled, _ = self._filled("design", gap, turn=2 * self.number if late else self.number)
        minutes = self._minutes("design", filled.minutes)
        return Draft("design", filled, minutes, why_of(self.content, "design", filled, gap))

    def _outside_draft(self, turn: int) -> Draft:
        """One action that meets other people: public and people in turn, applications once they are open."""
        searching = self.plan.apply_gate.open or self.plan.current == "P7"
        kind = ("search", "people", "public")[turn % 3] if searching else ("public", "people")[turn % 2]
        gap = gap_for(self.content, self.plan, kind)
        filled, _ = self._filled(kind, gap, turn=turn)
        return Draft(kind, filled, self._minutes(kind, filled.minutes), why_of(self.content, kind, filled, gap))

    def _floors(self) -> list[Draft]:
        """Two short actions that keep the thread in a thin week."""
        assert self.journey.profile is not None
        found = []
        for template in recover_templates(self.content, self.number)[:2]:
            filled = fill(template, self.journey.profile, self.plan, None)
            found.append(Draft("recover", filled, self.shortest, why_of(self.content, "recover", filled, None)))
        return found
