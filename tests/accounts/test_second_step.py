"""After the password comes the second step, for who has set one up."""

import json
from datetime import timedelta
from http import HTTPStatus
from ipaddress import ip_network
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.people.models import User
from tests.accounts.authenticators import Device, add_passkey, app_of, browser, code_of, codes_of, use_passkey
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


def test_the_password_alone_lets_nobody_in_who_has_one(client, amara, secret):
    assertRedirects(enter(client, amara), STEP)

    assert not is_in(client)
    assertRedirects(client.get(HOME), f"{SIGN_IN}?next={HOME}")


def test_the_code_of_the_app_lets_her_in_where_she_was_going(client, amara, secret):
    enter(client, amara, address=f"{SIGN_IN}?next={ACCOUNT}")

    response = client.post(STEP, {"code": code_of(secret)})

    assertRedirects(response, ACCOUNT)
    assert is_in(client)
    assert Authenticator.objects.get(type="totp").last_used_at


@pytest.mark.parametrize("ago", [-30, 0, 30])
def test_a_phone_whose_clock_is_half_a_minute_off_will_do(client, amara, secret, time_machine, ago):
    code = code_of(secret)
    time_machine.shift(timedelta(seconds=ago))
    enter(client, amara)

    client.post(STEP, {"code": f"{code[:3]} {code[3:]}"})

    assert is_in(client)


def test_an_older_code_will_not(client, amara, secret, time_machine):
    code = code_of(secret)
    time_machine.shift(timedelta(seconds=61))
    enter(client, amara)

    assertContains(client.post(STEP, {"code": code}), WRONG)


def test_no_code_is_good_twice(amara, secret):
    code = code_of(secret)
    for is_good in (True, False):
        client = Client()
        enter(client, amara)

        client.post(STEP, {"code": code})

        assert is_in(client) is is_good


def test_an_older_code_than_the_last_is_not_good_either(amara, secret, time_machine):
    before = code_of(secret)
    time_machine.shift(timedelta(seconds=30))
    for code, is_good in ((code_of(secret), True), (before, False)):
        client = Client()
        enter(client, amara)

        client.post(STEP, {"code": code})

        assert is_in(client) is is_good


def test_each_recovery_code_is_good_once(amara, secret):
    one, *others = codes_of(amara)
    for is_good in (True, False):
        client = Client()
        enter(client, amara)

        client.post(STEP, {"code": f"{one[:5]} {one[5:]}"})

        assert is_in(client) is is_good
    assert len(others) == 9


@pytest.mark.parametrize("code", ["", " ", "\u0660" * 6, "0" * 21, "\0"])
def test_what_is_no_code_is_refused(client, amara, secret, code):
    enter(client, amara)

    client.post(STEP, {"code": code})

    assert not is_in(client)


def test_the_second_step_cannot_be_taken_first(client, amara, secret):
    assertRedirects(client.get(STEP), SIGN_IN)
    assertRedirects(client.post(STEP, {"code": code_of(secret)}), SIGN_IN)


def test_whoever_is_signed_in_is_led_on_from_it(client, amara, secret):
    client.force_login(amara)

    assertRedirects(client.get(STEP, follow=True), HOME)


def test_it_has_to_be_taken_within_a_quarter_of_an_hour(client, amara, secret, time_machine):
    enter(client, amara)
    time_machine.shift(timedelta(minutes=16))

    assertRedirects(client.post(STEP, {"code": code_of(secret)}), SIGN_IN)


def test_an_account_that_is_closed_meanwhile_stays_closed(client, amara, secret):
    enter(client, amara)
    User.objects.update(is_active=False)

    assertRedirects(client.post(STEP, {"code": code_of(secret)}), SIGN_IN)


def test_another_person_who_signs_in_meanwhile_takes_their_own(client, amara, secret):
    other = UserFactory.create()
    others = app_of(other)
    enter(client, amara)
    enter(client, other)

    assertContains(client.post(STEP, {"code": code_of(secret)}), WRONG)
    client.post(STEP, {"code": code_of(others)})

    assert client.session[SESSION_KEY] == str(other.pk)


def test_the_key_of_the_session_changes_when_it_is_whole(client, amara, secret):
    enter(client, amara)
    before = client.session.session_key

    client.post(STEP, {"code": code_of(secret)})

    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_in_a_trusted_network_the_password_is_enough(settings, amara, secret):
    settings.TRUSTED_NETWORKS = [ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")]
    for address, is_enough in [("10.1.2.3", True), ("2001:db8::7", True), ("192.0.2.1", False), ("nonsense", False)]:
        client = Client(REMOTE_ADDR=address)

        enter(client, amara)

        assert is_in(client) is is_enough


def test_nobody_says_of_themselves_that_they_are_in_a_trusted_network(settings, amara, secret):
    settings.TRUSTED_NETWORKS = [ip_network("10.0.0.0/8")]
    client = Client(REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": "10.1.2.3"})

    enter(client, amara)

    assert not is_in(client)


def test_a_secret_whose_key_is_lost_lets_nobody_in_and_says_so_in_the_log(client, amara, secret, settings, caplog):
    settings.SECOND_STEP_KEYS = ["another"]
    enter(client, amara)

    assertContains(client.post(STEP, {"code": code_of(secret)}), WRONG)

    assert "is sealed with a key that is not among SECOND_STEP_KEYS" in caplog.text


def test_a_key_that_was_replaced_still_opens_what_it_sealed(client, amara, secret, settings):
    settings.SECOND_STEP_KEYS = ["new", *settings.SECOND_STEP_KEYS]
    enter(client, amara)

    client.post(STEP, {"code": code_of(secret)})

    assert is_in(client)


def test_no_secret_is_in_the_database_as_it_is(amara, secret):
    codes = codes_of(amara)

    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_the_page_asks_for_what_she_has(amara):
    client, device = browser(), Device()
    enter(client, amara)
    add_passkey(client, device)
    other = browser()
    enter(other, amara)

    page = other.get(STEP)

    assertContains(page, "Use your passkey")
    assertNotContains(page, "authenticator app shows")


def test_a_passkey_is_a_second_step(amara, secret):
    client, device = browser(), Device()
    enter(client, amara)
    client.post(STEP, {"code": code_of(secret)})
    add_passkey(client, device)
    other = browser()
    enter(other, amara)

    assertRedirects(use_passkey(other, device, "second-step"), HOME)

    assert is_in(other)


@pytest.mark.parametrize("credential", ["", "no JSON", "[" * 9000, "null", "[]", "{}", '{"response": 7}'])
def test_what_no_device_makes_is_no_passkey(amara, secret, credential):
    client = browser()
    enter(client, amara)

    page = client.post(STEP, {"credential": credential})

    assertContains(page, "The passkey was not accepted")
    assert page.status_code == HTTPStatus.OK
    assert not is_in(client)
