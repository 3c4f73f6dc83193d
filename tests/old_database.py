"""A database as an older version of the app left it, for tests of migrations: SQLite, whatever the tests run on."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any


def migrate(database: Path, *to: str) -> None:
    """Run ``manage.py migrate`` on the database; CalledProcessError when it fails."""
    settings = {"DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "manage", "migrate", "--verbosity", "0", *to]
    subprocess.run(command, check=True, env=os.environ | settings, text=True, stderr=subprocess.PIPE)


def insert(database: Path, table: str, *rows: Mapping[str, Any]) -> None:
    """Store the rows, by column."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for row in rows:
            places = ", ".join(f":{column}" for column in row)
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row)  # noqa: S608 - our own words


def fetch(database: Path, query: str) -> list[tuple[Any, ...]]:
    """Return what the query finds."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()
