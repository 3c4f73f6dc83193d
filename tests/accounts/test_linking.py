"""Becoming known to the organisation's sign-in service: from one's account, or by an invitation."""

import time
from http import HTTPStatus

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.accounts.service import BACK, invited, leave, there_and_back
from tests.factories import PASSWORD, UserFactory
from tests.post import delivered

SIGN_IN, ACCOUNT, HOME, LINK, UNLINK, PROVE, APP = (
    reverse(name)
    for name in ("sign-in", "account", "home", "link-sign-in", "unlink-sign-in", "prove", "authenticator-app")
)
FAILED = "You are not signed in"


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org", full_name="Amara Okafor")


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def with_password(user: User) -> Client:
    client = Client()
    client.post(SIGN_IN, {"username": user.email, "password": PASSWORD})
    return client


def test_somebody_signed_in_links_their_account(amara, service):
    client = with_password(amara)
    assertContains(client.get(ACCOUNT), "Link this account with Willow Trust")

    response = there_and_back(client, service, LINK)

    assertRedirects(response, ACCOUNT, fetch_redirect_response=False)
    assertContains(client.get(ACCOUNT), "From now on you can sign in through Willow Trust.")
    assert service.asked["prompt"] == "login"
    assert Entry.objects.about(amara)[0].verb == "link sign-in"
    assert delivered()[0].subject == "You sign in through Willow Trust"
    there_and_back(other := Client(), service)
    assert is_in(other)


def test_linking_asks_first_whether_it_is_still_oneself(amara, service):
    client = Client()
    client.force_login(amara)

    assertRedirects(client.post(LINK), f"{PROVE}?next={ACCOUNT}")


def test_what_signs_somebody_else_in_is_not_linked(known, service):
    other = UserFactory.create()
    client = with_password(other)

    there_and_back(client, service, LINK)

    assertContains(client.get(ACCOUNT), "signs somebody else in with this account")
    assert [one.user for one in SocialAccount.objects.all()] == [known]


def test_another_subject_takes_the_place_of_the_first(known, service):
    service.claims["sub"] = "amara-8"

    there_and_back(with_password(known), service, LINK)

    assert [one.uid for one in SocialAccount.objects.all()] == ["amara-8"]


@pytest.mark.parametrize("happens", ["another signs in", "the account is closed"])
def test_who_is_signed_in_no_more_links_nothing(amara, service, happens):
    client = with_password(amara)
    answer = service.sign_in(leave(client, LINK))
    if happens == "another signs in":
        client.force_login(UserFactory.create())
    else:
        User.objects.update(is_active=False)

    page = client.get(f"{BACK}?{answer}")

    assertContains(page, FAILED, status_code=HTTPStatus.FORBIDDEN)
    assert not SocialAccount.objects.exists()


def test_whoever_has_a_password_unlinks_it(known, service):
    client = with_password(known)

    client.post(UNLINK)
    client.post(UNLINK)

    assertContains(client.get(ACCOUNT), "You do not sign in through Willow Trust any more.")
    assert not SocialAccount.objects.exists()
    assert list(Entry.objects.about(known).values_list("verb", flat=True)).count("unlink sign-in") == 1


def test_whoever_has_no_password_stays_linked(known, service):
    client = with_password(known)
    User.objects.update(password="!")
    client.force_login(User.objects.get(pk=known.pk))
    session = client.session
    session.update({"account_authentication_methods": [{"method": "password", "at": time.time()}]})
    session["account_authentication_methods_user"] = str(known.pk)
    session.save()

    assert client.post(UNLINK).status_code == HTTPStatus.NOT_FOUND
    assertNotContains(client.get(ACCOUNT), "No longer sign in through")


def test_an_invitation_leads_through_it(client, service, db):
    new = User.objects.create_user("new@example.org", full_name="New Nurse")
    address = invited(client, new)

    response = there_and_back(client, service, address)

    assertRedirects(response, HOME)
    assert client.session[SESSION_KEY] == str(new.pk)
    assert SocialAccount.objects.get(user=new).uid == "amara-7"


def test_an_invitation_is_good_once(service, db):
    new = User.objects.create_user("new@example.org", full_name="New Nurse")
    one = Client()
    address = invited(one, new)
    there_and_back(one, service, address)
    one.post(reverse("sign-out"))

    page = one.post(address)

    assertContains(page, "This link is too old", status_code=HTTPStatus.FORBIDDEN)


def test_an_invitation_that_is_used_meanwhile_links_nobody(client, service, db):
    new = User.objects.create_user("new@example.org", full_name="New Nurse")
    answer = service.sign_in(leave(client, invited(client, new)))
    new.set_password("a different sentence")
    new.save()

    page = client.get(f"{BACK}?{answer}")

    assertContains(page, "This link is too old", status_code=HTTPStatus.FORBIDDEN)
    assert not SocialAccount.objects.exists()


def test_an_invitation_gives_nobody_a_second_account(client, known, service):
    new = User.objects.create_user("new@example.org", full_name="New Nurse")

    page = there_and_back(client, service, invited(client, new))

    assertContains(page, "You have an account already", status_code=HTTPStatus.FORBIDDEN)
    assert not is_in(client)


@pytest.mark.parametrize("whose", ["Mw", "not-base64"])
def test_without_an_invitation_nobody_is_linked(client, service, db, whose):
    page = client.post(reverse("invited-elsewhere", args=[whose]))

    assertContains(page, "This link is too old", status_code=HTTPStatus.FORBIDDEN)


def test_the_service_shows_that_it_is_still_oneself(known, service):
    client = Client()
    there_and_back(client, service)
    assertRedirects(client.get(APP), f"{PROVE}?next={APP}")
    assertContains(client.get(PROVE), "Show it through Willow Trust")
    service.claims |= {"auth_time": int(time.time()) - 5}

    response = there_and_back(client, service, reverse("prove-elsewhere"), next=APP)

    assertRedirects(response, APP)
    assert (service.asked["prompt"], service.asked["max_age"]) == ("login", "0")


@pytest.mark.parametrize("said", [{}, {"auth_time": 1}, {"auth_time": "now"}, {"sub": "another", "auth_time": 2**40}])
def test_a_service_that_did_not_ask_anew_or_names_another_shows_nothing(known, service, said):
    client = Client()
    there_and_back(client, service)
    service.claims |= said

    page = there_and_back(client, service, reverse("prove-elsewhere"), next=APP)

    assertContains(page, "That was not shown", status_code=HTTPStatus.FORBIDDEN)
    assertRedirects(client.get(APP), f"{PROVE}?next={APP}")
