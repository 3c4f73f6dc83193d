"""What two people administrators do together: one asks for it, another one confirms or refuses. Each step is on record.

What is then done has its own verb: it calls ``answer`` first, in the same transaction.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from competence_app.accounts.models import Proposal
from competence_app.accounts.rules.proposals import ProposalRefusal, refusal_to_answer
from competence_app.accounts.wording import proposing as wording
from competence_app.audit.actions import record
from competence_app.outbox.actions import Letter, write_each
from competence_app.outbox.models import Mail
from competence_app.people.actions import tell
from competence_app.people.models import User

State = Proposal.State


@transaction.atomic
def propose(kind: Proposal.Kind, person: User, *, reason: str, address: str = "", by: User) -> Proposal:
    """Ask for something to be done to the account of ``person``; the other administrators are told by e-mail.

    Raise ``ValidationError`` where the same waits already, or where ``by`` asks it for themselves.
    """
    User.objects.get_queryset().select_for_update(no_key=True).get(pk=person.pk)  # two who ask at once
    if person == by:
        raise ValidationError(wording.REFUSALS[ProposalRefusal.CONCERNED], code="concerned")
    before = Proposal.objects.open().filter(person=person, kind=kind)
    if before.waiting().exists():
        raise ValidationError(wording.PROPOSED_ALREADY, code="waits")
    before.update(state=State.LAPSED, closed_at=timezone.now())
    asked = Proposal.objects.create(kind=kind, person=person, address=address, reason=reason, asked_by=by)
    record(f"ask for {kind}", person, by=by, about=person)
    _write_to_administrators(asked)
    return asked


def _write_to_administrators(asked: Proposal) -> None:
    others = User.objects.filter(is_active=True, is_people_administrator=True)
    addresses = others.exclude(pk__in=[asked.asked_by_id, asked.person_id]).values_list("email", flat=True)
    told = wording.proposal_letter("asked", by=asked.asked_by)
    write_each(Mail.Kind.NOTICE, [Letter(to, *told, reverse("proposals")) for to in addresses])


def answer(asked: Proposal, state: Proposal.State, *, by: User) -> Proposal:
    """Close what was asked for as confirmed or refused, and return it with its people, all locked.

    Raise ``ValidationError`` that says why ``by`` cannot: to confirm takes two administrators at this moment.
    """
    locked = Proposal.objects.select_for_update().get(pk=asked.pk)
    needed = {by.pk} if state == State.REFUSED else {by.pk, locked.asked_by_id}
    people = User.objects.get_queryset().select_for_update(no_key=True).order_by("pk")
    found = people.in_bulk({by.pk, locked.asked_by_id, locked.person_id})
    are_there = all(found[key].is_active and found[key].is_people_administrator for key in needed)
    whose = {"by": by.pk, "asked_by": locked.asked_by_id, "person": locked.person_id}
    if refusal := refusal_to_answer(**whose, is_waiting=locked.is_waiting, are_there=are_there):
        raise ValidationError(wording.REFUSALS[refusal], code=refusal)
    locked.person, locked.asked_by = found[locked.person_id], found[locked.asked_by_id]
    locked.state, locked.answered_by, locked.closed_at = state, by, timezone.now()
    locked.save(update_fields=["state", "answered_by", "closed_at"])
    record(f"{wording.ANSWERED[state]} {locked.kind}", locked.person, by=by, about=locked.person)
    return locked


@transaction.atomic
def refuse(asked: Proposal, *, by: User) -> None:
    """Say no to what another administrator asked for, who is told; raise ``ValidationError``."""
    refused = answer(asked, State.REFUSED, by=by)
    told = wording.proposal_letter("refused", by=by, kind=refused.get_kind_display(), person=refused.person)
    tell(refused.asked_by, *told, path=reverse("person", args=[refused.person_id]))


@transaction.atomic
def withdraw_proposal(asked: Proposal, *, by: User) -> None:
    """Take back what ``by`` asked for; raise ``ValidationError`` unless it is theirs and open."""
    locked = Proposal.objects.open().filter(asked_by=by).select_for_update().filter(pk=asked.pk).first()
    if not locked:
        raise ValidationError(wording.REFUSALS[ProposalRefusal.PAST], code="past")
    locked.state, locked.closed_at = State.WITHDRAWN, timezone.now()
    locked.save(update_fields=["state", "closed_at"])
    record(f"withdraw {locked.kind}", asked.person, by=by, about=asked.person)
