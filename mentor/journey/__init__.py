"""The user's records as frozen values, and the snapshot of all of them."""

from mentor.journey.change import Change
from mentor.journey.snapshot import CurrentWeek, Journey

__all__ = ["Change", "CurrentWeek", "Journey"]
