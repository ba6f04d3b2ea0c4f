"""What stands at the path: nothing, something else, something broken, something read-only; and a disk that fails."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mentor.errors import StoreError
from mentor.journey import Change
from mentor.journey.records import Note, Rating
from mentor.store.database import JournalStorage, JourneyDB
from mentor.store.journal import Journal
from mentor.store.lock import locked
from mentor.store.migrations import SCHEMA, UNSUMMED
from mentor.store.store import Store
from tests.raw import FILES, everything, labels_of, lay, lay_by_hand, tables_of

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
HELLO = Change("hello", [Note("hello", 1)])
META = {"schema": {"version": UNSUMMED}}
as_user = pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")


def refused(folder: Path) -> StoreError:
    """The error of opening."""
    with pytest.raises(StoreError) as caught:
        Store(folder)
    assert caught.value.hint
    assert caught.value.message.count(str(folder)) == 1
    return caught.value


def notes(store: Store) -> dict[str, object]:
    return {key: note.value for key, note in store.read().notes.items()}


# ---------------------------------------------------------------------------------------------------- nothing there


def test_opening_and_reading_makes_nothing(tmp_path: Path):
    store = Store(tmp_path / "a" / "b")
    assert not store.exists
    assert not store.changed()
    assert store.read().profile is None
    assert store.undo(NOW) is None
    assert store.redo(NOW) is None
    assert list(tmp_path.iterdir()) == []


def test_the_first_commit_makes_a_private_folder_and_private_files(tmp_path: Path):
    old = os.umask(0)
    try:
        store = Store(tmp_path / "a" / "b")
        store.commit(HELLO, NOW)
        store.fold()
        store.commit(HELLO, NOW)
    finally:
        os.umask(old)
    assert store.exists
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert {
        path.relative_to(store.folder).as_posix().partition("-")[0]: stat.S_IMODE(path.stat().st_mode)
        for path in store.folder.rglob("*")
        if path.is_file()
    } == {
        "history/0000000001": 0o600,
        "journey.json": 0o600,
        "journey.lock": 0o600,
        "journey.log": 0o600,
    }


def test_the_file_names_its_schema_and_what_is_in_it(store: Store):
    for _ in range(2):
        store.commit(HELLO, NOW)
        schema = json.loads(store.path.read_bytes())["meta"]["schema"]
        assert (schema["version"], schema["seq"]) == (SCHEMA, 0)
    store.fold()
    schema = json.loads(store.path.read_bytes())["meta"]["schema"]
    assert (schema["version"], schema["seq"]) == (SCHEMA, 2)


def test_a_linked_file_stays_a_link(folder: Path, tmp_path: Path):
    elsewhere = tmp_path / "synced"
    real = lay_by_hand(elsewhere, {"notes": {"old": {"value": 1}}})
    folder.mkdir()
    (folder / "journey.json").symlink_to(real)
    store = Store(folder)
    store.commit(HELLO, NOW)
    store.fold()
    assert (folder / "journey.json").is_symlink()
    assert json.loads(real.read_bytes())["notes"].keys() == {"old", "hello"}
    assert not store.changed()


def test_a_linked_log_stays_a_link_and_its_history_is_kept(store: Store, tmp_path: Path):
    store.commit(HELLO, NOW)
    real = tmp_path / "synced.log"
    (store.folder / "journey.log").rename(real)
    (store.folder / "journey.log").symlink_to(real)
    for value in (2, 3):
        store.commit(Change("more", [Note("hello", value)]), NOW)
        store.fold()
    assert (store.folder / "journey.log").is_symlink()
    assert notes(Store(store.folder)) == {"hello": 3}
    assert labels_of(store.folder) == ["more", "more", "hello"]


def test_a_linked_folder_is_used_as_it_is(folder: Path, tmp_path: Path):
    (tmp_path / "real").mkdir()
    folder.symlink_to(tmp_path / "real")
    store = Store(folder)
    store.commit(HELLO, NOW)
    store.fold()
    assert folder.is_symlink()
    assert notes(Store(tmp_path / "real")) == {"hello": 1}


# ---------------------------------------------------------------------------------------------------- damage

GOOD = json.dumps({"meta": META, "notes": {"hello": {"value": "grüße"}}}, ensure_ascii=False).encode()
DAMAGED = {
    "empty": b"",
    "spaces": b"  \n",
    "cut": GOOD[:-7],
    "cut in a letter": GOOD[: GOOD.index("ü".encode()) + 1],
    "doubled": GOOD + GOOD,
    "a tail of zeros": GOOD + bytes(512),
    "binary": bytes(range(256)),
    "not UTF-8": GOOD.decode().encode("latin-1"),
    "deep nesting": b"[" * 200_000,
    "deep nesting in a note": b'{"a":' * 200_000,
    "huge number": b'{"meta":' + b"9" * 5_000 + b"}",
    "a list": [META],
    "null": b"null",
    "a number": b"7",
    "a text": b'"journey"',
    "an empty object": b"{}",
    "a TinyDB of another program": {"_default": {"1": {"name": "milk"}}},
    "a configuration of another program": {"name": "x", "version": "1.0", "scripts": {"test": "x"}},
    "a list instead of a table": {"meta": META, "notes": [{"id": "a", "value": 1}]},
    "a text instead of a table": {"meta": META, "notes": "none"},
    "a list instead of a record": {"meta": META, "notes": {"a": [1]}},
    "null instead of a record": {"meta": META, "notes": {"a": None}},
    "no schema": {"notes": {"a": {"value": 1}}},
    "no version": {"meta": {"schema": {}}},
    "meta is a list": {"meta": [1]},
    "version is a text": {"meta": {"schema": {"version": "1"}}},
    "version is true": {"meta": {"schema": {"version": True}}},
    "version is 0": {"meta": {"schema": {"version": 0}}},
    "version is 1.0": {"meta": {"schema": {"version": 1.0}}},
    "of today without a checksum": {"meta": {"schema": {"version": SCHEMA, "seq": 0}}, "notes": {"a": {"value": 1}}},
    "of today without a number": {"meta": {"schema": {"version": SCHEMA, "sum": "00000000"}}},
    "the number is a text": {"meta": {"schema": {"version": SCHEMA, "seq": "1", "sum": "00000000"}}},
    "the number is negative": {"meta": {"schema": {"version": SCHEMA, "seq": -1, "sum": "00000000"}}},
    "newer, and the number is a list": {"meta": {"schema": {"version": SCHEMA + 1, "seq": []}}},
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_file_that_is_no_journey_is_named_and_left_alone(folder: Path, content: bytes | object):
    path = lay(folder, content)
    before = everything(folder)
    error = refused(folder)
    assert str(path) in error.message
    assert "Nothing was changed." in error.hint
    assert everything(folder) == before


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_file_damaged_while_open_is_not_written_over(store: Store, content: bytes | object):
    store.commit(HELLO, NOW)
    store.path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    before = everything(store.folder)
    assert store.changed()
    for attempt in (store.read, lambda: store.commit(HELLO, NOW), lambda: store.undo(NOW), store.fold):
        with pytest.raises(StoreError) as caught:
            attempt()
        assert str(store.path) in caught.value.message
    assert everything(store.folder) == before
    lay(store.folder, GOOD)
    store.commit(Change("on", [Note("on", 2)]), NOW)
    assert store.read().note("hello") == "grüße"


@pytest.mark.parametrize(
    ("table", "key", "row", "says"),
    [
        ("ratings", "A01.1", {"level": "three", "on": "2026-11-21"}, "level"),
        ("ratings", "A01.1", {"level": 3, "on": "yesterday"}, "on"),
        ("ratings", "A01.1", {"level": 3}, "on is missing"),
        ("ratings", "A01.1", {"level": 3, "on": "2026-11-21", "evidence": {"text": 1}}, "evidence: text"),
        ("profile", "profile", {"start": "astronaut", "hours_per_week": 1, "since": "2026-11-21"}, "start"),
        ("profile", "profile", {"start": "beginner", "hours_per_week": 10**400, "since": "2026-11-21"}, "hours"),
        ("profile", "profile", {"start": "beginner", "hours_per_week": float("inf"), "since": "2026-11-21"}, "hours"),
        ("tasks", "P1.1", {"state": "nearly", "on": "2026-11-21"}, "state"),
        ("weeks", "w1", {"number": True}, "number"),
    ],
)
def test_a_record_of_a_wrong_type_is_named(folder: Path, table, key, row, says):
    lay_by_hand(folder, {table: {key: row}, "notes": {"fine": {"value": 1}}})
    before = everything(folder)
    error = refused(folder)
    assert any(line.startswith(f"{table} {key}: ") and says in line for line in error.details)
    assert everything(folder) == before


def test_many_wrong_records_are_cut_to_a_screenful(folder: Path):
    lay_by_hand(folder, {"tasks": {f"P1.{n}": {"state": "x", "on": "2026-11-21"} for n in range(500)}})
    assert len(refused(folder).details) == 20


def test_wrong_records_that_come_while_open_stop_every_call_until_they_are_gone(store: Store):
    store.commit(HELLO, NOW)
    before = everything(store.folder)
    lay_by_hand(store.folder, {"tasks": {"P1.1": {"state": "x", "on": "2026-11-21"}}})
    wrong = everything(store.folder)
    for attempt in (store.read, store.read, lambda: store.commit(HELLO, NOW), lambda: store.undo(NOW), store.fold):
        with pytest.raises(StoreError) as caught:
            attempt()
        assert caught.value.details[0].startswith("tasks P1.1: ")
    assert everything(store.folder) == wrong
    for name, data in before.items():
        (store.folder / name).write_bytes(data)
    assert notes(store) == {"hello": 1}


def test_odd_but_right_files_are_read(folder: Path):
    lay(folder, b"\xef\xbb\xbf" + GOOD)
    store = Store(folder)
    assert store.read().note("hello") == "grüße"
    store.commit(Change("x", [Note("b", 1)]), NOW)
    assert Store(folder).read().note("hello") == "grüße"


@pytest.mark.parametrize("name", ["journey.json", "journey.log"])
def test_a_folder_in_a_files_place(folder: Path, name: str):
    (folder / name).mkdir(parents=True)
    error = refused(folder)
    assert "not a file" in error.message
    assert str(folder / name) in error.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["journey.json", "journey.log"])
def test_a_pipe_in_a_files_place_does_not_hang(folder: Path, name: str):
    folder.mkdir()
    os.mkfifo(folder / name)
    assert "not a file" in refused(folder).message


def test_a_file_in_the_folders_place(folder: Path):
    folder.write_text("mine")
    assert "not a folder" in refused(folder).message
    assert folder.read_text() == "mine"


def test_a_file_in_the_parent_folders_place(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    refused(tmp_path / "file" / "data")


def test_a_file_in_the_place_of_the_history(folder: Path):
    folder.mkdir()
    (folder / "history").write_text("mine")
    store = Store(folder)
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            store.commit(HELLO, NOW)
        assert str(folder) in caught.value.message
        assert caught.value.hint
        assert notes(store) == {} == notes(Store(folder))
    assert (folder / "history").read_text() == "mine"
    (folder / "history").unlink()
    store.commit(HELLO, NOW)
    assert notes(Store(folder)) == {"hello": 1}


def test_a_name_no_system_takes(tmp_path: Path):
    refused(tmp_path / ("x" * 5_000))


# ---------------------------------------------------------------------------------------------------- permissions


def fails(number: int) -> Callable[..., None]:
    """A call that fails as the system would."""

    def call(*_args: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_read_only_folder_can_be_read_and_says_so_on_commit(store: Store, monkeypatch, number: int):
    store.commit(HELLO, NOW)
    real = os.open

    def only_reading(path, flags, *rest, **named):
        if flags & WRITING:
            raise OSError(number, os.strerror(number))
        return real(path, flags, *rest, **named)

    (store.folder / ".journey.json.left.tmp").write_text("x")
    before = everything(store.folder)
    monkeypatch.setattr(os, "open", only_reading)
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    other = Store(store.folder)
    assert other.read().note("hello") == 1
    assert str(store.folder) in other.read_only
    assert "cannot be written" in other.read_only
    for attempt in (
        lambda: other.commit(Change("x", [Note("hello", 2)]), NOW),
        lambda: other.undo(NOW),
        other.fold,
    ):
        with pytest.raises(StoreError, match="cannot be written") as caught:
            attempt()
        assert str(store.folder) in caught.value.message
        assert caught.value.hint
        assert other.read().note("hello") == 1
    assert everything(store.folder) == before


@pytest.mark.parametrize("name", ["", "journey.json", "journey.log"])
def test_what_cannot_be_written_is_named_before_anybody_tries(store: Store, monkeypatch, name: str):
    assert store.read_only == ""
    store.commit(HELLO, NOW)
    assert store.read_only == ""
    kept = store.folder / name
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != kept)
    assert store.read_only.startswith(f"{kept} cannot be written")


@as_user
def test_a_folder_that_is_really_read_only(store: Store):
    store.commit(HELLO, NOW)
    for path in store.folder.iterdir():
        path.chmod(0o500 if path.is_dir() else 0o400)
    store.folder.chmod(0o500)
    try:
        other = Store(store.folder)
        assert other.read().note("hello") == 1
        assert "cannot be written" in other.read_only
        with pytest.raises(StoreError, match="cannot be written"):
            other.commit(HELLO, NOW)
    finally:
        store.folder.chmod(0o700)
        (store.folder / "history").chmod(0o700)


@as_user
@pytest.mark.parametrize("name", ["journey.json", "journey.log"])
def test_a_file_nobody_may_read(store: Store, name: str):
    store.commit(HELLO, NOW)
    (store.folder / name).chmod(0)
    assert "Permission denied" in refused(store.folder).message


@pytest.mark.parametrize("call", ["open", "stat"])
def test_a_file_that_cannot_be_read(store: Store, monkeypatch: pytest.MonkeyPatch, call: str):
    store.commit(HELLO, NOW)
    monkeypatch.setattr(Path, call, fails(errno.EACCES))
    assert "Permission denied" in refused(store.folder).message


def test_a_folder_that_cannot_be_made(folder: Path, monkeypatch: pytest.MonkeyPatch):
    store = Store(folder)
    monkeypatch.setattr(os, "mkdir", fails(errno.ENOSPC))
    with pytest.raises(StoreError, match="cannot be made"):
        store.commit(HELLO, NOW)
    assert not folder.exists()


# ---------------------------------------------------------------------------------------------------- lock and sweep


def test_a_holder_that_does_not_finish_hangs_nobody(store: Store, monkeypatch: pytest.MonkeyPatch):
    store.commit(HELLO, NOW)
    before = everything(store.folder)
    monkeypatch.setattr("mentor.store.lock.PATIENCE", 0.02)
    with locked(store.folder / "journey.lock"):
        assert Store(store.folder).read().note("hello") == 1
        for attempt in (
            lambda: store.commit(Change("x", [Note("hello", 2)]), NOW),
            lambda: store.undo(NOW),
            store.fold,
        ):
            with pytest.raises(StoreError, match="another mentor") as caught:
                attempt()
            assert "try again" in caught.value.hint
    assert everything(store.folder) == before
    store.commit(Change("x", [Note("hello", 2)]), NOW)
    assert store.read().note("hello") == 2


def test_the_lock_is_free_again_after_an_error(store: Store):
    lock = store.folder / "journey.lock"
    store.commit(HELLO, NOW)
    with pytest.raises(RuntimeError), locked(lock):
        raise RuntimeError
    with locked(lock, patience=0):
        pass


def test_a_system_without_locks_says_so(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fcntl.flock", fails(errno.ENOLCK))
    with pytest.raises(StoreError, match="cannot be written"):
        store.commit(HELLO, NOW)
    assert not store.exists


def test_files_a_killed_program_left_are_swept_by_the_next_fold_and_others_are_not(store: Store, listing):
    store.commit(HELLO, NOW)
    for name in (".journey.json.12.tmp", ".journey.log.34.tmp", "mine.tmp", ".journey.json.bak", ".mine.12.tmp"):
        (store.folder / name).write_text("x")
    Store(store.folder).fold()
    assert listing(store.folder) == [".journey.json.bak", ".mine.12.tmp", *FILES, "mine.tmp"]


def test_the_file_another_process_is_just_writing_is_not_swept(store: Store, monkeypatch, listing):
    store.commit(HELLO, NOW)
    (store.folder / ".journey.json.12.tmp").write_text("x")
    monkeypatch.setattr("mentor.store.lock.PATIENCE", 0.02)
    with locked(store.folder / "journey.lock"):
        with pytest.raises(StoreError):
            Store(store.folder).fold()
        assert ".journey.json.12.tmp" in listing(store.folder)
    Store(store.folder).fold()
    assert listing(store.folder) == FILES


# ---------------------------------------------------------------------------------------------------- failing disk


class Disk:
    """The system's calls, one of them failing until it is mended."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def breaks(self, call: str, number: int, nth: int = 1) -> None:
        """From the `nth` call on, this call fails; what is only read, and the lock, can always be opened."""
        real, calls = getattr(os, call), 0

        def failing(*args, **named):
            nonlocal calls
            if call == "open" and (str(args[0]).endswith(".lock") or not args[1] & WRITING):
                return real(*args, **named)
            calls += 1
            if call == "write" and calls == nth:  # a disk that takes the first bytes and no more
                return real(args[0], args[1][: len(args[1]) // 2])
            if calls >= nth:
                raise OSError(number, os.strerror(number))
            return real(*args, **named)

        self._patch.setattr(os, call, failing)

    def mended(self) -> None:
        self._patch.undo()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


RATED = Change("x", [Note("hello", 1), Rating("A01.1", 3, date(2026, 11, 21))])


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_disk_that_fails_leaves_the_old_state(store: Store, disk: Disk, call: str, number: int):
    store.commit(RATED, NOW)
    store.commit(HELLO, NOW)
    store.undo(NOW)
    before, journey = everything(store.folder), store.read()
    disk.breaks(call, number)
    for attempt in (
        lambda: store.commit(Change("y", [Note("hello", 2)], [("ratings", "A01.1")]), NOW),
        lambda: store.undo(NOW),
        lambda: store.redo(NOW),
    ):
        with pytest.raises(StoreError) as caught:
            attempt()
        assert os.strerror(number) in caught.value.message
        assert str(store.folder / "journey.log") in caught.value.message
        assert "untouched" in caught.value.hint
        assert everything(store.folder) == before
        assert store.read() == journey
    disk.mended()
    assert store.redo(NOW) == "hello"
    store.commit(Change("y", [Note("hello", 2)]), NOW)
    assert Store(store.folder).read().note("hello") == 2
    assert Store(store.folder).read().ratings == journey.ratings


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "link"])
def test_a_disk_that_fails_in_a_fold_loses_nothing(store: Store, disk: Disk, call: str, nth: int):
    store.commit(RATED, NOW)
    store.commit(Change("y", [Note("hello", 2)]), NOW)
    journey, tables = store.read(), tables_of(store.folder)
    if (call, nth) != ("link", 2):  # a fold needs one only
        disk.breaks(call, errno.ENOSPC, nth)
        with pytest.raises(StoreError) as caught:
            store.fold()
        assert "No space left" in caught.value.message
        assert str(store.folder) in caught.value.message
        assert "untouched" in caught.value.hint
        assert store.read() == journey == Store(store.folder).read()
        disk.mended()
    assert tables_of(store.folder) == tables
    store.commit(Change("z", [Note("more", 3)]), NOW)
    store.fold()
    assert notes(store) == {"hello": 2, "more": 3} == notes(Store(store.folder))
    assert labels_of(store.folder) == ["z", "y", "x"]
    assert not list(store.folder.rglob("*.tmp"))


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_first_commit_that_fails_leaves_an_empty_journey(store: Store, disk: Disk, call: str, nth: int):
    disk.breaks(call, errno.ENOSPC, nth)
    with pytest.raises(StoreError):
        store.commit(HELLO, NOW)
    assert store.read().notes == {}
    disk.mended()
    assert notes(Store(store.folder)) == {}
    store.commit(HELLO, NOW)
    assert notes(store) == {"hello": 1} == notes(Store(store.folder))


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_first_commit_on_an_older_file_that_fails_loses_nothing(folder: Path, disk: Disk, call: str, nth: int):
    lay(folder, GOOD)
    store = Store(folder)
    disk.breaks(call, errno.ENOSPC, nth)
    with pytest.raises(StoreError):
        store.commit(Change("x", [Note("more", 1)]), NOW)
    assert notes(store) == {"hello": "grüße"}
    disk.mended()
    assert notes(Store(folder)) == {"hello": "grüße"}
    store.commit(Change("x", [Note("more", 1)]), NOW)
    assert notes(store) == {"hello": "grüße", "more": 1} == notes(Store(folder))


def test_a_system_without_second_names_keeps_a_copy(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "link", fails(errno.EPERM))
    store.commit(HELLO, NOW)
    store.fold()
    store.commit(Change("more", [Note("hello", 2)]), NOW)
    assert labels_of(store.folder) == ["more", "hello"]
    assert not list(store.folder.rglob("*.tmp"))


# ---------------------------------------------------------------------------------------------------- TinyDB


def put(storage: JournalStorage, key: str, value: object) -> None:
    storage.put("notes", key, {"value": value})


def test_a_batch_that_fails_half_way_leaves_nothing_behind(store: Store):
    store.commit(HELLO, NOW)
    journal = Journal(store.folder)
    journal.refresh()
    storage = JournalStorage(journal)
    before = tables_of(store.folder)

    def half_way() -> None:
        with storage.batch():
            storage.put("notes", "hello", None)
            put(storage, "hello", 2)
            put(storage, "new", 3)
            storage.put("more", "m", {"value": 4})
            assert journal.tables["notes"]["hello"] == {"value": 2}
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_way()
    assert {name: rows for name, rows in journal.tables.items() if rows} == before
    with pytest.raises(AssertionError):
        put(storage, "hello", 2)
    with storage.batch() as touched:
        put(storage, "new", 3)
        put(storage, "passing", 4)
        storage.put("notes", "passing", None)
        assert touched() == (("notes", "new", None, {"value": 3}),)
    assert journal.tables["notes"]["new"] == {"value": 3}


def test_tinydbs_own_calls_change_records_within_a_batch_and_nothing_without(store: Store):
    from tinydb import where
    from tinydb.table import Document

    store.commit(Change("x", [Note("a", 1), Note("b", 2), Note("c", 3)]), NOW)
    journal = Journal(store.folder)
    journal.refresh()
    database = JourneyDB(storage=lambda: JournalStorage(journal))
    table = database.table("notes")
    with database.storage.batch() as touched:
        table.update({"value": 7}, where("value") == 1)
        table.remove(doc_ids=["b"])
        table.insert(Document({"value": 8}, doc_id="d"))
        changed = {key: (before and before["value"], after and after["value"]) for _, key, before, after in touched()}
    assert changed == {"a": (1, 7), "b": (2, None), "d": (None, 8)}
    assert {row.doc_id: row["value"] for row in table} == {"a": 7, "c": 3, "d": 8}

    def wrong(row: dict[str, object]) -> None:
        row["value"] = 9
        raise RuntimeError

    def half_way() -> None:
        with database.storage.batch():
            table.update({"value": 0})
            table.update(wrong)

    with pytest.raises(RuntimeError):
        half_way()
    assert {row.doc_id: row["value"] for row in table} == {"a": 7, "c": 3, "d": 8}
    with pytest.raises(NotImplementedError):
        database.drop_tables()
    with pytest.raises(AssertionError):
        table.update({"value": 0})
    assert {key: row["value"] for key, row in tables_of(store.folder)["notes"].items()} == {"a": 1, "b": 2, "c": 3}
