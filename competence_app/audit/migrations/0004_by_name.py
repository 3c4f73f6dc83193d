"""An entry keeps the name of who did it; for the past, the one that they have now."""

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Coalesce, NullIf

from competence_app.audit.triggers import Forget, Refuse

MESSAGE = "The audit record is append-only."


def fill(apps: Any, _schema_editor: object) -> None:
    people = apps.get_model("people", "User").objects.filter(pk=models.OuterRef("by_id"))
    name = people.values(name=Coalesce(NullIf("full_name", models.Value("")), "email", output_field=models.CharField()))
    entries = apps.get_model("audit", "Entry").objects.exclude(by=None)
    entries.update(by_name=models.Subquery(name))


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_not_emptied"),
        ("people", "0001_initial"),
    ]

    operations = [
        *(Forget(event, "audit_entry", message=MESSAGE) for event in ("UPDATE", "DELETE")),
        migrations.AddField(
            model_name="entry",
            name="by_name",
            field=models.CharField(default="", max_length=254),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(Refuse(event, "audit_entry", message=MESSAGE) for event in ("UPDATE", "DELETE")),
    ]
