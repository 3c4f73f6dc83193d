"""Asking somebody to supervise, and answering: each act is one transaction, written to the audit record."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from competence_app.audit.actions import record
from competence_app.people import wording
from competence_app.people.actions.telling import tell
from competence_app.people.models import SupervisionRequest, User
from competence_app.people.models.supervision import SupervisionRequestQuerySet
from competence_app.people.rules.addresses import address_of
from competence_app.people.rules.asking import OPEN_AT_ONCE, AskRefusal

State = SupervisionRequest.State


@transaction.atomic
def ask(email: str, *, by: User) -> SupervisionRequest:
    """Ask whoever has this address to supervise ``by``; raise ``ValidationError`` that says why that cannot be.

    The one asked is told if they have an account; nothing that ``by`` sees differs by that.
    """
    email = address_of(email)
    # The second of two windows finds what the first one asked. With its key left free: whom they ask may ask them.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    waiting = set(SupervisionRequest.objects.made_by(by).open().values_list("email", flat=True))
    if refusal := _refusal(email, by, waiting):
        raise ValidationError(wording.REFUSALS[refusal].format(waiting=len(waiting)), code=refusal)
    request = SupervisionRequest.objects.create(practitioner=by, email=email)
    record("ask", request, by=by, about=by)
    if person := User.objects.filter(email=email, is_active=True).first():
        _tell_of_request(person, request)
    return request


@transaction.atomic
def cancel(request: SupervisionRequest, *, by: User) -> None:
    """Take back what ``by`` asked; raise ``SupervisionRequest.DoesNotExist`` unless it is theirs and open."""
    locked = _closed(SupervisionRequest.objects.made_by(by), request, State.CANCELLED)
    record("cancel", locked, by=by, about=by)


@transaction.atomic
def accept(request: SupervisionRequest, *, by: User) -> None:
    """Supervise who asked, from today; raise ``SupervisionRequest.DoesNotExist`` unless it waits for ``by``."""
    locked = _closed(SupervisionRequest.objects.addressed_to(by), request, State.ACCEPTED)
    if not by.supervises.current().filter(practitioner=locked.practitioner).exists():
        # One that was to begin later begins today.
        by.supervises.update_or_create(
            practitioner=locked.practitioner, ended_on=None, defaults={"started_on": timezone.localdate()}
        )
    record("accept", locked, by=by, about=locked.practitioner)
    tell(locked.practitioner, *wording.notice("accept", supervisor=by), path=reverse("supervisors"))


@transaction.atomic
def decline(request: SupervisionRequest, *, by: User) -> None:
    """Say no; raise ``SupervisionRequest.DoesNotExist`` unless it waits for ``by``."""
    locked = _closed(SupervisionRequest.objects.addressed_to(by), request, State.DECLINED)
    record("decline", locked, by=by, about=locked.practitioner)
    tell(locked.practitioner, *wording.notice("decline", supervisor=by), path=reverse("supervisors"))


def _refusal(email: str, by: User, waiting: Collection[str]) -> AskRefusal | None:
    if email == by.email:
        return AskRefusal.OWN_ADDRESS
    if by.supervisors().filter(email=email).exists():
        return AskRefusal.SUPERVISES_ALREADY
    if email in waiting:
        return AskRefusal.ASKED_ALREADY
    return AskRefusal.TOO_MANY if len(waiting) >= OPEN_AT_ONCE else None


def _tell_of_request(person: User, request: SupervisionRequest) -> None:
    told = wording.notice("ask", practitioner=request.practitioner)
    tell(person, *told, path=reverse("answer-request", args=[request.pk]), on_home=False)


def _closed(among: SupervisionRequestQuerySet, request: SupervisionRequest, state: State) -> SupervisionRequest:
    locked = among.open().select_for_update(of=("self",)).get(pk=request.pk)
    locked.state, locked.closed_at = state, timezone.now()
    locked.save(update_fields=["state", "closed_at"])
    return locked
