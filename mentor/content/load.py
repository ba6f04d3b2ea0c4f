"""Loads the content files, each on first use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from mentor.content.adverts import AdRules, ad_rules
from mentor.content.bullets import BulletRules, bullet_rules
from mentor.content.detectors import Detector
from mentor.content.drills import GradeSheet, Prompt
from mentor.content.exercises import SqlExercise
from mentor.content.leaks import Leak
from mentor.content.model import (
    ActionTemplate,
    Area,
    Choice,
    Criterion,
    Fact,
    Item,
    Phase,
    Probe,
    ProjectType,
    RoleProfile,
    Rule,
    Source,
    Task,
    Timeline,
)
from mentor.content.outreach import OfferQuestion, Outreach
from mentor.content.pages import (
    AdviceText,
    CompanyType,
    Entry,
    IndustryWords,
    PayAdjustment,
    SalaryRow,
    Side,
    Topic,
    WarningText,
)
from mentor.content.practice import Card, CardGroup
from mentor.shape import build

T = TypeVar("T")

DATA = Path(__file__).parent / "data"
"""The folder of the content files that come with the program."""
SQL_PARTS = ("sql_joins", "sql_groups", "sql_windows", "sql_models")
"""The files of the SQL exercises, in order."""


class ContentError(Exception):
    """The content files are not as they must be.

    Attributes:
        problems: One line each: file, entry, field and what is wrong with it.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Content:
    """Everything the mentor knows. Reading a part reads and validates its file, once.

    Raises:
        ContentError: On first use of a part whose file has a problem.
    """

    def __init__(self, folder: Path = DATA) -> None:
        self.folder = folder

    def table(self, name: str) -> dict[str, Any]:
        """A file as parsed, without any check of its entries."""
        path = self.folder / f"{name}.toml"
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ContentError([f"{name}.toml: the file is missing"]) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ContentError([f"{name}.toml: {error}"]) from None

    def _entries(self, name: str, key: str, cls: type[T]) -> tuple[T, ...]:
        problems: list[str] = []
        rows = self.table(name).get(key, [])
        built = [
            build(cls, row, f"{name}.toml, {row.get('id', f'entry {n}')}", problems) for n, row in enumerate(rows, 1)
        ]
        if not rows:
            problems.append(f"{name}.toml: no [[{key}]] stands in it")
        if problems:
            raise ContentError(problems)
        return tuple(value for value in built if value is not None)

    def _named(self, name: str, table: Mapping[str, Any], cls: type[T]) -> dict[str, T]:
        problems: list[str] = []
        built = {key: build(cls, row, f"{name}.toml, {key}", problems) for key, row in table.items()}
        if problems:
            raise ContentError(problems)
        return {key: value for key, value in built.items() if value is not None}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The five guides by id."""
        return {s.id: s for s in self._entries("sources", "sources", Source)}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """What the guides say, by fact id."""
        return {f.id: f for f in self._entries("facts", "facts", Fact)}

    @cached_property
    def areas(self) -> dict[str, Area]:
        """The 20 areas by id, in the order of the audit."""
        return {a.id: a for a in self._entries("areas", "areas", Area)}

    @cached_property
    def items(self) -> dict[str, Item]:
        """The 100 can-do items by id, in the order of the audit."""
        return {item.id: item for area in self.areas.values() for item in area.items}

    @cached_property
    def area_of(self) -> dict[str, Area]:
        """Item id to its area."""
        return {item.id: area for area in self.areas.values() for item in area.items}

    @cached_property
    def profiles(self) -> dict[str, RoleProfile]:
        """Target id to how it shifts the weights."""
        return self._named("areas", self.table("areas").get("profiles", {}), RoleProfile)

    @cached_property
    def probes(self) -> dict[str, tuple[Probe, ...]]:
        """Area id to its knowledge questions, in the order in which they are asked."""
        found: dict[str, list[Probe]] = {}
        for probe in self._entries("probes", "probes", Probe):
            found.setdefault(probe.area, []).append(probe)
        return {area: tuple(probes) for area, probes in found.items()}

    @cached_property
    def phases(self) -> dict[str, Phase]:
        """P0-P7 by id, in order."""
        return {p.id: p for p in self._entries("phases", "phases", Phase)}

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Every card of the board by id, in order."""
        return {t.id: t for phase in self.phases for t in self._entries(f"tasks/{phase}", "tasks", Task)}

    @cached_property
    def project_types(self) -> dict[str, ProjectType]:
        """The five project types by id."""
        return {p.id: p for p in self._entries("projects", "projects", ProjectType)}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Every criterion by id, in the order of the checklist."""
        return {c.id: c for c in self._entries("criteria", "criteria", Criterion)}

    def scaffold(self, project_type: str) -> dict[str, str]:
        """The templates of a project's skeleton, by path: those of all types, then those of this one.

        A template is a text file; its name is that of the file it becomes, with `.txt` behind it, and `dot.` before it
        where that begins with a dot, so that no tool takes the template for the thing itself.

        Raises:
            ContentError: The project type has none, or one cannot be read.
        """
        found: dict[str, str] = {}
        for part in ("common", project_type):
            folder = self.folder / "scaffold" / part
            paths = sorted(folder.rglob("*.txt"))
            if not paths:
                raise ContentError([f"scaffold/{part}: no template stands in it"])
            for path in paths:
                name = path.relative_to(folder).as_posix()
                try:
                    found[re.sub(r"(^|/)dot\.", r"\1.", name.removesuffix(".txt"))] = path.read_text(encoding="utf-8")
                except (OSError, UnicodeDecodeError) as error:
                    raise ContentError([f"scaffold/{part}/{name}: {error}"]) from None
        return found

    @cached_property
    def actions(self) -> tuple[ActionTemplate, ...]:
        """The templates of the seven-day list."""
        return self._entries("actions", "actions", ActionTemplate)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """How disagreements are settled, by rule id."""
        return {r.id: r for r in self._entries("rules", "rules", Rule)}

    @cached_property
    def sides(self) -> dict[str, tuple[Side, ...]]:
        """Rule id to what it comes to, profile by profile, in the order in which they are tried."""
        found: dict[str, list[Side]] = {}
        for side in self._entries("sides", "sides", Side):
            found.setdefault(side.rule, []).append(side)
        return {rule: tuple(sides) for rule, sides in found.items()}

    @cached_property
    def timelines(self) -> tuple[Timeline, ...]:
        """The months the guides give, with what they measure."""
        return self._entries("timelines", "timelines", Timeline)

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """The shelves of the Library by id, in order."""
        return {t.id: t for t in self._entries("topics", "topics", Topic)}

    @cached_property
    def library(self) -> dict[str, Entry]:
        """Every page of the Library by id, shelf by shelf."""
        return {e.id: e for topic in self.topics for e in self._entries(f"library/{topic}", "entries", Entry)}

    @cached_property
    def salaries(self) -> dict[str, SalaryRow]:
        """Every band of pay by id."""
        return {s.id: s for s in self._entries("salary", "salary", SalaryRow)}

    @cached_property
    def pay_adjustments(self) -> tuple[PayAdjustment, ...]:
        """What the guides add to or take off their own rows for a region."""
        return self._entries("salary", "adjustments", PayAdjustment)

    @cached_property
    def companies(self) -> dict[str, CompanyType]:
        """Kinds of employers and posts by id."""
        return {c.id: c for c in self._entries("companies", "companies", CompanyType)}

    @cached_property
    def warnings(self) -> dict[str, WarningText]:
        """What the guides warn of, by id."""
        return {w.id: w for w in self._entries("warnings", "warnings", WarningText)}

    @cached_property
    def detectors(self) -> dict[str, Detector]:
        """Failure patterns of the record by id, in the order in which they are told."""
        return {d.id: d for d in self._entries("detectors", "detectors", Detector)}

    @cached_property
    def leaks(self) -> dict[str, Leak]:
        """Stages of the job search that few get into, by the stage's id, in order."""
        return {leak.id: leak for leak in self._entries("leaks", "leaks", Leak)}

    @cached_property
    def advice(self) -> dict[str, AdviceText]:
        """Bridge roles, resume lines, paid learning and notes by id."""
        return {a.id: a for a in self._entries("advice", "texts", AdviceText)}

    @cached_property
    def industries(self) -> tuple[IndustryWords, ...]:
        """Industries that the guides name."""
        return self._entries("advice", "industries", IndustryWords)

    @cached_property
    def bullets(self) -> BulletRules:
        """What a resume bullet is checked for."""
        problems: list[str] = []
        rules = bullet_rules(self.table("bullets"), problems)
        if rules is None:
            raise ContentError(problems)
        return rules

    @cached_property
    def adverts(self) -> AdRules:
        """How advertisements and titles are read."""
        problems: list[str] = []
        rules = ad_rules(self.table("adverts"), problems)
        if rules is None:
            raise ContentError(problems)
        return rules

    @cached_property
    def card_groups(self) -> dict[str, CardGroup]:
        """The piles of cards by id, in order."""
        return {g.id: g for g in self._entries("card_groups", "card_groups", CardGroup)}

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Every card by id, group by group."""
        return {c.id: c for group in self.card_groups for c in self._entries(f"cards/{group}", "cards", Card)}

    @cached_property
    def sql_exercises(self) -> dict[str, SqlExercise]:
        """The SQL exercises by id, in order."""
        return {e.id: e for part in SQL_PARTS for e in self._entries(f"exercises/{part}", "exercises", SqlExercise)}

    def practice_file(self, name: str) -> str:
        """A file of the tables that the SQL exercises are asked about, as text.

        Raises:
            ContentError: It cannot be read.
        """
        try:
            return (self.folder / "exercises" / "payments" / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ContentError([f"exercises/payments/{name}: {error}"]) from None

    @cached_property
    def prompts(self) -> dict[str, Prompt]:
        """The design prompts by id, in order."""
        return {p.id: p for p in self._entries("prompts", "prompts", Prompt)}

    @cached_property
    def grade_sheet(self) -> GradeSheet:
        """How a try at a design prompt is timed and graded."""
        problems: list[str] = []
        sheet = build(GradeSheet, self.table("prompts").get("sheet", {}), "prompts.toml, sheet", problems)
        if sheet is None:
            raise ContentError(problems)
        return sheet

    @cached_property
    def outreach(self) -> Outreach:
        """Drafts of messages, and what is looked for in one."""
        problems: list[str] = []
        found = build(Outreach, self.table("messages"), "messages.toml", problems)
        if found is None:
            raise ContentError(problems)
        return found

    @cached_property
    def offer_questions(self) -> dict[str, OfferQuestion]:
        """Questions to ask about an offer by id, in order."""
        return {q.id: q for q in self._entries("offers", "questions", OfferQuestion)}

    @cached_property
    def numbers(self) -> dict[str, Choice]:
        """Every number that is a choice of ours."""
        return self._named("numbers", self.table("numbers"), Choice)

    def number(self, name: str) -> float:
        """One such number."""
        return float(self.numbers[name].value)

    def values(self, name: str) -> Any:
        """One such list or table of numbers."""
        return self.numbers[name].value

    def source_names(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """The guides behind some facts, each once, in order."""
        return tuple(sorted({fact[:2] for fact in facts}))
