"""Reminding people of what is due and of what waits for them: one e-mail a person and day, without a rating in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment, AssessmentQuerySet, Reminder
from competence_app.assessments.rules.due import AFTER_EVERY, ReminderKind, due_mark, months_after, waiting_mark
from competence_app.assessments.rules.lifecycle import WAITING
from competence_app.assessments.wording import reminder_subject
from competence_app.outbox.actions import write_mail
from competence_app.outbox.models import Mail
from competence_app.people.models import User


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing to remind one person of: since ``mark``, of what happened or happens on ``day``."""

    person: User
    assessment: Assessment
    kind: ReminderKind
    mark: date
    day: date

    @property
    def link(self) -> str:
        """Where they do it."""
        if self.kind is ReminderKind.WAITING:
            path = reverse("review", args=[self.assessment.pk])
        else:
            path = reverse("start", args=[self.assessment.content.code])
        return f"{settings.SITE_URL}{path}"


def items_by_person(today: date) -> dict[User, list[DueItem]]:
    """Return what everybody is to be reminded of today and was not yet, in three queries."""
    told = _last_told(today)
    found: dict[User, list[DueItem]] = defaultdict(list)
    for item in (*_to_renew(today), *_waiting(today)):
        if told.get((item.person.pk, item.assessment.pk, item.kind), date.min) < item.mark:
            found[item.person].append(item)
    return dict(found)


def _last_told(today: date) -> dict[tuple[int, int, str], date]:
    """Return when each person was last reminded of each assessment in each way, as far back as marks go."""
    recent = Reminder.objects.filter(sent_on__gte=today - timedelta(AFTER_EVERY))
    last = recent.values_list("person", "assessment", "kind").annotate(Max("sent_on"))
    return {(person, assessment, kind): day for person, assessment, kind, day in last}


def _to_renew(today: date) -> Iterator[DueItem]:
    """Yield the last agreed ones that are or soon will be out of date; not while the next one is with a supervisor."""
    for assessment in _to_remind_of().to_renew():
        day = months_after(_day(assessment.agreed_at), assessment.framework.interval)
        if found := due_mark(day, today, assessment.framework.interval):
            yield DueItem(assessment.practitioner, assessment, *found, day)


def _waiting(today: date) -> Iterator[DueItem]:
    """Yield what is with somebody who supervises its practitioner now."""
    waiting = _to_remind_of().filter(state__in=WAITING).with_status("practitioner")
    for assessment in waiting.longest_waiting_first():
        day = _day(assessment.with_supervisor_since)
        if assessment.supervisor and assessment.is_supervised and (found := waiting_mark(day, today)):
            yield DueItem(assessment.supervisor, assessment, *found, day)


def _to_remind_of() -> AssessmentQuerySet:
    return Assessment.objects.in_use().filter(practitioner__is_active=True)


def _day(moment: datetime | None) -> date:
    assert moment  # noqa: S101 - a constraint of the state
    return localdate(moment)


def remind(person: User, items: Sequence[DueItem], *, on: date) -> bool:
    """Note down under the day ``on`` and write one e-mail, both or neither; return whether that was still to do.

    A second run on the same day finds the note and writes nothing.
    """
    text = render_to_string("assessments/reminder.txt", {"items": items}).strip()
    try:
        with transaction.atomic():
            Reminder.objects.bulk_create(_note(item, on) for item in items)
            languages = (item.assessment.content.language for item in items)
            write_mail(Mail.Kind.REMINDER, person.email, reminder_subject(len(items)), text, languages=languages)
    except IntegrityError:
        return False  # the other run's
    return True


def _note(item: DueItem, on: date) -> Reminder:
    return Reminder(person=item.person, assessment=item.assessment, kind=item.kind, sent_on=on)
