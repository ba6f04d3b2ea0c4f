"""What a later week does with other people: writing to them, applying, being seen (rule C26: people first)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mentor.coach.drafts import gap_for
from mentor.coach.funnel_batch import weekly_batch
from mentor.coach.pipeline import follow_ups, offer_taken, targets_with_people
from mentor.coach.plan import Plan
from mentor.coach.templates import Filled, fill, for_case
from mentor.content import Content
from mentor.content.model import ActionCase
from mentor.journey import Journey
from mentor.text import counted


def searching(journey: Journey, plan: Plan) -> bool:
    """Whether the search is on: applications may go out, and none was accepted yet."""
    if offer_taken(journey):
        return False
    return plan.apply_gate.open or plan.current == "P7"


def pair_minutes(content: Content) -> int:
    """Minutes of one message and one application together."""
    numbers = content.values("batch")
    return int(numbers["contact_minutes"] + numbers["application_minutes"])


def search_steps(
    content: Content, journey: Journey, plan: Plan, today: date, room: float, *, forms_first: bool = False
) -> Iterator[tuple[str, Filled]]:
    """Kind and texts of what the search asks for, the most important first: who waits, new people, then forms.

    Args:
        content: Texts, and minutes of a message and of an application.
        journey: The record.
        plan: For the gap behind each.
        today: The day.
        room: Minutes that the week has for it; the batch is cut to them.
        forms_first: Whether forms go before new people where there is room for one of the two only.
    """
    if waiting := follow_ups(content, journey, today):
        filled = _filled(content, journey, plan, "follow_up", count=people(len(waiting)))
        yield "people", filled
        room -= filled.minutes
    batch, numbers = weekly_batch(content, journey, today), content.values("batch")
    contact, application = int(numbers["contact_minutes"]), int(numbers["application_minutes"])
    forms = min(batch.applications, int(room // pair_minutes(content)))
    if forms_first and not forms:
        # One goes out even where the week has a little less than it takes: it is the week's turn for it.
        forms = min(batch.applications, max(int(room // application), 1))
    contacts = min(batch.contacts, max(int((room - forms * application) // contact), 0))
    if contacts:
        filled = _filled(content, journey, plan, "contacts", count=people(contacts))
        yield "people", replace(filled, minutes=contacts * contact)
    if forms:
        known = min(batch.by_channel.get("referral", 0), forms)
        parts = [f"{known} through people who know you"] * bool(known) + [f"{forms - known} cold"] * (forms > known)
        filled = _filled(
            content, journey, plan, "batch", count=counted(forms, "application"), channels=", ".join(parts)
        )
        yield "search", replace(filled, minutes=forms * application, why=f"{batch.why} {filled.why}")


def first_target(content: Content, journey: Journey, plan: Plan) -> Filled | None:
    """Finding the first three companies with a person each, until they are on record."""
    wanted = int(content.values("search")["first_companies"])
    left = wanted - targets_with_people(journey)[1]
    if left <= 0:
        return None
    count = f"{left} more {'companies' if left > 1 else 'company'}" if left < wanted else f"{left} companies"
    return _filled(content, journey, plan, "first_target", count=count)


def people(number: int) -> str:
    """So many people, in words."""
    return f"{number} {'people' if number > 1 else 'person'}"


def _filled(content: Content, journey: Journey, plan: Plan, case: ActionCase, **more: str) -> Filled:
    assert journey.profile is not None
    template = for_case(content, case)
    return fill(template, journey.profile, plan, gap_for(content, plan, template.kind), **more)
