"""What a page of the record reads: so many lines, with what they are about, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, Self

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.timezone import make_aware

from competence_app.assessments.models import Assessment
from competence_app.audit.models import Entry, EntryQuerySet
from competence_app.catalogue.models import Framework, Version
from competence_app.oversight.rules import acts
from competence_app.oversight.rules.acts import GROUPS, Act, ActGroup, told_by_verb
from competence_app.oversight.rules.places import RecordPlace
from competence_app.people.models import JobRole, Restriction, Team, User

PER_PAGE = 50
CHUNK = 2000  # lines of a file


class RecordFilter(NamedTuple):
    """Which lines are looked for; None: all."""

    first_day: date | None = None
    last_day: date | None = None
    by: User | None = None
    about: User | None = None
    group: ActGroup | None = None


class NamedPerson(NamedTuple):
    """What is known of somebody in a line; without an address it is nobody."""

    name_then: str  # empty where it was not kept
    name: str | None
    address: str | None
    shares_name: bool | None


class RecordLine(NamedTuple):
    """What is read of one line: nothing of anybody's answers stands in it."""

    key: int
    at: datetime
    verb: str
    what: str
    thing_then: str  # what the thing was called then; empty where it has no name, or none was kept
    by: NamedPerson
    about: NamedPerson

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Return the line of a row of the ``_COLUMNS``."""
        key, at, verb, what, called, *people = row
        return cls(key, at, verb, what, called or "", NamedPerson(*people[:4]), NamedPerson(*people[4:]))

    @property
    def place(self) -> RecordPlace:
        """Where the record goes on after it."""
        return RecordPlace(self.at, self.key)

    @property
    def act(self) -> Act:
        """What was done to which kind of thing."""
        return Act(self.verb, self.what.partition(" ")[0])

    @property
    def thing(self) -> tuple[str, int]:
        """The kind of thing with its key."""
        kind, _, key = self.what.partition(" ")
        return kind, int(key)


_COLUMNS = (
    *("pk", "at", "verb", "what", "what_name"),
    *("by_name", "by__full_name", "by__email", "by__shares_name"),
    *("about_name", "about__full_name", "about__email", "about__shares_name"),
)


def _asked(asked: RecordFilter) -> EntryQuerySet:
    entries = Entry.objects.order_by("-at", "-pk")
    if asked.first_day:
        entries = entries.since(_begin(asked.first_day))
    if asked.last_day:
        entries = entries.filter(at__lt=_begin(asked.last_day + timedelta(days=1)))
    if asked.by:
        entries = entries.filter(by=asked.by)
    if asked.about:
        entries = entries.filter(about=asked.about)
    return entries.filter(_in_group(asked.group)) if asked.group else entries


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def _in_group(group: ActGroup) -> Q:
    verbs, others = told_by_verb(GROUPS[group])
    found = Q(verb__in=verbs)
    for act in others:
        found |= Q(verb=act.verb, what__startswith=f"{act.kind} ")
    return found


def page_of_record(asked: RecordFilter, after: RecordPlace | None) -> tuple[list[RecordLine], RecordPlace | None]:
    """Return the lines of one page, the newest first, and where the next one begins; None where this is the last."""
    lines = _lines(asked, after, PER_PAGE + 1)
    shown = lines[:PER_PAGE]
    return shown, shown[-1].place if lines[PER_PAGE:] else None


def all_of(asked: RecordFilter) -> Iterator[list[RecordLine]]:
    """Yield all the lines, some at a time, the newest first: what is written meanwhile is newer, and not among them."""
    lines = _lines(asked, None, CHUNK)
    while lines:
        yield lines
        lines = _lines(asked, lines[-1].place, CHUNK)


def _lines(asked: RecordFilter, after: RecordPlace | None, most: int) -> list[RecordLine]:
    entries = _asked(asked)
    if after:  # the last is for the index, which finds the moment at once however many lines are newer
        entries = entries.filter(Q(at__lt=after.at) | Q(pk__lt=after.key), at__lte=after.at)
    keys = entries.values("pk")[:most]  # which an index finds by itself: nothing is read of what is only sorted
    found = Entry.objects.filter(pk__in=keys).order_by("-at", "-pk").values_list(*_COLUMNS)
    return [RecordLine.of(row) for row in found]


# The things that have a name which may be told, with what it is.
_NAMED: Mapping[str, tuple[type[Any], Any]] = {
    acts.TEAM: (Team, F("name")),
    acts.JOB_ROLE: (JobRole, F("title")),
    acts.VERSION: (Version, Concat("framework__code", Value(" "), "label")),
    acts.FRAMEWORK: (Framework, F("code")),
}


_Old = tuple[int, datetime, str, int | None, int | None]  # a line's key, moment, thing, and who did it to whom


class RetentionStep(NamedTuple):
    """Which of some old lines may go, how many of them are kept, and which is the last of both."""

    keys: list[int]
    kept: int
    place: RecordPlace


def to_go(before: datetime, after: RecordPlace | None, most: int) -> RetentionStep | None:
    """Return the next lines from before a moment, the oldest first; None where there are none.

    Whose assessment it is reads who looked at it for as long as it is there, so what is about it is kept; and so is
    what is by or about somebody of whom nothing is deleted now.
    """
    entries = Entry.objects.before(before).order_by("at", "pk")
    if after:
        entries = entries.filter(Q(at__gt=after.at) | Q(pk__gt=after.key), at__gte=after.at)
    lines = list(entries.values_list("pk", "at", "what", "by", "about")[:most])
    if not lines:
        return None
    kept = _about_assessments_that_are_there(lines) | _of_whom_everything_is_kept(lines)
    return RetentionStep([pk for pk, *_ in lines if pk not in kept], len(kept), RecordPlace(lines[-1][1], lines[-1][0]))


def _about_assessments_that_are_there(lines: Sequence[_Old]) -> set[int]:
    about = {pk: key for pk, _, what, *_ in lines for kind, _, key in [what.partition(" ")] if kind == acts.ASSESSMENT}
    there = {str(pk) for pk in Assessment.objects.filter(pk__in=set(about.values())).values_list("pk", flat=True)}
    return {pk for pk, key in about.items() if key in there}


def _of_whom_everything_is_kept(lines: Sequence[_Old]) -> set[int]:
    people = {*Restriction.objects.in_force().values_list("person", flat=True)}
    return {pk for pk, _, _, by, about in lines if people & {by, about}}


def names_of(lines: Sequence[RecordLine]) -> dict[tuple[str, int], str]:
    """Return what the things of these lines are called that have a name and are there, in one query at most."""
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in {line.thing for line in lines}:
        keys[kind].add(key)
    asked = [_named(kind, keys[kind]) for kind in _NAMED if keys[kind]]
    found: Iterable[tuple[str, int, str]] = asked[0].union(*asked[1:], all=True) if asked else ()
    return {(kind, key): name for kind, key, name in found}


def _named(kind: str, keys: set[int]) -> QuerySet[Any, Any]:
    model, name = _NAMED[kind]
    rows = model.objects.order_by().filter(pk__in=keys)
    return rows.values_list(Value(kind), "pk", name)  # type: ignore[no-any-return]  # of any model
