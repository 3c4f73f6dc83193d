"""``competence check-upgrade``: say what is between the database and this release."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from competence_app.service.queries.upgrading import upgrade
from competence_app.service.wording import of_upgrade


class Command(BaseCommand):
    """Names each migration that is to be run, with what the release before does not bear, and changes nothing."""

    help = "Say which migrations are to be run, and whether the release that serves now goes on beside them."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Say it; exit with status 1 where the release that serves now is to be stopped first."""
        found = upgrade()
        self.stdout.write("\n".join(of_upgrade(found)))
        if not found.is_safe:
            sys.exit(1)
