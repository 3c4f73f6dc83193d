"""``competence error-page``: the page that a proxy shows while the app does not answer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

from competence_app.ui.failures import Failure


class Command(BaseCommand):
    """Prints the page, whose styles come from the app once it is back."""

    help = "Print the page that a proxy shows while the app does not answer."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Print it."""
        self.stdout.write(render_to_string("unavailable.html", {"failure": Failure.AWAY.value}))
