"""The dialog in which a bullet is written; the check follows every key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from mentor.coach.bullets import Part
from mentor.screens.resume_text import live_page
from mentor.session import Session
from mentor.session.resume import BULLET_LENGTH
from mentor.text import one_line
from mentor.widgets.bars import KeyLine
from mentor.widgets.detail import Detail
from mentor.widgets.dialogs import Confirm
from mentor.widgets.modal import Modal
from mentor.widgets.text import STRONG, plain


class BulletEditor(Modal[str | None]):
    """One bullet. What it states and leaves out is shown while you write; enter saves it."""

    CSS_PATH = "resume_edit.tcss"
    AUTO_FOCUS = "TextArea"
    BINDINGS = [
        Binding("enter", "save", "save", priority=True, id="bullet.save", tooltip="Keep the bullet as it stands"),
        Binding("escape", "leave", "cancel", priority=True, id="bullet.leave", tooltip="Leave without saving"),
        Binding(
            "ctrl+down", "scroll_check(3)", "more", priority=True, id="bullet.down", tooltip="Scroll the check down"
        ),
        Binding("ctrl+up", "scroll_check(-3)", "back", show=False, priority=True, id="bullet.up", tooltip="And up"),
    ]

    def __init__(self, session: Session, text: str = "", part: Part = "project", project: str = "") -> None:
        super().__init__()
        self._session, self._text, self._part, self._project = session, text, part, project

    def compose(self) -> ComposeResult:
        """What is asked, the text, the check."""
        about = "a machine-learning project" if self._part == "project" else "the earlier career"
        with Vertical():
            yield Static(plain(f"A bullet about {about}", STRONG), id="title")
            yield TextArea(one_line(self._text), soft_wrap=True, compact=True, tab_behavior="focus")
            yield Detail(id="check")
        yield KeyLine()

    def on_mount(self) -> None:
        """Go on at the end of the text."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        self._check()

    def on_resize(self) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._check)

    @property
    def _written(self) -> str:
        return one_line(self.query_one(TextArea).text, BULLET_LENGTH)

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Check at every key: it takes less than a millisecond."""
        self._check()

    def _check(self) -> None:
        detail = self.query_one(Detail)
        verdict = self._session.check_bullet(self._written, self._part, self._project)
        detail.show(live_page(self._session, verdict, max(detail.size.width - 2, 20)), "check")

    def action_save(self) -> None:
        """Close with the text."""
        if isinstance(self.app.screen, BulletEditor):
            self.dismiss(self._written or None)

    def action_leave(self) -> None:
        """Close without, after a question where something was written."""
        if self._written == one_line(self._text, BULLET_LENGTH):
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        self.app.push_screen(Confirm("Leave without saving?", "What you wrote here would be lost."), answered)

    def action_scroll_check(self, rows: int) -> None:
        """Scroll the check."""
        self.query_one(Detail).move(rows)
