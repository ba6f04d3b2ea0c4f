"""R01-R06: the problem, where the data come from, what checks and splits them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from mentor.evidence.detect.base import (
    Seen,
    absent,
    broken,
    detects,
    find_line,
    has,
    headings,
    met,
    partly,
    sentences,
    spot,
    words,
)
from mentor.evidence.project import Project
from mentor.evidence.read.markdown import Document
from mentor.evidence.read.python import Function, Module
from mentor.journey.proof import Spot

PROBLEM_WORDS = 60
DECIDES = (
    *("decid", "decision", "approv", "choos", "chose", "prioriti", "flags", "allocat", "reject", "escalat"),
    *("triage", "call first", "intervene", "dispatch", "look at first", "whom to", "which to"),
)

COUNT = r"\d[\d.,_ ]{0,14}\s?(?:k|m|thousand|million|billion)?\s?(?:[a-z-]+\s){0,2}(?:rows|records|samples"
COUNT += r"|examples|documents"
COUNT += r"|images|transactions|lines|questions|pages|pairs|events|loans|invoices|tickets|articles|entries|observations"
COUNT += r"|customers|patients|claims|orders|queries|passages|sentences|readings|trips|contracts|reviews|messages)\b"
SOURCE = r"https?://|\bsources?\b|\bfrom\b|\bcollected\b|\bpublished by\b|\bexport(?:ed)? (?:of|from)\b|\bAPI\b"
YEAR = r"(?:19|20)\d\d(?:-\d\d){0,2}"
PERIOD = rf"\b{YEAR}\b.{{1,40}}\b{YEAR}\b|\b(?:since|from|as of|until|between|during)\s(?:[A-Za-z]+\s)?{YEAR}\b"
TERMS = r"\blicen[cs]e|\bterms\b|\bpublic domain\b|\bCC[- ]?(?:BY|0)\b|\bODbL\b|\bopen government\b"
FOUR_FACTS = {"row count": COUNT, "source": SOURCE, "period": PERIOD, "licence": TERMS}

TOY_LOADERS = frozenset(
    (
        "load_iris",
        "load_digits",
        "load_wine",
        "load_breast_cancer",
        "load_boston",
        "load_diabetes",
        "load_linnerud",
        "fetch_california_housing",
        "fetch_20newsgroups",
        "fetch_olivetti_faces",
        "fetch_lfw_people",
        "fetch_covtype",
    )
)
TOY_CLASSES = frozenset(("mnist", "fashionmnist", "kmnist", "emnist", "cifar10", "cifar100", "stl10", "svhn"))
TOY_NAMES = frozenset(
    (
        "titanic",
        "iris",
        "mnist",
        "fashion_mnist",
        "mnist_784",
        "boston",
        "cifar10",
        "cifar100",
        "imdb",
        "tips",
        "penguins",
        "ag_news",
        "sst2",
        "squad",
        "yelp_polarity",
        "dbpedia_14",
        "boston_housing",
        "california_housing",
        "wine",
        "adult",
        "diamonds",
        "house-prices",
        "spaceship-titanic",
        "breast_cancer",
        "cats_and_dogs",
        "dogs-vs-cats",
        "heart",
    )
)
TOY_PLACES = ("load_dataset", "fetch_openml", "load", "read_csv", "load_data")
TOY_TITLE = re.compile(
    r"\b(?:titanic|iris|mnist|boston hous\w+|california hous\w+|house[- ]price\w*|imdb|cifar-?10|wine quality|"
    r"cats (?:vs|and) dogs|dogs (?:vs|and) cats|20 ?newsgroups|breast cancer wisconsin)\b",
    re.IGNORECASE,
)
FETCHERS = re.compile(
    r"(?:^|/)_?(?:(?:download|fetch|collect|scrape)\w*|(?:get|make|load|pull|prepare|build)_\w*?(?:data|corpus|sample)\w*)"
    r"\.(?:py|sh)$"
)
DATA_TARGETS = ("data", "download", "fetch", "dataset", "get-data", "fetch-data", "ingest", "pull", "sample", "corpus")
SAMPLES = (".csv", ".parquet", ".jsonl", ".tsv", ".json", ".csv.gz", ".zip", ".feather", ".txt")

SPLITTERS = frozenset(
    (
        "timeseriessplit",
        "groupkfold",
        "groupshufflesplit",
        "stratifiedgroupkfold",
        "leaveonegroupout",
        "leavepgroupsout",
        "predefinedsplit",
        "slidingwindowsplitter",
        "expandingwindowsplitter",
    )
)
TIME_WORDS = (
    "date",
    "time",
    "month",
    "year",
    "cutoff",
    "cut_off",
    "timestamp",
    "day",
    "week",
    "quarter",
    "_at",
    "until",
)
GROUP_WORDS = ("customer", "patient", "user", "document", "doc_id", "group", "entity", "account", "session", "member")


@detects("R01")
def problem(project: Project) -> Seen:
    """A part of the README that says who decides what."""
    readme = project.readme
    if readme is None:
        return absent("There is no README.")
    longest = 0
    for heading in headings(readme, "problem"):
        text = readme.text_of(heading)
        longest = max(longest, len(words(text)))
        if len(words(text)) >= PROBLEM_WORDS and has(text, *DECIDES):
            return met(f"The README states the problem in {len(words(text))} words.", spot(readme, heading))
    intro = readme.intro()
    if len(words(intro)) >= PROBLEM_WORDS and has(intro, *DECIDES):
        return met(f"The README opens with the problem in {len(words(intro))} words.", Spot(readme.path, 1))
    if longest:
        return partly(f"The part on the problem has {longest} words, or names no decision.", "", Spot(readme.path, 1))
    return absent("No heading of the README speaks of the problem.", "", Spot(readme.path, 1))


@detects("R02")
def origin(project: Project) -> Seen:
    """Row count, source, period and licence of the data."""
    best: tuple[list[str], Spot | None] = (list(FOUR_FACTS), None)
    for document in project.documents:
        for text, place in _about_data(document, project):
            missing = [name for name, pattern in FOUR_FACTS.items() if not re.search(pattern, text, re.IGNORECASE)]
            if not missing:
                return met("Row count, source, period and licence of the data are named.", place)
            if len(missing) < len(best[0]):
                best = (missing, place)
    missing, found = best
    if found is None:
        return absent("No part of the README or of a data card is about the data.")
    return partly(f"On the data this is not named, or not recognised: {', '.join(missing)}.", "", found)


def _about_data(document: Document, project: Project) -> list[tuple[str, Spot]]:
    """The texts of a document that are about the data, in pieces that no pattern minds."""
    if re.search(r"(?:data.?card|datasheet|data/readme|docs/data|data\.md)", document.path.lower()):
        return [(document.text[:20_000].replace("\n", " "), Spot(document.path, 1))]
    if document is not project.readme:
        return []
    return [
        (" ".join(line for _, line in document.part(one))[:20_000], spot(document, one))
        for one in headings(document, "data")
    ]


@detects("R03")
def real_data(project: Project) -> Seen:
    """Tutorial sets are recognised; that other data is real is for the user to say."""
    for module in project.code:
        for call in module.calls:
            if name := _toy(call.last, call.args, call.name):
                return broken(
                    f"The code loads {name}, which beginner courses hand out.", "", Spot(module.path, call.line),
                    confidence="H",
                )  # fmt: skip
    for path in project.paths(".csv", ".data", ".arff", ".zip", ".parquet"):
        if PurePosixPath(path).name.lower().partition(".")[0] in TOY_NAMES and "test" not in path.lower():
            return broken("A file has the name of a tutorial set.", "", Spot(path), confidence="H")
    if project.readme and project.readme.headings:
        title = project.readme.headings[0]
        if found := TOY_TITLE.search(title.text):
            said = f"The README's title names {found[0]}, which beginner courses hand out."
            return broken(said, "", spot(project.readme, title), confidence="M")
    return partly("No tutorial set was seen. That the data is real cannot be seen.", "Confirm it and name the source.")


def _toy(last: str, args: tuple[object, ...], name: str) -> str:
    low = last.lower()
    if low in TOY_LOADERS:
        return last
    if low in TOY_CLASSES and "dataset" in name.lower():
        return last
    parts = name.lower().split(".")
    if low == "load_data" and len(parts) > 1 and parts[-2] in TOY_NAMES:
        return parts[-2]
    if low in TOY_PLACES and args and isinstance(args[0], str):
        first = args[0].lower()
        stem = PurePosixPath(first.rpartition("/")[2]).stem if low == "read_csv" else first.rpartition("/")[2]
        return stem if stem in TOY_NAMES else ""
    return ""


@detects("R04")
def reachable(project: Project) -> Seen:
    """A way to get the data, and no large file in the history."""
    history = project.history
    if history is not None and history.large:
        path, size = max(history.large.items(), key=lambda one: one[1])
        said = f"A file of {size // 1_000_000} MB lies in the Git history."
        return broken(said, "Take it out of the history, and leave a script or a DVC pointer.", Spot(path))
    way = _way_to_data(project)
    if way is None:
        return absent("No script, DVC pointer or sample was found that gets the data.")
    if history is not None and not history.sizes_known and history.head:
        return partly("There is a way to the data; the sizes in the history could not be read.", "", way)
    return met("There is a way to get the data, and no file above 50 MB in the history.", way)


def _way_to_data(project: Project) -> Spot | None:
    if pointers := [path for path in project.paths(".dvc", "dvc.yaml") if not path.startswith(".dvc/")]:
        return Spot(pointers[0])
    for tool, targets in project.targets.items():
        for name, target in targets.items():
            if name in DATA_TARGETS:
                return Spot(project.target_file(tool), target.line)
    for path in project.paths(".py", ".sh"):
        if (path.startswith("data/") or FETCHERS.search(path)) and not path.startswith(("tests/", "test/")):
            return Spot(path)
    for path in project.paths(*SAMPLES):
        place = PurePosixPath(path.lower())
        if ("data" in place.parts[:-1] or "sample" in place.name) and project.committed(path):
            return Spot(path)
    return None


@detects("R05")
def data_checks(project: Project) -> Seen:
    """Schema and range checks of the data that stop the run."""
    for module in project.code:
        if line := module.imports_any("pandera", "great_expectations", "patito", "dataframely", "cerberus"):
            call = next((one for one in module.calls if _validates(one.last)), None)
            if call is not None:
                return met("A schema library checks the data.", Spot(module.path, call.line or line))
    for module, function in project.functions():
        if re.search(r"(?:validate|check|assert|verify)_?\w*(?:data|schema|row|frame|column|range|null|input|feature)",
                     function.name.lower()) and (function.raises or function.asserts):  # fmt: skip
            return met("A function checks the data and raises an error.", Spot(module.path, function.line))
    for module in project.sources:
        if re.search(r"data|schema|valid|ingest|contract", module.path.lower()) and _models(module):
            return met("Pydantic models check the rows.", Spot(module.path, _models(module)), score=0.5)
    for module, function in project.functions(project.tests):
        if function.asserts and re.search(
            r"schema|bad_(?:data|row)|invalid|column|out_of_range|(?:^|_)null", function.name.lower()
        ):
            return met("Tests check the data.", Spot(module.path, function.line), score=0.5)
    return absent("No check of the data was found in code or tests.")


def _validates(last: str) -> bool:
    return last.lower().startswith(
        ("validate", "dataframeschema", "expect_", "check", "dataframemodel", "field", "column")
    )


def _models(module: Module) -> int:
    if module.imports_any("fastapi", "flask", "litestar", "starlette"):
        return 0
    return next((one.line for one in module.classes if "pydantic.BaseModel" in one.bases), 0)


@detects("R06")
def split(project: Project) -> Seen:
    """A split by time or group, or the reason for a random one."""
    for module, call in project.calls(*SPLITTERS):
        return met(f"{call.last} splits the data.", Spot(module.path, call.line))
    for module, function in project.functions():
        if _splits_safely(module, function):
            return met("The split goes by a date or a group.", Spot(module.path, function.line))
    reason = _reason(project)
    ordered = [
        (module, call) for module, call in project.calls("train_test_split") if call.keywords.get("shuffle") is False
    ]
    random = [(m, c) for m, c in project.calls("train_test_split", "random_split") if (m, c) not in ordered]
    if reason is not None:
        return met("The README says how the data is split and why.", reason, score=0.5)
    if ordered:
        return met("The split keeps the order of the rows.", Spot(ordered[0][0].path, ordered[0][1].line), score=0.5)
    if random:
        said = "The split is random, and the README gives no reason."
        return broken(said, "", Spot(random[0][0].path, random[0][1].line))
    return absent("No split of the data was recognised.")


def _splits_safely(module: Module, function: Function) -> bool:
    name = function.name.lower()
    place = PurePosixPath(module.path).stem.lower()
    if not any(part in name or part in place for part in ("split", "holdout", "hold_out", "cutoff", "partition")):
        return False
    by = any(any(mark in word for mark in (*TIME_WORDS, *GROUP_WORDS)) for word in function.words)
    by = by and any("train" in word or "test" in word or "holdout" in word for word in function.words)
    random = any(call.last in ("train_test_split", "shuffle", "permutation") for call in function.calls)
    return function.compares and by and not random


def _reason(project: Project) -> Spot | None:
    readme = project.readme
    if readme is None:
        return None
    for sentence in sentences(readme.text.replace("\n", " ")):
        if has(sentence, "split", "hold out", "held out", "held-out") and has(
            sentence,
            "because",
            "since",
            "so that",
            "reason",
            "independent",
            "as each",
            "as every",
            "due to",
            "otherwise",
        ):
            first = " ".join(sentence.split()[:3])
            return find_line(readme, re.escape(first[:40])) or find_line(readme, "split|held") or Spot(readme.path)
    return None
