"""Of every column that leads to a person it is decided what becomes of it when they are erased."""

from typing import Any

from django.apps import apps
from django.db.models import EmailField, ForeignKey

from competence_app.erasure.rules.leading import GOES, STAYS
from competence_app.people.models import User

MODELS: set[Any] = set(apps.get_models(include_auto_created=True))


def leading() -> dict[str, Any]:
    """Return every column that leads to a person or holds an address, by name."""
    fields = [field for model in MODELS for field in model._meta.concrete_fields]  # noqa: SLF001 - any model
    return {
        f"{field.model._meta.label}.{field.name}": field  # noqa: SLF001 - as above
        for field in fields
        if (isinstance(field, ForeignKey) and field.related_model is User) or isinstance(field, EmailField)
    }


def test_what_leads_to_a_person_goes_or_stays_with_a_reason():
    assert set(leading()) - GOES - set(STAYS) == set()


def test_nothing_goes_or_stays_that_is_not_there_or_both():
    assert (GOES | set(STAYS)) - set(leading()) == set()
    assert GOES & set(STAYS) == set()
    assert all(STAYS.values())
