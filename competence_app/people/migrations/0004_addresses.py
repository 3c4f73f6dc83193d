"""Addresses are in lower case and, in their domain, in ASCII: those that are stored follow."""

from collections.abc import Iterable
from typing import Any

import django.db.models.functions.text
import idna
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def address_of(text: str) -> str:
    local, at, domain = text.rpartition("@")
    try:
        domain = domain.lower() if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        domain = domain.lower()
    return f"{local.lower()}{at}{domain}"


def write_accounts(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    people = apps.get_model("people", "User").objects.order_by("pk")
    stored = dict(people.values_list("pk", "email"))
    owners: dict[str, str] = {}
    for email in stored.values():
        first = owners.setdefault(address_of(email), email)
        if first != email:
            raise RuntimeError(
                f"Two accounts have one address: {first} and {email}. Change one of them, then migrate again."
            )
    _write(schema_editor, "people_user", stored.items())


def write_requests(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    requests = apps.get_model("people", "SupervisionRequest").objects.order_by("pk")
    stored = list(requests.values_list("pk", "practitioner_id", "state", "email"))
    first: dict[tuple[int, str], int] = {}
    for pk, practitioner, state, email in stored:
        # Asked twice: the first counts.
        if state == "open" and first.setdefault((practitioner, address_of(email)), pk) != pk:
            requests.filter(pk=pk).update(state="cancelled", closed_at=timezone.now())
    _write(schema_editor, "people_supervisionrequest", ((pk, email) for pk, _practitioner, _state, email in stored))


def _write(schema_editor: BaseDatabaseSchemaEditor, table: str, stored: Iterable[tuple[int, str]]) -> None:
    written = [(address_of(email), pk) for pk, email in stored if address_of(email) != email]
    with schema_editor.connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET email = %s WHERE id = %s", written)  # noqa: S608 - our own words


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_requests"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="user",
            name="one_account_per_email_in_any_case",
        ),
        migrations.RunPython(write_accounts, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(write_requests, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(
                error_messages={"unique": "There is an account with this email address already."},
                max_length=254,
                unique=True,
                verbose_name="email address",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="email_is_in_lower_case",
                violation_error_message="Enter an email address in the correct format, like name@example.com",
            ),
        ),
    ]
