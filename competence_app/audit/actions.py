"""Writing to the audit record."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.timezone import localtime

from competence_app.audit.models import Entry, Pruning

AT_ONCE = 500  # rows
NOBODY: Mapping[int, str] = MappingProxyType({})


class Program(Protocol):
    """What does things of its own accord and is no person, by the name under which the record knows it."""

    @property
    def bare_name(self) -> str:
        """The name, which no other program ever has."""


Actor = AbstractBaseUser | Program


@runtime_checkable
class Named(Protocol):
    """What has a name that may be told, by which the record knows it when it is gone, or has another key."""

    @property
    def name_on_record(self) -> str:
        """The name of today, in up to 200 characters."""


def record(verb: str, what: Model, *, by: Actor | None, about: AbstractBaseUser | None = None) -> None:
    """Note that ``by`` (nobody: the command line) did ``verb`` to ``what``, which is about the person ``about``."""
    Entry.objects.create(
        verb=verb,
        what=_named(what),
        what_name=what.name_on_record if isinstance(what, Named) else None,
        by_id=by.pk if isinstance(by, AbstractBaseUser) else None,
        by_name=_name_of(by) if by else "",
        about_id=about.pk if about else None,
        about_name=_name_of(about) if about else "",
    )


def record_each(
    verb: str,
    model: type[Model],
    rows: Iterable[tuple[int, int | None]],
    *,
    by: AbstractBaseUser,
    names: Mapping[int, str] = NOBODY,
) -> None:
    """Note that ``by`` did ``verb`` to many rows of a model: each by its key, with that of whom it is about.

    ``names`` are what people are to be called, by key, where they are known or have another name by now.
    """
    label, by_name, rest = model._meta.label_lower, _name_of(by), iter(rows)  # noqa: SLF001 - as in ``_named``
    with transaction.atomic():
        for some in iter(lambda: list(islice(rest, AT_ONCE)), []):
            called = {**names, **_names_of({about for _, about in some if about and about not in names})}
            Entry.objects.bulk_create(
                Entry(
                    verb=verb,
                    what=f"{label} {key}",
                    by_id=by.pk,
                    by_name=by_name,
                    about_id=about,
                    about_name=called[about] if about else "",
                )
                for key, about in some
            )


def record_once_a_day(verb: str, what: Model, *, by: AbstractBaseUser, about: AbstractBaseUser | None = None) -> None:
    """Note the same, unless it is noted of today already: what is repeated at will must not bury the rest."""
    of_this = Entry.objects.filter(about=about.pk if about else None, verb=verb, what=_named(what), by=by.pk)
    if not of_this.since(_midnight()).exists():
        record(verb, what, by=by, about=about)


def record_each_once_a_day(
    verb: str, model: type[Model], rows: Sequence[tuple[int, int]], *, by: AbstractBaseUser
) -> None:
    """Note the same of many rows, as ``record_each`` takes them, in two queries: those that are not noted of today."""
    label = model._meta.label_lower  # noqa: SLF001 - as in ``_named``
    of_these = Entry.objects.filter(verb=verb, by=by.pk, about__in=[about for _, about in rows])
    noted = set(of_these.since(_midnight()).values_list("what", flat=True))
    if fresh := [(key, about) for key, about in rows if f"{label} {key}" not in noted]:
        record_each(verb, model, fresh, by=by)


@transaction.atomic
def let_go(keys: Collection[int], *, before: datetime) -> int:
    """Remove the entries with these keys that are from before a moment, at least a year ago; return how many."""
    pruning = Pruning.objects.create(before=before)
    gone, _ = QuerySet(Entry).filter(pk__in=keys, at__lt=before).delete()  # what ``Entry.objects`` refuses
    pruning.delete()
    return gone


def _midnight() -> datetime:
    """Return when today began, here: a moment, which an index finds, as it does not the day of a moment."""
    return localtime().replace(hour=0, minute=0, second=0, microsecond=0, fold=0)


def _name_of(by: Actor) -> str:
    """Return who did it: which of those with this name, the key says; without a key it is a program."""
    name: str = getattr(by, "bare_name", "") or by.get_username()  # type: ignore[union-attr]  # a program has the first
    return name


def _names_of(keys: Collection[int]) -> dict[int, str]:
    people = get_user_model().objects.in_bulk(keys) if keys else {}
    return {key: _name_of(person) for key, person in people.items()}


def _named(what: Model) -> str:
    return f"{what._meta.label_lower} {what.pk}"  # noqa: SLF001 - Django's documented way to a model's label
