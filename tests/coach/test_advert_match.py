"""An advertisement beside one person: levels, gaps, the verdict, what answers it."""

from __future__ import annotations

from typing import Any

from mentor.coach.advert import read_advert
from mentor.coach.advert_match import Match, answers, match_advert
from mentor.coach.advert_said import answer_said, degree_said, level_said, mix_said, words_said, years_said
from mentor.journey import Journey
from mentor.journey.proof import Bullet, Finding
from mentor.journey.records import Mark, Project

from .builders import CONTENT, TODAY, journey, project

AD = """Machine Learning Platform Engineer

Requirements
- Python and SQL
- Docker in production, p95 latency
- 3 years of experience with Kubernetes
- A PhD is not needed

Nice to have
- PyTorch
"""


def bullet(id_: str, text: str, part: Any = "project", order: int = 1) -> Bullet:
    return Bullet(id_, text, TODAY, part, "", order)


def matched(of: Journey, ad: str = AD, **known: Any) -> Match:
    return match_advert(CONTENT, of, TODAY, read_advert(CONTENT, ad), **known)


def test_what_must_be_there_comes_first_and_the_widest_gap_before_the_others() -> None:
    levels = {"python": 3, "mlops": 3, "sql": 0, "deployment": 1, "pytorch": 0, "cloud": 2}
    found = matched(journey(levels=levels, proof="checked"))
    assert [one.demand.area for one in found.standings] == ["sql", "deployment", "cloud", "python", "mlops", "pytorch"]
    assert [one.missing for one in found.standings] == [3, 2, 1, 0, 0, 3]
    assert [one.demand.area for one in found.gaps] == ["sql", "deployment", "cloud", "pytorch"]
    assert level_said(found.standings[0]) == "0.0 of 3"


def test_levels_are_the_effective_ones() -> None:
    claimed = matched(journey(levels={"python": 4})).standings
    python = next(one for one in claimed if one.demand.area == "python")
    assert python.report.level == 4
    assert python.missing == 0.5  # without evidence no more than 2.5 counts
    assert level_said(next(one for one in claimed if one.demand.area == "sql")) == "not rated"


def test_the_verdict_follows_the_title_of_the_ad_and_what_is_known_of_the_company() -> None:
    of = journey("swe_backend")
    assert matched(of).fit.verdict == "target"  # type: ignore[union-attr]
    assert matched(of, type_="ai_native").fit.verdict == "later"  # type: ignore[union-attr]
    assert matched(of, title="Research Scientist").fit.verdict == "avoid"  # type: ignore[union-attr]
    prompts = "AI Engineer\nPrompts, prompting and prompt templates."
    assert matched(of, prompts).fit.verdict == "avoid"  # type: ignore[union-attr]
    # That an ad reads like a kind of company decides nothing.
    suggested = matched(of, AD + "\nAn AI-native firm.")
    assert suggested.reading.type == "ai_native"
    assert suggested.fit.verdict == "target"  # type: ignore[union-attr]


def test_without_a_profile_or_without_an_ad_there_is_no_verdict() -> None:
    assert matched(Journey()).fit is None
    assert matched(journey(), "Lorem ipsum.").fit is None
    assert matched(journey(), "").standings == ()


def test_bullets_answer_by_their_words_and_those_of_the_ad_are_named() -> None:
    lines = {
        "b1": bullet("b1", "Served a model with Docker, p99 latency 80 ms"),
        "b2": bullet("b2", "Wrote SQL for 400 nurses", "career", 2),
        "b3": bullet("b3", "Led twelve nurses", "career"),
    }
    found = {one.demand.area: one for one in answers(CONTENT, journey(bullets=lines), read_advert(CONTENT, AD))}
    assert [line.bullet.id for line in found["deployment"].bullets] == ["b1"]
    assert found["deployment"].bullets[0].words == ("Docker", "p99", "latency")
    assert found["deployment"].bullets[0].same == ("Docker", "latency")
    assert [line.bullet.id for line in found["sql"].bullets] == ["b2"]
    assert {area for area, one in found.items() if one.open} == {"python", "cloud", "mlops", "pytorch"}
    assert answer_said(found["sql"]) == ['b2 "Wrote SQL for 400 nurses" (the ad\'s words: SQL)']


def test_projects_answer_by_what_was_found_by_ones_word_and_by_words() -> None:
    tables = {
        "projects": {"p1": Project("p1", "serving_api", "Fraud API on Kubernetes", TODAY)},
        "marks": {"p1/R26": Mark("p1/R26", "p1", "R26", "met", TODAY, "seen")},
        "findings": {
            "p1/R25": Finding("p1/R25", "p1", "R25", "pass", 1, "H", TODAY, said="An endpoint answers."),
            "p1/R27": Finding("p1/R27", "p1", "R27", "fail", 0, "H", TODAY),
        },
    }
    proves = {key: {CONTENT.area_of[item].id for item in CONTENT.criteria[key].proves} for key in ("R25", "R26")}
    assert all("deployment" in areas for areas in proves.values()), "the case no longer fits the content"
    found = {one.demand.area: one for one in answers(CONTENT, journey(**tables), read_advert(CONTENT, AD))}
    [shown] = found["deployment"].projects
    assert [one.id for one in shown.verified] == ["R25"]
    assert [one.id for one in shown.attested] == ["R26"]
    assert [(one.project.id, one.same) for one in found["cloud"].projects] == [("p1", ("Kubernetes",))]
    assert answer_said(found["deployment"]) == ["p1 Fraud API on Kubernetes (verified R25; by your word R26)"]
    assert found["sql"].open


def test_a_project_answers_nothing_by_being_there() -> None:
    found = answers(CONTENT, journey(**project(level="none")), read_advert(CONTENT, AD))
    assert all(one.open for one in found)


def test_what_is_said_of_it() -> None:
    reading = read_advert(CONTENT, AD)
    assert words_said(reading.demands["deployment"]) == "Docker, in production, p95, latency (line 5)"
    assert years_said(reading.years[0]) == "3 years (line 6)"
    assert degree_said(reading.degrees[0]) == "a PhD, not needed (line 7)"
    assert mix_said(reading.mix) == "prompting 0, infrastructure 4: 0% prompting"
    assert mix_said(read_advert(CONTENT, "Python").mix) == "prompting 0, infrastructure 0: too few words to tell"
