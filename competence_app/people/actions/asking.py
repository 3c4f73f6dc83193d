"""Asking somebody to supervise, and answering: each act is one transaction, written to the audit record."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from competence_app.audit.actions import record
from competence_app.outbox.actions import write_mail
from competence_app.outbox.models import Mail
from competence_app.people import wording
from competence_app.people.actions.supervising import begin
from competence_app.people.actions.telling import tell
from competence_app.people.models import Supervision, SupervisionRequest, User
from competence_app.people.models.supervision import SupervisionRequestQuerySet
from competence_app.people.rules.addresses import address_of
from competence_app.people.rules.asking import REST, AskRefusal, Past, asked_again_from, refusal_to_ask

State = SupervisionRequest.State
IN_VAIN = (State.DECLINED, State.CANCELLED)


@transaction.atomic
def ask(email: str, *, by: User) -> SupervisionRequest:
    """Ask whoever has this address to supervise ``by``; raise ``ValidationError`` that says why that cannot be.

    Return the request that waits for an answer already, where there is one: the button was pressed twice.
    The one asked is told by e-mail if they have an account when it is sent. Nothing that ``by`` sees differs by that,
    not even how long it takes: nobody looks for the account here.
    """
    email = address_of(email)
    # The second of two windows finds what the first one asked. With its key left free: whom they ask may ask them.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    past = _past(by)
    refusal = _refusal(email, by, past)
    if refusal is AskRefusal.ASKED_ALREADY:
        return SupervisionRequest.objects.made_by(by).open().get(email=email)
    if refusal:
        raise ValidationError(_why(refusal, email, past), code=refusal)
    request = SupervisionRequest.objects.create(practitioner=by, email=email)
    record("ask", request, by=by, about=by)
    path = reverse("answer-request", args=[request.pk])
    write_mail(Mail.Kind.NOTICE, email, *wording.notice("ask", practitioner=by), path=path)
    return request


@transaction.atomic
def cancel(request: SupervisionRequest, *, by: User) -> None:
    """Take back what ``by`` asked; raise ``SupervisionRequest.DoesNotExist`` unless it is theirs and open."""
    locked = _closed(SupervisionRequest.objects.made_by(by), request, State.CANCELLED)
    record("cancel", locked, by=by, about=by)


@transaction.atomic
def accept(request: SupervisionRequest, *, by: User) -> date | None:
    """Supervise who asked, from today and without an end; return the end that was set before and is lifted by it.

    Raise ``SupervisionRequest.DoesNotExist`` unless it waits for ``by``.
    """
    locked = _closed(SupervisionRequest.objects.addressed_to(by), request, State.ACCEPTED)
    lifted = _supervise(locked.practitioner, by)
    record("accept", locked, by=by, about=locked.practitioner)
    ended = date_format(lifted, wording.DAY) if lifted else ""
    told = wording.notice("accept again" if lifted else "accept", supervisor=by, ended=ended)
    tell(locked.practitioner, *told, path=reverse("supervisors"))
    return lifted


def _supervise(practitioner: User, supervisor: User) -> date | None:
    today = timezone.localdate()
    pair = Supervision.objects.of_pair(practitioner.pk, supervisor.pk)
    User.objects.select_for_update(no_key=True).get(pk=practitioner.pk)
    lifted = pair.current().values_list("ended_on", flat=True).first()
    begin(practitioner, supervisor, on=today)
    return lifted


@transaction.atomic
def decline(request: SupervisionRequest, *, by: User) -> None:
    """Say no; raise ``SupervisionRequest.DoesNotExist`` unless it waits for ``by``."""
    locked = _closed(SupervisionRequest.objects.addressed_to(by), request, State.DECLINED)
    record("decline", locked, by=by, about=locked.practitioner)
    tell(locked.practitioner, *wording.notice("decline", supervisor=by), path=reverse("supervisors"))


def _past(by: User) -> list[Past]:
    made = SupervisionRequest.objects.made_by(by)
    recent = made.filter(Q(state=State.OPEN) | Q(asked_at__gt=timezone.now() - timedelta(days=1)) | _in_vain())
    return [Past(one.email, one.asked_at, _ended_on(one), one.is_open) for one in recent]


def _in_vain() -> Q:
    return Q(state__in=IN_VAIN, closed_at__gt=timezone.now() - REST - timedelta(days=1))


def _ended_on(request: SupervisionRequest) -> date | None:
    in_vain = request.closed_at if request.state in IN_VAIN else None
    return timezone.localdate(in_vain) if in_vain else None


def _refusal(email: str, by: User, past: Sequence[Past]) -> AskRefusal | None:
    if email == by.email:
        return AskRefusal.OWN_ADDRESS
    if by.supervisors().filter(email=email).exists():
        return AskRefusal.SUPERVISES_ALREADY
    return refusal_to_ask(email, past, now=timezone.now(), today=timezone.localdate())


def _why(refusal: AskRefusal, email: str, past: Sequence[Past]) -> str:
    again = asked_again_from(email, past)
    waiting = sum(request.is_open for request in past)
    day = date_format(again, wording.DAY) if again else ""
    return wording.REFUSALS[refusal].format(waiting=waiting, again=day)


def _closed(among: SupervisionRequestQuerySet, request: SupervisionRequest, state: State) -> SupervisionRequest:
    locked = among.open().select_for_update(of=("self",)).get(pk=request.pk)
    locked.state, locked.closed_at = state, timezone.now()
    locked.save(update_fields=["state", "closed_at"])
    return locked
