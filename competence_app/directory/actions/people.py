"""Joiners, movers and leavers, as a directory says them: done as an administrator does it, by the directory's name."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from scim2_models import MutabilityException, NotFoundException, UniquenessException

from competence_app.accounts.actions.administering import change, make
from competence_app.accounts.actions.awaiting import expect, expect_nobody
from competence_app.accounts.actions.letting_in import invite
from competence_app.audit.actions import record
from competence_app.directory import wording
from competence_app.directory.actions.listing import external_id_of, is_off, list_as, take_off
from competence_app.directory.models import Token
from competence_app.directory.queries.listed import people
from competence_app.directory.rules.resources import Person
from competence_app.people.actions import tell
from competence_app.people.models import JobRole, User
from competence_app.people.models.namesakes import take_turn
from competence_app.people.wording import people_in_words

Alter = Callable[[User], Person]


@transaction.atomic
def join(asked: Person, *, by: Token) -> User:
    """Make an account, or put somebody back on the list; raise ``SCIMException`` or ``ValidationError``."""
    take_turn()
    known = User.objects.filter(email=asked.user_name).first()
    if known and not is_off(known):
        raise UniquenessException(detail=wording.TAKEN)
    asked.active = asked.active is not False
    if known:
        _store(known, asked, by=by)
        return known
    _check_name(asked.external_id)
    person = User(email=asked.user_name or "")
    _set(person, asked)
    person.full_clean(exclude={"password"})
    make(person, is_invited=person.is_active and settings.DIRECTORY_INVITES, by=by)
    list_as(person, asked.external_id)
    expect(person, asked.external_id)
    return person


def _check_name(name: str | None) -> None:
    """Refuse a name that is another's, where the sign-in service is to tell people by it."""
    if settings.OIDC_DIRECTORY_CLAIM and name and people().filter(listing__external_id=name).exists():
        raise UniquenessException(detail=wording.NAMED_ALREADY)


@transaction.atomic
def alter_person(key: int, alter: Alter, *, by: Token) -> None:
    """Do to somebody what ``alter`` does to what is read of them; raise ``SCIMException`` or ``ValidationError``.

    The address stays. One that a leaver gets is not asked about: nothing must keep an account open.
    """
    take_turn()
    person = _locked(key)
    asked = alter(person)
    if asked.user_name != person.email and asked.active is not False:  # whoever leaves may be renamed on the way out
        raise MutabilityException(detail=wording.ADDRESS_STAYS)
    _store(person, asked, by=by)


@transaction.atomic
def remove_person(key: int, *, by: Token) -> None:
    """Close somebody's account and take them off the list: everything of theirs stays; raise ``NotFoundException``."""
    take_turn()
    person = _locked(key)
    take_off(person)
    expect_nobody(person)
    record("take off the list", person, by=by, about=person)
    _store_columns(person, _closing(person), by=by)


def _locked(key: int) -> User:
    User.objects.get_queryset().select_for_update(no_key=True).filter(pk=key).first()
    person = people().filter(pk=key).first()
    if person is None:
        raise NotFoundException(detail=wording.NOTHING)
    return person


def _closing(person: User) -> list[str]:
    was_open, person.is_active = person.is_active, False
    return ["is_active"] if was_open else []


def _store(person: User, asked: Person, *, by: Token) -> None:
    columns = _set(person, asked)
    if (asked.external_id or "") != external_id_of(person):
        expect_nobody(person)
    person.clean_fields(exclude={field.name for field in User._meta.fields} - set(columns))  # noqa: SLF001 - Django's documented way
    list_as(person, asked.external_id)
    _store_columns(person, columns, by=by)


def _set(person: User, asked: Person) -> list[str]:
    """Set what is new to somebody, and return its columns."""
    asked_for = {
        "full_name": (asked.display_name or "").strip(),
        "is_active": person.is_active if asked.active is None else asked.active,
        "job_role": _job_role(person, asked),
    }
    new = {column: value for column, value in asked_for.items() if getattr(person, column) != value}
    for column, value in new.items():
        setattr(person, column, value)
    return [*new]


def _job_role(person: User, asked: Person) -> JobRole | None:
    """Return the job role with the title or code that is said; the one that they have where that says nothing."""
    if asked.title is None and "title" in asked.model_fields_set:
        return None
    called = Q(title__iexact=asked.title) | Q(code__iexact=asked.title)
    return JobRole.objects.filter(called).order_by("pk").first() or person.job_role


def _store_columns(person: User, columns: list[str], *, by: Token) -> None:
    if not columns:
        return
    change(person, columns, by=by)
    if "is_active" not in columns:
        return
    if not person.is_active:
        _tell_of_supervisor(person, by=by)
    elif settings.DIRECTORY_INVITES and not person.has_usable_password():
        invite(person, by=by)


def _tell_of_supervisor(person: User, *, by: Token) -> None:
    """Tell whoever administers people that those whom somebody supervises who left need somebody else."""
    lasting = person.supervises.lasting().values("practitioner")
    left = list(User.objects.get_queryset().filter(pk__in=lasting))
    if not left:
        return
    told = wording.supervisor_left(person=person, people=people_in_words(left), by=by)
    for administrator in User.objects.filter(is_people_administrator=True, is_active=True).order_by("pk"):
        tell(administrator, *told, path=reverse("end-supervision", args=[person.pk]))
