"""A project as the detectors see it: parsed once, part by part, when somebody asks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from mentor.evidence.history import History
from mentor.evidence.read.build_files import Stage, Target, read_dockerfile, read_justfile, read_makefile
from mentor.evidence.read.figures import Figures, read_figures
from mentor.evidence.read.markdown import Document, Table, read_markdown
from mentor.evidence.read.notebook import read_notebook
from mentor.evidence.read.python import Call, Function, Module, parse
from mentor.evidence.read.workflows import Workflow, is_workflow, read_workflow
from mentor.evidence.read.yamls import load_yaml
from mentor.evidence.secrets import Secret
from mentor.evidence.tree import Tree
from mentor.journey.proof import Spot

TEST_FOLDERS = frozenset(("tests", "test", "testing"))
RESULT_FOLDERS = frozenset(("metrics", "results", "reports", "evaluation", "evals", "eval", "benchmarks", "outputs"))
RESULT_NAMES = (
    "metric",
    "result",
    "score",
    "eval",
    "benchmark",
    "leaderboard",
    "comparison",
    "ablation",
    "latency",
    "load",
)
OTHERS = re.compile(
    r"(?:^|/)(?:change|history|news|release|contribut|code_of_conduct|licen[cs]e|security|authors|maintain)"
)
"""Documents about the keeping of a project, which say nothing of what it does."""
DOTS = 40
"""Parts of a key in TOML; nobody writes more."""
NOT_RESULTS = ("package.json", "package-lock", "tsconfig", "adapter_config", "config.", "settings", "queries", "golden")


@dataclass
class Project:
    """A project's folder.

    Attributes:
        modules: Python files that could be parsed, by path.
        unparsed: Python files that could not.
        notebook_lines: Lines of code in notebooks.
        secrets: Found in the files of the folder.
        history: What Git says; None where the folder is no repository.
    """

    type: str
    tree: Tree
    modules: dict[str, Module] = field(default_factory=dict)
    notebooks: dict[str, Module] = field(default_factory=dict)
    unparsed: list[str] = field(default_factory=list)
    notebook_lines: int = 0
    secrets: list[Secret] = field(default_factory=list)
    history: History | None = None
    _tables: dict[str, dict[str, Any]] = field(default_factory=dict)

    def take(self, path: str, text: str) -> None:
        """Parse a file of code as it is read; all other files are parsed when somebody asks."""
        suffix = PurePosixPath(path).suffix.lower()
        if suffix == ".py":
            module = parse(path, text)
            if module is None:
                self.unparsed.append(path)
            else:
                self.modules[path] = module
        elif suffix == ".ipynb":
            book, lines = read_notebook(path, text)
            self.notebook_lines += lines
            if book is not None:
                self.notebooks[path] = book

    # ---------------------------------------------------------------- files

    def paths(self, *endings: str) -> list[str]:
        """The files whose path ends so, whether read or only known by name."""
        return [path for path in self.tree.entries if path.lower().endswith(endings)] if endings else []

    def named(self, *names: str) -> list[str]:
        """The files of exactly these names, in any folder, shallow ones first."""
        return [path for path in self.tree.entries if PurePosixPath(path).name.lower() in names]

    def committed(self, path: str) -> bool:
        """Whether the last commit has a file, as far as that is known."""
        tracked = self.history.tracked if self.history is not None else None
        return tracked is None or path in tracked

    def text(self, path: str) -> str:
        """A file's text; empty where it was not read."""
        return self.tree.texts.get(path, "")

    def line_of(self, path: str, part: str) -> int:
        """The line on which a text first stands; 0 for none."""
        text = self.text(path)
        at = text.find(part)
        return text.count("\n", 0, at) + 1 if at >= 0 else 0

    def yaml(self, path: str) -> list[Any]:
        """The documents of a YAML file; none where it cannot be read."""
        try:
            return load_yaml(self.text(path))
        except ValueError:
            return []

    def toml(self, path: str) -> dict[str, Any]:
        """A TOML file; empty where it cannot be read."""
        if path not in self._tables:
            self._tables[path] = read_toml(self.text(path))
        return self._tables[path]

    @cached_property
    def pyproject(self) -> dict[str, Any]:
        """The root's pyproject.toml."""
        return self.toml("pyproject.toml")

    # ---------------------------------------------------------------- code

    @cached_property
    def sources(self) -> list[Module]:
        """Python files that are no tests."""
        return [module for path, module in self.modules.items() if not is_test(path)]

    @cached_property
    def tests(self) -> list[Module]:
        """Python files of the tests."""
        return [module for path, module in self.modules.items() if is_test(path)]

    @cached_property
    def code(self) -> list[Module]:
        """Sources and notebooks."""
        return [*self.sources, *self.notebooks.values()]

    @cached_property
    def py_share(self) -> float | None:
        """Share of code lines outside notebooks; None without code."""
        lines = sum(module.lines for module in self.modules.values())
        return lines / (lines + self.notebook_lines) if lines + self.notebook_lines else None

    def functions(self, modules: list[Module] | None = None) -> Iterator[tuple[Module, Function]]:
        """The functions of some modules; of sources and notebooks where none are given."""
        for module in self.code if modules is None else modules:
            for function in module.functions:
                yield module, function

    def calls(self, *last: str) -> Iterator[tuple[Module, Call]]:
        """Calls whose last name is one of these, lower case, in sources and notebooks, in their order."""
        found = [one for name in last for one in self._calls.get(name, ())]
        yield from sorted(found, key=lambda one: (self._order[one[0].path], one[1].line))

    @cached_property
    def _calls(self) -> dict[str, list[tuple[Module, Call]]]:
        index: dict[str, list[tuple[Module, Call]]] = {}
        for module in self.code:
            for call in module.calls:
                index.setdefault(call.last.lower(), []).append((module, call))
        return index

    @cached_property
    def _order(self) -> dict[str, int]:
        return {module.path: n for n, module in enumerate(self.code)}

    def imported(self, *packages: str) -> Spot | None:
        """Where one of these packages is imported in sources or notebooks."""
        packages = tuple(name for name in packages if name.partition(".")[0] not in self.own_names)
        for module in self.code:
            if packages and (line := module.imports_any(*packages)):
                return Spot(module.path, line)
        return None

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The names under which the project's own code can be imported."""
        found: set[str] = set()
        folders = {PurePosixPath(path).parent for path in self.modules if path.endswith("__init__.py")}
        found.update(one.name for one in folders if one.parent not in folders)
        for module in self.sources:
            parts = PurePosixPath(module.path).with_suffix("").parts
            found.update((parts[0], parts[-1]))
        return frozenset(found - {"", "__init__", "setup", "conftest", "src", "lib"})

    @cached_property
    def real_tests(self) -> list[tuple[Module, Function]]:
        """Test functions that hold an assertion, in files that import the project's own code."""
        found = []
        for module, function in self.functions(self.tests):
            if function.name.startswith("test") and function.asserts and self._imports_own(module):
                found.append((module, function))
        return found

    def _imports_own(self, module: Module) -> bool:
        first = {name.lstrip(".").partition(".")[0] for name, _ in module.imports}
        relative = any(name.startswith("..") for name, _ in module.imports)
        called = any(call.last in ("run", "check_output", "Popen", "check_call") for call in module.calls)
        return relative or bool(first & self.own_names) or (called and bool(module.words & self.own_names))

    # ---------------------------------------------------------------- texts

    @cached_property
    def readme(self) -> Document | None:
        """The root's README."""
        for name in ("readme.md", "readme.markdown", "readme.rst", "readme.txt", "readme"):
            for path in self.tree.entries:
                if path.lower() == name and path in self.tree.texts:
                    return read_markdown(path, self.text(path))
        return None

    @cached_property
    def documents(self) -> list[Document]:
        """The README first, then every other Markdown file."""
        others = [
            read_markdown(path, self.text(path))
            for path in self.paths(".md", ".markdown")
            if path in self.tree.texts
            and path != (self.readme.path if self.readme else "")
            and not OTHERS.search(path.lower())
        ]
        return [*([self.readme] if self.readme else []), *others[:300]]

    @cached_property
    def tables(self) -> list[tuple[Document, Table]]:
        """Every table of every document."""
        return [(document, table) for document in self.documents for table in document.tables]

    # ---------------------------------------------------------------- results

    @cached_property
    def results(self) -> list[Figures]:
        """The metrics and results files, those of the root first."""
        found = []
        for path in self.paths(".json", ".csv", ".tsv", ".jsonl", ".yaml", ".yml"):
            if path in self.tree.texts and is_result(path):
                figures = read_figures(path, self.text(path))
                if figures is not None and figures.values:
                    found.append(figures)
        return found[:200]

    def keys(self, *patterns: str) -> Spot | None:
        """The first results file with a key that holds one of these words."""
        wanted = re.compile("|".join(patterns))
        for figures in self.results:
            if key := next((key for key in sorted(figures.keys) if wanted.search(key)), None):
                return Spot(figures.path, self.line_of(figures.path, key))
        return None

    # ---------------------------------------------------------------- running

    @cached_property
    def targets(self) -> dict[str, dict[str, Target]]:
        """The targets of Makefiles, justfiles and task files at the root, by the command that runs them."""
        found: dict[str, dict[str, Target]] = {"make": {}, "just": {}, "task": {}, "dvc": {}}
        for path in self.tree.texts:
            low = path.lower()
            if low in ("makefile", "gnumakefile"):
                found["make"] |= {target.name: target for target in read_makefile(self.text(path))}
            elif low in ("justfile", ".justfile"):
                found["just"] |= {target.name: target for target in read_justfile(self.text(path))}
            elif low in ("taskfile.yml", "taskfile.yaml"):
                found["task"] |= {name: Target(name, 0, ()) for name in self._yaml_names(path, "tasks")}
            elif low == "dvc.yaml":
                found["dvc"] |= {name: Target(name, 0, ()) for name in self._yaml_names(path, "stages")}
        return found

    def _yaml_names(self, path: str, key: str) -> list[str]:
        return [
            str(name)
            for document in self.yaml(path)
            if isinstance(document, dict) and isinstance(document.get(key), dict)
            for name in document[key]
        ]

    @cached_property
    def all_targets(self) -> dict[str, Target]:
        """The same by name alone."""
        return {name: target for kind in self.targets.values() for name, target in kind.items()}

    def target_file(self, tool: str) -> str:
        """The file in which a tool's targets stand."""
        names = {"make": ("makefile", "gnumakefile"), "just": ("justfile", ".justfile"), "dvc": ("dvc.yaml",)}
        wanted = names.get(tool, ("taskfile.yml", "taskfile.yaml"))
        return next((path for path in self.tree.texts if path.lower() in wanted), "")

    @cached_property
    def workflows(self) -> list[Workflow]:
        """The workflows of continuous integration that could be read."""
        found = [read_workflow(path, self.text(path)) for path in self.tree.texts if is_workflow(path)]
        return [one for one in found if one is not None]

    @cached_property
    def dockerfiles(self) -> Mapping[str, list[Stage]]:
        """The stages of each Dockerfile."""
        found = {}
        for path in self.tree.texts:
            name = PurePosixPath(path).name.lower()
            if (
                name in ("dockerfile", "containerfile")
                or name.startswith("dockerfile.")
                or name.endswith(".dockerfile")
            ):
                found[path] = read_dockerfile(self.text(path))
        return found


def read_toml(text: str) -> dict[str, Any]:
    """A TOML text; empty where it cannot be read. The parser's time is the square of a key's parts."""
    if any(line.partition("=")[0].count(".") > DOTS for line in text.split("\n")):
        return {}
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def is_test(path: str) -> bool:
    """Whether a Python file is one of the tests."""
    place = PurePosixPath(path)
    name = place.stem.lower()
    inside = any(part.lower() in TEST_FOLDERS for part in place.parts[:-1])
    return inside or name.startswith("test_") or name.endswith("_test") or name == "conftest"


def is_result(path: str) -> bool:
    """Whether a file by its place and name holds results."""
    place = PurePosixPath(path.lower())
    if any(part in TEST_FOLDERS or part in ("data", ".github", "node_modules") for part in place.parts[:-1]):
        return False
    if any(part in place.name for part in NOT_RESULTS):
        return False
    return any(part in RESULT_FOLDERS for part in place.parts[:-1]) or any(part in place.stem for part in RESULT_NAMES)
