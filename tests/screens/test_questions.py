"""The full audit: one key answers and moves on, nothing is lost, every key does what the line of keys says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.coach.questions import questions
from mentor.content.model import Probe
from mentor.errors import StoreError
from mentor.journey.record import Record
from mentor.journey.records import Evidence, ProbeAnswer, Rating
from mentor.screens.audit import AuditScreen
from mentor.screens.audit_walk import SENIOR, Walk
from mentor.screens.questions import QuestionsScreen
from mentor.session import Session
from mentor.store.store import Store
from tests.screens.seen import seen

POISON = "x [/] [red]"
SMALL = (80, 24)


def again(session: Session, days: int = 0) -> Session:
    """The same journey after the program was killed, and some days later."""
    clock = Clock(session.today + timedelta(days=days), session.clock.now)
    return Session(session.content, Store(session.store.folder), clock)


def through(session: Session, count: int, level: int = 2, *, senior: bool = False) -> Session:
    """A session whose user has answered the first questions of the audit, none of which undo takes back."""
    puts: list[Record] = []
    for question in questions(session.content, senior=session.content.areas if senior else ())[:count]:
        if question.kind == "item":
            puts.append(Rating(question.id, level, session.today))
        else:
            puts.append(ProbeAnswer(question.id, None, 0, right=False, on=session.today))
    session.commit("answer", puts, auto=True)
    return session


def right_key(session: Session, area: str, *, right: bool = True) -> str:
    """The key of the right option of an area's probe, or of a wrong one."""
    walk = Walk(session, area)
    order = walk.order
    place = order.index(walk.probe.right)
    return str((place if right else (place + 1) % len(order)) + 1)


async def ask(pilot: Pilot[None], *, area: str = "", at: str = "") -> None:
    await pilot.app.push_screen(QuestionsScreen(pilot.app.session, area=area, at=at))  # type: ignore[attr-defined]
    await pilot.pause()


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
async def test_the_probe_comes_first_with_shuffled_options(started: Session, size: tuple[int, int]) -> None:
    app = MentorApp(started)
    async with app.run_test(size=size) as pilot:
        await ask(pilot)
        text = seen(app)
        probe = started.probe("python")
        assert "question 1 of 87" in text
        assert "0 of 5 answered" in text
        assert all(option in text for option in probe.options)
        assert "I don't know" in text
        for key in ("1-4 answer", "n pass", "esc report", "x never touched", "? help"):
            assert key in text


def test_the_order_of_options_is_kept_and_differs_from_probe_to_probe(started: Session) -> None:
    orders = [Walk(started, area).order for area in started.content.areas]
    assert orders == [Walk(again(started), area).order for area in started.content.areas]
    assert len({tuple(order) for order in orders}) > 5
    assert all(sorted(order) == [0, 1, 2, 3] for order in orders)


async def test_a_right_answer_is_told_with_its_reason(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press(right_key(started, "python"))
        assert "How sure are you?" in seen(app)
        assert not started.journey.probes
        await pilot.press("3")
        answer = started.journey.probes["PR01"]
        assert (answer.right, answer.certainty, answer.choice) == (True, 3, started.probe("python").right)
        assert "Right. Only awaiting gives control back" in seen(app)
        assert "✗" not in seen(app)


@pytest.mark.parametrize("key", ["enter", "space", "right"])
async def test_a_wrong_answer_is_told_with_its_cap_and_any_of_three_keys_goes_on(started: Session, key: str) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press(right_key(started, "python", right=False), "2")
        text = seen(app)
        assert "Not right." in text
        assert "✗" in text
        assert "✓" in text
        assert "count as 2 at most" in text
        await pilot.press(key)
        assert "question 2 of 87" in seen(app)


async def test_not_knowing_asks_for_no_certainty(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("0")
        assert started.journey.probes["PR01"].choice is None
        assert "Not known yet." in seen(app)
        assert "count as 2.5 at most" in seen(app)


async def test_a_choice_can_be_taken_back_before_the_certainty(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("1", "left")
        assert "I don't know" in seen(app)
        await pilot.press("down", "enter", "down", "down", "enter")
        assert started.journey.probes["PR01"].certainty == 2


async def test_every_probe_fits_the_smallest_screen(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        screen = app.screen
        assert isinstance(screen, QuestionsScreen)
        for area, (probe, _) in started.content.probes.items():
            screen.go_to(area)
            await fits(pilot, probe)


async def fits(pilot: Pilot[None], probe: Probe) -> None:
    """Question, options, the right one with its reason, and the key that goes on, all in sight."""
    screen = pilot.app.screen
    assert isinstance(screen, QuestionsScreen)
    await pilot.pause()
    assert " ".join(probe.question.split()) in " ".join(seen(pilot.app).split())
    screen.action_choose(1)
    screen.action_sure(3)
    await pilot.pause()
    text = " ".join(seen(pilot.app).split())
    assert all(" ".join(option.split()) in text for option in (probe.question, *probe.options))
    assert " ".join(probe.why.split()) in text
    assert "go on" in text


async def test_every_second_probe_fits_it_too(started: Session) -> None:
    for area in started.content.areas:
        started.answer_probe(area, None, 0)
    later = again(started, days=1)
    app = MentorApp(later)
    async with app.run_test(size=SMALL) as pilot:
        for area, (first, probe) in later.content.probes.items():
            await ask(pilot, area=area, at=first.id)
            await fits(pilot, probe)
            await pilot.press("escape")


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
async def test_one_key_rates_an_item_and_moves_on(started: Session, size: tuple[int, int]) -> None:
    app = MentorApp(through(started, 1))
    async with app.run_test(size=size) as pilot:
        await ask(pilot)
        text = seen(app)
        assert "I can write a multi-module Python package" in text
        assert "repo path + checker output" in text
        for words in (
            "0  not yet",
            "1  followed",
            "2  with support",
            "3  alone",
            "4  can defend",
            "0-4 rate",
            "← back",
        ):
            assert words in text
        await pilot.press("2", "0")
        assert started.journey.ratings["A01.1"].level == 2
        assert started.journey.ratings["A01.2"].level == 0
        assert "question 4 of 87" in seen(app)
        assert "3 of 5 answered" in seen(app)


async def test_from_three_up_evidence_is_asked_for(started: Session) -> None:
    app = MentorApp(through(started, 1))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("3")
        assert started.journey.ratings["A01.1"].level == 3
        text = seen(app)
        assert "Without evidence a 3 counts as 2.5, with it as 3." in text
        assert "save, go on" in text
        assert "go on without" in text
        await pilot.press(*"https://e.x", "enter")
        evidence = started.journey.ratings["A01.1"].evidence
        assert evidence == Evidence("https://e.x", "link", started.today)
        assert "question 3 of 87" in seen(app)
        await pilot.press("4")
        assert "A 4 counts as 3 until the mentor has checked it." in " ".join(seen(app).split())


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_evidence_can_wait(started: Session, key: str) -> None:
    app = MentorApp(through(started, 1))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("3", key, "2")
        assert started.journey.ratings["A01.1"].evidence is None
        assert started.journey.ratings["A01.2"].level == 2
        assert "question 4 of 87" in seen(app)


async def test_evidence_of_an_item_can_be_given_and_changed_later(started: Session) -> None:
    app = MentorApp(through(started, 3, level=3))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("e", "left")
        assert "✓ 3  alone" in seen(app)
        assert "e evidence" in seen(app)
        await pilot.press("e", *"repo", "enter", "left")
        assert "evidence: repo" in seen(app)
        await pilot.press("e")
        assert app.screen.query_one(Input).value == "repo"
        await pilot.press("ctrl+u", "enter")
        assert started.journey.ratings["A01.2"].evidence is None


async def test_passing_over_is_kept_and_an_answer_is_not_lost_by_it(started: Session) -> None:
    app = MentorApp(through(started, 2))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("n")
        assert started.journey.ratings["A01.2"].level is None
        await pilot.press("left", "left", "right")
        assert started.journey.ratings["A01.1"].level == 2
        assert "passed over before" in seen(app)


async def test_a_probe_that_is_passed_over_stays_open(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("n", "2")
        assert "PR01" not in started.journey.probes
        assert "question 3 of 87" in seen(app)
    app = MentorApp(again(started))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        assert "question 1 of 87" in seen(app)
        await pilot.press("0", "enter")
        assert "question 3 of 87" in seen(app)


async def test_looking_back_moves_one_by_one_and_changes_what_is_rated_anew(started: Session) -> None:
    app = MentorApp(through(started, 5))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("left", "backspace", "left")
        assert "question 3 of 87" in seen(app)
        assert "you said 2 with support" in seen(app)
        await pilot.press("1")
        assert started.journey.ratings["A01.2"].level == 1
        assert "question 4 of 87" in seen(app)
        await pilot.press("left", "left", "left", "left")
        assert "question 1 of 87" in seen(app)
        assert "Not known yet." in seen(app)


async def test_a_probe_is_asked_anew_after_six_weeks_and_the_other_one_before(started: Session) -> None:
    first, second = started.content.probes["python"]
    through(started, 1)
    for days, shown, open_ in ((0, first, False), (1, second, True), (41, second, False), (42, first, True)):
        later = again(started, days=days)
        app = MentorApp(later)
        async with app.run_test(size=SMALL) as pilot:
            await ask(pilot, area="python", at="PR01")
            assert shown.question in " ".join(seen(app).split())
            assert ("Before you rate" in seen(app) and "I don't know" in seen(app)) is open_
            if open_:
                await pilot.press(right_key(later, "python"), "3")
                assert f"Right. {shown.why}" in " ".join(seen(app).split())
                assert later.journey.probes[shown.id].on == later.today


async def test_the_whole_audit_asks_no_second_probe(started: Session) -> None:
    app = MentorApp(again(through(started, 2), days=100))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("left", "left")
        assert "question 1 of 87" in seen(app)
        assert "Not known yet." in seen(app)


async def test_never_touched_rates_the_area_and_undo_comes_back_to_it(started: Session) -> None:
    app = MentorApp(through(started, 1))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await ask(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert started.journey.ratings["A01.4"].level == 0
        assert "A02  Software-engineering hygiene" in seen(app)
        assert "u takes it back" in seen(app)
        await pilot.press("u")
        assert "A01.4" not in started.journey.ratings
        assert "question 2 of 87" in seen(app)
        await pilot.press("ctrl+r", "2")
        assert started.journey.ratings["A01.4"].level == 0


async def test_never_touched_is_offered_at_the_beginning_of_an_area_only(started: Session) -> None:
    app = MentorApp(through(started, 2))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        assert "never touched" not in seen(app)
        await pilot.press("x")
        assert "A01.4" not in started.journey.ratings


async def test_undo_goes_back_to_the_question_it_opened_again(started: Session) -> None:
    app = MentorApp(through(started, 1))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("2", "1", "u", "u", "u")
        assert "A01.1" not in started.journey.ratings
        assert "question 2 of 87" in seen(app)


async def test_a_low_rating_after_a_sure_right_answer_is_questioned(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await ask(pilot)
        await pilot.press(right_key(started, "python"), "3", "enter", "1")
        await pilot.pause()
        assert "You may be under-rating this; look again?" in " ".join(seen(app).replace("▌", "").split())
        assert started.journey.ratings["A01.1"].level == 1
        assert "question 3 of 87" in seen(app)


async def test_escape_goes_back_to_the_report_and_enter_comes_back_to_the_question(started: Session) -> None:
    app = MentorApp(through(started, 36))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a", "enter")
        assert "question 37 of 87" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, AuditScreen)
        assert "36 of 87 answered" in seen(app)


async def test_killed_at_question_37_it_comes_back_there(started: Session) -> None:
    app = MentorApp(through(started, 35))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a", "enter")
        assert "question 36 of 87" in seen(app)
        await pilot.press("2")
    app = MentorApp(again(started))
    async with app.run_test(size=SMALL) as pilot:
        assert app.current_mode == "audit"
        await pilot.press("enter")
        assert "question 37 of 87" in seen(app)


async def test_the_end_sums_up_and_offers_the_senior_items(started: Session) -> None:
    app = MentorApp(through(started, 86))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a", "enter", "2")
        text = seen(app)
        assert "That was the last of 87 questions." in text
        assert "Readiness" in text
        assert "probes: 0 of 20 right" in text
        assert "m senior items" in text
        await pilot.press("m")
        assert started.journey.note(SENIOR) is True
        assert "question 6 of 120" in seen(app)
        await pilot.press("1", "left")
        assert started.journey.ratings["A01.5"].level == 1


async def test_the_end_leads_back_to_the_report(started: Session) -> None:
    app = MentorApp(through(started, 86))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a", "enter", "n")
        assert "(1 passed over)" in seen(app)
        await pilot.press("left", "3", "escape", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AuditScreen)


async def test_one_area_is_asked_alone_and_then_the_report_comes_back(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a")
        await ask(pilot, area="rag")
        await pilot.press("0", "enter", "2")
        await pilot.pause()
        assert started.journey.ratings["A15.1"].level == 2
        assert isinstance(app.screen, AuditScreen)


async def test_a_senior_item_can_be_rated_from_the_report(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot, area="python", at="A01.5")
        assert "this area only" in seen(app)
        await pilot.press("2")
        assert started.journey.ratings["A01.5"].level == 2


async def test_the_palette_goes_to_an_area_from_within_a_question(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a", "enter")
        app.screen.go_to("pytorch")  # type: ignore[attr-defined]
        await pilot.pause()
        assert "A05  PyTorch in depth" in seen(app)


async def test_what_was_typed_is_shown_as_it_stands(started: Session) -> None:
    through(started, 3, level=3)
    started.attach_evidence("A01.1", "\x1b]52;c;aGk=\x07 " + POISON)
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        await pilot.press("left", "left")
        assert POISON in seen(app)
        await pilot.press("e")
        assert "\x1b" not in seen(app)
        assert "\x07" not in seen(app)
        await pilot.press(*POISON, "enter", "left")
        assert POISON + POISON in seen(app)


async def test_a_failed_save_is_told_and_the_question_stays(started: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    app = MentorApp(through(started, 1))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await ask(pilot)
        monkeypatch.setattr(started.store, "commit", full)
        await pilot.press("2")
        await pilot.pause()
        assert "The disk is full." in seen(app)
        assert "question 2 of 87" in seen(app)


async def test_places_are_one_key_away_and_the_question_waits(started: Session) -> None:
    app = MentorApp(through(started, 1))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a", "enter", "2", "t")
        await pilot.pause()
        assert app.current_mode == "today"
        await pilot.press("a")
        await pilot.pause()
        assert "question 3 of 87" in seen(app)


async def test_an_answer_given_elsewhere_is_shown(started: Session) -> None:
    app = MentorApp(through(started, 1))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        again(started).rate("A01.1", 1)
        app._watch()
        await pilot.pause()
        assert "you said 1 followed" in seen(app)


# ---------------------------------------------------------------------- the re-audit


async def ask_again(pilot: Pilot[None], *items: str) -> None:
    await pilot.app.push_screen(QuestionsScreen(pilot.app.session, only=items))  # type: ignore[attr-defined]
    await pilot.pause()


def all_answered(session: Session, days: int, level: int = 1) -> Session:
    """The same user some days after everything was answered."""
    return again(through(session, 87, level), days=days)


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
async def test_only_the_items_are_asked_again_each_area_after_a_probe(started: Session, size: tuple[int, int]) -> None:
    later = all_answered(started, days=30)
    app = MentorApp(later)
    async with app.run_test(size=size) as pilot:
        await ask_again(pilot, "A01.4", "A01.1", "A03.2")
        text = seen(app)
        assert "question 1 of 5" in text
        assert "0 of 3 answered" in text
        assert later.content.probes["python"][1].question in " ".join(text.split())
        assert "never touched" not in text
        await pilot.press("0", "enter")
        assert "I can write a multi-module Python package" in seen(app)
        assert "you said 1 followed" in seen(app)
        assert "1 of 3 answered" in seen(app)
        await pilot.press("2", "1", "0", "enter", "0")
        ratings = later.journey.ratings
        assert (ratings["A01.1"].level, ratings["A01.1"].before, ratings["A01.1"].before_on) == (2, 1, started.today)
        assert (ratings["A01.4"].level, ratings["A01.4"].before, ratings["A01.4"].on) == (1, 1, later.today)
        text = " ".join(seen(app).split())
        assert "That was the last of 5 questions." in text
        assert "↑ Python at production quality 1 -> 1.2 since 21 November 2026, 1 item up, 1 the same" in text
        assert "↓ SQL and data manipulation 1 -> 0.75 since 21 November 2026, 1 item down" in text
        assert "senior items" not in text
        await pilot.press("enter")
        assert not isinstance(app.screen, QuestionsScreen)


async def test_a_resting_probe_is_not_asked_again(started: Session) -> None:
    later = all_answered(started, days=30)
    later.answer_probe("python", None, 0)
    app = MentorApp(again(later, days=5))
    async with app.run_test(size=SMALL) as pilot:
        await ask_again(pilot, "A01.1")
        assert "question 1 of 1" in seen(app)
        assert "I can write a multi-module" in seen(app)


async def test_passing_leaves_the_level_as_it_is_and_the_question_open(started: Session) -> None:
    later = all_answered(started, days=30)
    later.answer_probe("python", None, 0)
    before = later.journey.ratings["A01.1"]
    app = MentorApp(later)
    async with app.run_test(size=SMALL) as pilot:
        await ask_again(pilot, "A01.1", "A01.2", "A01.3")
        await pilot.press("n", "2")
        assert "question 3 of 3" in seen(app)
        await pilot.press("n")
        assert later.journey.ratings["A01.1"] == before
        assert "(2 passed over)" in seen(app)
        await pilot.press("escape")
        await ask_again(pilot, "A01.2", "A01.3")
        assert "question 2 of 2" in seen(app)


async def test_undo_goes_back_in_a_re_audit(started: Session) -> None:
    later = all_answered(started, days=30)
    app = MentorApp(later)
    async with app.run_test(size=SMALL) as pilot:
        await ask_again(pilot, "A01.1", "A01.2")
        await pilot.press("0", "enter", "2", "u")
        assert "question 2 of 3" in seen(app)
        assert later.journey.ratings["A01.1"].level == 1
        await pilot.press("u")
        assert "question 1 of 3" in seen(app)
        assert "I don't know" in seen(app)


async def test_a_re_audit_of_everything_lists_the_areas_that_moved_most(started: Session) -> None:
    later = all_answered(started, days=30)
    items = [item.id for area in later.content.areas.values() for item in area.core]
    later.rate_many(dict.fromkeys(items, 1) | {"A20.1": 2, "A19.1": 4})
    app = MentorApp(later)
    async with app.run_test(size=SMALL) as pilot:
        await ask_again(pilot, *items)
        screen = app.screen
        assert isinstance(screen, QuestionsScreen)
        screen.walk.at = len(screen.walk.row)
        screen.action_back()
        await pilot.press("n")
        text = " ".join(seen(app).split())
        assert "↑ Communication and product judgement 1 -> 1.8" in text
        assert text.index("Communication and product") < text.index("Portfolio, public work")
        assert "and 13 more areas, in the report" in text
        assert "Readiness" in text
        assert "go on" in text
