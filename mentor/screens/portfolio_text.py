"""What the portfolio says of projects and their criteria."""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from textual.content import Content

from mentor.coach.portfolio import SECTIONS, Backing, Line, Progress
from mentor.coach.project import Proposal
from mentor.coach.proof import looks_of, spot_text
from mentor.coach.steps import next_steps
from mentor.coach.verdict import waits_for_word
from mentor.content import Content as Knowledge
from mentor.journey.records import Mark, Project
from mentor.screens.behind import behind
from mentor.session import Session
from mentor.text import counted, one_line, shorten
from mentor.widgets.meter import bar
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain

if TYPE_CHECKING:  # only a project whose folder was read has findings
    from mentor.journey.proof import Deployment, Finding

LABEL = 9
PROBED = ("R27", "R28")
"""The criteria to which a look at the deployed service has something to say."""
LEVEL_WORDS = {"none": "not shipped", "shipped": "shipped", "defensible": "defensible"}
STATE_MARKS = {"active": "●", "parked": "○", "finished": "✓"}
GLYPHS: dict[Backing, str] = {
    "verified": "✓",
    "attested": "☑",
    "overruled": "≠",
    "contradicted": "!",
    "fail": "✗",
    "unknown": "?",
    "na": "─",
    "open": "☐",
}
PARTLY: dict[Backing, str] = {"verified": "◐", "attested": "◪"}
"""The same as far as *shipped* asks, where *defensible* asks more."""
BACKING: dict[Backing, str] = {
    "verified": "verified: a reading found it met",
    "attested": "attested by you, with what shows it",
    "overruled": "overruled by you: found not met, and why that is wrong",
    "contradicted": "attested by you, found not met since: does not count",
    "fail": "found not met",
    "unknown": "a reading cannot tell",
    "na": "does not apply",
    "open": "open: neither read nor said",
}
SHORT: dict[Backing, str] = {
    "verified": "verified",
    "attested": "attested",
    "overruled": "overruled",
    "contradicted": "found otherwise",
    "fail": "not met",
    "unknown": "cannot be told",
    "na": "n/a",
    "open": "open",
}
SIGHT = {"H": "nearly sure", "M": "likely", "L": "a hint"}
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
    style = MUTED if row.met else ""
    asks = f"{'S' if row.shipped else ' '}{'D' if row.defensible else ' '}"
    head = f" {row.criterion.id:<4}{asks}  "
    rows = wrap(row.criterion.title, max(width - len(head) - 3, 20))
    mark = ("▸ " if following else "  ", f"{STRONG} {ACCENT}")
    top = join(
        mark, (glyph(row), ACCENT if row.met and row.backing != "na" else style), (head, MUTED), (rows[0], style)
    )
    return lines(top, *(plain(" " * (len(head) + 3) + text, style) for text in rows[1:]))


def glyph(row: Line) -> str:
    """The shape that says what stands behind a criterion."""
    partly = row.met and not row.met_fully
    return PARTLY.get(row.backing, GLYPHS[row.backing]) if partly else GLYPHS[row.backing]


# ---------------------------------------------------------------------- the project


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
    rows += paragraph(f"{how_far(session.content, progress)}, {weakest}", width)
    if any(row.finding is not None for row in progress.lines):
        rows += [line(shorten(counts(progress), width), MUTED)]
    if project.state == "parked" and project.parked_why:
        rows.append(hanging("parked", f"because {project.parked_why}", width, 8))
    steps = next_steps(session.content, progress)
    if steps and narrow:
        ids = " ".join(step.criterion.id for step in steps)
        rows.append(join(("next  ", MUTED), ids, ("   marked ▸ below", MUTED)))
    elif steps:
        told = "; ".join(f"{step.criterion.id} {step.criterion.title}, {step_hours(step.hours)}" for step in steps)
        rows.append(hanging("next", told, width, 6))
    return lines(*rows)


def how_far(content: Knowledge, progress: Progress) -> str:
    """How far a project is from the next level."""
    if progress.level == "none":
        hours = sum(step.hours for step in next_steps(content, progress, None))
        return f"{counted(len(progress.to_shipped), 'line')} to shipped, about {hours:.0f} h"
    if progress.level == "shipped":
        return f"Shipped; {counted(len(progress.to_defensible), 'line')} to defensible"
    return "Defensible: say it out loud, ten times why not"


def next_level(progress: Progress) -> str:
    """The name of the level that comes next."""
    return "shipped" if progress.level == "none" else "defensible"


def step_hours(hours: float) -> str:
    """Hours, or minutes where it is less than one."""
    return f"{hours * 60:.0f} min" if hours < 1 else f"{hours:g} h"


def short_day(day: date) -> str:
    """As in "21 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


def counts(progress: Progress) -> str:
    """How many criteria there are of each kind, with the shape of each."""
    backings = [row.backing for row in progress.lines]
    return ", ".join(
        f"{GLYPHS[name]} {backings.count(name)} {word}" for name, word in SHORT.items() if name in backings
    )


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


# ---------------------------------------------------------------------- where it is deployed


def look_line(look: Deployment) -> str:
    """What a deployed service answered, in a line."""
    parts = [f"status {look.status}" if look.status else "no answer"]
    times = (("p50", look.p50), ("p95", look.p95), ("p99", look.p99))
    shown = [f"{name} {value:g}" for name, value in times if value is not None]
    parts += [f"{' '.join(shown)} ms"] if shown else []
    for what, there in (("docs", look.docs), ("health check", look.health)):
        if there is not None:
            parts.append(f"{what} there" if there else f"no {what}")
    parts += [f"{look.failed} of {look.requests} requests failed"] if look.failed else []
    return f"{short_day(look.on)}, {one_line(look.url)}: {', '.join(parts)}"


# ---------------------------------------------------------------------- the criterion


def criterion_detail(session: Session, project: Project, row: Line, width: int, *, title: bool) -> Content:
    """A criterion in full; the title only where the list stands beside it, not right above."""
    one = row.criterion
    parts = [*paragraph(one.title, width, STRONG), plain("")] if title else []
    parts += _standing(row, width)
    looks = looks_of(session.journey, project.id) if one.id in PROBED else ()
    parts += [hanging("probed", look_line(look), width, LABEL) for look in looks[:1]]
    parts.append(plain(""))
    parts.append(hanging("shows it", one.evidence, width, LABEL))
    if one.shipped_needs and row.shipped:
        parts.append(hanging("shipped", one.shipped_needs, width, LABEL))
    if one.defensible_needs and row.defensible:
        parts.append(hanging("defens.", one.defensible_needs, width, LABEL))
    parts.append(hanging("seen by", one.seen_by, width, LABEL))
    parts.append(hanging("trust", TRUST[one.confidence], width, LABEL))
    parts.append(hanging("takes", f"about {step_hours(one.hours)}, our own estimate", width, LABEL))
    if one.proves:
        parts.append(hanging("proves", f"{' '.join(one.proves)} of the audit, once seen", width, LABEL))
    asked = [word for word, wanted in (("shipped (S)", row.shipped), ("defensible (D)", row.defensible)) if wanted]
    parts.append(hanging("asked by", " and ".join(asked), width, LABEL))
    return lines(*parts, *behind(session, "", one.facts, width, LABEL))


def _standing(row: Line, width: int) -> list[Content]:
    """What stands behind it: what was found and what the user says, each named as what it is."""
    first = paragraph(f"{glyph(row)} {_headline(row)}", width)
    said = [hanging("you said", f"{row.mark.note} ({_day(row.mark.on)})", width, LABEL)] if row.mark else []
    return [*first, *said, *(_found(row.finding, width) if row.finding else [])]


def _headline(row: Line) -> str:
    mark, finding = row.mark, row.finding
    part = "" if row.met_fully else " as far as shipped asks"
    if finding is not None and row.backing == "verified":
        rest = ", the rest attested by you" if mark and row.met_fully and not _holds(row, finding) else ""
        return f"Verified{part} on {_day(finding.on)}, {SIGHT[finding.confidence]}{rest}"
    if mark is not None:
        return _said(row, mark, part)
    if finding is None:
        return "Open. Space says what shows it; v reads the folder."
    if row.backing == "fail":
        return f"Not met, found on {_day(finding.on)}, {SIGHT[finding.confidence]}. Space overrules it with a reason."
    if row.backing == "na":
        return f"Does not apply, by the reading of {_day(finding.on)}"
    if waits_for_word(row):
        return "All that can be seen is there; the rest is yours to attest: space takes a link and its day."
    return f"The reading of {_day(finding.on)} cannot tell. Space attests it, with what shows it."


def _holds(row: Line, finding: Finding) -> bool:
    return finding.defensible or not row.defensible


def _said(row: Line, mark: Mark, part: str) -> str:
    when = _day(mark.on)
    if row.backing == "overruled":
        return f"Overruled by you on {when}: found not met, and you say why that is wrong"
    if row.backing == "contradicted":
        return f"Attested by you on {when} and found not met since: does not count. Space gives the reason against it."
    if mark.state == "na":
        return f"Does not apply, attested by you on {when}"
    return f"Met{part}, attested by you on {when}"


def _found(finding: Finding, width: int) -> list[Content]:
    """What a reading saw, where, and what would do."""
    parts = [hanging("found", finding.said, width, LABEL)]
    parts += [hanging("" if n else "in", spot_text(spot), width, LABEL) for n, spot in enumerate(finding.evidence)]
    if finding.hint and finding.state != "pass":
        parts.append(hanging("do", finding.hint, width, LABEL))
    return parts


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
