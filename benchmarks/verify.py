"""How long `mentor verify` takes to read a made-up repository of 2,000 files. See benchmarks/README.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from mentor.content import Content
from mentor.evidence import examine

BUDGET = 3.0
"""Seconds."""
CODE = '''"""Part {n} of the made-up project."""

from dataclasses import dataclass

import pandas as pd
from late.part_{before} import Row as Before

LIMIT_{n} = {n}


@dataclass
class Row:
    """A row."""

    amount: float
    days: int = {n}


def total_{n}(rows: list[Row], least: float = 0.0) -> float:
    """The sum of the amounts from a least one on."""
    found = [row.amount for row in rows if row.amount >= least and row.days < LIMIT_{n}]
    if not found:
        raise ValueError(f"nothing from {{least}} on")
    return sum(found)


def table_{n}(rows: list[Before]) -> pd.DataFrame:
    """Rows as a table, sorted, with the share of each."""
    frame = pd.DataFrame([{{"amount": row.amount, "days": row.days}} for row in rows])
    frame["share"] = frame["amount"] / frame["amount"].sum()
    for name in ("amount", "days"):
        frame[name] = frame[name].fillna(0).clip(lower=0)
    return frame.sort_values("amount", ascending=False).head(100)
'''
TEST = """from late.part_{n} import Row, total_{n}


def test_total_{n}():
    assert total_{n}([Row(3.0), Row(4.0)]) == 7.0


def test_least_{n}():
    assert total_{n}([Row(3.0), Row(4.0)], least=4.0) == 4.0
"""


def files(count: int) -> dict[str, str]:
    """Half modules of 35 lines, a quarter tests, the rest texts, settings and data."""
    made: dict[str, str] = {"README.md": "# Late\n\n## Data\n\nRows.\n", "pyproject.toml": '[project]\nname = "late"\n'}
    for n in range(count // 2):
        made[f"src/late/part_{n}.py"] = CODE.format(n=n, before=max(n - 1, 0))
    for n in range(count // 4):
        made[f"tests/test_{n}.py"] = TEST.format(n=n)
    for n in range(count // 12):
        made[f"docs/{n}.md"] = f"# Page {n}\n\n" + "A line of text about the invoices and the days.\n" * 40
        made[f"configs/{n}.yaml"] = "".join(f"key_{k}: {{a: {k}, b: [1, 2, 3]}}\n" for k in range(30))
    rest = count - len(made)
    made |= {f"data/{n}.csv": "amount,days\n" + "3.5,7\n" * 300 for n in range(rest)}
    return made


def make(folder: Path, count: int, commits: int) -> None:
    """A repository of so many files and commits."""
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    stream = bytearray()
    paths = list(files(count).items())
    for n in range(commits):
        head = f"commit refs/heads/main\ncommitter A <a@example.org> {1767600000 + n * 9000} +0000\n"
        stream += f"{head}data 1\nx\n".encode()
        for path, text in paths[n * len(paths) // commits : (n + 1) * len(paths) // commits]:
            stream += f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n".encode()
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "fast-import", "--quiet"], input=bytes(stream), check=True)
    subprocess.run([*git, "symbolic-ref", "HEAD", "refs/heads/main"], check=True)
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)


def main() -> int:
    """Measure, print, say whether it is within the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--commits", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    content = Content()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "project"
        make(folder, given.files, given.commits)
        times = []
        for _ in range(given.runs):
            start = time.perf_counter()
            found = examine(folder, "serving_api", content, today=date(2026, 11, 21))
            times.append(time.perf_counter() - start)
    taken = median(times)
    verdict = "ok" if taken < BUDGET else "OVER"
    print(f"verify, {found.looked} files, {given.commits} commits: {taken:.2f} s   budget {BUDGET:g} s   {verdict}")
    return int(taken >= BUDGET)


if __name__ == "__main__":
    sys.exit(main())
