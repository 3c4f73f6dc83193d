"""What people administrators do to accounts, teams and job roles: each act one transaction, on record, and told."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from competence_app.accounts import wording
from competence_app.accounts.actions.leaving import end_sessions
from competence_app.accounts.actions.letting_in import invite
from competence_app.accounts.queries.changing import PersonalChange
from competence_app.audit.actions import Actor, record
from competence_app.people.actions import tell
from competence_app.people.actions.supervising import give, give_each, leave
from competence_app.people.models import JobRole, Team, User
from competence_app.people.models.namesakes import take_turn
from competence_app.people.rules.roles import LEAD, ROLES, role_verb

WORK = frozenset({"job_role", "team"})
# Where each role leads whoever is given it.
PAGES = {
    "editor": "frameworks",
    "administrator": "people",
    "organisation lead": "teams",
    "auditor": "whole-record",
    LEAD: "teams",
}


@transaction.atomic
def make(person: User, *, supervisor: User | None = None, is_invited: bool = True, by: Actor) -> None:
    """Store a new account without a password, invite its owner and tell of each role.

    Raise ``ValidationError`` where ``supervisor`` cannot supervise them.
    """
    person.set_unusable_password()
    person.save()
    record("add", person, by=by, about=person)
    if is_invited:
        invite(person, by=by)
    _tell_of_roles(person, [column for column in ROLES if getattr(person, column)], by=by)
    if supervisor:
        give(person, supervisor, started_on=localdate(), by=by)


@transaction.atomic
def change(person: User, columns: Collection[str], *, supervisor: User | None = None, by: Actor) -> None:
    """Store these columns of somebody's account, and let ``supervisor`` supervise them from today.

    A closed account is supervised by nobody, and its sessions are over. Raise ``ValidationError`` where ``supervisor``
    cannot supervise them, and where they were erased meanwhile.
    """
    if columns:
        take_turn()
        before = User.objects.get_queryset().select_related("job_role", "team").get(pk=person.pk)
        if before.erased_at:  # what their page held must not return
            raise ValidationError(wording.ERASED, code="erased")
        person.save(update_fields=[*columns])
        _write_down(person, before, columns, by=by)
    if not person.is_active:
        leave(person, by=by)
        end_sessions(person)
    if supervisor:
        give(person, supervisor, started_on=localdate(), by=by)


def _write_down(person: User, before: User, columns: Collection[str], *, by: Actor) -> None:
    if "full_name" in columns:
        record("rename", person, by=by, about=before)  # under the name of before
    if "is_active" in columns:
        record("open" if person.is_active else "close", person, by=by, about=person)
    for column in sorted(WORK & set(columns)):
        _record_work(person, getattr(before, column), getattr(person, column), by=by)
    _tell_of_roles(person, [column for column in ROLES if column in columns], by=by)
    if person.is_active and not WORK.isdisjoint(columns):
        tell(person, *wording.work_notice(person.job_role, person.team, by=by), path=reverse("account"))


def _record_work(person: User, before: JobRole | Team | None, after: JobRole | Team | None, *, by: Actor) -> None:
    if what := after or before:  # neither where another took it meanwhile
        record("give" if after else "take", what, by=by, about=person)


def _tell_of_roles(person: User, columns: Iterable[str], *, by: Actor) -> None:
    for column in columns:
        given, role = getattr(person, column), ROLES[column]
        verb = role_verb(role, given=given)
        record(verb, person, by=by, about=person)
        if person.is_active:
            tell(person, *wording.role_notice(verb, by=by), path=reverse(PAGES[role] if given else "home"))


@transaction.atomic
def change_many(changes: Iterable[PersonalChange], *, by: User) -> int:
    """Do to each what is new to them, and return to how many that was done."""
    new = [one for one in changes if one.is_any]
    for one in new:
        for column, value in one.columns.items():
            setattr(one.person, column, value)
        change(one.person, one.columns.keys(), by=by)
    if pairs := [(one.person, one.supervisor) for one in new if one.supervisor]:
        give_each(pairs, by=by)
    return len(new)


@transaction.atomic
def save_team(team: Team, leads: Iterable[User], *, is_changed: bool = True, by: Actor) -> None:
    """Store a team, new or renamed, and who leads it; whoever leads it now or no longer is told."""
    verb = "change" if team.pk else "add"
    if is_changed:
        team.save()
        record(verb, team, by=by)
    before, now = set(team.leads.all()), set(leads)
    team.leads.set(now)
    for given, people in ((True, now - before), (False, before - now)):
        for person in sorted(people, key=lambda person: person.pk):
            _tell_of_lead(team, person, given=given, by=by)


def _tell_of_lead(team: Team, person: User, *, given: bool, by: Actor) -> None:
    verb = role_verb(LEAD, given=given)
    record(verb, team, by=by, about=person)
    if person.is_active:
        tell(person, *wording.role_notice(verb, team=team, by=by), path=reverse(PAGES[LEAD] if given else "home"))


@transaction.atomic
def save_job_role(job_role: JobRole, *, by: User) -> None:
    """Store a job role, new or with another title."""
    verb = "change" if job_role.pk else "add"
    job_role.save()
    record(verb, job_role, by=by)
