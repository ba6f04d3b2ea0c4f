"""G1-G9: the extras of a retrieval project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from mentor.evidence.detect.base import Seen, absent, detects, has, met, partly, spot, unsure
from mentor.evidence.detect.model import rows_of
from mentor.evidence.detect.operations import CURRENCY
from mentor.evidence.detect.serving import LATENCY
from mentor.evidence.project import Project
from mentor.evidence.read.figures import number, read_figures
from mentor.journey.proof import Spot

QUERY = re.compile(r"^(?:query|question|q|prompt|query_text)$")
RELEVANT = re.compile(
    r"relevant|gold|positive|passage_ids?|doc_ids?|document_ids?|expected|answer_ids?|chunk_ids?|source_ids?"
)
SHIPPED, DEFENSIBLE = 50, 150
OWN_LABELS = 50
RANKING = re.compile(r"(?:^|_)(?:mrr|ndcg|recall(?:_at|@|_?\d|_k)?|hit_rate|mean_reciprocal_rank|average_precision)")
CHUNKS = re.compile(r"chunk")
SEARCHES = re.compile(r"search|retriev|method|mode|index")
SUPPORT = re.compile(r"ground|faithful|support|entail|attribut|hallucin")
AGREE = r"agreement|kappa"
NO_ANSWER = re.compile(
    r"no_answer|unanswerable|not_found|out_of_scope|refus|no answer|not in the documents|outside_the"
)
DIFFERENCE = re.compile(r"diff|gain|delta|improvement|paired")


def labelled(project: Project) -> tuple[int, Spot | None, bool]:
    """The largest number of labelled queries in one file, where, and whether a file was too large to look into."""
    best, where, missed = 0, None, False
    for path in project.paths(".csv", ".jsonl", ".json", ".tsv"):
        if path not in project.tree.texts:
            missed = missed or bool(re.search(r"quer|question|label|golden|qrel", path.lower()))
            continue
        if not re.search(r"quer|question|label|golden|gold|eval|qrel|qa|test", path.lower()):
            continue
        count = sum(1 for row in _rows(project, path) if _is_labelled(row))
        if count > best:
            best, where = count, Spot(path)
    return best, where, missed


def _rows(project: Project, path: str) -> list[dict[str, Any]]:
    if path.lower().endswith(".json"):
        figures = read_figures(path, project.text(path))
        return figures.rows if figures else []
    return rows_of(project, path)


def _is_labelled(row: Mapping[str, Any]) -> bool:
    asks = any(QUERY.match(str(key)) and value for key, value in row.items())
    return asks and any(RELEVANT.search(str(key)) for key in row)


@detects("G1")
def fifty(project: Project) -> Seen:
    """50 labelled queries."""
    return _at_least(project, SHIPPED)


@detects("G4")
def hundred_fifty(project: Project) -> Seen:
    """150 labelled queries."""
    return _at_least(project, DEFENSIBLE)


def _at_least(project: Project, wanted: int) -> Seen:
    count, where, missed = labelled(project)
    if count >= wanted:
        return met(f"{count} queries are labelled.", where)
    if missed:
        return unsure("A file of queries is too large to look into.")
    if where:
        return absent(f"{count} of {wanted} queries are labelled.", "", where)
    return absent("No file with queries and the ids of their passages was found.")


@detects("G2")
def ranking(project: Project) -> Seen:
    """Ranking metrics by code, and in the results."""
    code = None
    for module, function in project.functions(project.sources):
        if RANKING.search(function.name.lower()):
            code = code or Spot(module.path, function.line)
    code = code or project.imported("ranx", "pytrec_eval", "ir_measures")
    for module, call in project.calls("ndcg_score", "label_ranking_average_precision_score"):
        code = code or Spot(module.path, call.line)
    keys = project.keys(r"mrr|ndcg|recall@?_?(?:at_?)?\d|hit_rate")
    if code and keys:
        return met("Ranking metrics are computed by code and stand in the results.", code, keys)
    if code or keys:
        return partly(f"Not recognised: {'their values in a results file' if code else 'the code'}.", "", code, keys)
    return absent("No ranking metric was recognised.")


@detects("G3")
def variants(project: Project) -> Seen:
    """Two chunkings and two searches, scored."""
    for path, rows in _result_rows(project):
        names = {key for row in rows for key in row}
        chunk = {str(row[key]) for key in names if CHUNKS.search(key) for row in rows if key in row}
        search = {
            str(row[key])
            for key in names
            if SEARCHES.search(key) and not CHUNKS.search(key)
            for row in rows
            if key in row
        }
        scored = any(number(value) is not None for row in rows for key, value in row.items() if not CHUNKS.search(key))
        if len(chunk) > 1 and len(search) > 1 and scored:
            return met(f"{len(chunk)} chunkings and {len(search)} searches are compared.", path)
    return absent("No results with two chunkings and two searches were recognised.")


def _result_rows(project: Project) -> list[tuple[Spot, list[dict[str, Any]]]]:
    """The rows of results files, then those of the documents' tables."""
    found = [(Spot(figures.path), figures.rows) for figures in project.results if figures.rows]
    for document, table in project.tables:
        names = [cell.lower() for cell in table.header]
        rows = [dict(zip(names, row, strict=False)) for row in table.rows]
        found.append((Spot(document.path, table.line), rows))
    return found


@detects("G5")
def supported(project: Project) -> Seen:
    """Answer support, own labels, and the judge's agreement with them."""
    code = None
    for module, function in project.functions(project.sources):
        if SUPPORT.search(function.name.lower()) or SUPPORT.search(PurePosixPath(module.path).stem.lower()):
            code = code or Spot(module.path, function.line)
    labels = None
    for path in project.paths(".csv", ".jsonl"):
        if re.search(r"label|judge|support|ground", path.lower()) and path in project.tree.texts:
            rows = rows_of(project, path)
            if len(rows) >= OWN_LABELS and any(
                re.search(r"label|support|verdict|ground|human", key) for key in rows[0]
            ):
                labels = Spot(path)
    agree = project.keys(AGREE)
    parts = (("code that scores support", code), ("50 labels of your own", labels), ("the judge's agreement", agree))
    missing = [what for what, found in parts if not found]
    if not missing:
        return met("Support is scored, and the judge is held against own labels.", code, labels, agree)
    said = f"Not recognised: {', '.join(missing)}."
    return partly(said, "", code, labels, agree) if code else absent(said)


@detects("G6")
def no_help(project: Project) -> Seen:
    """What did not help, with figures."""
    for document in project.documents:
        for heading in document.headings:
            if has(heading.text, "did not help", "didn't help", "no gain", "not help", "dead end", "did not work"):
                if any(re.search(r"\d\.\d|\d\s?%", text[:2_000]) for _, text in document.part(heading)):
                    return met("What did not help is listed with figures.", spot(document, heading), score=0.5)
                return partly("What did not help is listed without figures.", "", spot(document, heading))
    return absent("No list of what did not help was recognised.")


@detects("G7")
def refusals(project: Project) -> Seen:
    """Tests of questions without an answer."""
    for module, function in project.functions(project.tests):
        named = NO_ANSWER.search(function.name.lower()) or any(NO_ANSWER.search(word) for word in function.words)
        if function.name.startswith("test") and function.asserts and named:
            return met("Tests cover questions without an answer.", Spot(module.path, function.line))
    return absent("No test of questions without an answer was recognised.")


@detects("G8")
def paired(project: Project) -> Seen:
    """A bootstrap over queries, and the interval of a difference."""
    code = None
    for module, function in project.functions():
        if re.search(r"bootstrap|paired", function.name.lower()):
            code = code or Spot(module.path, function.line)
    interval = None
    for figures in project.results:
        whole = [" ".join(path) for path, _ in figures.values]
        if any(re.search(r"(?:^|[ _])ci|interval", one) and DIFFERENCE.search(one) for one in whole):
            interval = interval or Spot(figures.path)
    if code and interval:
        return met("The difference between two variants has an interval.", code, interval)
    if code or interval:
        return partly(f"Not recognised: {'the interval of a difference' if code else 'the code'}.", "", code, interval)
    return absent("No paired interval was recognised.")


@detects("G9")
def per_query(project: Project) -> Seen:
    """Latency and cost per query."""
    times = project.keys(r"p50|p95|latency")
    cost = project.keys(r"cost|price|tokens")
    for document in project.documents:
        for n, line in enumerate(document.prose, 1):
            text = line[:2_000]
            times = times or (
                Spot(document.path, n) if LATENCY.search(text) and re.search(r"\d\s?(?:ms|s)\b", text) else None
            )
            priced = CURRENCY.search(text) and has(text, "query", "queries", "1,000", "1000", "thousand")
            cost = cost or (Spot(document.path, n) if priced else None)
    if times and cost:
        return met("Latency and cost per query are recorded.", times, cost)
    if times or cost:
        return partly(f"Not recognised: {'the cost' if times else 'the latency'} per query.", "", times, cost)
    return absent("No latency and cost per query were recognised.")
