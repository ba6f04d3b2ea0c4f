"""What the made-up journey of `mentor --demo` holds. No person, company or repository in it exists."""

from __future__ import annotations

from typing import Any

from mentor.journey.records import History

REPOSITORY = "https://git.example.org/demo/card-fraud"

PROFILE: dict[str, Any] = {
    "start": "swe_backend",
    "hours_per_week": 10.0,
    "target": "platform",
    "industry": "fintech",
    "region": "secondary_metro",
    "degree": "bachelor",
    "deadline_months": 15,
    "domain": "tabular",
    "history": History(months_studying=1, courses_finished=1, applications_cold=4),
}

AUDIT: dict[str, str] = {
    "python": "43342",
    "hygiene": "43333",
    "sql": "33332",
    "classical_ml": "21110",
    "pytorch": "10000",
    "deep_learning": "01100",
    "evaluation": "121000",
    "math": "1121",
    "deployment": "13331",
    "cloud": "32122",
    "mlops": "10310",
    "monitoring": "31310",
    "pipelines": "21210",
    "llm_adaptation": "20000",
    "rag": "10000",
    "inference_opt": "0000",
    "domain_depth": "22032",
    "system_design": "13012",
    "communication": "33323",
    "portfolio_search": "012010",
}
"""Area to the level of each of its items, in the order of the audit."""

QUICK: dict[str, int] = {area: round(sum(map(int, levels)) / len(levels)) for area, levels in AUDIT.items()}
"""The first, quick audit: one level an area."""

EVIDENCE: dict[str, str] = {
    "A01.1": "https://git.example.org/demo/ledger-service",
    "A01.3": "Wrote the async settlement worker, in production since March",
    "A02.2": "https://git.example.org/demo/ledger-service/tests",
    "A02.3": "uv.lock in every service since last year; clean clone in CI",
    "A03.1": "Reconciliation query over five tables with row counts, kept in the team wiki",
    "A09.2": "https://git.example.org/demo/ledger-service/Dockerfile",
    "A12.3": "Error-rate and latency alerts for three services, on call since 2023",
}
"""Item to what shows it."""

PROBES: dict[str, tuple[str, int]] = {
    "python": ("r", 3),
    "hygiene": ("r", 3),
    "sql": ("r", 3),
    "classical_ml": ("w", 2),
    "pytorch": ("-", 0),
    "deep_learning": ("w", 1),
    "evaluation": ("w", 3),
    "math": ("r", 1),
    "deployment": ("r", 3),
    "cloud": ("r", 2),
    "mlops": ("w", 3),
    "monitoring": ("r", 3),
    "pipelines": ("w", 3),
    "llm_adaptation": ("-", 0),
    "rag": ("r", 1),
    "inference_opt": ("-", 0),
    "domain_depth": ("r", 3),
    "system_design": ("r", 2),
    "communication": ("r", 3),
    "portfolio_search": ("r", 2),
}
"""Area to how its probe went (right, wrong, not known) and how sure the answer was."""

NEEDS: dict[str, str] = {
    "G1.1": "PROBLEM.md: 412,000 card payments over eleven weeks, source and terms",
    "G1.4": "https://git.example.org/demo/card-fraud/log: 21 commits on 9 days",
}
"""Deliverables of gates, and where they are."""

MARKS: dict[str, tuple[str, bool]] = {
    "R01": ("PROBLEM.md: who blocks a payment, and on what score", True),
    "R02": ("PROBLEM.md, part 2: source, period, terms", True),
    "R04": ("make data fetches it and checks the digest", True),
    "R07": ("metrics/baseline.json: two rows", False),
    "R16": ("uv.lock", True),
    "R20": ("tests/, 14 tests", False),
    "R21": ("https://git.example.org/demo/card-fraud/ci", True),
}
"""Criterion to what shows it, and whether it holds up to what *defensible* asks."""

COURSE = "Deep learning from the ground up"

LOG: tuple[tuple[int, int, str, str], ...] = (
    (2, 75, "learn", "lectures 1 and 2"),
    (3, 45, "practise", "window functions, ten exercises"),
    (5, 60, "learn", "lecture 3, autograd by hand"),
    (8, 90, "build", "why the loader dropped rows"),
    (9, 45, "learn", "lecture 4"),
    (12, 30, "people", "coffee with the fraud team"),
    (16, 60, "build", "baseline on the new split"),
)
"""Days since the first, minutes, kind, note."""

LEARNED: dict[str, int] = {"A04.1": 2, "A05.1": 1, "A07.2": 3}
"""What two weeks moved."""
