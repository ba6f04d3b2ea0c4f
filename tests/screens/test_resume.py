"""What a user can do on the resume."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from mentor.app import MentorApp
from mentor.coach.bullets import check_bullet
from mentor.coach.resume import in_order
from mentor.content import Content
from mentor.journey.change import Change
from mentor.journey.proof import Run
from mentor.journey.records import Project
from mentor.screens.resume import ResumeScreen
from mentor.screens.resume_edit import BulletEditor
from mentor.screens.resume_text import marked
from mentor.session import Session
from mentor.widgets.lists import Rows
from tests.conftest import TODAY
from tests.screens.seen import read_detail, seen

SIZES = [(80, 24), (120, 40), (160, 50)]
POISON = "Built x [/] [red] \x1b]52;c;aGk=\x07 \x1b[2J[b"
STRONG = (
    "Trained a LightGBM model on 58,000 hotel bookings records to flag cancellations, raising PR-AUC from 0.41 "
    "(logistic baseline) to 0.57 on a held-out month; served with FastAPI, retrained weekly, drift alerts."
)
WEAK = "Passionate AI enthusiast with several projects, responsible for Python."
CAREER = "Reconciled 4,000 invoices a month; errors fell from 3.1% to 0.4%."


@pytest.fixture
def portfolio(started: Session) -> Session:
    started.remember("place", "portfolio")
    return started


@pytest.fixture
def hotels(portfolio: Session) -> Project:
    return portfolio.add_project("serving_api", "Hotel cancellations", url="https://example.org/hotels")


@pytest.fixture
def kept(portfolio: Session, hotels: Project) -> Session:
    """Three bullets: a strong one of a project, a weak one of none, one on the earlier career."""
    portfolio.keep_bullet(STRONG, "project", hotels.id)
    portfolio.keep_bullet(WEAK)
    portfolio.keep_bullet(CAREER, "career")
    return portfolio


def texts(session: Session, part: str = "project") -> list[str]:
    return [bullet.text for bullet in in_order(session.journey, part)]  # type: ignore[arg-type]


async def opened(pilot: Pilot[None], key: str = "") -> Rows:
    await pilot.pause()
    await pilot.press("r")
    await pilot.pause()
    rows = pilot.app.screen.query_one("#bullets", Rows)
    if key:
        assert rows.choose(key)
        await pilot.pause()
    return rows


# ---------------------------------------------------------------------- looking


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_resume_names_its_key(portfolio: Session, size: tuple[int, int]) -> None:
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await opened(pilot)
        text = seen(pilot.app)
        for part in ("No bullet yet. n writes the first one", "order", "framing", "n new", "esc back"):
            assert part in text
        assert "remove" not in text
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ResumeScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_bullets_stand_in_their_parts_with_their_verdicts(kept: Session, size: tuple[int, int]) -> None:
    async with MentorApp(kept).run_test(size=size) as pilot:
        rows = await opened(pilot)
        labels = [str(rows.get_option_at_index(n).prompt) for n in range(rows.option_count)]
        assert labels[0] == "PROJECTS"
        assert labels[1].startswith("STRONG 10.0  Trained a LightGBM")
        assert labels[2].startswith("WEAK    0.0  Passionate")
        assert labels[3:5][0].strip() == "EXPERIENCE"
        assert labels[4].startswith("STRONG 10.0  Reconciled 4,000")
        assert "no  no bullet comes back WEAK" in labels
        assert "ok  the earlier career is there, below the projects" in labels
        text = seen(pilot.app)
        for part in ("STRONG 10.0", "⏎ change", "n new", "o about", "< > move"):
            assert part in text


@pytest.mark.parametrize("size", SIZES)
async def test_what_counts_is_marked_without_colour_and_named(kept: Session, size: tuple[int, int]) -> None:
    async with MentorApp(kept).run_test(size=size) as pilot:
        await opened(pilot, "b1")
        strong = await read_detail(pilot)
        for part in ("STRONG 10.0 of 10", "5 of 5 at the core", "about Hotel cancellations"):
            assert part in strong
        for part in ("[Trained] a [LightGBM] model on [58,000 hotel bookings", "+ model LightGBM", "[...] states"):
            assert part in strong
        assert "? Where can it be seen" in strong
        await opened_at(pilot, "b2")
        weak = await read_detail(pilot)
        for part in ("!Passionate! AI !enthusiast! with !several projects!", "! empty word: Passionate; enthusiast."):
            assert part in weak
        assert "? Which model, by name?" in weak
        assert "about no project of the portfolio: o names one" in weak


async def opened_at(pilot: Pilot[None], key: str) -> None:
    assert pilot.app.screen.query_one("#bullets", Rows).choose(key)
    await pilot.pause()
    await pilot.pause()  # the text beside it scrolls to its top once it is laid out


async def test_a_check_of_the_whole_says_what_was_found_and_who_asks(kept: Session) -> None:
    async with MentorApp(kept).run_test(size=(120, 40)) as pilot:
        await opened(pilot, "check:linked")
        assert "b2 Passionate AI enthusiast" in await read_detail(pilot)
        await opened_at(pilot, "check:career")
        held = await read_detail(pilot)
        assert "It holds." in held
        assert "C22" in held
        assert "Career-switcher guide (S0)" in held
        assert "⏎ change" not in seen(pilot.app)


async def test_figures_that_no_run_holds_are_told(kept: Session, hotels: Project) -> None:
    runs = [Run(f"{hotels.id}/1", hotels.id, TODAY, hotels.type, "none", numbers=(0.41, 0.5))]
    kept.store.commit(Change("read", runs), kept.clock.now(), TODAY)
    async with MentorApp(kept).run_test(size=(120, 40)) as pilot:
        await opened(pilot, "b1")
        assert "! not in the metrics files: 0.57." in await read_detail(pilot)


def test_marks_keep_the_text_whole_and_flags_win(content: Content) -> None:
    text = "Trained [a] model on 5,000 rows at scale; F1 0.84 from 0.7 to 0.84"
    shown = marked(check_bullet(content, text)).plain
    assert shown == "[Trained] [a] model on [5,000 rows] !at scale!; [F1 0.84] [from 0.7 to 0.84]"


async def test_poison_is_shown_as_it_stands(portfolio: Session) -> None:
    portfolio.keep_bullet(POISON)
    async with MentorApp(portfolio).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "x [/] [red]" in seen(pilot.app)
        await pilot.press("escape")


# ---------------------------------------------------------------------- writing


@pytest.mark.parametrize("size", SIZES)
async def test_a_bullet_is_written_with_the_check_beside_it(
    portfolio: Session, hotels: Project, size: tuple[int, int]
) -> None:
    async with MentorApp(portfolio).run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("n", "enter")
        await pilot.pause()
        assert "A bullet about a machine-learning project" in seen(pilot.app)
        assert "? Compared with what" in seen(pilot.app)
        await pilot.press(*"Trained ", *"BERT")
        await pilot.pause()
        text = seen(pilot.app)
        assert "[Trained] [BERT]" in text
        assert "WEAK" in text
        await pilot.press("enter")
        await pilot.pause()
        (bullet,) = portfolio.journey.bullets.values()
        assert (bullet.text, bullet.part, bullet.project, bullet.order) == ("Trained BERT", "project", hotels.id, 1)
        assert pilot.app.screen.query_one("#bullets", Rows).chosen == bullet.id


async def test_the_last_choice_is_the_earlier_career(portfolio: Session) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n", "down", "enter")
        await pilot.pause()
        assert "A bullet about the earlier career" in seen(pilot.app)
        pilot.app.screen.query_one(TextArea).insert("Led\n12 nurses")
        await pilot.press("enter")
        await pilot.pause()
        assert texts(portfolio, "career") == ["Led 12 nurses"]


async def test_nothing_written_keeps_nothing(portfolio: Session) -> None:
    async with MentorApp(portfolio).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n", "enter", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResumeScreen)
        assert not portfolio.journey.bullets


async def test_enter_changes_a_bullet_and_escape_asks_before_it_forgets(kept: Session) -> None:
    async with MentorApp(kept).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "b2")
        await pilot.press("enter", "!", "escape")
        await pilot.pause()
        assert "Leave without saving?" in seen(pilot.app)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, BulletEditor)
        await pilot.press("enter")
        await pilot.pause()
        assert texts(kept) == [STRONG, f"{WEAK}!"]
        await pilot.press("enter", "?", "escape", "y")
        await pilot.pause()
        assert texts(kept) == [STRONG, f"{WEAK}!"]
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResumeScreen)


async def test_the_check_scrolls_while_the_text_has_the_keys(kept: Session) -> None:
    async with MentorApp(kept).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "b2")
        await pilot.press("enter")
        await pilot.pause()
        before = seen(pilot.app)
        await pilot.press("ctrl+down", "ctrl+down")
        await pilot.pause()
        assert seen(pilot.app) != before
        await pilot.press("ctrl+up", "ctrl+up")
        await pilot.pause()
        assert seen(pilot.app) == before


# ---------------------------------------------------------------------- order


async def test_bullets_move_within_their_part(kept: Session) -> None:
    async with MentorApp(kept).run_test(size=(80, 24)) as pilot:
        rows = await opened(pilot, "b2")
        await pilot.press("less_than_sign")
        await pilot.pause()
        assert texts(kept) == [WEAK, STRONG]
        assert rows.chosen == "b2"
        await pilot.press("less_than_sign", "greater_than_sign", "greater_than_sign")
        await pilot.pause()
        assert texts(kept) == [STRONG, WEAK]
        assert texts(kept, "career") == [CAREER]


async def test_a_bullet_is_given_to_a_project_or_to_the_career(kept: Session, hotels: Project) -> None:
    async with MentorApp(kept).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "b2")
        await pilot.press("o", "up", "enter")
        await pilot.pause()
        assert kept.journey.bullets["b2"].project == hotels.id
        await pilot.press("o", "down", "down", "enter")
        await pilot.pause()
        bullet = kept.journey.bullets["b2"]
        assert (bullet.part, bullet.project) == ("career", "")
        assert texts(kept, "career") == [CAREER, WEAK]
        await pilot.press("o", "escape")
        await pilot.pause()
        assert texts(kept, "career") == [CAREER, WEAK]


async def test_removing_can_be_taken_back(kept: Session) -> None:
    async with MentorApp(kept).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "b2")
        await pilot.press("x")
        await pilot.pause()
        assert texts(kept) == [STRONG]
        await pilot.press("u")
        await pilot.pause()
        assert texts(kept) == [STRONG, WEAK]


# ---------------------------------------------------------------------- out


async def test_the_resume_is_written_and_replaced_only_after_a_question(kept: Session, tmp_path: Path) -> None:
    file = tmp_path / "cv.md"
    async with MentorApp(kept).run_test(size=(120, 40)) as pilot:
        await opened(pilot)

        async def write() -> None:
            await pilot.press("w")
            await pilot.pause()
            assert "Into which file?" in seen(pilot.app)
            pilot.app.screen.query_one("Input").value = str(file)  # type: ignore[attr-defined]
            await pilot.press("enter")
            await pilot.pause()

        await write()
        assert file.read_text(encoding="utf-8").startswith("## Projects\n\n### [Hotel cancellations](https://")
        file.write_text("mine", encoding="utf-8")
        await write()
        assert "cv.md is there already. Replace it?" in seen(pilot.app)
        await pilot.press("n")
        await pilot.pause()
        assert file.read_text(encoding="utf-8") == "mine"
        await write()
        await pilot.press("y")
        await pilot.pause()
        assert "## Experience" in file.read_text(encoding="utf-8")


async def test_a_file_that_cannot_be_written_is_told(kept: Session, tmp_path: Path) -> None:
    async with MentorApp(kept).run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        await pilot.press("w")
        await pilot.pause()
        pilot.app.screen.query_one("Input").value = str(tmp_path / "none" / "cv.md")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert "cannot be written" in seen(pilot.app)


async def test_the_palette_knows_the_resume(portfolio: Session) -> None:
    portfolio.remember("place", "today")
    app = MentorApp(portfolio)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        command = next(one for one in app.get_system_commands(app.screen) if one.title == "Resume")
        command.callback()
        await pilot.pause()
        assert isinstance(app.screen, ResumeScreen)
        assert "No bullet yet" in seen(app)


def test_a_check_takes_no_time_to_speak_of(started: Session) -> None:
    started.check_bullet(STRONG)
    begin = process_time()
    for _ in range(50):
        started.check_bullet(STRONG)
    assert (process_time() - begin) / 50 < 0.005
