"""Every screen of the search at 80x24, by keyboard alone: nothing is cut off, and the keys it names are real."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from mentor.app import MentorApp
from mentor.journey.search import Application, Company, Message, Offer, Person
from mentor.screens.advert import AdvertScreen
from mentor.screens.funnel import FunnelScreen
from mentor.screens.help import HelpScreen
from mentor.screens.log_form import LogForm
from mentor.screens.message import MessageScreen
from mentor.screens.offer_forms import AnswersForm, OfferForm
from mentor.screens.offers import OffersScreen
from mentor.screens.search import SearchScreen
from mentor.screens.search_forms import ApplicationForm, CompanyForm, PersonForm
from mentor.session import Session
from mentor.widgets.bars import KeyLine
from mentor.widgets.dialogs import AskText, Choose
from mentor.widgets.long_list import LongList
from tests.conftest import TODAY
from tests.screens.keyboard import press, until
from tests.screens.seen import seen

WIDTH, HEIGHT = 80, 24
LONG = "A Rather Long Company Name Incorporated of the North"
AD = """Senior Machine Learning Engineer (platform)
You will own the serving of our fraud models: Python, Docker, Kubernetes, CI, monitoring and on-call.
Five years of experience, SQL, PyTorch, prompt engineering, LLM evaluation. A PhD is welcome.
"""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def search(started: Session) -> Session:
    """A search with something of everything, and names that need more room than there is."""
    started.remember("place", "search")
    sent = [
        Application(f"a{n}", "ML engineer", ago(60), "cold", "c1", {}, "rejected", ended=ago(30)) for n in range(9, 60)
    ]
    started.commit(
        "a search",
        [
            Company("c1", "Acme", ago(40), type="vertical_saas", why="Their fraud team ships weekly"),
            Company("c2", LONG, ago(30), type="big_tech", own_industry=True, note="A note\nof two lines"),
            Person("h1", "First Person", ago(20), "c1", "a meetup", "How do features stay the same?", role="team lead"),
            Person("h2", "Second Person with a rather long name", ago(20), "c2", next="send it", next_on=ago(3)),
            Person("h3", "Third Person", ago(20), "c1", last=ago(3)),
            Message(
                "m1", "h1", ago(12), "Hello, how do your features stay the same in training and serving?", sent=True
            ),
            Message("m2", "h3", ago(5), "Hello, how?", sent=True, answered=ago(3)),
            Application("a1", "ML engineer", ago(2), "cold", "c1", resume="v2", ad=AD),
            Application("a2", "Staff machine learning platform engineer", ago(18), "referral", "c2", person="h2"),
            Application("a4", "Applied ML engineer", ago(20), "warm", "c1", {"screen": ago(5)}),
            Application("a6", "Later role", ago(1), "cold", "c1", sent=False),
            Application("a7", "With an offer", ago(50), "inbound", "c2", {"screen": ago(40), "offer": ago(2)}),
            *sent,
            Offer("of1", "c2", "With an offer", ago(2), "a7", 150_000, 190_000, "top_metro", reply_by=ago(-5)),
            Offer("of2", "c1", "ML engineer", ago(1), base=140_000, region="remote"),
        ],
        auto=True,
    )
    return started


# ---------------------------------------------------------------------------------------------- what must hold


def check(app: Any) -> None:
    """What holds of every frame."""
    lines = seen(app).split("\n")
    where = f"{type(app.screen).__name__}\n" + "\n".join(lines)
    assert len(lines) == HEIGHT
    assert max(map(cell_len, lines)) <= WIDTH, where
    shown = [one for one in app.screen.walk_children() if one.is_on_screen and one.region.area]
    for one in shown:
        assert not (one.show_horizontal_scrollbar and one.scrollbar_size_horizontal), f"{one} has a bar\n{where}"
        scrolled = any(isinstance(above, VerticalScroll) for above in one.ancestors)
        if scrolled:
            continue
        assert one.region in app.screen.region, f"{one} reaches over the edge\n{where}"
        if isinstance(one, Static):
            size = one.content_size
            needed = one.get_content_height(size, app.size, size.width)
            assert needed <= size.height, f"{one} is cut off: {needed} rows, {size.height} shown\n{where}"
    _check_focus(app, where)
    _check_keys(app, lines[-1], where)


def _check_focus(app: Any, where: str) -> None:
    """What has the keys is in sight, all of its width; a list without rows is not."""
    one = app.focused
    if one is not None and not (isinstance(one, LongList) and one.chosen is None):
        assert app.screen.find_widget(one).visible_region.area, f"{one} has the keys and is out of sight\n{where}"


def _check_keys(app: Any, line: str, where: str) -> None:
    """The last line names keys, whole, and each leads to something that can be done now."""
    (bar,) = app.screen.query(KeyLine)
    assert bar.region.y == HEIGHT - 1
    real = set()
    for active in app.screen.active_bindings.values():
        target, name, _ = app._parse_action(active.binding.action, active.node)
        if active.enabled and any(hasattr(target, f"{begin}action_{name}") for begin in ("", "_")):
            real.add(f"{app.get_key_display(active.binding)} {active.binding.description}")
    named = {part.strip() for part in line.split("   ") if part.strip()}
    assert named, f"no key is named\n{where}"
    assert named <= real, f"{named - real} is no key\n{where}"


def drawn(app: Any, widget: Widget) -> list[Strip]:
    """A widget as it stands on the screen, with its colours."""
    x, y, width, height = widget.region
    return [strip.crop(x, x + width) for strip in app.screen._compositor.render_strips()[y : y + height]]


class Walk:
    """Presses keys and looks at every frame."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot, self.app = pilot, pilot.app
        self.been: set[str] = set()

    async def to(self, kind: type[Any], *keys: str) -> None:
        """Press keys one after another; then a screen of a kind is in front."""
        for key in keys:
            await press(self.pilot, key)
            check(self.app)
        await until(self.pilot, lambda: isinstance(self.app.screen, kind))
        check(self.app)
        self.been.add(kind.__name__)

    async def type(self, text: str, *keys: str) -> None:
        await press(self.pilot, *text)
        check(self.app)
        await self.to(object, *keys)

    async def down_form(self, kind: type[Any], *keys: str) -> None:
        """Open a form, go through its lines and back to the first; each shows that it has the keys."""
        await self.to(kind, *keys)
        first = self.app.focused
        for _ in range(20):
            line = self.app.focused
            assert line is not None
            focused = drawn(self.app, line)
            await press(self.pilot, "tab")
            check(self.app)
            assert drawn(self.app, line) != focused, f"{line} looks the same with and without the keys"
            if self.app.focused is first:
                break
        assert self.app.focused is first
        await self.to(object, "escape")


@asynccontextmanager
async def walking(session: Session) -> AsyncIterator[Walk]:
    async with MentorApp(session).run_test(size=(WIDTH, HEIGHT)) as pilot:
        walk = Walk(pilot)
        await walk.to(SearchScreen)
        yield walk


# ---------------------------------------------------------------------------------------------- the walks


async def test_empty_lists(started: Session) -> None:
    started.remember("place", "search")
    async with walking(started) as walk:
        await walk.to(SearchScreen, "2", "3", "1", "n", "escape", "2", "n", "escape", "3", "n", "escape")
        await walk.to(FunnelScreen, "F")
        await walk.to(FunnelScreen, "space", "space", "right", "J")
        await walk.to(SearchScreen, "escape")
        await walk.to(OffersScreen, "O")
        await walk.to(SearchScreen, "escape")
        await walk.to(AdvertScreen, "A")
        await walk.to(SearchScreen, "escape", "escape")


async def test_applications(search: Session, tmp_path: Path) -> None:
    async with walking(search) as walk:
        await walk.to(SearchScreen, "j", "k", "G", "g", "J", "K", "o", "o", "d", "d", "d", "o", "o")
        await walk.to(SearchScreen, "f")
        await walk.type("staff rather", "enter", "escape")
        await walk.to(SearchScreen, "n")
        await walk.type(f"{LONG} / {LONG} {LONG} referral 2026-11-03", "tab", "ctrl+t", "enter", "escape")
        await walk.to(Choose, "enter")
        await walk.to(AskText, "enter")
        await walk.type("2026-13-01", "enter")
        await walk.to(SearchScreen, "escape", ">", ">", "<")
        await walk.to(Choose, "r")
        await walk.to(SearchScreen, "down", "enter", "x", "d", "d")
        await walk.down_form(ApplicationForm, "e")
        await walk.to(LogForm, "+")
        await walk.to(SearchScreen, "escape")
        await walk.to(HelpScreen, "?")
        await walk.to(SearchScreen, "escape")
        await walk.to(AskText, "w")
        await walk.to(SearchScreen, "escape")
        await walk.to(AskText, "i")
        await walk.type(str(tmp_path / "none.csv"), "enter")
        await walk.to(SearchScreen, "u", "ctrl+r")


async def test_people_and_messages(search: Session) -> None:
    async with walking(search) as walk:
        await walk.to(SearchScreen, "2", "j", "j", "k", "o", "J", "n")
        await walk.type(f"Somebody @ {LONG} / {LONG}", "enter", "escape")
        await walk.down_form(PersonForm, "e")
        await walk.to(SearchScreen, "f")
        await walk.type("first", "enter")
        await walk.to(MessageScreen, "enter")
        await walk.to(MessageScreen, "n", "n", "J", "J", "K", "C", "enter")
        await walk.type(" And one more question, which goes on for longer than there is room on one line.", "escape")
        await walk.to(Choose, "o")
        await walk.to(MessageScreen, "enter", "S", "r", "u", "u")
        await walk.to(SearchScreen, "escape", "escape", "f")
        await walk.type("third", "enter")
        await walk.to(MessageScreen, "m")
        await walk.to(Choose, "o")
        await walk.to(MessageScreen, "down", "enter")
        await walk.to(SearchScreen, "escape", "space", "x", "u")
        # Of an application at a company where two are known.
        await walk.to(SearchScreen, "escape", "1", "f")
        await walk.type("a1", "enter")
        await walk.to(Choose, "m")
        await walk.to(MessageScreen, "enter")


async def test_companies(search: Session) -> None:
    async with walking(search) as walk:
        await walk.to(SearchScreen, "3", "o", "o", "o", "J", "n")
        await walk.type(f"{LONG} two")
        await walk.to(Choose, "enter")
        await walk.to(SearchScreen, "down", "enter", "escape")
        await walk.down_form(CompanyForm, "e")
        await walk.to(Choose, "enter")
        await walk.to(Choose, "end", "enter")
        await walk.to(SearchScreen, "escape", "X")


async def test_funnel(search: Session) -> None:
    async with walking(search) as walk:
        await walk.to(FunnelScreen, "F")
        await walk.to(FunnelScreen, "right", "right", "left", *["space"] * 5, "backspace", "J", "K")
        await walk.to(Choose, "o")
        await walk.to(FunnelScreen, "escape")
        await walk.to(HelpScreen, "?")
        await walk.to(FunnelScreen, "escape")
        await walk.to(SearchScreen, "escape")


async def test_offers(search: Session) -> None:
    async with walking(search) as walk:
        await walk.to(OffersScreen, "O")
        await walk.to(OffersScreen, "left", "right", "J", "J", "J", "K", "x", "d", "d", "u")
        await walk.down_form(OfferForm, "n")
        await walk.down_form(OfferForm, "enter")
        await walk.down_form(AnswersForm, "o")
        await walk.to(SearchScreen, "escape")


async def test_an_ad(search: Session) -> None:
    async with walking(search) as walk:
        await walk.to(SearchScreen, "f")
        await walk.type("a1", "enter")
        await walk.to(AdvertScreen, "A")
        await walk.to(AdvertScreen, "J", "J", "J", "J", "K", "e")
        await walk.type("One line more.", "ctrl+down", "ctrl+up", "escape", "J")
        await walk.to(SearchScreen, "escape")
