"""`mentor ask`."""

from __future__ import annotations

import pytest

from mentor.content import Content
from tests.cli.conftest import Cli


def test_a_question_is_answered_with_who_says_it(cli: Cli) -> None:
    done = cli("ask", "how", "long", "for", "a", "software", "engineer")
    assert done.status == 0
    assert "rule C01" in done.out
    assert "S0 Career-switcher guide" in done.out
    assert done.out.rstrip().endswith("As of 2026.")
    assert done.err == ""


def test_an_id_gives_the_fact_with_its_guide(cli: Cli) -> None:
    done = cli("ask", "s2-056", "--limit", "1")
    assert done.out.startswith("Applied AI path\n")
    assert "3-6 months" in done.out
    assert "fact S2-056" in done.out


def test_the_positions_of_a_rule_stand_side_by_side(cli: Cli) -> None:
    out = cli("ask", "C01", "--limit", "1").out
    assert "  S0  9-15" in out
    assert "  S1  9-12" in out
    assert "  so  " in out


def test_a_page_of_the_library_names_its_facts(cli: Cli, content: Content) -> None:
    entry = next(iter(content.library.values()))
    out = cli("ask", entry.id, "--limit", "1").out
    assert out.startswith(entry.title)
    assert f"entry {entry.id}" in " ".join(out.split())
    assert all(fact in out for fact in entry.facts)


def test_a_card_is_found_by_its_question_and_tells_its_answer(cli: Cli, content: Content) -> None:
    card = content.cards["ML02"]
    out = " ".join(cli("ask", card.question).out.split())
    assert out.startswith(f"{card.question} {card.answer} card ML02")


def test_an_evaluation_exercise_is_found_by_its_title_and_by_what_it_practises(cli: Cli) -> None:
    assert cli("ask", "McNemar's", "exact", "test").out.startswith("McNemar's exact test\n")
    hits = cli("ask", "confusion", "matrix", "--json", "--limit", "50").json["hits"]
    assert {"EV-E01", "EV-E02", "EV-E03"} <= {hit["id"] for hit in hits if hit["kind"] == "exercise"}


def test_json_names_kind_id_and_sources(cli: Cli) -> None:
    done = cli("ask", "S3-037", "--json")
    assert done.status == 0
    data = done.json
    assert {"query", "topic", "as_of", "hits", "nearest", "alone"} <= data.keys()
    hit = data["hits"][0]
    assert (hit["kind"], hit["id"], hit["sources"]) == ("fact", "S3-037", ["S3"])
    assert "$135,000" in " ".join((hit["text"], *hit["figures"]))


def test_limit_is_kept(cli: Cli) -> None:
    assert len(cli("ask", "python", "--json", "--limit", "3").json["hits"]) == 3
    assert len(cli("ask", "python", "--json").json["hits"]) == 5


@pytest.mark.parametrize("limit", ["0", "-1", "x", "99999", ""])
def test_a_limit_that_is_none(cli: Cli, limit: str) -> None:
    done = cli("ask", "python", f"--limit={limit}")
    assert done.status == 2
    assert "is no number from 1 to 9999" in done.err


def test_a_topic_narrows(cli: Cli) -> None:
    hits = cli("ask", "pay", "--topic", "salary", "--json").json["hits"]
    assert hits
    assert all("salary" in hit["topics"] for hit in hits)


def test_an_unknown_topic_names_the_known_ones(cli: Cli) -> None:
    done = cli("ask", "pay", "--topic", "salry")
    assert (done.status, done.out) == (2, "")
    assert "did you mean 'salary'" in done.err
    assert "portfolio" in done.err


def test_nothing_found_offers_near_words(cli: Cli) -> None:
    done = cli("ask", "kubernetezzes")
    assert done.status == 1
    assert "Nothing holds kubernetezzes" in done.out
    assert "try kubernetes" in done.out
    assert cli("ask", "kubernetezzes", "--json").json["hits"] == []


def test_words_that_never_stand_together_are_counted(cli: Cli) -> None:
    done = cli("ask", "kaggle", "kubernetes", "salary")
    assert done.status == 1
    assert "kaggle alone: " in done.out


def test_a_typing_error_is_forgiven(cli: Cli) -> None:
    assert "S2-056" in str(cli("ask", "backend", "engneers", "pytroch", "--json").json)


def test_it_needs_no_journey_and_makes_no_file(cli: Cli) -> None:
    assert cli("ask", "kaggle").status == 0
    assert not cli.folder.exists()


def test_a_damaged_journey_is_not_in_the_way(cli: Cli) -> None:
    cli.folder.mkdir()
    cli.file.write_text("{", encoding="utf-8")
    assert cli("ask", "kaggle").status == 0


def test_no_words_are_wrong_use(cli: Cli) -> None:
    assert cli("ask").status == 2
    assert cli("ask", "  ").status == 2


def test_what_is_typed_never_reaches_the_terminal_as_a_command(cli: Cli) -> None:
    done = cli("ask", "x\x1b]52;c;aGk=\x07[red]zzqq")
    assert done.status == 1
    assert "\x1b" not in done.out + done.err
