"""Where the organisation wants its own sign-in service alone, nobody has a password of ours."""

import re
from http import HTTPStatus

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNotContains, assertRedirects

from competence_app.accounts.actions.letting_in import invite
from competence_app.accounts.actions.single_sign_on import link
from competence_app.people.models import User
from tests.accounts.service import there_and_back
from tests.factories import PASSWORD, UserFactory
from tests.post import delivered
from tests.words import words

SIGN_IN, ACCOUNT, HOME = reverse("sign-in"), reverse("account"), reverse("home")


@pytest.fixture(autouse=True)
def alone(settings, service) -> None:
    """Without passwords."""
    settings.LOCAL_PASSWORDS = False


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org", full_name="Amara Okafor")


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_the_service_signs_in(client, known, service):
    assertRedirects(there_and_back(client, service), HOME)


def test_the_page_of_sign_in_asks_for_none(client, amara):
    page = words(client.get(SIGN_IN))

    assert "Sign in through Willow Trust" in page
    assert "Password" not in page
    assert "passkey" not in page


def test_none_is_taken(client, amara):
    assert client.post(SIGN_IN, {"username": amara.email, "password": PASSWORD}).status_code == HTTPStatus.NOT_FOUND
    assert client.post(reverse("passkey"), {"credential": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert not is_in(client)


def test_none_is_chosen_or_changed(client, amara):
    client.post(reverse("password_reset"), {"email": amara.email})
    [path] = re.findall(r"http://testserver(/password/\S+)", str(delivered()[0].body))
    page = client.get(path, follow=True)
    new = {"new_password1": "a different sentence", "new_password2": "a different sentence"}

    assertNotContains(page, "new_password1")
    assert client.post(page.redirect_chain[-1][0], new).status_code == HTTPStatus.NOT_FOUND
    client.force_login(amara)
    assert client.get(reverse("password_change")).status_code == HTTPStatus.NOT_FOUND
    assert client.get(reverse("address")).status_code == HTTPStatus.NOT_FOUND
    assertNotContains(client.get(ACCOUNT), "Change your password")


def test_letters_speak_of_the_service(client, amara):
    client.post(reverse("password_reset"), {"email": amara.email})

    [letter] = delivered()
    assert "through Willow Trust" in str(letter.body)
    assert "password" not in str(letter.body).replace("/password/", "")


def test_the_link_stays(amara):
    link(amara, "amara-7")
    client = Client()
    client.force_login(amara)

    assertNotContains(client.get(ACCOUNT), "No longer sign in through")


def test_invitations_speak_of_it_too(amara):
    invite(amara, by=UserFactory.create(full_name="Sam Carter"))

    [letter] = delivered()
    assert "sign in through Willow Trust" in str(letter.body)
