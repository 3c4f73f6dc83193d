"""`competence worker`: e-mails go out, and once a day what is due is done."""

from datetime import time
from threading import Event
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from competence_app.service.management.commands import worker

pytestmark = pytest.mark.time_machine("2026-11-29 12:00Z", tick=False)


class After(Event):
    """Set once it was waited for so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - as its base has it
        """Wait, for no time at all."""
        self.left -= 1
        if not self.left:
            self.set()
        return self.is_set()


class Commands:
    """Writes down which commands are called; some fail, in their order."""

    def __init__(self, *fails: Exception | None) -> None:
        self.called: list[str] = []
        self.fails = iter(fails)
        self.is_done = Event()

    def __call__(self, command: str, **_options: Any) -> None:
        """Note it."""
        self.called.append(command)
        if command == "send_mail":
            self.is_done.wait(30)
            return
        self.is_done.set()
        if error := next(self.fails, None):
            raise error


@pytest.fixture
def commands(monkeypatch):
    """What the worker calls."""

    def failing(*fails: Exception | None) -> Commands:
        commands = Commands(*fails)
        monkeypatch.setattr(worker, "call_command", commands)
        return commands

    return failing


def test_what_is_due_that_day_is_done_once(commands):
    found = commands()

    worker.each_day(After(5))

    assert found.called == ["send_reminders"]


def test_before_its_hour_it_is_not_done(commands, settings):
    settings.DAILY_AT = time(13)
    found = commands()

    worker.each_day(After(5))

    assert found.called == []


def test_where_the_database_is_away_it_is_tried_again(commands, caplog):
    found = commands(OperationalError())

    worker.each_day(After(5))

    assert found.called == ["send_reminders"] * 2
    assert "What is due each day was not done" in caplog.text


def test_what_is_to_be_seen_to_is_logged_once(commands, caplog):
    found = commands(CommandError("2 e-mails did not go out in time."))

    worker.each_day(After(5))

    assert found.called == ["send_reminders"]
    assert "2 e-mails did not go out in time." in caplog.text


def test_it_sends_emails_and_does_what_is_due_beside(commands):
    found = commands()

    call_command("worker")

    assert sorted(found.called) == ["send_mail", "send_reminders"]
