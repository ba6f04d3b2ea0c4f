"""Text from outside: nothing in it may steer the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentor.text import LONGEST, clean, one_line, positions, shorten

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
NASTY = st.text(
    st.sampled_from("ab \t\n\r\x85\u2028\u2029\x1b\x9b\x07\x00\u202e\u2069\ud800\udfff\u200d\ufeff:-,"), max_size=40
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("plain é 数 🙂", "plain é 数 🙂"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]52;c;ZXZpbA==\x07x", "]52;c;ZXZpbA==x"),
        ("\x1b]0;title\x1b\\x", "]0;title\\x"),
        ("\x9b2J\x9d0;title\x9cx", "2J0;titlex"),
        ("a\x00b\x08c\x7fd\x0be\x0cf", "abcdef"),
        ("user\u202etxt.exe\u202c", "usertxt.exe"),
        ("\u2066a\u2067b\u2068c\u2069d\u200ee\u200ff\u061cg", "abcdefg"),
        ("\ufeffx", "x"),
        ("caf\udce9 \ud83d\ude00", "caf "),
        ("a\r\nb\rc\nd\x85e\u2028f\u2029g", "a\nb\nc\nd\ne\nf\ng"),
        ("a\r\r\nb", "a\n\nb"),
        ("a\tb", "a\tb"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("e\u0301 क्ष", "e\u0301 क्ष"),
        ("[red]x[/] \\[b]", "[red]x[/] \\[b]"),
    ],
    ids=repr,
)
def test_clean(text: str, kept: str):
    assert clean(text) == kept


def test_clean_keeps_so_many_characters_and_no_more():
    assert len(clean("x" * (LONGEST + 1))) == LONGEST
    assert clean("x" * LONGEST) == "x" * LONGEST
    assert clean("abcdef", 3) == "abc"
    assert clean("\x1ba\x1bb\x1bc", 3) == "abc"
    assert len(clean("\n" * 1_000_000)) == LONGEST


@given(ANY | NASTY, st.integers(0, 80))
@example("\r\n" * 20, 15)
def test_cleaned_text_stays_as_it_is_and_holds_no_control_character(text: str, limit: int):
    cleaned = clean(text, limit)
    assert clean(cleaned, limit) == cleaned
    assert len(cleaned) <= limit
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\n\t"]
    assert not [
        c
        for c in cleaned
        if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]
    cleaned.encode()


@given(ANY | NASTY)
def test_one_line_is_one_line_without_runs_of_space(text: str):
    line = one_line(text)
    assert line == " ".join(line.split())
    assert line.splitlines() in ([], [line])


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("short", 10, "short"),
        ("exactly 10", 10, "exactly 10"),
        ("one two three", 9, "one two…"),
        ("one two, three", 10, "one two…"),
        ("one two - three", 12, "one two…"),
        ("incomprehensibilities", 10, "incompreh…"),
        ("a incomprehensibilities", 10, "a incompr…"),
        ("two\nlines\there", 20, "two lines here"),
        ("\x1b[2Jx", 3, "[2…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("abc", -5, ""),
        ("", 0, ""),
    ],
)
def test_shorten(text: str, width: int, short: str):
    assert shorten(text, width) == short


@given(ANY | NASTY | st.text("ab ,-", max_size=30), st.integers(0, 30))
def test_shortened_text_fits(text: str, width: int):
    short = shorten(text, width)
    assert len(short) <= width
    assert short == one_line(text) or not width or short.endswith("…")


def test_what_the_guides_say_is_parted_at_the_guides_only() -> None:
    assert positions("S0: one; still one; S2: two") == ["S0: one; still one", "S2: two"]
    assert positions("") == []
