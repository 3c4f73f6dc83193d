"""Whom a directory makes an account for comes through the organisation's sign-in, and is known there at once."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.accounts.actions.single_sign_on import link
from competence_app.accounts.models import Awaited
from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.accounts.service import CLIENT, SECRET, Service, invited, running, there_and_back
from tests.directory.calls import Directory, operation, refused, user
from tests.factories import PASSWORD, UserFactory
from tests.post import delivered

LINK, SIGN_IN = reverse("link-sign-in"), reverse("sign-in")
UNKNOWN, CLOSED = "We do not know you yet", "This account is closed"
ADDRESS, NAME = "new@example.org", "7c9e6679-7425-40de-944b-e07fc1f90ae7"


@pytest.fixture
def service(settings) -> Iterator[Service]:
    """Entra ID, as it were: a subject of its own for each app, and the name by which the directory knows people."""
    with running() as service:
        settings.OIDC_ISSUER, settings.OIDC_NAME = service.issuer, "Willow Trust"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.SITE_URL = "http://testserver"
        settings.OIDC_DIRECTORY_CLAIM = "oid"
        service.claims |= {"oid": NAME}
        yield service


@pytest.fixture
def joined(directory: Directory, service: Service) -> User:
    """Somebody whom the directory made an account for."""
    return join(directory)


def join(directory: Directory, address: str = ADDRESS, name: str = NAME) -> User:
    assert directory.post("/Users", user(address, externalId=name)).status_code == HTTPStatus.CREATED
    return User.objects.get(email=address)


def is_in(client: Client, person: User) -> bool:
    return client.session.get(SESSION_KEY) == str(person.pk)


def comes(service: Service) -> tuple[Client, Any]:
    """Sign in through the service, and return the browser and the page."""
    client = Client()
    return client, there_and_back(client, service)


def test_whoever_a_directory_made_an_account_for_is_known_at_the_first_sign_in(joined, service):
    client, _ = comes(service)

    assert is_in(client, joined)
    assert SocialAccount.objects.get().uid == "amara-7"
    assert not Awaited.objects.exists()
    assert Entry.objects.about(joined).filter(verb="link as listed", by=joined).count() == 1
    [told] = [mail for mail in delivered() if mail.subject == "You sign in through Willow Trust"]
    assert told.to == [ADDRESS]
    assert "directory of staff says that this is you" in told.body
    again, _ = comes(service)
    assert is_in(again, joined)


def test_the_subject_may_be_what_a_directory_calls_somebody(directory, service, settings):
    settings.OIDC_DIRECTORY_CLAIM = "sub"
    joined = join(directory, name="amara-7")

    assert is_in(comes(service)[0], joined)


def test_without_the_setting_nobody_is_linked_by_what_a_directory_says(directory, service, settings):
    settings.OIDC_DIRECTORY_CLAIM = ""
    join(directory)
    settings.OIDC_DIRECTORY_CLAIM = "oid"  # it is to be set before accounts are made

    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


@pytest.mark.parametrize(
    "claims",
    [
        {"oid": "another"},
        {"oid": NAME.upper()},
        {"oid": ""},
        {"oid": None},
        {"oid": [NAME]},
        {"oid": "", "email": ADDRESS},
    ],
)
def test_whoever_is_called_otherwise_is_not_known(joined, service, claims):
    service.claims |= claims

    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)
    assert not SocialAccount.objects.exists()


def test_what_the_service_says_without_signing_it_names_nobody(joined, service, settings):
    settings.OIDC_ROLES = {"kc-editors": "editor"}
    service.claims, service.about = {"sub": "amara-7"}, {"sub": "amara-7", "oid": NAME}

    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


def test_another_service_names_nobody(joined, service):
    Awaited.objects.update(issuer="https://before.example.org")

    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


def test_an_account_that_is_closed_is_linked_with_nobody(directory, joined, service):
    directory.patch(f"/Users/{joined.pk}", operation("replace", "active", value=False))

    assertContains(comes(service)[1], CLOSED, status_code=HTTPStatus.FORBIDDEN)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("value", ["another", ""])
def test_a_name_that_changes_before_anybody_comes_is_none_any_more(directory, joined, service, value):
    directory.patch(f"/Users/{joined.pk}", operation("replace", "externalId", value=value))

    for name in (NAME, value):
        service.claims["oid"] = name
        assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


def test_a_name_that_stays_is_believed_whatever_else_changes(directory, joined, service):
    directory.patch(f"/Users/{joined.pk}", operation("replace", "displayName", value="Amara O."))

    assert is_in(comes(service)[0], joined)


def test_a_name_that_changes_after_the_link_lets_nobody_else_in(directory, joined, service):
    comes(service)
    directory.patch(f"/Users/{joined.pk}", operation("replace", "externalId", value="mallory"))

    assert is_in(comes(service)[0], joined)
    service.claims = {"sub": "mallory-1", "oid": "mallory"}
    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


def test_a_directory_names_nobody_whom_it_did_not_make(directory, service):
    there = UserFactory.create(email="priya@example.org")
    there.set_unusable_password()
    there.save()
    directory.patch(f"/Users/{there.pk}", operation("replace", "externalId", value=NAME))

    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


def test_two_accounts_have_not_the_same_name(directory, joined):
    assert refused(directory.post("/Users", user("two@example.org", externalId=NAME))) == (409, "uniqueness")

    assert not User.objects.filter(email="two@example.org").exists()


def test_without_the_setting_two_accounts_may_be_called_alike(directory, joined, settings):
    settings.OIDC_DIRECTORY_CLAIM = ""

    assert directory.post("/Users", user("two@example.org", externalId=NAME)).status_code == HTTPStatus.CREATED


def test_whoever_is_taken_off_the_list_is_no_longer_awaited_and_their_name_is_free(directory, joined, service):
    directory.ask("DELETE", f"/Users/{joined.pk}")
    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)

    other = join(directory, "other@example.org")

    assert is_in(comes(service)[0], other)


def test_made_anew_somebody_links_by_hand(directory, joined, service):
    directory.ask("DELETE", f"/Users/{joined.pk}")
    join(directory)

    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


def test_where_somebody_chose_a_password_nobody_comes_by_the_directorys_word(joined, service):
    joined.set_password(PASSWORD)
    joined.save()

    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


def test_where_somebody_got_in_nobody_comes_by_the_directorys_word(joined, service):
    Client().force_login(joined)

    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


def test_who_is_linked_with_another_is_no_longer_awaited(joined, service):
    link(joined, "amara-of-before")

    assertContains(comes(service)[1], UNKNOWN, status_code=HTTPStatus.FORBIDDEN)
    assert SocialAccount.objects.get().uid == "amara-of-before"


def test_whoever_is_linked_already_comes_to_that_account(directory, service):
    known = UserFactory.create()
    link(known, "amara-7")
    joined = join(directory)

    assert is_in(comes(service)[0], known)
    awaited = Awaited.objects.get()
    assert (awaited.person, str(awaited)) == (joined, NAME)


def test_nobody_links_their_own_account_with_who_is_awaited(joined, service):
    mallory = UserFactory.create(email="mallory@example.org")
    client = Client()
    client.post(SIGN_IN, {"username": mallory.email, "password": PASSWORD})

    page = client.get(there_and_back(client, service, LINK)["Location"])

    assertContains(page, "signs somebody else in with this account")
    assert not SocialAccount.objects.exists()


def test_nobody_takes_anothers_invitation_with_who_is_awaited(joined, service):
    mallory = UserFactory.create(email="mallory@example.org")
    client = Client()
    address = invited(client, mallory)

    page = there_and_back(client, service, address)

    assertContains(page, "You have an account already", status_code=HTTPStatus.FORBIDDEN)


def test_whoever_is_awaited_may_come_by_the_invitation_all_the_same(joined, service):
    client = Client()

    response = there_and_back(client, service, invited(client, joined))

    assertRedirects(response, reverse("home"), fetch_redirect_response=False)
    assert is_in(client, joined)
    assert not Awaited.objects.exists()


def test_a_name_that_no_service_can_say_awaits_nobody(directory, service):
    join(directory, name="n" * 192)

    assert not Awaited.objects.exists()
