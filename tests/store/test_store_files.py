"""What stands at the path: nothing, something else, something broken, something newer, something read-only."""

from __future__ import annotations

import errno
import json
import os
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mentor.errors import StoreError
from mentor.journey import Change
from mentor.journey.records import Note, Rating
from mentor.store import Store, migrations
from mentor.store.lock import locked
from mentor.store.storage import AtomicStorage

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
HELLO = Change("hello", [Note("hello", 1)])
META = {"schema": {"version": migrations.SCHEMA}}
as_user = pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")


def lay(folder: Path, content: bytes | object) -> Path:
    """A journey's file with this content."""
    folder.mkdir(exist_ok=True)
    path = folder / "journey.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def refused(folder: Path) -> StoreError:
    """The error of opening; also of a commit by a store that was open before."""
    with pytest.raises(StoreError) as caught:
        Store(folder)
    assert caught.value.hint
    assert caught.value.message.count(str(folder)) == 1
    return caught.value


# ---------------------------------------------------------------------------------------------------- nothing there


def test_opening_and_reading_makes_nothing(tmp_path: Path):
    store = Store(tmp_path / "a" / "b")
    assert not store.exists
    assert not store.changed()
    assert store.read().profile is None
    assert list(tmp_path.iterdir()) == []


def test_the_first_commit_makes_a_private_folder_and_a_private_file(tmp_path: Path):
    old = os.umask(0)
    try:
        store = Store(tmp_path / "a" / "b")
        store.commit(HELLO, NOW)
    finally:
        os.umask(old)
    assert store.exists
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()} == {
        "journey.json": 0o600,
        "journey.lock": 0o600,
    }
    store.commit(HELLO, NOW)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_the_file_names_its_schema(store: Store):
    store.commit(HELLO, NOW)
    assert json.loads(store.path.read_bytes())["meta"] == META


def test_a_linked_file_stays_a_link(folder: Path, tmp_path: Path):
    elsewhere = tmp_path / "synced"
    real = lay(elsewhere, {"meta": META, "notes": {"old": {"value": 1}}})
    folder.mkdir()
    (folder / "journey.json").symlink_to(real)
    store = Store(folder)
    store.commit(HELLO, NOW)
    assert (folder / "journey.json").is_symlink()
    assert json.loads(real.read_bytes())["notes"].keys() == {"old", "hello"}
    assert not store.changed()


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
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_file_that_is_no_journey_is_named_and_left_alone(folder: Path, content, listing):
    path = lay(folder, content)
    before = path.read_bytes()
    error = refused(folder)
    assert str(path) in error.message
    assert "Nothing was changed." in error.hint
    assert path.read_bytes() == before
    assert listing(folder) == ["journey.json"]


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_file_damaged_while_open_is_not_written_over(store: Store, content):
    store.commit(HELLO, NOW)
    lay(store.folder, content)
    before = store.path.read_bytes()
    assert store.changed()
    with pytest.raises(StoreError):
        store.read()
    with pytest.raises(StoreError):
        store.commit(HELLO, NOW)
    assert store.path.read_bytes() == before
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
    path = lay(folder, {"meta": META, table: {key: row}, "notes": {"fine": {"value": 1}}})
    before = path.read_bytes()
    error = refused(folder)
    assert any(line.startswith(f"{table} {key}: ") and says in line for line in error.details)
    assert path.read_bytes() == before


def test_many_wrong_records_are_cut_to_a_screenful(folder: Path):
    lay(folder, {"meta": META, "tasks": {f"P1.{n}": {"state": "x", "on": "2026-11-21"} for n in range(500)}})
    assert len(refused(folder).details) == 20


def test_odd_but_right_files_are_read(folder: Path):
    lay(folder, b"\xef\xbb\xbf" + GOOD)
    store = Store(folder)
    assert store.read().note("hello") == "grüße"
    store.commit(Change("x", [Note("b", 1)]), NOW)
    assert Store(folder).read().note("hello") == "grüße"


def test_a_folder_in_the_files_place(folder: Path):
    (folder / "journey.json").mkdir(parents=True)
    assert "not a file" in refused(folder).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_files_place_does_not_hang(folder: Path):
    folder.mkdir()
    os.mkfifo(folder / "journey.json")
    assert "not a file" in refused(folder).message


def test_a_file_in_the_folders_place(folder: Path):
    folder.write_text("mine")
    assert "not a folder" in refused(folder).message
    assert folder.read_text() == "mine"


def test_a_file_in_the_parent_folders_place(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    refused(tmp_path / "file" / "data")


def test_a_name_no_system_takes(tmp_path: Path):
    refused(tmp_path / ("x" * 5_000))


# ---------------------------------------------------------------------------------------------------- versions


@pytest.mark.parametrize(
    "more", [{}, {"notes": {"a": {"value": 1}}}, {"notes": ["a new shape"]}, {"ratings": {"A01.1": {"level": "new"}}}]
)
def test_a_newer_file_asks_for_an_upgrade(folder: Path, more: dict):
    path = lay(folder, {"meta": {"schema": {"version": migrations.SCHEMA + 1}}, **more})
    before = path.read_bytes()
    error = refused(folder)
    assert "newer" in error.message
    assert "Upgrade" in error.hint
    assert path.read_bytes() == before


def test_a_file_that_became_newer_while_open_is_not_written_over(store: Store):
    store.commit(HELLO, NOW)
    path = lay(store.folder, {"meta": {"schema": {"version": migrations.SCHEMA + 1}}})
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer"):
        store.commit(HELLO, NOW)
    assert path.read_bytes() == before


@pytest.fixture
def two_versions_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of two schema versions later, whose steps change the tables they are given."""

    def louder(tables: migrations.Tables) -> migrations.Tables:
        for row in tables["notes"].values():
            row["value"] += "!"
        return tables

    monkeypatch.setattr(migrations, "SCHEMA", migrations.SCHEMA + 2)
    monkeypatch.setattr(migrations, "STEPS", {migrations.SCHEMA - 2: louder, migrations.SCHEMA - 1: louder})


@pytest.mark.usefixtures("two_versions_on")
def test_an_older_file_is_read_in_todays_shape_and_changed_by_the_next_commit_only(folder: Path):
    path = lay(folder, {"meta": META, "notes": {"a": {"value": "x"}}, "other": {"o": {"v": 1}}})
    before = path.read_bytes()
    store = Store(folder)
    assert store.read().note("a") == "x!!"
    assert path.read_bytes() == before
    inverse = store.commit(Change("b", [Note("b", "y")]), NOW)
    on_disk = json.loads(path.read_bytes())
    assert on_disk["meta"]["schema"]["version"] == migrations.SCHEMA
    assert (on_disk["notes"]["a"]["value"], on_disk["notes"]["b"]["value"]) == ("x!!", "y")
    assert on_disk["other"] == {"o": {"v": 1}}
    store.revert(inverse, NOW)
    assert {k: n.value for k, n in Store(folder).read().notes.items()} == {"a": "x!!"}


@pytest.mark.usefixtures("two_versions_on")
def test_migrating_leaves_the_tables_it_is_given_as_they_are():
    tables = {"meta": META, "notes": {"a": {"value": "x"}}}
    before = json.dumps(tables)
    new = migrations.migrate(tables, Path("journey.json"))
    assert new["notes"]["a"]["value"] == "x!!"
    assert json.dumps(tables) == before
    assert migrations.migrate(new, Path("journey.json")) is new


@pytest.mark.usefixtures("two_versions_on")
def test_a_failed_commit_does_not_migrate_twice(folder: Path, monkeypatch: pytest.MonkeyPatch):
    lay(folder, {"meta": META, "notes": {"a": {"value": "x"}}})
    store = Store(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fails(errno.EIO))
        with pytest.raises(StoreError):
            store.commit(HELLO, NOW)
    store.commit(HELLO, NOW)
    assert store.read().note("a") == "x!!" == Store(folder).read().note("a")


# ---------------------------------------------------------------------------------------------------- permissions


def fails(number: int):
    """A call that fails as the system would."""

    def call(*_args: object, **_named: object):
        raise OSError(number, os.strerror(number))

    return call


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_read_only_folder_can_be_read_and_says_so_on_commit(store: Store, monkeypatch, listing, number: int):
    store.commit(HELLO, NOW)
    before, real = store.path.read_bytes(), os.open

    def only_reading(path, flags, *rest, **named):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(number, os.strerror(number))
        return real(path, flags, *rest, **named)

    (store.folder / ".journey.json.left.tmp").write_text("x")
    monkeypatch.setattr(os, "open", only_reading)
    other = Store(store.folder)
    assert other.read().note("hello") == 1
    with pytest.raises(StoreError, match="cannot be written") as caught:
        other.commit(Change("x", [Note("hello", 2)]), NOW)
    assert str(store.folder) in caught.value.message
    assert caught.value.hint
    assert store.path.read_bytes() == before
    assert other.read().note("hello") == 1
    assert listing(store.folder) == [".journey.json.left.tmp", "journey.json"]


@as_user
def test_a_folder_that_is_really_read_only(store: Store):
    store.commit(HELLO, NOW)
    for path in store.folder.iterdir():
        path.chmod(0o400)
    store.folder.chmod(0o500)
    try:
        other = Store(store.folder)
        assert other.read().note("hello") == 1
        with pytest.raises(StoreError, match="cannot be written"):
            other.commit(HELLO, NOW)
    finally:
        store.folder.chmod(0o700)


@as_user
def test_a_file_nobody_may_read(store: Store):
    store.commit(HELLO, NOW)
    store.path.chmod(0)
    assert "Permission denied" in refused(store.folder).message


@pytest.mark.parametrize("call", ["read_bytes", "stat"])
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
    before = store.path.read_bytes()
    monkeypatch.setattr("mentor.store.lock.PATIENCE", 0.02)
    with locked(store.folder / "journey.lock"):
        assert Store(store.folder).read().note("hello") == 1
        with pytest.raises(StoreError, match="another mentor") as caught:
            store.commit(Change("x", [Note("hello", 2)]), NOW)
    assert "try again" in caught.value.hint
    assert store.path.read_bytes() == before
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


def test_files_a_killed_program_left_are_swept_on_opening_and_others_are_not(store: Store, listing):
    store.commit(HELLO, NOW)
    for name in (".journey.json.abc.tmp", ".journey.json.def.tmp", "mine.tmp", ".journey.json.bak"):
        (store.folder / name).write_text("x")
    Store(store.folder)
    assert listing(store.folder) == [".journey.json.bak", "journey.json", "mine.tmp"]


def test_the_file_another_process_is_just_writing_is_not_swept(store: Store, listing):
    store.commit(HELLO, NOW)
    (store.folder / ".journey.json.abc.tmp").write_text("x")
    with locked(store.folder / "journey.lock"):
        Store(store.folder)
        assert ".journey.json.abc.tmp" in listing(store.folder)
    Store(store.folder)
    assert listing(store.folder) == ["journey.json"]


# ---------------------------------------------------------------------------------------------------- failing disk


class _Full:
    """A file on a disk that takes the first bytes and no more."""

    def __init__(self, real, number: int):
        self.real, self.number = real, number

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.real.close()

    def write(self, data: bytes):
        self.real.write(data[: len(data) // 2])
        self.real.flush()
        fails(self.number)()


@pytest.fixture(params=["mkstemp", "write", "fsync", "replace"])
def broken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """The disk, failing at one step of a commit until it is mended."""
    real = os.fdopen

    def failing(number: int) -> pytest.MonkeyPatch:
        patch = {
            "mkstemp": ("tempfile.mkstemp", fails(number)),
            "write": ("os.fdopen", lambda *args, **named: _Full(real(*args, **named), number)),
            "fsync": ("os.fsync", fails(number)),
            "replace": ("os.replace", fails(number)),
        }[request.param]
        monkeypatch.setattr(*patch)
        return monkeypatch

    return failing


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_disk_that_fails_leaves_the_old_state(store: Store, broken, listing, number: int):
    inverse = store.commit(Change("x", [Note("hello", 1), Rating("A01.1", 3, date(2026, 11, 21))]), NOW)
    before, journey = store.path.read_bytes(), store.read()
    patch = broken(number)
    for attempt in (
        lambda: store.commit(Change("y", [Note("hello", 2)], [("ratings", "A01.1")]), NOW),
        lambda: store.revert(inverse, NOW),
    ):
        with pytest.raises(StoreError) as caught:
            attempt()
        assert os.strerror(number) in caught.value.message
        assert str(store.path) in caught.value.message
        assert "untouched" in caught.value.hint
        assert store.path.read_bytes() == before
        assert store.read() == journey
        assert listing(store.folder) == ["journey.json"]
    patch.undo()
    store.commit(Change("y", [Note("hello", 2)]), NOW)
    assert Store(store.folder).read().note("hello") == 2
    assert Store(store.folder).read().ratings == journey.ratings


def test_a_first_commit_that_fails_leaves_no_file(store: Store, broken, listing):
    broken(errno.ENOSPC)
    with pytest.raises(StoreError):
        store.commit(HELLO, NOW)
    assert listing(store.folder) == []
    assert store.read().notes == {}


def test_a_batch_that_fails_half_way_leaves_nothing_behind(store: Store):
    store.commit(HELLO, NOW)
    storage = AtomicStorage(store.path)
    before = json.dumps(storage.read())

    def half_way() -> None:
        with storage.batch():
            tables = storage.read()
            tables["notes"]["hello"]["value"] = 2
            storage.write({**tables, "more": {}})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_way()
    assert json.dumps(storage.read()) == before
    assert json.dumps(AtomicStorage(store.path).read()) == before
    with storage.batch():
        storage.write({**storage.read(), "more": {}})
    assert storage.read() == {**json.loads(before), "more": {}} == AtomicStorage(store.path).read()


def test_an_interrupt_in_the_middle_leaves_the_old_state(store: Store, monkeypatch: pytest.MonkeyPatch, listing):
    store.commit(HELLO, NOW)

    def interrupted(*_args: object):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.commit(Change("x", [Note("hello", 2)]), NOW)
    assert listing(store.folder) == ["journey.json"]
    assert store.read().note("hello") == 1
    store.commit(Change("x", [Note("hello", 3)]), NOW)
    assert Store(store.folder).read().note("hello") == 3
