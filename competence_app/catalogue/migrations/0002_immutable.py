"""What has been published stays as it is in the database too, whatever a program tries."""

from django.db import migrations

from competence_app.audit.triggers import Refuse

MESSAGE = "A published version never changes."
TEXT = (
    "framework_id",
    "label",
    "title",
    "introduction",
    "language",
    "source",
    "scale",
    "targets",
    "text",
    "digest",
    "created_at",
    "published_at",
)
SAME_TEXT = " AND ".join(f"NEW.{column} = OLD.{column}" for column in TEXT)
SAME_PUBLISHER = "COALESCE(NEW.published_by_id, 0) = COALESCE(OLD.published_by_id, 0)"
ALLOWED_STATE = "(NEW.state = OLD.state OR OLD.state = 'published' AND NEW.state = 'retired')"


def published(*rows: str) -> str:
    """Return the condition that the version of one of the rows (OLD, NEW) is no draft."""
    ids = ", ".join(f"{row}.version_id" for row in rows)
    return f"EXISTS (SELECT 1 FROM catalogue_version WHERE id IN ({ids}) AND state <> 'draft')"  # noqa: S608 - our own words


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        Refuse("UPDATE", "catalogue_framework", when="NEW.code <> OLD.code", message="A framework keeps its code."),
        Refuse(
            "UPDATE",
            "catalogue_version",
            when=f"OLD.state <> 'draft' AND NOT ({SAME_TEXT} AND {SAME_PUBLISHER} AND {ALLOWED_STATE})",
            message=MESSAGE,
        ),
        Refuse("DELETE", "catalogue_version", when="OLD.state <> 'draft'", message=MESSAGE),
        *(
            Refuse(event, table, when=published(*rows), message=MESSAGE)
            for table in ("catalogue_domain", "catalogue_competence")
            for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"]))
        ),
    ]
