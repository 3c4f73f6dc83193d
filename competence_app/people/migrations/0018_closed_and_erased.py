"""Since when an account is closed, of those that are: as far as is known, since today; and whether anybody is left in it."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def fill(apps: Any, _schema_editor: object) -> None:
    apps.get_model("people", "User").objects.filter(is_active=False).update(closed_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("people", "0017_auditor"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="closed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("erased_at", None), ("is_active", False), _connector="OR"),
                name="whoever_is_erased_signs_in_no_more",
                violation_error_message="Whoever is erased cannot sign in again: make a new account.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
