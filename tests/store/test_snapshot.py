"""The snapshot's file: what goes in comes out, whatever the names and texts; plain JSON; every flipped bit is found."""

from __future__ import annotations

import json
from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.store.log import UnreadableError
from mentor.store.migrations import SCHEMA
from mentor.store.snapshot import Snapshot, decode, encode
from mentor.store.table import StoredRows

TEXT = st.text(st.sampled_from('ab"\\{}:,\n\u2028 é🙂\x00') | st.characters(exclude_categories=["Cs"]), max_size=12)
ROW = st.dictionaries(TEXT, st.none() | st.integers() | TEXT | st.lists(TEXT, max_size=2), max_size=3)
TABLES = st.dictionaries(TEXT.filter(lambda name: name != "meta"), st.dictionaries(TEXT, ROW, max_size=4), max_size=4)


def plain(snapshot: Snapshot) -> dict:
    return {name: dict(table) for name, table in snapshot.tables.items()}


@given(tables=TABLES, seq=st.integers(0, 10**9))
def test_what_goes_in_comes_out(tables: dict, seq: int):
    data = encode(Snapshot(SCHEMA, seq, tables, {"origin": {"x": 1}}))
    back = decode(data)
    assert (back.version, back.seq, plain(back)) == (SCHEMA, seq, tables)
    assert back.meta["origin"] == {"x": 1}
    assert {name: table for name, table in json.loads(data).items() if name != "meta"} == tables
    # Written again, with its rows as the bytes they came as, and again with all of them parsed.
    assert encode(decode(data)) == encode(back) == data


@given(tables=TABLES.filter(bool), changes=st.lists(st.tuples(TEXT, st.none() | ROW), max_size=5))
def test_changed_rows_go_out_with_those_that_were_never_looked_at(tables: dict, changes: list):
    name = next(iter(tables))
    snapshot = decode(encode(Snapshot(SCHEMA, 1, tables, {})))
    before, twin = dict(tables[name]), copy(snapshot.tables[name])
    for key, row in changes:
        if row is None:
            snapshot.tables[name].pop(key, None)
            tables[name].pop(key, None)
        else:
            snapshot.tables[name][key] = row
            tables[name][key] = row
    assert plain(decode(encode(snapshot))) == tables
    assert dict(twin) == before
    assert all((key in snapshot.tables[name]) == (key in tables[name]) for key, _ in changes)


def test_one_record_a_line():
    data = encode(Snapshot(SCHEMA, 7, {"notes": {"a": {"value": 1}, "b": {"value": "Größe"}}, "weeks": {}}, {}))
    assert data.decode().splitlines()[1:] == [
        '"notes":{',
        '"a":{"value":1},',
        '"b":{"value":"Größe"}',
        "},",
        '"weeks":{',
        "}",
        "}",
    ]


def test_a_table_nobody_asks_for_is_never_parsed(monkeypatch: pytest.MonkeyPatch):
    data = encode(Snapshot(SCHEMA, 7, {"log": {"a": {"value": 1}}, "notes": {"b": {"value": 2}}}, {}))
    snapshot = decode(data)
    monkeypatch.setattr("mentor.store.table._pairs", lambda _: pytest.fail("looked into a table"))
    assert isinstance(copy(snapshot.tables["log"]), StoredRows)
    assert encode(snapshot) == data


FILE = encode(Snapshot(SCHEMA, 345, {"notes": {"a": {"value": "x"}, "b": {"value": 12}}, "weeks": {}}, {}))


@pytest.mark.parametrize("at", range(len(FILE)))
def test_every_flipped_bit_is_found(at: int):
    for bit in (1, 2, 16, 128):
        data = bytearray(FILE)
        data[at] ^= bit
        if decode_or_none(bytes(data)) is not None:
            pytest.fail(f"byte {at}, bit {bit} makes {bytes(data)!r}")


def decode_or_none(data: bytes) -> Snapshot | None:
    """The snapshot; None where it is refused, or where it says of itself that a newer program wrote it."""
    try:
        snapshot = decode(data)
    except UnreadableError:
        return None
    return snapshot if snapshot.version <= SCHEMA else None


@pytest.mark.parametrize("length", range(len(FILE)))
def test_every_cut_is_found(length: int):
    with pytest.raises(UnreadableError):
        decode(FILE[:length])
