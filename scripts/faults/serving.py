"""The app as systemd runs it: started again when it dies, at a socket that stays."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

from scripts.serve import served_as

SECRET_KEY = secrets.token_hex(32)
RESTART_AFTER = 0.1  # seconds, as systemd's RestartSec
PATIENCE = 60  # seconds
PROGRAM = (sys.executable, "-m", "manage")


class Server:
    """The server's process, whichever it is just now."""

    def __init__(self, environment: dict[str, str], listener: socket.socket, program: Sequence[str] = PROGRAM) -> None:
        self._environment, self._listener = environment, listener
        self.program = program  # by which it is started the next time
        self._ended = Event()
        self._process = self._started()
        Thread(target=self._keep, daemon=True).start()

    def workers(self) -> list[int]:
        """Return the keys of the processes that answer."""
        return workers_of(self._process.pid)

    def kill_worker(self) -> None:
        """End one of them at once."""
        os.kill(self.workers()[0], signal.SIGKILL)

    def kill(self) -> None:
        """End the server at once; its workers notice."""
        self._process.kill()

    def reload(self) -> None:
        """Let it begin anew, as a release does."""
        self._process.send_signal(signal.SIGHUP)

    def restart(self) -> None:
        """Stop it as systemd does; it is started again."""
        self._process.terminate()

    def end(self) -> None:
        """Stop for good."""
        self._ended.set()
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)

    def _keep(self) -> None:
        while not self._ended.is_set():
            self._process.wait()
            if not self._ended.wait(RESTART_AFTER):
                self._process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        bind = f"fd://{self._listener.fileno()}"
        command = [*self.program, "serve", "--bind", bind, "--workers", "2"]
        folder = folder_of(self.program, self._environment)
        handed = {"cwd": folder, "env": self._environment, "pass_fds": [self._listener.fileno()]}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        return subprocess.Popen(command, **handed, **quiet)  # type: ignore[call-overload,no-any-return]  # of where to


def workers_of(pid: int) -> list[int]:
    """Return the processes that a server has begun."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def folder_of(program: Sequence[str], environment: dict[str, str]) -> str | None:
    """Return where a program is started: one that is installed where no clone lies, whose code Python would take."""
    return None if program is PROGRAM else environment["VAR_DIR"]


class Machine:
    """A machine that serves pages at a port of its own: while it is away, nobody listens there."""

    def __init__(self, environment: dict[str, str], port: int, program: Sequence[str] = PROGRAM) -> None:
        self.environment, self.port = environment, port
        self.program = program  # by which it is started the next time
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve, and wait until somebody is there."""
        command = [*self.program, "serve", "--bind", f"127.0.0.1:{self.port}", "--workers", "2"]
        self._process = subprocess.Popen(
            command,
            cwd=folder_of(self.program, self.environment),
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait()

    def kill(self) -> None:
        """End it all at once, as a power cut does."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def workers(self) -> list[int]:
        """Return the keys of the processes that answer."""
        return workers_of(self._process.pid) if self._process else []

    def megabytes(self, counted: str = "Pss") -> list[float]:
        """Return what each of its workers takes of memory, by itself with its part of what processes share (PSS)."""
        sizes = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.workers()]
        return [round(int(re.findall(rf"^{counted}:\s+(\d+)", size, re.MULTILINE)[0]) / 1024) for size in sizes]

    def end(self) -> None:
        """Stop it."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(PATIENCE)

    def _wait(self) -> None:
        """Wait until it answers: some listen before they do."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError), urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=PATIENCE):
                return
            time.sleep(0.1)


def environment(url: str, site: str, folder: str) -> dict[str, str]:
    """Return the environment of an installation on a database."""
    own = {"DATABASE_URL": url, "VAR_DIR": folder, "EMAIL_URL": "dummymail://", "IDLE_MINUTES": "0"}
    return {**os.environ, **served_as(SECRET_KEY, site), **own, "DJANGO_SETTINGS_MODULE": "competence_app.settings"}


@contextmanager
def serving(env: dict[str, str], listener: socket.socket, program: Sequence[str] = PROGRAM) -> Iterator[Server]:
    """Serve by a program, by default this clone's, and stop in the end."""
    server = Server(env, listener, program)
    try:
        yield server
    finally:
        server.end()
        time.sleep(RESTART_AFTER)
