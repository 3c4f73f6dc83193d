"""Of a table whose headers say too little an editor says which column is what, once for all with those headers."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.catalogue.actions import columns, drafting
from competence_app.catalogue.formats.files import FrameworkFile
from competence_app.catalogue.formats.table.columns import ColumnMeaning
from competence_app.catalogue.models import KnownColumns, Version
from competence_app.catalogue.queries import content_of
from tests.factories import UserFactory, publish

TABLE = b"Area,What we want,Why\nTalking,Asks people,To know\nTalking,Listens,\n"
SAID = {"column-0": "domain", "column-1": "text", "column-2": "guidance"}


def send(client, data: bytes = TABLE, address: str = "", name: str = "skills.csv"):
    return client.post(address or reverse("upload"), {"text": "", "file": SimpleUploadedFile(name, data)})


def asked(page) -> dict[str, Any]:
    """Return what the page's form holds before anybody answers."""
    return dict(page.context["form"].initial)


def answer(client, page, **said: str):
    return client.post(reverse("columns"), asked(page) | SAID | said)


def test_editor_is_asked_with_what_stands_in_the_columns(client):
    page = send(client)

    assertContains(page, "Which column is what?")
    assertContains(page, "“Asks people”; “Listens”")
    assert {name: said for name, said in asked(page).items() if name != "table"} == {
        "column-0": "domain", "column-1": "nothing", "column-2": "nothing"
    }  # fmt: skip
    assert not Version.objects.exists()


def test_answers_make_a_draft_with_its_origin(client, editor):
    response = answer(client, send(client))

    draft = Version.objects.get()
    assertRedirects(response, reverse("preview", args=["skills", draft.pk]))
    content = content_of(draft.pk)
    assert [(domain.title, [said.text for said in domain.competences]) for domain in content.domains] == [
        ("Talking", ["Asks people", "Listens"])
    ]
    assert (content.competences[0].guidance, draft.created_by) == ("To know", editor)
    assert (draft.origin or {})["name"] == "skills.csv"


def test_answers_are_remembered_for_the_same_headers(client):
    answer(client, send(client))

    response = send(client, TABLE.replace(b"Area", b"AREA").replace(b"Listens", b"Waits"), name="other.csv")

    assertRedirects(response, reverse("preview", args=["other", Version.objects.latest("pk").pk]))
    answer(client, send(client, TABLE.replace(b"Why", b"Reason")))
    assert KnownColumns.objects.count() == 2
    assert str(KnownColumns.objects.earliest("pk")) == "domain, text, guidance"


def test_new_answers_take_the_place_of_the_old_ones(editor):
    columns.remember(["A"], (ColumnMeaning.TEXT,), by=editor)
    columns.remember(["a"], (ColumnMeaning.TITLE,), by=editor)

    assert KnownColumns.objects.get().meanings == ["title"]


def test_only_editors_say_what_columns_mean(db):
    with pytest.raises(PermissionDenied):
        columns.remember(["A"], (ColumnMeaning.TEXT,), by=UserFactory.create())


@pytest.mark.parametrize(
    "said",
    [{"column-1": "guidance"}, {"column-2": "domain"}],
    ids=["nothing is rated", "two domains"],
)
def test_answers_that_do_not_fit_are_asked_again(client, said):
    page = answer(client, send(client), **said)

    assertContains(page, "Choose a column for the statement or its short name")
    assert not Version.objects.exists()


def test_answer_that_is_none_is_asked_again(client):
    assertContains(answer(client, send(client), **{"column-1": "magic"}), "Which column is what?")


def test_table_that_is_no_framework_says_why(client):
    page = answer(client, send(client, TABLE.replace(b"Listens", b"x" * 5001)))

    assertContains(page, "Row 3: this statement has 5,001 characters")
    assert not KnownColumns.objects.exists()


def test_page_that_somebody_has_changed_is_refused(client):
    response = client.post(reverse("columns"), {"table": "x", **SAID})

    assertRedirects(response, reverse("upload"))


def test_column_without_a_cell_says_so(client):
    assertContains(send(client, b"Area,What,More\nTalking,Asks,\n"), "This column is empty.")


def test_table_that_begins_with_a_version_revises_it(client):
    base = publish()

    response = answer(client, send(client, address=f"{reverse('upload')}?from={base.pk}"))

    draft = Version.objects.get(state="draft")
    assertRedirects(response, reverse("preview", args=[base.framework.code, draft.pk]))


def test_somebody_elses_draft_is_asked_about(client):
    other = UserFactory.create(is_framework_editor=True)
    text = 'code: skills\nversion: "1"\ntitle: T\nscale: {levels: [{value: 1, label: A}, {value: 2, label: B}]}\n'
    drafting.upload(
        FrameworkFile.of_text(text + "domains: [{code: A, title: A, competences: [{code: K, text: X}]}]"), by=other
    )

    assertContains(answer(client, send(client)), "this would take the place of somebody else&#x27;s draft")
