"""Whatever lies in a folder, reading it says something of every criterion, and nothing more happens."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentor.coach.portfolio import checklist
from mentor.coach.verdict import verdict
from mentor.content import Content
from mentor.evidence import Limits, examine
from mentor.evidence.read.build_files import read_dockerfile, read_justfile, read_makefile
from mentor.evidence.read.figures import read_figures
from mentor.evidence.read.markdown import read_markdown
from mentor.evidence.read.notebook import read_notebook
from mentor.evidence.read.python import parse
from mentor.evidence.read.workflows import read_workflow
from mentor.evidence.secrets import find_secrets
from mentor.shape import build as build_value
from tests.conftest import TODAY
from tests.evidence.repo import TYPES, plan
from tests.evidence.test_hostile import NAMES

CONTENT = Content()
GOOD = {type_id: plan(type_id, "defensible") for type_id in TYPES}
PIECES = tuple(
    text for made in GOOD.values() for text in (*made.files.values(), *made.readme.values()) if isinstance(text, str)
)
SYNTAX = st.text(alphabet="#|-`~*=:.\n\t \\\"'[](){}<>&!%,@$0123456789abcDEFxyz_/é\x00\x1b", max_size=300)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good text with a piece cut out, doubled or overwritten; or anything at all."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=400))
    text = draw(st.sampled_from(PIECES)).encode()
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    middle = draw(st.binary(max_size=20) | SYNTAX.map(str.encode))
    return text[:start] + middle + text[draw(st.sampled_from((start, end))) :]


FILES = st.dictionaries(
    st.sampled_from((*NAMES, *GOOD["rag"].files, *GOOD["feature_pipeline"].files)), damaged(), max_size=8
)


@given(FILES, st.sampled_from(TYPES))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_folder(files: dict[str, bytes], type_id: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        for name, data in files.items():
            path = Path(place) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        found = examine(Path(place), type_id, CONTENT, today=TODAY)
    assert [check.id for check in found.checks] == [criterion.id for criterion in checklist(CONTENT, type_id)]
    assert found.of == len(files)
    for check in found.checks:
        assert check.state in ("pass", "fail", "unknown")
        assert check.score in (0, 0.5, 1)
        assert check.said
        assert bool(check.hint) or check.state == "pass"
        assert check.state == "pass" or not check.defensible
        for spot in check.evidence:
            assert spot.file in files
            assert 0 <= spot.line <= files[spot.file].count(b"\n") + files[spot.file].count(b"\r") + 1
        problems: list[str] = []
        record = check.finding("p1", TODAY)
        assert build_value(type(record), record.to_fields(), "", problems) == record
        assert problems == []
    verdict(CONTENT, type_id, found.findings("p1"), {}, TODAY)


@given(
    st.binary(max_size=300), st.sampled_from(("HEAD", "config", "packed-refs", "objects/info/alternates", "shallow"))
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_any_git_folder(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        for folder in ("objects/info", "refs/heads"):
            (Path(place) / ".git" / folder).mkdir(parents=True)
        (Path(place) / ".git/HEAD").write_text("0" * 40)
        (Path(place) / ".git" / name).write_bytes(data)
        found = examine(Path(place), "rag", CONTENT, today=TODAY, limits=Limits(seconds=10))
    assert found.last_commit is None


@given(SYNTAX | st.text(max_size=300))
@settings(max_examples=300)
def test_readers_take_any_text(text: str) -> None:
    read_markdown("a.md", text)
    read_markdown("a.rst", text)
    read_dockerfile(text)
    read_makefile(text)
    read_justfile(text)
    read_notebook("a.ipynb", text)
    read_workflow(".github/workflows/a.yml", text)
    parse("a.py", text)
    for name in ("a.json", "a.csv", "a.tsv", "a.jsonl", "a.yaml"):
        read_figures(name, text)
    find_secrets("a.py", text)
