"""What stands in another framework, too, is told to whoever is about to publish a draft."""

from typing import Any

from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.catalogue.actions import retiring
from competence_app.catalogue.rules.likeness import MOST_TOLD
from tests.factories import draft_of, framework_of, publish, small_framework
from tests.words import words

LONG = "Knows why listening matters to those who are heard"


def with_k1(text: str, **changes: Any):
    content = small_framework(**changes)
    content["domains"][0]["competences"][0]["text"] = text
    return content


def previewed(client, draft):
    return client.get(reverse("preview", args=[draft.framework.code, draft.pk]))


def test_a_draft_says_which_statements_stand_in_another_framework(client, editor):
    other = publish(with_k1(LONG, title="Speaking"))
    draft = draft_of(with_k1(LONG.replace("are", "were"), code="hearing"), by=editor)

    page = previewed(client, draft)

    told = words(page)
    assert "Also in other frameworks: 3 statements" in told
    assert "In Speaking K1 is nearly the same as K1 of Speaking K2 is the same as K2 of Speaking" in told
    assertContains(page, f"{reverse('version', args=['listening', other.pk])}#c-K1")


def test_nothing_is_said_of_its_own_framework_or_of_one_that_is_retired(client, editor):
    retiring.retire(publish(small_framework(code="gone")), by=editor)
    draft_of(small_framework(code="another-draft"), by=editor)
    publish()

    assertNotContains(previewed(client, draft_of(small_framework(version="2023"), by=editor)), "Also in other")


def test_many_are_counted_and_some_are_shown(client, editor):
    publish(framework_of(MOST_TOLD + 3))
    draft = draft_of(framework_of(MOST_TOLD + 3, code="hearing"), by=editor)

    told = words(previewed(client, draft))

    assert f"Also in other frameworks: {MOST_TOLD + 3} statements" in told
    assert told.count("is the same as") == MOST_TOLD
    assert "And 3 more." in told
