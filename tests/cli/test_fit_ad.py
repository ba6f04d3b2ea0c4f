"""`mentor fit` and `mentor ad`."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

AD = """ML Platform Engineer

Requirements
- Python and SQL, 3 years of experience
- Docker, Kubernetes
- A BSc or equivalent experience

Nice to have: PyTorch, Go
You don't need a PhD, and no Kafka is needed.
"""


@pytest.fixture
def ad(tmp_path: Path) -> str:
    path = tmp_path / "ad.txt"
    path.write_text(AD, encoding="utf-8")
    return str(path)


def test_fit_of_a_kind_and_a_title(begun: Any) -> None:
    found = begun("fit", "--type", "ai_native", "--title", "ML Platform Engineer")
    assert found.status == 0
    assert "later: once one project of yours is deployed" in found.out
    assert "C23" in found.out
    assert "(S2)" in found.out


def test_fit_of_a_company_on_the_list(begun: Any) -> None:
    begun("companies", "add", "Acme", "--type", "vertical SaaS", "--own-industry")
    for name in ("c1", "acme"):
        found = begun("fit", name, "--title", "ML engineer", "--json").json
        assert (found["company"], found["verdict"], found["title_kind"]) == ("c1", "target", "applied")
        assert found["short"] == "best conversion"
        assert set(found["sources"]) >= {"S0"}
    assert begun("fit", "Acme", "--type", "demo_shops", "--json").json["verdict"] == "avoid"
    assert begun("fit", "--own-industry").out.startswith("Your own industry\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Say what to judge."),
        (("--type", "vertical_sas"), "did you mean 'vertical_saas'?"),
        (("c9",), "No company has the id c9."),
        (("--titel", "x"), "--titel"),
    ],
)
def test_fit_refuses(begun: Any, words: tuple[str, ...], told: str) -> None:
    found = begun("fit", *words)
    assert (found.status, found.out) == (2, "")
    assert told in found.err


def test_an_ad_is_read(begun: Any, ad: str) -> None:
    before = begun.stored()
    found = begun("ad", ad)
    assert (found.status, found.err) == (0, "")
    for text in (
        "ML Platform Engineer",
        "target: nearest to backend",
        "must  Deployment and serving",
        "Docker (line 5)",
        "nice  PyTorch in depth",
        "prompting 0, infrastructure 2: 0% prompting",
        "3 years (line 4)",
        "a bachelor's degree or experience in its place, asked for (line 6)",
        "no area   Go (line 8)",
        "said not to be needed: Kafka",
    ):
        assert text in found.out, text
    assert begun.stored() == before  # reading alone keeps nothing


def test_an_ad_as_data(begun: Any, ad: str) -> None:
    data = begun("ad", ad, "--json").json
    assert data["title_kind"] == "platform"
    assert {one["id"]: one["need"] for one in data["areas"]}["pytorch"] == "nice"
    assert [hit["text"] for hit in data["no_area"]] == ["Go"]
    assert [hit["text"] for hit in data["not_needed"]] == ["Kafka"]
    assert data["prompting"]["words"]["infrastructure"] == {"docker": 1, "kubernetes": 1}
    assert [flag["id"] for flag in data["flags"]] == ["degree_waived"]
    assert data["fit"]["verdict"] == "target"
    assert data["unanswered"] == [one["id"] for one in data["areas"]]


def test_an_ad_is_kept_with_its_application(begun: Any, ad: str) -> None:
    begun("apply", "Acme / ML platform engineer")
    found = begun("ad", ad, "--application", "a1")
    assert found.status == 0
    assert "Kept with a1 Acme / ML platform engineer." in found.err
    assert begun.tables()["applications"]["a1"]["ad"] == AD.strip()
    assert begun("ad", ad, "--application", "a1").err == ""  # the same once more changes nothing
    begun("undo")
    assert begun.tables()["applications"]["a1"]["ad"] == ""


def test_an_ad_from_a_pipe(begun: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for data, status, told in (
        (b"AI Engineer\nPrompts, prompting, prompt library.", 0, "! Prompting, hardly anything else"),
        (b"Data Scientist \x1b[2J\x1b]52;c;aGk=\x07\nSQL", 0, "! Generalist data science"),
        (b"Lorem ipsum.", 0, "Nothing of it reads like an advertisement"),
        (b"  \n", 2, ""),
        (b"x" * 30_000, 2, ""),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        found = begun("ad", "-")
        assert found.status == status, data
        assert told in found.out
        assert "\x1b" not in found.out + found.err
        assert bool(found.err) == bool(status)


def test_an_ad_that_is_not_there(begun: Any, tmp_path: Path) -> None:
    found = begun("ad", str(tmp_path / "none.txt"))
    assert (found.status, found.out) == (2, "")
    assert begun("ad", str(tmp_path)).status == 2


def test_both_need_a_profile(cli: Any, ad: str) -> None:
    assert cli("fit", "--type", "consulting").status == cli("ad", ad).status != 0
