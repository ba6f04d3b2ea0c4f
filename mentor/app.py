"""The Textual application: places, themes, keys, palette, first screen."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from mentor.errors import MentorError
from mentor.session import Session
from mentor.text import clean
from mentor.widgets.bars import PLACES, place_key
from mentor.widgets.memory import settle
from mentor.widgets.place import Place
from mentor.widgets.themes import DEFAULT, NAMES, THEMES

if TYPE_CHECKING:  # the palette's module costs 20 ms at the start and is needed only when it opens
    from textual.command import Provider

POLL_SECONDS = 0.5
"""How often the file is looked at for another process's changes (one stat, nothing is drawn)."""
QUIET_SECONDS = 2.0
"""How long after the first frame the day's backup is made."""
BUG = (
    "mentor ended because of a bug ({kind}). What you recorded is saved.\n"
    "Start it again; if it happens once more, start it with --debug and report what that prints."
)


Opening = Literal["", "review", "drills", "mock"]
"""What lies over the first place when the program opens; nothing, unless a command asks for it."""


def run(session: Session, *, debug: bool = False, opens: Opening = "") -> int:
    """Open the full screen on a session, until the user quits; gives the exit code.

    Args:
        session: What to show.
        debug: Whether an unexpected error shows its traceback.
        opens: What it opens with.
    """
    app = MentorApp(session, opens=opens)
    app.debug_errors = debug
    app.run()
    return app.return_code or 0


def _find_everything() -> type[Provider]:
    from mentor.screens.palette import FindEverything

    return FindEverything


class MentorApp(App[None]):
    """One session, a place a mode."""

    TITLE = "mentor"
    CSS_PATH = "app.tcss"
    COMMANDS = App.COMMANDS | {_find_everything}
    DEFAULT_MODE: ClassVar[str] = "today"
    BINDINGS = [
        *(
            Binding(place_key(mode), f"place('{mode}')", name, show=False, id=f"app.{mode}", tooltip=f"Go to {name}")
            for mode, name in PLACES.items()
        ),
        # Not j: that moves down in every list.
        Binding("h", "place('journal')", "Journal", show=False, id="app.journal", tooltip="Go to Journal"),
        Binding(
            "plus", "log_time", "log", key_display="+", id="app.log", tooltip="Log time for what is under the cursor"
        ),
        Binding("equals_sign", "log_time", "log", show=False, id="app.log_unshifted"),  # the same key without shift
        Binding("T", "timer", "timer", show=False, id="app.timer", tooltip="Start the timer, or stop and log it"),
        Binding("slash", "look", "search", key_display="/", id="app.search", tooltip="Search everything by words"),
        Binding("question_mark", "help", "help", key_display="?", id="app.help", tooltip="The keys that work here"),
        Binding("q", "quit", "quit", show=False, id="app.quit", tooltip="Leave; everything is saved already"),
    ]

    def __init__(self, session: Session, *, opens: Opening = "") -> None:
        # Textual builds the first screen from the class's DEFAULT_MODE; setting it on the instance opens the place the
        # user left, without drawing another one first.
        self._opens: Opening = opens if session.journey.first_run_done else ""
        self.__dict__["DEFAULT_MODE"] = "practice" if self._opens else self._first_place(session)
        super().__init__()
        self.debug_errors = False
        self._first_frame = False
        self.session = session
        self._day = session.today
        for mode in (*PLACES, "journal", "welcome"):
            self.add_mode(mode, self._maker(mode))
        for theme in THEMES:
            self.register_theme(theme)
        theme = session.journey.note("theme")
        self.theme = theme if theme in NAMES else DEFAULT

    @staticmethod
    def _first_place(session: Session) -> str:
        if not session.journey.first_run_done:
            return "welcome"
        place = session.journey.note("place")
        return place if place in PLACES else "today"

    def _maker(self, mode: str) -> Callable[[], Screen[Any]]:
        def make() -> Screen[Any]:
            screen = self._new_screen(mode)
            if isinstance(screen, Place):
                screen.drawn = self._first_frame
            return screen

        return make

    def _new_screen(self, mode: str) -> Screen[Any]:
        """A mode's screen; its module is imported when first shown."""
        match mode:
            case "welcome":
                from mentor.screens.welcome import WelcomeScreen

                return WelcomeScreen(self.session)
            case "audit":
                from mentor.screens.audit import AuditScreen

                return AuditScreen(self.session)
            case "board":
                from mentor.screens.board import BoardScreen

                return BoardScreen(self.session)
            case "portfolio":
                from mentor.screens.portfolio import PortfolioScreen

                return PortfolioScreen(self.session)
            case "practice":
                from mentor.screens.practice import PracticeScreen

                return PracticeScreen(self.session)
            case "search":
                from mentor.screens.search import SearchScreen

                return SearchScreen(self.session)
            case "library":
                from mentor.screens.library import LibraryScreen

                return LibraryScreen(self.session)
            case "journal":
                from mentor.screens.journal import JournalScreen

                return JournalScreen(self.session)
            case _:
                from mentor.screens.today import TodayScreen

                return TodayScreen(self.session)

    def on_mount(self) -> None:
        """Watch for changes of another process, and offer to go on where an audit stopped."""
        self.set_interval(POLL_SECONDS, self._watch)
        self.mode_change_signal.subscribe(self, self._remember_place)

    def on_ready(self) -> None:
        """After the first frame: what it could do without."""
        self._first_frame = True
        if isinstance(self.screen, Place):
            self.screen.drawn = True
            self.screen.later()
        opening = {"review": self.action_review, "drills": self.action_drills, "mock": self.action_mock}
        if self._opens:
            opening[self._opens]()
        if self.current_mode not in ("welcome", "audit"):
            self._offer_audit()
        if why := self.session.store.read_only:
            self.notify(why, severity="warning", timeout=10, markup=False)
        self.call_after_refresh(settle, type(self))
        self.set_timer(QUIET_SECONDS, self._keep_house)

    def _keep_house(self) -> None:
        # Once at the start as well as at the end: a session may end with the terminal's window.
        self.session.store.keep_house(self.session.clock.now())

    def _offer_audit(self) -> None:
        """Say where an audit that was begun goes on; after the first paint, since it reads content."""
        from mentor.coach.questions import asked, first_open

        journey = self.session.journey
        row = asked(self.session.content, journey)
        at = first_open(journey, row)
        if at:
            self.notify(f"The audit goes on at question {at + 1} of {len(row)}: press a, then enter.", timeout=5)

    def _watch(self) -> None:
        # A program that stays open sees the day turn: silence closes applications, cards and follow-ups fall due.
        today = self.session.today
        # The screen is asked for last: while the program is left there is none, and this may still be called.
        if (today != self._day or self.session.store.changed()) and isinstance(self.screen, Place):
            self._day = today
            with self.screen.telling():
                pass

    def _remember_place(self, mode: str) -> None:
        if mode in PLACES:
            # Not worth a message: the place is a convenience, and a read-only folder is told elsewhere.
            with contextlib.suppress(MentorError):
                self.session.remember("place", mode)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Places open once the first questions are answered."""
        if action in ("place", "look", "log_time", "timer"):
            return self.current_mode != "welcome" and isinstance(self.screen, Place)
        return super().check_action(action, parameters)

    async def action_place(self, mode: str) -> None:
        """Go to a place."""
        await self.switch_mode(mode)

    async def action_find(self, mode: str, key: str) -> None:
        """Go to a place and put the cursor on a thing in it."""
        await self.switch_mode(mode)
        # What is practised lies over its place, which is the one to know where each thing is.
        while mode == "practice" and len(self.screen_stack) > 1 and isinstance(self.screen, Place):
            self.pop_screen()
        if isinstance(self.screen, Place):
            self.screen.call_after_refresh(self.screen.go_to, key)

    def action_look(self) -> None:
        """Search everything, and go to what is chosen."""
        from mentor.screens.finder import Finder, Way

        async def go(way: Way | None) -> None:
            if way is not None:
                await self.action_find(*way)

        self.push_screen(Finder(self.session), go)

    def action_log_time(self) -> None:
        """Log time for what is under the cursor, or for something else."""
        self._open_log()

    def action_timer(self) -> None:
        """Start the timer; where there is one, stop it and log its time."""
        self._open_log("stop" if self.session.timer else "start")

    def _open_log(self, timer: Literal["", "start", "stop"] = "") -> None:
        from mentor.screens.log_form import LogForm

        # A screen may know what is under its cursor: the link's field and the id, or else the kind and a note.
        target, about = (getattr(self.screen, name, lambda: None)() for name in ("log_target", "log_about"))
        try:
            self.push_screen(LogForm(self.session, target=target, timer=timer, about=about))
        except MentorError as error:  # the timer was stopped elsewhere just now
            self.notify("\n".join(error.lines()), severity="error", markup=False)

    def _timer_commands(self) -> Iterable[SystemCommand]:
        yield SystemCommand("Log time", "Key +", self.action_log_time)
        timer = self.session.timer
        if timer is None:
            yield SystemCommand("Start the timer", "Key T; it runs on when the program is closed", self.action_timer)
            return
        yield SystemCommand("Stop the timer", "Key T; logs its time", self.action_timer)
        if timer.started:
            yield SystemCommand("Pause the timer", "Its time stays", partial(self._tell, self.session.pause_timer))
        else:
            yield SystemCommand("Resume the timer", "After a pause", partial(self._tell, self.session.resume_timer))
        yield SystemCommand("Discard the timer", "Logs nothing", partial(self._tell, self.session.discard_timer))

    def _tell(self, change: Callable[[], object]) -> None:
        """Make a change over whatever place is open."""
        if isinstance(self.screen, Place):
            with self.screen.telling():
                change()
            self.screen.note_week()

    def action_help(self) -> None:
        """Show the keys of what is focused."""
        from mentor.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.active_bindings, type(self.screen).__doc__ or ""))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Places and themes; cards, actions and projects come from `screens.palette`."""
        if self.current_mode != "welcome":
            for mode, name in PLACES.items():
                yield SystemCommand(f"Go to {name}", f"Key {place_key(mode)}", partial(self.action_place, mode))
            yield SystemCommand("Go to Journal", "Key h", partial(self.action_place, "journal"))
            yield SystemCommand("Forecast", "When an offer is likely, and why", self.action_forecast)
            yield SystemCommand("Resume", "Write and check its bullets; key r in the Portfolio", self.action_resume)
            yield SystemCommand("Review cards", "Those that are due; key v in Practice", self.action_review)
            yield SystemCommand("Rehearse", "Design prompts, their grades, practice of your own", self.action_drills)
            yield SystemCommand("Mock interview", "An hour over three rounds, by weakness", self.action_mock)
            yield SystemCommand("Funnel", "Where the search leaks; key F in Search", self.action_funnel)
            yield SystemCommand("Offers", "Side by side; key O in Search", self.action_offers)
            yield SystemCommand("Read an ad", "What it asks for against what you can do", self.action_advert)
            yield SystemCommand("Search everything", "Key /", self.action_look)
            yield from self._timer_commands()
            yield SystemCommand("Change the profile", "The six questions again", self.action_profile)
        for theme, name in NAMES.items():
            yield SystemCommand(f"Theme: {name}", "Kept for the next time", partial(self._set_theme, theme))
        yield SystemCommand("Help", "The keys that work here", self.action_help)
        yield SystemCommand("Quit", "Everything is saved already", self.action_quit)

    def _open(self, kind: Any, *about: str) -> None:
        """Put a screen of a class over the place, unless one is in front already."""
        if not isinstance(self.screen, kind):
            self.push_screen(kind(self.session, *about))

    def action_review(self) -> None:
        """Review the cards that are due."""
        from mentor.screens.review import ReviewScreen

        self._open(ReviewScreen)

    def action_drills(self, prompt: str = "") -> None:
        """Rehearse: the design prompts, at one of them where it is given."""
        from mentor.screens.drills import DrillsScreen

        self._open(DrillsScreen, prompt)

    def action_mock(self) -> None:
        """Open the mock interview."""
        from mentor.screens.mock import MockScreen

        self._open(MockScreen)

    def action_forecast(self) -> None:
        """Show the forecast."""
        from mentor.screens.forecast import ForecastScreen

        self._open(ForecastScreen)

    def action_resume(self) -> None:
        """Show the resume."""
        from mentor.screens.resume import ResumeScreen

        self._open(ResumeScreen)

    def action_funnel(self) -> None:
        """Show the funnel of the job search."""
        from mentor.screens.funnel import FunnelScreen

        self._open(FunnelScreen)

    def action_offers(self) -> None:
        """Show the offers side by side."""
        from mentor.screens.offers import OffersScreen

        self._open(OffersScreen)

    def action_advert(self, application: str = "") -> None:
        """Read an advertisement: an application's, or one that is pasted."""
        from mentor.screens.advert import AdvertScreen

        self._open(AdvertScreen, application)

    def action_message(self, person: str) -> None:
        """Write to a person."""
        from mentor.screens.message import MessageScreen

        self._open(MessageScreen, person)

    def action_profile(self) -> None:
        """Ask the profile's questions again."""
        from mentor.screens.welcome import ProfileScreen

        self.push_screen(ProfileScreen(self.session))

    def _set_theme(self, theme: str) -> None:
        self.theme = theme
        try:
            self.session.remember("theme", theme)
        except MentorError as error:
            self.notify("\n".join(error.lines()), severity="error", markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """End the program with a message instead of a traceback, which would also print the user's records."""
        if self.debug_errors or self.is_headless:
            super()._handle_exception(error)
            return
        from rich.text import Text

        from mentor.content import ContentError
        from mentor.journey.lazy import UnreadableRecordError

        if isinstance(error, MentorError):
            self._return_code, lines = 2, error.lines()
        elif isinstance(error, UnreadableRecordError):
            self._return_code, lines = (
                2,
                [f"A record cannot be read: {error}.", "`mentor doctor` says what can be saved."],
            )
        elif isinstance(error, ContentError):
            self._return_code, lines = 2, error.problems
        else:
            self._return_code, lines = 70, [BUG.format(kind=type(error).__name__)]
        self.panic(Text(clean("\n".join(lines))))
