"""``manage.py send_mail`` as a process of its own: it goes on until it is stopped, and loses nothing then."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection

from competence_app.outbox.actions import write_mail
from competence_app.outbox.management.commands import send_mail
from competence_app.outbox.models import Mail
from tests.factories import UserFactory

PATIENCE = 30  # seconds
# Makes a database with one nurse, and one e-mail to her in the outbox.
PREPARE = """
import django; django.setup()
from django.core.management import call_command; call_command("migrate", verbosity=0)
from competence_app.outbox.actions import write_mail; write_mail("notice", "amara@example.org", "Subject", "Text.")
from competence_app.people.models import User; User.objects.create_user("amara@example.org", full_name="Amara Okafor")
"""


# Starts the command of its arguments, prints its process, and does nothing more.
PARENT = """
import os, subprocess, sys
print(subprocess.Popen([*sys.argv[1:], "--parent", str(os.getpid())]).pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with an e-mail to Amara in its outbox."""
    database = tmp_path_factory.mktemp("prepared") / "db.sqlite3"
    subprocess.run([sys.executable, "-c", PREPARE], env=environment(database), check=True)
    return database


@pytest.fixture
def database(prepared, tmp_path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(prepared, tmp_path))


def environment(database: Path, email_url: str = "dummymail://") -> dict[str, str]:
    ours = {"DATABASE_URL": f"sqlite:///{database}", "EMAIL_URL": email_url}
    return os.environ | ours | {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "competence_app.settings"}


def ask(database: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(database, timeout=PATIENCE)) as opened, opened:
        return opened.execute(statement).fetchall()


def sent(database: Path) -> bool:
    return ask(database, "select count(*) from outbox_mail where sent_at is not null") == [(1,)]


def claimed(database: Path) -> bool:
    return ask(database, "select count(*) from outbox_mail where claimed_at is not null") == [(1,)]


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def worker(database: Path, email_url: str, *options: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "manage.py", "send_mail", *options]
    with subprocess.Popen(command, env=environment(database, email_url), stderr=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_sends_what_comes_and_ends_quietly_when_stopped(database, tmp_path, number):
    with worker(database, f"filemail:///{tmp_path}/mail") as running:
        until(lambda: sent(database))
        running.send_signal(number)
        _, err = running.communicate(timeout=PATIENCE)

    assert (running.returncode, err) == (0, "")
    [message] = (tmp_path / "mail").iterdir()
    assert "To: amara@example.org" in message.read_text()


def test_a_worker_killed_while_the_mail_server_thinks_loses_nothing(database, tmp_path):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with worker(database, f"smtp://127.0.0.1:{silent.getsockname()[1]}") as running:
            until(lambda: claimed(database))
            running.send_signal(signal.SIGKILL)
    assert not sent(database)
    ask(database, "update outbox_mail set due_at = datetime('now')")  # as in ten minutes

    with worker(database, f"filemail:///{tmp_path}/mail", "--once") as running:
        running.communicate(timeout=PATIENCE)

    assert sent(database)


def test_a_worker_ends_with_whoever_started_it(database):
    command = [sys.executable, "-c", PARENT, sys.executable, "manage.py", "send_mail"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment(database), stdin=pipe, stdout=pipe, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        until(lambda: sent(database))
        parent.kill()

    until(lambda: not _runs(child))


def _runs(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_once_sends_what_is_due_and_ends(db):
    nurse = UserFactory.create()
    for _ in range(2):
        write_mail(Mail.Kind.NOTICE, nurse.email, "Subject", "Text.")

    call_command("send_mail", once=True)

    assert len(mail.outbox) == 2


def test_a_database_that_is_away_is_waited_for(db, caplog):
    def away(*_arguments: Any) -> None:
        raise OperationalError

    with connection.execute_wrapper(away):
        call_command("send_mail", once=True, stdout=StringIO())

    assert "No e-mail is sent" in caplog.text


@pytest.mark.django_db
def test_the_worker_looks_again_until_it_is_told_to_stop(monkeypatch):
    monkeypatch.setattr(send_mail, "EVERY", 0.05)
    monkeypatch.setattr(send_mail, "close_old_connections", lambda: os.kill(os.getpid(), signal.SIGTERM))
    write_mail(Mail.Kind.NOTICE, UserFactory.create().email, "Subject", "Text.")

    call_command("send_mail")

    assert [message.subject for message in mail.outbox] == ["Subject"]
