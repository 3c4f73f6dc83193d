"""Figures for whoever watches over an installation by Prometheus."""

import gc
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from competence_app.assessments.models import Assessment
from competence_app.outbox.models import Mail
from competence_app.service.metrics import hooks
from competence_app.service.metrics.counters import FOLDER
from competence_app.ui import unavailable
from tests.factories import AssessmentFactory

TOKEN = "a long word that only Prometheus has"
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}


def figures(client: Client, **extra: Any) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Return what `/metrics` says, by name and labels."""
    response = client.get("/metrics", **extra)
    assert response.status_code == HTTPStatus.OK
    families = text_string_to_metric_families(response.content.decode())
    return {(one.name, tuple(sorted(one.labels.items()))): one.value for family in families for one in family.samples}


def figure(client: Client, name: str, **labels: str) -> float:
    """Return one of them; 0 where it is not there yet."""
    return figures(client).get((name, tuple(sorted(labels.items()))), 0)


@pytest.fixture(autouse=True)
def at_rest() -> Iterator[None]:
    """Forget after each test that the database was away."""
    yield
    unavailable.forget()


@pytest.fixture
def assessment(client, db) -> Assessment:
    """A nurse's assessment; it is her browser."""
    assessment: Assessment = AssessmentFactory.create()
    client.force_login(assessment.practitioner)
    return assessment


def test_requests_are_counted_by_route_method_and_status(client, assessment):
    labels = {"route": "rate", "method": "GET", "status": "200"}
    before = figure(client, "competence_requests_total", **labels)

    client.get(reverse("rate", args=[assessment.pk, "knowing"]))

    assert figure(client, "competence_requests_total", **labels) == before + 1
    assert figure(client, "competence_request_seconds_count", route="rate") == before + 1


def test_methods_that_somebody_makes_up_are_counted_together(client, db):
    labels = {"route": "sign-in", "method": "other", "status": "405"}
    before = figure(client, "competence_requests_total", **labels)

    for method in ("BREW", "WHEN"):
        client.generic(method, reverse("sign-in"))

    assert figure(client, "competence_requests_total", **labels) == before + 2
    assert not any("BREW" in said for _, told in figures(client) for _, said in told)


@pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
@pytest.mark.parametrize(("behind_proxy", "counted"), [(True, [1, 2.5]), (False, [0, 0])])
def test_how_long_a_request_waited_for_a_thread_is_counted_where_the_proxy_says_it(
    client, db, settings, behind_proxy, counted
):
    settings.BEHIND_PROXY = behind_proxy
    started = {"X-Request-Start": f"t={timezone.now().timestamp() - 2.5:.3f}"}
    names = ("competence_wait_seconds_count", "competence_wait_seconds_sum")
    before = [figure(client, name) for name in names]

    client.get(reverse("sign-in"), headers=started)
    client.get(reverse("sign-in"))

    assert [figure(client, name) - was for name, was in zip(names, before, strict=True)] == counted


def test_queries_and_the_time_that_they_take_are_counted(client, assessment):
    before = [figure(client, f"competence_{name}_total") for name in ("queries", "query_seconds")]

    client.get(reverse("home"))

    after = [figure(client, f"competence_{name}_total") for name in ("queries", "query_seconds")]
    assert after[0] >= before[0] + 3
    assert after[1] > before[1]


def test_answers_are_counted_as_they_are_saved_and_where_they_are_in_conflict(client, assessment):
    address = reverse("autosave", args=[assessment.pk])
    before = [figure(client, "competence_happenings_total", what=what) for what in ("saved", "in_conflict")]

    client.post(address, {"K1-answer": "3", "K1-base": "", "K2-answer": "2", "K2-base": ""})
    client.post(address, {"K1-answer": "1", "K1-base": "of another"})

    after = [figure(client, "competence_happenings_total", what=what) for what in ("saved", "in_conflict")]
    assert after == [before[0] + 2, before[1] + 1]


def test_what_keeps_a_page_from_being_served_is_counted(assessment):
    browser = Client(raise_request_exception=False)
    browser.force_login(assessment.practitioner)
    before = figure(browser, "competence_happenings_total", what="away")

    def away(*_: Any) -> None:
        raise OperationalError

    with connection.execute_wrapper(away):
        assert browser.get(reverse("home")).status_code == HTTPStatus.SERVICE_UNAVAILABLE

    assert figure(browser, "competence_happenings_total", what="away") == before + 1


def test_the_queue_of_emails_is_measured(client, db):
    now = timezone.now()
    letter = {"kind": Mail.Kind.NOTICE, "to": "amara@example.org", "subject": "S", "text": "T"}
    Mail.objects.create(**letter, due_at=now - timedelta(minutes=5))
    Mail.objects.create(**letter, due_at=now + timedelta(minutes=5), attempts=1, claimed_at=now)
    Mail.objects.create(**letter, failed_at=now, attempts=8, claimed_at=now)

    found = figures(client)

    assert found["competence_mails_waiting", ()] == 2
    assert 300 <= found["competence_mail_due_seconds", ()] < 400
    assert (found["competence_mails_tried", ()], found["competence_mails_given_up", ()]) == (1, 1)


def test_an_empty_queue_is_due_for_no_time(client, db):
    assert figure(client, "competence_mail_due_seconds") == 0


def test_what_ready_says_is_said_too(client, db, settings):
    settings.LEAST_FREE = 2**80

    found = figures(client)

    assert found["competence_is_well", (("thing", "disk"),)] == 0
    assert found["competence_is_well", (("thing", "database"),)] == 1


def test_without_a_database_the_rest_is_said(client, db):
    def away(*_: Any) -> None:
        raise OperationalError

    with connection.execute_wrapper(away):
        found = figures(client)

    assert found["competence_is_well", (("thing", "database"),)] == 0
    assert ("competence_mails_waiting", ()) not in found


def test_no_figure_says_whose_it_is(client, assessment):
    client.get(reverse("task-list", args=[assessment.pk]))

    text = client.get("/metrics").content.decode()

    assert assessment.practitioner.email not in text
    assert set(re.findall(r'(\w+)="', text)) <= {"route", "method", "status", "le", "what", "thing"}


@pytest.mark.parametrize(
    ("token", "header", "status"),
    [
        (TOKEN, f"Bearer {TOKEN}", HTTPStatus.OK),
        (TOKEN, "Bearer another", HTTPStatus.NOT_FOUND),
        (TOKEN, "", HTTPStatus.NOT_FOUND),
        ("", "Bearer ", HTTPStatus.NOT_FOUND),
    ],
)
def test_from_elsewhere_the_token_is_asked_for(client, db, settings, token, header, status):
    settings.METRICS_TOKEN = token

    response = client.get("/metrics", headers={"authorization": header}, **ELSEWHERE)

    assert response.status_code == status


def test_the_token_opens_nothing_else(client, db, settings):
    settings.METRICS_TOKEN = TOKEN

    response = client.get("/readyz", headers={"authorization": f"Bearer {TOKEN}"}, **ELSEWHERE)

    assert response.status_code == HTTPStatus.NOT_FOUND


COUNTING = """
from competence_app.service.metrics.counters import count_request, counted
from prometheus_client import generate_latest
count_request("home", "GET", 200, 0.02)
print(generate_latest(counted()).decode())
"""


def test_processes_of_one_machine_count_together(tmp_path):
    env = os.environ | {FOLDER: str(tmp_path)}
    command = [sys.executable, "-c", COUNTING]

    said = [subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout for _ in range(2)]

    line = 'competence_requests_total{method="GET",route="home",status="200"} '
    assert [re.findall(rf"^{re.escape(line)}(.*)$", text, re.MULTILINE) for text in said] == [["1.0"], ["2.0"]]


def test_a_process_that_ended_is_no_longer_among_those_that_live(tmp_path, monkeypatch):
    worker = type("Worker", (), {"pid": 17})
    monkeypatch.delenv(FOLDER, raising=False)
    hooks.child_exit(None, worker)
    monkeypatch.setenv(FOLDER, str(tmp_path))
    live = tmp_path / "gauge_livesum_17.db"
    live.touch()

    hooks.child_exit(None, worker)

    assert not live.exists()


def test_what_is_read_once_is_left_alone():
    try:
        hooks.pre_fork(None, None)
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_the_folder_goes_with_the_server(tmp_path, monkeypatch):
    monkeypatch.delenv(FOLDER, raising=False)
    hooks.on_exit(None)
    monkeypatch.setenv(FOLDER, str(tmp_path / "metrics"))
    (tmp_path / "metrics").mkdir()

    hooks.on_exit(None)

    assert not (tmp_path / "metrics").exists()
