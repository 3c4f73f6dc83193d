"""PostgreSQL on three machines of one: a primary, and standbys, one of which has each write before it is taken."""

import os
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from scripts.dist.trial import free_port
from scripts.faults.databases import Stored
from scripts.postgresql import Cluster, candidates, reachable

NAMES = ("a", "b", "c")
PATIENCE = 30  # seconds
# Each is told of all: which is the primary changes, and who follows it is counted by name.
SETTINGS = f"""
port = {{port}}
cluster_name = '{{name}}'
synchronous_standby_names = 'ANY 1 ({", ".join(NAMES)})'
synchronous_commit = on
wal_keep_size = 256MB
max_connections = 100
hot_standby = on
"""


@dataclass(frozen=True)
class Node:
    """One of them."""

    name: str
    port: int
    cluster: Cluster

    @property
    def address(self) -> str:
        """Where it answers, as libpq has it."""
        return f"host=127.0.0.1 port={self.port} user=postgres password={self.cluster.password} dbname=postgres"

    def begin(self) -> None:
        """Make it the primary of a new cluster."""
        self.cluster.make()
        self._set()
        self.cluster.serve()

    def follow(self, primary: "Node") -> None:
        """Make it a standby, with a copy of the primary's data."""
        shutil.rmtree(self.cluster.folder / "data", ignore_errors=True)
        source = f"--dbname={primary.address}"
        self.cluster.run("pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", "--no-sync", source)
        self._set()
        self.cluster.serve()

    def turn_to(self, primary: "Node") -> None:
        """Let a standby follow another primary."""
        self.ask(f"ALTER SYSTEM SET primary_conninfo = '{primary.address}'", "SELECT pg_reload_conf()")

    def promote(self) -> None:
        """Make a standby the primary, and wait until it is."""
        self.ask("SELECT pg_promote()")

    def kill(self) -> None:
        """End it as a power cut would."""
        pid = int((self.cluster.folder / "data/postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)

    def ask(self, *queries: str) -> Any:
        """Do something there, and return the first value of the last answer."""
        with psycopg.connect(self.address, autocommit=True) as opened:
            for query in queries:
                answer = opened.execute(query.encode())
            return answer.fetchone()[0] if answer.rownumber is not None else None  # type: ignore[index]  # one row

    def _set(self) -> None:
        file = self.cluster.folder / "data/postgresql.conf"
        with file.open("a") as opened:
            opened.write(SETTINGS.format(port=self.port, name=self.name))


@dataclass
class Nodes(Stored):
    """All of them, the primary first."""

    all: list[Node]

    @property
    def url(self) -> str:
        """The DATABASE_URL by which whichever is the primary is found."""
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in sorted(self.all, key=lambda node: node.name))
        password = self.all[0].cluster.password
        return f"postgres://postgres:{password}@{hosts}/postgres?target_session_attrs=read-write"

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what a query finds at the primary."""
        with psycopg.connect(self.all[0].address) as opened:
            return opened.execute(query.encode()).fetchall()

    def fail_over(self) -> None:
        """End the primary; the standby that has most takes its place, and the other follows that."""
        self.all[0].kill()
        standbys = sorted(self.all[1:], key=_received, reverse=True)
        standbys[0].promote()
        standbys[1].turn_to(standbys[0])
        self.all = [*standbys, self.all[0]]

    def come_back(self) -> None:
        """Let the former primary, the last of all, follow the one of now."""
        _gone(self.all[-1])
        self.all[-1].follow(self.all[0])
        self.wait_for(2)

    def kill_standby(self) -> None:
        """End one of two standbys."""
        self.all[1].kill()

    def wait_for(self, standbys: int) -> None:
        """Wait until so many follow the primary."""
        end = time.monotonic() + PATIENCE
        following = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"
        while self.all[0].ask(following) < standbys:
            if time.monotonic() > end:
                raise SystemExit(f"{standbys} standbys do not follow.")
            time.sleep(0.1)


def _received(standby: Node) -> int:
    """Return how much of what the primary wrote a standby has, in bytes: what was acknowledged is in that of one."""
    return int(standby.ask("SELECT pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')"))


def _gone(node: Node) -> None:
    """Wait until what is left of a server that was killed has noticed."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            node.cluster.run("pg_ctl", "status")
        except OSError:
            return
        time.sleep(0.1)


@contextmanager
def nodes() -> Iterator[Nodes]:
    """Give a primary with two standbys, gone in the end."""
    with ExitStack() as stack:
        made = [_made(name, Path(stack.enter_context(_folder()))) for name in NAMES]
        found = Nodes(made)
        stack.callback(_stop, made)
        made[0].begin()
        for standby in made[1:]:
            standby.follow(made[0])
        found.wait_for(2)
        yield found


def _folder() -> "TemporaryDirectory[str]":
    return TemporaryDirectory(prefix="competence-failover-", ignore_cleanup_errors=True)


PASSWORD = Cluster(Path(), Path()).password  # of all: what follows a primary is its copy


def _made(name: str, folder: Path) -> Node:
    cluster = Cluster(reachable(candidates()[0], folder), folder, PASSWORD, settings=("listen_addresses=127.0.0.1",))
    cluster.give_away(folder)
    return Node(name, free_port(), cluster)


def _stop(made: Sequence[Node]) -> None:
    for node in made:
        try:
            node.cluster.stop()
        except OSError:
            continue  # it was killed
