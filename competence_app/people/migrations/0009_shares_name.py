from django.db import migrations, models

MARK = """
    UPDATE people_user SET shares_name = TRUE WHERE search_key IN
        (SELECT search_key FROM people_user GROUP BY search_key HAVING COUNT(*) > 1)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_quoted_language"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="shares_name",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["search_key"], name="people_namesakes"),
        ),
        migrations.AlterModelOptions(name="user", options={"ordering": ("sort_key", "email")}),
        migrations.RunSQL(MARK, migrations.RunSQL.noop, elidable=True),
    ]
