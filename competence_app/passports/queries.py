"""The keys that passports are signed with, those that are believed, and what is read of passports."""

import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from competence_app.passports.models import OutsideRecord, Passport
from competence_app.passports.rules.credential import urn
from competence_app.passports.rules.keys import SECRET, Issuer, KeysError, issuer_in, published
from competence_app.passports.rules.verifying import Verdict, verify
from competence_app.people.models import User
from competence_app.people.rules.tokens import digest_of

logger = logging.getLogger(__name__)


def own_keys() -> list[dict[str, Any]]:
    """Return this service's keys, with what is secret of them, the newest first."""
    files = Path(settings.PASSPORT_KEYS).glob("*.json")
    return sorted((json.loads(file.read_bytes()) for file in files), key=lambda key: (-key["iat"], key["kid"]))


def signing_key() -> dict[str, Any] | None:
    """Return the key that signs: the newest that is not retired; None where there is none."""
    return next((key for key in own_keys() if SECRET in key), None)


def published_keys() -> dict[str, Any]:
    """Return what others need to check passports that were made here."""
    return published(settings.SITE_URL, settings.ORGANISATION, own_keys())


def issuers() -> list[Issuer]:
    """Return whose passports are believed: this service's own, and those that whoever runs it trusts."""
    return [issuer_in(json.dumps(published_keys())), *_others()]


def _others() -> Iterator[Issuer]:
    """Yield the other issuers; a file that is none is told to whoever runs the service, and harms nothing else."""
    for file in sorted(Path(settings.PASSPORT_ISSUERS).glob("*.json")):
        try:
            issuer = issuer_in(file.read_bytes())
        except (KeysError, OSError) as error:
            logger.warning("%s: %s", file, error)
            continue
        if issuer.id != settings.SITE_URL:
            yield issuer


def checked(token: str) -> Verdict:
    """Return what is known here of a passport, today; of one from elsewhere, not whether it was revoked there."""
    revoked = Passport.objects.revoked().filter(digest=digest_of(token))
    return verify(token, issuers(), now=timezone.now(), is_revoked=lambda _credential: revoked.exists())


def outside_records(user: User) -> list[tuple[OutsideRecord, Verdict]]:
    """Return what somebody brought from elsewhere, the latest first, each as it stands today: in two queries."""
    mine = list(OutsideRecord.objects.visible_to(user))
    digests = {one.digest for one in mine}
    revoked = {*Passport.objects.revoked().filter(digest__in=digests).values_list("digest", flat=True)}
    believed = issuers()
    return [(one, _standing(one, believed, one.digest in revoked)) for one in mine]


def _standing(one: OutsideRecord, believed: Sequence[Issuer], is_revoked: bool) -> Verdict:  # noqa: FBT001 - a value
    return verify(one.token, believed, now=timezone.now(), is_revoked=lambda _credential: is_revoked)


def revoked_ids() -> list[str]:
    """Return the ids of the passports that were revoked, and nothing else of them."""
    return [urn(uuid) for uuid in Passport.objects.revoked().values_list("uuid", flat=True)]
