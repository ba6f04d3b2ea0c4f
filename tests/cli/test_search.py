"""`mentor apply`, `applications`, `companies`, `people`, `follow-ups`."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from mentor.cli.page import Page
from mentor.cli.search_text import write_rows
from mentor.clock import Clock
from mentor.journey.search import Message
from mentor.session import Session
from mentor.store.store import Store
from tests.cli.conftest import Cli
from tests.cli.test_poison import FORBIDDEN, POISON


@pytest.fixture
def search(begun: Cli) -> Cli:
    """Three applications at two companies; somebody helped the first one in."""
    assert begun("apply", "Acme / ML engineer", "--referral", "--by", "First Person", "--resume", "B").status == 0
    assert begun("apply", "Example Co / Platform engineer", "--later").status == 0
    assert begun("apply", "Acme / Data engineer", "--on", "2025-10-01").status == 0
    return begun


def ids(cli: Cli, *words: str) -> list[str]:
    (table,) = set(words[:1])
    return [one["id"] for one in cli(*words, "--json").json[table]]


# ---------------------------------------------------------------------------------------------------- apply


def test_an_application_is_one_line(begun: Cli):
    result = begun("apply", "Acme / ML platform engineer", "--referral", "--by", "First Person")
    assert result.status == 0
    assert result.out.splitlines() == [
        "Applied: a1 Acme / ML platform engineer, referral, by First Person",
        "New on the lists: c1 Acme, h1 First Person.",
        "Without an answer by Fri 12 Dec it closes by itself.",
    ]
    result = begun("apply", "Example", "Co", "/", "AI/ML", "engineer")
    assert result.out.splitlines() == [
        "Applied: a2 Example Co / AI/ML engineer, cold site",
        "New on the lists: c2 Example Co.",
        "Without an answer by Fri 12 Dec it closes by itself.",
        "Nobody is known there yet: mentor people add NAME --at c2",
    ]
    assert begun("undo").out.startswith("Taken back: apply: AI/ML engineer")
    assert list(begun.tables()["companies"]) == ["c1"]


@pytest.mark.parametrize("channel", ["cold", "warm", "referral", "inbound", "insider", "transfer"])
def test_each_channel_has_an_option_of_its_name(begun: Cli, channel: str):
    assert begun("apply", f"--{channel}", "Acme / x", "--json").json["applied"]["channel"] == channel
    assert begun("apply", "Acme / y", "--channel", channel, "--json").json["applied"]["channel"] == channel


def test_everything_about_an_application(begun: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ad = tmp_path / "ad.txt"
    ad.write_text("We look for\nsomebody.\n", encoding="utf-8")
    words = ("--on", "2025-11-01", "--resume", "B", "--note", "by mail", "--channel", "warm contact", "--ad", str(ad))
    made = begun("apply", "Acme / x", *words, "--json").json["applied"]
    assert made == {
        "id": "a1",
        "role": "x",
        "on": "2025-11-01",
        "channel": "warm",
        "company": "c1",
        "stages": {},
        "outcome": "open",
        "ad": "We look for\nsomebody.",
        "resume": "B",
        "archived": False,
        "sent": True,
        "ended": None,
        "person": None,
        "note": "by mail",
        "at": "applied",
        "state": "open",
        "since": "2025-11-01",
        "closes": "2025-11-22",
    }
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Piped in.")))
    assert begun("applications", "edit", "a1", "--ad", "-").status == 0
    assert begun("applications", "show", "a1", "--json").json["application"]["ad"] == "Piped in."


def test_the_same_one_open_is_put_down_only_with_again(search: Cli):
    before = search.stored()
    result = search("apply", "acme / ML  Engineer", "--referral")
    assert (result.status, result.out) == (2, "")
    assert "Acme / ML engineer is there already: a1, open, 2025-11-21." in result.err
    assert "--again" in result.err
    assert search.stored() == before
    assert "a4" in search("apply", "Acme / ML engineer", "--again").out
    # The third was never answered within three weeks, so nothing is open.
    assert "a5" in search("apply", "Acme / Data engineer").out


def test_one_put_down_late_says_that_it_is_over_and_one_for_later_how_to_send_it(begun: Cli):
    assert "unanswered since Wed 22 Oct" in begun("apply", "Acme / x", "--on", "2025-10-01").out
    assert "To send: a2 Acme / y" in (said := begun("apply", "Acme / y", "--later").out)
    assert "`mentor applications send a2`" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Acme",), "Say where and for what"),
        (("Acme /",), "Say where and for what"),
        ((), "Say where and for what"),
        (("Acme / x", "--channel", "refferal"), "did you mean 'referral'"),
        (("Acme / x", "--warm", "--referral"), "not allowed with"),
        (("Acme / x", "--on", "2025-11-20", "--later"), "not allowed with"),
        (("Acme / x", "--on", "2025-11-22"), "still to come"),
        (("Acme / x", "--on", "20.11.2025"), "is no date"),
        (("Acme / x", "--ad", "absent.txt"), "cannot be read"),
        (("Acme / x", "--by", "h9"), "No person has the id h9"),
        (("c9 / x",), "No company has the id c9"),
        (("Acme / x", "--frob"), "There is no option --frob"),
    ],
)
def test_what_cannot_be_applied_for(begun: Cli, words: tuple[str, ...], said: str):
    before = begun.stored()
    result = begun("apply", *words)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert begun.stored() == before


def test_an_advertisement_too_long_is_refused_and_not_cut(begun: Cli, tmp_path: Path):
    (tmp_path / "ad.txt").write_text("x" * 20_001)
    assert "has 20,001 characters" in begun("apply", "Acme / x", "--ad", str(tmp_path / "ad.txt")).err


@pytest.mark.parametrize(
    "words", [("apply", "Acme / x"), ("applications",), ("companies",), ("people",), ("follow-ups",)]
)
def test_before_the_first_questions_there_is_nothing(cli: Cli, words: tuple[str, ...]):
    result = cli(*words)
    assert result.status == 1
    assert "There is no profile yet" in result.err
    assert not cli.folder.exists()


# ---------------------------------------------------------------------------------------------------- the lists


def test_empty_lists_name_the_command_that_fills_them(begun: Cli):
    for table, command in (("applications", "mentor apply"), ("companies", "companies add"), ("people", "people add")):
        result = begun(table)
        assert result.status == 0
        assert command in result.out
        assert begun(table, "--json").json == {table: [], "of": 0}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ["a2", "a1", "a3"]),
        (("list",), ["a2", "a1", "a3"]),
        (("--open",), ["a2", "a1"]),
        (("--closed",), ["a3"]),
        (("--stage", "saved"), ["a2"]),
        (("--channel", "referral"), ["a1"]),
        (("--channel", "cold site"), ["a2", "a3"]),
        (("acme",), ["a1", "a3"]),
        (("list", "acme", "--open"), ["a1"]),
        (("--open", "acme"), ["a1"]),
        (("acme", "--sort", "role"), ["a3", "a1"]),
        (("--sort", "company"), ["a3", "a1", "a2"]),
        (("--sort=applied",), ["a2", "a1", "a3"]),
        (("--sort", "closes"), ["a1", "a2", "a3"]),
        (("--sort", "stage"), ["a1", "a3", "a2"]),
        (("first", "person"), ["a1"]),
        (("--archived",), []),
    ],
)
def test_applications_are_filtered_and_sorted(search: Cli, words: tuple[str, ...], expected: list[str]):
    assert ids(search, "applications", *words) == expected


def test_the_list_of_applications(search: Cli):
    search("applications", "stage", "a1", "screen", "--on", "2025-11-28")
    lines = search("applications").out.splitlines()
    assert lines[0] == "a1  2025-11-28  Screen     open       Acme / ML engineer · referral · arranged ·"
    assert lines[1].strip() == "by First Person · resume B"
    assert lines[2] == "a2  2025-11-21  To send    to send    Example Co / Platform engineer · cold site"
    assert lines[-1] == "3 applications; open: 1 to send, 1 screen."
    result = search("applications", "eidt", "a1")
    assert (result.status, result.out) == (1, "Nothing fits 'eidt a1', did you mean 'edit'?\n")


@pytest.mark.parametrize("width", [30, 63, 64, 100])
def test_rows_fit_any_width(width: int):
    page = Page(terminal=False)
    page.width = width
    write_rows(page, [("a1  2025-11-28  Screen     open     ", "Acme / ML engineer · referral · by somebody")] * 2)
    lines = page.text().splitlines()
    assert max(map(len, lines)) <= width
    assert page.text().split().count("referral") == 2


def test_companies_and_people(begun: Cli):
    words = ("--type", "vertical saas", "--own-industry", "--why", "near home", "--note", "x")
    assert begun("companies", "add", "Acme", "Labs", *words).out == "On the list: c1 Acme Labs\n"
    words = ("--at", "acme labs", "--met", "a talk", "--ask", "what broke", "--role", "lead", "--next", "write")
    result = begun("people", "add", "First Person", *words, "--next-on", "2025-11-20", "--last", "2025-11-01")
    assert result.out == "Put down: h1 First Person (Acme Labs)\n"
    assert begun("people", "add", "Second Person", "--at", "Third").out.endswith("New on the list: c2 Third.\n")
    begun("apply", "c1 / x")
    one, two = begun("companies", "--json").json["companies"]
    assert one == {
        "id": "c1",
        "name": "Acme Labs",
        "type": "vertical_saas",
        "own_industry": True,
        "why": "near home",
        "archived": False,
        "note": "x",
        "added": "2025-11-21",
        "people": ["h1"],
        "applications": ["a1"],
    }
    assert ids(begun, "companies", "--type", "vertical-saas") == ["c1"]
    assert ids(begun, "companies", "home") == ["c1"]
    assert ids(begun, "people", "--at", "third") == ["h2"]
    assert ids(begun, "people", "--sort", "next") == ["h1", "h2"]
    person = begun("people", "talk", "--json").json["people"][0]
    assert (person["company"], person["next_on"], person["last"], person["note"]) == (
        "c1", "2025-11-20", "2025-11-01", None,
    )  # fmt: skip
    assert begun("companies").out.splitlines()[0].startswith("c1  Acme Labs · vertical saas · your industry · 1 person")
    assert "2 of 2 with somebody you know there; the first aim is 3 companies" in begun("companies").out
    assert "First Person (Acme Labs) · lead · last 2025-11-01 · next on 2025-11-20:" in begun("people").out
    assert two["people"] == ["h2"]


def test_follow_ups(search: Cli):
    session = Session(None, Store(search.folder), Clock(None))
    session.commit("put", [Message("m1", "h1", Clock(None).today().replace(2025, 11, 1), "Hello", sent=True)])
    search("people", "add", "Second Person", "--at", "Acme", "--next", "call", "--next-on", "2025-11-21")
    assert search("follow-ups", "--json").json == {
        "people": [
            {"person": "h1", "due": "2025-11-11", "why": "unanswered", "message": "m1"},
            {"person": "h2", "due": "2025-11-21", "why": "next", "message": None},
        ],
        "closing": [],
    }
    assert "h1  since 2025-11-11  First Person (Acme) · no answer to the message of" in search("follow-ups").out
    search.today = "2025-12-10"
    assert search("follow-ups", "--json").json["closing"] == [{"application": "a1", "closes": "2025-12-12"}]
    assert "a1  after 2025-12-12  Acme / ML engineer · applied 2025-11-21" in search("follow-ups").out


def test_days_stand_under_each_other_whatever_the_ids(begun: Cli):
    for n in range(10):
        assert begun("apply", f"Firm {n} / MLE").status == 0
    begun.today = "2025-12-10"
    rows = [row for row in begun("follow-ups").out.splitlines() if " after " in row]
    assert len(rows) == 10
    assert len({row.index(" after ") for row in rows}) == 1


# ---------------------------------------------------------------------------------------------------- moving, changing


def test_an_application_is_moved_on_by_id_or_by_words(search: Cli):
    result = search("applications", "stage", "ml engineer", "screen", "--on", "2025-11-28")
    assert result.out.splitlines() == [
        "Screen, open: a1 Acme / ML engineer",
        "Without an answer by Fri 19 Dec it closes by itself.",
    ]
    assert search("applications", "send", "example").out.startswith("Applied, open: a2 Example Co / Platform engineer")
    assert search("applications", "close", "A2", "No answer").out == (
        "Applied, no answer: a2 Example Co / Platform engineer\n"
    )
    assert search("applications", "close", "a1", "accepted").out == "Offer, accepted: a1 Acme / ML engineer\n"
    assert search("applications", "stage", "a1", "--undo").out.startswith("Screen, open: a1")
    assert search("applications", "close", "a3", "rejected", "--on", "2025-10-05").status == 0
    assert search("applications", "close", "a3", "open").out.startswith("Applied, no answer: a3")


def test_records_are_changed_shown_archived_and_removed(search: Cli):
    said = search("applications", "edit", "a1", "note=a = b", "company=Third", "channel=warm contact", "person=none")
    assert said.out == "Changed: a1 Third / ML engineer\n"
    one = search("applications", "show", "a1", "--json").json["application"]
    assert (one["note"], one["company"], one["channel"], one["person"]) == ("a = b", "c3", "warm", None)
    assert "company       c3 Third" in search("applications", "show", "third").out
    search("companies", "edit", "third", "own_industry=yes", "type=Vertical SaaS", "why=near")
    search("companies", "edit", "c3", "own_industry=none")
    assert search("companies", "show", "c3", "--json").json["company"]["type"] == "vertical_saas"
    search("people", "edit", "first", "last=2025-11-20", "next_on=2025-12-01", "company=third")
    assert "last          2025-11-20" in search("people", "show", "h1").out
    assert search("applications", "archive", "a1", "a3").out == "Archived: 2 of 2. `mentor undo` takes it back.\n"
    assert ids(search, "applications") == ["a2"]
    assert ids(search, "applications", "--archived") == ["a1", "a3"]
    assert search("applications", "back", "a1", "a2").out.startswith("Brought back: 1 of 2.")
    assert search("applications", "back", "a2").out == "They are so already.\n"
    assert search("applications", "remove", "a2").out.startswith("Removed: a2 Example Co / Platform engineer.")
    assert search("undo").status == 0
    assert ids(search, "applications") == ["a2", "a1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("applications", "--sort", "colour"), "Keys: moved, applied"),
        (("applications", "--stage", "scren"), "did you mean 'screen'"),
        (("applications", "--channel", "cald"), "did you mean 'cold'"),
        (("applications", "--open", "--closed"), "not allowed with"),
        (("applications", "--frob"), "There is no option --frob"),
        (("applications", "stage", "acme", "screen"), "'acme' fits 2 applications"),
        (("applications", "stage", "a1"), "Say which stage"),
        (("applications", "stage", "a1", "screen", "--undo"), "Say which stage"),
        (("applications", "stage", "a1", "interview"), "There are: screen, technical, onsite, offer"),
        (("applications", "close", "a1", "ghosted"), "There are: open, rejected"),
        (("applications", "send", "a1"), "already"),
        (("applications", "edit", "a1"), "Say what to change"),
        (("applications", "edit", "a1", "applied=none"), "an application needs its day"),
        (("applications", "edit", "a1", "outcome=rejected"), "there is no such key"),
        (("applications", "edit", "a1", "applied=1.11.2025", "rol=x", "y"), "did you mean 'role'"),
        (("applications", "archive", "a1", "a9"), "No application has the id a9"),
        (("applications", "archive", "acme"), "No application has the id acme"),
        (("applications", "remove", "acme"), "No application has the id acme"),
        (("applications", "show", "zzz"), "No application fits 'zzz'"),
        (("companies", "--type", "startup"), "No type of company is called startup"),
        (("companies", "add", "acme"), "Acme is on the list already: c1"),
        (("companies", "add"), "the name is missing"),
        (("companies", "edit", "c1", "own_industry=perhaps"), "is neither yes nor no"),
        (("companies", "remove", "c1"), "Archive it instead"),
        (("people", "add", "first person", "--at", "ACME"), "on the list already: h1"),
        (("people", "--at", "zzz"), "No company fits"),
        (("people", "edit", "h1", "last=2025-12-01"), "still to come"),
        (("people", "import", "absent.csv"), "cannot be read"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(search: Cli, words: tuple[str, ...], said: str):
    before = search.stored()
    result = search(*words)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert search.stored() == before


# ---------------------------------------------------------------------------------------------------- files


def test_files_come_and_go(begun: Cli, tmp_path: Path):
    source = tmp_path / "in.csv"
    source.write_text("Company;Title;Date;Colour\nAcme;=ML;2025-11-01;red\nAcme;x;1.11.;\nThird;y;2025-11-02;\n")
    result = begun("applications", "import", str(source))
    assert result.status == 1
    assert result.out.splitlines() == [
        "Taken: 2 applications, a1 to a2. `mentor undo` takes them back.",
        "New with them: 2 companies.",
    ]
    assert result.err.splitlines() == [
        "column 4: colour is none of ours; passed over",
        "row 3: applied: 1.11. is no date; write it as 2026-11-21",
    ]
    target = tmp_path / "out.csv"
    assert begun("applications", "export", "-o", str(target)).status == 0
    assert target.read_text(encoding="utf-8") == begun("applications", "export").out
    assert "Acme,'=ML,cold,2025-11-01,yes," in target.read_text(encoding="utf-8")
    assert begun("undo").status == 0
    again = begun("applications", "import", str(target))
    assert (again.status, again.err) == (0, "")
    assert begun("applications", "import", str(target)).status == 2
    assert begun("applications", "export").out == target.read_text(encoding="utf-8")


def test_a_file_may_come_through_a_pipe(begun: Cli, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"name,company\nFirst Person,Acme\n")))
    assert begun("people", "import", "-").out.splitlines() == [
        "Taken: 1 person, h1. `mentor undo` takes them back.",
        "New with them: 1 company.",
    ]


# ---------------------------------------------------------------------------------------------------- safety and speed


def test_nothing_that_a_terminal_would_obey_comes_out(begun: Cli):
    begun("companies", "add", POISON, "--why", POISON)
    begun("people", "add", POISON, "--at", POISON, "--ask", POISON, "--next", POISON, "--next-on", "2025-11-01")
    begun("apply", f"{POISON} / {POISON}x", "--by", POISON, "--note", POISON, "--resume", POISON)
    for words in (
        *(("applications",), ("companies",), ("people",), ("follow-ups",), ("applications", "show", "a1")),
        *(("applications", "export"), ("people", "export"), ("people", "--json"), ("apply", f"{POISON} / y")),
        ("applications", POISON),
    ):
        result = begun(*words)
        assert not set(FORBIDDEN) & set(result.out + result.err), words
        assert result.out


def test_what_only_one_command_needs_is_not_made_for_the_others(monkeypatch: pytest.MonkeyPatch):
    from mentor.cli import parser_search
    from mentor.cli.parser import read_arguments

    def never(*_: Any) -> None:
        raise AssertionError

    for name in ("_applications", "_companies", "_people", "_apply", "_records"):
        monkeypatch.setattr(parser_search, name, never)
    assert read_arguments(["week"]).run is not None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ["list"]),
        (["acme"], ["list", "acme"]),
        (["--sort", "add", "x"], ["list", "--sort", "add", "x"]),
        (["--json", "add"], ["--json", "add"]),
        (["--data-dir", "d", "add", "x"], ["--data-dir", "d", "add", "x"]),
        (["--type=x"], ["list", "--type=x"]),
        (["--help"], ["--help"]),
        (["--", "add"], ["list", "--", "add"]),
    ],
)
def test_the_list_is_meant_where_no_command_is_named(words: list[str], expected: list[str]):
    from mentor.cli.parser_search import list_meant

    assert list_meant(words, {"list": None, "add": None}) == expected
