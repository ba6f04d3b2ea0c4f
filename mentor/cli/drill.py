"""`mentor drill`, `mentor mock`, `mentor practised`: rehearsing the interviews."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from mentor.cli.context import Context, NothingYetError
from mentor.cli.output import say, show, show_json
from mentor.cli.page import Page
from mentor.coach.drills import BANDS, TAG_NAMES, Due, graded, open_drill, to_grade
from mentor.coach.mock import ROUND_NAMES, Part, open_mock, summary
from mentor.coach.readiness import ROUND_TITLES, STORY_NAMES, readiness
from mentor.errors import InputError
from mentor.journey.drills import Drill, Mock, PracticeMark
from mentor.session import Session
from mentor.session.timelog import read_minutes
from mentor.shape import did_you_mean
from mentor.text import counted

COLUMN = 14
START = "`mentor`, Practice, Design drills starts its clock."


def run(arguments: Namespace, context: Context) -> int:
    """List the prompts, or show one of them or one try."""
    session = context.begun_session()
    if arguments.id:
        return _one(session, arguments.id, as_json=arguments.json)
    dues = session.next_prompts()
    journey = session.journey
    if arguments.json:
        running = open_drill(journey)
        show_json(
            {
                "prompts": [_due_data(due) for due in dues],
                "open": running.id if running else None,
                "to_grade": [drill.id for drill in to_grade(journey)],
                "graded": [_drill_data(drill) for drill in graded(journey)],
            }
        )
        return 0
    page = Page.for_output()
    page.line("Design prompts, the one to do next first", style="bold")
    for due in dues:
        page.row(due.prompt.id, f"{due.prompt.title}: {_standing(due)}", indent=2, column=6)
    open_ = [drill for drill in (open_drill(journey), *to_grade(journey)) if drill is not None]
    if open_:
        page.head("To go on with")
    for drill in open_:
        page.row(drill.id, f"{drill.on.isoformat()} {drill.prompt}: {_state(drill)}", indent=2, column=6)
    if done := graded(journey):
        page.head("Graded")
    for drill in done:
        page.row(drill.id, f"{drill.on.isoformat()} {drill.prompt}: {_state(drill)}", indent=2, column=6)
    page.blank()
    page.line(f"`mentor drill ID` shows one; {START}", style="dim")
    show(page)
    return 0


def _standing(due: Due) -> str:
    last = f"last {due.last.total or 0:.0f}, {BANDS[due.last.band]}" if due.last and due.last.band else ""
    return "; ".join(part for part in (last, due.why) if part)


def _state(drill: Drill) -> str:
    if drill.finished is None:
        return "the clock runs" if drill.started else f"paused at {drill.seconds // 60} min"
    if drill.total is None or not drill.band:
        return "to grade"
    return f"{drill.total:g}, {BANDS[drill.band]}, {round(drill.seconds / 60)} min"


def _due_data(due: Due) -> dict[str, Any]:
    return {
        "id": due.prompt.id,
        "title": due.prompt.title,
        "tags": list(due.prompt.tags),
        "tries": due.tries,
        "last_total": due.last.total if due.last else None,
        "why": due.why,
    }


def _drill_data(drill: Drill) -> dict[str, Any]:
    fields = drill.to_fields()
    return {**fields, "band": drill.band or None}


def _one(session: Session, id_: str, *, as_json: bool) -> int:
    """A prompt before it is begun, or a try; never what a strong answer holds."""
    drill = session.journey.drills.get(id_)
    if drill is not None:
        return _try(session, drill, as_json=as_json)
    prompts = {due.prompt.id: due for due in session.next_prompts()}
    due = prompts.get(id_.upper())
    if due is None:
        near = did_you_mean(id_, [*prompts, *session.journey.drills]) or "."
        raise InputError(f"No prompt and no try has the id {id_}{near}", hint="`mentor drill` lists them.")
    tries = graded(session.journey, due.prompt.id)
    if as_json:
        show_json({**_due_data(due), "text": due.prompt.text, "graded": [_drill_data(one) for one in tries]})
        return 0
    page = Page.for_output()
    page.line(due.prompt.title, style="bold")
    page.line(", ".join(TAG_NAMES[tag] for tag in due.prompt.tags), style="dim")
    page.blank()
    page.line(due.prompt.text)
    page.blank()
    for one in tries:
        page.row(one.id, f"{one.on.isoformat()}: {_state(one)}", column=COLUMN)
    page.line(f"{session.content.grade_sheet.minutes} min aloud, recorded. {START}", style="dim")
    show(page)
    return 0


def _try(session: Session, drill: Drill, *, as_json: bool) -> int:
    if as_json:
        show_json(_drill_data(drill))
        return 0
    prompt = session.content.prompts.get(drill.prompt)
    page = Page.for_output()
    page.line(f"{prompt.title if prompt else drill.prompt}, {drill.on.isoformat()}", style="bold")
    page.line(_state(drill))
    if drill.recording:
        page.row("recording", drill.recording, column=COLUMN)
    result = session.drill_result(drill.id) if drill.graded is not None else None
    for one in result.rows if result else ():
        page.row(str(one.given), f"{one.row.title}: {one.points:g} of {one.row.weight}", indent=2, column=4)
    for said in result.caps if result else ():
        page.row("capped", said, column=COLUMN)
    if drill.notes:
        page.head("Notes")
        for row in drill.notes.splitlines():
            page.line(row, indent=2)
    show(page)
    return 0


# ---------------------------------------------------------------------- the mock interview


def run_mock(arguments: Namespace, context: Context) -> int:
    """Open the mock interview; without a terminal print what the next one holds."""
    if arguments.summary or arguments.output:
        return _summary(context.begun_session(), arguments.output)
    if not arguments.json and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        from mentor.cli import screen

        context.begun_session()
        return screen.run(context, debug=arguments.debug, opens="mock")
    session = context.begun_session()
    parts, running = session.compose_mock(), open_mock(session.journey)
    if arguments.json:
        data = [_part_data(part) for part in parts]
        minutes = sum(part.minutes for part in parts)
        show_json({"minutes": minutes, "parts": data, "open": running.id if running else None})
        return 0
    page = Page.for_output()
    page.line(f"The next mock interview: {sum(part.minutes for part in parts)} min", style="bold")
    for part in parts:
        page.head(f"{ROUND_NAMES[part.round]}, {part.minutes} min")
        page.line(f"Because: {part.why}.", indent=2, style="dim")
        for one in part.questions:
            page.row(f"{one.minutes} min", one.title, indent=2, column=8)
    page.blank()
    page.line("`mentor mock` in a terminal runs it, with its clock.", style="dim")
    show(page)
    return 0


def _part_data(part: Part) -> dict[str, Any]:
    questions = [
        {"kind": one.kind, "id": one.ref, "title": one.title, "minutes": one.minutes} for one in part.questions
    ]
    return {"round": part.round, "minutes": part.minutes, "why": part.why, "questions": questions}


def _summary(session: Session, output: str | None) -> int:
    ended: list[Mock] = [mock for mock in session.journey.mocks.values() if mock.finished is not None]
    if not ended:
        raise NothingYetError("No mock interview was held yet.", hint="`mentor mock` begins one.")
    last = max(ended, key=lambda mock: (mock.on, len(mock.id), mock.id))
    if output in (None, "-"):
        sys.stdout.write(summary(last))
    else:
        say(f"Written to {session.write_mock(last.id, str(output))}.")
    return 0


# ---------------------------------------------------------------------- attested practice


def run_practised(arguments: Namespace, context: Context) -> int:
    """List what was recorded, and how near each round is with it."""
    session = context.begun_session()
    marks = sorted(session.journey.practised.values(), key=lambda one: (one.on, len(one.id), one.id))
    rounds = readiness(session.content, session.journey, session.today)
    if arguments.json:
        show_json(
            {
                "practised": [mark.to_fields() for mark in marks],
                "rounds": [
                    {
                        "id": one.id,
                        "ready": one.ready,
                        "share": round(one.share, 3),
                        "attested": one.attested,
                        "missing": list(one.missing),
                    }
                    for one in rounds
                ],
            }
        )
        return 0
    page = Page.for_output()
    for mark in marks:
        page.row(mark.id, f"{mark.on.isoformat()} {_told(mark)}", column=6)
    if not marks:
        page.line("Nothing is recorded yet. mentor practised --help says how.")
    page.head("How near each round is")
    for one in rounds:
        text = "ready" if one.ready else "; ".join(one.missing)
        page.row(ROUND_TITLES[one.id], f"{text}{' (partly by your own word)' if one.attested else ''}", column=18)
    show(page)
    return 0


def _told(mark: PracticeMark) -> str:
    what = f"story on {STORY_NAMES[mark.story]}" if mark.story else mark.kind
    solved = "" if mark.ok else ", not solved with tests"
    took = f" ({mark.minutes} min{solved})" if mark.minutes else ""
    return f"{what}: {mark.text}{took}"


def run_medium(arguments: Namespace, context: Context) -> int:
    """Record a coding problem."""
    minutes = read_minutes(arguments.took)
    return _attest(arguments, context, "medium", minutes=minutes, ok=not arguments.failed)


def run_answer(arguments: Namespace, context: Context) -> int:
    """Record an answer of two minutes."""
    return _attest(arguments, context, "answer")


def run_defence(arguments: Namespace, context: Context) -> int:
    """Record a mock session on a project."""
    return _attest(arguments, context, "defence")


def run_story(arguments: Namespace, context: Context) -> int:
    """Record a story."""
    return _attest(arguments, context, "story", story=arguments.story.replace("-", "_"))


def _attest(arguments: Namespace, context: Context, kind: str, **fields: Any) -> int:
    session = context.begun_session()
    mark = session.attest(kind, " ".join(arguments.text), on=arguments.on, **fields)
    count = sum(one.kind == kind for one in session.journey.practised.values())
    page = Page.for_output()
    page.line(f"Recorded {mark.id}: {_told(mark)}")
    page.line(f"{counted(count, 'record')} of this kind, by your own word. `mentor undo` takes it back.", style="dim")
    show(page)
    return 0


def run_remove(arguments: Namespace, context: Context) -> int:
    """Remove a record."""
    session = context.begun_session()
    session.remove_practised(arguments.id)
    say(f"Removed {arguments.id}. `mentor undo` brings it back.")
    return 0
