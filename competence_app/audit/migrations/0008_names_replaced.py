"""The one thing of the record that may change: names, to what is made of the keys beside them, when somebody is erased."""

from django.db import migrations

from competence_app.audit.triggers import Forget, Refuse

MESSAGE = "The audit record is append-only."
SAME = " AND ".join(
    [
        *(f"NEW.{column} = OLD.{column}" for column in ("id", "at", "verb", "what")),
        *(f"COALESCE(NEW.{column}, 0) = COALESCE(OLD.{column}, 0)" for column in ("by_id", "about_id")),
    ]
)
BY, ABOUT = (
    f"(COALESCE(OLD.{who}_id, 0) > 0 AND NEW.{who}_name = 'Former colleague ' || OLD.{who}_id)"
    for who in ("by", "about")
)
REPLACED = f"({BY} AND (NEW.about_name = OLD.about_name OR {ABOUT}) OR {ABOUT} AND NEW.by_name = OLD.by_name)"


class Migration(migrations.Migration):
    dependencies = [("audit", "0007_by_verb")]

    operations = [
        Forget("UPDATE", "audit_entry", message=MESSAGE),
        Refuse("UPDATE", "audit_entry", when=f"NOT ({SAME} AND {REPLACED})", message=MESSAGE),
    ]
