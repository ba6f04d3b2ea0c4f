"""Measures the budgets: the program against a bare yardstick, turn by turn. See benchmarks/README.md."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
# Installed programs have their bytecode beside them; without it every start would compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from journeys import make
from terminal import Terminal

from mentor.coach.forecast import forecast
from mentor.coach.plan import make_plan
from mentor.content import Content
from mentor.journey import Change
from mentor.store.store import Store

PYTHON = sys.executable
FRAME = " planned"
"""What stands in Today's first frame: how much the week plans."""
PLACES = {
    "Today": "",
    "Audit": "a",
    "Board": "b",
    "Portfolio": "p",
    "Practice": "c",
    "Search": "s",
    "Library": "l",
    "Journal": "h",
}
"""Each place with the key that goes there from Today."""
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Hello there")
Bare().run()
"""
BARE_LIST = """
from textual.app import App
from textual.widgets import OptionList
class Bare(App):
    def compose(self):
        yield OptionList(*[f"Row number {n} of a plain list" for n in range(200)])
Bare().run()
"""


def cpu_seconds(argv: Sequence[str], env: dict[str, str]) -> float:
    """CPU of a whole process, its output thrown away."""
    process = subprocess.Popen(argv, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return usage.ru_utime + usage.ru_stime


def paired(runs: int, ours: Callable[[], float], bare: Callable[[], float]) -> tuple[float, float, float]:
    """Median of ours, of the yardstick, and of the ratios run by run; the first pair warms up and is not counted."""
    pairs = [(ours(), bare()) for _ in range(runs + 1)][1:]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs if b)


def report(
    row: str, ours: float, bare: float, ratio: float, budget: float, unit: str = "ms", scale: float = 1000
) -> None:
    """One line of the result."""
    verdict = "ok" if ratio <= budget else "OVER"
    measured = f"{ours * scale:9.1f} {unit}  against {bare * scale:8.1f} {unit}"
    print(f"{row:<28} {measured}   {ratio:5.2f} x   budget {budget:g} x   {verdict}")


def mentor(folder: Path, today: str) -> list[str]:
    """The command over a journey."""
    return [str(Path(PYTHON).parent / "mentor"), "--data-dir", str(folder), "--today", today]


def row_week(runs: int, year: Path, today: str) -> None:
    command = [*mentor(year, today), "week"]
    report(
        "mentor week, CPU",
        *paired(runs * 3, lambda: cpu_seconds(command, {}), lambda: cpu_seconds([PYTHON, "-c", "pass"], {})),
        6,
    )


def row_version(runs: int) -> None:
    command = [str(Path(PYTHON).parent / "mentor"), "--version"]
    report(
        "mentor --version, CPU",
        *paired(runs * 3, lambda: cpu_seconds(command, {}), lambda: cpu_seconds([PYTHON, "-c", "pass"], {})),
        4,
    )


def _paint(argv: Sequence[str], text: str) -> float:
    terminal = Terminal(argv, {})
    try:
        return terminal.until(text)
    finally:
        terminal.close()


def row_paint(runs: int, decade: Path, today: str) -> None:
    report(
        "first paint of Today",
        *paired(runs, lambda: _paint(mentor(decade, today), FRAME), lambda: _paint([PYTHON, "-c", BARE], "Hello")),
        1.3,
    )


def _keys(argv: Sequence[str], text: str, go: str, presses: int) -> tuple[list[float], int]:
    terminal = Terminal(argv, {})
    try:
        terminal.until(text)
        terminal.settle()
        if go:
            terminal.press(go)
            terminal.settle()
        seen = [terminal.press("\x1b[B" if n % 8 < 4 else "\x1b[A") for n in range(presses)]
        return sorted(took for took, _ in seen), int(median(size for _, size in seen))
    finally:
        terminal.close()


def row_keys(decade: Path, today: str) -> None:
    presses = 100
    bare, bare_bytes = _keys([PYTHON, "-c", BARE_LIST], "Row number", "", presses)
    for place, key in PLACES.items():
        with tempfile.TemporaryDirectory() as folder:  # the place is remembered; each run begins on Today
            copy = Path(shutil.copytree(decade, Path(folder, "journey")))
            ours, size = _keys(mentor(copy, today), FRAME, key, presses)
        last = int(presses * 0.99) - 1
        report(f"key to frame, p99, {place}", ours[last], bare[last], ours[last] / bare[last], 1.5)
        print(f"{'':<28} {size} bytes a key (bare list {bare_bytes}; budget 12000)")


def row_idle(decade: Path, today: str, seconds: float) -> None:
    terminal = Terminal(mentor(decade, today), {})
    try:
        terminal.until(FRAME)
        terminal.settle(1.0)
        before = len(terminal.written)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            terminal.read(end - time.perf_counter())
        print(f"{'idle for ' + format(seconds, 'g') + ' s':<28} {len(terminal.written) - before} bytes   budget 0")
    finally:
        terminal.close()


def _memory(argv: Sequence[str], text: str) -> float:
    terminal = Terminal(argv, {})
    try:
        terminal.until(text)
        terminal.settle()
        return terminal.peak_kb() / 1024
    finally:
        terminal.close()


def row_memory(runs: int, decade: Path, today: str) -> None:
    report(
        "peak memory",
        *paired(runs, lambda: _memory(mentor(decade, today), FRAME), lambda: _memory([PYTHON, "-c", BARE], "Hello")),
        1.5,
        "MB",
        1,
    )


def row_commit(decade: Path, small: Path) -> None:
    """Ticks of actions, turn by turn in both journeys, each followed by the reading that a screen does."""
    commits = 500
    stores = (Store(decade), Store(small))
    actions = [list(store.read().actions.values()) for store in stores]
    took: tuple[list[float], list[float]] = ([], [])
    for n in range(commits):
        for store, own, times in zip(stores, actions, took, strict=True):
            action = own[n % len(own)]
            change = Change("tick", [replace(action, done=None if action.done or n % 2 else action.day)])
            start = time.perf_counter()
            store.commit(change, datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=n))
            store.read()
            times.append(time.perf_counter() - start)
    ours, bare = (sorted(times) for times in took)
    for name, at, budget in (("p50", commits // 2, 3), ("p99", int(commits * 0.99) - 1, 3)):
        report(f"commit, {name}, 20,000 records", ours[at], bare[at], ours[at] / bare[at], budget)


def row_forecast(runs: int, year: Path, today: str) -> None:
    """The whole forecast of a year-old journey with a deadline: measuring, draws, days by phase, levers."""
    store = Store(year)
    read = store.read()
    assert read.profile is not None
    journey = replace(read, profile=replace(read.profile, deadline_months=9))
    content, day = Content(), date.fromisoformat(today)
    plan = make_plan(content, journey, day)  # the content is read by now
    times = []
    for _ in range(runs):
        start = time.process_time()
        forecast(content, journey, plan.audit, plan.steps, plan.headline.months[0], day)
        times.append((time.process_time() - start) * 1000)
    took = median(times)
    print(f"{'forecast, CPU':<28} {took:9.1f} ms   budget 150 ms   {'ok' if took <= 150 else 'OVER'}")


def main() -> None:
    rows = ("week", "version", "forecast", "paint", "keys", "idle", "memory", "commit")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", default=rows, metavar="ROW", help=", ".join(rows))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--idle-seconds", type=float, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        year, decade, small = Path(base, "year"), Path(base, "decade"), Path(base, "small")
        this_year = make(year, 52).today.isoformat()
        this_decade = make(decade, 520, 20_000).today.isoformat()
        make(small, 1, 100)
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {options.runs} runs a row, medians")
        for row in options.rows:
            {
                "week": lambda: row_week(options.runs, year, this_year),
                "version": lambda: row_version(options.runs),
                "forecast": lambda: row_forecast(options.runs, year, this_year),
                "paint": lambda: row_paint(options.runs, decade, this_decade),
                "keys": lambda: row_keys(decade, this_decade),
                "idle": lambda: row_idle(decade, this_decade, options.idle_seconds),
                "memory": lambda: row_memory(options.runs, decade, this_decade),
                "commit": lambda: row_commit(decade, small),
            }[row]()


if __name__ == "__main__":
    main()
