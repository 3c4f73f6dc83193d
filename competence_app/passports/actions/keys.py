"""Making and retiring the keys that passports are signed with: files that only the service can read."""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from competence_app.passports.queries import own_keys
from competence_app.passports.rules.keys import new_key, public_part, thumbprint_of


def make_key() -> str:
    """Make a key that signs from now on, and return its address; those before it still verify what they signed."""
    folder = Path(settings.PASSPORT_KEYS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = new_key(_address, int(timezone.now().timestamp()))
    _write(key)
    return str(key["kid"])


def retire_key(thumbprint: str) -> None:
    """Take a key's private part away: it signs nothing more. Raise ``KeyError`` where there is none."""
    known = {thumbprint_of(key["kid"]): key for key in own_keys()}
    _write(public_part(known[thumbprint]))


def _address(thumbprint: str) -> str:
    return f"{settings.SITE_URL}{reverse('passport-key', args=[thumbprint])}"


def _write(key: dict[str, Any]) -> None:
    """Store a key whole or not at all, for the service's own account alone."""
    file = Path(settings.PASSPORT_KEYS, f"{thumbprint_of(key['kid'])}.json")
    beside = file.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        json.dump(key, opened)
    beside.replace(file)
