#!/usr/bin/env python
"""Django's command-line entry; what stops a command from outside is said in a line, without a traceback."""

import os
import signal
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

NOT_MIGRATED = """\
The database {name} has no tables yet, or not all of them.
For the demo, start it once: make run
For an installation: manage.py migrate"""
NOT_OPENED = """\
The database {name} cannot be opened: {error}
For the demo, start it once: make run
For an installation, see DATABASE_URL in docs/deployment.md"""


def main() -> None:
    """Run the command; end as other programs do when whoever reads its output, or sits before it, has had enough."""
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python writes what is left when it ends
        sys.exit(128 + signal.SIGPIPE)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except DatabaseError as error:
        if advice := _advice():
            sys.exit(advice.format(name=connection.settings_dict["NAME"], error=str(error).strip()))
        raise


def _advice() -> str:
    """Return what to do about an error that the state of the database explains; empty of any other."""
    try:
        executor = MigrationExecutor(connection)
        return NOT_MIGRATED if executor.migration_plan(executor.loader.graph.leaf_nodes()) else ""
    except DatabaseError:
        return NOT_OPENED


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "competence_app.settings")
    main()
