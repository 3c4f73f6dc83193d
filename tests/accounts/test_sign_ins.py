"""Somebody sees where they signed in, and ends it everywhere else."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.factories import PASSWORD, UserFactory
from tests.words import words

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
ACCOUNT, SIGN_IN = reverse("account"), reverse("sign-in")


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org")


def browser(amara: User, entered: str = PASSWORD, network: str = "192.0.2.1") -> Any:
    client = Client(REMOTE_ADDR=network)
    client.post(SIGN_IN, {"username": amara.email, "password": entered})
    return client


def test_she_sees_when_and_from_where(amara, time_machine):
    browser(amara, network="198.51.100.7")
    time_machine.shift(timedelta(hours=1))
    here = browser(amara)

    told = words(here.get(ACCOUNT))

    assert "22 November 2026, 13:00, from where you are now 22 November 2026, 12:00, from elsewhere" in told
    assert "wrong" not in told


def test_she_sees_that_somebody_tried(amara, time_machine):
    here = browser(amara)
    browser(amara, "guess", network="198.51.100.7")
    time_machine.shift(timedelta(minutes=5))
    browser(amara, "guess", network="198.51.100.8")

    told = words(here.get(ACCOUNT))

    assert "2 wrong passwords or codes were entered with your email address" in told
    assert "the last on 22 November 2026, 12:05" in told


def test_who_came_in_another_way_sees_no_list(client, amara):
    client.force_login(amara)

    assertNotContains(client.get(ACCOUNT), "from where you are now")


def test_all_other_sessions_end_and_this_one_goes_on(amara):
    here, elsewhere = browser(amara), browser(amara, network="198.51.100.7")

    response = here.post(reverse("sign-out-everywhere"))

    assertRedirects(response, ACCOUNT, fetch_redirect_response=False)
    assertContains(here.get(ACCOUNT), "You are signed out everywhere but here.")
    assertRedirects(elsewhere.get(ACCOUNT), f"{SIGN_IN}?next={ACCOUNT}")
    assert SESSION_KEY not in elsewhere.session
    assert [entry.verb for entry in Entry.objects.filter(by=amara, about=amara)] == ["sign out everywhere"]
    assert browser(amara).get(ACCOUNT).context["user"] == amara
