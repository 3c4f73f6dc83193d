"""Taking all that a database holds along in a file, while it goes on being written."""

import shutil
import sqlite3
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from competence_app.service.actions.databases import connected, sqlite_at
from competence_app.service.actions.postgresql import dump_database
from competence_app.service.formats.backup import Manifest, write_backup
from competence_app.service.queries.holding import held
from competence_app.service.rules.holding import DatabaseContents


def back_up(own: BaseDatabaseWrapper, file: Path) -> Manifest:
    """Write what the installation's database holds at one moment into a file, and return what is said of it.

    Raises BackupRefusedError, also where the file is there already, and OSError.
    """
    made: list[Manifest] = []

    def fill(into: IO[bytes]) -> Manifest:
        holds = _of_sqlite(own, file, into) if own.vendor == "sqlite" else _of_postgresql(own, into)
        made.append(Manifest(own.vendor, release(), timezone.now().isoformat(), holds))
        return made[0]

    write_backup(file, fill, is_packed=own.vendor != "sqlite")
    return made[0]


def release() -> str:
    """Return which release this is; of a clone, that it is none."""
    try:
        return version("competence-app")
    except PackageNotFoundError:
        return "a clone"


def _of_sqlite(own: BaseDatabaseWrapper, file: Path, into: IO[bytes]) -> DatabaseContents:
    with TemporaryDirectory(prefix=".backing-up-", dir=file.parent) as folder:
        copy = Path(folder, "copy.sqlite3")
        copy_sqlite(Path(own.settings_dict["NAME"]), copy)
        with connected(sqlite_at(copy)) as connection:
            holds = held(connection)
        with copy.open("rb") as opened:
            shutil.copyfileobj(opened, into)
    return holds


def copy_sqlite(source: Path, target: Path) -> None:
    """Put what one SQLite file holds into another, all or nothing, whoever has them open."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as read,
        closing(sqlite3.connect(target)) as written,
    ):
        read.backup(written)


def _of_postgresql(own: BaseDatabaseWrapper, into: IO[bytes]) -> DatabaseContents:
    with connected(own.settings_dict) as connection, transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            [[snapshot]] = cursor.fetchall()
        holds = held(connection)
        dump_database(connection, snapshot, into)
    return holds
