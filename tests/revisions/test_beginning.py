"""A draft that begins without a file."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from tests.factories import draft_of, publish, small_framework
from tests.words import words

HANDS = {
    "title": "Hand hygiene",
    "code": "hand-hygiene",
    "version": "1",
    "language": "en-GB",
    "publisher": "A trust",
    "scale": "",
    "levels": "Not yet\r\n\r\nWith support\r\nAlone",
    "domain_title": "Knowledge",
    "domain_code": "knowledge",
    "kind": "knowledge",
    "statement": "Knows when to wash",
    "statement_code": "K1",
}


def test_a_framework_begins_with_one_statement(client, editor):
    response = client.post(reverse("write"), HANDS)

    draft = Version.objects.get()
    assertRedirects(response, reverse("desk", args=["hand-hygiene", draft.pk]))
    content = content_of(draft.pk)
    assert [level.label for level in content.scale.levels] == ["Not yet", "With support", "Alone"]
    assert (content.source.publisher, content.competence("K1").text) == ("A trust", "Knows when to wash")
    assert (draft.state, draft.created_by) == ("draft", editor)
    assert Entry.objects.get(by=editor).verb == "begin"


def test_it_may_be_rated_on_another_frameworks_scale(client):
    publish()
    assertContains(client.get(reverse("write")), "Not yet, With support, Independently, Leading others")

    client.post(reverse("write"), HANDS | {"scale": "listening"})

    assert (
        content_of(Version.objects.get(framework__code="hand-hygiene").pk).scale
        == content_of(Version.objects.current().get().pk).scale
    )


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"title": ""}, "title", "Enter a title"),
        ({"code": "Hand hygiene"}, "code", "does not fit"),
        ({"code": "LISTENING"}, "code", "There is a framework “LISTENING” already"),
        ({"language": "English, British"}, "language", "does not fit"),
        ({"levels": "One"}, "levels", "too few entries"),
        ({"levels": "One\nOne"}, "levels", "is the label of another answer"),
        ({"scale": "other"}, "scale", "Choose from the scales shown"),
        ({"statement": ""}, "statement", "Enter a statement"),
        ({"statement_code": "knowledge"}, "statement_code", "is used already in this draft"),
        ({"publisher": "x" * 501}, "publisher", "has 501 characters"),
        ({"statement": "A bell: \a"}, "__all__", "control character U+0007"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_stored(client, typed, field, message):
    publish()

    response = client.post(reverse("write"), HANDS | typed)

    form = response.context["form"]
    assert field in form.errors
    assert message in " ".join(form.errors[field])
    assert Version.objects.count() == 1


def test_a_draft_begins_with_a_versions_words(client):
    version = publish()
    assertContains(
        client.get(reverse("framework", args=["listening"])), reverse("revise", args=["listening", version.pk])
    )

    response = client.post(reverse("revise", args=["listening", version.pk]), {"version": "2023"})

    draft = Version.objects.get(label="2023")
    assertRedirects(response, reverse("desk", args=["listening", draft.pk]))
    assert content_of(draft.pk).domains == content_of(version.pk).domains
    assert draft.changes == ""


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("", "Enter a label"),
        ("2022", "version “2022” is published already"),
        ("2023", "version “2023” is a draft already"),
        ("x" * 65, "has 65 characters"),
    ],
)
def test_a_label_that_is_taken_or_wrong_is_refused(client, editor, label, message):
    version = publish()
    draft_of(small_framework(version="2023"), by=editor)

    response = client.post(reverse("revise", args=["listening", version.pk]), {"version": label})

    assert message.casefold() in words(response).casefold()
    assert Version.objects.count() == 2


def test_a_draft_is_not_revised(client, editor):
    draft = draft_of(small_framework(), by=editor)

    assert client.get(reverse("revise", args=["listening", draft.pk])).status_code == 404
    assertContains(client.get(reverse("framework", args=["listening"])), reverse("desk", args=["listening", draft.pk]))
