"""`competence serve` becomes the server; it is started for good in tests/setup/test_dist.py."""

import logging
import os
import sys
import tempfile

import pytest
from django.core.management import call_command
from gunicorn.config import Config

from competence_app.service.logs.serving import Logger
from competence_app.service.metrics.counters import FOLDER


@pytest.fixture
def become(monkeypatch, tmp_path):
    """What this process would become; its environment is restored, and its folders are the test's."""
    became: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _program, command: became.append(command))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("LISTEN_FDS", FOLDER, "MALLOC_ARENA_MAX"):
        monkeypatch.setenv(name, "")  # or what is set meanwhile would stay
        monkeypatch.delenv(name)
    return became


def test_it_serves_on_this_machine_alone_unless_told(become):
    call_command("serve")

    [command] = become
    assert (command[0], command[command.index("--bind") + 1]) == (sys.executable, "127.0.0.1:8000")
    assert int(command[command.index("--workers") + 1]) >= 2


def test_it_serves_where_it_is_told(become):
    call_command("serve", bind="unix:/run/competence.sock", workers=3, threads=8)

    [command] = become
    assert command[command.index("--bind") :][:6] == [
        *("--bind", "unix:/run/competence.sock", "--workers", "3", "--threads", "8"),
    ]


def test_its_processes_count_together_and_take_one_heap_each(become, tmp_path):
    call_command("serve")

    [folder] = tmp_path.iterdir()
    assert (os.environ[FOLDER], os.environ["MALLOC_ARENA_MAX"]) == (str(folder), "1")


def test_it_serves_at_the_sockets_that_systemd_hands_over(become, monkeypatch):
    monkeypatch.setenv("LISTEN_FDS", "1")

    call_command("serve")

    assert "--bind" not in become[0]


@pytest.mark.parametrize(("form", "begins"), [("json", "{"), ("plain", "1970")])
def test_the_servers_own_lines_are_as_all_others(settings, form, begins):
    settings.LOG_FORMAT = form
    record = logging.LogRecord("gunicorn.error", logging.INFO, __file__, 1, "Booting", (), None)
    record.created = 0

    *_, handler = Logger(Config()).error_log.handlers

    assert handler.format(record).startswith(begins)


def test_a_request_that_fails_in_the_server_is_not_named_by_its_path():
    record = logging.LogRecord("gunicorn.error", logging.ERROR, __file__, 1, "Error handling request %s", ("/a",), None)

    *_, handler = Logger(Config()).error_log.handlers

    assert "The request failed" in handler.format(record)
