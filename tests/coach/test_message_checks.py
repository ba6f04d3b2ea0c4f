"""What is worth another look in a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.coach.message_checks import look_over
from mentor.coach.outreach import drafts
from mentor.journey import Journey
from mentor.journey.proof import Bullet, Run
from mentor.journey.search import Person

from .builders import CONTENT, TODAY, journey, project
from .test_outreach import ASK, WHOM, known, messages, sent, with_state

PAD = (
    " One thing I read of yours was the post on late labels, and it was about what I see in my own tables every day. "
    "The part on joins by the day of the event was new to me, and I went back to my first query."
)
GOOD = f"Hi Nn, I am building Fraud API. {ASK}{PAD}"
LED = Bullet("b1", "Led the settlement team of five", TODAY, "career")
DEPLOYED = Bullet("b1", "Deployed a pricing service used by 40 shops", TODAY, "career")


def ids(text: str, of: Journey | None = None, kind: Any = "first", person: Person = WHOM, pad: str = PAD) -> list[str]:
    """What is remarked on a text, which is made long enough."""
    looked = look_over(CONTENT, of or with_state("active"), person, text + pad, kind, TODAY)
    return [one.check.id for one in looked.remarks]


def test_a_good_message_has_nothing_to_look_at() -> None:
    looked = look_over(CONTENT, with_state("active"), WHOM, GOOD, "first", TODAY)
    assert looked.remarks == ()
    assert looked.fits
    assert looked.length == len(GOOD)


REMARKS = {
    # a text that is made long enough: what is remarked on it
    "How do you test?": [],
    "Please tell me how you test.": ["no_question"],
    "How do you test? Who owns it? Why?": ["questions"],
    "Really?? I ask.": [],
    "See https://example.org/?q=1 please.": ["no_question"],
    "How do you test? See https://example.org/a?b=1": [],
    "Can you refer me?": ["referral"],
    "Would you pass on my resume?": ["referral"],
    "Is a referral possible, are you hiring?": ["referral", "job"],
    "I am looking for a job, how do you test?": ["job"],
    "I am a huge fan of yours, how do you test?": ["flattery"],
    "I hope this finds you well. How do you test?": ["flattery"],
    "I deployed Fraud API. How do you test?": ["deployed"],
    "My model is in production. How do you test?": ["deployed"],
    "How do you keep models in production fresh?": [],
    "I read how you deployed it. How do you test?": [],
    "One thing I would like to know: how are models in production tested?": [],
    "Could I ask how the model in production is tested?": [],
    "I deployed Fraud API, how would you test it?": ["deployed"],
    "I built Fraud API. How do you test?": ["made"],
    "I built payment systems. How do you test?": [],
    "I am building Fraud API. How do you test?": [],
    "I led a team. How do you test?": ["led"],
    "You led the team. How do you test?": [],
    "My recall is 0.91. How do you test?": ["figures"],
    "Your recall was 0.91. How do you test?": [],
    "I worked 5 years in fintech. How do you test?": [],
}


@pytest.mark.parametrize("text", REMARKS)
def test_what_is_remarked(text: str) -> None:
    assert ids(f"Hi Nn, {text}") == REMARKS[text]


BORNE = {
    # what bears a claim out: (text, journey)
    "a deployed project": ("I deployed Fraud API. How?", with_state("active", "shipped")),
    "any deployed project": ("My model is in production. How?", with_state("active", "shipped")),
    "one from before": ("My model is in production. How?", with_state("active", history={"projects_deployed": 1})),
    "a bullet on deployment": ("I deployed a pricing service. How?", with_state("active", bullets={"b1": DEPLOYED})),
    "a bullet on a team": ("I led a team. How?", with_state("active", bullets={"b1": LED})),
    "a finished project": ("I built Fraud API. How?", with_state("finished")),
    "a bullet's figure": (
        "My recall is 0.84. How?",
        with_state("active", bullets={"b1": Bullet("b1", "Raised recall from 0.71 to 0.84", TODAY)}),
    ),
    "a figure of the metrics files": (
        "My recall is 0.84. How?",
        with_state("active", runs={"p1/1": Run("p1/1", "p1", TODAY, "serving_api", "none", numbers=(0.8412,))}),
    ),
}


@pytest.mark.parametrize("case", BORNE)
def test_what_the_record_bears_out_is_not_remarked(case: str) -> None:
    text, of = BORNE[case]
    assert ids(f"Hi Nn, {text}", of) == []


NOT_BORNE = {
    "another project is deployed": (
        "I deployed Churn. How?",
        known(
            projects={
                **project(level="shipped")["projects"],
                "p2": replace(project()["projects"]["p1"], id="p2", title="Churn"),
            },
            marks=project(level="shipped")["marks"],
        ),
        ["deployed"],
    ),
    "deployed before, but not this one": (
        "I deployed Fraud API. How?",
        with_state("active", history={"projects_deployed": 1}),
        ["deployed"],
    ),
    "the bullet is about another thing": (
        "I deployed Fraud API. How?",
        with_state("active", bullets={"b1": DEPLOYED}),
        ["deployed"],
    ),
    "an old run": (
        "My recall is 0.91. How?",
        with_state(
            "active",
            runs={
                "p1/1": Run("p1/1", "p1", TODAY, "serving_api", "none", numbers=(0.91,)),
                "p1/2": Run("p1/2", "p1", TODAY, "serving_api", "none", numbers=(0.84,)),
            },
        ),
        ["figures"],
    ),
    "parked": ("I work on Fraud API. How?", with_state("parked"), ["parked"]),
}


@pytest.mark.parametrize("case", NOT_BORNE)
def test_what_the_record_does_not_bear_out_is(case: str) -> None:
    text, of, expected = NOT_BORNE[case]
    assert ids(f"Hi Nn, {text}", of) == expected


def test_what_was_found_is_quoted() -> None:
    looked = look_over(CONTENT, known(), WHOM, f"I led it, are you hiring? I headed it.{PAD}", "first", TODAY)
    assert [one.said for one in looked.remarks] == [
        "Asks for a job: are you hiring",
        "Nothing recorded bears out: led, headed",
    ]


@pytest.mark.parametrize(
    ("length", "expected"), [(1, ["short"]), (199, ["short"]), (200, []), (400, []), (401, ["long"]), (3000, ["long"])]
)
def test_length(length: int, expected: list[str]) -> None:
    text = f"Hi Nn, how?{'x' * (length - 11)}" if length > 20 else "?" * length
    looked = look_over(CONTENT, known(), WHOM, f"  {text}\n", "first", TODAY)
    assert [one.check.id for one in looked.remarks] == expected
    assert (looked.length, looked.fits) == (length, not expected)


def test_an_empty_text_has_no_remarks() -> None:
    looked = look_over(CONTENT, known(), WHOM, " \n", "first", TODAY)
    assert (looked.length, looked.fits, looked.remarks) == (0, False, ())


def test_the_question_for_everybody_is_pointed_out_until_one_is_put_down() -> None:
    nobody = replace(WHOM, ask="")
    text = drafts(CONTENT, known(), nobody, "first")[0].text
    assert ids(text, known(), person=nobody, pad="") == ["default_ask"]
    assert ids(text, known(), person=WHOM, pad="") == []


KINDS = {
    "first": ["no_question", "referral"],
    "follow_up": ["no_question", "referral"],
    "thanks": [],
    "referral": ["no_question"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_referral_is_asked_for_after_an_answer_and_thanks_need_no_question(kind: str) -> None:
    assert ids("Hi Nn, please put in a word for me.", kind=kind) == KINDS[kind]


TIMES = {
    "nine days": (messages(sent("m1", 9)), ["early"], "22 November"),
    "ten days": (messages(sent("m1", 10)), [], ""),
    "a second one": (messages(sent("m1", 30), sent("m2", 15, "follow_up")), ["second"], "6 November"),
    "after an answer": (messages(sent("m1", 3, answered=1)), [], ""),
    "of nothing": ({}, [], ""),
}


@pytest.mark.parametrize("case", TIMES)
def test_one_reminder_after_about_ten_days(case: str) -> None:
    all_, expected, day = TIMES[case]
    looked = look_over(CONTENT, known(messages=all_), WHOM, f"Hi Nn, {ASK}{PAD}", "follow_up", TODAY)
    assert [one.check.id for one in looked.remarks] == expected
    assert all(day in one.said for one in looked.remarks)


def test_other_kinds_know_no_time() -> None:
    assert ids(f"Hi, {ASK}", known(messages=messages(sent("m1", 1))), "first") == []


@given(text=st.text(max_size=600), kind=st.sampled_from(tuple(KINDS)))
def test_any_text_can_be_looked_over(text: str, kind: Any) -> None:
    of = with_state("active", messages=messages(sent("m1", 1)), bullets={"b1": LED})
    looked = look_over(CONTENT, of, WHOM, text, kind, TODAY + timedelta(1))
    assert looked.length <= len(text) * 2
    assert len({one.check.id for one in looked.remarks}) == len(looked.remarks)


def test_a_long_text_takes_no_time_to_speak_of() -> None:
    from time import process_time

    began = process_time()
    look_over(CONTENT, with_state("active"), WHOM, "I deployed 0.9 and led Fraud API, " * 120, "first", TODAY)
    assert process_time() - began < 1


def test_a_journey_without_anything_can_be_looked_over() -> None:
    assert look_over(CONTENT, journey(), WHOM, GOOD, "first", TODAY).remarks == ()
