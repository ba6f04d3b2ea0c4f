"""The six first questions and the quick audit, as data: which are answered, which comes next."""

from __future__ import annotations

from mentor.journey import Journey


def is_welcome_done(journey: Journey) -> bool:
    """Whether the first run is through: a profile, and every area rated once or the user said to go on without."""
    if journey.profile is None:
        return False
    return bool(journey.note("welcome.done")) or bool(journey.weeks)
