"""What a command runs on: the data folder and the clock. Everything heavy is imported when it is asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mentor.errors import MentorError

if TYPE_CHECKING:
    from pathlib import Path

    from mentor.clock import Clock
    from mentor.session import Session
    from mentor.store.store import Store


class NothingYetError(MentorError):
    """There is nothing to show: the first questions were not answered yet."""


class Context:
    """The data folder and the day a command works with."""

    def __init__(self, data_dir: str | None = None, today: date | None = None, clock: Clock | None = None) -> None:
        """Nothing is opened here.

        Args:
            data_dir: What `--data-dir` says.
            today: What `--today` says.
            clock: Another clock than the machine's.
        """
        self._data_dir = data_dir
        self._day = today
        self._clock = clock
        self._store: Store | None = None

    @property
    def clock(self) -> Clock:
        """What time it is."""
        from mentor.clock import Clock

        return self._clock or Clock(self._day)

    @property
    def today(self) -> date:
        """The user's day; with `--today` it is known without a clock."""
        return self._day or self.clock.today()

    def folder(self) -> Path:
        """The data folder, which need not exist."""
        from mentor.paths import data_dir

        return data_dir(self._data_dir)

    def store(self) -> Store:
        """The journey alone.

        Raises:
            StoreError: The journey's files cannot be read.
        """
        from mentor.store.store import Store

        self._store = Store(self.folder())
        return self._store

    def close(self) -> None:
        """What is left to do once a command has changed something: the day's backup, and keeping the log short."""
        if self._store is not None and self._store.wrote:
            self._store.keep_house(self.clock.now())

    def session(self) -> Session:
        """The journey, with the coach.

        Raises:
            StoreError: The journey's file cannot be read.
        """
        from mentor.session import Session

        return Session(None, self.store(), self.clock)  # content is loaded when somebody asks for it

    def begun_session(self) -> Session:
        """The same, of a journey that has a profile.

        Raises:
            NothingYetError: There is no profile yet.
        """
        from mentor.session import FIRST_STEP

        session = self.session()
        if session.journey.profile is None:
            raise NothingYetError("There is no profile yet.", hint=FIRST_STEP)
        return session
