"""Good projects with one thing changed: which criteria notice, and which do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from mentor.evidence import Examination
from tests.evidence import kinds, parts
from tests.evidence.conftest import Read
from tests.evidence.repo import START, Plan, Step, plan

KEY = "AK" + "IAQ7R3ZP0WN5XLT2VK"
LATER = START + timedelta(days=60)
RANDOM = parts.TRAIN_CODE.replace(
    "from late.data import load\n",
    "from sklearn.model_selection import train_test_split\n\nfrom late.data import load\n",
).replace("    for model in", "    train_test_split(rows)\n    for model in")
NO_BASELINE_METRICS = {
    **parts.MORE_METRICS,
    "models": {"boosting": {"pr_auc": 0.6110}, "simple_boosting": {"pr_auc": 0.5503}},
}
EMPTY_TESTS = "from late.data import load\n\n\ndef test_nothing():\n    assert True\n\n\ndef test_more():\n    load\n"

Change = Callable[[Plan], Plan]


def without(*paths: str) -> Change:
    return lambda good: good.without(*paths)


def unwritten(*names: str) -> Change:
    return lambda good: good.without_part(*names)


def swap(path: str, old: str, new: str) -> Change:
    return lambda good: good.changed(path, lambda text: text.replace(old, new))


def put(path: str, text: str | bytes) -> Change:
    return lambda good: good.put({path: text})


def later(*steps: tuple[str, dict]) -> Change:
    made = tuple(Step(subject, LATER + timedelta(days=n), files) for n, (subject, files) in enumerate(steps))
    return lambda good: replace(good, later=made)


def both(*changes: Change) -> Change:
    def change(good: Plan) -> Plan:
        for one in changes:
            good = one(good)
        return good

    return change


def rewritten(name: str, old: str, new: str) -> Change:
    def change(good: Plan) -> Plan:
        assert old in good.readme[name]
        return good.part(name, good.readme[name].replace(old, new))

    return change


SERVING: dict[str, tuple[Change, dict[str, str]]] = {
    "no lock file": (without("uv.lock"), {"R16": "fail"}),
    "an empty lock file": (put("uv.lock", "version = 1\n"), {"R16": "fail"}),
    "a list of requirements instead": (
        both(without("uv.lock"), put("requirements.txt", "numpy>=2\n")),
        {"R16": "fail"},
    ),
    "requirements with hashes instead": (
        both(without("uv.lock"), put("requirements.txt", "numpy==2.1.1 \\\n    --hash=sha256:" + "0a" * 32 + "\n")),
        {},
    ),
    "a lock file that is not committed": (
        lambda good: replace(good.without("uv.lock"), loose={"uv.lock": parts.UV_LOCK}),
        {"R16": "fail"},
    ),
    "no baseline": (
        both(
            rewritten("results", "baseline: last value", "small boosting"),
            rewritten("results", "baseline: logistic regression", "medium boosting"),
            swap("src/late/train.py", "LogisticRegression", "ExtraTreesClassifier"),
            put("results/metrics.json", json.dumps({**NO_BASELINE_METRICS, "more": [0.41, 0.52]})),
        ),
        {"R07": "unknown"},
    ),
    "no split": (both(without("src/late/split.py"), unwritten("split")), {"R06": "unknown"}),
    "a random split without a reason": (
        both(without("src/late/split.py"), unwritten("split"), put("src/late/train.py", RANDOM)),
        {"R06": "fail"},
    ),
    "a random split with its reason": (both(without("src/late/split.py"), put("src/late/train.py", RANDOM)), {}),
    "a base image that moves": (swap("Dockerfile", "PYTHON=3.12-slim", "PYTHON=latest"), {"R26": "fail"}),
    "a container without the lock file": (swap("Dockerfile", " uv.lock", ""), {"R26": "fail"}),
    "a container that starts nothing": (swap("Dockerfile", "CMD [", "# CMD ["), {"R26": "fail"}),
    "no container": (without("Dockerfile"), {"R26": "fail"}),
    "everything in one commit": (lambda good: replace(good, whole=True), {"R38": "fail", "R24": "unknown"}),
    "all on three days": (lambda good: replace(good, hours=1.0), {"R38": "fail"}),
    "on fewer days than defensible asks": (lambda good: replace(good, hours=5.0), {"R38": "lower"}),
    "most lines in one commit": (
        later(("Add everything", {"src/late/big.py": "".join(f"x{n} = {n}\n" for n in range(9000))})),
        {"R38": "fail"},
    ),
    "a key in the code": (put("src/late/keys.py", f'KEY = "{KEY}"\n'), {"R22": "fail"}),
    "a key that was taken out again": (
        later(("Add", {"src/late/keys.py": f'KEY = "{KEY}"\n'}), ("Remove", {"src/late/keys.py": None})),
        {"R22": "fail"},
    ),
    "a key in an ignored file that was never committed": (
        lambda good: replace(good, loose={".env": f"AWS_KEY={KEY}\n"}),
        {},
    ),
    "a key in a file that would be committed next": (
        lambda good: replace(good, loose={"notes.txt": f"AWS_KEY={KEY}\n"}),
        {"R22": "fail"},
    ),
    "a tutorial set": (
        swap("src/late/train.py", "    rows = load(", '    sns.load_dataset("titanic")\n    rows = load('),
        {"R03": "fail"},
    ),
    "a tutorial set by file": (put("data/titanic.csv", parts.SAMPLE), {"R03": "fail"}),
    "a file of 51 MB in the history": (
        later(("Add", {"data/all.bin": bytes(51_000_000)}), ("Remove", {"data/all.bin": None})),
        {"R04": "fail"},
    ),
    "no tests": (
        without("tests/test_data.py", "tests/test_service.py", "tests/test_behaviour.py"),
        {"R20": "fail", "R15": "unknown"},
    ),
    "tests that cannot fail": (
        both(without("tests/test_service.py", "tests/test_behaviour.py"), put("tests/test_data.py", EMPTY_TESTS)),
        {"R20": "fail", "R15": "unknown"},
    ),
    "fewer tests": (without("tests/test_service.py"), {"R20": "lower"}),
    "no workflow": (without(".github/workflows/ci.yml"), {"R21": "fail"}),
    "a workflow by hand": (
        swap(".github/workflows/ci.yml", "  push:\n  pull_request:\n", "  workflow_dispatch:\n"),
        {"R21": "fail"},
    ),
    "no seeds": (swap("src/late/evaluate.py", '    random.seed(settings["seed"])\n', ""), {"R23": "unknown"}),
    "no settings file": (without("config.yaml"), {"R23": "unknown"}),
    "no type checker": (swap("pyproject.toml", "[tool.mypy]\nstrict = true\n", ""), {"R19": "fail"}),
    "no check of the data": (
        both(without("src/late/validate.py"), swap("tests/test_service.py", "test_bad_rows_stop", "test_stops")),
        {"R05": "unknown"},
    ),
    "README without results": (
        unwritten("results", "ablation", "cost_metric"),
        {"R34": "unknown", "R37": "unknown", "R09": "unknown", "R13": "unknown"},
    ),
    "README without limits": (unwritten("limits"), {"R34": "unknown"}),
    "README without the data": (unwritten("data", "split"), {"R34": "unknown", "R02": "unknown"}),
    "README without the licence of the data": (rewritten("data", ", licence CC BY 4.0", ""), {"R02": "unknown"}),
    "README without how to run it": (unwritten("run"), {"R34": "unknown", "R17": "fail"}),
    "README without what broke": (unwritten("broke"), {"R35": "unknown"}),
    "README without the problem": (unwritten("problem"), {"R34": "unknown", "R01": "unknown"}),
    "README without cost": (unwritten("scaling"), {"R29": "unknown"}),
    "a figure that no file holds": (rewritten("results", "| 0.61 |", "| 0.64 |"), {"R37": "fail"}),
    "a grand word": (
        rewritten("problem", "A small wholesaler", "Production-grade. A small wholesaler"),
        {"R37": "fail"},
    ),
    "a grand word denied": (rewritten("problem", "A small", "This is not production-grade. A small"), {}),
    "a heading in a code block": (
        both(unwritten("limits"), rewritten("run", "make run\n", "make run\n# Limits\n# none\n")),
        {"R34": "unknown"},
    ),
    "no Makefile": (without("Makefile"), {"R17": "fail", "R33": "unknown", "A1": "unknown"}),
    "no metrics file": (
        without("results/metrics.json"),
        {"R24": "unknown", "R11": "unknown", "R37": "fail"},
    ),
    "a golden set that was edited": (later(("Edit", {"data/golden.jsonl": "{}\n"})), {"R14": "fail"}),
    "no golden set": (without("data/golden.jsonl"), {"R14": "unknown"}),
    "no health route": (swap("src/late/service.py", '@app.get("/health")\n', ""), {"R25": "fail"}),
    "a body of any shape": (swap("src/late/service.py", "invoice: Invoice)", "invoice: dict)"), {"R25": "fail"}),
    "no log of predictions": (
        swap("src/late/service.py", "    logger.info(", "    dict(a="),
        {"R30": "unknown"},
    ),
    "no load curve": (without("results/load.csv"), {"A2": "unknown"}),
    "no latency": (both(without("results/load.csv"), unwritten("latency")), {"A2": "unknown", "R28": "unknown"}),
    "mostly a notebook": (
        put(
            "analysis.ipynb",
            json.dumps({"cells": [{"cell_type": "code", "source": [f"x{n} = {n}\n" for n in range(900)]}]}),
        ),
        {"R18": "fail"},
    ),
    "nothing that trains": (without("src/late/train.py"), {"R18": "fail"}),
    "no drift check": (without("src/late/drift.py"), {"R31": "unknown"}),
    "no schedule": (without(".github/workflows/drift.yml"), {"R32": "unknown"}),
    "no retraining": (without(".github/workflows/retrain.yml"), {"R33": "unknown"}),
    "no model card": (without("MODEL_CARD.md"), {"R36": "unknown"}),
    "no wrong cases": (without("docs/error_analysis.md"), {"R12": "unknown"}),
    "no interval": (
        both(
            without("src/late/evaluate.py"),
            put(
                "results/metrics.json",
                json.dumps({"m": parts.METRICS, "segments": 1, "x": [0.39, 0.43, 0.50, 0.54, 0.59, 0.63, 0.53, 0.57]}),
            ),
        ),
        {"R10": "unknown", "R23": "unknown"},
    ),
    "no segments": (
        swap("results/metrics.json", '"segments"', '"parts"'),
        {"R11": "unknown"},
    ),
    "no ablation": (unwritten("ablation"), {"R13": "unknown"}),
}

OTHERS: dict[str, tuple[str, Change, dict[str, str]]] = {
    "serving that builds its own features": (
        "feature_pipeline", put("src/late/service.py", parts.SERVICE_CODE), {"F1": "fail"},
    ),
    "no store": (
        "feature_pipeline",
        swap("src/late/pipeline.py", "CREATE TABLE IF NOT EXISTS features", "SELECT * FROM features WHERE"),
        {"F2": "fail"},
    ),
    "rows added twice": (
        "feature_pipeline",
        swap("src/late/pipeline.py", "ON CONFLICT (invoice_id, event_time) DO UPDATE SET", "-- per_day is"),
        {"F3": "unknown"},
    ),
    "no test of a second run": ("feature_pipeline", without("tests/test_pipeline.py"), {"F3": "unknown"}),
    "no join as of the moment": ("feature_pipeline", without("src/late/joins.py"), {"F4": "unknown"}),
    "no test of both paths": (
        "feature_pipeline", without("tests/test_joins.py"), {"F4": "unknown", "F5": "unknown"},
    ),
    "no limit of age": ("feature_pipeline", swap("config.yaml", "max_age_hours: 26\n", ""), {"F6": "unknown"}),
    "no backfill": ("feature_pipeline", swap("Makefile", "backfill:", "again:"), {"F7": "unknown"}),
    "no score of the base model": ("fine_tuning", without("results/task.json"), {"T1": "unknown"}),
    "no adapter settings": ("fine_tuning", without("configs/adapter.yaml"), {"T2": "fail"}),
    "training that opens the test file": (
        "fine_tuning", swap("src/late/train.py", "data/train.jsonl", "data/test.jsonl"), {"T3": "fail"},
    ),
    "no held-out file": ("fine_tuning", without("data/test.jsonl"), {"T3": "fail"}),
    "no check of duplicates": ("fine_tuning", without("src/late/dedup.py"), {"T4": "unknown"}),
    "no general prompts": ("fine_tuning", without("results/general.json"), {"T5": "unknown"}),
    "no table of hours": ("fine_tuning", unwritten("runs"), {"T6": "unknown"}),
    "nothing merged": ("fine_tuning", without("src/late/export.py"), {"T7": "unknown"}),
    "no licence of the base model": (
        "fine_tuning", unwritten("licences"), {"T8": "unknown", "T4": "unknown"},
    ),
    "forty queries": (
        "rag", put("eval/golden_queries.jsonl", parts.lines_of([{"query": "q", "relevant_ids": [1]}] * 40)),
        {"G1": "fail", "G4": "fail"},
    ),
    "hundred queries": (
        "rag", put("eval/golden_queries.jsonl", parts.lines_of([{"query": "q", "relevant_ids": [1]}] * 100)),
        {"G4": "fail"},
    ),
    "no ranking metric in code": ("rag", without("src/late/ranking.py"), {"G2": "unknown"}),
    "one search only": ("rag", swap("results/variants.csv", "both", "keyword"), {"G3": "unknown"}),
    "a judge nobody checked": ("rag", without("eval/judge_labels.csv"), {"G5": "unknown"}),
    "no list of what did not help": ("rag", unwritten("no_help"), {"G6": "unknown"}),
    "no test without an answer": ("rag", without("tests/test_answers.py"), {"G7": "unknown"}),
    "no paired interval": ("rag", swap("results/metrics.json", '"gain"', '"spread"'), {"G8": "unknown"}),
    "no cost of a query": (
        "rag", both(without("results/queries.json"), unwritten("scaling")), {"G9": "unknown", "R29": "unknown"},
    ),
    "nothing at stake": (
        "domain_problem", unwritten("stake"), {"E1": "unknown"},
    ),
    "errors without a price": ("domain_problem", unwritten("errors_cost"), {"E2": "unknown"}),
    "ten days of monitoring": (
        "domain_problem", put("monitoring/drift.csv", parts.table_of(("day",), [(day,) for day in kinds.DAYS[:10]])),
        {"E3": "unknown"},
    ),
    "one version": ("domain_problem", without("models/registry.json"), {"E4": "unknown"}),
    "no note": ("domain_problem", without("docs/note.md"), {"E5": "unknown"}),
}  # fmt: skip

ALL = [(name, "serving_api", *row) for name, row in SERVING.items()] + [(name, *row) for name, row in OTHERS.items()]


def seen(examination: Examination) -> dict[str, str]:
    """State by criterion; "lower" where it holds for *shipped* only."""
    return {
        check.id: "lower" if check.state == "pass" and not check.defensible else check.state
        for check in examination.checks
    }


@pytest.mark.parametrize(("type_id", "change", "flips"), [row[1:] for row in ALL], ids=[row[0] for row in ALL])
def test_mutation(read: Read, type_id: str, change: Change, flips: dict[str, str]) -> None:
    good = plan(type_id, "defensible")
    before, after = seen(read(good, type_id)), seen(read(change(good), type_id))
    assert {name: after[name] for name in after if after[name] != before[name]} == flips


def test_there_are_enough_mutations_and_each_criterion_is_lost_by_one(content) -> None:
    lost = {name for row in ALL for name in row[3]}
    assert len(ALL) >= 25
    # R27 is unknown with and without what can be seen; R08 holds by the files as well as by the README.
    assert set(content.criteria) - lost == {"R08", "R27"}
