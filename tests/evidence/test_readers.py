"""The small readers, each by its own grammar."""

from __future__ import annotations

import json

import pytest

from mentor.evidence.read.build_files import copied, read_dockerfile, read_justfile, read_makefile
from mentor.evidence.read.figures import number, read_figures, read_table
from mentor.evidence.read.markdown import read_markdown
from mentor.evidence.read.notebook import read_notebook
from mentor.evidence.read.python import parse
from mentor.evidence.read.workflows import read_workflow, runs_tests
from mentor.evidence.read.yamls import load_yaml, walk_values
from mentor.evidence.secrets import find_secrets

# ---------------------------------------------------------------------- YAML


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on: push", {"on": "push"}),
        ("on:\n  push:\n", {"on": {"push": None}}),
        ("yes: no", {"yes": "no"}),
        ("a: 1\nb: 1.5\nc: '1'\nd: true\ne: 2026-01-02", {"a": 1, "b": 1.5, "c": "1", "d": True, "e": "2026-01-02"}),
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2", {"a": {"b": 1}, "c": {"b": 1, "d": 2}}),
        ("a: !!python/object/apply:os.system [x]", {"a": ["x"]}),
        ("- 1\n- [2, {a: 3}]", [1, [2, {"a": 3}]]),
        ("? [1, 2]\n: x", {"": "x"}),
    ],
)
def test_yaml(text: str, value: object) -> None:
    assert load_yaml(text) == [value]


def test_yaml_documents() -> None:
    assert load_yaml("a: 1\n---\nb: 2\n") == [{"a": 1}, {"b": 2}]
    assert load_yaml("") == []


@pytest.mark.parametrize("text", ["[" * 100, "a: [", "a: *b", "a: &a [*a]", "x" * 500_000, "\t- a", "{{ a }}: {{ b"])
def test_no_yaml(text: str) -> None:
    with pytest.raises(ValueError):
        load_yaml(text)


def test_yaml_bomb_is_refused_before_it_is_walked() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(8)]
    with pytest.raises(ValueError, match="too many"):
        load_yaml("\n".join(rows))
    assert len(walk_values(load_yaml("\n".join(rows[:4])))) == 9 + 81 + 729 + 6561


# ---------------------------------------------------------------------- Dockerfile, Makefile, justfile

DOCKERFILE = """# syntax=docker/dockerfile:1
ARG VERSION=3.12
FROM --platform=linux/amd64 python:${VERSION}-slim AS build
RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync \\
    # a comment in between
    && echo done
RUN <<EOF
FROM nothing
EOF
from build
COPY --chown=1:1 ["pyproject.toml", "uv.lock", "./"]
COPY --from=build /app /app
CMD ["x"]
"""


def test_dockerfile() -> None:
    stages = read_dockerfile(DOCKERFILE)
    assert [(stage.image, stage.alias, stage.line) for stage in stages] == [
        ("python:3.12-slim", "build", 3),
        ("build", "", 10),
    ]
    assert [one.name for one in stages[0].instructions] == ["RUN", "RUN"]
    assert stages[0].instructions[0].rest.endswith("uv sync && echo done")
    assert copied(stages[0].instructions[0]) == ["uv.lock"]
    assert [copied(one) for one in stages[1].instructions] == [["pyproject.toml", "uv.lock"], [], []]


def test_makefile() -> None:
    text = ".PHONY: run\nX := 1\nY ?= a: b\nrun deps: build ## help\n\t@echo hi\n\tpytest\nall:: run; echo x\n# no: x\n"
    found = {target.name: target for target in read_makefile(text)}
    assert set(found) == {"run", "deps", "all"}
    assert found["deps"].commands == ("echo hi", "pytest")
    assert found["run"].after == ("build",)
    assert (found["run"].line, found["all"].commands) == (4, ("echo x",))


def test_justfile() -> None:
    text = "set shell := ['bash']\nversion := '1'\nalias t := test\n@test filter='': build\n    pytest {{filter}}\n"
    assert [(one.name, one.commands, one.after) for one in read_justfile(text)] == [
        ("test", ("pytest {{filter}}",), ("build",))
    ]


# ---------------------------------------------------------------------- workflows


@pytest.mark.parametrize(
    ("command", "runs"),
    [
        ("pytest -q", True),
        ("uv run --frozen pytest", True),
        ("python -m pytest tests", True),
        ("./.venv/bin/pytest", True),
        ("tox -e py", True),
        ("make test", True),
        ("make check-all", True),
        ("make lint", False),
        ("just test", True),
        ("pip install pytest", False),
        ("echo 'pytest'", True),
        ("# pytest", False),
        ("npm test", False),
        ("ruff check .", False),
        ('echo "unclosed pytest', True),
    ],
)
def test_which_commands_run_tests(command: str, runs: bool) -> None:
    targets = {
        one.name: one for one in read_makefile("check-all: unit\n\techo\nunit:\n\tpytest\nlint:\n\truff\na: a\n")
    }
    assert runs_tests(command, targets) is runs


def test_targets_that_need_each_other_end() -> None:
    targets = {one.name: one for one in read_makefile("a: b\nb: a\n\tmake a\n")}
    assert runs_tests("make a", targets) is False


@pytest.mark.parametrize(
    ("on", "triggers"),
    [("push", {"push"}), ("[push, schedule]", {"push", "schedule"}), ("{push: {}, release: }", {"push", "release"})],
)
def test_workflow(on: str, triggers: set[str]) -> None:
    steps = "      - uses: x/y@v1\n      - run: |\n          pip install .\n          pytest\n"
    text = f"on: {on}\njobs:\n  a:\n    steps:\n{steps}"
    workflow = read_workflow(".github/workflows/a.yml", text)
    assert workflow is not None
    assert workflow.triggers == triggers
    assert [(step.command, step.line) for step in workflow.steps] == [("pip install .", 7), ("pytest", 8)]
    assert workflow.uses == ("x/y@v1",)


def test_other_services_run_on_push() -> None:
    workflow = read_workflow(".gitlab-ci.yml", "test:\n  script:\n    - pytest\n")
    assert workflow is not None
    assert workflow.on_push
    assert [step.command for step in workflow.steps] == ["pytest"]


# ---------------------------------------------------------------------- Markdown

TEXT = """Title
=====

Some text.

```sh
# no heading
make run
```

## Data <!-- ## hidden -->

<!--
## Hidden
-->
| a | b |
| --- | :-: |
| **1** | x \\| y |

~~~
| c | d |
|---|---|
~~~

### Sub [link](https://x.org) `code`
- one
- two
  - nested
1. three

## End ##
"""


def test_markdown() -> None:
    document = read_markdown("README.md", TEXT)
    assert [(one.text, one.level) for one in document.headings] == [
        ("Title", 1),
        ("Data", 2),
        ("Sub link code", 3),
        ("End", 2),
    ]
    assert [(fence.language, fence.text) for fence in document.fences] == [
        ("sh", "# no heading\nmake run"), ("", "| c | d |\n|---|---|"),
    ]  # fmt: skip
    data, sub = document.headings[1], document.headings[2]
    assert [(table.header, table.rows, table.line) for table in document.tables_in(data)] == [
        (("a", "b"), (("1", "x \x00 y"),), 16)
    ]
    assert len(document.bullets(sub)) == 3, "the nested one is left out"
    assert data.end == document.headings[3].line - 1
    assert document.intro().strip() == "Some text."


def test_restructured_text() -> None:
    document = read_markdown("README.rst", "Title\n=====\n\nText::\n\n    make run\n\nPart\n----\n\nmore\n")
    assert [(one.text, one.level) for one in document.headings] == [("Title", 1), ("Part", 2)]
    assert [fence.text for fence in document.fences if fence.text] == ["make run"]


def test_rule_under_a_list_is_no_heading() -> None:
    assert read_markdown("a.md", "- item\n---\n\n| a |\n|---|\n| b |\n---\n").headings == []


# ---------------------------------------------------------------------- Python and notebooks

CODE = """
import numpy as np
from late.data import load as get
from . import own

LIMIT: float = 0.5

class Body(Base.Model):
    amount: float

    def method(self, x: int) -> int:
        return x

@app.post("/predict", tags=["a"])
async def predict(body: "Body", other: list[Body] | None = None, *, deep: Annotated[Body, 1]):
    np.random.seed(7)
    get("a.csv", shuffle=False, n=-1)
    def inner():
        assert True
        assert body
    raise ValueError
"""


def test_python() -> None:
    module = parse("a.py", CODE)
    assert module is not None
    assert [name for name, _ in module.imports] == ["numpy", "late.data.load", ".own"]
    assert {call.name for call in module.calls} >= {"numpy.random.seed", "late.data.load", "app.post"}
    call = next(call for call in module.calls if call.last == "load")
    assert (call.args, call.keywords) == (("a.csv",), {"shuffle": False, "n": -1})
    method, predict, inner = module.functions
    assert (method.owner, method.annotated, predict.owner, inner.owner) == ("Body", True, "", "")
    assert predict.params == [("body", "Body"), ("other", "Body"), ("deep", "Body")]
    assert (predict.annotated, predict.raises, inner.asserts, predict.asserts) == (False, True, 1, 0)
    assert [(one.name, one.bases) for one in module.classes] == [("Body", ("Base.Model",))]
    assert ("LIMIT", 0.5, 6) in module.constants
    assert module.imports_any("numpy") == 2
    assert module.imports_any("num") == 0


@pytest.mark.parametrize("text", ["x = (", "\x00", "-" * 100_000 + "1", "x" * 600_000])
def test_no_python(text: str) -> None:
    assert parse("a.py", text) is None


def test_notebook() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# x = 1"},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "import seaborn\n", "# note\n", "y = 2"]},
        {"cell_type": "code", "source": "def broken("},
        {"cell_type": "code", "source": "%%bash\nls"},
    ]
    module, lines = read_notebook("a.ipynb", json.dumps({"cells": cells}))
    assert module is not None
    assert [name for name, _ in module.imports] == ["seaborn"]
    assert lines == 3
    assert read_notebook("a.ipynb", "[]") == (None, 0)


# ---------------------------------------------------------------------- figures


def test_figures_of_json() -> None:
    found = read_figures("m.json", '{"models": {"baseline": {"AUC": 0.7}, "big": {"AUC": 0.8}}, "n": true, "x": NaN}')
    assert found is not None
    assert found.values == [(("models", "baseline", "auc"), 0.7), (("models", "big", "auc"), 0.8)]
    assert found.groups["auc"] == {"baseline", "big"}


def test_figures_of_rows() -> None:
    found = read_figures("m.csv", "model,auc\nbaseline,0.7\nbig,0.8\nbroken\n")
    assert found is not None
    assert found.groups["auc"] == {"baseline", "big"}
    assert [row["auc"] for row in found.rows] == [0.7, 0.8]
    many = read_figures("predictions.csv", "id,score\n" + "a,0.5\n" * 1000)
    assert many is not None
    assert (many.values, len(many.rows)) == ([], 1000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5),
        ("50%", 50),
        (" 7 ", 7),
        ("", None),
        ("a", None),
        ("nan", None),
        ("1e999", None),
        (True, None),
        (3, 3),
    ],
)
def test_number(text: object, value: float | None) -> None:
    assert number(text) == value


def test_rows_of_another_length_are_left_out() -> None:
    assert read_table("a,b\n1,2\n3\n4,5,6\n") == [{"a": 1.0, "b": 2.0}]


# ---------------------------------------------------------------------- secrets, put together so that none stands here

RANDOM = "q8Zr71LmP0xW4vTn9KdSbY2cJ6hF3gAe5uRi"
FOUND = {
    "AWS access key": f'x = "AK{"IA"}Q7R3ZP0WN5XLT2VK"',
    "GitHub token": f"token: gh{'p_'}{RANDOM}",
    "Slack token": f"xo{'xb'}-{RANDOM}",
    "Google API key": f"AI{'za'}{RANDOM[:35]}",
    "OpenAI key": f"s{'k-'}proj-{RANDOM}",
    "Anthropic key": f"s{'k-a'}nt-{RANDOM}",
    "Hugging Face token": f"h{'f_'}{RANDOM}",
    "Stripe key": f"sk_{'live'}_{RANDOM}",
    "GitLab token": f"gl{'pat'}-{RANDOM[:20]}",
    "private key": f"-----BEGIN RSA {'PRIVATE'} KEY-----\n{RANDOM}{RANDOM}\n",
    "password in an address": f"postgres://ann:{RANDOM[:12]}@db.prod.acme.io/x",
    "assigned key or password": f'API_KEY = "{RANDOM[:24]}"',
}


@pytest.mark.parametrize(("kind", "text"), FOUND.items(), ids=FOUND)
def test_secret_is_found(kind: str, text: str) -> None:
    found = find_secrets("src/app.py", f"a\nb\n{text}\nc")
    assert [(one.kind, one.path, one.line) for one in found] == [(kind, "src/app.py", 3)]
    assert RANDOM[:12] not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        'AWS = "AKIAIOSFODNN7EXAMPLE"',
        'API_KEY = "changeme-changeme-1"',
        'api_key = os.environ["SOME_LONG_API_KEY_1"]',
        "api_key: ${{ secrets.SOME_API_KEY }}",
        "API_KEY=your-api-key-goes-here1",
        'token = "<your token 1234 here ok>"',
        "postgres://postgres:postgres@db:5432/app",
        "postgres://user:password1@localhost/app",
        "https://x.org/a:b@c",
        "-----BEGIN RSA PRIVATE KEY-----\n...\n",
        'pattern = r"-----BEGIN PRIVATE KEY-----"',
        'key = f"sk-{name}"',
        "sk-learn-contrib-something-more-x",
        'password_field_name = "user_password_hash_field"',
        'secret_name = "projects/late/secrets/api-key"',
        'sha = "3f2a9c0d1e4b5a6978897867564534231201f0e9"',
        "tokens = tokenizer.encode(text_with_Numbers12)",
        'token = get_token(scope="read write 123456")',
    ],
)
def test_no_secret(text: str) -> None:
    assert find_secrets("src/app.py", text) == []


@pytest.mark.parametrize("path", [".env.example", "config.sample.toml", ".env.template"])
def test_examples_hold_no_secrets(path: str) -> None:
    assert find_secrets(path, FOUND["AWS access key"]) == []


def test_secret_among_tests_is_told_apart() -> None:
    assert [one.sample for one in find_secrets("tests/certs/a.pem", FOUND["private key"])] == [True]


def test_environment_file() -> None:
    assert [one.line for one in find_secrets(".env", f"A=1\nexport API_KEY={RANDOM[:24]}\n")] == [2]
