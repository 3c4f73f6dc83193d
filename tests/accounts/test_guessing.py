"""Whoever guesses passwords has to wait; nobody is locked out."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.accounts.models import SignIn
from competence_app.people.models import User
from tests.factories import PASSWORD, UserFactory, restrict

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
SIGN_IN = reverse("sign-in")
WRONG = "The email address or the password is not right."
WAIT = "There were too many wrong passwords or codes. Wait {}, then try again"


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org")


def enter(entered: str = "guess", *, email: str = "amara@example.org", network: str = "192.0.2.1", **headers: str):
    """Send the form from a browser of its own."""
    client = Client(REMOTE_ADDR=network, headers=headers)
    return client.post(SIGN_IN, {"username": email, "password": entered})


def is_in(response: Any) -> bool:
    return SESSION_KEY in response.wsgi_request.session


def guess(times: int, **how: str) -> None:
    for _ in range(times):
        assertContains(enter(**how), WRONG)


@pytest.mark.parametrize("email", ["amara@example.org", "nobody@example.org"])
def test_after_five_wrong_ones_none_is_looked_at_for_a_while(amara, time_machine, email):
    guess(5, email=email)

    response = enter(PASSWORD, email=email)

    assertContains(response, WAIT.format("1 second"))
    assert not is_in(response)
    assert SignIn.objects.count() == 5  # what is not looked at is no guess
    time_machine.shift(timedelta(seconds=1))
    assertContains(enter(email=email), WRONG)
    assertContains(enter(email=email), WAIT.format("2 seconds"))


def test_the_wait_grows_to_a_quarter_of_an_hour_and_ends(amara, time_machine):
    for _ in range(20):
        enter()
        time_machine.shift(timedelta(minutes=15))
    enter()

    assertContains(enter(PASSWORD), WAIT.format("15 minutes"))
    time_machine.shift(timedelta(minutes=15))
    assert is_in(enter(PASSWORD))


def test_who_knew_it_in_the_end_begins_anew(amara):
    guess(4)
    assert is_in(enter(PASSWORD))

    guess(4)

    assert is_in(enter(PASSWORD))
    assert [one.outcome for one in SignIn.objects.order_by("pk")] == [*["forgiven"] * 4, "right"] * 2


def test_a_stranger_elsewhere_holds_up_nobody_who_was_here_before(amara, time_machine):
    assert is_in(enter(PASSWORD))
    for number in range(50):
        time_machine.shift(timedelta(minutes=1))
        guess(1, network=f"198.51.100.{number // 5}")

    assert is_in(enter(PASSWORD))
    assertContains(enter(PASSWORD, network="203.0.113.9"), WAIT.format("16 seconds"))


def test_many_addresses_from_one_network_wait_too(amara, time_machine):
    for number in range(110):
        time_machine.shift(timedelta(seconds=2))
        guess(1, email=f"nurse{number}@example.org")

    assertContains(enter(PASSWORD), WAIT.format("2 seconds"))
    assert is_in(enter(PASSWORD, network="192.0.2.2"))


def test_what_one_owner_has_of_addresses_is_one_network(amara):
    for number in range(5):
        guess(1, network=f"2001:db8:1:2::{number}")

    assertContains(enter(PASSWORD, network="2001:db8:1:2:ffff::1"), WAIT.format("1 second"))
    assert is_in(enter(PASSWORD, network="2001:db8:1:3::1"))


def test_behind_a_proxy_its_last_word_counts(amara, settings):
    settings.BEHIND_PROXY = True
    for number in range(5):
        guess(1, **{"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.7"})

    assertContains(enter(PASSWORD, **{"X-Forwarded-For": "203.0.113.7"}), WAIT.format("1 second"))
    assert is_in(enter(PASSWORD, **{"X-Forwarded-For": "203.0.113.8"}))


def test_without_a_proxy_nobody_says_where_they_come_from(amara):
    for number in range(5):
        guess(1, **{"X-Forwarded-For": f"203.0.113.{number}"})

    assertContains(enter(PASSWORD), WAIT.format("1 second"))


def test_who_comes_from_nowhere_waits_too(amara):
    guess(5, network="")

    assertContains(enter(PASSWORD, network=""), WAIT.format("1 second"))


def test_the_same_is_said_and_done_of_an_account_that_is_there_and_one_that_is_not(amara, django_assert_num_queries):
    queries = 3  # what was entered before, whose address it is, and that it was wrong
    with django_assert_num_queries(queries):
        known = enter()
    with django_assert_num_queries(queries):
        unknown = enter(email="amaru@example.org")

    assert known.context["form"].errors == unknown.context["form"].errors


def test_signing_in_takes_six_queries(amara, django_assert_num_queries):
    client = Client()
    # What was entered before, who it is and whether a second step is set up, when they last signed in, that the
    # password was right, that it is on record, and the session; these three within two savepoints.
    with django_assert_num_queries(6 + 2 * 2):
        client.post(SIGN_IN, {"username": amara.email, "password": PASSWORD})


def test_addresses_and_networks_are_not_written_down(amara):
    enter()

    [row] = SignIn.objects.values_list("address", "network", "person")
    assert not any("amara" in str(value) or "192" in str(value)[:4] for value in row)
    assert str(SignIn.objects.get()) == "wrong, 22 November 2026 12:00"


def test_an_empty_form_is_no_guess(amara):
    assertNotContains(enter(""), "too many")
    assertNotContains(enter(email="nonsense"), "too many")

    assert not SignIn.objects.exists()


def test_what_is_old_is_deleted_with_the_reminders(amara, time_machine):
    enter()
    time_machine.shift(timedelta(days=60))
    enter()
    time_machine.shift(timedelta(days=31))

    call_command("send_reminders")

    assert [timezone.localdate(one.at).isoformat() for one in SignIn.objects.all()] == ["2027-01-21"]


def test_what_was_entered_by_whoever_asked_that_all_be_kept_is_not_deleted(amara, time_machine):
    enter(PASSWORD)
    enter()
    restrict(amara)
    time_machine.shift(timedelta(days=91))

    call_command("send_reminders")

    assert [one.person for one in SignIn.objects.all()] == [amara]
