"""What the portfolio says of projects and their criteria."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content

from mentor.coach.portfolio import SECTIONS, Line, Progress
from mentor.coach.project import Proposal
from mentor.content.model import Criterion
from mentor.journey.records import Project
from mentor.screens.behind import behind
from mentor.session import Session
from mentor.text import one_line, shorten
from mentor.widgets.meter import bar
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain

NEXT_STEPS = 3
LABEL = 9
LEVEL_WORDS = {"none": "not shipped", "shipped": "shipped", "defensible": "defensible"}
STATE_MARKS = {"active": "●", "parked": "○", "finished": "✓"}
TRUST = {
    "H": "high: a static check of the repository is nearly always right here",
    "M": "middling: a static check is often right here, look again yourself",
    "L": "low: a static check can only hint here, you decide",
}


# ---------------------------------------------------------------------- rows


def project_row(session: Session, project: Project, progress: Progress, width: int) -> Content:
    """A project's row: title, type where there is room, level, state and weakest section."""
    kind = f"{type_title(session, project):<28}" if width >= 104 else ""
    weakest = f"{SECTIONS[progress.weakest].split()[0]} {percent(progress.sections[progress.weakest])}"
    tail = f"  {kind}{LEVEL_WORDS[progress.level]:<13}{project.state:<10}{weakest:>16}"
    room = title_room(width)
    style = "" if project.state == "active" else MUTED
    mark = (f"{STATE_MARKS[project.state]} ", style or ACCENT)
    return join(mark, (f"{shorten(project.title, room):<{room}}", style), (tail, MUTED))


def title_room(width: int) -> int:
    """Columns a project's row has for its title."""
    return max(width - (71 if width >= 104 else 43), 10)


def percent(share: float) -> str:
    """A share 0-1 in per cent."""
    return f"{share * 100:.0f} %"


def type_title(session: Session, project: Project) -> str:
    """The name of a project's type; its id where this version of the content does not know it."""
    kind = session.content.project_types.get(project.type)
    return kind.title if kind else project.type


def section_heading(progress: Progress, section: str, width: int, *, first: bool) -> Content:
    """A section's name with a bar and the share of its lines that are met."""
    members = [row for row in progress.lines if row.criterion.section == section]
    met = sum(row.met for row in members)
    far = f"  {percent(progress.sections[section]):>5}  {met} of {len(members)}"
    name = f"{SECTIONS[section]:<25}"
    size = max(min(width - len(name) - len(far), 24), 4)
    heading = join((name, STRONG), bar(progress.sections[section], size), (far, MUTED))
    return heading if first else lines(plain(""), heading)


def criterion_row(row: Line, width: int, *, following: bool) -> Content:
    """A criterion's row; the ones to do next carry a mark."""
    glyph, style = "☐", ""
    if row.mark is not None:
        glyph, style = ("─" if row.mark.state == "na" else "☑" if row.met_fully else "◪"), MUTED
    asks = f"{'S' if row.shipped else ' '}{'D' if row.defensible else ' '}"
    head = f" {row.criterion.id:<4}{asks}  "
    rows = wrap(row.criterion.title, max(width - len(head) - 3, 20))
    mark = ("▸ " if following else "  ", f"{STRONG} {ACCENT}")
    top = join(
        mark, (glyph, ACCENT if row.mark and row.mark.state == "met" else style), (head, MUTED), (rows[0], style)
    )
    return lines(top, *(plain(" " * (len(head) + 3) + text, style) for text in rows[1:]))


# ---------------------------------------------------------------------- the project


def following(progress: Progress) -> tuple[Criterion, ...]:
    """The next few criteria: what *shipped* still asks for, then what *defensible* does."""
    later = [criterion for criterion in progress.to_defensible if criterion not in progress.to_shipped]
    return (*progress.to_shipped, *later)[:NEXT_STEPS]


def project_head(session: Session, project: Project, progress: Progress, width: int, *, narrow: bool) -> Content:
    """What stands over a checklist: where the project is, what holds it back, what comes next."""
    place = ", ".join(part for part in (project.path, project.url) if part) or "no folder or address yet: e adds one"
    about, title = one_line(f"{type_title(session, project)}, {place}"), one_line(project.title)
    room = width - len(title) - 3
    if narrow and len(title) <= title_room(width):
        rows = [line(shorten(about, width), MUTED)]
    elif len(about) <= room:
        rows = [join((title, STRONG), (f"{about:>{room + 3}}", MUTED))]
    else:
        rows = [*paragraph(title, width, STRONG), line(shorten(about, width), MUTED)]
    weakest = f"weakest section {SECTIONS[progress.weakest]} {percent(progress.sections[progress.weakest])}"
    rows += paragraph(f"{_how_far(progress)}, {weakest}", width)
    if project.state == "parked" and project.parked_why:
        rows.append(hanging("parked", f"because {project.parked_why}", width, 8))
    steps = following(progress)
    if steps and narrow:
        rows.append(join(("next  ", MUTED), " ".join(one.id for one in steps), ("   marked ▸ below", MUTED)))
    elif steps:
        rows.append(hanging("next", "; ".join(f"{one.id} {one.title}" for one in steps), width, 6))
    return lines(*rows)


def _how_far(progress: Progress) -> str:
    if progress.level == "none":
        return f"{_lines(len(progress.to_shipped))} to shipped"
    if progress.level == "shipped":
        return f"Shipped; {_lines(len(progress.to_defensible))} to defensible"
    return "Defensible: say it out loud, ten times why not"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def proposal_text(session: Session, proposal: Proposal, width: int) -> Content:
    """What to start with, shown while there is no project."""
    kind, rule = proposal.type, session.content.rules[proposal.rule]
    parts = [plain("No project yet. This one is proposed for you:", MUTED), plain("")]
    parts += paragraph(one_line(proposal.title), width, STRONG)
    parts += [*paragraph(f"{proposal.why}.", width), plain(""), *paragraph(kind.pitch, width), plain("")]
    parts.append(
        join(("n", f"{STRONG} {ACCENT}"), " starts it, or another type", ("   nothing is stored before that", MUTED))
    )
    parts += [plain(""), hanging("proves", kind.proves, width, LABEL), hanging("trap", kind.trap, width, LABEL)]
    for n, step in enumerate(kind.first_steps):
        parts.append(hanging("" if n else "begin", f"{n + 1}. {step}", width, LABEL))
    for n, other in enumerate(proposal.not_yet):
        parts.append(hanging("" if n else "not yet", f"{other.type.title}: {other.why}", width, LABEL))
    parts += behind(session, rule.id, kind.facts, width, LABEL)
    return lines(*parts)


# ---------------------------------------------------------------------- the criterion


def criterion_detail(session: Session, row: Line, width: int, *, title: bool) -> Content:
    """A criterion in full; the title only where the list stands beside it, not right above."""
    one = row.criterion
    parts = [*paragraph(one.title, width, STRONG), plain("")] if title else []
    parts += [*_standing(row, width), plain("")]
    parts.append(hanging("shows it", one.evidence, width, LABEL))
    if one.shipped_needs and row.shipped:
        parts.append(hanging("shipped", one.shipped_needs, width, LABEL))
    if one.defensible_needs and row.defensible:
        parts.append(hanging("defens.", one.defensible_needs, width, LABEL))
    parts.append(hanging("seen by", one.seen_by, width, LABEL))
    parts.append(hanging("trust", TRUST[one.confidence], width, LABEL))
    asked = [word for word, wanted in (("shipped (S)", row.shipped), ("defensible (D)", row.defensible)) if wanted]
    parts.append(hanging("asked by", " and ".join(asked), width, LABEL))
    return lines(*parts, *behind(session, "", one.facts, width, LABEL))


def _standing(row: Line, width: int) -> list[Content]:
    mark = row.mark
    if mark is None:
        return paragraph("☐ Open. Space says what shows it.", width)
    when = f"{mark.on.day} {mark.on:%B %Y}"
    if mark.state == "na":
        said = f"─ Does not apply, attested by you on {when}"
    elif row.met_fully:
        said = f"☑ Met, attested by you on {when}"
    else:
        said = f"◪ Met as far as shipped asks, attested by you on {when}"
    return [*paragraph(said, width), hanging("", mark.note, width, 2)]
