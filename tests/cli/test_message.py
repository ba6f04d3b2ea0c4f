"""`mentor message`: a draft on the standard output, what is said of it beside, and what was sent in the record."""

from __future__ import annotations

import io
import sys

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def known(begun: Cli) -> Cli:
    assert begun("people", "add", "Nn Mm", "--at", "Acme", "--ask", "How do you test features?").status == 0
    return begun


def test_the_text_alone_goes_to_the_standard_output(known: Cli) -> None:
    done = known("message", "h1")
    assert done.status == 0
    assert done.out.startswith("Hi Nn, ")
    assert done.out.count("\n") == 1
    assert "How do you test features?" in done.out
    assert "h1 Nn Mm (Acme): first message, wording 1 of 3" in done.err
    assert "mentor message h1 --sent" in done.err
    assert "messages" not in known.tables() or not known.tables()["messages"]


def test_another_wording(known: Cli) -> None:
    texts = {known("message", "nn", "--variant", str(n)).out for n in (1, 2, 3)}
    assert len(texts) == 3
    none = known("message", "nn", "--variant", "4")
    assert (none.status, none.out) == (2, "")
    assert "There is no wording 4: 3 of this message are known." in none.err


def test_from_the_first_message_to_the_referral(known: Cli) -> None:
    """The whole exchange, each step as a user would type it."""
    assert "is due from 1 December on" in " ".join(known("message", "h1", "--sent").out.split())
    known.today = "2025-12-02"
    reminder = known("message", "h1")
    assert "my question of 21 November" in reminder.out
    assert "follow-up" in reminder.err
    assert known("message", "h1", "--sent").status == 0
    known.today = "2025-12-20"
    nothing = known("message", "h1")
    assert (nothing.status, nothing.out) == (1, "")
    assert "The one reminder went out on 2 December" in nothing.err
    assert known("message", "h1", "--kind", "referral").status == 2
    answered = known("message", "h1", "--answered", "--on", "2025-12-19")
    assert answered.out.startswith("Answered: h1 Nn Mm (Acme), Fri 19 Dec")
    assert "thank you" in known("message", "h1", "--sent", "--json").json["message"]["text"]
    asks = known("message", "h1", "--json").json
    assert (asks["kind"], asks["next"], asks["fits"]) == ("referral", "referral", True)
    rows = known.tables()["messages"]
    assert [(row["kind"], row["on"], row["answered"]) for row in rows.values()] == [
        ("first", "2025-11-21", None),
        ("follow_up", "2025-12-02", "2025-12-19"),
        ("thanks", "2025-12-20", None),
    ]
    assert known.tables()["people"]["h1"]["last"] == "2025-12-20"


def test_a_text_of_ones_own(known: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = known("message", "h1", "--text", "I deployed it. Can you refer me?", "--json").json
    assert [one["id"] for one in looked["remarks"]] == ["short", "referral", "deployed"]
    assert looked["wordings"] == []
    assert "Asks for a referral: refer me." in known("message", "h1", "--text", "Can you refer me?").err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Hi, how?\n"), encoding="utf-8"))
    assert known("message", "h1", "--text", "-", "--sent", "--on", "2025-11-20").status == 0
    assert known.tables()["messages"]["m1"]["text"] == "Hi, how?"
    assert known.tables()["messages"]["m1"]["on"] == "2025-11-20"


def test_undo_takes_a_message_back(known: Cli) -> None:
    known("message", "h1", "--sent")
    assert known("undo").status == 0
    assert known.tables()["messages"] == {}
    assert known.tables()["people"]["h1"]["last"] is None


WRONG = {
    "nobody": (("message",), "Say to whom."),
    "no such person": (("message", "zed"), "No person fits 'zed'."),
    "no such kind": (("message", "h1", "--kind", "cold"), "No kind of message is called cold"),
    "a day for nothing": (("message", "h1", "--on", "2025-11-20"), "--on goes with --sent or --answered."),
    "a day ahead": (("message", "h1", "--sent", "--on", "2025-12-20"), "2025-12-20 is still to come."),
    "both": (("message", "h1", "--sent", "--answered"), "not allowed with"),
    "no answer to wait for": (("message", "h1", "--answered"), "No message to h1 waits for an answer."),
    "a reminder of nothing": (("message", "h1", "--kind", "follow_up"), "was written to and has not answered"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_says_what_is_wrong_and_stores_nothing(known: Cli, case: str) -> None:
    words, said = WRONG[case]
    before = known.stored()
    done = known(*words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert known.stored() == before


def test_what_a_terminal_would_obey_is_taken_out(begun: Cli) -> None:
    begun("people", "add", "Nn\x1b[2J", "--ask", "How\x07?")
    assert "\x1b" not in begun("message", "h1").out
    assert "\x07" not in begun("message", "h1", "--json").out
