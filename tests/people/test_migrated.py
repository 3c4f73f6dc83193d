"""Rows from before a rule are brought in line with it."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.old_database import fetch, insert, migrate

THEN = "2026-01-01"
FLAGS = dict.fromkeys(("is_superuser", "is_active", "is_framework_editor", "is_people_administrator"), 0)


def person(pk: int, email: str, **fields: Any) -> dict[str, Any]:
    return {"id": pk, "email": email, "password": "", "full_name": "", "date_joined": THEN} | FLAGS | fields


def asking(pk: int, email: str) -> dict[str, Any]:
    return {"id": pk, "practitioner_id": 1, "email": email, "asked_at": THEN, "state": "open"}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database from before any rule about addresses and names."""
    path = tmp_path_factory.mktemp("old") / "old.sqlite3"
    migrate(path, "people", "0003")
    migrate(path, "audit", "0002")
    return path


@pytest.fixture
def database(old: Path, tmp_path: Path) -> Path:
    """The same for one test alone."""
    return Path(shutil.copy(old, tmp_path))


def test_addresses_are_kept_as_they_are_found_now(database):
    insert(database, "people_user", person(1, "Amara@Example.org"), person(2, "n@BÜCHER.example"))
    insert(database, "people_supervisionrequest", asking(1, "x@bücher.example"), asking(2, "x@xn--bcher-kva.example"))

    migrate(database, "people")

    kept = fetch(database, "SELECT email FROM people_user ORDER BY id")
    assert kept == [("amara@example.org",), ("n@xn--bcher-kva.example",)]
    asked = fetch(database, "SELECT email, state FROM people_supervisionrequest ORDER BY id")
    assert asked == [("x@xn--bcher-kva.example", "open"), ("x@xn--bcher-kva.example", "cancelled")]


def test_two_accounts_with_one_address_stop_the_migration_and_are_named(database):
    insert(database, "people_user", person(1, "n@bücher.example"), person(2, "n@xn--bcher-kva.example"))

    with pytest.raises(subprocess.CalledProcessError) as refused:
        migrate(database, "people")

    assert "Two accounts have one address: n@bücher.example and n@xn--bcher-kva.example." in refused.value.stderr


def test_an_entry_of_the_past_gets_the_name_that_is_known(database):
    insert(database, "people_user", person(1, "a@example.org", full_name="Amara Okafor"), person(2, "b@example.org"))
    entry = {"at": THEN, "verb": "look", "what": "people.user 1", "about_id": 1}
    insert(database, "audit_entry", *({"id": n, "by_id": by, **entry} for n, by in enumerate((1, 2, None), 1)))

    migrate(database, "audit")

    kept = fetch(database, "SELECT by_name FROM audit_entry ORDER BY id")
    assert kept == [("Amara Okafor",), ("b@example.org",), ("",)]
    triggers = fetch(database, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
    assert sorted(triggers) == [("audit_entry_refuse_delete",), ("audit_entry_refuse_update",)]


def test_namesakes_of_the_past_are_told_apart(database):
    names = ("José Silva", "JOSE SILVA", "Amara Okafor")
    insert(database, "people_user", *(person(n, f"{n}@example.org", full_name=name) for n, name in enumerate(names, 1)))

    migrate(database, "people")

    assert fetch(database, "SELECT id FROM people_user WHERE shares_name ORDER BY id") == [(1,), (2,)]


def test_accounts_that_were_closed_before_that_was_written_down_are_closed_since_now(database):
    insert(database, "people_user", person(1, "a@example.org"), person(2, "b@example.org", is_active=1))

    migrate(database, "people")

    assert fetch(database, "SELECT id FROM people_user WHERE closed_at IS NOT NULL") == [(1,)]
