"""All content files read at once for the check, with the ids that stand in them and every problem found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mentor.content.load import Content, ContentError
from mentor.content.model import (
    ActionTemplate,
    Area,
    Choice,
    Criterion,
    Fact,
    Phase,
    Probe,
    ProjectType,
    RoleProfile,
    Rule,
    Source,
    Task,
    Timeline,
)
from mentor.shape import build, did_you_mean, shape_of

PHASES = tuple(f"P{n}" for n in range(8))
LIMITS = {"title": 64, "short": 64, "done_when": 110, "smallest": 110, "why": 200}
"""Characters of the texts that stand on one line or in a narrow pane."""


@dataclass
class Book:
    """The files as read, and the problems found so far.

    Attributes:
        ids: Kind of entry to the ids that stand in its file, well built or not; None where they are not known.
        whole: Kind of entry to whether each was read without a problem, so that counting them makes sense.
    """

    content: Content
    problems: list[str] = field(default_factory=list)
    ids: dict[str, set[str] | None] = field(default_factory=dict)
    whole: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sources: list[Source] = self.read("sources", "source", Source)
        self.facts: list[Fact] = self.read("facts", "fact", Fact)
        self.areas: list[Area] = self.read("areas", "area", Area, also=("profiles",))
        self.profiles: dict[str, RoleProfile] = self._read_named("areas", "profiles", RoleProfile)
        self.probes: list[Probe] = self.read("probes", "probe", Probe)
        self.phases: list[Phase] = self.read("phases", "phase", Phase)
        self.tasks: dict[str, list[Task]] = {p: self.read(f"tasks/{p}", f"{p} task", Task) for p in PHASES}
        self.projects: list[ProjectType] = self.read("projects", "project type", ProjectType)
        self.criteria: list[Criterion] = self.read("criteria", "criterion", Criterion)
        self.rules: list[Rule] = self.read("rules", "rule", Rule)
        self.actions: list[ActionTemplate] = self.read("actions", "action", ActionTemplate)
        self.timelines: list[Timeline] = self.read("timelines", "timeline", Timeline)
        self.numbers: dict[str, Choice] = self._read_named("numbers", "", Choice)
        # Items of an area that was not built are not known; then no item is followed.
        self.ids["item"] = {item.id for area in self.areas for item in area.items} if self.whole["area"] else None
        rows = [self.ids[f"{phase} task"] for phase in PHASES]
        self.ids["task"] = None if None in rows else {name for row in rows for name in row or ()}

    # -------------------------------------------------------------------------------------------- reading

    def read(self, file: str, kind: str, cls: type[Any], key: str = "", also: Collection[str] = ()) -> list[Any]:
        """The entries of a file that could be built; every problem of the others is noted.

        Args:
            file: Its name without the ending.
            kind: What its entries are called, in messages and in `ids`.
            cls: Their class.
            key: The name of the list; the file's own, or its folder's, when not given.
            also: Other keys that may stand in the file.
        """
        key = key or file.partition("/")[0]
        self.ids[kind], self.whole[kind] = None, False
        before = len(self.problems)
        table = self._table(file, self.problems)
        if table is None:
            return []
        for other in table.keys() - {key, *also}:
            self.problems.append(f"{file}.toml: unknown key {other!r}{did_you_mean(other, [key])}")
        rows = table.get(key)
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            self.problems.append(f"{file}.toml: {key}: entries under [[{key}]] are needed")
            return []
        found = []
        for n, row in enumerate(rows, 1):
            value = build(cls, row, f"{file}.toml, {row.get('id', f'entry {n}')}", self.problems)
            if value is not None:
                self._texts(file, value, row.get("id", f"entry {n}"))
                found.append(value)
        ids = [row["id"] for row in rows if isinstance(row.get("id"), str)]
        self.once(file, "id", ids)
        self.ids[kind], self.whole[kind] = set(ids), len(self.problems) == before
        return found

    def _read_named(self, file: str, key: str, cls: type[Any]) -> dict[str, Any]:
        # The profiles stand in a file that was read, and its problems told, before.
        table = self._table(file, [] if key else self.problems)
        rows = table.get(key, {}) if table is not None and key else table
        if not isinstance(rows, Mapping):
            self.ids[key or file] = None
            return {}
        self.ids[key or file] = set(rows)
        built = {}
        for name, row in rows.items():
            entry = f"{key} {name}".strip()
            if not isinstance(row, Mapping):
                self.say(file, entry, "value", "a table is needed, with value and reason")
            elif (value := build(cls, row, f"{file}.toml, {entry}", self.problems)) is not None:
                built[name] = value
        return built

    def _table(self, file: str, problems: list[str]) -> dict[str, Any] | None:
        try:
            return self.content.table(file)
        except ContentError as error:
            problems.extend(error.problems)
            return None

    def _texts(self, file: str, entry: Any, name_of: str) -> None:
        for name, (hint, required) in shape_of(type(entry)).items():  # type: ignore[arg-type]  # as in shape.build
            text = getattr(entry, name)
            if hint is str and required and not text.strip():
                self.say(file, name_of, name, "is empty")
            if name in LIMITS and len(text) > LIMITS[name]:
                self.say(file, name_of, name, f"{len(text)} characters, {LIMITS[name]} fit")

    # -------------------------------------------------------------------------------------------- telling

    def say(self, file: str, entry: str, name: str, what: str) -> None:
        """Note a problem."""
        self.problems.append(f"{file}.toml, {entry}: {name}: {what}")

    def once(self, file: str, name: str, ids: Iterable[str]) -> None:
        """Say which ids stand more than once."""
        for one, count in Counter(ids).items():
            if count > 1:
                self.say(file, one, name, f"stands {count} times in the file")

    def among(self, file: str, entry: str, name: str, kind: str, ids: Iterable[str], known: Collection[str]) -> None:
        """Say which ids are not among those known."""
        for one in ids:
            if one not in known:
                self.say(file, entry, name, f"no {kind} has the id {one!r}{did_you_mean(one, known)}")

    def known(self, file: str, entry: str, name: str, kind: str, ids: Iterable[str]) -> None:
        """Say which ids no entry of a kind has."""
        if (known := self.ids[kind]) is not None:
            self.among(file, entry, name, kind, ids, known)

    def exactly(self, file: str, name: str, kind: str, wanted: Collection[str]) -> None:
        """Say which ids of a kind are missing, and which the code does not know."""
        if (known := self.ids[kind]) is not None:
            self.among(file, "all entries", name, kind, wanted, known)
            self.among(file, "all entries", name, f"{kind} that the code knows", sorted(known), wanted)

    def behind(self, file: str, entry: str, rule: str, facts: Iterable[str]) -> None:
        """Follow an entry's rule and facts."""
        self.known(file, entry, "rule", "rule", [rule] if rule else [])
        self.known(file, entry, "facts", "fact", facts)

    def said_by(self, file: str, entry: str, part: str, source: str, facts: Iterable[str]) -> None:
        """Follow a guide, and facts that must be its own."""
        self.known(file, entry, f"{part}source", "source", [source])
        self.known(file, entry, f"{part}facts", "fact", facts)
        for fact in facts:
            if fact[:2] != source:
                self.say(file, entry, f"{part}facts", f"{fact} is no fact of {source}")

    def ascend(self, file: str, entry: str, name: str, values: Collection[float]) -> None:
        """Say when numbers do not ascend."""
        if list(values) != sorted(values):
            self.say(file, entry, name, f"{', '.join(f'{v:g}' for v in values)} do not ascend")

    def count(self, file: str, kind: str, what: str, found: int, wanted: int) -> None:
        """Say when there are too many or too few of something; not while some entries could not be read."""
        if self.whole[kind] and found != wanted:
            self.say(file, "all entries", "id", f"{wanted} {what} are needed, {found} stand here")
