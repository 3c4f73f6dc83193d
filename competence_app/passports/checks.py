"""What would let others sign passports: `manage.py check --deploy` says it."""

import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@register(Tags.security, deploy=True)
def keys_are_secret(**_options: Any) -> list[CheckMessage]:
    """Find an error for each key that other accounts of the machine can open."""
    open_to_others = [file for file in sorted(Path(settings.PASSPORT_KEYS).glob("*.json")) if _is_open(file)]
    hint = "Let the service's own account alone read it (chmod 600), make a new key, and delete this one."
    return [Error(f"Others can read {file}.", hint=hint, id="passports.E001") for file in open_to_others]


def _is_open(file: Path) -> bool:
    return bool(file.stat().st_mode & OTHERS)
