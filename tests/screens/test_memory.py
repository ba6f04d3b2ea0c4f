"""What the collector leaves alone. In a process of its own: it is the whole process's collector."""

from __future__ import annotations

import subprocess
import sys

import pytest

CASES = {
    "where the start turned it off": ("gc.disable(); settle(int)", "True True"),
    "a second kind": ("gc.disable(); settle(int); gc.unfreeze(); gc.disable(); settle(str)", "True True"),
    "the same kind again": ("gc.disable(); settle(int); gc.unfreeze(); gc.disable(); settle(int)", "False False"),
    "beside other code": ("settle(int)", "True False"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_stands_is_kept_out_of_later_collections(case: str) -> None:
    steps, said = CASES[case]
    begin, end = (
        "import gc; from mentor.widgets.memory import settle",
        "print(gc.isenabled(), gc.get_freeze_count() > 0)",
    )
    code = f"{begin}; {steps}; {end}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == said
