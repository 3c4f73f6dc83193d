"""What the log says of each request, and what it never does."""

import json
import logging
import re
from collections.abc import Iterator
from http import HTTPStatus
from io import StringIO
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from competence_app.people.models import User
from competence_app.service.logs.formats import Json
from tests.factories import UserFactory
from tests.words import words

ACCOUNT = reverse("account")


class Log(StringIO):
    """What is written to the log, a line of JSON each."""

    def lines(self) -> list[dict[str, Any]]:
        """Return the lines so far."""
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    """The log of an installation, at the loggers that have handlers."""
    written = Log()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Json())
    heard = [logging.getLogger(name) for name in (None, "django")]
    requests = logging.getLogger("competence_app.requests")
    former = requests.level
    requests.setLevel(logging.INFO)
    for logger in heard:
        logger.addHandler(handler)
    yield written
    requests.setLevel(former)
    for logger in heard:
        logger.removeHandler(handler)


@pytest.fixture
def nurse(db) -> User:
    """A nurse."""
    return UserFactory.create(full_name="Amara Okafor")


@pytest.fixture
def client(nurse) -> Client:
    """Her browser, which gets the page that people get."""
    browser = Client(raise_request_exception=False)
    browser.force_login(nurse)
    return browser


def failing(error: Exception) -> Any:
    """Let every question to the database fail."""

    def fail(*_: Any) -> None:
        raise error

    return connection.execute_wrapper(fail)


def test_a_request_has_a_line(client, nurse, log):
    client.get(ACCOUNT, headers={"X-Request-ID": "3f9ac210"})

    [line] = log.lines()
    measured = {name: line.pop(name) for name in ("time", "ms", "queries")}
    assert line == {
        "level": "INFO",
        "logger": "competence_app.requests",
        "message": "Answered",
        "request": "3f9ac210",
        "route": "account",
        "user": nurse.pk,
        "method": "GET",
        "status": 200,
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", measured["time"])
    assert measured["queries"] > 0


def test_the_log_asks_the_database_nothing(db, log, django_assert_num_queries):
    with django_assert_num_queries(0):
        Client().get(reverse("security"))

    assert [(line["route"], "user" in line) for line in log.lines()] == [("security", False)]


def test_the_answer_says_by_which_name_the_log_knows_it(client, log):
    response = client.get(ACCOUNT)

    assert [line["request"] for line in log.lines()] == [response["X-Request-ID"]]


@pytest.mark.parametrize("headers", [{"host": "192.0.2.1"}, {}], ids=["foreign host", "no such page"])
def test_what_leads_nowhere_has_no_line(client, log, headers):
    client.get("/wp-admin/", headers=headers)

    assert log.getvalue() == ""


def test_a_path_with_a_secret_is_not_in_the_log(client, log):
    address = reverse("calendar-feed", args=["secret" + "x" * 37])
    client.get(address)
    with failing(DatabaseError("a fault")):
        client.get(address)

    assert [line["status"] for line in log.lines() if "status" in line] == [404, 500]
    assert "secret" not in log.getvalue()


def test_a_fault_has_one_line_with_its_places_by_the_name_on_the_page(client, log):
    with failing(DatabaseError("a fault\nDETAIL: Failing row contains (what she typed)")):
        response = client.get(ACCOUNT)

    [fault, answered] = log.lines()
    assert f"tell whoever looks after the service: {fault['request']}" in words(response)
    assert (fault["level"], fault["message"], fault["route"]) == ("ERROR", "The request failed", "account")
    assert re.match(r"DatabaseError: a fault at \S+\.py:\d+ \w+ < ", fault["error"])
    assert answered["status"] == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "typed" not in log.getvalue()


def test_a_failure_of_the_database_has_one_line_that_says_what_fails(client, log):
    with failing(OperationalError("nobody there")):
        client.get(ACCOUNT)

    assert [line.get("error") for line in log.lines()] == ["away: nobody there", None]


def test_a_slow_query_is_named_without_its_values(client, settings, log):
    settings.SLOW_QUERY_MS = 0

    client.get(ACCOUNT)

    slow = [line["sql"] for line in log.lines() if line["message"] == "A query took long"]
    assert len(slow) == log.lines()[-1]["queries"]
    assert any("people_user" in sql for sql in slow)
    assert client.cookies["sessionid"].value not in log.getvalue()


def test_a_quick_query_is_not_named(client, log):
    client.get(ACCOUNT)

    assert [line["message"] for line in log.lines()] == ["Answered"]


def test_a_page_of_an_error_that_fails_too_is_known_by_its_name(client, log):
    with failing(DatabaseError("a fault")):
        response = client.get("/wp-admin/")

    assert [line.get("request") for line in log.lines()] == [response["X-Request-ID"]] * 2
