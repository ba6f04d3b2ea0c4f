"""What the Library says: a page of it in full, and why it is there for this user."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from mentor.coach.board import state_of
from mentor.coach.levels import item_levels
from mentor.coach.sides import side_of
from mentor.content.model import Fact, Rule
from mentor.content.pages import Entry
from mentor.content.practice import Card
from mentor.screens.library_shelves import BANDS, Key
from mentor.session import Session
from mentor.text import one_line
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, lines, paragraph, plain

LABEL = 10
FACT = 9
"""Columns before a fact's text: its id."""
AS_OF = "As of 2026."
FIELDS = ("when", "months", "cost", "provider", "caution", "weak", "strong")
NAMES = {"todo": "to do", "doing": "under way", "done": "done", "dropped": "dropped"}


class Sheet:
    """A page in the making, wrapped to a width; it knows on which row each fact stands."""

    def __init__(self, session: Session, width: int, marked: str = "", *, personal: bool = True) -> None:
        """An empty sheet.

        Args:
            session: Content and journey.
            width: Columns there are.
            marked: The fact or rule that was looked for; it is set off.
            personal: Whether what is the user's own is told.
        """
        self.personal = personal
        self.session, self.content, self.width = session, session.content, width
        self.marked = marked
        self.marked_row = 0
        self._parts: list[Content] = []
        self._rows = 0

    def add(self, *parts: Content) -> None:
        """Add lines; a part may hold several."""
        for part in parts:
            self._parts.append(part)
            self._rows += part.plain.count("\n") + 1

    def blank(self) -> None:
        """Add an empty line."""
        self.add(plain(""))

    def text(self, text: str, style: str = "") -> None:
        """Add paragraphs."""
        for part in text.split("\n"):
            if one_line(part):
                self.add(*paragraph(part, self.width, style))

    def head(self, text: str) -> None:
        """Add a heading with an empty line before it."""
        self.blank()
        self.text(text, f"{STRONG} {ACCENT}")

    def row(self, label: str, text: str, indent: int = LABEL) -> None:
        """Add a labelled paragraph."""
        self.add(hanging(label, text, self.width, indent))

    def mark(self, key: str) -> bool:
        """Whether this is what was looked for; its row is noted."""
        if key == self.marked:
            self.marked_row = self._rows
        return key == self.marked

    def made(self) -> Content:
        """All of it."""
        return lines(*self._parts)

    # ------------------------------------------------------------------ parts

    def facts(self, facts: Iterable[Fact]) -> None:
        """Add facts below the name of the guide that says them."""
        by_guide: dict[str, list[Fact]] = {}
        for fact in facts:
            by_guide.setdefault(fact.source, []).append(fact)
        for guide in sorted(by_guide):
            self.head(f"{guide} {self.content.sources[guide].name}")
            for fact in by_guide[guide]:
                self._fact(fact)

    def _fact(self, fact: Fact) -> None:
        figures = [figure for figure in fact.figures if figure not in fact.text]
        text = fact.text + (f" ({'; '.join(figures)})" if figures else "")
        part = hanging(fact.id, text, self.width, FACT)
        self.add(part.stylize("bold") if self.mark(fact.id) else part)

    def rule(self, rule: Rule) -> None:
        """Add who says what, and what follows."""
        disagree = len(rule.positions) > 1
        self.mark(rule.id)
        self.head(f"{'The guides disagree: ' if disagree else ''}{rule.question}")
        for position in rule.positions:
            name = self.content.sources[position.source].name
            self.row(f"{position.source}", f"{position.says} ({name}, {', '.join(position.facts)})", 4)
        self.row(rule.id, rule.rule, 4 if len(rule.id) < 4 else 5)
        if rule.detail:
            self.row("", rule.detail, 4)
        side = side_of(self.content, self.session.journey, rule.id) if self.personal else None
        if side is not None:
            self.row("you", side.sentence, 4)

    def slants(self, guides: Iterable[str]) -> None:
        """Add what each guide is, since it colours what it says."""
        self.blank()
        for guide in sorted(set(guides)):
            source = self.content.sources[guide]
            self.add(*(part.stylize(MUTED) for part in paragraph(f"{guide} {source.name}: {source.slant}", self.width)))
        self.add(plain(AS_OF, MUTED))


# ---------------------------------------------------------------------- pages


def page_of(session: Session, key: Key, width: int, *, marked: str = "", personal: bool = True) -> Sheet:
    """A page of the Library in full.

    Args:
        session: Content and journey.
        key: Which page.
        width: Columns there are.
        marked: A fact or rule on it that was looked for.
        personal: Whether the user's own levels and cards are told.
    """
    sheet = Sheet(session, width, marked, personal=personal)
    content = session.content
    match key.kind:
        case "entry":
            _entry(sheet, content.library[key.id])
        case "rule":
            rule = content.rules[key.id]
            sheet.text(f"{rule.short[:1].upper()}{rule.short[1:]}", STRONG)
            sheet.rule(rule)
            sheet.facts(content.facts[fact] for position in rule.positions for fact in position.facts)
            sheet.slants(position.source for position in rule.positions)
        case "warning":
            warning = content.warnings[key.id]
            sheet.text(warning.title, STRONG)
            sheet.blank()
            sheet.text(warning.text)
            sheet.row("instead", warning.instead)
            _behind(sheet, warning.rules, warning.facts)
        case "criterion":
            _criterion(sheet, key.id)
        case "card":
            _card(sheet, content.cards[key.id])
        case "fact":
            sheet.text(f"Said by one guide: {key.id}", STRONG)
            _behind(sheet, (), (key.id,))
        case "bands" if key == BANDS:
            from mentor.screens.library_bands import bands

            bands(sheet)
    return sheet


def _entry(sheet: Sheet, entry: Entry) -> None:
    content = sheet.content
    sheet.text(entry.title, STRONG)
    sheet.text(f"{content.topics[entry.topic].title} · {entry.kind} · {entry.id}", MUTED)
    sheet.blank()
    sheet.text(entry.text)
    fields = [(name, getattr(entry, name)) for name in FIELDS if getattr(entry, name)]
    if fields:
        sheet.blank()
    for name, text in fields:
        sheet.row(name, text)
    sheet.facts(content.facts[fact] for fact in entry.facts)
    for rule in entry.rules:
        sheet.rule(content.rules[rule])
    if sheet.personal:
        _yours(sheet, entry)
    guides = {fact[:2] for fact in entry.facts}
    guides |= {position.source for rule in entry.rules for position in content.rules[rule].positions}
    sheet.slants(guides)


def _yours(sheet: Sheet, entry: Entry) -> None:
    """The areas of an entry with the user's own levels, and its cards as they stand."""
    session, content = sheet.session, sheet.content
    if session.journey.profile is None:
        return
    if entry.tasks:
        sheet.head("On your board")
    for task in entry.tasks:
        sheet.row(task, f"{content.tasks[task].title}: {NAMES[state_of(session.journey, task)]}", FACT)
    for area in entry.areas:
        sheet.head(f"Your level: {content.areas[area].title}")
        for item in item_levels(content, session.journey, content.areas[area], session.today):
            said = "not rated" if item.rated is None else f"you {item.rated} of {item.target}"
            sheet.row(item.item.id, f"{item.item.text}: {said}", FACT)


def _criterion(sheet: Sheet, key: str) -> None:
    line = sheet.content.criteria[key]
    sheet.text(line.title, STRONG)
    sheet.text(f"Project checklist · {line.section} · {line.id}", MUTED)
    sheet.blank()
    sheet.row("evidence", line.evidence)
    sheet.row("seen by", line.seen_by)
    types = sheet.content.project_types
    for name, ids, needs in (
        ("shipped", line.shipped, line.shipped_needs),
        ("defended", line.defensible, line.defensible_needs),
    ):
        if ids:
            who = "every project" if "all" in ids else ", ".join(types[one].title for one in ids)
            sheet.row(name, f"{who}{f': {needs}' if needs else ''}")
    _behind(sheet, (), line.facts)


def _card(sheet: Sheet, card: Card) -> None:
    sheet.text(card.question, STRONG)
    sheet.text(f"{sheet.content.card_groups[card.group].title} · card {card.id}", MUTED)
    sheet.blank()
    sheet.text(card.answer)
    sheet.blank()
    sheet.row("asked", card.shows)
    _behind(sheet, (), card.facts)


def _behind(sheet: Sheet, rules: tuple[str, ...], facts: tuple[str, ...]) -> None:
    content = sheet.content
    sheet.facts(content.facts[fact] for fact in facts)
    for rule in rules:
        sheet.rule(content.rules[rule])
    if facts or rules:
        positions = {p.source for rule in rules for p in content.rules[rule].positions}
        sheet.slants({fact[:2] for fact in facts} | positions)


# ---------------------------------------------------------------------- why it is there


def why_of(session: Session, key: Key, width: int, *, favourite: bool) -> Content:
    """Which gap, card or rule makes a page matter to this user, or that it stands there for everybody."""
    sheet = Sheet(session, width)
    sheet.text("Why you see this", STRONG)
    sheet.blank()
    reasons = _reasons(session, key)
    if favourite:
        reasons.insert(0, ("marked", "You marked it as a favourite."))
    for label, text in reasons:
        sheet.row(label, text)
    if not reasons:
        sheet.text("It stands here for everybody. No gap, card or rule of yours points to it.")
    sheet.blank()
    sheet.text("y shows the page again.", MUTED)
    return sheet.made()


def _reasons(session: Session, key: Key) -> list[tuple[str, str]]:
    content, journey = session.content, session.journey
    if journey.profile is None:
        return []
    plan = session.plan()
    areas: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    if key.kind == "entry":
        entry = content.library[key.id]
        areas, tasks, rules = entry.areas, entry.tasks, entry.rules
    elif key.kind == "warning":
        rules = content.warnings[key.id].rules
    elif key.kind == "card":
        areas = (content.cards[key.id].area,)
    elif key.kind == "rule":
        rules = (key.id,)
    reasons = [("gap", f"{gap.sentence}. {gap.detail}") for gap in plan.gaps if gap.report.area.id in areas]
    week = session.current_week()
    planned = {action.task for action in week.actions if action.task} if week else set()
    now = {plan.current, *plan.parallel}
    for task in tasks:
        card, state = content.tasks[task], state_of(journey, task)
        if task in planned:
            reasons.append(("week", f"{task} {card.title}: planned this week"))
        elif state == "doing" or (state == "todo" and card.phase in now):
            reasons.append(("card", f"{task} {card.title}: {NAMES[state]}, {card.phase} is at hand"))
    used = {plan.headline.rule: "your months", plan.project.rule: "your first project"}
    reasons += [("rule", f"{rule} sets {used[rule]}: {content.rules[rule].short}") for rule in rules if rule in used]
    if key == BANDS:
        reasons.append(("region", "Bands for your own region are marked."))
    return reasons


def tied(session: Session, key: Key) -> list[tuple[str, str, str]]:
    """Where one can go from a page: mode, id there, and what it says."""
    content = session.content
    if key.kind == "card":
        area = content.areas[content.cards[key.id].area]
        return [("audit", area.id, f"Audit: {area.title}")]
    if key.kind != "entry":
        return []
    entry = content.library[key.id]
    ways = [("board", task, f"Board: {task} {content.tasks[task].title}") for task in entry.tasks]
    ways += [("audit", area, f"Audit: {content.areas[area].title}") for area in entry.areas]
    ways += [("library", f"rule:{rule}", f"{rule} {content.rules[rule].question}") for rule in entry.rules]
    return ways


def entry_row(title: str, width: int, *, favourite: bool) -> Content:
    """A row of the list of pages."""
    from textwrap import wrap

    rows = wrap(one_line(title), max(width - 2, 10)) or [""]
    first = join(("★ " if favourite else "  ", ACCENT), rows[0])
    return lines(first, *(plain(f"  {row}") for row in rows[1:]))
