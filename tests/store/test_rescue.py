"""Damaged files: what can be saved of them, what is said to be missing, and that nothing is thrown away."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentor.errors import StoreError
from mentor.journey import Change
from mentor.journey.records import Note
from mentor.store.backups import DAILY, backups
from mentor.store.rescue import carry_out, from_backup, newest_good_state
from mentor.store.store import Store
from mentor.store.trouble import DamagedError

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
CHANGES = 12


@pytest.fixture
def lived(folder: Path) -> Path:
    """Twelve changes an hour apart: a fold after the fourth and the eighth, a backup after the sixth."""
    store = Store(folder)
    for n in range(1, CHANGES + 1):
        store.commit(Change(f"change {n}", [Note(f"n{n}", n), Note("last", n)]), NOW + timedelta(hours=n))
        if n in (4, 8):
            store.fold()
        if n == 6:
            store.back_up(NOW + timedelta(hours=n), DAILY)
    return folder


def values(folder: Path) -> dict[str, object]:
    return {key: note.value for key, note in Store(folder).read().notes.items()}


def after(*numbers: int) -> dict[str, object]:
    return {**{f"n{n}": n for n in numbers}, "last": numbers[-1]}


ALL = after(*range(1, CHANGES + 1))


def spoil(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def snapshot_bit(folder: Path) -> None:
    spoil(folder / "journey.json", b'"n3":', b'"n9":')


def snapshot_gone(folder: Path) -> None:
    (folder / "journey.json").unlink()


def snapshot_is_a_folder(folder: Path) -> None:
    (folder / "journey.json").unlink()
    (folder / "journey.json").mkdir()
    (folder / "journey.json" / "mine").write_text("mine")


def snapshot_and_backup(folder: Path) -> None:
    snapshot_bit(folder)
    spoil(next((folder / "backups").iterdir()), b'"n3":', b'"n9":')


def snapshot_backup_and_history_gone(folder: Path) -> None:
    snapshot_gone(folder)
    shutil.rmtree(folder / "backups")
    shutil.rmtree(folder / "history")


def log_line(folder: Path) -> None:
    spoil(folder / "journey.log", b'"label":"change 10"', b'"label":"chance 10"')


def log_last_line(folder: Path) -> None:
    spoil(folder / "journey.log", b'"label":"change 12"', b'"label":"chance 12"')


def log_header(folder: Path) -> None:
    spoil(folder / "journey.log", b'"base":8', b'"base":0')


def log_gone(folder: Path) -> None:
    (folder / "journey.log").unlink()


def log_and_history(folder: Path) -> None:
    snapshot_gone(folder)
    (path,) = (folder / "history").glob("0000000008-*.log")
    spoil(path, b'"label":"change 7"', b'"label":"chance 7"')


def older_snapshot(folder: Path) -> None:
    shutil.copy(next((folder / "backups").iterdir()), folder / "journey.json")


def everything(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0" * path.stat().st_size)


@pytest.mark.parametrize(
    ("damage", "saved", "missing"),
    [
        (snapshot_bit, ALL, []),
        (snapshot_gone, ALL, []),
        (snapshot_is_a_folder, ALL, []),
        (snapshot_and_backup, ALL, []),  # the log and the folded logs alone
        (log_line, after(*range(1, 10), 11, 12), ["1 change made between 2026-11-21 18:00:00 UTC and"]),
        (log_last_line, after(*range(1, 12)), ["the change in line 5 of the log"]),
        (log_header, ALL, []),
        (log_gone, after(*range(1, 9)), ["whatever stood in journey.log alone"]),
        (log_and_history, after(*range(1, 7), *range(8, 13)), ["1 change made between 2026-11-21 15:00:00 UTC and"]),
        (older_snapshot, ALL, []),
        (snapshot_backup_and_history_gone, after(*range(9, 13)), ["8 changes made before 2026-11-21 18:00:00 UTC"]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_the_newest_good_state_is_put_together_from_all_there_is(lived: Path, damage, saved, missing):
    damage(lived)
    with pytest.raises(StoreError) as caught:
        Store(lived)
    assert caught.value.hint
    rescue = newest_good_state(lived)
    assert rescue is not None
    assert len(rescue.missing) == len(missing)
    assert all(line.startswith(start) for line, start in zip(rescue.missing, missing, strict=True))
    for line in rescue.missing:
        assert f"Missing: {line}" in rescue.lines()

    before = {path: path.read_bytes() for path in lived.rglob("*") if path.is_file() and path.suffix != ".lock"}
    aside = carry_out(lived, rescue, NOW)
    assert values(lived) == saved
    store = Store(lived)
    store.commit(Change("go on", [Note("on", 1)]), NOW + timedelta(days=1))
    store.fold()
    assert values(lived) == {**saved, "on": 1}
    # Every byte that was there is still there.
    kept = [path.read_bytes() for path in lived.rglob("*") if path.is_file()]
    assert all(data in kept for data in before.values())
    assert aside.parent == lived / "damaged"
    assert newest_good_state(lived).missing == ()


def test_nothing_is_offered_where_nothing_is_left(lived: Path):
    everything(lived)
    with pytest.raises(DamagedError):
        Store(lived)
    assert newest_good_state(lived) is None


def test_a_rescue_only_looks(lived: Path):
    log_line(lived)
    before = {path: path.read_bytes() for path in lived.rglob("*") if path.is_file()}
    newest_good_state(lived)
    assert {path: path.read_bytes() for path in lived.rglob("*") if path.is_file()} == before


def test_a_window_that_was_open_sees_the_rescued_state(lived: Path):
    window = Store(lived)
    log_line(lived)
    assert window.read().note("n10") == 10  # read before the damage was done
    carry_out(lived, newest_good_state(lived), NOW)
    assert window.read() == Store(lived).read()
    assert window.read().note("n10") is None
    window.commit(Change("go on", [Note("on", 1)]), NOW)
    assert values(lived)["on"] == 1


def test_what_was_done_before_the_rescue_can_still_be_taken_back(lived: Path):
    log_last_line(lived)
    carry_out(lived, newest_good_state(lived), NOW)
    assert Store(lived).undo(NOW) == "change 11"
    assert values(lived) == after(*range(1, 11))


def test_numbers_are_never_used_twice(lived: Path):
    """An old log that is still there must not be taken for what follows a rescue."""
    log_gone(lived)
    carry_out(lived, newest_good_state(lived), NOW)
    for n in range(20, 23):
        Store(lived).commit(Change(f"change {n}", [Note("last", n)]), NOW)
    snapshot_gone(lived)
    assert newest_good_state(lived).snapshot.tables["notes"]["last"]["value"] == 22


def test_a_record_that_cannot_be_read_is_left_out_and_named(lived: Path):
    store = Store(lived)
    rows = {("ratings", "A01.1"): {"id": "A01.1", "level": "high", "on": "2026-11-21"}}
    with pytest.raises(DamagedError, match="records that cannot be read"):
        store.commit_rows("by hand", lambda _: rows, NOW)
    with pytest.raises(DamagedError, match="records that cannot be read"):
        Store(lived)
    rescue = newest_good_state(lived)
    assert rescue.missing == ("ratings A01.1: level: a whole number is needed, 'high' stands here",)
    carry_out(lived, rescue, NOW)
    assert values(lived) == ALL


def test_one_backup_alone(lived: Path):
    snapshot_gone(lived)
    (backup,) = backups(lived)
    carry_out(lived, from_backup(lived, backup), NOW)
    assert values(lived) == after(*range(1, 7))


@pytest.mark.parametrize("name", ["journey.log", "journey.json"])
def test_files_of_a_newer_mentor_are_left_alone(lived: Path, name: str):
    if name == "journey.json":
        spoil(lived / name, b'"version":2', b'"version":3')
        assert Store(lived).read_only
    else:
        (lived / name).write_bytes(b'4f1bd1a6 {"log":2}\n')
    rescue = newest_good_state(lived)
    assert rescue is None or name == "journey.log"


def test_a_disk_that_is_full_stops_a_rescue_and_loses_nothing(lived: Path, monkeypatch: pytest.MonkeyPatch):
    log_line(lived)
    rescue = newest_good_state(lived)
    before = {path: path.read_bytes() for path in lived.glob("journey.*")}

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        with pytest.raises(StoreError):
            carry_out(lived, rescue, NOW)
    assert {path: path.read_bytes() for path in lived.glob("journey.*")} == before
    carry_out(lived, newest_good_state(lived), NOW)
    assert values(lived)["last"] == 12
