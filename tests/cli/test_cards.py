"""`mentor review` without a terminal, `mentor cards`."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentor.app import MentorApp
from tests.cli.conftest import Cli


def test_without_a_terminal_the_review_says_what_is_due(begun: Cli):
    result = begun("review")
    assert (result.status, result.out) == (0, "5 new cards\n")
    data = begun("review", "--json").json
    assert (data["due"], data["new"], data["today"], len(data["coming"])) == (0, 5, 5, 30)
    assert data["groups"]["maths"]["share"] is None
    assert data["interview"] is None


def test_with_a_terminal_it_opens_the_review(begun: Cli, monkeypatch: pytest.MonkeyPatch):
    opened = []
    monkeypatch.setattr(MentorApp, "run", lambda app: opened.append(app._opens))
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    assert begun("review").status == 0
    assert opened == ["review"]


@pytest.mark.parametrize("words", [("review",), ("cards",), ("cards", "add", "a", "b"), ("cards", "export")])
def test_before_the_first_questions_there_is_nothing(cli: Cli, words: tuple[str, ...]):
    result = cli(*words)
    assert result.status != 0
    assert "no profile yet" in result.err


def test_the_list(begun: Cli):
    everything = begun("cards", "--json").json["cards"]
    assert len(everything) >= 180
    assert everything == begun("cards", "list", "--json").json["cards"]
    maths = begun("cards", "list", "--group", "maths")
    assert "Maths and statistics (maths)" in maths.out
    assert "MA01 new" in maths.out
    assert "SQ" not in maths.out
    assert "did you mean 'maths'" in begun("cards", "--group", "math").err
    assert "No card of your own yet" in begun("cards", "--own").out


def test_a_card_is_written_changed_removed_and_taken_back(begun: Cli):
    assert begun("cards", "add", "Why?", "So.", "--group", "maths").out == "Written: o1 Why?\n"
    assert begun("cards", "edit", "o1", "answer=No = yes.", "group=").out == "Changed: o1 Why?\n"
    (card,) = begun("cards", "--own", "--json").json["cards"]
    assert (card["id"], card["answer"], card["group"], card["own"]) == ("o1", "No = yes.", "own", True)
    assert begun("cards", "remove", "o1").status == 0
    assert begun("undo").status == 0
    assert begun("review").out == "5 new cards\n"
    assert begun("cards", "remove", "o1").status == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "Why?", ""), "needs a question and an answer"),
        (("add", "Why?", "So.", "--area", "sqll"), "did you mean 'sql'"),
        (("edit", "o1", "colour=red"), "no KEY=VALUE of a card"),
        (("edit", "MA01", "answer=x"), "not one of yours"),
        (("remove", "o9"), "No card has the id o9"),
        (("import", "absent.csv"), "cannot be read"),
    ],
)
def test_what_cannot_be(begun: Cli, words: tuple[str, ...], told: str):
    result = begun("cards", *words)
    assert result.status == 2
    assert told in result.err
    assert "own_cards" not in begun.tables() or not begun.tables()["own_cards"]


@pytest.mark.parametrize("name", ["cards.csv", "cards.txt"])
def test_files_come_and_go(begun: Cli, tmp_path: Path, name: str):
    source = tmp_path / "in.csv"
    source.write_text("question,answer\nA?,=1\nB?,\nC?,d\n", encoding="utf-8")
    result = begun("cards", "import", str(source))
    assert (result.status, result.err) == (1, "row 3: the answer is missing\n")
    assert result.out.startswith("Taken: 2 cards, o1 to o2.")
    target = tmp_path / name
    assert begun("cards", "export", "-o", str(target)).status == 0
    text = target.read_text(encoding="utf-8")
    assert text.startswith("#separator:tab\n" if name.endswith("txt") else "question,answer")
    assert begun("undo").status == 0
    assert begun("cards", "import", str(target)).status == 0
    assert [card["answer"] for card in begun("cards", "--own", "--json").json["cards"]] == ["=1", "d"]


def test_export_to_the_standard_output(begun: Cli):
    begun("cards", "add", "=A?", "b")
    assert begun("cards", "export").out == "question,answer,shows,group,area\n'=A?,b,,,\n"
    assert begun("cards", "export", "--anki").out.endswith('"=A?"\t"b"\t""\t""\t""\n')
    assert len(begun("cards", "export", "--all", "--anki").out.splitlines()) > 180
