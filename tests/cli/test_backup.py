"""`mentor backup`, `mentor undo`, `mentor redo`."""

from __future__ import annotations

import re
import shutil

from tests.cli.conftest import Cli


def ids(cli: Cli) -> list[str]:
    return [one["id"] for one in cli("backup", "list", "--json").json["backups"]]


def test_there_is_none_before_there_is_anything(cli: Cli):
    assert "no backup yet" in cli("backup", "list").out
    assert cli("backup", "list", "--json").json == {"backups": []}
    made = cli("backup", "create")
    assert (made.status, made.out) == (1, "")
    assert not cli.folder.exists()


def test_the_first_command_of_a_day_that_changes_something_makes_one(begun: Cli):
    assert len(ids(begun)) == 1
    begun("week")
    begun("done", "1")
    assert len(ids(begun)) == 1
    shown = begun("backup").out
    assert "daily" in shown
    assert "one a day for 7 days, one a week for 8 weeks, one a month for 12" in " ".join(shown.split())


def test_going_back_and_forth(begun: Cli):
    begun("audit", "rate", "sql=1")
    made = begun("backup", "create")
    (key,) = re.findall(r"backup (\S+)\.", made.out)
    assert key in ids(begun)
    begun("audit", "rate", "sql=4")
    back = begun("backup", "restore", key)
    assert back.status == 0
    assert "1 record changed" in back.out
    assert begun.tables()["ratings"]["sql"]["level"] == 1
    assert len(ids(begun)) == 3  # the present is kept as well
    assert begun("undo").out.startswith(f"Taken back: restore the backup of {key}")
    assert begun.tables()["ratings"]["sql"]["level"] == 4
    assert "Nothing to restore" not in begun("backup", "restore", key).out
    assert "Nothing to restore" in begun("backup", "restore", key).out


def test_an_id_that_is_none(begun: Cli):
    before = begun.stored()
    gone = begun("backup", "restore", "../../x")
    assert (gone.status, gone.out) == (2, "")
    assert "no backup ../../x" in gone.err
    assert "mentor backup list" in gone.err
    assert begun.stored() == before


def test_a_damaged_backup_is_listed_as_such_and_not_restored(begun: Cli):
    (path,) = begun.folder.joinpath("backups").iterdir()
    path.write_bytes(path.read_bytes()[:-9])
    assert "cannot be read" in begun("backup", "list").out
    before = begun.tables()
    assert begun("backup", "restore", ids(begun)[0]).status == 2
    assert begun.tables() == before


def test_a_backup_takes_the_place_of_damaged_files(begun: Cli):
    begun("backup", "create")
    key = ids(begun)[0]
    good = begun.tables()
    begun.file.write_bytes(b"\0" * 100)
    assert begun("audit").status == 2
    back = begun("backup", "restore", key)
    assert (back.status, begun("audit").status) == (0, 0)
    assert begun.tables() == good
    assert "damaged" in back.out
    (aside,) = begun.folder.joinpath("damaged").iterdir()
    assert (aside / "journey.json").read_bytes() == b"\0" * 100


def test_backups_copied_into_an_empty_folder_can_be_restored(begun: Cli):
    begun("backup", "create")
    key, good = ids(begun)[0], begun.tables()
    for path in begun.folder.iterdir():
        if path.name != "backups":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert begun("backup", "restore", key).status == 0
    restored = begun.tables()
    assert {name: set(table) for name, table in restored.items()} == {name: set(table) for name, table in good.items()}


def test_undo_and_redo_of_other_commands(begun: Cli):
    begun("audit", "rate", "sql=1")
    begun("audit", "rate", "sql=2")
    assert begun("undo").out == "Taken back: rate sql\n"
    assert begun.tables()["ratings"]["sql"]["level"] == 1
    assert begun("redo").out == "Done again: rate sql\n"
    assert begun.tables()["ratings"]["sql"]["level"] == 2
    assert begun("redo").status == 1
    for _ in range(3):
        assert begun("undo").status == 0
    nothing = begun("undo")
    assert (nothing.status, nothing.out) == (1, "There is nothing to take back.\n")
    assert begun("profile").status == 1
