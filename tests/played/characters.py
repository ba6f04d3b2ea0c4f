"""Five made-up users and their year, week by week. No draws, no clock: each year is always the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mentor.cli.demo_data import AUDIT, QUICK
from mentor.content import Content
from mentor.journey.records import Profile
from tests.played.play import FIRST, WEEKS, Player, Watch


def steady(folder: Path, content: Content) -> Player:
    """A backend engineer with 10 h a week who works nearly every week, re-rates every sixth and ships the project."""
    user = Player(folder, content)
    user.begin(Profile("profile", "swe_backend", 10, FIRST, target="platform", industry="fintech"), QUICK)
    for week in range(1, WEEKS + 1):
        user.take_week(week)
        if week == 1:
            user.session.add_project("serving_api", "Card-fraud scores as a service")
            user.session.rate_many(_items(content))
        # 7 to 9 hours, cards a little over or under their estimates.
        spare = user.do(60 * (7, 8, 9, 8)[week % 4], factor=(1.1, 0.95, 1.05, 1.0)[week % 4])
        if spare > 60:
            user.log(week, 1, "build", "tidied the repository", days=1, project="p1")
        user.note_what_exists()
        closed = user.close_what_is_done()
        if week % 6 == 0:
            user.rate_what_was_learned()
        if "P5" in closed:
            user.ship(user.journey.projects["p1"])
    return user


def sprinter(folder: Path, content: Content) -> Player:
    """A developer who states 12 h, puts in 20 to 25 for four weeks, then nothing for three, and again."""
    user = Player(folder, content)
    user.begin(
        Profile("profile", "swe_other", 12, FIRST, industry="logistics"),
        {**dict.fromkeys(content.areas, 1), "python": 2, "hygiene": 3, "sql": 2, "deployment": 2},
    )
    user.session.add_project("serving_api", "Delivery-time service")
    for week in range(1, WEEKS + 1):
        at = (week - 1) % 7
        if at >= 5:  # nothing is even opened
            continue
        user.take_week(week)
        if at == 4:  # taken, and then nothing
            continue
        user.go_on(user.do(60 * (22, 24, 23, 25)[at]))
        user.note_what_exists()
        user.close_what_is_done()
    return user


def returner(folder: Path, content: Content, until: int = WEEKS) -> Player:
    """A data scientist: five weeks on, twelve weeks gone, then back at about two thirds of the hours."""
    user = Player(folder, content)
    user.begin(
        Profile("profile", "data_scientist", 8, FIRST, industry="insurance", domain="tabular"),
        {**dict.fromkeys(content.areas, 1), "python": 2, "sql": 3, "classical_ml": 3, "evaluation": 3, "math": 3},
    )
    user.session.add_project("serving_api", "Claims model as a service")
    for week in range(1, until + 1):
        if 6 <= week < 18:
            continue
        user.take_week(week)
        user.do(60 * (6 if week < 6 else (5, 6)[week % 2]))
        user.close_what_is_done()
        if week % 8 == 0:
            user.rate_what_was_learned()
    return user


TURN = 30
"""The week in which the collector does what a notice asks for."""
COURSES = ("Python for data", "Statistics with notebooks", "Machine learning A to Z", "Deep learning basics")


def collector(folder: Path, content: Content, until: int = WEEKS, watch: Watch | None = None) -> Player:
    """Someone with some code who takes course after course, and follows a notice in week 30."""
    user = Player(folder, content, watch)
    user.begin(
        Profile("profile", "outside_some_code", 8, FIRST, industry="nursing"),
        {**dict.fromkeys(content.areas, 0), "python": 1, "math": 1, "communication": 2},
    )
    for week in range(1, until + 1):
        user.take_week(week)
        if week < TURN:
            _study(user, week)
        else:
            _build(user, week)
    return user


def _study(user: Player, week: int) -> None:
    """Seven weeks a course, all hours on it; the week's own list stays as it is."""
    course = (week - 1) // 7
    if (week - 1) % 7 == 0 and course < len(COURSES):
        user.session.add_course(COURSES[course])
    id_ = f"c{min(course + 1, len(COURSES))}"
    user.log(week, (6, 7, 8)[week % 3], "learn", f"videos and quizzes, part {(week - 1) % 7 + 1}", course=id_)
    if week % 7 == 0:
        user.on(user.day_of(week, 6)).finish_course(id_)
    if week == 17:  # one of the two is put off, and makes room for the next
        user.session.snooze("FM02")
    if week == 22:
        user.session.rate_many({"python": 2, "classical_ml": 1, "deep_learning": 1})


def _build(user: Player, week: int) -> None:
    """What the notice asked for: a model of the user's own first, then the list as it comes."""
    if week == TURN:
        project = user.session.add_project("domain_problem", "Which patients come back within a month")
        user.log(week, 1.5, "build", "baseline on the ward's own table", days=1, project=project.id)
        user.session.mark(project, "R03", "met", "ward table, 4,100 rows")
        user.session.mark(project, "R07", "met", "metrics/baseline.json")
        user.do(60 * 4)
        return
    user.do(60 * (6, 7, 8)[week % 3])
    user.close_what_is_done()
    if week % 6 == 0:
        user.rate_what_was_learned()


def dated(folder: Path, content: Content) -> Player:
    """A graduate with 8 h a week who wants an offer in eight months, and moves the date in week 16."""
    user = Player(folder, content)
    user.begin(
        Profile("profile", "grad_degree", 8, FIRST, industry="biology", degree="masters", deadline_months=8),
        {**dict.fromkeys(content.areas, 1), "classical_ml": 2, "math": 3, "deep_learning": 2},
    )
    user.session.add_project("serving_api", "Cell counts as a service")
    for week in range(1, WEEKS + 1):
        user.take_week(week)
        user.do(60 * (6, 7)[week % 2])
        user.close_what_is_done()
        if week == 16:
            assert user.journey.profile is not None
            user.session.set_profile(replace(user.journey.profile, deadline_months=30))
    return user


def _items(content: Content) -> dict[str, int | None]:
    return {
        item.id: int(level)
        for area, levels in AUDIT.items()
        for item, level in zip(content.areas[area].items, levels, strict=True)
    }
