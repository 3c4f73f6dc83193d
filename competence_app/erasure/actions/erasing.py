"""Erasing somebody who has left, as the second administrator."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from competence_app.accounts.actions.proposing import answer, propose
from competence_app.accounts.models import Proposal
from competence_app.erasure import wording
from competence_app.erasure.actions.accounts import forget_account
from competence_app.erasure.actions.assessments import forget_assessments
from competence_app.erasure.actions.names import forget_names
from competence_app.erasure.queries import refusal_in_words
from competence_app.people.actions import tell
from competence_app.people.models import User
from competence_app.people.models.namesakes import take_turn


@transaction.atomic
def propose_erasure(person: User, *, reason: str, by: User) -> Proposal:
    """Ask a second administrator to erase somebody; raise ``ValidationError`` that says what is against it."""
    _check(person)
    return propose(Proposal.Kind.ERASURE, person, reason=reason, by=by)


@transaction.atomic
def erase(asked: Proposal, *, by: User) -> None:
    """Do it, for good; raise ``ValidationError`` that says what is against it. Whoever asked is told."""
    take_turn()
    confirmed = answer(asked, Proposal.State.CONFIRMED, by=by)
    _check(confirmed.person)
    forget(confirmed.person)
    tell(confirmed.asked_by, *wording.erased_notice(by=by, person=confirmed.person), path=reverse("people"))


def _check(person: User) -> None:
    if refusal := refusal_in_words(person):
        raise ValidationError(refusal, code="refused")


def forget(person: User) -> None:
    """Leave of a person whose account is closed what others' records and closed counts need, and no name.

    The caller has taken its turn and locked the person.
    """
    forget_assessments(person)
    forget_names(person)
    forget_account(person)
