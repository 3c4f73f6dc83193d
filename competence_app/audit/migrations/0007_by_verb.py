"""Entries are found by what was done, however seldom it was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_pruning")]

    operations = [
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["verb", "-at"], name="audit_verb"))
    ]
