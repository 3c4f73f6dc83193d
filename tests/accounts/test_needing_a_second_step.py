"""Whoever needs a second step by their role gets nowhere before it is taken."""

from http import HTTPStatus
from ipaddress import ip_network

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.accounts.rules.second_steps import ROLES
from competence_app.people.models import Team, User
from tests.accounts.authenticators import (
    Device,
    add_passkey,
    app_of,
    browser,
    code_of,
    secret_of,
    secret_on,
    use_passkey,
)
from tests.factories import PASSWORD, UserFactory, supervise

SIGN_IN, STEPS, ACCOUNT, PROVE, APP = (
    reverse(name) for name in ("sign-in", "second-steps", "account", "prove", "authenticator-app")
)
NEEDED = "Your role needs a second step."


@pytest.fixture(autouse=True)
def needed(settings) -> None:
    """As in service."""
    settings.SECOND_STEP_ROLES = [*ROLES]


def person_with(role: str) -> User:
    nurse = UserFactory.create()
    if role == "supervisor":
        return supervise(nurse)
    if role == "lead":
        lead = UserFactory.create()
        Team.objects.create(name="Willow ward").leads.add(lead)
        return lead
    columns = {
        "editor": "is_framework_editor",
        "administrator": "is_people_administrator",
        "all": "is_organisation_lead",
    }
    return UserFactory.create(**{columns[role]: True} if role in columns else {})


def signed_in(user: User, network: str = "127.0.0.1") -> Client:
    client = browser(network)
    client.post(SIGN_IN, {"username": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("role", ["supervisor", "lead", "editor", "administrator", "all"])
def test_they_are_led_to_set_one_up(db, role):
    client = signed_in(person_with(role))

    response = client.get(ACCOUNT)

    assertRedirects(response, f"{STEPS}?next=%2Faccount%2F")
    assertContains(client.get(STEPS), NEEDED)


def test_a_nurse_needs_none(db):
    client = signed_in(person_with("nurse"))

    assert client.get(ACCOUNT).status_code == HTTPStatus.OK
    assertNotContains(client.get(STEPS), NEEDED)


def test_an_installation_says_who_needs_one(db, settings):
    settings.SECOND_STEP_ROLES = ["administrator"]

    assert signed_in(person_with("editor")).get(ACCOUNT).status_code == HTTPStatus.OK
    assert signed_in(person_with("administrator")).get(ACCOUNT).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("kind", ["app", "passkey"])
def test_once_it_is_set_up_they_go_on(db, kind):
    editor = person_with("editor")
    client = signed_in(editor)
    if kind == "app":
        secret = secret_on(client.get(APP))
        client.post(APP, {"code": code_of(secret)})
    else:
        add_passkey(client, Device())

    assert client.get(ACCOUNT).status_code == HTTPStatus.OK
    assertNotContains(client.get(STEPS), NEEDED)


def test_a_passkey_alone_is_enough(db):
    editor, device = person_with("editor"), Device()
    add_passkey(signed_in(editor), device)
    client = browser()

    use_passkey(client, device)

    assert client.get(ACCOUNT).status_code == HTTPStatus.OK


def test_what_they_were_typing_is_kept(db):
    client = signed_in(person_with("editor"))

    page = client.post(ACCOUNT, {"full_name": "Somebody Else"})

    assertContains(page, "Not saved yet, and nothing is lost", status_code=HTTPStatus.FORBIDDEN)
    assertContains(page, '<input type="hidden" name="full_name" value="Somebody Else">', status_code=403, html=True)
    assert not User.objects.filter(full_name="Somebody Else").exists()


def test_what_is_too_long_to_be_kept_says_so(db):
    client = signed_in(person_with("editor"))

    page = client.post(ACCOUNT, {str(number): "x" for number in range(7000)})

    assertContains(page, "this is too much to be kept", status_code=HTTPStatus.FORBIDDEN)


def test_sending_it_again_without_a_token_gets_nowhere(db):
    editor = person_with("editor")
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    client.force_login(editor)
    page = client.post(ACCOUNT, {"full_name": "Somebody Else"})
    again = page.context["again"]

    client.post(ACCOUNT, {"full_name": "Somebody Else", "sent-again": again})

    assert not User.objects.filter(full_name="Somebody Else").exists()


@pytest.mark.parametrize("name", ["sign-out", "stay"])
def test_leaving_and_staying_are_always_there(db, name):
    client = signed_in(person_with("editor"))

    assert client.post(reverse(name)).status_code in {HTTPStatus.OK, HTTPStatus.FOUND}


@pytest.mark.parametrize("name", ["accessibility", "privacy", "worker"])
def test_what_everybody_reads_is_there_for_them_too(db, name):
    assert signed_in(person_with("editor")).get(reverse(name)).status_code == HTTPStatus.OK


def test_in_a_trusted_network_none_is_needed(db, settings):
    settings.TRUSTED_NETWORKS = [ip_network("10.0.0.0/8")]
    editor = person_with("editor")
    client = signed_in(editor, "10.1.2.3")
    assert client.get(ACCOUNT).status_code == HTTPStatus.OK

    outside = client.get(ACCOUNT, REMOTE_ADDR="192.0.2.1")

    assertRedirects(outside, f"{STEPS}?next=%2Faccount%2F")


def test_who_leaves_a_trusted_network_takes_the_step_that_is_set_up(db, settings):
    settings.TRUSTED_NETWORKS = [ip_network("10.0.0.0/8")]
    editor = person_with("editor")
    app_of(editor)
    client = signed_in(editor, "10.1.2.3")

    assertRedirects(client.get(ACCOUNT, REMOTE_ADDR="192.0.2.1"), f"{PROVE}?next=%2Faccount%2F")
    response = client.post(f"{PROVE}?next={ACCOUNT}", {"code": code_of(secret_of(editor))}, REMOTE_ADDR="192.0.2.1")

    assertRedirects(response, ACCOUNT)
    assert client.get(ACCOUNT, REMOTE_ADDR="192.0.2.1").status_code == HTTPStatus.OK


def test_the_last_one_is_not_removed(db):
    editor = person_with("editor")
    client = signed_in(editor)
    add_passkey(client, Device())
    address = reverse("remove-second-step", args=[Authenticator.objects.get(type="webauthn").pk])

    page = client.post(address, follow=True)

    assertContains(page, "Set up another one before you remove this one.")
    assert Authenticator.objects.filter(type="webauthn").exists()


def test_pages_of_those_who_have_taken_it_cost_no_query_more(db, settings, django_assert_num_queries):
    editor = person_with("editor")
    client = signed_in(editor)
    add_passkey(client, Device())
    client.get(ACCOUNT)

    with django_assert_num_queries(1):  # who they are
        client.get(reverse("people"))
    settings.SECOND_STEP_ROLES = []
    with django_assert_num_queries(1):
        client.get(reverse("people"))
