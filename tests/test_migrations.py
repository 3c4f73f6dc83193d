"""Migrations stay as they are, whatever moves around them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.state import ModelState
from django.db.migrations.writer import MigrationWriter

MIGRATIONS = sorted((settings.BASE_DIR / "competence_app").glob("*/migrations/0*.py"))
STAYS = {"competence_app.audit.triggers"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("competence_app.")]


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_migration_imports_nothing_that_may_move(path):
    imported = {name for name in _imports(path) if name.startswith("competence_app")}

    assert imported <= STAYS


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_the_next_migration_of_a_model_imports_nothing_that_may_move(model):
    state = ModelState.from_model(model)
    parts = [*state.fields.values(), *state.options["constraints"], *state.options["indexes"]]

    needed = {line for part in parts for line in MigrationWriter.serialize(part)[1]}

    assert not [line for line in needed if "competence_app" in line]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
