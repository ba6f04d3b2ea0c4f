"""R25, R26, R28, R30 and A2: the service, its container, how fast it is, what it logs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from mentor.evidence.detect.base import Seen, absent, broken, detects, met, partly, unsure
from mentor.evidence.project import Project
from mentor.evidence.read.build_files import Stage, copied
from mentor.evidence.read.figures import number
from mentor.evidence.read.python import Function, Module
from mentor.journey.proof import Spot

METHODS = frozenset(("get", "post", "put", "route", "api_route", "add_api_route", "add_url_rule", "websocket"))
PREDICT = re.compile(
    r"predict|score|classif|recommend|infer|search|query|ask|answer|generate|chat|rank|forecast|embed|complete|extract"
)
HEALTH = re.compile(r"health|ready|live(?:ness|z)?$|ping|status|^up$|heartbeat")
OTHER_SERVERS = ("bentoml", "ray.serve", "grpc", "tritonclient", "django", "aiohttp", "sanic", "tornado", "mlserver")
DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
LOCK_NAMES = re.compile(
    r"(?:^|/)(?:[\w*-]*\.lock|requirements[\w.*-]*\.(?:txt|lock)|conda-lock[\w.*]*|pylock[\w.*]*|\*\.lock|uv\.lock\*?)$"
)
LATENCY = re.compile(r"\bp(?:95|99)\b", re.IGNORECASE)
MILLISECONDS = re.compile(r"\d+(?:[.,]\d+)?\s?(?:ms|milliseconds)\b")


@dataclass(frozen=True)
class Route:
    """A route of the service: its path and the function behind it."""

    path: str
    module: Module
    function: Function
    line: int


def routes(project: Project) -> Iterator[Route]:
    """The routes of FastAPI, Flask, Starlette, Litestar and their like."""
    frameworks = ("fastapi", "flask", "starlette", "litestar", "quart", "blacksheep", "robyn", "falcon", "bottle")
    for module in project.sources:
        if not module.imports_any(*frameworks) and not _borrows(project, module, frameworks):
            continue
        by_name = {function.name: function for function in module.functions}
        for function in module.functions:
            for one in function.decorators:
                if one.last in METHODS and one.args and isinstance(one.args[0], str):
                    yield Route(one.args[0], module, function, one.line)
        for call in module.calls:
            if call.last in ("add_api_route", "add_url_rule", "Route") and call.args and isinstance(call.args[0], str):
                for name in by_name.keys() & {one.rpartition(".")[2] for one in call.given}:
                    yield Route(call.args[0], module, by_name[name], call.line)


def _borrows(project: Project, module: Module, frameworks: tuple[str, ...]) -> bool:
    """Whether a module takes its application or router from another one of the project that makes it."""
    own = {name.rpartition(".")[2] for name, _ in module.imports}
    return bool({"app", "router", "api"} & own) and any(one.imports_any(*frameworks) for one in project.sources)


def handlers(project: Project) -> list[Route]:
    """The routes that answer with what the model says."""
    return [one for one in routes(project) if PREDICT.search(one.path.strip("/").rpartition("/")[2].lower())]


@detects("R25")
def service(project: Project) -> Seen:
    """Routes for predict and health, and a model of the body."""
    every = list(routes(project))
    asks = handlers(project)
    well = [one for one in every if HEALTH.search(one.path.strip("/").rpartition("/")[2].lower())]
    spots = [Spot(one.module.path, one.line) for one in (*asks[:1], *well[:1])]
    if not every:
        other = project.imported(*OTHER_SERVERS)
        if other:
            return unsure("A server is imported whose routes are not read.", "", other)
        return absent("No route of a web service was found.")
    models = _body_models(project)
    checked = [one for one in asks if any(kind.rpartition(".")[2] in models for _, kind in one.function.params)]
    missing = [
        what
        for what, found in (("a predict route", asks), ("a typed body of it", checked), ("a health route", well))
        if not found
    ]
    if missing:
        return broken(f"The service lacks {', '.join(missing)}.", "", *spots)
    return met(f"{checked[0].path} takes a typed body, and {well[0].path} tells its health.", *spots)


def _body_models(project: Project) -> set[str]:
    """The classes that validate a body: pydantic models, msgspec structs, and those derived from them."""
    roots = {"BaseModel", "Struct", "RootModel", "SQLModel"}
    bases = {
        one.name: {base.rpartition(".")[2] for base in one.bases}
        for module in project.sources
        for one in module.classes
    }
    found: set[str] = set()
    for _ in range(5):
        found |= {name for name, above in bases.items() if above & (roots | found)}
    return found


@detects("R26")
def container(project: Project) -> Seen:
    """A Dockerfile with a pinned base that copies the lock file and starts something."""
    best: tuple[list[str], str] | None = None
    for path, stages in project.dockerfiles.items():
        if not stages:
            continue
        chain = _chain(stages)
        missing = []
        if not all(_pinned(stage.image, stages) for stage in chain):
            missing.append("a pinned base image")
        sources = [source for stage in stages for one in stage.instructions for source in copied(one)]
        if not any(source in (".", "./") or LOCK_NAMES.search(source) for source in sources):
            missing.append("a COPY of the lock file")
        if not any(one.name in ("CMD", "ENTRYPOINT") for stage in chain for one in stage.instructions):
            missing.append("a CMD or ENTRYPOINT")
        if not missing:
            user = next((one for stage in chain for one in stage.instructions if one.name == "USER"), None)
            extra = f", as user {user.rest[:30]}" if user else "; it runs as root"
            return met(f"{path} is pinned, copies the lock file and starts{extra}.", Spot(path, stages[-1].line))
        if best is None or len(missing) < len(best[0]):
            best = (missing, path)
    if best:
        return broken(f"{best[1]} lacks {', '.join(best[0])}.", "", Spot(best[1], 1))
    return absent("There is no Dockerfile.")


def _chain(stages: list[Stage]) -> list[Stage]:
    """The last stage, and those it is built on."""
    found, one = [stages[-1]], stages[-1]
    while (
        below := next((s for s in stages if s.alias and s.alias == one.image.lower() and s not in found), None)
    ) is not None:
        found.append(below)
        one = below
    return found


def _pinned(image: str, stages: list[Stage]) -> bool:
    if image.lower() in {stage.alias for stage in stages if stage.alias} or image == "scratch" or DIGEST.search(image):
        return True
    name, _, tag = image.rpartition(":")
    return bool(name) and "/" not in tag and bool(re.search(r"\d+\.\d+|\d{2,}", tag)) and not tag.startswith("latest")


@detects("R28")
def latency(project: Project) -> Seen:
    """p95 or p99 in milliseconds."""
    script = _load_script(project)
    if keys := project.keys(r"p9[59].*ms|ms.*p9[59]|^p9[59]$|latency.*p9[59]|p9[59].*latency"):
        return met("A results file holds p95 or p99.", keys, script)
    for document in project.documents:
        for n, line in enumerate(document.prose, 1):
            if LATENCY.search(line[:2_000]) and MILLISECONDS.search(line[:2_000]):
                return met("p95 or p99 is written down in ms.", Spot(document.path, n), script, score=0.5)
        for table in document.tables:
            if any(LATENCY.search(cell) for cell in table.header) and any(
                number(c.split(" ")[0]) is not None for r in table.rows for c in r[1:]
            ):
                return met("A table holds p95 or p99.", Spot(document.path, table.line), script, score=0.5)
    if script:
        return partly("A load script is there; no p95 or p99 was found.", "", script)
    return absent("No p95 or p99 was recognised.")


def _load_script(project: Project) -> Spot | None:
    if found := project.imported("locust", "molotov"):
        return found
    for path in project.paths(".js", ".ts", ".lua"):
        text = project.text(path)
        if "k6/http" in text or "wrk." in text:
            return Spot(path)
    for module in project.modules.values():
        if (
            re.search(r"load_?test|bench|latency", PurePosixPath(module.path).stem.lower())
            and {"quantile", "percentile", "quantiles"} & module.words
        ):
            return Spot(module.path)
    return None


@detects("R30")
def logged(project: Project) -> Seen:
    """A log or database call in the predict handler with version and output."""
    asked = handlers(project)
    for route in asked:
        used, log = _with_helpers(project, route)
        version = any("version" in word or word == "model_id" for word in used)
        output = any(
            re.search(r"output|predict|score|probab|label|answer|result|prediction|response", word) for word in used
        )
        if log and version and output:
            return met("The predict handler logs the version and the output.", Spot(route.module.path, log))
        if log:
            return partly(
                "The predict handler logs; version or output was not recognised.", "", Spot(route.module.path, log)
            )
    if not asked:
        return absent("No predict handler was recognised.")
    return absent(
        "No log or database call was recognised in the predict handler.", "", Spot(asked[0].module.path, asked[0].line)
    )


def _with_helpers(project: Project, route: Route) -> tuple[set[str], int]:
    """The words of a handler and of the logging functions it calls, and the line of the first logging call."""
    used, line = set(route.function.words), 0
    named = {function.name: function for _, function in project.functions(project.sources)}
    for call in route.function.calls:
        low = call.name.lower()
        if re.search(
            r"(?:^|\.)_?(?:log\w*|logger|structlog)\.(?:info|debug|warning|bind|log)|\b_?(?:log|record|save|store|write|insert)_\w+$",
            low,
        ) or (
            call.last.lower()
            in ("execute", "insert", "insert_one", "add", "publish", "send", "writerow", "append_row", "log")
            and re.search(r"(?:^|[._])(?:db|session|conn|cursor|log|queue|producer|table|collection|store|sink)", low)
        ):
            line = line or call.line
            if (helper := named.get(call.last)) is not None:
                used |= helper.words
    return used, line


@detects("A2")
def load_curve(project: Project) -> Seen:
    """Latency at four or more request rates."""
    rates = re.compile(r"(?:^|_| )(?:users|rate|rps|qps|concurrency|clients|load|requests_per_second|vus)(?:$|_| |/)")
    times = re.compile(r"p9[059]|latency|_ms$|median")
    for figures in project.results:
        columns = {key for row in figures.rows for key in row}
        by = next((key for key in sorted(columns) if rates.search(key)), None)
        if by and any(times.search(key) for key in columns):
            levels = {row.get(by) for row in figures.rows if number(row.get(by)) is not None}
            if len(levels) > 3:
                return met(f"Latency is measured at {len(levels)} rates.", Spot(figures.path), _load_script(project))
    for document, table in project.tables:
        head = [cell.lower() for cell in table.header]
        if (
            any(rates.search(cell) for cell in head)
            and any(times.search(cell) for cell in head)
            and len(table.rows) > 3
        ):
            return met(f"A table gives latency at {len(table.rows)} rates.", Spot(document.path, table.line), score=0.5)
    if script := _load_script(project):
        return partly("A load script is there; no results at four rates were found.", "", script)
    return absent("No latency at several request rates was recognised.")
