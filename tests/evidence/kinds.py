"""What each project type has beyond the common pieces: for *shipped*, for *defensible*, and in the README."""

from __future__ import annotations

import json

from tests.evidence.parts import DRIFT_CODE, MAKEFILE, SAMPLE, SERVICE_CODE, lines_of, table_of

FEATURES_CODE = '''"""The features, one place for training and serving."""


def build_features(amount: float, days: int) -> dict[str, float]:
    """The features of an invoice."""
    return {"amount": amount, "per_day": amount / max(days, 1)}
'''
PIPELINE_CODE = '''"""Builds the features of a day and keeps them."""

import argparse
import sqlite3

from late.features import build_features

TABLE = """CREATE TABLE IF NOT EXISTS features (
  invoice_id INTEGER, event_time TEXT, per_day REAL, PRIMARY KEY (invoice_id, event_time))"""
UPSERT = """INSERT INTO features VALUES (?, ?, ?)
  ON CONFLICT (invoice_id, event_time) DO UPDATE SET per_day = excluded.per_day"""


def run_day(day: str, rows: list[dict]) -> int:
    """Build and keep the features of one day."""
    with sqlite3.connect("features.db") as connection:
        connection.execute(TABLE)
        for row in rows:
            found = build_features(row["amount"], row["days"])
            connection.execute(UPSERT, (row["id"], day, found["per_day"]))
    return len(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--date", required=True)
    run_day(parser.parse_args().date, [])
'''
PIPELINE_TRAIN = '''"""Trains on the kept features."""

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from late.features import build_features


def main() -> None:
    """Train both models."""
    rows = [build_features(amount, 30) for amount in (1.0, 2.0)]
    for model in (LogisticRegression(), HistGradientBoostingClassifier()):
        model.fit([list(row.values()) for row in rows], [0, 1])


if __name__ == "__main__":
    main()
'''
PIPELINE_TESTS = """import sqlite3

from late.pipeline import run_day


def test_second_run_is_idempotent(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [{"id": 1, "amount": 3.0, "days": 2}]
    assert run_day("2026-01-01", rows) == run_day("2026-01-01", rows)
    with sqlite3.connect("features.db") as connection:
        assert connection.execute("select count(*) from features").fetchone() == (1,)
"""
JOIN_CODE = '''"""Joins what was known at the moment."""

import pandas as pd


def known_at(invoices: pd.DataFrame, payments: pd.DataFrame) -> pd.DataFrame:
    """Each invoice with the last payment before it."""
    return pd.merge_asof(invoices, payments, on="event_time", by="customer_id")
'''
JOIN_TESTS = """import pandas as pd
from pytest import approx

from late.features import build_features
from late.joins import known_at
from late.service import features_of


def test_point_in_time_nothing_from_the_future():
    invoices = pd.DataFrame({"event_time": [1], "customer_id": [1]})
    payments = pd.DataFrame({"event_time": [2], "customer_id": [1], "paid": [5]})
    assert known_at(invoices, payments)["paid"].isna().all()


def test_offline_and_online_are_equal():
    assert features_of(10.0, 5)["per_day"] == approx(build_features(10.0, 5)["per_day"])
"""
FEATURE_SERVICE = SERVICE_CODE.replace(
    "from pydantic import BaseModel\n", "from pydantic import BaseModel\n\nfrom late.features import build_features\n"
).replace(
    '@app.get("/health")',
    'def features_of(amount: float, days: int) -> dict[str, float]:\n    """The features of a request."""\n'
    '    return build_features(amount, days)\n\n\n@app.get("/health")',
)

TUNE_CODE = '''"""Trains the adapter."""

import yaml
from peft import LoraConfig, get_peft_model
from sklearn.linear_model import LogisticRegression

from late.data import load


def main() -> None:
    """Train on the training file only."""
    with open("configs/adapter.yaml", encoding="utf-8") as file:
        settings = yaml.safe_load(file)
    baseline = LogisticRegression(random_state=settings["seed"])
    get_peft_model(baseline, LoraConfig(**settings["lora"]))
    load("data/train.jsonl")


if __name__ == "__main__":
    main()
'''
DEDUP_CODE = '''"""Counts duplicates within the training data and against the test data."""

import hashlib


def count_duplicates(train: list[str], test: list[str]) -> dict[str, int]:
    """Exact duplicates, by hash."""
    seen = {hashlib.sha256(text.encode()).hexdigest() for text in train}
    return {"within": len(train) - len(seen), "test": sum(hashlib.sha256(t.encode()).hexdigest() in seen for t in test)}
'''
EXPORT_CODE = '''"""Merges the adapter for serving."""

from peft import PeftModel


def export(model: PeftModel, path: str) -> None:
    """Write the merged model."""
    model.merge_and_unload().save_pretrained(path)
'''
TUNE_METRICS = {"base_zero_shot": {"f1": 0.44}, "tuned": {"f1": 0.71}, "baseline": {"f1": 0.52}}

INGEST_CODE = '''"""Builds the index."""

from rank_bm25 import BM25Okapi


def chunk(text: str, size: int) -> list[str]:
    """A text in pieces."""
    return [text[n : n + size] for n in range(0, len(text), size)]


if __name__ == "__main__":
    BM25Okapi([piece.split() for piece in chunk("text", 200)])
'''
RANKING_CODE = '''"""Ranking metrics."""


def mrr(ranked: list[list[int]], relevant: list[int]) -> float:
    """The mean reciprocal rank."""
    return sum(1 / (row.index(one) + 1) for row, one in zip(ranked, relevant, strict=True)) / len(ranked)
'''
SUPPORT_CODE = '''"""Scores whether an answer is backed by the passages."""


def support_score(answer: str, passages: list[str]) -> float:
    """Share of the answer's words that stand in the passages."""
    words = answer.split()
    return sum(any(word in passage for passage in passages) for word in words) / max(len(words), 1)
'''
RAG_TESTS = """from late.answers import answer


def test_no_answer_is_refused():
    assert answer("Who won the cup?") == "not found"
"""
ANSWERS_CODE = '''"""Answers from the passages."""


def answer(question: str) -> str:
    """The answer, or that there is none."""
    return "not found" if "cup" in question else "within 30 days"
'''
VARIANTS = table_of(
    ("variant", "chunk_size", "search", "mrr", "recall_at_5"),
    [("a", 200, "keyword", 0.41, 0.52), ("b", 200, "both", 0.61, 0.70), ("c", 800, "keyword", 0.45, 0.55)],
)
DAYS = [f"2026-02-{day:02}" for day in range(1, 16)]
NOTE = "# For the clerk\n\n" + (
    "The list names the invoices that are likely to be paid late. Of twenty names about twelve turn out late. It is "
    "wrong more often for new customers, whom it calls late too often; for them look at the order before you phone. "
    "When the list is empty or older than a day, work from the ageing report and tell the office. It says not whether "
    "a customer can pay, only about when the money is likely to come in, and it never decides anything by itself.\n"
)

README: dict[str, dict[str, str]] = {
    "serving_api": {},
    "feature_pipeline": {},
    "fine_tuning": {},
    "rag": {},
    "domain_problem": {
        "stake": ("## What is at stake\n\nOf 48,000 invoices a fifth came late, and 3 in 100 were never paid.\n"),
        "errors_cost": (
            "\n| error | cost | source |\n| --- | --- | --- |\n| a miss | 21 euros | interest |\n"
            "| a false alarm | 4 euros | ten minutes |\n"
        ),
    },
}
MORE_README: dict[str, dict[str, str]] = {
    "serving_api": {},
    "feature_pipeline": {},
    "fine_tuning": {
        "licences": (
            "The base model has the licence Apache-2.0 at revision 3f2a. The data is under licence CC BY 4.0, which "
            "allows this use. 31 duplicates were removed.\n"
        ),
        "runs": (
            "\n| run | device | memory | training hours | price paid |\n| --- | --- | --- | --- | --- |\n"
            "| 1 | A10 | 17 GB | 2.5 h | $2.90 |\n"
        ),
    },
    "rag": {
        "no_help": "## What did not help\n\n- A reranker: MRR 0.60 beside 0.61.\n- Chunks of 1,600: 0.58.\n",
    },
    "domain_problem": {},
}
SHIPPED: dict[str, dict[str, str]] = {
    "serving_api": {
        "results/load.csv": table_of(("users", "p95_ms"), [(10, 31)]),
        "results/history.md": "First: 0.58.\n",
    },
    "feature_pipeline": {
        "src/late/features.py": FEATURES_CODE,
        "src/late/pipeline.py": PIPELINE_CODE,
        "src/late/train.py": PIPELINE_TRAIN,
        "src/late/service.py": FEATURE_SERVICE,
        "tests/test_pipeline.py": PIPELINE_TESTS,
        "src/late/validate.py": (
            '"""Stops bad rows."""\n\n\ndef validate_rows(rows: list[dict]) -> None:\n    """Raise on a bad row."""\n'
            '    if any(row["amount"] < 0 for row in rows):\n        raise ValueError("amount")\n'
        ),
    },
    "fine_tuning": {
        "src/late/train.py": TUNE_CODE,
        "configs/adapter.yaml": "seed: 7\nlora:\n  r: 16\n  lora_alpha: 32\n  target_modules: [q_proj]\nbase: x\n",
        "data/train.jsonl": lines_of({"text": f"invoice {n}", "label": n % 2} for n in range(40)),
        "data/test.jsonl": lines_of({"text": f"held {n}", "label": n % 2} for n in range(20)),
        "results/task.json": json.dumps(TUNE_METRICS),
    },
    "rag": {
        "src/late/ingest.py": INGEST_CODE,
        "src/late/ranking.py": RANKING_CODE,
        "eval/golden_queries.jsonl": lines_of({"query": f"when is {n} due", "relevant_ids": [n]} for n in range(60)),
        "results/variants.csv": VARIANTS,
    },
    "domain_problem": {"src/late/drift.py": DRIFT_CODE, "data/reference.csv": SAMPLE},
}
DEFENSIBLE: dict[str, dict[str, str]] = {
    "serving_api": {},
    "feature_pipeline": {
        "src/late/joins.py": JOIN_CODE,
        "tests/test_joins.py": JOIN_TESTS,
        "config.yaml": "seed: 7\nmax_age_hours: 26\nmax_null_share: 0.02\n",
        "Makefile": MAKEFILE + "\nrollback:\n\tfly releases rollback\n\nbackfill:\n\tuv run python -m late.pipeline\n",
    },
    "fine_tuning": {
        "src/late/dedup.py": DEDUP_CODE,
        "src/late/export.py": EXPORT_CODE,
        "results/general.json": json.dumps({"general": {"base": 0.62, "tuned": 0.60}}),
        "results/serving.json": json.dumps({"p95_ms": 310, "tokens_per_s": 41}),
    },
    "rag": {
        "eval/golden_queries.jsonl": lines_of({"query": f"when is {n} due", "relevant_ids": [n]} for n in range(160)),
        "src/late/support.py": SUPPORT_CODE,
        "src/late/answers.py": ANSWERS_CODE,
        "tests/test_answers.py": RAG_TESTS,
        "eval/judge_labels.csv": table_of(("answer", "human_label"), [(f"a{n}", n % 2) for n in range(60)]),
        "results/judge.json": json.dumps({"support": 0.87, "kappa": 0.71}),
        "results/queries.json": json.dumps({"cost_per_1000": 0.9, "p95_ms": 640}),
    },
    "domain_problem": {
        "monitoring/drift.csv": table_of(("day", "psi"), [(day, 0.05) for day in DAYS]),
        "models/registry.json": json.dumps(
            {"versions": [{"trained": "2026-01-05"}, {"trained": "2026-02-09"}], "winner": "2026-02-09"}
        ),
        "docs/note.md": NOTE,
    },
}
