"""Slow work beside a screen, which stays usable: it says how far it is, and can be stopped."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from threading import Event, Thread
from typing import TypeVar

from mentor.widgets.place import Place

T = TypeVar("T")
Tell = Callable[[str], None]
Work = Callable[[Tell, Callable[[], bool]], T]
"""Does something slow: told how to say how far it is, and how to learn that it should stop."""


class Background:
    """One piece of work in a thread of its own; it says how far it is, and stops when it is told to."""

    def __init__(self, place: Place, changed: Callable[[str], None]) -> None:
        """`changed` is told what to show: what is being done and how far it is, nothing once it is over."""
        self._place, self._changed = place, changed
        self._stop: Event | None = None

    @property
    def running(self) -> bool:
        """Whether there is work under way."""
        return self._stop is not None

    def start(self, what: str, work: Work[T], then: Callable[[T], None]) -> None:
        """Begin; `then` gets the result on the screen's own thread. What goes wrong is told there.

        Args:
            what: What is being done, in a few words.
            work: Does it, in a thread.
            then: Takes what it gave, unless it was stopped.
        """
        stop = self._stop = Event()
        self._changed(what)
        told = Event()

        def tell(far: str) -> None:
            # What is not drawn yet need not be told again: a thread may say it a thousand times a second.
            if not told.is_set():
                told.set()
                self._back(show, far)

        def show(far: str) -> None:
            told.clear()
            if stop is self._stop:
                self._changed(f"{what}: {far}")

        def run() -> None:
            try:
                done = partial(then, work(tell, stop.is_set))
            except BaseException as error:  # raised again on the screen's own thread
                done = partial(self._failed, error)
            self._back(self._over, stop, done)

        # A daemon: leaving the program must not wait for a file system or a network that does not answer.
        Thread(target=copy_context().run, args=(run,), name="background", daemon=True).start()

    def stop(self) -> bool:
        """Stop it; says whether there was anything to stop. Nothing of it is kept."""
        if self._stop is None:
            return False
        self._stop.set()
        self._end()
        return True

    def _back(self, call: Callable[..., None], *arguments: object) -> None:
        with contextlib.suppress(RuntimeError):  # the program is being left
            self._place.call_later(call, *arguments)

    def _over(self, stop: Event, then: Callable[[], None]) -> None:
        if stop is self._stop:
            self._end()
            then()

    def _end(self) -> None:
        self._stop = None
        self._changed("")

    def _failed(self, error: BaseException) -> None:
        with self._place.telling():
            raise error
