"""How a PostgreSQL does the queries of a morning's pages: `python -m scripts.load.plans` tells it as JSON.

Reads the world, where everybody goes, from standard input.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import django
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scripts.load.morning import MIX, OK, Visitor

EXPLAINED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
BLOCKS = re.compile(r"Buffers: shared(?: hit=(\d+))?(?: read=(\d+))?")
PLACES = re.compile(r"[()]| FROM ")
SECRET = re.compile(r"'[a-z0-9]{32}'")  # the key of a session
NURSE = 1  # not the one who is measured: what she saves is her first


class Query(NamedTuple):
    """A query, and how it was done."""

    sql: str
    plan: str

    @property
    def blocks(self) -> int:
        """How many blocks of the database it looked at."""
        found = BLOCKS.search(self.plan)
        return sum(int(number or 0) for number in found.groups()) if found else 0

    @property
    def text(self) -> str:
        """The query without its columns, and its plan."""
        return SECRET.sub("'…'", f"{_without_columns(self.sql)}\n{self.plan}")


Read = dict[str, list[Query]]


def read_at(env: dict[str, str], world: dict[str, Any]) -> Read:
    """Return the queries of each page at a database, by a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "scripts.load.plans"]
    done = subprocess.run(command, env=env, input=json.dumps(world), check=True, stdout=subprocess.PIPE, text=True)
    return {what: [Query(*query) for query in queries] for what, queries in json.loads(done.stdout).items()}


def main(world: dict[str, Any]) -> None:
    """Print it."""
    django.setup()
    visitor = Visitor(0, world, NURSE, lambda: True)
    for what in MIX:
        _answer(visitor, what)  # the first of a process reads what later ones find
    print(json.dumps({what: list(_explained(visitor, what)) for what in MIX}))


def _answer(visitor: Visitor, what: str) -> HttpResponseBase:
    session, path, sent = visitor.asked(what)
    client = Client(HTTP_HOST="localhost")
    client.cookies["sessionid"] = session
    response = client.post(path, sent) if sent else client.get(path)
    if response.status_code != OK:
        raise SystemExit(f"{path}: {response.status_code}")
    if sent:
        visitor.note(response.content)
    return response


def _explained(visitor: Visitor, what: str) -> Iterator[Query]:
    with CaptureQueriesContext(connection) as queries:
        _answer(visitor, what)
    for query in queries.captured_queries:
        if query["sql"].startswith(EXPLAINED):
            yield Query(query["sql"], _plan(query["sql"]))


def _without_columns(sql: str) -> str:
    depth = 0
    for place in PLACES.finditer(sql if sql.startswith("SELECT ") else ""):
        depth += {"(": 1, ")": -1}.get(place[0], 0)
        if place[0] == " FROM " and not depth:
            return f"SELECT …{sql[place.start() :]}"
    return sql


def _plan(sql: str) -> str:
    """Let it do a query again, and take back what that changes."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {sql}")
        transaction.set_rollback(True)
        return "\n".join(f"  {line}" for (line,) in cursor.fetchall())


if __name__ == "__main__":
    main(json.load(sys.stdin))
