"""Companies, people and applications as CSV: what goes out comes back, what others write is understood."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor.clock import Clock
from mentor.content import Content
from mentor.errors import InputError
from mentor.journey import Journey
from mentor.journey.search import CHANNELS, STAGES, Application, Company, Person
from mentor.session import Session
from mentor.session.search_rows import COLUMNS, read_sheet, written
from mentor.session.search_words import folded
from mentor.sheets import as_csv
from mentor.store.store import OvertakenError, Store
from mentor.text import clean, one_line
from tests.conftest import NOW, TODAY

TABLES = ("companies", "people", "applications")


def files_of(journey: Journey) -> dict[str, str]:
    return {table: as_csv(tuple(COLUMNS[table]), written(table, journey)) for table in TABLES}


def fresh(folder: Path) -> Session:
    return Session(Content(), Store(folder), Clock(TODAY, lambda: NOW))


def records(journey: Journey) -> dict[str, list[Any]]:
    return {table: list(getattr(journey, table).values()) for table in TABLES}


# ---------------------------------------------------------------------------------------------------- round trip

TRICKY = ("=1+1", "'=1", "''-x", "@sum", "+", "-1", '"', 'say "x"', "a,b;c", "'", "x\n\n=y", "none", "NULL", "＝x")  # noqa: RUF001
LINES = (st.sampled_from(TRICKY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)).map(
    lambda text: one_line(text, 200)
)
NOTES = (st.sampled_from(TRICKY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)).map(
    lambda text: clean(text).strip()
)
DAYS = st.integers(0, 400).map(lambda count: TODAY - timedelta(days=count))


@st.composite
def searches(draw: st.DrawFn) -> Journey:
    """A job search as the session lets it be."""
    names = draw(st.lists(LINES.filter(folded), min_size=1, max_size=4, unique_by=folded))
    types = st.sampled_from(("", "vertical_saas", "consulting"))
    companies = {
        f"c{n}": Company(f"c{n}", name, draw(DAYS), draw(types), draw(st.booleans()), draw(NOTES), draw(st.booleans()))
        for n, name in enumerate(names, 1)
    }
    at = st.sampled_from(("", *companies))
    keys = draw(
        st.lists(st.tuples(LINES.filter(folded), at), max_size=4, unique_by=lambda key: (folded(key[0]), key[1]))
    )
    last = st.none() | DAYS
    people = {
        f"h{n}": Person(
            f"h{n}", name, draw(DAYS), company, draw(LINES), draw(NOTES), draw(last), draw(NOTES), note=draw(NOTES),
            role=draw(LINES), archived=draw(st.booleans()), next_on=draw(last),
        )
        for n, (name, company) in enumerate(keys, 1)
    }  # fmt: skip
    jobs = st.tuples(LINES.filter(folded), at, DAYS)
    rows = draw(st.lists(jobs, max_size=4, unique_by=lambda job: (folded(job[0]), *job[1:])))
    # A helper of no company goes by the application's where the row names none; so they are at one.
    helpers = st.sampled_from(("", *(key for key, one in people.items() if one.company)))
    applications = {f"a{n}": draw(_applications(f"a{n}", job, helpers)) for n, job in enumerate(rows, 1)}
    return Journey(companies=companies, people=people, applications=applications)


@st.composite
def _applications(draw: st.DrawFn, id_: str, job: tuple[str, str, date], helpers: Any) -> Application:
    role, company, on = job
    more: dict[str, Any] = {"sent": draw(st.booleans())}
    if more["sent"]:
        reached = draw(st.sets(st.sampled_from(STAGES)))
        more["stages"] = {stage: on + timedelta(days=7 * n) for n, stage in enumerate(STAGES) if stage in reached}
        more["outcome"] = draw(st.sampled_from(("open", "rejected", "no_answer", "withdrawn")))
        more["ended"] = None if more["outcome"] == "open" else TODAY
    channel, archived = draw(st.sampled_from(CHANNELS)), draw(st.booleans())
    texts = {"ad": draw(NOTES), "resume": draw(LINES), "note": draw(NOTES), "person": draw(helpers)}
    return Application(id_, role, on, channel, company, archived=archived, **texts, **more)


@settings(max_examples=25)
@given(searches())
def test_what_was_written_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, journey: Journey):
    session = fresh(tmp_path_factory.mktemp("journey"))
    for table, text in files_of(journey).items():
        if records(journey)[table]:
            taken = session.import_search(table, text)
            assert (taken.problems, taken.remarks, taken.beside) == ((), (), ())
    assert records(session.journey) == records(journey)
    assert files_of(session.journey) == files_of(journey)


@pytest.fixture
def search(started: Session) -> Session:
    started.add_company("=Acme", why="+1\nand more", type="vertical_saas", own_industry=True)
    started.add_person("@First Person", "=Acme", met="-", next="write", next_on=TODAY)
    started.apply("ML engineer", "=Acme", channel="referral", person="h1", ad='"ad", it says;\n\n=end')
    started.apply("Analyst", "Example Co", sent=False)
    started.reach("a1", "onsite")
    started.archive([started.journey.applications["a2"]])
    return started


def test_the_applications_alone_bring_companies_and_people_with_them(search: Session, tmp_path: Path):
    other = fresh(tmp_path / "other")
    taken = other.import_search("applications", search.export_search("applications"))
    assert [one.id for one in taken.beside] == ["c1", "h1", "c2"]
    assert records(other.journey)["applications"] == records(search.journey)["applications"]
    assert (other.journey.people["h1"].name, other.journey.people["h1"].company) == ("@First Person", "c1")
    assert other.undo() == "import 2 applications"
    assert records(other.journey) == {table: [] for table in TABLES}


def test_no_cell_is_a_formula_for_a_spreadsheet(search: Session):
    for table in TABLES:
        for row in csv.reader(io.StringIO(search.export_search(table))):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert "'=Acme" in search.export_search("companies")


def test_the_same_file_again_brings_nothing(search: Session):
    for table in TABLES:
        before = search.journey
        with pytest.raises(InputError, match="was taken from the file") as caught:
            search.import_search(table, search.export_search(table))
        assert len(caught.value.details) == len(getattr(before, table))
        assert search.journey == before


def test_a_file_is_written_once(search: Session, tmp_path: Path):
    path = search.write_search("people", str(tmp_path / "people.csv"))
    assert path.read_text(encoding="utf-8") == search.export_search("people")
    with pytest.raises(InputError, match="there already"):
        search.write_search("people", str(path))
    search.write_search("people", str(path), over=True)


# ---------------------------------------------------------------------------------------------------- what others write


@pytest.mark.parametrize(
    "text",
    [
        "name,company,met\nOne Person,Acme,a talk\n",
        "NAME;Company;Met\nOne Person;Acme;a talk\n",
        "met\tname\tCOMPANY\na talk\tOne Person\tAcme\n",
        '\ufeff"Name","Company","met"\r\n"One Person","Acme","a talk"\r\n',
        "\n\nContact,Firm,met,colour\nOne Person,Acme,a talk\n\n,,,\n",
        "name,company,met\r  One  Person , Acme ,a talk",
    ],
)
def test_columns_in_any_order_case_and_separator(started: Session, text: str):
    taken = started.import_search("people", text)
    assert taken.problems == ()
    (person,) = started.journey.people.values()
    assert (person.name, person.met, person.on) == ("One Person", "a talk", TODAY)
    assert started.journey.companies[person.company].name == "Acme"


def test_a_table_kept_elsewhere_is_understood(started: Session):
    text = (
        "Job Title,Employer,Date applied,Channel,Outcome,Onsite,Referrer,Notes\n"
        "ML engineer,Acme,2026-11-01,warm contact,No answer,,Some Body,first\n"
        "Analyst,acme,2026-11-02,,,2026-12-01,,\n"
        "Lead,,2026-10-02,Referral,Accepted,,,\n"
    )
    assert started.import_search("applications", text).problems == ()
    one, two, three = started.journey.applications.values()
    assert (one.channel, one.outcome, one.ended, one.person, one.note) == (
        "warm", "no_answer", date(2026, 11, 1), "h1", "first",
    )  # fmt: skip
    assert (two.channel, two.company, two.stages) == ("cold", one.company, {"onsite": date(2026, 12, 1)})
    assert (three.company, three.channel, dict(three.stages)) == ("", "referral", {"offer": date(2026, 10, 2)})


def test_columns_that_are_none_of_ours_are_named_and_passed_over(started: Session):
    taken = started.import_search("companies", "Colour,name,,Name\nred,Acme,x,Other\n")
    assert taken.remarks == (
        "column 1: colour is none of ours; passed over",
        "column 4: name is named twice; this one is passed over",
    )
    assert [one.name for one in started.journey.companies.values()] == ["Acme"]


BAD = """\
company,role,channel,applied,sent,screen,outcome,closed,person,archived
Acme,One,,2026-11-01,,,,,,
Acme,,,2026-11-01,,,,,,
Acme,Two,,01.11.2026,,11/02/2026,,,,
Acme,Two,,2026-11-01,perhaps,,,,,
Acme,Two,LinkedIn,2026-11-01,,,,,,
Gone,Two,,,,,,,,
Acme,Two,,,no,,,,,
Gone,Two,,2026-11-01,,2026-10-31,,,Nobody,
Acme,Two,,2026-11-22,,,,,,
Acme,Two,,2026-11-01,,,ghosted,,,
Acme,Two,,2026-11-01,,,rejected,2026-10-31,,
Acme,Two,,1926-11-01,,,,,,
ACME,one,,2026-11-01,,,,,,
Acme,Two, and a half,2026-11-01,,,,,,,x
Acme,Three,,2026-11-01,no,2026-11-02,,,,
Example Co,Two,,2026-11-01,,,,,,yes
Acme,"Three,,2026-11-01
"""


def test_a_bad_row_is_named_and_the_rest_comes_in_as_one_step(started: Session):
    taken = started.import_search("applications", BAD)
    assert list(taken.problems) == [
        "row 3: Application: the role is missing",
        "row 4: applied: 01.11.2026 is no date; write it as 2026-11-21; "
        "screen: 11/02/2026 is no date; write it as 2026-11-21",
        "row 5: sent: perhaps is neither yes nor no",
        "row 6: No channel is called LinkedIn",
        "row 7: applied: the day is missing",
        "row 9: The screen stage on 2026-10-31 would be before the application went out on 2026-11-01",
        "row 10: An application cannot have gone out on 2026-11-22: that day is still to come",
        "row 11: No outcome is called ghosted",
        "row 12: The outcome on 2026-10-31 would be before the application went out on 2026-11-01",
        "row 13: applied: 1926-11-01 is not between 2000 and 2200",
        "row 14: a1 is the same title at the same company on the same day",
        "row 15: has 11 cells, and the first row names 10 columns: is a text without its quotes?",
        "row 16: An application that was not sent yet has no stages and no outcome",
        "row 18: cannot be read (its quotes are never closed)",
    ]
    assert [(one.id, one.role, one.company) for one in taken.records] == [
        ("a1", "One", "c1"), ("a2", "Two", "c1"), ("a3", "Two", "c2"),
    ]  # fmt: skip
    # Nothing comes onto the lists for a row that did not.
    assert [one.name for one in started.journey.companies.values()] == ["Acme", "Example Co"]
    assert dict(started.journey.people) == {}
    assert started.undo() == "import 3 applications"
    assert dict(started.journey.companies) == {}


def test_a_type_that_is_none_is_told_and_the_company_comes_in_without(started: Session):
    taken = started.import_search("companies", "name,type\nAcme,Vertical SaaS\nThird,startup\n,startup\n")
    assert taken.problems == (
        "row 3: No type of company is called startup; taken without",
        "row 4: Company: the name is missing",
    )
    assert [one.type for one in started.journey.companies.values()] == ["vertical_saas", ""]


def test_who_helped_is_found_where_the_row_says_it(started: Session):
    for company in ("Acme", "Example Co"):
        started.add_person("Twin", company)
    started.add_person("Only One", "Acme")
    text = (
        "role,company,applied,person,person_company\n"
        "A,Acme,2026-11-01,twin,\nB,Acme,2026-11-01,Twin,example co\nC,Third,2026-11-01,only one,\n"
        "D,Third,2026-11-01,Twin,\nE,Third,2026-11-01,Twin,Fourth\n"
    )
    taken = started.import_search("applications", text)
    assert [one.person for one in taken.records] == ["h1", "h2", "h3", "h4"]
    assert taken.problems == ("row 5: person: several are called Twin; say whose in person_company",)
    assert started.journey.companies[started.journey.people["h4"].company].name == "Fourth"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no 'name'"),
        ("Acme\nThird\n", "names no 'name'"),
        ('"name\nAcme\n', "names no 'name'"),
        ("name\n", "No company was taken"),
        ("name\n" + "x\n" * 20_001, "more than 20,000 rows"),
    ],
)
def test_what_holds_no_table(started: Session, text: str, said: str):
    with pytest.raises(InputError, match=said):
        started.import_search("companies", text)
    assert dict(started.journey.companies) == {}


def test_what_is_no_file_of_text(started: Session, tmp_path: Path):
    (tmp_path / "latin.csv").write_bytes("name\ncafé\n".encode("latin-1"))
    (tmp_path / "nul.csv").write_bytes(b"name\nAc\0me\n")
    (tmp_path / "wide.csv").write_bytes("name\nAcme\n".encode("utf-16"))
    (tmp_path / "huge.csv").write_bytes(b"name\n" + b"x" * 20_000_000)
    for name, said in (
        ("latin.csv", "no UTF-8 text"),
        ("nul.csv", "no UTF-8 text"),
        ("wide.csv", "no UTF-8 text"),
        ("huge.csv", "larger than 20 MB"),
        ("absent.csv", "cannot be read"),
        ("", "cannot be read"),
        ("a\0b", "cannot be read"),
        ("~nobody-of-this-name/x.csv", "cannot be read"),
    ):
        with pytest.raises(InputError, match=said):
            started.import_search_file("companies", name if name.startswith("~") else str(tmp_path / name))
    assert dict(started.journey.companies) == {}


def test_control_characters_do_not_come_in(started: Session):
    started.import_search("companies", "name,note\nAc\x1b[2Jme,\u202ex\x07\n")
    (one,) = started.journey.companies.values()
    assert (one.name, one.note) == ("Ac[2Jme", "x")


def test_another_window_may_add_meanwhile(started: Session, folder: Path, monkeypatch: pytest.MonkeyPatch):
    other = Session(started.content, Store(folder), started.clock)
    commit, late = started.commit, iter(["Acme"])

    def slow(*args: Any, **options: Any) -> None:
        for name in late:
            other.add_company(name)
        commit(*args, **options)

    monkeypatch.setattr(started, "commit", slow)
    taken = started.import_search("people", "name,company\nOne,Acme\nTwo,Third\n")
    assert [one.company for one in taken.records] == ["c1", "c2"]
    assert [one.name for one in started.journey.companies.values()] == ["Acme", "Third"]
    with pytest.raises(OvertakenError):
        commit("x", [started.journey.companies["c1"]], only_new=True)


def test_every_field_of_a_record_has_its_column():
    """A field that is added to a record later is not lost on the way out and in."""
    for table, kind in (("companies", Company), ("people", Person), ("applications", Application)):
        names = {one.name for one in fields(kind)} - {"id", "stages"}
        stages = set(STAGES) | {"person_company"} if table == "applications" else set()
        assert {column.field for column in COLUMNS[table].values()} - stages == names


def test_a_sheet_says_nothing_of_empty_cells():
    (row,) = read_sheet("people", "name,last,met\nOne,,\n").rows
    assert (row.number, row.values, row.wrong) == (2, {"name": "One"}, "")
