"""Second steps: set up, used and taken away; each is on record, and its owner is told."""

import logging
from secrets import token_hex
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from competence_app.accounts.models.second_steps import BY_THEMSELVES, KIND
from competence_app.accounts.rules.second_steps import has_role
from competence_app.accounts.wording import signing_in as wording
from competence_app.audit.actions import record
from competence_app.people.actions import tell
from competence_app.people.models import User

LAST = "counter"  # of the half minutes since 1970, that of the last code that was used

logger = logging.getLogger(__name__)


def counter_of(secret: str, code: str) -> int | None:
    """Return for which half minute a code of an authenticator app is, of those just now; None for a wrong one."""
    counter: int
    for counter in totp.yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter))):
            return counter
    return None


def accept_code(user: User, code: str) -> Authenticator | None:
    """Return what of ``user`` a code is of, and spend it: none is good twice. None for a wrong one."""
    for kept in Authenticator.objects.filter(user=user, type__in=[KIND.TOTP, KIND.RECOVERY_CODES]).order_by("-type"):
        spend = _spend_of_app if kept.type == KIND.TOTP else _spend_of_codes
        try:
            if spend(kept, code):
                return kept
        except InvalidToken:
            logger.warning("The second step %s is sealed with a key that is not among SECOND_STEP_KEYS.", kept.pk)
    return None


def _spend_of_codes(kept: Authenticator, code: str) -> bool:
    return bool(kept.wrap().validate_code(code))


@transaction.atomic
def _spend_of_app(kept: Authenticator, code: str) -> bool:
    locked = Authenticator.objects.select_for_update().get(pk=kept.pk)
    counter = counter_of(get_adapter().decrypt(locked.data["secret"]), code)
    if counter is None or counter <= locked.data.get(LAST, 0):
        return False
    _note(locked, counter)
    return True


def _note(app: Authenticator, counter: int) -> None:
    app.data[LAST] = counter
    app.save(update_fields=["data"])


@transaction.atomic
def set_up_app(user: User, secret: str, *, counter: int) -> bool:
    """Let codes of an app that knows ``secret`` be a second step, in place of another app.

    ``counter`` is that of the code which showed that it does, and is used up. Return whether recovery codes were made.
    """
    Authenticator.objects.filter(user=user, type=KIND.TOTP).delete()
    _note(totp.TOTP.activate(user, secret).instance, counter)
    _write_down("set up app", user)
    return _has_now_codes(user)


@transaction.atomic
def add_passkey(user: User, name: str, credential: dict[str, Any]) -> bool:
    """Let a passkey sign ``user`` in; return whether recovery codes were made."""
    WebAuthn.add(user, name, credential)
    _write_down("add passkey", user)
    return _has_now_codes(user)


def _has_now_codes(user: User) -> bool:
    if Authenticator.objects.filter(user=user, type=KIND.RECOVERY_CODES).exists():
        return False
    RecoveryCodes.activate(user)
    return True


@transaction.atomic
def rename_passkey(kept: Authenticator, name: str, *, of: User) -> None:
    """Call one's own passkey otherwise; one that was removed meanwhile is left so."""
    _take_turn(of)
    locked = Authenticator.objects.filter(user=of, pk=kept.pk).first()
    if locked and locked.data["name"] != name:
        locked.data["name"] = name
        locked.save(update_fields=["data"])
        record("rename passkey", of, by=of, about=of)


@transaction.atomic
def make_codes(user: User) -> None:
    """Give ``user`` new recovery codes; former ones are good no more."""
    _take_turn(user)
    Authenticator.objects.filter(user=user, type=KIND.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    _write_down("make recovery codes", user)


@transaction.atomic
def remove_second_step(kept: Authenticator, *, of: User) -> None:
    """Let one's own app or passkey be no second step any more; with the last go the recovery codes.

    Raise ``ValidationError`` for the last of somebody whose role needs one.
    """
    _take_turn(of)
    every = Authenticator.objects.filter(user=of)
    is_last = not every.filter(type__in=BY_THEMSELVES).exclude(pk=kept.pk).exists()
    if is_last and has_role(of, settings.SECOND_STEP_ROLES):
        raise ValidationError(wording.LAST_STEP, code="last")
    (every if is_last else every.filter(pk=kept.pk)).delete()
    _write_down("remove app" if kept.type == KIND.TOTP else "remove passkey", of)


def _take_turn(user: User) -> None:
    User.objects.get_queryset().select_for_update().get(pk=user.pk)


def _write_down(verb: str, user: User) -> None:
    record(verb, user, by=user, about=user)
    tell(user, *wording.second_step_notice(verb), path=reverse("second-steps"), on_home=False)


@transaction.atomic
def take_second_steps(person: User, *, by: User) -> None:
    """Take away all that somebody has lost, and end their sessions: whoever found it may be in one."""
    Authenticator.objects.filter(user=person).delete()
    person.sessions_salt = token_hex(8)
    person.save(update_fields=["sessions_salt"])
    record("take second steps", person, by=by, about=person)
    tell(person, *wording.second_step_notice("take second steps", by=by), path=reverse("second-steps"))
