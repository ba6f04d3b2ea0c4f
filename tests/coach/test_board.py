"""Cards and gates."""

from datetime import date, timedelta

import pytest

from mentor.coach.board import (
    cards,
    minutes_by_card,
    open_cards,
    overrides_to_review,
    phase_done_share,
    state_of,
)
from mentor.journey import Journey
from mentor.journey.records import STARTS, TARGETS, GateClosed
from mentor.journey.time import LogEntry

from .builders import CONTENT, TODAY, action, closed, journey, tasks


def ids(of: Journey, phase: str = "P0") -> list[str]:
    return [card.task.id for card in cards(CONTENT, of, phase)]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("phase", CONTENT.phases)
def test_every_phase_has_a_card_that_can_be_started(start: str, target: str, phase: str) -> None:
    own = cards(CONTENT, journey(start, target=target, gates=closed(*(set(CONTENT.phases) - {phase}))), phase)
    assert 6 <= len(own) <= 12
    assert any(card.ready for card in own)


def test_cards_are_those_of_the_starting_point() -> None:
    assert "P0.1" in ids(journey("beginner"))
    assert "P0.1" not in ids(journey("swe_backend"))
    assert "P0.2" in ids(journey("swe_backend"))


def test_card_once_moved_stays_when_the_profile_changes() -> None:
    assert "P0.1" in ids(journey("swe_backend", tasks=tasks("done", "P0.1")))


def test_card_without_a_record_is_to_do() -> None:
    assert state_of(journey(), "P0.2") == "todo"
    assert state_of(journey(tasks=tasks("doing", "P0.2")), "P0.2") == "doing"


class TestWaiting:
    """P0.3 builds on P0.1; both are for beginners."""

    def card(self, of: Journey) -> tuple[list[str], bool]:
        found = next(card for card in cards(CONTENT, of, "P0") if card.task.id == "P0.3")
        return [task.id for task in found.waits_for], found.ready

    def test_waits(self) -> None:
        assert self.card(journey("beginner")) == (["P0.1"], False)

    @pytest.mark.parametrize(("state", "ready"), [("todo", False), ("doing", False), ("done", True), ("dropped", True)])
    def test_until_the_other_is_done_or_dropped(self, state: str, ready: bool) -> None:
        assert self.card(journey("beginner", tasks=tasks(state, "P0.1")))[1] is ready

    def test_for_nothing_of_a_closed_phase(self) -> None:
        assert self.card(journey("beginner", gates=closed("P0"))) == ([], True)

    def test_for_nothing_that_is_meant_for_others(self) -> None:
        assert self.card(journey("swe_backend", tasks=tasks("todo", "P0.3"))) == ([], True)

    @pytest.mark.parametrize("state", ["done", "dropped"])
    def test_what_is_finished_is_not_ready(self, state: str) -> None:
        assert self.card(journey("beginner", tasks=tasks(state, "P0.1", "P0.3")))[1] is False


class TestShare:
    """Share of a phase's task hours that is finished."""

    own = [task for task in CONTENT.tasks.values() if task.phase == "P1" and task.is_for("swe_backend", "applied")]

    def test_none_and_all(self) -> None:
        assert phase_done_share(CONTENT, journey(), "P1") == 0
        done = tasks("done", *(task.id for task in self.own))
        assert phase_done_share(CONTENT, journey(tasks=done), "P1") == 1

    def test_by_hours(self) -> None:
        first = self.own[0]
        share = phase_done_share(CONTENT, journey(tasks=tasks("done", first.id)), "P1")
        assert share == pytest.approx(first.hours / sum(task.hours for task in self.own))

    def test_doing_is_not_done(self) -> None:
        assert phase_done_share(CONTENT, journey(tasks=tasks("doing", self.own[0].id)), "P1") == 0

    def test_dropped_cards_do_not_count_either_way(self) -> None:
        first, second, *others = (task.id for task in self.own)
        given = tasks("done", first) | tasks("dropped", second, *others)
        assert phase_done_share(CONTENT, journey(tasks=given), "P1") == 1

    def test_all_dropped(self) -> None:
        given = tasks("dropped", *(task.id for task in self.own))
        assert phase_done_share(CONTENT, journey(tasks=given), "P1") == 0


def gate(phase: str, on: date, reason: str = "at work") -> dict[str, GateClosed]:
    return {phase: GateClosed(phase, on, reason)}


@pytest.mark.parametrize(("weeks", "days", "asked"), [(0, 0, True), (8, 0, True), (8, 1, False), (30, 0, False)])
def test_a_gate_closed_with_a_reason_is_reviewed_for_eight_weeks(weeks: int, days: int, asked: bool) -> None:
    of = journey(gates=gate("P1", TODAY - timedelta(weeks=weeks, days=days)))
    assert bool(overrides_to_review(of, TODAY)) is asked


def test_gates_closed_with_all_there_need_no_review_and_the_newest_comes_first() -> None:
    closings = gate("P1", TODAY - timedelta(9)) | gate("P2", TODAY - timedelta(2), "") | gate("P5", TODAY)
    found = overrides_to_review(journey(gates=closings), TODAY)
    assert [(one.id, one.override) for one in found] == [("P5", "at work"), ("P1", "at work")]


def test_minutes_of_a_card_are_those_logged_on_it_without_rest() -> None:
    log = {
        "a": LogEntry("a", TODAY, 30, "build", task="P1.1"),
        "b": LogEntry("b", TODAY, 15, "learn", task="P1.1"),
        "c": LogEntry("c", TODAY, 60, "rest", task="P1.1"),
        "d": LogEntry("d", TODAY, 45, "build"),
    }
    ticked = {"w1.1": action("w1.1", minutes=90, task="P1.2", done=TODAY), "w1.2": action("w1.2", task="P1.3")}
    assert minutes_by_card(journey(log=log, actions=ticked)) == {"P1.1": 45, "P1.2": 90}


def test_open_cards_are_those_under_way() -> None:
    doing = tasks("doing", "P1.1", "P3.1") | tasks("done", "P1.2")
    assert open_cards(CONTENT, journey(tasks=doing)) == ("P1.1", "P3.1")
    assert open_cards(CONTENT, journey(tasks=doing, gates=closed("P1"))) == ("P3.1",)
