"""Who gets to the pages about other people's accounts, and by a link that was sent to one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from competence_app.accounts import wording
from competence_app.accounts.models import Proposal
from competence_app.accounts.rules.links import NEW_ADDRESS, NEW_ADDRESS_HOLDS
from competence_app.people.doors import administered, check_administrator, to_administer
from competence_app.people.models import User
from competence_app.people.requests import SignedInRequest
from competence_app.ui.missing import NoLongerError

View = Callable[..., HttpResponseBase]


def new_address(user: User, token: str) -> str:
    """Return the address that ``user`` asked for by the link with this token.

    Raise ``Http404`` for everybody else's, and ``NoLongerError`` where it is used or too old.
    """
    try:
        key, old, new = signing.loads(token, salt=NEW_ADDRESS)
        signing.loads(token, salt=NEW_ADDRESS, max_age=NEW_ADDRESS_HOLDS)
        is_used = old != user.email
    except signing.SignatureExpired:
        is_used = True
    except signing.BadSignature as error:
        raise Http404 from error
    if key != user.pk:
        raise Http404
    if is_used:
        raise NoLongerError(wording.LINK_PAST)
    return str(new)


def before_second_step(view: View) -> View:
    """Let whoever still has to take their second step get to a page."""
    view.before_second_step = True  # type: ignore[attr-defined]  # as Django marks views itself
    return view


def with_single_sign_on(view: View) -> View:
    """Let a page be there where the organisation has a sign-in service of its own."""
    return _where("OIDC_ISSUER", view)


def with_local_passwords(view: View) -> View:
    """Let a page be there where people have passwords of ours."""
    return _where("LOCAL_PASSWORDS", view)


def _where(setting: str, view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(settings, setting):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def own_second_step(user: User, pk: int) -> Authenticator:
    """Return an app or a passkey of one's own; raise ``Http404``."""
    return get_object_or_404(Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES), user=user, pk=pk)


def own_passkey(user: User, pk: int) -> Authenticator:
    """Return a passkey of one's own; raise ``Http404``."""
    return get_object_or_404(Authenticator, type=Authenticator.Type.WEBAUTHN, user=user, pk=pk)


def to_take_second_steps_from(user: User, pk: int) -> User:
    """Return anybody but oneself, to whoever administers people; raise ``Http404``."""
    if pk == user.pk:
        raise Http404
    return to_administer(user, pk)


def administrators_only(view: View) -> View:
    """Let the page be there for people administrators alone."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check_administrator(request.user)
        return view(request, *args, **kwargs)

    return checked


def proposal(user: User, pk: int) -> Proposal:
    """Return what one administrator asked for, whatever came of it, to all of them; raise ``Http404``."""
    return get_object_or_404(administered(user, Proposal.objects.with_people()), pk=pk)


def proposal_of(kind: Proposal.Kind, user: User, pk: int) -> Proposal:
    """Return the same of one kind; raise ``Http404``."""
    return get_object_or_404(administered(user, Proposal.objects.with_people()), kind=kind, pk=pk)
