"""PostgreSQL's own programs, which know how to take a database along."""

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj, which
from tempfile import TemporaryFile
from typing import IO

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from competence_app.service.rules.refusals import BackupRefusedError, Refusal

# Everything of the schema, as far as no extension brought it: DROP OWNED would take a superuser's whole cluster.
EMPTY = """
DO $$ DECLARE one record; BEGIN
FOR one IN SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
FOR one IN SELECT pg_proc.oid::regprocedure::text AS name FROM pg_proc
    LEFT JOIN pg_depend ON objid = pg_proc.oid AND deptype = 'e'
    WHERE pronamespace = current_schema()::regnamespace AND objid IS NULL LOOP
    EXECUTE 'DROP ROUTINE IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
END $$;
"""


def dump_database(connection: BaseDatabaseWrapper, snapshot: str, into: IO[bytes]) -> None:
    """Write what a snapshot holds, in pg_dump's own format; BackupRefusedError where it cannot."""
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    with TemporaryFile("w+") as said:
        with _started(connection, "pg_dump", options, said, stdout=subprocess.PIPE) as running:
            copyfileobj(_pipe(running.stdout), into)
        _check("pg_dump", running.returncode, said)


def put_back(connection: BaseDatabaseWrapper, dumped: Path) -> None:
    """Put a dump in the place of all that a database holds, in one transaction; BackupRefusedError where that fails."""
    quietly = ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--file=-"]
    with TemporaryFile("w+") as said:
        with (
            suppress(BrokenPipeError),  # psql has said why
            _started(connection, "psql", quietly, said, stdin=subprocess.PIPE) as psql,
        ):
            _feed(dumped, _pipe(psql.stdin), said)
        _check("psql", psql.returncode, said)


def _feed(dumped: Path, psql: IO[bytes], said: IO[str]) -> None:
    """Give psql the statements of a dump, and the last word only where it is whole: without it nothing has happened."""
    command = [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(dumped)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as restoring:
        psql.write(b"BEGIN;" + EMPTY.encode())
        copyfileobj(_pipe(restoring.stdout), psql)
    _check("pg_restore", restoring.returncode, said)
    psql.write(b"\nCOMMIT;\n")


def _started(
    connection: BaseDatabaseWrapper, name: str, options: Sequence[str], said: IO[str], **pipes: int
) -> "subprocess.Popen[bytes]":
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    facts = {key: value for key, value in connection.get_connection_params().items() if key in known}
    password = {"PGPASSWORD": facts.pop("password")} if facts.get("password") else {}
    command = [_program(name), *options, f"--dbname={make_conninfo(**facts)}"]
    return subprocess.Popen(command, env={**os.environ, **password}, stderr=said, **pipes)  # type: ignore[call-overload,no-any-return]  # of pipes


def _program(name: str) -> str:
    found = which(name)
    if not found:
        raise BackupRefusedError(Refusal.NO_PROGRAM, program=name)
    return found


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream  # noqa: S101 - it was asked for
    return stream


def _check(program: str, status: int, said: IO[str]) -> None:
    if status:
        said.seek(0)
        raise BackupRefusedError(Refusal.FAILED, program=program, lines=said.read().strip())
