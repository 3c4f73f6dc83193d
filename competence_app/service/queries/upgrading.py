"""What is between a database and this release."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import connection
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field, ManyToManyField

from competence_app.service.rules.upgrading import Concern, MigrationStep, Upgrade

Key = tuple[str, str]  # of a model: its app and its name in small letters
_HARMLESS = (
    operations.CreateModel,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
    operations.AlterModelTableComment,
    operations.RemoveConstraint,
    operations.RemoveIndex,
    operations.RenameIndex,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
)


def upgrade() -> Upgrade:
    """Compare the database with this release, and read what is to be run; DatabaseError where it does not answer."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    plan = [migration for migration, _ in executor.migration_plan(loader.graph.leaf_nodes())]
    ours = {config.label for config in apps.get_app_configs()}
    unknown = sorted(key for key in loader.applied_migrations if key[0] in ours and key not in loader.disk_migrations)
    state = loader.project_state([key for key in loader.applied_migrations if key in loader.graph.nodes])
    return Upgrade(tuple(steps(plan, state)), tuple(" ".join(key) for key in unknown))


def steps(plan: Iterable[Migration], state: ProjectState) -> Iterator[MigrationStep]:
    """Yield what is to be known of each migration; ``state`` is that before the first."""
    new: set[Key] = set()
    for migration in plan:
        found: set[tuple[str, Concern]] = set()
        for operation in _flat(migration.operations):
            before, state = state, state.clone()
            operation.state_forwards(migration.app_label, state)
            found |= set(_of(operation, migration.app_label, before, state, new))
        yield MigrationStep(
            f"{migration.app_label} {migration.name}", frozenset(found), getattr(migration, "beside_former", "")
        )


def _flat(found: Iterable[Operation]) -> Iterator[Operation]:
    for operation in found:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def _of(
    operation: Operation, app: str, before: ProjectState, after: ProjectState, new: set[Key]
) -> Iterator[tuple[str, Concern]]:
    """Yield what is to be known of one; nothing of tables that are ``new``, which nobody reads yet."""
    key = app, _model(operation)
    if isinstance(operation, operations.CreateModel):
        new.add(key)
    elif key not in new:
        yield from ((_table(key, before), concern) for concern in _concerns(operation, key, before, after))


def _model(operation: Operation) -> str:
    """Return the name of the model that it is about, in small letters; empty where it is about none."""
    names = (getattr(operation, where, "") for where in ("model_name", "old_name", "name"))
    return next(filter(None, names), "").lower()


def _table(key: Key, state: ProjectState) -> str:
    model = state.models.get(key)
    return str(model.options.get("db_table") or "_".join(key)) if model else key[0]


def _concerns(operation: Operation, key: Key, before: ProjectState, after: ProjectState) -> set[Concern]:
    if isinstance(operation, _HARMLESS):
        return set()
    if isinstance(operation, operations.AlterField):
        return _of_altered(*(_field(state, key, operation.name) for state in (before, after)))
    found = (concern for kinds, concern in _KINDS.items() if isinstance(operation, kinds))
    return next(found, lambda _operation: {Concern.OWN})(operation)


def _of_added(operation: Any) -> set[Concern]:
    field = operation.field
    if isinstance(field, ManyToManyField):
        return set()
    is_left_empty = field.null or field.has_db_default()
    return ({Concern.BUILDS} if field.unique or field.db_index else set()) | (
        set() if is_left_empty else {Concern.FILLS}
    )


def _of_altered(old: "Field[Any, Any]", new: "Field[Any, Any]") -> set[Concern]:
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    if not editor._field_should_be_altered(old, new):  # type: ignore[attr-defined]  # noqa: SLF001 - as migrate asks
        return set()
    found = {
        Concern.FILLS: old.null and not new.null,
        Concern.REFUSES: new.unique and not old.unique,
        Concern.ALTERS: old.db_type(connection) != new.db_type(connection) and not _is_wider(old, new),
    }
    return {concern for concern, is_so in found.items() if is_so}


def _is_wider(old: "Field[Any, Any]", new: "Field[Any, Any]") -> bool:
    """Tell whether the new one takes longer texts, and is alike besides."""
    is_alike = old.get_internal_type() == new.get_internal_type()
    return is_alike and (new.max_length or 0) > (old.max_length or 0)


def _field(state: ProjectState, key: Key, name: str) -> "Field[Any, Any]":
    field: Field[Any, Any] = state.apps.get_model(*key)._meta.get_field(name)  # noqa: SLF001 - Django's documented API
    return field


_TAKEN = (
    operations.DeleteModel,
    operations.RemoveField,
    operations.RenameModel,
    operations.RenameField,
    operations.AlterModelTable,
)
_KINDS: dict[Any, Callable[[Any], set[Concern]]] = {
    _TAKEN: lambda _operation: {Concern.TAKES},
    operations.AddConstraint: lambda _operation: {Concern.REFUSES, Concern.BUILDS},
    operations.AddIndex: lambda _operation: {Concern.BUILDS},
    operations.AddField: _of_added,
}
