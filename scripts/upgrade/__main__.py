"""Let people save while a release takes the place of the one before: `python -m scripts.upgrade [COMMIT]`.

COMMIT is the release before. Prints what `check-upgrade` says, and how many saves were taken, lost, there twice or not
taken; exits with status 1 where one is lost or there twice, or the release before does not bear the migrations.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.dist.trial import free_port
from scripts.failover.balancing import Proxy, balancing
from scripts.faults.databases import postgresql
from scripts.faults.meeting import HEAD, met, people_at, told
from scripts.faults.serving import Machine, environment
from scripts.upgrade.releases import former, installed

BESIDE = 5.0  # seconds that both serve
DRAINED = 1.0  # seconds until the proxy sends nobody there any more


def happenings(machines: Sequence[Machine], proxy: Proxy, new: Path, old: Path) -> dict[str, Callable[[], object]]:
    """Return what happens, one after the other."""
    first, second = machines
    env = first.environment
    return {
        "the release before serves on two machines": lambda: time.sleep(BESIDE),
        "the new one migrates": lambda: competence(new, env, "migrate", "--verbosity=0"),
        "one machine is renewed": partial(renew, first, second, proxy, new),
        "both are": partial(renew, second, first, proxy, new),
        "one goes back": partial(renew, first, second, proxy, old),
    }


def renew(machine: Machine, other: Machine, proxy: Proxy, programs: Path) -> None:
    """Leave a machine out, start another release on it, and take it in again, to serve beside the other for a while."""
    proxy.use([other.port])
    time.sleep(DRAINED)
    machine.end()
    machine.program = [str(programs / "competence")]
    machine.start()
    proxy.use([machine.port, other.port])
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
def two_machines(env: dict[str, str], programs: Path) -> Iterator[list[Machine]]:
    """Serve a release twice."""
    with ExitStack() as stack:
        machines = [Machine(env, free_port(), [str(programs / "competence")]) for _ in range(2)]
        for machine in machines:
            stack.callback(machine.end)
            machine.start()
        yield machines


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
            two_machines(env, old) as machines,
            balancing(port, [machine.port for machine in machines]) as proxy,
            people_at(env, site, [str(old / "python"), "scripts/faults/world.py"]) as people,
        ):
            steps = happenings(machines, proxy, new, old)
            return sum(told("PostgreSQL", [met(name, act, people, database)]) for name, act in steps.items())


def main(reference: str) -> None:
    """Build both releases, and run it."""
    print(f"From {reference} to what is committed last.", flush=True)
    with installed(reference) as old, installed("HEAD") as new:
        sys.exit(run(new, old) > 0)


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else former())
