"""To whom answers were shown is kept since a while only: what was read before is found in what there was then."""

import shutil
from pathlib import Path

import pytest

from tests.old_database import fetch, insert, migrate

PEOPLE = AMARA, PRIYA, OMAR, RUTH, SAM = range(1, 6)
REVEALED_AT = "2026-01-05 10:00:00"
VERSION = {"id": 1, "framework_id": 1, "label": "1", "state": "draft", "created_at": REVEALED_AT}
STATES = ("draft", "finished", "submitted", "reviewed", "agreed")


def person(pk):
    fields = {"id": pk, "email": f"p{pk}@example.org", "password": "", "full_name": "", "date_joined": REVEALED_AT}
    return fields | dict.fromkeys(("is_superuser", "is_active", "is_framework_editor", "is_people_administrator"), 0)


def assessment(pk, state, supervisor=PRIYA):
    """Return one of Amara's that Priya was sent, as far as the state goes, and revealed."""
    reached = dict(zip(("finished_at", "submitted_at", "revealed_at", "agreed_at"), STATES[1:], strict=True))
    dates = {name: REVEALED_AT for name, first in reached.items() if STATES.index(first) <= STATES.index(state)}
    people = {"supervisor_id": supervisor, "reviewed_by_id": PRIYA if "revealed_at" in dates else None}
    known = {"id": pk, "practitioner_id": AMARA, "framework_id": 1, "version_id": 1, "state": state}
    return known | {"started_at": REVEALED_AT, "closing_comment": ""} | people | dates


def entry(day, verb, by, pk=1):
    at = f"2026-01-{day:02} 12:00:00"
    return {"at": at, "verb": verb, "what": f"assessments.assessment {pk}", "by_id": by, "about_id": AMARA}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database from before showings were kept, with people and a framework."""
    path = tmp_path_factory.mktemp("old") / "old.sqlite3"
    migrate(path, "assessments", "0007")
    insert(path, "people_user", *map(person, PEOPLE))
    insert(path, "catalogue_framework", {"id": 1, "code": "listening"})
    empty = dict.fromkeys(("title", "introduction", "language", "digest", "text"), "")
    insert(path, "catalogue_version", VERSION | empty | dict.fromkeys(("source", "scale", "targets"), "{}"))
    return path


@pytest.fixture
def database(old: Path, tmp_path: Path) -> Path:
    """The same for one test alone."""
    return Path(shutil.copy(old, tmp_path))


def showings(database):
    """Migrate, and return what is known to have been shown: to whom, by which move, on which day of January."""
    migrate(database, "assessments")
    rows = fetch(database, "SELECT assessment_id, reader_id, move, since FROM assessments_showing ORDER BY 1, 2")
    return [(pk, reader, move, int(since[8:10])) for pk, reader, move, since in rows]


def test_whoever_revealed_it_and_whoever_has_it_now_were_shown_it(database):
    insert(database, "assessments_assessment", assessment(1, "reviewed", OMAR))
    insert(database, "audit_entry", entry(5, "reveal", PRIYA), entry(7, "hand over", AMARA))

    assert showings(database) == [(1, PRIYA, "reveal", 5), (1, OMAR, "hand over", 7)]
    assert fetch(database, "SELECT handed_over_at FROM assessments_assessment") == [("2026-01-07 12:00:00",)]


def test_whom_it_is_shared_with_was_shown_it(database):
    insert(database, "assessments_assessment", assessment(1, "agreed"))
    insert(database, "assessments_assessment_shared_with", {"assessment_id": 1, "user_id": OMAR})
    insert(database, "audit_entry", entry(8, "share", AMARA), entry(9, "share", AMARA))

    assert showings(database) == [(1, PRIYA, "reveal", 5), (1, OMAR, "share", 8)]


def test_whoever_looked_was_shown_it_though_nothing_else_says_so(database):
    insert(database, "assessments_assessment", assessment(1, "agreed", OMAR))
    insert(
        database, "audit_entry",
        entry(6, "hand over", AMARA), entry(7, "see profile", RUTH),
        entry(8, "hand over", AMARA), entry(9, "see review", OMAR),
        entry(10, "share", AMARA), entry(11, "see meeting sheet", SAM), entry(12, "see review", SAM),
    )  # fmt: skip

    assert showings(database) == [
        (1, PRIYA, "reveal", 5), (1, OMAR, "hand over", 8), (1, RUTH, "hand over", 7), (1, SAM, "share", 11),
    ]  # fmt: skip


def test_nobody_else_is_said_to_have_read_anything(database):
    insert(database, "assessments_assessment", assessment(1, "submitted"), assessment(2, "agreed"))
    insert(database, "assessments_assessment_shared_with", {"assessment_id": 1, "user_id": OMAR})
    insert(
        database, "audit_entry",
        entry(6, "open review", PRIYA), entry(7, "see review", PRIYA, pk=99), entry(8, "be refused", RUTH, pk=2),
        entry(9, "see meeting sheet", AMARA, pk=2), entry(9, "see profile", None, pk=2),
        entry(9, "see review", SAM, pk=2) | {"what": "people.user 2"},
    )  # fmt: skip

    assert showings(database) == [(2, PRIYA, "reveal", 5)]
