"""The first run: six questions, then one rating for each area. And the same six questions again, for later."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mentor.content.model import Area
from mentor.screens import welcome_steps as steps
from mentor.screens.steps_form import StepsForm, count
from mentor.screens.welcome_steps import STEPS, Step
from mentor.session import Session
from mentor.widgets.scale import Answers, Line, level_rows, sides
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, lines, plain

WHAT = "mentor asks what you can do, works out what is missing, and names each week the few actions that count."
HONEST = "Rate what you have done, not what you have read about. Probes and evidence follow."


class WelcomeScreen(StepsForm):
    """Six questions and a first rating of the 20 areas. Each answer is kept at once: leave, and come back to it."""

    BINDINGS = [
        Binding("left,backspace", "back", "back", show=False, id="welcome.back", tooltip="One question back"),
        Binding("0", "rate(0)", "rate", key_display="0-4", id="quick.0", tooltip="Rate the area from 0 to 4"),
        *(
            binding
            for n in range(1, 5)
            for binding in (
                Binding(str(n), f"pick({n})", "choose", show=False, id=f"welcome.{n}"),
                Binding(str(n), f"rate({n})", "rate", show=False, id=f"quick.{n}"),
            )
        ),
        Binding("n,right", "forward", "pass over", id="quick.pass", tooltip="Pass over this area; it keeps its rating"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._areas: list[Area] = list(session.content.areas.values())
        journey = session.journey
        self._at = steps.first_open_step(steps.draft_of(journey))
        if journey.profile is not None:
            self._at = len(STEPS) + steps.first_open_area(session.content, journey)

    def on_mount(self) -> None:
        """Where the last answer was the last one there is, go on to Today."""
        if self._at >= len(STEPS) + len(self._areas):
            self._at = len(STEPS) + len(self._areas) - 1
            self.call_after_refresh(self._finish)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers so far, as stored."""
        return steps.draft_of(self.session.journey)

    @property
    def area(self) -> Area | None:
        """The area on the screen."""
        position = self._at - len(STEPS)
        return self._areas[position] if 0 <= position < len(self._areas) else None

    # ------------------------------------------------------------------ drawing

    def reload(self) -> None:
        """Show the question or the area."""
        if self.area is None:
            super().reload()
        else:
            self._show_area(self.area)

    def head(self) -> Content:
        """On the first question also what this is, and where the answers go."""
        head = super().head()
        if self._at > 0:
            return head
        where = f"Everything stays on this machine: {self.session.store.path}"
        return lines(head, plain(""), plain(WHAT), plain(where, MUTED))

    def _show_area(self, area: Area) -> None:
        moved, self._shown = self._shown != self._at, self._at
        rating = self.session.journey.ratings.get(area.id)
        present = rating.level if rating else None
        which = count("area", self._at - len(STEPS) + 1, len(self._areas))
        head = sides(plain("Quick audit", f"bold {ACCENT}"), which, self.columns)
        self.query_one("#head", Static).update(lines(head, plain(HONEST, MUTED)))
        examples = [hanging("·", f"I can {item.text}", self.columns, 2) for item in area.core[:3]]
        self.query_one("#ask", Static).update(lines(plain(area.title, STRONG), *examples))
        self.query_one(Line).display = False
        rows = self.query_one(Answers)
        rows.display = True
        cursor = None if moved else rows.highlighted
        rows.show(level_rows(self.columns, present))
        rows.highlighted = present if moved else cursor
        if moved:
            first = self._at == len(STEPS)
            self.remark(steps.deadline_remark(self.session.content, self.session.journey) if first else "")
            self.set_focus(rows)
            self.refresh_bindings()

    # ------------------------------------------------------------------ answers

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Levels and passing over belong to the areas."""
        if action in ("rate", "forward"):
            return self.area is not None
        if action == "leave":
            return self._at > 0
        return super().check_action(action, parameters)

    def give(self, step: Step, value: Any) -> None:
        """Keep an answer; all six make the profile."""
        with self.telling():
            answers = {**self.answers, step.key: value}
            self.session.remember(steps.DRAFT, answers)
            self._at = min(self._at + 1, steps.first_open_step(answers))
            if len(answers) == len(STEPS):
                self.session.remember(steps.QUICK, True)
                old = self.session.journey.profile
                profile = steps.profile_from(answers, old, self.session.today)
                if profile != old:
                    self.session.set_profile(profile)

    def action_rate(self, level: int) -> None:
        """Rate the area and go on."""
        if self.area is not None:
            self._rate(self.area, level)

    def action_take_row(self) -> None:
        """Take the row under the cursor as the answer."""
        key = self.query_one(Answers).chosen
        if self.area is None:
            super().action_take_row()
        elif key is not None:
            self._rate(self.area, int(key))

    def action_forward(self) -> None:
        """Go on; an area without a rating is passed over."""
        if self.area is None:
            return
        if self.area.id in self.session.journey.ratings:
            self._go_on()
            self.reload()
        else:
            self._rate(self.area, None)

    def _rate(self, area: Area, level: int | None) -> None:
        with self.telling():
            self.session.rate(area.id, level)
            self._go_on()

    def _go_on(self) -> None:
        if self._at + 1 < len(STEPS) + len(self._areas):
            self._at += 1
        else:
            self.call_later(self._finish)

    async def _finish(self) -> None:
        """Make the first week and show it."""
        with self.telling():
            week = self.session.ensure_week().week
            self.session.remember(steps.DONE, True)
            self.session.remember(steps.DRAFT, None)
            await self.app.switch_mode("today")
            self.app.notify(f"Week {week.number} is planned. Its first action is the full audit.", timeout=6)


class ProfileScreen(StepsForm, ModalScreen[None]):
    """The six questions again, with the answers there are. Nothing changes before the last one is answered."""

    BINDINGS = [
        Binding("escape", "leave", "leave unchanged", id="profile.leave", tooltip="Leave without changing anything"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        profile = session.journey.profile
        self._answers = steps.answers_of(profile) if profile else {}

    @property
    def answers(self) -> dict[str, Any]:
        """The profile's answers, and those given here."""
        return self._answers

    def give(self, step: Step, value: Any) -> None:
        """Take an answer; the last one stores them all in one change."""
        self._answers = {**self._answers, step.key: value}
        if self._at + 1 < len(STEPS):
            self._at += 1
            self.reload()
            return
        with self.telling():
            old = self.session.journey.profile
            profile = steps.profile_from(self._answers, old, self.session.today)
            if profile != old:
                self.session.set_profile(profile)
            self.app.pop_screen()
            self.app.notify("The profile is kept." if profile != old else "The profile is as it was.", timeout=4)

    def action_leave(self) -> None:
        """Leave without changing anything."""
        self.app.pop_screen()
