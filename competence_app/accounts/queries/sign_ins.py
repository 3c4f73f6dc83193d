"""Where and when somebody signed in, and who tried to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from competence_app.accounts.models import SignIn
from competence_app.accounts.requests import ip_address_of
from competence_app.people.models import User

OF_ONE_OWNER = 64  # bits of an IPv6 address
SHOWN, READ = 5, 100


@dataclass(frozen=True, slots=True)
class LastSignIns:
    """The last times that somebody signed in, the latest first, each with whether from the network of the request.

    ``wrong`` are the moments at which wrong passwords, or codes, were entered with their address, and not forgiven,
    the latest first: what somebody mistyped before signing in there is.
    """

    right: Sequence[tuple[datetime, bool]]
    wrong: Sequence[datetime]


def last_sign_ins(user: User, request: HttpRequest) -> LastSignIns:
    """Return them in one query, as far as the last attempts go."""
    here, outcome = network_digest(request), SignIn.Outcome
    entered = list(SignIn.objects.filter(address=address_digest(user.email))[:READ])
    right = [(one.at, one.network == here) for one in entered if one.outcome == outcome.RIGHT]
    return LastSignIns(right[:SHOWN], [one.at for one in entered if one.outcome in outcome.not_right()])


def address_digest(address: str) -> str:
    """Return what stands for an address: what is typed there may be anybody's, or a password."""
    return _digest("address", address)


def network_digest(request: HttpRequest, kind: str = "network") -> str:
    """Return what stands for the network that a request comes from, for whoever counts requests of this kind."""
    return _digest(kind, _network_of(request))


def _digest(what: str, text: str) -> str:
    return salted_hmac(f"sign-in {what}", text, algorithm="sha256").hexdigest()[:32]


def _network_of(request: HttpRequest) -> str:
    """Return the network that a request comes from: an IPv4 address, or what one owner has of IPv6 ones."""
    try:
        address = ip_address(ip_address_of(request))
    except ValueError:
        return ""  # a server that listens on a socket names none: all who come through it count as one
    bits = OF_ONE_OWNER if address.version > 4 else address.max_prefixlen  # noqa: PLR2004 - the version's number
    return str(ip_network((address, bits), strict=False))
