from django.db import migrations, models

from competence_app.audit.triggers import Forget, Refuse


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_created_by"),
    ]

    operations = [
        # SQLite rebuilds the table for these two, and forgets its trigger; PostgreSQL drops nothing.
        Forget("UPDATE", "catalogue_framework", when="NEW.code <> OLD.code", message="A framework keeps its code."),
        migrations.AddField(
            model_name="framework",
            name="interval_months",
            field=models.PositiveSmallIntegerField(
                help_text="empty: as the settings say", null=True, verbose_name="months between assessments"
            ),
        ),
        migrations.AddConstraint(
            model_name="framework",
            constraint=models.CheckConstraint(
                condition=models.Q(("interval_months__range", (1, 120))), name="interval_up_to_ten_years"
            ),
        ),
        Refuse("UPDATE", "catalogue_framework", when="NEW.code <> OLD.code", message="A framework keeps its code."),
    ]
