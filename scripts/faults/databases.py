"""The two databases, each of which can be locked; PostgreSQL's can be taken away."""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import psycopg

from scripts.postgresql import Cluster, candidates, reachable

STORED = """SELECT assessment_id, catalogue_competence.code, note FROM assessments_rating
JOIN catalogue_competence ON catalogue_competence.id = competence_id"""
LASTING = ("max_connections=100",)  # not FAST: what is acknowledged is on the disk


class Database(Protocol):
    """A database with rows that matter."""

    @property
    def url(self) -> str:
        """Its address."""

    def stored(self) -> dict[tuple[int, str], str]:
        """Return the notes by assessment and code."""

    def lock(self, seconds: float) -> None:
        """Keep everybody from writing for so long."""


@dataclass(frozen=True)
class SQLite:
    """A file."""

    file: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"sqlite:///{self.file}"

    def stored(self) -> dict[tuple[int, str], str]:
        """Return the notes by assessment and code."""
        with closing(sqlite3.connect(self.file)) as opened:
            return {(key, code): note for key, code, note in opened.execute(STORED)}

    def lock(self, seconds: float) -> None:
        """Keep everybody from writing for so long."""
        with closing(sqlite3.connect(self.file, timeout=30, isolation_level=None)) as opened:
            opened.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            opened.execute("ROLLBACK")


@dataclass(frozen=True)
class PostgreSQL:
    """A cluster that can be killed, and started again."""

    cluster: Cluster

    @property
    def url(self) -> str:
        """Its address."""
        return self.cluster.url

    def stored(self) -> dict[tuple[int, str], str]:
        """Return the notes by assessment and code."""
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as opened:
            return {(key, code): note for key, code, note in opened.execute(STORED)}

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


@contextmanager
def sqlite() -> Iterator[SQLite]:
    """Give a file that goes again."""
    with TemporaryDirectory(prefix="competence-faults-") as folder:
        yield SQLite(Path(folder, "db.sqlite3"))


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Give a cluster that goes again, and keeps what it has acknowledged."""
    with TemporaryDirectory(prefix="competence-faults-") as folder:
        cluster = Cluster(reachable(candidates()[0], Path(folder)), Path(folder), settings=LASTING)
        cluster.start()
        try:
            yield PostgreSQL(cluster)
        finally:
            cluster.stop()
