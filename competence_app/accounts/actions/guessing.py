"""Passwords that are entered: each is written down, and whoever guesses has to wait."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from competence_app.accounts.models import SignIn
from competence_app.people.models import User

KEPT = timedelta(days=90)
OF_ONE_OWNER = 64  # bits of an IPv6 address


class Attempt:
    """Somebody who enters a password with an address, from the network of a request."""

    def __init__(self, address: str, request: HttpRequest) -> None:
        """Look up what was entered before."""
        self._address, self._network = _digest("address", address), _digest("network", network_of(request))
        self._guesses = SignIn.objects.all().guesses(self._address, self._network, timezone.now())

    @property
    def wait(self) -> int:
        """How many seconds there are to wait before the password is looked at."""
        return self._guesses.wait(timezone.now())

    def failed(self) -> None:
        """Write down that the password was wrong, or nobody's: whether there is an account shows in nothing."""
        self._note(None, SignIn.Outcome.WRONG)

    def succeeded(self, person: User) -> None:
        """Write down that it was right; what was wrong before is forgiven."""
        if self._guesses.pair.times:
            SignIn.objects.all().forgive(self._address, self._network)
        self._note(person, SignIn.Outcome.RIGHT)

    def _note(self, person: User | None, outcome: SignIn.Outcome) -> None:
        SignIn.objects.create(person=person, address=self._address, network=self._network, outcome=outcome)


def network_of(request: HttpRequest) -> str:
    """Return the network that a request comes from: an IPv4 address, or what one owner has of IPv6 ones."""
    sent = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    given = sent.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")  # the last is what our proxy saw
    try:
        address = ip_address(given)
    except ValueError:
        return ""  # a server that listens on a socket names none: all who come through it count as one
    bits = OF_ONE_OWNER if address.version > 4 else address.max_prefixlen  # noqa: PLR2004 - the version's number
    return str(ip_network((address, bits), strict=False))


def _digest(what: str, text: str) -> str:
    return salted_hmac(f"sign-in {what}", text, algorithm="sha256").hexdigest()[:32]


def forget_sign_ins(now: datetime) -> None:
    """Delete what was entered so long ago that nobody asks."""
    SignIn.objects.all().before(now - KEPT).delete()
