"""The funnel of the job search."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mentor.journey import Journey
from mentor.session.base import Base

if TYPE_CHECKING:
    from mentor.coach.funnel_forecast import Pace, Prospects


class FunnelPart(Base):
    """What became of the applications, and what follows."""

    _prospects: tuple[Journey, date, Prospects] | None = None

    def prospects(self, plan: Pace | None = None) -> Prospects:
        """The funnel of today; without a plan worked out again only when journey or day changed.

        Args:
            plan: Applications a week by channel to reckon with instead of those of the last weeks.
        """
        from mentor.coach.funnel_forecast import Prospects

        journey, today = self.journey, self.today
        if plan is not None:
            return Prospects(self.content, journey, today, plan)
        if self._prospects is None or self._prospects[0] is not journey or self._prospects[1] != today:
            self._prospects = (journey, today, Prospects(self.content, journey, today))
        return self._prospects[2]
