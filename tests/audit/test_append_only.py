"""The audit record only grows: the model says so, and the database refuses whatever comes."""

import pytest
from django.db import IntegrityError, connection, transaction

from competence_app.audit.actions import record
from competence_app.audit.models import Entry
from competence_app.audit.triggers import Forget, Refuse
from competence_app.people.models import User

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
