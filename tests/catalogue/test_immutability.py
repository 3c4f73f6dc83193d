"""What has been published never changes: the models say so politely, the database refuses whatever comes."""

# ruff: noqa: E501, S608 - whole SQL statements, of our own words

import pytest
from django.db import IntegrityError, connection, transaction

from competence_app.catalogue.actions.storing import store_draft
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.models import Competence, Domain, Framework, PublishedError, Version
from tests.catalogue.samples import SMALLEST, load

pytestmark = pytest.mark.django_db

REFUSED = "A published version never changes"


@pytest.fixture
def published():
    return load(SMALLEST).version


@pytest.fixture
def draft():
    return store_draft(FrameworkFile.of_text(SMALLEST))


CHANGES = {
    "version saved": lambda: Version.objects.get().save(),
    "version deleted": lambda: Version.objects.get().delete(),
    "versions updated": lambda: Version.objects.update(title="U"),
    "versions deleted": lambda: Version.objects.all().delete(),
    "domain saved": lambda: Domain.objects.get().save(),
    "domain deleted": lambda: Domain.objects.get().delete(),
    "domains updated": lambda: Domain.objects.update(title="U"),
    "domains deleted": lambda: Domain.objects.all().delete(),
    "domain added": lambda: Domain.objects.create(version=Version.objects.get(), code="Z", title="Z", position=9),
    "competence saved": lambda: Competence.objects.get().save(),
    "competence deleted": lambda: Competence.objects.get().delete(),
    "competences updated": lambda: Competence.objects.update(text="U"),
    "competences deleted": lambda: Competence.objects.all().delete(),
}


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_models_refuse_to_change_what_is_published(change):
    with pytest.raises(PublishedError, match=REFUSED):
        change()


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_models_let_a_draft_change(change):
    change()


STATEMENTS = [
    *(
        f"UPDATE catalogue_version SET {column} = {value}"
        for column, value in {
            "id": "id + 1",
            "framework_id": "framework_id + 1",
            "label": "'U'",
            "title": "'U'",
            "introduction": "'U'",
            "language": "'U'",
            "source": "'1'",
            "scale": "'1'",
            "targets": "'1'",
            "text": "'U'",
            "digest": "'U'",
            "optional": "'1'",
            "created_at": "'2000-01-01'",
            "created_by_id": "7",
            "published_at": "'2000-01-01'",
            "published_by_id": "7",
        }.items()
    ),
    "UPDATE catalogue_version SET state = 'draft', published_at = NULL",
    "UPDATE catalogue_version SET state = 'retired', title = 'U'",
    "DELETE FROM catalogue_version",
    "UPDATE catalogue_domain SET title = 'U'",
    "DELETE FROM catalogue_domain",
    "INSERT INTO catalogue_domain (version_id, code, title, kind, position) SELECT version_id, 'Z', 'Z', '', 9 FROM catalogue_domain",
    "UPDATE catalogue_competence SET text = 'U'",
    "DELETE FROM catalogue_competence",
    "INSERT INTO catalogue_competence (version_id, domain_id, code, text, rate, replaces, change, position) SELECT version_id, domain_id, 'Z', 'Z', '', '[]', '', 9 FROM catalogue_competence",
]  # fmt: skip


def execute(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("statement", STATEMENTS)
def test_database_refuses_to_change_what_is_published(statement):
    with pytest.raises(IntegrityError, match=REFUSED):
        execute(statement)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("table", ["framework", "version", "domain", "competence"])
def test_database_refuses_to_be_emptied_at_once(table):
    with pytest.raises(IntegrityError, match=REFUSED):
        execute(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE catalogue_{table} CASCADE")


@pytest.mark.usefixtures("published")
def test_database_keeps_a_retired_version_retired():
    execute("UPDATE catalogue_version SET state = 'retired'")

    with pytest.raises(IntegrityError, match=REFUSED):
        execute("UPDATE catalogue_version SET state = 'published'")


@pytest.mark.usefixtures("published")
def test_database_keeps_a_frameworks_code():
    with pytest.raises(IntegrityError, match="A framework keeps its code"):
        execute("UPDATE catalogue_framework SET code = 'g'")


def test_database_lets_no_row_move_into_a_published_version(published):
    text = SMALLEST.replace('"1"', '"2"')
    draft = store_draft(FrameworkFile.of_text(text))

    with pytest.raises(IntegrityError, match=REFUSED):
        execute(f"UPDATE catalogue_domain SET version_id = {published.pk} WHERE version_id = {draft.pk}")


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("table", ["version", "domain", "competence"])
def test_database_lets_a_draft_change(table):
    column = "title" if table != "competence" else "text"

    assert execute(f"UPDATE catalogue_{table} SET {column} = 'U'") == 1


def test_retiring_takes_published_versions_out_of_use(published):
    assert Version.objects.retire() == 1
    assert not Version.objects.current().exists()
    assert Version.objects.get().state == "retired"
    assert Version.objects.retire() == 0


def test_retiring_leaves_drafts(draft):
    assert Version.objects.retire() == 0


def test_rows_name_themselves(published):
    names = [str(model.objects.get()) for model in (Framework, Version, Domain, Competence)]

    assert names == ["f", "T (1)", "Domain A", "K1 One"]
