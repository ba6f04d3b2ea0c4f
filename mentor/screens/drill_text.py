"""What the drill screens say: prompts, tries, the clock with its marks, the grade sheet, what a try came to."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from mentor.coach.drills import BANDS, TAG_NAMES, Due, Result, graded, step_at
from mentor.coach.readiness import STORY_NAMES
from mentor.content.drills import GradeSheet, Prompt, SheetRow
from mentor.journey.drills import Drill, PracticeMark
from mentor.screens.behind import behind
from mentor.session import Session
from mentor.text import counted, shorten
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain

LABEL = 12
COLUMN = 28
"""Columns of a minute mark with its step."""
LATER = "A day later, from the recording, grades come out fairer: esc leaves it for then."
PRACTICE_NAMES = {
    "medium": "a coding problem of medium difficulty",
    "answer": "an answer of two minutes, recorded",
    "defence": "a mock session in which your project was questioned",
    "story": "a story for the behavioural round",
}
"""Kind of attested practice to its name."""


def on_clock(seconds: int) -> str:
    """Seconds as a stopwatch shows them: "12:30"."""
    return f"{seconds // 60}:{seconds % 60:02}"


# ---------------------------------------------------------------------------------------------------- rows of the list


def prompt_row(due: Due, width: int) -> Content:
    """A prompt: its title, and what its last try came to."""
    last = due.last
    tail = f"{last.total:.0f} {BANDS[last.band]}" if last is not None and last.total is not None and last.band else ""
    tail = tail or ("begun" if due.tries else "new")
    title = shorten(due.prompt.title, max(width - len(tail) - 2, 10))
    return join(title, " " * max(width - len(title) - len(tail), 2), (tail, MUTED))


def try_row(session: Session, drill: Drill, width: int) -> Content:
    """A try: its day, its prompt, what it came to."""
    if drill.finished is None:
        tail = _running(drill)
    elif drill.total is None or not drill.band:
        tail = "to grade"
    else:
        tail = f"{drill.total:.0f} {BANDS[drill.band]}"
    head = f"{drill.on:%d %b %Y}  "
    title = shorten(prompt_title(session, drill), max(width - len(head) - len(tail) - 2, 10))
    return join((head, MUTED), title, " " * max(width - len(head) - len(title) - len(tail), 2), (tail, MUTED))


def _running(drill: Drill) -> str:
    return "the clock runs" if drill.started else f"paused at {on_clock(drill.seconds)}"


def practised_row(mark: PracticeMark, width: int) -> Content:
    """Attested practice: its day, its kind, which it was."""
    what = STORY_NAMES.get(mark.story, mark.kind) if mark.kind == "story" else mark.kind
    took = f"{mark.minutes} min{'' if mark.ok else ', not solved'}" if mark.minutes else ""
    head = f"{mark.on:%d %b %Y}  {what}: "
    text = shorten(mark.text, max(width - len(head) - len(took) - 2, 10))
    return join((head, MUTED), text, (f"  {took}" if took else "", MUTED))


def prompt_title(session: Session, drill: Drill) -> str:
    """The title of a drill's prompt; its id where the content no longer has it."""
    prompt = session.content.prompts.get(drill.prompt)
    return prompt.title if prompt else drill.prompt


# ---------------------------------------------------------------------------------------------------- pages


def prompt_page(session: Session, due: Due, width: int) -> Content:
    """A prompt before it is begun: the question and why it is next, nothing that gives an answer away."""
    prompt = due.prompt
    parts = [*paragraph(prompt.title, width, STRONG), plain(_tags(prompt), MUTED), plain("")]
    parts += [*paragraph(prompt.text, width), plain("")]
    if due.why:
        parts.append(hanging("next", f"{due.why[:1].upper()}{due.why[1:]}.", width, LABEL))
    for one in reversed(graded(session.journey, prompt.id)):
        band = BANDS[one.band] if one.band else ""
        parts.append(hanging("done", f"{one.on:%d %b %Y}: {one.total or 0:.0f}, {band}", width, LABEL))
    minutes = session.content.grade_sheet.minutes
    text = f"{minutes} min aloud, recorded, on a whiteboard or paper. Enter starts the clock."
    parts.append(hanging("enter", text, width, LABEL))
    return lines(*parts, *behind(session, "C34", prompt.facts, width, LABEL))


def open_page(session: Session, drill: Drill, width: int) -> Content:
    """A try whose clock was not stopped for good."""
    prompt = session.content.prompts.get(drill.prompt)
    said = f"{_running(drill)[:1].upper()}{_running(drill)[1:]}. Enter goes on with it."
    text = paragraph(prompt.text, width) if prompt else []
    return lines(*paragraph(prompt_title(session, drill), width, STRONG), plain(said, ACCENT), plain(""), *text)


def _tags(prompt: Prompt) -> str:
    return ", ".join(TAG_NAMES[tag] for tag in prompt.tags)


def practised_page(mark: PracticeMark, width: int) -> Content:
    """Attested practice in full."""
    parts = [*paragraph(mark.text, width, STRONG), plain("")]
    about = PRACTICE_NAMES[mark.kind] + (f", on {STORY_NAMES[mark.story]}" if mark.story else "")
    parts.append(hanging("what", f"{about[:1].upper()}{about[1:]}", width, LABEL))
    parts.append(hanging("day", f"{mark.on:%d %B %Y}", width, LABEL))
    if mark.minutes:
        solved = "" if mark.kind != "medium" else ", solved with tests" if mark.ok else ", not solved with tests"
        parts.append(hanging("took", f"{mark.minutes} min{solved}", width, LABEL))
    return lines(*parts, plain(""), *paragraph("Recorded by you; nothing checks it.", width, MUTED))


# ---------------------------------------------------------------------------------------------------- the clock


def clock_lines(sheet: GradeSheet, seconds: int, *, running: bool) -> Content:
    """The time, and what it is for now: two lines, the only ones that change each second."""
    state = "" if running else "   paused: space goes on"
    head = join((f"{on_clock(seconds)} of {sheet.minutes}:00", STRONG), (state, ACCENT))
    step = step_at(sheet, seconds)
    if step is None:
        over = on_clock(seconds - sheet.minutes * 60)
        return lines(head, plain(f"{over} over time: close it. f stops the clock.", ACCENT))
    return lines(head, join((step.title, ACCENT), (f" until {step.minutes[1]}:00", MUTED)))


def steps_lines(sheet: GradeSheet, seconds: int) -> list[Content]:
    """The minute marks in two columns, the present one with an arrow."""
    now = step_at(sheet, seconds)
    cells = []
    for step in sheet.steps:
        sign = ">" if step is now else " "
        past = seconds >= step.minutes[1] * 60
        style = MUTED if past else f"{STRONG} {ACCENT}" if step is now else ""
        cells.append(plain(f"{sign} {step.minutes[0]:>2}-{step.minutes[1]:<3}{step.title}".ljust(COLUMN), style))
    half = (len(cells) + 1) // 2
    return [join(*pair) for pair in zip(cells[:half], [*cells[half:], plain("")][:half], strict=True)]


def drill_page(session: Session, drill: Drill, seconds: int, width: int, *, asked: bool) -> Content:
    """What stands beside the notes: the question, what the interviewer answers once asked, the marks."""
    prompt = session.content.prompts.get(drill.prompt)
    if prompt is None:
        return plain(f"The prompt {drill.prompt} is no more. esc goes back; x in the list removes the try.")
    parts = [*paragraph(prompt.title, width, STRONG), *paragraph(prompt.text, width), plain("")]
    marks = steps_lines(session.content.grade_sheet, seconds)
    if not asked:
        text = "Ask your questions aloud first; i shows what an interviewer would answer."
        return lines(*parts, *marks, plain(""), *paragraph(text, width, MUTED))
    for one in prompt.clarify:
        parts += [*paragraph(one.question, width, MUTED), hanging("", one.answer, width, 2)]
    return lines(*parts, plain(""), *marks)


# ---------------------------------------------------------------------------------------------------- grading


def check_row(text: str, heard: bool, width: int) -> Content:
    """An observable check, ticked or not."""
    return hanging("[x]" if heard else "[ ]", text, width, 4)


def heard_of(row: SheetRow, drill: Drill) -> str:
    """How many checks of a row the recording showed: "2 of 4 heard"."""
    return f"{sum(check.id in drill.checks for check in row.checks)} of {len(row.checks)} heard"


def grade_row(row: SheetRow, drill: Drill, width: int) -> Content:
    """A row of the sheet with its grade, before the total is drawn."""
    grade = drill.grades.get(row.id)
    tail = f"{heard_of(row, drill)}, weight {row.weight}"
    title = shorten(row.title, max(width - len(tail) - 6, 8))
    head = ("-" if grade is None else str(grade), STRONG if grade is not None else MUTED)
    return join(head, f"   {title}", " " * max(width - 4 - len(title) - len(tail), 1), (tail, MUTED))


def grade_page(sheet: GradeSheet, row: SheetRow, drill: Drill, width: int) -> Content:
    """What grades mean, and what was heard of a row."""
    parts = [*paragraph(row.title, width, STRONG), plain("")]
    for n, meaning in enumerate(sheet.grades):
        style = STRONG if drill.grades.get(row.id) == n else ""
        parts.append(join((f"{n}  ", ACCENT), (meaning, style)))
    parts.append(plain(""))
    parts += [check_row(check.text, check.id in drill.checks, width) for check in row.checks]
    if drill.grades.get(row.id, 0) > 2 and not any(check.id in drill.checks for check in row.checks):
        said = "None of its checks was heard. A 3 or a 4 then rests on an impression, and impressions run high."
        parts += [plain(""), *paragraph(said, width, ACCENT)]
    return lines(*parts)


def sheet_side(session: Session, drill: Drill, width: int) -> Content:
    """What stands beside the checks: how to grade, the notes, the recording."""
    minutes = session.content.grade_sheet.minutes
    over = drill.seconds - minutes * 60
    took = f"{on_clock(drill.seconds)} of {minutes}:00" + (f", {on_clock(over)} over" if over > 0 else "")
    parts = [*paragraph(prompt_title(session, drill), width, STRONG), plain("")]
    parts.append(hanging("took", took, width, LABEL))
    parts.append(hanging("recording", drill.recording or "no place noted; r notes it", width, LABEL))
    said = "Play the recording. Tick what you hear, nothing you meant to say. Enter goes on to the grades."
    parts += [plain(""), *paragraph(said, width)]
    if drill.finished == session.today:
        parts += [plain(""), *paragraph(LATER, width, MUTED)]
    return lines(*parts, *_notes(drill, width))


def result_row(result: Result, row: SheetRow, width: int) -> Content:
    """A row of the sheet with what it added to the total."""
    one = next(one for one in result.rows if one.row.id == row.id)
    tail = f"{one.points:g} of {row.weight}"
    capped = f" (counts {one.grade})" if one.grade != one.given else ""
    title = shorten(f"{row.title}{capped}", max(width - len(tail) - 6, 8))
    return join(
        (str(one.given), STRONG), f"   {title}", " " * max(width - 4 - len(title) - len(tail), 1), (tail, MUTED)
    )


def total_row(result: Result) -> Content:
    """The total and its band."""
    return plain(f"{result.total:g} of 100, {BANDS[result.band]}", f"{STRONG} {ACCENT}")


def total_page(session: Session, drill: Drill, result: Result, width: int) -> Content:
    """What a try came to: total, caps, bands, where it stands among the others."""
    bands = session.content.values("design_bands")
    parts = [total_row(result), *paragraph(prompt_title(session, drill), width), plain("")]
    parts += [hanging("capped", said, width, LABEL) for said in result.caps]
    scale = ", ".join(f"{least:g}+ {BANDS[band]}" for band, least in bands.items() if least)
    parts.append(hanging("bands", f"{scale}. Ours, not an employer's.", width, LABEL))
    parts.append(hanging("weakest", _weakest(result), width, LABEL))
    others = [one for one in graded(session.journey) if one.id != drill.id]
    if others:
        row = ", ".join(f"{one.total or 0:.0f}" for one in others[-5:])
        parts.append(hanging("before", f"{row}: {counted(len(others), 'other')} graded so far", width, LABEL))
    else:
        parts.append(hanging("before", "this is the first; one total says little, three show a pattern", width, LABEL))
    parts.append(hanging("compare", "Each row of the sheet shows what a strong answer holds.", width, LABEL))
    parts.append(hanging("recording", drill.recording or "no place noted; r notes it", width, LABEL))
    return lines(*parts, *_notes(drill, width))


def _weakest(result: Result) -> str:
    # What a row lacks weighs as much as the row does.
    lacking = sorted(result.rows, key=lambda one: one.points - one.row.weight)
    return ", ".join(f"{one.row.title.lower()} ({one.given})" for one in lacking[:2])


def strong_page(session: Session, drill: Drill, row: SheetRow, width: int) -> Content:
    """What a strong answer holds in a row, beside what was heard in one's own."""
    prompt = session.content.prompts.get(drill.prompt)
    parts = [*paragraph(row.title, width, STRONG), plain(heard_of(row, drill), MUTED), plain("")]
    if prompt is not None:
        parts += [plain("A strong answer:", MUTED), *paragraph(prompt.strong.get(row.id, ""), width)]
        parts += _beside(prompt, row, width)
    return lines(*parts)


def _beside(prompt: Prompt, row: SheetRow, width: int) -> list[Content]:
    """What of a prompt belongs to a row besides."""
    metrics = prompt.metrics
    lists: dict[str, Sequence[tuple[str, Sequence[str]]]] = {
        "clarify": [("Worth asking:", [f"{one.question} {one.answer}" for one in prompt.clarify])],
        "framing": [
            ("Offline:", metrics.offline),
            ("Online:", metrics.online),
            ("Guardrail:", metrics.guardrail),
        ],
        "data": [("Data:", prompt.data)],
        "communication": [("Traps:", prompt.traps), ("Asked on top:", prompt.follow_ups)],
    }
    parts: list[Content] = []
    for head, texts in lists.get(row.id, ()):
        parts += [plain(""), plain(head, MUTED), *(hanging("-", text, width, 2) for text in texts)]
    return parts


def _notes(drill: Drill, width: int) -> list[Content]:
    if not drill.notes:
        return []
    rows = [row for text in drill.notes.splitlines() for row in (paragraph(text, width) or [line("")])]
    return [plain(""), plain("Your notes:", MUTED), *rows]
