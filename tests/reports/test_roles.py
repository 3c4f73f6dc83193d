"""What another job role would ask, for one's own eyes."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from tests.factories import JobRoleFactory, finished, long_framework, publish, put, small_framework, supervise
from tests.words import words

ROLE = reverse("role", args=["listening"])


@pytest.fixture
def manager():
    return JobRoleFactory.create(code="ward-manager", title="Ward manager")


def asking(**more: object) -> dict[str, Any]:
    """Return the small framework, which asks more of a ward manager."""
    content = small_framework(targets={"default": 2, "roles": {"ward-manager": 4}})
    content["domains"][0]["competences"][0] |= more
    return content


def test_the_profile_leads_to_it_and_it_asks_for_a_job_role_first(client, nurse, manager):
    finished(nurse, {"K1": 3})

    assertContains(client.get(reverse("framework-profile", args=["listening"])), f'href="{ROLE}"')
    assertContains(client.get(ROLE), '<option value="" selected>Choose a job role</option>')
    assertNotContains(client.get(ROLE), "Target:")


def test_the_widest_gap_comes_first_with_what_helps(client, nurse, manager):
    finished(nurse, {"K1": 3, "K2": 1, "D1": 4}, version=publish(asking(levels={4: "I teach it"})))

    page = words(client.get(ROLE, {"role": manager.pk}))

    assert "Ward manager Target: Leading others 1 competence is at the target or above it." in page
    assert page.index("K2") < page.index("K1")
    assert "You: Independently. Target: Leading others. What “Leading others” looks like I teach it" in page


def test_what_had_no_opportunity_is_asked_too_and_what_has_no_answer_is_counted(client, nurse, manager):
    finished(nurse, {"K1": "no", "K2": "na"}, version=publish(asking()))

    page = words(client.get(ROLE, {"role": manager.pk}))

    assert "0 competences are at the target or above it, 2 have no answer yet." in page
    assert "You: No opportunity yet. Target: Leading others." in page


def test_what_was_agreed_counts(client, nurse, manager):
    assessment = finished(nurse, {"K1": 1, "K2": 1, "D1": 1}, version=publish(asking()))
    put(assessment, "agreed", supervise(nurse))

    assert "3 have" not in words(client.get(ROLE, {"role": manager.pk}))


def test_a_framework_may_ask_nothing_of_it(client, nurse, manager):
    finished(nurse, {"K1": 3}, version=publish(small_framework(targets={"roles": {"registered-nurse": 3}})))

    assert "This framework expects no level of Ward manager." in words(client.get(ROLE, {"role": manager.pk}))


@pytest.mark.parametrize("role", ["", "0", "ward-manager", "9" * 30])
def test_what_is_no_job_role_is_said_to_be_none(client, nurse, manager, role):
    finished(nurse, {"K1": 3})

    response = client.get(ROLE, {"role": role})

    assertContains(response, "Choose a job role" if not role else "There is no such job role: choose one")


def test_whoever_has_answered_nothing_is_told_how_to_begin(client, nurse):
    publish()

    assertRedirects(client.get(ROLE), reverse("framework-profile", args=["listening"]))


def test_looking_leaves_no_trace(client, nurse, manager):
    finished(nurse, {"K1": 3})
    before = Entry.objects.count()

    client.get(ROLE, {"role": manager.pk})

    assert Entry.objects.count() == before
    nurse.refresh_from_db()
    assert nurse.job_role != manager


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_does_not_grow(client, nurse, manager, django_assert_num_queries, size):
    finished(nurse, {f"C{n}": 1 for n in range(1, size + 1)}, version=publish(long_framework(size)))
    client.get(ROLE, {"role": manager.pk})

    with django_assert_num_queries(5):
        client.get(ROLE, {"role": manager.pk})
