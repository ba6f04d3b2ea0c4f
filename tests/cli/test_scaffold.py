"""`mentor scaffold`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mentor.cli import scaffold as command
from mentor.errors import InputError
from tests.cli.conftest import Cli


def seen(folder: Path) -> dict[str, str | None]:
    """Everything in a folder: path to text, or None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_it_writes_a_new_folder_and_says_what_comes_first(cli: Cli, tmp_path: Path) -> None:
    done = cli("scaffold", "rag", str(tmp_path / "new" / "Fraud answers"))
    assert (done.status, done.err) == (0, "")
    assert "  src/fraud_answers/__init__.py\n" in done.out
    assert "It proves nothing yet." in done.out
    assert "Choose documents you may share" in done.out
    folder = tmp_path / "new" / "Fraud answers"
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("# Fraud answers\n")
    assert (folder / "CHECKLIST.md").exists()
    assert sorted(name for name, text in seen(folder).items() if text is not None) == sorted(
        line[2:] for line in done.out.splitlines() if line.startswith("  ") and " " not in line[2:]
    )


def test_it_needs_no_journey_and_makes_none(cli: Cli, tmp_path: Path) -> None:
    cli("scaffold", "serving_api", str(tmp_path / "a"))
    assert not cli.folder.exists()


def test_a_folder_with_other_things_in_it_keeps_them(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "old.py").write_text("old", encoding="utf-8")
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    assert cli("scaffold", "serving_api", str(tmp_path)).status == 0
    assert (tmp_path / "src" / "old.py").read_text(encoding="utf-8") == "old"
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "README.md").exists()


def test_here(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scores").mkdir()
    monkeypatch.chdir(tmp_path / "scores")
    assert cli("scaffold", "serving_api", ".").status == 0
    assert Path("README.md").read_text(encoding="utf-8").startswith("# scores\n")


def file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def elsewhere(path: Path) -> None:
    (path.parent.parent / "elsewhere").mkdir()
    path.symlink_to(path.parent.parent / "elsewhere")


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("README.md", file, "README.md"),
        ("README.md", dangling, "README.md"),
        ("README.md", Path.mkdir, "README.md"),
        (".github/workflows/ci.yml", file, ".github/workflows/ci.yml"),
        ("src", file, "src"),
        ("src", dangling, "src"),
        ("src", elsewhere, "src"),
        ("tests/.gitkeep", file, "tests/.gitkeep"),
    ],
)
def test_nothing_is_written_over_and_then_nothing_at_all(cli: Cli, tmp_path: Path, name: str, make, told: str) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "project"
    folder.mkdir()
    make(folder / name)
    before = seen(tmp_path)
    done = cli("scaffold", "rag", str(folder))
    assert (done.status, done.out) == (2, "")
    assert f"  {told}\n" in done.err
    assert "Nothing was written." in done.err
    assert seen(tmp_path) == before


def test_everything_in_the_way_is_listed(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    cli("scaffold", "rag", str(folder))
    before = seen(folder)
    err = cli("scaffold", "rag", str(folder)).err
    assert all(f"  {name}\n" in err for name, text in before.items() if text is not None)
    assert seen(folder) == before


def test_a_file_for_a_folder(cli: Cli, tmp_path: Path) -> None:
    file(tmp_path / "project")
    assert cli("scaffold", "rag", str(tmp_path / "project")).status == 2
    assert cli("scaffold", "rag", str(tmp_path / "project" / "inside")).status == 2
    assert (tmp_path / "project").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("folder", ["", "  "])
def test_a_folder_without_a_name(cli: Cli, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("scaffold", "rag", folder).status == 2
    assert seen(tmp_path) == {}


def test_a_type_that_is_none(cli: Cli, tmp_path: Path) -> None:
    done = cli("scaffold", "servin_api", str(tmp_path / "a"))
    assert done.status == 2
    assert "did you mean 'serving_api'?" in done.err
    assert "fine_tuning" in done.err
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("at", [1, 3, 6])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_breaks_off_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException
) -> None:
    whole, count = Path.open, 0

    def opened(path: Path, *words, **options):  # type: ignore[no-untyped-def]
        nonlocal count
        count += 1
        if count == at:
            raise error
        return whole(path, *words, **options)

    file(tmp_path / "project" / "notes.md")
    before = seen(tmp_path)
    monkeypatch.setattr(Path, "open", opened)
    files = {f"a/{n}/b/{n}.txt": "text" for n in range(3)} | {f"{n}.txt": "text" for n in range(4)}
    with pytest.raises(InputError if isinstance(error, OSError) else KeyboardInterrupt):
        command.write(tmp_path / "project" / "deep" / "down", files)
    monkeypatch.undo()
    assert seen(tmp_path) == before


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the writing another program writes the same name."""
    monkeypatch.setattr(command, "_taken", lambda folder, files: [])
    file(tmp_path / "b.txt")
    with pytest.raises(InputError, match="File exists"):
        command.write(tmp_path, {"a.txt": "new", "b.txt": "new"})
    assert seen(tmp_path) == {"b.txt": "mine"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    done = cli("scaffold", "rag", str(tmp_path / "locked" / "a"))
    assert done.status == 2
    assert "cannot be written" in done.err
