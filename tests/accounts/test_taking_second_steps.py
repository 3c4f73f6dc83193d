"""A people administrator takes away what somebody has lost."""

from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.models import Notice, User
from tests.accounts.authenticators import app_of, codes_of
from tests.factories import PASSWORD, UserFactory
from tests.post import delivered

SIGN_IN, ACCOUNT = reverse("sign-in"), reverse("account")


@pytest.fixture
def amara(db) -> User:
    """A nurse with an app and recovery codes."""
    amara = UserFactory.create(email="amara@example.org", full_name="Amara Okafor")
    app_of(amara)
    codes_of(amara)
    return amara


@pytest.fixture
def sam(db) -> User:
    return UserFactory.create(full_name="Sam Carter", is_people_administrator=True)


def take(person: User) -> str:
    return reverse("take-second-steps", args=[person.pk])


def test_she_signs_in_with_her_password_then(client, amara, sam):
    client.force_login(sam)
    assertContains(client.get(take(amara)), "only once you are sure that it is they who ask")

    response = client.post(take(amara))

    assertRedirects(response, reverse("person", args=[amara.pk]))
    assert not Authenticator.objects.exists()
    client.logout()
    client.post(SIGN_IN, {"username": amara.email, "password": PASSWORD})
    assert client.get(ACCOUNT).status_code == HTTPStatus.OK


def test_it_is_on_record_and_she_is_told(client, amara, sam):
    client.force_login(sam)

    client.post(take(amara))

    entry = Entry.objects.about(amara)[0]
    assert (entry.verb, entry.by) == ("take second steps", sam)
    [notice] = Notice.objects.visible_to(amara).filter(read_at=None)
    assert notice.subject == "Your second steps at sign-in were taken away"
    mail = delivered()[-1]
    assert mail.to == ["amara@example.org"]
    assert "Sam Carter took away your authenticator app" in str(mail.body)


def test_whoever_found_her_phone_is_signed_out(client, amara, sam):
    client.force_login(amara)
    assert client.get(ACCOUNT).status_code == HTTPStatus.OK
    elsewhere = client.__class__()
    elsewhere.force_login(sam)

    elsewhere.post(take(amara))

    assertRedirects(client.get(ACCOUNT), f"{SIGN_IN}?next={ACCOUNT}")


def test_nobody_takes_away_their_own(client, sam):
    app_of(sam)
    client.force_login(sam)

    assert client.get(take(sam)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(take(sam)).status_code == HTTPStatus.NOT_FOUND
    page = client.get(reverse("person", args=[sam.pk]))
    assertContains(page, "Second step at sign-in")
    assertNotContains(page, take(sam))


def test_nobody_else_takes_anything_away(client, amara):
    client.force_login(UserFactory.create())

    assert client.post(take(amara)).status_code == HTTPStatus.NOT_FOUND
    assert Authenticator.objects.exists()


def test_a_persons_page_leads_there_where_there_is_something(client, amara, sam):
    client.force_login(sam)

    assertContains(client.get(reverse("person", args=[amara.pk])), take(amara))
    other = UserFactory.create()
    assertNotContains(client.get(reverse("person", args=[other.pk])), take(other))
