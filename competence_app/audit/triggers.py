"""Rules that the database itself keeps, as migration operations."""

from collections.abc import Mapping
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

_FORWARDS = {
    "sqlite": (
        "CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    ),
    "postgresql": (
        (
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
            " RETURN {row}; END $$"
        ),
        "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ),
}
_BACKWARDS = {
    "sqlite": ("DROP TRIGGER {name}",),
    "postgresql": ("DROP TRIGGER {name} ON {table}", "DROP FUNCTION {name}()"),
}


class Refuse(Operation):
    """Let the database refuse an ``INSERT``, ``UPDATE`` or ``DELETE`` of a row where the condition on it holds.

    The condition is SQL about ``OLD`` and ``NEW`` that SQLite and PostgreSQL both understand, or one for each. SQLite
    rebuilds a table to alter it and forgets its triggers: a later migration that alters the table repeats these
    operations.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, event: str, table: str, *, when: str | Mapping[str, str] = "TRUE", message: str, name: str = ""
    ) -> None:
        self.event = event
        self.table = table
        self.when = when  # or by what Django calls the databases
        self.message = message
        self.name = name or f"{table}_refuse_{event.lower()}"  # a second one of a table and event has its own

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing: models know no triggers."""

    def database_forwards(self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, *_states: Any) -> None:
        """Add the trigger."""
        self._execute(schema_editor, _FORWARDS)

    def database_backwards(self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, *_states: Any) -> None:
        """Remove the trigger."""
        self._execute(schema_editor, _BACKWARDS)

    def describe(self) -> str:
        """Return the message, for ``migrate``'s output."""
        return f"Refuse {self.event} of {self.table}: {self.message}"

    def _execute(self, schema_editor: BaseDatabaseSchemaEditor, statements: dict[str, tuple[str, ...]]) -> None:
        words = {
            "name": self.name,
            "event": self.event,
            "table": self.table,
            "condition": self.when if isinstance(self.when, str) else self.when[schema_editor.connection.vendor],
            "message": self.message.replace("'", "''"),
            "row": {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(self.event, "NEW"),
        }
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(**words))


class RefuseTruncate(Refuse):
    """Let PostgreSQL refuse to empty a table that holds rows; SQLite knows no such statement."""

    def __init__(self, table: str, *, message: str) -> None:
        super().__init__("TRUNCATE", table, when=f"EXISTS (SELECT 1 FROM {table})", message=message)  # noqa: S608 - our own words

    def _execute(self, schema_editor: BaseDatabaseSchemaEditor, statements: dict[str, tuple[str, ...]]) -> None:
        if schema_editor.connection.vendor == "postgresql":
            whole = tuple(words.replace("FOR EACH ROW", "FOR EACH STATEMENT") for words in statements["postgresql"])
            super()._execute(schema_editor, {"postgresql": whole})


class Forget(Refuse):
    """Take away what a ``Refuse`` with the same arguments added; going backwards adds it again."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: Any) -> None:
        """Remove the trigger."""
        super().database_backwards(app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: Any) -> None:
        """Add the trigger."""
        super().database_forwards(app_label, schema_editor, *states)

    def describe(self) -> str:
        """Return what ``migrate`` prints."""
        return f"No longer r{super().describe()[1:]}"
