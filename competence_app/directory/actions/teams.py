"""Teams as a directory says them: each person works in one, so that whoever joins another moves."""

from collections.abc import Callable, Collection

from django.db import transaction
from scim2_models import InvalidValueException, NotFoundException, TooManyException, UniquenessException

from competence_app.accounts.actions.administering import change, save_team
from competence_app.audit.actions import record
from competence_app.directory import wording
from competence_app.directory.actions.listing import is_off, list_as, take_off
from competence_app.directory.models import Token
from competence_app.directory.queries.filters import key_of
from competence_app.directory.queries.listed import people, teams
from competence_app.directory.rules.resources import Group, Member
from competence_app.people.models import Team, User
from competence_app.people.models.namesakes import take_turn

MOST_MEMBERS = 2_000  # that come or go at once
Alter = Callable[[Team], Group]


@transaction.atomic
def add_team(asked: Group, *, by: Token) -> Team:
    """Make a team, or put one back on the list; raise ``SCIMException`` or ``ValidationError``."""
    take_turn()
    team = Team.objects.called(_name(asked)).first() or Team()
    if team.pk and not is_off(team):
        raise UniquenessException(detail=wording.NAME_TAKEN)
    _store(team, asked, by=by)
    _staff(team, asked.members or (), by=by)
    return team


@transaction.atomic
def alter_team(key: int, alter: Alter, *, by: Token) -> None:
    """Do to a team what ``alter`` does to what is read of it; raise ``SCIMException`` or ``ValidationError``."""
    take_turn()
    team = _read(key)
    asked = alter(team)
    if Team.objects.called(_name(asked)).exclude(pk=team.pk).exists():
        raise UniquenessException(detail=wording.NAME_TAKEN)
    _store(team, asked, by=by)
    _staff(team, asked.members or (), by=by)


@transaction.atomic
def remove_team(key: int, *, by: Token) -> None:
    """Let nobody work in a team any more and take it off the list: its counts stay; raise ``NotFoundException``."""
    take_turn()
    team = _read(key)
    _staff(team, (), by=by)
    take_off(team)
    record("take off the list", team, by=by)


def _read(key: int) -> Team:
    team = teams().filter(pk=key).first()
    if team is None:
        raise NotFoundException(detail=wording.NOTHING)
    return team


def _store(team: Team, asked: Group, *, by: Token) -> None:
    if not team.pk or team.name != _name(asked):
        team.name = _name(asked)
        team.full_clean()
        save_team(team, team.leads.all() if team.pk else (), by=by)
    list_as(team, asked.external_id)


def _name(asked: Group) -> str:
    return (asked.display_name or "").strip()


def _staff(team: Team, members: Collection[Member], *, by: Token) -> None:
    """Let just these people work in a team."""
    before = set(people().filter(team=team).values_list("pk", flat=True))
    after = {_key(member) for member in members}
    if len(before ^ after) > MOST_MEMBERS:
        raise TooManyException(detail=wording.TOO_MANY_MEMBERS.format(most=MOST_MEMBERS))
    for person in _known(after - before):
        _move(person, team, by=by)
    for person in _known(before - after):
        _move(person, None, by=by)


def _key(member: Member) -> int:
    key = key_of(member.value)
    if not key:
        raise InvalidValueException(detail=wording.NO_MEMBER.format(id=member.value))
    return key


def _known(keys: set[int]) -> list[User]:
    """Return the people with these keys, whom nobody else changes meanwhile."""
    list(User.objects.get_queryset().select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values("pk"))
    found = list(people().filter(pk__in=keys))
    if missing := keys - {person.pk for person in found}:
        raise InvalidValueException(detail=wording.NO_MEMBER.format(id=min(missing)))
    return found


def _move(person: User, team: Team | None, *, by: Token) -> None:
    person.team = team
    change(person, ["team"], by=by)
