"""An entry keeps the name of whom it is about, and is found by who did it and by when; of the past no name is kept."""

from django.db import migrations, models

from competence_app.audit.triggers import Forget, Refuse

MESSAGE = "The audit record is append-only."


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_by_name")]

    operations = [
        *(Forget(event, "audit_entry", message=MESSAGE) for event in ("UPDATE", "DELETE")),
        migrations.AddField(
            model_name="entry",
            name="about_name",
            field=models.CharField(max_length=254, default="", db_default=""),
        ),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["by", "-at"], name="audit_by")),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["-at", "-id"], name="audit_at")),
        *(Refuse(event, "audit_entry", message=MESSAGE) for event in ("UPDATE", "DELETE")),
    ]
