"""Drafts of messages: what they say of the user, and that they claim nothing the record does not hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.coach.message_checks import look_over
from mentor.coach.outreach import call_name, claims, drafts, kinds_open, next_step, question_for, stands
from mentor.content.outreach import CLAIMS, DRAFT_KINDS
from mentor.journey import Journey
from mentor.journey.proof import Bullet, Deployment, Run
from mentor.journey.records import Mark
from mentor.journey.search import Application, Company, Message, Person

from .builders import CONTENT, TODAY, journey, journeys, project

ASK = "How do you keep features equal in training and serving?"
WHOM = Person("h1", "Nn Mm", TODAY, "c1", ask=ASK)
COMPANY = Company("c1", "Acme", TODAY)
RESULT = "Trained XGBoost on 90,000 rows; recall 0.84 at 1% false positives vs 0.71 for the rules"


def known(start: str = "swe_backend", **fields: Any) -> Journey:
    """A journey with one person at one company."""
    given = {"industry": "fintech", "target": "platform", "people": {"h1": WHOM}, "companies": {"c1": COMPANY}}
    return journey(start, **{**given, **fields})


def with_state(state: str, level: str = "none", without: tuple[str, ...] = (), **fields: Any) -> Journey:
    tables = project(level=level, without=without)
    tables["projects"] = {"p1": replace(tables["projects"]["p1"], state=state)}
    return known(**tables, **fields)


def texts(of: Journey, kind: str = "first", person: Person = WHOM) -> list[str]:
    return [draft.text for draft in drafts(CONTENT, of, person, kind)]  # type: ignore[arg-type]


def sent(id_: str, days: int, kind: str = "first", answered: int | None = None, text: str = "Hi?") -> Message:
    """A message of some days ago; `answered` days ago."""
    answer = None if answered is None else TODAY - timedelta(answered)
    return Message(id_, "h1", TODAY - timedelta(days), text, kind, sent=True, answered=answer)  # type: ignore[arg-type]


def messages(*all_: Message) -> dict[str, Message]:
    return {one.id: one for one in all_}


# ---------------------------------------------------------------------------------------------------- what is said

LOOK = Deployment("d1", "https://example.org", TODAY, 200, "p1")
NOT_APPLICABLE = {"p1/R27": Mark("p1/R27", "p1", "R27", "na", TODAY, "a batch job")}
STANDS = {
    # what is recorded: (journey, what the project stands as)
    "begun": (with_state("active"), "building"),
    "all but deployed": (with_state("active", "shipped", ("R27",)), "building"),
    "shipped and attested": (with_state("active", "shipped"), "deployed"),
    "finished by the user's word alone": (with_state("finished"), "built"),
    "begun, and a look was answered": (with_state("active", deployments={"d1": LOOK}), "deployed"),
    "begun, and a look was not answered": (
        with_state("active", deployments={"d1": replace(LOOK, status=0)}),
        "building",
    ),
    "the newest look counts": (
        with_state("active", deployments={"d1": LOOK, "d2": replace(LOOK, id="d2", status=503)}),
        "building",
    ),
}


@pytest.mark.parametrize("case", STANDS)
def test_a_project_stands_as_the_record_bears_out(case: str) -> None:
    of, expected = STANDS[case]
    assert stands(CONTENT, of, of.projects["p1"]) == expected


def test_that_deployment_does_not_apply_is_no_deployment() -> None:
    tables = project(level="shipped")
    tables["marks"] = {**tables["marks"], **NOT_APPLICABLE}
    of = known(**tables)
    assert stands(CONTENT, of, of.projects["p1"]) == "built"
    assert not any("deployed" in text for text in texts(of))


SAYS = {
    # what is recorded: (journey, what each first message must hold, and what none may)
    "no project": (known(), (ASK, "backend engineer"), ("built", "building", "deployed", "Measured")),
    "begun": (with_state("active"), ("building Fraud API, a prediction service",), ("I built", "deployed")),
    "finished": (with_state("finished"), ("built Fraud API, a prediction service",), ("deployed", "building")),
    "deployed": (with_state("active", "shipped"), ("built and deployed Fraud API",), ("am building",)),
    "parked": (with_state("parked", "shipped"), (ASK,), ("Fraud", "built", "deployed")),
    "no company": (known(companies={}), (ASK,), ("Acme", "at :", "  ")),
    "beginner": (known("beginner", industry="nursing"), ("from nursing",), ("engineer",)),
    "beginner from nowhere named": (known("beginner", industry=""), ("another field",), ("from ,",)),
}


@pytest.mark.parametrize("case", SAYS)
def test_a_first_message_says_what_is_recorded_and_no_more(case: str) -> None:
    of, there, absent = SAYS[case]
    all_ = texts(of)
    assert len(set(all_)) == 3
    for words in there:
        assert any(words in text for text in all_), words
    for words in absent:
        assert not any(words in text for text in all_), words


@pytest.mark.parametrize("kind", DRAFT_KINDS)
@pytest.mark.parametrize("of", [known(), with_state("active"), with_state("active", "shipped")])
def test_drafts_have_the_length_that_does_best(kind: str, of: Journey) -> None:
    best = CONTENT.outreach.length
    lengths = [len(text) for text in texts(of, kind)]
    assert len(lengths) >= 2
    assert all(best.low <= length <= best.high for length in lengths), lengths


def test_the_wordings_of_the_best_length_come_first() -> None:
    of = known(people={}, companies={})
    person = Person("h1", "Nn", TODAY, ask="How do you test?")
    fits = [200 <= len(text) <= 400 for text in texts(of, person=person)]
    assert fits == sorted(fits, reverse=True)
    assert set(fits) == {True, False}


def test_every_placeholder_can_be_filled() -> None:
    """A full record of each standing brings out the fullest version of each sentence that fits it."""
    posts = {
        "saved": Application("a1", "ML platform engineer", TODAY, company="c1", sent=False),
        "sent": Application("a1", "Search engineer", TODAY, company="c1"),
    }
    said = ""
    for tables in (with_state("active"), with_state("finished"), with_state("active", "shipped")):
        for post in posts.values():
            bullet = Bullet("b1", RESULT, TODAY, project="p1")
            of = replace(tables, bullets={"b1": bullet}, applications={"a1": post}, messages=messages(sent("m1", 10)))
            said += " ".join(text for kind in DRAFT_KINDS for text in texts(of, kind))
    for words in ("11 November", "for ML platform engineer at", "for Search engineer at", "recall 0.84 at 1%"):
        assert words in said
    assert "{" not in said


# ---------------------------------------------------------------------------------------------------- figures

FIGURES = {
    "Trained XGBoost; recall 0.84 at 1% false positives vs 0.71 for rules": "recall 0.84 at 1% false positives vs 0.71",
    "Built a churn model with F1 0.84 on held-out customers": "F1 0.84",
    "Cut latency from 420 ms to 95 ms": "latency from 420 ms to 95 ms",
    "Reduced false alarms from 30% to 12% for a ward": "false alarms from 30% to 12%",
    "Served with FastAPI, p95 95 ms": "p95 95 ms",
    "Trained a model that is better": "",
    "Improved recall a lot": "",
}


@pytest.mark.parametrize("bullet", FIGURES)
def test_a_figure_is_taken_whole_from_a_bullet_of_the_project(bullet: str) -> None:
    of = with_state("active", bullets={"b1": Bullet("b1", bullet, TODAY, project="p1")})
    assert claims(CONTENT, of)[0].figure == FIGURES[bullet]


@pytest.mark.parametrize(
    ("bullet", "numbers", "figure"),
    [
        (Bullet("b1", RESULT, TODAY, project="p1"), (0.84, 0.71, 0.01), "recall 0.84 at 1% false positives vs 0.71"),
        (Bullet("b1", RESULT, TODAY, project="p1"), (0.79, 0.71, 0.01), ""),
        (Bullet("b1", RESULT, TODAY, project="p2"), (), ""),
        (Bullet("b1", RESULT, TODAY), (), ""),
        (Bullet("b1", RESULT, TODAY, part="career", project="p1"), (), ""),
    ],
)
def test_no_figure_that_the_metrics_files_do_not_hold(bullet: Bullet, numbers: Any, figure: str) -> None:
    runs = {"p1/1": Run("p1/1", "p1", TODAY, "serving_api", "none", numbers=numbers)} if numbers else {}
    assert claims(CONTENT, with_state("active", bullets={"b1": bullet}, runs=runs))[0].figure == figure


def test_the_project_that_shows_most_is_named() -> None:
    begun, deployed = project(level="none", id_="p2"), project(level="shipped", id_="p1")
    newer = replace(begun["projects"]["p2"], title="Newer", on=TODAY + timedelta(1))
    of = known(projects={"p2": newer, **deployed["projects"]}, marks=deployed["marks"])
    assert [(one.project.id, one.stands) for one in claims(CONTENT, of)] == [("p1", "deployed"), ("p2", "building")]
    assert not any("Newer" in text for text in texts(of))


# ---------------------------------------------------------------------------------------------------- property

CLAIMING = re.compile(r"\b(deployed|production|live|launched)\b")
LEVEL = re.compile(r"\b(shipped|defensible|verified|expert|senior|level)\b", re.IGNORECASE)
PEOPLE = st.builds(
    Person,
    st.just("h1"),
    st.sampled_from(("Nn", "Nn Mm", "the lead", "[bold]x {ask}")),
    st.just(TODAY),
    st.sampled_from(("", "c1", "gone")),
    ask=st.sampled_from(("", ASK, "how they test features.", "x " * 300, "{deployed}")),
)


@given(
    of=journeys(),
    state=st.sampled_from(("active", "parked", "finished")),
    status=st.sampled_from((None, 0, 200, 500)),
    person=PEOPLE,
    kind=st.sampled_from(DRAFT_KINDS),
    bullet=st.sampled_from(("", RESULT, "Cut latency from 420 ms to 95 ms")),
)
def test_no_draft_claims_what_the_record_does_not_hold(
    of: Journey, state: Any, status: int | None, person: Person, kind: Any, bullet: str
) -> None:
    of = replace(
        of,
        projects={key: replace(one, state=state) for key, one in of.projects.items()},
        deployments={"d1": replace(LOOK, status=status)} if status is not None else {},
        companies={"c1": COMPANY},
        people={"h1": person},
        bullets={"b1": Bullet("b1", bullet, TODAY, project="p1")} if bullet else {},
    )
    mark = of.marks.get("p1/R27")
    deployed = (
        "p1" in of.projects and state != "parked" and ((mark is not None and mark.state == "met") or status == 200)
    )
    found = texts(of, kind, person)
    assert found
    for text in found:
        own = text.replace(question_for(CONTENT, person), "").replace(person.name, "")
        assert bool(CLAIMING.search(own)) <= deployed
        assert not LEVEL.search(own)
        assert ("Fraud API" in own) <= (bool(of.projects) and state != "parked")
        assert ("Measured" in own) <= bool(bullet)
        assert not [name for name in (*CLAIMS, "name", "company") if f"{{{name}}}" in own]
        remarks = {one.check.id for one in look_over(CONTENT, of, person, text, kind, TODAY).remarks}
        assert remarks.isdisjoint({"deployed", "made", "led", "figures", "parked", "job", "flattery"})
    assert found == texts(of, kind, person)


# ---------------------------------------------------------------------------------------------------- what comes next

LATER = TODAY + timedelta(3)
STEPS = {
    # what was sent: (messages, kind, day, words of the reason)
    "nothing": ((), "first", None, "Nothing was sent"),
    "only a draft": ((replace(sent("m1", 0), sent=False),), "first", None, "Nothing was sent"),
    "a first, lately": ((sent("m1", 7),), "follow_up", LATER, "is due from 24 November on"),
    "a first, long ago": ((sent("m1", 10),), "follow_up", TODAY, "has been due since 21 November"),
    "a reminder": (
        (sent("m1", 20), sent("m2", 9, "follow_up")),
        None,
        None,
        "The one reminder went out on 12 November",
    ),
    "an answer": ((sent("m1", 9, answered=4),), "thanks", None, "17 November has had no thanks"),
    "an answer to the reminder": (
        (sent("m1", 20), sent("m2", 9, "follow_up", answered=1)),
        "thanks",
        None,
        "20 November",
    ),
    "thanks": ((sent("m1", 9, answered=4), sent("m2", 3, "thanks")), "referral", None, "may be asked for more"),
    "thanks of the same day": ((sent("m1", 9, answered=4), sent("m2", 4, "thanks")), "referral", None, "17 November"),
    "thanks that speak of a referral": (
        (sent("m1", 9, answered=8), sent("m2", 7, "thanks", text="Thanks for the referral")),
        "referral",
        None,
        "may be asked for more",
    ),
    "a referral asked for": (
        (sent("m1", 9, answered=8), sent("m2", 7, "thanks"), sent("m3", 2, "referral")),
        None,
        None,
        "Asked for a referral on 19 November",
    ),
    "a referral answered": (
        (sent("m1", 9, answered=8), sent("m2", 2, "referral", answered=1)),
        "thanks",
        None,
        "20 November",
    ),
}


@pytest.mark.parametrize("case", STEPS)
def test_what_comes_next(case: str) -> None:
    all_, kind, due, why = STEPS[case]
    step = next_step(CONTENT, known(messages=messages(*all_)), "h1", TODAY)
    assert (step.kind, step.due) == (kind, due)
    assert why in step.why


def test_what_was_sent_to_others_does_not_count() -> None:
    of = known(messages=messages(replace(sent("m1", 20), person="h2")))
    assert next_step(CONTENT, of, "h1", TODAY).kind == "first"


@pytest.mark.parametrize(
    ("all_", "kinds"),
    [
        ((), ("first", "thanks")),
        ((sent("m1", 1),), ("first", "follow_up", "thanks")),
        ((sent("m1", 5, answered=1),), ("first", "thanks", "referral")),
    ],
)
def test_no_referral_before_an_answer_and_no_reminder_of_nothing(all_: Any, kinds: Any) -> None:
    assert kinds_open(known(messages=messages(*all_)), "h1") == kinds


# ---------------------------------------------------------------------------------------------------- words

NAMES = {
    "Nn Mm": "Nn",
    "Nn van Mm": "Nn van Mm",
    "Nn Oo Mm": "Nn",
    "Dr. Nn Mm": "Dr. Nn Mm",
    "N. Mm": "N. Mm",
    "recruiter at Acme": "recruiter at Acme",
    "Nn": "Nn",
    "小明": "小明",
    "  Nn\n Mm ": "Nn",
}


@pytest.mark.parametrize("name", NAMES)
def test_what_somebody_is_called(name: str) -> None:
    assert call_name(name) == NAMES[name]


QUESTIONS = {
    "": CONTENT.outreach.ask,
    "  ": CONTENT.outreach.ask,
    "How?": "How?",
    "how they test.": "how they test?",
    "What broke? I read the post.": "What broke? I read the post.",
}


@pytest.mark.parametrize("ask", QUESTIONS)
def test_the_question(ask: str) -> None:
    assert question_for(CONTENT, replace(WHOM, ask=ask)) == QUESTIONS[ask]


def test_without_a_profile_there_is_no_draft() -> None:
    with pytest.raises(ValueError, match="profile"):
        drafts(CONTENT, Journey(), WHOM, "first")


def test_a_day_is_told_in_english() -> None:
    of = known(messages=messages(replace(sent("m1", 0), on=date(2026, 3, 2))))
    assert "my question of 2 March" in texts(of, "follow_up")[0]
