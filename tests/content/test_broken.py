"""Broken copies of the content: each must be told by file, entry and field."""

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from mentor.content import Content, ContentError
from mentor.content.check import check
from mentor.content.load import DATA
from mentor.content.model import StartId, TargetId

P0 = "tasks/P0.toml"

BROKEN = {
    # what is wrong: (file, old text, new text, the line that is expected)
    "unknown key": (
        P0,
        'title = "Write a command-line',
        'titel = "x"\ntitle = "Write a command-line',
        "tasks/P0.toml, P0.1: unknown key 'titel', did you mean 'title'?",
    ),
    "missing field": (P0, 'smallest = "Print the number', '# "', "tasks/P0.toml, P0.1: smallest is missing"),
    "wrong type": (
        P0,
        "hours = 14",
        'hours = "14"',
        "tasks/P0.toml, P0.1: hours: a number is needed, '14' stands here",
    ),
    "a boolean for a number": (P0, "hours = 14", "hours = true", "P0.1: hours: a number is needed, True stands here"),
    "wrong word": (P0, 'kind = "build"', 'kind = "make"', "P0.1: kind: 'make' is none of build, learn"),
    "empty text": (P0, 'title = "Write a command-line', 'title = " " # "', "tasks/P0.toml, P0.1: title: is empty"),
    "long title": (P0, 'title = "Write a', f'title = "{"long " * 12}', "tasks/P0.toml, P0.1: title: 1"),
    "no hours": (P0, "hours = 14", "hours = 0", "tasks/P0.toml, P0.1: hours: 0 is not more than 0"),
    "duplicate task": (P0, 'id = "P0.2"', 'id = "P0.1"', "tasks/P0.toml, P0.1: id: stands 2 times in the file"),
    "task of another phase": (P0, 'id = "P0.2"', 'id = "P1.99"', "tasks/P0.toml, P1.99: id: does not begin with P0."),
    "dead fact": (P0, '"S1-032"', '"S1-999"', "tasks/P0.toml, P0.1: facts: no fact has the id 'S1-999'"),
    "dead item": (P0, 'items = ["A01.4"]', 'items = ["A01.9"]', "P0.1: items: no item has the id 'A01.9'"),
    "dead rule": (P0, 'rule = "C08"', 'rule = "C88"', "tasks/P0.toml, P0.1: rule: no rule has the id 'C88'"),
    "dead task": (P0, 'after = ["P0.1"]', 'after = ["P0.77"]', "P0.3: after: no task has the id 'P0.77'"),
    "need of another gate": (
        P0,
        'need = "G0.1"',
        'need = "G1.1"',
        "P0.2: need: no deliverable of the gate of P0 has the",
    ),
    "circle": (P0, "after = []", 'after = ["P0.3"]', "tasks/P0.toml, P0.1: after: a circle: P0.1, P0.3 wait for"),
    "waits for itself": (P0, "after = []", 'after = ["P0.1"]', "P0.1: after: a circle: P0.1 wait for each other"),
    "syntax": (P0, "hours = 14", "hours = = 14", "tasks/P0.toml: Invalid value (at line "),
    "no entries": ("rules.toml", "[[rules]]", "[[rulez]]", "rules.toml: unknown key 'rulez', did you mean 'rules'?"),
    "a table for a list": ("sources.toml", "[[sources]]", "[sources]", "sources.toml: "),
    "dead fact of a source": ("facts.toml", 'id = "S0-001"', 'id = "S9-001"', "S9-001: id: no source has the id 'S9'"),
    "page without a fact of a guide": (
        "library/faq.toml",
        'facts = ["',
        'facts = ["S7-1", "',
        "facts: no fact has the id 'S7-1'",
    ),
    "page on a wrong shelf": ("library/faq.toml", 'topic = "faq"', 'topic = "role"', "topic: stands on the shelf faq"),
    "page longer than a screen": (
        "library/faq.toml",
        'text = "',
        'text = "' + "more " * 200,
        "characters, 900 fit on a screen",
    ),
    "fact on no page": (
        "facts.toml",
        'id = "S0-001"',
        'id = "S0-777"',
        "S0-777: id: no page of the Library carries it",
    ),
    "bands of two guides in one": ("salary.toml", 'facts = ["S3-', 'facts = ["S2-043", "S3-', "a band is one guide's"),
    "warning of nobody": ("warnings.toml", 'facts = ["', 'facts = ["S9-9", "', "facts: no fact has the id 'S9-9'"),
    "side of no rule": ("sides.toml", 'rule = "C04"', 'rule = "C99"', "rule: no rule has the id 'C99'"),
    "rule without a side": ("sides.toml", 'rule = "C04"', 'rule = "C05"', "sides.toml, C04: rule: no side says what"),
    "side with an unknown condition": (
        "sides.toml",
        'flags = ["maths_low"]',
        'flags = ["tired"]',
        "flags: no condition has the id 'tired'",
    ),
    "last side with a condition": (
        "sides.toml",
        'text = "All rounds',
        'python = "below"\ntext = "All rounds',
        "the last side of a rule is for everybody",
    ),
    "importance": (
        "facts.toml",
        "importance = 2",
        "importance = 7",
        "facts.toml, S0-001: importance: 7 is not 1, 2 or 3",
    ),
    "weight": ("areas.toml", "weight = 10.0", "weight = 9.0", "areas.toml, python: weight: 9 stands here"),
    "mentions": (
        "areas.toml",
        "[3, 3, 3, 3, 3]",
        "[3, 3, 3, 3]",
        "areas.toml, python: mentions: 5 values are needed, 4",
    ),
    "mentions and sources": (
        "areas.toml",
        "[3, 3, 3, 3, 3]",
        "[4, 4, 4, 3, 0]",
        "python: sources: mentions says S0, S1",
    ),
    "mention too strong": (
        "areas.toml",
        "[3, 3, 3, 3, 3]",
        "[4, 3, 3, 3, 2]",
        "areas.toml, python: mentions: each is 0",
    ),
    "item of another area": (
        "areas.toml",
        '"A01.5"',
        '"A02.9"',
        "areas.toml, python: items A02.9: the id does not begin",
    ),
    "item twice": ("areas.toml", '"A01.5"', '"A01.4"', "areas.toml, A01.4: items: stands 2 times in the file"),
    "item level": (
        "areas.toml",
        'level = "S"',
        'level = "F"',
        "areas.toml, all entries: id: 67 items of level F are needed",
    ),
    "item field": ("areas.toml", 'shows = "commit or test"', "", "areas.toml, python: items A01.2: shows is missing"),
    "profile": (
        "areas.toml",
        "[profiles.llm]",
        "[profiles.llms]",
        "areas.toml, all entries: profiles: no profiles has the",
    ),
    "multiplier": (
        "areas.toml",
        "deployment = 1.25",
        "deploy = 1.25",
        "areas.toml, profiles platform: multipliers: no area",
    ),
    "area twice asked": (
        "probes.toml",
        'area = "hygiene"',
        'area = "python"',
        "probes.toml, all entries: area: 3 probes ask",
    ),
    "right out of range": (
        "probes.toml",
        "right = 1",
        "right = 4",
        "probes.toml, PR01: right: 4 is no index into 4 options",
    ),
    "options": (
        "probes.toml",
        '    "Runs in parallel because it is async",\n',
        "",
        "probes.toml, PR01: options: four diff",
    ),
    "gate need area": (
        "phases.toml",
        'areas = ["python", "hygiene"]\n        level = 2.5',
        'areas = ["python", "hygeine"]\n        level = 2.5',
        "phases.toml, P0: gate needs G0.4: areas: no area has the id 'hygeine'",
    ),
    "gate need criterion": (
        "phases.toml",
        'criteria = ["R07", "R08"]',
        'criteria = ["R07", "R80"]',
        "phases.toml, P1: gate needs G1.2: criteria: no criterion has the id 'R80'",
    ),
    "gate need project": (
        "phases.toml",
        'project = "shipped"',
        'project = "delivered"',
        "project: 'delivered' is none of",
    ),
    "gate need level": (
        "phases.toml",
        "        level = 2.5\n",
        "",
        "phases.toml, P0: gate needs G0.4: level: areas and a level up to 4",
    ),
    "phase weights": (
        "phases.toml",
        "hygiene = 0.35",
        "hygiene = 0.30",
        "phases.toml, P0: weights: the sum is 0.95, 1 is",
    ),
    "phase area": (
        "phases.toml",
        '["classical_ml"]',
        '["classic_ml"]',
        "P1: areas: no area has the id 'classic_ml', did you",
    ),
    "hours descend": (
        "phases.toml",
        "[180, 260, 400]",
        "[180, 160, 400]",
        "phases.toml, P0: hours_learn: 180, 160, 400 do",
    ),
    "hours of two": (
        "phases.toml",
        "[180, 260, 400]",
        "[180, 260]",
        "phases.toml, P0: hours_learn: 3 values are needed, 2",
    ),
    "mix": ("phases.toml", "build = 50", "build = 60", "phases.toml, P0: mix: build, learn, practise and publish"),
    "span of a guide": (
        "phases.toml",
        '["S0-052", "S0-053"]',
        '["S1-052"]',
        "P0: spans S0: facts: S1-052 is no fact of S0",
    ),
    "phase order": ("phases.toml", 'id = "P1"', 'id = "P9"', "phases.toml, all entries: id: P0 P1 P2"),
    "gate": (
        "phases.toml",
        'id = "G0.3"',
        'id = "G3.3"',
        "phases.toml, P0: gate needs G3.3: the id does not begin with",
    ),
    "project type": (
        "projects.toml",
        'id = "rag"',
        'id = "rags"',
        "projects.toml, all entries: id: no project type has the",
    ),
    "criterion type": (
        "criteria.toml",
        '["feature_pipeline"]',
        '["features"]',
        "criteria.toml, R05: shipped: no project",
    ),
    "criterion section": (
        "criteria.toml",
        'section = "data"',
        'section = "date"',
        "R01: section: 'date' is none of data",
    ),
    "criterion hours": (
        "criteria.toml",
        "hours = 1\n",
        "hours = 0\n",
        "criteria.toml, R01: hours: 0 is not more than 0",
    ),
    "criterion proves": (
        "criteria.toml",
        'proves = ["A13.3"]',
        'proves = ["A13.9"]',
        "criteria.toml, R05: proves: no item has the id 'A13.9'",
    ),
    "criterion gone": (
        "criteria.toml",
        'id = "R38"',
        'id = "X38"',
        "criteria.toml, all entries: id: 38 criteria R01, R02",
    ),
    "placeholder": ("actions.toml", "mistakes cost money in {industry}", "mistakes cost money in {industri}", None),
    "levels": (
        "actions.toml",
        "levels = [0.0, 1.5]",
        "levels = [1.5, 0.0]",
        "actions.toml, later.learn.python: levels: the",
    ),
    "hole in the levels": ("actions.toml", "levels = [0.0, 1.5]", "levels = [0.0, 1.4]", None),
    "minutes": ("actions.toml", "minutes = 120", "minutes = 180", "minutes: 180 is not 20 to 150"),
    "area of a template": (
        "actions.toml",
        'areas = ["python"]',
        'areas = ["pyhton"]',
        "areas: no area has the id 'pyhton'",
    ),
    "kind for everybody": (
        "actions.toml",
        'id = "later.public"\nkind = "public"',
        'id = "later.public"\nkind = "people"',
        None,
    ),
    "rule gone": ("rules.toml", 'id = "C37"', 'id = "C38"', "rules.toml, all entries: id: no rule has the id 'C37'"),
    "position of a guide": (
        "rules.toml",
        'source = "S0"',
        'source = "S7"',
        "rules.toml, C01: positions S7: source: no",
    ),
    "timeline of a guide": (
        "timelines.toml",
        'facts = ["S0-046"]',
        'facts = ["S4-036"]',
        "S0-046: facts: S4-036 is no",
    ),
    "months descend": ("timelines.toml", "[9, 15]", "[15, 9]", "timelines.toml, S0-046: months: 15, 9 do not ascend"),
    "ranges apart": (
        "timelines.toml",
        "[12, 18]",
        "[16, 18]",
        "months: no month in common, for swe_backend with Python",
    ),
    "no range": ("timelines.toml", '["beginner", "outside_some_code"]', '["beginner"]', None),
    "number gone": (
        "numbers.toml",
        "[adherence]",
        "[adherance]",
        "numbers.toml, adherence: value: is missing, the code",
    ),
    "number without reason": (
        "numbers.toml",
        'reason = "Assumed fatigue',
        '# "',
        "numbers.toml, hours_bends: reason is missing",
    ),
    "text for a number": (
        "numbers.toml",
        "value = 0.8\n",
        'value = "0.8"\n',
        "numbers.toml, adherence: value: a number is",
    ),
    "bare number": (
        "numbers.toml",
        "[cap_no_evidence]",
        "stray = 3\n[cap_no_evidence]",
        "numbers.toml, stray: value: a table",
    ),
    "area in a number": (
        "numbers.toml",
        '"python", "hygiene", "sql"]',
        '"piton"]',
        "numbers.toml, blocks: value: no area",
    ),
    "prior too short": (
        "numbers.toml",
        "beginner = [1, 1,",
        "beginner = [1,",
        "numbers.toml, path_prior: value: the lists",
    ),
    "start without prior": (
        "numbers.toml",
        "beginner = [1",
        "starter = [1",
        "numbers.toml, path_prior: value: beginner is",
    ),
}

SEVERAL = {
    "placeholder": "why: no placeholder has the id 'industri', did you mean 'industry'?",
    "hole in the levels": "actions.toml, later python: levels: no template fits an item at level 1.4",
    "kind for everybody": "actions.toml, later public: starts, targets, projects, phases: no template fits",
    "no range": "timelines.toml, all entries: use: no range for outside_some_code with Python",
}
"""The lines expected where they did not fit beside the case."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")


def spoil(folder: Path, file: str, old: str, new: str) -> list[str]:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, "the case no longer fits the content"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return check(Content(folder))


@pytest.mark.parametrize("case", BROKEN)
def test_each_fault_is_told(folder: Path, case: str) -> None:
    file, old, new, line = BROKEN[case]
    problems = spoil(folder, file, old, new)
    wanted = line or SEVERAL[case]
    assert any(wanted in problem for problem in problems), problems
    assert all(problem.partition(".toml")[1] for problem in problems)


@pytest.mark.parametrize("file", ["sources", "facts", "areas", "probes", "rules", "actions", "tasks/P4", "numbers"])
def test_missing_file_is_told_once_and_nothing_is_followed_into_it(folder: Path, file: str) -> None:
    (folder / f"{file}.toml").unlink()
    assert check(Content(folder)) == [f"{file}.toml: the file is missing"]


def test_too_few_tasks_are_told_for_each_profile(folder: Path) -> None:
    path = folder / P0
    bare = re.sub(r"^starts = .*\n", "", path.read_text(encoding="utf-8"), flags=re.M)
    path.write_text(bare.replace("\nafter =", '\nstarts = ["beginner"]\nafter ='), encoding="utf-8")
    problems = check(Content(folder))
    line = "tasks/P0.toml, all entries: starts, targets: {} are open to {} with target {}, 6 to 12 are needed"
    others = [start for start in get_args(StartId) if start != "beginner"]
    assert set(problems) >= {line.format(0, start, target) for start in others for target in get_args(TargetId)}


def test_file_that_is_no_text(folder: Path) -> None:
    (folder / "rules.toml").write_bytes(b"\xff\xfe\x00")
    (problem,) = check(Content(folder))
    assert problem.startswith("rules.toml: ")


def test_every_problem_of_every_file_is_told_at_once(folder: Path) -> None:
    (folder / "probes.toml").unlink()
    spoil(folder, P0, "hours = 14", 'hours = "14"')
    spoil(folder, "sources.toml", 'what = "A hiring', 'wat = "A hiring')
    problems = spoil(folder, "numbers.toml", "[adherence]", "[adherance]")
    assert {problem.partition(".toml")[0] for problem in problems} == {"probes", "tasks/P0", "sources", "numbers"}
    assert [p for p in problems if p.startswith("sources")] == [
        "sources.toml, S0: unknown key 'wat', did you mean 'what'?",
        "sources.toml, S0: what is missing",
    ]


def test_an_entry_with_a_fault_still_counts_as_there(folder: Path) -> None:
    """What refers to a rule whose text has a fault is not at fault itself."""
    problems = spoil(folder, "rules.toml", 'short = "each figure', 'shot = "each figure')
    assert problems == ["rules.toml, G1: unknown key 'shot', did you mean 'short'?", "rules.toml, G1: short is missing"]


def test_task_behind_a_circle_is_not_called_part_of_it(folder: Path) -> None:
    problems = spoil(folder, P0, "after = []", 'after = ["P0.3"]')
    assert {p.split(",")[1].split(":")[0].strip() for p in problems if "a circle" in p} == {"P0.1", "P0.3"}


class TestLoader:
    """Reading a part validates its file and no other."""

    def test_fault_of_another_file_does_not_matter(self, folder: Path) -> None:
        (folder / "actions.toml").write_text("= broken", encoding="utf-8")
        assert len(Content(folder).areas) == 20

    def test_fault_of_the_file_itself(self, folder: Path) -> None:
        (folder / "actions.toml").write_text("= broken", encoding="utf-8")
        with pytest.raises(ContentError, match=r"actions\.toml: Invalid"):
            _ = Content(folder).actions

    def test_all_problems_of_one_file_together(self, folder: Path) -> None:
        path = folder / "rules.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("short =", "shrt ="), encoding="utf-8")
        with pytest.raises(ContentError) as caught:
            _ = Content(folder).rules
        assert len(caught.value.problems) == 2 * 42

    def test_a_part_is_read_once(self, folder: Path) -> None:
        content = Content(folder)
        first = content.areas
        (folder / "areas.toml").unlink()
        assert content.areas is first

    def test_guides_behind_facts(self) -> None:
        assert Content().source_names(("S2-056", "S0-046", "S2-057")) == ("S0", "S2")


SKELETONS = {
    # what is wrong: (file, old text, new text, the line that is expected)
    "no template": ("rag/headings.txt", None, None, "projects.toml, rag: scaffold: scaffold/rag: no template stands"),
    "no common file": ("common/Dockerfile.txt", None, None, "projects.toml, rag: scaffold: Dockerfile is missing"),
    "no headings": (
        "serving_api/headings.txt",
        None,
        None,
        "projects.toml, serving_api: scaffold: headings is missing",
    ),
    "placeholder": (
        "common/pyproject.toml.txt",
        "@name@",
        "@nam@",
        "no placeholder has the id 'nam', did you mean 'name'?",
    ),
    "filled in": ("common/README.md.txt", "## Run\n", "## Run\n\nmake run\n", "'make' stands outside a comment"),
    "filled in by its type": (
        "rag/headings.txt",
        "<!--",
        "Recall@10 is 0.8 <!--",
        "'Recall@10' stands outside a comment",
    ),
}


@pytest.mark.parametrize("case", SKELETONS)
def test_each_fault_of_a_skeleton_is_told(folder: Path, case: str) -> None:
    file, old, new, line = SKELETONS[case]
    path = folder / "scaffold" / file
    text = path.read_text(encoding="utf-8")
    if old is None or new is None:
        path.unlink()
    else:
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = check(Content(folder))
    assert any(line in problem for problem in problems), problems
    assert all("scaffold" in problem for problem in problems)


def test_a_template_that_is_no_text(folder: Path) -> None:
    (folder / "scaffold" / "rag" / "headings.txt").write_bytes(b"\xff\xfe")
    (problem,) = check(Content(folder))
    assert problem.startswith("projects.toml, rag: scaffold: scaffold/rag/headings.txt: ")
