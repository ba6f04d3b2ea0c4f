"""What a user can do on the board."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.pilot import Pilot

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.content import Content
from mentor.screens.board import BoardScreen, CardRows
from mentor.screens.board_strip import PhaseStrip
from mentor.screens.questions import QuestionsScreen
from mentor.session import Session
from mentor.store.store import Store
from tests.screens.seen import read_detail, seen

SIZES = [(80, 24), (120, 40), (160, 50)]
POISON = "x [/] [red] \x1b]52;c;aGk=\x07 \x1b[2J[b"
BACKEND = {"python": 4, "hygiene": 4, "sql": 3, "deployment": 3, "cloud": 3}


@pytest.fixture
def board(started: Session) -> Session:
    """A backend engineer's session that opens on the board: P0 skipped, P1 at hand, P2 shortened, the rest full."""
    started.rate_many(dict.fromkeys(started.content.areas, 0) | BACKEND)
    started.remember("place", "board")
    return started


@pytest.fixture
def other(board: Session, content: Content, folder: Path, clock: Clock) -> Session:
    """Another process on the same journey."""
    return Session(content, Store(folder), clock)


def state(session: Session, task: str) -> str:
    record = session.journey.tasks.get(task)
    return record.state if record else "todo"


def rows(pilot: Pilot[None]) -> CardRows:
    return pilot.app.screen.query_one(CardRows)


async def opened(pilot: Pilot[None], key: str) -> CardRows:
    """The list, with the cursor on a row."""
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, BoardScreen)
    screen.go_to(key)
    await pilot.pause()
    return rows(pilot)


# ---------------------------------------------------------------------- looking


@pytest.mark.parametrize("size", SIZES)
async def test_shows_phases_in_the_users_order_cards_gate_and_keys(board: Session, size: tuple[int, int]) -> None:
    async with MentorApp(board).run_test(size=size) as pilot:
        await opened(pilot, "P1.1")
        text = seen(pilot.app)
        phases = text.splitlines()[2]
        assert [phases.index(p) for p in board.plan().steps] == sorted(phases.index(p) for p in board.plan().steps)
        assert phases.index("P5") < phases.index("P3")
        for part in ("now", "also", "skip", "short", "full", "2-3", "S4", "Classical ML"):
            assert part in text
        for part in ("P1 Classical ML on real data", "0 of 115 h", "Below 3: Classical ML", "Score a trivial baseline"):
            assert part in text
        for key in ("space move on", "x drop", "← → phase", "d hide done", "? help"):
            assert key in text
        await pilot.press("end")
        await pilot.pause()
        text = seen(pilot.app)
        assert "☐ a one-page result" in text
        assert "Close the phase   0 of 4 are there" in text


async def test_says_why_each_phase_is_skipped_shortened_or_full(board: Session) -> None:
    async with MentorApp(board).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Full, 2-3 months (S4). Below 3: Classical ML and practical judgement 0." in seen(pilot.app)
        await pilot.press("left")
        assert "Skipped. Every area is at 3 or more (Python" in seen(pilot.app)
        await pilot.press("right", "right")
        text = seen(pilot.app)
        assert "Shortened, no guide says how long. The areas are met" in text
        assert "P2 Deploy once" in text


@pytest.mark.parametrize("size", SIZES)
async def test_the_card_under_the_cursor_is_told_in_full(board: Session, size: tuple[int, int]) -> None:
    task = board.content.tasks["P1.2"]
    async with MentorApp(board).run_test(size=size) as pilot:
        await opened(pilot, "P1.2")
        flat = await read_detail(pilot)
        for part in ("done DATA.md", "small Write", "raises A17.2", ": you 0 of 3", "after P1.1", "still to do"):
            assert part in flat
        for part in ("gate G1.1", "rule C11 one domain", "guides Career-switcher guide (S0)", "P1.2, practise, 4 h"):
            assert part in flat
        assert task.why.split(".")[0] in flat


async def test_j_and_k_scroll_the_detail_and_a_new_row_begins_at_its_top(board: Session) -> None:
    async with MentorApp(board).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "P1.2")
        detail = pilot.app.screen.query_one("#detail")
        await pilot.press("J", "J")
        assert detail.scroll_offset.y > 0
        await pilot.press("K", "K")
        assert detail.scroll_offset.y == 0
        await pilot.press("J", "down")
        await pilot.pause()
        assert detail.scroll_offset.y == 0


async def test_cards_are_listed_by_what_can_be_done_now(board: Session) -> None:
    for task, to in (("P1.1", "done"), ("P1.2", "doing"), ("P1.7", "dropped")):
        board.move_task(task, to)  # type: ignore[arg-type]
    async with MentorApp(board).run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        text = seen(pilot.app)
        marks = ["◐ doing", "○ ready", "· waits", "✓ done", "✗ dropped"]
        assert [text.index(mark) for mark in marks] == sorted(text.index(mark) for mark in marks)
        assert "◐ doing    4 h  Write a data note" in text
        assert "✗ dropped  9 h  Draw learning curves" in text


# ---------------------------------------------------------------------- phases


async def test_left_right_and_brackets_choose_the_phase_and_it_is_kept(board: Session) -> None:
    async with MentorApp(board).run_test(size=(100, 30)) as pilot:
        await pilot.press("right", "right")
        assert "P5 MLOps" in seen(pilot.app)
        await pilot.press("left_square_bracket")
        assert "P2 Deploy once" in seen(pilot.app)
        await pilot.press("right_square_bracket", "t", "b")
        await pilot.pause()
        assert "P5 MLOps" in seen(pilot.app)
        await pilot.press(*["right"] * 6)
        assert "P7 Interviews" in seen(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_column_chooses_the_phase(board: Session, size: tuple[int, int]) -> None:
    async with MentorApp(board).run_test(size=size) as pilot:
        await pilot.pause()
        at = seen(pilot.app).splitlines()[2].index("P5")
        await pilot.click(PhaseStrip, offset=(at + 1, 1))
        await pilot.pause()
        assert "P5 MLOps" in seen(pilot.app)


async def test_a_click_on_a_card_moves_the_cursor_and_nothing_else(board: Session) -> None:
    async with MentorApp(board).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.click(CardRows, offset=(10, 2))
        await pilot.pause()
        assert rows(pilot).chosen != "P1.1"
        assert not board.journey.tasks


async def test_go_to_finds_a_card_of_another_phase_even_a_hidden_one(board: Session) -> None:
    board.move_task("P5.2", "done")
    async with MentorApp(board).run_test(size=(100, 30)) as pilot:
        await pilot.press("d")
        assert (await opened(pilot, "P5.2")).chosen == "P5.2"
        assert "P5 MLOps" in seen(pilot.app)


# ---------------------------------------------------------------------- cards


async def test_space_moves_a_card_on_and_the_cursor_follows(board: Session) -> None:
    board.move_task("P1.1", "done")
    async with MentorApp(board).run_test(size=(120, 40)) as pilot:
        cards = await opened(pilot, "P1.2")
        await pilot.press("space")
        assert state(board, "P1.2") == "doing"
        assert cards.chosen == "P1.2"
        for wanted in ("done", "todo"):
            await pilot.press("space")
            assert state(board, "P1.2") == wanted
            assert cards.chosen == "P1.2"
        await pilot.press("enter")
        assert state(board, "P1.2") == "doing"


@pytest.mark.parametrize(("answer", "then"), [("y", "done"), ("n", "doing"), ("escape", "doing")])
@pytest.mark.parametrize("keys", [["space"], [">"], ["m", "down", "enter"]], ids=str)
async def test_a_card_that_waits_is_done_only_after_a_question(
    board: Session, keys: list[str], answer: str, then: str
) -> None:
    board.move_task("P1.2", "doing")
    async with MentorApp(board).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "P1.2")
        await pilot.press(*keys)
        text = seen(pilot.app)
        assert "Is P1.2 done before what it builds on?" in text
        assert "- P1.1 Score a trivial baseline" in text
        assert "It is done when: DATA.md" in text
        await pilot.press(answer)
        assert state(board, "P1.2") == then


# ---------------------------------------------------------------------- a card in the hand


@pytest.mark.parametrize("size", SIZES)
async def test_m_picks_a_card_up_and_enter_drops_it_where_the_arrows_took_it(
    board: Session, size: tuple[int, int]
) -> None:
    async with MentorApp(board).run_test(size=size) as pilot:
        cards = await opened(pilot, "P1.1")
        await pilot.press("m")
        text = seen(pilot.app)
        assert "Moving P1.1 from to do: [to do] | doing | done | dropped" in text
        for key in ("↑ ↓ state", "⏎ drop it here", "esc put it back"):
            assert key in text
        assert "pick up" not in text
        for key, word in (("down", "doing"), ("right", "done"), ("j", "dropped"), ("down", "dropped"), ("up", "done")):
            await pilot.press(key)
            assert f"[{word}]" in seen(pilot.app)
            assert cards.chosen == "P1.1"
            assert state(board, "P1.1") == "todo"
        assert "» " in seen(pilot.app)
        assert "(moving)" in seen(pilot.app)
        await pilot.press("enter")
        assert state(board, "P1.1") == "done"
        assert "Moving" not in seen(pilot.app)
        await pilot.press("u")
        assert state(board, "P1.1") == "todo"


async def test_a_card_in_the_hand_is_listed_in_the_group_it_is_held_over(board: Session) -> None:
    board.move_task("P1.2", "dropped")
    async with MentorApp(board).run_test(size=(160, 50)) as pilot:
        cards = await opened(pilot, "P1.3")
        order = [cards.get_option_at_index(n).id for n in range(12)]
        await pilot.press("d", "m", "left", "right", "right", "right")
        held = [cards.get_option_at_index(n).id for n in range(12)]
        assert order.index("P1.3") < order.index("P1.5")
        assert held.index("P1.3") > held.index("P1.5")


@pytest.mark.parametrize("keys", [["escape"], ["f", "escape"], ["t", "b"]], ids=str)
async def test_escape_or_another_place_puts_the_card_back(board: Session, keys: list[str]) -> None:
    async with MentorApp(board).run_test(size=(100, 30)) as pilot:
        await opened(pilot, "P1.1")
        await pilot.press("m", "down", *keys)
        await pilot.pause()
        assert "Moving" not in seen(pilot.app)
        await pilot.press("down")
        assert state(board, "P1.1") == "todo"
        assert rows(pilot).chosen != "P1.1"


async def test_other_keys_wait_while_a_card_is_held(board: Session) -> None:
    board.move_task("P1.4", "doing")
    async with MentorApp(board).run_test(size=(100, 30)) as pilot:
        await opened(pilot, "P1.1")
        await pilot.press("m", "x", "u", "d", "greater_than_sign", "right_square_bracket")
        assert state(board, "P1.4") == "doing"
        assert state(board, "P1.1") == "todo"
        assert "P1 Classical ML" in seen(pilot.app)
        assert "Moving P1.1" in seen(pilot.app)


async def test_a_card_that_another_process_moved_is_no_longer_held(board: Session, other: Session) -> None:
    async with MentorApp(board).run_test(size=(100, 30)) as pilot:
        await opened(pilot, "P1.1")
        await pilot.press("m", "down")
        other.move_task("P1.1", "done")
        pilot.app._watch()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Moving" not in seen(pilot.app)
        await pilot.press("enter")
        assert state(board, "P1.1") == "todo"  # enter is again the key that moves a card on


async def test_a_fourth_card_is_told_before_it_is_dropped(board: Session) -> None:
    for task in ("P1.2", "P1.3", "P5.1"):
        board.move_task(task, "doing")
    async with MentorApp(board).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "P1.1")
        await pilot.press("m")
        assert "is a good limit" not in seen(pilot.app)
        await pilot.press("down")
        assert "4 cards are under way at once. 3 is a good limit" in seen(pilot.app)
        await pilot.press("enter")
        assert state(board, "P1.1") == "doing"


# ---------------------------------------------------------------------- dates and hours


@pytest.mark.parametrize("size", SIZES)
async def test_says_when_each_phase_is_behind(board: Session, size: tuple[int, int]) -> None:
    plan = board.plan()
    likely, plan_on = plan.forecast.ready["P1"]
    async with MentorApp(board).run_test(size=size) as pilot:
        await opened(pilot, "P1.1")
        text = seen(pilot.app)
        told = f"Likely done by {likely:%B %Y}, plan on {plan_on:%B %Y}."
        assert told in " ".join(text.split())
        assert (f"{likely:%b}-{plan_on:%b %y}" in text) is (size[0] >= 120)
        await pilot.press("left")
        assert "ikely done" not in seen(pilot.app)  # P0 is skipped


async def test_says_what_was_logged_on_a_card(board: Session) -> None:
    board.log_time(90, "build", task="P1.1")
    board.log_time(30, "rest", task="P1.1")
    board.log_time(60 * 5, "build", task="P1.2")
    async with MentorApp(board).run_test(size=(120, 40)) as pilot:
        for key, told in (
            ("P1.1", "spent 1 h 30 logged of 3 h"),
            ("P1.2", "spent 5 h logged of 4 h, 1 h over"),
            ("P1.3", "spent nothing logged of 10 h"),
        ):
            await opened(pilot, key)
            assert told in await read_detail(pilot)


async def test_f_opens_the_forecast_and_esc_comes_back(board: Session) -> None:
    async with MentorApp(board).run_test(size=(100, 30)) as pilot:
        await opened(pilot, "P1.1")
        await pilot.press("f")
        assert "The guides say" in seen(pilot.app)
        await pilot.press("escape")
        assert "P1 Classical ML" in seen(pilot.app)


async def test_a_finished_card_lets_the_next_one_begin_and_fills_the_bar(board: Session) -> None:
    async with MentorApp(board).run_test(size=(160, 50)) as pilot:
        await opened(pilot, "P1.1")
        assert "· waits    4 h  Write a data note" in seen(pilot.app)
        assert "━" not in seen(pilot.app)
        await pilot.press("space", "space")
        text = seen(pilot.app)
        assert "○ ready    4 h  Write a data note" in text
        assert "3 of 115 h of cards done" in text
        assert "━" in text


async def test_angle_brackets_move_a_card_back_and_forward_and_stop_at_the_ends(board: Session) -> None:
    async with MentorApp(board).run_test(size=(100, 30)) as pilot:
        await opened(pilot, "P1.1")
        await pilot.press(">", ">", ">")
        assert state(board, "P1.1") == "done"
        await pilot.press("<")
        assert state(board, "P1.1") == "doing"
        await pilot.press("<", "<")
        assert state(board, "P1.1") == "todo"


async def test_x_drops_and_takes_up_again_and_undo_takes_it_back(board: Session) -> None:
    async with MentorApp(board).run_test(size=(100, 30)) as pilot:
        cards = await opened(pilot, "P1.2")
        await pilot.press("x")
        assert state(board, "P1.2") == "dropped"
        assert "0 of 111 h" in seen(pilot.app)
        assert cards.chosen == "P1.2"
        await pilot.press("x")
        assert state(board, "P1.2") == "todo"
        await pilot.press("u")
        assert state(board, "P1.2") == "dropped"


async def test_d_hides_and_shows_what_is_done_or_dropped(board: Session) -> None:
    board.move_task("P1.2", "done")
    board.move_task("P1.3", "dropped")
    async with MentorApp(board).run_test(size=(160, 50)) as pilot:
        await pilot.press("d")
        text = seen(pilot.app)
        assert "Write a data note" not in text
        assert "2 done or dropped, hidden: d shows them" in text
        await pilot.press("d")
        assert "Write a data note" in seen(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_fourth_open_card_is_noticed_and_not_blocked(board: Session, size: tuple[int, int]) -> None:
    for task in ("P1.2", "P1.3", "P5.1"):
        board.move_task(task, "doing")
    async with MentorApp(board).run_test(size=size) as pilot:
        await opened(pilot, "P1.1")
        assert "is a good limit" not in seen(pilot.app)
        await pilot.press("space")
        assert state(board, "P1.1") == "doing"
        assert "4 cards are under way at once. 3 is a good limit" in seen(pilot.app)


# ---------------------------------------------------------------------- the gate


async def test_a_deliverable_asks_where_it_is_and_can_be_taken_back(board: Session) -> None:
    async with MentorApp(board).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "G1.1")
        await pilot.press("space", *"DATA.md", "enter")
        assert board.journey.needs["G1.1"].note == "DATA.md"
        text = seen(pilot.app)
        assert "☑ real data" in text
        assert "attested by you on 21 November 2026" in text
        await pilot.press("enter", "escape")
        assert "G1.1" in board.journey.needs
        await pilot.press("enter", "ctrl+u", "enter")
        assert "G1.1" not in board.journey.needs


async def test_an_empty_answer_says_nothing_about_a_deliverable(board: Session) -> None:
    async with MentorApp(board).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "G1.1")
        await pilot.press("space", "space", "enter")
        assert not board.journey.needs


async def test_closing_a_complete_phase_needs_no_words_and_opens_again(board: Session) -> None:
    for need in board.content.phases["P1"].gate.needs:
        board.meet_need(need, "here")
    async with MentorApp(board).run_test(size=(100, 30), notifications=True) as pilot:
        await opened(pilot, "close")
        await pilot.press("enter")
        assert board.journey.gates["P1"].override == ""
        await pilot.pause()
        text = seen(pilot.app)
        assert "P1 is closed. P2 Deploy once is next." in text
        assert "is asked again." in text
        assert "Done: closed on 2026-11-21." in text
        assert "Open P1 again" in text
        await pilot.press("enter")
        assert "P1" not in board.journey.gates


async def test_closing_a_phase_that_lacks_something_says_what_and_asks_for_a_reason(board: Session) -> None:
    async with MentorApp(board).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "close")
        await pilot.press("enter")
        text = seen(pilot.app)
        assert "P1 cannot be closed yet: 4 of 4 deliverables missing." in text
        assert "- a one-page result" in text
        await pilot.press("enter")
        assert "P1" not in board.journey.gates
        await pilot.press("enter", "escape")
        assert "P1" not in board.journey.gates
        await pilot.press("enter", *"at work", "enter")
        assert board.journey.gates["P1"].override == "at work"
        assert "overridden: at work" in " ".join(seen(pilot.app).split())


@pytest.mark.parametrize("answer", ["y", "n"])
async def test_after_a_phase_is_closed_what_was_worked_on_is_offered_again(
    board: Session, answer: str, content: Content, folder: Path, clock: Clock
) -> None:
    tomorrow = Session(content, Store(folder), Clock(board.today + timedelta(days=1), clock.now))
    tomorrow.move_task("P1.2", "done")
    async with MentorApp(tomorrow).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "close")
        await pilot.press("enter", *"at work", "enter")
        text = " ".join(seen(pilot.app).split())
        assert "P1 is closed. P2 Deploy once is next. Rate again what you worked on?" in text
        assert "2 items in 2 areas" in text
        await pilot.press(answer)
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, QuestionsScreen) is (answer == "y")
        if isinstance(screen, QuestionsScreen):
            asked = [question.item.id for question in screen.walk.row if question.item]
            assert asked == ["A17.2", "A19.3"]


async def test_the_gate_says_what_is_missing_and_counts_it(board: Session) -> None:
    board.meet_need(board.content.phases["P1"].gate.needs[0], "there")
    async with MentorApp(board).run_test(size=(120, 40)) as pilot:
        await opened(pilot, "close")
        assert "1 of 4 are there" in seen(pilot.app)
        flat = await read_detail(pilot)
        assert "missing 3 of 4 deliverables: - a results file" in flat


# ---------------------------------------------------------------------- others


async def test_poisoned_notes_and_reasons_are_shown_as_text(board: Session) -> None:
    text = POISON
    board.meet_need(board.content.phases["P1"].gate.needs[0], text)
    board.close_phase("P1", text)
    async with MentorApp(board).run_test(size=(120, 40)) as pilot:
        await opened(pilot, "P1.1")
        await opened(pilot, "G1.1")
        await pilot.press("space")
        assert "\x1b" not in seen(pilot.app)
        await pilot.press("escape", "end")
        await pilot.pause()
        assert "\x1b" not in seen(pilot.app)
        assert "overridden: " + text.replace("\x1b", "").replace("\x07", "") in seen(pilot.app)


async def test_another_process_s_change_shows_and_the_cursor_stays(board: Session, other: Session) -> None:
    async with MentorApp(board).run_test(size=(120, 40)) as pilot:
        cards = await opened(pilot, "P1.4")
        other.move_task("P1.2", "doing")
        pilot.app._watch()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "◐" in seen(pilot.app)
        assert cards.chosen == "P1.4"


async def test_a_change_that_cannot_be_stored_is_told(
    board: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mentor.errors import MentorError

    def full(*_: object, **__: object) -> None:
        raise MentorError("The disk is full [/].", hint="Make room.")

    async with MentorApp(board).run_test(size=(100, 30), notifications=True) as pilot:
        await opened(pilot, "P1.1")
        monkeypatch.setattr(board.store, "commit", full)
        await pilot.press("space")
        await pilot.pause()
        assert "The disk is full [/]." in seen(pilot.app)
        assert state(board, "P1.1") == "todo"


@pytest.mark.parametrize("size", [(40, 12), (300, 90)])
async def test_odd_sizes_do_not_raise(board: Session, size: tuple[int, int]) -> None:
    async with MentorApp(board).run_test(size=size) as pilot:
        await pilot.press("right", "down", "space", "end", "left")
        await pilot.pause()
        assert "P1" in seen(pilot.app)


async def test_a_resize_wraps_anew_and_keeps_the_cursor(board: Session) -> None:
    async with MentorApp(board).run_test(size=(160, 50)) as pilot:
        cards = await opened(pilot, "P1.6")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert cards.chosen == "P1.6"
        assert "space move on" in seen(pilot.app)
        assert all(len(row) <= 80 for row in seen(pilot.app).splitlines())


def test_every_binding_has_an_id_a_label_and_a_tooltip() -> None:
    for binding in BoardScreen.BINDINGS:
        assert isinstance(binding, Binding)
        assert all((binding.id, binding.description, binding.tooltip))
