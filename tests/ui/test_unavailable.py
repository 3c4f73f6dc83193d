"""The database or the disk fails: people learn it soon, and what they typed stays."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from sqlite3 import OperationalError as SQLiteError
from typing import Any

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse
from psycopg import errors
from pytest_django.asserts import assertContains

from competence_app.people.models import User
from competence_app.ui import unavailable
from competence_app.ui.failures import Failure, failure_of
from tests.factories import UserFactory
from tests.words import words

ACCOUNT = reverse("account")
UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE


@pytest.fixture(autouse=True)
def at_rest() -> Iterator[None]:
    """Forget after each test that the database was away, or somebody busy."""
    yield
    unavailable.forget()


@pytest.fixture
def nurse(db) -> User:
    """A nurse."""
    return UserFactory.create()


@pytest.fixture
def client(nurse: User) -> Client:
    """Her browser, which gets the page that people get."""
    browser = Client(raise_request_exception=False)
    browser.force_login(nurse)
    return browser


def caused(error: Exception, cause: Exception) -> Exception:
    """Return Django's error as it wraps the driver's."""
    error.__cause__ = cause
    return error


def sqlite(code: int) -> SQLiteError:
    """Return SQLite's error with this result code."""
    error = SQLiteError("whatever it says")
    error.sqlite_errorcode = code
    return error


@contextmanager
def broken(error: Exception) -> Iterator[None]:
    """Let every question to the database fail with this error."""

    def fail(*_: Any) -> None:
        raise error

    with connection.execute_wrapper(fail):
        yield


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (caused(OperationalError(), sqlite(5)), Failure.BUSY),
        (caused(OperationalError(), sqlite(5 | 2 << 8)), Failure.BUSY),  # an extended code
        (caused(OperationalError(), sqlite(13)), Failure.FULL),
        (caused(OperationalError(), sqlite(8)), Failure.READ_ONLY),
        (caused(OperationalError(), sqlite(14)), Failure.AWAY),
        (caused(OperationalError(), errors.DiskFull()), Failure.FULL),
        (caused(OperationalError(), errors.DeadlockDetected()), Failure.BUSY),
        (caused(OperationalError(), errors.ConnectionTimeout()), Failure.AWAY),
        (OperationalError(), Failure.AWAY),
        (InterfaceError(), Failure.AWAY),
        (OSError(errno.ENOSPC, ""), Failure.FULL),
        (OSError(errno.EROFS, ""), Failure.READ_ONLY),
        (caused(RuntimeError(), OperationalError()), Failure.AWAY),
        (OSError(errno.ENOENT, ""), None),
        (DatabaseError(), None),
        (KeyError(), None),
        (None, None),
    ],
    ids=repr,
)
def test_failure_is_told_by_its_code(error, failure):
    assert failure_of(error) == failure


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (caused(OperationalError(), sqlite(5)), "Not saved yet: somebody else is saving"),
        (caused(OperationalError(), sqlite(13)), "The service has no room left to save anything"),
        (caused(OperationalError(), sqlite(8)), "The service can be read, but nothing can be saved just now"),
        (OperationalError(), "The service cannot be reached just now"),
    ],
    ids=repr,
)
def test_the_page_says_what_fails_and_keeps_what_was_typed(client, nurse, error, heading):
    typed = {"full_name": "Amara <Obi>", "job_role": nurse.job_role_id}

    with broken(error):
        response = client.post(ACCOUNT, typed)

    assert (response.status_code, int(response["Retry-After"]) > 0) == (UNAVAILABLE, True)
    assert heading in words(response)
    kept = '<input type="hidden" name="full_name" value="Amara &lt;Obi&gt;">'
    assertContains(response, kept, status_code=UNAVAILABLE, html=True)


def test_what_is_too_much_to_be_kept_is_said_to_be(client):
    with broken(OperationalError()):
        response = client.post(ACCOUNT, {"full_name": ["Amara"] * 6001})

    assert (response.status_code, "<form" in response.content.decode()) == (UNAVAILABLE, False)
    assert "What you sent is too much to be kept here." in words(response)


def test_a_page_that_only_reads_is_to_be_loaded_again(client):
    with broken(OperationalError()):
        response = client.get(ACCOUNT)

    assert (response.status_code, "<form" in response.content.decode()) == (UNAVAILABLE, False)
    assert "Wait a little, then load the page again." in words(response)


def test_passwords_are_not_given_back(client, nurse):
    with broken(OperationalError()):
        response = client.post(reverse("sign-in"), {"username": nurse.email, "password": "correct horse"})

    assert response.status_code == UNAVAILABLE
    assert nurse.email not in response.content.decode()


def test_a_fault_of_the_program_stays_a_fault(client):
    with broken(DatabaseError()):
        assert client.get(ACCOUNT).status_code == HTTPStatus.INTERNAL_SERVER_ERROR


def test_one_request_at_a_time_asks_a_database_that_is_away(client):
    with broken(OperationalError()):
        client.get(ACCOUNT)

    with unavailable.probing:
        assert client.get(ACCOUNT).status_code == UNAVAILABLE
    assert client.get(ACCOUNT).status_code == HTTPStatus.OK
    with unavailable.probing:
        assert client.get(ACCOUNT).status_code == HTTPStatus.OK


def test_a_database_that_stays_away_is_not_taken_for_back(client):
    with broken(OperationalError()):
        assert [client.get(ACCOUNT).status_code for _ in range(2)] == [UNAVAILABLE, UNAVAILABLE]

    with unavailable.probing:
        assert client.get(ACCOUNT).status_code == UNAVAILABLE


BUSY = caused(OperationalError(), sqlite(5))


def test_two_wait_for_what_somebody_else_holds_and_no_more(client, monkeypatch):
    monkeypatch.setattr(unavailable, "PATIENCE", 0)
    with broken(BUSY):
        client.get(ACCOUNT)

    with unavailable.waiting:
        assert client.get(ACCOUNT).status_code == HTTPStatus.OK  # the second
        with unavailable.waiting:
            refused = client.get(ACCOUNT)

    assert (refused.status_code, int(refused["Retry-After"])) == (UNAVAILABLE, 1)
    assert "somebody else is saving" in words(refused)
    assert client.get(ACCOUNT).status_code == HTTPStatus.OK


def test_whoever_waited_gives_the_place_back_whatever_became_of_it(client, monkeypatch):
    monkeypatch.setattr(unavailable, "PATIENCE", 0)
    with broken(BUSY):
        assert [client.get(ACCOUNT).status_code for _ in range(4)] == [UNAVAILABLE] * 4

    assert client.get(ACCOUNT).status_code == HTTPStatus.OK


def test_seconds_after_nobody_was_busy_all_may_ask_again(client, monkeypatch):
    monkeypatch.setattr(unavailable, "PATIENCE", 0)
    monkeypatch.setattr(unavailable, "BUSY_FOR", 0)
    with broken(BUSY):
        client.get(ACCOUNT)

    with unavailable.waiting, unavailable.waiting:
        assert client.get(ACCOUNT).status_code == HTTPStatus.OK
