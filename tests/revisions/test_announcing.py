"""Saying what is new in a version, before it is published."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.catalogue.actions import drafting
from competence_app.catalogue.models import Version
from tests.factories import draft_of, publish, small_framework
from tests.meanwhile import meanwhile
from tests.words import words


def at(name, draft):
    return reverse(name, args=["listening", draft.pk])


@pytest.fixture
def draft(editor):
    """A revision that does not say what is new."""
    publish()
    return draft_of(small_framework(version="2023", changes=""), by=editor)


def test_publishing_asks_first_what_is_new(client, draft):
    assertRedirects(client.get(at("publish", draft)), at("announce", draft))
    assert "Say it to those who know version 2022" in words(client.get(at("announce", draft)))


def test_a_preview_says_that_it_is_not_said_yet(client, draft):
    response = client.get(at("preview", draft))

    assert "It does not say yet what is new since version 2022" in words(response)
    assertContains(response, at("announce", draft))


def test_what_is_new_is_written_into_the_drafts_text_and_shown_before_publishing(client, draft):
    response = client.post(at("announce", draft), {"changes": "Plainer words.\r\n\r\n- Two are *new*"})

    assertRedirects(response, at("publish", draft))
    assert "changes: |-\n  Plainer words.\n\n  - Two are *new*\n" in Version.objects.get(pk=draft.pk).text
    for page in ("publish", "preview"):
        assertContains(client.get(at(page, draft)), "<li>Two are <em>new</em></li>", html=True)


def test_what_is_new_may_be_changed(client, draft):
    client.post(at("announce", draft), {"changes": "Plainer words"})

    assertContains(client.get(at("announce", draft)), "Plainer words")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ("", "Enter what is new"),
        ("x" * 5001, "What is new must be 5000 characters or fewer. It has 5001"),
        ("A bell: \a", "text holds the control character U+0007: delete it"),
    ],
)
def test_what_cannot_be_written_is_told_and_stays_in_the_box(client, draft, changes, told):
    response = client.post(at("announce", draft), {"changes": changes})

    assert told in words(response)
    assertContains(response, changes)
    assert Version.objects.get(pk=draft.pk).changes == ""


def test_what_was_published_meanwhile_says_for_ever_what_it_said(client, draft, editor):
    drafting.announce(draft, "Plainer words", by=editor)
    draft.refresh_from_db()
    former = Version.objects.current().get()

    with meanwhile(lambda: drafting.publish(draft, expected=former.pk, by=editor)):
        response = client.post(at("announce", draft), {"changes": "Other words"})

    assertContains(client.get(response.url), "Nothing was changed")
    assert Version.objects.current().get().changes == "Plainer words"


def test_a_first_version_is_published_without(client, editor):
    draft = draft_of(small_framework(changes=""), by=editor)

    assertContains(client.get(at("publish", draft)), "New assessments start on it.")
    assert "Say it to those" not in words(client.get(at("announce", draft)))
    assert "What is new" not in words(client.get(at("preview", draft)))
