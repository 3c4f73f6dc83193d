"""The address that somebody signs in with: changed by its owner, confirmed at the new one, or by two administrators."""

from secrets import token_hex

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from competence_app.accounts import wording
from competence_app.accounts.actions.proposing import answer, propose
from competence_app.accounts.models import Proposal
from competence_app.accounts.rules.links import NEW_ADDRESS
from competence_app.accounts.wording import proposing
from competence_app.audit.actions import record
from competence_app.outbox.actions import write_password_link, write_to_another
from competence_app.people.actions import tell
from competence_app.people.models import SupervisionRequest, User
from competence_app.people.models.namesakes import take_turn
from competence_app.people.wording import ADDRESS_TAKEN


@transaction.atomic
def ask_new_address(user: User, address: str) -> None:
    """Write to ``address`` with a link by which ``user`` takes it; whether somebody has it shows in nothing."""
    token = signing.dumps([user.pk, user.email, address], salt=NEW_ADDRESS)
    link = settings.SITE_URL + reverse("confirm-address", args=[token])
    names = {"old": user.email, "organisation": settings.ORGANISATION, "link": link}
    write_to_another(user, address, *wording.letter("new address", **names))
    record("ask for another address", user, by=user, about=user)


@transaction.atomic
def change_address(user: User, address: str) -> None:
    """Let ``user`` sign in with ``address`` from now on; raise ``ValidationError`` where an account has it already.

    Who asked the old address to supervise, and waits, asks the new one.
    """
    take_turn()
    old = _move(user, address)
    user.save(update_fields=["email"])
    record("change address", user, by=user, about=user)
    names = {"new": address, "organisation": settings.ORGANISATION}
    write_to_another(user, old, *wording.letter("address changed", **names))


@transaction.atomic
def propose_address(person: User, address: str, *, reason: str, by: User) -> Proposal:
    """Ask a second administrator to give ``person`` another address; they are told where they get their mail now.

    Raise ``ValidationError`` where that waits already, or the account is closed.
    """
    if not person.is_active:
        raise ValidationError(proposing.ACCOUNT_CLOSED, code="closed")
    asked = propose(Proposal.Kind.ADDRESS, person, address=address, reason=reason, by=by)
    tell(person, *proposing.proposal_letter("address asked", by=by, new=address), path=reverse("account"))
    return asked


@transaction.atomic
def give_address(asked: Proposal, *, by: User) -> None:
    """Do it, as the second administrator: sessions, password and old links end; raise ``ValidationError``.

    Its owner chooses a password by a link to the new address, and is told at the old one.
    """
    take_turn()
    confirmed = answer(asked, Proposal.State.CONFIRMED, by=by)
    person = confirmed.person
    if not person.is_active:
        raise ValidationError(proposing.ACCOUNT_CLOSED, code="closed")
    old = _move(person, confirmed.address)
    person.set_unusable_password()
    person.sessions_salt = token_hex(8)
    person.save(update_fields=["email", "password", "sessions_salt"])
    names = {"asked_by": confirmed.asked_by, "by": by, "old": old, "new": person.email}
    names |= {"organisation": settings.ORGANISATION}
    write_to_another(person, old, *wording.letter("address taken", **names))
    write_password_link(person.email, *wording.letter("address given", **names))
    told = proposing.proposal_letter("address confirmed", by=by, person=person)
    tell(confirmed.asked_by, *told, path=reverse("person", args=[person.pk]))


def _move(user: User, address: str) -> str:
    """Set the address, not stored yet, and return the old one; the caller has taken its turn."""
    if User.objects.filter(email=address).exists():
        raise ValidationError(ADDRESS_TAKEN, code="taken")
    old: str = user.email
    user.email = address
    waiting = SupervisionRequest.objects.open()
    asked_both = list(waiting.filter(email=address).values_list("practitioner", flat=True))
    waiting.filter(email=old).exclude(practitioner__in=asked_both).update(email=address)
    return old
