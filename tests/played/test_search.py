"""Twelve weeks of a search, by command line and by full screen: both tell the same, and it is what it should be."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from mentor.app import MentorApp
from mentor.cli import main
from mentor.cli.demo_data import QUICK as LEVELS
from mentor.clock import Clock
from mentor.journey.records import Profile
from mentor.screens.funnel import FunnelScreen
from mentor.screens.message import MessageScreen
from mentor.screens.offer_forms import REGIONS, OfferForm
from mentor.screens.offers import OffersScreen
from mentor.screens.search import SearchScreen
from mentor.screens.search_ask import CLOSED
from mentor.screens.search_forms import EMPLOYERS, ApplicationForm, PersonForm
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.dialogs import AskText, Choose
from mentor.widgets.long_list import LongList
from tests.coach.builders import CONTENT
from tests.played import search
from tests.played.play import FIRST, Player
from tests.played.search import BELIEFS, DAYS, NAMES, PER_OFFER, RATIO, Count, Told, ids
from tests.screens.keyboard import calm, press, until
from tests.screens.seen import seen

LENGTHS = {"companies": 71, "people": 6, "applications": 70, "messages": 8, "offers": 1}
"""Four companies to begin with and a firm for each application but three; five first messages and three reminders."""
TABLES = tuple(LENGTHS)
Ended = dict[str, dict[str, Any]]
CLOSE = 0.025
"""How near to a chance that was worked out with many draws one with few comes."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The journey of a backend engineer with ten hours a week, who begins to search."""
    user = Player(tmp_path / "data", CONTENT)
    profile = Profile("profile", "swe_backend", 10, FIRST, target="platform", industry="fintech")
    user.begin(profile, LEVELS)
    return user.folder


@pytest.fixture(scope="module")
def ended() -> Ended:
    """The records at the end of each play."""
    return {}


def records(folder: Path) -> dict[str, Any]:
    """What is on the disk of the search."""
    journey = Store(folder).read()
    return {table: dict(getattr(journey, table)) for table in TABLES}


# ---------------------------------------------------------------------------------------------- by command line


class Commands:
    """Does the steps by the command line, and says what it tells."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capture = folder, capture
        self.today = FIRST

    def __call__(self, *words: str) -> str:
        status = main(["--data-dir", str(self._folder), "--today", self.today.isoformat(), *words])
        done = self._capture.readouterr()
        assert status == 0, done.err
        return done.out

    def do(self, step: search.Step) -> None:
        match step:
            case search.Aim(name, kind):
                self("companies", "add", name, "--type", kind)
            case search.Meet(name, company, met):
                self("people", "add", name, "--at", company, "--met", met)
            case search.Plan(person, what, on):
                self("people", "edit", person, f"next={what}", f"next_on={on}")
            case search.Write(person):
                self("message", person, "--sent")
            case search.Answered(person):
                self("message", person, "--answered")
            case search.Spoke(person):
                self("people", "edit", person, f"last={self.today}", "next=none", "next_on=none")
            case search.Apply(company, role, channel, later, by):
                more = ["--later"] * later + ["--by", by] * bool(by)
                said = self("apply", f"{company} / {role}", f"--{channel}", *more)
                assert said.startswith("To send: " if later else "Applied: ")
            case search.Send(id_):
                self("applications", "send", id_)
            case search.Reach(id_, stage, on):
                self("applications", "stage", id_, stage, *(["--on", on.isoformat()] if on else []))
            case search.Mistake(id_, stage):
                self("applications", "stage", id_, stage)
                self("applications", "stage", id_, "--undo")
            case search.Close(id_, outcome):
                self("applications", "close", id_, outcome)
            case search.Offered(id_, company, base, total, region, reply_by):
                money = ("--base", base, "--total", total, "--region", region, "--reply-by", reply_by.isoformat())
                assert f"{id_} has come to an offer" in self("offers", "add", company, *money)

    def check(self, told: Told) -> None:
        """What the commands say in the evening."""
        self._check_lists(told)
        found = json.loads(self("funnel", "--json"))
        assert tuple(found["reached"].values()) == told.reached
        assert (found["sent"], found["waiting"], found["saved"]) == (told.reached[0], told.waiting, told.saved)
        assert (found["leak"] and (found["leak"]["channel"] or found["leak"]["stage"])) == (told.leak or None)
        steps = {one["channel"] or one["stage"]: one for one in found["steps"]}
        for name, (passed, trials, waiting) in told.counts.items():
            one, belief = steps[name], BELIEFS[name, passed, trials]
            assert (one["passed"], one["trials"], one["waiting"]) == (passed, trials, waiting), name
            # Two steps of one unit at most: four digits here and there.
            for key, value in (("mean", belief.mean), ("low", belief.low), ("high", belief.high)):
                assert one[key] == pytest.approx(value, abs=1.01e-4), (name, key)
            assert one["below_usual"] == pytest.approx(belief.below, abs=1.01e-4), name
            assert one["below_half"] == pytest.approx(belief.below_half, abs=1.01e-4), name
            assert (one["verdict"], one["more_needed"]) == (told.verdict(name), belief.more), name
        for week, chance in told.chances.items():
            assert found["chance_by_week"][week - 1] == pytest.approx(chance, abs=CLOSE), week
        batch = found["batch"]
        given = (batch["contacts"], batch["by_channel"], batch["minutes"])
        assert given == (told.batch.contacts, told.batch.by_channel, told.batch.minutes)
        if told.leak or told.chances:
            self._check_text(told)

    def _check_lists(self, told: Told) -> None:
        """Where each application stands, and what wants a word."""
        every = json.loads(self("applications", "--json"))["applications"]
        open_ = [one["at"] for one in every if one["state"] in ("saved", "open")]
        assert tuple(open_.count(at) for at in ("saved", "applied", *search.STAGES)) == told.open
        assert len(every) - len(open_) == told.closed
        found = json.loads(self("follow-ups", "--json"))
        assert [one["person"] for one in found["people"]] == told.due.split()
        assert [one["application"] for one in found["closing"]] == ids(told.closing)

    def _check_text(self, told: Told) -> None:
        """The same as one reads it."""
        text = " ".join(self("funnel").split())
        assert told.batch.said in text
        for name in told.counts if told.reached[0] else ():
            assert f"{NAMES[name]} {_row_of(told, name)} " in text
        if told.leak:
            assert f"Where it leaks {NAMES[told.leak].capitalize()}: " in text


def test_by_command_line(folder: Path, capsys: pytest.CaptureFixture[str], ended: Ended) -> None:
    user = Commands(folder, capsys)
    for day in DAYS:
        user.today = day.on
        for step in day.steps:
            user.do(step)
        if day.told is not None:
            user.check(day.told)
    found = json.loads(user("funnel", "--json"))
    (ratio,) = found["ratios"]
    for key, values in RATIO.items():
        assert tuple(ratio[key].values()) == pytest.approx(values, rel=0.3), key
    per_offer = {one["id"]: one["applications_per_offer"] for one in found["channels"]}
    per_offer["mix"] = found["per_offer"]["applications"]
    assert {key: per_offer[key] for key in PER_OFFER} == pytest.approx(PER_OFFER, abs=0.06)
    (offer,) = json.loads(user("offers", "--json"))["offers"]
    assert (offer["company"], offer["application"], offer["base"], offer["total"]) == ("c53", "a59", 150_000, 165_000)
    ended["command line"] = records(folder)


# ---------------------------------------------------------------------------------------------- by full screen


class Keys:
    """Does the steps by the keyboard."""

    def __init__(self, pilot: Pilot[None], session: Session) -> None:
        self._pilot, self._session = pilot, session

    async def on(self, day: date) -> None:
        """The program stays open over the days, and sees each begin by itself."""
        moment = datetime.combine(day, time(19, 30), UTC)
        self._session.clock = Clock(day, lambda: moment)
        self._pilot.app._watch()  # type: ignore[attr-defined]
        await calm(self._pilot)

    async def press(self, *keys: str) -> None:
        await press(self._pilot, *keys)

    async def at(self, kind: type) -> Any:
        """The screen in front, once it is of a kind."""
        await until(self._pilot, lambda: isinstance(self._pilot.app.screen, kind))
        return self._pilot.app.screen

    async def _choose(self, key: str, of: tuple[str, ...]) -> None:
        """Take one of a question's rows, the first of which is under the cursor."""
        await self.at(Choose)
        await self.press(*["down"] * of.index(key), "enter")
        await self.at(SearchScreen)

    async def _row(self, list_key: str, id_: str, title: str, *then: str) -> None:
        """Put the cursor on a row by the filter over the list, and press some keys there."""
        await self.press("escape", list_key, "f")
        await self.press(*title, "enter")
        assert self._pilot.app.screen.query_one(LongList).chosen == id_
        await self.press(*then)

    async def _application(self, id_: str, *then: str) -> None:
        company = self._session.journey.applications[id_].company
        await self._row("1", id_, self._session.journey.companies[company].name, *then)

    async def _person(self, id_: str, *then: str) -> None:
        await self._row("2", id_, self._session.journey.people[id_].name, *then)

    async def _put_down(self, list_key: str, *lines: str) -> None:
        await self.press(list_key, "n")
        await self.press(*(key for line in lines for key in (*line, "enter")))
        await self.press("escape")

    async def _fill(self, kind: type, **lines: str) -> None:
        """Go down a form by tab to lines that are empty, or that a number chooses from, write there, and save."""
        form = await self.at(kind)
        order = [one.id for one in form.focus_chain]
        at = order.index(form.focused.id)
        for name, text in lines.items():
            await self.press(*["tab"] * (order.index(name) - at))
            await self.press(*text)
            at = order.index(name)
        await self.press("enter")
        await until(self._pilot, lambda: self._pilot.app.screen is not form)

    async def apply(self, steps: list[search.Apply]) -> None:
        """All of a day in the one line; who helped it in is said in the form."""
        known = len(self._session.journey.applications)
        lines = [(f"{one.company} / {one.role}", one.channel, "later" * one.later) for one in steps]
        await self._put_down("1", *(" ".join(word for word in line if word not in ("", "cold")) for line in lines))
        for n, one in enumerate(steps, known + 1):
            if one.by:
                await self._application(f"a{n}", "e")
                await self._fill(ApplicationForm, person=self._session.journey.people[one.by].name)

    async def spend(self, steps: Sequence[search.Step]) -> None:
        """Do a day's steps; what goes out is put down in one go."""
        out = [step for step in steps if isinstance(step, search.Apply)]
        for step in steps:
            if not isinstance(step, search.Apply):
                await self.do(step)
            elif step is out[0]:
                await self.apply(out)

    async def do(self, step: search.Step) -> None:
        match step:
            case search.Aim(name, kind):
                await self._put_down_company(name, kind)
            case search.Meet(name, company, met):
                await self._put_down("2", f"{name} @ {company} / {met}")
            case search.Plan(person, what, on):
                await self._person(person, "e")
                await self._fill(PersonForm, next=what, next_on=on.isoformat())
            case search.Write(person):
                await self._person(person, "enter")
                await self.at(MessageScreen)
                await self.press("S", "escape")
                await self.at(SearchScreen)
            case search.Answered(person) | search.Spoke(person):
                await self._person(person, "space")
            case search.Send(id_) | search.Reach(id_, _, None):
                await self._application(id_, ">")
            case search.Reach(id_, _, on):
                # The stage that comes next is under the cursor.
                await self._application(id_, "enter")
                await self.at(Choose)
                await self.press("enter")
                await self.at(AskText)
                await self.press(*str(on), "enter")
                await self.at(SearchScreen)
            case search.Mistake(id_, _):
                await self._application(id_, ">", "<")
            case search.Close(id_, outcome):
                await self._application(id_, "r")
                await self._choose(outcome, CLOSED)
            case search.Offered(_, company, base, total, region, reply_by):
                await self._put_down_offer(company, base, total, region, reply_by)

    async def _put_down_company(self, name: str, kind: str) -> None:
        await self.press("3", "n")
        await self.press(*name, "enter")
        await self._choose(kind, ("", *EMPLOYERS))
        await self.press("escape")

    async def _put_down_offer(self, company: str, base: str, total: str, region: str, reply_by: date) -> None:
        await self.press("O")
        await self.at(OffersScreen)
        await self.press("n")
        number = str(list(REGIONS).index(region) + 1)
        days = {"reply_by": reply_by.isoformat()}
        await self._fill(OfferForm, company=company, base=base, total=total, region=number, **days)
        await self.press("escape")
        await self.at(SearchScreen)

    # ------------------------------------------------------------------ what is to be read

    def _lines(self) -> list[str]:
        return seen(self._pilot.app).splitlines()

    async def check(self, told: Told, *, funnel: bool) -> None:
        """What the screen says in the evening: above the lists, and in the funnel."""
        self._check_head(told)
        if not funnel:
            return
        await self.press("F")
        await self.at(FunnelScreen)
        await self._check_picture(told)
        if told.reached[0]:
            await self._check_verdicts(told)
        if told.chances:
            await self._check_chances(told)
        await self.press("escape")
        await self.at(SearchScreen)

    def _check_head(self, told: Told) -> None:
        text = " ".join(" ".join(self._lines()).split())
        titles = ("To send", "Applied", "Screen", "Technical", "Onsite", "Offer")
        assert " > ".join(f"{title} {count}" for title, count in zip(titles, told.open, strict=True)) in text
        assert (f"closed {told.closed}" in text) == bool(told.closed)
        due, closing = len(told.due.split()), len(ids(told.closing))
        assert (f"{due} follow-up{'s' * (due > 1)} due" in text) == bool(due)
        assert (f"silence closes {closing} within 7 days" in text) == bool(closing)

    async def _check_picture(self, told: Told) -> None:
        """The counts, and the rates with their ranges: of all stages, then of each channel's first answer."""
        lines = self._lines()
        rows = {line.split()[0]: line.split() for line in reversed(lines) if line.strip()}
        assert [int(rows[name][1]) for name in ("Applied", *ROWS, "Offer")] == list(told.reached)
        for name, step in ROWS.items():
            assert _row_of(told, step) in " ".join(rows[name])
        if told.reached[0]:
            head = [f"{told.reached[0]} application{'s' * (told.reached[0] > 1)} sent"]
            head += [f"{told.waiting} waiting"] * bool(told.waiting)
            head += [f"{told.saved} still to be sent"] * bool(told.saved)
            head += ["1 offer"] * told.reached[4]
            assert f"  {', '.join(head)}." in lines
        for channel in ("cold", "referral"):
            if channel in told.counts:
                # Before the first one there is no view of all, and cold stands in front.
                await self.press(*["right"] * bool(told.reached[0]))
                (row,) = (line for line in self._lines() if line.startswith("  Applied "))
                assert _row_of(told, channel) in " ".join(row.split())
                # Rows of this channel's own counts, under rates of all.
                assert int(row.split()[1]) == told.sent(channel)

    async def _check_verdicts(self, told: Told) -> None:
        """Each step with what can be said of it; where one is named, its sentence and its causes."""
        text = "\n".join(self._lines())
        for _ in range(3):
            if f"{NAMES['offer']} " in text:
                break
            await self.press("space")
            text += "\n" + "\n".join(self._lines())
        for name, count in told.counts.items():
            said = VERDICTS[told.verdict(name)].format(more=BELIEFS[name, *count[:2]].more)
            assert re.search(rf"{NAMES[name]} +{_went(count)} +{said}\b", text), name
        assert ("Where it leaks\n  Too early" in text) == (not told.leak and told.all_early)
        if told.leak:
            passed, trials, _ = told.counts[told.leak]
            said = VERDICTS[told.verdict(told.leak)]
            assert f"{NAMES[told.leak].capitalize()}: {said}. {passed} of {trials} went on" in text

    async def _check_chances(self, told: Told) -> None:
        for _ in range(4):
            lines = self._lines()
            at = next((n for n, line in enumerate(lines) if line.startswith("   week ")), None)
            if at is not None and lines[at + 1].strip().endswith("%"):
                break
            await self.press("space")
        assert at is not None
        weeks, said = lines[at].split()[1:], lines[at + 1].split()
        chances = {int(week): float(chance[:-1]) / 100 for week, chance in zip(weeks, said, strict=True)}
        # Whole percents, some of them half a point off.
        assert {week: chances[week] for week in told.chances} == pytest.approx(told.chances, abs=CLOSE + 0.005)


ROWS = {"Screen": "technical", "Technical": "onsite", "Onsite": "offer"}
"""A row of the picture to the step out of it."""
VERDICTS = {
    "too_early": "too early: {more} more",
    "normal": "normal range",
    "watch": "watch",
    "likely_leak": "likely leak",
    "not_labelled": "not labelled",
}


def _went(count: Count) -> str:
    passed, trials, waiting = count
    return f"{passed} of {trials}" if trials else f"{waiting} waiting" if waiting else "-"


def _row_of(told: Told, step: str) -> str:
    """A row's counts and rate as one reads them."""
    count = told.counts[step]
    return f"{_went(count)} {BELIEFS[step, *count[:2]].text}"


async def test_by_full_screen(folder: Path, ended: Ended) -> None:
    session = Session(CONTENT, Store(folder), Clock(FIRST))
    session.remember("place", "search")
    async with MentorApp(session).run_test(size=(80, 24)) as pilot:
        user = Keys(pilot, session)
        await user.at(SearchScreen)
        for n, day in enumerate(DAYS):
            await user.on(day.on)
            await user.spend(day.steps)
            last = n + 1 == len(DAYS) or DAYS[n + 1].on.isocalendar().week > day.on.isocalendar().week
            if day.told is not None:
                await user.check(day.told, funnel=last or bool(day.told.leak or day.told.chances))
    ended["full screen"] = records(folder)


def test_both_end_in_the_same_records(ended: Ended) -> None:
    if len(ended) < 2:
        pytest.skip("both plays are needed")
    typed, pressed = ended.values()
    assert {table: len(typed[table]) for table in TABLES} == LENGTHS
    for table in TABLES:
        assert typed[table] == pressed[table], table
