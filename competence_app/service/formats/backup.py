"""A backup as a file: a ZIP archive with what the database gave, and a manifest of what it held then."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error

from competence_app.service.rules.holding import DatabaseContents
from competence_app.service.rules.refusals import BackupRefusedError, Refusal

MANIFEST, DATABASE = "manifest.json", "database"
_OWNERS = 0o600  # a backup holds what only its owners may read


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is said of a backup: from which database and release, when (ISO 8601, UTC), and what it held."""

    vendor: str
    release: str
    made_at: str
    held: DatabaseContents

    def as_json(self) -> str:
        """Return it as text."""
        said = {"vendor": self.vendor, "release": self.release, "made_at": self.made_at, "held": self.held.as_json()}
        return json.dumps(said, indent=1)


def write_backup(file: Path, fill: Callable[[IO[bytes]], Manifest], *, is_packed: bool) -> None:
    """Write a backup: ``fill`` writes what the database gives, and says what it is. It is whole, or not there.

    Raises BackupRefusedError where there is a file of this name.
    """
    if file.exists():
        raise BackupRefusedError(Refusal.THERE_ALREADY, file=file)
    part = file.with_name(f"{file.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, _OWNERS), "w+b") as opened:
            _fill(opened, fill, ZIP_STORED if is_packed else ZIP_DEFLATED)
            opened.flush()
            os.fsync(opened.fileno())
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)


def _fill(opened: IO[bytes], fill: Callable[[IO[bytes]], Manifest], how: int) -> None:
    with ZipFile(opened, "w", ZIP_DEFLATED) as archive:
        member = ZipInfo(DATABASE)
        member.compress_type = how
        with archive.open(member, "w", force_zip64=True) as database:
            manifest = fill(database)
        archive.writestr(MANIFEST, manifest.as_json())


@contextmanager
def unpacked_backup(file: Path) -> Iterator[tuple[Manifest, Path]]:
    """Give what is said of a backup, and a file with what the database gave, which goes again.

    Raises BackupRefusedError where it is no backup, or not whole; then nothing is given.
    """
    with TemporaryDirectory(prefix=".restoring-", dir=file.parent) as folder:
        try:
            with ZipFile(file) as archive:
                manifest = _manifest(json.loads(archive.read(MANIFEST)))
                database = Path(archive.extract(DATABASE, folder))
        except (OSError, BadZipFile, KeyError, ValueError, EOFError, error) as fault:
            raise BackupRefusedError(Refusal.NO_BACKUP, file=file) from fault
        yield manifest, database


def _manifest(said: dict[str, Any]) -> Manifest:
    return Manifest(said["vendor"], said["release"], said["made_at"], DatabaseContents.of_json(said["held"]))
