"""The search over everything: it filters at each key, and enter goes to what is under the cursor."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, OptionList, Static

from mentor.coach.evaluation.find import pages
from mentor.content.search import Hit, index_of
from mentor.session import Session
from mentor.text import one_line, shorten
from mentor.widgets.bars import KeyLine
from mentor.widgets.lists import Rows
from mentor.widgets.modal import Modal
from mentor.widgets.text import MUTED, STRONG, join, lines, plain

Way = tuple[str, str]
"""A place and the id of the thing in it."""
MOST = 30
"""Hits shown; whoever has more types another letter."""
WIDEST = 104
HINT = "Words, a figure or an id. Every word counts, a typing error does not."


class _Query(Input):
    """The field; what moves the list or leaves is the screen's."""

    BINDINGS = [
        Binding("down,ctrl+n", "screen.move(1)", "choose", key_display="↑ ↓", id="finder.down", tooltip="The next hit"),
        Binding("up,ctrl+p", "screen.move(-1)", "up", show=False, id="finder.up", tooltip="The hit before"),
        Binding("pagedown", "screen.move(6)", "further", show=False, id="finder.further", tooltip="Six further"),
        Binding("pageup", "screen.move(-6)", "back", show=False, id="finder.before", tooltip="Six back"),
        Binding(
            "enter",
            "screen.take",
            "go there",
            key_display="⏎",
            id="finder.take",
            tooltip="Go to what is under the cursor",
        ),
    ]


class _Hits(Rows, can_focus=False):
    """The hits; the field keeps the focus."""


class Finder(Modal["Way | None"]):
    """Search over everything the guides say and everything you can do."""

    DEFAULT_CSS = """
    Finder { align: center top; background: $background 60%; }
    Finder > Vertical { width: 104; max-width: 100%; height: 90%; margin: 1 0 0 0; padding: 1 2 0 2;
                        background: $panel; }
    Finder Input, Finder Input:focus { background: $surface; }
    Finder #count { height: 1; margin: 1 0; color: $muted; }
    Finder _Hits { background: $panel; }
    Finder _Hits > .option-list--option-highlighted { background: $accent 30%; }
    """
    BINDINGS = [Binding("escape", "cancel", "close", key_display="esc", id="finder.close", tooltip="Back to the place")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._query = ""
        self._hits: list[Hit] = []

    def compose(self) -> ComposeResult:
        """The field, how much was found, the hits."""
        with Vertical():
            yield _Query(placeholder="Search everything", max_length=200)
            yield Static(plain(HINT), id="count")
            yield _Hits()
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the content while the user begins to type, once the box stands."""
        self.call_after_refresh(index_of, self._session.content, pages())

    def on_resize(self, _: Resize) -> None:
        """Cut the lines anew."""
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at each key."""
        event.stop()
        self._search(event.value)

    def _search(self, query: str) -> None:
        self._query = query
        index = index_of(self._session.content, pages())
        self._hits = index.search(query, MOST) if one_line(query) else []
        self.query_one("#count", Static).update(self._count())
        rows = self.query_one(_Hits)
        rows.highlighted = None
        self._draw()
        rows.scroll_home(animate=False)

    def _count(self) -> Content:
        query = one_line(self._query)
        if not query:
            return plain(HINT)
        if self._hits:
            more = "The best {}; another word narrows it down." if len(self._hits) == MOST else "{} found"
            return plain(more.format(len(self._hits)))
        index = index_of(self._session.content, pages())
        near = index.nearest(query)
        if near:
            said = "; ".join(f"{word}: {', '.join(others) or 'nothing near'}" for word, others in near.items())
            return plain(f"Nothing. Near {said}")
        alone = ", ".join(f"{word} {count}" for word, count in index.alone(query).items())
        return plain(f"Nothing holds all of it. Alone: {alone}")

    def _draw(self) -> None:
        width = min(self.app.size.width, WIDEST) - 5
        rows = [(str(number), _row(hit, width)) for number, hit in enumerate(self._hits)]
        self.query_one(_Hits).show(rows)

    # ------------------------------------------------------------------ keys

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        rows = self.query_one(_Hits)
        if self._hits and rows.highlighted is not None:
            rows.highlighted = min(max(rows.highlighted + by, 0), len(self._hits) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click goes there too."""
        event.stop()
        self.dismiss(self._way(self._hits[event.option_index]))

    def action_take(self) -> None:
        """Go to what is under the cursor."""
        value = self.query_one(_Query).value
        if value != self._query:
            # The key came before the field could tell of the last letter.
            self._search(value)
        at = self.query_one(_Hits).highlighted
        if at is not None and at < len(self._hits):
            self.dismiss(self._way(self._hits[at]))

    def action_cancel(self) -> None:
        """Leave without going anywhere."""
        self.dismiss(None)

    def _way(self, hit: Hit) -> Way:
        """Where a thing is found."""
        page, content, journey = hit.page, self._session.content, self._session.journey
        match page.kind:
            case "item":
                return "audit", content.area_of[page.id].id
            case "probe":
                return "audit", next(a for a, own in content.probes.items() if page.id in (probe.id for probe in own))
            case "task":
                profile = journey.profile
                task = content.tasks[page.id]
                if page.id in journey.tasks or (profile and task.is_for(profile.start, profile.target)):
                    return "board", page.id
                return "board", task.phase
            case "prompt":
                return "practice", f"prompt:{page.id}"
            case "card":
                return "practice", f"card:{page.id}"
            case "exercise":
                return "practice", f"{'sql' if page.id in content.sql_exercises else 'eval'}:{page.id}"
            case "criterion":
                line = content.criteria[page.id]
                if any(line.applies_to(project.type) for project in journey.projects.values()):
                    return "portfolio", page.id
        return "library", f"{page.kind}:{page.id}"


def _row(hit: Hit, width: int) -> Content:
    """A hit in two lines: its title with what it is, and the text around the match."""
    page = hit.page
    what = f"{page.kind} {page.id}" if len(page.id) < 9 else page.kind
    tail = f"  {what}  {' '.join(page.sources)}".rstrip()
    title = shorten(page.title, max(width - len(tail), 20))
    head = _marked(title, hit.title_marks, STRONG)
    gap = " " * max(width - head.cell_length - len(tail), 0)
    first = join(head, gap, (tail, MUTED))
    snippet, marks = _in_view(hit, width - 2)
    return lines(first, join("  ", _marked(snippet, marks, MUTED))) if snippet else first


def _in_view(hit: Hit, width: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The snippet on one line, begun later where its first match would be cut off."""
    text, marks = hit.snippet, hit.marks
    if marks and marks[0][1] >= width:
        begin = text.find(" ", marks[0][0] - width // 2) + 1
        text, marks = f"…{text[begin:]}", tuple((a - begin + 1, b - begin + 1) for a, b in marks)
    return shorten(text, width), marks


def _marked(text: str, marks: tuple[tuple[int, int], ...], style: str) -> Content:
    """Text with the matches underlined, as far as the text goes."""
    content = plain(text, style)
    for begin, end in marks if len(content) == len(text) else ():
        if end <= len(text):
            content = content.stylize("bold underline", begin, end)
    return content
