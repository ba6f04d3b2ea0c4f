"""How many people to write to and how many applications to send in a week: contacts first, sized from the funnel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentor.coach.funnel import FIRST, LATER, Funnel, funnel, hours_per_offer, rounded
from mentor.coach.funnel_leaks import Check, checks, worst
from mentor.coach.pipeline import offer_taken, pipeline
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.search import Channel
from mentor.text import counted

SEARCH_PHASE = "P7"
"""The phase whose mix says how much of a week the search gets."""


@dataclass(frozen=True)
class Batch:
    """What one week of the search holds. Contacts stand ahead of applications (rule C26).

    Attributes:
        contacts: People to write to; 0 only where the week has no hours for the search, or an offer was accepted.
        applications: Applications to send, over all channels; never more than `contacts`.
        by_channel: Those applications by channel, referrals first; channels with none are left out.
        minutes: What both take, minutes.
        why: The reason in one or two sentences, at most 200 characters.
    """

    contacts: int
    applications: int
    by_channel: Mapping[Channel, int]
    minutes: int
    why: str


def weekly_batch(content: Content, journey: Journey, today: date) -> Batch:
    """The batch of a week that begins today, for a journey with a profile."""
    made = funnel(content, pipeline(content, journey, today))
    return batch_of(content, journey, made, worst(checks(content, made)))


def batch_of(content: Content, journey: Journey, made: Funnel, leak: Check | None) -> Batch:
    """The same where the funnel is at hand.

    Args:
        content: Minutes and limits.
        journey: For the hours of the week and the people.
        made: Its funnel.
        leak: The step to name, if any.
    """
    assert journey.profile is not None
    if offer_taken(journey):
        return Batch(0, 0, {}, 0, "You accepted an offer; with that the search is over.")
    numbers, share = content.values("batch"), content.phases[SEARCH_PHASE].mix["publish"]
    minutes = int(journey.profile.hours_per_week * 60 * share / 100)
    contact, application = int(numbers["contact_minutes"]), int(numbers["application_minutes"])
    number = min(minutes // (contact + application), int(numbers["most"]))
    fewer = _fewer(made, leak, int(numbers["talks"])) if number > 1 else ""
    if fewer:
        number = int(number * numbers["leak_share"])
    contacts = min((minutes - number * application) // contact, int(numbers["most_contacts"]))
    hours = {channel: hours_per_offer(content, made, channel) for channel in ("referral", "cold")}
    known = people_to_ask(journey) if hours["referral"] <= hours["cold"] else 0
    by_channel: dict[Channel, int] = {"referral": min(number, known), "cold": max(number - known, 0)}
    return Batch(
        contacts,
        number,
        {channel: count for channel, count in by_channel.items() if count},
        contacts * contact + number * application,
        " ".join(_why(contacts, number, fewer, known, hours)),
    )


def _fewer(made: Funnel, leak: Check | None, most: int) -> str:
    """Why fewer applications than fit should go out; empty where nothing speaks against them."""
    talks = sum(made.count(stage).waiting for stage in LATER)
    if talks >= most:
        return f"{counted(talks, 'talk')} to prepare for"
    if leak is not None and leak.step.stage == FIRST and leak.verdict == "likely_leak":
        return "few lead to a first talk, so look at why first"
    return ""


def _why(contacts: int, number: int, fewer: str, known: int, hours: Mapping[str, float]) -> list[str]:
    if not contacts:
        return ["Your week has no room for the search."]
    if not number:
        return ["Your week has room for messages alone; they come before applications."]
    said = [f"Fewer than would fit: {fewer}."] if fewer else []
    compared = f"about {rounded(hours['referral'])} h an offer by referral, {rounded(hours['cold'])} by form"
    if known:
        people = "1 person knows you" if known == 1 else f"{known} people know you"
        return [*said, f"{people}: {compared}."]
    if hours["referral"] <= hours["cold"]:
        return [*said, f"Messages first: {compared}, and a referral begins with a message."]
    return [*said, f"Messages first, though your forms do better so far: {compared}."]


def people_to_ask(journey: Journey) -> int:
    """How many people could put in a word: an exchange took place, and no application went through them yet."""
    answered = {one.person for one in journey.messages.values() if one.answered}
    silent = {one.person for one in journey.messages.values() if one.sent} - answered
    used = {one.person for one in journey.applications.values()}
    return sum(
        (one.id in answered or (one.last is not None and one.id not in silent)) and one.id not in used
        for one in journey.people.values()
        if not one.archived
    )
