"""Rehearsing the interviews: design drills, and practice that only the user saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

from mentor.errors import InputError
from mentor.journey.duration import EXAMPLES, LONGEST, on_clock
from mentor.session.base import Base
from mentor.shape import did_you_mean
from mentor.text import clean, one_line

if TYPE_CHECKING:  # the records of drills and the coach are imported when something is rehearsed
    from mentor.coach.drills import Due, Result
    from mentor.journey.drills import Drill, PracticeKind, PracticeMark, Story
    from mentor.journey.time import LogEntry

TEXT_LENGTH = 300
"""Characters kept of what was practised, and of a path."""
NOTES_LENGTH = 20_000
"""Characters kept of the notes on a drill or on a question: as many as a statement may have."""
BEST = 4
"""The best grade."""


class DrillsPart(Base):
    """Design drills and attested practice."""

    # ------------------------------------------------------------------ the clock of a drill

    def next_prompts(self) -> tuple[Due, ...]:
        """All design prompts, the one to do next first."""
        from mentor.coach.drills import next_prompts

        return next_prompts(self.content, self.journey, self.today)

    def start_drill(self, prompt: str) -> Drill:
        """Begin a try at a prompt; its clock runs at once.

        Raises:
            InputError: There is no such prompt, or another try is still open.
        """
        from mentor.coach.drills import open_drill
        from mentor.journey.drills import Drill

        prompts = self.content.prompts
        if prompt not in prompts:
            raise InputError(
                f"No design prompt has the id {prompt}{did_you_mean(prompt, prompts) or '.'}",
                hint="`mentor drill` lists them.",
            )

        def begun() -> Drill:
            if (other := open_drill(self.journey)) is not None:
                raise InputError(
                    f"{self._prompt_title(other)} is still open.", hint="Finish it, or remove it, before another one."
                )
            return Drill(self.journey.next_id("drills", "dr"), prompt, self.today, self.clock.now().isoformat())

        return self.add(f"begin a design drill: {prompts[prompt].title}", begun)

    def drill_seconds(self, id_: str) -> int:
        """Seconds on a drill's clock.

        Raises:
            InputError: There is no such drill.
        """
        from mentor.coach.drills import seconds_on

        return seconds_on(self._drill(id_), self.clock.now())

    def pause_drill(self, id_: str) -> Drill:
        """Stop a drill's clock for now.

        Raises:
            InputError: There is no such drill, or its clock does not run.
        """
        drill = self._open(id_)
        if not drill.started:
            raise InputError("The clock stands already.")
        return self._put(replace(drill, started="", seconds=self.drill_seconds(id_)), "pause the design drill")

    def resume_drill(self, id_: str) -> Drill:
        """Let a drill's clock go on.

        Raises:
            InputError: There is no such drill, or its clock runs.
        """
        drill = self._open(id_)
        if drill.started:
            raise InputError("The clock runs already.")
        return self._put(replace(drill, started=self.clock.now().isoformat()), "go on with the design drill")

    def finish_drill(self, id_: str, minutes: int | None = None) -> Drill:
        """Stop a drill's clock for good, and log its time unless the timer runs.

        Args:
            id_: The drill.
            minutes: How long it was, in place of what the clock shows.

        Raises:
            InputError: There is no such drill, or its clock was left running and nothing says how long it was.
        """
        from mentor.coach.drills import forgotten

        drill = self._open(id_)
        seconds = self.drill_seconds(id_) if minutes is None else minutes * 60
        if minutes is None and forgotten(self.content, seconds):
            raise InputError(
                f"The clock shows {on_clock(seconds)}, so it was probably left running.",
                hint="Say how many minutes it was.",
            )
        done = replace(drill, started="", seconds=seconds, finished=self.today)
        title = f"Design drill: {self._prompt_title(drill)}"
        self.commit("finish the design drill", [done, *rehearsed(self, seconds, title)])
        return done

    def note_drill(self, id_: str, text: str) -> None:
        """Keep what was written beside a drill.

        Raises:
            InputError: There is no such drill.
        """
        drill = self._drill(id_)
        if (notes := clean(text, NOTES_LENGTH).rstrip()) != drill.notes:
            self.commit("notes of the design drill", [replace(drill, notes=notes)])

    def set_recording(self, id_: str, path: str) -> None:
        """Keep where a drill's recording is; empty forgets it.

        Raises:
            InputError: There is no such drill.
        """
        drill = self._drill(id_)
        self.commit("keep the recording's place", [replace(drill, recording=one_line(path, TEXT_LENGTH))])

    def remove_drill(self, id_: str) -> None:
        """Forget a drill.

        Raises:
            InputError: There is no such drill.
        """
        drill = self._drill(id_)
        self.commit(f"remove the design drill of {drill.on.isoformat()}", deletes=[("drills", id_)])

    # ------------------------------------------------------------------ the grades of a drill

    def tick_check(self, id_: str, check: str) -> None:
        """Say that the recording shows something the sheet asks for, or that it does not after all.

        Raises:
            InputError: There is no such drill or check, or the drill is not to be graded.
        """
        drill = self._gradable(id_)
        if check not in self.content.grade_sheet.checks:
            raise InputError(f"The grade sheet has no check {check}.")
        ticked = {*drill.checks} ^ {check}
        checks = tuple(one for one in self.content.grade_sheet.checks if one in ticked)
        self.commit("tick a check of the design drill", [replace(drill, checks=checks)])

    def grade_row(self, id_: str, row: str, grade: int) -> None:
        """Give a row of the sheet its grade, 0-4.

        Raises:
            InputError: There is no such drill or row, the grade is none, or the drill is not to be graded.
        """
        drill = self._gradable(id_)
        rows = {one.id: one for one in self.content.grade_sheet.rows}
        if row not in rows or not 0 <= grade <= BEST:
            raise InputError(f"{row} = {grade} is no grade of the sheet.", hint=f"Rows: {', '.join(rows)}; 0 to 4.")
        changed = replace(drill, grades={**drill.grades, row: grade})
        if changed != drill:
            self.commit(f"grade the design drill: {rows[row].title} {grade}", [changed])

    def close_grades(self, id_: str) -> Drill:
        """Let a drill's grades stand: its total counts from now on, and what a strong answer holds may be read.

        Raises:
            InputError: There is no such drill, it is not to be graded, or a row has no grade yet.
        """
        from mentor.coach.drills import result_of, ungraded_rows

        drill = self._gradable(id_)
        if open_ := ungraded_rows(self.content.grade_sheet, drill.grades):
            raise InputError(f"No grade yet: {', '.join(row.title.lower() for row in open_)}.")
        result = result_of(self.content, drill.grades, drill.seconds)
        done = replace(drill, graded=self.today, total=result.total, band=result.band)
        return self._put(done, f"grade the design drill: {result.total:g}")

    def drill_result(self, id_: str) -> Result | None:
        """What a drill's grades come to; None until every row has one.

        Raises:
            InputError: There is no such drill.
        """
        from mentor.coach.drills import result_of, ungraded_rows

        drill = self._drill(id_)
        if ungraded_rows(self.content.grade_sheet, drill.grades):
            return None
        return result_of(self.content, drill.grades, drill.seconds)

    # ------------------------------------------------------------------ attested practice

    def attest(
        self,
        kind: str,
        text: str = "",
        *,
        ok: bool = True,
        minutes: int = 0,
        story: str = "",
        on: date | None = None,
    ) -> PracticeMark:
        """Record practice that nobody but the user saw.

        Args:
            kind: `medium`, `answer`, `defence` or `story`.
            text: Which problem, question, project or story it was.
            ok: Whether a medium was solved with tests.
            minutes: How long it took; a medium needs it.
            story: What a story is about.
            on: The day; today unless given.

        Raises:
            InputError: Something of it cannot be.
        """
        from mentor.journey.drills import PRACTICE_KINDS, STORIES, PracticeMark

        day = on or self.today
        if kind not in PRACTICE_KINDS:
            near = did_you_mean(kind, PRACTICE_KINDS) or "."
            raise InputError(f"{kind or 'Nothing'} is no kind of practice{near}", hint=_known(PRACTICE_KINDS))
        if (kind == "story") != bool(story) or (story and story not in STORIES):
            raise InputError(
                f"{story or 'Nothing'} is not what a story is about." if kind == "story" else f"A {kind} is no story.",
                hint=f"A story is on one of {', '.join(STORIES)}.",
            )
        if kind == "medium" and not minutes:
            raise InputError("A problem counts by its time.", hint=f"Say how long it took: {EXAMPLES}.")
        if not 0 <= minutes <= LONGEST:
            raise InputError("It takes between 1 minute and 24 hours.", hint=f"Write it as {EXAMPLES}.")
        if day > self.today:
            raise InputError(f"{day.isoformat()} is still to come.", hint="Record it once it is done.")
        said = read_said(text)

        def made() -> PracticeMark:
            key = self.journey.next_id("practised", "pm")
            return PracticeMark(key, cast("PracticeKind", kind), said, day, ok, minutes, cast("Story", story))

        return self.add(f"practised: {kind}, {said}", made)

    def remove_practised(self, id_: str) -> None:
        """Forget attested practice.

        Raises:
            InputError: There is none with this id.
        """
        mark = self.journey.practised.get(id_)
        if mark is None:
            raise InputError(f"No practice has the id {id_}.", hint="`mentor practised` lists it.")
        self.commit(f"remove practice: {mark.kind}, {mark.text}", deletes=[("practised", id_)])

    # ------------------------------------------------------------------ inside

    def _prompt_title(self, drill: Drill) -> str:
        prompt = self.content.prompts.get(drill.prompt)
        return prompt.title if prompt else drill.prompt

    def _drill(self, id_: str) -> Drill:
        drills = self.journey.drills
        if id_ not in drills:
            raise InputError(f"No design drill has the id {id_}.", hint="`mentor drill` lists them.")
        return drills[id_]

    def _open(self, id_: str) -> Drill:
        drill = self._drill(id_)
        if drill.finished is not None:
            raise InputError("Its clock was stopped for good.", hint="Begin the prompt anew for another try.")
        return drill

    def _gradable(self, id_: str) -> Drill:
        drill = self._drill(id_)
        if drill.finished is None:
            raise InputError("Its clock was not stopped yet.", hint="Finish the drill before it is graded.")
        if drill.graded is not None:
            raise InputError("Its grades stand.", hint="Undo takes them back; another try gets grades of its own.")
        return drill

    def _put(self, drill: Drill, label: str) -> Drill:
        self.commit(label, [drill])
        return drill


def rehearsed(session: Base, seconds: int, note: str) -> list[LogEntry]:
    """What a rehearsal adds to the log: nothing under a minute, or while the timer counts the same time."""
    from mentor.journey.time import LogEntry

    minutes = min((seconds + 30) // 60, LONGEST)
    if not minutes or session.journey.timer:
        return []
    now = session.clock.now()
    return [LogEntry(f"{now:%Y%m%dT%H%M%S%f}", session.today, minutes, "practise", note)]


def read_said(text: str) -> str:
    """What was practised, as it is kept.

    Raises:
        InputError: Nothing is said.
    """
    if not (said := one_line(text, TEXT_LENGTH)):
        raise InputError("Say in a few words which one it was.")
    return said


def _known(kinds: tuple[str, ...]) -> str:
    return f"Kinds: {', '.join(kinds)}."
