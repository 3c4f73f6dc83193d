"""A profile is little to load on a ward's connection, whoever reads it and however many voices speak."""

from http import HTTPStatus
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from competence_app.assessments.rules.answers import Answer
from competence_app.demo import cast
from competence_app.people.models import User
from tests.factories import long_framework, publish
from tests.reports.voices import spoken

MOST = 35_000  # bytes of HTML for twelve competences
MOST_EACH = 2_000
NOTE = "I have done this three times with a colleague beside me."


def member(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.example")


def page_of(address: str, *, reader: str) -> Any:
    """Return a page as one of the cast sees it."""
    browser = Client()
    browser.force_login(member(reader))
    return browser.get(address)


@pytest.fixture
def demo(db):
    call_command("load_framework", Path("frameworks") / f"{cast.FRAMEWORK}.yaml", stdout=StringIO())
    cast.seed()


@pytest.mark.parametrize("name", ["amara", "chloe", "elin", "grace"])
def test_nobodys_own_profile_of_twelve_competences_is_large(demo, name):
    page = page_of(reverse("framework-profile", args=[cast.FRAMEWORK]), reader=name)

    assert page.content.count(b'<th scope="row"><div>') == 12
    assert len(page.content) <= MOST


@pytest.mark.parametrize("name", ["amara", "elin", "grace"])
def test_no_staff_profile_is(demo, name):
    page = page_of(reverse("staff-profile", args=[member(name).pk, cast.FRAMEWORK]), reader="priya")

    assert page.status_code == HTTPStatus.OK
    assert len(page.content) <= MOST


def test_a_competence_more_is_little_more_also_with_notes_in_three_voices(client, nurse, supervisor):
    sizes = []
    for count in (12, 24):
        version = publish(long_framework(count, code=f"long-{count}"))
        codes = [f"C{n}" for n in range(1, count + 1)] + ["D1"]
        own, theirs = (dict.fromkeys(codes, Answer(level, note=NOTE)) for level in (2, 3))
        spoken(nurse, "agreed", supervisor, own, theirs, version=version)
        sizes.append(len(client.get(reverse("framework-profile", args=[f"long-{count}"])).content))

    assert (sizes[1] - sizes[0]) / 12 <= MOST_EACH
