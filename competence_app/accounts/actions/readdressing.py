"""A person's own change of the address that they sign in with: confirmed at the new one, told to the old one."""

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from competence_app.accounts import wording
from competence_app.accounts.rules.links import NEW_ADDRESS
from competence_app.audit.actions import record
from competence_app.outbox.actions import write_to_another
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
    if User.objects.filter(email=address).exists():
        raise ValidationError(ADDRESS_TAKEN, code="taken")
    old, user.email = user.email, address
    user.save(update_fields=["email"])
    waiting = SupervisionRequest.objects.open()
    asked_both = list(waiting.filter(email=address).values_list("practitioner", flat=True))
    waiting.filter(email=old).exclude(practitioner__in=asked_both).update(email=address)
    record("change address", user, by=user, about=user)
    names = {"new": address, "organisation": settings.ORGANISATION}
    write_to_another(user, old, *wording.letter("address changed", **names))
