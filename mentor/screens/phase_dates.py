"""When each phase is behind, for the board and for Today's strip."""

from __future__ import annotations

from mentor.coach.outlook import done_by, is_near, ready_days
from mentor.session import Session
from mentor.text import counted


def phase_dates(session: Session, phase: str) -> str:
    """When a phase is behind, in a sentence; empty for one that is, and for one whose cards are all done."""
    days = ready_days(session.plan()).get(phase)
    if days is None:
        return ""
    told = done_by(session.content, days, session.today)
    return f"{told[0].upper()}{told[1:]}."


def strip_dates(session: Session) -> dict[str, str]:
    """When each open phase is behind, short enough for a column: "Mar-May 27", or "3-5 weeks" where it is near."""
    today = session.today
    found = {}
    for phase, (likely, plan_on) in ready_days(session.plan()).items():
        if is_near(session.content, plan_on, today):
            first, last = (round((day - today).days / 7) for day in (likely, plan_on))
            found[phase] = counted(last, "week") if first == last else f"{first}-{last} weeks"
        elif f"{likely:%b %y}" == f"{plan_on:%b %y}":
            found[phase] = f"by {plan_on:%b %y}"
        else:
            begin = f"{likely:%b}" if likely.year == plan_on.year else f"{likely:%b %y}"
            found[phase] = f"{begin}-{plan_on:%b %y}"
    return found
