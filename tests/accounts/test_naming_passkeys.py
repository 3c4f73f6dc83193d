"""A passkey has the name that its owner gave it, and another one when they like."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.accounts.actions.second_steps import remove_second_step, rename_passkey
from competence_app.accounts.queries.second_steps import second_steps_of
from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.accounts.authenticators import Device, add_passkey, app_of, browser, sign_in
from tests.factories import UserFactory

STEPS = reverse("second-steps")


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org")


@pytest.fixture
def here(amara):
    """A browser in which she is signed in, with a passkey that she called “My phone”."""
    client = browser()
    sign_in(client, amara)
    add_passkey(client, Device())
    return client


@pytest.fixture
def passkey(here, amara):
    [kept] = amara.authenticator_set.filter(type="webauthn")
    return kept


def named(user: User) -> list[str]:
    return [passkey.name for passkey in second_steps_of(user).passkeys]


def renamings(user: User) -> int:
    return Entry.objects.filter(verb="rename passkey", by=user.pk, about=user.pk).count()


def test_a_passkey_gets_another_name(here, amara, passkey):
    address = reverse("passkey-name", args=[passkey.pk])
    assertContains(here.get(STEPS), address)
    assertContains(here.get(address), 'value="My phone"')

    response = here.post(address, {"name": " Ward\u2028phone "}, follow=True)

    assertRedirects(response, STEPS)
    assertContains(response, "The passkey has its new name.")
    assert named(amara) == ["Ward phone"]
    assert renamings(amara) == 1


def test_the_same_name_is_nothing_new(amara, passkey):
    rename_passkey(passkey, "My phone", of=amara)

    assert renamings(amara) == 0


def test_a_name_is_asked_for(here, amara, passkey):
    response = here.post(reverse("passkey-name", args=[passkey.pk]), {"name": ""})

    assertContains(response, "Enter a name for the passkey")
    assert named(amara) == ["My phone"]


def test_one_that_is_removed_meanwhile_stays_so(amara, passkey):
    kept = amara.authenticator_set.get(pk=passkey.pk)
    remove_second_step(kept, of=amara)

    rename_passkey(passkey, "Ward phone", of=amara)

    assert (named(amara), renamings(amara)) == ([], 0)


def test_an_app_has_no_name(here, amara, passkey):
    app_of(amara)
    app = amara.authenticator_set.get(type="totp")

    assert here.get(reverse("passkey-name", args=[app.pk])).status_code == 404
