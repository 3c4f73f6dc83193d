"""The two databases, each of which can be locked; PostgreSQL's can be taken away."""

import os
import signal
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
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
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as opened:
            return opened.execute(query.encode()).fetchall()

    def lock(self, seconds: float) -> None:
        """Keep everybody from reading and writing ratings for so long."""
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as opened:
            opened.execute("LOCK TABLE assessments_rating IN ACCESS EXCLUSIVE MODE")
            time.sleep(seconds)
            opened.rollback()

    def kill(self) -> None:
        """End the server as a power cut would, as far as it can tell."""
        pid = int((self.cluster.folder / "data/postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)

    def start_again(self) -> None:
        """Start it, once what is left of the former has gone."""
        for _ in range(50):
            try:
                self.cluster.serve()
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise SystemExit("PostgreSQL does not start again.")

    def stands(self) -> None:
        """Start it where a full disk has ended it, as systemd would."""
        try:
            self.rows("SELECT 1")
        except psycopg.OperationalError:
            self.start_again()


@contextmanager
def sqlite(folder: Path | None = None) -> Iterator[SQLite]:
    """Give a file that goes again, in a folder or in one of its own."""
    with TemporaryDirectory(prefix="competence-faults-", dir=folder) as own:
        yield SQLite(Path(own, "db.sqlite3"))


@contextmanager
def postgresql(folder: Path | None = None) -> Iterator[PostgreSQL]:
    """Give a cluster that goes again, and keeps what it has acknowledged."""
    with TemporaryDirectory(prefix="competence-faults-", dir=folder) as own:
        cluster = Cluster(reachable(candidates()[0], Path(own)), Path(own), settings=LASTING)
        cluster.start()
        try:
            yield PostgreSQL(cluster)
        finally:
            cluster.stop()
