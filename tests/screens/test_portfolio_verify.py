"""Reading a project's folder and probing its address from the portfolio."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.coach.levels import under_rated
from mentor.evidence import CancelledError, Check, Examination
from mentor.evidence.deployment import Look
from mentor.evidence.online import StoppedError
from mentor.journey.proof import Deployment, Finding, Run, Spot
from mentor.journey.records import Project
from mentor.screens.portfolio import PortfolioScreen
from mentor.screens.questions import QuestionsScreen
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.dialogs import AskText, Confirm
from mentor.widgets.lists import Rows
from tests.conftest import NOW, TODAY
from tests.evidence.repo import build, plan
from tests.screens.keyboard import press
from tests.screens.seen import WAIT, read_detail, seen, settled

SIZES = [(80, 24), (120, 40), (160, 50)]
URL = "https://fraud.example.org/"
POISON = "x [/] [red] \x1b]52;c;aGk=\x07 \x1b[2J[b"
LOOK = Look(URL, 200, 30, 1, tuple(float(n) for n in range(10, 40)), health="/health", docs="")


@pytest.fixture
def portfolio(started: Session) -> Session:
    """A session that opens on the portfolio."""
    started.remember("place", "portfolio")
    return started


@pytest.fixture
def fraud(portfolio: Session) -> Project:
    """The one project in it."""
    return portfolio.add_project("serving_api", "Fraud in 200 ms", "~/code/fraud", URL)


def check(criterion: str, state: str = "pass", *spots: Spot, **fields: object) -> Check:
    given = {"score": 1.0, "confidence": "H", "said": f"{criterion} was looked at.", "defensible": True, **fields}
    hint = "" if state == "pass" else f"Do {criterion}."
    return Check(criterion, state, hint=hint, evidence=spots, **given)  # type: ignore[arg-type]


def found(*checks: Check, on: date = TODAY) -> Examination:
    return Examination("serving_api", checks, on, looked=3, of=3, commit="c0f4da7e" * 5)


def keep(session: Session, *checks: Check) -> None:
    session.keep_examination(session.journey.projects["p1"], found(*checks, on=session.today))


class Slow:
    """Something slow that says how far it is, and then waits until the test lets it go on or the screen stops it."""

    def __init__(self, result: object, stopped: type[Exception], *far: object) -> None:
        self._result, self._stopped, self._far = result, stopped, far
        self.begun, self.go_on, self.ended = threading.Event(), threading.Event(), threading.Event()

    def __call__(
        self, *_: object, progress: Callable[..., None], cancelled: Callable[[], bool], **__: object
    ) -> object:
        progress(*self._far)
        self.begun.set()
        try:
            while not self.go_on.wait(0.005):
                if cancelled():
                    raise self._stopped
            return self._result
        finally:
            self.ended.set()

    async def wait_for(self, pilot: Pilot[None], event: threading.Event) -> None:
        """Until its thread has come so far, and the screen has shown it."""
        assert event.wait(WAIT)
        await pilot.pause()


def folder_reader(monkeypatch: pytest.MonkeyPatch, *checks: Check) -> Slow:
    """What reads folders in this test."""
    slow = Slow(found(*checks), CancelledError, 340, 1200)
    monkeypatch.setattr(Session, "read_folder", lambda _self, *args, **kwargs: slow(*args, **kwargs))
    return slow


def service_prober(monkeypatch: pytest.MonkeyPatch, look: Look = LOOK) -> Slow:
    """What looks at services in this test."""
    slow = Slow(look, StoppedError, 4, 30, "latency")
    monkeypatch.setattr(Session, "look", lambda _self, *args, **kwargs: slow(*args, **kwargs))
    return slow


def told(pilot: Pilot[None]) -> str:
    """What was told in passing."""
    return "\n".join(note.message for note in pilot.app._notifications)


async def at(pilot: Pilot[None], criterion: str) -> None:
    await pilot.pause()
    rows = pilot.app.screen.query_one("#checklist", Rows)
    rows.focus()
    assert rows.choose(criterion)
    await pilot.pause()
    await pilot.pause()


# ---------------------------------------------------------------------- reading


async def test_v_reads_a_real_folder_and_shows_what_it_found(portfolio: Session, tmp_path: Path) -> None:
    folder = build(tmp_path / "late", plan("serving_api", "shipped").without("Dockerfile"))
    portfolio.add_project("serving_api", "Late invoices", str(folder))
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        await pilot.press("v")
        await settled(pilot)
        states = {one.criterion: one.state for one in portfolio.journey.findings.values()}
        assert (states["R16"], states["R26"], states["R21"]) == ("pass", "fail", "unknown")
        assert portfolio.journey.runs["p1/1"].level == "none"
        text = seen(pilot.app)
        assert "✓ R16 S   Dependencies are locked" in text
        assert "? R21 S   CI runs the tests" in text
        assert "criteria seen met. Tab shows more." in told(pilot)
        await at(pilot, "R26")
        assert "✗ R26 S   It runs in a container" in seen(pilot.app)
        assert "✗ Not met, found on 21 November 2026, nearly sure" in await read_detail(pilot)
        await at(pilot, "R16")
        detail = await read_detail(pilot)
        assert "✓ Verified on 21 November 2026, nearly sure" in detail
        assert "uv.lock" in detail


@pytest.mark.parametrize("size", SIZES)
async def test_progress_is_shown_and_the_screen_stays_usable(
    portfolio: Session, fraud: Project, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = folder_reader(monkeypatch, check("R16"))
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await pilot.press("v")
        await slow.wait_for(pilot, slow.begun)
        text = seen(pilot.app)
        assert "Reading ~/code/fraud: looked at 340 of 1,200 files   esc stops it" in text
        assert "esc stop" in text.splitlines()[-1]
        await at(pilot, "R02")
        await pilot.press("space", *"D.md", "enter")
        assert portfolio.journey.marks["p1/R02"].note == "D.md"
        assert "looked at 340" in seen(pilot.app)
        slow.go_on.set()
        await settled(pilot)
        assert portfolio.journey.findings["p1/R16"].state == "pass"
        assert "esc" not in seen(pilot.app)


async def test_esc_stops_and_keeps_nothing(portfolio: Session, fraud: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = folder_reader(monkeypatch, check("R16"))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await slow.wait_for(pilot, slow.begun)
        await pilot.press("escape")
        assert "looked at" not in seen(pilot.app)
        assert "Stopped; nothing was kept." in told(pilot)
        await slow.wait_for(pilot, slow.ended)
        assert not portfolio.journey.findings
        assert not portfolio.journey.runs
        second = folder_reader(monkeypatch, check("R26"))
        second.go_on.set()
        await pilot.press("v")
        await settled(pilot)
        assert set(portfolio.journey.findings) == {"p1/R26"}


async def test_leaving_the_place_stops_it_and_a_dialog_does_not(
    portfolio: Session, fraud: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = folder_reader(monkeypatch, check("R16"))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await slow.wait_for(pilot, slow.begun)
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "looked at 340" in seen(pilot.app)
        await pilot.press("b")
        await slow.wait_for(pilot, slow.ended)
        await pilot.press("p")
        await pilot.pause()
        assert "looked at" not in seen(pilot.app)
        assert not portfolio.journey.findings


async def test_quitting_stops_it(portfolio: Session, fraud: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = folder_reader(monkeypatch, check("R16"))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await slow.wait_for(pilot, slow.begun)
        await pilot.press("q")
    assert slow.ended.wait(WAIT)
    assert not portfolio.journey.findings


async def test_one_thing_at_a_time(portfolio: Session, fraud: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = folder_reader(monkeypatch, check("R16"))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await slow.wait_for(pilot, slow.begun)
        assert "v verify" not in seen(pilot.app)
        await pilot.press("v", "P")
        assert isinstance(pilot.app.screen, PortfolioScreen)
        slow.go_on.set()
        await settled(pilot)
        assert list(portfolio.journey.runs) == ["p1/1"]


async def test_a_project_removed_meanwhile_gets_nothing(
    portfolio: Session, fraud: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = folder_reader(monkeypatch, check("R16"))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await slow.wait_for(pilot, slow.begun)
        await pilot.press("x", "y")
        slow.go_on.set()
        await settled(pilot)
        assert "Fraud in 200 ms was removed; nothing was kept." in told(pilot)
        assert not portfolio.journey.findings


async def test_without_a_folder_it_asks_and_keeps_the_one_that_was_read(portfolio: Session, tmp_path: Path) -> None:
    portfolio.add_project("serving_api", "Late invoices")
    (tmp_path / "code").mkdir()
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        assert "Where is the folder of Late invoices?" in seen(pilot.app)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PortfolioScreen)
        await pilot.press("v")
        await press(pilot, *str(tmp_path / "nothing"), "enter")
        await settled(pilot)
        assert "nothing does not exist." in told(pilot)
        assert portfolio.journey.projects["p1"].path == ""
        await pilot.press("v")
        await press(pilot, *str(tmp_path / "code"), "enter")
        await settled(pilot)
        assert portfolio.journey.projects["p1"].path == str(tmp_path / "code")
        assert portfolio.journey.runs["p1/1"].of == 0


async def test_a_folder_that_is_gone_is_told_and_the_last_reading_stays(portfolio: Session, fraud: Project) -> None:
    keep(portfolio, check("R16"))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await settled(pilot)
        assert "~/code/fraud does not exist." in told(pilot)
        assert "p1/R16" in portfolio.journey.findings


# ---------------------------------------------------------------------- what was seen, and what was said


@pytest.mark.parametrize("size", SIZES[:2])
async def test_seen_and_said_are_told_apart(portfolio: Session, fraud: Project, size: tuple[int, int]) -> None:
    portfolio.mark(fraud, "R17", "met", "make works")
    keep(
        portfolio,
        check("R16", "pass", Spot("uv.lock")),
        check("R17", "fail"),
        check("R18", "fail", Spot("train.ipynb", 7)),
        check("R19", "unknown", confidence="M"),
        check("R20", defensible=False),
        check("R21", "unknown", score=0.5),
        check("R22", "fail"),
    )
    portfolio.mark(fraud, "R22", "met", "the key is a test key, revoked")
    portfolio.mark(fraud, "R23", "na", "no randomness")
    portfolio.mark(fraud, "R24", "met", URL)
    expected = {
        "R16": ("✓", "✓ Verified on 21 November 2026, nearly sure found R16 was looked at. in uv.lock"),
        "R17": ("!", "! Attested by you on 21 November 2026 and found not met since: does not count."),
        "R18": ("✗", "in train.ipynb:7 do Do R18."),
        "R19": ("?", "? The reading of 21 November 2026 cannot tell. Space attests it"),
        "R20": ("◐", "◐ Verified as far as shipped asks"),
        "R21": ("?", "? All that can be seen is there; the rest is yours to attest"),
        "R22": ("≠", "you say why that is wrong you said the key is a test key, revoked (21 November 2026)"),
        "R23": ("─", "─ Does not apply, attested by you"),
        "R24": ("☑", "☑ Met, attested by you on 21 November 2026 you said https://fraud.example.org/"),
        "R25": ("☐", "☐ Open."),
    }
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await pilot.pause()
        assert "2 verified, ☑ 1 attested, ≠ 1 overruled, ! 1 found otherwise" in seen(pilot.app)
        for criterion, (glyph, detail) in expected.items():
            await at(pilot, criterion)
            assert f"{glyph} {criterion} " in seen(pilot.app)
            assert detail in await read_detail(pilot)


async def test_space_on_a_finding_asks_why_it_is_wrong_and_is_shown_as_overruled(
    portfolio: Session, fraud: Project
) -> None:
    keep(portfolio, check("R16", "fail", Spot("requirements.txt", 2)))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await at(pilot, "R16")
        await pilot.press("space")
        text = seen(pilot.app)
        assert "Why is the finding wrong? Dependencies are locked" in text
        assert "Found: R16 was looked at. (requirements.txt:2)" in text
        await pilot.press(*"conda", "enter")
        assert "≠ R16" in seen(pilot.app)
        assert portfolio.journey.marks["p1/R16"].overrules
        await pilot.press("space", "ctrl+u", "enter")
        assert "✗ R16" in seen(pilot.app)


async def test_what_was_verified_needs_no_word(portfolio: Session, fraud: Project) -> None:
    keep(portfolio, check("R16"))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await at(pilot, "R16")
        await pilot.press("space")
        assert "there is nothing to say" in told(pilot)
        assert isinstance(pilot.app.screen, PortfolioScreen)


async def test_what_cannot_be_seen_is_attested_by_a_link_and_its_day(portfolio: Session, fraud: Project) -> None:
    keep(portfolio, check("R21", "unknown", score=0.5))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await at(pilot, "R21")
        await pilot.press("space", *"https://ci", "enter")
        assert "On which day did you see it?" in seen(pilot.app)
        await pilot.press("ctrl+u", *"yesterday", "enter")
        mark = portfolio.journey.marks["p1/R21"]
        assert (mark.note, mark.on, mark.overrules) == ("https://ci", TODAY - timedelta(days=1), False)
        assert "☑ R21" in seen(pilot.app)
        await pilot.press("space", "enter", "ctrl+u", *"2026-12-24", "enter")
        assert "still to come" in told(pilot)
        assert portfolio.journey.marks["p1/R21"] == mark
        await pilot.press("space", "enter", "escape")
        assert portfolio.journey.marks["p1/R21"] == mark


async def test_a_service_that_answered_is_proposed_as_what_shows_it(portfolio: Session, fraud: Project) -> None:
    portfolio.keep_deployment(LOOK, fraud.id)
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await at(pilot, "R27")
        assert "probed 21 Nov 2026, https://fraud.example.org/: status 200" in await read_detail(pilot)
        await pilot.press("space", "enter", "enter")
        assert portfolio.journey.marks["p1/R27"].note == URL


@pytest.mark.parametrize("size", SIZES[:2])
async def test_what_a_folder_or_a_service_calls_itself_is_shown_as_text(
    portfolio: Session, fraud: Project, size: tuple[int, int]
) -> None:
    """Straight into the store, as another version could have it."""
    spots = (Spot(f"{POISON}.py", 3),)
    records = [
        Finding("p1/R16", "p1", "R16", "fail", 0, "H", TODAY, said=f"1 {POISON}", hint=f"2 {POISON}", evidence=spots),
        Run("p1/1", "p1", TODAY, "serving_api", "none", commit=POISON),
        Deployment("d1", f"https://{POISON}", TODAY, 200, "p1"),
    ]
    portfolio.commit("poison", records)
    shown = POISON.replace("\x1b", "").replace("\x07", "")
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await at(pilot, "R16")
        detail = await read_detail(pilot)
        assert f"found 1 {shown} in {shown}.py:3 do 2 {shown}" in detail
        assert "\x1b" not in detail
        await pilot.press("space")
        assert "\x1b" not in seen(pilot.app)
        await pilot.press("escape", "tab")
        await pilot.pause()
        assert f"https://{shown}: status 200" in await read_detail(pilot)


# ---------------------------------------------------------------------- over time


@pytest.mark.parametrize("size", SIZES)
async def test_the_project_s_page_says_what_changed_and_what_comes_next(
    portfolio: Session, fraud: Project, size: tuple[int, int]
) -> None:
    keep(portfolio, check("R16", "fail"), check("R26"), check("R21", "unknown", score=0.5))
    later = Session(
        portfolio.content,
        Store(portfolio.store.folder),
        Clock(TODAY + timedelta(days=7), lambda: NOW + timedelta(days=7)),
    )
    portfolio.mark(fraud, "R17", "met", "make works")
    keep(later, check("R16"), check("R26", "fail"), check("R21", "unknown", score=0.5), check("R17", "fail"))
    later.keep_deployment(LOOK, fraud.id)
    async with MentorApp(later).run_test(size=size) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        page = await read_detail(pilot)
    for part in (
        "! R17: attested by you, found not met, not counted.",
        "SINCE 21 NOV 2026 now met R16 lost R26 sections Engineering 0 % → 11 % Operations and write-up 6 % → 0 %",
        "NEAREST TO SHIPPED R21 CI runs the tests on every push, 15 min, only your word is missing",
        "The hours are our own estimate",
        "READINGS 28 Nov 2026 not shipped 1 seen c0f4da7 21 Nov 2026 not shipped 1 seen c0f4da7",
        "PROBED 28 Nov 2026, https://fraud.example.org/: status 200, p50 24 p95 38 p99 39 ms, no docs, health check",
        "≠ overruled by you",
    ):
        assert part in page


async def test_before_the_first_reading_the_page_names_the_key(portfolio: Session, fraud: Project) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        page = await read_detail(pilot)
        assert "Not read yet: v reads its folder." in page
        assert "NEAREST TO SHIPPED R01 Problem, user and decision are stated, 1 h" in page
        await at(pilot, "R01")
        assert "Open. Space says what shows it" in await read_detail(pilot)


# ---------------------------------------------------------------------- under-rated


async def test_items_rated_low_and_seen_are_offered_again(
    portfolio: Session, fraud: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio.rate_many({"deployment": 1, "hygiene": 0})
    slow = folder_reader(monkeypatch, check("R26", "pass", Spot("Dockerfile", 3)), check("R16"))
    slow.go_on.set()
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        text = " ".join(seen(pilot.app).split())
        assert "You may be under-rating 2 items; look again?" in text
        assert "A09.2 containerise that service" in text
        assert "Fraud in 200 ms, Dockerfile:3 (R26)" in text
        assert "A02.3" in text
        await pilot.press("enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, QuestionsScreen)
        assert {question.id for question in screen.walk.row if question.kind == "item"} == {"A09.2", "A02.3"}
        assert portfolio.journey.ratings["deployment"].level == 1


async def test_the_same_items_are_not_offered_after_every_reading(
    portfolio: Session, fraud: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio.rate_many({"deployment": 1})
    keep(portfolio, check("R26"))
    assert under_rated(portfolio.content, portfolio.journey) == ("A09.2",)
    slow = folder_reader(monkeypatch, check("R26"))
    slow.go_on.set()
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PortfolioScreen)


async def test_the_gap_report_shows_the_evidence_and_asks(portfolio: Session, fraud: Project) -> None:
    portfolio.rate_many({"deployment": 1})
    keep(portfolio, check("R26", "pass", Spot("Dockerfile", 3)))
    portfolio.remember("place", "audit")
    async with MentorApp(portfolio).run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        assert pilot.app.screen.query_one("#areas", Rows).choose("deployment")
        await pilot.pause()
        text = " ".join(seen(pilot.app).split())
    assert "verified: Fraud in 200 ms, Dockerfile:3 (R26)," in text
    assert "You may be under-rating this; look again?" in text


# ---------------------------------------------------------------------- probing


async def test_p_asks_first_and_keeps_what_the_service_answered(
    portfolio: Session, fraud: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = service_prober(monkeypatch)
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        await pilot.press("P")
        text = " ".join(seen(pilot.app).split())
        assert "Ask https://fraud.example.org/?" in text
        assert "at most 30 requests, to this host and no other" in text
        await pilot.press("n")
        assert not slow.begun.is_set()
        await pilot.press("P", "y")
        await slow.wait_for(pilot, slow.begun)
        assert "Asking https://fraud.example.org/: request 5 of at most 30, latency" in seen(pilot.app)
        slow.go_on.set()
        await settled(pilot)
        record = portfolio.journey.deployments["d1"]
        assert (record.project, record.status, record.p95, record.docs, record.health) == ("p1", 200, 38.0, False, True)
        assert "status 200, p50 24 p95 38 p99 39 ms" in told(pilot)


async def test_esc_stops_the_probe(portfolio: Session, fraud: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = service_prober(monkeypatch)
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("P", "y")
        await slow.wait_for(pilot, slow.begun)
        await pilot.press("escape")
        await slow.wait_for(pilot, slow.ended)
        assert not portfolio.journey.deployments


@pytest.mark.parametrize("url", ["http://localhost:8000/predict", "http://192.168.1.4", "https://fraud.internal"])
async def test_a_private_address_is_left_to_the_command(
    portfolio: Session, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = service_prober(monkeypatch)
    portfolio.add_project("serving_api", "Scores", url=url)
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        await pilot.press("P")
        await pilot.pause()
        assert f"mentor probe {url}" in told(pilot)
        assert "--local --project p1" in told(pilot)
        assert isinstance(pilot.app.screen, PortfolioScreen)
    assert not slow.begun.is_set()


async def test_an_address_that_is_none_is_told(portfolio: Session) -> None:
    portfolio.add_project("serving_api", "Scores", url="git@example.org:scores")
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        await pilot.press("P")
        await pilot.pause()
        assert "user name or a password" in told(pilot)


async def test_without_an_address_there_is_nothing_to_probe(portfolio: Session) -> None:
    portfolio.add_project("serving_api", "Scores", "~/scores")
    async with MentorApp(portfolio).run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        assert "P probe" not in seen(pilot.app)
        await pilot.press("P")
        assert not isinstance(pilot.app.screen, AskText | Confirm)
