"""Bring the demo up to date and serve it: `python -m scripts.serve PORT`."""

import os
import secrets
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from competence_app.service.rules.serving import gunicorn

BIGGEST_PORT = 65_535
PROCESSES = Path("/proc")
SECRET = Path("var/demo-secret-key")


def port_fault(text: str) -> str | None:
    """Return why the demo cannot be served on this port and what to do, None when it can."""
    if not text.isdecimal() or not 0 < int(text) <= BIGGEST_PORT:
        return f"PORT must be a number from 1 to {BIGGEST_PORT}, not {text!r}."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            return f"Port {text} is for the system only. Choose one from 1024, for instance: make run PORT=8010"
        except OSError:
            return _holder_of(int(text)) or (
                f"Port {text} is taken. Stop the program that uses it, or choose another: make run PORT=8010"
            )
    return None


def _holder_of(port: int) -> str:
    """Return what to do about an earlier demo that holds the port; empty where it is another program, or unknown."""
    demos = [process for process in PROCESSES.glob("[0-9]*") if _is_demo(process) and _listens(process, port)]
    if not demos:
        return ""
    keys = " ".join(sorted(process.name for process in demos))
    return f"An earlier demo still holds port {port}. End it: kill {keys}\nOr choose another port: make run PORT=8010"


def _is_demo(process: Path) -> bool:
    with suppress(OSError):
        return b"competence_app.wsgi" in (process / "cmdline").read_bytes()
    return False


def _listens(process: Path, port: int) -> bool:
    """Tell whether a process of Linux's has the port open for listening."""
    with suppress(OSError):
        rows = [line.split() for line in (process / "net/tcp").read_text().splitlines()[1:]]
        listening = {f"socket:[{row[9]}]" for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")}
        return any(str(handle.readlink()) in listening for handle in (process / "fd").iterdir())
    return False


def prepare(*options: str) -> None:
    """Migrate the database, load every framework and seed the demo cast, which prints its sign-ins."""
    Path("var").mkdir(exist_ok=True)
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_framework", *sorted(map(str, Path("frameworks").glob("*.yaml"))))
    call_command("passport_key", "new", "--if-none")
    call_command("seed_demo", *options)
    connections.close_all()  # whoever copies SQLite's file has all of it: what its log holds is written back


def served_as(secret_key: str, site: str) -> dict[str, str]:
    """Return the environment in which the demo is served at ``site``: as in production, but for HTTPS.

    Its cast have no phones, so nobody needs a second step.
    """
    named = {"SECRET_KEY": secret_key, "ALLOWED_HOSTS": "localhost,127.0.0.1", "SITE_URL": site}
    return {"DEBUG": "0", "PLAIN_HTTP": "1", "LOG_REQUESTS": "0", "SECOND_STEP_ROLES": "", **named}


def own_secret() -> str:
    """Return this demo's own secret key, made at its first run, so that its people stay signed in at the next."""
    SECRET.touch(mode=0o600)
    SECRET.chmod(0o600)
    return SECRET.read_text() or _new_secret()


def _new_secret() -> str:
    SECRET.write_text(secrets.token_hex(32))
    return SECRET.read_text()


def served_at(address: str, *, workers: int) -> list[str]:
    """Return the command that serves the app at an address as gunicorn's --bind takes it, saying only what is wrong."""
    return gunicorn(sys.executable, address, workers=workers, threads=4, more=["--log-level", "warning"])


def worker() -> list[str]:
    """Return the command that sends what is in the outbox, for as long as this process runs, whatever it becomes."""
    return [sys.executable, "-m", "manage", "send_mail", "--parent", str(os.getpid())]


def main(port: str) -> None:
    """Prepare the demo, say where it is, and become its server; exits with advice when the port cannot be had."""
    fault = port_fault(port)
    if fault:
        raise SystemExit(fault)
    os.environ.pop("DATABASE_URL", None)
    site = f"http://localhost:{port}"
    os.environ.update(DEBUG="1", DJANGO_SETTINGS_MODULE="competence_app.settings", SITE_URL=site)
    prepare("--example")
    os.environ.update(served_as(own_secret(), site), DATABASE_URL=f"sqlite:///{settings.SQLITE_FILE}")
    os.environ["PASSPORT_KEYS"] = settings.PASSPORT_KEYS
    print(f"\nOpen {site}/ and press Ctrl+C here to stop.", flush=True)
    subprocess.Popen(worker())
    command = served_at(f"127.0.0.1:{port}", workers=2)
    os.execv(command[0], command)  # noqa: S606 - the server takes this process's place, Ctrl+C included


if __name__ == "__main__":
    main(sys.argv[1])
