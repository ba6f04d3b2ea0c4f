"""`mentor drill`, `mentor mock`, `mentor practised`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def test_the_prompts_are_listed_the_next_one_first(begun: Cli):
    done = begun("drill")
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[1].strip().startswith("DP13  Serving platform for 40 models")
    data = begun("drill", "--json").json
    assert len(data["prompts"]) == 16
    assert data["prompts"][0] == {
        "id": "DP13", "title": "Serving platform for 40 models", "tags": ["platform"], "tries": 0, "last_total": None,
        "why": "nothing of platforms was graded yet; it fits your target",
    }  # fmt: skip
    assert (data["open"], data["to_grade"], data["graded"]) == (None, [], [])


@pytest.mark.parametrize("id_", ["DP02", "dp02"])
def test_one_prompt_gives_no_answer_away(begun: Cli, id_: str):
    done = begun("drill", id_)
    assert done.status == 0
    assert "10 million card payments" in done.out
    assert "calibrated" not in done.out
    assert begun("drill", id_, "--json").json["id"] == "DP02"
    assert "chargeback for fraud within 90 days" not in begun("drill", id_, "--json").out


def test_what_is_no_prompt_is_told(begun: Cli):
    wrong = begun("drill", "DP2")
    assert (wrong.status, wrong.out) == (2, "")
    assert "did you mean" in wrong.err


def test_without_a_terminal_mock_prints_its_hour_and_stores_nothing(begun: Cli):
    before = begun.stored()
    done = begun("mock")
    assert done.status == 0
    assert done.out.startswith("The next mock interview: 60 min")
    for part in ("Coding, ", "Fundamentals, ", "System design, ", "Because: "):
        assert part in done.out
    data = begun("mock", "--json").json
    assert data["minutes"] == sum(q["minutes"] for part in data["parts"] for q in part["questions"]) == 60
    assert begun.stored() == before


def test_no_summary_before_a_mock_interview(begun: Cli, tmp_path: Path):
    for words in (("--summary",), ("-o", str(tmp_path / "m.md"))):
        done = begun("mock", *words)
        assert done.status == 1
        assert "No mock interview was held yet" in done.err
    assert not (tmp_path / "m.md").exists()


def test_practice_is_recorded_listed_and_removed(begun: Cli):
    assert (
        "Recorded pm1: medium: two pointers (25 min)"
        in begun("practised", "medium", "two", "pointers", "--took", "25m").out
    )
    assert begun("practised", "medium", "graphs", "--took", "40m", "--failed", "--on", "2025-11-20").status == 0
    assert "story on a trade-off: kept the rules" in begun("practised", "story", "trade-off", "kept the rules").out
    assert begun("practised", "answer", "bias and variance").status == 0
    assert begun("practised", "defence", "fraud scores").status == 0
    listed = begun("practised")
    assert "pm2   2025-11-20 medium: graphs (40 min, not solved with tests)" in listed.out
    assert "by your own word" in listed.out
    data = begun("practised", "--json").json
    assert [mark["kind"] for mark in data["practised"]] == ["medium", "medium", "story", "answer", "defence"]
    assert {one["id"]: one["ready"] for one in data["rounds"]} == dict.fromkeys(
        ("coding", "fundamentals", "design", "defence", "behavioural"), False
    )
    assert begun("practised", "remove", "pm1").status == 0
    assert len(begun("practised", "--json").json["practised"]) == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("medium", "x"), "--took"),
        (("medium", "x", "--took", "soon"), "soon is no length of time"),
        (("story", "victory", "x"), "failure, conflict"),
        (("answer", " "), "in a few words"),
        (("answer", "x", "--on", "2025-11-22"), "still to come"),
        (("remove", "pm9"), "No practice has the id pm9"),
    ],
)
def test_wrong_practice_is_told_and_not_stored(begun: Cli, words: tuple[str, ...], told: str):
    before = begun.stored()
    done = begun("practised", *words)
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert begun.stored() == before


@pytest.mark.parametrize("words", [("drill",), ("mock",), ("practised",)])
def test_without_a_profile_there_is_nothing_to_rehearse(cli: Cli, words: tuple[str, ...]):
    done = cli(*words)
    assert done.status == 1
    assert "no profile yet" in done.err
