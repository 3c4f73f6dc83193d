"""What would let everybody in without a second step: `manage.py check --deploy` says it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def trusted_networks_are_told_apart(**_options: Any) -> list[CheckMessage]:
    """Find an error where networks are trusted, and whoever comes through the proxy comes from its own address."""
    if not settings.TRUSTED_NETWORKS or settings.BEHIND_PROXY:
        return []
    hint = "Set BEHIND_PROXY=1, and let the proxy write X-Forwarded-For itself."
    return [Error("TRUSTED_NETWORKS trusts the proxy's address, which is everybody's.", hint=hint, id="accounts.E001")]
