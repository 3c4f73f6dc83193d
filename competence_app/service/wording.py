"""What the command line says of backups."""

from collections.abc import Iterable
from pathlib import Path

from competence_app.service.rules.refusals import BackupRefusedError, Refusal

REFUSED = {
    Refusal.NO_BACKUP: "{file} is no backup of this app, or was cut short.",
    Refusal.THERE_ALREADY: "{file} is there already. Choose another name: no backup is ever written over another.",
    Refusal.DAMAGED: "{file} is damaged, and nothing was changed:\n{lines}",
    Refusal.HOLDS_DATA: (
        "{database} holds people or frameworks, and nothing was changed. Back it up, then say --over to put the backup"
        " in its place."
    ),
    Refusal.NO_PROGRAM: (
        "{program} is needed, and is not installed. Debian, Ubuntu: sudo apt install postgresql-client. It must not be"
        " older than the server."
    ),
    Refusal.FAILED: "{program} failed, and nothing was changed:\n{lines}",
    Refusal.NOT_ACROSS: "{file} is of PostgreSQL, and goes into no other database.",
    Refusal.OTHER_RELEASE: (
        "{file} is of another release, {release}, which has other tables; nothing was changed. Into PostgreSQL goes"
        " only what is of the same release: restore it into SQLite, migrate, back that up, and restore this."
    ),
    Refusal.NO_DATABASE: (
        "A drill needs a database of its own, and {user} may make none: {lines}\n"
        "As PostgreSQL's administrator: ALTER ROLE {user} CREATEDB, or hand over one that is empty by --into."
    ),
}
BACKED_UP = "{file} holds {rows:,} rows of {tables} tables. Prove it: competence restore-drill {file}"
RESTORED = """\
{rows:,} rows are back as they were on {made_at} (release {release}), each table compared.
Everybody signs in anew. E-mails that were waiting then go out again. If this release is newer: competence migrate."""
DRILLED = "All is as it was kept: rows by number and digest, {structure} definitions, {counters} counters."


def refused(error: BackupRefusedError | OSError) -> str:
    """Return what is said of a backup that was not made or not put back."""
    return REFUSED[error.why].format_map(error.facts) if isinstance(error, BackupRefusedError) else str(error)


def differs(where: str, file: Path, found: Iterable[str]) -> str:
    """Return what is said where something is not as it was kept."""
    lines = "\n".join(found)
    return f"What is in {where} now is not what {file} holds:\n{lines}"
