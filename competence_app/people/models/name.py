"""How rows hold the names of people."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from competence_app.people import wording
from competence_app.people.rules.naming import refusal_of


def check_name(name: str) -> None:
    """Raise ``ValidationError`` that says what is wrong with a name."""
    if refusal := refusal_of(name):
        raise ValidationError(wording.NAME_REFUSALS[refusal], code=refusal)


class NameColumn(models.CharField):  # type: ignore[type-arg]  # generic in the stubs only
    """A name of one line that reads as it is; to migrations, which know nothing of ours, a text."""

    default_validators = [check_name]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Be Django's own to migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", list(args), kwargs
