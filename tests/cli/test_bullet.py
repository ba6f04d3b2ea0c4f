"""`mentor bullet` and `mentor resume`."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from mentor.content import Content
from mentor.journey.change import Change
from mentor.journey.proof import Run
from mentor.session import Session
from mentor.store.store import Store
from tests.conftest import TODAY

STRONG = (
    "Trained a LightGBM model on 58,000 hotel bookings records to flag cancellations, raising PR-AUC from 0.41 "
    "(logistic baseline) to 0.57 on a held-out month; served with FastAPI, retrained weekly, drift alerts."
)
WEAK = "Passionate AI enthusiast with several projects, responsible for Python."
CAREER = "Led 12 nurses on a surgical ward and cut waiting time by 18%."


def piped(cli: Any, monkeypatch: pytest.MonkeyPatch, data: bytes, *words: str) -> Any:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    return cli("bullet", "-", *words)


@pytest.fixture
def session(begun: Any, clock: Any) -> Session:
    """The journey of the command line, opened beside it."""
    return Session(Content(), Store(begun.folder), clock)


# ---------------------------------------------------------------------- one bullet


def test_json_has_the_keys_scripts_rely_on(cli: Any) -> None:
    done = cli("bullet", STRONG, "--json")
    told = done.json
    assert (done.status, done.err) == (0, "")
    assert set(told) >= {"verdict", "score", "features", "flags", "questions", "text", "part", "core", "missing"}
    assert (told["verdict"], told["score"], told["core"]) == ("STRONG", 10.0, 5)
    assert told["features"]["data_size"] == [{"text": "58,000 hotel bookings records", "start": 28, "end": 57}]
    assert told["flags"] == []
    assert told["missing"] == ["artefact"]
    assert len(told["questions"]) == 1
    for spans in told["features"].values():
        assert all(told["text"][one["start"] : one["end"]] == one["text"] for one in spans)


def test_json_of_flags(cli: Any) -> None:
    told = cli("bullet", WEAK, "--json").json
    assert told["verdict"] == "WEAK"
    assert [flag["id"] for flag in told["flags"]] == ["buzz", "vague_start", "vague_amount"]
    assert told["flags"][0]["found"][0] == {"text": "Passionate", "start": 0, "end": 10}
    assert all(flag["minus"] > 0 and flag["advice"] for flag in told["flags"])


def test_text_names_verdict_features_flags_and_questions(cli: Any) -> None:
    done = cli("bullet", WEAK)
    assert done.status == 0
    for part in ("WEAK, 0.0 of 10, 0 of 5 at the core", "! empty word", "Passionate; enthusiast.", "? Which model"):
        assert part in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    assert "+ data size" in cli("bullet", STRONG).out


def test_words_need_no_quotes(cli: Any) -> None:
    assert cli("bullet", *STRONG.split(), "--json").json["score"] == 10.0


def test_career_has_its_own_rubric(begun: Any, cli: Any) -> None:
    assert cli("bullet", CAREER, "--json").json["verdict"] == "WEAK"
    told = cli("bullet", CAREER, "--part", "career", "--json").json
    assert (told["part"], told["verdict"], told["missing"]) == ("career", "OK", ["bridge"])  # the profile says fintech
    assert "nurses" not in cli("bullet", CAREER, "--part", "career").out.split("?")[0].partition("bridge")[2]


def test_checking_needs_no_profile_and_stores_nothing(cli: Any) -> None:
    assert cli("bullet", CAREER, "--part", "career", "--json").json["verdict"] == "STRONG"
    assert not cli.folder.exists() or cli.stored() == {}


@pytest.mark.parametrize("words", [("bullet",), ("bullet", ""), ("bullet", "  "), ("bullet", "x", "--part", "hobby")])
def test_no_text_is_wrong_use(cli: Any, words: tuple[str, ...]) -> None:
    done = cli(*words)
    assert (done.status, done.out) == (2, "")
    assert done.err


def test_poison_does_no_harm(cli: Any) -> None:
    done = cli("bullet", "\x1b[2J[red] Trained \x07[/] a model \u202e on data of mine")
    assert done.status == 0
    assert "\x1b" not in done.out + done.err


def test_ten_thousand_characters(cli: Any) -> None:
    assert cli("bullet", "from 1 (" * 1250, "--json").json["verdict"] == "WEAK"


def test_figures_are_looked_up_in_a_project(begun: Any, session: Session) -> None:
    session.add_project("rag", "Hotels")
    assert begun("bullet", STRONG, "--project", "p1", "--json").json["verdict"] == "STRONG"
    runs = [Run("p1/1", "p1", TODAY, "rag", "none", numbers=(0.41, 0.55))]
    session.store.commit(Change("read", runs), session.clock.now(), TODAY)
    told = begun("bullet", STRONG, "--project", "p1", "--json").json
    assert told["flags"][0]["id"] == "not_in_metrics"
    assert [one["text"] for one in told["flags"][0]["found"]] == ["0.57"]
    done = begun("bullet", STRONG, "--project", "p7")
    assert done.status == 2
    assert "p1" in done.err


# ---------------------------------------------------------------------- a pipe


def test_one_line_gives_one_object(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    done = piped(cli, monkeypatch, f"\n  - {STRONG}\r\n\n".encode(), "--json")
    assert (done.json["verdict"], done.json["text"]) == ("STRONG", STRONG)


def test_several_lines_give_a_list(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    data = f"\ufeff* {STRONG}\n2. {WEAK}\n\u2022 {CAREER}\n".encode()
    told = piped(cli, monkeypatch, data, "--json").json
    assert list(told) == ["bullets"]
    assert [(one["text"], one["verdict"]) for one in told["bullets"]] == [
        *((STRONG, "STRONG"), (WEAK, "WEAK"), (CAREER, "WEAK")),
    ]
    text = piped(cli, monkeypatch, data).out
    assert text.count("of 10") == 3
    assert "Led 12 nurses" in text


@pytest.mark.parametrize("data", [b"", b"\n \n", b"- \n" * 3, b"x\n" * 201, b"x" * 1_000_001])
def test_nothing_or_too_much_in_the_pipe_is_told(cli: Any, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    done = piped(cli, monkeypatch, data)
    assert (done.status, done.out) == (2, "")
    assert len(done.err) < 300


def test_bytes_that_are_no_text_are_checked_all_the_same(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert piped(cli, monkeypatch, b"Trained \xff\xfe on 5,000 rows", "--json").status == 0


# ---------------------------------------------------------------------- the resume


@pytest.fixture
def kept(session: Session) -> Session:
    session.add_project("rag", "Hotels [x]", url="https://example.org/hotels")
    session.keep_bullet(CAREER, "career")
    session.keep_bullet(WEAK)
    session.keep_bullet(STRONG, "project", "p1")
    return session


def test_resume_prints_markdown_and_checks_beside_it(begun: Any, kept: Session) -> None:
    done = begun("resume")
    assert done.status == 0
    assert done.out == (
        f"## Projects\n\n- {WEAK}\n\n### [Hotels \\[x\\]](https://example.org/hotels)\n\n- {STRONG}\n\n"
        f"## Experience\n\n- {CAREER}\n"
    )
    lines = done.err.splitlines()
    assert "ok  the earlier career is there, below the projects" in lines
    assert any(line.startswith("no  no bullet comes back WEAK. WEAK: b2") for line in lines)
    assert lines[-1].startswith("Order of the whole page: Projects, then your engineering jobs in full")


def test_resume_as_json(begun: Any, kept: Session) -> None:
    told = begun("resume", "--json").json
    assert set(told) == {"sections", "checks", "markdown"}
    assert [(one["part"], one["project"]) for one in told["sections"]] == [
        *(("project", None), ("project", "p1"), ("career", None)),
    ]
    assert told["sections"][1]["bullets"][0]["id"] == "b3"
    assert told["sections"][1]["bullets"][0]["verdict"] == "STRONG"
    assert {one["id"]: one["held"] for one in told["checks"]}["linked"] is False
    assert json.dumps(told)


def test_resume_into_a_file(begun: Any, kept: Session, tmp_path: Any) -> None:
    file = tmp_path / "cv.md"
    done = begun("resume", "-o", str(file))
    assert (done.status, done.out) == (0, "")
    assert file.read_text(encoding="utf-8") == begun("resume").out
    assert "Written to" in done.err
    assert begun("resume", "-o", str(tmp_path)).status == 2


def test_without_bullets_the_next_step_is_named(begun: Any) -> None:
    done = begun("resume")
    assert (done.status, done.out) == (1, "")
    assert "n to write the first one" in done.err
