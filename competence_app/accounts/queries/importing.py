"""Whom and what a file of people names."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice

from django.core.exceptions import ValidationError

from competence_app.accounts.rules.importing.deciding import ImportSurroundings, KnownPerson
from competence_app.accounts.rules.importing.rows import PersonColumn, Rows
from competence_app.people.models import JobRole, Supervision, Team, User
from competence_app.people.models.address import AddressColumn
from competence_app.people.models.user import UserQuerySet
from competence_app.people.rules.roles import ROLES

LONGEST_ADDRESS = 254
AT_ONCE = 500  # people that are locked


def surroundings_by(by: User) -> ImportSurroundings:
    """Return what there is beside a file that ``by`` brings."""
    return ImportSurroundings(
        people=_known,
        job_roles=titles_by_code(),
        teams=tuple(Team.objects.values_list("name", flat=True)),
        by=by.email,
        is_address=is_address,
    )


def titles_by_code() -> dict[str, str]:
    """Return what job roles are called, by their codes."""
    return dict(JobRole.objects.values_list("code", "title"))


def is_address(text: str) -> bool:
    """Whether a text, written as rows hold addresses, is one."""
    try:
        for check in AddressColumn.default_validators:
            check(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS


def people_with(addresses: Collection[str]) -> UserQuerySet:
    """Return those who have these addresses, some hundreds."""
    return User.objects.get_queryset().filter(email__in=addresses).order_by("pk")


def lock_people(rows: Rows) -> None:
    """Let nobody else change those whom the rows are about, before this transaction ends.

    In the order of their keys, as whoever locks several does: of two none waits for the other.
    """
    keys = iter(sorted(_keys(rows)))
    for some in iter(lambda: list(islice(keys, AT_ONCE)), []):
        people = User.objects.get_queryset().filter(pk__in=some).order_by("pk")
        list(people.select_for_update(no_key=True).values_list("pk"))


def _keys(rows: Rows) -> Iterator[int]:
    for some in rows.some():
        yield from people_with({row.address_in(PersonColumn.ADDRESS) for row in some}).values_list("pk", flat=True)


def _known(named: Collection[str]) -> dict[str, KnownPerson]:
    addresses = {address for address in named if is_address(address)}
    supervisors = _supervisors(addresses)
    people = people_with(addresses).select_related("job_role", "team")
    return {person.email: _as_known(person, supervisors[person.email]) for person in people}


def _supervisors(addresses: Collection[str]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    lasting = Supervision.objects.not_over().order_by().filter(practitioner__email__in=addresses)
    for practitioner, supervisor in lasting.values_list("practitioner__email", "supervisor__email"):
        found[practitioner].add(supervisor)
    return found


def _as_known(person: User, supervisors: Collection[str]) -> KnownPerson:
    return KnownPerson(
        name=person.full_name,
        is_open=person.is_active,
        job_role=person.job_role.code if person.job_role else "",
        team=person.team.name if person.team else "",
        roles=frozenset(role for column, role in ROLES.items() if getattr(person, column)),
        supervisors=frozenset(supervisors),
    )
