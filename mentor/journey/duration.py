"""Lengths of time as people type them, and as they are shown."""

from __future__ import annotations

import re

LONGEST = 24 * 60
"""Minutes of the longest length that is read: those of a day."""
EXAMPLES = "1h30, 1.5h, 90m, 90 or 1:30"

_HOURS, _MINUTES = "h(?:r|rs|our|ours)?", "m(?:in|ins|inute|inutes)?"
_FORMS = (
    rf"(?P<m>\d{{1,4}})(?:{_MINUTES})?",
    rf"(?P<h>\d{{1,4}}|\d{{0,4}}[.,]\d{{1,6}}){_HOURS}",
    rf"(?P<h>\d{{1,4}}){_HOURS}(?P<m>[0-5]\d)(?:{_MINUTES})?",
    # One digit of minutes needs its unit: "1h5" may mean five minutes or half an hour.
    rf"(?P<h>\d{{1,4}}){_HOURS}(?P<m>\d){_MINUTES}",
    r"(?P<h>\d{1,4}):(?P<m>[0-5]\d)",
)
# A space parts a number from its unit; between two numbers it stays, since "1 30" is not 130.
_SPACE = r"(?<=[0-9])\s+(?=[a-z])|(?<=[a-z])\s+(?=[0-9])"


def read_duration(text: str) -> int:
    """The minutes that a typed length stands for, 1 to those of a day; a bare number is minutes.

    Raises:
        ValueError: It can be read in no way, or in more than one; the text says how to write it.
    """
    typed = re.sub(_SPACE, "", text.strip().lower())
    found = next((match for form in _FORMS if (match := re.fullmatch(form, typed, re.ASCII))), None)
    if found is None:
        told = f"{typed[:40]} is no length of time" if typed else "There is no length of time"
        raise ValueError(f"{told}; write it as {EXAMPLES}.")
    parts = found.groupdict()
    hours = float(parts.get("h", "0").replace(",", "."))
    minutes = round(hours * 60) + int(parts.get("m", 0))
    if not 1 <= minutes <= LONGEST:
        raise ValueError(f"{typed[:40]} is not between 1 minute and 24 hours.")
    return minutes


def as_typed(minutes: int) -> str:
    """Minutes as one would type them: "45m", "2h", "1h30"."""
    hours, rest = divmod(minutes, 60)
    return f"{rest}m" if not hours else f"{hours}h{rest:02}" if rest else f"{hours}h"


def on_clock(seconds: int) -> str:
    """Seconds as a clock shows hours and minutes: "0:42"."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}"
