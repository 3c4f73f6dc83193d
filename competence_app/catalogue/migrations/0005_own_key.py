"""A published version keeps its key too, and no table of versions is emptied at once."""

from django.db import migrations

from competence_app.audit.triggers import Refuse, RefuseTruncate

MESSAGE = "A published version never changes."
TABLES = ("catalogue_framework", "catalogue_version", "catalogue_domain", "catalogue_competence")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_interval")]

    operations = [
        Refuse(
            "UPDATE",
            "catalogue_version",
            name="catalogue_version_keeps_its_key",
            when="OLD.state <> 'draft' AND NEW.id <> OLD.id",
            message=MESSAGE,
        ),
        *(RefuseTruncate(table, message=MESSAGE) for table in TABLES),
    ]
