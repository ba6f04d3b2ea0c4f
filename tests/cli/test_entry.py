"""Options, exit statuses, and errors that never become a traceback."""

from __future__ import annotations

import errno
import os
import sys
import types
from typing import Any

import pytest

from mentor import __version__
from mentor.cli import entry
from mentor.content import Content, ContentError
from tests.raw import lay_by_hand


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["wek"], "did you mean 'week'?"),
        (["nonsense"], "There is no command nonsense."),
        (["--tod", "2025-01-01", "week"], "There is no option --tod, did you mean '--today'?"),
        (["week", "--form", "json"], "--form json"),
        (["week", "--format", "xml"], "invalid choice: 'xml'"),
        (["week", "--json", "--format", "markdown"], "not allowed with"),
        (["week", "--today", "2025-13-01"], "is no date"),
        (["week", "--today", "20250101"], "is no date"),
        (["week", "--today", "9999-12-31"], "is not between 2000 and 2200"),
        (["week", "--today"], "expected one argument"),
        (["--data-dir", "", "week"], "it is empty"),
        (["intake"], "required: FILE"),
        (["done"], "required: ID"),
        (["profile", "set"], "required: KEY=VALUE"),
        (["--demo", "--data-dir", "x", "week"], "leave --data-dir out"),
        (["week", "\x1b]52;c;aGk=\x07"], "Unrecognized arguments: ]52;c;aGk="),
    ],
)
def test_wrong_use_exits_2_and_says_what_is_wrong(cli: Any, words: list[str], said: str) -> None:
    result = cli.bare(*words)
    assert result.status == 2
    assert said in result.err
    assert result.out == ""
    assert "\x1b" not in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("words", [["--version"], ["week", "--version"], ["profile", "set", "--version"]])
def test_version_works_before_and_after_the_command(cli: Any, words: list[str]) -> None:
    result = cli.bare(*words)
    assert (result.status, result.out) == (0, f"mentor {__version__}\n")


@pytest.mark.parametrize("command", ["", "intake", "profile", "audit", "plan", "week", "done", "where"])
def test_help_of_every_command(cli: Any, command: str) -> None:
    result = cli.bare(*command.split(), "--help")
    assert result.status == 0
    assert all(option in result.out for option in ("--data-dir", "--today", "--version", "--demo"))


def test_shared_options_work_on_both_sides(cli: Any) -> None:
    cli.begin()
    before = cli.bare("--data-dir", str(cli.folder), "--today", "2025-11-21", "week", "--json")
    after = cli.bare("week", "--json", "--today", "2025-11-21", "--data-dir", str(cli.folder))
    mixed = cli.bare("--today", "2025-11-21", "week", "--data-dir", str(cli.folder), "--json")
    assert before.json == after.json == mixed.json


def test_the_environment_moves_the_data_and_the_option_wins(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTOR_DATA_DIR", str(cli.folder / "a"))
    assert cli.bare("where", "--json").json["data_dir"] == str(cli.folder / "a")
    assert cli.bare("where", "--json", "--data-dir", "/b").json["data_dir"] == "/b"


@pytest.mark.parametrize(
    "words",
    [
        *(["week"], ["week", "--json"], ["week", "--new"], ["audit"], ["audit", "--json"], ["plan"]),
        *(
            ["plan", "--json"],
            ["profile"],
            ["profile", "--json"],
            ["profile", "set", "hours_per_week=5"],
            ["done", "1"],
        ),
    ],
)
def test_an_empty_journey_says_what_to_do_first(cli: Any, words: list[str]) -> None:
    result = cli(*words)
    assert result.status == 1
    assert "mentor intake FILE.toml" in result.err
    assert result.out == ""
    assert not cli.folder.exists()


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"meta": {}}', b'{"weeks": {"w1": {"number": 1}}}', b"\xff\xfe"])
@pytest.mark.parametrize("command", ["week", "audit", "plan", "profile"])
def test_a_file_that_cannot_be_read_is_named_and_left_alone(cli: Any, content: bytes, command: str) -> None:
    cli.folder.mkdir()
    cli.file.write_bytes(content)
    result = cli(command)
    assert result.status == 2
    assert str(cli.file) in result.err
    assert cli.stored() == {"journey.json": content}


def test_a_newer_file_is_shown(begun: Any) -> None:
    shown = {words: (begun(*words.split())).out for words in ("week", "audit", "plan", "profile", "week --json")}
    lay_by_hand(begun.folder, {**begun.tables(), "mood": ["a new shape"]}, version=99)
    before = begun.stored()
    for words, out in shown.items():
        result = begun(*words.split())
        assert (result.status, result.out) == (0, out)
    begun.today = "2025-12-01"
    assert begun("week").status == 0
    assert begun.stored() == before


@pytest.mark.parametrize(
    "words", [["done", "1"], ["audit", "rate", "python=2"], ["profile", "set", "hours_per_week=5"], ["week", "--new"]]
)
def test_a_newer_file_is_not_changed(begun: Any, words: list[str]) -> None:
    begun("week")
    lay_by_hand(begun.folder, begun.tables(), version=99)
    before = begun.stored()
    result = begun(*words)
    assert result.status == 2
    assert str(begun.file) in result.err
    assert "newer" in result.err
    assert "Upgrade mentor" in result.err
    assert begun.stored() == before
    assert begun.intake("[profile]\nstart = 'beginner'\nhours_per_week = 3\n").status == 2
    assert begun.stored() == before


def test_a_read_only_folder_is_shown_and_not_changed(begun: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {words: begun(*words.split()).out for words in ("audit", "plan", "profile")}
    before, real = begun.stored(), os.open

    def only_reading(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and str(path).startswith(str(begun.folder)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", only_reading)
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    for words, out in shown.items():
        result = begun(*words.split())
        assert (result.status, result.out) == (0, out)
    week = begun("week", "--json")
    assert (week.status, week.json["id"]) == (0, "w1")
    result = begun("audit", "rate", "python=2")
    assert (result.status, result.out) == (2, "")
    assert f"{begun.folder} cannot be written: Read-only file system." in result.err
    assert "Nothing was changed." in result.err
    assert begun.stored() == before


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
        (OSError(28, "No space left on device"), 2, "No space left on device"),
        (PermissionError(13, "Permission denied", "/x\x1b"), 2, "/x: Permission denied"),
        (ContentError(["areas.toml: broken"]), 2, "areas.toml: broken"),
        (ZeroDivisionError("secret"), 70, "ZeroDivisionError"),
    ],
)
def test_every_error_has_a_status_and_no_traceback(
    begun: Any, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, said: str
) -> None:
    def fail(_self: Content, _name: str) -> None:
        raise error

    monkeypatch.setattr(Content, "table", fail)
    monkeypatch.setattr(entry, "_drop", lambda _stream: None)
    result = begun("plan")
    assert result.status == status
    assert said in result.err
    assert bool(said) == bool(result.err)
    assert "Traceback" not in result.err
    assert "secret" not in result.err
    assert "\x1b" not in result.err


def test_debug_shows_where_a_bug_is(begun: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Content, "table", lambda *_: 1 / 0)
    result = begun("plan", "--debug")
    assert result.status == 70
    assert "Traceback" in result.err
    assert "ZeroDivisionError" in result.err


def test_without_a_terminal_there_is_a_hint(cli: Any) -> None:
    for words in ([], ["--demo"]):
        result = cli.bare(*words)
        assert result.status == 2
        assert "mentor week" in result.err
        assert result.err.count("\n") == 1


def test_on_a_terminal_the_full_screen_opens_on_the_session(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    stub = types.ModuleType("mentor.app")
    stub.run = lambda session, *, debug, opens: opened.append(session) or 0  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "mentor.app", stub)
    monkeypatch.setattr("mentor.app", stub, raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert cli().status == 0
    assert opened[0].store.folder == cli.folder
    assert opened[0].today.isoformat() == cli.today
    assert cli.bare("--demo", "--today", cli.today).status == 0
    assert not opened[1].store.folder.exists()
