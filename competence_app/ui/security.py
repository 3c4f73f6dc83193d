"""Whom to tell about a weakness of the service, as RFC 9116 has it."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

HOLDS = timedelta(days=180)  # from the day on which somebody reads it: it is true for as long as it is served


@login_not_required
@require_safe
def security_file(request: HttpRequest) -> HttpResponse:
    """Give ``security.txt``; there is none until an installation says whom to tell."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = datetime.combine(timezone.now().date() + HOLDS, time())
    lines = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": f"{until.isoformat()}Z",
        "Preferred-Languages": "en",
        "Canonical": settings.SITE_URL + request.path,
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
