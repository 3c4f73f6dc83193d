"""What is to be run before a release serves, and whether the one before it goes on beside that."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.models import CharField, CheckConstraint, Index, IntegerField, ManyToManyField, Q, TextField
from django.urls import reverse

from competence_app.assessments.models import Rating
from competence_app.audit.triggers import Refuse
from competence_app.service.queries.upgrading import steps
from competence_app.service.rules.upgrading import Concern
from tests.factories import AssessmentFactory

# Those that were there before this was asked. Each later one is borne by the release before, or says why
# (``beside_former = "…"`` in its class); what takes something away comes a release after what no longer needs it.
BEFORE = {
    ("accounts", 4),
    ("assessments", 15),
    ("audit", 8),
    ("catalogue", 8),
    ("directory", 1),
    ("outbox", 3),
    ("passports", 2),
    ("people", 18),
}


def made(*added: Operation) -> ProjectState:
    """Return an app `wards` with a table of beds, and what is added to it."""
    state = ProjectState()
    beds = operations.CreateModel("Bed", [("id", IntegerField(primary_key=True)), ("name", CharField(max_length=20))])
    for operation in (beds, *added):
        operation.state_forwards("wards", state)
    return state


def migration(*found: Operation, **said: Any) -> Migration:
    """Return a migration of that app."""
    kind = type("Migration", (Migration,), {"operations": list(found), **said})
    made_of: Migration = kind("0002_next", "wards")
    return made_of


def concerns(*found: Operation) -> set[tuple[str, str]]:
    """Return what is to be known of operations on the table."""
    [step] = steps([migration(*found)], made())
    return {(table, str(concern)) for table, concern in step.concerns}


@pytest.mark.parametrize(
    ("operation", "found"),
    [
        (operations.AddField("bed", "note", TextField(null=True)), set()),
        (operations.AddField("bed", "note", TextField(db_default="")), set()),
        (operations.AddField("bed", "note", TextField(default="")), {Concern.FILLS}),
        (operations.AddField("bed", "note", CharField(max_length=9, null=True, unique=True)), {Concern.BUILDS}),
        (operations.AddField("bed", "beds", ManyToManyField("wards.Bed")), set()),
        (operations.RemoveField("bed", "name"), {Concern.TAKES}),
        (operations.RenameField("bed", "name", "title"), {Concern.TAKES}),
        (operations.AlterModelTable("bed", "beds"), {Concern.TAKES}),
        (operations.DeleteModel("Bed"), {Concern.TAKES}),
        (operations.AlterField("bed", "name", CharField(max_length=20, help_text="Where")), set()),
        (operations.AlterField("bed", "name", CharField(max_length=30)), set()),
        (operations.AlterField("bed", "name", CharField(max_length=10)), {Concern.ALTERS}),
        (operations.AlterField("bed", "name", IntegerField()), {Concern.ALTERS}),
        (operations.AlterField("bed", "name", CharField(max_length=20, unique=True)), {Concern.REFUSES}),
        (operations.AddIndex("bed", Index(fields=["name"], name="by_name")), {Concern.BUILDS}),
        (AddIndexConcurrently("bed", Index(fields=["name"], name="by_name")), set()),
        (
            operations.AddConstraint("bed", CheckConstraint(condition=~Q(name=""), name="is_named")),
            {Concern.REFUSES, Concern.BUILDS},
        ),
        (operations.AlterModelOptions("bed", {"ordering": ["name"]}), set()),
    ],
    ids=lambda given: given.describe() if isinstance(given, Operation) else "",
)
def test_each_kind_of_step_is_known_by_what_it_does_to_the_release_before(operation, found):
    assert concerns(operation) == {("wards_bed", str(concern)) for concern in found}


def test_what_may_no_longer_be_empty_is_to_be_filled():
    former = made(operations.AddField("bed", "note", TextField(null=True)))

    [step] = steps([migration(operations.AlterField("bed", "note", TextField()))], former)

    assert step.concerns == {("wards_bed", Concern.FILLS)}


def test_a_table_is_named_as_the_database_names_it():
    former = made(operations.AlterModelTable("bed", "beds"))

    [step] = steps([migration(operations.RemoveField("bed", "name"))], former)

    assert step.concerns == {("beds", Concern.TAKES)}


def test_nobody_reads_a_new_table_yet():
    new = operations.CreateModel("Room", [("id", IntegerField(primary_key=True))])
    more = operations.AddField("room", "name", TextField(default=""))

    assert concerns(new, more, operations.AddIndex("room", Index(fields=["name"], name="by_room"))) == set()


@pytest.mark.parametrize(
    "operation",
    [
        operations.RunSQL("SELECT 1"),
        operations.RunPython(operations.RunPython.noop),
        Refuse("DELETE", "wards_bed", message="Beds stay"),
    ],
    ids=["SQL", "Python", "trigger"],
)
def test_what_only_its_author_knows_is_said_to_be(operation):
    parted = operations.SeparateDatabaseAndState(database_operations=[operation])

    assert concerns(parted) == concerns(operation) == {("wards", Concern.OWN)}


def test_a_migration_may_say_why_the_release_before_bears_it():
    [step] = steps([migration(operations.RunSQL("SELECT 1"), beside_former="It reads.")], made())

    assert (step.name, step.reason, step.is_borne) == ("wards 0002_next", "It reads.", True)


def test_the_release_before_goes_on_beside_every_new_migration():
    loader = MigrationLoader(None)
    plan = [loader.disk_migrations[key] for key in _ours(loader)]
    found = {step.name: step for step in steps(plan, ProjectState())}

    later = [step for name, step in found.items() if not _was_there(name)]
    assert [(step.name, sorted(step.concerns)) for step in later if not step.is_borne] == []


def _ours(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Return all migrations in an order in which they can be run."""
    plan: dict[tuple[str, str], None] = {}
    for leaf in loader.graph.leaf_nodes():
        plan |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return list(plan)


def _was_there(name: str) -> bool:
    """Tell whether it is of a library, or was there before this was asked."""
    app, _, rest = name.partition(" ")
    last = dict(BEFORE).get(app)
    return last is None or int(rest[:4]) <= last


def said() -> tuple[str, int]:
    """Return what the command says, and its status."""
    out = StringIO()
    try:
        call_command("check_upgrade", stdout=out)
    except SystemExit as ended:
        return out.getvalue(), int(str(ended.code))
    return out.getvalue(), 0


def test_a_database_of_this_release_needs_nothing(db):
    assert said() == ("The database is that of this release: there is nothing to run.\n", 0)


def test_what_is_to_be_run_is_named_with_what_is_against_it(db):
    MigrationRecorder(connection).record_unapplied("outbox", "0003_to_another_address")

    text, status = said()

    lines = text.splitlines()
    assert lines[:2] == ["To be run, 1, by: competence migrate", "  outbox 0003_to_another_address"]
    assert "    outbox_mail: a column becomes another kind" in text or status == 0
    assert lines[-1].startswith(("The release that serves now goes on", "competence-worker.service)"))


def test_where_something_is_taken_away_the_release_before_is_to_be_stopped(db):
    for name in ("0019_restriction", "0018_closed_and_erased", "0017_auditor"):
        MigrationRecorder(connection).record_unapplied("people", name)

    text, status = said()

    assert (status, "stop it (systemctl stop" in text) == (1, True)


def test_a_database_of_a_newer_release_is_told(db):
    MigrationRecorder(connection).record_applied("outbox", "9999_to_come")

    text, status = said()

    assert (status, "newer release, which this one does not know: outbox 9999_to_come." in text) == (1, True)


@pytest.mark.parametrize("column", ["later TEXT NULL", "later TEXT NOT NULL DEFAULT 'x'"])
def test_this_release_saves_beside_what_a_later_one_added(client, db, column):
    assessment = AssessmentFactory.create()
    client.force_login(assessment.practitioner)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE assessments_rating ADD COLUMN {column}")
        cursor.execute("CREATE TABLE later_thing (id INTEGER PRIMARY KEY)")

    response = client.post(reverse("autosave", args=[assessment.pk]), {"K1-answer": "3", "K1-base": ""})

    assert list(response.json()["saved"]) == ["K1"]
    assert [rating.level for rating in Rating.objects.filter(assessment=assessment)] == [3]
