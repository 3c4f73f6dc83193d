"""What others need to check passports that were made here, open to all: it tells nothing of people."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from competence_app.passports.queries import published_keys, revoked_ids
from competence_app.passports.rules.credential import REVOCATION_LIST
from competence_app.passports.rules.keys import thumbprint_of

KEPT_FOR = 3600  # seconds


@login_not_required
@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
def keys_file(_request: HttpRequest) -> JsonResponse:
    """Give the public keys, those that sign no more among them."""
    return JsonResponse(published_keys())


@login_not_required
@require_safe
def key_file(_request: HttpRequest, thumbprint: str) -> JsonResponse:
    """Give one of the public keys, at the address that tokens name."""
    known = {thumbprint_of(key["kid"]): key for key in published_keys()["keys"]}
    if thumbprint not in known:
        raise Http404
    return JsonResponse(known[thumbprint])


@login_not_required
@require_safe
def revocations_file(_request: HttpRequest) -> JsonResponse:
    """Give the ids of the passports that were revoked: random numbers, which only who has the passport can place."""
    address = settings.SITE_URL + reverse("passport-revocations")
    revoked = [{"id": one, "revoked": True} for one in revoked_ids()]
    return JsonResponse(
        {"id": address, "type": REVOCATION_LIST, "issuer": settings.SITE_URL, "revokedCredential": revoked}
    )
