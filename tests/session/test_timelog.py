"""The time log: entries, what a tick logs, the timer, courses; what is refused; all of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mentor.clock import Clock
from mentor.errors import InputError
from mentor.journey.records import Action
from mentor.journey.time import LogEntry
from mentor.session import Session
from mentor.session.timelog import read_kind, read_minutes
from mentor.store.store import Store

DAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


class Watch:
    """A clock that can be set."""

    def __init__(self) -> None:
        self.now = NOW

    def on(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def timed(started: Session, watch: Watch) -> Session:
    """A journey with a week, on a clock that can be set and without a fixed day."""
    started.ensure_week()
    return Session(started.content, Store(started.store.folder), Clock(None, lambda: watch.now))


def window(session: Session) -> Session:
    """The same journey in another window."""
    return Session(session.content, Store(session.store.folder), session.clock)


def action_of(session: Session, kind: str = "project", **fields: Any) -> Action:
    """An open action of the week with a plan of 90 minutes, of a kind."""
    action = replace(session.find_action("1"), kind=kind, **{"minutes": 90, "task": "", "project": "", **fields})
    session.commit("an action for the test", [action])
    return action


# ---------------------------------------------------------------------------------------------------- undo

STEPS: dict[str, tuple[Callable[[Session], object], Callable[[Session], object]]] = {
    "log_time": (lambda s: None, lambda s: s.log_time(90, "build", "baseline")),
    "change_entry": (
        lambda s: s.log_time(90, "build"),
        lambda s: s.change_entry(replace(next(iter(s.journey.log.values())), minutes=45)),
    ),
    "delete_entry": (lambda s: s.log_time(90, "build"), lambda s: s.delete_entry(next(iter(s.journey.log)))),
    "delete_entry of a tick": (
        lambda s: s.commit("an old tick", [replace(s.find_action("1"), done=DAY)]),
        lambda s: s.delete_entry("w1.1"),
    ),
    "start_timer": (lambda s: None, lambda s: s.start_timer("learn")),
    "pause_timer": (lambda s: s.start_timer("learn"), lambda s: s.pause_timer()),
    "resume_timer": (lambda s: (s.start_timer("learn"), s.pause_timer()), lambda s: s.resume_timer()),
    "stop_timer": (lambda s: s.start_timer("learn"), lambda s: s.stop_timer()),
    "discard_timer": (lambda s: s.start_timer("learn"), lambda s: s.discard_timer()),
    "add_course": (lambda s: None, lambda s: s.add_course("Statistics")),
    "finish_course": (lambda s: s.add_course("Statistics"), lambda s: s.finish_course("c1")),
    "park_course": (lambda s: s.add_course("Statistics"), lambda s: s.park_course("c1")),
    "resume_course": (
        lambda s: (s.add_course("Statistics"), s.park_course("c1")),
        lambda s: s.resume_course("c1"),
    ),
    "remove_course": (lambda s: s.add_course("Statistics"), lambda s: s.remove_course("c1")),
    "set_done": (
        lambda s: (action_of(s), s.log_time(30, "build")),
        lambda s: s.set_done(s.find_action("1"), done=True),
    ),
}


@pytest.mark.parametrize(("before", "change"), STEPS.values(), ids=STEPS.keys())
def test_every_change_is_one_step_that_can_be_taken_back_and_done_again(timed: Session, before: Any, change: Any):
    before(timed)
    was = timed.journey
    change(timed)
    after = timed.journey
    assert after != was
    label = timed.undo()
    assert label
    assert timed.journey == was
    assert timed.redo() == label
    assert timed.journey == after == Store(timed.store.folder).read()


# ---------------------------------------------------------------------------------------------------- entries


def test_an_entry_is_kept_under_the_moment_it_was_made(timed: Session) -> None:
    entry = timed.log_time(90, "build", " baseline\x1b[31m \n runs ", task="P1.3", on=DAY - timedelta(1))
    assert entry == LogEntry("20261121T090000000000", date(2026, 11, 20), 90, "build", "baseline[31m runs", "P1.3")
    assert Store(timed.store.folder).read().log == {entry.id: entry}


def test_two_entries_of_one_moment_are_both_kept(timed: Session) -> None:
    other = window(timed)
    assert len({timed.log_time(5, "learn").id, other.log_time(6, "learn").id, timed.log_time(7, "learn").id}) == 3
    assert [entry.minutes for entry in timed.journey.spent] == [5, 6, 7]


@pytest.mark.parametrize(
    ("minutes", "kind", "fields", "message", "hint"),
    [
        (0, "build", {}, "between 1 minute and 24 hours", "1h30"),
        (-5, "build", {}, "between 1 minute and 24 hours", "1h30"),
        (1441, "build", {}, "between 1 minute and 24 hours", "1h30"),
        (60, "practice", {}, "practice is no kind of time, did you mean 'practise'", "build, learn"),
        (60, "", {}, "Nothing is no kind", "build, learn"),
        (60, "build", {"on": DAY + timedelta(1)}, "2026-11-22 is still to come", ""),
        (60, "build", {"on": date(1999, 12, 31)}, "too long ago", ""),
        (60, "build", {"task": "P1.99"}, "No card has the id P1.99, did you mean", "P1.2"),
        (60, "build", {"project": "p9"}, "No project has the id p9", "Known projects: p1."),
        (60, "build", {"action": "w7.1"}, "No action has the id w7.1", "w1.1, w1.2"),
        (60, "learn", {"course": "c1"}, "No course has the id c1", "There is no course yet."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    timed: Session, minutes: int, kind: str, fields: dict[str, Any], message: str, hint: str
) -> None:
    timed.add_project("rag", "Answers")
    timed.move_task("P1.2", "doing")
    before = timed.journey
    with pytest.raises(InputError, match=message) as caught:
        timed.log_time(minutes, kind, **fields)
    assert hint in caught.value.hint
    assert timed.journey == before


def test_a_day_before_the_journey_began_is_fine(timed: Session) -> None:
    assert timed.log_time(60, "learn", on=date(2020, 2, 29)).on == date(2020, 2, 29)


def test_an_entry_for_an_action_is_for_its_card_and_project_too(timed: Session) -> None:
    project = timed.add_project("rag", "Answers")
    action_of(timed, task="P1.3", project=project.id)
    entry = timed.log_time(30, "build", action="w1.1")
    assert (entry.task, entry.project) == ("P1.3", "p1")
    assert timed.change_entry(replace(entry, task="", project="")).task == ""


def test_an_entry_keeps_a_link_to_what_is_gone(timed: Session) -> None:
    project = timed.add_project("rag", "Answers")
    entry = timed.log_time(30, "build", project=project.id)
    timed.remove_project(project)
    assert timed.change_entry(replace(entry, minutes=40)).project == "p1"
    with pytest.raises(InputError, match="No project"):
        timed.change_entry(replace(entry, project="p2"))


@pytest.mark.parametrize("change", [{"minutes": 0}, {"kind": "x"}, {"on": DAY + timedelta(1)}, {"id": "nope"}])
def test_an_entry_is_changed_to_what_can_be_only(timed: Session, change: dict[str, Any]) -> None:
    entry = timed.log_time(30, "build")
    with pytest.raises(InputError):
        timed.change_entry(replace(entry, **change))
    assert timed.journey.log == {entry.id: entry}


def test_an_entry_that_is_gone_cannot_be_deleted(timed: Session) -> None:
    with pytest.raises(InputError, match="no entry 7"):
        timed.delete_entry("7")


def test_a_tick_from_before_the_log_can_be_changed_and_deleted(timed: Session) -> None:
    action = replace(action_of(timed), done=DAY)
    timed.commit("an old tick", [action])
    (entry,) = timed.journey.spent
    timed.change_entry(replace(entry, minutes=20))
    assert [one.minutes for one in timed.journey.spent] == [20]
    timed.delete_entry("w1.1")
    assert timed.journey.spent == ()
    assert timed.journey.actions["w1.1"].done == DAY


def test_words_are_read_for_both_front_ends() -> None:
    assert (read_minutes("1h30"), read_kind("rest")) == (90, "rest")
    with pytest.raises(InputError, match="1h30"):
        read_minutes("1:75")


# ---------------------------------------------------------------------------------------------------- ticks


@pytest.mark.parametrize(
    ("kind", "log_kind"),
    [("project", "build"), ("learn", "learn"), ("design", "practise"), ("public", "publish"), ("search", "apply")],
)
def test_a_tick_logs_the_plan(timed: Session, kind: str, log_kind: str) -> None:
    action = action_of(timed, kind)
    entry = timed.set_done(action, done=True)
    assert entry == timed.journey.log["w1.1"]
    assert entry is not None
    assert (entry.on, entry.minutes, entry.kind, entry.note) == (DAY, 90, log_kind, action.title)
    assert entry.action == "w1.1"
    assert timed.journey.actions["w1.1"].logged
    assert timed.journey.spent == (entry,)


@pytest.mark.parametrize(
    ("logged", "own", "linked"),
    [
        ([], 90, 0),
        ([("build", 30)], 60, 30),
        ([("build", 30), ("build", 40)], 20, 70),
        ([("build", 86)], None, 86),
        ([("build", 85)], 5, 85),
        ([("build", 120)], None, 120),  # longer than planned, and surely for it
        ([("build", 181)], 90, 0),  # more than twice the plan: for something else
        ([("build", 60), ("build", 60), ("build", 60)], None, 120),
        ([("learn", 60), ("rest", 60)], 90, 0),
    ],
)
def test_what_was_logged_for_it_already_is_not_logged_twice(
    timed: Session, logged: list[tuple[str, int]], own: int | None, linked: int
) -> None:
    action = action_of(timed)
    for kind, minutes in logged:
        timed.log_time(minutes, kind)
    entry = timed.set_done(action, done=True)
    assert (entry.minutes if entry else None) == own
    assert sum(e.minutes for e in timed.journey.log.values() if e.action == "w1.1" and e.id != "w1.1") == linked
    assert timed.journey.actions["w1.1"].logged


def test_time_linked_to_the_action_counts_whatever_its_kind(timed: Session) -> None:
    action = action_of(timed)
    timed.log_time(30, "learn", action="w1.1")
    timed.log_time(20, "build")
    entry = timed.set_done(action, done=True)
    assert entry is not None
    assert entry.minutes == 40


@pytest.mark.parametrize(
    ("links", "counts"),
    [
        ({"task": "P1.3"}, True),
        ({"task": "P1.3", "kind": "learn"}, True),
        ({"task": "P1.4"}, False),
        ({"project": "p1"}, True),
        ({"project": "p2"}, False),
        ({"action": "w1.2"}, False),
        ({"course": "c1"}, False),
        ({"on": DAY - timedelta(1)}, False),
    ],
)
def test_time_for_something_else_stays_there(timed: Session, links: dict[str, Any], counts: bool) -> None:
    project = timed.add_project("rag", "Answers")
    timed.commit("a second project", [replace(project, id="p2")])
    timed.add_course("Statistics")
    action = action_of(timed, task="P1.3", project="p1")
    given = timed.log_time(30, links.pop("kind", "build"), **links)
    entry = timed.set_done(action, done=True)
    assert entry is not None
    assert entry.minutes == (60 if counts else 90)
    assert (timed.journey.log[given.id].action == "w1.1") is counts


@pytest.mark.parametrize(("took", "own"), [(50, 20), (120, 90), (30, None), (20, 20)])
def test_the_real_time_counts_where_it_is_given(timed: Session, took: int, own: int | None) -> None:
    action = action_of(timed)
    timed.log_time(30, "build")
    entry = timed.set_done(action, done=True, minutes=took)
    assert (entry.minutes if entry else None) == own


def test_a_second_action_does_not_count_the_same_time_again(timed: Session) -> None:
    one = action_of(timed)
    two = replace(one, id="w1.2")
    timed.commit("another", [two])
    timed.log_time(90, "build")
    assert timed.set_done(one, done=True) is None
    entry = timed.set_done(two, done=True)
    assert entry is not None
    assert entry.minutes == 90


def test_unticking_takes_the_entry_away(timed: Session) -> None:
    action = action_of(timed)
    given = timed.log_time(30, "build")
    timed.set_done(action, done=True)
    assert timed.set_done(timed.find_action("1"), done=False) is None
    assert list(timed.journey.log) == [given.id]
    assert timed.journey.log[given.id].action == "w1.1"
    assert not timed.journey.actions["w1.1"].logged


@pytest.mark.parametrize("took", [None, 50])
def test_unticking_after_an_undo_and_a_redo_takes_the_plans_entry_away(timed: Session, took: int | None) -> None:
    timed.set_done(action_of(timed), done=True, minutes=took)
    timed.undo()
    timed.redo()
    timed.set_done(timed.find_action("1"), done=False)
    assert bool(timed.journey.log) is (took is not None)  # a time the user gave is rather kept than lost


def test_unticking_takes_a_given_time_away_too(timed: Session) -> None:
    timed.set_done(action_of(timed), done=True, minutes=50)
    timed.set_done(timed.find_action("1"), done=False)
    assert timed.journey.log == {}


@pytest.mark.parametrize("change", [{"minutes": 40}, {"note": "two runs"}])
def test_an_edited_entry_outlives_the_tick_and_is_not_made_again(
    timed: Session, watch: Watch, change: dict[str, Any]
) -> None:
    timed.set_done(action_of(timed), done=True)
    watch.on(minutes=1)
    edited = timed.change_entry(replace(timed.journey.log["w1.1"], **change))
    timed.set_done(timed.find_action("1"), done=False)
    assert timed.journey.log == {"w1.1": edited}
    assert timed.set_done(timed.find_action("1"), done=True) is None
    assert timed.journey.log == {"w1.1": edited}
    assert timed.set_done(timed.find_action("1"), done=True, minutes=70) is not None
    assert timed.journey.log["w1.1"].minutes == 70


# ---------------------------------------------------------------------------------------------------- timer


def test_the_timer_survives_and_logs_to_the_minute(timed: Session, watch: Watch) -> None:
    assert timed.timer_seconds() is None
    timed.start_timer("build", "loader", task="P1.3")
    watch.on(minutes=41, seconds=31)
    later = window(timed)
    assert later.timer_seconds() == 2491
    entry = later.stop_timer()
    assert (entry.minutes, entry.kind, entry.note, entry.task, entry.on) == (42, "build", "loader", "P1.3", DAY)
    assert timed.timer is None
    assert timed.journey.log == {entry.id: entry}


def test_a_pause_does_not_count(timed: Session, watch: Watch) -> None:
    timed.start_timer("learn")
    watch.on(minutes=10)
    timed.pause_timer()
    watch.on(hours=30)
    assert timed.timer_seconds() == 600
    timed.resume_timer()
    watch.on(minutes=5)
    assert timed.timer_seconds() == 900
    assert timed.stop_timer().minutes == 15


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (29, 1), (89, 1), (90, 2), (3600, 60)])
def test_an_entry_is_whole_minutes_and_at_least_one(timed: Session, watch: Watch, seconds: int, minutes: int) -> None:
    timed.start_timer("learn")
    watch.on(seconds=seconds)
    assert timed.stop_timer().minutes == minutes


def test_a_clock_set_back_never_takes_time_away(timed: Session, watch: Watch) -> None:
    timed.start_timer("learn")
    watch.on(minutes=20)
    timed.pause_timer()
    timed.resume_timer()
    watch.on(hours=-3)
    assert timed.timer_seconds() == 1200
    assert timed.stop_timer().minutes == 20


def test_work_past_midnight_belongs_to_the_evening(timed: Session, watch: Watch) -> None:
    watch.now = datetime(2026, 11, 21, 23, tzinfo=UTC)
    timed.start_timer("build")
    watch.on(hours=2)
    assert timed.stop_timer().on == DAY


def test_a_second_start_says_what_runs(timed: Session, watch: Watch) -> None:
    timed.start_timer("build", "loader")
    watch.on(minutes=42)
    before = timed.journey
    with pytest.raises(InputError, match=r"runs already: build, loader, 0:42") as caught:
        window(timed).start_timer("learn")
    assert "mentor timer stop" in caught.value.hint
    timed.pause_timer()
    with pytest.raises(InputError, match="is paused already"):
        timed.start_timer("learn")
    timed.undo()
    assert timed.journey == before


@pytest.mark.parametrize(
    "wrong",
    [lambda s: s.pause_timer(), lambda s: s.resume_timer(), lambda s: s.stop_timer(), lambda s: s.discard_timer()],
)
def test_without_a_timer_there_is_nothing_to_stop(timed: Session, wrong: Callable[[Session], object]) -> None:
    with pytest.raises(InputError, match="Nothing is being timed") as caught:
        wrong(timed)
    assert "timer start" in caught.value.hint


def test_pausing_twice_and_resuming_twice_are_refused(timed: Session) -> None:
    timed.start_timer("build")
    with pytest.raises(InputError, match="runs already"):
        timed.resume_timer()
    timed.pause_timer()
    with pytest.raises(InputError, match="paused already"):
        timed.pause_timer()


@pytest.mark.parametrize(("hours", "forgotten"), [(15.99, False), (16, True), (400, True)])
def test_a_forgotten_timer_is_logged_only_with_its_real_time(
    timed: Session, watch: Watch, hours: float, forgotten: bool
) -> None:
    timed.start_timer("build")
    watch.on(hours=hours)
    if forgotten:
        with pytest.raises(InputError, match="forgotten") as caught:
            timed.stop_timer()
        assert "--minutes 90" in caught.value.hint
        assert timed.timer is not None
    assert timed.stop_timer(90).minutes == 90
    assert timed.timer is None


def test_discarding_logs_nothing(timed: Session) -> None:
    timed.start_timer("build")
    timed.discard_timer()
    assert (timed.timer, timed.journey.log) == (None, {})


def test_two_windows_that_stop_the_same_timer_log_it_once(timed: Session, watch: Watch) -> None:
    timed.start_timer("build")
    watch.on(minutes=30)
    other = window(timed)

    class Slow(Session):
        """Another window is faster between reading and storing."""

        def commit(self, *args: Any, **named: Any) -> None:
            if other.timer is not None:
                other.stop_timer()
            super().commit(*args, **named)

    slow = Slow(timed.content, Store(timed.store.folder), timed.clock)
    with pytest.raises(InputError, match="another window"):
        slow.stop_timer()
    assert [entry.minutes for entry in timed.journey.log.values()] == [30]


def test_a_timer_started_in_the_same_moment_as_an_entry_is_logged_beside_it(timed: Session) -> None:
    timed.log_time(5, "learn")
    timed.start_timer("build")
    timed.stop_timer()
    timed.start_timer("build")
    timed.stop_timer()
    assert len(timed.journey.log) == 3


def test_a_timer_whose_project_is_gone_can_be_stopped(timed: Session) -> None:
    project = timed.add_project("rag", "Answers")
    timed.start_timer("build", project=project.id)
    timed.remove_project(project)
    assert timed.stop_timer().project == "p1"


def test_the_timers_entry_may_be_put_right_when_it_is_stopped(timed: Session, watch: Watch) -> None:
    timed.start_timer("build")
    watch.on(hours=20)
    entry = replace(timed.timer_entry(), minutes=50, kind="learn", note="reading", on=DAY)
    assert timed.stop_timer(entry=entry).kind == "learn"
    assert [(one.minutes, one.note) for one in timed.journey.log.values()] == [(50, "reading")]


# ---------------------------------------------------------------------------------------------------- courses


def test_one_course_at_a_time(timed: Session) -> None:
    first = timed.add_course("  Statistics\x07 ", paid=True)
    assert (first.id, first.title, first.on, first.paid, first.state) == ("c1", "Statistics", DAY, True, "active")
    with pytest.raises(InputError, match="One course at a time") as caught:
        timed.add_course("Calculus")
    assert "c1 Statistics" in caught.value.hint
    second = timed.add_course("Calculus", force=True)
    assert timed.finish_course("c1").ended == DAY
    assert timed.park_course(second.id).state == "parked"
    assert timed.resume_course("c2").ended is None
    with pytest.raises(InputError, match="One course at a time"):
        timed.resume_course("c1")
    assert timed.resume_course("c1", force=True).state == "active"


def test_a_course_needs_a_title_and_an_id_that_exists(timed: Session) -> None:
    with pytest.raises(InputError, match="needs a title"):
        timed.add_course(" \x1b ")
    timed.add_course("Statistics")
    for change in (timed.finish_course, timed.park_course, timed.resume_course, timed.remove_course):
        with pytest.raises(InputError, match="No course has the id c9") as caught:
            change("c9")
        assert "c1" in caught.value.hint


def test_the_id_of_a_removed_course_is_not_given_away_while_time_speaks_of_it(timed: Session) -> None:
    timed.add_course("Statistics")
    timed.log_time(30, "learn", course="c1")
    timed.remove_course("c1")
    assert [entry.course for entry in timed.journey.log.values()] == ["c1"]
    assert timed.add_course("Calculus").id == "c2"


def test_two_windows_that_add_a_course_do_not_overwrite_each_other(
    timed: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, commit, calls = window(timed), timed.commit, []

    def slow(*args: Any, **named: Any) -> None:
        if not calls:
            calls.append(1)
            other.add_course("Theirs")
        commit(*args, **named)

    monkeypatch.setattr(timed, "commit", slow)
    assert timed.add_course("Mine").id == "c2"
    assert {course.title for course in timed.journey.courses.values()} == {"Theirs", "Mine"}
