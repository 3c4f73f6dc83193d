"""How rows hold the names of people."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from competence_app.people import wording
from competence_app.people.rules.naming import refusal_of
from competence_app.people.rules.sorting import LENGTH, search_key, sort_key


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


class KeyColumn(models.CharField):  # type: ignore[type-arg]  # generic in the stubs only
    """What ``make`` makes of the row's ``full_name``, anew on every save; to migrations a text."""

    def __init__(self, *args: Any, make: Callable[[str], str] = str, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": LENGTH, "editable": False, **kwargs})
        self.make = make

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Be Django's own to migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", list(args), kwargs

    def pre_save(self, model_instance: Any, add: bool) -> str:  # noqa: ARG002, FBT001 - Django's
        """Return the key of the name as it is now."""
        key = self.make(model_instance.full_name)
        setattr(model_instance, self.attname, key)
        return key


def sort_key_here(name: str) -> str:
    """Return what sorts names as the language of this installation does."""
    return sort_key(name, settings.LANGUAGE_CODE)


KEYS: dict[str, Callable[[str], str]] = {"search_key": search_key, "sort_key": sort_key_here}
