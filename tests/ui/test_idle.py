"""Whoever has left a shared computer is signed out."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.people.models import User
from competence_app.ui.devices import COOKIE, person_mark
from tests.factories import UserFactory

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
ACCOUNT, STAY, SIGN_IN = reverse("account"), reverse("stay"), reverse("sign-in")


@pytest.fixture
def nurse(client: Client, db, settings) -> User:
    settings.IDLE_MINUTES = 15
    user = UserFactory.create(full_name="Amara Okafor")
    client.force_login(user)
    return user


def test_after_a_quarter_of_an_hour_nobody_is_signed_in(client, nurse, time_machine):
    client.get(ACCOUNT)
    time_machine.shift(timedelta(minutes=15))
    assert client.get(ACCOUNT).status_code == HTTPStatus.OK
    time_machine.shift(timedelta(minutes=15, seconds=1))

    response = client.get(ACCOUNT, follow=True)

    assertRedirects(response, f"{SIGN_IN}?next={ACCOUNT}")
    assertContains(response, "You were signed out, because nothing was done for 15 minutes.")


def test_what_was_typed_is_kept_to_be_sent_after_signing_in(client, nurse, time_machine):
    client.get(ACCOUNT)
    time_machine.shift(timedelta(minutes=16))

    response = client.post(ACCOUNT, {"full_name": "Amara Okafor-Smith"})

    assert response.status_code == HTTPStatus.FORBIDDEN
    assertContains(response, "Amara Okafor-Smith", status_code=HTTPStatus.FORBIDDEN)
    nurse.refresh_from_db()
    assert nurse.full_name == "Amara Okafor"


def test_what_comes_with_an_old_token_is_not_done_for_whoever_left(nurse, time_machine):
    browser = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    browser.force_login(nurse)
    browser.get(ACCOUNT)
    offered = browser.post(ACCOUNT, {"full_name": "Amara Smith"})
    again = {"full_name": "Amara Smith", "sent-again": offered.context["again"]}
    time_machine.shift(timedelta(minutes=16))

    assert browser.post(ACCOUNT, again).status_code == HTTPStatus.FORBIDDEN
    nurse.refresh_from_db()
    assert nurse.full_name == "Amara Okafor"


def test_who_reads_long_says_so(client, nurse, time_machine, django_assert_num_queries):
    client.get(ACCOUNT)
    for _ in range(3):
        time_machine.shift(timedelta(minutes=10))
        assert client.post(STAY).status_code == HTTPStatus.OK

    time_machine.shift(timedelta(seconds=59))
    with django_assert_num_queries(1):  # who asks: being here is written down once a minute
        client.post(STAY)


def test_on_a_device_of_ones_own_nobody_is_signed_out(client, nurse, time_machine):
    client.cookies[COOKIE] = person_mark(nurse.pk)
    assertNotContains(client.get(ACCOUNT), "data-idle=")
    time_machine.shift(timedelta(hours=2))

    assert client.get(ACCOUNT).status_code == HTTPStatus.OK


def test_pages_know_after_how_many_minutes(client, nurse, settings):
    assertContains(client.get(ACCOUNT), 'data-idle="15"')
    settings.IDLE_MINUTES = 0
    assertNotContains(client.get(ACCOUNT), "data-idle=")


def test_an_installation_may_sign_out_nobody(client, nurse, settings, time_machine):
    settings.IDLE_MINUTES = 0
    client.get(ACCOUNT)
    time_machine.shift(timedelta(hours=2))

    assert client.get(ACCOUNT).status_code == HTTPStatus.OK


def test_who_was_signed_out_by_the_page_is_told_why(client, nurse):
    response = client.post(reverse("sign-out"), {"idle": "1"}, follow=True)

    assertContains(response, "You were signed out, because nothing was done for 15 minutes.")
    assertNotContains(client.post(reverse("sign-out"), follow=True), "because nothing was done")
