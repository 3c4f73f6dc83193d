"""A backup of PostgreSQL, and from SQLite to there."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.db.backends.base.base import BaseDatabaseWrapper
from environ import Env

from competence_app.service.actions.databases import connected
from competence_app.service.formats.backup import MANIFEST
from tests.service.backups import asked, done, tampered, with_another_person

PEOPLE = "SELECT count(*) FROM people_user"
NEW_TEAM = "INSERT INTO people_team (name) VALUES ('Yew ward') RETURNING id"


@pytest.fixture
def grown(grown_up, in_postgresql) -> Iterator[BaseDatabaseWrapper]:
    """The demo, moved to PostgreSQL."""
    with in_postgresql(grown_up) as connection:
        yield connection


@pytest.fixture
def file(grown, tmp_path) -> Path:
    """A backup of it there."""
    file: Path = tmp_path / "backup.zip"
    call_command("backup", file, database=grown.alias, stdout=StringIO())
    return file


def test_an_installation_moves_from_sqlite_with_its_rules_and_counters(installation, in_postgresql, tmp_path):
    call_command("backup", tmp_path / "small.zip", database=installation.alias, stdout=StringIO())

    with in_postgresql("template0") as grown:
        call_command("restore", tmp_path / "small.zip", database=grown.alias, stdout=StringIO())

        _is_the_same(installation, grown)


def _is_the_same(installation: BaseDatabaseWrapper, grown: BaseDatabaseWrapper) -> None:
    assert asked(grown, PEOPLE) == asked(installation, PEOPLE)
    assert asked(grown, NEW_TEAM) > asked(installation, "SELECT max(id) FROM people_team")
    with pytest.raises(IntegrityError, match="append-only"):
        done(grown, "DELETE FROM audit_entry")


def test_only_the_same_release_moves(installation, grown, tmp_path):
    done(installation, "DELETE FROM django_migrations WHERE app = 'outbox' AND name = '0001_mail'")
    call_command("backup", tmp_path / "older.zip", database=installation.alias, stdout=StringIO())

    with pytest.raises(CommandError, match="is of another release, a clone"):
        call_command("restore", tmp_path / "older.zip", over=True, database=grown.alias)
    assert asked(grown, PEOPLE) > 0


def test_it_is_backed_up_proven_and_put_back(grown, tmp_path):
    said, file = StringIO(), tmp_path / "backup.zip"
    call_command("backup", file, database=grown.alias, stdout=StringIO())
    done(grown, "UPDATE people_team SET name = 'Elm ward'")

    call_command("restore_drill", file, database=grown.alias, stdout=said)
    call_command("restore", file, over=True, database=grown.alias, stdout=StringIO())

    assert "All is as it was kept" in said.getvalue()
    assert asked(grown, "SELECT name FROM people_team") != "Elm ward"
    assert asked(grown, "SELECT count(*) FROM pg_database WHERE datname LIKE 'competence_drill_%'") == 0
    with pytest.raises(IntegrityError, match="append-only"):
        done(grown, "DELETE FROM audit_entry")


def test_what_cannot_be_put_back_whole_changes_nothing(grown, file):
    broken = tampered(file, "database", lambda content: content[:-20_000])

    with pytest.raises(CommandError, match="pg_restore failed, and nothing was changed"):
        call_command("restore", broken, over=True, database=grown.alias)

    assert asked(grown, PEOPLE) > 0


def test_what_is_not_as_it_was_kept_is_said(grown, file):
    other = tampered(file, MANIFEST, with_another_person)

    for command, options in (("restore_drill", {}), ("restore", {"over": True})):
        with pytest.raises(CommandError, match=r"people_user: 28 rows .* were kept, 27 rows"):
            call_command(command, other, database=grown.alias, stdout=StringIO(), **options)


def test_it_goes_into_no_other_database(file, new):
    with pytest.raises(CommandError, match="is of PostgreSQL, and goes into no other database"):
        call_command("restore", file, database=new.alias)


def test_a_server_that_is_away_is_said_so_by_its_own_program(grown, file, monkeypatch):
    monkeypatch.setitem(grown.settings_dict, "PORT", "1")

    with pytest.raises(CommandError, match="psql failed, and nothing was changed"):
        call_command("restore", file, over=True, database=grown.alias)


def test_a_program_that_is_not_installed_is_named(grown, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CommandError, match="pg_dump is needed, and is not installed"):
        call_command("backup", tmp_path / "backup.zip", database=grown.alias)


def test_who_may_make_no_database_is_told_what_to_do(grown, file, cluster):
    done(grown, "CREATE ROLE clerk LOGIN PASSWORD 'clerk'")
    clerk = {**Env.db_url_config(cluster), "NAME": grown.settings_dict["NAME"], "USER": "clerk", "PASSWORD": "clerk"}

    with connected(clerk) as own, pytest.raises(CommandError, match="ALTER ROLE clerk CREATEDB"):
        call_command("restore_drill", file, database=own.alias)
    done(grown, "DROP ROLE clerk")
