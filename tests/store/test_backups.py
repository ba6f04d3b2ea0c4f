"""Copies of the journey: when they are made, how long they stay, going back to one."""

from __future__ import annotations

import errno
import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.errors import InputError, StoreError
from mentor.journey import Change
from mentor.journey.records import Note, Rating
from mentor.store import backups as copies
from mentor.store.backups import BEFORE_RESTORE, BY_HAND, DAILY, backups, find, thin_out, worth_keeping
from mentor.store.store import Store

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TODAY = NOW.date()


def put(store: Store, key: str, value: object, now: datetime = NOW) -> None:
    store.commit(Change(f"put {key}", [Note(key, value)]), now)


def values(store: Store) -> dict[str, object]:
    return {key: note.value for key, note in store.read().notes.items()}


# ---------------------------------------------------------------------------------------------------- what is kept


def days(*ago: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in ago]


@pytest.mark.parametrize(
    ("made", "kept"),
    [
        ([], []),
        ([0], [0]),
        (range(7), range(7)),  # one a day for a week
        ([700], []),
        # 2026-11-21 is a Saturday: of each earlier week its Sunday stays, of each month its last day.
        (range(60), [*range(7), 13, 20, 27, 34, 41, 48, 21, 52]),
        # Once in a while is enough for every week and month it falls into.
        ([3, 10, 40, 100, 200, 300, 400], [3, 10, 40, 100, 200, 300]),
        # Two in one old week: the later one; in one old month likewise.
        ([17, 18], [17]),
        ([101, 102, 110], [101]),
        # The clock was ahead once: nothing is thrown away for that.
        ([-400, -1, 0], [-400, -1, 0]),
    ],
)
def test_one_a_day_one_a_week_one_a_month(made, kept):
    assert worth_keeping(days(*made), TODAY) == set(days(*kept))


@given(start=st.integers(0, 40), gaps=st.lists(st.integers(1, 20), min_size=1, max_size=120))
def test_thinning_day_by_day_keeps_what_thinning_at_once_would(start: int, gaps: list[int]):
    """Otherwise the one that is to stand for a month might be gone before the month is over."""
    first, made, left = date(2024, 1, 1) + timedelta(days=start), [], set()
    today = first
    for gap in gaps:
        today += timedelta(days=gap)
        made.append(today)
        left = worth_keeping({*left, today}, today)
    assert left == worth_keeping(made, today)
    assert len(left) <= copies.DAYS + copies.WEEKS + copies.MONTHS


def test_thinning_removes_files_of_daily_backups_only(store: Store):
    put(store, "a", 1)
    made = [store.back_up(NOW - timedelta(days=n), DAILY) for n in range(30)]
    again = store.back_up(NOW + timedelta(hours=1), DAILY)
    asked = [store.back_up(NOW - timedelta(days=n, hours=1), BY_HAND) for n in (3, 400)]
    other = made[0].path.with_name("notes.json")
    other.write_text("mine")
    thin_out(store.folder, TODAY)
    left = backups(store.folder)
    assert [one for one in left if one.kind == BY_HAND] == asked
    kept = sorted({*range(1, 7), 13, 20, 27, 21})
    assert [one.id for one in left if one.kind == DAILY] == [again.id, *(made[n].id for n in kept)]
    assert other.read_text() == "mine"


# ---------------------------------------------------------------------------------------------------- when


def test_keeping_house_makes_one_a_day_while_there_is_news(store: Store):
    put(store, "a", 1)
    for hours in (0, 1, 14):
        store.keep_house(NOW + timedelta(hours=hours))
    put(store, "a", 2)
    store.keep_house(NOW + timedelta(hours=14))
    assert [one.kind for one in backups(store.folder)] == [DAILY]
    tomorrow = NOW + timedelta(days=1)
    store.keep_house(tomorrow)
    store.keep_house(tomorrow)
    assert len(backups(store.folder)) == 2
    store.keep_house(NOW + timedelta(days=2))  # nothing new since
    assert len(backups(store.folder)) == 2


def test_keeping_house_of_nothing_makes_nothing(store: Store):
    store.keep_house(NOW)
    assert not store.folder.exists()


def test_keeping_house_folds_a_log_that_outgrew_the_snapshot(store: Store):
    put(store, "a", "x" * 500)
    store.keep_house(NOW)
    assert b"x" not in store.path.read_bytes()
    for n in range(30):
        put(store, "a", f"{n}" * 100)
    store.keep_house(NOW)
    assert b'"value":"29' in store.path.read_bytes()
    assert values(Store(store.folder)) == {"a": "29" * 100}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_backup_that_fails_harms_nobody(store: Store, monkeypatch: pytest.MonkeyPatch, number: int):
    put(store, "a", 1)

    def fails(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fails)
        store.keep_house(NOW)
        with pytest.raises(StoreError, match="backup"):
            store.back_up(NOW)
    assert backups(store.folder) == []
    assert list(store.folder.joinpath("backups").iterdir()) == []
    put(store, "a", 2)
    assert values(Store(store.folder)) == {"a": 2}


def test_a_backup_is_private_and_can_be_read_as_a_file_by_itself(store: Store):
    put(store, "a", "Größe")
    backup = store.back_up(NOW)
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700
    assert "Größe" in backup.path.read_text(encoding="utf-8")
    assert (backup.id, backup.at, backup.kind) == ("2026-11-21T09-00-00", NOW, BY_HAND)
    assert backup.read().tables["notes"]["a"]["value"] == "Größe"


def test_backups_of_the_same_second_have_names_of_their_own(store: Store):
    put(store, "a", 1)
    assert len({store.back_up(NOW).id for _ in range(3)}) == 3
    assert len(backups(store.folder)) == 3


# ---------------------------------------------------------------------------------------------------- going back


def test_going_back_to_a_backup(store: Store):
    put(store, "kept", 1)
    put(store, "changed", 1)
    store.commit(Change("rate", [Rating("A01.1", 2, TODAY)]), NOW)
    backup = store.back_up(NOW)
    put(store, "changed", 2)
    put(store, "new", 1)
    store.commit(Change("drop", deletes=[("ratings", "A01.1")]), NOW)
    present = store.read()
    changed = store.restore(backup, NOW + timedelta(hours=1))
    assert {put[:2] for put in changed if put[0] != "deleted"} == {
        ("notes", "changed"),
        ("notes", "new"),
        ("ratings", "A01.1"),
    }
    assert values(store) == {"kept": 1, "changed": 1} == values(Store(store.folder))
    assert store.read().ratings["A01.1"].level == 2
    before = next(one for one in backups(store.folder) if one.kind == BEFORE_RESTORE)
    assert before.read().tables["notes"]["changed"]["value"] == 2
    assert store.undo(NOW) == f"restore the backup of {backup.id}"
    assert store.read() == present


def test_going_back_is_seen_by_a_window_that_is_open(store: Store):
    put(store, "a", 1)
    backup = store.back_up(NOW)
    put(store, "a", 2)
    other = Store(store.folder)
    store.restore(backup, NOW)
    assert other.changed()
    assert values(other) == {"a": 1}


def test_a_restored_record_is_newer_than_what_it_replaces(store: Store):
    """Otherwise a later import would bring back what the user went back from."""
    put(store, "a", 1)
    backup = store.back_up(NOW)
    put(store, "a", 2, NOW + timedelta(days=3))
    store.restore(backup, NOW)
    row = store.tables()["notes"]["a"]
    assert row["updated_at"] > (NOW + timedelta(days=3)).isoformat()


def test_going_back_to_the_present_changes_nothing(store: Store):
    put(store, "a", 1)
    assert store.restore(store.back_up(NOW), NOW) == ()
    assert store.undo(NOW) == "put a"


@pytest.mark.parametrize("damage", ["bit", "cut", "gone", "newer"])
def test_a_backup_that_cannot_be_read_is_named_and_nothing_changes(store: Store, damage: str):
    put(store, "a", 1)
    backup = store.back_up(NOW)
    data = backup.path.read_bytes()
    put(store, "a", 2)
    if damage == "bit":
        backup.path.write_bytes(data.replace(b'"value":1', b'"value":3'))
    elif damage == "cut":
        backup.path.write_bytes(data[:-20])
    elif damage == "newer":
        backup.path.write_bytes(data.replace(b'"version":2', b'"version":3'))
    else:
        backup.path.unlink()
    with pytest.raises(StoreError) as caught:
        store.restore(backup, NOW)
    assert str(backup.path) in caught.value.message
    assert caught.value.hint
    assert values(Store(store.folder)) == {"a": 2}


def test_an_id_that_is_none(store: Store, folder: Path):
    put(store, "a", 1)
    with pytest.raises(InputError, match="no backup yesterday"):
        find(folder, "yesterday")
