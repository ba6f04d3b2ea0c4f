"""What the user is told, and putting it off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.journey import Journey
from mentor.session.base import Base

if TYPE_CHECKING:
    from mentor.coach.notices import Notice


class NoticesPart(Base):
    """Patterns of the record and warnings of the profile."""

    _told: tuple[Journey, date, tuple[Notice, ...]] | None = None

    def every_notice(self) -> tuple[Notice, ...]:
        """All of them, those put off included; worked out again only when journey or day changed.

        Raises:
            ValueError: There is no profile yet.
        """
        from mentor.coach.notices import every_notice

        journey, today = self.journey, self.today
        if self._told is None or self._told[0] is not journey or self._told[1] != today:
            self._told = (journey, today, every_notice(self.content, journey, today))
        return self._told[2]

    def notices(self) -> tuple[Notice, ...]:
        """Those to tell this week, at most two, the gravest first.

        Raises:
            ValueError: There is no profile yet.
        """
        from mentor.coach.notices import of_the_week

        return of_the_week(self.content, self.journey, self.every_notice(), self.today)

    def snooze(self, key: str) -> Notice:
        """Put a notice off for two weeks; returned as it stands then.

        Raises:
            InputError: Nothing of this id is told, or it is put off already.
        """
        notice = self._find(key)
        if notice.until is not None:
            raise InputError(f"{notice.title} is put off until {notice.until} already.")
        from mentor.journey.time import Snooze

        until = self.today + timedelta(days=self.content.values("notices")["snooze_days"])
        self.commit(f"put off: {notice.title}", [Snooze(notice.id, self.today, until)])
        return replace(notice, until=until)

    def unsnooze(self, key: str) -> Notice:
        """Tell a notice again that was put off.

        Raises:
            InputError: Nothing of this id is told, or it is not put off.
        """
        from mentor.coach.notices import partners_of

        notice = self._find(key)
        if notice.until is None:
            raise InputError(f"{notice.title} is not put off.")
        ids = [id_ for id_ in partners_of(self.content, notice) if id_ in self.journey.snoozes]
        self.commit(f"no longer put off: {notice.title}", deletes=[("snoozes", id_) for id_ in ids])
        return notice

    def _find(self, key: str) -> Notice:
        found = next((notice for notice in self.every_notice() if notice.id == key), None)
        if found is None:
            raise InputError(f"No notice has the id {key}.", hint="`mentor advice --json` lists those there are.")
        return found
