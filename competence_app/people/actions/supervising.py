"""Supervision begins, ends and passes on to somebody else."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from competence_app.audit.actions import Actor, record, record_each
from competence_app.people.actions.telling import (
    AT_ONCE,
    NoticeToMany,
    tell_both,
    tell_each,
    tell_of_end,
    tell_supervisors_of_end,
    told_of_supervision,
)
from competence_app.people.models import Supervision, User
from competence_app.people.rules.supervising import Phase
from competence_app.people.wording import people_in_words


def begin(practitioner: User, supervisor: User, *, on: date) -> Supervision:
    """Let one supervise the other from that day, or the earlier one that was set, without an end.

    The caller has locked the practitioner, as whoever administers supervisions does.
    """
    lasting = list(Supervision.objects.of_pair(practitioner.pk, supervisor.pk).not_over())
    kept = lasting[0] if lasting else Supervision(practitioner=practitioner, supervisor=supervisor, started_on=on)
    kept.started_on, kept.ended_on, kept.successor = min(kept.started_on, on), None, None
    Supervision.objects.filter(pk__in=[later.pk for later in lasting[1:]]).delete()  # none of them has begun
    kept.save()
    return kept


@transaction.atomic
def give(
    practitioner: User, supervisor: User, *, started_on: date, ended_on: date | None = None, by: Actor
) -> Supervision:
    """Let one supervise the other for a time, and tell both; raise ``ValidationError`` that says why that cannot be."""
    _lock(practitioner.pk)
    days = {"started_on": started_on, "ended_on": ended_on}
    given = Supervision(practitioner=practitioner, supervisor=supervisor, **days)
    given.full_clean()
    given.save()
    record("add", given, by=by, about=practitioner)
    tell_both(given, by=by)
    return given


@transaction.atomic
def correct_end(supervision: Supervision, ended_on: date | None, *, by: User) -> None:
    """Set another end of a supervision, or none, and tell both; raise ``ValidationError`` as ``give`` does."""
    _lock(supervision.practitioner_id)
    if supervision.ended_on == ended_on:
        return
    supervision.ended_on = ended_on
    supervision.full_clean()
    supervision.save()
    record("change", supervision, by=by, about=supervision.practitioner)
    tell_both(supervision, by=by)


def _lock(practitioner: int) -> None:
    """Let nobody else change who supervises somebody before this is checked and stored."""
    User.objects.get_queryset().select_for_update(no_key=True).get(pk=practitioner)


@transaction.atomic
def give_each(pairs: Sequence[tuple[User, User]], *, by: User) -> None:
    """Do the same as ``begin_each`` where something may be set by now; raise ``ValidationError`` as ``give`` does."""
    for practitioner, supervisor in sorted(pairs, key=lambda pair: pair[0].pk):
        _lock(practitioner.pk)
        Supervision(practitioner=practitioner, supervisor=supervisor).full_clean()
    begin_each(pairs, by=by)


@transaction.atomic
def begin_each(pairs: Iterable[tuple[User, User]], *, newcomers: Container[int] = (), by: User) -> None:
    """Let the second of each pair, between whom nothing is set, supervise the first from today, without an end.

    Each is told, a supervisor once of all; those whose keys are among the ``newcomers`` are e-mailed nothing, since
    they get a link to choose a password just now. The caller has locked the practitioners.
    """
    theirs: defaultdict[int, list[int]] = defaultdict(list)  # keys alone: nobody is held while the rest is stored
    rest = iter(pairs)
    for some in iter(lambda: list(islice(rest, AT_ONCE)), []):
        _begin_some(some, newcomers, by)
        for practitioner, supervisor in some:
            theirs[supervisor.pk].append(practitioner.pk)
    _tell_supervisors(theirs, newcomers, by)


def _begin_some(pairs: Sequence[tuple[User, User]], newcomers: Container[int], by: User) -> None:
    begun = Supervision.objects.bulk_create(Supervision(practitioner=one, supervisor=other) for one, other in pairs)
    record_each("add", Supervision, [(one.pk, one.practitioner_id) for one in begun], by=by)
    tell_each(_told(one, "practitioner", newcomers, by=by) for one in begun)


def _tell_supervisors(theirs: Mapping[int, Sequence[int]], newcomers: Container[int], by: User) -> None:
    rest = iter(theirs.items())
    for some in iter(lambda: list(islice(rest, AT_ONCE)), []):
        people = User.objects.in_bulk([key for supervisor, keys in some for key in (supervisor, keys[0])])
        tell_each(
            _told_of_all(Supervision(practitioner=people[first], supervisor=people[one]), len(more), newcomers, by=by)
            for one, [first, *more] in some
        )


def _told(one: Supervision, part: str, newcomers: Container[int], *, by: User, **names: object) -> NoticeToMany:
    person: User = getattr(one, part)
    subject, text = told_of_supervision(one, part, by=by, **names)
    path = reverse("supervisors" if part == "practitioner" else "home")
    return NoticeToMany(person, subject, text, path, by_mail=person.pk not in newcomers)


def _told_of_all(first: Supervision, more: int, newcomers: Container[int], *, by: User) -> NoticeToMany:
    """Return what a supervisor is told of the first whom they supervise, and of how many more."""
    whom = people_in_words([first.practitioner] * (1 + more))
    return _told(first, "supervisor", newcomers, by=by, practitioner=whom)


@transaction.atomic
def end(
    supervisor: User, people: Collection[int], *, last_day: date, successor: User | None = None, by: Actor
) -> list[User]:
    """End the supervisions of the people with these keys by ``supervisor``, and return whose they were.

    From the day after ``last_day``, at the earliest today, ``successor`` supervises them, where one is named. One that
    begins today lasts until today, since what was seen was seen; one that would begin later never does.
    """
    following_on = max(last_day + timedelta(1), localdate())
    lasting = supervisor.supervises.not_over().order_by().values("practitioner")
    locked = User.objects.get_queryset().select_for_update(no_key=True).filter(pk__in=people)
    ended = []
    for practitioner in locked.filter(pk__in=lasting).order_by("pk"):
        supervision, phase = _end(practitioner, supervisor, last_day, successor, by)
        if successor:
            record("add", begin(practitioner, successor, on=following_on), by=by, about=practitioner)
        if practitioner.is_active:
            tell_of_end(supervision, phase, following_on=following_on, by=by)
        ended.append(practitioner)
    if ended:
        tell_supervisors_of_end(supervisor, ended, last_day=last_day, successor=successor, by=by)
    return ended


def _end(
    practitioner: User, supervisor: User, last_day: date, successor: User | None, by: Actor
) -> tuple[Supervision, Phase]:
    """Return what ends, and where that leaves it today: before its first day, which never comes, or as it was."""
    first, *never = Supervision.objects.of_pair(practitioner.pk, supervisor.pk).not_over()
    record("change", first, by=by, about=practitioner)
    first.practitioner, first.supervisor = practitioner, supervisor  # read already
    first.ended_on, first.successor = max(last_day, first.started_on), successor
    if first.started_on > max(last_day, localdate()):
        phase, never = Phase.BEFORE, [first, *never]
    else:
        phase = Phase.AFTER if first.ended_on < localdate() else Phase.DURING
        first.save()
    Supervision.objects.filter(pk__in=[one.pk for one in never]).delete()
    return first, phase


def leave(practitioner: User, *, by: Actor) -> None:
    """End who supervises somebody whose account is closed, from today on; those who did are told."""
    for supervision in practitioner.supervised_by.not_over().select_related("supervisor"):
        end(supervision.supervisor, [practitioner.pk], last_day=localdate() - timedelta(1), by=by)
