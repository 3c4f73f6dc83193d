"""Installations with databases of their own, to be backed up and put back."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from environ import Env

from competence_app.service.actions.databases import connected, sqlite_at
from scripts.demo_server import seed
from scripts.postgresql import candidates, first_running
from tests.service.backups import done

NUMBERS = count()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the demo's cast."""
    file = tmp_path_factory.mktemp("seeded") / "db.sqlite3"
    seed(file)
    return file


@pytest.fixture
def open_databases(django_db_blocker, monkeypatch, tmp_path) -> Iterator[None]:
    """Let this test open databases of its own, and write beside them."""
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path / "var")
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def installation(seeded, tmp_path, open_databases) -> Iterator[BaseDatabaseWrapper]:
    """An installation on SQLite, with the demo's cast."""
    with connected(sqlite_at(Path(shutil.copy(seeded, tmp_path / "db.sqlite3")))) as connection:
        yield connection


@pytest.fixture
def new(tmp_path, open_databases) -> Iterator[BaseDatabaseWrapper]:
    """An installation on SQLite that has no tables yet."""
    with connected(sqlite_at(tmp_path / "new.sqlite3")) as connection:
        yield connection


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a PostgreSQL of these tests, whose programs are on PATH."""
    path = os.pathsep.join([*map(str, candidates()), os.environ["PATH"]])
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", path)
        yield first_running(stack)


@pytest.fixture
def in_postgresql(cluster, open_databases) -> Callable[[str], AbstractContextManager[BaseDatabaseWrapper]]:
    """`in_postgresql(template)` gives an installation on PostgreSQL with what a database of it holds, for a block."""

    def made(template: str) -> AbstractContextManager[BaseDatabaseWrapper]:
        return made_in_postgresql(cluster, template)

    return made


@pytest.fixture(scope="session")
def grown_up(seeded, cluster, tmp_path_factory, django_db_blocker) -> Iterator[str]:
    """The name of a database of PostgreSQL's to which the demo was moved."""
    file = tmp_path_factory.mktemp("small") / "small.zip"
    with django_db_blocker.unblock(), connected(sqlite_at(seeded)) as own, pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR_DIR", file.parent)
        call_command("backup", file, database=own.alias, stdout=StringIO())
        with made_in_postgresql(cluster, "template0") as target:
            call_command("restore", file, database=target.alias, stdout=StringIO())
            target.close()
            yield target.settings_dict["NAME"]


@contextmanager
def made_in_postgresql(cluster: str, template: str) -> Iterator[BaseDatabaseWrapper]:
    """Give a database that goes again."""
    name = f"installation_{next(NUMBERS)}"
    with connected(Env.db_url_config(cluster)) as server:
        done(server, f"CREATE DATABASE {name} TEMPLATE {template}")
        with connected({**Env.db_url_config(cluster), "NAME": name}) as connection:
            yield connection
        done(server, f"DROP DATABASE {name} WITH (FORCE)")
