"""Rows from before a rule are brought in line with it."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

THEN = "2026-01-01"
FLAGS = dict.fromkeys(("is_superuser", "is_active", "is_framework_editor", "is_people_administrator"), 0)


def person(pk: int, email: str, **fields: Any) -> dict[str, Any]:
    return {"id": pk, "email": email, "password": "", "full_name": "", "date_joined": THEN} | FLAGS | fields


def asking(pk: int, email: str) -> dict[str, Any]:
    return {"id": pk, "practitioner_id": 1, "email": email, "asked_at": THEN, "state": "open"}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database from before any rule about addresses and names."""
    path = tmp_path / "old.sqlite3"
    migrate(path, "people", "0003")
    migrate(path, "audit", "0002")
    return path


def migrate(database: Path, *to: str) -> "subprocess.CompletedProcess[str]":
    """Run ``manage.py migrate`` on the database."""
    settings = {"DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "manage", "migrate", "--verbosity", "0", *to]
    return subprocess.run(command, check=False, env=os.environ | settings, text=True, stderr=subprocess.PIPE)


def put(database: Path, table: str, *rows: dict[str, Any]) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        for row in rows:
            places = ", ".join(f":{column}" for column in row)
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row)  # noqa: S608 - our own words


def read(database: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def test_addresses_are_kept_as_they_are_found_now(database):
    put(database, "people_user", person(1, "Amara@Example.org"), person(2, "n@BÜCHER.example"))
    put(database, "people_supervisionrequest", asking(1, "x@bücher.example"), asking(2, "x@xn--bcher-kva.example"))

    assert migrate(database).returncode == 0

    kept = read(database, "SELECT email FROM people_user ORDER BY id")
    assert kept == [("amara@example.org",), ("n@xn--bcher-kva.example",)]
    asked = read(database, "SELECT email, state FROM people_supervisionrequest ORDER BY id")
    assert asked == [("x@xn--bcher-kva.example", "open"), ("x@xn--bcher-kva.example", "cancelled")]


def test_two_accounts_with_one_address_stop_the_migration_and_are_named(database):
    put(database, "people_user", person(1, "n@bücher.example"), person(2, "n@xn--bcher-kva.example"))

    tried = migrate(database)

    assert "Two accounts have one address: n@bücher.example and n@xn--bcher-kva.example." in tried.stderr


def test_an_entry_of_the_past_gets_the_name_that_is_known(database):
    put(database, "people_user", person(1, "a@example.org", full_name="Amara Okafor"), person(2, "b@example.org"))
    entry = {"at": THEN, "verb": "look", "what": "people.user 1", "about_id": 1}
    put(database, "audit_entry", *({"id": n, "by_id": by, **entry} for n, by in enumerate((1, 2, None), 1)))

    migrate(database)

    kept = read(database, "SELECT by_name FROM audit_entry ORDER BY id")
    assert kept == [("Amara Okafor",), ("b@example.org",), ("",)]
    triggers = read(database, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
    assert sorted(triggers) == [("audit_entry_refuse_delete",), ("audit_entry_refuse_update",)]
