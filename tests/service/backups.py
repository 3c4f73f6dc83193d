"""What tests of backups have in common."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def asked(connection: BaseDatabaseWrapper, question: str) -> Any:
    """Return the first value of the first row that a database answers with."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()[0][0]


def done(connection: BaseDatabaseWrapper, statement: str) -> None:
    """Let a database do something."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def tampered(file: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Return a backup in which one part is another's."""
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    changed = file.with_name("tampered.zip")
    with zipfile.ZipFile(changed, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, change(content) if part == name else content)
    return changed


def with_another_person(manifest: bytes) -> bytes:
    """Return a manifest that says of somebody more."""
    said = json.loads(manifest)
    said["held"]["tables"]["people_user"]["rows"] += 1
    return json.dumps(said).encode()
