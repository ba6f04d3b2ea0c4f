"""What a user can do in the portfolio."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.pilot import Pilot

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.coach.portfolio import checklist, progress
from mentor.content import Content
from mentor.journey.records import Mark, Project
from mentor.screens.portfolio import PortfolioScreen
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.lists import Rows
from tests.conftest import TODAY
from tests.screens.seen import read_detail, seen

SIZES = [(80, 24), (120, 40), (160, 50)]
POISON = "x [/] [red] \x1b]52;c;aGk=\x07 \x1b[2J[b"
URL = "https://a.io"


@pytest.fixture
def portfolio(started: Session) -> Session:
    """A session that opens on an empty portfolio."""
    started.remember("place", "portfolio")
    return started


@pytest.fixture
def fraud(portfolio: Session) -> Project:
    """The one project in it."""
    return portfolio.add_project("serving_api", "Fraud in 200 ms", "~/code/fraud")


@pytest.fixture
def other(portfolio: Session, content: Content, folder: Path, clock: Clock) -> Session:
    """Another process on the same journey."""
    return Session(content, Store(folder), clock)


def lists(pilot: Pilot[None]) -> tuple[Rows, Rows]:
    screen = pilot.app.screen
    return screen.query_one("#projects", Rows), screen.query_one("#checklist", Rows)


async def opened(pilot: Pilot[None], criterion: str = "") -> Rows:
    """The checklist, with the cursor on a criterion."""
    await pilot.pause()
    _, lines = lists(pilot)
    if criterion:
        assert lines.choose(criterion)
        await pilot.pause()
    return lines


def mark(session: Session, project: Project, criterion: str) -> Mark | None:
    return session.journey.marks.get(f"{project.id}/{criterion}")


def meet_all(session: Session, project: Project, *but: str, shipped_only: bool = False) -> None:
    for one in checklist(session.content, project.type):
        if one.id not in but and (one.needed_for_shipped(project.type) or not shipped_only):
            session.mark(project, one.id, "met", URL)


# ---------------------------------------------------------------------- looking


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_portfolio_shows_the_proposal_and_its_key(portfolio: Session, size: tuple[int, int]) -> None:
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await pilot.pause()
        text = seen(pilot.app)
        for part in ("Model-serving API on fintech data", "You can build services", "n starts it", "n new", "proves"):
            assert part in text
        assert "hide met" not in text
        for _ in range(12):
            await pilot.press("J")
            text += seen(pilot.app)
        for part in ("not yet", "RAG with measured retrieval", "rule", "C21"):
            assert part in text


@pytest.mark.parametrize("size", SIZES)
async def test_shows_project_headline_sections_and_criteria(
    portfolio: Session, fraud: Project, size: tuple[int, int]
) -> None:
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await opened(pilot)
        text = seen(pilot.app)
        wanted = (
            "Fraud in 200 ms",
            "not shipped",
            "active",
            "Data 0 %",
            "22 lines to shipped, about 54 h, weakest section Data 0 %",
        )
        for part in (*wanted, "~/code/fraud", "next", "▸ ☐ R01 S   Problem, user and decision are stated"):
            assert part in text
        for key in ("space met", "m n/a", "n new", "d hide", "v verify", "J more", "? help"):
            assert key in text
        if size[1] == 50:
            for part in ("Model and evaluation", "Engineering", "Operations and write-up", "☐ R05  D", "☐ R20 SD"):
                assert part in text


async def test_the_level_and_what_is_next_follow_the_marks(portfolio: Session, fraud: Project) -> None:
    meet_all(portfolio, fraud, shipped_only=True)
    async with MentorApp(portfolio).run_test(size=(160, 50)) as pilot:
        await opened(pilot)
        far = progress(portfolio.content, portfolio.journey, fraud)
        text = seen(pilot.app)
        assert f"Shipped; {len(far.to_defensible)} lines to defensible" in text
        assert f"next  {far.to_defensible[0].id}" in text
        meet_all(portfolio, fraud)
        pilot.app.screen.reload()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Defensible: say it out loud" in seen(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_criterion_under_the_cursor_is_told_in_full(
    portfolio: Session, fraud: Project, size: tuple[int, int]
) -> None:
    portfolio.mark(fraud, "R20", "met", "tests/ has four", defensible=False)
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await opened(pilot, "R20")
        flat = await read_detail(pilot)
        for part in ("◪ Met as far as shipped asks", "attested by you on 21 November 2026", "tests/ has four"):
            assert part in flat
        for part in ("shows it Tests that import", "shipped 3 real tests", "defens. 10 tests", "seen by", "trust high"):
            assert part in flat
        assert "asked by shipped (S) and defensible (D)" in flat


async def test_the_cursor_begins_at_the_first_line_that_is_next(portfolio: Session, fraud: Project) -> None:
    for key in ("R01", "R02"):
        portfolio.mark(fraud, key, "met", URL)
    async with MentorApp(portfolio).run_test(size=(100, 30)) as pilot:
        assert (await opened(pilot)).chosen == "R03"


# ---------------------------------------------------------------------- projects


async def test_n_starts_the_proposed_project(portfolio: Session) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        text = seen(pilot.app)
        assert "Model-serving API (proposed for you)" in text
        assert "not yet: needs deep learning" in text
        await pilot.press("enter", "enter", *URL, "enter")
        (project,) = portfolio.journey.projects.values()
        assert (project.type, project.title) == ("serving_api", "Model-serving API on fintech data")
        assert (project.url, project.path, project.state) == (URL, "", "active")
        assert (await opened(pilot)).chosen == "R01"
        assert lists(pilot)[1].has_focus


async def test_n_takes_another_type_title_and_a_folder(portfolio: Session) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "down", "enter", "ctrl+u", *"Cards", "enter", *"~/cards", "enter")
    (project,) = portfolio.journey.projects.values()
    assert (project.type, project.title, project.path, project.url) == ("feature_pipeline", "Cards", "~/cards", "")


@pytest.mark.parametrize("steps", [0, 1, 2])
async def test_escape_anywhere_starts_nothing(portfolio: Session, steps: int) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *["enter"] * steps, "escape")
        assert not portfolio.journey.projects
        assert "n starts it" in seen(pilot.app)


async def test_a_second_project_asks_why_the_first_is_parked_and_names_the_rule(
    portfolio: Session, fraud: Project
) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        text = seen(pilot.app)
        assert "In progress and not shipped: Fraud in 200 ms" in text
        assert "Rule C18: one project at a time" in text
        await pilot.press("enter")  # without a reason nothing begins
        await pilot.press("n", *"no data", "enter", "enter", "enter", "enter")
        await opened(pilot)
        assert portfolio.journey.projects["p2"].state == "active"
        first = portfolio.journey.projects[fraud.id]
        assert (first.state, first.parked_why) == ("parked", "no data")
        await pilot.press("u")
        assert portfolio.journey.projects == {fraud.id: fraud}


async def test_a_shipped_project_holds_no_second_one_up(portfolio: Session, fraud: Project) -> None:
    meet_all(portfolio, fraud, shipped_only=True)
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        assert "Which type of project?" in seen(pilot.app)


async def test_no_question_when_the_other_project_is_parked(portfolio: Session, fraud: Project) -> None:
    portfolio.change_project(replace(fraud, state="parked"))
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        assert "Which type of project?" in seen(pilot.app)


async def test_e_changes_title_folder_and_address(portfolio: Session, fraud: Project) -> None:
    async with MentorApp(portfolio).run_test(size=(100, 30)) as pilot:
        await pilot.press("e", "end", *" 2", "enter", "ctrl+u", "enter", *URL, "enter")
        changed = portfolio.journey.projects[fraud.id]
        assert (changed.title, changed.path, changed.url) == ("Fraud in 200 ms 2", "", URL)
        await pilot.press("e", *"xxx", "enter", "escape")
        assert portfolio.journey.projects[fraud.id] == changed


async def test_o_parks_with_a_reason_and_finishes(portfolio: Session, fraud: Project) -> None:
    async with MentorApp(portfolio).run_test(size=(100, 30)) as pilot:
        await pilot.press("o", "down", "enter")
        assert "Why is Fraud in 200 ms parked?" in seen(pilot.app)
        await pilot.press("enter")
        assert portfolio.journey.projects[fraud.id] == fraud
        await pilot.press("o", "down", "enter", *"no data", "enter")
        assert portfolio.journey.projects[fraud.id] == replace(fraud, state="parked", parked_why="no data")
        await pilot.pause()
        assert "parked  because no data" in seen(pilot.app)
        await pilot.press("o", "home", "enter")
        assert portfolio.journey.projects[fraud.id] == fraud
        await pilot.press("o", "end", "enter")
        assert portfolio.journey.projects[fraud.id].state == "finished"


async def test_o_asks_before_a_second_project_is_active(portfolio: Session, fraud: Project) -> None:
    fees = portfolio.add_project("rag", "Fees", parking="no data")
    async with MentorApp(portfolio).run_test(size=(100, 30)) as pilot:
        await pilot.press("tab", "down", "o", "home", "enter")
        assert "Rule C18" in seen(pilot.app)
        await pilot.press(*"data came", "enter")
        assert portfolio.journey.projects[fraud.id] == fraud
        assert portfolio.journey.projects[fees.id] == replace(fees, state="parked", parked_why="data came")


async def test_x_removes_after_a_question_and_undo_brings_it_back_with_its_marks(
    portfolio: Session, fraud: Project
) -> None:
    portfolio.mark(fraud, "R01", "met", URL)
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "n")
        assert portfolio.journey.projects
        await pilot.press("x")
        assert "1 criterion goes with it" in seen(pilot.app)
        await pilot.press("y")
        assert not portfolio.journey.projects
        assert not portfolio.journey.marks
        await pilot.pause()
        assert "n starts it" in seen(pilot.app)
        await pilot.press("u")
        assert mark(portfolio, fraud, "R01") is not None
        await pilot.pause()
        assert "Fraud in 200 ms" in seen(pilot.app)
        await pilot.press("down", "space")
        assert "What shows it?" in seen(pilot.app)


async def test_tab_goes_between_projects_and_checklist(portfolio: Session, fraud: Project) -> None:
    portfolio.add_project("rag", "Fees", parking="no data")
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        projects, lines = lists(pilot)
        await opened(pilot)
        assert lines.has_focus
        assert projects.chosen == "p2"
        await pilot.press("tab", "down")
        await pilot.pause()
        assert projects.has_focus
        assert "~/code/fraud" in seen(pilot.app)
        await pilot.press("enter")
        assert lines.has_focus


async def test_go_to_shows_a_project(portfolio: Session, fraud: Project) -> None:
    portfolio.add_project("rag", "Fees", parking="no data")
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, PortfolioScreen)
        screen.go_to(fraud.id)
        await pilot.pause()
        assert "~/code/fraud" in seen(pilot.app)


# ---------------------------------------------------------------------- criteria


async def test_a_criterion_asks_what_shows_it_and_opens_again(portfolio: Session, fraud: Project) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "R02")
        await pilot.press("space", *"D.md", "enter")
        found = mark(portfolio, fraud, "R02")
        assert found is not None
        assert (found.state, found.note, found.on) == ("met", "D.md", TODAY)
        text = seen(pilot.app)
        assert "☑ R02" in text
        assert "attested by you" in text
        assert "17 %" in text
        await pilot.press("enter", "end", *", v2", "enter")
        assert mark(portfolio, fraud, "R02").note == "D.md, v2"  # type: ignore[union-attr]
        await pilot.press("enter", "ctrl+u", "enter")
        assert mark(portfolio, fraud, "R02") is None


async def test_an_empty_answer_marks_nothing(portfolio: Session, fraud: Project) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "R02")
        await pilot.press("space", "space", "enter", "space", "escape")
        assert not portfolio.journey.marks


async def test_a_criterion_with_two_thresholds_asks_which_is_reached(portfolio: Session, fraud: Project) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "R20")
        await pilot.press("space")
        assert "Shipped: 3 real tests" in seen(pilot.app)
        await pilot.press("enter", *"ci", "enter")
        assert mark(portfolio, fraud, "R20").defensible is False  # type: ignore[union-attr]
        assert "◪ R20" in seen(pilot.app)
        await pilot.press("space", "down", "enter", "enter")
        assert mark(portfolio, fraud, "R20").defensible is True  # type: ignore[union-attr]
        await pilot.press("space", "down", "enter")
        assert mark(portfolio, fraud, "R20") is None


async def test_m_marks_what_does_not_apply_with_a_reason(portfolio: Session, fraud: Project) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "R14")
        await pilot.press("m", *"late labels", "enter")
        found = mark(portfolio, fraud, "R14")
        assert found is not None
        assert (found.state, found.note) == ("na", "late labels")
        text = seen(pilot.app)
        assert "─ R14" in text
        assert "Does not apply" in text
        await pilot.press("m", "ctrl+u", "enter")
        assert mark(portfolio, fraud, "R14") is None


async def test_d_hides_and_shows_what_is_met(portfolio: Session, fraud: Project) -> None:
    portfolio.mark(fraud, "R02", "met", URL)
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        await pilot.press("d")
        text = seen(pilot.app)
        assert "Data source, size" not in text
        assert "1 met, hidden: d shows them" in text
        await pilot.press("d")
        assert "Data source, size" in seen(pilot.app)


async def test_all_met_and_hidden_says_so(portfolio: Session, fraud: Project) -> None:
    meet_all(portfolio, fraud)
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        await pilot.press("d", "space")
        await pilot.pause()
        assert "Nothing is open here. d shows what is met." in seen(pilot.app)


async def test_undo_takes_a_mark_back(portfolio: Session, fraud: Project) -> None:
    async with MentorApp(portfolio).run_test(size=(100, 30)) as pilot:
        await opened(pilot, "R02")
        await pilot.press("space", "x", "enter", "u")
        assert not portfolio.journey.marks
        assert lists(pilot)[1].chosen == "R02"


# ---------------------------------------------------------------------- others


@pytest.mark.parametrize("size", SIZES[:2])
async def test_poisoned_text_is_shown_as_text(portfolio: Session, size: tuple[int, int]) -> None:
    text = POISON
    project = portfolio.add_project("rag", "t" + text, "/tmp/" + text, "https://" + text)
    # Straight into the store, as another version or a hand-edited file could have it.
    portfolio.commit(
        "poison", [replace(project, title="t" + text), Mark(f"{project.id}/R01", project.id, "R01", "met", TODAY, text)]
    )
    shown = "t" + text.replace("\x1b", "").replace("\x07", "")
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await opened(pilot, "R01")
        assert shown in seen(pilot.app)
        for keys in (["space"], ["escape", "e"], ["escape", "o"], ["escape", "x"], ["n", "n"], ["escape", "u"]):
            await pilot.press(*keys)
            assert "\x1b" not in seen(pilot.app)


async def test_a_type_this_version_does_not_know_is_shown_by_its_id(portfolio: Session) -> None:
    portfolio.commit("import", [Project("p1", "quantum_api", "From the future", TODAY)])
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert "quantum_api" in seen(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_thirty_projects(portfolio: Session, size: tuple[int, int]) -> None:
    for n in range(30):
        portfolio.add_project("rag", f"Project number {n}", parking="no data")
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await opened(pilot)
        assert "Project number 29" in seen(pilot.app)
        assert "R01" in seen(pilot.app)
        await pilot.press("tab", "end")
        await pilot.pause()
        assert lists(pilot)[0].chosen == "p1"
        assert "Project number 0 " in seen(pilot.app)
        assert "parked  because no data" in seen(pilot.app)


async def test_another_process_s_change_shows_and_the_cursor_stays(
    portfolio: Session, fraud: Project, other: Session
) -> None:
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        lines = await opened(pilot, "R06")
        other.mark(fraud, "R01", "met", URL)
        other.add_project("rag", "Newer", parking="no data")
        pilot.app._watch()  # type: ignore[attr-defined]
        await pilot.pause()
        text = seen(pilot.app)
        assert "☑ R01" in text
        assert "Newer" in text
        assert lines.chosen == "R06"
        assert lists(pilot)[0].chosen == fraud.id


@pytest.mark.parametrize("size", [(40, 12), (300, 90)])
async def test_odd_sizes_do_not_raise(portfolio: Session, fraud: Project, size: tuple[int, int]) -> None:
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await pilot.press("down", "end", "tab", "J")
        await pilot.pause()
        assert "Fraud" in seen(pilot.app)


def test_every_binding_has_an_id_a_label_and_a_tooltip() -> None:
    for binding in PortfolioScreen.BINDINGS:
        assert isinstance(binding, Binding)
        assert all((binding.id, binding.description, binding.tooltip))
