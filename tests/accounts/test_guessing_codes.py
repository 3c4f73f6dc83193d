"""Whoever guesses codes waits, as for passwords, and their owner hears of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from competence_app.accounts.models import SignIn
from competence_app.people.models import Notice, User
from tests.accounts.authenticators import app_of, code_of
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
SIGN_IN, STEP, ACCOUNT, HOME = (reverse(name) for name in ("sign-in", "second-step", "account", "home"))
WRONG = "The code is not right, or was used."
WAIT = "There were too many wrong passwords or codes. Wait 1 second, then try again"


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org")


@pytest.fixture
def secret(amara) -> str:
    """What the app on her phone knows."""
    return app_of(amara)


def enter(client: Client, user: User, entered: str = PASSWORD, address: str = SIGN_IN) -> Any:
    return client.post(address, {"username": user.email, "password": entered})


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_a_sign_in_is_written_down_once_it_is_whole(client, amara, secret):
    enter(client, amara)
    assert not SignIn.objects.exists()

    client.post(STEP, {"code": code_of(secret)})

    [row] = SignIn.objects.all()
    assert (row.person, row.outcome) == (amara, "right")


def test_whoever_guesses_codes_waits_whether_or_not_the_password_was_right(client, amara, secret, time_machine):
    enter(client, amara)
    for _ in range(5):
        assertContains(client.post(STEP, {"code": "000000"}), WRONG)

    response = client.post(STEP, {"code": code_of(secret)})

    assertContains(response, WAIT)
    assert not is_in(client)
    assertContains(enter(Client(), amara), WAIT)
    time_machine.shift(timedelta(seconds=1))
    client.post(STEP, {"code": code_of(secret)})
    assert [one.outcome for one in SignIn.objects.order_by("pk")] == [*["forgiven"] * 5, "right"]


def test_whoever_guesses_codes_from_many_networks_waits_up_to_an_hour(amara, secret, time_machine):
    for number in range(25):
        time_machine.shift(timedelta(hours=1) if number > 9 else timedelta(seconds=1))
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        enter(client, amara)
        client.post(STEP, {"code": "000000"})
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    enter(elsewhere, amara)

    assertContains(elsewhere.post(STEP, {"code": code_of(secret)}), "Wait 60 minutes")


def test_she_is_not_held_up_by_them_where_she_was_before(amara, secret, time_machine):
    client = Client()
    enter(client, amara)
    client.post(STEP, {"code": code_of(secret)})
    for number in range(20):
        stranger = Client(REMOTE_ADDR=f"198.51.100.{number}")
        enter(stranger, amara)
        stranger.post(STEP, {"code": "000000"})
    time_machine.shift(timedelta(seconds=30))
    again = Client()
    enter(again, amara)

    again.post(STEP, {"code": code_of(secret)})

    assert is_in(again)


def test_she_hears_once_that_somebody_knows_her_password(amara, secret, time_machine):
    for number in range(8):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        enter(client, amara)
        client.post(STEP, {"code": "000000"})

    [notice] = Notice.objects.visible_to(amara).filter(read_at=None)
    assert notice.subject == "Somebody entered your password, and wrong codes"


def test_the_right_password_forgives_no_wrong_code(amara, secret):
    client = Client()
    for _ in range(5):
        enter(client, amara)
        client.post(STEP, {"code": "000000"})

    assertContains(enter(client, amara), WAIT)
