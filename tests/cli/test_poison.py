"""Nothing that a terminal would obey comes out, whatever the user or a changed file put in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.raw import lay_by_hand

POISON = "x [/] [bold]\x1b]52;c;aGk=\x07\x1b[2J\x9b1m\u202eevil\ud800"
COMMANDS = [
    ["week"],
    ["week", "--json"],
    ["week", "--format", "markdown"],
    ["audit"],
    ["audit", "--json"],
    ["plan"],
    ["plan", "--json"],
    ["profile"],
    ["profile", "--json"],
    ["done", "1"],
]
FORBIDDEN = "\x1b\x07\x9b\u202e\ud800"


def _clean(result: Any) -> None:
    assert result.status == 0
    assert not set(FORBIDDEN) & set(result.out + result.err)


def test_an_industry_with_escape_codes(cli: Any) -> None:
    escape = '[profile]\nstart = "swe_backend"\nhours_per_week = 10\nindustry = "x [/] \\u001b]52;c;aGk=\\u0007"\n'
    _clean(cli.intake(escape))
    for words in COMMANDS:
        result = cli(*words)
        _clean(result)
        if words == ["profile"]:
            assert "x [/] ]52;c;aGk=" in result.out


def test_a_profile_set_with_escape_codes(begun: Any) -> None:
    _clean(begun("profile", "set", f"industry={POISON}"))
    for words in COMMANDS:
        _clean(begun(*words))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_file_changed_by_hand(begun: Any, words: list[str]) -> None:
    begun("week")
    tables = begun.tables()
    tables["profile"]["profile"]["industry"] = POISON
    tables["weeks"]["w1"]["headline"] = POISON
    for row in tables["actions"].values():
        row["title"] = row["done_when"] = row["smallest"] = row["why"]["text"] = row["why"]["says"] = POISON
        for block in row["blocks"]:
            block["what"] = POISON
    lay_by_hand(begun.folder, tables)
    _clean(begun(*words))


def test_an_ascii_output_gets_whole_json(begun: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    begun("profile", "set", "industry=Gesundheit & Prüfung")
    monkeypatch.setattr("mentor.cli.output.is_utf8", lambda _stream: False)
    result = begun("profile", "--json")
    assert result.out.isascii()
    assert result.json["industry"] == "Gesundheit & Prüfung"
