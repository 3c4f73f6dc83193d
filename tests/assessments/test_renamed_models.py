"""Models have got other names since: what was stored under the old ones is kept."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

THEN = "2026-01-01"
ROWS = {
    "people_user": {"id": 1, "email": "amara@example.org", "password": "", "full_name": "Amara", "date_joined": THEN}
    | dict.fromkeys(("is_superuser", "is_active", "is_framework_editor", "is_people_administrator"), 0),
    "catalogue_framework": {"id": 1, "code": "listening"},
    "catalogue_version": {"id": 1, "framework_id": 1, "label": "1", "state": "draft", "created_at": THEN}
    | dict.fromkeys(("title", "introduction", "language", "digest", "text"), "")
    | dict.fromkeys(("source", "scale", "targets"), "{}"),
    "catalogue_domain": {"id": 1, "version_id": 1, "code": "d", "title": "D", "kind": "", "position": 1},
    "catalogue_competence": {"id": 1, "version_id": 1, "domain_id": 1, "code": "K1", "text": "Listens", "position": 1}
    | {"rate": "", "replaces": "[]", "change": ""},
    "assessments_action": {"practitioner_id": 1, "competence_id": 1, "text": "Shadow a colleague", "created_at": THEN},
}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database from before the names changed, with an action in it."""
    path = tmp_path / "old.sqlite3"
    migrate(path, "assessments", "0005")
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, row in ROWS.items():
            places = ", ".join(f":{column}" for column in row)
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row)  # noqa: S608 - our own words
    return path


def test_planned_actions_are_kept_and_batches_stay_locked(database):
    migrate(database)

    with closing(sqlite3.connect(database)) as connection:
        kept = connection.execute("SELECT text, competence_id, practitioner_id FROM assessments_plannedaction")
        assert kept.fetchall() == [("Shadow a colleague", 1, 1)]
        triggers = connection.execute("SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        assert {"assessments_batch", "assessments_counted"} <= {name for (name,) in triggers}


def migrate(database: Path, *to: str) -> None:
    """Run ``manage.py migrate`` on the database."""
    settings = {"DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "manage", "migrate", "--verbosity", "0", *to]
    subprocess.run(command, check=True, env=os.environ | settings)
