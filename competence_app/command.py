"""The command line: `competence …` of an installation, and manage.py's.

What stops a command from outside is said in a line, without a traceback.
"""

import os
import signal
import sys
from importlib.metadata import version

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from competence_app.places import PACKAGE, files_of

SETTINGS = "competence_app.settings"
# What an installation needs, each with the command that it is and what is said of it.
COMMANDS = {
    "check": (["check", "--deploy"], "say what is unsafe, or would keep people from the service"),
    "check-upgrade": (["check_upgrade"], "say which migrations are to be run, and whether people can go on meanwhile"),
    "migrate": (["migrate"], "bring the database in step with this release"),
    "load-framework": (["load_framework"], "publish frameworks from files; without one, those that come along"),
    "create-admin": (["createsuperuser"], "make the first people administrator"),
    "import-people": (["import_people"], "bring people in from a file"),
    "passport-key": (["passport_key"], "make, list and retire the keys that passports are signed with"),
    "backup": (["backup"], "take all that the database holds along in a file, while people go on"),
    "restore": (["restore"], "put back what a backup holds"),
    "restore-drill": (["restore_drill"], "prove a backup, in a database that goes again"),
    "serve": (["serve"], "serve the pages, until stopped"),
    "worker": (["worker"], "send e-mails, and do what is due each day, until stopped"),
}
USAGE = """\
competence COMMAND …, where COMMAND is one of

{commands}

or any other of Django's; competence COMMAND --help says more of each. Settings come from the environment."""
NOT_MIGRATED = """\
The database {name} has no tables yet, or not all of them.
For the demo, start it once: make run
For an installation: competence migrate"""
NOT_OPENED = """\
The database {name} cannot be opened: {error}
For the demo, start it once: make run
For an installation, see DATABASE_URL in docs/running.md"""


def main() -> None:
    """Run `competence`, as an installation has it."""
    match sys.argv[1:]:
        case [] | ["help" | "--help" | "-h"]:
            print(USAGE.format(commands=_summaries()))  # noqa: T201 - it is what was asked for
        case ["--version" | "version"]:
            print(version("competence-app"))  # noqa: T201 - the same
        case arguments:
            run(["competence", *arguments_of(*arguments)])


def arguments_of(name: str, *rest: str) -> list[str]:
    """Return the words by which Django knows a command of ours; those that Django has itself stay as they are."""
    if name == "load-framework" and not [word for word in rest if not word.startswith("-")]:
        rest = (*rest, *sorted(map(str, (files_of(PACKAGE) / "frameworks").glob("*.yaml"))))
    words, _ = COMMANDS.get(name, ([name.replace("-", "_")], ""))
    return [*words, *rest]


def run(arguments: list[str]) -> None:
    """Run a command; end as other programs do when whoever reads its output, or sits before it, has had enough."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        execute_from_command_line(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python writes what is left when it ends
        sys.exit(128 + signal.SIGPIPE)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except DatabaseError as error:
        if advice := _advice():
            sys.exit(advice.format(name=connection.settings_dict["NAME"], error=str(error).strip()))
        raise


def _summaries() -> str:
    return "\n".join(f"  {name:<16}{summary}" for name, (_, summary) in COMMANDS.items())


def _advice() -> str:
    """Return what to do about an error that the state of the database explains; empty of any other."""
    try:
        executor = MigrationExecutor(connection)
        return NOT_MIGRATED if executor.migration_plan(executor.loader.graph.leaf_nodes()) else ""
    except DatabaseError:
        return NOT_OPENED
