"""What is found, in which order, and what never is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.content import Content
from mentor.content.search import Hit, Index, Page, index_of
from mentor.content.search.pages import pages_of
from mentor.content.search.words import fold, one_error_apart, stem, words_of
from tests.shelf import small_library

PAGES = (
    Page("entry", "first", "Retrieval and evaluation", "How to measure search. See Kaggle."),
    Page("entry", "second", "Something else", "Retrieval is measured by recall; evaluation comes first."),
    Page("rule", "C99", "Does Kaggle count?", "Medals in the resume do not."),
    Page("item", "A01.1", "Write a typed package", "Python that others can run"),
    Page("fact", "S2-999", "Applied AI path", "Base pay of $135,000 and naïve cafés.", "salary", ("S2",), named=False),
    Page("fact", "S3-998", "Recruiter's guide", "Companies hire in spring.", "market", ("S3",), named=False),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(PAGES)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return small_library(tmp_path_factory.mktemp("content") / "data")


def ids(hits: list[Hit]) -> list[str]:
    return [hit.page.id for hit in hits]


# ---------------------------------------------------------------------- order


@pytest.mark.parametrize(("query", "first"), [("C99", "C99"), ("s2-999", "S2-999"), (" a01.1 ", "A01.1")])
def test_an_id_comes_first_in_any_case(index: Index, query: str, first: str) -> None:
    assert ids(index.search(query))[0] == first


def test_a_beginning_of_an_id_lists_what_begins_so(index: Index) -> None:
    assert ids(index.search("S2")) == ["S2-999"]


def test_a_title_comes_before_a_text(index: Index) -> None:
    assert ids(index.search("retrieval")) == ["first", "second"]
    assert ids(index.search("kaggle")) == ["C99", "first"]


def test_every_word_must_stand_there(index: Index) -> None:
    assert ids(index.search("retrieval recall")) == ["second"]
    assert index.search("retrieval medals") == []


def test_the_beginning_of_a_word_is_enough(index: Index) -> None:
    assert ids(index.search("retr eval")) == ["first", "second"]


def test_little_words_do_not_count_unless_there_are_no_others(index: Index) -> None:
    assert ids(index.search("how is the kaggle")) == ["C99", "first"]
    assert "first" in ids(index.search("how to"))


def test_nothing_is_found_by_nothing(index: Index) -> None:
    assert index.search("") == index.search("  [/] --- ") == []


# ---------------------------------------------------------------------- forgiving


@pytest.mark.parametrize(
    "query", ["retreival", "retrival", "retrrieval", "retrieval", "retriewal", "RETRIEVAL", "retrei"]
)
def test_one_typing_error_is_forgiven(index: Index, query: str) -> None:
    assert ids(index.search(query)) == ["first", "second"]


@pytest.mark.parametrize("query", ["retreivla", "rtereival"])
def test_two_are_not(index: Index, query: str) -> None:
    assert index.search(query) == []


@pytest.mark.parametrize("query", ["135,001", "134000", "S2-998", "pya"])
def test_figures_ids_and_short_words_are_taken_as_they_are(index: Index, query: str) -> None:
    assert index.search(query) == []


@pytest.mark.parametrize("query", ["135,000", "135000", "135k", "$135,000", "135K"])
def test_a_figure_is_found_however_it_is_written(index: Index, query: str) -> None:
    assert ids(index.search(query)) == ["S2-999"]


@pytest.mark.parametrize("query", ["company", "companies", "Company", "naive cafe", "naïve café", "cafes", "springs"])
def test_plural_case_and_accents_make_no_difference(index: Index, query: str) -> None:
    assert ids(index.search(query))[0] in ("S3-998", "S2-999")


def test_an_error_is_looked_for_only_where_nothing_else_is_found() -> None:
    pages = (Page("entry", "rust", "Rust"), Page("entry", "trust", "Trust"))
    assert ids(Index(pages).search("rust")) == ["rust"]
    assert ids(Index((Page("entry", "x", "Trust funds"),)).search("rust funds")) == ["x"]


@pytest.mark.parametrize(("one", "other"), [("form", "from"), ("test", "tests"), ("test", "tet"), ("test", "text")])
def test_one_error(one: str, other: str) -> None:
    assert one_error_apart(one, other)
    assert not one_error_apart(one, other + "zz")


def test_words() -> None:
    assert words_of("Can't read C++, 135,000 or 1,2") == ["cant", "read", "c++", "135000", "or", "1", "2"]
    assert [stem(word) for word in ("classes", "policies", "basis", "courses", "class", "as")] == [
        "class", "policy", "basis", "course", "class", "as",
    ]  # fmt: skip
    assert fold("ÉCOLE ﬁn") == "ecole fin"


# ---------------------------------------------------------------------- what a hit shows


def test_a_snippet_shows_where_the_words_stand_together() -> None:
    text = "alpha " + "filler " * 60 + "alpha beta gamma " + "filler " * 60
    hit = Index((Page("entry", "x", "Title", text),)).search("alpha gamma")[0]
    assert "alpha beta gamma" in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert len(hit.snippet) < 170
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["alpha", "gamma"]


def test_the_matches_in_a_title_are_marked(index: Index) -> None:
    hit = index.search("eval")[0]
    assert [hit.page.title[a:b] for a, b in hit.title_marks] == ["evaluation"]


def test_a_fact_is_shown_whole_with_its_guide(small: Content) -> None:
    hit = index_of(small).search("S2-056")[0]
    assert hit.snippet == small.facts["S2-056"].text
    assert (hit.page.title, hit.page.sources) == (small.sources["S2"].name, ("S2",))


def test_limit_kinds_and_topic_narrow(small: Content) -> None:
    index = index_of(small)
    assert len(index.search("a", 7)) == 7
    assert {hit.page.kind for hit in index.search("pay", among=("fact",))} == {"fact"}
    found = index.search("months", topic="time")
    assert {"time-engineer", "S2-056"} <= set(ids(found))
    assert all("time" in hit.page.topics for hit in found)
    assert ids(index.search("zebra", topic="faq")) == []


# ---------------------------------------------------------------------- nothing found


def test_near_words_are_offered(index: Index) -> None:
    assert index.nearest("retrieveal kaggle measuremints")["measuremints"][0].startswith("measure")
    assert index.nearest("kaggle") == {}
    assert index.nearest("zzzzzz") == {"zzzzzz": []}


def test_words_that_stand_apart_are_counted(index: Index) -> None:
    assert index.alone("retrieval medals") == {"retrieval": 2, "medals": 1}


# ---------------------------------------------------------------------- the content


def test_everything_is_found_by_its_own_id(content: Content) -> None:
    index = index_of(content)
    for kind, entries in (("fact", content.facts), ("rule", content.rules), ("task", content.tasks)):
        for key in entries:
            best = index.search(key, 1)[0].page
            assert (best.kind, best.id) == (kind, key)


def test_every_kind_is_there(small: Content) -> None:
    kinds = {page.kind for page in pages_of(small)}
    assert {"entry", "fact", "item", "task", "criterion", "rule", "probe", "warning", "topic"} <= kinds


def test_the_answers_of_a_probe_are_nowhere(content: Content) -> None:
    for page in pages_of(content):
        if page.kind == "probe":
            probe = next(one for own in content.probes.values() for one in own if one.id == page.id)
            whole = f"{page.title} {page.text} {page.label}"
            assert probe.question in whole
            assert probe.why not in whole
            assert not any(option in whole.replace(probe.question, "") for option in probe.options if len(option) > 3)


def test_an_exercise_is_found_by_its_task_and_gives_no_solution_away(content: Content) -> None:
    index = index_of(content)
    assert index.search("SQ-E17", 1)[0].page.kind == "exercise"
    for page in pages_of(content):
        if page.kind == "exercise":
            one = content.sql_exercises[page.id]
            whole = f"{page.title} {page.text} {page.label}"
            assert one.task in whole
            assert not any(hidden in whole for hidden in (one.solution, one.lesson, *one.hints))


def test_it_is_built_once(small: Content) -> None:
    assert index_of(small) is index_of(small)


def test_a_content_without_a_shelf_is_searched_all_the_same(tmp_path: Path) -> None:
    content = small_library(tmp_path / "data")
    (content.folder / "library" / "faq.toml").unlink()
    assert index_of(content).search("S2-056")


def test_a_key_costs_little(content: Content) -> None:
    """Under 50 ms of computing for the whole content, the quickest of three tries."""
    index = index_of(content)
    queries = ("s", "sy", "system desi", "machine lerning systm desgn intervw", "xqzw vvvvv", "a p")
    for query in queries:
        spent = []
        for _ in range(3):
            index._errors.clear()
            began = time.process_time()
            index.search(query) or index.nearest(query)
            spent.append(time.process_time() - began)
        assert min(spent) < 0.05, query


@given(st.text(max_size=30))
def test_no_query_breaks_it(query: str) -> None:
    for hit in _SMALL.search(query, 5):
        assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.marks)
    _SMALL.nearest(query)
    _SMALL.alone(query)


_SMALL = Index(PAGES)
