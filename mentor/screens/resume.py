"""Resume: the bullets in their order, what the check says of each, and of all of them together."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList

from mentor.coach.bullets import Part
from mentor.coach.learning import resume_lines
from mentor.coach.resume import PARTS, Checked, Held, Resume, in_order
from mentor.journey.proof import Bullet
from mentor.screens.resume_edit import BulletEditor
from mentor.screens.resume_text import EMPTY, bullet_page, bullet_row, check_page, check_row, project_name
from mentor.session import Session
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import Choose
from mentor.widgets.lists import Rows
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import MUTED, STRONG, hanging, lines, paragraph, plain

ON_BULLET = {"edit", "assign", "move", "remove"}
CAREER, NO_PROJECT = "career", "none"
FILE = "resume.md"


class BulletRows(Rows):
    """The bullets; enter changes the one under the cursor."""

    BINDINGS = [Binding("enter", "screen.edit", "change", id="resume.enter", tooltip="Change the bullet")]


class ResumeScreen(Place):
    """Your resume's bullets. n writes one; the check shows what it states, what it leaves out, what raises doubt."""

    CSS_PATH = "resume.tcss"
    AUTO_FOCUS = "#bullets"
    BINDINGS = [
        Binding("n", "new", "new", id="resume.new", tooltip="Write a bullet"),
        Binding("e", "edit", "change", show=False, id="resume.edit", tooltip="Change the bullet"),
        Binding("o", "assign", "about", id="resume.about", tooltip="Which project it is about, or the earlier career"),
        Binding("less_than_sign", "move(-1)", "move", key_display="< >", id="resume.up", tooltip="Move the bullet up"),
        Binding("greater_than_sign", "move(1)", "down", show=False, id="resume.down", tooltip="Move the bullet down"),
        Binding("x", "remove", "remove", id="resume.remove", tooltip="Remove the bullet; u brings it back"),
        Binding("w", "write", "write file", id="resume.write", tooltip="Write the resume as Markdown into a file"),
        *DETAIL_KEYS,
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="resume.back", tooltip="Back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._resume = Resume((), ())
        self._lines: dict[str, Checked] = {}
        self._held: dict[str, Held] = {}

    def compose(self) -> ComposeResult:
        """The bars of the place this was opened from, around the list and the detail."""
        yield PlaceBar(self.app.current_mode)
        with Horizontal(id="middle"):
            yield BulletRows(id="bullets")
            yield Detail(id="detail")
        yield KeyLine()

    def reload(self) -> None:
        """Check every bullet anew."""
        if self.session.journey.profile is None:
            return
        self.note_week()
        self._resume = self.session.resume()
        self._lines = {line.bullet.id: line for line in self._resume.lines}
        self._held = {f"check:{held.check.id}": held for held in self._resume.checks}
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    @property
    def _list(self) -> Rows:
        return self.query_one("#bullets", Rows)

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE or not self._lines else width // 2 - 5

    def _show(self) -> None:
        self.set_class(not self._lines, "-empty")
        rows: list[tuple[str | None, Content]] = []
        for part, heading in PARTS.items():
            bullets = in_order(self.session.journey, part)
            if bullets:
                rows.append((None, plain(f"{chr(10) if rows else ''}{heading.upper()}", MUTED)))
            rows += [(one.id, bullet_row(self._lines[one.id], self._width())) for one in bullets]
        if self._held:
            rows.append((None, plain("\nTHE WHOLE RESUME", MUTED)))
            rows += [(key, check_row(held, self._width())) for key, held in self._held.items()]
        self._list.show(rows)
        self._show_detail()
        self.refresh_bindings()

    def _show_detail(self) -> None:
        key, detail, width = self._list.chosen or "", self.query_one(Detail), self._width()
        if not self._lines:
            detail.show(self._nothing_yet(min(width, 96)), "empty")
        elif key in self._lines:
            detail.show(bullet_page(self.session, self._lines[key], width), key)
        elif key in self._held:
            detail.show(check_page(self.session, self._held[key], width), key)

    def _nothing_yet(self, width: int) -> Content:
        parts = [*paragraph(EMPTY, width, STRONG), plain("")]
        profile = self.session.journey.profile
        advice = resume_lines(self.session.content, profile) if profile else ()
        return lines(*parts, *(hanging(line.title.lower(), line.text, width, 10) for line in advice))

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a bullet there is only the first to write."""
        if action in ON_BULLET:
            return self._list.chosen in self._lines if self.is_mounted else False
        if action == "write":
            return bool(self._lines)
        return super().check_action(action, parameters)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show what is under the cursor."""
        self._show_detail()
        self.refresh_bindings()

    def _bullet(self) -> Bullet | None:
        line = self._lines.get(self._list.chosen or "")
        return line.bullet if line else None

    def action_new(self) -> None:
        """Ask what it is about, then for the text."""
        present = self._bullet()

        def about(part: Part, project: str) -> None:
            def written(text: str | None) -> None:
                if text is not None:
                    with self.telling():
                        kept = self.session.keep_bullet(text, part, project)
                        self.call_after_refresh(self._list.choose, kept.id)

            self.app.push_screen(BulletEditor(self.session, "", part, project), written)

        self._ask_about("What is it about?", present, about)

    def action_edit(self) -> None:
        """Change the text."""
        bullet = self._bullet()
        if bullet is None:
            return

        def written(text: str | None) -> None:
            if text is not None and text != bullet.text:
                with self.telling():
                    self.session.change_bullet(bullet.id, text)

        self.app.push_screen(BulletEditor(self.session, bullet.text, bullet.part, bullet.project), written)

    def action_assign(self) -> None:
        """Change what the bullet is about."""
        bullet = self._bullet()
        if bullet is None:
            return

        def about(part: Part, project: str) -> None:
            with self.telling():
                self.session.assign_bullet(bullet.id, part, project)

        self._ask_about("What is it about?", bullet, about)

    def _ask_about(self, question: str, present: Bullet | None, then: Callable[[Part, str], None]) -> None:
        projects = self.session.journey.projects
        options = [(f"project {one.id}", project_name(one)) for one in projects.values()]
        options.append((NO_PROJECT, "A project that is not in the portfolio"))
        options.append((CAREER, "The earlier career"))
        now = ""
        if present is not None:
            linked = f"project {present.project}" if present.project in projects else NO_PROJECT
            now = CAREER if present.part == "career" else linked

        def chosen(key: str | None) -> None:
            if key is not None:
                then("career" if key == CAREER else "project", key.partition(" ")[2])

        self.app.push_screen(Choose(question, options, chosen=now), chosen)

    def action_move(self, by: int) -> None:
        """Move the bullet within its part."""
        if (bullet := self._bullet()) is not None:
            with self.telling():
                self.session.move_bullet(bullet.id, by)

    def action_remove(self) -> None:
        """Remove the bullet."""
        if (bullet := self._bullet()) is not None:
            with self.telling():
                self.session.remove_bullet(bullet.id)
                self.notify("Removed; u brings it back", timeout=3)

    def action_write(self) -> None:
        """Ask for a file, and write the resume into it."""
        detail = "As Markdown: projects first, the earlier career below. A path of your choice, or a name here."
        self.ask_file(detail, FILE, self.session.write_resume)
