"""Entries that are older than they are kept may go, where that is asked for in the same transaction; no other may."""

from django.db import migrations, models

from competence_app.audit.triggers import Forget, Refuse

MESSAGE = "The audit record is append-only."
YOUNG = "Entries of the last year stay."


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_as_auditors_read")]

    operations = [
        migrations.CreateModel(
            name="Pruning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.DateTimeField()),
            ],
        ),
        Refuse(
            "INSERT",
            "audit_pruning",
            when={
                "sqlite": "NEW.before > datetime('now', '-365 days')",
                "postgresql": "NEW.before > now() - interval '365 days'",
            },
            message=YOUNG,
        ),
        Refuse("UPDATE", "audit_pruning", message=YOUNG),
        Forget("DELETE", "audit_entry", message=MESSAGE),
        Refuse(
            "DELETE",
            "audit_entry",
            when='NOT EXISTS (SELECT 1 FROM audit_pruning WHERE OLD.at < "before")',
            message=MESSAGE,
        ),
    ]
