"""Passwords that are entered: each is written down, and whoever guesses has to wait."""

from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from competence_app.accounts.models import SignIn
from competence_app.accounts.queries.sign_ins import address_digest, network_digest
from competence_app.accounts.rules.guessing import NETWORK_WAITS, TOLD_AT
from competence_app.accounts.wording import signing_in as wording
from competence_app.audit.actions import record
from competence_app.people.actions import tell
from competence_app.people.models import Restriction, User

KEPT = timedelta(days=90)


class Attempt:
    """Somebody who enters a password with an address, from the network of a request.

    What is entered by a program counts for itself, as another ``kind``: no colleague in its network waits for it.
    """

    def __init__(self, address: str, request: HttpRequest, *, kind: str = "network") -> None:
        """Look up what was entered before."""
        self._typed, self._address = address, address_digest(address)
        self._network = network_digest(request, kind)
        self._guesses = SignIn.objects.all().guesses(self._address, self._network, timezone.now())

    @property
    def wait(self) -> int:
        """How many seconds there are to wait before the password is looked at."""
        return self._guesses.wait(timezone.now())

    @property
    def wait_for_code(self) -> int:
        """The same of a code after the right password."""
        return self._guesses.wait(timezone.now(), for_code=True)

    def failed(self) -> None:
        """Write down that the password was wrong, or nobody's: whether there is an account shows in nothing.

        Where whoever enters them has to wait from now on, or for longer, that is on record.
        """
        wrong = self._note(None, SignIn.Outcome.WRONG)
        if grown := self._guesses.waits_grown:
            person = User.objects.get_queryset().filter(email=self._typed).first()
            for verb in grown:
                record(verb, wrong, by=None, about=person if verb != NETWORK_WAITS else None)

    @transaction.atomic
    def failed_with_code(self, person: User) -> None:
        """Write down that the code was wrong; ``person`` hears of it, once a day, where there are several."""
        self._note(None, SignIn.Outcome.CODE)
        if self._guesses.codes.times + 1 == TOLD_AT:
            tell(person, *wording.WRONG_CODES, path=reverse("account"))

    @transaction.atomic
    def succeeded(self, person: User) -> None:
        """Write down that it was right; what was wrong before is forgiven."""
        wrong = self._guesses.pair.times
        if wrong:
            SignIn.objects.all().forgive(self._address, self._network)
        self._note(person, SignIn.Outcome.RIGHT)
        record("sign in after wrong passwords" if wrong else "sign in", person, by=person)

    def _note(self, person: User | None, outcome: SignIn.Outcome) -> SignIn:
        return SignIn.objects.create(person=person, address=self._address, network=self._network, outcome=outcome)


def forget_sign_ins(now: datetime) -> None:
    """Delete what was entered so long ago that nobody asks, but by those of whom everything is kept."""
    kept = Restriction.objects.in_force().about("person")
    SignIn.objects.filter(~kept).before(now - KEPT).delete()
