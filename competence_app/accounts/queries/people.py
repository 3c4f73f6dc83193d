"""Whom people administrators look for, and what the list says of each."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from competence_app.outbox.models import Mail
from competence_app.people.models import Restriction, Supervision, Team, User
from competence_app.people.models.user import UserQuerySet
from competence_app.people.rules.roles import LEAD, ROLES


def _supervised(*, by_closed: bool) -> Exists:
    current = Supervision.objects.current().filter(practitioner=OuterRef("pk"))
    return Exists(current if by_closed else current.filter(supervisor__is_active=True))


def _only_by_closed(people: UserQuerySet) -> UserQuerySet:
    return people.filter(_supervised(by_closed=True), ~_supervised(by_closed=False), is_active=True)


# By the word in the address. Whose account is closed lacks nothing.
STATES: Mapping[str, Callable[[UserQuerySet], UserQuerySet]] = {
    "never": lambda people: people.filter(last_login=None, is_active=True),
    "no-supervisor": lambda people: people.filter(~_supervised(by_closed=True), is_active=True),
    "closed-supervisors": _only_by_closed,
    "no-team": lambda people: people.filter(team=None, is_active=True),
    "closed": lambda people: people.filter(is_active=False),
    "restricted": lambda people: people.restricted(),
}
COLUMNS = {role: column for column, role in ROLES.items()}


def found(
    *, name: str = "", state: str = "", role: str = "", team: int | None = None, job_role: int | None = None
) -> UserQuerySet:
    """Return whom these words and choices fit, by name; ``state`` is a key of ``STATES``."""
    people = User.objects.get_queryset().not_erased().select_related("job_role", "team")
    read = {"is_restricted": Restriction.objects.in_force().about("pk")}
    people = people.annotate(**read)
    if name.strip():
        people = people.at_or_like(name.strip())
    if state:
        people = STATES[state](people)
    if role:
        people = _with(people, role)
    chosen = {"team": team, "job_role": job_role}
    return people.filter(**{column: key for column, key in chosen.items() if key})


def _with(people: UserQuerySet, role: str) -> UserQuerySet:
    if role == LEAD:
        return people.filter(pk__in=Team.leads.through.objects.values("user"))
    return people.filter(**{COLUMNS[role]: True})


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in the list: who supervises them now, and the last invitation of whoever never signed in."""

    person: User
    supervisors: tuple[User, ...]
    invitation: Mail | None


def rows_of(people: Collection[User]) -> list[PersonRow]:
    """Return what the list says of these people, in two queries however many they are."""
    supervisors = defaultdict(list)
    current = Supervision.objects.current().filter(practitioner__in=[person.pk for person in people])
    for one in current.with_supervisors():
        supervisors[one.practitioner_id].append(one.supervisor)
    waiting = [person.email for person in people if not person.last_login and not person.has_usable_password()]
    mails = {mail.to: mail for mail in Mail.objects.invitations_to(*waiting).reverse()} if waiting else {}
    return [PersonRow(one, tuple(supervisors[one.pk]), mails.get(one.email)) for one in people]
