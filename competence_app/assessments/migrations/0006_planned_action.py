"""What practitioners plan is a planned action: ``actions`` in the code are changes of state."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_reminder"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("Action", "PlannedAction"),
        migrations.AlterField(
            "PlannedAction",
            "practitioner",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="planned_actions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        # The table stays where it is, with the triggers that keep it.
        migrations.AlterModelTable("Counted", "assessments_counted"),
        migrations.RenameModel("Counted", "BatchMember"),
        migrations.AlterModelOptions("BatchMember", {}),
    ]
