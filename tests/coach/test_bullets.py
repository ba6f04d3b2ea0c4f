"""The check of a resume bullet, and of the resume as a whole."""

from __future__ import annotations

import math
import shutil
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.coach.bullet_words import tokens_of
from mentor.coach.bullets import Verdict, check_bullet, unsupported_numbers
from mentor.coach.resume import as_markdown, check_in_journey, in_order, make_resume, newest_run
from mentor.content import Content
from mentor.content.check import check
from mentor.content.load import DATA
from mentor.journey import Journey
from mentor.journey.proof import Bullet, Run
from mentor.journey.records import Project
from tests.coach.builders import CONTENT, TODAY, journey

CASES = tomllib.loads(Path(__file__).with_name("bullets_cases.toml").read_text(encoding="utf-8"))
MISSED = {6: "OK", 17: "OK"}
"""Of our own forty, by number: what the checker says where it says something else. docs/bullets.md tells why."""
STRONG, WEAK = CASES["regression"][0]["text"], CASES["regression"][8]["text"]


def features(verdict: Verdict) -> dict[str, list[str]]:
    return {found.feature.id: [span.text for span in found.spans] for found in verdict.features}


def flags(verdict: Verdict) -> dict[str, list[str]]:
    return {raised.flag.id: [span.text for span in raised.spans] for raised in verdict.flags}


def of(text: str, **options: Any) -> Verdict:
    return check_bullet(CONTENT, text, **options)


# ---------------------------------------------------------------------- verdicts


@pytest.mark.parametrize("case", CASES["regression"], ids=lambda case: case["text"][:40])
def test_the_regression_bullets_are_exact(case: dict[str, Any]) -> None:
    verdict = of(case["text"])
    assert verdict.verdict == case["verdict"]
    assert verdict.score == case.get("score", verdict.score)


def test_our_own_bullets_miss_what_is_written_down() -> None:
    said = {number: of(case["text"]).verdict for number, case in enumerate(CASES["own"], 1)}
    assert {n: said[n] for n, case in enumerate(CASES["own"], 1) if said[n] != case["verdict"]} == MISSED
    assert [case["verdict"] == "WEAK" for case in CASES["own"]] == [False] * 20 + [True] * 20


@pytest.mark.parametrize("entry", [e for e in CONTENT.library.values() if e.weak], ids=lambda entry: entry.id)
def test_the_library_s_examples_fall_on_their_own_side(entry: Any) -> None:
    assert of(entry.weak).verdict == "WEAK"
    if entry.topic == "resume":
        assert of(entry.strong).verdict in ("OK", "STRONG")


FOUND = [
    ("data_size", "on 58,000 hotel bookings records", ["58,000 hotel bookings records"]),
    ("data_size", "with 2 million labelled support tickets", ["2 million labelled support tickets"]),
    ("data_size", "1.2M events a day", ["1.2M events"]),
    ("data_size", "40 hours of speech", ["40 hours of"]),
    ("data_size", "18% of users", None),
    ("data_size", "for users of 3 teams", None),
    ("model", "a ResNet-18 and Qwen2.5-1.5B with QLoRA", ["ResNet-18", "Qwen2.5-1.5B", "QLoRA"]),
    ("model", "random forests beat the rules", ["random forests"]),
    ("model", "transformation of the business", None),
    ("baseline", "0.84 vs. 0.71", ["vs"]),
    ("baseline", "fell from 41 to 29 minutes", ["from 41 to 29"]),
    ("baseline", "recall 71% (from 59%)", ["71% (from 59%"]),
    ("baseline", "F1 0.71 -> 0.84", ["0.71 -> 0.84"]),
    ("baseline", "against 24% before", ["against 24%"]),
    ("baseline", "guarded against fraud", None),
    ("baseline", "moved from Postgres to Spark", None),
    ("metric", "MRR@10 of 0.68", ["MRR@10 of 0.68"]),
    ("metric", "0.84 macro F1", ["0.84 macro F1"]),
    ("metric", "99.8% accuracy", ["99.8% accuracy"]),
    ("metric", "recall was good. It had 3 layers", None),
    ("metric", "good accuracy on 5,600 images", None),
    ("metric", "top-5 accuracy of a ResNet-18", None),
    ("held_out", "not significant (p = 0.21)", ["p = 0.21"]),
    ("held_out", "95% CI of the gap", ["95% CI"]),
    ("held_out", "an out-of-time month, unseen", ["out-of-time", "unseen"]),
    ("deployment", "a Dockerised service on k8s", ["Dockerised", "k8s"]),
    ("monitoring", "page on drift, rolled back once", ["drift", "rolled back"]),
    ("domain", "for the hospital's patients", ["hospital", "patients"]),
    ("artefact", "merged into scikit-learn", ["merged"]),
    ("artefact", "see https://example.org/x", ["https"]),
    ("verb", "• Fine-tuned a model", ["Fine-tuned"]),
    ("verb", "We built a model", None),
]


@pytest.mark.parametrize(("id_", "text", "spans"), FOUND, ids=[f"{id_}: {text}" for id_, text, _ in FOUND])
def test_what_counts_and_where_it_stands(id_: str, text: str, spans: list[str] | None) -> None:
    assert features(of(text)).get(id_) == spans


RAISED = [
    ("buzz", "A passionate, results-driven engineer with many ideas", ["passionate", "results-driven"]),
    ("buzz", "Cut latency with dynamic quantization and dynamic batching on one card", None),
    ("buzz", "Kept a dynamic team of dynamic people together for a year", ["dynamic", "dynamic"]),
    ("vague_start", "Responsible for data cleaning in a team of four people", ["Responsible for"]),
    ("vague_start", "Cut cost by 4% although nobody had helped me with it", None),
    ("vague_amount", "Built several deep learning projects in the last two years", ["several deep learning projects"]),
    ("vague_amount", "Sold to several hospitals in the last two years of work", None),
    ("course", "Took an online course on statistics and wrote about it", ["online course"]),
    ("course", "Completed the Google course on statistics and wrote about it", ["Completed the Google course"]),
    ("course", "Rotated a TLS certificate on 40 hosts without an outage at all", None),
    ("leaderboard", "Reached the top 3% on Kaggle with a large ensemble of models", ["top 3% on Kaggle"]),
    ("leaderboard", "Won gold in the office league of five a side last year", None),
    ("inflated", "Served 3 users at scale with a production-grade service of mine", ["at scale", "production-grade"]),
    ("inflated", "Ran it at scale of 3 nodes and measured what came of that", None),
    ("inflated", "Reached 99.9% accuracy and 100% accuracy on one small test", ["99.9% accuracy", "100% accuracy"]),
    ("inflated", "Reached 97% accuracy on the same small test as the year before", None),
    ("toy_data", "Trained a model on MNIST and CIFAR-10 to learn how it works", ["MNIST", "CIFAR-10"]),
    ("toy_data", "Built iris recognition for doors that 40 people use each day", None),
    ("tool_list", "Used Python, SQL, Docker, AWS, scikit-learn, and Git", ["Python, SQL, Docker, AWS, scikit-learn"]),
    ("tool_list", "Used Python, pandas, Docker, AWS and Git at work for years", None),
    ("tool_list", "Scored 1, 2, 3, 4, 5, 6 and 7 points in seven games so far", None),
    ("disguised_title", "ML Engineer (Self-Employed): built two models for friends", ["ML Engineer (Self-Employed"]),
    ("disguised_title", "Worked with a data scientist and a nurse on freelance contracts", None),
    ("too_short", "Trained a model on data", []),
    ("too_long", "word " * 86, []),
    ("too_long", "word " * 85, None),
]  # fmt: skip


@pytest.mark.parametrize(("id_", "text", "spans"), RAISED, ids=[f"{id_}: {text[:40]}" for id_, text, _ in RAISED])
def test_what_raises_doubt_and_where_it_stands(id_: str, text: str, spans: list[str] | None) -> None:
    assert flags(of(text)).get(id_) == spans


def test_questions_ask_for_what_is_missing_heaviest_first_and_hold_no_number() -> None:
    verdict = of("Trained a model for the team that sits next door to us.")
    ids = [feature.id for feature in verdict.missing]
    assert ids == [
        *("baseline", "metric", "held_out", "data_size", "model", "deployment", "monitoring", "domain", "artefact"),
    ]
    assert verdict.questions == tuple(feature.question for feature in verdict.missing)
    everything = (*CONTENT.bullets.features, *CONTENT.bullets.career)
    assert not any(char.isdigit() for feature in everything for char in feature.question)
    assert of(STRONG).questions == (CONTENT.bullets.features[-1].question,)


def test_an_honest_null_is_not_punished() -> None:
    text = next(case["text"] for case in CASES["regression"] if "not significant" in case["text"])
    assert (of(text).minus, of(text).score) == (0, 8.1)


# ---------------------------------------------------------------------- the earlier career


CAREER = [
    ("Led a team of 12 nurses and cut the average waiting time by 18% on a surgical ward.", "nursing", "STRONG"),
    ("Led a team of 12 nurses and cut the average waiting time by 18% on a surgical ward.", "banking", "OK"),
    ("Led a team of 12 nurses and cut the average waiting time by 18% on a surgical ward.", "", "STRONG"),
    ("Reconciled 4,000 invoices a month; errors fell from 3.1% to 0.4%.", "fintech", "STRONG"),
    ("Planned routes for 60 trucks across four depots every morning.", "logistics", "WEAK"),
    ("Responsible for various projects and tools in a large department.", "retail", "WEAK"),
    ("Passionate, eager to and motivated: cut waste by 3% with 2 people.", "retail", "WEAK"),
    ("Taught 140 pupils a year; 30% more passed the state examination.", "astrology", "STRONG"),
    ("Read 300 charts a month for clients; complaints fell from 9 to 2 a year in astrology.", "astrology", "OK"),
]


@pytest.mark.parametrize(("text", "industry", "verdict"), CAREER)
def test_a_career_bullet_has_a_rubric_of_its_own(text: str, industry: str, verdict: str) -> None:
    assert of(text, part="career", industry=industry).verdict == verdict


def test_a_management_bullet_is_weak_as_a_project_and_good_as_a_career() -> None:
    text = CAREER[0][0]
    assert of(text).verdict == "WEAK"
    assert features(of(text, part="career", industry="healthcare"))["bridge"] == ["nurses", "surgical", "ward"]


def test_the_user_s_own_industry_is_a_domain() -> None:
    text = "Built a model that ranks beehives by how soon they will swarm."
    assert "domain" not in features(of(text))
    assert features(of(text, industry="beehive keeping"))["domain"] == ["beehives"]


# ---------------------------------------------------------------------- figures, criterion R37


RUN = (0.8412, 0.7096, 0.0921, 138.6, 58_000.0, 41.2, 29.4, 0.4131)
SUPPORTED = [
    ("F1 0.84 vs 0.71", ()),
    ("F1 0.85 vs 0.71", ("0.85",)),
    ("F1 0.8412", ()),
    ("F1 0.8413", ("0.8413",)),
    ("accuracy 84% and 84.1%", ()),
    ("accuracy 85%", ("85",)),
    ("p95 latency 139 ms", ()),
    ("p95 latency 95 ms", ("95",)),
    ("from 41 to 29 minutes", ()),
    ("from 41 to 28 minutes", ("28",)),
    ("cut the error by 29%", ()),
    ("cut the error by 35%", ("35",)),
    ("13.2 points better", ()),
    ("9.9 points better", ("9.9",)),
    ("58,000 records", ()),
    ("58k records", ()),
    ("59,000 records", ("59,000",)),
    ("p95 of ResNet-18 and Qwen2.5-1.5B, MRR@10, top-5", ()),
    ("a 12-week backtest, 3 months, 95% CI, Python 3.11, $40,000, 8 features", ()),
    ("F1 0.84, then 0.99", ("0.99",)),
]


@pytest.mark.parametrize(("text", "missing"), SUPPORTED)
def test_figures_are_looked_up_within_rounding(text: str, missing: tuple[str, ...]) -> None:
    assert unsupported_numbers(text, RUN) == missing


def test_counts_are_looked_up_only_where_the_files_hold_counts() -> None:
    assert unsupported_numbers("59,000 records, F1 0.84", (0.84, 0.7)) == ()


def test_nothing_is_looked_up_without_figures() -> None:
    assert unsupported_numbers("F1 0.99", ()) == ()
    assert unsupported_numbers("F1 0.99", (math.nan, math.inf)) == ()
    assert "not_in_metrics" not in flags(of("Trained a model with F1 0.99 on data of my own"))


def test_a_figure_that_is_not_there_is_a_flag_that_costs() -> None:
    held = of(STRONG, numbers=(0.41, 0.57))
    told = of(STRONG, numbers=(0.41, 0.55))
    assert (held.verdict, flags(held)) == ("STRONG", {})
    assert (told.verdict, flags(told)) == ("OK", {"not_in_metrics": ["0.57"]})


# ---------------------------------------------------------------------- any text


HOSTILE = (
    *("1", "a", "1,", "1.", "1 ", "-", "a-", "f1 ", "f1 (", "1%", "1 to ", "from 1 ", "from 1 (", "a, ", "1x "),
    *("by 1% ", "kaggle ", "recall", "@1", "'s", "vs.", "p =", "rows ", "1 rows ", "various ", "top 1 kaggle ", "99."),
    *("[/]", "1k", "\u0661", "\u00b2", "\x00", "\N{GRINNING FACE}", "\ud800", "(", "contract pages "),
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
@pytest.mark.parametrize("part", ["project", "career"])
def test_time_grows_with_the_length_only(piece: str, part: Any) -> None:
    """Ten times the text takes about ten times as long; a square would take a hundred, which is seconds here."""

    def spent(length: int) -> float:
        text = (piece * length)[:length]
        numbers = tuple(n / 7 for n in range(200))
        times = []
        for _ in range(3):
            begin = process_time()
            of(text, part=part, numbers=numbers, industry=piece)
            times.append(process_time() - begin)
        return min(times)

    of("x")
    assert spent(10_000) < max(40 * spent(1_000), 0.5)


WORDS = [phrase for phrases in CONTENT.bullets.lexicons.values() for phrase in phrases]
PIECES = st.sampled_from([*WORDS, "0.84", "12,000", "rows", "from 1 to 2", *"()%,.;-", "\n"])
TEXTS = st.text(max_size=300) | st.lists(PIECES, max_size=40).map(" ".join)


@given(TEXTS, st.sampled_from(["project", "career"]), st.lists(st.floats(), max_size=5), st.text(max_size=20))
def test_no_text_raises_and_every_span_is_in_the_text(
    text: str, part: Any, numbers: list[float], industry: str
) -> None:
    verdict = of(text, part=part, numbers=tuple(numbers), industry=industry)
    assert verdict.verdict in ("STRONG", "OK", "WEAK")
    assert 0 <= verdict.score <= 10
    for spans in (*(one.spans for one in verdict.features), *(one.spans for one in verdict.flags)):
        assert all(text[start:end] == words and start < end for words, start, end in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))
    have = {one.feature.id for one in verdict.features}
    assert have.isdisjoint(feature.id for feature in verdict.missing)


@given(TEXTS)
def test_an_empty_word_is_seen_behind_any_text(text: str) -> None:
    assert flags(of(f"{text} passionate"))["buzz"][-1] == "passionate"


@given(st.text(max_size=200), st.lists(st.floats(), max_size=8))
def test_no_figures_raise(text: str, numbers: list[float]) -> None:
    assert all(figure in text.lower() for figure in unsupported_numbers(text, numbers))


def test_numbers_within_names_are_none() -> None:
    numbers = [
        token.text for token in tokens_of("ResNet-18 MRR@10 sub-100 ms 0.09-0.17 1.2M p95 58,000") if token.number
    ]
    assert numbers == ["100", "0.09", "0.17", "1.2m", "58,000"]


# ---------------------------------------------------------------------- the whole resume


def kept(*rows: tuple[str, str, str], **tables: Any) -> Journey:
    """A journey with bullets, each given by text, part and project."""
    bullets = {
        f"b{n}": Bullet(f"b{n}", text, TODAY, part, project, n)  # type: ignore[arg-type]
        for n, (text, part, project) in enumerate(rows, 1)
    }
    return journey("outside_some_code", bullets=bullets, **tables)


def project(id_: str, url: str = "https://example.org/p", title: str = "") -> Project:
    return Project(id_, "rag", title or f"Title {id_}", TODAY, url=url)


def run(id_: str, *numbers: float) -> Run:
    return Run(id_, id_.partition("/")[0], TODAY, "rag", "none", numbers=numbers)


def failed(of_: Journey) -> dict[str, str]:
    return {held.check.id: held.said for held in make_resume(CONTENT, of_).checks if not held.held}


GOOD = ((STRONG, "project", "p1"), (CAREER[0][0], "career", ""))


def test_a_good_resume_passes_every_check() -> None:
    whole = kept(*GOOD, projects={"p1": project("p1")}, industry="nursing")
    assert failed(whole) == {}
    assert [held.check.id for held in make_resume(CONTENT, whole).checks] == [c.id for c in CONTENT.bullets.checks]


FAULTS = {
    "projects": (kept((CAREER[0][0], "career", "")), "No bullet speaks of a machine-learning project"),
    "too many projects": (
        kept(*((STRONG, "project", f"p{n}") for n in range(4)), projects={f"p{n}": project(f"p{n}") for n in range(4)}),
        "4 projects: keep the best 3",
    ),
    "linked": (kept((STRONG, "project", ""), projects={"p1": project("p1")}), "b1 Trained a LightGBM model"),
    "linked to what is gone": (kept((STRONG, "project", "p9"), projects={"p1": project("p1")}), "which project is it?"),
    "career": (kept((STRONG, "project", "")), "No bullet speaks of the earlier career"),
    "link": (kept(*GOOD, projects={"p1": project("p1", "")}), "Title p1: no link"),
    "two links": (
        kept((f"{STRONG} https://example.org/other", "project", "p1"), projects={"p1": project("p1")}),
        "Title p1: 2 links",
    ),
    "personal": (kept(("Expected salary: 90,000 a year, married, born in 1990", "career", "")), "leave it out"),
    "photo": (kept(("![me](photo.png) Trained a model on things that I like", "project", "")), "leave it out"),
    "weak": (kept((WEAK, "project", "")), "WEAK: b1 Passionate AI enthusiast"),
    "figures": (
        kept(*GOOD, projects={"p1": project("p1")}, runs={"p1/1": run("p1/1", 0.4)}),
        "Not in the metrics files: b1: 0.41, 0.57",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_of_the_whole_is_told(name: str) -> None:
    whole, said = FAULTS[name]
    assert any(said in one for one in failed(whole).values()), failed(whole)


def test_the_same_link_in_the_project_and_its_bullet_is_one() -> None:
    text = f"{STRONG} (https://Example.org/p/)"
    assert "link" not in failed(kept((text, "project", "p1"), projects={"p1": project("p1")}))


def test_a_graduate_need_not_show_a_career() -> None:
    whole = journey("cs_graduate", bullets={"b1": Bullet("b1", STRONG, TODAY)})
    assert "career" not in {held.check.id for held in make_resume(CONTENT, whole).checks}


def test_figures_come_from_the_newest_run() -> None:
    runs = {key: run(key, number) for key, number in (("p1/2", 0.2), ("p1/10", 0.1), ("p1/9", 0.9), ("p2/11", 0.5))}
    whole = kept(runs=runs, projects={"p1": project("p1")})
    assert newest_run(whole, "p1") == runs["p1/10"]
    assert newest_run(whole, "p3") is None
    text = "Trained a model that reached an F1 of 0.9 on our data"
    assert flags(check_in_journey(CONTENT, whole, text, "project", "p1"))["not_in_metrics"] == ["0.9"]
    assert flags(check_in_journey(CONTENT, whole, text, "project")) == {}


def test_projects_stand_above_the_career_each_with_its_bullets() -> None:
    whole = kept(
        ("Taught school.", "career", ""),
        ("First of p2.", "project", "p2"),
        ("Of none.", "project", ""),
        ("Of p1.", "project", "p1"),
        ("Second of p2.", "project", "p2"),
        projects={"p1": project("p1", "", "One *and* [two]"), "p2": project("p2")},
    )
    assert as_markdown(make_resume(CONTENT, whole)) == (
        "## Projects\n\n### [Title p2](https://example.org/p)\n\n- First of p2.\n- Second of p2.\n\n- Of none.\n\n"
        "### One \\*and\\* \\[two\\]\n\n- Of p1.\n\n## Experience\n\n- Taught school.\n"
    )


def test_markdown_takes_no_orders_from_the_text() -> None:
    whole = kept(
        ("1. [x](javascript:alert(1)) <b> `c` \x1b[2J # no", "project", "p1"),
        ("- not a list", "project", "p1"),
        projects={"p1": project("p1", "https://a b)](c")},
    )
    text = as_markdown(make_resume(CONTENT, whole))
    assert "### Title p1\n" in text
    assert "- 1\\. \\[x\\](javascript:alert(1)) \\<b\\> \\`c\\` \\[2J \\# no\n- \\- not a list\n" in text
    assert "\x1b" not in text


def test_nothing_kept_is_an_empty_resume() -> None:
    assert make_resume(CONTENT, journey()) == make_resume(CONTENT, kept())
    assert as_markdown(make_resume(CONTENT, journey())) == ""


def test_bullets_are_in_the_user_s_order() -> None:
    bullets = {f"b{n}": Bullet(f"b{n}", "x", TODAY, order=order) for n, order in ((10, 1), (9, 1), (1, 2))}
    assert [one.id for one in in_order(journey(bullets=bullets), "project")] == ["b9", "b10", "b1"]


# ---------------------------------------------------------------------- the file


BROKEN = {
    "unknown lexicon": ('"@models"', '"@modles"', "model: patterns: no lexicon has the id 'modles', did you mean"),
    "idle lexicon": ('[lexicons]\n', '[lexicons]\nspare = ["x"]\n', "lexicons spare: lexicons: no pattern names it"),
    "number gone": ("[choices.strong_core]", "[choices.strong]", "choices: no number has the id 'strong_core'"),
    "number that is none": ("value = 13.5", 'value = "x"', "choices full_marks: value: a number is needed"),
    "dead fact": ('facts = ["S0-074"]', 'facts = ["S9-074"]', "no fact has the id 'S9-074'"),
    "no minus": ("minus = 2\n", "minus = 0\n", "minus: 0 is not more than 0"),
    "flag that nothing raises": ("fewer_words = 8\n", "", "too_short: patterns: nothing can raise it"),
    "feature gone": ('id = "held_out"', 'id = "held"', "features: no entry of features has the id 'held_out'"),
    "two of one id": ('id = "too_long"', 'id = "too_short"', "too_short: flags: stands 2 times in the file"),
    "endless pattern": (", within = 60, over", ", gap = 2, over", "over any sign needs within"),
    "long title": ('title = "monitoring"', 'title = "monitoring and many more things"', "characters, 24 fit"),
    "unknown key": ("minus = 2\n", "minus = 2\nminsu = 2\n", "unknown key 'minsu', did you mean 'minus'?"),
    "but of a later one": ('but = "data_size"', 'but = "held_out"', "metric: but: no earlier feature"),
    "phrase twice": ('verbs = [\n', 'verbs = [\n    "built",\n', "built: lexicons verbs: stands 2 times"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize("case", BROKEN)
def test_each_fault_of_the_file_is_told(folder: Path, case: str) -> None:
    old, new, line = BROKEN[case]
    path = folder / "bullets.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text, "the case no longer fits the content"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = check(Content(folder))
    assert any(line in problem and problem.startswith("bullets.toml") for problem in problems), problems


def test_rules_are_made_ready_once_for_each_content() -> None:
    other = replace(CONTENT.bullets, features=CONTENT.bullets.features[:1])
    content = Content()
    content.__dict__["bullets"] = other
    assert len(check_bullet(content, STRONG).features) == 1
    assert len(of(STRONG).features) == 9
