"""Names are found and sorted by keys; those of people who are there are made here."""

import unicodedata
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "\u0131": "i",
        "ŋ": "n",
        "ŧ": "t",
    }
)
NOTHING = "'`\u00b4\u2018\u2019\u201b\u02bc\u02bb\u02b9\uff07"


def key(name: str) -> str:
    small = unicodedata.normalize("NFKC", name).casefold().translate(LETTERS)
    signs = (
        "" if sign in NOTHING else " " if unicodedata.category(sign) in {"Pd", "Zs", "Cc", "Po"} else sign
        for sign in unicodedata.normalize("NFKD", small)
        if unicodedata.category(sign) != "Mn"
    )
    return " ".join("".join(signs).split())[:300]


def fill(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    people = apps.get_model("people", "User").objects.values_list("pk", "full_name")
    written = [(made := key(name), made, pk) for pk, name in people]
    with schema_editor.connection.cursor() as cursor:
        cursor.executemany("UPDATE people_user SET search_key = %s, sort_key = %s WHERE id = %s", written)


def sort_by_bytes(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":  # as SQLite does
        schema_editor.execute('ALTER TABLE people_user ALTER COLUMN sort_key TYPE varchar(300) COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="search_key",
            field=models.CharField(default="", editable=False, max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="user",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=300),
            preserve_default=False,
        ),
        migrations.RunPython(sort_by_bytes, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name="user",
            options={"ordering": ("sort_key", "pk")},
        ),
    ]
