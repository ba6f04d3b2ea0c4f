"""Every system call that touches a folder, one by one: counted, failed, interrupted."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

BY_PATH = ("open", "stat", "scandir", "mkdir", "unlink", "replace", "link")
BY_HANDLE = ("fstat", "lseek", "ftruncate", "write", "fsync", "close")
CHANGING = ("open", "mkdir", "unlink", "replace", "link", "ftruncate", "write")
"""The calls that may leave something else on the disk."""
REAL = {name: getattr(os, name) for name in ("write", "close")}


class Call(NamedTuple):
    """A system call that is about to be made.

    Attributes:
        number: 1, 2, ...
        name: As in the module os; `flock` and `read` (opening a file to read it) besides.
        args: What it was called with.
        make: Makes it.
    """

    number: int
    name: str
    args: tuple[Any, ...]
    make: Callable[[], Any]


Handler = Callable[[Call], Any]


@contextlib.contextmanager
def watching(folder: Path, handler: Handler) -> Iterator[None]:
    """Hand every system call on anything in the folder to the handler, which makes it or does not."""
    inside, handles, number, busy = f"{folder}{os.sep}", set(), 0, False

    def handed(name: str, real: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        nonlocal number, busy
        number, busy = number + 1, True  # what the handler itself does is nobody's business
        try:
            return handler(Call(number, name, args, lambda: real(*args, **named)))
        finally:
            busy = False

    def by_path(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *rest: Any, **named: Any) -> Any:
            if busy or isinstance(path, int) or not f"{os.fspath(path)}{os.sep}".startswith(inside):
                return real(path, *rest, **named)
            result = handed(name, real, (path, *rest), named)
            if name == "open":
                handles.add(result)
            return result

        return call

    def by_handle(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(handle: int, *rest: Any) -> Any:
            if busy or handle not in handles:
                return real(handle, *rest)
            if name == "close":
                handles.discard(handle)
            return handed(name, real, (handle, *rest), {})

        return call

    places = [(os, name, by_path(name, getattr(os, name))) for name in BY_PATH]
    places += [(os, name, by_handle(name, getattr(os, name))) for name in BY_HANDLE]
    places += [(io, "open", by_path("read", io.open)), (fcntl, "flock", by_handle("flock", fcntl.flock))]
    before = [(module, name, getattr(module, name)) for module, name, _ in places]
    try:
        for module, name, call in places:
            setattr(module, name, call)
        yield
    finally:
        for module, name, call in before:
            setattr(module, name, call)


def names(folder: Path, act: Callable[[], object]) -> list[str]:
    """The calls that something makes, in a dry run."""
    made: list[str] = []

    def note(call: Call) -> Any:
        made.append(call.name)
        return call.make()

    with watching(folder, note):
        act()
    return made


def whole(call: Call) -> Any:
    """Make the call."""
    return call.make()


def half(call: Call) -> int:
    """Write the first half of what is to be written; return its length."""
    handle, data = call.args
    return REAL["write"](handle, bytes(data)[: len(data) // 2])


def made_anyway(call: Call) -> None:
    """Make a call whose caller will not hear of it."""
    result = call.make()
    if call.name == "open":
        REAL["close"](result)
    elif call.name in ("read", "scandir"):
        result.close()


class Failing:
    """A disk that fails at one call.

    Args:
        nth: The number of the call.
        error: What it says, a number of the module errno.
        how: `before` or `after` the call was made; `half` of the bytes were written; `short`: half of the bytes were
            written and nothing is wrong; `on`: this call and every later one fails.
    """

    def __init__(self, nth: int, error: int, how: str) -> None:
        self.nth, self.error, self.how = nth, error, how

    def __call__(self, call: Call) -> Any:
        if call.number < self.nth or (call.number > self.nth and self.how != "on"):
            return call.make()
        if self.how == "short":
            return half(call)
        if self.how == "half":
            half(call)
        elif self.how == "after" or call.name == "close":  # a system closes, whatever it says
            made_anyway(call)
        raise OSError(self.error, os.strerror(self.error))


def ways(names: list[str], long: bool) -> Iterator[Failing]:
    """Every failure that can be put into a row of calls; a short test leaves out some that are much like others."""
    for nth, name in enumerate(names, 1):
        hows = ["before"] + ["half"] * (name == "write")
        hows += ["after"] * (long or name in CHANGING) + ["on"] * (long or nth % 2)
        for turn, error in enumerate((errno.ENOSPC, errno.EIO)):
            if long or (nth + turn) % 2:
                yield from (Failing(nth, error, how) for how in hows)
        if name == "write":
            yield Failing(nth, 0, "short")


class Died(BaseException):
    """A program that was killed: none of its own lines runs any more."""


class Dying:
    """A process that dies before its n-th call; the system closes its files, so that it holds no lock."""

    def __init__(self, nth: int) -> None:
        self.nth = nth

    def __call__(self, call: Call) -> Any:
        if call.number < self.nth:
            return call.make()
        if call.name == "close":
            call.make()
        raise Died
