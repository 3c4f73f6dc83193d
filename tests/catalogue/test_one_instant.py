"""Versions published at one instant, by a clock that stands or a coarse one, are in the order of being stored."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django.asserts import assertContains

from competence_app.assessments.models import Assessment
from competence_app.assessments.queries import newer_version
from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import current_of, successor_of, version_entries
from tests.factories import AssessmentFactory, UserFactory, publish, small_framework

START = reverse("start", args=["listening"])
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)]


@pytest.fixture
def versions() -> list[Version]:
    """Three versions of one framework, the first first."""
    return [publish(small_framework(version=label)) for label in ("2022", "2023", "2024")]


def test_the_one_stored_last_is_current(versions):
    first, second, third = versions

    assert list(Version.objects.current()) == [third]
    assert current_of(first) == third
    assert successor_of(third) == second


def test_the_list_of_versions_has_the_current_one_first(versions):
    rows = version_entries("listening", UserFactory.create(), localdate())

    assert [(row.version.label, row.is_current) for row in rows] == [("2024", True), ("2023", False), ("2022", False)]


def test_what_answers_an_older_one_has_a_newer_one_and_what_answers_the_newest_has_none(versions):
    first, _, third = versions
    old, new = (AssessmentFactory.create(version=version) for version in (first, third))

    assert [newer_version(old), newer_version(new)] == [third, None]
    assert [one.newer_id for one in Assessment.objects.with_newer().order_by("pk")] == [third.pk, None]


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize("page", ["home", "frameworks"])
def test_pages_show_one_version_of_the_framework(client, page):
    client.force_login(UserFactory.create())

    assertContains(client.get(reverse(page)), f'="{START}"', count=1)  # a link, or a form


def test_one_starts_on_the_current_one(client, versions):
    nurse = UserFactory.create()
    client.force_login(nurse)

    assertContains(client.get(START), "2024")
    client.post(START, {"job_role": nurse.job_role_id})

    assert Assessment.objects.get().version == versions[2]
