"""The record of what was done with one person's things, in words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from competence_app.assessments.models import Assessment
from competence_app.audit.models import Entry
from competence_app.people.models import Supervision, User
from competence_app.people.rules.sorting import search_key
from competence_app.people.wording import called, term
from competence_app.reports import wording
from competence_app.reports.layout.dates import day
from competence_app.reports.layout.past import progress_in_words

Bearers = Mapping[str, set[int]]


class Thing(NamedTuple):
    """What something was done to: what it is, what more there is to say; of an assessment, its key and language."""

    words: str
    more: str
    assessment: int | None = None
    language: str = ""


class RecordedDeed(NamedTuple):
    """One line of the record; nothing stands for a thing that is gone, or is not this person's."""

    at: datetime
    who: str
    words: str
    thing: Thing | None


def recorded_deeds(entries: Sequence[Entry], user: User) -> list[RecordedDeed]:
    """Return what the entries, read with their doers, say to ``user``, whose things they are about.

    It takes one query for each kind of thing, and one for the names.
    """
    things = {label: find({e.key for e in entries if e.label == label}, user) for label, find in FINDERS.items()}
    bearers = bearers_of(entry.by_name for entry in entries)
    return [
        RecordedDeed(
            entry.at,
            _who(entry, user, bearers),
            wording.deed_in_words(entry.verb, entry.label),
            things.get(entry.label, {}).get(entry.key),
        )
        for entry in entries
    ]


def bearers_of(names: Iterable[str]) -> Bearers:
    """Return who has each of these names today, by what it is found by: names of the past may be others' now."""
    keys = {search_key(name) for name in names}
    found = defaultdict(set)
    for key, person in User.objects.filter(search_key__in=keys).order_by().values_list("search_key", "pk"):
        found[key].add(person)
    return found


def _who(entry: Entry, user: User, bearers: Bearers) -> str:
    if entry.by is None:
        return entry.by_name or wording.SERVICE  # a program, or nobody
    if entry.by == user:
        return wording.YOU
    return called_then(entry.by_name, entry.by.pk, entry.by.email, bearers)


def called_then(name: str, key: int, email: str, bearers: Bearers) -> str:
    """Return what somebody is called by the name of then, told apart from others who have it today."""
    return called(name, email, is_shared=bool(bearers.get(search_key(name), set()) - {key}))


def _assessments(keys: set[int], user: User) -> dict[int, Thing]:
    found = Assessment.objects.of(user).in_bulk(keys)
    return {key: _assessment(row) for key, row in found.items()}


def _assessment(row: Assessment) -> Thing:
    return Thing(progress_in_words(row), row.content.title, row.pk, row.content.language)


def _supervisions(keys: set[int], user: User) -> dict[int, Thing]:
    found = Supervision.objects.filter(practitioner=user).select_related("supervisor").in_bulk(keys)
    return {key: _supervision(row) for key, row in found.items()}


def _supervision(row: Supervision) -> Thing:
    ended = day(row.ended_on) if row.ended_on else ""
    return Thing(wording.SUPERVISION.format(supervisor=row.supervisor), term(day(row.started_on), ended))


# How the things of one person are found by their keys, each kind in one query.
FINDERS: Mapping[str, Callable[[set[int], User], dict[int, Thing]]] = {
    "assessments.assessment": _assessments,
    "people.supervision": _supervisions,
}
