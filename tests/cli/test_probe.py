"""`mentor probe`."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest

from mentor.cli import probe as command
from mentor.cli.parser import read_arguments
from mentor.evidence.deployment import MOST_REQUESTS, USUAL_REQUESTS
from tests.cli.conftest import Cli
from tests.evidence.test_deployment import Service
from tests.test_architecture import loaded_by


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    service.pages |= {"/health": (200, "text/plain", "ok"), "/docs": (200, "text/html", "<title>docs</title>")}
    yield service
    service.close()


def started_project(cli: Cli) -> None:
    from mentor.clock import Clock
    from mentor.content import Content
    from mentor.session import Session
    from mentor.store.store import Store

    cli.begin()
    Session(Content(), Store(cli.folder), Clock()).add_project("rag", "Answers")


def test_it_says_what_answers_and_records_it(cli: Cli, service: Service) -> None:
    started_project(cli)
    done = cli("probe", service.url, "--local", "--project", "p1")
    assert (done.status, done.err) == (0, "")
    text = " ".join(done.out.split())
    assert "status 200" in text
    assert "health /health answers" in text
    assert "docs /docs answers" in text
    assert "27 answers, one after the other" in text
    assert "p99 is the slowest of them" in text
    assert "failed 0 of 30 requests" in text
    assert "Recorded as d1 for p1." in text
    (row,) = cli.tables()["deployments"].values()
    assert (row["url"], row["status"], row["project"], row["on"]) == (service.url, 200, "p1", cli.today)


def test_json(cli: Cli, service: Service) -> None:
    done = cli("probe", service.url + "?key=hunter2", "--local", "--json", "--requests", "10")
    assert done.status == 0
    data = done.json
    assert (data["id"], data["project"], data["status"], data["samples"]) == ("d1", None, 200, 7)
    assert (data["docs"], data["docs_path"], data["health"], data["health_path"]) == (True, "/docs", True, "/health")
    assert data["p50"] <= data["p95"] <= data["p99"]
    assert "p95 and p99 are the slowest" in data["method"]
    assert "hunter2" not in done.out
    assert b"hunter2" not in b"".join(cli.stored().values())
    assert service.asked[0] == "/?key=hunter2"


def test_an_address_that_fails_is_recorded_and_told(cli: Cli, service: Service) -> None:
    service.pages["/"] = (500, "text/plain", "no")
    done = cli("probe", service.url, "--local")
    assert done.status == 1
    assert "500" in done.out
    assert "Given up after 3 failures in a row" in " ".join(done.out.split())
    assert "latency" not in done.out
    assert cli.tables()["deployments"]["d1"]["p50"] is None


def test_a_private_address_is_refused_without_local(cli: Cli, service: Service) -> None:
    done = cli("probe", service.url)
    assert (done.status, done.out) == (2, "")
    assert "--local" in done.err
    assert service.asked == []
    assert not cli.folder.exists()


@pytest.mark.parametrize("url", ["https://ann:hunter2@example.org", "http://ann:hunter2@127.0.0.1"])
def test_a_password_is_neither_used_nor_shown(cli: Cli, url: str) -> None:
    done = cli("probe", url, "--local")
    assert done.status == 2
    assert "hunter2" not in done.out + done.err
    assert not cli.folder.exists()


def test_a_project_that_is_none_is_told_before_anything_is_asked(cli: Cli, service: Service) -> None:
    started_project(cli)
    done = cli("probe", service.url, "--local", "--project", "p2")
    assert done.status == 2
    assert "Projects: p1" in done.err
    assert service.asked == []


@pytest.mark.parametrize("number", ["0", "51", "x", "-3"])
def test_requests_that_cannot_be_made(cli: Cli, service: Service, number: str) -> None:
    done = cli("probe", service.url, "--local", f"--requests={number}")
    assert done.status == 2
    assert service.asked == []


def test_the_help_names_the_numbers_that_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert read_arguments(["probe", "https://example.org"]).requests == USUAL_REQUESTS
    with pytest.raises(SystemExit):
        read_arguments(["probe", "--help"])
    assert f"at most {MOST_REQUESTS}; {USUAL_REQUESTS} unless given" in " ".join(capsys.readouterr().out.split())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_leaves_nothing_behind(
    cli: Cli, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    cli("probe", service.url, "--local", "--requests", "4")
    text = screen.getvalue()
    assert text.startswith("\rrequest 1 of at most 4: status")
    assert "request 4 of at most 4: latency" in text
    assert text.endswith("\r")
    assert text.rsplit("\r", 2)[1].strip() == ""
    assert "\x1b" not in text


def test_stopping_records_nothing(cli: Cli, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "probe", stop)
    done = cli("probe", service.url, "--local")
    assert (done.status, done.out, done.err) == (130, "", "Stopped; nothing was recorded.\n")
    assert not cli.folder.exists()


def test_only_this_command_brings_the_library_for_http() -> None:
    loaded = loaded_by("import mentor.session, mentor.cli.parser, mentor.app, mentor.evidence")
    assert loaded.isdisjoint({"httpx", "httpcore"})
    assert {"httpx", "httpcore"} <= loaded_by("import mentor.cli.probe")
