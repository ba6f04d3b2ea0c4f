"""What keeps the parts apart: who imports whom, what a start costs, how long a file may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mentor

PACKAGE = Path(mentor.__file__).parent
ROOT = PACKAGE.parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
TEXTS = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".toml", ".tcss", ".md", ".typed"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
HEAVY = ("textual", "rich", "tinydb", "platformdirs")
PURE = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCES
    if path.parent.name in ("coach", "journey", "content")
)
MACHINE = re.compile(r"/(?:home|Users|root|work|tmp/[a-z]|opt|mnt)/\w|/root\b|[A-Za-z]:\\\\?Users")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def loaded_by(statement: str) -> set[str]:
    """The modules a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_imports_keep_the_contract(tmp_path: Path):
    """Layers run down only, the reasoning touches neither disk nor terminal, only the store knows TinyDB."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--cache-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr


@pytest.mark.parametrize("module", PURE)
def test_the_reasoning_loads_no_terminal_and_no_database(module: str):
    loaded = {name.partition(".")[0] for name in loaded_by(f"import {module}")}
    assert loaded.isdisjoint(HEAVY)
    assert "mentor" in loaded


def test_the_reasoning_is_there_to_be_looked_at():
    assert {"mentor.coach.week", "mentor.journey.records", "mentor.content.load", "mentor.journey"} <= set(PURE)


def test_the_session_loads_no_terminal():
    loaded = {name.partition(".")[0] for name in loaded_by("import mentor.session")}
    assert loaded.isdisjoint(("textual", "rich", "asyncio"))


def test_importing_touches_no_disk(nobodys_home: Path):
    loaded_by("import mentor.session, mentor.paths")
    assert list(nobodys_home.iterdir()) == []


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_files_and_functions_stay_short(path: Path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION}
    assert long == {}


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_no_file_knows_the_machine_it_was_written_on(path: Path):
    assert MACHINE.findall(path.read_text(encoding="utf-8")) == []


def test_the_machine_pattern_finds_what_it_should():
    for text in ("/home/ann/x", "/Users/ann", "/root/.cache", "/work/x", r"C:\Users\ann", "/mnt/d/x"):
        assert MACHINE.search(f"see {text} there"), text
    for text in ("/healthz", "~/fraud", "./x", "https://example.org/x", "data/raw", "a/b"):
        assert not MACHINE.search(text), text


@pytest.mark.parametrize("path", [p for p in SOURCES if p.parent.name in ("coach", "journey", "content")], ids=relative)
def test_the_reasoning_reads_no_clock_and_draws_no_luck(path: Path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {f"{n.module}.{alias.name}" for n in nodes if isinstance(n, ast.ImportFrom) for alias in n.names}
    assert imported.isdisjoint({"time", "os", "random", "secrets", "uuid"})
    assert {name for name in imported if name.startswith("random.")} <= {"random.Random"}
    called = {f"{n.value.id}.{n.attr}" for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)}
    assert called.isdisjoint({"date.today", "datetime.now", "datetime.utcnow", "datetime.today"})
    bare = [n for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "Random"]
    assert all(call.args for call in bare), "Random() without a seed"
