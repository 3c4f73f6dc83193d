from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.catalogue.actions import timing
from competence_app.catalogue.models import Framework
from tests.factories import UserFactory, publish
from tests.words import words

FRAMEWORK, INTERVAL = reverse("framework", args=["listening"]), reverse("interval", args=["listening"])


@pytest.fixture
def framework(db) -> Framework:
    """The small framework, published."""
    return publish().framework


def test_everybody_reads_the_interval_and_editors_change_it(client, editor, reader, framework):
    assert "Reassess 12 months after an assessment is agreed." in words(reader.get(FRAMEWORK))
    assertNotContains(reader.get(FRAMEWORK), INTERVAL)
    assertContains(client.get(FRAMEWORK), INTERVAL)

    response = client.post(INTERVAL, {"months": "1"}, follow=True)

    assertRedirects(response, FRAMEWORK)
    assert "Reassess 1 month after an assessment is agreed." in words(response)
    assert Entry.objects.filter(verb="set interval", by=editor, what=f"catalogue.framework {framework.pk}").count() == 1


def test_an_empty_interval_is_the_usual_one(client, editor, framework, settings):
    settings.INTERVAL_MONTHS = 24
    timing.set_interval(framework, months=6, by=editor)
    assertContains(client.get(INTERVAL), 'value="6"')
    assertContains(client.get(INTERVAL), "Leave it empty for the usual 24 months.")

    client.post(INTERVAL, {"months": ""})

    framework.refresh_from_db()
    assert (framework.interval_months, framework.interval) == (None, 24)


@pytest.mark.parametrize("months", ["0", "121", "1.5", "a year"])
def test_what_is_no_number_of_months_is_refused_and_stays_on_the_page(client, editor, framework, months):
    response = client.post(INTERVAL, {"months": months})

    framework.refresh_from_db()
    assertContains(response, "Enter a whole number of months from 1 to 120")
    assertContains(response, f'value="{months}"')
    assert framework.interval_months is None


def test_the_same_interval_again_writes_nothing(editor, framework):
    timing.set_interval(framework, months=None, by=editor)

    assert not Entry.objects.filter(verb="set interval").exists()


def test_nobody_else_sets_the_interval(framework):
    with pytest.raises(PermissionDenied):
        timing.set_interval(framework, months=6, by=UserFactory.create())


def test_a_framework_that_is_not_there_has_no_interval(client, editor):
    assert client.get(INTERVAL).status_code == HTTPStatus.NOT_FOUND
