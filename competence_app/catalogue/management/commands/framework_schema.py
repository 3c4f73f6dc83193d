"""``manage.py framework_schema > frameworks/schema.json``: what an editor needs to help whoever writes a framework."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from competence_app.catalogue.rules.schema import Content


class Command(BaseCommand):
    """Prints the JSON Schema of framework files."""

    help = "Print the JSON Schema of framework files, for editors."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        """Print it, one line a value."""
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Content.model_json_schema()}
        self.stdout.write(json.dumps(schema, indent=2, ensure_ascii=False))
