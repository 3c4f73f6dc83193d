"""Marking a device as one's own, and what stays on a device after signing out."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.people.models import User
from competence_app.ui.devices import COOKIE, OFFLINE_COPY, person_key, person_mark
from tests.factories import AssessmentFactory, UserFactory

OWN = {"own": "yes"}


@pytest.fixture
def nurse(db) -> User:
    """A nurse."""
    return UserFactory.create()


@pytest.fixture
def client(client: Client, nurse: User) -> Client:
    """Her browser, signed in."""
    client.force_login(nurse)
    return client


def test_a_device_is_marked_as_ones_own(client, nurse):
    response = client.post(reverse("device"), OWN, follow=True)

    assertRedirects(response, reverse("account"))
    assertContains(response, "This is marked as your own device.")
    assertContains(response, "This is not my own device")
    assertContains(response, " data-own")
    cookie = client.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (person_mark(nurse.pk), True, "Lax")


def test_the_mark_is_taken_back(client):
    client.post(reverse("device"), OWN)

    response = client.post(reverse("device"), follow=True)

    assertContains(response, "This is not marked as your own device any more.")
    assertNotContains(response, " data-own")
    assert client.cookies[COOKIE].value == ""


def test_a_device_is_nobodys_until_it_is_marked(client):
    response = client.get(reverse("account"))

    assertNotContains(response, " data-own")
    assertContains(response, "This is my own device")


@pytest.mark.parametrize("value", ["", "yes", "é", "0123456789abcdef"])
def test_a_mark_of_somebody_else_counts_for_nothing(client, value):
    client.cookies[COOKIE] = value

    assertNotContains(client.get(reverse("account")), " data-own")


@pytest.mark.parametrize("name", ["task-list", "rate", "answers", "queue"])
def test_pages_of_ones_own_assessment_may_be_kept_on_ones_own_device(client, nurse, name):
    draft = AssessmentFactory.create(practitioner=nurse)
    address = reverse(name, args=[draft.pk, *(["knowing"] if name == "rate" else [])])

    shared = client.get(address)
    client.post(reverse("device"), OWN)
    own = client.get(address)

    assert OFFLINE_COPY not in shared
    assert own[OFFLINE_COPY] == person_mark(nurse.pk)


@pytest.mark.parametrize("name", ["home", "profile", "account", "record", "supervision", "frameworks", "assessments"])
def test_no_other_page_is_kept(client, name):
    client.post(reverse("device"), OWN)

    assert OFFLINE_COPY not in client.get(reverse(name))


def test_each_person_has_a_mark_and_a_key_of_their_own(client, nurse):
    other = UserFactory.create()

    assertContains(
        client.get(reverse("home")), f'data-person="{person_mark(nurse.pk)}" data-key="{person_key(nurse.pk)}"'
    )
    assert person_mark(other.pk) != person_mark(nurse.pk)
    assert person_key(other.pk) != person_key(nurse.pk)


def test_strangers_get_no_mark(db, client):
    client.logout()

    assertNotContains(client.get(reverse("sign-in")), "data-person")


@pytest.mark.parametrize(("mark", "removed"), [({}, '"cache"'), (OWN, '"cache", "storage"')])
def test_signing_out_removes_what_is_kept(client, mark, removed):
    client.post(reverse("device"), mark)

    response = client.post(reverse("sign-out"))

    assert response["Clear-Site-Data"] == removed
    assert response.cookies[COOKIE].value == ""


def test_a_draft_says_how_to_keep_it_where_it_is_not_kept(client, nurse):
    address = reverse("task-list", args=[AssessmentFactory.create(practitioner=nurse).pk])

    shared = client.get(address)
    client.post(reverse("device"), OWN)
    own = client.get(address)

    assertContains(shared, f'href="{reverse("account")}#device"')
    assertNotContains(own, "#device")


def test_the_service_worker_is_there_for_all_pages_and_always_the_newest(db, client):
    client.logout()

    response = client.get("/sw.js")

    assert response.status_code == HTTPStatus.OK
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert b"Offline-Copy" in response.content


def test_the_page_for_no_connection_names_nobody(db, client):
    client.logout()

    response = client.get(reverse("no-connection"))

    assertContains(response, "No connection")
    assertNotContains(response, "Sign out")
