"""Whether an installation can serve, and does."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from competence_app.outbox.models import Mail
from competence_app.service.queries.pausing import pause_file

OK = "ok"


def states(left_out: Iterable[str] = ()) -> dict[str, str]:
    """Return how each thing is that the app cannot do without, ``ok`` or in a word or two; without those left out."""
    asked = {name: ask for name, ask in _QUESTIONS.items() if name not in set(left_out)}
    return {name: _answer(ask) for name, ask in asked.items()}


def _answer(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except (DatabaseError, InterfaceError):
        return "not known: the database does not answer"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _migrations() -> str:
    """Compare the migrations of this code with those applied: more may be, of a newer release beside this one."""
    missing = len(_ours() - MigrationRecorder(connection).applied_migrations().keys())
    return f"{missing} not applied: run migrate" if missing else OK


@lru_cache
def _ours() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def _queue() -> str:
    is_left = Mail.objects.are_left_lying(timezone.now())
    return "nobody sends what is due: the worker does not run" if is_left else OK


def _disk() -> str:
    short = [name for name, folder in _folders().items() if shutil.disk_usage(folder).free < settings.LEAST_FREE]
    return f"full, or nearly: {' and '.join(short)}" if short else OK


def _folders() -> dict[str, Path]:
    """Return where something is written, as far as it is on this machine."""
    of_database = Path(settings.DATABASES["default"]["NAME"]).parent if connection.vendor == "sqlite" else None
    folders = {"the database's": of_database, "that of temporary files": Path(tempfile.gettempdir())}
    return {name: folder for name, folder in folders.items() if folder and folder.is_dir()}


def _service() -> str:
    return "paused: a backup is being put back" if pause_file().exists() else OK


_QUESTIONS = {"service": _service, "database": _database, "migrations": _migrations, "queue": _queue, "disk": _disk}
