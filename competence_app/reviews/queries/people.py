"""Whom a supervisor supervises, where each stands, and who needs them most."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, PlannedAction
from competence_app.assessments.queries.standings import Stand, standings_in
from competence_app.assessments.queries.supervised import Sight
from competence_app.assessments.rules.due import Due
from competence_app.assessments.rules.lifecycle import State
from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.models import Version
from competence_app.people.models import User
from competence_app.reviews import wording

# Where somebody stands with a supervisor, by the word in the address.
STATES = {"waiting": State.SUBMITTED, "to-agree": State.REVIEWED, "agreed": State.AGREED, "nothing": None}
RETURNED = "returned"
DUE = {"overdue": Due.OVERDUE, "soon": Due.SOON, "never": Due.NEVER_AGREED}


@dataclass(frozen=True)
class StaffRow:
    """One person, and where they stand with one framework; of what the reader may not read, nothing is known."""

    person: User
    version: Version | None  # the framework's current one; None where nothing is known of any
    sight: Sight | None = None
    stands: tuple[Stand, ...] | None = None  # of what was shown to the reader
    plans: int = 0
    together_on: date | None = None  # the two last agreed one

    @property
    def latest(self) -> Assessment | None:
        """The latest that was sent to or shared with the reader."""
        return self.sight.latest if self.sight else None

    @property
    def waiting(self) -> Assessment | None:
        """The next one, where it is with a supervisor: others than the reader are not named."""
        return self.sight.waiting if self.sight else None

    @property
    def state(self) -> str:
        """Where it stands with the reader, as the key in ``STATES``, or ``RETURNED``."""
        if self.sight and self.sight.returned:
            return RETURNED
        return next(key for key, state in STATES.items() if state == (self.latest.state if self.latest else None))

    @property
    def in_words(self) -> str:
        """The same, as pages say it."""
        return wording.STATES[self.state]

    @property
    def how_due(self) -> Due | None:
        """How the next one is due."""
        if self.sight:
            return self.sight.how_due
        return Due.NEVER_AGREED if self.person.is_active else None

    @property
    def due_on(self) -> date | None:
        """The last day on which the next one is in time."""
        return self.sight.due_on if self.sight else None

    @property
    def agreed_on(self) -> date | None:
        """The day on which one was agreed last, with whomever."""
        return localdate(self.sight.agreed_at) if self.sight and self.sight.agreed_at else None

    @property
    def days_overdue(self) -> int:
        """Since how many days the next one is overdue."""
        return (localdate() - self.due_on).days if self.due_on and self.how_due is Due.OVERDUE else 0

    @property
    def is_due_soon(self) -> bool:
        """Whether the next one is due within days."""
        return self.how_due is Due.SOON

    @property
    def below(self) -> int | None:
        """How many competences are below target; None where nothing was shown."""
        return None if self.stands is None else sum(one.standing is Standing.BELOW for one in self.stands)

    @property
    def stale(self) -> int | None:
        """How many ratings are older than they hold; None where nothing was shown."""
        return None if self.stands is None else sum(one.is_stale for one in self.stands)


class Totals(NamedTuple):
    """What rows of a list come to together."""

    people: int
    overdue: int  # rows, as are the next two
    soon: int
    never: int
    below: int  # competences, as are the next
    stale: int
    plans: int


def person_rows(user: User, in_sight: Iterable[Sight], versions: Sequence[Version], name: str = "") -> list[StaffRow]:
    """Return whom ``user`` supervises, by name, a row for each of the frameworks of these versions that is in sight.

    Of whom nothing is, there is one row; ``name`` keeps those whom ``UserQuerySet.named`` finds by it. In three
    queries, however many they are.
    """
    by_framework = {version.framework_id: version for version in versions}
    sights: dict[int, list[Sight]] = {}
    for sight in in_sight:
        if sight.framework.pk in by_framework:
            sights.setdefault(sight.person.pk, []).append(sight)
    shown = [sight.shown for some in sights.values() for sight in some if sight.shown]
    stands = {one.assessment.pk: tuple(one.stands.values()) for one in standings_in(shown)}
    plans = _open_plans(shown)

    def row(person: User, sight: Sight) -> StaffRow:
        at, key = sight.together_at(user), sight.shown.pk if sight.shown else 0
        return StaffRow(
            person,
            by_framework[sight.framework.pk],
            sight,
            stands.get(key),
            plans.get((person.pk, sight.framework.pk), 0),
            localdate(at) if at else None,
        )

    found: list[StaffRow] = []
    for person in user.supervisees().named(name).select_related("job_role", "team").order_by("sort_key", "email"):
        found += [row(person, sight) for sight in sights.get(person.pk, ())] or [_unknown(person, versions)]
    return found


def _unknown(person: User, versions: Sequence[Version]) -> StaffRow:
    return StaffRow(person, versions[0] if len(versions) == 1 else None)


def _open_plans(shown: Iterable[Assessment]) -> Mapping[tuple[int, int], int]:
    """Return how many actions are planned and not done, by person and framework: of those something was shown of."""
    todo = PlannedAction.objects.filter(done_on=None, practitioner__in={one.practitioner_id for one in shown})
    rows = todo.order_by().values_list("practitioner", "competence__version__framework").annotate(Count("pk"))
    known = {(one.practitioner_id, one.framework_id) for one in shown}
    return {(person, framework): count for person, framework, count in rows if (person, framework) in known}


def matching_rows(rows: Iterable[StaffRow], *, state: str = "", due: str = "", has: str = "") -> list[StaffRow]:
    """Return the rows that fit: a key of ``STATES``, of ``DUE``, of ``HAVING``."""
    return [
        row
        for row in rows
        if (not state or row.state == state) and (not due or row.how_due is DUE[due]) and (not has or HAVING[has](row))
    ]


def _most_first(number: int | None) -> int:
    """Return what sorts the largest number first, and after them all what is not known."""
    return 1 if number is None else -number


HAVING: Mapping[str, Callable[[StaffRow], Any]] = {
    "below": lambda row: row.below,
    "stale": lambda row: row.stale,
    "plans": lambda row: row.plans,
}
# By the word in the address: what comes first is smallest. Rows stand by name before they are sorted.
ORDERS: Mapping[str, Callable[[StaffRow], Any]] = {
    "need": lambda row: (-row.days_overdue, _most_first(row.below), _most_first(row.stale), not row.is_due_soon),
    "name": lambda _row: (),
    "due": lambda row: row.due_on or date.max,
    "below": lambda row: _most_first(row.below),
    "stale": lambda row: _most_first(row.stale),
    "plans": lambda row: -row.plans,
    "together": lambda row: row.together_on or date.min,
}


def sorted_rows(rows: Iterable[StaffRow], order: str) -> list[StaffRow]:
    """Return the rows as asked for, a key of ``ORDERS``."""
    return sorted(rows, key=ORDERS[order])


def totals(rows: Sequence[StaffRow]) -> Totals:
    """Return what the rows come to."""
    how = [row.how_due for row in rows]
    return Totals(
        people=len({row.person.pk for row in rows}),
        overdue=how.count(Due.OVERDUE),
        soon=how.count(Due.SOON),
        never=how.count(Due.NEVER_AGREED),
        below=sum(row.below or 0 for row in rows),
        stale=sum(row.stale or 0 for row in rows),
        plans=sum(row.plans for row in rows),
    )
