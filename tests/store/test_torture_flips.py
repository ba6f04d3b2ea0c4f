"""One bit of a file is not what was written: it is noticed, or it makes no difference."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from mentor.errors import StoreError
from mentor.store.store import Store
from tests.store.torture import FACTOR
from tests.store.torture.scenes import folded, state_of

pytestmark = pytest.mark.torture


@pytest.mark.parametrize("name", ["journey.json", "journey.log"])
def test_a_flipped_bit_is_noticed(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folded(folder)
    state, path = state_of(Store(folder)), folder / name
    good, luck, noticed = path.read_bytes(), Random(name), 0
    for at in range(len(good)):
        for bit in range(8) if FACTOR > 1 else [luck.randrange(8)]:
            path.write_bytes(good[:at] + bytes([good[at] ^ 1 << bit]) + good[at + 1 :])
            said = None
            try:
                found = state_of(Store(folder))
            except StoreError as error:
                said = error.message
            if said is None:
                assert found == state, f"byte {at}, bit {bit}"
            else:
                assert str(path) in said
                noticed += 1
    assert noticed > 0.9 * len(good)
    path.write_bytes(good)
    assert state_of(Store(folder)) == state
