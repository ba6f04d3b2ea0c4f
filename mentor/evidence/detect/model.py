"""R07-R15: baselines, comparisons, uncertainty, segments, errors, behaviour."""

from __future__ import annotations

import csv
import re
from pathlib import PurePosixPath

from mentor.evidence.detect.base import (
    Seen,
    absent,
    broken,
    detects,
    has,
    is_metric,
    met,
    partly,
    sentences,
    spot,
    unsure,
)
from mentor.evidence.project import Project
from mentor.evidence.read.figures import read_lines, read_table
from mentor.evidence.read.markdown import Document, Table
from mentor.journey.proof import Spot

TRIVIAL = ("dummyclassifier", "dummyregressor", "naiveforecaster", "seasonalnaive")
SIMPLE = ("logisticregression", "linearregression", "ridge", "naivebayes", "multinomialnb", "bm25okapi", "linearsvc")
RARE = 0.2
PRICED = ("cost", "price", "expensive", "dear", "worth", "worse than", "times as")
ERRORS = (
    "a miss",
    "misses",
    "missed",
    "missing one",
    "false alarm",
    "false negative",
    "false positive",
    "error",
    "wrong",
)
CASES = 10
SPREADS = frozenset(
    ("percentile", "quantile", "quantiles", "sorted", "sort", "mean", "std", "choice", "choices", "resample")
)
METRIC_CALLS = re.compile(
    r"(?:roc_auc|f1|accuracy|precision|recall|average_precision|brier|log_loss|mean_absolute|mean_squared|r2)_?\w*|"
    r"(?:score|metric|mae|rmse|auc)\w*"
)
SLICE_KEYS = (r"\bslices?\b|^slice|_slice", r"segment", r"^by_", r"(?:^|_)groups?(?:$|_)", r"subgroup")
BEHAVIOUR = {
    "invariance": ("invarian", "does_not_matter", "irrelevant", "unchanged", "paraphras", "same_answer"),
    "direction": ("direction", "monoton", "increases", "decreases", "raises_the", "lowers_the"),
    "minimum": ("minimum", "must_never", "easy_case", "obvious", "sanity_case", "always_", "never_"),
}
ASKS = re.compile(r"predict|score|classif|answer|generat|infer|rank|client|forecast|recommend")
GOLDEN = re.compile(r"(?:^|[/_.-])(?:golden|gold|labelled|labeled|qrels)(?:$|[/_.-])")
DATA = (".csv", ".jsonl", ".json", ".tsv", ".parquet", ".yaml", ".yml")


@detects("R07")
def baseline(project: Project) -> Seen:
    """A baseline that was scored."""
    scored = project.keys(r"baseline", r"dummy", r"majority", r"last_value", r"naive")
    row = scored_row(project, r"\bbaseline|\bmajority|\bdummy|\blast value|\bnaive")
    code = None
    for module, call in project.calls(*TRIVIAL, *SIMPLE):
        code = code or Spot(module.path, call.line)
    for module, function in project.functions():
        if "baseline" in function.name.lower() or "baseline" in PurePosixPath(module.path).stem.lower():
            code = code or Spot(module.path, function.line)
    if scored or row:
        return met("A baseline is scored.", scored or row, code)
    if code:
        return met("The code has a baseline; no results file or table names it.", code, score=0.5)
    return absent("No baseline was recognised in code, results or README.")


def scored_row(project: Project, pattern: str) -> Spot | None:
    """The first row of a table with this text in its first cells and a figure in another."""
    wanted = re.compile(pattern, re.IGNORECASE)
    for document, table in project.tables:
        for cells, line in zip(table.rows, table.lines, strict=True):
            if wanted.search(" ".join(cells[:2])[:400]) and any(re.search(r"\d", cell) for cell in cells[1:]):
                return Spot(document.path, line)
    return None


@detects("R08")
def compared(project: Project) -> Seen:
    """Two models scored by the same metric."""
    for figures in project.results:
        for key, names in figures.groups.items():
            if is_metric(key) and len(names - {"", key}) > 1:
                return met(f"{len(names)} models are scored by {key}.", Spot(figures.path, 1))
    for document, table in result_tables(project):
        scored = [cells for cells in table.rows if any(re.search(r"\d", cell) for cell in cells[1:])]
        if len(scored) > 1:
            return met(f"A table scores {len(scored)} models.", Spot(document.path, table.line), score=0.5)
    return absent("No results file or table compares two models.")


def result_tables(project: Project) -> list[tuple[Document, Table]]:
    """The tables with a metric among their columns."""
    return [(d, t) for d, t in project.tables if any(is_metric(cell) for cell in t.header[1:])]


@detects("R09")
def metric_fits(project: Project) -> Seen:
    """The metric and what errors cost; accuracy alone on rare positives."""
    names = {path[-1] for figures in project.results for path, _ in figures.values if is_metric(path[-1])}
    shares = [
        (value, figures.path)
        for figures in project.results
        for path, value in figures.values
        if re.search(r"positive_(?:share|rate)|class_share|prevalence|base_rate", path[-1])
    ]
    if names and all(name.startswith("acc") for name in names) and shares and min(shares)[0] < RARE:
        return broken(f"Accuracy stands alone, with {min(shares)[0]:.0%} positives.", "", Spot(min(shares)[1]))
    for document in project.documents[:20]:
        for heading in document.headings or []:
            for sentence in sentences(document.text_of(heading)[:20_000]):
                named = any(is_metric(word) for word in re.findall(r"[\w-]+", sentence[:1_000]))
                if named and has(sentence, *PRICED) and has(sentence, *ERRORS):
                    return met("A sentence ties the metric to what errors cost.", spot(document, heading), score=0.5)
    return absent("No sentence was recognised that ties the metric to what errors cost.")


@detects("R10")
def uncertainty(project: Project) -> Seen:
    """An interval or a test of the gain."""
    keys = project.keys(
        r"^ci|_ci|ci_|ci95|conf_int|confidence", r"(?:^|_)std(?:$|_)|stderr|std_dev", r"p_?value", r"interval"
    )
    code = _interval_code(project)
    if keys:
        return met("The results hold an interval or a spread.", keys, code)
    if code:
        return met("The code works out an interval or a test; no results file holds it.", code, score=0.5)
    return absent("No interval, paired test or spread over seeds was recognised.")


def _interval_code(project: Project) -> Spot | None:
    tests = ("mcnemar", "ttest_rel", "ttest_ind", "wilcoxon", "permutation_test", "proportion_confint")
    for module, call in project.calls("bootstrap"):
        if call.name.startswith(("scipy.", "arch.")):
            return Spot(module.path, call.line)
    for module, call in project.calls(*tests, "resample"):
        # Filling up a rare class resamples too; then the number of rows is given.
        if call.last.lower() != "resample" or "n_samples" not in call.keywords:
            return Spot(module.path, call.line)
    for module, function in project.functions():
        named = re.search(
            r"bootstrap|mcnemar|confidence_interval|paired_interval|(?:^|_)ci(?:_|$)", function.name.lower()
        )
        if named and SPREADS & function.words:
            return Spot(module.path, function.line)
    return None


@detects("R11")
def segments(project: Project) -> Seen:
    """The metric by segment."""
    keys = project.keys(*SLICE_KEYS)
    if keys:
        return met("The results are split by segment.", keys)
    if library := project.imported("fairlearn", "aequitas", "slicefinder"):
        return met("A fairness library is used.", library)
    for document, table in project.tables:
        if has(" ".join(table.header), "segment", "slice", "group", "subgroup") and len(table.rows) > 1:
            return met("A table splits the results by segment.", Spot(document.path, table.line), score=0.5)
    for module, function in project.functions():
        names = [call.last.lower() for call in function.calls]
        if any(name in ("groupby", "group_by") for name in names) and any(METRIC_CALLS.fullmatch(n) for n in names):
            return met("The code works out a metric by group.", Spot(module.path, function.line), score=0.5)
    return absent("No metric by segment was recognised.")


@detects("R12")
def errors_read(project: Project) -> Seen:
    """Ten wrong cases that were read."""
    best, where = 0, None
    name = re.compile(r"error.?analysis|errors.?read|wrong.?(?:cases|predictions)|failure.?cases|misclassif")
    for path in project.paths(".csv", ".jsonl"):
        if name.search(path.lower()) and path in project.tree.texts:
            count = len(rows_of(project, path))
            if count > best:
                best, where = count, Spot(path)
    for document in project.documents:
        whole = bool(name.search(document.path.lower()))
        for heading in document.headings:
            if whole or name.search(heading.text.lower()):
                tables = sum(len(table.rows) for table in document.tables_in(heading))
                count = max(tables, len(document.bullets(heading)))
                if count > best:
                    best, where = count, spot(document, heading)
    if best >= CASES:
        return met(f"{best} wrong cases are listed. Whether they were read is yours to say.", where, score=0.5)
    if where:
        return partly(f"{best} wrong cases are listed; 10 are asked.", "", where)
    return absent("No list of wrong cases was recognised.")


def rows_of(project: Project, path: str) -> list[dict[str, object]]:
    """The rows of a CSV or JSON-lines file; none where it cannot be read."""
    text = project.text(path)
    try:
        return (
            read_lines(text) if path.lower().endswith(".jsonl") else read_table(text, "\t" if ".tsv" in path else ",")
        )
    except (csv.Error, ValueError):
        return []


@detects("R13")
def simpler(project: Project) -> Seen:
    """A version without its dearest part."""
    words = r"\bablation|\bwithout\b|\bsimpler\b|\bno[- ][a-z]|\bw/o\b|\bminus\b"
    if row := scored_row(project, words):
        return met("A row scores a simpler version.", row, score=0.5)
    if keys := project.keys(r"ablation|^without|^no_|simpler"):
        return met("The results score a simpler version.", keys, score=0.5)
    return absent("No score of a simpler version was recognised.")


@detects("R14")
def frozen(project: Project) -> Seen:
    """The golden set is older than the first result."""
    golden = [path for path in project.tree.entries if GOLDEN.search(path.lower()) and path.lower().endswith(DATA)]
    if not golden:
        return absent("No file named as golden or labelled was found.")
    history = project.history
    if history is None or not history.commits or not history.whole:
        return unsure(
            "A golden set is there; without the whole history it cannot be seen when it changed.", "", Spot(golden[0])
        )
    first = min((n for figures in project.results for n in history.touching(figures.path)), default=None)
    if first is None:
        return unsure("A golden set is there, but no metrics file was committed.", "", Spot(golden[0]))
    changes = {path: history.touching(path) for path in golden}
    for path, places in changes.items():
        late = [n for n in places if n > first]
        if late:
            when = history.commits[late[-1]].day
            return broken(f"The golden set was changed on {when}, after the first result.", "", Spot(path))
    known = [path for path, places in changes.items() if places]
    if not known:
        return unsure("The golden set is not committed.", "", Spot(golden[0]))
    return met("The golden set has not changed since the first result.", Spot(known[0]))


@detects("R15")
def behaviour(project: Project) -> Seen:
    """Tests of what the model must do."""
    kinds: dict[str, Spot] = {}
    for module, function in project.functions(project.tests):
        if not function.name.startswith("test") or not function.asserts or not any(map(ASKS.search, function.words)):
            continue
        name = function.name.lower()
        for kind, marks in BEHAVIOUR.items():
            if any(mark in name for mark in marks):
                kinds.setdefault(kind, Spot(module.path, function.line))
    if len(kinds) > 1:
        score = 1.0 if len(kinds) == len(BEHAVIOUR) else 0.5
        return met(f"Tests pin the behaviour: {', '.join(kinds)}.", *kinds.values(), score=score)
    for module, function in project.functions(project.tests):
        many = any(one.last == "parametrize" for one in function.decorators)
        asks = any(call.last.lower().startswith(("predict", "score", "classify", "answer")) for call in function.calls)
        if many and asks and function.asserts and function.name.startswith("test"):
            return met("A table of cases tests what the model says.", Spot(module.path, function.line), score=0.5)
    if kinds:
        return partly(f"One kind of behaviour test was seen: {', '.join(kinds)}.", "", *kinds.values())
    return absent("No behaviour test was recognised.")
