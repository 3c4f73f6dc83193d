"""Querysets whose SQL is written once: of those that are asked all the time, always alike but for some keys.

To write the SQL of a query costs Django ten times what the database takes to answer it.
"""

from collections.abc import Callable, Sequence
from copy import copy
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])
LARGEST = 2**63 - 1


class _Written(NamedTuple):
    """A queryset about certain keys, what wrote its SQL, the SQL, and its values."""

    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    values: Sequence[Any]


class PreparedQuery(Generic[Rows]):
    """What a queryset asks, for whichever keys: it compares them with columns as they are, and no more."""

    def __init__(self, rows_of: Callable[..., Rows], *kinds: type[int | str]) -> None:
        """Ask what ``rows_of`` returns for keys of these kinds, which it must ask of all alike."""
        self._rows_of = rows_of
        self._places = {_stand_in(kind, place): place for place, kind in enumerate(kinds)}

    def __call__(self, *keys: int | str) -> Rows:
        """Return the rows for these keys, to be read as they are: they cannot be narrowed down or counted any more.

        Of a number that no column of keys can hold there are none.
        """
        rows, compiler, sql, values = self._written
        if any(isinstance(key, int) and abs(key) > LARGEST for key in keys):
            return rows.none()  # type: ignore[return-value]  # of the same kind
        reader: Any = copy(compiler)
        reader.connection = connections[reader.using]  # this thread's
        named = tuple(keys[self._places[value]] if value in self._places else value for value in values)
        reader.as_sql = lambda *_, **__: (sql, named)
        asked: Any = rows.all()
        asked.query.get_compiler = lambda *_, **__: reader
        return asked  # type: ignore[no-any-return]

    @cached_property
    def _written(self) -> _Written:
        rows = self._rows_of(*self._places)
        compiler = rows.query.get_compiler(rows.db)
        sql, values = compiler.as_sql()
        if missing := self._places.keys() - set(values):
            places = sorted(self._places[value] for value in missing)
            raise ValueError(f"The SQL does not hold as they are the keys in the places {places}, counted from 0.")
        return _Written(rows, compiler, sql, values)


def _stand_in(kind: type[int | str], place: int) -> int | str:
    """Return what no row has as its key."""
    return -(2**62) - place if kind is int else f"the key in place {place}"
