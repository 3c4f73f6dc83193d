"""Who wrote a version's text stays on record, and what is published keeps that too."""

import importlib

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from competence_app.audit.triggers import Forget, Refuse

before = importlib.import_module("competence_app.catalogue.migrations.0002_immutable")
SAME_AUTHOR = "COALESCE(NEW.created_by_id, 0) = COALESCE(OLD.created_by_id, 0)"
# SQLite rebuilds the table of versions: all triggers that name it are taken away and repeated.
RULES = [
    {"event": rule.event, "table": rule.table, "when": rule.when, "message": rule.message}
    for rule in before.Migration.operations
    if rule.table != "catalogue_framework"
]


def with_author(rule: dict[str, str]) -> dict[str, str]:
    """Return the rule that keeps, where it keeps the publisher, the author too."""
    return rule | {"when": rule["when"].replace(before.SAME_PUBLISHER, f"{before.SAME_PUBLISHER} AND {SAME_AUTHOR}")}


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_immutable"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(Forget(**rule) for rule in RULES),
        migrations.AddField(
            model_name="version",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="version",
            name="created_at",
            field=models.DateTimeField(default=django.utils.timezone.now, help_text="when the text was last written"),
        ),
        *(Refuse(**with_author(rule)) for rule in RULES),
    ]
