"""`mentor funnel`: what became of the applications, where it leaks, what an offer takes, by channel."""

from __future__ import annotations

import math
from argparse import Namespace
from typing import Any

from mentor.cli.context import Context
from mentor.cli.funnel_text import write_funnel
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.pairs import read_pairs
from mentor.coach import funnel_words as words
from mentor.coach.funnel import hours_per_offer
from mentor.coach.funnel_draws import Spread
from mentor.coach.funnel_forecast import Prospects
from mentor.coach.funnel_leaks import Check
from mentor.content import Content
from mentor.content.leaks import Pointer
from mentor.errors import InputError
from mentor.journey.search import CHANNELS, STAGES, Channel
from mentor.shape import did_you_mean

MOST = 200
"""Applications a week at most that a plan may name."""


def run(arguments: Namespace, context: Context) -> int:
    """Show the funnel."""
    session = context.begun_session()
    found = session.prospects(_plan(arguments.plan) if arguments.plan else None)
    if arguments.json:
        show_json(as_data(session.content, found))
        return 0
    page = Page.for_output()
    write_funnel(page, session.content, found)
    show(page)
    return 0


def _plan(pairs: list[str]) -> dict[Channel, float]:
    """Applications a week from the command line.

    Raises:
        InputError: It names no channel, or no number.
    """
    problems: list[str] = []
    found: dict[Channel, float] = {}
    for key, value in read_pairs(pairs, problems).items():
        channel = next((one for one in CHANNELS if one == key), None)
        number = _number(value)
        if channel is None:
            problems.append(f"{key}: no channel is called that{did_you_mean(key, CHANNELS)}")
        elif number is None:
            problems.append(f"{key}: a number from 0 to {MOST} is needed, {value or 'nothing'} stands here")
        else:
            found[channel] = number
    if problems:
        raise InputError("The plan cannot be read.", details=problems, hint=f"Channels: {', '.join(CHANNELS)}.")
    return found


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and 0 <= number <= MOST else None


# ---------------------------------------------------------------------- JSON


def as_data(content: Content, found: Prospects) -> dict[str, Any]:
    """The funnel as plain values; rates and chances are 0-1."""
    made = found.funnel
    return {
        "sent": made.total,
        "waiting": made.waiting,
        "saved": made.saved,
        "reached": dict(zip(("applied", *STAGES), made.reached(), strict=True)),
        "steps": [_step(one, found.leak) for one in found.checks],
        "channels": [_channel(content, found, channel) for channel in CHANNELS],
        "per_offer": found.per_offer
        and {"mix": made.mix, "applications": round(found.per_offer[0], 1), **_spread(found.per_offer[1], 1)},
        "ratios": [
            {"channel": one.channel, "with_usual": _spread(one.with_usual, 2), "alone": _spread(one.alone, 2)}
            for one in found.ratios
        ],
        "pace": {"from": found.pace_from, "weekly": dict(found.pace)},
        "chance_by_week": [round(chance, 3) for chance in found.by_week],
        "examples": [
            {"applications": one.applications, "usual": round(one.usual, 3), "own": round(one.own, 3)}
            for one in found.examples
        ],
        "leak": _leak(content, found.leak) if found.leak else None,
        "guides": [
            {"fact": key, "source": content.facts[key].source, "text": content.facts[key].text} for key in words.GUIDES
        ],
        "batch": {
            "contacts": found.batch.contacts,
            "applications": found.batch.applications,
            "by_channel": dict(found.batch.by_channel),
            "minutes": found.batch.minutes,
            "why": found.batch.why,
        },
    }


def _spread(of: Spread, places: int) -> dict[str, float]:
    return {"low": round(of.low, places), "middle": round(of.middle, places), "high": round(of.high, places)}


def _step(one: Check, leak: Check | None) -> dict[str, Any]:
    step = one.step
    low, high = step.rate.interval
    shown = "not_labelled" if one.verdict in ("watch", "likely_leak") and one is not leak else one.verdict
    return {
        "stage": step.stage,
        "channel": step.channel,
        "trials": step.count.trials,
        "passed": step.count.passed,
        "waiting": step.count.waiting,
        "usual": {"a": step.usual.a, "b": step.usual.b, "mean": round(step.usual.mean, 4), "assumed": step.assumed},
        "mean": round(step.rate.mean, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "verdict": shown,
        "below_usual": round(one.below, 4),
        "below_half": round(one.below_half, 4),
        "more_needed": one.more,
    }


def _channel(content: Content, found: Prospects, channel: Channel) -> dict[str, Any]:
    made = found.funnel
    step = made.screens[channel]
    low, high = step.rate.interval
    return {
        "id": channel,
        "sent": made.sent.get(channel, 0),
        "first_answer": {"mean": round(step.rate.mean, 4), "low": round(low, 4), "high": round(high, 4)},
        "assumed": step.assumed,
        "applications_per_offer": round(made.per_offer({channel: 1}), 1),
        "hours_per_offer": round(hours_per_offer(content, made, channel), 1),
        "hours_per_application": content.values("funnel_hours")[channel],
    }


def _leak(content: Content, leak: Check) -> dict[str, Any]:
    known = content.leaks[leak.step.stage]

    def pointers(found: tuple[Pointer, ...]) -> list[dict[str, str]]:
        return [{"text": one.text, "opens": one.opens} for one in found]

    return {
        "stage": leak.step.stage,
        "channel": leak.step.channel,
        "verdict": leak.verdict,
        "causes": pointers(known.causes),
        "steps": pointers(known.steps),
        "rules": list(known.rules),
        "facts": list(known.facts),
    }
