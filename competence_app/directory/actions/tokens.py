"""Making and revoking tokens, and letting in whoever has a good one."""

from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from competence_app.accounts.actions.guessing import Attempt
from competence_app.audit.actions import record
from competence_app.directory import wording
from competence_app.directory.models import Token
from competence_app.directory.rules.refusing import RefusedError
from competence_app.directory.rules.tokens import bearer, new_token
from competence_app.people.rules.tokens import digest_of

SOME_TOKEN = "a directory's token"  # noqa: S105 - what is guessed at, in the place of an address, and is none
USED_WITHIN = timedelta(minutes=1)  # is not written down again


@transaction.atomic
def make_token(name: str, *, expires_at: datetime | None = None) -> str:
    """Store a token by that name and return it: nobody ever sees it again; raise ``ValidationError``."""
    text = new_token()
    token = Token(name=name, digest=digest_of(text), expires_at=expires_at)
    token.full_clean()
    token.save()
    record("add", token, by=None)
    return text


@transaction.atomic
def revoke_token(token: Token) -> None:
    """Let nobody in by a token any more."""
    if token.revoked_at:
        return
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record("revoke", token, by=None)


def let_in(request: HttpRequest) -> Token:
    """Return the good token that a request has; raise ``RefusedError`` for any other.

    Whoever guesses has to wait, and whoever has a good one never does: nobody can lock a directory out.
    """
    text, now = bearer(request.headers.get("Authorization", "")), timezone.now()
    if not text:
        raise _unknown()
    token = Token.objects.of(text).first()
    if token and token.is_good(now) and compare_digest(token.digest, digest_of(text)):
        _note_use(token, now)
        return token
    raise _refused(request, token)


def _note_use(token: Token, now: datetime) -> None:
    if token.last_used_at is None or now - token.last_used_at >= USED_WITHIN:
        token.last_used_at = now
        token.save(update_fields=["last_used_at"])


def _refused(request: HttpRequest, token: Token | None) -> RefusedError:
    """Write down that a token was wrong, unless there were too many of late; one that was good once, on record."""
    attempt = Attempt(SOME_TOKEN, request, kind="directory")
    if attempt.wait:
        seconds = str(attempt.wait)
        return RefusedError(429, wording.WAIT.format(seconds=seconds), {"Retry-After": seconds})
    attempt.failed()
    if token:
        record("be refused", token, by=token)
    return _unknown()


def _unknown() -> RefusedError:
    return RefusedError(401, wording.NO_TOKEN, {"WWW-Authenticate": "Bearer"})
