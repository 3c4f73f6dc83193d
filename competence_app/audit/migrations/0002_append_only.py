"""The record is append-only in the database too, whatever a program tries."""

from django.db import migrations

from competence_app.audit.triggers import Refuse


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        Refuse(event, "audit_entry", message="The audit record is append-only.") for event in ("UPDATE", "DELETE")
    ]
