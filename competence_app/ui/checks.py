"""What makes an installation a demo, or leaves nobody to be told: `manage.py check --deploy` says it."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

CONTACTS = {"https", "mailto", "tel"}  # RFC 9116


@register(Tags.security, deploy=True)
def is_no_demo(**_options: Any) -> list[CheckMessage]:
    """Find an error where pages show the program's inside, or are signed with the key that everybody can read."""
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(_error("DEBUG is on: error pages show the program's inside.", "Unset DEBUG.", 1))
    if settings.SECRET_KEY == settings.DEMO_SECRET_KEY:
        hint = "Set SECRET_KEY to a long random text of your own: whoever has it can sign in as anybody."
        found.append(_error("SECRET_KEY is the demo's, which everybody can read.", hint, 2))
    return found


@register(Tags.security, deploy=True)
def weaknesses_can_be_reported(**_options: Any) -> list[CheckMessage]:
    """Find an error where there is a contact for those who find a weakness that leads nowhere."""
    contact = settings.SECURITY_CONTACT
    if not contact or urlsplit(contact).scheme in CONTACTS:
        return []
    hint = "Write it as mailto:security@example.org, or as an address that begins with https://."
    return [_error(f"SECURITY_CONTACT is {contact}, which is no address.", hint, 3)]


def _error(what: str, hint: str, number: int) -> Error:
    return Error(what, hint=hint, id=f"ui.E00{number}")
