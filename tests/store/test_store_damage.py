"""Damage to the files of today: flipped bits are found, wrong lines named, nothing is passed over in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import pytest

from mentor.errors import StoreError
from mentor.journey import Change
from mentor.journey.records import Note
from mentor.store.journal import Journal
from mentor.store.log import FORMAT, dumps
from mentor.store.migrations import SCHEMA
from mentor.store.rescue import carry_out, newest_good_state
from mentor.store.store import Store
from mentor.store.trouble import DamagedError
from tests.raw import everything, labels_of, lay_by_hand

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SNAPSHOT, LOG = "journey.json", "journey.log"


def put(store: Store, value: int) -> None:
    store.commit(Change(f"say {value}", [Note("said", value), Note(f"n{value}", "grüße @ J*")]), NOW)


@pytest.fixture
def kept(folder: Path) -> Path:
    """A folder whose snapshot holds two changes and whose log holds the next three."""
    store = Store(folder)
    for value in range(1, 6):
        put(store, value)
        if value == 2:
            store.fold()
    return folder


def said(folder: Path) -> object:
    return Store(folder).read().note("said")


def lines(folder: Path) -> list[bytes]:
    """The log's lines, the header first."""
    return (folder / LOG).read_bytes().splitlines(keepends=True)


def refused(folder: Path, name: str) -> StoreError:
    """The error of opening, which names a file; nothing is changed by it, nor by a store that was open before."""
    before = everything(folder)
    with pytest.raises(StoreError) as caught:
        Store(folder)
    assert str(folder / name) in caught.value.message
    assert caught.value.message.count(str(folder)) == 1
    assert "Nothing was changed." in caught.value.hint
    assert everything(folder) == before
    return caught.value


def resummed(line: bytes, change: Callable[[Any], Any]) -> bytes:
    """A line of the log with something else in it and a checksum that fits."""
    body = dumps(change(json.loads(line[9:])))
    return b"%08x %s\n" % (crc32(body), body)


# ---------------------------------------------------------------------------------------------------- flipped bits


def flipped(data: bytes, bit: int) -> bytes:
    at, mask = bit // 8, 1 << bit % 8
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


class Look(NamedTuple):
    """What comes of reading a file in which a bit is flipped."""

    byte: int
    was: bytes
    now: bytes
    damaged: Path | None
    newer: bool


def looks(folder: Path, name: str, plain: tuple[int, int]) -> list[Look]:
    """One for each bit of the file; one for each byte of its plain middle part, to be done sooner."""
    whole, found = (folder / name).read_bytes(), []
    for bit in range(len(whole) * 8):
        at = bit // 8
        if plain[0] <= at < plain[1] and bit % 8 != at % 7:
            continue
        data = flipped(whole, bit)
        (folder / name).write_bytes(data)
        journal, damaged = Journal(folder), None
        try:
            journal.refresh()
        except DamagedError as error:
            damaged = error.path
        found.append(Look(at, whole[at : at + 1], data[at : at + 1], damaged, journal.newer))
    (folder / name).write_bytes(whole)
    return found


def test_each_flipped_bit_of_the_snapshot_is_found(kept: Path):
    whole = (kept / SNAPSHOT).read_bytes()
    found = looks(kept, SNAPSHOT, (whole.index(b"\n") + 10, len(whole) - 10))
    missed = [look for look in found if look.damaged != kept / SNAPSHOT]
    # The digit of the version may speak of a newer program; then nothing can be changed.
    assert [look for look in missed if not look.newer] == []
    assert {look.byte for look in missed} <= {whole.index(b'"version":') + 10}
    (kept / SNAPSHOT).write_bytes(flipped(whole, whole.index(b"gr\xc3\xbc") * 8))
    assert "checksum" in refused(kept, SNAPSHOT).message


def test_each_flipped_bit_of_the_log_is_found(kept: Path):
    """Also in the last line: what a power cut leaves of a line is its beginning, or whole blocks of zeros in it."""
    header, *_, last = lines(kept)
    found = looks(kept, LOG, (len(header), (kept / LOG).stat().st_size - len(last)))
    assert [look for look in found if look.damaged != kept / LOG] == []


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_flipped_bit_of_the_log_names_the_line(kept: Path, number: int):
    found = lines(kept)
    found[number - 1] = flipped(found[number - 1], 8 * 20)
    (kept / LOG).write_bytes(b"".join(found))
    message = refused(kept, LOG).message
    assert "checksum" in message
    assert (f"line {number}:" in message) == (number > 1)


def test_a_flipped_bit_while_open_stops_every_call(kept: Path):
    store = Store(kept)
    for name in (SNAPSHOT, LOG):
        whole = (kept / name).read_bytes()
        (kept / name).write_bytes(flipped(whole, 8 * (len(whole) - 30)))
        before = everything(kept)
        for attempt in (store.read, lambda: put(store, 9), lambda: store.undo(NOW), store.fold):
            with pytest.raises(DamagedError):
                attempt()
        assert everything(kept) == before
        (kept / name).write_bytes(whole)
        assert store.read().note("said") == 5


# ---------------------------------------------------------------------------------------------------- lines


def test_a_torn_last_line_was_never_acknowledged_and_is_dropped(kept: Path):
    whole = (kept / LOG).read_bytes()
    last = len(lines(kept)[-1])
    for cut in range(1, last + 1):
        (kept / LOG).write_bytes(whole[:-cut])
        before = everything(kept)
        assert said(kept) == 4
        assert everything(kept) == before
    store = Store(kept)
    put(store, 6)
    assert said(kept) == 6
    assert store.read().note("n5") is None


@pytest.mark.parametrize("zeros", [10_000, 20_000])
def test_a_last_line_that_the_disk_did_not_come_to_write_is_dropped(kept: Path, zeros: int):
    whole, blank = (kept / LOG).read_bytes(), bytes(zeros)
    for rest in (b"\0", blank, blank + b"\n", b"0123abcd {" + blank, b"0123abcd {" + blank + b'"}\n'):
        (kept / LOG).write_bytes(whole + rest)
        assert said(kept) == 5
    store = Store(kept)
    put(store, 6)
    assert (kept / LOG).read_bytes().startswith(whole)
    assert said(kept) == 6


def test_a_torn_last_line_is_not_read_again_when_another_takes_its_place(kept: Path):
    whole = (kept / LOG).read_bytes()
    reader, writer = Store(kept), Store(kept)
    (kept / LOG).write_bytes(whole + b"0123abcd {")
    assert reader.read().note("said") == 5
    put(writer, 6)
    assert reader.read().note("said") == 6


def test_a_line_taken_back_after_it_was_read_is_forgotten(kept: Path):
    """A commit whose sync fails may be seen by a reader before it is taken off again."""
    whole = (kept / LOG).read_bytes()
    writer, reader = Store(kept), Store(kept)
    put(writer, 6)
    assert reader.read().note("said") == 6
    (kept / LOG).write_bytes(whole)
    assert reader.read().note("said") == 5
    put(writer, 7)
    assert reader.read().note("said") == 7 == said(kept)
    assert reader.read().note("n6") is None


@pytest.mark.parametrize("number", [2, 3])
def test_a_line_that_is_gone_from_the_middle(kept: Path, number: int):
    found = lines(kept)
    del found[number - 1]
    (kept / LOG).write_bytes(b"".join(found))
    assert f"line {number}: the change before it is missing" in refused(kept, LOG).message


def test_two_lines_that_changed_places(kept: Path):
    header, first, second, third = lines(kept)
    (kept / LOG).write_bytes(header + second + first + third)
    assert "line 2:" in refused(kept, LOG).message


@pytest.mark.parametrize("line", [b"\n", b"hello\n", b"00000000 {}\n", b"\xff\xfe\n", b" " * 5_000 + b"\n"])
def test_a_line_that_is_none_of_ours(kept: Path, line: bytes):
    header, first, *rest = lines(kept)
    (kept / LOG).write_bytes(header + first + line + b"".join(rest))
    assert "line 3:" in refused(kept, LOG).message
    (kept / LOG).write_bytes(header + first + b"".join(rest) + line)
    assert "line 5:" in refused(kept, LOG).message


@pytest.mark.parametrize(
    "change",
    [
        lambda _: [],
        lambda _: "text",
        lambda _: {},
        lambda value: {**value, "seq": None},
        lambda value: {**value, "seq": "three"},
        lambda value: {**value, "seq": [3]},
        lambda value: {**value, "of": "x"},
        lambda value: {**value, "rows": None},
        lambda value: {**value, "rows": 7},
        lambda value: {**value, "rows": [7]},
        lambda value: {**value, "rows": [["notes", "said"]]},
        lambda value: {**value, "rows": [["notes", "said", None, [1]]]},
        lambda value: {**value, "rows": [["notes", "said", "x", None]]},
    ],
)
def test_a_line_of_a_wrong_shape_whose_checksum_fits(kept: Path, change: Callable[[Any], Any]):
    header, first, *rest = lines(kept)
    (kept / LOG).write_bytes(header + resummed(first, change) + b"".join(rest))
    assert "line 2:" in refused(kept, LOG).message


@pytest.mark.parametrize("body", [b"[" * 100_000, b"9" * 5_000, b'{"seq":' * 50_000, b"{]", b"\xff"])
def test_a_line_that_is_no_json_whose_checksum_fits(kept: Path, body: bytes):
    header, *rest = lines(kept)
    (kept / LOG).write_bytes(header + b"%08x %s\n" % (crc32(body), body) + b"".join(rest))
    assert "line 2:" in refused(kept, LOG).message


def test_a_record_in_the_log_that_cannot_be_read_is_named(kept: Path):
    def wrong(value: Any) -> Any:
        return {**value, "rows": [["tasks", "P1.1", None, {"state": "nearly", "on": "2026-11-21"}]]}

    *found, last = lines(kept)
    (kept / LOG).write_bytes(b"".join(found) + resummed(last, wrong))
    before = everything(kept)
    with pytest.raises(StoreError) as caught:
        Store(kept)
    assert caught.value.details[0].startswith("tasks P1.1: ")
    assert everything(kept) == before


# ---------------------------------------------------------------------------------------------------- headers


@pytest.mark.parametrize(
    "change",
    [
        lambda _: [],
        lambda _: {},
        lambda value: {**value, "log": None},
        lambda value: {**value, "log": "one"},
        lambda value: {**value, "base": "two"},
        lambda value: {**value, "schema": [SCHEMA]},
        lambda value: {key: value[key] for key in value if key != "id"},
    ],
)
def test_a_first_line_of_a_wrong_shape_whose_checksum_fits(kept: Path, change: Callable[[Any], Any]):
    header, *rest = lines(kept)
    (kept / LOG).write_bytes(resummed(header, change) + b"".join(rest))
    refused(kept, LOG)


def test_a_log_without_its_first_line(kept: Path):
    (kept / LOG).write_bytes(b"".join(lines(kept)[1:]))
    refused(kept, LOG)


def test_a_log_cut_in_its_first_line(kept: Path):
    header = lines(kept)[0]
    for end in range(len(header)):
        (kept / LOG).write_bytes(header[:end])
        with pytest.raises(DamagedError, match="first line"):
            Store(kept)
    assert "first line" in refused(kept, LOG).message


@pytest.mark.parametrize("content", [b"", b"{}", b"hello\n", b"\n\n", bytes(600), bytes(range(256))])
def test_another_programs_log(kept: Path, content: bytes):
    (kept / LOG).write_bytes(content)
    refused(kept, LOG)


def test_a_log_of_a_newer_format_asks_for_an_upgrade(kept: Path):
    header, *rest = lines(kept)
    newer = resummed(header, lambda value: {**value, "log": FORMAT + 1})
    (kept / LOG).write_bytes(newer + b"in whatever form\n" + b"".join(rest))
    error = refused(kept, LOG)
    assert "newer" in error.message
    assert "Upgrade" in error.hint
    assert not isinstance(error, DamagedError)


def test_a_log_that_became_of_a_newer_format_while_open_is_not_written_to(kept: Path):
    store = Store(kept)
    header, *rest = lines(kept)
    (kept / LOG).write_bytes(resummed(header, lambda value: {**value, "log": FORMAT + 1}) + b"".join(rest))
    before = everything(kept)
    for attempt in (lambda: put(store, 6), lambda: store.undo(NOW), store.fold):
        with pytest.raises(StoreError, match="newer"):
            attempt()
    assert everything(kept) == before


# ------------------------------------------------------------------------------------------------ files that do not fit


def test_a_log_that_is_missing_beside_a_folded_snapshot(kept: Path):
    (kept / LOG).unlink()
    assert "missing" in refused(kept, LOG).message


def test_a_log_that_is_missing_before_the_first_fold(store: Store):
    put(store, 1)
    (store.folder / LOG).unlink()
    assert "missing" in refused(store.folder, LOG).message


def test_a_log_that_went_missing_while_open(kept: Path):
    store = Store(kept)
    (kept / LOG).unlink()
    before = everything(kept)
    for attempt in (store.read, lambda: put(store, 6), lambda: store.undo(NOW), store.fold):
        with pytest.raises(DamagedError, match="missing"):
            attempt()
    assert everything(kept) == before


def test_a_snapshot_that_is_missing_beside_a_log_that_goes_on_from_it(kept: Path):
    (kept / SNAPSHOT).unlink()
    assert "missing" in refused(kept, SNAPSHOT).message


def test_a_snapshot_that_is_missing_beside_the_first_log(store: Store):
    put(store, 1)
    (store.folder / SNAPSHOT).unlink()
    assert "missing" in refused(store.folder, SNAPSHOT).message


def test_an_older_snapshot_beside_a_newer_log(kept: Path):
    older = (kept / SNAPSHOT).read_bytes()
    Store(kept).fold()
    put(Store(kept), 6)
    (kept / SNAPSHOT).write_bytes(older)
    assert "older than the log" in refused(kept, SNAPSHOT).message


def test_an_older_log_beside_a_newer_snapshot(kept: Path):
    older = (kept / LOG).read_bytes()
    put(Store(kept), 6)
    Store(kept).fold()
    put(Store(kept), 7)
    (kept / LOG).write_bytes(older)
    refused(kept, LOG)


def test_a_snapshot_of_the_first_version_beside_a_log(kept: Path):
    whole = everything(kept)
    lay_by_hand(kept, {"notes": {"said": {"value": 0}}})
    (kept / LOG).write_bytes(whole[LOG])
    refused(kept, SNAPSHOT)


def test_a_log_that_begins_after_changes_that_are_nowhere(kept: Path):
    (kept / LOG).write_bytes(resummed(lines(kept)[0], lambda value: {**value, "base": 7}))
    assert "older than the log" in refused(kept, SNAPSHOT).message


def test_a_fold_that_died_before_the_new_log_changes_nothing(kept: Path):
    """The snapshot is in place already, the log still holds what is in it: those lines are passed over."""
    older = (kept / LOG).read_bytes()
    Store(kept).fold()
    (kept / LOG).write_bytes(older)
    assert said(kept) == 5
    store = Store(kept)
    assert store.undo(NOW) == "say 5"
    put(store, 6)
    assert said(kept) == 6
    Store(kept).fold()
    assert said(kept) == 6


def test_damage_in_the_history_harms_nothing_but_the_history(kept: Path):
    Store(kept).fold()
    for path in (kept / "history").iterdir():
        path.write_bytes(b"damaged")
    store = Store(kept)
    assert store.undo(NOW) is None
    put(store, 6)
    assert store.undo(NOW) == "say 6"
    assert store.undo(NOW) is None
    assert said(kept) == 5


def test_a_history_alone_is_no_empty_journey(kept: Path):
    (kept / SNAPSHOT).unlink()
    (kept / LOG).unlink()
    before = everything(kept)
    with pytest.raises(DamagedError, match="missing"):
        Store(kept)
    assert everything(kept) == before


def test_a_journey_begun_anew_takes_nothing_of_an_old_history_for_its_own(kept: Path):
    (kept / SNAPSHOT).unlink()
    (kept / LOG).unlink()
    old = (kept / "history").rename(kept / "aside")
    store = Store(kept)
    put(store, 10)
    old.rename(kept / "history")
    put(store, 11)
    store.fold()
    put(store, 12)
    assert labels_of(kept) == ["say 12", "say 11", "say 10"]
    again = Store(kept)
    assert [again.undo(NOW) for _ in range(4)] == ["say 12", "say 11", "say 10", None]


def with_a_broken_row(folder: Path) -> None:
    """A snapshot whose checksum fits and whose row is no JSON: written by a program gone wrong."""
    path = folder / SNAPSHOT
    first, _, rest = path.read_bytes().partition(b"\n")
    rest = rest.replace(b'"id":', b'"id":{', 1)
    meta = json.loads(first.removesuffix(b",") + b"}")["meta"]
    found = meta["schema"].pop("sum")
    new = f"{crc32(rest, crc32(dumps(meta))):08x}"
    path.write_bytes(first.replace(found.encode(), new.encode()) + b"\n" + rest)


def test_a_row_that_is_no_json_under_a_checksum_that_fits(kept: Path):
    Store(kept).fold()
    with_a_broken_row(kept)
    store = Store(kept)
    with pytest.raises(DamagedError, match="cannot be read"):
        store.look_over()
    with pytest.raises(ValueError, match="notes"):
        store.read().notes.values()
    rescue = newest_good_state(kept)
    assert rescue is not None
    assert rescue.missing == ()
    carry_out(kept, rescue, NOW)
    Store(kept).look_over()
