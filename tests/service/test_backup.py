"""A backup of SQLite: whole, proven, and never put over anything by mistake."""

import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from competence_app.service.formats.backup import MANIFEST, unpacked_backup
from competence_app.service.queries.pausing import pause_file, restored_file
from tests.service.backups import asked, done, tampered, with_another_person

PEOPLE = "SELECT count(*) FROM people_user"


@pytest.fixture
def file(installation, tmp_path) -> Path:
    """A backup of the installation."""
    file: Path = tmp_path / "backup.zip"
    call_command("backup", file, database=installation.alias, stdout=StringIO())
    return file


def test_a_backup_says_what_it_holds_and_only_its_owner_may_read_it(installation, tmp_path):
    said = StringIO()

    call_command("backup", tmp_path / "backup.zip", database=installation.alias, stdout=said)

    assert (
        f"rows of {len(installation.introspection.table_names())} tables. Prove it: competence restore-drill"
        in said.getvalue()
    )
    assert (tmp_path / "backup.zip").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if "backup.zip." in path.name or path.name.startswith(".")] == []


def test_what_was_written_a_moment_ago_is_in_it_while_others_write(installation, tmp_path):
    with closing(sqlite3.connect(installation.settings_dict["NAME"], isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO people_team (name) VALUES ('Yew ward')")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO people_team (name) VALUES ('not yet')")

        call_command("backup", tmp_path / "backup.zip", database=installation.alias, stdout=StringIO())

        with unpacked_backup(tmp_path / "backup.zip") as (_, database), closing(sqlite3.connect(database)) as copy:
            names = {name for (name,) in copy.execute("SELECT name FROM people_team")}
    assert "Yew ward" in names
    assert "not yet" not in names


def test_no_backup_is_written_over_another(installation, file):
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", file, database=installation.alias)


def test_a_folder_that_is_not_there_is_said_so(installation, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("backup", tmp_path / "nowhere/backup.zip", database=installation.alias)


def test_it_is_put_back_where_there_is_nothing(installation, new, file):
    said = StringIO()

    call_command("restore", file, database=new.alias, stdout=said)

    assert asked(new, PEOPLE) == asked(installation, PEOPLE)
    assert "each table compared" in said.getvalue()


def test_it_is_not_put_over_people_unless_that_is_said(installation, file):
    done(installation, "UPDATE people_team SET name = 'Elm ward'")

    with pytest.raises(CommandError, match="holds people or frameworks, and nothing was changed"):
        call_command("restore", file, database=installation.alias)
    assert asked(installation, "SELECT name FROM people_team") == "Elm ward"

    call_command("restore", file, over=True, database=installation.alias, stdout=StringIO())
    assert asked(installation, "SELECT name FROM people_team") != "Elm ward"


def test_everybody_signs_in_anew_and_people_are_held_off_no_longer(installation, file):
    done(installation, "INSERT INTO accounts_session VALUES ('key', 'data', '2030-01-01', NULL)")
    backup = file.with_name("with-session.zip")
    call_command("backup", backup, database=installation.alias, stdout=StringIO())

    call_command("restore", backup, over=True, database=installation.alias, stdout=StringIO())

    assert asked(installation, "SELECT count(*) FROM accounts_session") == 0
    assert (pause_file().exists(), restored_file().exists()) == (False, True)


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive at all"])
def test_what_is_no_backup_changes_nothing(installation, tmp_path, content):
    (tmp_path / "other.zip").write_bytes(content)

    with pytest.raises(CommandError, match="is no backup of this app, or was cut short"):
        call_command("restore", tmp_path / "other.zip", over=True, database=installation.alias)


def test_what_was_cut_short_changes_nothing(installation, file):
    file.write_bytes(file.read_bytes()[:-1000])

    with pytest.raises(CommandError, match="cut short"):
        call_command("restore", file, over=True, database=installation.alias)


def test_what_is_damaged_changes_nothing(installation, new, file):
    with pytest.raises(CommandError, match="is damaged, and nothing was changed") as refused:
        call_command("restore", tampered(file, MANIFEST, with_another_person), database=new.alias)
    assert "people_user: " in str(refused.value)

    with pytest.raises(CommandError, match="is damaged"):
        call_command("restore", tampered(file, "database", lambda content: content[:9000]), database=new.alias)
    assert asked(new, "SELECT count(*) FROM sqlite_master") == 0


def test_a_drill_compares_every_table_and_leaves_the_installation_alone(installation, file):
    done(installation, "UPDATE people_team SET name = 'Elm ward'")
    said = StringIO()

    call_command("restore_drill", file, database=installation.alias, stdout=said)

    assert len([line for line in said.getvalue().splitlines() if line.endswith("people_user")]) == 1
    assert "All is as it was kept" in said.getvalue()
    assert asked(installation, "SELECT name FROM people_team") == "Elm ward"


def test_a_drill_may_have_a_database_of_its_own_which_must_be_empty(installation, file, tmp_path):
    into = f"sqlite:///{tmp_path}/drill.sqlite3"

    call_command("restore_drill", file, into=into, database=installation.alias, stdout=StringIO())

    with pytest.raises(CommandError, match="holds people"):
        call_command("restore_drill", file, into=into, database=installation.alias)


def test_what_is_no_backup_is_no_drill(installation, tmp_path):
    with pytest.raises(CommandError, match="is no backup"):
        call_command("restore_drill", tmp_path / "nowhere.zip", database=installation.alias)
