"""The resume as a whole: the kept bullets in the order of rule C22, what must hold for all of them, Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mentor.coach.bullet_words import Index, tokens_of
from mentor.coach.bullets import Part, Verdict, check_bullet
from mentor.coach.proof import runs_of
from mentor.content import Content
from mentor.content.bullets import ResumeCheck
from mentor.journey import Journey
from mentor.journey.proof import Bullet, Run
from mentor.journey.records import Project
from mentor.text import counted, in_markdown, one_line, shorten

PARTS: dict[Part, str] = {"project": "Projects", "career": "Experience"}
"""The parts of a resume in their order, with their headings."""
_NO_CAREER = ("cs_graduate", "grad_degree")
"""Starting points that may have no earlier career to show."""
_LINK = re.compile(r"https?://[^\s)>\]]{3,}|\b(?:github|gitlab|huggingface)\.co[m]?/[^\s)>\]]+", re.IGNORECASE)
_LIST_MARK = re.compile(r"^(\d+|(?=[-+]))([.)+-])")


@dataclass(frozen=True)
class Checked:
    """A kept bullet with its verdict."""

    bullet: Bullet
    verdict: Verdict


@dataclass(frozen=True)
class Section:
    """Bullets that stand together: those of one project, those that name none, or the earlier career."""

    part: Part
    project: Project | None
    lines: tuple[Checked, ...]


@dataclass(frozen=True)
class Held:
    """Whether something holds for the resume as a whole.

    Attributes:
        said: What was found, where it does not hold.
    """

    check: ResumeCheck
    held: bool
    said: str = ""


@dataclass(frozen=True)
class Resume:
    """The kept bullets in their order, and the checks that apply."""

    sections: tuple[Section, ...]
    checks: tuple[Held, ...]

    @property
    def lines(self) -> tuple[Checked, ...]:
        """Every bullet in its order."""
        return tuple(line for section in self.sections for line in section.lines)


def in_order(journey: Journey, part: Part) -> list[Bullet]:
    """The bullets of a part, in the user's order."""
    kept = (bullet for bullet in journey.bullets.values() if bullet.part == part)
    return sorted(kept, key=lambda bullet: (bullet.order, len(bullet.id), bullet.id))


def newest_run(journey: Journey, project_id: str) -> Run | None:
    """The last reading of a project's folder."""
    runs = runs_of(journey, project_id)
    return runs[-1] if runs else None


def check_in_journey(content: Content, journey: Journey, text: str, part: Part, project_id: str = "") -> Verdict:
    """Check a bullet with what the journey knows: the industry aimed at, and the figures of its project's last run."""
    run = newest_run(journey, project_id) if project_id and part == "project" else None
    industry = journey.profile.industry if journey.profile else ""
    return check_bullet(content, text, part, run.numbers if run else (), industry=industry)


def make_resume(content: Content, journey: Journey) -> Resume:
    """The resume of what is kept."""
    sections = tuple(_sections(content, journey))
    held = tuple(_held(content, journey, sections)) if sections else ()
    return Resume(sections, held)


def _sections(content: Content, journey: Journey) -> Iterator[Section]:
    checked: dict[Part, list[Checked]] = {
        part: [
            Checked(one, check_in_journey(content, journey, one.text, part, one.project))
            for one in in_order(journey, part)
        ]
        for part in PARTS
    }
    # A project stands where its first bullet does, with all its bullets.
    first: dict[str, int] = {}
    for line in checked["project"]:
        first.setdefault(_project_of(journey, line), len(first))
    together = sorted(checked["project"], key=lambda line: first[_project_of(journey, line)])
    for key, lines in groupby(together, key=lambda line: _project_of(journey, line)):
        yield Section("project", journey.projects.get(key), tuple(lines))
    if checked["career"]:
        yield Section("career", None, tuple(checked["career"]))


def _project_of(journey: Journey, line: Checked) -> str:
    return line.bullet.project if line.bullet.project in journey.projects else ""


# ---------------------------------------------------------------------------------------------------- checks


def _held(content: Content, journey: Journey, sections: Sequence[Section]) -> Iterator[Held]:
    checks = {check.id: check for check in content.bullets.checks}
    found = {
        "projects": _projects(content, sections),
        "linked": _unlinked(journey, sections),
        "career": _career(journey, sections),
        "link": _links(sections),
        "personal": _personal(content, sections),
        "weak": _weak(sections),
        "figures": _figures(sections),
    }
    for id_, said in found.items():
        if said is not None and id_ in checks:
            yield Held(checks[id_], not said, said)


def _projects(content: Content, sections: Sequence[Section]) -> str:
    count = sum(section.part == "project" for section in sections)
    if not count:
        return "No bullet speaks of a machine-learning project."
    most = int(content.bullets.number("projects_most"))
    return f"{count} projects: keep the best {most} at most." if count > most else ""


def _unlinked(journey: Journey, sections: Sequence[Section]) -> str | None:
    loose = [line.bullet for s in sections if s.part == "project" and s.project is None for line in s.lines]
    if not journey.projects:
        return None
    return f"{_named(loose)}: which project is it?" if loose else ""


def _career(journey: Journey, sections: Sequence[Section]) -> str | None:
    if any(section.part == "career" for section in sections):
        return ""
    if journey.profile is not None and journey.profile.start in _NO_CAREER:
        return None
    return "No bullet speaks of the earlier career; it is where your domain comes from."


def _links(sections: Sequence[Section]) -> str | None:
    found = []
    for section in sections:
        if section.part != "project":
            continue
        name = shorten(section.project.title, 40) if section.project else "The bullets without a project"
        count = len(set(_links_of(section)))
        if count != 1:
            found.append(f"{name}: {counted(count, 'link') if count else 'no link'}")
    if not any(section.part == "project" for section in sections):
        return None
    return f"{'; '.join(found)}." if found else ""


def _links_of(section: Section) -> Iterator[str]:
    if section.project is not None and section.project.url:
        yield _bare(section.project.url)
    for line in section.lines:
        yield from (_bare(found) for found in _LINK.findall(line.bullet.text))


def _bare(link: str) -> str:
    return link.lower().partition("://")[2].rstrip("/.,;") or link.lower().rstrip("/.,;")


def _personal(content: Content, sections: Sequence[Section]) -> str:
    index = Index()
    index.add(content.bullets.lexicons["personal"])
    lines = [line.bullet for section in sections for line in section.lines]
    named = [bullet for bullet in lines if index.find(tokens_of(bullet.text))[0]]
    return f"{_named(named)}: leave it out." if named else ""


def _weak(sections: Sequence[Section]) -> str:
    weak = [line.bullet for section in sections for line in section.lines if line.verdict.verdict == "WEAK"]
    return f"WEAK: {_named(weak)}." if weak else ""


def _figures(sections: Sequence[Section]) -> str:
    lines = [line for section in sections for line in section.lines]
    told = [
        f"{line.bullet.id}: {', '.join(span.text for span in one.spans)}"
        for line in lines
        for one in line.verdict.flags
        if one.flag.figures
    ]
    return f"Not in the metrics files: {'; '.join(told)}." if told else ""


def _named(bullets: Sequence[Bullet]) -> str:
    return ", ".join(f"{bullet.id} {shorten(bullet.text, 40)}" for bullet in bullets)


# ---------------------------------------------------------------------------------------------------- Markdown


def as_markdown(resume: Resume) -> str:
    """The bullets as Markdown, ready to be put under a name. Their text is the user's own and stays as it is."""
    parts: list[str] = []
    for part, heading in PARTS.items():
        sections = [section for section in resume.sections if section.part == part]
        if sections:
            parts.append(f"## {heading}")
        for section in sections:
            if section.project is not None:
                title = _plain(one_line(section.project.title))
                parts.append(f"### {_linked(title, one_line(section.project.url))}")
            parts.append("\n".join(f"- {_plain(one_line(line.bullet.text))}" for line in section.lines))
    return "\n\n".join(parts) + "\n" if parts else ""


def _linked(title: str, url: str) -> str:
    safe = url.lower().startswith(("http://", "https://")) and not re.search(r"[\s<>()\[\]\\]", url)
    return f"[{title}]({url})" if safe else title


def _plain(text: str) -> str:
    """A text in which no sign means anything in Markdown."""
    return _LIST_MARK.sub(r"\1\\\2", in_markdown(text))
