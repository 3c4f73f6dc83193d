from datetime import timedelta
from typing import Any

from django.db import migrations
from django.utils import timezone


def hand_over(apps: Any, _schema_editor: object) -> None:
    """Put into the outbox what failed within the last week: that is how long notices were tried again."""
    notices, mail = apps.get_model("people", "Notice"), apps.get_model("outbox", "Mail")
    week = timezone.now() - timedelta(days=7)
    unsent = notices.objects.filter(emailed_at=None, at__gte=week, person__is_active=True).select_related("person")
    mail.objects.bulk_create(
        mail(kind="notice", to=notice.person.email, subject=notice.subject, text=notice.text, path=notice.path)
        for notice in unsent.order_by("pk")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_mail"),
        ("people", "0006_constraints_in_words"),
    ]

    operations = [
        migrations.RunPython(hand_over, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="notice", name="notices_unsent"),
        migrations.RemoveField(model_name="notice", name="emailed_at"),
    ]
