"""F1-F7: the extras of a feature pipeline."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from mentor.evidence.detect.base import Seen, absent, broken, detects, met, partly
from mentor.evidence.detect.engineering import entry_modules
from mentor.evidence.detect.serving import routes
from mentor.evidence.project import Project
from mentor.evidence.read.python import Function, Module
from mentor.evidence.read.yamls import walk_values
from mentor.journey.proof import Spot

FEATURES = re.compile(r"feature|transform|preprocess")
SERVES = re.compile(r"(?:^|_)(?:serv\w*|online|api|inference|predict\w*|lookup)(?:_|$)")
TABLE = re.compile(r"\bcreate\s+(?:or\s+replace\s+)?table\b", re.IGNORECASE)
KEY = re.compile(r"\b\w*_(?:id|key)\b|\bprimary key\b|\bentity\b", re.IGNORECASE)
WHEN = re.compile(
    r"\bevent_time\b|\btimestamp\w*\b|\b\w+_(?:at|time|ts|date)\b|\bas_of\b|\bday\b|\bdate\b", re.IGNORECASE
)
AGAIN = re.compile(
    r"\bon\s+conflict\b|\bmerge\s+into\b|\binsert\s+or\s+replace\b|\boverwrite\b|\breplacewhere\b", re.IGNORECASE
)
JOINED = re.compile(r"\bjoin\b[\s\S]{0,400}?\b\w*(?:time|date|_at|_ts|day)\w*\s*<=?", re.IGNORECASE)
FRESH = re.compile(r"max_age|freshness|staleness|max_delay|max_lag")
EMPTY = re.compile(r"max_null|null_share|null_rate|max_missing|missing_share|max_empty")
TWICE = re.compile(r"idempot|twice|second_run|re_?run|same_day_again|run_again")
THEN = re.compile(r"point_in_time|as_?of|leak|future|known_then|not_yet_known")
SKEW = re.compile(r"skew|parity|consisten|online_(?:and|equals|matches|vs)|offline|same_values|equal")


@detects("F1")
def shared(project: Project) -> Seen:
    """One module of features that training and serving both import."""
    features = [one for one in project.sources if FEATURES.search(one.path.lower()) and one.functions]
    if not features:
        return absent("No module of features was recognised.")
    graph = _imports(project)
    training = [one.path for one in entry_modules(project) if not FEATURES.search(PurePosixPath(one.path).stem.lower())]
    serving = {route.module.path for route in routes(project)}
    serving |= {one.path for one in project.sources if SERVES.search(PurePosixPath(one.path).stem.lower())}
    for module in features:
        trains = next((path for path in training if module.path in _reach(graph, path) and path not in serving), None)
        serves = next((path for path in sorted(serving) if module.path in _reach(graph, path) and path != trains), None)
        if trains and serves:
            said = f"{module.path} is imported by {trains} and by {serves}."
            return met(said, Spot(module.path, 1), Spot(trains), Spot(serves))
    if training and serving:
        return broken("Training and serving share no module of features.", "", Spot(training[0]), Spot(min(serving)))
    return absent(
        "There is a module of features; what trains or what serves was not recognised.", "", Spot(features[0].path)
    )


def _imports(project: Project) -> dict[str, set[str]]:
    """The project's modules that each of its modules imports."""
    by_tail: dict[str, list[str]] = {}
    for module in project.sources:
        parts = [part for part in PurePosixPath(module.path).with_suffix("").parts if part != "__init__"]
        for n in range(len(parts)):
            by_tail.setdefault(".".join(parts[n:]), []).append(module.path)
    graph: dict[str, set[str]] = {}
    for module in project.sources:
        found = graph.setdefault(module.path, set())
        for name, _ in module.imports:
            bare = name.lstrip(".")
            for tail in (bare, bare.rpartition(".")[0]):
                found.update(by_tail.get(tail, ())[:3] if tail else ())
        found.discard(module.path)
    return graph


def _reach(graph: dict[str, set[str]], start: str) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for one in graph.get(waiting.pop(), ()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return seen


@detects("F2")
def store(project: Project) -> Seen:
    """A table or dated files with key and time."""
    if library := project.imported("feast", "hopsworks", "tecton"):
        return met("A feature store is used.", library)
    written = None
    for path, text in _queries(project):
        if found := TABLE.search(text):
            place = Spot(path, text.count("\n", 0, found.start()) + 1 if path.endswith(".sql") else 0)
            if KEY.search(text) and WHEN.search(text):
                return met("A table is created with a key and a time.", place)
            written = place
    for module, call in project.calls("to_sql", "to_parquet", "write_parquet", "write_deltalake", "write_table"):
        written = Spot(module.path, call.line)
        text = " ".join(module.words)
        if KEY.search(text) and WHEN.search(text):
            return met(f"{call.last} writes features with a key and a time.", written)
    if written:
        return partly("Features are written; a key with a time was not recognised.", "", written)
    return absent("Nothing was found that keeps features in a table or files.")


def _queries(project: Project) -> list[tuple[str, str]]:
    """SQL files, and the strings of the code that hold SQL, by file."""
    found = [(path, project.text(path)[:100_000]) for path in project.paths(".sql") if path in project.tree.texts]
    for module in project.sources:
        text = "\n".join(string for string, _ in module.strings if " " in string)
        if text:
            found.append((module.path, text[:100_000]))
    return found


@detects("F3")
def idempotent(project: Project) -> Seen:
    """An upsert or overwrite, and a test that runs it twice."""
    way = next((Spot(path) for path, text in _queries(project) if AGAIN.search(text)), None)
    for module, call in project.calls("to_parquet", "write_parquet", "write_deltalake", "to_sql", "overwrite"):
        if {"partition_cols", "partition_by"} & set(call.keywords) or "overwrite" in call.keywords.values():
            way = way or Spot(module.path, call.line)
    test = _test(project, TWICE) or _called_twice(project)
    if way and test:
        return met("A second run replaces the first, and a test runs it twice.", way, test)
    if way or test:
        missing = "a test that runs it twice" if way else "an upsert or overwrite"
        return partly(f"Not recognised: {missing}.", "", way, test)
    return absent("No upsert, partition overwrite or test of a second run was recognised.")


def _test(project: Project, name: re.Pattern[str]) -> Spot | None:
    for module, function in project.functions(project.tests):
        if function.name.startswith("test") and function.asserts and name.search(function.name.lower()):
            return Spot(module.path, function.line)
    return None


def _called_twice(project: Project) -> Spot | None:
    for module, function in project.functions(project.tests):
        runs = [
            call.name
            for call in function.calls
            if re.match(r"run|build|materiali[sz]e|load_day|pipeline", call.last.lower())
        ]
        if function.asserts and len(runs) > len(set(runs)):
            return Spot(module.path, function.line)
    return None


@detects("F4")
def point_in_time(project: Project) -> Seen:
    """A join on what was known then, and a test of it."""
    way = next(
        (Spot(m.path, c.line) for m, c in project.calls("merge_asof", "join_asof", "get_historical_features")), None
    )
    way = way or next((Spot(path) for path, text in _queries(project) if JOINED.search(text)), None)
    test = _test(project, THEN)
    if way and test:
        return met("Features are joined as of the moment, and a test names it.", way, test)
    if way or test:
        return partly(f"Not recognised: {'a test of it' if way else 'a point-in-time join'}.", "", way, test)
    return absent("No point-in-time join was recognised.")


@detects("F5")
def no_skew(project: Project) -> Seen:
    """A test that compares the batch path with the serving path."""
    for module, function in project.functions(project.tests):
        if function.name.startswith("test") and function.asserts and _compares(module, function):
            return met("A test compares both paths.", Spot(module.path, function.line))
    return absent("No test that compares offline and online values was recognised.")


def _compares(module: Module, function: Function) -> bool:
    equal = {call.last.lower() for call in function.calls} | function.words
    near = equal & {"allclose", "assert_frame_equal", "assert_allclose", "approx", "isclose", "assert_series_equal"}
    batch = any(re.search(r"batch|offline|histor|train", word) for word in function.words)
    online = any(re.search(r"online|serv|request|live", word) for word in function.words)
    return bool(near) and (bool(SKEW.search(function.name.lower())) or (batch and online)) and bool(module.imports)


@detects("F6")
def late(project: Project) -> Seen:
    """Limits of age and null share, on a schedule."""
    fresh = empty = None
    for module in project.sources:
        for name, _, line in module.constants:
            fresh = fresh or (Spot(module.path, line) if FRESH.search(name.lower()) else None)
            empty = empty or (Spot(module.path, line) if EMPTY.search(name.lower()) else None)
    for path in project.paths(".yaml", ".yml", ".toml"):
        values = project.yaml(path) if not path.endswith(".toml") else [project.toml(path)]
        for keys, _ in walk_values(values):
            text = keys[-1].lower() if keys else ""
            fresh = fresh or (Spot(path, project.line_of(path, keys[-1])) if FRESH.search(text) else None)
            empty = empty or (Spot(path, project.line_of(path, keys[-1])) if EMPTY.search(text) else None)
    scheduled = next((Spot(one.path) for one in project.workflows if one.scheduled), None)
    scheduled = scheduled or project.imported("airflow", "prefect", "dagster", "apscheduler")
    missing = [
        what
        for what, found in (("a limit of age", fresh), ("a limit of empty values", empty), ("a schedule", scheduled))
        if not found
    ]
    if not missing:
        return met("Limits of age and empty values are set, and a schedule runs.", fresh, empty, scheduled)
    said = f"Not recognised: {', '.join(missing)}."
    return partly(said, "", fresh, empty) if fresh or empty else absent(said)


@detects("F7")
def backfill(project: Project) -> Seen:
    """A date argument, and a backfill target, test or log."""
    argument = None
    for module in project.sources:
        for call in module.calls:
            if call.last in ("add_argument", "option", "argument", "Option", "Argument"):
                text = " ".join(str(one) for one in call.args if isinstance(one, str))
                if re.search(r"date|day|start|since|from", text.lower()):
                    argument = argument or Spot(module.path, call.line)
    shown = None
    for tool, targets in project.targets.items():
        for name, target in targets.items():
            if "backfill" in name:
                shown = shown or Spot(project.target_file(tool), target.line)
    shown = shown or _test(project, re.compile("backfill"))
    logs = [path for path in project.tree.entries if "backfill" in path.lower() and not path.endswith(".py")]
    shown = shown or (Spot(logs[0]) if logs else None)
    if argument and shown:
        return met("A date can be given, and a backfill is shown.", argument, shown)
    if argument or shown:
        missing = "a backfill target, test or log" if argument else "a date argument"
        return partly(f"Not recognised: {missing}.", "", argument, shown)
    return absent("No backfill was recognised.")
