"""From SQLite to PostgreSQL, when an installation grows up."""

import json
from typing import Any

from django.core.management.color import no_style
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from competence_app.service.queries.holding import all_models, model_columns, row_values, table_of


def is_alike(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> bool:
    """Tell whether two databases had the same migrations."""
    source_has, target_has = (MigrationRecorder(one).applied_migrations().keys() for one in (source, target))
    return source_has == target_has


def move(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    """Put the rows of an SQLite database into PostgreSQL's tables in place of what is in them; all or nothing.

    Triggers, which refuse what is never to be changed, rest meanwhile; constraints hold at the end.
    """
    everything = all_models()
    with transaction.atomic(using=target.alias), target.cursor() as cursor:
        _each(cursor, everything, "ALTER TABLE {} DISABLE TRIGGER USER")
        _each(cursor, everything, "DELETE FROM {}")
        for model in everything:
            _copy(source, cursor, model)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _each(cursor, everything, "ALTER TABLE {} ENABLE TRIGGER USER")
        for statement in target.ops.sequence_reset_sql(no_style(), everything):
            cursor.execute(statement)


def _each(cursor: Any, everything: list[type[models.Model]], statement: str) -> None:
    for model in everything:
        cursor.execute(sql.SQL(statement).format(sql.Identifier(table_of(model))))


def _copy(source: BaseDatabaseWrapper, cursor: Any, model: type[models.Model]) -> None:
    fields = model_columns(model)
    names = sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    holds_json = [isinstance(field, models.JSONField) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table_of(model)), names)
    with cursor.copy(statement) as rows:
        for row in row_values(source, model):
            rows.write_row([_adapted(*cell) for cell in zip(row, holds_json, strict=True)])


def _adapted(value: Any, is_json: bool) -> Any:  # noqa: FBT001 - beside its value
    return json.dumps(value) if is_json and value is not None else value
