"""Before what matters, one shows again that it is oneself."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.accounts.models import SignIn
from competence_app.people.models import User
from tests.accounts.authenticators import (
    Device,
    add_passkey,
    app_of,
    browser,
    code_of,
    use_passkey,
)
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
SIGN_IN, PROVE, STEPS, APP, PASSKEY, CODES, FILE = (
    reverse(name)
    for name in (
        *("sign-in", "prove", "second-steps", "authenticator-app", "new-passkey", "recovery-codes"),
        "recovery-codes-file",
    )
)
TOO_LATE = timedelta(minutes=10)


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org")


@pytest.fixture
def here(amara) -> Client:
    """A browser in which she has just entered her password."""
    return signed_in(amara)


def signed_in(user: User) -> Client:
    client = browser()
    client.post(SIGN_IN, {"username": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("address", [APP, PASSKEY, CODES, FILE])
def test_whoever_finds_a_session_open_gets_no_further(here, amara, time_machine, address):
    time_machine.shift(TOO_LATE)

    assertRedirects(here.get(address), f"{PROVE}?next={address}")


@pytest.mark.parametrize("name", ["passkey-registration", "authenticator-app", "new-passkey", "recovery-codes"])
def test_nor_by_sending_something(here, amara, time_machine, name):
    app_of(amara)

    response = here.post(reverse(name), {"code": "000000"})

    assertRedirects(response, f"{PROVE}?next={reverse(name)}")
    assert Authenticator.objects.count() == 2


def test_the_password_lets_her_go_on_to_what_she_asked_for(here, amara, time_machine):
    time_machine.shift(TOO_LATE)
    assertContains(here.get(f"{PROVE}?next={APP}"), "Your password")

    assertContains(here.post(f"{PROVE}?next={APP}", {"password": "guess"}), "The password is not right")
    response = here.post(f"{PROVE}?next={APP}", {"password": PASSWORD})

    assertRedirects(response, APP)


def test_to_prove_it_leads_to_no_other_site(here):
    assertRedirects(here.post(f"{PROVE}?next=//evil.example", {"password": PASSWORD}), STEPS)


def test_whoever_has_a_second_step_proves_it_by_that_and_not_by_the_password(here, amara):
    secret = app_of(amara)

    here.post(f"{PROVE}?next={APP}", {"password": PASSWORD})
    assertRedirects(here.get(APP), f"{PROVE}?next={APP}")
    assertContains(here.get(PROVE), "authenticator app shows")
    here.post(f"{PROVE}?next={APP}", {"code": code_of(secret)})

    assert here.get(APP).status_code == HTTPStatus.OK


def test_a_passkey_proves_it(here, amara, time_machine):
    device = Device()
    add_passkey(here, device)
    time_machine.shift(TOO_LATE)
    assertRedirects(here.get(APP), f"{PROVE}?next={APP}")

    assertRedirects(use_passkey(here, device, "prove"), STEPS)

    assert here.get(APP).status_code == HTTPStatus.OK


@pytest.mark.parametrize("what", ["password", "code"])
def test_whoever_guesses_there_waits_too(here, amara, what):
    if what == "code":
        app_of(amara)
    for _ in range(5):
        here.post(PROVE, {what: "guess"})

    page = here.post(PROVE, {what: "guess"})

    assertContains(page, "Wait 1 second")
    assert SignIn.objects.filter(outcome="wrong" if what == "password" else "code").count() == 5
