"""What was counted and what was shown is not emptied at once either."""

from django.db import migrations

from competence_app.audit.triggers import RefuseTruncate


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0010_latest_completed"),
        ("audit", "0002_append_only"),
    ]

    operations = [
        RefuseTruncate("assessments_batch", message="A batch stays as it was closed."),
        RefuseTruncate("assessments_counted", message="What was counted stays counted."),
        RefuseTruncate("assessments_showing", message="What was shown stays known."),
    ]
