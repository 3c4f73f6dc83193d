"""Start the real server on a database of its own, for browser tests and screenshots."""

import json
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from scripts.serve import served_as, served_at

SETTINGS = "competence_app.settings"
SECRET_KEY = secrets.token_hex(32)  # of all servers and commands of this process: who signed in at one is known at all
KEYS = tempfile.TemporaryDirectory(prefix="competence-keys-")  # the same, of those that passports are signed with
PATIENCE = 30  # seconds until a server must have answered


@dataclass(frozen=True)
class DemoServer:
    """A running server: its address without a closing slash, and its SQLite file."""

    url: str
    database: Path

    def manage(self, *arguments: str) -> str:
        """Run a manage.py command on its database and return the output; CalledProcessError when it fails."""
        return _run(self.database, "-m", "manage", *arguments)

    def restore(self, seeded: Path) -> None:
        """Give it what a seeded SQLite file holds in place of what it has, messages included."""
        copy_database(seeded, self.database)
        shutil.rmtree(_mail_of(self.database), ignore_errors=True)

    def messages(self) -> list[str]:
        """Send what is in its outbox, as its worker would, and return all messages, the oldest first."""
        served = _environment(self.database) | served_as(SECRET_KEY, self.url)
        subprocess.run([sys.executable, "-m", "manage", "send_mail", "--once"], env=served, check=True)
        return [file.read_text() for file in sorted(_mail_of(self.database).glob("*"))]


def seed(database: Path) -> None:
    """Make a SQLite file with every framework and the demo cast."""
    _run(database, "-c", "from scripts.serve import prepare; prepare()")


def sign_all_in(database: Path) -> dict[str, str]:
    """Give everybody a session on a seeded SQLite file, without their passwords; return the keys by address."""
    keys: dict[str, str] = json.loads(_run(database, "-m", "scripts.sessions"))
    return keys


def copy_database(source: Path, target: Path) -> None:
    """Put into one SQLite file what another holds, whoever has them open."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


@contextmanager
def running(seeded: Path) -> Iterator[DemoServer]:
    """Serve a copy of a seeded SQLite file as `make run` does, on a free loopback port; both go at the end."""
    with tempfile.TemporaryDirectory(prefix="competence-") as folder, socket.socket() as listener:
        database = Path(shutil.copy(seeded, folder))
        listener.bind(("127.0.0.1", 0))
        server = DemoServer(f"http://localhost:{listener.getsockname()[1]}", database)
        # The server is handed the open socket, so that nobody can take the port in between.
        command = served_at(f"fd://{listener.fileno()}", workers=1)
        environment = _environment(database) | served_as(SECRET_KEY, server.url)
        process = subprocess.Popen(command, env=environment, pass_fds=[listener.fileno()], start_new_session=True)
        try:
            _wait(server.url, process)
            yield server
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment(database: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DEBUG": "1",
        "SECRET_KEY": SECRET_KEY,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PASSPORT_KEYS": KEYS.name,
        "EMAIL_URL": f"filemail:///{_mail_of(database)}",
    }


def _mail_of(database: Path) -> Path:
    return database.with_name("mail")


def _run(database: Path, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=_environment(database), check=True, stdout=subprocess.PIPE, text=True).stdout


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            urlopen(url, timeout=PATIENCE).close()  # noqa: S310 - our own http address
        except HTTPError:
            return
        except URLError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"The server at {url} did not start; its messages are above.")
