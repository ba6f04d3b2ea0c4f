"""The intake file: everything in it is right, or nothing is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

BAD = """
[profile]
start = "swe"
hours_per_week = 400
target = 3
colour = "red"
[history]
referrals = -1
kaggle_only = "x"
[levels]
python = 7
pyton = 1
"A07.2" = true
[extra]
a = 1
"""
BAD_KEYS = (
    *("profile.start", "profile.hours_per_week", "profile.target", "profile.colour", "history.referrals"),
    *("history.kaggle_only", "levels.python", "levels.pyton", "levels.A07.2", "extra"),
)


def test_every_problem_is_listed_with_its_key_and_nothing_changes(cli: Any) -> None:
    result = cli.intake(BAD)
    assert result.status == 2
    lines = result.err.splitlines()
    for key in BAD_KEYS:
        assert any(line.startswith(f"  {key}: ") for line in lines), key
    assert "Nothing was changed." in lines
    assert not cli.folder.exists()


def test_a_bad_file_leaves_an_older_journey_as_it_was(begun: Any) -> None:
    before = begun.stored()
    assert begun.intake(BAD).status == 2
    assert begun.stored() == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[profile\nx", "line 1, column 9"),
        (b'[profile]\nstart = "beginner"\n\nhours = = 3', "line 4, column"),
        (b"a = [", "line 1, at the end"),
        (b"a = " + b"[" * 50_000, "nested too deep"),
        (b"a = " + b"9" * 5_000, "too many digits"),
        (b"\x7fELF\0\0\xff", "is not text in UTF-8"),
        (b'a = "\0"', "is not text in UTF-8"),
        (b"#" * 1_000_001, "larger than 1 MB"),
        (b"[levels]\n" + b"".join(b"k%d = 1\n" % n for n in range(2_000)), "is no intake file"),
        (b"", "profile"),
        (b'[profile]\nstart = "beginner"\nhours_per_week = 0x' + b"f" * 5_000, "profile.hours_per_week"),
        (b'[profile]\nstart = "beginner"\nhours_per_week = nan', "profile.hours_per_week"),
    ],
)
def test_what_is_no_intake_file_is_refused(cli: Any, data: bytes, said: str) -> None:
    result = cli.intake(data)
    assert result.status == 2
    assert said in result.err
    assert not cli.folder.exists()


@pytest.mark.parametrize(
    ("name", "said"), [("missing.toml", "There is no file"), (".", "is a folder"), ("a\0b", "cannot be read")]
)
def test_paths_that_are_no_file(cli: Any, tmp_path: Path, name: str, said: str) -> None:
    result = cli("intake", str(tmp_path / name))
    assert result.status == 2
    assert said in result.err


def test_a_file_is_taken_with_its_levels(cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "my answers.toml"
    file.write_text(
        '\ufeff[profile]\nstart = "beginner"\nhours_per_week = 7.5\n[levels]\npython = 1\nA07.2 = 2\n', encoding="utf-8"
    )
    result = cli("intake", str(file))
    assert result.status == 0
    assert "mentor week" in result.out
    assert cli("profile", "--json").json["hours_per_week"] == 7.5
    assert {key: row["level"] for key, row in cli.tables()["ratings"].items()} == {"python": 1, "A07.2": 2}


def test_a_second_intake_keeps_the_first_day_and_drops_an_untouched_week(begun: Any) -> None:
    begun("week")
    begun.today = "2025-11-23"
    begun.begin("beginner")
    assert begun("profile", "--json").json["since"] == "2025-11-21"
    assert begun("week", "--json").json["from"] == "2025-11-23"
