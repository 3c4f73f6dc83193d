"""People are held off while a backup is put back, and served by processes that know what is so then."""

import os
import signal
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from competence_app.service.actions.pausing import paused
from tests.factories import UserFactory
from tests.words import words

ACCOUNT = reverse("account")
UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE


@pytest.fixture
def client(db, settings, tmp_path) -> Client:
    """A nurse's browser."""
    settings.VAR_DIR = tmp_path / "var"
    browser = Client()
    browser.force_login(UserFactory.create())
    return browser


@pytest.fixture
def ended(monkeypatch) -> list[tuple[int, int]]:
    """Which processes were ended, by which signal."""
    ended: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda *how: ended.append(how))
    return ended


def test_while_a_backup_is_put_back_a_page_says_so_and_keeps_what_was_typed(client):
    with paused():
        response = client.post(ACCOUNT, {"full_name": "Amara Okafor"})

    assert (response.status_code, response["Retry-After"]) == (UNAVAILABLE, "30")
    assert "The service is being looked after" in words(response)
    assert 'value="Amara Okafor"' in response.content.decode()


def test_it_is_not_ready_meanwhile(client):
    with paused():
        response = client.get("/readyz")

    assert (response.status_code, response.json()["service"]) == (UNAVAILABLE, "paused: a backup is being put back")


def test_a_process_that_remembers_other_rows_ends(client, ended):
    client.get(ACCOUNT)
    with paused():
        pass

    response = client.get(ACCOUNT)

    assert (response.status_code, ended) == (UNAVAILABLE, [(os.getpid(), signal.SIGTERM)])


def test_a_process_that_began_afterwards_serves(client, ended):
    with paused():
        pass

    assert (client.get(ACCOUNT).status_code, ended) == (HTTPStatus.OK, [])
