"""What a database holds."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from competence_app.service.rules.holding import DatabaseContents, TableContents, summed

AT_ONCE = 2000  # rows
# Nothing of anybody's is in a database where these have no rows.
_FIRST = ("people_user", "catalogue_version")
_STRUCTURE = {
    "sqlite": ("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'",),
    "postgresql": (
        (
            "SELECT 'column ' || table_name || '.' || column_name, concat_ws(' ', udt_name, character_maximum_length,"
            " is_nullable, column_default) FROM information_schema.columns WHERE table_schema = current_schema()"
        ),
        (
            "SELECT 'constraint ' || conname || ' of ' || conrelid::regclass, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE connamespace = current_schema()::regnamespace"
        ),
        "SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
        (
            "SELECT 'trigger ' || tgname || ' of ' || relname, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger"
            " JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        ),
        (
            "SELECT 'function ' || proname, pg_get_functiondef(oid) FROM pg_proc"
            " WHERE prokind = 'f' AND pronamespace = current_schema()::regnamespace"
        ),
    ),
}
# PostgreSQL writes its own words anew each time that it reads them, casts and brackets elsewhere.
_CASTS = {
    "sqlite": re.compile(r"(?!)"),
    "postgresql": re.compile(r"::(?:character varying|[a-z]+)(?:\[\])?|[()]"),
}
_COUNTERS = {
    "sqlite": "SELECT name, seq FROM sqlite_sequence",
    "postgresql": "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = current_schema()",
}


def held(connection: BaseDatabaseWrapper) -> DatabaseContents:
    """Return what a database holds, whichever release made it: every table is read as it stands."""
    quote = connection.ops.quote_name
    tables = {name: _table(connection, f"SELECT * FROM {quote(name)}") for name in sorted(_names(connection))}  # noqa: S608 - the database's own name
    rows = (row for query in _STRUCTURE[connection.vendor] for row in _rows(connection, query))
    structure = {name: _CASTS[connection.vendor].sub("", definition) for name, definition in rows}
    return DatabaseContents(tables, structure, dict(_rows(connection, _COUNTERS[connection.vendor])))


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether a database holds nothing of anybody's: no tables yet, or no person and no framework."""
    there = [name for name in _FIRST if name in _names(connection)]
    return not any(list(_rows(connection, f"SELECT 1 FROM {name} LIMIT 1")) for name in there)  # noqa: S608 - our own


def values_held(connection: BaseDatabaseWrapper) -> dict[str, TableContents]:
    """Return the same of the models' values, which do not differ between SQLite and PostgreSQL."""
    return {table_of(model): summed(row_values(connection, model)) for model in all_models()}


def all_models() -> list[type[models.Model]]:
    """Return every model that has a table, those between two others among them."""
    return [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]  # noqa: SLF001 - Django's documented way


def table_of(model: type[models.Model]) -> str:
    """Return the name of a model's table."""
    return model._meta.db_table  # noqa: SLF001 - as above


def model_columns(model: type[models.Model]) -> list[Any]:
    """Return the fields of a model that have a column to be filled."""
    return [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001 - as above


def row_values(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
    """Yield the values of a model's rows, in the order of its columns."""
    names = [field.attname for field in model_columns(model)]
    rows = model._base_manager.using(connection.alias).order_by().values_list(*names)  # noqa: SLF001 - as above
    return rows.iterator(chunk_size=AT_ONCE)


def _table(connection: BaseDatabaseWrapper, query: str) -> TableContents:
    return summed(_rows(connection, query))


def _names(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        return [table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t"]


def _rows(connection: BaseDatabaseWrapper, query: str) -> Iterator[Any]:
    """Yield rows of however many, a few at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        for some in iter(lambda: cursor.fetchmany(AT_ONCE), []):
            yield from some
