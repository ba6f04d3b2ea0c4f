"""The funnel in words, the same on the full screen and on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from mentor.coach.funnel import Funnel, Step, hours_per_offer, rounded
from mentor.coach.funnel_batch import Batch
from mentor.coach.funnel_draws import Spread
from mentor.coach.funnel_forecast import Prospects, Ratio
from mentor.coach.funnel_leaks import Check, Verdict
from mentor.coach.outlook import percent
from mentor.coach.pipeline import CHANNEL_TITLES
from mentor.content import Content
from mentor.journey.search import Channel
from mentor.text import counted

GUIDES = ("S1-063", "S0-083")
"""What two guides say of volume and of referrals; shown beside the user's own figures, never mixed with them."""
NOTHING_YET = (
    "No application is on record yet. What stands here is only what is usual, from published figures of employers in "
    "other roles and years; none of it is about you."
)
BASIS = (
    "A rate is what is usual plus your own counts; in brackets, the limits of nine tenths of the belief. What is "
    "usual comes from published figures of employers, for other roles and years, and is kept wide. Applications that "
    "wait are no trials yet; three weeks without an answer count as a no until one comes."
)
"""What the rates rest on."""
ASSUMED = "* No source speaks of this channel: a warm contact's figures stand in."
TOLD: Mapping[Verdict, str] = {
    "too_early": "too early",
    "normal": "normal range",
    "watch": "watch",
    "likely_leak": "likely leak",
}


def rate(value: float) -> str:
    """A rate in per cent, with one decimal where it is under two."""
    return f"{value:.1%}" if 0 < value < 0.0195 else f"{value:.0%}"


def between(low: float, high: float) -> str:
    """A range of rates: "6-18%"."""
    return f"{rate(low).removesuffix('%')}-{rate(high)}"


def step_rate(step: Step) -> str:
    """A step's rate with its range: "11% (6-18%)"."""
    return f"{rate(step.rate.mean)} ({between(*step.rate.interval)})"


def went_on(step: Step) -> str:
    """A step's decided applications: "4 of 9"; how many wait where none is decided, and a dash where there is none."""
    count = step.count
    if count.trials:
        return f"{count.passed} of {count.trials}"
    return f"{count.waiting} waiting" if count.waiting else "-"


def head_line(made: Funnel) -> str:
    """How many went out, wait and are still to be sent."""
    rest = [f"{made.waiting} waiting"] if made.waiting else []
    rest += [f"{made.saved} still to be sent"] if made.saved else []
    offers = made.count("offer").passed
    rest += [counted(offers, "offer")] if offers else []
    return ", ".join([f"{counted(made.total, 'application')} sent", *rest])


# ---------------------------------------------------------------------- where it leaks


def verdict(one: Check, leak: Check | None) -> str:
    """A step's verdict. Of several that look bad only the worst is labelled; the others say nothing."""
    if one.verdict == "too_early":
        return f"too early: {one.more} more"
    if one.verdict in ("watch", "likely_leak") and one is not leak:
        return "not labelled"
    return TOLD[one.verdict]


def leak_line(of: Prospects) -> str:
    """Where it leaks, in a sentence or two; or why nothing is named."""
    if not of.funnel.total:
        needed = {one.step.channel: one.more for one in of.checks}
        some = f"{needed['cold']} cold applications, or {needed['referral']} referrals,"
        return f"Too early: {some} have to be decided before a leak before the first talk can be told."
    leak = of.leak
    if leak is not None:
        step, count = leak.step, leak.step.count
        usual = f"usual is {rate(step.usual.mean)}"
        head = f"{step.name.capitalize()}: {TOLD[leak.verdict]}. {count.passed} of {count.trials} went on, {usual}."
        by_half = leak.verdict == "likely_leak"
        chance = leak.below_half if by_half else leak.below
        under = "under half of that" if by_half else "under that"
        return f"{head} By your counts alone, the chance is {percent(chance)} that your rate is {under}."
    early = [one for one in of.checks if one.verdict == "too_early"]
    if len(early) == len(of.checks):
        return "Too early to say anywhere: so few applications prove nothing, whatever became of them."
    more = " The others are too early to judge." if early else ""
    return f"Nothing stands out: what can be judged is in the normal range.{more}"


def small_print(of: Prospects) -> list[str]:
    """What small numbers cannot say: steps without any success, and several steps tested at once."""
    found = [zero_line(one.step) for one in of.checks if (one.step.at_most or 1) < 1]
    if sum(one.verdict in ("watch", "likely_leak") for one in of.checks) > 1:
        found.append(f"{len(of.checks)} steps are tested at once, so only the worst is labelled.")
    return found


def zero_line(step: Step) -> str:
    """What trials without any success say."""
    assert step.at_most is not None
    chance = f"At the usual {rate(step.usual.mean)} that happens {percent(step.by_chance)} of the time"
    most = f"the rate is at most about {rate(step.at_most)} (3/n, with 95%)"
    return f"{step.name.capitalize()}: none of {step.count.trials}. {chance}; {most}."


# ---------------------------------------------------------------------- what it comes to


def mix_words(counts: Mapping[Channel, float]) -> str:
    """Applications by channel: "70 cold, 15 warm, 15 referral"."""
    return ", ".join(f"{number(count)} {channel}" for channel, count in counts.items())


def number(count: float) -> str:
    """A count that may be a middle of some: "3", "2.5"."""
    return f"{count:.1f}".removesuffix(".0")


def per_offer_line(middle: float, spread: Spread) -> str:
    """How many applications an offer takes: "1 in 250 (90-1,100)"."""
    return f"1 in {rounded(middle)} ({rounded(spread.low)}-{rounded(spread.high)})"


def hours_words(content: Content, made: Funnel, channel: Channel) -> str:
    """How many hours that is: "about 190 h at 0.75 h each"."""
    each = content.values("funnel_hours")[channel]
    return f"about {rounded(hours_per_offer(content, made, channel))} h at {each:g} h each"


def ratio_line(one: Ratio) -> str:
    """How a channel compares with cold applications."""
    with_usual, alone = (
        f"{rounded(of.middle)} times ({rounded(of.low)}-{rounded(of.high)})" for of in (one.with_usual, one.alone)
    )
    return (
        f"{CHANNEL_TITLES[one.channel]} against cold: {with_usual} as often a first talk; by your counts alone {alone}"
    )


def pace_line(content: Content, of: Prospects) -> str:
    """What the chance by week reckons with."""
    weeks, open_ = int(content.values("funnel")["recent_weeks"]), sum(one.count for one in of.waiting)
    there = f"With the {open_} that are open" if open_ else "With nothing open now"
    if of.funnel.count("offer").passed:
        there = f"Another one. {there}"
    whose = {
        "recent": f"as in a middling week of your last {weeks}",
        "suggested": "as a week's batch suggests",
        "plan": "as you asked",
    }
    if not any(of.pace.values()):
        return f"{there}; none is added, {whose[of.pace_from]}."
    latency = content.values("funnel")["latency_weeks"]
    added = f"{there}, and {mix_words(of.pace)} a week, {whose[of.pace_from]}."
    return f"{added} From an application to an offer: {latency:g} weeks (assumed)."


def batch_line(batch: Batch) -> str:
    """A week's batch: "3 messages, then 3 applications (1 referral, 2 cold), about 3.2 h."."""
    if not batch.contacts:
        return "Nothing."
    said = counted(batch.contacts, "message")
    if batch.applications:
        said += f", then {counted(batch.applications, 'application')} ({mix_words(batch.by_channel)})"
    return f"{said}, about {number(batch.minutes / 60)} h."


def guide_lines(content: Content) -> list[tuple[str, str]]:
    """The two guides on volume and on referrals: source and what it says."""
    found = []
    for key in GUIDES:
        fact = content.facts[key]
        found.append((f"{fact.source} {content.sources[fact.source].name}", fact.text))
    return found
