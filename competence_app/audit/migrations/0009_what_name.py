"""An entry keeps what the thing was called that it is about; of the past no name is kept."""

import importlib

from django.db import migrations, models

from competence_app.audit.triggers import Forget, Refuse

before = importlib.import_module("competence_app.audit.migrations.0008_names_replaced")
SAME_THING = "COALESCE(NEW.what_name, '') = COALESCE(OLD.what_name, '')"


class Migration(migrations.Migration):
    dependencies = [("audit", "0008_names_replaced")]
    beside_former = "The record is refused what it was refused before; nobody but its writer fills the new column."

    operations = [
        migrations.AddField(
            model_name="entry",
            name="what_name",
            field=models.CharField(
                max_length=200, null=True, help_text="at that time, of what has a name that may be told"
            ),
        ),
        Forget("UPDATE", "audit_entry", when=f"NOT ({before.SAME} AND {before.REPLACED})", message=before.MESSAGE),
        Refuse(
            "UPDATE",
            "audit_entry",
            when=f"NOT ({before.SAME} AND {SAME_THING} AND {before.REPLACED})",
            message=before.MESSAGE,
        ),
    ]
