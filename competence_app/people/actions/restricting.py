"""What is held about somebody is kept and not used, from now on, and used again: on record, and told."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from competence_app.audit.actions import record
from competence_app.outbox.actions import Letter, write_each
from competence_app.outbox.models import Mail
from competence_app.people.actions.telling import NoticeToMany, tell, tell_each
from competence_app.people.models import Restriction, User
from competence_app.people.rules.restricting import RestrictionRefusal, refusal_to_end, refusal_to_record
from competence_app.people.wording import DAY
from competence_app.people.wording import restricting as wording


@transaction.atomic
def ask(*, reason: str, by: User) -> None:
    """Use nothing of what is held about ``by`` any more; of a button pressed twice, once.

    Whoever supervises them is told, and so are people administrators.
    """
    if _in_force(by):
        return
    _begin(by, reason=reason, asked_on=timezone.localdate(), by=by)
    _write_to_administrators("asked", by)


@transaction.atomic
def record_asked(person: User, *, asked_on: date, reason: str, by: User) -> None:
    """Do the same for somebody who asked an administrator, and tell them; raise ``ValidationError``."""
    in_force = _in_force(person) is not None
    today = timezone.localdate()
    _check(refusal_to_record(is_own=person == by, is_in_force=in_force, asked_on=asked_on, today=today))
    _begin(person, reason=reason, asked_on=asked_on, by=by)
    _tell(person, "recorded", by=by, day=asked_on)


@transaction.atomic
def set_end(person: User, *, lifted_from: date, reason: str, by: User) -> None:
    """Have it end at that day, and tell the person now; raise ``ValidationError``."""
    found = _in_force(person)
    refusal = refusal_to_end(
        is_own=person == by,
        is_in_force=found is not None,
        is_ending=bool(found and found.lifted_from),
        lifted_from=lifted_from,
        today=timezone.localdate(),
    )
    _check(refusal)
    assert found  # noqa: S101 - or else it is refused
    _end(found, lifted_from, reason, by=by)
    record("set end of restriction", person, by=by, about=person)
    _tell(person, "ends", by=by, day=lifted_from)


@transaction.atomic
def lift(*, by: User) -> None:
    """Have what is held about ``by`` used again from now on, whoever recorded that it was not; pressed twice, once."""
    if found := _in_force(by):
        _end(found, timezone.localdate(), "", by=by)
        record("lift restriction", by, by=by, about=by)
        _write_to_administrators("lifted", by)


def _in_force(person: User) -> Restriction | None:
    """Return what is in force, with the person locked: two who act at once."""
    User.objects.get_queryset().select_for_update(no_key=True).get(pk=person.pk)
    return person.restrictions.in_force().first()


def _check(refusal: RestrictionRefusal | None) -> None:
    if refusal:
        raise ValidationError(wording.REFUSALS[refusal], code=refusal)


def _begin(person: User, *, reason: str, asked_on: date, by: User) -> None:
    Restriction.objects.create(person=person, reason=reason, asked_on=asked_on, recorded_by=by)
    record("restrict", person, by=by, about=person)
    told = wording.notice("supervisor", person=person)
    supervisors = person.supervisors().filter(is_active=True).order_by("pk")
    tell_each(NoticeToMany(supervisor, *told, reverse("supervision")) for supervisor in supervisors)


def _end(found: Restriction, lifted_from: date, reason: str, *, by: User) -> None:
    found.lifted_from, found.why_lifted, found.ended_by, found.ended_at = lifted_from, reason, by, timezone.now()
    found.save()


def _tell(person: User, code: str, *, by: User, day: date) -> None:
    if person.is_active:
        told = wording.notice(code, by=by, day=date_format(day, DAY))
        tell(person, *told, path=reverse("restriction"))


def _write_to_administrators(code: str, person: User) -> None:
    others = User.objects.filter(is_active=True, is_people_administrator=True).exclude(pk=person.pk)
    told, path = wording.notice(code, person=person), reverse("person", args=[person.pk])
    write_each(Mail.Kind.NOTICE, [Letter(one.email, *told, path) for one in others.order_by("pk")])
