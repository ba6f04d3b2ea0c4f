"""R16-R21: locked, runnable, modular, typed, tested, checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from mentor.evidence.detect.base import Seen, absent, broken, detects, met, met_lower, partly, unsure
from mentor.evidence.project import Project
from mentor.evidence.read.build_files import words_of
from mentor.evidence.read.python import Function, Module
from mentor.evidence.read.workflows import runs_tests
from mentor.evidence.read.yamls import walk_values
from mentor.journey.proof import Spot

LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "pipfile.lock", "conda-lock.yml", "pixi.lock", "pylock.toml")
NO_RUN = frozenset(
    (
        "test",
        "tests",
        "lint",
        "format",
        "fmt",
        "clean",
        "install",
        "setup",
        "help",
        "docs",
        "check",
        "typecheck",
        "data",
        "download",
        "fetch",
        "lock",
        "deps",
        "venv",
        "env",
        "build",
        "ci",
        "mypy",
        "ruff",
        "coverage",
        "cov",
    )
)
PY_SHARE = 0.6
TYPED = 0.6
REAL_TESTS = {"shipped": 3, "defensible": 10}
ENTRIES = {
    "": r"train|fit|finetune|fine_tune|sft",
    "rag": r"train|ingest|index|build_index|embed",
    "feature_pipeline": r"train|fit|pipeline|materiali[sz]e|build_features|backfill",
}
LINTERS = ("ruff", "flake8", "pylint", "black")
CHECKERS = ("mypy", "pyright", "basedpyright", "pyre", "ty", "pytype")


@detects("R16")
def locked(project: Project) -> Seen:
    """A lock file at the root or beside the service."""
    places = {"", *(str(PurePosixPath(path).parent).removeprefix(".") for path in project.dockerfiles)}
    for path in project.named(*LOCKS):
        if str(PurePosixPath(path).parent).removeprefix(".") not in places:
            continue
        if not project.committed(path):
            return broken(f"{path} is there but not committed.", "", Spot(path))
        if path not in project.tree.texts:
            return met(f"{path} is there; it is too large to look into.", Spot(path), confidence="M")
        if _holds_versions(project, path):
            return met(f"{path} locks the dependencies.", Spot(path))
        return broken(f"{path} names no version.", "", Spot(path))
    loose = None
    for path in project.tree.texts:
        name = PurePosixPath(path)
        if not re.fullmatch(r"(?:[\w-]*requirements[\w.-]*|constraints[\w.-]*)\.(?:txt|lock)", name.name.lower()):
            continue
        hashed, plain = _requirements(project.text(path))
        if hashed and not plain and str(name.parent).removeprefix(".") in {*places, "requirements"}:
            return met(f"{path} locks the dependencies with hashes.", Spot(path))
        loose = loose or Spot(path, plain)
    if loose:
        return broken("The list of requirements has no hashes, so it locks nothing.", "", loose)
    return absent("There is no lock file.")


def _holds_versions(project: Project, path: str) -> bool:
    if path.endswith((".lock", ".toml")) and "pipfile" not in path.lower() and "pixi" not in path.lower():
        packages = project.toml(path).get("package") or project.toml(path).get("packages")
        return isinstance(packages, list) and any(isinstance(one, dict) and "version" in one for one in packages)
    return bool(re.search(r"version|==|url", project.text(path)))


def _requirements(text: str) -> tuple[int, int]:
    """How many requirements have hashes, and the line of the first one without."""
    hashed, first = 0, 0
    joined = text.replace("\\\n", "  ").split("\n")
    for number, line in enumerate(joined, 1):
        word = line.strip()
        if not word or word.startswith(("#", "-")):
            continue
        if "--hash=" in word:
            hashed += 1
        else:
            first = first or number
    return hashed, first


@detects("R17")
def one_command(project: Project) -> Seen:
    """A target that runs it, and a code block of the README that calls it."""
    readme = project.readme
    commands = [
        (words_of(line), fence.line) for fence in (readme.fences if readme else []) for line in fence.text.split("\n")
    ]
    for called, line in commands:
        for n, word in enumerate(called[:-1]):
            target = project.targets.get(word, {}).get(called[n + 1])
            if target is not None and target.name not in NO_RUN:
                place = Spot(project.target_file(word), target.line)
                return met(
                    f"The README calls {word} {target.name}.", place, Spot(readme.path, line) if readme else None
                )
        found = _other_way(project, called)
        if found and readme:
            return met(f"The README calls {' '.join(called)[:60]}.", found, Spot(readme.path, line))
    runs = next((one for one in project.all_targets.values() if one.name not in NO_RUN), None)
    if runs or _compose(project):
        return broken(
            "There is a command that runs it, but no code block of the README calls it.", "", _compose(project)
        )
    return absent("No Makefile, justfile, task file or compose file runs it.")


def _compose(project: Project) -> Spot | None:
    for path in project.named("compose.yml", "compose.yaml", "docker-compose.yml", "docker-compose.yaml"):
        if any(isinstance(one, dict) and isinstance(one.get("services"), dict) for one in project.yaml(path)):
            return Spot(path)
    return None


def _other_way(project: Project, called: list[str]) -> Spot | None:
    """Compose, a DVC pipeline, or a script of the folder."""
    text = " ".join(called)
    if re.search(r"\bdocker[- ]compose\b.*\bup\b", text):
        return _compose(project)
    if "dvc repro" in text and project.targets["dvc"]:
        return Spot(project.target_file("dvc"))
    for word in called[:2]:
        path = word.removeprefix("./")
        if path.endswith(".sh") and path in project.tree.texts and re.search(r"run|start|serve|up|demo|train", path):
            return Spot(path)
    return None


@detects("R18")
def modular(project: Project) -> Seen:
    """Most code outside notebooks, and an entry point that trains."""
    share = project.py_share
    if share is None:
        return absent("There is no Python code.")
    if share < PY_SHARE:
        return broken(
            f"{share:.0%} of the code lines stand in .py files; the rest is in notebooks.", "", *_books(project)
        )
    found = next(_entries(project), None)
    if found is None:
        return absent(f"{share:.0%} of the code lines stand in .py files, but no entry point trains or builds.")
    return met(f"{share:.0%} of the code lines stand in .py files, and {found.file} is started by itself.", found)


def _books(project: Project) -> list[Spot]:
    return [Spot(path) for path in project.notebooks][:3]


def _entries(project: Project) -> Iterator[Spot]:
    """The modules that train, or build what the service needs, and can be started."""
    for module in entry_modules(project):
        called = module.path in _mentioned(project) or PurePosixPath(module.path).stem in _mentioned(project)
        commands = any(call.last in ("ArgumentParser", "command", "Typer", "fire") for call in module.calls)
        if module.main or commands or called:
            yield Spot(module.path, 1)


def entry_modules(project: Project) -> list[Module]:
    """The modules whose name, or one of whose functions, says that they train or build."""
    wanted = re.compile(rf"(?:^|_)(?:{ENTRIES.get(project.type, ENTRIES[''])})(?:_|$|ing|er)")
    found = [one for one in project.sources if wanted.search(PurePosixPath(one.path).stem.lower())]
    others = [one for one in project.sources if one.main and any(wanted.search(f.name.lower()) for f in one.functions)]
    return [*found, *(one for one in others if one not in found)]


def _mentioned(project: Project) -> set[str]:
    """Modules that a target, the README or pyproject.toml starts."""
    text = " ".join(command for target in project.all_targets.values() for command in target.commands)
    text += " " + " ".join(fence.text for fence in (project.readme.fences if project.readme else []))
    scripts = project.pyproject.get("project", {})
    named = scripts.get("scripts", {}) if isinstance(scripts, dict) else {}
    text += " " + " ".join(str(one) for one in (named.values() if isinstance(named, dict) else ()))
    found = set(re.findall(r"[\w/.-]+\.py", text))
    return found | {part for word in re.findall(r"[\w.]+", text) for part in word.split(".")[-1:]}


def typed_share(project: Project) -> float | None:
    """Share of functions with annotations; None without functions."""
    functions = [function for _, function in project.functions(project.sources)]
    return sum(function.annotated for function in functions) / len(functions) if functions else None


@detects("R19")
def typed(project: Project) -> Seen:
    """Annotations, a linter and a type checker."""
    share = typed_share(project)
    if share is None:
        return absent("There are no functions.")
    tools = project.pyproject.get("tool", {})
    names = {str(name).lower() for name in tools} if isinstance(tools, dict) else set()
    names |= {path.lower().lstrip(".").removesuffix(".toml").removesuffix(".ini") for path in project.tree.entries}
    names |= {"pyright" for path in project.tree.entries if path == "pyrightconfig.json"}
    setup = project.text("setup.cfg") + project.text("tox.ini")
    names |= {tool for tool in (*LINTERS, *CHECKERS) if f"[{tool}" in setup}
    names |= {"pylint" for path in project.tree.entries if path == ".pylintrc"}
    names |= {one for one in (*LINTERS, *CHECKERS) if one in _called(project)}
    missing = [what for what, known in (("a linter", LINTERS), ("a type checker", CHECKERS)) if not names & set(known)]
    said = f"{share:.0%} of the functions are annotated"
    if share >= TYPED and not missing:
        return met(f"{said}; a linter and a type checker are configured.", Spot("pyproject.toml") if tools else None)
    lacks = [*(["annotations on 60%"] if share < TYPED else []), *missing]
    return broken(f"{said}; missing: {', '.join(lacks)}.", "", Spot("pyproject.toml") if project.pyproject else None)


def _called(project: Project) -> set[str]:
    """The words of all commands in workflows, targets and pre-commit hooks; hooks by their id."""
    commands = [step.command for workflow in project.workflows for step in workflow.steps]
    commands += [command for target in project.all_targets.values() for command in target.commands]
    hooks = [
        str(value)
        for path in (".pre-commit-config.yaml", ".pre-commit-config.yml")
        for keys, value in walk_values(project.yaml(path))
        if keys and keys[-1] == "id"
    ]
    return {word for command in (*commands, *hooks) for word in re.split(r"[\s/-]+", command)}


@detects("R20")
def tested(project: Project) -> Seen:
    """Test functions that import the package and hold an assertion."""
    real = project.real_tests
    spots = [Spot(module.path, function.line) for module, function in real[:3]]
    whole = next((Spot(m.path, f.line) for m, f in real if _integrates(project, m, f)), None)
    if len(real) < REAL_TESTS["shipped"]:
        found = sum(function.name.startswith("test") for _, function in project.functions(project.tests))
        said = f"{len(real)} of {found} tests import the project's code and can fail; 3 are asked."
        return broken(said, "", *spots) if found else absent("There are no tests.")
    if len(real) < REAL_TESTS["defensible"] or whole is None:
        missing = "no test of the running service or pipeline was seen" if whole is None else "10 are asked"
        said = f"{len(real)} tests import the project's code and can fail; for defensible {missing}."
        return met_lower(said, "Write 10 tests, one of them of the running service or pipeline.", *spots)
    return met(f"{len(real)} tests import the project's code and can fail, one of them runs the whole.", *spots, whole)


def _integrates(project: Project, module: Module, function: Function) -> bool:
    """Whether a test speaks to the running service, or runs the pipeline from end to end."""
    words, name = function.words | module.words, function.name.lower()
    clients = {"testclient", "asyncclient", "test_client", "asgitransport", "clirunner"}
    named = re.search(r"(?:^|[/_])(?:integration|end_to_end|e2e)(?:/|_|\.py|$)", f"{module.path.lower()}/{name}")
    if clients & words or named:
        return True
    own = tuple(f"{one}." for one in project.own_names)
    return any(re.match(r"main$|run_|pipeline$", call.last) and call.name.startswith(own) for call in function.calls)


@detects("R21")
def continuous(project: Project) -> Seen:
    """A workflow that calls the tests. Whether it is green cannot be seen."""
    quiet = None
    for workflow in project.workflows:
        for step in workflow.steps:
            if runs_tests(step.command, project.all_targets):
                if workflow.on_push:
                    said = "A workflow runs the tests on every push. That it is green cannot be seen."
                    return partly(said, "Attest it with a link to the last green run.", Spot(workflow.path, step.line))
                quiet = Spot(workflow.path, step.line)
    if quiet:
        return broken("A workflow runs the tests, but not on every push.", "", quiet, confidence="H")
    if project.named("jenkinsfile"):
        return unsure("There is a Jenkinsfile, which is not read.", "", Spot(project.named("jenkinsfile")[0]))
    elsewhere = next((one for one in project.workflows if any(_may_test(use) for use in one.uses)), None)
    if elsewhere:
        return unsure("A workflow calls another one elsewhere, which may run the tests.", "", Spot(elsewhere.path))
    if project.tree.cut:
        return unsure("No workflow was seen; not every file was read.")
    return broken("There is no workflow that runs the tests.", "", confidence="H")


def _may_test(use: str) -> bool:
    """Whether what a step uses is a workflow, or an action, of somebody else that may run tests."""
    return ".github/workflows/" in use or "test" in use.lower() or "tox" in use.lower()
