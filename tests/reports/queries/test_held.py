"""Nothing is held about a person that their file neither has nor says why it leaves it out."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import EmailField, ForeignKey, Model

from competence_app.catalogue.models import Version
from competence_app.people.models import User
from competence_app.reports.queries.held import HOLDINGS
from competence_app.reports.rules import held
from competence_app.reports.rules.held.left_out import LEFT_OUT

MODELS: set[Any] = set(apps.get_models(include_auto_created=True))
# Of these, what is not said of a person is everybody's to read.
NOBODYS = {Version}
HELD = {holding.model for holding in HOLDINGS.values()} - NOBODYS


def fields(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - any model


def named(field: Any) -> str:
    return f"{field.model._meta.label}.{field.name}"  # noqa: SLF001 - as above


def tells_of_people(field: Any) -> bool:
    """Whether it leads to a person, to something that is held of one, or to an address."""
    return (isinstance(field, ForeignKey) and field.related_model in HELD | {User}) or isinstance(field, EmailField)


def in_the_file() -> Iterator[str]:
    """Yield every column that is in the file, or says whose a row is."""
    for holding in HOLDINGS.values():
        lookups = {*holding.lookups.values(), holding.whose, holding.but} - {"", "pk"}
        known = {name: field for field in fields(holding.model) for name in (field.name, field.attname)}
        yield from (named(known[lookup.split("__")[0]]) for lookup in lookups)


def test_every_column_that_leads_to_a_person_is_in_the_file_or_left_out_with_a_reason():
    leading = {named(field) for model in MODELS for field in fields(model) if tells_of_people(field)}

    assert leading - {*in_the_file()} - {*LEFT_OUT} == set()


def test_every_column_of_what_is_held_is_in_the_file_or_left_out_with_a_reason():
    whole = {named(field) for model in HELD for field in fields(model)}

    assert whole - {*in_the_file()} - {*LEFT_OUT} == set()


def test_nothing_is_left_out_that_is_in_the_file_or_is_not_there():
    everything = {named(field) for model in MODELS for field in fields(model)}

    assert {*LEFT_OUT} - everything == set()
    assert {*LEFT_OUT} & {*in_the_file()} == set()


def test_the_schema_has_every_part_that_is_held():
    rows = {name: holding.row for name, holding in HOLDINGS.items()}

    assert {*held.PARTS} == {*HOLDINGS}
    assert {name: _row(field.annotation) for name, field in held.HeldData.model_fields.items() if name in rows} == rows


def _row(annotation: Any) -> Any:
    return getattr(annotation, "__args__", [annotation])[0]
