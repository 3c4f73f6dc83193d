"""The two databases, each of which can be locked; PostgreSQL's can be taken away."""

import os
import signal
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from scripts.postgresql import Cluster, candidates, reachable

STORED = """SELECT assessment_id, catalogue_competence.code, note FROM assessments_rating
JOIN catalogue_competence ON catalogue_competence.id = competence_id"""
PLANNED = """SELECT email, text, COUNT(*) FROM assessments_plannedaction
JOIN people_user ON people_user.id = practitioner_id GROUP BY email, text"""
SEGMENTS = 100  # of its log of writes: more than a small disk holds
LASTING = ("max_connections=100",)  # not FAST: what is acknowledged is on the disk


class Stored(ABC):
    """Rows that matter."""

    @abstractmethod
    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what a query finds."""

    def stored(self) -> dict[tuple[int, str], str]:
        """Return the notes by assessment and code."""
        return {(key, code): note for key, code, note in self.rows(STORED)}

    def planned(self) -> dict[tuple[str, str], int]:
        """Return how often something is planned, by whose address and in which words."""
        return {(email, text): count for email, text, count in self.rows(PLANNED)}


class Database(Stored):
    """A database that can fail."""

    @property
    @abstractmethod
    def url(self) -> str:
        """Its address."""

    @abstractmethod
    def lock(self, seconds: float) -> None:
        """Keep everybody from writing for so long."""

    @abstractmethod
    def stands(self) -> None:
        """See to it that it answers."""


@dataclass(frozen=True)
class SQLite(Database):
    """A file."""

    file: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"sqlite:///{self.file}"

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        with closing(sqlite3.connect(self.file, timeout=30)) as opened:
            return opened.execute(query).fetchall()

    def lock(self, seconds: float) -> None:
        """Keep everybody from writing for so long."""
        with closing(sqlite3.connect(self.file, timeout=30, isolation_level=None)) as opened:
            opened.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            opened.execute("ROLLBACK")

    def stands(self) -> None:
        """Do nothing: a file stands."""


@dataclass(frozen=True)
class PostgreSQL(Database):
    """A cluster that can be killed, and started again."""

    cluster: Cluster

    @property
    def url(self) -> str:
        """Its address."""
        return self.cluster.url

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        with psycopg.connect(self._address) as opened:
            return opened.execute(query.encode()).fetchall()

    def lock(self, seconds: float) -> None:
        """Keep everybody from reading and writing ratings for so long."""
        with psycopg.connect(self._address) as opened:
            opened.execute("LOCK TABLE assessments_rating IN ACCESS EXCLUSIVE MODE")
            time.sleep(seconds)
            opened.rollback()

    def kill(self) -> None:
        """End the server as a power cut would, as far as it can tell."""
        os.kill(self.pid(), signal.SIGKILL)

    def pid(self) -> int:
        """Return the key of its first process."""
        return int((self.cluster.folder / "data/postmaster.pid").read_text().splitlines()[0])

    def start_again(self) -> None:
        """Start it, once what is left of the former has gone."""
        for _ in range(50):
            with suppress(OSError):  # it may be recovering by itself
                self.cluster.serve()
            if self._answers():
                return
            time.sleep(0.2)
        raise SystemExit("PostgreSQL does not start again.")

    def stands(self) -> None:
        """Start it where a full disk has ended it, as systemd would."""
        if not self._answers():
            self.start_again()

    def panic(self) -> None:
        """Let it write until its log of writes finds no room, at which it ends itself; SystemExit where it does not."""
        with suppress(psycopg.OperationalError), psycopg.connect(self._address, autocommit=True) as opened:
            for _ in range(SEGMENTS):
                opened.execute("SELECT pg_logical_emit_message(TRUE, '', 'full')")
                opened.execute("SELECT pg_switch_wal()")
        if "PANIC:" not in (self.cluster.folder / "log").read_text():
            raise SystemExit("PostgreSQL has room for its log of writes.")

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            return bool(self.rows("SELECT 1"))
        return False

    @property
    def _address(self) -> str:
        return self.url.replace("postgres://", "postgresql://")


@contextmanager
def sqlite(folder: Path | None = None) -> Iterator[SQLite]:
    """Give a file that goes again, in a folder or in one of its own."""
    with TemporaryDirectory(prefix="competence-faults-", dir=folder) as own:
        yield SQLite(Path(own, "db.sqlite3"))


@contextmanager
def postgresql(folder: Path | None = None, writes: Path | None = None) -> Iterator[PostgreSQL]:
    """Give a cluster that goes again, and keeps what it has acknowledged; its log of writes in a folder of its own."""
    with TemporaryDirectory(prefix="competence-faults-", dir=folder) as own:
        programs = reachable(candidates()[0], Path(own))
        cluster = Cluster(programs, Path(own), settings=LASTING, writes=writes and writes / "writes")
        if writes:
            cluster.give_away(writes)
        cluster.start()
        try:
            yield PostgreSQL(cluster)
        finally:
            cluster.stop()
