"""The seven-day list: shapes, the accepted week, files, ticks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mentor.cli import glance
from mentor.store.store import Store
from mentor.text import in_markdown
from tests.raw import lay_by_hand

ACTION_KEYS = {"id", "kind", "title", "why", "done_when", "smallest", "minutes", "day", "sources", "done"}


def test_json_has_the_keys_scripts_rely_on(begun: Any) -> None:
    week = begun("week", "--json").json
    assert set(week) >= {"from", "to", "minutes_planned", "actions"}
    assert (week["from"], week["to"]) == ("2025-11-21", "2025-11-27")
    assert week["minutes_planned"] == sum(action["minutes"] for action in week["actions"])
    for action in week["actions"]:
        assert set(action) >= ACTION_KEYS | {"blocks", "gap", "rule", "task"}
        assert week["from"] <= action["day"] <= week["to"]
        assert action["done"] is False
        assert all(fact[:1] == "S" for fact in action["sources"])
        assert all(set(block) == {"day", "at", "minutes", "what"} for block in action["blocks"])


def test_json_and_the_format_option_are_the_same(begun: Any) -> None:
    assert begun("week", "--json").json == begun("week", "--format", "json").json


def test_why_is_the_whole_reason(begun: Any) -> None:
    week = begun("week", "--json").json
    actions = Store(begun.folder).read().actions
    assert {a["id"]: a["why"] for a in week["actions"]} == {key: a.reason for key, a in actions.items()}


def test_text_shows_everything_an_action_says(begun: Any) -> None:
    week = begun("week", "--json").json
    text = " ".join(begun("week").out.split())
    assert "Week 1 21-27 November 2025" in text
    assert "10 h planned, 0 min done" in text
    assert week["headline"] in text
    for action in week["actions"]:
        assert f"[ ] {action['id']} " in text
        for key in ("title", "done_when", "smallest", "gap", "rule"):
            assert action[key] in text, key
        for block in action["blocks"]:
            assert block["what"] in text
    assert "mentor done w1.1" in text


def test_markdown_has_a_box_for_each_action(begun: Any) -> None:
    begun("week")
    begun("done", "2")
    lines = begun("week", "--format", "markdown").out.splitlines()
    boxes = [line for line in lines if line.startswith("- [")]
    assert [line[:5] for line in boxes] == ["- [ ]", "- [x]", "- [ ]", "- [ ]", "- [ ]"]
    assert all(line.startswith(("- [", "  - ", "## ")) or not line for line in lines[3:])


@pytest.mark.parametrize("text", ["a `b` <b> [x](y) *z* _q_ # | ~ & $1$ \\", "- [ ] x\n# head\n\n```", "&lt;"])
def test_markdown_escapes_what_it_would_obey(text: str) -> None:
    shown = in_markdown(text)
    assert "\n" not in shown
    for position, character in enumerate(shown):
        if character in "`<>[]*_#|~&$":
            assert shown[position - 1] == "\\"


def test_the_accepted_week_stays_until_it_is_over(begun: Any) -> None:
    first = begun("week")
    assert "planned from today" in first.err
    before = begun.stored()
    begun.today = "2025-11-27"
    again = begun("week")
    assert again.out == first.out
    assert again.err == ""
    assert begun.stored() == before
    assert (begun("week", "--json").json["accepted"], begun("week", "--json").json["over"]) == (True, False)


def test_a_week_that_is_over_is_still_the_accepted_one_until_the_next_is_taken(begun: Any) -> None:
    first = begun("week").out
    begun("done", "2")
    before = begun.stored()
    begun.today = "2025-11-29"
    over = begun("week", "--json")
    assert (over.json["id"], over.json["over"]) == ("w1", True)
    assert "--next" in over.err
    assert "--new" in over.err
    assert begun("week").out.splitlines()[0] == first.splitlines()[0]
    proposed = begun("week", "--next", "--json")
    assert (proposed.json["id"], proposed.json["from"], proposed.json["accepted"]) == ("w2", "2025-11-29", False)
    assert "nothing is stored" in proposed.err
    assert begun.stored() == before
    begun("week", "--new")
    assert begun("week", "--json").json["actions"] == proposed.json["actions"]


def test_next_shows_what_the_last_week_came_to(begun: Any) -> None:
    begun("week")
    done = begun("done", "2")
    assert "logged" in done.out
    begun.today = "2025-12-20"
    text = " ".join(begun("week", "--next").out.split())
    assert "Last week, 21-27 November 2025 1 of 5 actions done" in text
    assert "3 weeks passed without a plan; that happens." in text
    assert "Week 2 20-26 December 2025" in text
    assert "mentor done" not in text


def test_next_before_there_is_a_week_shows_the_first(begun: Any) -> None:
    shown = begun("week", "--next")
    assert "Week 1" in shown.out
    assert begun("week", "--json").json["actions"] == begun("week", "--json").json["actions"]
    assert begun("week", "--next", "--new").status == 2


def test_new_replaces_an_untouched_week_and_follows_a_begun_one(begun: Any) -> None:
    begun("week")
    begun.today = "2025-11-22"
    assert begun("week", "--new", "--json").json["id"] == "w1"
    assert begun("week", "--json").json["from"] == "2025-11-22"
    begun("done", "1")
    assert begun("week", "--new", "--json").json["id"] == "w2"


def test_done_by_id_and_by_number(begun: Any) -> None:
    begun("week")
    assert begun("done", "w1.2").out.startswith("Done: w1.2 ")
    assert begun("done", "3").status == 0
    ticked = {action["id"]: action["done"] for action in begun("week", "--json").json["actions"]}
    assert ticked == {"w1.1": False, "w1.2": True, "w1.3": True, "w1.4": False, "w1.5": False}
    assert "[x] w1.2 " in begun("week").out
    assert begun("done", "w1.2", "--undo").out.startswith("Open again: w1.2 ")
    assert "[ ] w1.2 " in begun("week").out


def test_done_twice_changes_nothing(begun: Any) -> None:
    begun("week")
    begun("done", "1")
    before = begun.stored()
    begun.today = "2025-11-24"
    result = begun("done", "1")
    assert result.status == 0
    assert "ticked already, on 2025-11-21" in result.out
    assert "is not ticked" in begun("done", "2", "--undo").out
    assert begun.stored() == before


@pytest.mark.parametrize("key", ["9", "w1.9", "w9.1", "", "x\x1b]52;c;aGk=\x07", "-1", "1.1"])
def test_an_unknown_id_names_the_known_ones(begun: Any, key: str) -> None:
    begun("week")
    result = begun("done", "--", key)
    assert result.status == 2
    assert "w1.1, w1.2" in result.err
    assert "\x1b" not in result.err


def test_done_before_there_is_a_week(begun: Any) -> None:
    result = begun("done", "1")
    assert result.status == 1
    assert "mentor week" in result.err


def test_output_goes_into_a_file(begun: Any, tmp_path: Path) -> None:
    file = tmp_path / "week.json"
    result = begun("week", "--json", "-o", str(file))
    assert (result.status, result.out) == (0, "")
    assert f"Written to {file}." in result.err
    assert json.loads(file.read_text(encoding="utf-8"))["id"] == "w1"
    file.chmod(0o640)
    begun("week", "-o", str(file))
    assert file.read_text(encoding="utf-8") == begun("week", "-o", "-").out
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "week.json"]


def test_a_link_stays_a_link(begun: Any, tmp_path: Path) -> None:
    file, link = tmp_path / "real.txt", tmp_path / "link.txt"
    file.write_text("old", encoding="utf-8")
    link.symlink_to(file)
    begun("week", "-o", str(link))
    assert link.is_symlink()
    assert "Week 1" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "said"), [(".", "is a folder"), ("no/such/file", "cannot be written"), ("", "name")])
def test_a_file_that_cannot_be_written(begun: Any, tmp_path: Path, name: str, said: str) -> None:
    result = begun("week", "-o", str(tmp_path / name) if name else "")
    assert result.status == 2
    assert said in result.err


def test_a_failed_write_leaves_the_old_file(begun: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "week.txt"
    file.write_text("old", encoding="utf-8")
    begun("week")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = begun("week", "-o", str(file))
    assert result.status == 2
    assert "No space left" in result.err
    assert file.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "week.txt"]


def test_the_quick_reader_reads_what_the_store_writes(begun: Any) -> None:
    begun("week")
    begun("done", "1")
    begun.today = "2025-12-01"
    begun("week")
    journey = Store(begun.folder).read()
    week = glance.stored_week(begun.folder)
    assert week is not None
    assert journey.week is not None
    assert (week.id, week.start, week.end) == (journey.week.id, journey.week.start, journey.week.end)
    assert [line.id for line in week.lines] == [action.id for action in journey.actions_of(journey.week)]


@pytest.mark.parametrize(
    ("table", "key", "field", "value"),
    [
        ("weeks", "w1", "start", "soon"),
        ("weeks", "w1", "number", "one"),
        ("actions", "w1.1", "title", 7),
        ("actions", "w1.1", "minutes", "many"),
        ("actions", "w1.1", "why", None),
    ],
)
def test_the_quick_reader_leaves_the_unusual_to_the_store(
    begun: Any, table: str, key: str, field: str, value: object
) -> None:
    begun("week")
    tables = begun.tables()
    tables[table][key][field] = value
    lay_by_hand(begun.folder, tables)
    assert glance.stored_week(begun.folder) is None
    result = begun("week")
    assert result.status == 2
    assert "Nothing was changed." in result.err


def test_the_quick_reader_leaves_a_newer_file_and_damage_to_the_store(begun: Any) -> None:
    begun("week")
    shown = begun("week").out
    log = begun.folder / "journey.log"
    whole = log.read_bytes()
    log.write_bytes(whole[:20] + b"?" + whole[21:])
    assert glance.stored_week(begun.folder) is None
    result = begun("week")
    assert (result.status, result.out) == (2, "")
    assert str(log) in result.err
    log.write_bytes(whole)
    lay_by_hand(begun.folder, begun.tables(), version=99)
    assert glance.stored_week(begun.folder) is None
    assert begun("week").out == shown


def test_days_are_dates(begun: Any) -> None:
    days = [date.fromisoformat(action["day"]) for action in begun("week", "--json").json["actions"]]
    assert days == sorted(days)
