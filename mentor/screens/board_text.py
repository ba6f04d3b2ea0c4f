"""What the board says of phases, cards and gates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from textual.content import Content

from mentor.coach.board import STATES, Card, CardState, open_cards
from mentor.coach.gates import Deliverable, GateCheck, gate_check
from mentor.coach.levels import ItemLevel
from mentor.coach.phases import PhaseStep
from mentor.content.model import Need, Phase
from mentor.journey import Journey
from mentor.screens.behind import behind
from mentor.screens.phase_dates import phase_dates
from mentor.session import Session
from mentor.text import one_line
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, lines, paragraph, plain
from mentor.widgets.week_text import hours as in_hours

MOVING = "»"
"""Marks the card that is being moved."""
STATE_WORDS: dict[CardState, str] = {"todo": "to do", "doing": "doing", "done": "done", "dropped": "dropped"}
GLYPHS = {"doing": "◐", "ready": "○", "waits": "·", "done": "✓", "dropped": "✗"}
"""The groups of cards, in their order on the board, with what marks each."""
LABEL = 8
WORDS = 80
"""Columns a list needs to name the groups as well as to mark them."""


@dataclass(frozen=True)
class Moving:
    """A card that was picked up, as it stands, and the state over which it is held."""

    card: Card
    state: CardState

    @property
    def held(self) -> Card:
        """The card as it would be."""
        return replace(self.card, state=self.state)

    def by(self, steps: int) -> Moving:
        """Held some states farther along, as far as there are any."""
        at = min(max(STATES.index(self.state) + steps, 0), len(STATES) - 1)
        return replace(self, state=STATES[at])

    @property
    def told(self) -> str:
        """What is going on, for the head."""
        way = " | ".join(f"[{word}]" if key == self.state else word for key, word in STATE_WORDS.items())
        return f"Moving {self.card.task.id} from {STATE_WORDS[self.card.state]}: {way}"


# ---------------------------------------------------------------------- rows


def group_of(card: Card) -> str:
    """Which group a card is listed in."""
    if card.state != "todo":
        return card.state
    return "ready" if card.ready else "waits"


def sort_cards(cards: Sequence[Card]) -> list[Card]:
    """What is under way first, then what can be started, what waits, what is behind."""
    order = list(GLYPHS)
    return sorted(cards, key=lambda card: order.index(group_of(card)))


def card_row(card: Card, width: int, *, first: bool, moving: bool = False) -> Content:
    """A card's row; the first of a group says its name, and one that is being moved says so."""
    group = group_of(card)
    style = MUTED if group in ("waits", "done", "dropped") else ""
    word = f"{group if first else '':<7}" if width >= WORDS else ""
    head = f" {word} {f'{card.task.hours:g} h':>4}  "
    rows = wrap(card.task.title + (" (moving)" if moving else ""), max(width - len(head) - 1, 20))
    mark = (GLYPHS[group], ACCENT if group in ("doing", "done") else style)
    if moving:
        mark, style = (MOVING, f"{STRONG} {ACCENT}"), STRONG
    top = join(mark, (head, MUTED), (rows[0], style))
    return lines(top, *(plain(" " * (len(head) + 1) + row, style) for row in rows[1:]))


def need_row(one: Deliverable, width: int) -> Content:
    """A deliverable of a gate, with a box; one that was seen says so."""
    seen = {"seen": " (verified)", "rated": " (audited)"}.get(one.how, "")
    rows = wrap(one.need.text + seen, max(width - 2, 20))
    style = MUTED if one.met else ""
    top = join(("☑ " if one.met else "☐ ", ACCENT if one.met else ""), (rows[0], style))
    return lines(top, *(plain("  " + row, style) for row in rows[1:]))


def gate_heading(step: PhaseStep, width: int) -> Content:
    """The heading over a gate's deliverables."""
    gate = step.phase.gate
    rows = wrap(f"Gate {gate.id}: {gate.text}", max(width, 20))
    return lines(plain(""), *(plain(row, f"{STRONG} {MUTED}") for row in rows))


def gate_of(session: Session, phase: Phase) -> GateCheck:
    """A phase's gate as it stands today."""
    return gate_check(session.content, session.journey, session.plan().audit, phase)


def closing_row(journey: Journey, step: PhaseStep, check: GateCheck) -> Content:
    """The row that closes a phase, or opens it again."""
    all_ = len(check.deliverables)
    there = f"   {all_ - len(check.missing)} of {all_} are there"
    if step.phase.id in journey.gates:
        return join("→ ", f"Open {step.phase.id} again", (there, MUTED))
    return join("→ ", "Close the phase", (there, MUTED))


# ---------------------------------------------------------------------- the phase


def phase_head(
    session: Session,
    step: PhaseStep,
    cards: Sequence[Card],
    width: int,
    *,
    purpose: bool,
    moving: Moving | None = None,
) -> Content:
    """What stands over the cards: the phase, how far it is, why it is asked for, and when it is behind.

    Args:
        session: Its plan has the dates.
        step: The phase.
        cards: Its cards.
        width: Columns there are.
        purpose: Whether to say what the phase is for.
        moving: The card that is being moved; then only that is told.
    """
    counted = [card.task.hours for card in cards if card.state != "dropped"]
    done = sum(card.task.hours for card in cards if card.state == "done")
    far = f"{done:g} of {sum(counted):g} h of cards done"
    title = f"{step.phase.id} {step.phase.title}"
    room = max(width - len(title), len(far) + 3)
    rows = [join((title, STRONG), (f"{far:>{room}}", MUTED))]
    under_way = set(open_cards(session.content, session.journey))
    if moving is not None:
        rows += paragraph(moving.told, width, STRONG)
        under_way -= {moving.card.task.id}
        under_way |= {moving.card.task.id} if moving.state == "doing" else set()
    else:
        rows += paragraph(step.phase.purpose, width) if purpose else []
        dates = phase_dates(session, step.phase.id)
        rows += paragraph(one_line(f"{phase_why(session, step)} {dates}"), width, MUTED)
    limit = int(session.content.number("open_cards"))
    if len(under_way) > limit:
        notice = f"{len(under_way)} cards are under way at once. {limit} is a good limit: finish or drop one first."
        rows += paragraph(notice, width, ACCENT)
    return lines(*rows)


def phase_why(session: Session, step: PhaseStep) -> str:
    """The state of a phase with its span and its reason, in one sentence."""
    if step.state == "done":  # the user's own words may stand in it
        return f"Done: {step.why}."
    why = re.sub(r"\b[a-z][a-z_]+\b", lambda found: _area_name(session, found[0]), step.why)
    return f"{step.state.capitalize()}{_span(step)}. {why[0].upper()}{why[1:]}."


def _span(step: PhaseStep) -> str:
    if not step.open:
        return ""
    if step.months is None:
        return ", no guide says how long"
    low, high = step.months
    return f", {low} months ({step.span_source})" if low == high else f", {low}-{high} months ({step.span_source})"


def _area_name(session: Session, word: str) -> str:
    """An area's title up to its first comma or colon; any other word as it stands."""
    area = session.content.areas.get(word)
    return re.split("[:,(]", area.title)[0].strip() if area else word


# ---------------------------------------------------------------------- what is under the cursor


def card_detail(session: Session, card: Card, minutes: int, width: int, *, title: bool) -> Content:
    """A card in full, with the minutes logged on it; the title only where the list stands beside it, not above."""
    task, content = card.task, session.content
    said = {"todo": "ready to start" if card.ready else "waits for what it builds on", "doing": "under way"}
    parts = [*paragraph(task.title, width, STRONG), plain("")] if title else []
    parts += [*paragraph(task.why, width), plain("")]
    parts.append(hanging("done", task.done_when, width, LABEL))
    parts.append(hanging("small", task.smallest, width, LABEL))
    parts.append(
        hanging("card", f"{task.id}, {task.kind}, {task.hours:g} h, {said.get(card.state, card.state)}", width, LABEL)
    )
    parts.append(hanging("spent", _spent(minutes, task.hours), width, LABEL))
    for n, item in enumerate(task.items):
        text = f"{item} {content.items[item].text}: {_level(_item_level(session, item))}"
        parts.append(hanging("" if n else "raises", text, width, LABEL))
    for n, other in enumerate(task.after):
        waits = any(one.id == other for one in card.waits_for)
        text = f"{other} {content.tasks[other].title}: {'still to do' if waits else 'no longer in the way'}"
        parts.append(hanging("" if n else "after", text, width, LABEL))
    if task.need:
        need = next(n for phase in content.phases.values() for n in phase.gate.needs if n.id == task.need)
        parts.append(hanging("gate", f"{need.id} {need.text}", width, LABEL))
    return lines(*parts, *behind(session, task.rule, task.facts, width, LABEL))


def _spent(minutes: int, hours: float) -> str:
    if not minutes:
        return f"nothing logged of {hours:g} h"
    over = f", {minutes / 60 - hours:.2g} h over" if minutes > hours * 60 else ""
    return f"{in_hours(minutes)} logged of {hours:g} h{over}"


def _item_level(session: Session, item_id: str) -> ItemLevel:
    report = session.plan().audit.areas[session.content.area_of[item_id].id]
    return next(item for item in report.items if item.item.id == item_id)


def _level(item: ItemLevel) -> str:
    if item.rated is None:
        return "not rated"
    shown = f", {item.effective:g} with what is shown" if item.rated - item.effective > 0.05 else ""
    return f"you {item.rated} of {item.target}{shown}"


def need_detail(session: Session, step: PhaseStep, need: Need, width: int, *, title: bool) -> Content:
    """A deliverable: what it is, where the user says it is, and the cards that lead to it."""
    parts = [*paragraph(need.text[0].upper() + need.text[1:], width, STRONG), plain("")] if title else []
    record, one = session.journey.needs.get(need.id), gate_of(session, step.phase).of(need.id)
    if one.how in ("seen", "rated"):
        parts.append(hanging("there", one.said or "Every one of its items is rated that high.", width, LABEL))
    elif one.said:
        parts.append(hanging("so far", one.said, width, LABEL))
    if record is None and one.met:
        parts.append(plain(""))
    elif record is None:
        parts += [*paragraph("Not there yet. Space asks where it is: a link, a path or a sentence.", width), plain("")]
    else:
        parts.append(hanging("there", record.note, width, LABEL))
        parts.append(hanging("", f"attested by you on {record.on.day} {record.on:%B %Y}", width, LABEL))
    tasks = [task for task in session.content.tasks.values() if task.need == need.id]
    states = session.journey.tasks
    for n, task in enumerate(tasks):
        state = states[task.id].state if task.id in states else "to do"
        parts.append(hanging("" if n else "cards", f"{task.id} {task.title}: {state}", width, LABEL))
    parts.append(hanging("gate", f"{step.phase.gate.id} {step.phase.gate.text}", width, LABEL))
    return lines(*parts)


def closing_detail(session: Session, step: PhaseStep, width: int, *, purpose: bool) -> Content:
    """A phase and its gate: what is missing, its span; what it is for where the head does not say it."""
    phase = step.phase
    parts = [*paragraph(phase.purpose, width), plain("")] if purpose else []
    if closed := session.journey.gates.get(phase.id):
        parts.append(hanging("closed", f"on {closed.on.day} {closed.on:%B %Y}", width, LABEL))
        if closed.override:
            parts.append(hanging("reason", closed.override, width, LABEL))
    check = gate_of(session, phase)
    if check.missing:
        parts.append(
            hanging("missing", f"{len(check.missing)} of {len(check.deliverables)} deliverables:", width, LABEL)
        )
    parts += [hanging("", f"- {need.text}", width, LABEL) for need in check.missing]
    parts.append(hanging("state", f"{phase_why(session, step)} {phase_dates(session, phase.id)}", width, LABEL))
    for span in phase.spans:
        low, high = span.months
        months = f"{low} months" if low == high else f"{low}-{high} months"
        parts.append(hanging("span", f"{months} for the whole of it ({span.source}). {span.note}", width, LABEL))
    return lines(*parts, *behind(session, phase.gate.rule, phase.gate.facts, width, LABEL))
