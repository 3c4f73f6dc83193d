"""Connections of their own to a database, which no request shares."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_numbers = count()


@contextmanager
def connected(settings: Mapping[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Give a connection with these settings, as DATABASES has them, for a block; models know it by its alias."""
    alias = f"beside {next(_numbers)}"
    options = {name: value for name, value in settings.get("OPTIONS", {}).items() if name != "pool"}
    own = {**settings, "OPTIONS": options, "CONN_MAX_AGE": 0}
    connections.settings[alias] = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: own})[alias]
    connection = connections[alias]
    try:
        yield connection
    finally:
        connection.close()
        del connections[alias]
        del connections.settings[alias]


@contextmanager
def as_default(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let a database be the installation's own: migrations that move rows ask for no other."""
    former, alias = connections[DEFAULT_DB_ALIAS], connection.alias
    connections[DEFAULT_DB_ALIAS], connection.alias = connection, DEFAULT_DB_ALIAS
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS], connection.alias = former, alias


def sqlite_at(file: Path) -> dict[str, Any]:
    """Return the settings of an SQLite file."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
