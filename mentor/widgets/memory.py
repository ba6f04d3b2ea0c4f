"""Keeps the collector of cyclic garbage off what stays for good, so that no key has to wait for it."""

from __future__ import annotations

import gc

_SETTLED: set[type] = set()


def settle(kind: type) -> None:
    """Leave out of every later collection what a kind of screen imported, read and made when it was first shown.

    Modules, content and records are most of it, and going over them takes longer than a frame. Once for each kind:
    what is garbage at that moment is kept as well. The program starts with the collector off (`cli/screen.py`); where
    it did not, as beside other code, nothing is done.
    """
    if kind in _SETTLED or (gc.isenabled() and not gc.get_freeze_count()):
        return
    _SETTLED.add(kind)
    gc.freeze()
    gc.enable()
