import django.db.models.deletion
from django.db import migrations, models

from competence_app.audit.triggers import Refuse


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0003_supervision"),
        ("audit", "0002_append_only"),
        ("people", "0003_requests"),
    ]

    operations = [
        migrations.RemoveField(model_name="batch", name="assessments"),
        # Batches of fewer people, from before there were rules about that, are counted anew.
        migrations.RunSQL("DELETE FROM assessments_batch", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="batch",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="people.team"
            ),
        ),
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("self", "Self"),
                            ("supervisor", "Supervisor"),
                            ("agreed", "Agreed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counted", to="assessments.assessment"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counted", to="assessments.batch"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "counted",
                "constraints": [models.UniqueConstraint(fields=("assessment", "voice"), name="counted_once_per_voice")],
            },
        ),
        *(
            Refuse(event, "assessments_batch", message="A batch stays as it was closed.")
            for event in ("UPDATE", "DELETE")
        ),
        Refuse("UPDATE", "assessments_counted", message="What was counted stays counted."),
    ]
