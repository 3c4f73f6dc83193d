"""Who watches over an installation asks it how it is."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from competence_app.outbox.models import Mail

WELL = {"service": "ok", "database": "ok", "migrations": "ok", "queue": "ok", "disk": "ok"}
UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE


def answered(client, address="/readyz", **headers: str) -> tuple[int, Any]:
    response = client.get(address, **headers)
    return response.status_code, response.json()


def test_an_installation_that_is_well_says_so(client, db):
    assert answered(client) == (HTTPStatus.OK, WELL)


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_it_answers_by_any_host_name_without_https_and_without_a_session(client, db, settings, address):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["ratings.example.org"]

    response = client.get(address, headers={"host": "10.0.0.7"})

    assert (response.status_code, dict(response.cookies)) == (HTTPStatus.OK, {})


@pytest.mark.parametrize(
    "headers", [{"REMOTE_ADDR": "192.0.2.1"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}], ids=["elsewhere", "the proxy"]
)
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_to_others_there_is_no_such_page(client, db, address, headers):
    assert client.get(address, **headers).status_code == HTTPStatus.NOT_FOUND


def test_the_process_answers_without_a_database(client):
    assert answered(client, "/healthz") == (HTTPStatus.OK, {"process": "ok"})


def test_a_database_that_is_away_makes_it_unwell(client, db):
    def away(*_: Any) -> None:
        raise OperationalError

    with connection.execute_wrapper(away):
        status, found = answered(client)

    unknown = "not known: the database does not answer"
    assert (status, found) == (UNAVAILABLE, {**dict.fromkeys(WELL, unknown), "service": "ok", "disk": "ok"})


def test_a_migration_that_was_not_applied_makes_it_unwell(client, db):
    MigrationRecorder(connection).record_unapplied("outbox", "0001_mail")

    assert answered(client) == (UNAVAILABLE, {**WELL, "migrations": "1 not applied: run migrate"})


def test_a_newer_releases_migrations_do_not(client, db):
    MigrationRecorder(connection).record_applied("outbox", "9999_to_come")

    assert answered(client) == (HTTPStatus.OK, WELL)


@pytest.fixture
def lying(db) -> Mail:
    """An e-mail that is due for a quarter of an hour."""
    before = timezone.now() - timedelta(minutes=15)
    return Mail.objects.create(kind=Mail.Kind.NOTICE, to="amara@example.org", subject="S", text="T", due_at=before)


def test_emails_that_nobody_sends_make_it_unwell(client, lying):
    idle = "nobody sends what is due: the worker does not run"

    assert answered(client) == (UNAVAILABLE, {**WELL, "queue": idle})


def test_a_balancer_leaves_that_out(client, lying):
    assert answered(client, "/readyz?exclude=queue") == (
        HTTPStatus.OK,
        {name: state for name, state in WELL.items() if name != "queue"},
    )


def test_a_long_queue_that_somebody_works_at_does_not(client, lying):
    now = timezone.now()
    Mail.objects.create(kind=Mail.Kind.NOTICE, to="ben@example.org", attempts=1, claimed_at=now, sent_at=now)

    assert answered(client) == (HTTPStatus.OK, WELL)


def test_a_full_disk_makes_it_unwell(client, db, settings):
    settings.LEAST_FREE = 2**80

    status, found = answered(client)

    assert (status, found["disk"].startswith("full, or nearly: ")) == (UNAVAILABLE, True)
    assert ("the database's" in found["disk"]) == (connection.vendor == "sqlite")
