"""What would keep e-mails, or the links in them, from people: `manage.py check --deploy` says it."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

NOWHERE = {f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy", "filebased", "locmem")}
OWN_MACHINE = {"localhost", "127.0.0.1", "::1", None}


@register(Tags.security, deploy=True)
def emails_reach_people(**_options: Any) -> list[CheckMessage]:
    """Find an error where pages are served over HTTPS, to others that is, and e-mails go nowhere or lead nowhere."""
    if not settings.SECURE_SSL_REDIRECT:
        return []
    return [*_backend(), *_site()]


def _backend() -> list[CheckMessage]:
    if settings.EMAIL_BACKEND not in NOWHERE:
        return []
    hint = "Set EMAIL_URL to a mail server, such as smtp+tls://user:password@host:587."
    return [Error("E-mails reach nobody: invitations and links to passwords are lost.", hint=hint, id="outbox.E001")]


def _site() -> list[CheckMessage]:
    site = urlsplit(settings.SITE_URL)
    if site.scheme == "https" and site.hostname not in OWN_MACHINE:
        return []
    hint = "Set SITE_URL to the address that people use, such as https://ratings.example.org."
    return [Error(f"Links in e-mails lead to {settings.SITE_URL}.", hint=hint, id="outbox.E002")]
