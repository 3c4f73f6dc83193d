"""The audit record only grows: the model says so, and the database refuses whatever comes."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from competence_app.audit.actions import let_go, record
from competence_app.audit.models import Entry, Pruning
from competence_app.audit.triggers import Forget, Refuse
from competence_app.people.models import User
from competence_app.people.wording import former

pytestmark = pytest.mark.django_db

REFUSED = "The audit record is append-only"


@pytest.fixture
def entry():
    person = User.objects.create_user("nurse@example.org")
    record("look", person, by=person, about=person)
    return Entry.objects.get()


CHANGES = {
    "saved": lambda: Entry.objects.get().save(),
    "deleted": lambda: Entry.objects.get().delete(),
    "updated": lambda: Entry.objects.update(verb="x"),
    "all deleted": lambda: Entry.objects.all().delete(),
}


@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_model_refuses_to_change_the_record(change):
    with pytest.raises(TypeError, match=REFUSED):
        change()


@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize(
    "statement",
    [
        *(f"UPDATE audit_entry SET {field.column} = {field.column}" for field in Entry._meta.concrete_fields),  # noqa: S608, SLF001 - each column
        "UPDATE audit_entry SET id = id + 1",
        "DELETE FROM audit_entry",
    ],
)
def test_database_refuses_to_change_the_record(statement):
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def old():
    """An entry of long ago."""
    person = User.objects.create_user("old@example.org")
    execute(
        "INSERT INTO audit_entry (at, verb, what, by_name, about_id)"  # noqa: S608 - our own
        f" VALUES ('2001-02-03 04:05:06Z', 'look', 'people.user 1', '', {person.pk})"
    )
    return Entry.objects.get(at__year=2001)


def test_database_lets_old_entries_go_where_that_is_asked_for(entry, old):
    assert let_go([old.pk, entry.pk], before=datetime(2010, 1, 1, tzinfo=UTC)) == 1

    assert list(Entry.objects.all()) == [entry]
    with pytest.raises(IntegrityError, match=REFUSED):  # it was let go in that transaction alone
        execute("DELETE FROM audit_entry")


@pytest.fixture
def pruning():
    """That what is old may go, in this transaction."""
    return Pruning.objects.create(before=datetime(2010, 1, 1, tzinfo=UTC))


@pytest.mark.usefixtures("entry", "old", "pruning")
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_entry",
        "UPDATE audit_entry SET verb = 'x'",
        "UPDATE audit_entry SET id = id + 10 WHERE at < '2002-01-01'",
    ],
)
def test_database_refuses_all_else_meanwhile(statement):
    with pytest.raises(IntegrityError, match=REFUSED):
        execute(statement)


LESS_THAN_A_YEAR_AGO = {"sqlite": "datetime('now', '-364 days')", "postgresql": "now() - interval '364 days'"}


@pytest.mark.parametrize(
    "statement",
    ['INSERT INTO audit_pruning ("before") VALUES ({})', 'UPDATE audit_pruning SET "before" = {}'],
)
def test_database_lets_nothing_of_a_year_go(pruning, statement):
    with pytest.raises(IntegrityError, match="Entries of the last year stay"):
        execute(statement.format(LESS_THAN_A_YEAR_AGO[connection.vendor]))

    assert str(pruning) == "before 2010-01-01 00:00"


def test_a_name_gives_way_to_what_is_made_of_the_key_beside_it_and_to_nothing_else(entry):
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        Entry.objects.rename(entry.by, "Somebody else")

    assert Entry.objects.rename(entry.by, former(entry.by.pk)) == 2

    assert Entry.objects.get().by_name == f"Former colleague {entry.by.pk}"


@pytest.mark.parametrize(
    "column",
    [field.column for field in Entry._meta.concrete_fields if field.name != "by_name"],  # noqa: SLF001 - each
)
def test_nothing_changes_along_with_a_name(entry, column):
    User.objects.create_user("other@example.org")
    others = {
        "at": "CURRENT_TIMESTAMP",
        "verb": "'x'",
        "what": "'x'",
        "about_id": "NULL",
        "about_name": "'x'",
        "what_name": "'x'",
    }
    name = f"by_name = '{former(entry.by.pk)}'"
    changed = others.get(column, f"{column} + 1")

    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_entry SET {name}, {column} = {changed}")  # noqa: S608 - our own words


def test_so_does_the_name_of_whom_it_is_about():
    person, other = (User.objects.create_user(f"{name}@example.org", full_name=name) for name in ("nurse", "other"))
    record("look", person, by=other, about=person)
    record("look", person, by=person, about=person)

    Entry.objects.rename(person, former(person.pk))

    gone = f"Former colleague {person.pk}"
    assert [(one.by_name, one.about_name) for one in Entry.objects.order_by("pk")] == [("other", gone), (gone, gone)]


def test_what_nobody_did_gets_no_name():
    person = User.objects.create_user("nurse@example.org")
    record("look", person, by=None)

    for key in ("", "0"):
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE audit_entry SET by_name = %s", [f"Former colleague {key}"])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize("statement", ["TRUNCATE audit_entry RESTART IDENTITY", "TRUNCATE people_user CASCADE"])
def test_database_refuses_to_empty_the_record(statement):
    refused = pytest.raises(IntegrityError, match=r"append-only|never changes|stays")

    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {statement}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL replaces no row")
def test_database_refuses_to_replace_a_row_of_the_record(entry):
    columns = ", ".join(str(field.column) for field in Entry._meta.concrete_fields)  # noqa: SLF001 - as the table has them
    again = f"INSERT OR REPLACE INTO audit_entry ({columns}) SELECT {columns} FROM audit_entry"  # noqa: S608 - our own

    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(again)


def test_entry_says_what_was_done_to_what(entry):
    assert str(entry) == f"{entry.at:%Y-%m-%d %H:%M} look people.user {entry.by.pk}"
    assert entry.about == entry.by


@pytest.mark.usefixtures("entry")
def test_refusal_comes_and_goes_with_its_migration():
    refusal = Refuse("INSERT", "audit_entry", when="NEW.verb = 'x'", message="It's no verb.")
    editor = connection.schema_editor()

    refusal.database_forwards("audit", editor, None, None)
    with pytest.raises(IntegrityError, match="It's no verb"), transaction.atomic():
        record("x", Entry.objects.get(), by=None)
    refusal.database_backwards("audit", editor, None, None)
    record("x", Entry.objects.get(), by=None)

    assert Entry.objects.filter(verb="x").count() == 1
    assert refusal.describe() == "Refuse INSERT of audit_entry: It's no verb."


@pytest.mark.usefixtures("entry")
def test_refusal_is_forgotten_and_comes_back_with_its_migration():
    forgotten = Forget("DELETE", "audit_entry", message=REFUSED)
    editor = connection.schema_editor()

    def delete():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_entry")

    forgotten.database_forwards("audit", editor, None, None)
    delete()
    forgotten.database_backwards("audit", editor, None, None)
    record("look", User.objects.get(), by=None)
    with pytest.raises(IntegrityError, match=REFUSED):
        delete()

    assert forgotten.describe() == f"No longer refuse DELETE of audit_entry: {REFUSED}"
