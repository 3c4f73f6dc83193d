"""The record is not emptied at once either."""

from django.db import migrations

from competence_app.audit.triggers import RefuseTruncate


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [RefuseTruncate("audit_entry", message="The audit record is append-only.")]
