"""Later weeks: the next shippable step, the gap it needs, practice, and what meets other people, in the phase's mix."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from mentor.coach.board import Card, cards, open_cards
from mentor.coach.carry import carried
from mentor.coach.drafts import Draft, gap_for, rounded, sittings, task_gap, why_of
from mentor.coach.gaps import Gap
from mentor.coach.gates import gate_check
from mentor.coach.outward import first_target, pair_minutes, search_steps, searching
from mentor.coach.plan import Plan
from mentor.coach.rehearsal import design_step, exercises_step
from mentor.coach.rhythm import Rhythm
from mentor.coach.templates import Filled, fill, pick, pick_for_gap, recover_templates
from mentor.content import Content
from mentor.content.model import Task
from mentor.journey import Journey
from mentor.journey.records import Week

_PART = {"project": "build", "learn": "learn", "practise": "practise", "design": "practise"}
"""The part of the phase's mix an action belongs to; all others are publishing, people and search."""
_DELIVERS = ("build", "publish")
"""The kinds of cards that make what a gate asks for."""


def later_week(
    content: Content, journey: Journey, plan: Plan, last: Week, pace: Rhythm, today: date
) -> tuple[list[Draft], tuple[str, ...]]:
    """The actions of the week after `last`, and the titles of those that are let go.

    The fill order: the next steps of the project, the gap they need, then practice, one public or people action, and
    learning only where it serves the step or the gap. In a lighter week the project goes on and nothing else starts.
    """
    return _Filling(content, journey, plan, last, pace, today).week()


class _Filling:
    """One week while it is filled."""

    def __init__(self, content: Content, journey: Journey, plan: Plan, last: Week, pace: Rhythm, today: date) -> None:
        block = content.values("block_minutes")
        self.content, self.journey, self.plan, self.last, self.pace = content, journey, plan, last, pace
        self.number, self.today = last.number + 1, today
        self.near = [phase for phase in (plan.current, *plan.parallel) if phase is not None]
        self.shortest, self.block = int(block["shortest"]), int(block["project"])
        self.budget = max(self.shortest, int(pace.minutes // block["round"] * block["round"]))
        mix = content.phases[plan.current or "P7"].mix
        self.room = {part: self.budget * share / 100 for part, share in mix.items()}
        self.carried, self.dropped = carried(content, journey, last)
        self.taken = {draft.task for draft in self.carried if draft.task}
        self.finishing: set[str] = set()

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
        rest += _without(new, rest)
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
            steps += self._project_drafts(left, main)
        return [*steps, *kept], self.dropped

    def _main_card(self) -> Card | None:
        """What the main block goes to: per phase what builds, then what its deliverables wait for, then all else."""
        for phase in self.near:
            if (card := self._next_card("build", main=True, phase=phase) or self._leading(phase)) is not None:
                return card
        return self._next_card("learn", "practise", "publish", main=True)

    def _leading(self, phase: str) -> Card | None:
        """A card that a phase's deliverables wait for: what is published, and the way to it and to what is built."""
        own = {card.task.id: card for card in cards(self.content, self.journey, phase)}
        ahead = [key for key, card in own.items() if _is_open(card) and card.task.kind in _DELIVERS]
        wanted: set[str] = set()
        while ahead:
            key = ahead.pop()
            if key not in wanted and key in own and _is_open(own[key]):
                wanted.add(key)
                ahead += own[key].task.after
        return self._next_card("publish", "practise", "learn", "people", main=True, phase=phase, among=wanted)

    def _new(self, main: Card | None) -> list[Draft]:
        """What this week adds, the most important first."""
        found: list[Draft] = []
        gap, draft = (self._gap_draft() if self.pace.starts_new else None) or (None, None)
        if draft is not None:
            found.append(draft)
        outside = self._outside()
        found.append(next(outside))
        if (practice := self._practice_draft()) is not None:
            found.append(practice)
        if not self.pace.starts_new:
            return found
        if self.room["practise"] >= self.shortest and (exercises := self._exercises_draft(found)) is not None:
            found.append(exercises)
        if self.room["practise"] >= self.shortest and (card := self._next_card("practise")) is not None:
            found.append(self._card_draft(card.task, "practise"))
        if self.room["learn"] >= self.shortest and (card := self._linked(main, gap)) is not None:
            found.append(self._card_draft(card.task, "learn"))
        while self.room["publish"] >= self.shortest and (more := next(outside, None)) is not None:
            found.append(more)
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

    def _next_card(
        self, *kinds: str, main: bool = False, phase: str = "", among: Collection[str] | None = None
    ) -> Card | None:
        """What is being done first, then what is ready, in the phase at hand and then beside it.

        A new card starts only while fewer than the limit are under way in open phases. In a week that starts nothing
        new that is the project's next step (`main`) alone: without it such a week would hold nothing that leads on.
        """
        open_ = [key for key in open_cards(self.content, self.journey) if key not in self.finishing]
        open_ = [key for key in open_ if self.plan.steps[self.content.tasks[key].phase].open]
        full = len(open_) >= self.content.number("open_cards")
        for one in [phase] if phase else self.near:
            ready = [card for card in cards(self.content, self.journey, one) if self._ready(card)]
            ready = [card for card in ready if card.task.kind in kinds and card.task.id not in self.taken]
            ready = [card for card in ready if among is None or card.task.id in among]
            begun = [card for card in ready if card.state == "doing"]
            if begun:
                return begun[0]
            if ready and (main or self.pace.starts_new) and not full:
                return ready[0]
        return None

    def _ready(self, card: Card) -> bool:
        """Whether a card can be worked on this week: what it waits for is known, or finished earlier in the week."""
        if not _is_open(card) or (card.state == "todo" and self._known(card.task)):
            return False
        return all(other.id in self.finishing or self._known(other) for other in card.waits_for)

    def _known(self, task: Task) -> bool:
        """Whether a card only teaches or practises what its user has rated at the target already."""
        if task.kind not in ("learn", "practise") or not task.items:
            return False
        levels = {level.item.id: level for report in self.plan.audit.areas.values() for level in report.items}
        return all((levels[item].rated or 0) >= levels[item].target for item in task.items)

    def _left_of(self, task: Task) -> int:
        """Minutes that a card's estimate leaves after what was ticked on it, in whole steps."""
        ticked = sum(one.minutes for one in self.journey.actions.values() if one.task == task.id and one.done)
        step: int = self.content.values("block_minutes")["round"]
        return max(self.shortest, math.ceil((task.hours * 60 - ticked) / step) * step)

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
        minutes = min(self.block, self._left_of(task))
        filled = Filled(task.title, task.why, task.done_when, task.smallest, task.rule, task.facts, minutes=minutes)
        why = why_of(self.content, kind, filled, task_gap(self.plan, task.items))
        return Draft(kind, filled, self._minutes(kind, filled.minutes), why, task=task.id)

    # ------------------------------------------------------------------ drafts

    def _filled(self, kind: str, gap: Gap | None, turn: int = 0) -> tuple[Filled, int]:
        """The template whose turn it is, or the next one that was not on the last list; with its usual minutes."""
        assert self.journey.profile is not None
        templates = [pick(self.content, self.journey, self.plan, kind, "later", turn=turn + 2 * n) for n in range(4)]
        filled = [(fill(one, self.journey.profile, self.plan, gap), one.minutes) for one in templates]
        return next((one for one in filled if one[0].title not in self._lately(1)), filled[0])

    def _lately(self, weeks: float, *, done: bool = False) -> set[str]:
        """Titles and items of the last accepted weeks, or of what was done in them."""
        last = [week for week in self.journey.weeks.values() if week.number > self.last.number - weeks]
        actions = [one for week in last for one in self.journey.actions_of(week) if one.done or not done]
        return {text for one in actions for text in (one.title, one.item) if text}

    def _project_drafts(self, minutes: int, card: Card | None) -> list[Draft]:
        """The next shippable steps: one card after another while a block is left; a fall-back where none is open."""
        found: list[Draft] = []
        if (gate := self._gate_draft(minutes)) is not None:
            found.append(gate)
            minutes -= gate.minutes
        while card is not None and (minutes >= self.block or not found):
            task = card.task
            self.taken.add(task.id)
            left = self._left_of(task)
            if left <= minutes:
                self.finishing.add(task.id)
            days = sum(len(sittings(self.content, draft.minutes)) for draft in found)
            found.append(replace(self._step_draft(task, min(minutes, left)), days_before=days))
            minutes -= found[-1].minutes
            card = self._main_card() if minutes >= self.block else None
        if not found:
            gap = gap_for(self.content, self.plan, "project")
            filled, normal = self._filled("project", gap, turn=2 * self.number)
            found.append(Draft("project", filled, min(minutes, normal), why_of(self.content, "project", filled, gap)))
        return found

    def _gate_draft(self, minutes: int) -> Draft | None:
        """What closes the phase at hand, once nothing of it is left to build or to publish."""
        if self.plan.current is None or self.plan.current == "P7":
            return None
        phase = self.plan.steps[self.plan.current].phase
        own = cards(self.content, self.journey, phase.id)
        if not own or any(_is_open(card) and card.task.kind in _DELIVERS for card in own):
            return None
        missing = [need.text for need in gate_check(self.content, self.journey, self.plan.audit, phase).missing]
        filled = Filled(
            title=f"Close {phase.id}: say where its deliverables are",
            why=f"All that builds and publishes in {phase.title} is done. {phase.gate.text}",
            done_when=f"Noted on the board: {'; '.join(missing)}" if missing else f"{phase.id} is closed on the board",
            smallest=f"20 min: {missing[0]}" if missing else f"{phase.id} is closed on the board",
            rule=phase.gate.rule,
            facts=phase.gate.facts,
        )
        minutes = min(minutes, self.block) if missing else self.shortest
        return Draft("project", filled, minutes, why_of(self.content, "project", filled, None))

    def _step_draft(self, task: Task, minutes: int) -> Draft:
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

    def _gap_draft(self) -> tuple[Gap, Draft] | None:
        """The first top gap that is not carried along, and whose exercise was not done in the last weeks."""
        assert self.journey.profile is not None
        lately = self._lately(self.content.number("gap_rests"), done=True)
        lately |= {text for draft in self.carried for text in (draft.item, draft.filled.title)}
        for gap in self.plan.gaps:
            template = pick_for_gap(self.content, self.journey, self.plan, gap)
            filled = fill(template, self.journey.profile, self.plan, gap)
            item = gap.item.item.id
            if not lately & {item, filled.title}:
                why = why_of(self.content, template.kind, filled, gap)
                return gap, Draft(template.kind, filled, self._minutes("learn", filled.minutes), why, item=item)
        return None

    def _practice_draft(self) -> Draft | None:
        """Practice or theory that a card asks for; a design prompt each week from P6 on, else every third week."""
        late = self.plan.current in ("P6", "P7") or "P7" in self.plan.parallel
        if not late and self.number % 3:
            card = self._next_card("practise", "learn")
            return None if card is None else self._card_draft(card.task, card.task.kind)
        filled = design_step(self.content, self.journey, self.plan, self.today, self._lately(2))
        return self._draft("design", filled, gap_for(self.content, self.plan, "design"))

    def _exercises_draft(self, found: Sequence[Draft]) -> Draft | None:
        """Exercises on what they could show, where the week's other actions are not on it already."""
        step = exercises_step(self.content, self.journey, self.plan, self.today, self._lately(2))
        if step is None or any(draft.item == step[1] for draft in (*found, *self.carried)):
            return None
        filled, item = step
        return replace(self._draft("practise", filled, task_gap(self.plan, [item])), item=item)

    def _outside(self) -> Iterator[Draft]:
        """What meets other people, the most important first; public and people in turn until the search is on.

        Where the search has no room for a message and a form both, new people, forms and public take turns.
        """
        turns = (self.number, self.number + 1)
        if not searching(self.journey, self.plan):
            yield from (self._by_turn(("public", "people")[turn % 2], turn) for turn in turns)
            return
        room, turn = self.room["publish"], ("people", "search", "public")[self.number % 3]
        narrow = room < pair_minutes(self.content)
        if narrow and turn == "public":
            yield self._by_turn("public", self.number)
        steps = search_steps(
            self.content, self.journey, self.plan, self.today, room, forms_first=narrow and turn == "search"
        )
        for kind, filled in steps:
            yield self._draft(kind, filled, gap_for(self.content, self.plan, kind))
        yield from (self._by_turn(("search", "people", "public")[turn % 3], turn) for turn in turns)

    def _by_turn(self, kind: str, turn: int) -> Draft:
        """One action of a kind, going round its templates; the first companies and people before others."""
        gap = gap_for(self.content, self.plan, kind)
        if kind == "people":
            filled = first_target(self.content, self.journey, self.plan)
            if filled is not None and filled.title not in self._lately(1):
                return self._draft(kind, filled, gap)
        return self._draft(kind, self._filled(kind, gap, turn=turn)[0], gap)

    def _draft(self, kind: str, filled: Filled, gap: Gap | None) -> Draft:
        return Draft(kind, filled, self._minutes(kind, filled.minutes), why_of(self.content, kind, filled, gap))

    def _floors(self) -> list[Draft]:
        """Two short actions that keep the thread in a thin week."""
        assert self.journey.profile is not None
        found = []
        for template in recover_templates(self.content, self.number)[:2]:
            filled = fill(template, self.journey.profile, self.plan, None)
            found.append(Draft("recover", filled, self.shortest, why_of(self.content, "recover", filled, None)))
        return found


def _is_open(card: Card) -> bool:
    return card.state in ("todo", "doing")


def _without(new: Sequence[Draft], carried_over: Sequence[Draft]) -> list[Draft]:
    """The new drafts, less one of its kind for each that is carried over: an open post asks for no second one."""
    there = Counter(draft.kind for draft in carried_over)
    found = []
    for draft in new:
        if there[draft.kind]:
            there[draft.kind] -= 1
        else:
            found.append(draft)
    return found
