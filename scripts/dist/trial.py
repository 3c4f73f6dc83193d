"""The main job, by a release alone: a person signs in to what was installed, and rates herself."""

import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

from scripts.dist.visiting import Visitor

NAME, PASSWORD = "amara@example.org", secrets.token_urlsafe(24)
FRAMEWORK = "therapeutic-relationship"
ANSWERED = "4 of 12 competences answered"
PATIENCE = 30  # seconds


def run(programs: Path, folder: Path) -> str:
    """Do the main job with what is installed, its data in a folder that is made; return the last page.

    Raises CalledProcessError, HTTPError or SystemExit where something does not work.
    """
    folder.mkdir()
    port = free_port()
    env = environment(folder, programs, port)
    prepare(programs, folder, env)
    with serving(programs, folder, env, port) as visitor:
        page = rate(visitor)
    if ANSWERED not in page:
        raise SystemExit("What was rated is not saved.")
    return page


def environment(folder: Path, programs: Path, port: int) -> dict[str, str]:
    """Return the environment of an installation whose data are in a folder, on one's own machine."""
    return {
        "PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin",
        "VAR_DIR": str(folder),
        "SECRET_KEY": secrets.token_hex(32),
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": f"http://localhost:{port}",
        "PLAIN_HTTP": "1",
        "SECOND_STEP_ROLES": "",  # who rates is the first administrator
        "EMAIL_URL": f"filemail://{folder}/mail",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])


def prepare(programs: Path, folder: Path, env: dict[str, str]) -> None:
    """Make the database, publish the framework that comes along, and make a person; CalledProcessError where it fails."""
    for command in (
        ["migrate", "--verbosity=0"],
        ["load-framework"],
        ["create-admin", "--no-input", "--email", NAME, "--full_name", "Amara Okafor"],
    ):
        subprocess.run([programs / "competence", *command], env=env, cwd=folder, check=True)


@contextmanager
def serving(programs: Path, folder: Path, env: dict[str, str], port: int) -> Iterator[Visitor]:
    """Serve it, and give a visitor; stopped in the end as a system does."""
    command = [str(programs / "competence"), "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    with subprocess.Popen(command, env=env, cwd=folder) as server:
        try:
            visitor = Visitor(f"http://localhost:{port}")
            _wait(visitor, server)
            yield visitor
        finally:
            server.terminate()
            server.wait(PATIENCE)


def rate(visitor: Visitor) -> str:
    """Sign in, make a job role, start an assessment and rate its first page; return the page of how far it has come."""
    visitor.open("/")
    visitor.send(username=NAME, password=PASSWORD)
    visitor.open("/people/job-roles/new/")
    visitor.send(code="registered-nurse", title="Registered nurse")
    visitor.open(f"/frameworks/{FRAMEWORK}/start/")
    visitor.send()
    assessment, _, _ = visitor.address.partition("rate/")
    visitor.send()
    return visitor.open(assessment)


def _wait(visitor: Visitor, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        with suppress(URLError):
            visitor.open("/readyz")
            return
        time.sleep(0.1)
    raise SystemExit("What was installed does not serve: see the lines above.")
