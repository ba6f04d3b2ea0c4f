"""`mentor log`, `mentor timer`, and what `mentor done` logs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mentor.clock import Clock
from mentor.session.timelog import FORGOTTEN_HOURS, LONG_HOURS


@pytest.fixture
def week(begun: Any) -> Any:
    begun("week")
    return begun


def entries(cli: Any) -> list[dict[str, Any]]:
    """The last entries, newest first, as (minutes, kind, note)."""
    return cli("log", "--json").json["entries"]


def short(cli: Any) -> list[tuple[int, str, str | None]]:
    return [(entry["minutes"], entry["kind"], entry["note"]) for entry in entries(cli)]


# ---------------------------------------------------------------------------------------------------- log


def test_time_is_logged_and_listed_newest_first(week: Any) -> None:
    result = week("log", "1h30", "build", "baseline", "runs")
    assert result.status == 0
    assert "Logged: 1 h 30 build, Fri 21 Nov, baseline runs" in result.out
    week("log", "45", "learn", "--yesterday")
    week("log", "20m", "people", "--on", "2020-02-29")
    assert short(week) == [(90, "build", "baseline runs"), (45, "learn", None), (20, "people", None)]
    assert [entry["on"] for entry in entries(week)] == ["2025-11-21", "2025-11-20", "2020-02-29"]
    lines = week("log").out.splitlines()
    assert lines[0] == "1  Fri 21 Nov   1 h 30  build     baseline runs"
    assert lines[2].startswith("3  Sat 29 Feb   20 min  people")
    assert "21-27 November 2025: 1 h 30 of" in lines[-1]
    assert "(build 1 h 30)" in lines[-1]


@pytest.mark.parametrize(
    "words",
    [
        ("log", "1h", "build", "--task", "P1.3", "my", "note"),
        ("log", "--task", "P1.3", "1h", "build", "my", "note"),
        ("log", "1h", "--task=P1.3", "build", "my note"),
        ("log", "1h", "build", "--task", "P1.3", "--", "my", "note"),
    ],
)
def test_options_may_stand_anywhere(week: Any, words: tuple[str, ...]) -> None:
    assert week(*words).status == 0
    assert short(week) == [(60, "build", "my note")]
    assert entries(week)[0]["task"] == "P1.3"


def test_a_note_may_begin_with_a_dash_after_two(week: Any) -> None:
    assert week("log", "1h", "build", "--", "-v", "--flag").status == 0
    assert short(week) == [(60, "build", "-v --flag")]


def test_an_action_may_be_given_by_its_number(week: Any) -> None:
    week("log", "1h", "build", "--action", "2")
    assert entries(week)[0]["action"] == "w1.2"
    assert "for w1.2 " in week("log", "edit", "1", "minutes=50").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1h", "practice"), "did you mean 'practise'?"),
        (("1:75", "build"), "1:75 is no length of time; write it as 1h30"),
        (("-5", "build"), "-5 is no length of time"),
        (("25h", "build"), "not between 1 minute and 24 hours"),
        (("1h",), "Say what it was spent on"),
        (("build", "1h"), "mentor log 1h30 build"),
        (("1h", "build", "--on", "2025-11-22"), "2025-11-22 is still to come"),
        (("1h", "build", "--on", "21.11."), "is no date"),
        (("1h", "build", "--on", "2025-11-20", "--yesterday"), "not allowed with"),
        (("1h", "build", "--task", "P9.9"), "No card has the id P9.9"),
        (("1h", "build", "--project", "p9"), "No project has the id p9"),
        (("1h", "build", "--action", "w9.1"), "w1.1, w1.2"),
        (("1h", "build", "--course", "c1"), "There is no course yet"),
        (("1h", "build", "--foo"), "There is no option --foo"),
        (("1h", "build", "--last", "3"), "--last goes with `mentor log` alone"),
        (("--task", "P1.3"), "--task goes with a duration"),
        (("edit",), "Say which entry to edit"),
        (("edit", "1"), "has no entry 1"),
        (("delete", "20251121T0"), "has no entry 20251121T0"),
        (("delete", "0"), "has no entry 0"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(week: Any, words: tuple[str, ...], said: str) -> None:
    before = week.stored()
    result = week("log", *words)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert week.stored() == before


def test_an_entry_is_put_right_by_number_and_by_id(week: Any) -> None:
    week("log", "1h", "build", "first", "--task", "P1.3")
    week("log", "2h", "learn", "second")
    assert (
        "Changed: 40 min rest, Thu 20 Nov"
        in week("log", "edit", "1", "minutes=40m", "kind=rest", "note=none", "on=2025-11-20").out
    )
    # It is of the day before now, so the numbers have changed places.
    assert short(week) == [(60, "build", "first"), (40, "rest", None)]
    id_ = entries(week)[0]["id"]
    week("log", "edit", id_, "task=none", "note=a=b")
    assert (entries(week)[0]["task"], entries(week)[0]["note"]) == (None, "a=b")


def test_everything_wrong_about_an_edit_is_told(week: Any) -> None:
    week("log", "1h", "build")
    before = week.stored()
    result = week("log", "edit", "1", "minutes=x", "kind=y", "on=z", "foo=1", "bar")
    assert result.status == 2
    for said in ("minutes: x is no length", "kind: y is no kind", "on: z is no date", "foo: an entry has no", "bar:"):
        assert said in result.err
    assert "say what to change" in week("log", "edit", "1").err
    assert week.stored() == before


def test_a_deleted_entry_comes_back_by_undo(week: Any) -> None:
    week("log", "1h", "build")
    assert "Deleted: 1 h build" in week("log", "delete", "1").out
    assert short(week) == []
    assert "Taken back: delete from the log: 1h build" in week("undo").out
    assert short(week) == [(60, "build", None)]
    assert "One entry at a time" in week("log", "delete", "1", "2").err


def test_an_empty_log_names_the_next_command(week: Any) -> None:
    assert "`mentor log 1h30 build NOTE`" in week("log").out


def test_the_list_is_as_long_as_asked_for(week: Any) -> None:
    for minutes in range(1, 13):
        week("log", str(minutes), "build")
    assert len(entries(week)) == 10
    assert "10 of 12 entries" in week("log").out
    assert [entry["number"] for entry in week("log", "--last", "12", "--json").json["entries"]] == list(range(1, 13))


def test_json_has_ids_and_the_weeks_totals(week: Any) -> None:
    logged = week("log", "1h", "build", "--json").json
    week("log", "30", "rest")
    assert logged["logged"]["id"] == entries(week)[1]["id"]
    found = week("log", "--json").json["week"]
    assert (found["from"], found["to"], found["minutes"]) == ("2025-11-21", "2025-11-27", 60)
    assert found["by_kind"] == {"build": 60, "rest": 30}
    assert found["planned"] > 0
    week.today = "2025-12-10"
    found = week("log", "--json").json["week"]
    assert (found["from"], found["to"], found["planned"]) == ("2025-12-04", "2025-12-10", None)


def test_without_a_profile_there_is_nothing_to_log(cli: Any) -> None:
    for words in (("log",), ("log", "1h", "build"), ("timer",), ("timer", "start", "build")):
        result = cli(*words)
        assert result.status == 1
        assert "There is no profile yet" in result.err
    assert not cli.folder.exists()


def test_a_note_is_never_obeyed(week: Any) -> None:
    week("log", "1h", "build", "x\x1b]52;c;aGk=\x07\u202ey\nz")
    out = week("log").out
    assert "]52;c;aGk=y z" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


# ---------------------------------------------------------------------------------------------------- done


def test_a_tick_says_what_it_logged(week: Any) -> None:
    plan = {action["id"]: action["minutes"] for action in week("week", "--json").json["actions"]}
    assert "`mentor log edit w1.1 minutes=N` changes it" in week("done", "1").out
    assert [(entry["id"], entry["minutes"]) for entry in entries(week)] == [("w1.1", plan["w1.1"])]
    assert "50 min logged" in week("done", "2", "--took", "50m").out
    assert "1 h 10 logged" in week("done", "3", "--minutes", "70").out
    assert week("log", "edit", "w1.1", "minutes=25").status == 0
    week("done", "2", "--undo")
    assert {entry["id"]: entry["minutes"] for entry in entries(week)} == {"w1.1": 25, "w1.3": 70}


def test_time_beside_a_tick_is_pointed_out(week: Any) -> None:
    week("done", "1")
    assert "The tick of w1.1 logged time as well" in week("log", "1h", "build", "--action", "1").out


@pytest.mark.parametrize(
    ("words", "said"), [(("1", "--took", "soon"), "soon is no length"), (("1", "--took", "1h", "--undo"), "--took")]
)
def test_a_time_that_cannot_be_ticks_nothing(week: Any, words: tuple[str, ...], said: str) -> None:
    before = week.stored()
    result = week("done", *words)
    assert result.status == 2
    assert said in result.err
    assert week.stored() == before


def test_the_time_of_an_old_tick_is_changed_in_the_log(week: Any) -> None:
    week("done", "1")
    assert "mentor log edit w1.1 minutes=50" in week("done", "1", "--took", "50").out


# ---------------------------------------------------------------------------------------------------- timer


class Watch:
    """The machine's clock, that can be set."""

    def __init__(self) -> None:
        self.now = datetime(2025, 11, 21, 9, tzinfo=UTC)

    def on(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr("mentor.cli.context.Context.clock", property(lambda self: Clock(self._day, lambda: watch.now)))
    return watch


def test_the_timer_runs_across_commands(week: Any, watch: Watch) -> None:
    assert "build 0:00, loader, for P1.3" in week("timer", "start", "build", "loader", "--task", "P1.3").out
    watch.on(minutes=42)
    assert "build 0:42" in week("timer").out
    assert "paused" in week("timer", "pause").out
    watch.on(hours=20)
    assert "build 0:42, loader" in week("timer", "resume").out
    watch.on(minutes=18)
    status = week("timer", "status", "--json").json
    assert (status["state"], status["seconds"], status["task"], status["project"]) == ("running", 3600, "P1.3", None)
    assert "Logged: 1 h build" in week("timer", "stop").out
    assert short(week) == [(60, "build", "loader")]
    assert week("timer", "status", "--json").json == {"state": "none", "seconds": None}
    assert "Nothing is being timed" in week("timer").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("start",), "Say what it is for"),
        (("start", "practice"), "did you mean 'practise'"),
        (("start", "build", "--task", "P9.9"), "No card has the id"),
        (("pause",), "Nothing is being timed"),
        (("resume",), "Nothing is being timed"),
        (("stop",), "Nothing is being timed"),
        (("stop", "--discard"), "Nothing is being timed"),
        (("stop", "--minutes", "x"), "x is no length"),
        (("stop", "--minutes", "5", "--discard"), "--discard logs nothing"),
    ],
)
def test_what_the_timer_cannot_do_is_told(week: Any, words: tuple[str, ...], said: str) -> None:
    before = week.stored()
    result = week("timer", *words)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert week.stored() == before


def test_a_second_start_says_what_runs(week: Any, watch: Watch) -> None:
    week("timer", "start", "build")
    watch.on(minutes=5)
    result = week("timer", "start", "learn")
    assert result.status == 2
    assert "runs already: build, 0:05" in result.err
    assert "mentor timer stop" in result.err


def test_a_discarded_timer_comes_back_by_undo(week: Any, watch: Watch) -> None:
    week("timer", "start", "build")
    watch.on(minutes=5)
    assert week("timer", "stop", "--discard", "--json").json == {"discarded": True}
    assert short(week) == []
    week("undo")
    assert "nothing was logged" in week("timer", "stop", "--discard").out


@pytest.mark.parametrize(
    ("hours", "terminal", "answer", "minutes"),
    [
        (LONG_HOURS - 0.1, False, None, 714),
        (LONG_HOURS + 1, False, None, 780),
        (LONG_HOURS + 1, True, "y", 780),
        (LONG_HOURS + 1, True, "", None),
        (FORGOTTEN_HOURS + 1, False, None, None),
        (FORGOTTEN_HOURS + 1, True, "yes", 1020),
        (30, True, None, None),
    ],
)
def test_a_long_timer_is_asked_about_and_a_forgotten_one_refused(
    week: Any,
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
    hours: float,
    terminal: bool,
    answer: str | None,
    minutes: int | None,
) -> None:
    week("timer", "start", "build")
    watch.on(hours=hours)
    asked: list[str] = []
    monkeypatch.setattr("mentor.cli.timer._can_ask", lambda: terminal)
    monkeypatch.setattr("builtins.input", lambda text: asked.append(text) or answer)
    result = week("timer", "stop")
    assert bool(asked) is (answer is not None)
    assert short(week) == ([(minutes, "build", None)] if minutes else [])
    if minutes is None:
        assert "mentor timer stop --minutes 90" in result.err
        assert result.status == (2 if answer is None else 1)
        assert "1 h 30 build" in week("timer", "stop", "--minutes", "1h30").out
    elif hours > LONG_HOURS:
        assert "long for one sitting" in result.out


def test_the_answer_to_a_stop_is_json_when_asked_for(week: Any, watch: Watch) -> None:
    assert json.loads(week("timer", "start", "build", "--json").out)["state"] == "running"
    watch.on(minutes=3)
    assert week("timer", "stop", "--json").json["logged"]["minutes"] == 3
