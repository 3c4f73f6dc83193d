"""What was stored before a rule came is read all the same; only what is new must keep the rule."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from competence_app.assessments.rules.lifecycle import State
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.catalogue.models import Domain, Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content
from competence_app.people.models import User
from tests.factories import AssessmentFactory, UserFactory, answer, draft_of, put, small_framework, supervise
from tests.words import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(editor: User) -> Version:
    """A draft that was uploaded when two dots still were a code."""
    draft = draft_of(small_framework(), by=editor)
    Domain.objects.filter(version=draft, code="doing").update(code="..")
    draft.text = draft.text.replace("code: doing", "code: ..")
    draft.save()
    return draft


@pytest.fixture
def published(draft: Version) -> Version:
    """The same, published since."""
    draft.state, draft.published_at = Version.State.PUBLISHED, timezone.now()
    draft.save()
    return draft


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.mark.parametrize("file", [None, *sorted(Path("frameworks").glob("*.yaml"))], ids=str)
def test_what_is_read_without_asking_rules_is_the_same(file):
    content = read(file.read_text()) if file else Content.model_validate(small_framework())

    stored = Content.as_stored(content.model_dump(mode="json") | {"gone": "a field of former days"})

    assert stored == content
    assert (stored.statements, stored.model_dump()) == (content.statements, content.model_dump())


def test_the_text_is_read_with_its_old_code(published):
    assert [domain.code for domain in content_of(published.pk).domains] == ["knowing", ".."]


@pytest.mark.parametrize(
    "name", ["home", "task-list", "rate", "frameworks", "version", "start", "framework-profile", "answers"]
)
def test_who_answers_it_finds_every_page(published, name):
    nurse = UserFactory.create()
    assessment = answer(AssessmentFactory.create(practitioner=nurse, version=published), {"D1": 2})
    keys: dict[str, list[Any]] = {
        "task-list": [assessment.pk],
        "answers": [assessment.pk],
        "rate": [assessment.pk, ".."],
        "version": ["listening", published.pk],
        "start": ["listening"],
        "framework-profile": ["listening"],
    }

    page = browser_of(nurse).get(reverse(name, args=keys.get(name, [])))

    assert page.status_code == HTTPStatus.OK


def test_a_supervisor_rates_it(published):
    assessment = answer(AssessmentFactory.create(version=published), {"K1": 1, "K2": 1, "D1": 2})
    put(assessment, State.SUBMITTED, supervise(assessment.practitioner))
    assert assessment.supervisor
    browser = browser_of(assessment.supervisor)

    assertContains(browser.get(reverse("review", args=[assessment.pk])), f"/reviews/{assessment.pk}/rate/~../")
    assertContains(browser.get(reverse("review-rate", args=[assessment.pk, ".."])), "Listens to the end")


def test_its_draft_is_previewed_with_what_is_against_it(client, draft):
    preview, tried = (
        reverse("preview", args=["listening", draft.pk]),
        reverse("try-out", args=["listening", draft.pk, ".."]),
    )
    said = words(client.get(preview))

    assert "This cannot be published as it stands" in said
    assert "“..” cannot stand in an address" in said
    assertContains(client.get(tried), "Listens to the end")


def test_a_draft_that_keeps_the_rules_has_nothing_against_it(client, editor):
    draft = draft_of(small_framework(), by=editor)

    assert "cannot be published" not in words(client.get(reverse("preview", args=["listening", draft.pk])))


def test_its_draft_is_not_published(client, draft):
    address = reverse("publish", args=["listening", draft.pk])
    page = client.get(address)

    response = client.post(address, {"digest": page.context["form"].initial["digest"], "expected": ""}, follow=True)

    assert "“..” cannot stand in an address" in words(response)
    assert Version.objects.get().state == Version.State.DRAFT
