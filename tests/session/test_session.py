"""Each thing a user can do: what is recorded, what is refused, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mentor.clock import Clock
from mentor.coach.portfolio import checklist
from mentor.coach.week import Proposed, edited, moved, resized
from mentor.content import Content
from mentor.errors import InputError, StoreError
from mentor.evidence.deployment import Look
from mentor.journey import Change, Journey
from mentor.journey.records import Evidence, History, Mark, Note, Profile, Project, Rating
from mentor.session import Session, evidence_from
from mentor.store.store import OvertakenError, Store
from tests.raw import everything
from tests.session.steps import one_step

DAY = date(2026, 11, 21)


@pytest.fixture
def other(started: Session) -> Session:
    """The same journey, in another terminal."""
    return Session(started.content, Store(started.store.folder), started.clock)


def on(session: Session, day: date) -> Session:
    """The same user on another day."""
    return Session(session.content, Store(session.store.folder), Clock(day, session.clock.now))


def tick(session: Session, number: int = 0) -> None:
    session.set_done(session.ensure_week().actions[number], done=True)


def renew_tomorrow(session: Session) -> None:
    session.clock = Clock(DAY + timedelta(1), session.clock.now)
    session.renew_week()


def accept_less(session: Session) -> None:
    """Take the proposed week without its last action."""
    proposed = session.propose_week()
    session.accept_week(edited(session.content, proposed, proposed.actions[:-1]))


# ---------------------------------------------------------------------------------------------------- undo

CHANGES: dict[str, Callable[[Session], object]] = {
    "set_profile": lambda s: s.set_profile(replace(s.journey.profile, hours_per_week=5.0)),
    "take_intake": lambda s: s.take_intake(replace(s.journey.profile, start="beginner"), [Rating("python", 1, DAY)]),
    "rate": lambda s: s.rate("sql", 4),
    "rate nothing": lambda s: s.rate("A01.1", None),
    "rate_many": lambda s: s.rate_many({"python": 1, "A01.1": 2}),
    "never_touched": lambda s: s.never_touched("python"),
    "attach_evidence": lambda s: s.attach_evidence("python", "https://example.org/new"),
    "answer_probe": lambda s: s.answer_probe("python", 1, 3),
    "move_task": lambda s: s.move_task("P1.1", "doing"),
    "meet_need": lambda s: s.meet_need(s.content.phases["P1"].gate.needs[0], "in the repository"),
    "unmeet_need": lambda s: s.unmeet_need(s.content.phases["P0"].gate.needs[0]),
    "close_phase": lambda s: s.close_phase("P1", "shown at work"),
    "reopen_phase": lambda s: s.reopen_phase("P0"),
    "add_project": lambda s: s.add_project("rag", "Answers", parking="no data before May"),
    "park_project": lambda s: s.park_project(s.journey.projects["p1"], "no data before May"),
    "resume_project": lambda s: s.resume_project(replace(s.journey.projects["p1"], title="Taken up again")),
    "change_project": lambda s: s.change_project(replace(s.journey.projects["p1"], state="parked")),
    "remove_project": lambda s: s.remove_project(s.journey.projects["p1"]),
    "mark": lambda s: s.mark(s.journey.projects["p1"], "R02", "na", "one class"),
    "unmark": lambda s: s.unmark(s.journey.projects["p1"], "R01"),
    "keep_deployment": lambda s: s.keep_deployment(Look("https://example.org", 200, times=(80.0,), docs=""), "p1"),
    "keep_bullet": lambda s: s.keep_bullet("Built a thing"),
    "change_bullet": lambda s: s.change_bullet("b1", "Cut latency from 420 ms to 95 ms"),
    "move_bullet": lambda s: s.move_bullet("b1", 1),
    "assign_bullet": lambda s: s.assign_bullet("b1", "career"),
    "remove_bullet": lambda s: s.remove_bullet("b1"),
    "accept_week": accept_less,
    "change_action": lambda s: s.change_action(replace(s.journey.actions["w1.2"], minutes=45, at="07:30", blocks=())),
    "drop_action": lambda s: s.drop_action(s.journey.actions["w1.3"]),
    "renew_week": renew_tomorrow,
    "set_done": lambda s: s.set_done(s.find_action("1"), done=True),
    "add": lambda s: s.add("x", lambda: Note("n", 1)),
    "commit": lambda s: s.commit("x", [Note("n", 1)]),
}


@pytest.fixture
def busy(started: Session) -> Session:
    """A journey with something of everything."""
    started.rate("python", 3)
    started.attach_evidence("python", "https://example.org")
    started.meet_need(started.content.phases["P0"].gate.needs[0], "there")
    started.close_phase("P0", "done at work")
    started.mark(started.add_project("serving_api", "Fraud scores"), "R01", "met", "in the readme")
    started.keep_bullet("Shipped a scoring API")
    started.keep_bullet("Trained a model")
    started.ensure_week()
    return on(started, DAY)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_is_one_step_that_can_be_taken_back_and_done_again(busy: Session, change):
    assert one_step(busy, change)


def test_every_public_change_of_the_session_is_in_the_table():
    reading = {"content", "journey", "today", "plan", "current_week", "probe", "propose_week", "find_action"}
    reading |= {"timer", "timer_seconds", "timer_entry"}
    reading |= {"resume", "check_bullet", "write_resume", "look", "read_folder"}
    # In test_readings.py.
    tested_below = {"keep_examination"}
    tested_below |= {"remember", "undo", "redo", "ensure_week"}
    # In test_timelog.py.
    tested_below |= {"log_time", "change_entry", "delete_entry"}
    tested_below |= {"start_timer", "pause_timer", "resume_timer", "stop_timer", "discard_timer"}
    tested_below |= {"add_course", "finish_course", "park_course", "resume_course", "remove_course"}
    # In test_notices.py.
    reading |= {"every_notice", "notices"}
    tested_below |= {"snooze", "unsnooze"}
    # In tests/practice/test_session.py.
    reading |= {"sql_schema", "sql_exercise", "run_sql", "hints", "draw_evaluation", "attempts_at"}
    reading |= {"try_sql"}
    tested_below |= {"grade_sql", "keep_sql", "next_hint", "answer_evaluation"}
    # In test_cards.py.
    reading |= {"card", "card_day", "card_intervals", "card_state", "cards_kept", "coming_cards", "deck", "interview"}
    reading |= {"export_cards", "write_cards", "sitting"}
    tested_below |= {"add_card", "change_card", "remove_card", "import_cards", "import_card_file"}
    tested_below |= {"grade_card", "bury_card", "suspend_card", "set_interview"}
    # In test_drills.py.
    reading |= {
        "next_prompts",
        "drill_seconds",
        "drill_result",
        "compose_mock",
        "mock_seconds",
        "write_mock",
        "mock_shown",
    }
    tested_below |= {"start_drill", "pause_drill", "resume_drill", "note_drill", "finish_drill", "remove_drill"}
    tested_below |= {"tick_check", "grade_row", "close_grades", "set_recording", "attest", "remove_practised"}
    tested_below |= {"start_mock", "pause_mock", "show_mock", "note_mock", "grade_mock", "end_mock"}
    # In test_search.py and test_search_files.py.
    reading |= {"pipeline", "standing", "closing", "follow_ups", "company_named", "person_named", "applied_already"}
    reading |= {"search_record", "find_search", "search_title", "company_type", "export_search", "write_search"}
    tested_below |= {"add_company", "add_person", "apply", "change_search", "archive", "remove_search"}
    tested_below |= {"send", "reach", "unreach", "close", "import_search", "import_search_file"}
    # In test_messages.py, test_offers.py, and the tests of the coach.
    reading |= {"fit_of", "match_advert"}
    reading |= {"message_step", "message_drafts", "look_over_message", "compare_offers", "prospects"}
    tested_below |= {"draft_message", "send_message", "answered", "remove_message"}
    tested_below |= {"add_offer", "change_offer", "archive_offer", "remove_offer"}
    public = {name for part in Session.__mro__[:-1] for name in vars(part) if not name.startswith("_")}
    assert public - reading - tested_below == {name.partition(" ")[0] for name in CHANGES}


def test_no_part_of_the_session_hides_what_another_one_has():
    names = [name for part in Session.__mro__[1:-1] for name in vars(part) if not name.startswith("__")]
    assert sorted(names) == sorted(set(names))


def test_undo_and_redo_walk_across_several_changes(started: Session):
    states = [started.journey]
    for level in (1, 2, 3):
        started.rate("python", level)
        states.append(started.journey)
    for state in reversed(states[:-1]):
        started.undo()
        assert started.journey == state
    for state in states[1:]:
        started.redo()
        assert started.journey == state
    started.undo()
    started.rate("sql", 1)
    assert started.redo() is None


def test_a_hundred_changes_can_be_taken_back_after_a_restart(started: Session):
    for n in range(150):
        started.rate("python", n % 5)
    again = Session(started.content, Store(started.store.folder), started.clock)
    assert [again.undo() for _ in range(120)] == ["rate python"] * 120
    assert again.journey.ratings["python"].level == 29 % 5
    later = Session(started.content, Store(started.store.folder), started.clock)
    assert [later.redo() for _ in range(120)] == ["rate python"] * 120
    assert later.redo() is None
    assert later.journey.ratings["python"].level == 149 % 5


def test_undo_passes_over_what_a_screen_remembers(started: Session):
    started.rate("python", 3)
    started.undo()
    started.remember("theme", "nord")
    assert started.redo() == "rate python"
    started.remember("theme", "gruvbox")
    assert started.undo() == "rate python"
    assert started.journey.note("theme") == "gruvbox"
    assert started.undo() == "change the profile"
    assert started.undo() is None


def test_remembering_the_same_again_writes_nothing(started: Session):
    started.remember("place", {"screen": "audit", "at": [1, 2]})
    stamp = started.store.folder.joinpath("journey.log").stat().st_mtime_ns
    started.remember("place", {"screen": "audit", "at": [1, 2]})
    assert started.store.folder.joinpath("journey.log").stat().st_mtime_ns == stamp
    place = started.journey.note("place")
    place["at"].append(3)
    started.remember("place", place)
    assert Store(started.store.folder).read().note("place")["at"] == [1, 2, 3]


def test_a_journey_that_can_only_be_read_shows_a_week_and_stores_nothing(
    started: Session, monkeypatch: pytest.MonkeyPatch
):
    before = everything(started.store.folder)
    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda *_: False)
        shown = started.ensure_week()
        assert shown.actions
        assert not shown.over
        started.remember("place", "board")
        assert started.journey.week is None
        assert everything(started.store.folder) == before
    assert started.ensure_week() == shown
    assert everything(started.store.folder) != before


def test_a_change_that_cannot_be_stored_is_no_step(started: Session, monkeypatch: pytest.MonkeyPatch):
    started.rate("python", 3)
    started.undo()
    before = started.journey

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        for attempt in (lambda: started.rate("sql", 1), started.undo, started.redo):
            with pytest.raises(StoreError):
                attempt()
    assert started.journey == before
    assert started.redo() == "rate python"
    assert [started.undo(), started.undo()] == ["rate python", "change the profile"]


def test_undo_leaves_alone_what_another_terminal_changed_since(started: Session, other: Session):
    started.rate("sql", 1)
    started.rate("python", 2)
    other.rate("python", 4)
    with pytest.raises(OvertakenError):
        started.undo()
    assert started.journey.ratings["python"].level == 4
    assert started.undo() == "rate sql"
    assert other.undo() == "rate python"
    assert started.journey.ratings["python"].level == 2


def test_another_terminals_change_is_seen(started: Session, other: Session):
    plan = started.plan()
    assert started.plan() is plan
    other.rate("python", 4)
    assert started.journey.ratings["python"].level == 4
    assert started.plan() is not plan


def test_the_programs_own_content_is_read_when_none_is_given(content: Content, store: Store, clock: Clock):
    own = Session(None, store, clock).content
    assert own.folder == content.folder
    assert list(own.areas) == list(content.areas)


def test_a_day_later_the_plan_is_worked_out_anew(started: Session):
    plan = started.plan()
    started.clock = Clock(DAY + timedelta(1), started.clock.now)
    assert started.today == date(2026, 11, 22)
    assert started.plan() is not plan


# ---------------------------------------------------------------------------------------------------- profile and audit


def test_the_first_day_stays(session: Session, profile: Profile):
    session.set_profile(replace(profile, since=date(2020, 1, 1)))
    assert session.journey.profile.since == DAY
    later = on(session, DAY + timedelta(30))
    later.set_profile(replace(profile, hours_per_week=4.0, since=DAY + timedelta(30)))
    later.take_intake(replace(profile, hours_per_week=6.0, since=DAY + timedelta(30)), [])
    assert later.journey.profile == replace(profile, hours_per_week=6.0, since=DAY)


@pytest.mark.parametrize("take", [lambda s, p: s.set_profile(p), lambda s, p: s.take_intake(p, [])])
@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"hours_per_week": 0.0}, "profile.hours_per_week"),
        ({"hours_per_week": float("nan")}, "profile.hours_per_week"),
        ({"deadline_months": 0}, "profile.deadline_months"),
        ({"history": History(referrals=-1)}, "history.referrals"),
    ],
)
def test_a_profile_nobody_can_plan_with_is_refused(session: Session, profile: Profile, take, change, key):
    with pytest.raises(InputError) as caught:
        take(session, replace(profile, **change))
    assert [line.partition(":")[0] for line in caught.value.details] == [key]
    assert not session.store.exists


def test_the_industry_is_cleaned(session: Session, profile: Profile):
    session.set_profile(replace(profile, industry="fin\x1b[2J\ntech " + "x" * 100))
    assert session.journey.profile.industry == "fin[2J tech " + "x" * 48


def test_an_intake_drops_a_week_nobody_touched_and_keeps_a_touched_one(started: Session, profile: Profile):
    started.ensure_week()
    started.take_intake(replace(profile, start="beginner"), [Rating("python", 1, DAY), Rating("A01.1", 0, DAY)])
    assert (started.journey.week, dict(started.journey.actions)) == (None, {})
    assert {key: rating.level for key, rating in started.journey.ratings.items()} == {"python": 1, "A01.1": 0}
    tick(started)
    kept = started.current_week()
    started.take_intake(profile, [])
    assert started.current_week() == kept


def test_an_intake_drops_the_last_week_only(started: Session, profile: Profile):
    tick(started)
    later = on(started, DAY + timedelta(7))
    later.ensure_week()
    later.take_intake(profile, [])
    assert later.current_week().week.id == "w1"
    assert {action.week for action in later.journey.actions.values()} == {"w1"}


def test_rating_keeps_evidence_while_the_level_still_needs_it(started: Session, profile: Profile):
    started.rate("A01.1", 3, Evidence("first", "text", DAY))

    def text() -> str | None:
        evidence = started.journey.ratings["A01.1"].evidence
        return evidence.text if evidence else None

    started.rate("A01.1", 4)
    assert text() == "first"
    started.take_intake(profile, [Rating("A01.1", 3, DAY)])
    assert text() == "first"
    started.rate("A01.1", 4, Evidence("second", "text", DAY))
    assert text() == "second"
    started.rate("A01.1", 2)
    assert text() is None


def test_a_rating_carries_its_day(started: Session):
    started.rate("python", 3)
    assert started.journey.ratings["python"] == Rating("python", 3, DAY, None)


@pytest.mark.parametrize(
    "levels",
    [{"pyton": 3}, {"A99.1": 3}, {"python": 5}, {"python": -1}, {"python": True}, {"python": 2.0}, {"python": "3"}],
)
def test_what_cannot_be_rated_is_named_and_nothing_is_stored(started: Session, levels: dict):
    with pytest.raises(InputError) as caught:
        started.rate_many({"sql": 3, **levels})
    assert next(iter(levels)) in caught.value.message
    assert "sql" not in caught.value.message
    assert dict(started.journey.ratings) == {}


def test_never_touched_rates_the_area_its_core_items_and_the_probe(started: Session):
    area = started.content.areas["deployment"]
    started.never_touched("deployment")
    core = {item.id for item in area.items if item.foundation}
    assert core
    assert {key: r.level for key, r in started.journey.ratings.items()} == dict.fromkeys([*core, "deployment"], 0)
    answer = started.journey.probes[started.content.probes["deployment"][0].id]
    assert (answer.choice, answer.right, answer.certainty) == (None, False, 0)
    assert started.undo() == f"never touched {area.title}"


@pytest.mark.parametrize("level", [None, 0, 2])
def test_evidence_goes_with_a_rating_of_three_or_four(started: Session, level: int | None):
    with pytest.raises(InputError):
        started.attach_evidence("python", "there")
    started.rate("python", level)
    with pytest.raises(InputError):
        started.attach_evidence("python", "there")


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("https://example.org/x", "link", "https://example.org/x"),
        (" http://example.org ", "link", "http://example.org"),
        ("git@example.org:me/x", "link", "git@example.org:me/x"),
        ("~/x", "file", "~/x"),
        ("/srv/x", "file", "/srv/x"),
        ("./x", "file", "./x"),
        ("shown to \x1b]0;me\x07 Ann\r\non Monday", "text", "shown to ]0;me Ann\non Monday"),
    ],
)
def test_evidence_is_a_link_a_path_or_a_sentence(started: Session, text: str, kind: str, kept: str):
    started.rate("python", 4)
    started.attach_evidence("python", text)
    assert started.journey.ratings["python"].evidence == Evidence(kept, kind, DAY)
    started.attach_evidence("python", " \x07 ")
    assert started.journey.ratings["python"].evidence is None


def test_empty_evidence_is_none():
    assert evidence_from("\n\x00", DAY) is None


def test_a_probe_is_asked_and_judged_in_the_users_domain(started: Session):
    area_id, probe = next((area, p) for area, (p, _) in started.content.probes.items() if p.variants)
    variant = probe.variants[0]
    assert started.probe(area_id) is probe
    started.set_profile(replace(started.journey.profile, domain=variant.domain))
    assert started.probe(area_id).question == variant.question
    assert started.answer_probe(area_id, variant.right, 2)
    answer = started.journey.probes[probe.id]
    assert (answer.choice, answer.certainty, answer.right, answer.on) == (variant.right, 2, True, DAY)
    assert not started.answer_probe(area_id, None, 0)
    assert not started.journey.probes[probe.id].right


# ---------------------------------------------------------------------------------------------------- board


def test_a_card_moves(started: Session):
    started.move_task("P1.1", "doing")
    started.move_task("P1.1", "done")
    assert started.journey.tasks["P1.1"].state == "done"
    assert started.undo() == "move P1.1 to done"
    assert started.journey.tasks["P1.1"].state == "doing"


def test_a_phase_closes_when_its_gate_is_met(started: Session):
    needs = started.content.phases["P1"].gate.needs
    started.meet_need(needs[0], " at\nhome ")
    assert started.journey.needs[needs[0].id].note == "at home"
    with pytest.raises(InputError) as caught:
        started.close_phase("P1", " \n")
    assert caught.value.details == tuple(need.text for need in needs[1:])
    assert "P1" not in started.journey.gates
    for need in needs[1:]:
        started.meet_need(need, "there")
    started.close_phase("P1", "a reason nobody needs")
    assert started.journey.gates["P1"].override == ""
    started.reopen_phase("P1")
    assert "P1" not in started.journey.gates


def test_a_phase_closes_early_with_a_written_reason(started: Session):
    started.close_phase("P1", "did it\x1b[31m at work")
    assert started.journey.gates["P1"].override == "did it[31m at work"
    assert started.journey.gates["P1"].on == DAY


def test_a_deliverable_needs_a_place(started: Session):
    need = started.content.phases["P1"].gate.needs[0]
    with pytest.raises(InputError):
        started.meet_need(need, "\t\x1b")
    assert dict(started.journey.needs) == {}


# ---------------------------------------------------------------------------------------------------- portfolio


def test_projects_get_ids_of_their_own_and_clean_texts(started: Session):
    one = started.add_project("serving_api", " Fraud\nscores ", " ~/fraud\x00 ", "https://example.org")
    two = started.add_project("rag", "x" * 200, parking=" no\ndata ")
    assert (one.id, one.title, one.path, one.url, one.on) == (
        "p1",
        "Fraud scores",
        "~/fraud",
        "https://example.org",
        DAY,
    )
    assert (two.id, len(two.title)) == ("p2", 80)
    assert started.journey.projects == {"p1": replace(one, state="parked", parked_why="no data"), "p2": two}
    started.change_project(replace(one, title="Scores\n2", path="", state="finished"))
    changed = started.journey.projects["p1"]
    assert (changed.title, changed.path, changed.state) == ("Scores 2", "", "finished")


@pytest.mark.parametrize(("kind", "title"), [("serving_api", " \x07\n"), ("spaceship", "x")])
def test_a_project_needs_a_title_and_a_known_type(started: Session, kind: str, title: str):
    with pytest.raises(InputError):
        started.add_project(kind, title)
    assert dict(started.journey.projects) == {}


def ship(session: Session, project: Project) -> None:
    marks = [
        Mark(f"{project.id}/{one.id}", project.id, one.id, "met", DAY, "there")
        for one in checklist(session.content, project.type)
    ]
    session.commit("ship", marks)


class TestOneProjectAtATime:
    """A second project waits until the first is shipped or parked with a reason."""

    def test_a_second_one_needs_a_reason_to_park_the_first(self, started: Session):
        one = started.add_project("serving_api", "Scores")
        for reason in ("", " \x07"):
            with pytest.raises(InputError, match="Scores is in progress"):
                started.add_project("rag", "Answers", parking=reason)
        assert started.journey.projects == {"p1": one}

    def test_one_that_is_shipped_or_finished_holds_nobody_up(self, started: Session):
        ship(started, started.add_project("serving_api", "Scores"))
        two = started.add_project("rag", "Answers")
        started.change_project(replace(two, state="finished"))
        started.add_project("rag", "More")
        assert [one.state for one in started.journey.projects.values()] == ["active", "finished", "active"]

    def test_parking_needs_a_reason_and_taking_up_again_clears_it(self, started: Session):
        one = started.add_project("serving_api", "Scores")
        with pytest.raises(InputError, match="Say why"):
            started.park_project(one, "\t")
        started.park_project(one, "no data")
        two = started.add_project("rag", "Answers")
        parked = started.journey.projects["p1"]
        assert (parked.state, parked.parked_why) == ("parked", "no data")
        with pytest.raises(InputError, match="Answers is in progress"):
            started.resume_project(parked)
        started.resume_project(parked, parking="the data came")
        assert started.journey.projects["p1"] == one
        assert started.journey.projects["p2"] == replace(two, state="parked", parked_why="the data came")


def test_a_project_keeps_its_title(started: Session):
    project = started.add_project("rag", "Answers")
    with pytest.raises(InputError):
        started.change_project(replace(project, title=" "))
    assert started.journey.projects["p1"] == project


def test_a_removed_projects_id_is_not_given_away_while_an_action_speaks_of_it(started: Session):
    project = started.add_project("rag", "Answers")
    started.ensure_week()
    assert {action.project for action in started.journey.actions.values()} == {"", "p1"}
    started.remove_project(project)
    assert started.add_project("rag", "More answers").id == "p2"


def test_a_criterion_is_marked_and_opened_again(started: Session):
    project = started.add_project("rag", "Answers")
    started.mark(project, "R01", "met", " in\nREADME ", defensible=False)
    mark = started.journey.marks["p1/R01"]
    assert (mark.project, mark.criterion, mark.state, mark.note, mark.defensible) == (
        "p1",
        "R01",
        "met",
        "in README",
        False,
    )
    with pytest.raises(InputError):
        started.mark(project, "R02", "na", " ")
    assert list(started.journey.marks) == ["p1/R01"]
    started.unmark(project, "R01")
    assert dict(started.journey.marks) == {}


def test_removing_a_project_removes_its_marks_and_undo_brings_both_back(started: Session):
    kept, gone = started.add_project("rag", "Kept"), started.add_project("rag", "Gone", parking="no data")
    for project in (kept, gone):
        started.mark(project, "R01", "met", "there")
        started.mark(project, "R02", "na", "no")
    before = started.journey
    started.remove_project(gone)
    assert list(started.journey.projects) == ["p1"]
    assert sorted(started.journey.marks) == ["p1/R01", "p1/R02"]
    assert started.undo() == "remove project Gone"
    assert started.journey == before


# ---------------------------------------------------------------------------------------------------- week


def test_without_a_profile_there_is_no_week(session: Session):
    assert session.current_week() is None
    for attempt in (session.ensure_week, session.propose_week, session.renew_week):
        with pytest.raises(InputError, match="nothing to plan") as caught:
            attempt()
        assert "mentor intake" in caught.value.hint
    with pytest.raises(ValueError):
        session.plan()
    assert not session.store.exists


def test_proposing_stores_nothing(started: Session):
    assert isinstance(started.propose_week(), Proposed)
    assert started.journey.week is None


def test_a_week_is_made_once_and_the_next_one_only_when_it_is_taken(started: Session):
    first = started.ensure_week()
    assert (first.week.id, first.week.start, first.week.end, first.over) == ("w1", DAY, DAY + timedelta(6), False)
    assert [action.id for action in first.actions] == [f"w1.{n}" for n in range(1, len(first.actions) + 1)]
    assert started.ensure_week() == first
    assert on(started, DAY + timedelta(6)).ensure_week() == first
    later = on(started, DAY + timedelta(7))
    assert later.current_week().over
    assert later.ensure_week().week == first.week
    proposed = later.propose_week()
    assert set(later.journey.weeks) == {"w1"}
    later.accept_week(proposed)
    second = later.current_week()
    assert (second.week.id, second.week.number, second.week.start) == ("w2", 2, DAY + timedelta(7))
    assert second.actions == proposed.actions
    assert later.journey.reviews["w2"] == proposed.review
    assert set(later.journey.weeks) == {"w1", "w2"}


def test_a_week_that_another_window_took_is_not_taken_twice(started: Session):
    started.ensure_week()
    here, there = on(started, DAY + timedelta(8)), on(started, DAY + timedelta(8))
    mine, theirs = here.propose_week(), there.propose_week()
    there.accept_week(edited(there.content, theirs, theirs.actions[1:]))
    with pytest.raises(OvertakenError):
        here.accept_week(mine)
    assert len(here.current_week().actions) == len(theirs.actions) - 1


def test_time_logged_on_an_action_keeps_its_week(started: Session):
    """Its id would otherwise go to another action, and the time with it."""
    started.ensure_week()
    started.log_time(30, "build", action="w1.2")
    started.renew_week()
    assert set(started.journey.weeks) == {"w1", "w2"}
    assert "w1.2" in started.journey.actions


def test_an_empty_week_is_not_taken(started: Session):
    proposed = started.propose_week()
    with pytest.raises(InputError, match="at least one action"):
        started.accept_week(edited(started.content, proposed, ()))
    assert started.journey.week is None


# ---------------------------------------------------------------------------------------------------- actions


def test_an_edited_action_counts_in_its_week(started: Session):
    week = started.ensure_week()
    action = week.actions[0]
    started.change_action(replace(action, title="  Mine [now]  ", minutes=action.minutes + 30, blocks=()))
    assert started.current_week().week.minutes_planned == week.week.minutes_planned + 30


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": " \n"}, "title"),
        ({"minutes": 9}, "9 minutes"),
        ({"minutes": 2101}, "2101 minutes"),
        ({"day": DAY - timedelta(1)}, "Its day"),
        ({"day": DAY + timedelta(7)}, "Its day"),
        ({"at": "25:00"}, "no time of day"),
    ],
)
def test_an_action_that_does_not_fit_is_refused(started: Session, fields: dict[str, object], told: str):
    before = started.ensure_week()
    action = next(one for one in before.actions if not one.blocks)
    with pytest.raises(InputError) as caught:
        started.change_action(replace(action, **fields))
    assert told in " ".join(caught.value.details)
    assert started.current_week() == before


def test_what_is_ticked_and_the_last_action_stay(started: Session):
    tick(started)
    with pytest.raises(InputError, match="ticked"):
        started.drop_action(started.current_week().actions[0])
    for action in started.current_week().actions[1:]:
        started.drop_action(action)
    left = started.current_week().actions[0]
    started.set_done(left, done=False)
    with pytest.raises(InputError, match="at least one"):
        started.drop_action(started.current_week().actions[0])


def test_more_or_fewer_minutes_cut_the_sittings_anew(started: Session):
    week = started.ensure_week()
    action = next(one for one in week.actions if len(one.blocks) > 1)
    for minutes in (60, 200, 600):
        new = resized(started.content, action, minutes)
        parts = [block.minutes for block in new.blocks] or [new.minutes]
        assert sum(parts) == new.minutes == minutes
        assert max(parts) <= 150
        started.change_action(new)
    later = moved(action, action.day + timedelta(1), "08:00", week.week)
    assert [block.day for block in later.blocks] == [
        min(block.day + timedelta(1), week.week.end) for block in action.blocks
    ]
    assert (later.at, later.blocks[0].at) == ("08:00", "08:00")


def test_minutes_done_are_those_of_ticked_actions(started: Session):
    week = started.ensure_week()
    assert week.minutes_done == 0
    tick(started, 1)
    assert started.current_week().minutes_done == week.actions[1].minutes > 0
    assert started.current_week().actions[1].done == DAY
    started.set_done(started.current_week().actions[1], done=False)
    assert started.current_week() == week


def test_renewing_replaces_a_week_without_a_tick_in_one_step(started: Session):
    old = started.ensure_week()
    before = started.journey
    started.set_profile(replace(started.journey.profile, hours_per_week=20.0))
    started.renew_week()
    new = started.current_week()
    assert (new.week.id, new.week.hours_per_week) == ("w1", 20.0)
    assert new.week.minutes_planned > old.week.minutes_planned
    assert {action.week for action in started.journey.actions.values()} == {"w1"}
    assert [action.id for action in new.actions] == sorted(started.journey.actions)
    started.undo()
    assert started.current_week() == old
    started.undo()
    assert started.journey == before


def test_renewing_leaves_no_action_of_a_longer_week_behind(started: Session):
    week = started.ensure_week()
    extra = replace(week.actions[0], id="w1.9")
    started.commit("an extra action", [extra])
    started.renew_week()
    assert "w1.9" not in started.journey.actions
    assert len(started.current_week().actions) == len(week.actions)


def test_renewing_a_week_with_a_tick_begins_the_next_one(started: Session):
    tick(started)
    first = started.current_week()
    started.renew_week()
    second = started.current_week()
    assert (second.week.id, second.week.start) == ("w2", DAY)
    assert started.journey.actions_of(first.week) == list(first.actions)
    assert started.undo() == "accept week 2"
    assert started.current_week() == first


def test_a_renewal_that_fails_keeps_the_week(started: Session, monkeypatch: pytest.MonkeyPatch):
    week = started.ensure_week()

    def broken(*_args: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("mentor.coach.week.propose_week", broken)
        with pytest.raises(RuntimeError):
            started.renew_week()
    assert started.current_week() == week


def test_an_action_is_found_by_its_id_and_by_its_number_in_the_current_week(started: Session):
    with pytest.raises(InputError, match=r"w1\.1") as caught:
        started.find_action("w1.1")
    assert "none yet" in caught.value.hint
    tick(started)
    started.renew_week()
    assert started.find_action("2").id == "w2.2"
    assert started.find_action("w2.2").id == "w2.2"
    assert started.find_action("w1.1").done == DAY
    for key in ("99", "", "w2", "w9.1", "w2."):
        with pytest.raises(InputError) as caught:
            started.find_action(key)
        assert "w2.1, w2.2" in caught.value.hint
        assert "w1.1" not in caught.value.hint


def test_ticking_says_what_was_ticked(started: Session):
    action = started.ensure_week().actions[0]
    started.set_done(action, done=True)
    assert started.undo() == f"done: {action.title}"
    started.set_done(action, done=False)
    assert started.undo() == f"not done: {action.title}"


def test_actions_come_in_the_order_of_the_list_whatever_their_ids_hold(content: Content, started: Session):
    week = started.ensure_week()
    ids = ["w1.1", "w1.2", "w1.10", "w1.x"]
    journey = Journey(actions={key: replace(week.actions[0], id=key) for key in reversed(ids)})
    found = [action.id for action in journey.actions_of(week.week)]
    assert [key for key in found if key != "w1.x"] == ids[:3]


def test_the_session_makes_nothing_until_something_is_recorded(content: Content, tmp_path: Path, clock: Clock):
    session = Session(content, Store(tmp_path / "data"), clock)
    assert session.journey.profile is None
    assert session.undo() is None
    assert session.redo() is None
    assert list(tmp_path.iterdir()) == []


def test_a_change_is_stamped_with_the_clocks_moment(started: Session):
    started.store.commit(Change("x", [Note("n")]), started.clock.now())
    assert '"created_at":"2026-11-21T09:00:00.000+00:00"' in started.store.folder.joinpath("journey.log").read_text()


def ticked(session: Session, minutes: int) -> str:
    """Where card P1.1 (3 hours) stands after an action of so many minutes on it is ticked."""
    action = replace(session.find_action("1"), task="P1.1", minutes=minutes)
    session.commit("link a card", [action])
    session.set_done(action, done=True)
    return session.journey.tasks["P1.1"].state


@pytest.mark.parametrize(("minutes", "state"), [(90, "doing"), (179, "doing"), (180, "done"), (240, "done")])
def test_a_tick_moves_the_card_it_works_on(started: Session, minutes: int, state: str) -> None:
    started.ensure_week()
    assert ticked(started, minutes) == state
    started.undo()
    assert "P1.1" not in started.journey.tasks


def test_the_ticks_of_several_actions_add_up(started: Session) -> None:
    started.ensure_week()
    assert ticked(started, 100) == "doing"
    other = replace(started.find_action("2"), task="P1.1", minutes=80)
    started.commit("link a card", [other])
    started.set_done(other, done=True)
    assert started.journey.tasks["P1.1"].state == "done"


def test_a_tick_leaves_a_card_that_was_dropped(started: Session) -> None:
    started.ensure_week()
    started.move_task("P1.1", "dropped")
    assert ticked(started, 240) == "dropped"


def test_a_number_names_no_action_of_a_week_that_is_over(started: Session) -> None:
    started.ensure_week()
    late = Session(started.content, started.store, Clock(date(2026, 12, 20)))
    with pytest.raises(InputError, match="is over"):
        late.find_action("2")
    assert late.find_action("w1.2").id == "w1.2"


def test_a_week_the_program_began_is_not_undone(started: Session) -> None:
    started.ensure_week()
    assert started.undo() == "change the profile"
    assert list(started.journey.weeks) == ["w1"]
