import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from competence_app.audit.triggers import Refuse


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0006_planned_action"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Showing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "move",
                    models.CharField(
                        choices=[("reveal", "Reveal"), ("hand over", "Hand over"), ("share", "Share")], max_length=9
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="showings",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "reader"), name="one_showing_a_reader"),
                    models.CheckConstraint(
                        condition=models.Q(("move__in", ("reveal", "hand over", "share"))), name="shown_by_a_move"
                    ),
                ],
            },
        ),
        *(
            Refuse(event, "assessments_showing", message="What was shown stays known.")
            for event in ("UPDATE", "DELETE")
        ),
    ]
