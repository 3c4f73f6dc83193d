"""Models have got other names since: what was stored under the old ones is kept."""

from pathlib import Path

import pytest

from tests.old_database import fetch, insert, migrate

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
    for table, row in ROWS.items():
        insert(path, table, row)
    return path


def test_planned_actions_are_kept_and_batches_stay_locked(database):
    migrate(database)

    kept = fetch(database, "SELECT text, competence_id, practitioner_id FROM assessments_plannedaction")
    assert kept == [("Shadow a colleague", 1, 1)]
    triggers = fetch(database, "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'")
    assert {"assessments_batch", "assessments_counted"} <= {name for (name,) in triggers}
