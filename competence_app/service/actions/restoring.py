"""Putting back what a backup holds, and comparing it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from django.core.management import call_command
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from competence_app.service.actions.backing_up import copy_sqlite
from competence_app.service.actions.databases import as_default, connected, sqlite_at
from competence_app.service.actions.moving import is_alike, move
from competence_app.service.actions.pausing import paused
from competence_app.service.actions.postgresql import put_back
from competence_app.service.formats.backup import Manifest, unpacked_backup
from competence_app.service.queries.holding import held, is_empty, values_held
from competence_app.service.rules.holding import DatabaseContents, differences
from competence_app.service.rules.refusals import BackupRefusedError, Refusal


class Restored(NamedTuple):
    """What was put back: what the backup says, and how the database differs from it, a line each."""

    manifest: Manifest
    differences: list[str]


def restore(own: BaseDatabaseWrapper, file: Path, *, over: bool) -> Restored:
    """Put a backup in the place of what the installation's database holds; people wait meanwhile.

    Everybody signs in anew: who had signed out since must not be signed in again. Raises BackupRefusedError, and where
    that happens before anything is found to differ, nothing has changed.
    """
    with unpacked_backup(file) as (manifest, database):
        _check_whole(file, manifest, database)
        if not (over or is_empty(own)):
            raise BackupRefusedError(Refusal.HOLDS_DATA, database=own.settings_dict["NAME"])
        with paused():
            found = _put(file, manifest, database, own)
            if not found:
                _end_sessions(own)
    return Restored(manifest, found)


def drill(own: BaseDatabaseWrapper, file: Path, into: dict[str, Any] | None) -> Restored:
    """Put a backup into a database that is there for this alone, ``into`` or one that goes again, and compare them."""
    with unpacked_backup(file) as (manifest, database):
        _check_whole(file, manifest, database)
        with _scratch(own, into) as target:
            return Restored(manifest, _put(file, manifest, database, target))


def _check_whole(file: Path, manifest: Manifest, database: Path) -> None:
    """Refuse a file whose rows are not those that it was written with; PostgreSQL's own says so when it is read."""
    if manifest.vendor == "sqlite":
        with connected(sqlite_at(database)) as connection:
            wrong = _wrong_in(connection, manifest.held)
        if wrong:
            raise BackupRefusedError(Refusal.DAMAGED, file=file, lines="\n".join(wrong))


def _wrong_in(connection: BaseDatabaseWrapper, wanted: DatabaseContents) -> list[str]:
    try:
        return differences(wanted, held(connection))
    except DatabaseError as error:
        return [str(error)]


def _put(file: Path, manifest: Manifest, database: Path, target: BaseDatabaseWrapper) -> list[str]:
    """Put it back, and return what differs then."""
    match manifest.vendor, target.vendor:
        case "sqlite", "sqlite":
            target.close()
            copy_sqlite(database, Path(target.settings_dict["NAME"]))
        case "sqlite", _:
            return _moved(file, manifest, database, target)
        case _, "postgresql":
            put_back(target, database)
        case _:
            raise BackupRefusedError(Refusal.NOT_ACROSS, file=file)
    return differences(manifest.held, held(target))


def _moved(file: Path, manifest: Manifest, database: Path, target: BaseDatabaseWrapper) -> list[str]:
    with as_default(target):
        call_command("migrate", verbosity=0)
    with connected(sqlite_at(database)) as source:
        if not is_alike(source, target):
            raise BackupRefusedError(Refusal.OTHER_RELEASE, file=file, release=manifest.release)
        move(source, target)
        wanted, found = (DatabaseContents(values_held(one), {}, {}) for one in (source, target))
    return differences(wanted, found)


def _end_sessions(target: BaseDatabaseWrapper) -> None:
    with target.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_session")


@contextmanager
def _scratch(own: BaseDatabaseWrapper, into: dict[str, Any] | None) -> Iterator[BaseDatabaseWrapper]:
    if into:
        with connected(into) as target:
            if not is_empty(target):
                raise BackupRefusedError(Refusal.HOLDS_DATA, database=into["NAME"])
            yield target
    elif own.vendor == "sqlite":
        with TemporaryDirectory() as folder, connected(sqlite_at(Path(folder, "drill.sqlite3"))) as target:
            yield target
    else:
        with _scratch_in_postgresql(own) as target:
            yield target


@contextmanager
def _scratch_in_postgresql(own: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    name = f"competence_drill_{secrets.token_hex(4)}"
    try:
        _say(own, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    except DatabaseError as error:
        user = own.settings_dict["USER"]
        raise BackupRefusedError(Refusal.NO_DATABASE, user=user, lines=str(error).strip()) from error
    try:
        with connected({**own.settings_dict, "NAME": name}) as target:
            yield target
    finally:
        _say(own, f"DROP DATABASE {name}")


def _say(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
