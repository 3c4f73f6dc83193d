"""What the command line says of backups."""

from collections.abc import Iterable
from pathlib import Path

from competence_app.service.rules.refusals import BackupRefusedError, Refusal
from competence_app.service.rules.upgrading import Concern, MigrationStep, Upgrade

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


CONCERNS = {
    Concern.TAKES: "what the release before reads is taken away",
    Concern.FILLS: "must be filled from now on, and the release before may leave it empty",
    Concern.REFUSES: "refuses from now on what the release before may write",
    Concern.ALTERS: "a column becomes another kind: the table is written anew, and nobody reads it meanwhile",
    Concern.BUILDS: "is read whole to build an index or check a rule, and nobody writes meanwhile",
    Concern.OWN: "code or SQL of its own",
}
UP_TO_DATE = "The database is that of this release: there is nothing to run."
TO_RUN = "To be run, {count}, by: competence migrate"
BESIDE = "The release that serves now goes on beside these, until it is restarted."
STOP_FIRST = """\
The release that serves now would fail beside these. Back up, stop it (systemctl stop competence.service
competence-worker.service), migrate, and start the new one."""
NEWER = """\
The database is that of a newer release, which this one does not know: {names}.
Install the newer one again, or restore the backup that was made before it with the release of then."""


def of_upgrade(upgrade: Upgrade) -> list[str]:
    """Return what is said of what is between a database and this release, in lines."""
    if upgrade.newer:
        return [NEWER.format(names=", ".join(upgrade.newer))]
    if not upgrade.steps:
        return [UP_TO_DATE]
    lines = [line for step in upgrade.steps for line in of_step(step)]
    return [TO_RUN.format(count=len(upgrade.steps)), *lines, BESIDE if upgrade.is_safe else STOP_FIRST]


def of_step(step: MigrationStep) -> list[str]:
    """Return what is said of a migration, in lines."""
    known = [f"    {table}: {CONCERNS[concern]}" for table, concern in sorted(step.concerns)]
    return [f"  {step.name}", *known, *([f"    but: {step.reason}"] if step.reason else [])]
