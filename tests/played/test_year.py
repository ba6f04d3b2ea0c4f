"""Five users, a year each: what a reader sees along the way makes sense."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from mentor.coach.notices import open_notices
from mentor.content import Content
from mentor.session import Session
from mentor.store.store import Store
from tests.coach.builders import QUICK, with_draws
from tests.played import characters
from tests.played.characters import TURN
from tests.played.play import WEEKS, Player, Seen

WHO = ("steady", "sprinter", "returner", "collector", "dated")
CLOSE = with_draws(400)
"""For those whose dates are looked at closely; the others are played with fewer draws."""
LIGHT = ("light", "rest")
BLAME = re.compile(r"\b(fail|failed|lazy|missed|should have|must|only|lost|behind|streak|unfortunately|sorry)\b", re.I)

Play = Callable[[str], Player]


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """The year of a character, played once."""
    played: dict[str, Player] = {}

    def year(who: str) -> Player:
        if who not in played:
            content: Content = CLOSE if who in ("steady", "dated") else QUICK
            played[who] = getattr(characters, who)(tmp_path_factory.mktemp(who) / "data", content)
        return played[who]

    return year


def week(user: Player, number: int) -> Seen:
    """The calendar week of a number."""
    return next(seen for seen in user.seen if seen.number == number)


# ---------------------------------------------------------------------------------------------- everyone


@pytest.mark.parametrize("who", WHO)
class TestForecast:
    """Ranges in order, no faster than the guides, and every change accounted for."""

    def test_percentiles_are_in_order_and_never_under_the_floor(self, play: Play, who: str) -> None:
        for seen in play(who).seen:
            cast = seen.plan.forecast
            assert cast.floor <= cast.p10 <= cast.p50 <= cast.p80 <= cast.p90
            assert seen.day < cast.likely <= cast.plan_on
            assert seen.plan.shown.likely <= seen.plan.shown.plan_on

    def test_the_floor_comes_nearer_with_the_days_and_no_faster(self, play: Play, who: str) -> None:
        for one, other in pairwise(play(who).seen):
            weeks = (other.day - one.day).days / 7
            if one.plan.headline.months != other.plan.headline.months:
                continue  # ratings rose, and with them the guides' range for this profile
            assert 0 <= one.plan.forecast.floor - other.plan.forecast.floor <= weeks / 4 + 0.5

    def test_the_parts_of_a_change_add_up_and_point_the_right_way(self, play: Play, who: str) -> None:
        user = play(who)
        first = user.seen[0].proposed.review
        assert user.seen[0].plan.change is None
        for seen in user.seen[1:]:
            change, measured = seen.plan.change, seen.plan.forecast.measured
            assert change is not None
            assert change.on == first.on
            assert sum(part for _, part in change.parts) == pytest.approx(change.now - change.before, abs=0.01)
            parts = dict(change.parts)
            assert parts.get("pace", 0) * (first.adherence - measured.adherence) >= 0
            assert parts.get("effort", 0) * (measured.effort.factor - first.effort) >= 0

    def test_the_dates_hold_until_the_forecast_moved_by_two_weeks(self, play: Play, who: str) -> None:
        moved = held = 0
        for one, other in pairwise(play(who).seen):
            before, now, cast = one.proposed.review, other.plan.shown, other.plan.forecast
            if before.from_audit != cast.from_audit:
                continue
            measured = len(cast.measured.weeks) >= 3
            if measured and abs((cast.likely - before.likely).days) > 14:
                assert (now.likely, now.plan_on) == (cast.likely, cast.plan_on)
                moved += 1
            else:
                assert (now.likely, now.plan_on) == (before.likely, before.plan_on)
                held += 1
        assert moved
        assert held

    def test_the_review_keeps_what_was_shown(self, play: Play, who: str) -> None:
        user = play(who)
        for seen in user.seen:
            kept = user.journey.reviews[seen.proposed.week.id]
            assert (kept.likely, kept.plan_on) == (seen.plan.shown.likely, seen.plan.shown.plan_on)
            assert kept.p50 == seen.plan.forecast.p50


@pytest.mark.parametrize("who", WHO)
class TestWeeks:
    """Lists that fit, lead on and let go."""

    def test_every_week_fits_the_hours_and_builds(self, play: Play, who: str) -> None:
        for seen in play(who).seen:
            stated = seen.proposed.week.hours_per_week
            planned = sum(action.minutes for action in seen.proposed.actions)
            assert planned == seen.proposed.week.minutes_planned
            assert planned <= 60 * stated * (1 if seen.number == 1 else 0.85)
            built = sum(action.minutes for action in seen.proposed.actions if action.kind == "project")
            assert built >= 0.3 * planned or any(action.carried for action in seen.proposed.actions)

    def test_the_fourth_week_is_lighter_and_goes_on_with_the_project(self, play: Play, who: str) -> None:
        for seen in play(who).seen:
            proposed = seen.proposed
            if proposed.week.number % 4 == 0:
                assert seen.tempo in (*LIGHT, "return")
            if seen.tempo not in LIGHT:
                continue
            assert proposed.week.minutes_planned <= 0.6 * 60 * proposed.week.hours_per_week
            assert not [action for action in proposed.actions if action.item and not action.carried]
            assert [action for action in proposed.actions if action.kind == "project"]

    def test_at_most_two_come_along(self, play: Play, who: str) -> None:
        for seen in play(who).seen:
            carried = [action for action in seen.proposed.actions if action.carried]
            assert len(carried) <= 2
            assert all(action.carried <= 2 for action in carried)
            assert all(action.minutes == 20 for action in carried if action.carried == 2)

    def test_no_title_stands_twice_on_a_list(self, play: Play, who: str) -> None:
        for seen in play(who).seen:
            titles = [action.title.removeprefix("In small: ") for action in seen.proposed.actions]
            assert len(titles) == len(set(titles))

    def test_no_line_without_a_card_comes_back_the_week_after_it_was_done(self, play: Play, who: str) -> None:
        """A card goes on for weeks; an exercise, a post, a question or a filler that is done does not."""
        user = play(who)
        for one, other in pairwise(user.seen):
            done = {a.title for a in one.proposed.actions if user.journey.actions[a.id].done and not a.task}
            again = {a.title for a in other.proposed.actions if not a.task and a.kind != "recover"}
            assert not done & again

    def test_a_card_gets_the_hours_of_its_estimate_and_no_more(self, play: Play, who: str) -> None:
        user = play(who)
        for task in user.journey.tasks.values():
            ticked = [one.minutes for one in user.journey.actions.values() if one.task == task.id and one.done]
            most = user.content.tasks[task.id].hours * 60
            assert sum(ticked) <= most + 20

    def test_only_two_notices_a_week(self, play: Play, who: str) -> None:
        assert all(len(seen.notices) <= 2 for seen in play(who).seen)


@pytest.mark.parametrize("who", WHO)
class TestRecord:
    """The year is on the disk, and its last step can be taken back."""

    def test_opened_again_everything_is_the_same(self, play: Play, who: str) -> None:
        user = play(who)
        again = user.again()
        assert again.journey == user.journey
        assert again.plan() == user.session.plan()
        assert again.notices() == user.session.notices()
        assert again.propose_week() == user.session.propose_week()

    def test_the_last_accept_can_be_undone(self, play: Play, who: str, tmp_path: Path) -> None:
        user = play(who)
        shutil.copytree(user.folder, tmp_path / "copy")
        clock = user.session.clock._replace(day=user.day_of(WEEKS + 1))
        session = Session(user.content, Store(tmp_path / "copy"), clock)
        before = session.journey
        proposed = session.propose_week()
        session.accept_week(proposed)
        assert session.journey.week == proposed.week
        assert session.undo() == f"accept week {proposed.week.number}"
        assert session.journey == before
        assert session.propose_week() == proposed


# ---------------------------------------------------------------------------------------------- each


class TestSteady:
    def test_the_forecast_of_the_second_month_is_near_the_last(self, play: Play) -> None:
        """The likely day drifts by half a year at most.

        He takes the whole estimate of each card, which is more than the forecast counts for somebody with his levels;
        by the middle of the year it has learned that.
        """
        user = play("steady")
        then, now = week(user, 8).plan, user.seen[-1].plan
        assert abs((now.shown.likely - then.shown.likely).days) <= 183
        learned = week(user, 26).plan.forecast.measured.effort.factor
        assert learned > 1.2
        assert abs(now.forecast.measured.effort.factor - learned) <= 0.2
        assert now.forecast.p90 - now.forecast.p10 < then.forecast.p90 - then.forecast.p10

    def test_the_dates_move_by_days_from_week_to_week(self, play: Play) -> None:
        seen = play("steady").seen[4:]
        steps = [abs((b.plan.forecast.likely - a.plan.forecast.likely).days) for a, b in pairwise(seen)]
        assert max(steps) <= 45
        assert sum(steps) / len(steps) <= 14

    def test_phases_close_in_their_order(self, play: Play) -> None:
        user = play("steady")
        closed = user.journey.gates
        assert list(closed) == ["P1", "P2", "P5"]
        assert closed["P1"].on < closed["P2"].on < closed["P5"].on < date(2026, 12, 1)
        last = user.seen[-1].plan
        assert (last.current, last.parallel) == ("P3", ("P7",))
        assert last.apply_gate.open

    def test_a_healthy_year_is_told_next_to_nothing(self, play: Play) -> None:
        """The project of week one counts as old after 2.5 times the usual weeks; a month after shipping he applies not.

        Nothing else shows all year, and nothing at all in its first half.
        """
        user = play("steady")
        assert {id_ for seen in user.seen for id_ in seen.patterns} <= {"FM14", "FM16"}
        assert not [seen for seen in user.seen[:25] if seen.patterns]
        shipped = user.journey.gates["P5"].on
        assert not [s for s in user.seen if "FM14" in s.patterns and s.day > shipped + timedelta(days=7)]
        assert not [s for s in user.seen if "FM16" in s.patterns and s.day < shipped + timedelta(days=30)]
        assert not [one for seen in user.seen for one in seen.notices if one.severity == "red"]


class TestSprinter:
    def test_three_long_weeks_bring_one_lighter(self, play: Play) -> None:
        user = play("sprinter")
        rests = [seen for seen in user.seen if seen.tempo == "rest"]
        assert len(rests) >= 4
        assert all("a fifth over your 12 h" in rest.proposed.rhythm.why for rest in rests if rest.proposed.rhythm)
        assert not [1 for one, other in pairwise(user.seen) if (one.tempo, other.tempo) == ("rest", "rest")]
        for rest in rests:
            weeks = rest.plan.forecast.measured.weeks
            assert all(one.hours > 1.2 * 12 for one in [w for w in weeks if w.planned][-3:])

    def test_the_week_after_empty_ones_is_small(self, play: Play) -> None:
        user = play("sprinter")
        back = [other for one, other in pairwise(user.seen) if other.number > one.number + 1]
        assert len(back) == 7
        assert {seen.tempo for seen in back} == {"return"}

    def test_the_plan_stays_at_what_was_stated(self, play: Play) -> None:
        """24 hours in a week do not become the plan of the next."""
        assert max(seen.proposed.week.minutes_planned for seen in play("sprinter").seen[1:]) <= 0.85 * 12 * 60

    def test_sprints_and_pauses_make_a_pace_near_the_stated_one(self, play: Play) -> None:
        measured = play("sprinter").seen[-1].plan.forecast.measured
        assert 0.85 <= measured.adherence <= 1.2
        assert len(measured.weeks) == WEEKS - 1


class TestReturner:
    BACK = 18

    def test_the_week_of_the_return_is_two_floors_and_a_block(self, play: Play) -> None:
        seen = week(play("returner"), self.BACK)
        assert seen.tempo == "return"
        assert sorted(action.kind for action in seen.proposed.actions) == ["project", "recover", "recover"]
        assert seen.proposed.week.minutes_planned <= 130
        assert max(action.minutes for action in seen.proposed.actions) == 90

    def test_it_speaks_without_blame(self, play: Play) -> None:
        user = play("returner")
        seen = week(user, self.BACK)
        assert seen.proposed.rhythm is not None
        assert "12 weeks passed without a plan; that happens." in seen.proposed.rhythm.why
        texts = [seen.proposed.rhythm.why, *(a.why.text for a in seen.proposed.actions if a.kind == "recover")]
        assert not [text for text in texts if BLAME.search(text.replace("needs only a floor", ""))]

    def test_no_pattern_is_made_of_the_break(self, play: Play) -> None:
        user = play("returner")
        assert not [seen.patterns for seen in user.seen if self.BACK <= seen.number < self.BACK + 8 and seen.patterns]

    def test_the_break_is_in_the_dates_and_wears_off(self, play: Play) -> None:
        user = play("returner")
        before, back, later = week(user, 5).plan, week(user, self.BACK).plan, week(user, self.BACK + 10).plan
        assert back.shown.likely > before.shown.likely + timedelta(days=84)
        assert dict(back.change.parts)["pace"] > 0 if back.change else False
        assert 0 < dict(later.change.parts)["pace"] < dict(back.change.parts)["pace"] if later.change else False
        assert back.forecast.measured.adherence < later.forecast.measured.adherence
        assert later.forecast.measured.adherence < before.forecast.measured.adherence

    def test_the_weeks_after_it_are_whole_again(self, play: Play) -> None:
        seen = week(play("returner"), self.BACK + 1)
        assert seen.tempo == "own"
        assert seen.proposed.week.minutes_planned > 300


class TestCollector:
    def told(self, user: Player, id_: str) -> list[tuple[int, str]]:
        return [(seen.number, seen.patterns[id_]) for seen in user.seen if id_ in seen.patterns]

    def test_theory_is_told_in_the_first_month_and_grave_in_the_fourth(self, play: Play) -> None:
        told = self.told(play("collector"), "FM01")
        assert told[0] == (4, "amber")
        assert next(number for number, severity in told if severity == "red") in range(14, 18)

    def test_courses_in_a_row_are_told_once_two_are_through(self, play: Play) -> None:
        told = self.told(play("collector"), "FM03")
        assert told[0] == (15, "amber")
        assert next(number for number, severity in told if severity == "red") == 22

    def test_what_is_put_off_makes_room_for_the_next(self, play: Play) -> None:
        user = play("collector")
        assert [one.id for one in week(user, 17).notices] == ["FM01", "FM02"]
        assert [one.id for one in week(user, 18).notices] == ["FM01"]
        assert [one.id for one in week(user, 19).notices] == ["FM01", "FM03"]
        assert [one.id for one in week(user, 20).notices] == ["FM01", "FM02"]

    def test_it_ends_within_a_month_of_the_first_model(self, play: Play) -> None:
        user = play("collector")
        assert all("FM01" in seen.patterns for seen in user.seen if 5 <= seen.number <= TURN)
        assert not [seen.patterns for seen in user.seen if seen.number >= TURN + 4 and seen.patterns]

    def test_no_list_ever_holds_another_course(self, play: Play) -> None:
        for seen in play("collector").seen:
            for action in seen.proposed.actions:
                assert not re.search(r"\b(course|lecture|video|certificate)s?\b", action.title, re.IGNORECASE)

    def test_courses_alone_bring_the_date_no_nearer(self, play: Play) -> None:
        """Two hundred hours of them: no card is done, so the plan says how far it is behind."""
        user = play("collector")
        change = week(user, TURN).plan.change
        assert change is not None
        assert dict(change.parts)["behind"] > 5
        assert week(user, TURN).plan.shown.likely > week(user, 4).plan.shown.likely
        hours = [sum(seen.plan.forecast.hours.values()) for seen in user.seen]
        assert hours[-1] < hours[TURN - 1] - 40

    def test_once_built_the_list_grows_again(self, play: Play) -> None:
        user = play("collector")
        cut = [seen for seen in user.seen if seen.proposed.rhythm and "a fifth less" in seen.proposed.rhythm.why]
        assert {seen.number for seen in cut} <= set(range(3, TURN + 2))
        assert week(user, 46).proposed.week.minutes_planned > week(user, 10).proposed.week.minutes_planned


class TestDated:
    MOVED = 16

    def test_a_date_that_cannot_hold_is_said_from_the_first_day(self, play: Play) -> None:
        user = play("dated")
        assert user.seen[0].notices[0].id == "six_months_from_zero"
        assert user.seen[0].notices[0].severity == "red"
        for seen in user.seen[: self.MOVED]:
            aim = seen.plan.forecast.aim
            assert aim is not None
            assert aim.chance < 0.1
            assert seen.number < 4 or seen.notices[0].id == "FM09"

    def test_each_lever_helps_and_the_last_one_does_it(self, play: Play) -> None:
        aim = week(play("dated"), 4).plan.forecast.aim
        assert aim is not None
        chances = {lever.id: lever.chance for lever in aim.levers}
        assert all(chance >= aim.chance for chance in chances.values())
        assert chances["date"] == pytest.approx(0.8, abs=0.02)

    def test_moving_the_date_ends_it_within_two_weeks(self, play: Play) -> None:
        user = play("dated")
        for number in range(self.MOVED + 2, self.MOVED + 12):
            seen = week(user, number)
            assert "FM09" not in seen.patterns
            assert seen.plan.forecast.aim is not None
            assert seen.plan.forecast.aim.chance >= 0.1

    def test_the_forecast_itself_does_not_bend_to_the_wish(self, play: Play) -> None:
        user = play("dated")
        before, after = week(user, self.MOVED).plan.forecast, week(user, self.MOVED + 1).plan.forecast
        assert abs((after.likely - before.likely).days) <= 45


def test_what_is_told_is_what_the_advice_lists(play: Play) -> None:
    """The two of the week are the first of the whole list that are not put off."""
    for who in WHO:
        session = play(who).session
        assert session.notices() == open_notices(session.every_notice())[:2]
