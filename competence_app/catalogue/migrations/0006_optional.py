"""What few say has one column in each table, which a published version keeps as all others.

None of them has a default, so that SQLite adds a column and rebuilds no table, whose triggers it would forget.
"""

import importlib

from django.db import migrations, models

from competence_app.audit.triggers import Forget, Refuse

before = importlib.import_module("competence_app.catalogue.migrations.0003_created_by")
KEPT = next(
    before.with_author(rule)
    for rule in before.RULES
    if (rule["event"], rule["table"]) == ("UPDATE", "catalogue_version")
)
OPTIONAL = "COALESCE(CAST(NEW.optional AS text), '') = COALESCE(CAST(OLD.optional AS text), '')"
ALSO_KEPT = KEPT | {"when": KEPT["when"].replace(before.SAME_AUTHOR, f"{before.SAME_AUTHOR} AND {OPTIONAL}")}


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_own_key")]

    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name="optional",
                field=models.JSONField(
                    help_text="the fields of the schema without a column; empty: all as by default", null=True
                ),
            )
            for model in ("version", "domain", "competence")
        ),
        Forget(**KEPT),
        Refuse(**ALSO_KEPT),
    ]
