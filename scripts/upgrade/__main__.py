"""Let people save while a release takes the place of the one before: `python -m scripts.upgrade [COMMIT]`.

COMMIT is the release before. Prints what `check-upgrade` says, and how many saves were taken, lost, there twice or not
taken; exits with status 1 where one is lost or there twice, or the release before does not bear the migrations.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.dist.trial import free_port
from scripts.failover.balancing import balancing
from scripts.faults.databases import postgresql
from scripts.faults.meeting import HEAD, met, people_at, told
from scripts.faults.serving import Server, environment, serving
from scripts.upgrade.releases import former, installed

BESIDE = 5.0  # seconds that both serve


def happenings(servers: Sequence[Server], new: Path, old: Path, env: dict[str, str]) -> dict[str, Callable[[], object]]:
    """Return what happens, one after the other."""
    return {
        "the release before serves on two machines": lambda: time.sleep(BESIDE),
        "the new one migrates": lambda: competence(new, env, "migrate", "--verbosity=0"),
        "one machine is renewed": lambda: _renew(servers[0], new),
        "both are": lambda: _renew(servers[1], new),
        "one goes back": lambda: _renew(servers[0], old),
    }


def _renew(server: Server, programs: Path) -> None:
    server.program = [str(programs / "competence")]
    server.restart()
    time.sleep(BESIDE)


def competence(programs: Path, env: dict[str, str], *command: str) -> str:
    """Run a command of a release, and return what it says; CalledProcessError."""
    words = [str(programs / "competence"), *command]
    return subprocess.run(words, cwd=env["VAR_DIR"], env=env, check=True, capture_output=True, text=True).stdout


def checked(programs: Path, env: dict[str, str]) -> str:
    """Return what a release says of the upgrade to it; SystemExit where the release before is to be stopped first."""
    try:
        return competence(programs, env, "check-upgrade")
    except subprocess.CalledProcessError as error:
        raise SystemExit(error.stdout + error.stderr) from error


@contextmanager
def two_machines(env: dict[str, str], programs: Path) -> Iterator[tuple[list[Server], list[int]]]:
    """Serve a release twice, at sockets that stay; give the ports too."""
    with ExitStack() as stack:
        listeners = [stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=512)) for _ in range(2)]
        program = [str(programs / "competence")]
        servers = [stack.enter_context(serving(env, listener, program)) for listener in listeners]
        yield servers, [listener.getsockname()[1] for listener in listeners]


def run(new: Path, old: Path) -> int:
    """Let it happen; return how many saves are lost or there twice."""
    port = free_port()
    site = f"http://localhost:{port}"
    with postgresql() as database, TemporaryDirectory() as folder:
        env = environment(database.url, site, folder)
        competence(old, env, "migrate", "--verbosity=0")
        competence(old, env, "load-framework")
        print(checked(new, env), f"\n\n{HEAD}", sep="", flush=True)
        with (
            two_machines(env, old) as (servers, ports),
            balancing(port, ports),
            people_at(env, site, [str(old / "python"), "scripts/faults/world.py"]) as people,
        ):
            steps = happenings(servers, new, old, env)
            return sum(told("PostgreSQL", [met(name, act, people, database)]) for name, act in steps.items())


def main(reference: str) -> None:
    """Build both releases, and run it."""
    print(f"From {reference} to what is committed last.", flush=True)
    with installed(reference) as old, installed("HEAD") as new:
        sys.exit(run(new, old) > 0)


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else former())
