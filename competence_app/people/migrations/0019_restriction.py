"""When what is held about somebody is kept, and not used."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0018_closed_and_erased"),
    ]

    operations = [
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "asked_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        help_text="the day on which the person asked for it",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "lifted_from",
                    models.DateField(help_text="the first day on which it holds no more", null=True),
                ),
                ("why_lifted", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(help_text="when its end was set", null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restrictions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-recorded_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_from", None)),
                        fields=("person",),
                        name="one_restriction_without_an_end",
                        violation_error_message="What is held about them is kept and not used already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at", None),
                                ("ended_by", None),
                                ("lifted_from", None),
                                ("why_lifted", ""),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("lifted_from__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="whoever_ends_a_restriction_is_known",
                        violation_error_message="An end has a day, and somebody who set it at some time.",
                    ),
                ],
            },
        ),
    ]
