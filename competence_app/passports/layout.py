"""What is said to people of a passport that was checked."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from competence_app.passports import wording
from competence_app.passports.models import OutsideRecord
from competence_app.passports.rules.credential import Credential
from competence_app.passports.rules.verifying import Verdict


class VerdictWords(NamedTuple):
    """A verdict in words, with what the passport says, if anything that can be read."""

    in_words: str
    advice: str
    says: Credential | None
    is_genuine: bool
    may_be_revoked: bool  # by an issuer who is not asked


class OutsideEntry(NamedTuple):
    """One record from elsewhere in a list."""

    pk: int
    added_at: datetime
    told: VerdictWords


def entries(records: Iterable[tuple[OutsideRecord, Verdict]]) -> list[OutsideEntry]:
    """Return records from elsewhere as a list shows them."""
    return [OutsideEntry(one.pk, one.added_at, told(verdict)) for one, verdict in records]


def told(verdict: Verdict) -> VerdictWords:
    """Return what to say of a verdict."""
    says = verdict.credential
    advice = wording.ADVICE[verdict.reason] if verdict.reason else ""
    elsewhere = says is not None and says.issuer.id != settings.SITE_URL
    return VerdictWords(
        wording.verdict(verdict.reason), advice, says, verdict.is_genuine, may_be_revoked=verdict.is_good and elsewhere
    )
