from typing import Any

from django.db import migrations, models

REVEALED = ("reviewed", "agreed")
LABEL = "assessments.assessment "


def fill(apps: Any, _schema_editor: Any) -> None:
    """Take from the record when each was handed over last."""
    assessments = apps.get_model("assessments", "Assessment").objects.filter(state__in=REVEALED)
    entries = apps.get_model("audit", "Entry").objects.filter(verb="hand over", what__startswith=LABEL)
    for entry in entries.order_by("at", "pk"):
        assessments.filter(pk=int(entry.what.removeprefix(LABEL))).update(handed_over_at=entry.at)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0008_past_showings"),
        ("audit", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="handed_over_at",
            field=models.DateTimeField(help_text="to the supervisor, where another one revealed it", null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("handed_over_at", None), ("state__in", ["reviewed", "agreed"]), _connector="OR"),
                name="handed_over_when_revealed",
            ),
        ),
    ]
