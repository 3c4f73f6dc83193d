"""Whom a supervisor supervises, and where each stands with one framework."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import DateTimeField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.due import due_on, first_in_time, is_overdue, lead_days
from competence_app.assessments.rules.lifecycle import WAITING, State
from competence_app.catalogue.models import Framework, Version
from competence_app.people.models import User
from competence_app.people.models.user import UserQuerySet
from competence_app.people.wording import called
from competence_app.reviews import wording

# Where somebody stands with a supervisor, by the word in the address.
STATES = {"waiting": State.SUBMITTED, "to-agree": State.REVIEWED, "agreed": State.AGREED, "nothing": None}


class Supervisee(NamedTuple):
    """One person and where they stand with a framework."""

    pk: int
    full_name: str
    email: str
    shares_name: bool
    is_active: bool
    job_role: str | None
    team: str | None
    state: State | None  # of the latest that was sent to or shared with the supervisor
    assessment: int | None  # its primary key
    agreed_at: datetime | None  # the last, with whomever
    is_with: int | None  # the key of whom the next one is with: others than oneself are not named
    is_with_since: datetime | None

    @property
    def name(self) -> str:
        """What the list calls them."""
        return called(self.full_name, self.email, is_shared=self.shares_name)


COLUMNS = [{"job_role": "job_role__title", "team": "team__name"}.get(name, name) for name in Supervisee._fields]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as the list shows them; where the account is closed, nothing is due."""

    person: Supervisee
    due_on: date | None

    @property
    def state(self) -> str:
        """The key in ``STATES``."""
        return next(key for key, state in STATES.items() if state == self.person.state)

    @property
    def in_words(self) -> str:
        """Where they stand with the supervisor."""
        return wording.STATES[self.state]

    @property
    def is_overdue(self) -> bool:
        """Whether the next one should have been agreed by now."""
        return not self.person.is_with and is_overdue(self.due_on, timezone.localdate())


def current_versions() -> list[Version]:
    """Return the current version of every framework, by title."""
    return list(Version.objects.current().select_related("framework").defer("text").order_by("title", "pk"))


def supervisees(
    user: User, framework: Framework, *, name: str = "", state: str = "", due: str = ""
) -> "QuerySet[User, tuple[Any, ...]]":
    """Return what makes a ``Person`` of each whom ``user`` supervises, by name.

    ``name`` keeps those whom ``UserQuerySet.named`` finds by it; ``state`` is a key of ``STATES``, ``due`` one of
    ``wording.DUE``.
    """
    found = _with_status(user.supervisees().named(name), user, framework)
    if state:
        found = found.filter(state=STATES[state])
    if due:
        found = found.filter(_is_due(due, framework.interval), is_active=True)
    return found.order_by("sort_key", "email").values_list(*COLUMNS)


def _with_status(people: UserQuerySet, user: User, framework: Framework) -> "QuerySet[Any]":
    theirs = Assessment.objects.filter(practitioner=OuterRef("pk"), framework=framework)
    with_me = (theirs.sent_to(user) | theirs.shown_to(user)).newest_first()
    waiting = theirs.filter(state__in=WAITING)  # of a framework one at most
    agreed = theirs.filter(state=State.AGREED).order_by("-agreed_at")
    return people.annotate(
        state=Subquery(with_me.values("state")[:1]),
        assessment=Subquery(with_me.values("pk")[:1]),
        agreed_at=Subquery(agreed.values("agreed_at")[:1], output_field=DateTimeField()),
        is_with=Subquery(waiting.values("supervisor")[:1]),
        is_with_since=Subquery(waiting.values_list(Coalesce("handed_over_at", "submitted_at"))[:1]),
    )


def _is_due(due: str, months: int) -> Q:
    today = timezone.localdate()
    overdue = _agreed_before(first_in_time(today, months))
    soon = _agreed_before(first_in_time(today + timedelta(lead_days(months) + 1), months)) & ~overdue
    with_nobody = Q(is_with=None)
    return {"overdue": overdue & with_nobody, "soon": soon & with_nobody, "never": Q(agreed_at=None)}[due]


def _agreed_before(day: date) -> Q:
    return Q(agreed_at__lt=timezone.make_aware(datetime.combine(day, time.min)))


def person_row(person: Supervisee, framework: Framework) -> PersonRow:
    """Return the person with the day on which their next assessment is due."""
    agreed = timezone.localdate(person.agreed_at) if person.agreed_at and person.is_active else None
    return PersonRow(person, due_on(agreed, framework.interval))
