"""Keys as fast as the program takes them. The pilot's own `press` waits twice for an idle processor after each."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

_ROUNDS, _TURNS = 200, 500
"""Rounds after which the program counts as hanging, and turns of the event loop in each at most."""


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys in one go and wait until they are worked off.

    A key that gives the focus to something else, or opens a screen, has to be the last one: the next would still go
    to what had the focus before.
    """
    for key in keys:
        pilot.app.post_message(_event(key))
    await calm(pilot)


async def calm(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way, and the screen is drawn."""
    await until(pilot, lambda: _idle(pilot.app))


async def until(pilot: Pilot[Any], reached: Callable[[], bool]) -> None:
    """Wait for something that comes of the keys."""
    for _ in range(_ROUNDS):
        for _ in range(_TURNS):
            await asyncio.sleep(0)
            if _idle(pilot.app):
                break
        await pilot.pause(0)  # draws what is to be drawn, once for many keys
        if reached():
            return
    raise AssertionError("the screen does not come to rest")


def _idle(app: Any) -> bool:
    pumps = [app, *app.screen.walk_children(with_self=True)]
    return app.screen.is_mounted and not any(one.message_queue_size or one._next_callbacks for one in pumps)


def _event(key: str) -> events.Key:
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    char = key if len(key) == 1 else None
    if char is None:
        try:
            char = unicodedata.lookup(key.replace("_", " ").upper())
        except KeyError:
            char = None
    return events.Key(name, char)
